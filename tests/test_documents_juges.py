"""Les contrats de chaque modèle passent-ils devant des juges qui ne sont pas de nous ?"""

from __future__ import annotations

import subprocess

import pytest
from clausier import contrat, exemple, loader, reponses
from clausier.render import FORMATS
from juges import OOXML, valider_ooxml

pytestmark = pytest.mark.lent
CATALOGUE = loader.load()
MODELES = sorted(CATALOGUE.modeles)


def compose(modele_id: str, edition: str = "propre") -> contrat.Contrat:
    """Le contrat d'exemple d'un modèle, tous champs remplis de valeurs fictives."""
    modele = CATALOGUE.modeles[modele_id]
    options = [*modele.options, *reponses.default_options(CATALOGUE, modele.options)]
    brut = exemple.raw_answers(CATALOGUE, modele.types, modele.formule, modele.hors_forfait, options)
    return contrat.assemble(CATALOGUE, reponses.build(brut, CATALOGUE), edition)


def vierge(modele_id: str) -> contrat.Contrat:
    modele = CATALOGUE.modeles[modele_id]
    return contrat.assemble(CATALOGUE, reponses.from_model(modele, CATALOGUE), modele=modele)


@pytest.mark.parametrize("modele", MODELES)
def test_open_xml_sdk_ne_trouve_aucune_faute(modele, tmp_path, exige_juge):
    programme = exige_juge(OOXML)
    fichiers = {"vierge": vierge(modele), "compose": compose(modele), "annotee": compose(modele, "annotee")}
    for nom, document in fichiers.items():
        (tmp_path / f"{modele}-{nom}.docx").write_bytes(FORMATS["docx"].render(document.document))
    assert valider_ooxml(sorted(tmp_path.iterdir()), programme) == []


@pytest.fixture(scope="module")
def lus_par_libreoffice(tmp_path_factory, exige_programme) -> dict[str, str]:
    """Le texte de chaque contrat d'exemple, tel que LibreOffice l'imprime en PDF."""
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    pdftotext = exige_programme("pdftotext", paquet="poppler-utils")
    dossier = tmp_path_factory.mktemp("libreoffice")
    for modele in MODELES:
        (dossier / f"{modele}.docx").write_bytes(FORMATS["docx"].render(compose(modele).document))
    profil = f"-env:UserInstallation=file://{dossier}/profil"
    subprocess.run([soffice, "--headless", profil, "--convert-to", "pdf", "--outdir", dossier, *sorted(dossier.glob("*.docx"))], check=True, capture_output=True, timeout=600)
    textes = {}
    for modele in MODELES:
        textes[modele] = subprocess.run([pdftotext, "-layout", dossier / f"{modele}.pdf", "-"], check=True, capture_output=True, text=True).stdout
    return textes


@pytest.mark.parametrize("modele", MODELES)
def test_libreoffice_imprime_chaque_article_avec_son_numero(modele, lus_par_libreoffice):
    lu = " ".join(lus_par_libreoffice[modele].split())
    titres = [ligne.lstrip("# ") for ligne in FORMATS["md"].render(compose(modele).document).decode().splitlines() if ligne.startswith("### ")]
    manquants = [titre for titre in titres if " ".join(titre.replace("\\", "").split()) not in lu]
    assert len(titres) > 40
    assert manquants == []


@pytest.mark.parametrize("modele", MODELES)
def test_libreoffice_numerote_les_pages(modele, lus_par_libreoffice):
    pages = lus_par_libreoffice[modele].count("\f")
    assert f"Page 1 / {pages}" in " ".join(lus_par_libreoffice[modele].split())
