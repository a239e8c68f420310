"""Styles of a Word document: what a paragraph or a run gets from the styles it names, and whether a person sees a run.

Sources: ISO/IEC 29500-1 §17.7 (styles, inheritance, toggle properties), §17.3.2 (run properties), §17.3.1.31 and §17.3.2.32 (shading).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from .docx_noms import VAL, W14, W

INCONNU = "?"  # a ground that cannot be known: a text over it is taken to be seen
BLANC = "FFFFFF"
PETIT = 6  # half-points: a smaller text is not meant to be read
SERRE = 40  # twentieths of a point: an exact line or row so low hides its text

_NO = frozenset(("0", "false", "off", "none"))
_HEX = re.compile("[0-9A-Fa-f]{6}").fullmatch
_HEADING = re.compile(r"(?:heading|titre|überschrift) ?([1-9])").fullmatch
_CONTENTS = re.compile(r"(?:toc|tm|contents|index) ?[1-9]|(?:toc|contents|index) heading|table of (?:figures|authorities)|en-tête de table des matières|titre (?:de )?(?:table des matières|sommaire)").fullmatch
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000", "yellow": "FFFF00", "white": BLANC, "darkBlue": "00008B",
    "darkCyan": "008B8B", "darkGreen": "006400", "darkMagenta": "800080", "darkRed": "8B0000", "darkYellow": "808000", "darkGray": "A9A9A9", "lightGray": "D3D3D3",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Allure:
    """What a style gives, its ancestors' properties included. None: it says nothing of it."""

    numero: str | None = None  # w:numId
    rang: int | None = None  # w:ilvl
    plan: int | None = None  # outline level, from 0
    cache: bool = False
    couleur: str | None = None
    taille: int | None = None  # half-points
    largeur: int | None = None  # percent of the natural width of the letters
    fond: str | None = None
    gras: bool = False
    serre: bool = False
    sommaire: bool = False
    titre: bool = False  # the title of the document
    fond_de_tableau: bool = False  # a table style that shades some cells…
    tete_de_tableau: bool = False  # …that sets off the first row


class Styles:
    """The styles of a document. `racine`: w:styles, or None when the document has no such part."""

    def __init__(self, racine: Element | None):
        self._elements: dict[str, Element] = {}
        self._known: dict[str | None, Allure] = {}
        self._base = Allure()
        self.par_defaut: str | None = None
        for style in racine if racine is not None else ():
            if style.tag == f"{W}style":
                ident = style.get(f"{W}styleId", "")
                self._elements.setdefault(ident, style)
                if style.get(f"{W}type") == "paragraph" and allume(style, f"{W}default", attribut=True):
                    self.par_defaut = ident
            elif style.tag == f"{W}docDefaults":
                for properties in style.iter(f"{W}rPr"):
                    self._base = _with_run(self._base, properties)

    def paragraphe(self, ident: str | None) -> Allure:
        """What a paragraph gets from its style, or from the default one."""
        return self._get(ident if ident in self._elements else self.par_defaut, self._base)

    def caractere(self, ident: str | None) -> Allure:
        """What a run gets from its character style, over that of its paragraph."""
        return self._get(ident, _RIEN) if ident in self._elements else _RIEN

    tableau = caractere

    def numero_du_style(self, ident: str) -> str | None:
        """The numbering that a list style points at."""
        return self._get(ident, _RIEN).numero if ident in self._elements else None

    def _get(self, ident: str | None, base: Allure) -> Allure:
        known = self._known.get(ident)
        if known is not None:
            return known
        chain, place = [], ident
        while place in self._elements and place not in chain and len(chain) < 64:
            chain.append(place)
            parent = self._elements[place].find(f"{W}basedOn")
            place = parent.get(VAL) if parent is not None else None
        found = base
        for name in reversed(chain):
            found = _with_style(found, self._elements[name])
        self._known[ident] = found
        return found


_RIEN = Allure()


# ---------------------------------------------------------------- properties
def allume(element: Element | None, nom: str = VAL, attribut: bool = False) -> bool:
    """An on/off property: on when it is there without a value. `attribut`: an attribute of that name, off when it is not there."""
    if element is None:
        return False
    value = element.get(nom)
    return not attribut if value is None else value not in _NO


def entier(texte: str | None, defaut: int | None = None) -> int | None:
    """A small whole number, or the default."""
    if not texte:
        return defaut
    digits = texte.removeprefix("-").split(".")[0]
    return int(texte.split(".")[0]) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else defaut


