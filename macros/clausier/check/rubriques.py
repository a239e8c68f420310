"""The state of each section in a text: present (it can be executed), vague (it is spoken of), absent; and which « exige » elements it says.

A heading alone, or an intention, is vague: `conception.md`, « What the checker must be ».
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model import RegleRubrique, Tournure
from .texte import Texte, section

PRESENT, VAGUE, ABSENT = "present", "vague", "absent"
DEDIES = 48  # sections announced by a heading: most contracts seen announce 5 to 40, ours more than 60


@dataclass(frozen=True, slots=True)
class Etat:
    """What a text says of one section: the state, the sentence quoted (None when absent), the elements found."""

    id: str
    etat: str
    phrase: int | None
    elements: frozenset[str]


class Plan:
    """Which headings announce which sections. `dedie`: the contract gives nearly each point its own article, so that a sentence in the article of
    another point does not stand for it (« 30 jours calendaires » under « Pénalités » is not the payment clause)."""

    def __init__(self, texte: Texte, rules: Mapping[str, RegleRubrique]):
        self.titres = {name: texte.titres_qui(rule.titres, rule.sauf) for name, rule in rules.items()}
        self.annonces: dict[int, set[str]] = {}  # by article
        for name, titles in self.titres.items():
            for title in titles:
                self.annonces.setdefault(texte.article_de[texte.bloc_de[title]], set()).add(name)
        self.dedie = sum(bool(titles) for titles in self.titres.values()) >= DEDIES

    def ailleurs(self, texte: Texte, name: str, phrase: int) -> bool:
        """Is this sentence in an article that announces other sections and not this one?"""
        announced = self.annonces.get(texte.article_de[texte.bloc_de[phrase]])
        return bool(announced) and name not in announced


def etats(texte: Texte, rules: Mapping[str, RegleRubrique]) -> dict[str, Etat]:
    """The state of every section of a whole contract."""
    plan = Plan(texte, rules)
    return {name: etat(texte, rule, plan) for name, rule in rules.items()}


def etat(texte: Texte, rule: RegleRubrique, plan: Plan | None = None) -> Etat:
    """The state of this section; `plan`: the headings of the contract, when the text is a whole one."""
    titles = plan.titres[rule.id] if plan else texte.titres_qui(rule.titres, rule.sauf)
    dedicated = plan is not None and plan.dedie
    if dedicated:  # the heading of a group of articles announces nothing by itself
        titles = [title for title in titles if (own := texte.article(title)).debut < own.fin]
    sections = [_under(texte, title) for title in titles]
    under = set().union(*sections)
    subject = [phrase for each in rule.sujet for phrase in texte.cherche(each, rule.nie, rule.sauf)]
    operative = _operative(texte, rule, under)
    zones = [*sections, *dict.fromkeys([texte.autour(phrase) for phrase in set((*subject, *operative))])]
    spoken = set().union(*zones)
    if dedicated:  # what an annex says beside is spoken of, no more
        subject, operative = ([phrase for phrase in found if not plan.ailleurs(texte, rule.id, phrase)] for found in (subject, operative))
        subject = [*(subject if titles else ()), *operative]
        operative = [phrase for phrase in operative if phrase in under]
    if operative:
        filled = [name for name, ways in rule.elements.items() if any(_places(texte, rule, (way,), spoken) for way in ways)]
        return Etat(rule.id, PRESENT, min(operative), frozenset(filled))
    if not (subject or titles):
        return Etat(rule.id, ABSENT, None, frozenset())
    elements = {name: places for name, ways in rule.elements.items() if (places := _places(texte, rule, ways, spoken))}
    enough = rule.assez if rule.assez is not None else max(2, (len(rule.elements) + 1) // 2)
    rich = [zone for zone in zones if enough and sum(not places.isdisjoint(zone) for places in elements.values()) >= enough]
    if dedicated:
        rich = [zone for zone in rich if set(zone) in sections]
    if rich:
        return Etat(rule.id, PRESENT, min(place for places in elements.values() for place in places.intersection(rich[0])), frozenset(elements))
    body = [phrase for phrase in subject if not texte.est_titre(phrase)]
    quoted = min(body) if body else min(under, default=titles[0] if titles else subject[0])
    return Etat(rule.id, VAGUE, quoted, frozenset(elements))


def _under(texte: Texte, title: int) -> set[int]:
    """The sentences under a heading, headings left out."""
    first, end = section(texte, texte.bloc_de[title])
    return {number for number in texte.phrases_des(first, end) if not texte.est_titre(number)}


def _operative(texte: Texte, rule: RegleRubrique, under: set[int]) -> list[int]:
    found = []
    for way in rule.operant:
        for phrase in texte.cherche(way, rule.nie, rule.sauf):
            if not texte.est_titre(phrase) and (not way.sous_titre or phrase in under):
                found.append(phrase)
    return found


def _places(texte: Texte, rule: RegleRubrique, ways: Iterable[Tournure], zone: set[int]) -> set[int]:
    """The sentences of the zone that fill an element."""
    found = zone.intersection([phrase for way in ways for phrase in texte.cherche(way, rule.nie)]) if zone else ()
    return {phrase for phrase in found if not texte.est_titre(phrase)}


def exemples_faux(texte_de, rule: RegleRubrique) -> list[str]:
    """The examples of a rule that do not come out as it says (French); `texte_de` makes a Texte of a string."""
    faults = []
    for wanted, samples in rule.exemples.items():
        for sample in samples:
            got = etat(texte_de(sample), rule).etat
            if got != wanted:
                faults.append(f"{rule.id} : {wanted} attendu, {got} trouvé : « {sample.strip()[:150]} »")
    return faults

