"""What a contract defines: under a heading that announces it, in a table of terms, between quotes, or again elsewhere for one part of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ... import model as m
from ...mots import Mot, lire, plier
from ..texte import Texte
from .commun import dit, groupes, reperes
from .tournures import apres_espaces, commence, finit, sans

LONG = 6  # words of a term at most
PRES = 14  # words of a sentence among which it defines its term
ASSEZ = 200  # terms looked for again
GUILLEMETS = re.compile(r"[«“\"]\s?([^«»“”\"]{2,60}?)\s?[»”\"]\s?")
_NUMERO = re.compile(r"(?:[a-z]{0,2}[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]?\s{1,4}|[a-z]\)\s{1,4})?")
_JUSQU_A_LA_VIRGULE = re.compile(r" [^,]{1,60}, ")
_INCISE = re.compile(r",?(?:, [^,]{1,60},)? ")
_DEUX_POINTS = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s+|[a-z]\)\s+)?\*{0,3}([A-ZÀ-Ý0-9][^:=—.;,|()]{1,60}?)\*{0,3}(?:\s?[:=—]\s|\s[–-]\s)")
_POINT = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s+|[a-z]\)\s+)?([A-ZÀ-Ý][^:=.;,|()0-9]{1,40})\.\s+(?=[A-ZÀ-Ý])")
_TITRE = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s+|[a-z]\)\s+)?([A-ZÀ-Ý][^:=.;,|()]{1,40}?)\s?:?$")


@dataclass(frozen=True, slots=True)
class Definition:
    """A term (its words), what is said of it (the set of its words), the sentence."""

    terme: tuple[str, ...]
    dit: frozenset[str]
    phrase: int


def definitions(texte: Texte, r: m.ReglesTermes) -> list[Definition]:
    """All of them, in the order of the text."""
    zone = _zone(texte, r)
    empty = dit(texte, r.creux)
    found = [each for each in _donnees(texte, zone, r.definir) if each.phrase not in empty]
    found += [each for each in _reprises(texte, found, r.definir) if each.phrase not in empty]
    return sorted(found, key=lambda each: each.phrase)


def _zone(texte: Texte, r: m.ReglesTermes) -> set[int]:
    """The blocks under a heading that announces definitions; a term alone on its line may be read as a heading."""
    found: set[int] = set()
    for head in sorted({texte.bloc_de[number] for number in dit(texte, r.titres) if texte.est_titre(number)}):
        for block in range(head + 1, len(texte.blocs)):
            bloc = texte.blocs[block]
            if bloc.genre == "titre" and bloc.niveau <= texte.blocs[head].niveau and not bloc.texte.rstrip().endswith(":"):
                break
            found.add(block)
    return found


def _donnees(texte: Texte, zone: set[int], r: m.ReglesDefinitions) -> Iterator[Definition]:
    for block, bloc in enumerate(texte.blocs):
        numbers = texte.phrases_de[block]
        if not numbers:
            continue
        if bloc.genre == "ligne":
            yield from _ligne(texte, block, r)
        elif bloc.genre == "titre":
            match = _TITRE.match(bloc.texte) if block in zone and block + 1 < len(texte.blocs) and texte.phrases_de[block + 1] else None
            if match and texte.blocs[block + 1].genre in ("alinea", "puce"):
                yield from _faite(mots(match[1]), texte.blocs[block + 1].texte, texte.phrases_de[block + 1][0], r)
        else:
            cuts = list(_coupes(texte, block, block in zone, r))
            for rank, (start, end, name) in enumerate(cuts):
                stop = cuts[rank + 1][0] if rank + 1 < len(cuts) else len(bloc.texte)
                yield from _faite(mots(name), bloc.texte[end:stop], _phrase_a(texte, block, texte.debuts[block] + start), r)


def _coupes(texte: Texte, block: int, inside: bool, r: m.ReglesDefinitions) -> Iterator[tuple[int, int, str]]:
    """The terms a block defines: where each begins, where what is said of it begins, the term."""
    text = texte.blocs[block].texte
    folded = plier(text)
    quoted = [match for match in GUILLEMETS.finditer(text) if _definit(folded, match.start(), match.end(), inside, r)] if any(sign in text for sign in "«“\"") else []
    if quoted or not inside:
        yield from ((match.start(), match.end(), match[1]) for match in quoted)
    elif match := _POINT.match(text):
        yield match.start(1), match.end(), match[1]
    else:
        for number in texte.phrases_de[block]:
            start, end = texte.bornes(number)
            if match := _DEUX_POINTS.match(texte.texte[start:end]):
                yield start + match.start(1) - texte.debuts[block], start + match.end() - texte.debuts[block], match[1]


def _definit(folded: str, start: int, end: int, inside: bool, r: m.ReglesDefinitions) -> bool:
    """Do the words around a quoted term define it? Under a heading of definitions, less is needed."""
    after = apres_espaces(folded, end)
    if inside and (folded[after : after + 1] in (":", "=", "-") or commence(folded, after, r.sont) >= 0):
        return True
    before = finit(folded[:start], r.articles)
    if _designe(folded, end, r) or finit(folded[: before if before >= 0 else start], r.entendre) >= 0:
        return True
    return folded[after : after + 1] == ":" and _entete(folded[:start], r)


def _designe(folded: str, end: int, r: m.ReglesDefinitions) -> bool:
    """Does a verb that defines follow, maybe after a comma and « au sens du présent contrat, »?"""
    place = apres_espaces(folded, end + (folded[end : end + 1] == ","))
    return commence(folded, _sans_portee(folded, place, r), r.designent) >= 0 > commence(folded, place, r.designent_pas)


def _entete(before: str, r: m.ReglesDefinitions) -> bool:
    """May these words stand before a quoted term that a colon follows: a number, « Pour les besoins de l'annexe, »?"""
    return apres_espaces(before, _sans_portee(before, _NUMERO.match(before).end(), r)) == len(before)


