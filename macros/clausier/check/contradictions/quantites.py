"""The quantities of a contract that some fact may be: its lengths, amounts and rates, without the steps of scales, the hours of the day, how often."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ... import model as m
from ...mots import MINUTES, REGIMES, Mot, Quantite, plier
from ..texte import Texte
from . import plafonds
from .commun import dit, reperes
from .tournures import apres_espaces, commence, finit

MESURES = ("duree", "taux", "montant", "fois", "nombre")
MATIN = 7  # « avant 8 h » is an hour of the day, « après 4 h » is not
_PUIS = re.compile(r"[0-9]{1,2} ?h[a-z]{0,5}(?: ?[0-9]{2})? [a-z]{1,2} ?$")  # « entre 8 h et 18 h »: the first of the two
_PARENTHESE = re.compile(r" ?(?:\([0-9]{1,3}\) ?)?")
_HEURE = re.compile(r"(?<![a-z])(?:avant|apres|jusqu'a|des|vers|entre(?: [0-9]{1,2} ?h(?:eures?)?(?: ?[0-9]{2})? et)?|(?:lun|mar|mercre|jeu|vendre|same)di(?: a)?|dimanche(?: a)?) ?$")
_PARENTHESE = re.compile(r" ?(?:\([0-9]{1,3}\) ?)?")
_HEURE = re.compile(r"([0-9]{1,2}) ?h(?:eures?)?$", re.I)


def quantites(texte: Texte, rules: m.ReglesContradictions) -> dict[int, list[tuple[int, Quantite]]]:
    """By sentence, the words that are a quantity some fact may be."""
    found: dict[int, list[tuple[int, Quantite]]] = {}
    for number, phrase in enumerate(texte.phrases):
        measured = [(k, word) for k, word in enumerate(phrase) if word.quantite and word.quantite.genre in MESURES]
        steps = {k for k, word in measured if _bornee(texte, word, rules.quantites)}
        scaled = any(phrase[k].quantite.genre == "taux" for k in steps)  # « disponibilité < 99 % | 5 % »: a scale of penalties
        here = [(k, word.quantite) for k, word in measured if k not in steps and not (scaled and word.quantite.genre == "taux")]
        here = _grands(phrase, here, rules.quantites)
        if here:
            found[number] = here
    for said in rules.dits:
        for number, spots in reperes(texte, [("", said.motif)]).items():
            phrase = texte.phrases[number]
            one = [spot for spot in spots if texte.texte[phrase[spot.j - 1].fin - 1] not in "sS"]  # « dans les heures ouvrées » is no hour
            found.setdefault(number, []).extend((spot.j - 1, Quantite("duree", said.minutes, "heure")) for spot in one)
    for number, phrase in enumerate(texte.phrases):
        ordinals = [(k, quantity) for k, word in enumerate(phrase) if word.mot in rules.quantites.ordinaux and (quantity := _ordinal(phrase, k, rules.quantites))]
        if ordinals:
            found.setdefault(number, []).extend(ordinals)
    for number, caps in plafonds.multiples(texte, rules.plafond).items():
        found.setdefault(number, []).extend(caps)
    return {number: sorted(here, key=lambda pair: pair[0]) for number, here in found.items()}


def _grands(phrase: Sequence[Mot], here: list[tuple[int, Quantite]], r: m.ReglesQuantites) -> list[tuple[int, Quantite]]:
    """« trois millions d'euros », « deux millions cinq cent mille euros »: one amount."""
    for k, quantity in list(here):
        scale = r.multiples.get(phrase[k + 1].mot, 0) if quantity.genre == "nombre" and k + 2 < len(phrase) else 0
        rest = phrase[k + 2].quantite if scale else None
        if scale and (rest and rest.genre == "montant" or phrase[k + 2].mot in r.monnaies):
            whole = Quantite("montant", quantity.valeur * scale + (rest.valeur if rest else 0))
            here = sorted([each for each in here if each[0] not in (k, k + 2)] + [(k, whole)], key=lambda each: each[0])
    alone = [k for k, word in enumerate(phrase[:-1]) if word.mot in r.multiples and phrase[k + 1].mot in r.monnaies and not (k and phrase[k - 1].quantite)]
    return sorted([*here, *((k, Quantite("montant", 100 * r.multiples[phrase[k].mot])) for k in alone)], key=lambda each: each[0])  # « un million d'euros »


def _bornee(texte: Texte, word: Mot, r: m.ReglesQuantites) -> bool:
    """« GTR + 4 h », « > 3 % », « 7 jours sur 7 », « tous les deux mois », « avant 17 h »: a step of a scale, how often, an hour, not a value."""
    text, start, end = texte.texte, word.debut, word.fin
    before, after = plier(text[max(0, start - 40) : start]), plier(text[end : end + 24])
    if before[-2:].strip()[-1:] in ("+", ">", "<", "≥", "≤") or commence(after, apres_espaces(after, 0), r.sur) >= 0:
        return True
    if word.quantite.genre != "duree":
        return False
    if finit(before, r.rythmes) >= 0 or _par_periode(after, r):
        return True
    hour = _HEURE.fullmatch(text[start:end])
    if not hour or not MATIN <= int(hour[1]) <= 24:
        return False
    first = _PUIS.search(before)
    return finit(before[: first.start()] if first else before, r.heures) >= 0


def _par_periode(after: str, r: m.ReglesQuantites) -> bool:
    """« six heures par mois », « 2 h (120)/an »: how much, not how soon."""
    place = apres_espaces(after, _PARENTHESE.match(after).end())
    if after[place : place + 1] == "/":
        return commence(after, apres_espaces(after, place + 1), r.periodes) >= 0
    each = commence(after, place, r.chaque)
    return each >= 0 and commence(after, apres_espaces(after, each), r.periodes) >= 0


def regimes(texte: Texte, rules: m.ReglesContradictions, among: set[int]) -> dict[int, str]:
    """By sentence, the one way of counting delays that it says, of its own or of a length it names again (« ces deux jours sont calendaires »)."""
    said = {name: dit(texte, patterns, among) for name, patterns in rules.regimes.items()}
    ways = {number: [name for name, numbers in said.items() if number in numbers] for number in set().union(*said.values())}
    return {number: names[0] for number, names in ways.items() if len(names) == 1}


def _ordinal(phrase: Sequence[Mot], k: int, r: m.ReglesQuantites) -> Quantite | None:
    """« au troisième jour ouvré suivant »: three days; not « le troisième jour du mois »."""
    after = [word.mot for word in phrase[k + 1 : k + 4]]
    if after[:1] != ["jour"] or any(word in r.calendrier for word in after):
        return None
    rank = r.ordinaux[phrase[k].mot]
    return Quantite("duree", rank * MINUTES["jour"], "jour", REGIMES.get(after[1], "") if len(after) > 1 else "")
