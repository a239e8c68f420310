"""Who a sentence speaks of: the names that a contract gives to its parties, and the one of them that acts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ... import model as m
from ...motifs import motif
from ...mots import Mot, lire, plier
from ..texte import Texte
from .commun import Repere, absorbes, nommes, reperes

DEBUT = 60  # blocks among which the parties are named
COTES = ("client", "prestataire")
_AUTRE = dict(zip(COTES, COTES[::-1]))
QUI_PARLE = frozenset(("vous", "nous", "vou", "nou"))
PRES = 2  # words between who acts and the verb that says so
_NOMME = re.compile(r"(?:ci-apres|ci apres|denommee?|designee?|appelee?)[^«»“”\"]{0,40}[«“\"] ?(?:la |le |les |l['’] ?)?([a-z][a-z' -]{2,30}?) ?[»”\"]")


def parties(texte: Texte, names: m.Noms, among: set[int]) -> dict[int, list[Repere]]:
    """By sentence, who it names; a name that the contract gives goes before what the word means elsewhere (« la Société » may be the client)."""
    found = reperes(texte, nommes(names), among)
    given = _donnees(texte, names)
    own = reperes(texte, [(side, name) for name, side in given.items()], among)
    for number, spots in own.items():
        others = [spot for spot in found.get(number, ()) if spot.nom not in COTES or not any(spot.i < mine.j and mine.i < spot.j for mine in spots)]
        found[number] = sorted([*others, *spots], key=lambda spot: (spot.i, spot.j))
    for number, spots in found.items():
        if texte.texte[slice(*texte.bornes(number))].endswith("?"):  # « Gardez-vous nos secrets ? »: the reader asks, the provider answers
            found[number] = [replace(spot, nom=_AUTRE[spot.nom]) if texte.phrases[number][spot.i].mot in QUI_PARLE else spot for spot in spots]
    return absorbes(found, "-")


def _donnees(texte: Texte, names: m.Noms) -> Mapping[str, str]:
    """The names given to the parties, when there are two, and the side of each."""
    said = dict.fromkeys(match[1] for bloc in texte.blocs[:DEBUT] for match in _NOMME.finditer(plier(bloc.texte)))
    words = [name for name in said if 0 < sum(len(phrase) for phrase in lire(name)) <= 2 and re.fullmatch("[a-z' -]+", name)][:2]
    if len(words) < 2:
        return {}
    sides = [_cote(name, names) for name in words]
    if sides[0] == sides[1]:  # « la Société » and « le Prestataire » are two sides, whatever the first word means elsewhere
        sides = [side if name == side else COTES[side == COTES[0]] for name, side in zip(words, sides)]
    if sides[0] == sides[1] or not any(sides):
        return {}
    return dict(zip(words, [side or COTES[sides[1 - rank] == COTES[0]] for rank, side in enumerate(sides)]))


def _cote(name: str, names: m.Noms) -> str:
    for side in COTES:
        if any(motif(text).trouve(phrase) for text in names.get(side, ()) for phrase in lire(name)):
            return side
    return ""


def qui_agit(phrase: Sequence[Mot], spots: Sequence[Repere], verbs: frozenset[str]) -> list[Repere]:
    """Of those a sentence names, the ones just before a verb of power (« le Client peut… »); all of them when there is none."""
    found = [spot for spot in spots if any(word.mot in verbs for word in phrase[spot.j : spot.j + PRES])]
    return found or list(spots)
