"""What the stories of one Word document share: styles, numbers, notes, counts; and what is noted on the way for the warnings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .docx_numeros import Compteurs, Numerotation
from .docx_styles import BLANC, PETIT, Allure, Styles, confondus

VISIBLE, MASQUE, INVISIBLE = 0, 1, 2
_GARDES = 40  # hidden texts kept for the message


@dataclass
class Contexte:
    """`normaliser`: cleans a text; `rangs`: the rank of each w:p of the main part, by identity; `notes`: (« footnote » or « endnote », w:id) → content;
    `diagramme`: the texts of a SmartArt, by the relationship that names it."""

    styles: Styles
    numerotation: Numerotation
    normaliser: Callable[[str], str]
    rangs: dict[int, int] = field(default_factory=dict)
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)
    diagramme: Callable[[str], list[str]] = lambda ident: []
    page: str = BLANC  # the ground of the page
    instructions: list[str] = field(default_factory=list)  # of every field met
    sections: list[Element] = field(default_factory=list)  # those that end before the document does
    liees: list[tuple[str, str, str]] = field(default_factory=list)  # store, path and text of each control bound to a part
    caches: dict[int, list[str]] = field(default_factory=lambda: {MASQUE: [], INVISIBLE: []})
    revisions: int = 0
    compteurs: dict[str, Compteurs] = field(default_factory=lambda: {"footnote": Compteurs(), "endnote": Compteurs(), "courants": Compteurs()})
    _appels: dict[str, int] = field(default_factory=lambda: {"footnote": 0, "endnote": 0})
    _etats: dict[tuple, int] = field(default_factory=dict)

    def note(self, genre: str, ident: str) -> tuple[Element | None, str]:
        """The note called and its place; nothing when it was read already, or is missing."""
        element = self.notes.pop((genre, ident), None)
        if element is not None:
            self._appels[genre] += 1
        return element, f"note{' de fin' if genre == 'endnote' else ''} {self._appels[genre]}"

    def etat(self, allure: Allure, sol: str) -> int:
        """Is a text of this look seen on this ground?"""
        key = (id(allure), sol)  # the styles keep every look they gave
        known = self._etats.get(key)
        if known is None:
            known = self._etats[key] = etat(allure.cache, allure.couleur, allure.taille, allure.largeur, sol)
        return known

    def cacher(self, etat: int, text: str) -> None:
        """Notes a text that is not seen."""
        kept = self.caches[etat]
        if len(kept) < _GARDES:
            kept.append(text[:200])


def etat(cache: bool, couleur: str | None, taille: int | None, largeur: int | None, sol: str) -> int:
    """VISIBLE, MASQUE (hidden text) or INVISIBLE (the colour of its ground, or too small to be read)."""
    if cache:
        return MASQUE
    small = (taille is not None and taille < PETIT) or (largeur is not None and 0 < largeur < 10)
    return INVISIBLE if small or confondus(couleur, sol) else VISIBLE
