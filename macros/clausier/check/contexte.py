"""What a contract is: on topic or not, its types, its formula, its options; what is given wins, what is deduced is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .. import model as m
from .texte import Texte, section

MOTS_MIN = 40  # words: below, nothing can be judged


@dataclass(frozen=True, slots=True)
class Contexte:
    """The choices of a contract. `connues`: options that are on; `inconnues`: that the text does not settle; `deduits`: what was deduced, in French."""

    types: tuple[str, ...]
    formule: str
    hors_forfait: str
    connues: frozenset[str]
    inconnues: frozenset[str]
    deduits: tuple[str, ...]
    certaine: m.Situation  # with the known options only
    possible: m.Situation  # with the unknown ones too

    def exige(self, condition: m.Condition) -> bool | None:
        """Does this condition hold? None when it hangs on what the text does not settle."""
        sure, maybe = condition.vraie(self.certaine), condition.vraie(self.possible)
        return sure if sure == maybe else None


def hors_sujet(texte: Texte, rules: m.ReglesContexte) -> str | None:
    """Why this text is not an IT maintenance contract, or None when it is one."""
    if sum(map(len, texte.phrases)) < MOTS_MIN:
        return "Le texte est trop court pour être un contrat."
    subject = rules.sujet
    strength = _sentences(texte, (*subject.informatique.tournures, *subject.service.tournures))
    for other in subject.autres:
        if _said(texte, other.tournures) >= other.dits and _sentences(texte, other.tournures) > strength:
            return other.raison
    for needed in (subject.informatique, subject.service, subject.engagement):
        if _said(texte, needed.tournures) < needed.dits:
            return needed.manque
    for other in subject.autres:  # as much said, and nothing is promised but it
        if _said(texte, other.tournures) >= other.dits and 2 * _sentences(texte, other.tournures) > strength and not _promised(texte, subject):
            return other.raison
    return None


def contexte(texte: Texte, rules: m.ReglesContexte, catalogue: m.Catalogue, types: Sequence[str] = (), formule: str = "", hors_forfait: str = "", options: Iterable[str] | None = None) -> Contexte:
    """The context: what is given is taken as it is, the rest is deduced."""
    told: list[str] = []
    if not types:
        types = tuple(name for name, ways in rules.types.items() if _weight(texte, rules, ways) >= rules.assez) or ("corrective",)
        told.append("types : " + ", ".join(catalogue.types[t].titre.lower() if t in catalogue.types else t for t in types))
    if not formule:
        formule = _best(texte, rules.formules) or "forfait"
        told.append("formule : " + catalogue.formules[formule].titre.lower())
    if not hors_forfait:
        hors_forfait = _best(texte, rules.hors_forfait)
        if hors_forfait:
            told.append("hors forfait : " + catalogue.formules[hors_forfait].titre.lower())
    unknown: set[str] = set()
    if options is None:
        known, unknown = _options(texte, rules.options)
        told.append(f"{len(known)} option(s)")
    else:
        known = set(options)
    sure = catalogue.worlds.situation(types, formule, hors_forfait, known)
    unknown = {name for name in unknown if not _excluded(catalogue, name, sure.options)}
    maybe = catalogue.worlds.situation(types, formule, hors_forfait, known | unknown)
    return Contexte(tuple(types), formule, hors_forfait, sure.options, frozenset(unknown) - sure.options, tuple(told), sure, maybe)


def _weight(texte: Texte, rules: m.ReglesContexte, ways: Iterable[m.Tournure]) -> int:
    """How much these are said: a heading, the object or the first lines weigh 2, another sentence 1, an exclusion or a definition nothing."""
    left_out, weighty = _under(texte, rules.ecarte), _under(texte, rules.compte_double)
    total = 0
    for number in {hit.phrase for way in ways for hit in texte.cherche(way)} - left_out:
        total += 2 if texte.est_titre(number) or number in weighty or texte.article(number).titre < 0 else 1
    return total


def _under(texte: Texte, titles: Iterable[str]) -> set[int]:
    """The sentences of the articles whose heading says this, heading included."""
    found: set[int] = set()
    for title in titles:
        for number in texte.ou(title):
            if texte.est_titre(number):
                head = texte.bloc_de[number]
                found.update(texte.phrases_des(head, section(texte, head)[1]))
    return found


def _options(texte: Texte, rules: Mapping[str, m.RepereOption]) -> tuple[set[str], set[str]]:
    known, unknown = set(), set()
    for name, clue in rules.items():
        if _said(texte, clue.non):
            continue
        if _said(texte, clue.oui, clue.nie):
            known.add(name)
        elif clue.sinon == m.INCONNU:
            unknown.add(name)
    return known, unknown


def _excluded(catalogue: m.Catalogue, name: str, known: frozenset[str]) -> bool:
    """Is this option one of a group whose value is known?"""
    group = catalogue.options[name].groupe
    return bool(group) and any(catalogue.options[other].groupe == group for other in known)


def _said(texte: Texte, ways: Iterable[m.Tournure], nie: bool = False) -> int:
    """How many of these ways of saying are found."""
    return sum(1 for way in ways if texte.cherche(way, nie))


def _sentences(texte: Texte, ways: Iterable[m.Tournure]) -> int:
    """How many sentences say one of these."""
    return len({hit.phrase for way in ways for hit in texte.cherche(way, True)})


def _best(texte: Texte, rules: Mapping[str, tuple[m.Tournure, ...]]) -> str:
    """The one whose ways of saying are found most; the first of the file when two are."""
    counts = {name: _said(texte, ways) for name, ways in rules.items()}
    best = max(counts, key=lambda name: counts[name])  # the first of the greatest
    return best if counts[best] else ""


def _promised(texte: Texte, subject: m.Sujet) -> bool:
    """Does a sentence both speak of the service and bind someone?"""
    services = {hit.phrase for way in subject.service.tournures for hit in texte.cherche(way, False)}
    duties = {hit.phrase for way in subject.engagement.tournures for hit in texte.cherche(way, True)}
    return len(services & duties) > 1
