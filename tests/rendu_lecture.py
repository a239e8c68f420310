"""Relire ce que les rendus écrivent, par d’autres programmes que les nôtres : lxml, html5lib, Python-Markdown."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import html5lib
import markdown
from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {"w": W[1:-1], "c": "urn:clausier:valeurs:1"}


def partie(docx: bytes, nom: str) -> etree._Element:
    """Une partie XML du paquet, analysée."""
    with ZipFile(BytesIO(docx)) as paquet:
        return etree.fromstring(paquet.read(nom))


def texte(element: etree._Element) -> str:
    """Texte visible d’un élément Word : ni code de champ, ni propriété."""
    morceaux = []
    for noeud in element.iter(f"{W}t", f"{W}br", f"{W}tab"):
        morceaux.append(noeud.text or "" if noeud.tag == f"{W}t" else "\t" if noeud.tag == f"{W}tab" else "\n")
    return "".join(morceaux)


def styles(docx: bytes) -> dict[str, etree._Element]:
    """Les styles définis, par identifiant."""
    return {s.get(f"{W}styleId"): s for s in partie(docx, "word/styles.xml").iterfind("w:style", NS)}


def numeros(docx: bytes) -> list[tuple[str, str]]:
    """(numéro calculé, texte) de chaque paragraphe du corps, numéros résolus par numbering.xml et les styles."""
    definis, niveaux, instances, compteurs = styles(docx), {}, {}, {}
    numerotation = partie(docx, "word/numbering.xml")
    for abstrait in numerotation.iterfind("w:abstractNum", NS):
        for niveau in abstrait.iterfind("w:lvl", NS):
            cle = abstrait.get(f"{W}abstractNumId"), int(niveau.get(f"{W}ilvl"))
            niveaux[cle] = niveau.find("w:lvlText", NS).get(f"{W}val"), niveau.find("w:pStyle", NS).get(f"{W}val")
    for instance in numerotation.iterfind("w:num", NS):
        instances[instance.get(f"{W}numId")] = instance.find("w:abstractNumId", NS).get(f"{W}val")
    lus = []
    for paragraphe in partie(docx, "word/document.xml").iter(f"{W}p"):
        style = paragraphe.find("w:pPr/w:pStyle", NS).get(f"{W}val")
        propre = paragraphe.find("w:pPr/w:numPr/w:numId", NS)
        niveau = paragraphe.find("w:pPr/w:numPr/w:ilvl", NS)
        herite = definis[style].find("w:pPr/w:numPr/w:numId", NS)
        liste = propre if propre is not None else herite
        numero = ""
        if liste is not None and liste.get(f"{W}val") != "0":
            abstrait = instances[liste.get(f"{W}val")]
            rang = int(niveau.get(f"{W}val")) if niveau is not None else next(n for (a, n), (_, s) in niveaux.items() if a == abstrait and s == style)
            compteurs[abstrait, rang] = compteurs.get((abstrait, rang), 0) + 1
            for plus_bas in [c for c in compteurs if c[0] == abstrait and c[1] > rang]:
                del compteurs[plus_bas]
            numero = re.sub(
                r"%(\d)", lambda m, a=abstrait: str(compteurs.get((a, int(m[1]) - 1), 1)), niveaux[abstrait, rang][0]
            )
        lus.append((numero, texte(paragraphe)))
    return lus


def arbre_html(page: bytes | str) -> etree._Element:
    """La page comme un navigateur la lit."""
    return html5lib.parse(page, treebuilder="lxml", namespaceHTMLElements=False)


_A_LA_LIGNE = frozenset("br p div li td th caption h1 h2 h3 h4 ul table blockquote hr".split())


def texte_html(element: etree._Element) -> str:
    """Texte visible d’un élément de page ; chaque bloc, chaque cellule, chaque retour forcé commence une ligne."""
    morceaux = []
    for evenement, noeud in etree.iterwalk(element, events=("start", "end")):
        if evenement == "start":
            if noeud.tag in _A_LA_LIGNE and noeud is not element:
                morceaux.append("\n")
            if isinstance(noeud.tag, str) and noeud.tag not in ("style", "script"):
                morceaux.append(noeud.text or "")
        elif noeud is not element:
            morceaux.append(noeud.tail or "")
    return "".join(morceaux)


def markdown_en_html(source: bytes) -> etree._Element:
    """Le Markdown rendu par Python-Markdown (tableaux compris), relu comme page : un HTML sans surprise, que lxml lit dix fois plus vite que html5lib."""
    return html.document_fromstring(markdown.markdown(source.decode(), extensions=["tables"])).getroottree()


def mots(chaine: str) -> list[str]:
    """Les mots d’un texte : les espaces, tirets de liste, barres et filets n’en sont pas."""
    return [m for m in chaine.split() if m.strip("|–=-*>")]
