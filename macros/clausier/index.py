"""All the sentences of a text at once: where a pattern matches, found by arithmetic on whole numbers rather than sentence by sentence.

The sentences are laid end to end: a place before each word, one after the last word of each sentence, and one more that no match crosses. A set of
places is a number whose bits are set there, a set of sentences that of their last places; a piece moves a set by one place, a gap by several. A pattern of ten pieces costs some
ten operations, whatever the number of sentences (the bit-parallel simulation of an automaton: Baeza-Yates and Gonnet, 1992).
`Motif.trouve` says the same of one sentence, word by word: a test holds both to the same answers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from .ensembles import ensemble, membres
from .motifs import Motif, Piece
from .mots import Mot, Quantite

MEMOIRE = 200_000_000  # octets of the sets kept; past that, only those that would be long to make again
PLEIN = 64  # octets of a set for each of its members: with less, it is long to make


class Index:
    """The sentences of a text, numbered from 0, ready to be searched by many patterns."""

    def __init__(self, phrases: Sequence[Sequence[Mot]]):
        self.phrases = phrases
        self._starts: list[int] = []  # the first place of each sentence
        self._of: list[int] = []  # the number of the sentence of each place
        self._places: dict[str | Quantite, list[int]] = {}
        place, bits, places = 0, [], self._places
        for number, phrase in enumerate(phrases):
            self._starts.append(place)
            for word in phrase:
                if word.mot in places:
                    places[word.mot].append(place)
                else:
                    places[word.mot] = [place]
                if word.quantite:
                    places.setdefault(word.quantite, []).append(place)
                place += 1
            place += 2
            self._of += [number] * (len(phrase) + 2)
            bits.append("0" + "1" * (len(phrase) + 1))
        self._vocabulary = sorted(word for word in self._places if word.__class__ is str)
        self._quantities: dict[str, list[Quantite]] = {}
        for quantity in self._places:
            if quantity.__class__ is Quantite:
                self._quantities.setdefault(quantity.genre, []).append(quantity)
        self._size, self._count = place // 8 + 1, len(phrases) // 8 + 1
        self._all = int("".join(reversed(bits)) or "0", 2)  # every place of every sentence
        self._first = ensemble(self._starts, self._size)
        self._guards = ensemble([start + len(phrase) + 1 for start, phrase in zip(self._starts, phrases)], self._size)
        self._last = self._guards >> 1
        self._within: list[int] = [self._all]  # by a number of words: the places that have as many before them in their sentence
        self._words_of: dict[Piece, Collection[str | Quantite]] = {}
        self._every = (1 << len(phrases)) - 1
        self._of_places: dict[Piece | str | Quantite, int] = {}
        self._of_numbers: dict[Piece | tuple[Piece, ...] | str | Quantite, int] = {}
        self._memory = 0

    # ------------------------------------------------------------ sentences
    def candidates(self, pattern: Motif) -> list[int]:
        """The numbers of the sentences that match, in order."""
        return self.numeros(self.dit(pattern))

    def dit(self, pattern: Motif) -> int:
        """The set of the sentences that match."""
        return self.celles(self.debuts(pattern))

    def celles(self, places: int) -> int:
        """The set of the sentences of these places."""
        return ((places | self._guards) - self._first) & self._guards if places else 0

    def numeros(self, sentences: int) -> list[int]:
        """The numbers of the sentences of a set, in order."""
        return [self._of[guard] for guard in membres(sentences)]

    def phrases_de(self, numbers: Iterable[int]) -> int:
        """The set of the sentences of these numbers."""
        return ensemble([self._starts[number] + len(self.phrases[number]) + 1 for number in numbers], self._size)

    def presque(self, pattern: Motif) -> int:
        """Which sentences could match, for they hold the words of the pattern, in any order: a bit a number."""
        return self._holding(pattern.suite)

    def cherche(self, pattern: Motif) -> dict[int, tuple[int, int]]:
        """Each sentence that matches, by its number, in order: the first word and the one after the last of its first match, as short as can be."""
        starts = self.debuts(pattern)
        return self._matches(pattern, self._lowest(starts))[0] if starts else {}

    def toutes(self, pattern: Motif, au_plus: int) -> list[tuple[int, int, int]]:
        """Every match, so many a sentence at most, as short as can be, none inside the one before: the number of the sentence, the first word and the one
        after the last; the first ones of each sentence, then the second ones…"""
        found: list[tuple[int, int, int]] = []
        starts = self.debuts(pattern)
        while starts and au_plus:
            firsts = self._lowest(starts)
            matches, ends = self._matches(pattern, firsts)
            found += [(number, i, j) for number, (i, j) in matches.items()]
            starts ^= firsts
            starts &= (((ends | self._guards) - self._first) & self._guards) - ends  # from each end to the last place of its sentence
            au_plus -= 1
        return found

    def _matches(self, pattern: Motif, firsts: int) -> tuple[dict[int, tuple[int, int]], int]:
        """By sentence, the matches that begin at these places, one each; their ends."""
        ends = self.fins(pattern, firsts)
        found = {}
        for start, end in zip(membres(firsts), membres(ends)):
            number = self._of[start]
            base = self._starts[number]
            found[number] = (start - base, end - base)
        return found, ends

    # ------------------------------------------------------------ places
    def fins(self, pattern: Motif, starts: int) -> int:
        """The nearest end, in each sentence, of the matches that begin at these places."""
        return self._lowest(self._forth(pattern.suite, starts))

    def premieres(self, places: int) -> int:
        """Of each sentence, the first of these places."""
        return self._lowest(places)

    def place(self, number: int) -> int:
        """The first place of a sentence."""
        return self._starts[number]

    def debuts(self, pattern: Motif) -> int:
        """The set of the places where a match begins."""
        return self._back(pattern.suite, self._all) if self._holding(pattern.suite) else 0

    def apres(self, words: Iterable[str], length: int) -> int:
        """The set of the places up to so many words after one of these."""
        found = ensemble([place + 1 for word in words for place in self._places.get(word, ())], self._size)
        return self._spread(found, length - 1, 1) if length else 0

    def avant(self, places: int, length: int) -> int:
        """The set of these places, and of those up to so many words before."""
        return self._spread(places, length, -1)

    def hors(self, places: int) -> int:
        """The set of all the other places."""
        return self._all & ~places

    def drapeaux(self, places: int) -> bytes:
        """A set of places, an octet each: 1 or 0."""
        flags = bytearray(8 * self._size)
        for place in membres(places):
            flags[place] = 1
        return bytes(flags)

    # ------------------------------------------------------------ the words a piece takes
    def _holding(self, suite: Sequence[Piece]) -> int:
        """The sentences that hold what this sequence must have, in any order."""
        if suite in self._of_numbers:
            return self._of_numbers[suite]
        found = self._every
        for piece in _needed(suite):
            held = self._of_numbers.get(piece)
            found &= self._holds(piece) if held is None else held
            if not found:
                break
        return self._keep(self._of_numbers, suite, found)

    def _holds(self, piece: Piece) -> int:
        if piece.atome:
            return self._taken(piece, self._of_numbers, self._count)
        found = 0
        for suite in piece.suites:
            found |= self._holding(suite)
        return self._keep(self._of_numbers, piece, found)

    def _atom(self, piece: Piece) -> int:
        """The places before a word that this piece takes."""
        return self._of_places[piece] if piece in self._of_places else self._taken(piece, self._of_places, self._size)

    def _taken(self, piece: Piece, kept: dict, size: int) -> int:
        """Where the words that this piece takes stand, by their places or by the numbers of their sentences (as `kept` says)."""
        found, rare = 0, []
        if piece.genre == "choix":
            for (atom,) in piece.suites:
                taken = kept.get(atom)
                if taken is None:
                    taken = self._taken(atom, kept, size)
                if taken:
                    found |= taken
            return self._keep(kept, piece, found)
        words = self._words(piece)
        for word in words:
            places = self._places[word]
            if len(places) * PLEIN <= size:
                rare += places
            else:
                found |= kept[word] if word in kept else self._keep(kept, word, self._set(places, kept, size), True)
        if rare:
            found |= self._set(rare, kept, size)
        elif len(words) == 1:  # the same set, for the word and for the piece
            kept[piece] = found
            return found
        return self._keep(kept, piece, found, len(rare) * PLEIN > size)

    def _set(self, places: Sequence[int], kept: dict, size: int) -> int:
        return ensemble([self._of[place] for place in places] if kept is self._of_numbers else places, size)

    def _words(self, piece: Piece) -> Collection[str | Quantite]:
        """The words of the text that this piece, which takes one, can be."""
        if piece not in self._words_of:
            self._words_of[piece] = self._spelled(piece)
        return self._words_of[piece]

    def _spelled(self, piece: Piece) -> Collection[str | Quantite]:
        if piece.genre == "quantite":
            of_genre = self._quantities.get(piece.racine, ()) if piece.racine else [each for several in self._quantities.values() for each in several]
            return [quantity for quantity in of_genre if piece.mesure(quantity)]
        found = piece.mots & self._places.keys()
        if piece.genre == "racine":
            first = bisect_left(self._vocabulary, piece.racine)
            found.update(self._vocabulary[first : bisect_left(self._vocabulary, piece.racine + "\U0010ffff", first)])
        return found

    def _keep(self, kept: dict, what: object, found: int, always: bool = False) -> int:
        if always or self._memory < MEMOIRE:
            self._memory += found.bit_length() >> 3
            kept[what] = found
        return found

    # ------------------------------------------------------------ matching
    def _back(self, suite: Sequence[Piece], places: int) -> int:
        """Where the sequence can begin, to end at these places."""
        for piece in reversed(suite):
            if not places:
                break
            if piece.atome:
                places = self._atom(piece) if places is self._all else places >> 1 & self._atom(piece)
            elif piece.genre == "trou":
                places = self._spread(places, piece.nombre, -1)
            elif piece.genre == "choix":
                ends, places = places, 0
                for other in piece.suites:
                    if self._holding(other):
                        places |= self._back(other, ends)
            elif piece.genre == "peut-etre":
                places |= self._back(piece.suites[0], places)
            else:
                places &= self._test(piece)
        return places

    def _forth(self, suite: Sequence[Piece], places: int) -> int:
        """Where the sequence can end, when it begins at these places."""
        for piece in suite:
            if not places:
                break
            if piece.atome:
                places = (places & self._atom(piece)) << 1
            elif piece.genre == "trou":
                places = self._spread(places, piece.nombre, 1)
            elif piece.genre == "choix":
                starts, places = places, 0
                for other in piece.suites:
                    if self._holding(other):
                        places |= self._forth(other, starts)
            elif piece.genre == "peut-etre":
                places |= self._forth(piece.suites[0], places)
            else:
                places &= self._test(piece)
        return places

    def _test(self, piece: Piece) -> int:
        """The places that a piece which takes no word lets through."""
        if piece.genre == "pas":
            if piece not in self._of_places:
                self._keep(self._of_places, piece, self._all ^ self._back(piece.suites[0], self._all), True)
            return self._of_places[piece]
        return self._first if piece.genre == "debut" else self._last

    def _spread(self, places: int, length: int, way: int) -> int:
        """These places and those up to so many words after (or before, when `way` is -1) in their sentences: by steps of one, two, four words…"""
        reach = 0
        while reach < length:
            step = min(reach + 1, length - reach)
            while len(self._within) <= step:
                self._within.append(self._within[-1] << 1 & self._all)
            inside = self._within[step]
            places |= places << step & inside if way > 0 else (places & inside) >> step
            reach += step
        return places

    def _lowest(self, places: int) -> int:
        """Of each sentence, the first of these places: taking one from its first place stops at the first bit set, at its guard at the latest."""
        marked = places | self._guards
        return marked & (marked ^ (marked - self._first)) & places


@lru_cache(maxsize=50_000)
def _needed(suite: Sequence[Piece]) -> list[Piece]:
    """The pieces that a sequence must have, those of fewest branches first: they rule out as much, and are sooner looked for."""
    return sorted([piece for piece in suite if piece.atome or piece.genre == "choix"], key=lambda piece: len(piece.suites))
