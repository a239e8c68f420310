"""A notice said of no case in particular (« un mois de préavis suffit ») against all those that the contract gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ... import model as m
from ..rapport import Contradiction
from ..texte import Texte
from .cas import Cas
from .commun import contradiction
from .faits import Mention, Mentions
from .mesures import MEME, comparer

GENERAL, CAS = "preavis-generique", ("preavis-non-reconduction", "preavis-convenance")
PARTIE, TOUS = "partie", "*"


def trouver(texte: Texte, rules: m.ReglesContradictions, found: Mentions) -> Iterator[Contradiction]:
    """One at most: the first general notice that is none of the others."""
    said = [mention for name in (GENERAL, *CAS) for mention in found.par_fait.get(name, ())]
    listed = Counter(mention.famille for mention in said)  # a list that gives several says each for its own case
    cases = [mention for mention in said if mention.fait.id != GENERAL and (mention.famille < 0 or listed[mention.famille] == 1)]
    case = Cas(texte, rules)
    for general in found.par_fait.get(GENERAL, ()):
        if case.conditions(general.phrase, general.fait):
            continue
        others = [each for each in cases if each.phrase != general.phrase and _memes_parties(general, each)]
        if (general.famille < 0 or listed[general.famille] == 1) and others and all(comparer(general.valeur, each.valeur) != MEME for each in others):
            why = rules.genres[general.fait.genre].pourquoi.replace("{quoi}", general.fait.nom)
            yield contradiction(texte, general.fait.genre, (general.phrase, others[0].phrase), why)
            return


def _memes_parties(a: Mention, b: Mention) -> bool:
    one, other = a.cles.get(PARTIE, frozenset()), b.cles.get(PARTIE, frozenset())
    return not one or not other or TOUS in one | other or bool(one & other)