def _sans_portee(folded: str, place: int, r: m.ReglesDefinitions) -> int:
    """The place after « Pour les besoins de l'annexe, »; else the same."""
    opened = commence(folded, place, r.portees)
    match = _JUSQU_A_LA_VIRGULE.match(folded, opened) if opened >= 0 else None
    return match.end() if match else place


def _ligne(texte: Texte, block: int, r: m.ReglesDefinitions) -> Iterator[Definition]:
    """A row of a table of terms: its first column is headed « Terme », or its second « Sens »."""
    bloc = texte.blocs[block]
    if len(bloc.cellules) < 2 or len(bloc.colonnes) < 2:
        return
    one, other = map(plier, bloc.colonnes[:2])
    if commence(one, sans(one, 0, r.articles), r.colonnes_termes) < 0 and commence(other, sans(other, 0, r.articles), r.colonnes_sens) < 0:
        return
    (first, end), (start, _) = bloc.cellules[:2]
    yield from _faite(mots(bloc.texte[first:end]), bloc.texte[start:], texte.phrases_de[block][0], r)


def _reprises(texte: Texte, known: Sequence[Definition], r: m.ReglesDefinitions) -> Iterator[Definition]:
    """Terms defined already, and said elsewhere, without quotes, to mean something else (« Jour ouvré s'entend, pour l'article 20, … »)."""
    terms = sorted({each.terme for each in known})[:ASSEZ]
    by_head = groupes(terms, lambda term: term[0])
    where = {each.phrase for each in known}
    measured = {each.terme: genres for each in known if (genres := _mesures(texte.phrases[each.phrase]))}
    sent = reperes(texte, [("", pattern) for pattern in r.renvoient])
    for number, phrase in enumerate(texte.phrases if terms else ()):
        if number in where or texte.est_titre(number):
            continue
        if texte.bloc(number).genre == "ligne":
            yield from _fiche(texte, number, measured, r)
            continue
        for i, term in ((i, term) for i, word in enumerate(phrase[:PRES]) for term in by_head.get(word.mot, ())):
            last = i + len(term) - 1
            if tuple(word.mot for word in phrase[i : last + 1]) == term and not any(spot.i > last for spot in sent.get(number, ())) and _reprise(texte, number, phrase[i].debut, phrase[last].fin, r):
                yield from _faite(term, texte.texte[phrase[last].fin : texte.bornes(number)[1]], number, r)
                break


def _fiche(texte: Texte, number: int, measured: Mapping[tuple[str, ...], frozenset[str]], r: m.ReglesDefinitions) -> Iterator[Definition]:
    """A row that gives again, for a term alone in its first cell, a quantity of the kind its definition gives (« Jour | 8 heures de présence »)."""
    bloc, block = texte.bloc(number), texte.bloc_de[number]
    if len(bloc.cellules) != 2 or number != texte.phrases_de[block].start:
        return
    (first, end), (start, _) = bloc.cellules
    term, said = mots(bloc.texte[first:end]), bloc.texte[start:]
    if any(measured.get(term, frozenset()) & _mesures(phrase) for phrase in lire(said)):
        yield from _faite(term, said, number, r)


def _mesures(phrase: Sequence[Mot]) -> frozenset[str]:
    return frozenset(word.mot for word in phrase if word.quantite and word.quantite.genre in ("duree", "taux"))


def _reprise(texte: Texte, number: int, start: int, end: int, r: m.ReglesDefinitions) -> bool:
    """Does a sentence begin with the term there, and define it?"""
    first, stop = texte.bornes(number)
    before, after = plier(texte.texte[first:start]), plier(texte.texte[end:stop])
    place = _sans_portee(before, _NUMERO.match(before).end(), r)
    opened = sans(before, place, r.ouvrent)
    if sans(before, opened, r.articles) < len(before):
        return False
    return opened > place and not _par_seul(before[place:opened], r) or _redit(after, r)


def _par_seul(opening: str, r: m.ReglesDefinitions) -> bool:
    """« Par heures ouvrées, on entend… »: the verb is still to come."""
    return finit(opening, r.entendre) < 0


def _redit(after: str, r: m.ReglesDefinitions) -> bool:
    """Do the words after a term say again what it is?"""
    colon = apres_espaces(after, after[:1] == ",")
    if after[colon : colon + 1] == ":":
        return commence(after, apres_espaces(after, colon + 1), r.sens) >= 0
    match = _INCISE.match(after)
    return match is not None and commence(after, match.end(), r.redisent) >= 0 > commence(after, match.end(), r.redisent_pas)


def _faite(term: tuple[str, ...], said: str, number: int, r: m.ReglesDefinitions) -> Iterator[Definition]:
    """The definition, when there is a term and enough is said of it; a quantity counts with its value."""
    empty = {word.mot for each in r.outils for phrase in lire(each) for word in phrase}
    words = frozenset(_mot(word) for phrase in lire(said) for word in phrase) - empty
    if 0 < len(term) <= LONG and words:
        yield Definition(term, words, number)


def mots(name: str) -> tuple[str, ...]:
    """The words of a term."""
    return tuple(word.mot for phrase in lire(name) for word in phrase)


def _mot(word: Mot) -> str:
    return f"{word.mot}{word.quantite.valeur}" if word.quantite else word.mot


def _phrase_a(texte: Texte, block: int, place: int) -> int:
    """The sentence of a block that holds a place of the text."""
    numbers = texte.phrases_de[block]
    return next((number for number in reversed(numbers) if texte.phrases[number][0].debut <= place + 3), numbers[0])
