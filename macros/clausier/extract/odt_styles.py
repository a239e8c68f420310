"""Styles of an OpenDocument text: what a paragraph or a passage gets from the styles it names, and whether a person sees it.

Source: OpenDocument 1.3 part 3, §16 (styles), §20 (formatting properties).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from .odt_noms import DRAW, FO, LOEXT, STYLE, TEXT

BLANC, INCONNU = "FFFFFF", "?"
VISIBLE, MASQUE, INVISIBLE = 0, 1, 2
PETIT = 3.0  # points: a smaller text is not meant to be read

_COLOUR = re.compile("#([0-9A-Fa-f]{6})").fullmatch
_LENGTH = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)(pt|%|cm|mm|in|px|pc)").fullmatch
_POINTS = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0, "px": 0.75, "pc": 12.0}
_CONTENTS = re.compile(r"(?:contents|(?:illustration|table|object|user|figure|bibliography) index|index) (?:heading|[0-9]{1,2})|contents heading").fullmatch


@dataclass(frozen=True, slots=True)
class Allure:
    """What the styles give. `fond`: None where none is said."""

    cache: bool = False
    couleur: str | None = None
    taille: float | None = None  # points
    largeur: int | None = None  # percent of the natural width of the letters
    opacite: int = 100
    fond: str | None = None
    gras: bool = False
    liste: str | None = None
    plan: int | None = None  # heading level, from 1
    titre: bool = False  # the title of the document
    sommaire: bool = False
    bas: bool = False  # lines so low that they hide the text

    def etat(self, sol: str) -> int:
        """VISIBLE, MASQUE or INVISIBLE over this ground."""
        if self.cache:
            return MASQUE
        ground = self.fond or sol
        same = self.couleur is not None and INCONNU != ground and all(abs(int(self.couleur[i : i + 2], 16) - int(ground[i : i + 2], 16)) <= 12 for i in (0, 2, 4))
        small = (self.taille is not None and self.taille < PETIT) or (self.largeur is not None and self.largeur < 10)
        return INVISIBLE if same or small or self.bas or self.opacite < 5 else VISIBLE


RIEN = Allure()


class Styles:
    """The styles of a part: the common ones and its automatic ones. `racines`: office:document-styles, then office:document-content."""

    def __init__(self, *racines: Element | None):
        self._elements: dict[tuple[str, str], Element] = {}
        self._defaults: dict[str, Element] = {}
        self._known: dict[tuple, Allure] = {}
        for root in racines:
            for group in root if root is not None else ():
                for style in group if group.tag.endswith(("}styles", "}automatic-styles")) else ():
                    family = style.get(f"{STYLE}family", "")
                    if style.tag == f"{STYLE}style":
                        self._elements[family, style.get(f"{STYLE}name", "")] = style
                    elif style.tag == f"{STYLE}default-style":
                        self._defaults[family] = style

    def __getitem__(self, key: tuple[str, str]) -> Element | None:
        """A style's element, by family and name."""
        return self._elements.get(key)

    def paragraphe(self, nom: str) -> Allure:
        """What a paragraph gets from its style."""
        return self._over(RIEN, "paragraph", nom, True)

    def passage(self, allure: Allure, nom: str) -> Allure:
        """What a passage of that look becomes with a text style."""
        return self._over(allure, "text", nom, False)

    def fond(self, famille: str, nom: str, sol: str) -> str:
        """The ground of a table, a row, a cell or a shape over the ground around it."""
        for style in self._chain(famille, nom):
            for properties in style:
                colour = properties.get(f"{FO}background-color", "")
                fill = properties.get(f"{DRAW}fill", "")
                if fill == "solid":
                    colour = properties.get(f"{DRAW}fill-color", "")
                elif fill in ("gradient", "hatch", "bitmap"):
                    return INCONNU
                if _COLOUR(colour):
                    return colour[1:].upper()
        return sol

    def _chain(self, family: str, name: str) -> list[Element]:
        """The style, its parent, and so on."""
        chain: list[Element] = []
        while (family, name) in self._elements and len(chain) < 64:
            style = self._elements[family, name]
            if style in chain:
                break
            chain.append(style)
            name = style.get(f"{STYLE}parent-style-name", "")
        return chain

    def _over(self, base: Allure, family: str, name: str, with_default: bool) -> Allure:
        key = (id(base), family, name)  # every look given is kept here
        known = self._known.get(key)
        if known is None:
            chain = self._chain(family, name)
            if with_default and family in self._defaults:
                chain.append(self._defaults[family])
            known = base
            for style in reversed(chain):
                known = _with(known, style)
            self._known[key] = known
        return known


# ---------------------------------------------------------------- properties
def _with(base: Allure, style: Element) -> Allure:
    more: dict[str, object] = {}
    name = (style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", "").replace("_20_", " ")).lower()
    if style.get(f"{STYLE}family") == "paragraph":
        more["titre"] = base.titre or name == "title"
        more["sommaire"] = base.sommaire or bool(_CONTENTS(name))
        if f"{STYLE}list-style-name" in style.attrib:
            more["liste"] = style.get(f"{STYLE}list-style-name")
        level = style.get(f"{STYLE}default-outline-level", "")
        if level.isascii() and level.isdecimal() and len(level) < 3:
            more["plan"] = int(level) or None
    for properties in style:
        if properties.tag == f"{STYLE}text-properties":
            more |= _text(properties, base)
        elif properties.tag == f"{STYLE}paragraph-properties":
            ground = properties.get(f"{FO}background-color", "")
            if ground:
                more["fond"] = ground[1:].upper() if _COLOUR(ground) else None
            height = properties.get(f"{FO}line-height", "")
            if height:
                more["bas"] = 0 <= _points(height, 12.0) < 2
    return replace(base, **more) if more else base


def _text(properties: Element, base: Allure) -> dict[str, object]:
    more: dict[str, object] = {}
    for name, value in properties.items():
        if name == f"{TEXT}display":
            more["cache"] = value == "none"
        elif name == f"{FO}color" and _COLOUR(value):
            more["couleur"] = value[1:].upper()
        elif name == f"{FO}background-color":
            more["fond"] = value[1:].upper() if _COLOUR(value) else base.fond
        elif name == f"{FO}font-size":
            more["taille"] = _points(value, base.taille or 12.0)
        elif name == f"{FO}font-weight":
            more["gras"] = value == "bold" or value in ("600", "700", "800", "900")
        elif name == f"{STYLE}text-scale":
            more["largeur"] = int(_points(value, 100.0))
        elif name == f"{LOEXT}opacity":
            more["opacite"] = int(_points(value, 100.0))
    if properties.get(f"{STYLE}use-window-font-color") == "true":
        more["couleur"], more["opacite"] = None, 100  # LibreOffice writes an opacity of nought beside the automatic colour
    return more


def _points(value: str, whole: float) -> float:
    """A length in points; a percentage of `whole`."""
    found = _LENGTH(value)
    if not found:
        return whole
    number = float(found[1])
    return number * whole / 100 if found[2] == "%" else number * _POINTS[found[2]]
