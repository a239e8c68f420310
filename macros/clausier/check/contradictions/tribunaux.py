"""Which court: towns, or seats, that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from ... import model as m
from ...mots import plier
from ..rapport import Contradiction
from ..texte import Texte
from .commun import Repere, contradiction, dit, nommes, reperes

REGLE = "plusieurs-tribunaux"
ASSEZ = 60  # clauses set against each other
ARBITRAGE = "arbitrage"
VILLE = 14  # words after « tribunal » where its town may stand
MOTS = 4  # words of a town's name after the first
_APRES = re.compile(r"\s*(?:(?:de|du|des|à|d['’]|DE|DU|D['’]|À)\s*)((?:(?:[Ll]a|[Ll]e|[Ll]es|[Ss]aint|[Ss]ainte) )?[A-ZÀ-Ý][\w'’]*)")
_SUITE = re.compile(r"[- ](?:(?:sur|sous|en|lès|les|le|la|de|du|des|aux?|l['’])[- ])?[A-ZÀ-Ý][\w’]*")
_EN_CAPITALES = re.compile(r"\s*(?:DE |DU |DES |À |D['’])((?:(?:LA|LE|LES|SAINT|SAINTE)[ -])?[A-ZÀ-Ý]{2}[A-ZÀ-Ý'’-]*)(?![a-zà-ÿ])")
_MOT = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Tribunal:
    """A court: its town or seat (one of the two), its kind when it is told, the sentence."""

    ville: str
    attache: str
    sorte: str
    phrase: int


def trouver(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    """The contradiction of the first court with one that differs, if any."""
    r = rules.tribunaux
    spoken = reperes(texte, [("", pattern) for pattern in r.parle])
    unwanted = dit(texte, r.sauf, spoken)
    free = dit(texte, r.choix, spoken)
    found = list(islice(_cites(texte, r, {number: here for number, here in spoken.items() if number not in unwanted | free}), ASSEZ))
    for rank, first in enumerate(found):
        different = [other.phrase for other in found[rank + 1 :] if other.phrase != first.phrase and _differ(texte, first, other)]
        if different:
            yield contradiction(texte, REGLE, (first.phrase, *different), rules.genres[REGLE].pourquoi)
            return
    for number in sorted(free - unwanted):
        fixed = [other for other in sorted(set(spoken) - free - unwanted) if not _ensemble(texte, number, other)]
        if fixed:
            yield contradiction(texte, REGLE, (number, fixed[0]), rules.genres[REGLE].pourquoi)
            return


def _cites(texte: Texte, r: m.ReglesTribunaux, spoken: Mapping[int, list[Repere]]) -> Iterator[_Tribunal]:
    seats = reperes(texte, nommes(r.attaches), set(spoken))
    kinds = reperes(texte, nommes(r.sortes), set(spoken))
    not_towns = frozenset(map(plier, r.pas_villes))
    for number in sorted(spoken):
        kind = {spot.nom for spot in kinds.get(number, [])}
        kind_name = kind.pop() if len(kind) == 1 else ""
        seat = {spot.nom for spot in seats.get(number, [])}
        towns = {town for spot in spoken[number] if (town := _ville(texte, number, spot.i, not_towns))}
        if ARBITRAGE in seat:
            yield _Tribunal("", ARBITRAGE, "", number)
        elif len(towns) == 1:
            yield _Tribunal(towns.pop(), "", kind_name, number)
        elif len(seat) == 1 and not towns:
            yield _Tribunal("", seat.pop(), kind_name, number)


def _ville(texte: Texte, number: int, i: int, not_towns: frozenset[str]) -> str:
    """The town named after the word i: the first capitalised name after « de », « à »."""
    words = texte.phrases[number]
    for word in words[i : i + VILLE]:
        found = _nom(texte.texte, word.fin)
        if found:
            name = plier(found).replace("-", " ").strip(" '")
            first = _MOT.match(name)
            if first and not (first[0] in not_towns or name in not_towns):
                return name
    return ""


def _nom(text: str, place: int) -> str:
    """The capitalised name that follows this place after « de », « à »; empty when there is none."""
    if match := _EN_CAPITALES.match(text, place):
        return match[1]
    match = _APRES.match(text, place)
    if match is None:
        return ""
    end = match.end()
    for _ in range(MOTS):
        more = _SUITE.match(text, end)
        if more is None:
            break
        end = more.end()
    return text[match.start(1) : end]


def _differ(texte: Texte, a: _Tribunal, b: _Tribunal) -> bool:
    rows = [texte.bloc(each.phrase).genre == "ligne" for each in (a, b)]
    if all(rows) and texte.article_de[texte.bloc_de[a.phrase]] == texte.article_de[texte.bloc_de[b.phrase]]:
        return False  # two rows of one table: each its own kind of dispute
    if a.ville and b.ville:
        shorter, longer = sorted((a.ville, b.ville), key=len)
        if longer != shorter and not longer.startswith(shorter + " "):
            return True
        return bool(a.sorte and b.sorte and a.sorte != b.sorte)
    if a.attache and b.attache:
        return a.attache != b.attache
    if ARBITRAGE in (a.attache, b.attache):
        return True
    town = a.ville or b.ville
    return not _siege_a(texte, town)


def _ensemble(texte: Texte, a: int, b: int) -> bool:
    """In one article, a choice of courts completes what the sentence beside it says."""
    return texte.article_de[texte.bloc_de[a]] == texte.article_de[texte.bloc_de[b]]


def _siege_a(texte: Texte, town: str) -> bool:
    """Is this town where a party has its seat? Then both may be the same court."""
    seats = dit(texte, ("siege", "rcs", "siren", "immatricul*", "domicili*", "adresse"))
    return any(town in plier(texte.bloc(number).texte).replace("-", " ") for number in seats)
