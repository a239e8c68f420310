"""The state of each section in a text: present (it can be executed), vague (it is spoken of), absent; and which « exige » elements it says.

A heading alone, or an intention, is vague: `conception.md`, « What the checker must be ».
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..model import RegleRubrique
from .texte import Texte, Trouvaille, section

PRESENT, VAGUE, ABSENT = "present", "vague", "absent"


@dataclass(frozen=True, slots=True)
class Etat:
    """What a text says of one section: the state, the sentence quoted (None when absent), the elements found."""

    id: str
    etat: str
    phrase: int | None
    elements: frozenset[str]


def etat(texte: Texte, rule: RegleRubrique) -> Etat:
    """The state of this section."""
    titles = _titles(texte, rule)
    under = _under(texte, titles)
    subject = [hit for each in rule.sujet for hit in texte.cherche(each, rule.nie, rule.sauf)]
    operative = _operative(texte, rule, under)
    zone = set(under)
    for hit in (*subject, *operative):
        zone.update(texte.autour(hit.phrase))
    found = {name: place for name, ways in rule.elements.items() if (place := _first(texte, rule, ways, zone)) is not None}
    if operative:
        return Etat(rule.id, PRESENT, min(operative, key=lambda hit: hit.phrase).phrase, frozenset(found))
    if not (subject or titles):
        return Etat(rule.id, ABSENT, None, frozenset())
    enough = rule.assez if rule.assez is not None else max(2, (len(rule.elements) + 1) // 2)
    if enough and len(found) >= enough:
        return Etat(rule.id, PRESENT, min(found.values()), frozenset(found))
    body = [hit.phrase for hit in subject if not texte.est_titre(hit.phrase)]
    quoted = min(body) if body else min(under, default=titles[0] if titles else subject[0].phrase)
    return Etat(rule.id, VAGUE, quoted, frozenset(found))


def _titles(texte: Texte, rule: RegleRubrique) -> list[int]:
    """The sentences of the headings that announce the section."""
    unwanted = {number for each in rule.sauf for number in texte.ou(each)}
    return sorted({number for each in rule.titres for number in texte.ou(each) if texte.est_titre(number) and number not in unwanted})


def _under(texte: Texte, titles: Iterable[int]) -> set[int]:
    """The sentences under these headings, headings left out."""
    found: set[int] = set()
    for title in titles:
        first, end = section(texte, texte.bloc_de[title])
        found.update(number for number in texte.phrases_des(first, end) if not texte.est_titre(number))
    return found


def _operative(texte: Texte, rule: RegleRubrique, under: set[int]) -> list[Trouvaille]:
    hits = []
    for way in rule.operant:
        for hit in texte.cherche(way, rule.nie, rule.sauf):
            if not texte.est_titre(hit.phrase) and (not way.sous_titre or hit.phrase in under):
                hits.append(hit)
    return hits


def _first(texte: Texte, rule: RegleRubrique, ways, zone: set[int]) -> int | None:
    """The first sentence of the zone that fills an element."""
    places = [hit.phrase for way in ways for hit in texte.cherche(way, rule.nie, ()) if hit.phrase in zone and not texte.est_titre(hit.phrase)]
    return min(places, default=None)


def exemples_faux(texte_de, rule: RegleRubrique) -> list[str]:
    """The examples of a rule that do not come out as it says (French); `texte_de` makes a Texte of a string."""
    faults = []
    for wanted, samples in rule.exemples.items():
        for sample in samples:
            got = etat(texte_de(sample), rule).etat
            if got != wanted:
                faults.append(f"{rule.id} : {wanted} attendu, {got} trouvé : « {sample.strip()[:150]} »")
    return faults

