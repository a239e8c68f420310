"""For which case a sentence speaks: the condition it sets (« Après un incident, … »), the marks it names (« pénalité PN7 »), the grid that stands beside another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ... import model as m
from ...motifs import Piece, motif
from ...mots import lire, plier
from ..texte import Texte
from .commun import reperes, titres_de
from .faits import Mention
from .mesures import MEME, comparer

LONG = 12  # words of a condition at most
COTE = 12  # blocks between two grids that stand side by side
SINON = "<sinon>"  # « À défaut, … »: what comes before is the condition
DEUX = 2  # lines that two grids share, at least
_FIN = re.compile(r"[,;:|()]")
_CLASSE = re.compile(r"(?<!\w)([^\W\d_]{3,12}) ([A-F]|[0-9]{1,2})(?:(?:, ?| [a-zà]{1,2} )([A-F]|[0-9]{1,2})(?!\w))?(?![\w'’])")
_MARQUE = re.compile(r"(?<![\w.-])([A-Z]{1,3})-?([0-9]{1,2})(?![\w.]*[\w])")


class Cas:
    """The cases of the sentences of a text."""

    def __init__(self, texte: Texte, rules: m.ReglesContradictions):
        self.texte = texte
        r = rules.cas
        self.ouvertures = reperes(texte, [("", pattern) for pattern in r.si])
        self.sinon = reperes(texte, [("", pattern) for pattern in r.sinon])
        self.neutres = frozenset(word.mot for each in r.neutres for phrase in lire(each) for word in phrase)
        self.dimensions = {name: tuple(each for patterns in values.values() for each in patterns) for name, values in rules.dimensions.items()}
        self.dimensions["gravite"] = tuple(name for level in rules.gravites for name in (*level.noms, *level.descriptions))
        self.echelles = frozenset(plier(each).rstrip("sx") for each in r.echelles)
        self._contextes: dict[int, frozenset[str]] = {}
        self._marquees: dict[int, Mapping[str, set[str]]] = {}

    def conditions(self, number: int, fait: m.Fait) -> frozenset[str]:
        """The words of the conditions that a sentence sets, without those that this fact always calls for."""
        return self._restent(self._dites(number), fait)

    def separes(self, a: Mention, b: Mention) -> bool:
        """Do two mentions of a fact speak each for its own case?"""
        return any(self._propre(one, other) for one, other in ((a, b), (b, a))) or self.marques(a.phrase, b.phrase)

    def _propre(self, one: Mention, other: Mention) -> bool:
        """Does a sentence set a condition of which the other, its paragraph and its headings say nothing?"""
        if one.rangs and other.rangs:
            return False  # what it sets is how severe
        words = self.conditions(one.phrase, one.fait)
        return bool(words) and not any(_parents(word, each) for word in words for each in self._contexte(other.phrase))

    def _dites(self, number: int) -> Iterator[str]:
        phrase, texte = self.texte.phrases[number], self.texte.texte
        if self.texte.bloc(number).cellules:
            return
        if number in self.sinon and (j := self.sinon[number][0].j) < len(phrase) and (phrase[j].quantite or _FIN.search(texte, phrase[j - 1].fin, phrase[j].debut)):
            yield SINON
        for spot in self.ouvertures.get(number, ()):
            for rank in range(spot.j, min(spot.j + LONG, len(phrase))):
                if _FIN.search(texte, phrase[rank - 1].fin, phrase[rank].debut):
                    break
                if not phrase[rank].quantite and not texte[phrase[rank].debut].isupper():  # a capital names a party, or a term
                    yield phrase[rank].mot
        if texte[phrase[-1].fin : phrase[-1].fin + 2].strip() == ":" and number + 1 in self.ouvertures and self.ouvertures[number + 1][0].i == 0:
            yield from self._dites(number + 1)

    def _restent(self, words: Iterator[str], fait: m.Fait) -> frozenset[str]:
        known = [_vocabulaire((*fait.motifs, *fait.avec, *fait.graves, *fait.faibles))]
        known += [_vocabulaire(self.dimensions[name]) for name in (*fait.selon, *fait.souple)]
        return frozenset(word for word in words if len(word) > 2 and word not in self.neutres and not any(_dit(each, word) for each in known))

    def _contexte(self, number: int) -> frozenset[str]:
        if number not in self._contextes:
            block = self.texte.phrases_de[self.texte.bloc_de[number]]
            self._contextes[number] = frozenset(word.mot for k in (*block, *titres_de(self.texte, number)) for word in self.texte.phrases[k])
        return self._contextes[number]

    def marques(self, a: int, b: int) -> bool:
        """Do two sentences name other marks of one series (PN1 and PN7, the classes A and C)?"""
        one, other = (self._series(number) for number in (a, b))
        return any(not marks & other[letters] for letters, marks in one.items() if letters in other)

    def _series(self, number: int) -> Mapping[str, set[str]]:
        if number in self._marquees:
            return self._marquees[number]
        found: dict[str, set[str]] = {}
        for match in _MARQUE.finditer(self.texte.texte, *self.texte.bornes(number)):
            found.setdefault(match[1], set()).add(match[2])
        for match in _CLASSE.finditer(self.texte.texte, *self.texte.bornes(number)):
            if (scale := plier(match[1]).rstrip("sx")) in self.echelles:
                found.setdefault(scale, set()).update(filter(None, match.groups()[1:]))
        self._marquees[number] = found
        return found


def paralleles(texte: Texte, said: Sequence[Mention]) -> set[tuple[int, int]]:
    """The pairs of grids, by their numbers, that stand side by side and agree on no line: each speaks of its own thing (« Applications du groupe A », « du groupe B »)."""
    grids: dict[int, dict[frozenset[str], Mention]] = {}
    for mention in said:
        if mention.famille >= 0 and mention.rangs:
            grids.setdefault(mention.famille, {}).setdefault(mention.rangs, mention)
    found: set[tuple[int, int]] = set()
    for a, one in grids.items():
        for b, other in grids.items():
            common = one.keys() & other.keys()
            if a < b and len(common) >= DEUX and texte.blocs[a].colonnes == texte.blocs[b].colonnes and _a_cote(texte, one, other) and all(comparer(one[rank].valeur, other[rank].valeur) != MEME for rank in common):
                found |= {(a, b), (b, a)}
    return found


def _a_cote(texte: Texte, one: Mapping[frozenset[str], Mention], other: Mapping[frozenset[str], Mention]) -> bool:
    last, first = (pick(texte.bloc_de[mention.phrase] for mention in grid.values()) for pick, grid in ((max, one), (min, other)))
    return 0 < first - last <= COTE


@lru_cache(maxsize=1000)
def _vocabulaire(patterns: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words, and the beginnings of words, that these patterns hold."""
    words: set[str] = set()
    stems: set[str] = set()
    waiting: list[Piece] = [piece for text in patterns for piece in motif(text).suite]
    while waiting:
        piece = waiting.pop()
        words |= piece.mots
        if piece.genre == "racine":
            stems.add(piece.racine)
        waiting += [inner for suite in piece.suites for inner in suite]
    return frozenset(words), tuple(sorted(stems))


def _dit(known: tuple[frozenset[str], tuple[str, ...]], word: str) -> bool:
    return word in known[0] or word.startswith(known[1])


def _parents(a: str, b: str) -> bool:
    return a == b or (len(a) > 4 and a[:5] == b[:5])
