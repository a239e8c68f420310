"""Defined terms: defined twice and otherwise, or said to be defined where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ... import model as m
from ...motifs import motif
from ...mots import Mot, lire, plier
from ..rapport import Contradiction
from ..texte import Texte
from .commun import contradiction, dit, reperes

SEMBLABLE = 0.75  # share of words two definitions have in common that makes them one
ASSEZ = 300  # sentences that send back to a definition
TETE = 6  # signs before a quoted term that opens a block
USUEL = 3  # sentences that write a word with a capital
DEFINIS = 2  # definitions below which a contract does not define its capitals
LONG = 6  # words of a term at most
_GUILLEMETS = re.compile(r"[«“\"]\s?([^«»“”\"]{2,60}?)\s?[»”\"]\s?")
_SUIT = re.compile(r" {0,2}(?:[:=-]|designe|signifie|s'entend|correspond|on entend|est defini|sont |est )")
_DEUX_POINTS = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s+|[a-z]\)\s+)?\*{0,3}([A-ZÀ-Ý0-9][^:.;,|()]{1,60}?)\*{0,3}\s?:\s")
_ARTICLE = re.compile(r"(?:article|art\.|clause|section|point|annexe|paragraphe) ?([0-9]{1,3}(?:\.[0-9]{1,2}){0,2}|[ivx]{1,5}(?![a-z]))")
_LIENS = frozenset("tel telle que qu comme ainsi".split())
_PAR = re.compile(r"entend(?:s|re)? par (?:les? |la |l')?$")
_OUTILS = frozenset("designe designent signifie entend correspond est sont tout toute ensemble tou s".split())
_DIT = r"designe(?:nt)?(?! (?:ses|son|sa|leurs?) )|signifie(?:nt)?|s'entend(?:ent)?|on entend|correspond(?:ent)? a|est defini"
_VERBES = re.compile(rf" {{0,2}}(?:, ?)?(?:au sens d[^,]{{1,40}}, ?)?(?:{_DIT})(?![a-z])")


@dataclass(frozen=True, slots=True)
class _Definition:
    """A term (its words), what is said of it (the set of its words), the sentence."""

    terme: tuple[str, ...]
    dit: frozenset[str]
    phrase: int


def trouver(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    """Terms defined twice, then terms sent to a definition that is not there."""
    r = rules.termes
    zone = _zone(texte, r)
    defined = list(_definitions(texte, r, zone))
    first: dict[tuple[str, ...], _Definition] = {}
    for definition in defined:
        other = first.setdefault(definition.terme, definition)
        if other is not definition and other.phrase != definition.phrase and not _pareilles(other.dit, definition.dit):
            yield contradiction(texte, "terme-defini-deux-fois", (other.phrase, definition.phrase), rules.genres["terme-defini-deux-fois"].pourquoi)
    yield from _introuvables(texte, rules, zone, set(first))
    yield from _majuscules(texte, rules, zone, set(first))


def _zone(texte: Texte, r: m.ReglesTermes) -> set[int]:
    """The sentences under a heading that announces definitions."""
    heads = {texte.bloc_de[number] for number in dit(texte, r.titres) if texte.est_titre(number)}
    found: set[int] = set()
    for article in texte.articles:
        if article.titre in heads:
            found.update(texte.phrases_des(article.debut, article.fin))
    return found


def _definitions(texte: Texte, r: m.ReglesTermes, zone: set[int]) -> Iterator[_Definition]:
    empty = dit(texte, r.creux)
    for block, bloc in enumerate(texte.blocs):
        numbers = texte.phrases_de[block]
        if not numbers or bloc.genre in ("titre", "ligne"):
            continue
        inside = numbers[0] in zone
        folded = plier(bloc.texte)
        quoted = any(sign in bloc.texte for sign in "«“\"")
        cuts = [(match.start(), match.end(), match[1]) for match in _GUILLEMETS.finditer(bloc.texte)] if quoted else []
        cuts = [cut for cut in cuts if _definit(folded, cut[0], cut[1], inside)]
        if not cuts and inside:
            cuts = [cut for number in numbers if (cut := _deux_points(texte, block, number))]
        for rank, (_, end, name) in enumerate(cuts):
            stop = cuts[rank + 1][0] if rank + 1 < len(cuts) else len(bloc.texte)
            number = _phrase_a(texte, block, texte.debuts[block] + cuts[rank][0])
            term = tuple(word.mot for phrase in lire(name) for word in phrase)
            said = frozenset(word.mot for phrase in lire(bloc.texte[end:stop]) for word in phrase) - _OUTILS
            if 0 < len(term) <= LONG and len(said) >= 2 and number not in empty:
                yield _Definition(term, said, number)


def _definit(folded: str, start: int, end: int, inside: bool) -> bool:
    """Do the words around a quoted term define it? Under a heading of definitions, less is needed."""
    if (_SUIT if inside else _VERBES).match(folded, end) or _PAR.search(folded, 0, start):
        return True
    return start < TETE and folded[end : end + 2].lstrip()[:1] == ":"


def _deux_points(texte: Texte, block: int, number: int) -> tuple[int, int, str] | None:
    """« Terme : … » at the head of a sentence: where it begins and what is said of it begins in the block, the term."""
    start, end = texte.bornes(number)
    match = _DEUX_POINTS.match(texte.texte[start:end])
    return (start + match.start(1) - texte.debuts[block], start + match.end() - texte.debuts[block], match[1]) if match else None


def _phrase_a(texte: Texte, block: int, place: int) -> int:
    """The sentence of a block that holds a place of the text."""
    numbers = texte.phrases_de[block]
    return next((number for number in reversed(numbers) if texte.phrases[number][0].debut <= place + 3), numbers[0])


def _pareilles(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= SEMBLABLE * min(len(a), len(b))


# ---------------------------------------------------------------- said to be defined
def _introuvables(texte: Texte, rules: m.ReglesContradictions, zone: set[int], defined: set[tuple[str, ...]]) -> Iterator[Contradiction]:
    why = rules.genres["terme-non-defini"].pourquoi
    outside = frozenset(rules.numeros.dehors)
    told: set[tuple[str, ...]] = set()
    for number, spots in sorted(reperes(texte, [("", pattern) for pattern in rules.termes.renvois]).items())[:ASSEZ]:
        phrase = texte.phrases[number]
        for spot in spots:
            if any(word.mot in outside for word in phrase[spot.j : spot.j + 6]):
                continue
            for words in _nommes(texte, phrase, spot.i):
                term = tuple(word.mot for word in words)
                if not term or term in told or _defini(texte, number, phrase[spot.j - 1].debut, term, zone, defined):
                    continue
                told.add(term)
                yield contradiction(texte, "terme-non-defini", (number,), why.replace("{quoi}", texte.texte[words[0].debut : words[-1].fin]))


def _nommes(texte: Texte, phrase: list[Mot], i: int) -> list[list[Mot]]:
    """The terms before the word i: all those between quotes when there are several (« Les mots « A » et « B » ont le sens… »), else the last."""
    start = phrase[0].debut
    quoted = [(start + match.start(1), start + match.end(1)) for match in _GUILLEMETS.finditer(texte.texte[start : phrase[i].debut])]
    if len(quoted) > 1:
        return [[word for word in phrase[:i] if first <= word.debut and word.fin <= last] for first, last in quoted]
    return [_avant(texte, phrase, i)]


def _majuscules(texte: Texte, rules: m.ReglesContradictions, zone: set[int], defined: set[tuple[str, ...]]) -> Iterator[Contradiction]:
    """A contract whose capitals are said to have a meaning, and what it writes so without giving one."""
    r = rules.termes
    if len(defined) < DEFINIS or not dit(texte, r.annonce):
        return
    why = rules.genres["terme-non-defini"].pourquoi
    quoted = {tuple(word.mot for phrase in lire(match[1]) for word in phrase) for bloc in texte.blocs for match in _GUILLEMETS.finditer(bloc.texte)}
    told: set[tuple[str, ...]] = set()
    for number, spots in sorted(reperes(texte, [("", pattern) for pattern in r.majuscules]).items())[:ASSEZ]:
        for spot in spots:
            words = texte.phrases[number][spot.i : spot.j]
            term = tuple(word.mot for word in words)
            if texte.est_titre(number) or term in told or not all(_majuscule(texte, word) for word in words):
                continue
            told.add(term)
            if not any(set(term) <= set(other) for other in defined | quoted) and not _ailleurs(texte, number, term):
                yield contradiction(texte, "terme-non-defini", (number,), why.replace("{quoi}", texte.texte[words[0].debut : words[-1].fin]))


def _avant(texte: Texte, phrase: list[Mot], i: int) -> list[Mot]:
    """The term before the word i: capitalised (its first word at least), or between quotes."""
    found: list[Mot] = []
    while i and phrase[i - 1].mot in _LIENS:
        i -= 1
    for word in reversed(phrase[max(0, i - LONG) : i]):
        if word.quantite or word.mot in ("est", "sont", "soit"):
            break
        if found and any(sign in texte.texte[word.fin : found[0].debut] for sign in ",;:(»"):
            break
        found.insert(0, word)
        if _majuscule(texte, word):
            return _tete(texte, phrase, found)
    return []


def _tete(texte: Texte, phrase: list[Mot], found: list[Mot]) -> list[Mot]:
    """The capitalised words before these, joined or by « de »; of « Données du Client », « Données »."""
    rank = phrase.index(found[0]) - 1
    while rank >= 0 and len(found) < LONG and _majuscule(texte, phrase[rank]):
        joint = texte.texte[phrase[rank].fin : found[0].debut].strip().lower()
        if joint not in ("", "de", "du", "des", "d'", "d’"):
            break
        found = [phrase[rank]] if joint else [phrase[rank], *found]
        rank -= 1
    return found


def _majuscule(texte: Texte, word: Mot) -> bool:
    """Is the word written as a defined term: between quotes, or with a capital that does not open the sentence?"""
    before = texte.texte[max(0, word.debut - 4) : word.debut].rpartition("\n")[2]
    if any(sign in before[-2:] for sign in "«“\""):
        return True
    return texte.texte[word.debut].isupper() and any(sign.isalpha() for sign in before)


def _defini(texte: Texte, number: int, place: int, term: tuple[str, ...], zone: set[int], defined: set[tuple[str, ...]]) -> bool:
    """Is the term among the definitions, or in the article that the sentence names?"""
    if any(set(term) <= set(other) or (set(other) <= set(term) and _usuels(texte, set(term) - set(other))) for other in defined):
        return True
    end = texte.bornes(number)[1]
    match = _ARTICLE.search(plier(texte.texte[place:end]))
    if match is None:
        return _ailleurs(texte, number, term)
    target = _article(texte, match[0], match[1])
    if target is None or texte.bloc_de[number] in target:  # the article is not there: the numbering says so
        return True
    return any(_contient(texte.phrases[k], term) for k in texte.phrases_des(target.start, target.stop))


def _usuels(texte: Texte, words: set[str]) -> bool:
    """Are these words written as terms elsewhere (« Données du Client »: the Client is a party)?"""
    for wanted in words:
        seen = 0
        for number in texte.index.candidates(motif(wanted)) if wanted.isalnum() and not wanted.isdigit() else ():
            seen += any(word.mot == wanted and k and texte.texte[word.debut].isupper() for k, word in enumerate(texte.phrases[number]))
        if seen < USUEL:
            return False
    return True


def _ailleurs(texte: Texte, number: int, term: tuple[str, ...]) -> bool:
    """Is the term written elsewhere before a colon or a verb that defines?"""
    for k, phrase in enumerate(texte.phrases):
        if k != number and _contient(phrase[: len(term) + 3], term):
            return True
    return False


def _article(texte: Texte, named: str, number: str) -> range | None:
    """The blocks of the article of that number: from its heading to the next one of its level."""
    annex = named.startswith("annexe")
    wanted = re.compile(rf"(?:{'annexe' if annex else 'article|art.?|clause|section|titre'})? ?{re.escape(number)}(?![0-9a-z.]*[0-9])(?![a-z])")
    for article in texte.articles:
        if article.titre >= 0 and wanted.match(plier(texte.blocs[article.titre].texte)):
            level = texte.blocs[article.titre].niveau
            stop = next((other.titre for other in texte.articles if other.titre > article.titre and other.niveau <= level), len(texte.blocs))
            return range(article.titre, stop)
    for block, bloc in enumerate(texte.blocs):
        if "." in number and plier(bloc.texte).startswith(number):
            return range(block, block + 1)
    return None


def _contient(phrase: list[Mot], term: tuple[str, ...]) -> bool:
    """Are these words there, in order, side by side?"""
    words = [word.mot for word in phrase]
    return any(tuple(words[i : i + len(term)]) == term for i in range(len(words) - len(term) + 1))
