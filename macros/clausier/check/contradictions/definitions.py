"""What a contract defines: under a heading that announces it, in a table of terms, between quotes, or again elsewhere for one part of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ... import model as m
from ...mots import Mot, lire, plier
from ..texte import Texte
from .commun import dit, groupes

LONG = 6  # words of a term at most
PRES = 14  # words of a sentence among which it defines its term
ASSEZ = 200  # terms looked for again
GUILLEMETS = re.compile(r"[«“\"]\s?([^«»“”\"]{2,60}?)\s?[»”\"]\s?")
_NUMERO = r"(?:[a-z]{0,2}[0-9]{1,3}(?:\.[0-9]{1,3})*[.)]?\s{1,4}|[a-z]\)\s{1,4})?"
_PORTEE = r"(?:(?:pour|au sens|au titre|dans|en|aux fins|par|a|au) [^,]{1,60}, )?"  # « Pour les besoins de l'annexe, »
_SUIT = re.compile(r" {0,2}(?:[:=-]|designe|signifie|s'entend|correspond|on entend|est defini|sont |est )")
_DEUX_POINTS = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s+|[a-z]\)\s+)?\*{0,3}([A-ZÀ-Ý0-9][^:=—.;,|()]{1,60}?)\*{0,3}(?:\s?[:=—]\s|\s[–-]\s)")
_POINT = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s+|[a-z]\)\s+)?([A-ZÀ-Ý][^:=.;,|()0-9]{1,40})\.\s+(?=[A-ZÀ-Ý])")
_TITRE = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s+|[a-z]\)\s+)?([A-ZÀ-Ý][^:=.;,|()]{1,40}?)\s?:?$")
_PAR = re.compile(r"(?:entend(?:s|ent|re)? par|(?<![a-z])(?:on|nous) (?:appelle|appelons|nomme)) (?:les? |la |l'|une? )?$")
_DIT = r"designe(?:nt)?(?! (?:ses|son|sa|leurs?) )|signifie(?:nt)?|s'entend(?:ent)?|on entend|(?:les parties |nous )enten(?:dent|dons)|correspond(?:ent)? a|est defini"
_VERBES = re.compile(rf" {{0,2}}(?:, ?)?(?:au sens d[^,]{{1,40}}, ?)?(?:{_DIT})(?![a-z])")
_TETE = re.compile(rf"{_NUMERO}{_PORTEE} {{0,2}}")  # what may stand before a quoted term that a colon follows
_ENCORE = (
    r",?(?: ici)?(?:, [^,]{1,60},)? (?:s'entend(?:ent)?(?! (?:hors|ht|net|toutes|a compter))|signifie(?:nt)?|designe(?:nt)? ici|(?:est|sont) (?:constituee?s?|celles?|celui|ceux)|recouvre(?:nt)?)(?![a-z])"
    r"|,? ?: (?=(?:une?|toute?s?|tous|l'ensemble) )"
)
_COLONNE = re.compile(r"(?:les? |l')?(?:termes?|mots?|expressions?|notions?|vocables?|sigles?|abreviations?)(?![a-z])")
_SENS = re.compile(r"(?:le |la )?(?:sens|definitions?|significations?)(?![a-z])")
_AVANT = re.compile(rf"{_NUMERO}{_PORTEE}(?:(?:on entend|il faut entendre|s'entend) par )?(?:les? |la |l'|une? |des )?")
_ENTEND = re.compile(r"(?:on entend|il faut entendre|s'entend) par (?:les? |la |l'|une? |des )?$")
_VERBE = re.compile(_ENCORE)
_RENVOI = re.compile(r"(?:defini|vise|prevu|fixe|mentionne|indique|figur|decrit|liste|precise)[a-z]{0,6} (?:[a-z]{1,5}[ ']){0,3}(?:article|annexe|chapitre|clause|tableau|dessus|point|paragraphe|section)|(?:celles?|celui|ceux) (?:[a-z]{1,4}[ ']){0,2}(?:articles?|annexes?|chapitres?|tableaux?) ")
_OUTILS = frozenset("designe designent signifie entend correspond est sont tout toute ensemble tou s pour present presente annexe article chapitre paragraphe".split())


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
    found = [each for each in _donnees(texte, zone) if each.phrase not in empty]
    found += [each for each in _reprises(texte, found) if each.phrase not in empty]
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


def _donnees(texte: Texte, zone: set[int]) -> Iterator[Definition]:
    for block, bloc in enumerate(texte.blocs):
        numbers = texte.phrases_de[block]
        if not numbers:
            continue
        if bloc.genre == "ligne":
            yield from _ligne(texte, block)
        elif bloc.genre == "titre":
            match = _TITRE.match(bloc.texte) if block in zone and block + 1 < len(texte.blocs) and texte.phrases_de[block + 1] else None
            if match and texte.blocs[block + 1].genre in ("alinea", "puce"):
                yield from _faite(mots(match[1]), texte.blocs[block + 1].texte, texte.phrases_de[block + 1][0])
        else:
            cuts = list(_coupes(texte, block, block in zone))
            for rank, (start, end, name) in enumerate(cuts):
                stop = cuts[rank + 1][0] if rank + 1 < len(cuts) else len(bloc.texte)
                yield from _faite(mots(name), bloc.texte[end:stop], _phrase_a(texte, block, texte.debuts[block] + start))


def _coupes(texte: Texte, block: int, inside: bool) -> Iterator[tuple[int, int, str]]:
    """The terms a block defines: where each begins, where what is said of it begins, the term."""
    text = texte.blocs[block].texte
    folded = plier(text)
    quoted = [match for match in GUILLEMETS.finditer(text) if _definit(folded, match.start(), match.end(), inside)] if any(sign in text for sign in "«“\"") else []
    if quoted or not inside:
        yield from ((match.start(), match.end(), match[1]) for match in quoted)
    elif match := _POINT.match(text):
        yield match.start(1), match.end(), match[1]
    else:
        for number in texte.phrases_de[block]:
            start, end = texte.bornes(number)
            if match := _DEUX_POINTS.match(texte.texte[start:end]):
                yield start + match.start(1) - texte.debuts[block], start + match.end() - texte.debuts[block], match[1]


def _definit(folded: str, start: int, end: int, inside: bool) -> bool:
    """Do the words around a quoted term define it? Under a heading of definitions, less is needed."""
    if (_SUIT if inside else _VERBES).match(folded, end) or _PAR.search(folded, 0, start):
        return True
    return folded[end : end + 2].lstrip()[:1] == ":" and bool(_TETE.fullmatch(folded, 0, start))


def _ligne(texte: Texte, block: int) -> Iterator[Definition]:
    """A row of a table of terms: its first column is headed « Terme », or its second « Sens »."""
    bloc = texte.blocs[block]
    if len(bloc.cellules) < 2 or len(bloc.colonnes) < 2 or not (_COLONNE.match(plier(bloc.colonnes[0])) or _SENS.match(plier(bloc.colonnes[1]))):
        return
    (first, end), (start, _) = bloc.cellules[:2]
    yield from _faite(mots(bloc.texte[first:end]), bloc.texte[start:], texte.phrases_de[block][0])


def _reprises(texte: Texte, known: Sequence[Definition]) -> Iterator[Definition]:
    """Terms defined already, and said elsewhere, without quotes, to mean something else (« Jour ouvré s'entend, pour l'article 20, … »)."""
    terms = sorted({each.terme for each in known})[:ASSEZ]
    by_head = groupes(terms, lambda term: term[0])
    where = {each.phrase for each in known}
    measured = {each.terme: genres for each in known if (genres := _mesures(texte.phrases[each.phrase]))}
    for number, phrase in enumerate(texte.phrases if terms else ()):
        if number in where or texte.est_titre(number):
            continue
        if texte.bloc(number).genre == "ligne":
            yield from _fiche(texte, number, measured)
            continue
        for i, term in ((i, term) for i, word in enumerate(phrase[:PRES]) for term in by_head.get(word.mot, ())):
            last = i + len(term) - 1
            if tuple(word.mot for word in phrase[i : last + 1]) == term and not _RENVOI.search(plier(texte.texte[phrase[last].fin : phrase[-1].fin])) and _reprise(texte, number, phrase[i].debut, phrase[last].fin):
                yield from _faite(term, texte.texte[phrase[last].fin : texte.bornes(number)[1]], number)
                break


def _fiche(texte: Texte, number: int, measured: Mapping[tuple[str, ...], frozenset[str]]) -> Iterator[Definition]:
    """A row that gives again, for a term alone in its first cell, a quantity of the kind its definition gives (« Jour | 8 heures de présence »)."""
    bloc, block = texte.bloc(number), texte.bloc_de[number]
    if len(bloc.cellules) != 2 or number != texte.phrases_de[block].start:
        return
    (first, end), (start, _) = bloc.cellules
    term, said = mots(bloc.texte[first:end]), bloc.texte[start:]
    if any(measured.get(term, frozenset()) & _mesures(phrase) for phrase in lire(said)):
        yield from _faite(term, said, number)


def _mesures(phrase: Sequence[Mot]) -> frozenset[str]:
    return frozenset(word.mot for word in phrase if word.quantite and word.quantite.genre in ("duree", "taux"))


def _reprise(texte: Texte, number: int, start: int, end: int) -> bool:
    """Does a sentence begin with the term there, and define it?"""
    first, stop = texte.bornes(number)
    before, after = plier(texte.texte[first:start]), plier(texte.texte[end:stop])
    return bool(_AVANT.fullmatch(before)) and bool(_VERBE.match(after) or _ENTEND.search(before))


def _faite(term: tuple[str, ...], said: str, number: int) -> Iterator[Definition]:
    """The definition, when there is a term and enough is said of it; a quantity counts with its value."""
    words = frozenset(_mot(word) for phrase in lire(said) for word in phrase) - _OUTILS
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
