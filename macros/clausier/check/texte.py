"""A contract read, ready to be searched: its sentences, the block and the article of each, and an index of its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..extract.document import HORS_TEXTE, Bloc, Lecture
from ..index import Index, ensemble
from ..model import Langue, Tournure
from ..motifs import Motif, motif
from ..mots import Mot, Quantite, lire

# The end of a sentence (as `mots` ends it) or of a cell, up to what follows.
_COUPE = re.compile(r"(?:\.[»”)\]]*(?=\s+(?:[«“(\[]\s*)?[^\W_a-zà-öø-ÿœ])|[!?…;][»”)\]]*|\|)\s+")
GRAND = 40  # sentences: an « article » longer than this is a text without headings


@dataclass(frozen=True, slots=True)
class Article:
    """A heading and what follows it until the next one: indices of blocks [debut, fin), the heading being `titre` (-1: none)."""

    titre: int
    niveau: int
    debut: int
    fin: int


class Texte:
    """Sentences are numbered; `bloc_de[n]` is the block of sentence n, `article_de[b]` the innermost article of block b."""

    def __init__(self, lecture: Lecture, langue: Langue):
        self.lecture, self.blocs, self.langue = lecture, lecture.blocs, langue
        self.texte = lecture.texte
        self.debuts: list[int] = []
        self.phrases: list[list[Mot]] = []
        self.bloc_de: list[int] = []
        self.phrases_de: list[range] = []  # of each block
        self._read()
        self.articles, self.article_de = _articles(self.blocs)
        self.index = Index(self.phrases)
        self._dits: dict[str, int] = {}
        self._affirmes: dict[str, int] = {}
        self._titres = [number for number in range(len(self.phrases)) if self.est_titre(number)]
        self._entre_titres = Index([self.phrases[number] for number in self._titres])
        self._read_denials()

    def _read(self) -> None:
        start, worthless = 0, False
        for number, bloc in enumerate(self.blocs):
            self.debuts.append(start)
            first = len(self.phrases)
            worthless = worthless and bloc.genre == "puce" or self._sans_valeur(bloc)
            if bloc.genre not in HORS_TEXTE and not worthless:
                found = _row(bloc, start) if bloc.cellules else lire(bloc.texte, start)
                self.phrases += found
                self.bloc_de += [number] * len(found)
            self.phrases_de.append(range(first, len(self.phrases)))
            start += len(bloc.texte) + 1

    def _read_denials(self) -> None:
        """The places where nothing that begins is denied, those where what ends is."""
        after = 0
        for each in self.langue.nie_apres:
            after |= self.index.debuts(motif(each))
        before = self.index.apres({word for each in self.langue.nie_avant for word in _words(each)}, self.langue.portee_avant)
        self._libres = self.index.hors(before)
        self._nies = self.index.avant(after, self.langue.portee_apres)
        self._douteuses = self.index.celles(self._nies)
        self._nie_avant, self._nie_apres = self.index.drapeaux(before), self.index.drapeaux(self._nies)

    def _sans_valeur(self, bloc: Bloc) -> bool:
        """Does it say of itself, and of the list that follows, that it binds nobody (« Ce résumé n'a pas de valeur contractuelle »)?"""
        return "contractuel" in bloc.texte and any(pattern.trouve(phrase) for phrase in lire(bloc.texte) for pattern in map(motif, self.langue.sans_valeur))

    # ------------------------------------------------------------ places
    def bloc(self, phrase: int) -> Bloc:
        return self.blocs[self.bloc_de[phrase]]

    def est_titre(self, phrase: int) -> bool:
        return self.bloc(phrase).genre == "titre"

    def article(self, phrase: int) -> Article:
        """The innermost article of a sentence."""
        return self.articles[self.article_de[self.bloc_de[phrase]]]

    def phrases_des(self, first: int, end: int) -> range:
        """The sentences of blocks [first, end)."""
        return range(self.phrases_de[first].start, self.phrases_de[end - 1].stop) if first < end else range(0)

    def autour(self, phrase: int) -> range:
        """The sentences that speak with this one: its article, or its neighbours where the text has no headings."""
        article = self.article(phrase)
        here = self.phrases_des(article.debut, article.fin)
        if len(here) <= GRAND:
            return here
        block = self.bloc_de[phrase]
        return self.phrases_des(max(0, block - 1), min(len(self.blocs), block + 2))

    def bornes(self, phrase: int) -> tuple[int, int]:
        """Where a sentence begins and ends in the text, the small words that begin it and the sign that ends it included."""
        block = self.bloc_de[phrase]
        own = self.phrases_de[block]
        start = self.debuts[block] if phrase == own.start else self._entre(phrase - 1)
        end = self.debuts[block] + len(self.blocs[block].texte) if phrase == own.stop - 1 else self._entre(phrase)
        return start, max(start + len(self.texte[start:end].rstrip()), self.phrases[phrase][-1].fin)

    def _entre(self, phrase: int) -> int:
        """Where the next sentence of the block begins."""
        start, end = self.phrases[phrase][-1].fin, self.phrases[phrase + 1][0].debut
        cut = _COUPE.search(self.texte, start, end + 1)  # the letter that follows tells a full stop from an abbreviation
        return cut.end() if cut else max(start, end)

    # ------------------------------------------------------------ search
    def dit(self, pattern: str) -> list[int]:
        """The sentences where this pattern is found, in order."""
        return self.index.numeros(self._dit(pattern))

    def titres_qui(self, dits: Iterable[str], sauf: Iterable[str] = ()) -> list[int]:
        """The numbers of the headings that say one of these, and none of those."""
        found = 0
        for pattern in dits:
            found |= self._entre_titres.dit(motif(pattern))
        for pattern in sauf if found else ():
            found &= ~self._entre_titres.dit(motif(pattern))
        return [self._titres[rank] for rank in self._entre_titres.numeros(found)]

    def cherche(self, tournure: Tournure, nie: bool = False, sauf: Iterable[str] = ()) -> list[int]:
        """The sentences that say this, in order; those that deny it only when `nie`."""
        denied = tournure.nie if tournure.nie is not None else nie
        found = self._dit(tournure.motif) if denied else self._affirme(tournure.motif)
        if not found:
            return []
        if tournure.sauf or sauf:
            found = self._sauf((*tournure.sauf, *sauf), found)
        for other in tournure.avec:
            found = found and self._with(other, found, tournure.portee)
        return self.index.numeros(found)

    def _dit(self, pattern: str) -> int:
        """The set of the sentences that match, as the index counts them."""
        if pattern not in self._dits:
            self._dits[pattern] = self.index.dit(motif(pattern))
        return self._dits[pattern]

    def _affirme(self, pattern: str) -> int:
        """The set of the sentences with a match that is not denied."""
        if pattern not in self._affirmes:
            self._affirmes[pattern] = self._non_nie(motif(pattern))
        return self._affirmes[pattern]

    def _non_nie(self, pattern: Motif) -> int:
        starts = self.index.debuts(pattern) & self._libres
        found = self.index.celles(starts)
        if not found & self._douteuses:
            return found
        ends = self.index.fins(pattern, self.index.premieres(starts))
        denied = self.index.celles(ends & self._nies)
        again = [number for number in self.index.numeros(denied) if self._plus_loin(pattern, number)]
        return found ^ denied ^ self.index.phrases_de(again) if denied else found

    def _plus_loin(self, pattern: Motif, number: int) -> bool:
        """Has a sentence one match that is not denied?"""
        place = pattern.trouve(self.phrases[number])
        while place and self.est_niee(number, *place):
            place = pattern.trouve(self.phrases[number], place[0] + 1)
        return place is not None

    def _sauf(self, patterns: Iterable[str], sentences: int) -> int:
        """Of these sentences, the set of those that match none of these."""
        numbers = -1  # that of their numbers, made when it is needed
        for other in patterns:
            if not sentences:
                break
            if other not in self._dits:
                numbers = ensemble(self.index.numeros(sentences), len(self.phrases) // 8 + 1) if numbers < 0 else numbers
                if not self.index.presque(motif(other)) & numbers:
                    continue
            sentences &= ~self._dit(other)
        return sentences

    def _with(self, pattern: str, sentences: int, scope: str) -> int:
        """Of these sentences, the set of those that have the pattern within that scope."""
        said = self._dit(pattern)
        if scope == "phrase" or not said:
            return sentences & said
        matches, kept = self.index.numeros(said), []
        for number in self.index.numeros(sentences):
            near = self.phrases_de[self.bloc_de[number]] if scope == "alinea" else self.autour(number)
            if bisect_left(matches, near.start) < bisect_left(matches, near.stop):
                kept.append(number)
        return self.index.phrases_de(kept)

    def est_niee(self, number: int, i: int, j: int) -> bool:
        """Is what these words [i, j) of a sentence say denied (« aucune pénalité », « la reprise n'est pas comprise »)?"""
        start = self.index.place(number)
        return bool(self._nie_avant[start + i] or self._nie_apres[start + j])


def _row(bloc: Bloc, start: int) -> list[list[Mot]]:
    """The sentences of a row that begins there: each cell after the words of its column's head, which stand where the cell begins; one sentence when they are short."""
    phrases = []
    for rank, (first, end) in enumerate(bloc.cellules):
        cell = lire(bloc.texte[first:end], start + first)
        head = bloc.colonnes[rank] if rank < len(bloc.colonnes) and bloc.colonnes[rank] != bloc.texte[first:end] else ""
        known = [Mot(word, start + first, start + first, quantity) for word, quantity in _tete(head)]
        phrases += [known + cell[0], *cell[1:]] if cell else []
    return [[w for phrase in phrases for w in phrase]] if phrases and sum(map(len, phrases)) <= GRAND else phrases


@lru_cache(maxsize=256)  # the rows of a table have the same
def _tete(text: str) -> list[tuple[str, Quantite | None]]:
    """The words of the head of a column."""
    return [(word.mot, word.quantite) for phrase in lire(text) for word in phrase]


def _words(text: str) -> list[str]:
    return [word.mot for phrase in lire(text) for word in phrase]


def _articles(blocs: tuple[Bloc, ...]) -> tuple[list[Article], list[int]]:
    """The articles in order (what comes before any heading first), and for each block its innermost one."""
    heads = [i for i, bloc in enumerate(blocs) if bloc.genre == "titre"]
    articles = [Article(-1, 0, 0, heads[0] if heads else len(blocs))]
    for rank, head in enumerate(heads):
        articles.append(Article(head, blocs[head].niveau, head + 1, heads[rank + 1] if rank + 1 < len(heads) else len(blocs)))
    place = [0] * len(blocs)
    for number, article in enumerate(articles):
        for block in range(max(0, article.titre if article.titre >= 0 else 0), article.fin):
            place[block] = number
    return articles, place


def section(texte: Texte, title: int) -> tuple[int, int]:
    """The blocks that a heading announces: [after it, the next heading of its level or above)."""
    level = texte.blocs[title].niveau
    for number in range(title + 1, len(texte.blocs)):
        bloc = texte.blocs[number]
        if bloc.genre == "titre" and bloc.niveau <= level:
            return title + 1, number
    return title + 1, len(texte.blocs)
