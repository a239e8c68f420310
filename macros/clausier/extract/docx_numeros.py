"""List numbers of a Word document, counted as Word counts them.

Counters belong to the abstract definition: the instances (w:num) that share it go on from one another, unless one restarts a level. The body, a text
box, the notes and the headers count apart.
Source: ISO/IEC 29500-1 §17.9 (numbering).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .docx_noms import VAL, W
from .docx_styles import Styles, allume, entier
from .numeros import FORMES

NIVEAUX = 9
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Niveau:
    depart: int = 1
    forme: str = "decimal"
    texte: str = ""
    colle: bool = False  # nothing between the number and the text
    reprise: int | None = None  # restarts after that level (from 1); 0: never
    decimal: bool = False  # every number of the label in figures
    cache: bool = False
    style: str = ""  # the paragraph style tied to the level


@dataclass(frozen=True, slots=True)
class Numero:
    """What stands before a paragraph: its label (« Article 4 », « 4.2 », « a) »), or a bullet."""

    texte: str = ""
    puce: bool = False
    colle: bool = False


_MUET = Numero()


@dataclass
class Compteurs:
    """Where the lists of one story have got to."""

    valeurs: dict[str, list[int | None]] = field(default_factory=dict)  # by abstract definition; None: to be started
    entames: set[tuple[str, int]] = field(default_factory=set)  # instance and level
    vus: set[tuple[str, int]] = field(default_factory=set)  # abstract definition and level


class Numerotation:
    """The lists of a document; `numero` is asked once for each numbered paragraph, in order."""

    def __init__(self, racine: Element | None, styles: Styles):
        self._styles = styles
        self._abstracts: dict[str, Element] = {}
        self._nums: dict[str, Element] = {}
        for child in racine if racine is not None else ():
            if child.tag == f"{W}abstractNum":
                self._abstracts.setdefault(child.get(f"{W}abstractNumId", ""), child)
            elif child.tag == f"{W}num":
                self._nums.setdefault(child.get(f"{W}numId", ""), child)
        self._lists: dict[str, tuple[str, list[Niveau], dict[int, int]] | None] = {}

    def numero(self, ident: str, rang: int | None, style: str | None, compteurs: Compteurs) -> Numero | None:
        """The next number of that list at that level; without a level, the one tied to the paragraph's style. None: no such list."""
        found = self._list(ident)
        if found is None:
            return None
        abstract, levels, starts = found
        if rang is None:
            rang = next((i for i, level in enumerate(levels) if style and level.style == style), 0)
        if not 0 <= rang < len(levels):
            return None
        counters = self._count(ident, abstract, rang, levels, starts, compteurs)
        level = levels[rang]
        if level.cache:
            return _MUET
        if level.forme == "bullet":
            words = level.texte if sum(map(str.isalpha, level.texte)) > 1 else ""  # a word may serve as a bullet
            return Numero(words, True, level.colle)

        def printed(place: re.Match[str]) -> str:
            i = int(place[1]) - 1
            if i > rang or i >= len(levels):
                return ""
            value = counters[i]
            form = "decimal" if level.decimal else levels[i].forme
            return FORMES.get(form, str)(levels[i].depart if value is None else value)

        label = _PLACE.sub(printed, level.texte)
        return Numero(label if level.colle else label.strip(), False, level.colle)

    def niveau_du_style(self, ident: str, style: str) -> int | None:
        """The level of the list tied to that style."""
        found = self._list(ident)
        return next((i for i, level in enumerate(found[1]) if level.style == style), None) if found else None

    # ------------------------------------------------------------ inside
    def _count(self, ident: str, abstract: str, rank: int, levels: list[Niveau], starts: dict[int, int], story: Compteurs) -> list[int | None]:
        counters = story.valeurs.setdefault(abstract, [None] * NIVEAUX)
        if (abstract, rank) not in story.vus:
            story.vus.add((abstract, rank))
            for above in range(rank - 1, -1, -1):  # a level that none has used yet is taken as begun
                if (abstract, above) in story.vus:
                    break
                story.vus.add((abstract, above))
                counters[above] = levels[above].depart
        value = counters[rank]
        first = (ident, rank) not in story.entames
        story.entames.add((ident, rank))
        if value is None or (first and rank in starts):
            counters[rank] = starts.get(rank, levels[rank].depart)
        else:
            counters[rank] = value + 1
        for deeper in range(rank + 1, len(levels)):
            restart = levels[deeper].reprise
            if restart is None or rank < restart:
                counters[deeper] = None
        return counters

    def _list(self, ident: str) -> tuple[str, list[Niveau], dict[int, int]] | None:
        """The abstract definition of a list, its levels, and where this instance restarts them."""
        if ident not in self._lists:
            self._lists[ident] = self._read(ident)
        return self._lists[ident]

    def _read(self, ident: str) -> tuple[str, list[Niveau], dict[int, int]] | None:
        num = self._nums.get(ident)
        abstract = self._abstract(num)
        if num is None or abstract is None:
            return None
        levels: list[Niveau] = [_MANQUE] * NIVEAUX
        for element in abstract.findall(f"{W}lvl"):
            _put(levels, element)
        starts: dict[int, int] = {}
        for override in num.findall(f"{W}lvlOverride"):
            rank = entier(override.get(f"{W}ilvl"), 0)
            start, level = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
            if level is not None:
                _put(levels, level)
            if start is not None and rank is not None:
                starts[rank] = entier(start.get(VAL), 1) or 0
        return abstract.get(f"{W}abstractNumId", ""), levels, starts

    def _abstract(self, num: Element | None, depth: int = 0) -> Element | None:
        """The definition that an instance points at, through the list style that holds it if it does not itself."""
        if num is None or depth > 8:
            return None
        link = num.find(f"{W}abstractNumId")
        abstract = self._abstracts.get(link.get(VAL, "")) if link is not None else None
        styled = abstract.find(f"{W}numStyleLink") if abstract is not None else None
        if styled is None:
            return abstract
        target = self._styles.numero_du_style(styled.get(VAL, ""))
        found = self._abstract(self._nums.get(target or ""), depth + 1)
        return abstract if found is None else found


_MANQUE = Niveau(texte="")


def _put(levels: list[Niveau], element: Element) -> None:
    rank = entier(element.get(f"{W}ilvl"), 0)
    if rank is None or not 0 <= rank < NIVEAUX:
        return
    found = {child.tag[len(W) :]: child for child in element if child.tag.startswith(W)}
    form = found["numFmt"].get(VAL, "decimal") if "numFmt" in found else "decimal"
    properties = found.get("rPr")
    levels[rank] = Niveau(
        depart=entier(found["start"].get(VAL), 0) or 0 if "start" in found else 0,
        forme="bullet" if "lvlPicBulletId" in found else form,
        texte=(found["lvlText"].get(VAL) or "")[:200] if "lvlText" in found else "",
        colle="suff" in found and found["suff"].get(VAL) == "nothing",
        reprise=entier(found["lvlRestart"].get(VAL)) if "lvlRestart" in found else None,
        decimal=allume(found.get("isLgl")),
        cache=properties is not None and allume(properties.find(f"{W}vanish")),
        style=found["pStyle"].get(VAL, "") if "pStyle" in found else "",
    )
