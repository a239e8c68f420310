"""A price formula against its own rules: « illimité » with a quota, tickets that are worth nothing said, unused hours both kept and lost."""

from __future__ import annotations

from collections.abc import Iterator

from ... import model as m
from ..rapport import Contradiction
from ..texte import Texte
from .commun import contradiction, dit, nommes, places, reperes
from .tableaux import cellule

REGLE = "formule-regles"
ASSEZ = 60  # sentences of one side that are set against the other
_SUITE, _DELA = frozenset("dan limite maximum jusqu".split()), "dela"  # words of a sentence that only bounds the one before
COURT = 4  # letters of a word that names nothing
PRES = 4  # words around « illimité » that name what is
LIEU = "lieu"  # the dimension that parts work on site from work at a distance


def trouver(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    """One at most per opposition of the rules."""
    why = rules.genres[REGLE].pourquoi
    for rule in rules.oppositions:
        one = _dites(texte, rule.dit, rule.sauf)
        if not one:
            continue
        if rule.manque:
            if not dit(texte, rule.contre):
                yield contradiction(texte, REGLE, one[:1], why.replace("{quoi}", rule.nom))
            continue
        other = _dites(texte, rule.contre, rule.sauf)
        one = [number for number in one if not _par_colonnes(texte, rule, number)]
        if not rule.meme_phrase:  # a sentence that says both denies the first (« ne se reportent pas »)
            one = [number for number in one if number not in other]
        pair = _pair(texte, rule, rules.dimensions.get(LIEU, {}), one, other)
        if pair:
            yield contradiction(texte, REGLE, pair, why.replace("{quoi}", rule.nom))


def _pair(texte: Texte, rule: m.Opposition, places: m.Noms, one: list[int], other: list[int]) -> tuple[int, ...] | None:
    """The first two sentences that oppose each other on the same object."""
    if not one or not other:
        return None
    whole = dit(texte, rule.generaux, one)  # « le forfait est illimité »
    objects, where = (_noms(texte, names or {}, {*one, *other}) for names in (rule.objets, places))
    for a in one:
        for b in other:
            if where[a] and where[b] and not where[a] & where[b]:
                continue  # on site without limit, remotely within one
            if rule.nom_commun and not _nom_commun(texte, rule, a, b):
                continue
            goes_on = b == a + 1 and (texte.phrases[b][0].mot in _SUITE or (texte.phrases[b][0].mot == _DELA and not objects[b]))  # « Les dépannages sont illimités. Dans la limite de dix appels »
            same = goes_on or objects[a] & objects[b] or (not objects[a] and (a in whole or (rule.generaux and _redit(texte, rule, a, b))))
            if (a != b or rule.meme_phrase) and (rule.objets is None or same):
                return (a, b)
    return None


def _nom_commun(texte: Texte, rule: m.Opposition, a: int, b: int) -> bool:
    """Does the first sentence name what the second one counts (« les retouches… », « deux petites retouches par mois »)?"""
    first, second = texte.phrases[a], texte.phrases[b]
    named = {word.mot for pattern in rule.dit for i, j in places(pattern, first) for word in first[max(0, i - PRES) : j + PRES]}
    counted = {word.mot for pattern in rule.contre for i, j in places(pattern, second) if i for word in second[i + 1 : j - 2]}
    return bool(named & counted)


def _par_colonnes(texte: Texte, rule: m.Opposition, number: int) -> bool:
    """« Questions | 100 par an | sans limite »: a row that says a limit of one formula, and none of another."""
    phrase = texte.phrases[number]
    if not texte.bloc(number).cellules:
        return False
    said = {cellule(texte, number, i) for pattern in rule.dit for i, _ in places(pattern, phrase)}
    counted = {cellule(texte, number, i) for i, word in enumerate(phrase) if word.quantite and word.quantite.genre in ("nombre", "duree", "fois")}
    return bool(counted) and not said & counted and bool(counted - {0})


def _redit(texte: Texte, rule: m.Opposition, a: int, b: int) -> bool:
    """Does the second sentence, or the one before it in its paragraph, name what the first says has no limit?"""
    first = texte.phrases[a]
    named = {word.mot for pattern in rule.dit for i, j in places(pattern, first) for word in first[max(0, i - PRES) : j + PRES] if len(word.mot) > COURT and not word.quantite}
    before = texte.phrases[b - 1] if b - 1 in texte.phrases_de[texte.bloc_de[b]] else []
    said = {word.mot for pattern in rule.dit for i, j in places(pattern, first) for word in first[i:j]}
    return bool((named - said) & {word.mot for word in (*before, *texte.phrases[b])})


def _noms(texte: Texte, names: m.Noms, among: set[int]) -> dict[int, set[str]]:
    """By sentence, the names whose patterns it matches."""
    found = reperes(texte, nommes(names), among)
    return {number: {spot.nom for spot in found.get(number, [])} for number in among}


def _dites(texte: Texte, patterns: tuple[str, ...], unwanted: tuple[str, ...]) -> list[int]:
    """The sentences that say this, and nothing unwanted, headings left out."""
    said = {number for number in dit(texte, patterns) if not texte.est_titre(number)}
    return sorted(said - dit(texte, unwanted, said))[:ASSEZ]
