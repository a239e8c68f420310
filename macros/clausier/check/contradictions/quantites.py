"""The quantities of a contract that some fact may be: its lengths, amounts and rates, without the steps of scales, the hours of the day, how often."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ... import model as m
from ...mots import MINUTES, REGIMES, Mot, Quantite, plier
from ..texte import Texte
from . import plafonds
from .commun import dit, reperes

MESURES = ("duree", "taux", "montant", "fois", "nombre")
MATIN = 7  # « avant 8 h » is an hour of the day, « après 4 h » is not
ORDINAUX = {word: rank for rank, word in enumerate("deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme".split(), 2)} | {"quinzieme": 15, "trentieme": 30}
_PERIODES = frozenset("moi semaine trimestre annee anne".split())
_SUR = re.compile(r" ?sur (?:7|sept|24|vingt)")
_PAR = re.compile(r"(?<![a-z])(?:tou(?:te)?s les|chaque|par(?: tranches? d(?:e |'))?|every) ?$")  # « tous les deux mois »: how often
_VOLUME = re.compile(r" ?(?:\([0-9]{1,3}\) ?)?(?:(?:par|chaque) |/ ?)(?:mois|an|annee|semaine|trimestre|semestre|jour|intervention|appel|visite)(?![a-z])")  # « six heures par mois »: how much
_DES_HEURE = re.compile(r"(?<![a-z])(?:avant|apres|jusqu'a|des|vers|entre(?: [0-9]{1,2} ?h(?:eures?)?(?: ?[0-9]{2})? et)?|(?:lun|mar|mercre|jeu|vendre|same)di(?: a)?|dimanche(?: a)?) ?$")
_HEURE = re.compile(r"([0-9]{1,2}) ?h(?:eures?)?$", re.I)


def quantites(texte: Texte, rules: m.ReglesContradictions) -> dict[int, list[tuple[int, Quantite]]]:
    """By sentence, the words that are a quantity some fact may be."""
    found: dict[int, list[tuple[int, Quantite]]] = {}
    for number, phrase in enumerate(texte.phrases):
        measured = [(k, word) for k, word in enumerate(phrase) if word.quantite and word.quantite.genre in MESURES]
        steps = {k for k, word in measured if _bornee(texte, word)}
        scaled = any(phrase[k].quantite.genre == "taux" for k in steps)  # « disponibilité < 99 % | 5 % »: a scale of penalties
        here = [(k, word.quantite) for k, word in measured if k not in steps and not (scaled and word.quantite.genre == "taux")]
        if here:
            found[number] = here
    for said in rules.dits:
        for number, spots in reperes(texte, [("", said.motif)]).items():
            phrase = texte.phrases[number]
            one = [spot for spot in spots if texte.texte[phrase[spot.j - 1].fin - 1] not in "sS"]  # « dans les heures ouvrées » is no hour
            found.setdefault(number, []).extend((spot.j - 1, Quantite("duree", said.minutes, "heure")) for spot in one)
    for number, phrase in enumerate(texte.phrases):
        ordinals = [(k, quantity) for k, word in enumerate(phrase) if word.mot in ORDINAUX and (quantity := _ordinal(phrase, k))]
        if ordinals:
            found.setdefault(number, []).extend(ordinals)
    for number, caps in plafonds.multiples(texte, rules.plafond).items():
        found.setdefault(number, []).extend(caps)
    return {number: sorted(here, key=lambda pair: pair[0]) for number, here in found.items()}


def _bornee(texte: Texte, word: Mot) -> bool:
    """« GTR + 4 h », « > 3 % », « 7 jours sur 7 », « tous les deux mois », « avant 17 h »: a step of a scale, how often, an hour, not a value."""
    text, start, end = texte.texte, word.debut, word.fin
    before = plier(text[max(0, start - 40) : start])
    if before[-2:].strip()[-1:] in ("+", ">", "<", "≥", "≤") or _SUR.match(text, end):
        return True
    if word.quantite.genre != "duree":
        return False
    if _PAR.search(before) or _VOLUME.match(plier(text[end : end + 24])):
        return True
    hour = _HEURE.fullmatch(text[start:end])
    return bool(hour and MATIN <= int(hour[1]) <= 24 and _DES_HEURE.search(before))


def regimes(texte: Texte, rules: m.ReglesContradictions, among: set[int]) -> dict[int, str]:
    """By sentence, the one way of counting delays that it says, of its own or of a length it names again (« ces deux jours sont calendaires »)."""
    said = {name: dit(texte, patterns, among) for name, patterns in rules.regimes.items()}
    ways = {number: [name for name, numbers in said.items() if number in numbers] for number in set().union(*said.values())}
    return {number: names[0] for number, names in ways.items() if len(names) == 1}


def _ordinal(phrase: Sequence[Mot], k: int) -> Quantite | None:
    """« au troisième jour ouvré suivant »: three days; not « le troisième jour du mois »."""
    after = [word.mot for word in phrase[k + 1 : k + 4]]
    if after[:1] != ["jour"] or _PERIODES.intersection(after):
        return None
    rank = ORDINAUX[phrase[k].mot]
    return Quantite("duree", rank * MINUTES["jour"], "jour", REGIMES.get(after[1], "") if len(after) > 1 else "")
