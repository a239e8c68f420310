"""Relire les renvois d’un document produit : ce que chacun imprime, et le numéro du titre ou du paragraphe où il mène."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lecture_odt
from lecture_odt import q
from lxml import etree
from rendu_lecture import W, numeros, partie, texte_html

_NOM = re.compile(r"^(?:Article|Annexe) ")
_DEBUT = re.compile(r"(?:(?:Article|Annexe) )?(\S*)")


def word(octets: bytes) -> Iterator[tuple[str, str]]:
    """(imprimé, numéro de la cible) de chaque champ qui vise un signet ; le sommaire et ses liens à part."""
    corps = partie(octets, "word/document.xml")
    paragraphes = list(corps.iter(f"{W}p"))
    cibles = {s.get(f"{W}name"): numero for p, (numero, _) in zip(paragraphes, numeros(octets), strict=True) for s in p.iter(f"{W}bookmarkStart")}
    for paragraphe in paragraphes:
        vise = ""
        for noeud in paragraphe.iter(f"{W}instrText", f"{W}t"):
            if noeud.tag == f"{W}instrText":
                vise = (re.search(r"_Ref\w+", noeud.text) or [""])[0]
            elif vise:
                yield noeud.text, _NOM.sub("", cibles[vise])
                vise = ""


def odt(octets: bytes) -> Iterator[tuple[str, str]]:
    """(imprimé, numéro de la cible) de chaque référence à un signet."""
    corps = lecture_odt.partie(octets).find("office:body/office:text", lecture_odt.NS)
    paragraphes = [p for p in lecture_odt.paragraphes(corps) if not any(a.tag == q("text:table-of-content") for a in p.iterancestors())]
    numeros_lus = lecture_odt.numeros(octets)
    cibles = {s.get(q("text:name")): numero for p, (numero, _) in zip(paragraphes, numeros_lus, strict=True) for s in p.iter(q("text:bookmark-start"))}
    for renvoi in corps.iter(q("text:bookmark-ref")):
        yield "".join(renvoi.itertext()), re.sub(r"^(?:Article|Annexe) | –$", "", cibles[renvoi.get(q("text:ref-name"))])


def html(page: etree._Element) -> Iterator[tuple[str, str]]:
    """(imprimé, numéro de la cible) de chaque lien interne, le sommaire à part."""
    cibles = {e.get("id"): e for e in page.iter() if isinstance(e.tag, str) and e.get("id")}
    for lien in page.iter("a"):
        if not any(ancetre.tag == "nav" for ancetre in lien.iterancestors()):
            yield texte_html(lien), _DEBUT.match(texte_html(cibles[lien.get("href")[1:]]))[1]
