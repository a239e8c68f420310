"""Les ODT de chaque modèle sont-ils valides pour OASIS, et LibreOffice y lit-il les mots du Word et du texte ?"""

from __future__ import annotations

import re

import pytest
from clausier import contrat, courrier, exemple, loader, reponses
from clausier.blocks import Document
from clausier.render import FORMATS
from juges_odf import valider_odf
from lecture_odt import lus_par_libreoffice
from rendu_lecture import mots

pytestmark = pytest.mark.lent
CATALOGUE = loader.load()
MODELES = sorted(CATALOGUE.modeles)
POSITIONS = ("equilibree", "client", "prestataire")


def documents(modele_id: str, annotee: bool = False) -> dict[str, Document]:
    """Le modèle vierge, et son contrat d’exemple dans les trois versions."""
    modele = CATALOGUE.modeles[modele_id]
    options = [*modele.options, *reponses.default_options(CATALOGUE, modele.options)]
    brut = exemple.raw_answers(CATALOGUE, modele.types, modele.formule, modele.hors_forfait, options)
    trouves = {"vierge": contrat.assemble(CATALOGUE, reponses.from_model(modele, CATALOGUE), modele=modele)}
    for position in POSITIONS:
        trouves[position] = contrat.assemble(CATALOGUE, reponses.build({**brut, "position": position}, CATALOGUE))
    if annotee:
        trouves["annotee"] = contrat.assemble(CATALOGUE, reponses.build(brut, CATALOGUE), "annotee")
    return {nom: compose.document for nom, compose in trouves.items()}


def mots_lus(texte: str) -> list[str]:
    """Les mots d’un texte écrit par LibreOffice : ses puces et ses retraits n’en sont pas."""
    return mots(re.sub(r"^[ \t]*[•▪] ", "", texte.removeprefix("\ufeff"), flags=re.M))


def mots_du_texte(document: Document) -> list[str]:
    """Les mots de notre rendu texte, sans le pied, qui court en bas des pages ailleurs."""
    return mots(FORMATS["txt"].render(document).decode())[: -len(mots(document.footer))]


@pytest.mark.parametrize("modele", MODELES)
def test_chaque_partie_est_valide_pour_les_schemas_d_oasis(modele, tmp_path, exige_programme):
    jing = exige_programme("jing", paquet="jing")
    fichiers = []
    for nom, document in documents(modele, annotee=True).items():
        fichiers.append(tmp_path / f"{nom}.odt")
        fichiers[-1].write_bytes(FORMATS["odt"].render(document))
    assert valider_odf(fichiers, jing, tmp_path) == []


def test_chaque_courrier_est_valide_pour_les_schemas_d_oasis(tmp_path, exige_programme):
    jing = exige_programme("jing", paquet="jing")
    fichiers = []
    for lettre in CATALOGUE.courriers.values():
        for qui in lettre.expediteurs or ("",):
            fichiers.append(tmp_path / f"{lettre.id}-{qui}.odt")
            fichiers[-1].write_bytes(FORMATS["odt"].render(courrier.rediger(CATALOGUE, lettre, None, qui).document))
    assert len(fichiers) >= 18 and valider_odf(fichiers, jing, tmp_path) == []


@pytest.mark.parametrize("modele", MODELES)
def test_libreoffice_lit_les_memes_mots_dans_l_odt_le_word_et_le_texte(modele, tmp_path, exige_programme):
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    attendus = documents(modele)
    for nom, document in attendus.items():
        for extension in ("odt", "docx"):
            (tmp_path / f"{nom}-{extension}.{extension}").write_bytes(FORMATS[extension].render(document))
    lus = lus_par_libreoffice(soffice, [*tmp_path.glob("*.odt"), *tmp_path.glob("*.docx")], tmp_path)
    for nom, document in attendus.items():
        odt, docx = (mots_lus(lus[f"{nom}-{e}.{e}"].read_text("utf-8")) for e in ("odt", "docx"))
        assert len(odt) > 5000
        assert premier_ecart(odt, docx) == "", nom
        assert premier_ecart(odt, mots_du_texte(document)) == "", nom


def premier_ecart(lus: list[str], voulus: list[str]) -> str:
    """Où deux suites de mots se séparent ; vide si elles sont les mêmes."""
    for rang, (lu, voulu) in enumerate(zip(lus, voulus)):
        if lu != voulu:
            return f"« {' '.join(lus[max(0, rang - 5) : rang + 6])} » au lieu de « {' '.join(voulus[max(0, rang - 5) : rang + 6])} »"
    return "" if len(lus) == len(voulus) else f"{len(lus)} mots au lieu de {len(voulus)}"
