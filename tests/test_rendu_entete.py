"""L’en-tête des formats de bureau : remplir une valeur une fois la change-t-il aussi ? Et sans en-tête, ne reste-t-il rien ?"""

from __future__ import annotations

import subprocess
from io import BytesIO
from zipfile import ZipFile

import lecture_odt
import pytest
from clausier.blocks import Document, Paragraph, Text
from clausier.render import FORMATS
from lxml import etree
from rendu_exemples import valeur
from rendu_lecture import NS, W, partie, texte

BLANC = "[À compléter : Référence]"
DOCUMENT = Document(
    "Contrat",
    (Paragraph((Text("Sous la référence "), valeur("reference", BLANC, vide=True), Text(".")), number="", kind="plain"),),
    header=(valeur("client_nom", "SARL Martin & Fils"), Text(" – réf. "), valeur("reference", BLANC, vide=True)),
)
SANS = Document("Lettre", DOCUMENT.blocks)


def rendu(extension: str, document: Document = DOCUMENT) -> bytes:
    return FORMATS[extension].render(document)


def lie(controle: etree._Element) -> tuple[str, str]:
    lien = controle.find("w:sdtPr/w:dataBinding", NS)
    return lien.get(f"{W}xpath"), lien.get(f"{W}storeItemID")


def remplir(extension: str, octets: bytes, nouveau: str) -> bytes:
    """Le fichier où un tiers a rempli la référence, à la seule place où sa valeur est tenue."""
    nom = {"docx": "customXml/item1.xml", "odt": "content.xml"}[extension]
    sortie = BytesIO()
    with ZipFile(BytesIO(octets)) as source, ZipFile(sortie, "w") as cible:
        for entree in source.infolist():
            contenu = source.read(entree)
            if entree.filename == nom:
                arbre = etree.fromstring(contenu)
                if extension == "docx":
                    [place] = [v for v in arbre if v.get("cle") == "reference"]
                    place.text = nouveau
                else:
                    [place] = [d for d in arbre.iter(lecture_odt.q("text:user-field-decl")) if d.get(lecture_odt.q("text:name")) == "reference"]
                    place.set(lecture_odt.q("office:string-value"), nouveau)
                contenu = etree.tostring(arbre)
            cible.writestr(entree, contenu)
    return sortie.getvalue()


def test_une_valeur_de_l_en_tete_word_est_liee_a_la_meme_place_que_dans_le_corps():
    octets = rendu("docx")
    tete, corps = (list(partie(octets, f"word/{nom}.xml").iter(f"{W}sdt")) for nom in ("header1", "document"))
    assert texte(partie(octets, "word/header1.xml")) == f"SARL Martin & Fils – réf. {BLANC}"
    assert lie(tete[1]) == lie(corps[0]) and [v.get("cle") for v in partie(octets, "customXml/item1.xml")] == ["reference", "client_nom"]
    idents = [s.find("w:sdtPr/w:id", NS).get(f"{W}val") for s in (*tete, *corps)]
    assert len(set(idents)) == len(idents) == 3


def test_une_valeur_de_l_en_tete_odt_est_la_variable_du_corps():
    octets = rendu("odt")
    q = lecture_odt.q
    noms = [e.get(q("text:name")) for e in lecture_odt.partie(octets, "styles.xml").iter(q("text:user-field-get"))]
    declares = [e.get(q("text:name")) for e in lecture_odt.partie(octets).iter(q("text:user-field-decl"))]
    assert noms == ["client_nom", "reference"] and sorted(declares) == sorted(noms)


def test_un_blanc_n_est_surligne_que_dans_le_corps():
    octets = rendu("docx")
    assert [partie(octets, f"word/{nom}.xml").find(".//w:rStyle", NS) is not None for nom in ("header1", "document")] == [False, True]
    odt = rendu("odt")
    with ZipFile(BytesIO(odt)) as paquet:
        tete = paquet.read("styles.xml").decode().partition("<style:header>")[2]
        assert "A_20_completer" not in tete and "A_20_completer" in paquet.read("content.xml").decode()


def test_un_en_tete_tient_sur_une_ligne():
    document = Document("Contrat", (), header=(valeur("client_nom", "SARL\nMartin"), Text(" –\tréf.")))
    assert texte(partie(rendu("docx", document), "word/header1.xml")) == "SARL Martin – réf."
    tete = lecture_odt.partie(rendu("odt", document), "styles.xml").find(".//style:header", lecture_odt.NS)
    assert "".join(tete.itertext()) == "SARL Martin – réf."


def test_sans_en_tete_il_ne_reste_pas_de_filet():
    tete = partie(rendu("docx", SANS), "word/header1.xml")
    assert texte(tete) == "" and tete.find(".//w:pStyle", NS) is None
    [paragraphe] = lecture_odt.partie(rendu("odt", SANS), "styles.xml").find(".//style:header", lecture_odt.NS)
    assert paragraphe.get(lecture_odt.q("text:style-name")) == "Standard"
    assert "Entte" in etree.tostring(partie(rendu("docx"), "word/header1.xml")).decode()  # avec un en-tête, le filet y est


@pytest.mark.parametrize("extension", ["docx", "odt"])
@pytest.mark.lent
def test_remplie_une_fois_la_valeur_change_dans_l_en_tete_et_dans_le_corps(extension, tmp_path, exige_programme):
    """LibreOffice lit la valeur là où elle est tenue : la partie XML liée de Word, la variable de l’ODT."""
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    pdftotext = exige_programme("pdftotext", paquet="poppler-utils")
    fichier = tmp_path / f"c.{extension}"
    fichier.write_bytes(remplir(extension, rendu(extension), "EX-42"))
    profil = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    subprocess.run([soffice, "--headless", profil, "--convert-to", "pdf", "--outdir", tmp_path, fichier], check=True, capture_output=True, timeout=120)
    lu = subprocess.run([pdftotext, tmp_path / "c.pdf", "-"], check=True, capture_output=True, text=True).stdout
    assert "SARL Martin & Fils – réf. EX-42" in lu and "Sous la référence EX-42." in lu and "À compléter" not in lu
