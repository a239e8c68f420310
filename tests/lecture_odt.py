"""Relire un ODT produit, sans rien emprunter au rendu : son texte, ses numéros résolus, ses parties. Et le faire lire à LibreOffice."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Iterable, Iterator
from zipfile import ZipFile

from lxml import etree

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NS = {
    "office": f"{_OASIS}:office:1.0",
    "style": f"{_OASIS}:style:1.0",
    "text": f"{_OASIS}:text:1.0",
    "table": f"{_OASIS}:table:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "meta": f"{_OASIS}:meta:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def q(nom: str) -> str:
    """Un nom qualifié, comme lxml l’écrit : `text:p`."""
    prefixe, _, local = nom.partition(":")
    return f"{{{NS[prefixe]}}}{local}"


_MUETS = frozenset(map(q, ("text:user-field-decls", "table:title", "office:annotation", "text:table-of-content-source")))
_PARAGRAPHES = frozenset((q("text:p"), q("text:h")))
_SIGNES = {q("text:tab"): "\ue001", q("text:line-break"): "\ue002"}


def partie(octets: bytes, nom: str = "content.xml") -> etree._Element:
    """Une partie XML du paquet, analysée."""
    with ZipFile(BytesIO(octets)) as paquet:
        return etree.fromstring(paquet.read(nom))


def texte_de(paragraphe: etree._Element) -> str:
    """Un paragraphe, ses blancs lus comme ODF le veut (3e partie, §6.1.2) : une suite n’en fait qu’un, ceux des bouts tombent, `text:s` en rend."""
    morceaux: list[str] = []

    def lire(noeud: etree._Element) -> None:
        if noeud.tag in _MUETS:
            return
        morceaux.append("\ue000" * int(noeud.get(q("text:c"), "1")) if noeud.tag == q("text:s") else _SIGNES.get(noeud.tag, ""))
        morceaux.append(noeud.text or "")
        for enfant in noeud:
            lire(enfant)
            morceaux.append(enfant.tail or "")

    lire(paragraphe)
    return re.sub("[ \t\r\n]+", " ", "".join(morceaux)).strip(" ").translate({0xE000: " ", 0xE001: "\t", 0xE002: "\n"})


def paragraphes(noeud: etree._Element) -> Iterator[etree._Element]:
    """Les paragraphes et titres, dans l’ordre de lecture, sans les commentaires."""
    for enfant in noeud:
        if enfant.tag in _PARAGRAPHES:
            yield enfant
        elif enfant.tag not in _MUETS:
            yield from paragraphes(enfant)


def texte(octets: bytes) -> str:
    """Tout le texte, une ligne par paragraphe, sans les numéros que le lecteur calcule."""
    return "\n".join(map(texte_de, paragraphes(partie(octets).find("office:body/office:text", NS))))


def numeros(octets: bytes, sommaire: bool = False) -> list[tuple[str, str]]:
    """(numéro calculé, texte) de chaque paragraphe, numéros résolus par les listes et leurs styles."""
    niveaux = {
        (liste.get(q("style:name")), int(niveau.get(q("text:level")))): niveau
        for liste in partie(octets, "styles.xml").iter(q("text:list-style"))
        for niveau in liste
    }
    lus: list[tuple[str, str]] = []
    par_liste: dict[str, dict[int, int]] = {}

    def etiquette(style: str, rang: int, compteurs: dict[int, int]) -> str:
        compteurs[rang] = compteurs.get(rang, 0) + 1
        for plus_bas in [n for n in compteurs if n > rang]:
            del compteurs[plus_bas]
        niveau = niveaux[style, rang]
        if niveau.tag == q("text:list-level-style-bullet"):
            return niveau.get(q("text:bullet-char"))
        montres = int(niveau.get(q("text:display-levels"), "1"))
        nombre = ".".join(str(compteurs.get(n, 1)) for n in range(rang - montres + 1, rang + 1))
        return niveau.get(q("style:num-prefix"), "") + nombre + niveau.get(q("style:num-suffix"), "")

    def lire(noeud: etree._Element, style: str, rang: int, compteurs: dict[int, int]) -> None:
        for enfant in noeud:
            if enfant.tag == q("text:list"):
                nom = enfant.get(q("text:style-name"), style)
                siens = compteurs if rang and nom == style else {}
                if not rang:
                    suite, ident = enfant.get(q("text:continue-list")), enfant.get(XML_ID)
                    siens = par_liste[suite] if suite else {}
                    if ident:
                        par_liste[ident] = siens
                for item in enfant:
                    numero = True
                    for dedans in item:
                        if dedans.tag in _PARAGRAPHES:
                            lus.append((etiquette(nom, rang + 1, siens) if numero else "", texte_de(dedans)))
                            numero = False
                        else:
                            lire([dedans], nom, rang + 1, siens)
            elif enfant.tag in _PARAGRAPHES:
                lus.append(("", texte_de(enfant)))
            elif enfant.tag not in _MUETS and (sommaire or enfant.tag != q("text:table-of-content")):
                lire(enfant, style, rang, compteurs)

    lire(partie(octets).find("office:body/office:text", NS), "", 0, {})
    return lus


def lus_par_libreoffice(soffice: str, fichiers: Iterable[Path], sortie: Path, filtre: str = "txt:Text:UTF8") -> dict[str, Path]:
    """Les fichiers ouverts par LibreOffice et réécrits en texte (ou sous un autre filtre) : chemin écrit, par nom de fichier lu."""
    fichiers = sorted(fichiers)
    profil = f"-env:UserInstallation={(sortie / 'profil').as_uri()}"
    subprocess.run([soffice, "--headless", profil, "--convert-to", filtre, "--outdir", sortie, *fichiers], check=True, capture_output=True, timeout=900)
    return {f.name: sortie / f"{f.stem}.{filtre.partition(':')[0]}" for f in fichiers}