def fond(element: Element) -> str | None:
    """The ground that w:shd or w:highlight puts behind a text: six hexadecimal digits, INCONNU, or None for none."""
    if element.tag == f"{W}highlight":
        return _HIGHLIGHTS.get(element.get(VAL, ""))
    pattern = element.get(VAL, "clear")
    fill = element.get(f"{W}color" if pattern == "solid" else f"{W}fill", "auto")
    if pattern not in ("clear", "solid", "nil"):
        return INCONNU
    if _HEX(fill):
        return fill.upper()
    return INCONNU if element.get(f"{W}themeFill") else "000000" if pattern == "solid" else None


def couleur(element: Element) -> str | None:
    value = element.get(VAL, "")
    return value.upper() if _HEX(value) else INCONNU if element.get(f"{W}themeColor") else None


def confondus(une: str | None, autre: str) -> bool:
    """Two colours that the eye does not tell apart. None is the automatic colour, which is always seen."""
    if une is None or INCONNU in (une, autre):
        return False
    return all(abs(int(une[i : i + 2], 16) - int(autre[i : i + 2], 16)) <= 12 for i in (0, 2, 4))


def transparent(properties: Element) -> bool:
    """Letters filled with nothing (w14:textFill)."""
    fill = properties.find(f"{W14}textFill")
    if fill is None:
        return False
    if fill.find(f"{W14}noFill") is not None:
        return properties.find(f"{W14}textOutline") is None
    return any((entier(alpha.get(f"{W14}val"), 0) or 0) >= 95_000 for alpha in fill.iter(f"{W14}alpha"))


def ligne_serree(spacing: Element) -> bool:
    return spacing.get(f"{W}lineRule") == "exact" and 0 <= (entier(spacing.get(f"{W}line"), 240) or 0) <= SERRE


# ---------------------------------------------------------------- inheritance
def _with_style(base: Allure, style: Element) -> Allure:
    name = style.find(f"{W}name")
    shown = (name.get(VAL, "") if name is not None else "").lower()
    found = replace(base, sommaire=base.sommaire or bool(_CONTENTS(shown)), titre=base.titre or shown in ("title", "titre"))
    heading = _HEADING(shown)
    if heading:
        found = replace(found, plan=int(heading[1]) - 1)
    for child in style:
        if child.tag == f"{W}pPr":
            found = _with_paragraph(found, child)
        elif child.tag == f"{W}rPr":
            found = _with_run(found, child)
    if style.get(f"{W}type") == "table":
        shaded = base.fond_de_tableau or any(fond(shd) not in (None, BLANC) for shd in style.iter(f"{W}shd"))
        head = base.tete_de_tableau or any(part.get(f"{W}type") == "firstRow" for part in style.iter(f"{W}tblStylePr"))
        found = replace(found, fond_de_tableau=shaded, tete_de_tableau=head, fond=None)
    return found


def _with_paragraph(base: Allure, properties: Element) -> Allure:
    more = {}
    for child in properties:
        tag = child.tag
        if tag == f"{W}numPr":
            number, rank = child.find(f"{W}numId"), child.find(f"{W}ilvl")
            if number is not None:
                more["numero"], more["rang"] = number.get(VAL), None
            if rank is not None:
                more["rang"] = entier(rank.get(VAL))
        elif tag == f"{W}outlineLvl":
            level = entier(child.get(VAL), 9)
            more["plan"] = level if level is not None and 0 <= level < 9 else None
        elif tag == f"{W}shd":
            more["fond"] = fond(child)
        elif tag == f"{W}spacing":
            more["serre"] = ligne_serree(child) if child.get(f"{W}line") else base.serre
    return replace(base, **more) if more else base


def _with_run(base: Allure, properties: Element) -> Allure:
    more = {}
    for child in properties:
        tag = child.tag
        if tag == f"{W}vanish":
            more["cache"] = allume(child)
        elif tag == f"{W}color":
            more["couleur"] = couleur(child)
        elif tag == f"{W}sz":
            more["taille"] = entier(child.get(VAL))
        elif tag == f"{W}w":
            more["largeur"] = entier((child.get(VAL) or "").removesuffix("%"))
        elif tag in (f"{W}shd", f"{W}highlight"):
            more["fond"] = fond(child)
        elif tag == f"{W}b":
            more["gras"] = allume(child)
    return replace(base, **more) if more else base
