"""When something holds: the situation of a contract, and the maps that it matches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Situation:
    """What a contract is about: the choices, with everything they bring and imply already added."""

    types: frozenset[str]
    formule: str
    hors_forfait: str
    options: frozenset[str]


Carte = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """`quand`: maps of which one suffices, every key of it matching by at least one value; `sauf`: the same, excluding."""

    quand: tuple[Carte, ...] = ()
    sauf: tuple[Carte, ...] = ()

    def vraie(self, situation: Situation) -> bool:
        for carte in self.sauf:
            if _convient(carte, situation):
                return False
        for carte in self.quand:
            if _convient(carte, situation):
                return True
        return not self.quand


TOUJOURS = Condition()


@lru_cache(maxsize=None)
def condition(quand: tuple[Carte, ...] = (), sauf: tuple[Carte, ...] = ()) -> Condition:
    """The one Condition of these maps: equal conditions are the same object, so that each is weighed once per contract."""
    return Condition(quand, sauf)


def _convient(carte: Carte, situation: Situation) -> bool:
    for cle, valeurs in carte:
        if cle == "types":
            present = not valeurs.isdisjoint(situation.types)
        elif cle == "formules":
            present = situation.formule in valeurs
        elif cle == "hors-forfait":
            present = situation.hors_forfait in valeurs
        else:
            present = not valeurs.isdisjoint(situation.options)
        if not present:
            return False
    return True
