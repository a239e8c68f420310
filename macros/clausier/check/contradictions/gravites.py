"""Severities: where a contract names or describes them, and which of them one of its scales tells apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ... import model as m
from ..texte import Texte
from .commun import Repere, absorbes, reperes

_ALINEA = re.compile(r"[A-Za-z] ?\.? ?[0-9](?:\.[0-9])*\.? (?! ?[:|–—-])")


def severites(texte: Texte, rules: m.ReglesContradictions, among: set[int]) -> dict[int, list[Repere]]:
    """Severities named in these sentences; described ones where none is named."""
    found = reperes(texte, [(f"{level.rang} {name}", name) for level in rules.gravites for name in level.noms], among)
    named = absorbes({n: [spot for spot in spots if not _numerote(texte, n, spot)] for n, spots in found.items()}, "0 ")
    told = reperes(texte, [(f"{level.rang} {level.rang}", name) for level in rules.gravites for name in level.descriptions], among - set(named))
    return told | named


def _numerote(texte: Texte, number: int, spot: Repere) -> bool:
    """« G.1 La correction d'une anomalie majeure… »: the mark of a paragraph, no severity; « G1 : 4 heures » is one."""
    word, start = texte.phrases[number][spot.i], texte.debuts[texte.bloc_de[number]]
    if spot.i or spot.j != 2 or word.debut != start:
        return False
    mark = texte.texte[start : texte.phrases[number][1].fin]
    return not mark[1:].isdigit() and _ALINEA.match(texte.texte, start) is not None


def distincts(texte: Texte, gravites: Mapping[int, list[Repere]], famille: Sequence[int]) -> frozenset[frozenset[str]]:
    """Severities of one rank that two lines of one grid name: that scale holds them apart."""
    lines: dict[int, set[str]] = {}
    pairs: set[frozenset[str]] = set()
    for number, spots in gravites.items():
        family = famille[texte.bloc_de[number]]
        first = min(spots, key=lambda spot: spot.i).nom
        if family >= 0:
            for other in lines.setdefault(family, set()):
                if other != first and other.split(" ")[0] == first.split(" ")[0]:
                    pairs.add(frozenset((other, first)))
            lines[family].add(first)
    return frozenset(pairs)
