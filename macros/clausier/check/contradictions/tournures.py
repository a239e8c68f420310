"""Turns of phrase given by the rules, looked for in a folded text: which one begins at a place, which one ends there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ...mots import plier

COURTES = 2  # spaces skipped before a turn


@lru_cache(maxsize=500)
def _pliees(turns: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(map(plier, turns), key=lambda turn: -len(turn)))


def commence(text: str, place: int, turns: Sequence[str]) -> int:
    """Where the longest of these turns that begins at this place ends; -1 when none does. A turn is whole words."""
    for turn in _pliees(turns):
        end = place + len(turn)
        if text.startswith(turn, place) and (turn[-1:] == "'" or not text[end : end + 1].isalnum()):
            return end
    return -1


def finit(text: str, turns: Sequence[str]) -> int:
    """Where the longest of these turns that ends this text begins; -1 when none does. The spaces at the end count for nothing."""
    text = text.rstrip(" ")
    for turn in _pliees(turns):
        start = len(text) - len(turn)
        if text.endswith(turn) and not text[max(0, start - 1) : start].isalnum():
            return start
    return -1


def sans(text: str, place: int, turns: Sequence[str]) -> int:
    """The place after one of these turns and its space, if it stands there; else the same place."""
    end = commence(text, place, turns)
    return place if end < 0 else end + (text[end : end + 1] == " ")


def apres_espaces(text: str, place: int) -> int:
    """The place after a few spaces."""
    end = place
    while end < place + COURTES and text[end : end + 1] == " ":
        end += 1
    return end
