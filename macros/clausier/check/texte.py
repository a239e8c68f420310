"""A contract read, ready to be searched: its sentences, the block and the article of each, and an index of its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from ..extract.document import HORS_TEXTE, Bloc, Lecture
from ..index import Index, ensemble
from ..model import Langue, Tournure
from ..motifs import motif
from ..mots import Mot, lire

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


@dataclass(frozen=True, slots=True)
class Trouvaille:
    """A match: the number of the sentence, its words [i, j)."""

    phrase: int
    i: int
    j: int


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
        self._found: dict[str, dict[int, tuple[int, int]]] = {}
        self._dits: dict[str, int] = {}
        self._titres = self.index.phrases_de([number for number in range(len(self.phrases)) if self.est_titre(number)])
        after = 0
        for each in langue.nie_apres:
            after |= self.index.debuts(motif(each))
        self._avant = self.index.drapeaux(self.index.mots({word for each in langue.nie_avant for word in _words(each)}))
        self._apres = self.index.drapeaux(after)

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
    def ou(self, pattern: str) -> dict[int, tuple[int, int]]:
        """Where this pattern matches first in each sentence: number → (i, j)."""
        if pattern not in self._found:
            self._found[pattern] = self.index.cherche(motif(pattern))
        return self._found[pattern]

    def titres_qui(self, dits: Iterable[str], sauf: Iterable[str] = ()) -> list[int]:
        """The numbers of the headings that say one of these, and none of those."""
        found = 0
        for pattern in dits:
            found |= self._dit(pattern) & self._titres
        for pattern in sauf if found else ():
            found &= ~self._dit(pattern)
        return self.index.numeros(found)

    def cherche(self, tournure: Tournure, nie: bool = False, sauf: Iterable[str] = ()) -> list[Trouvaille]:
        """Each sentence that says this, in order; one that denies it only when `nie`."""
        denied = tournure.nie if tournure.nie is not None else nie
        places = self.ou(tournure.motif)
        if not places:
            return []
        kept = whole = self._dit(tournure.motif) if tournure.sauf or sauf or tournure.avec else 0
        numbers = ensemble(places, len(self.phrases) // 8 + 1) if tournure.sauf or sauf else 0
        for other in (*tournure.sauf, *sauf):
            if kept and (other in self._dits or self.index.presque(motif(other)) & numbers):
                kept &= ~self._dit(other)
        for other in tournure.avec:
            kept = kept and self._with(other, kept, tournure.portee)
        found = []
        for number in places if kept == whole else self.index.numeros(kept):
            i, j = places[number]
            if not denied:
                place = self._affirmed(tournure.motif, number, i, j)
                if place is None:
                    continue
                i, j = place
            found.append(Trouvaille(number, i, j))
        return found

    def _dit(self, pattern: str) -> int:
        """The set of the sentences that match, as the index counts them."""
        if pattern not in self._dits:
            self._dits[pattern] = self.index.dit(motif(pattern))
        return self._dits[pattern]

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

    def _affirmed(self, pattern: str, number: int, i: int, j: int) -> tuple[int, int] | None:
        """The first match of the sentence that is not denied."""
        while self.est_niee(number, i, j):
            again = motif(pattern).trouve(self.phrases[number], i + 1)
            if again is None:
                return None
            i, j = again
        return i, j

    def est_niee(self, number: int, i: int, j: int) -> bool:
        """Is what these words [i, j) of a sentence say denied (« aucune pénalité », « la reprise n'est pas comprise »)?"""
        start, size = self.index.place(number), len(self.phrases[number])
        if self._avant.find(1, start + max(0, i - self.langue.portee_avant), start + i) >= 0:
            return True
        return self._apres.find(1, start + j, start + min(j + self.langue.portee_apres, size) + 1) >= 0


def _row(bloc: Bloc, start: int) -> list[list[Mot]]:
    """The sentences of a row that begins there: each cell after the words of its column's head, which stand where the cell begins; one sentence when they are short."""
    phrases = []
    for rank, (first, end) in enumerate(bloc.cellules):
        cell = lire(bloc.texte[first:end], start + first)
        head = bloc.colonnes[rank] if rank < len(bloc.colonnes) and bloc.colonnes[rank] != bloc.texte[first:end] else ""
        known = [Mot(w.mot, start + first, start + first, w.quantite) for phrase in lire(head) for w in phrase]
        phrases += [known + cell[0], *cell[1:]] if cell else []
    return [[w for phrase in phrases for w in phrase]] if phrases and sum(map(len, phrases)) <= GRAND else phrases


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
