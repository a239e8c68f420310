"""What a text strikes, requires or frames, and the wordings from which nothing can be demanded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .. import model as m
from .contexte import Contexte
from .rapport import Alerte, Extrait
from .rubriques import Etat
from .texte import Texte

FLOU = "flou-"  # begins the name of a rule of vague wording


def extrait(texte: Texte, phrase: int) -> Extrait:
    """The sentence of that number, and where it stands."""
    start, end = texte.bornes(phrase)
    return Extrait(texte.texte[start:end], start, end, texte.bloc(phrase).lieu)


def alertes(texte: Texte, rules: m.Controle, context: Contexte, states: Mapping[str, Etat], entier: bool = True) -> Iterator[Alerte]:
    """The alerts of this text, in the order of the rules; one per rule and sentence. One that supposes an option is silent once the option is known to
    be out, one that supposes a lack is silent in a text that is not whole (`entier`)."""
    for rule in rules.alertes.values():
        if context.exige(rule.condition) is False or (rule.manque and not (entier and _lacks(rule.manque, states))):
            continue
        supposed = tuple(option for option in rule.suppose if option not in context.connues)
        if any(option not in context.inconnues for option in supposed):
            continue
        for phrase in trouve(texte, rule.tournures, rule.nie):
            yield Alerte(rule.id, rule.titre, rule.gravite, extrait(texte, phrase), rule.references, supposed, rule.pourquoi, rule.conseil, rule.clause)


def flous(texte: Texte, rules: m.Controle, where: Mapping[str, set[int]]) -> Iterator[Alerte]:
    """The vague wordings; `where`: for each section, the sentences that speak of it."""
    for rule in rules.flous.values():
        wanted = None if not rule.rubriques else set().union(*(where.get(name, set()) for name in rule.rubriques))
        for phrase in trouve(texte, rule.motifs, rule.nie):
            if wanted is None or phrase in wanted:
                yield Alerte(f"{FLOU}{rule.id}", rules.rapport.phrases["flou"], "usage", extrait(texte, phrase), (), (), rule.pourquoi, rule.mieux, "")


def trouve(texte: Texte, ways: Iterable[m.Tournure], nie: bool) -> list[int]:
    """Each sentence that says one of these, once, headings left out."""
    found = {phrase for way in ways for phrase in texte.cherche(way, nie)}
    return sorted(phrase for phrase in found if not texte.est_titre(phrase))


def _lacks(manque: m.Manque, states: Mapping[str, Etat]) -> bool:
    state = states.get(manque.rubrique)
    return state is None or len(state.elements) <= manque.au_plus
