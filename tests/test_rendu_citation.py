"""Le texte qu’un avenant cite se distingue-t-il dans chaque format : en retrait, le long d’un filet, sans numéro natif ?"""

from __future__ import annotations

import lecture_odt
import pypdfium2
import pypdfium2.raw as brut
import pytest
from clausier.blocks import Document, FieldValue, Heading, Paragraph, Text
from clausier.render import FORMATS
from juges import valider_pdf_ua
from rendu_lecture import NS, W, arbre_html, markdown_en_html, numeros, partie, styles, texte, texte_html

CITE = "12.3\u00a0\u00a0Le Prestataire remet le rapport."
DOCUMENT = Document(
    "Avenant",
    (
        Heading("article", (Text("Articles modifiés"),), "a", "Article 1", "1"),
        Paragraph((Text("Le paragraphe 12.3 est remplacé par le texte suivant :"),), number="1.1"),
        Paragraph((Text("12.3\u00a0\u00a0Le "), FieldValue("qui", "Prestataire", "Qui"), Text(" remet le rapport.")), kind="quote"),
        Paragraph((Text("Fait en deux exemplaires."),), kind="plain"),
    ),
)
OCTETS = {extension: forme.render(DOCUMENT) for extension, forme in FORMATS.items()}


def test_word_la_met_en_retrait_le_long_d_un_filet():
    [cite] = [p for p in partie(OCTETS["docx"], "word/document.xml").iter(f"{W}p") if p.find("w:pPr/w:pStyle[@w:val='Citation']", NS) is not None]
    assert texte(cite) == CITE
    style = styles(OCTETS["docx"])["Citation"]
    assert int(style.find("w:pPr/w:ind", NS).get(f"{W}left")) >= 400
    assert style.find("w:pPr/w:pBdr/w:left", NS).get(f"{W}val") == "single" and len(style.find("w:pPr/w:pBdr", NS)) == 1


def test_odt_la_met_en_retrait_le_long_d_un_filet():
    [cite] = [p for p in lecture_odt.paragraphes(lecture_odt.partie(OCTETS["odt"])) if p.get(lecture_odt.q("text:style-name")) == "Quotations"]
    assert lecture_odt.texte_de(cite) == CITE
    style = next(s for s in lecture_odt.partie(OCTETS["odt"], "styles.xml").iter(lecture_odt.q("style:style")) if s.get(lecture_odt.q("style:name")) == "Quotations")
    proprietes = style.find("style:paragraph-properties", lecture_odt.NS)
    assert float(proprietes.get(lecture_odt.q("fo:margin-left")).removesuffix("pt")) >= 20
    assert "solid" in proprietes.get(lecture_odt.q("fo:border-left")) and lecture_odt.q("fo:border") not in proprietes.attrib


def test_pdf_la_met_en_retrait_le_long_d_un_filet():
    with pypdfium2.PdfDocument(OCTETS["pdf"]) as document:
        page = document[0]
        lu = page.get_textpage()
        lignes = lu.get_text_range()

        def place(debut: str) -> tuple[float, float]:
            gauche, bas, _, haut = lu.get_charbox(lignes.index(debut))
            return gauche, (bas + haut) / 2

        (cite, hauteur), (simple, _) = place("12.3\u00a0\u00a0Le"), place("Fait en deux")
        filets = [o.get_bounds() for o in page.get_objects() if o.type == brut.FPDF_PAGEOBJ_PATH]
        page.close()
    assert cite - simple >= 20
    assert any(simple < gauche and droite <= cite and droite - gauche < 4 and bas <= hauteur <= haut for gauche, bas, droite, haut in filets)
    assert valider_pdf_ua(OCTETS["pdf"]) == []


def test_html_la_met_en_retrait_le_long_d_un_filet():
    page = arbre_html(OCTETS["html"])
    [cite] = page.findall(".//p[@class='quote']")
    assert texte_html(cite) == CITE
    assert ".quote{margin-left:1.6rem;border-left:" in page.find(".//style").text


def test_markdown_et_texte_la_mettent_en_retrait():
    [cite] = markdown_en_html(OCTETS["md"]).findall(".//blockquote")
    assert texte_html(cite).strip() == CITE
    assert f"\n    {CITE}\n" in OCTETS["txt"].decode()


@pytest.mark.parametrize("lus", [numeros(OCTETS["docx"]), lecture_odt.numeros(OCTETS["odt"])], ids=["docx", "odt"])
def test_son_numero_est_tape_celui_de_l_avenant_continue(lus):
    assert [numero for numero, ecrit in lus if ecrit in (CITE, "Fait en deux exemplaires.")] == ["", ""]
    assert [numero for numero, _ in lus if numero][-1] == "1.1"
