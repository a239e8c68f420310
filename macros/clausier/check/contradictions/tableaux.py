"""Tables and lists: which lines go together, in which cell a word stands, which heads of columns name nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ... import model as m
from ...mots import lire
from ..texte import Texte
from .commun import Repere

GRILLES = ("ligne", "puce")  # kinds of blocks that go together
COURT = 90  # signs of a line of a list that has no bullet


def familles(texte: Texte) -> list[int]:
    """For each block, the number of the table or list it belongs to: neighbours of one kind, short lines included; -1 for the rest."""
    found, current, before = [], -1, ("", -1, ())
    for number, bloc in enumerate(texte.blocs):
        kind = (bloc.genre, texte.article_de[number], bloc.colonnes) if bloc.genre in GRILLES else ("", -1, ())
        if bloc.genre == "alinea" and len(bloc.texte) <= COURT and bloc.texte[-1:] not in ".!?":
            kind = ("court", texte.article_de[number], ())
        if kind[0] and kind != before:
            current = number
        found.append(current if kind[0] else -1)
        before = kind
    return found


def sans_entetes(texte: Texte, r: m.ReglesRecapitulatifs) -> Texte:
    """The text without the heads of columns that name nothing (« Point | Réponse »): their words would be read with those of every cell."""
    empty = frozenset(word.mot for each in (*r.entetes, *r.vides) for phrase in lire(each) for word in phrase)
    hollow = {number for number, bloc in enumerate(texte.blocs) if bloc.colonnes and all(_creuse(head, empty) for head in bloc.colonnes)}
    if not hollow:
        return texte
    blocks = tuple(replace(bloc, colonnes=()) if number in hollow else bloc for number, bloc in enumerate(texte.blocs))
    return Texte(replace(texte.lecture, blocs=blocks), texte.langue)


def _creuse(head: str, empty: frozenset[str]) -> bool:
    return all(word.mot in empty for phrase in lire(head) for word in phrase)


def cellule(texte: Texte, number: int, i: int) -> int:
    """The rank of the cell that the word i of a row stands in; the words of a head stand with those of its cells."""
    start = texte.debuts[texte.bloc_de[number]]
    return sum(1 for first, _ in texte.bloc(number).cellules if first <= texte.phrases[number][i].debut - start) - 1


def separees(texte: Texte, number: int, spot: Repere) -> bool:
    """Does a pattern lie across two columns that have each their head (« Rappel par un technicien | Arrivée sur site »)?"""
    if not texte.bloc(number).colonnes:
        return False
    return 0 < cellule(texte, number, spot.i) < cellule(texte, number, spot.j - 1)


def siennes(texte: Texte, number: int, k: int, spots: Sequence[Repere]) -> list[Repere]:
    """Of what a row says, what goes with its word k: under heads of columns, what its own cell says, else the first one."""
    if not texte.bloc(number).colonnes:
        return list(spots)
    own = cellule(texte, number, k)
    same = [spot for spot in spots if cellule(texte, number, spot.j - 1) == own]
    return same or [spot for spot in spots if cellule(texte, number, spot.j - 1) == 0]
