"""Les PDF de chaque modèle et de chaque courrier passent-ils devant des juges qui ne sont pas de nous, et disent-ils les mots du texte ?"""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache

import lecture_pdf
import pytest
from clausier import blocks as b
from clausier.render import FORMATS
from juges import ecouter_pdf, valider_pdf_ua
from rendu_exemples import petit
from test_courriers import CAS, rempli, vierge as courrier_vierge
from test_documents_juges import MODELES, compose, vierge

pytestmark = pytest.mark.lent
ECHANTILLON = MODELES[::5]  # outloud prend deux secondes par contrat : rempli et annoté, il n’en lit qu’un sur cinq
GABARIT = (b"#set document(title: [T]); #set text(lang: \"fr\")\n", b"= Titre\n#table(columns: 2, table.header[a][b], [c], [d])\n")


@lru_cache(maxsize=None)
def contrats(modele: str) -> dict[str, b.Document]:
    return {"vierge": vierge(modele).document, "compose": compose(modele).document, "annotee": compose(modele, "annotee").document}


@lru_cache(maxsize=None)
def rendu(modele: str, etat: str) -> bytes:
    return FORMATS["pdf"].render(contrats(modele)[etat])


def tetes(document: b.Document) -> list[str]:
    """Ce qui se répète d’une page à l’autre : têtes courantes, têtes de tableaux, lignes d’une note à l’autre."""
    tableaux = [" ".join(bloc.columns) for bloc in document.blocks if isinstance(bloc, b.Table)]
    return [b.plain(document.header), f"{document.footer} Page / {' '.join(map(str, range(200)))}", *tableaux, *(p for n in document.annotations for p in n.paragraphs)]


# --- Les juges peuvent échouer


def compile_(source: bytes, **options) -> bytes:
    import typst

    return typst.compile(source, ignore_system_fonts=True, timestamp=0, **options)


def test_les_juges_refusent_un_pdf_sans_etiquettes_sans_titre_ou_a_tableau_sans_tete(tmp_path):
    tete, corps = GABARIT
    bon = compile_(tete + corps, pdf_standards=["ua-1"])
    assert valider_pdf_ua(bon) == []
    assert valider_pdf_ua(compile_(tete + corps, pdf_tags=False)) != []
    assert valider_pdf_ua(compile_(corps)) != []
    sans_tete = compile_(tete + corps.replace(b"table.header[a][b]", b"[a], [b]"))
    fichiers = {tmp_path / "bon.pdf": bon, tmp_path / "sans-tete.pdf": sans_tete, tmp_path / "sans-titre.pdf": compile_(corps)}
    for chemin, octets in fichiers.items():
        chemin.write_bytes(octets)
    fautes = ecouter_pdf(dict.fromkeys(fichiers, ()))
    assert {faute.partition(" : ")[0] for faute in fautes} == {"sans-tete.pdf", "sans-titre.pdf"}


def test_un_mot_change_oublie_ou_ajoute_se_voit():
    document, octets = petit(), FORMATS["pdf"].render(petit())
    assert lecture_pdf.ecart(octets, document) == ""
    for blocs in (document.blocks[:-1], document.blocks + (b.Paragraph((b.Text("de trop"),)),), document.blocks[1:]):
        assert lecture_pdf.ecart(octets, b.Document(document.title, blocs, document.subtitle, footer=document.footer))
    assert lecture_pdf.ecart(octets, petit("SARL Martin & Fille"))


# --- Les contrats


@pytest.mark.parametrize("modele", MODELES)
def test_chaque_modele_est_pdf_ua_et_se_lit_a_voix_haute(modele, tmp_path):
    fichiers = {}
    for etat, document in contrats(modele).items():
        assert valider_pdf_ua(rendu(modele, etat)) == [], etat
        if etat == "vierge" or modele in ECHANTILLON:
            (tmp_path / f"{etat}.pdf").write_bytes(rendu(modele, etat))
            fichiers[tmp_path / f"{etat}.pdf"] = tetes(document)
    assert ecouter_pdf(fichiers) == []


@pytest.mark.parametrize("modele", MODELES)
def test_chaque_modele_dit_les_memes_mots_que_le_texte(modele):
    for etat, document in contrats(modele).items():
        assert lecture_pdf.ecart(rendu(modele, etat), document) == "", etat


@pytest.mark.parametrize("modele", MODELES)
def test_polices_toutes_incorporees_d_apres_poppler(modele, tmp_path, exige_programme):
    pdffonts, pdfinfo = (exige_programme(nom, paquet="poppler-utils") for nom in ("pdffonts", "pdfinfo"))
    (tmp_path / "c.pdf").write_bytes(rendu(modele, "vierge"))
    lignes = subprocess.run([pdffonts, tmp_path / "c.pdf"], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    assert lignes and all(re.search(r" yes yes yes +\d+ +0$", ligne) for ligne in lignes), lignes
    dit = subprocess.run([pdfinfo, tmp_path / "c.pdf"], check=True, capture_output=True, text=True).stdout
    assert re.search("^Tagged: +yes$", dit, re.M) and "(A4)" in dit and "JavaScript:      no" in dit


# --- Les courriers


def test_chaque_courrier_est_pdf_ua_se_lit_a_voix_haute_et_dit_les_memes_mots(tmp_path):
    fichiers = {}
    for nom, qui in CAS:
        for etat, redige in (("vierge", courrier_vierge(nom, qui)), ("rempli", rempli(nom, qui))):
            octets, document = FORMATS["pdf"].render(redige.document), redige.document
            assert valider_pdf_ua(octets) == [], (nom, qui, etat)
            assert lecture_pdf.ecart(octets, document) == "", (nom, qui, etat)
            chemin = tmp_path / f"{nom}-{qui}-{etat}.pdf"
            chemin.write_bytes(octets)
            fichiers[chemin] = tetes(document)
    assert len(fichiers) > 30 and ecouter_pdf(fichiers) == []
