"""Defined terms: defined twice and otherwise, or said to be defined where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import model as m
from ...motifs import motif
from ...mots import Mot, lire, plier
from ..rapport import Contradiction
from ..texte import Texte
from .commun import contradiction, dit, reperes
from .definitions import GUILLEMETS, LONG, Definition, definitions

SEMBLABLE = 0.75  # share of words two definitions have in common that makes them one
ASSEZ = 300  # sentences that send back to a definition
PRES = 20  # signs between a quoted term and « le sens… »: no other term stands there
OUVRE = 3  # signs before the first word of a sentence: a quote may open it
USUEL = 3  # sentences that write a word with a capital
DEFINIS = 2  # definitions below which a contract does not define its capitals
_ARTICLE = re.compile(r"(?:article|art\.|clause|section|point|annexe|paragraphe) ?([0-9]{1,3}(?:\.[0-9]{1,2}){0,2}|[ivx]{1,5}(?![a-z]))")
_CHIFFRE = re.compile(r"(?:[a-z]+\.? )?[0-9]{1,3}(?![0-9])")
_LIENS = frozenset("tel telle que qu comme ainsi".split())


def trouver(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    """Terms defined twice, then terms sent to a definition that is not there."""
    r = rules.termes
    first: dict[tuple[str, ...], Definition] = {}
    for definition in definitions(texte, r):
        other = first.setdefault(definition.terme, definition)
        if "<nombre>" in definition.terme:  # « Niveau 1 » and « Niveau 2 » read the same
            continue
        if other is not definition and other.phrase != definition.phrase and not _pareilles(other.dit, definition.dit):
            yield contradiction(texte, "terme-defini-deux-fois", (other.phrase, definition.phrase), rules.genres["terme-defini-deux-fois"].pourquoi)
    yield from _introuvables(texte, rules, set(first))
    yield from _majuscules(texte, rules, set(first))


def _pareilles(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= SEMBLABLE * min(len(a), len(b))


# ---------------------------------------------------------------- said to be defined
def _introuvables(texte: Texte, rules: m.ReglesContradictions, defined: set[tuple[str, ...]]) -> Iterator[Contradiction]:
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
                if not term or term in told or _defini(texte, number, phrase[spot.j - 1].debut, term, defined):
                    continue
                told.add(term)
                yield contradiction(texte, "terme-non-defini", (number,), why.replace("{quoi}", texte.texte[words[0].debut : words[-1].fin]))


def _nommes(texte: Texte, phrase: list[Mot], i: int) -> list[list[Mot]]:
    """The terms before the word i: those between quotes, all when there are several (« Les mots « A » et « B » ont le sens… »), else the last."""
    start = max(0, phrase[0].debut - OUVRE)
    quoted = [(start + match.start(1), start + match.end(1)) for match in GUILLEMETS.finditer(texte.texte[start : phrase[i].debut])]
    if len(quoted) > 1 or (quoted and phrase[i].debut - quoted[-1][1] <= PRES):
        return [[word for word in phrase[:i] if first <= word.debut and word.fin <= last] for first, last in quoted]
    return [_avant(texte, phrase, i)]


def _majuscules(texte: Texte, rules: m.ReglesContradictions, defined: set[tuple[str, ...]]) -> Iterator[Contradiction]:
    """A contract whose capitals are said to have a meaning, and what it writes so without giving one."""
    r = rules.termes
    if len(defined) < DEFINIS or not dit(texte, r.annonce):
        return
    why = rules.genres["terme-non-defini"].pourquoi
    quoted = {tuple(word.mot for phrase in lire(match[1]) for word in phrase) for bloc in texte.blocs for match in GUILLEMETS.finditer(bloc.texte)}
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


def _defini(texte: Texte, number: int, place: int, term: tuple[str, ...], defined: set[tuple[str, ...]]) -> bool:
    """Is the term among the definitions, or in the article that the sentence names?"""
    if any(set(term) <= set(other) or (set(other) <= set(term) and _usuels(texte, set(term) - set(other))) for other in defined):
        return True
    end = texte.bornes(number)[1]
    match = _ARTICLE.search(plier(texte.texte[place:end]))
    if match is None:
        return _ailleurs(texte, number, term)
    target = _article(texte, match[0], match[1])
    if target is None and not any(_CHIFFRE.match(plier(texte.blocs[article.titre].texte)) for article in texte.articles if article.titre >= 0):
        return _ailleurs(texte, number, term)  # its articles have no such numbers
    if target is None:  # the article is not there: the numbering says so
        return True
    return any(k != number and _contient(texte.phrases[k], term) for k in texte.phrases_des(target.start, target.stop))


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
