"""What every search of contradictions shares: where patterns stand in sentences, which of them a quantity goes with, what is quoted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...motifs import motif
from ...mots import Mot
from ..alertes import extrait
from ..rapport import Contradiction, Extrait
from ..texte import Texte

EXTRAITS = 4  # passages quoted at most
LOIN = 14  # words between a quantity and what it measures
LOIN_LIGNE = 40
GRAVE, FAIBLE = 4, 8
TROP = 40  # times a pattern is looked for in one sentence: past that, it is no sentence
INFINI = 1e9


@dataclass(frozen=True, slots=True)
class Repere:
    """A pattern found: words [i, j) of a sentence, and its name."""

    i: int
    j: int
    nom: str
    direct: bool = False  # the pattern holds the quantity itself
    faible: int = 0  # how much further it is held to stand: it explains the quantity only when nothing else does


@lru_cache(maxsize=10_000)
def _premiers(text: str) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """The words, and the stems, that a match of this pattern can begin with; None when anything can."""
    words: set[str] = set()
    stems: set[str] = set()
    waiting = [motif(text).suite[0]]
    while waiting:
        piece = waiting.pop()
        if piece.genre == "mots":
            words |= piece.mots
        elif piece.genre == "racine":
            stems.add(piece.racine)
        elif piece.genre == "quantite" and piece.racine:
            words.add(f"<{piece.racine}>")
        elif piece.genre == "choix":
            waiting += [suite[0] for suite in piece.suites]
        else:
            return None
    return frozenset(words), tuple(sorted(stems))


def places(text: str, phrase: Sequence[Mot]) -> Iterator[tuple[int, int]]:
    """Every match of the pattern in a sentence, each as short as can be, none inside the one before."""
    pattern, firsts = motif(text), _premiers(text)
    after = 0
    for i, word in enumerate(phrase):
        if i < after or (firsts and word.mot not in firsts[0] and not word.mot.startswith(firsts[1])):
            continue
        ends = pattern.depuis(phrase, i)
        if ends:
            after = max(min(ends), i + 1)
            yield i, after


def reperes(texte: Texte, patterns: Iterable[tuple[str, str]], among: set[int] | None = None, faible: int = 0) -> dict[int, list[Repere]]:
    """(name, pattern) pairs → by sentence (of `among`, or any), where they stand, in order."""
    found: dict[int, list[Repere]] = {}
    for name, text in patterns:
        direct = "<" in text
        for number, i, j in texte.index.toutes(motif(text), TROP):
            if among is None or number in among:
                found.setdefault(number, []).append(Repere(i, j, name, direct, faible))
    for spots in found.values():
        spots.sort(key=lambda spot: (spot.i, spot.j))
    return found


def nommes(names: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """The (name, pattern) pairs of a map of patterns."""
    return [(name, pattern) for name, patterns in names.items() for pattern in patterns]


def absorbes(spots: dict[int, list[Repere]], nothing: str) -> dict[int, list[Repere]]:
    """Without those that a longer one covers, nor those whose name begins with `nothing`: they only look like the others."""
    kept: dict[int, list[Repere]] = {}
    for number, here in spots.items():
        here = here[: 4 * TROP]
        alone = [spot for spot in here if not spot.nom.startswith(nothing) and not any(_couvre(other, spot, nothing) for other in here)]
        if alone:
            kept[number] = alone
    return kept


def _couvre(other: Repere, spot: Repere, nothing: str) -> bool:
    """Does a pattern cover another, and say more (or that it is nothing)?"""
    inside = other is not spot and other.i <= spot.i and spot.j <= other.j
    return inside and (other.j - other.i > spot.j - spot.i or other.nom.startswith(nothing))


def dit(texte: Texte, patterns: Iterable[str], among: Iterable[int] | None = None) -> set[int]:
    """The sentences (of `among`, or any) that match one of these."""
    among = None if among is None else set(among)
    found: set[int] = set()
    for text in patterns:
        numbers = texte.index.candidates(motif(text))
        found.update(numbers if among is None else among.intersection(numbers))
    return found


def cout(texte: Texte, number: int, k: int, spot: Repere, obstacles: Sequence[int]) -> float:
    """How far what a pattern says stands from the word k of its sentence: words, signs and other quantities between; more when it comes after."""
    words = texte.phrases[number]
    if spot.i <= k < spot.j:
        return 0.1 * (spot.j - spot.i) - (4 if spot.direct and (k == spot.i or k == spot.j - 1) else 2)
    if spot.direct:
        return INFINI  # it speaks of its own quantity only
    if spot.j <= k:
        gap, left, right = k - spot.j, words[spot.j - 1].fin, words[k].debut
        crossed = sum(1 for other in obstacles if spot.j <= other < k)
    else:
        gap, left, right = spot.i - k - 1 + 1.5, words[k].fin, words[spot.i].debut
        crossed = sum(1 for other in obstacles if k < other < spot.i)
    between = texte.texte[left:right] if left < right else ""
    return gap + 1.5 * between.count(",") + 2 * between.count("(") + 3 * between.count(" | ") + 6 * crossed


def plus_proche(texte: Texte, number: int, k: int, spots: Iterable[Repere], obstacles: Sequence[int], row: bool) -> Repere | None:
    """Of the patterns found in a sentence, the one that goes with its word k; None when all are too far. A weak one is held to stand further."""
    best, least = None, LOIN_LIGNE if row else LOIN
    for spot in spots:
        price = cout(texte, number, k, spot, obstacles)
        if spot.faible:
            price = min(price + (2 if row else spot.faible), max(price, LOIN - 1))
        if price < least or (price == least and best is not None and spot.j - spot.i > best.j - best.i):
            best, least = spot, price
    return best


def reparties(spots: Sequence[Repere], ks: Sequence[int]) -> dict[int, frozenset[str]]:
    """Names and quantities in turn (« P1 : 1 h, P2 : 4 h », « 1 h pour P1, 4 h pour P2 ») → for each quantity, its names."""
    if not spots:
        return {k: frozenset() for k in ks}
    everything = frozenset(spot.nom for spot in spots)
    if len(ks) < 2 or len(everything) == 1:
        return dict.fromkeys(ks, everything)
    before = spots[0].i < ks[0]
    found: dict[int, frozenset[str]] = {}
    names: frozenset[str] = frozenset()
    edges = [-1, *ks, 10**9]
    for rank, k in enumerate(ks):
        low, high = (edges[rank], k) if before else (k, edges[rank + 2])
        here = frozenset(spot.nom for spot in spots if low <= spot.i < high)
        names = here or names
        found[k] = names
    return found


def contradiction(texte: Texte, regle: str, phrases: Iterable[int], pourquoi: str) -> Contradiction:
    """The contradiction of these sentences, in the order of the text."""
    numbers = sorted(dict.fromkeys(phrases))[:EXTRAITS]
    return Contradiction(regle, tuple(extrait(texte, number) for number in numbers), pourquoi)


def passage(texte: Texte, block: int, start: int, end: int) -> Extrait:
    """A part of a block, given by its bounds in the text."""
    return Extrait(texte.texte[start:end], start, end, texte.blocs[block].lieu)


def groupes(items: Iterable, key: Callable) -> Mapping:
    """Items by key, in order."""
    found: dict = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return found


def titre_de(texte: Texte, number: int) -> range:
    """The sentences of the heading over a sentence."""
    head = texte.article(number).titre
    return texte.phrases_de[head] if head >= 0 else range(0)


def titres_de(texte: Texte, number: int) -> list[int]:
    """The sentences of the headings over a sentence, the nearest first."""
    found: list[int] = []
    rank = texte.article_de[texte.bloc_de[number]]
    level = 10**6
    while rank > 0 and level > 1:
        article = texte.articles[rank]
        if article.niveau < level:
            level = article.niveau
            found += texte.phrases_de[article.titre]
        rank -= 1
    return found
