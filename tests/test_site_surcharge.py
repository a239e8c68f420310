"""Le dossier d’une maison, dit par une ligne de mkdocs.yml, change les pages, et ce qu’il change s’y voit. Rien n’y est exécuté."""

import re

import pytest
from site_outils import lire_page, mkdocs, projet

from clausier import loader

pytestmark = pytest.mark.lent

HOSTILE = '<script>alert("x")</script> & {{ 7 * 7 }} {% raw %} [lien](javascript:alert(1)) "guillemets" | barre'
AJOUT = f"""\
mode: ajoute
titre: 'Clause maison {HOSTILE}'
rubrique: objet
rang: 90
statut: recommande
fondements: {{}}
champs: []
en_clair: 'Une phrase {HOSTILE}.'
pourquoi: 'Parce que {HOSTILE}.'
pieges: ['Un piège {HOSTILE}.', Un autre.]
alineas:
  - texte: Le Prestataire remet au Client un document de la maison.
relecture: {{etat: non relu par un juriste}}
historique:
  - {{version: 1, date: 2026-11-23, changement: première rédaction}}
"""


@pytest.fixture(scope="module")
def construit(tmp_path_factory):
    dossier = projet(tmp_path_factory.mktemp("surcharge") / "projet")
    config = dossier / "mkdocs.yml"
    config.write_text(re.sub(r"# clausier: \{surcharge: ma-maison\}", "clausier: {surcharge: ma-maison}", config.read_text("utf-8")), "utf-8")
    (dossier / "ma-maison/corps").mkdir(parents=True)
    base = loader.load().clauses["assurance"]
    (dossier / "ma-maison/corps/clause-maison.yml").write_text(AJOUT, "utf-8")
    (dossier / "ma-maison/corps/assurance.yml").write_text(
        f"mode: complete\nbase: {{version: {base.numero_version}, empreinte: {base.empreinte}, texte: Le texte que la maison a lu.}}\n"
        "alineas:\n  - texte: Le Prestataire souscrit aussi une garantie propre à la maison.\n",
        "utf-8",
    )
    resultat = mkdocs(dossier, "build", "--strict")
    assert resultat.returncode == 0, resultat.stdout
    return dossier / "site"


def test_une_clause_completee_le_dit_et_montre_ce_qu_elle_change(construit):
    lu = lire_page(construit / "clauses/assurance/index.html").texte.replace("\u00a0", " ")
    assert "Clause complétée par la maison « ma-maison »" in lu
    assert "Le texte que la maison a lu." in lu
    assert "une garantie propre à la maison" in lu
    assert "complétée par la maison" in lire_page(construit / "clauses/index.html").texte


def test_une_clause_ajoutee_a_sa_page(construit):
    lu = lire_page(construit / "clauses/clause-maison/index.html").texte.replace("\u00a0", " ")
    assert "Clause ajoutée par la maison « ma-maison »" in lu


def test_le_texte_d_une_maison_est_montre_sans_etre_execute(construit):
    pages = [construit / "clauses/clause-maison/index.html", construit / "clauses/index.html", construit / "modeles/corrective-forfait/index.html"]
    for page in pages:
        html, lu = page.read_text("utf-8"), lire_page(page)
        assert "<script>alert" not in html
        assert "{{ 7 * 7 }}" in lu.texte.replace("\u00a0", " ") or page == pages[2]
        assert not [lien for lien in lu.liens if lien.startswith("javascript:")]
