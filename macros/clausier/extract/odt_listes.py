"""List numbers of an OpenDocument text, counted as LibreOffice counts them: one count per list, headings in one list of their own.

Source: OpenDocument 1.3 part 3, §5.3 (lists), §16.31–16.34 (list styles, outline), §19.876 (text:start-value).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .numeros import alphabet, lettres, romain
from .odt_noms import LOEXT, STYLE, TEXT

NIVEAUX = 10
_PLACE = re.compile("%([0-9]{1,2})%")
_FORMES = {"1": str, "I": romain, "i": lambda number: romain(number).lower(), "01": "{:02d}".format}
_LETTRES = {"A": (alphabet, lettres), "a": (lambda number: alphabet(number).lower(), lambda number: lettres(number).lower())}


@dataclass(frozen=True, slots=True)
class Niveau:
    puce: bool = False
    forme: str = ""
    repetee: bool = False  # AA, BB rather than AA, AB
    avant: str = ""
    apres: str = ""
    montres: int = 1
    depart: int = 1
    modele: str | None = None  # LibreOffice's own label, « Article %1% »

    def nombre(self, value: int) -> str:
        if self.forme in _LETTRES:
            return _LETTRES[self.forme][self.repetee](value)
        return _FORMES.get(self.forme, str)(value) if self.forme else ""


class Compte:
    """Where a list has got to, by level from 1."""

    def __init__(self) -> None:
        self.valeurs: dict[int, int] = {}

    def avancer(self, rang: int, niveaux: dict[int, Niveau], depart: int | None) -> tuple[str, bool]:
        """The label of the next item at that level, and whether it is a bullet. `depart`: the number that the item gives itself."""
        level = niveaux.get(rang, _AUCUN)
        for above in range(1, rang):  # a level that none has used yet is taken as begun
            self.valeurs.setdefault(above, niveaux.get(above, _AUCUN).depart)
        self.valeurs[rang] = depart if depart is not None else self.valeurs.get(rang, level.depart - 1) + 1
        for deeper in [r for r in self.valeurs if r > rang]:
            del self.valeurs[deeper]
        if level.puce:
            return "", True

        def printed(place: int) -> str:
            return niveaux.get(place, _AUCUN).nombre(self.valeurs.get(place, 1))

        if level.modele is not None:
            return _PLACE.sub(lambda found: printed(int(found[1])), level.modele).strip(), False
        shown = [printed(place) for place in range(max(1, rang - level.montres + 1), rang + 1)]
        return f"{level.avant}{'.'.join(filter(None, shown))}{level.apres}".strip(), False


_AUCUN = Niveau()


class Listes:
    """The list styles of a document, and the lists it has begun."""

    def __init__(self, *racines: Element | None):
        self.styles: dict[str, dict[int, Niveau]] = {}
        self.plan: dict[int, Niveau] = {}
        self.titres = Compte()
        self._by_id: dict[str, Compte] = {}
        self._by_style: dict[str, Compte] = {}
        for root in racines:
            for group in root if root is not None else ():
                for style in group if group.tag.endswith(("}styles", "}automatic-styles")) else ():
                    if style.tag == f"{TEXT}list-style":
                        self.styles[style.get(f"{STYLE}name", "")] = _levels(style)
                    elif style.tag == f"{TEXT}outline-style":
                        self.plan = _levels(style)

    def compte(self, style: str, ident: str, suite: str, continue_: bool) -> Compte:
        """The count of a list that begins: a new one, that of the list it names, or that of the last list of its style."""
        found = self._by_id.get(suite) if suite else None
        if found is None and continue_:
            found = self._by_style.get(style)
        if found is None:
            found = Compte()
        if ident:
            self._by_id[ident] = found
        self._by_style[style] = found
        return found


def entier(texte: str | None, defaut: int | None = None) -> int | None:
    """A small whole number, or the default."""
    return int(texte) if texte and texte.isascii() and texte.isdecimal() and len(texte) < 10 else defaut


def _levels(style: Element) -> dict[int, Niveau]:
    found: dict[int, Niveau] = {}
    for element in style:
        rank = entier(element.get(f"{TEXT}level"))
        if rank is None or not 1 <= rank <= NIVEAUX:
            continue
        name = element.tag.rpartition("}")[2]
        found[rank] = Niveau(
            puce=name in ("list-level-style-bullet", "list-level-style-image"),
            forme=element.get(f"{STYLE}num-format", ""),
            repetee=element.get(f"{STYLE}num-letter-sync") == "true",
            avant=element.get(f"{STYLE}num-prefix", "")[:100],
            apres=element.get(f"{STYLE}num-suffix", "")[:100],
            montres=entier(element.get(f"{TEXT}display-levels"), 1) or 1,
            depart=1 if (start := entier(element.get(f"{TEXT}start-value"), 1)) is None else start,
            modele=model[:200] if (model := element.get(f"{LOEXT}num-list-format")) is not None else None,
        )
    return found
