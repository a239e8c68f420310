"""As many days « ouvrés » here and « calendaires » there, for one engagement said in other words: the same gesture, on the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from ... import model as m
from ...mots import MINUTES, lire
from ..rapport import Contradiction
from ..texte import Texte
from .commun import absorbes, contradiction, nommes, reperes
from .gravites import severites
from .mesures import AUTRE_REGIME, Valeur, comparer, valeur
from .quantites import regimes

OUVREES = "ouvrees-calendaires"
ASSEZ = 100  # lengths set against each other
MAIGRE = 2  # what a sentence says: below, the one before tells what it speaks of
COMMUNS, PART = 2, 0.4  # what two sentences say alike, at least; share of what the shorter one says
RACINE = 5  # letters that two words of one family begin with
APART = ("lieu", "offre")  # dimensions that part two cases when both sides name them
EXACTES = ("plage", "periodicite")  # even when one side only names it
JOURS = "quotidienne"  # what the word « jour » says of any length
COURT, LONG = MINUTES["jour"], 60 * MINUTES["jour"]  # « un jour ouvré », alone, is defined rather than owed


@dataclass(frozen=True, slots=True)
class _Compte:
    """A sentence and the one length it gives; `gestes` and `choses`: what is done, to what."""

    phrase: int
    valeur: Valeur
    gestes: frozenset[str]
    choses: frozenset[str]


def trouver(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    """One per pair of sentences."""
    counted = list(_comptes(texte, rules))[:ASSEZ]
    if len({each.valeur.regime for each in counted}) < 2:
        return
    among = {each.phrase for each in counted}
    found = {name: absorbes(reperes(texte, nommes(rules.dimensions[name]), among), "-") for name in (*APART, *EXACTES)}
    named = [*(found[name] for name in APART), severites(texte, rules, among)]
    why = rules.genres[OUVREES].pourquoi.replace("{quoi}", rules.mots["chaque-delai"])
    for a, b in combinations(counted, 2):
        sides = [[{spot.nom for spot in spots.get(each.phrase, ())} for spots in named] for each in (a, b)]
        exact = [[{spot.nom for spot in found[name].get(each.phrase, ())} - {JOURS} for name in EXACTES] for each in (a, b)]
        if exact[0] != exact[1]:
            continue
        if a.phrase != b.phrase and comparer(a.valeur, b.valeur) == AUTRE_REGIME and _meme_chose(a, b) and not any(x and y and not x & y for x, y in zip(*sides)):
            yield contradiction(texte, OUVREES, (a.phrase, b.phrase), why)


def _comptes(texte: Texte, rules: m.ReglesContradictions) -> Iterator[_Compte]:
    """The sentences, headings and rows left out, that give one length of some days and how it is counted."""
    r = rules.recapitulatifs
    empty = frozenset(word.mot for each in (*r.vides, *r.parties) for phrase in lire(each) for word in phrase)
    lengths = {n: [w.quantite for w in phrase if w.quantite and w.quantite.genre == "duree"] for n, phrase in enumerate(texte.phrases)}
    single = {n: found[0] for n, found in lengths.items() if len({q.valeur for q in found}) == 1 and (found[0].valeur <= LONG and (found[0].unite != "jour" or found[0].valeur > COURT))}
    ways = regimes(texte, rules, set(single))
    for number, quantity in single.items():
        regime = quantity.regime or ways.get(number, "")
        if not regime or texte.est_titre(number) or texte.bloc(number).cellules:
            continue
        said = _dits(texte, number, empty)
        if len(said) < MAIGRE and number - 1 in texte.phrases_de[texte.bloc_de[number]]:
            said |= _dits(texte, number - 1, empty)
        things = {word for word in said if _famille(word, r.choses)}  # « livrable » is what is delivered, no gesture
        gestures = {word for word in said - things if _famille(word, r.actions)}
        choses = _familles(things, r.choses) | {word[:RACINE] for word in said - things - gestures}
        yield _Compte(number, valeur(quantity, regime), _familles(gestures, r.actions), choses)


def _dits(texte: Texte, number: int, empty: frozenset[str]) -> set[str]:
    return {word.mot for word in texte.phrases[number] if len(word.mot) > 2 and word.mot.isalpha() and word.mot not in empty}


def _famille(word: str, names: Mapping[str, tuple[str, ...]]) -> str:
    return next((name for name, stems in names.items() if word.startswith(stems)), "")


def _familles(words: set[str], names: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(filter(None, (_famille(word, names) for word in words)))


def _meme_chose(a: _Compte, b: _Compte) -> bool:
    """One gesture at least is common, or neither side names any; and what it is done to is enough the same."""
    if (a.gestes or b.gestes) and not a.gestes & b.gestes:
        return False
    things = len(a.choses & b.choses)
    common, least = things + len(a.gestes & b.gestes), min(len(a.choses) + len(a.gestes), len(b.choses) + len(b.gestes))
    return things > 0 and common >= max(COMMUNS, PART * least)
