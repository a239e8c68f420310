"""What a contract is: on topic or not, its types, its formula, its options; what is given wins, what is deduced is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .. import model as m
from .texte import Texte, section

MOTS_MIN = 40  # words: below, nothing can be judged
TETE = 4  # blocks: the title, and what comes right under it


@dataclass(frozen=True, slots=True)
class Contexte:
    """The choices of a contract. `connues`: options that are on; `inconnues`: that the text does not settle; `deduits`, `supposes`: as in Rapport."""

    types: tuple[str, ...]
    formule: str
    hors_forfait: str
    connues: frozenset[str]
    inconnues: frozenset[str]
    deduits: tuple[str, ...]
    supposes: tuple[str, ...]
    certaine: m.Situation  # with the known options only
    possible: m.Situation  # with the unknown ones too

    def exige(self, condition: m.Condition) -> bool | None:
        """Does this condition hold? None when it hangs on what the text does not settle."""
        sure, maybe = condition.vraie(self.certaine), condition.vraie(self.possible)
        return sure if sure == maybe else None


def hors_sujet(texte: Texte, rules: m.ReglesContexte, entier: bool = True) -> str | None:
    """Why this text is not an IT maintenance contract, or None when it is one. Nothing is said to lack in a text that is not whole (`entier`)."""
    subject = rules.sujet
    if entier and sum(map(len, texte.phrases)) < MOTS_MIN:
        return subject.court
    for other in subject.autres if entier else ():
        if _titled(texte, other.tete) and not _titled(texte, other.tete_sauf):
            return other.raison
    strength = _sentences(texte, (*subject.informatique.tournures, *subject.service.tournures))
    for other in subject.autres:
        if _is(texte, other) and _sentences(texte, other.tournures) > strength:
            return other.raison
    for needed in (subject.informatique, subject.service, subject.engagement) if entier else ():
        if _said(texte, needed.tournures) < needed.dits:
            return needed.manque
    for other in subject.autres:  # as much said, and nothing is promised but it
        if _is(texte, other) and 2 * _sentences(texte, other.tournures) > strength and not _promised(texte, subject):
            return other.raison
    return None


def contexte(texte: Texte, rules: m.ReglesContexte, catalogue: m.Catalogue, types: Sequence[str] = (), formule: str = "", hors_forfait: str = "", options: Iterable[str] | None = None) -> Contexte:
    """The context: what is given is taken as it is, the rest is deduced."""
    told: list[str] = []
    guessed: list[str] = []
    head_types, head_formula = _announced(texte, rules.annonce)
    if not types:
        found = head_types or tuple(name for name, ways in rules.types.items() if _weight(texte, rules, ways) >= rules.assez)
        types = found or ("corrective",)
        told.append("types")
        guessed += [] if found else ["types"]
    if not formule:
        best = head_formula or _best(texte, rules.formules)
        formule = best or "forfait"
        told.append("formule")
        guessed += [] if best else ["formule"]
    if not hors_forfait:
        hors_forfait = _best(texte, rules.hors_forfait)
        told += ["hors-forfait"] if hors_forfait else []
    unknown: set[str] = set()
    if options is None:
        known, unknown = _options(texte, rules.options)
        told.append("options")
    else:
        known = set(options)
    sure = catalogue.worlds.situation(types, formule, hors_forfait, known)
    unknown = {name for name in unknown if not _excluded(catalogue, name, sure.options)}
    maybe = catalogue.worlds.situation(types, formule, hors_forfait, known | unknown)
    return Contexte(tuple(types), formule, hors_forfait, sure.options, frozenset(unknown) - sure.options, tuple(told), tuple(guessed), sure, maybe)


def _announced(texte: Texte, rules: m.Annonce) -> tuple[tuple[str, ...], str]:
    """The types and the formula that the document states before its first article; nothing unless it states both."""
    types, formulas = ([name for name, ways in named.items() if _titled(texte, ways)] for named in (rules.types, rules.formules))
    return (tuple(types), formulas[0]) if types and len(formulas) == 1 else ((), "")


def _titled(texte: Texte, ways: Iterable[m.Tournure]) -> bool:
    """Is one of these said in the title of the document, or right under it?"""
    head = set(texte.phrases_des(0, min(TETE, len(texte.blocs))))
    return any(phrase in head for way in ways for phrase in texte.cherche(way))


def _weight(texte: Texte, rules: m.ReglesContexte, ways: Iterable[m.Tournure]) -> int:
    """How much these are said: a heading, the object or the first lines weigh 2, another sentence 1, an exclusion or a definition nothing."""
    left_out, weighty = _under(texte, rules.ecarte), _under(texte, rules.compte_double)
    total = 0
    for number in {phrase for way in ways for phrase in texte.cherche(way)} - left_out:
        total += 2 if texte.est_titre(number) or number in weighty or texte.article(number).titre < 0 else 1
    return total


def _under(texte: Texte, titles: Iterable[str]) -> set[int]:
    """The sentences of the articles whose heading says this, heading included."""
    found: set[int] = set()
    for title in titles:
        for number in texte.dit(title):
            if texte.est_titre(number):
                head = texte.bloc_de[number]
                found.update(texte.phrases_des(head, section(texte, head)[1]))
    return found


def _options(texte: Texte, rules: Mapping[str, m.RepereOption]) -> tuple[set[str], set[str]]:
    known, unknown = set(), set()
    for name, clue in rules.items():
        if _said(texte, clue.non):
            continue
        told = len({phrase for way in clue.oui for phrase in texte.cherche(way, clue.nie)})
        if told >= clue.assez:
            known.add(name)
        elif told or clue.sinon == m.INCONNU:
            unknown.add(name)
    return known, unknown


def _excluded(catalogue: m.Catalogue, name: str, known: frozenset[str]) -> bool:
    """Is this option one of a group whose value is known?"""
    group = catalogue.options[name].groupe
    return bool(group) and any(catalogue.options[other].groupe == group for other in known)


def _said(texte: Texte, ways: Iterable[m.Tournure], nie: bool = False) -> int:
    """How many of these ways of saying are found."""
    return sum(1 for way in ways if texte.cherche(way, nie))


def _is(texte: Texte, other: m.Repere) -> bool:
    return bool(other.tournures) and _said(texte, other.tournures) >= other.dits and not _said(texte, other.sauf)


def _sentences(texte: Texte, ways: Iterable[m.Tournure]) -> int:
    """How many sentences say one of these."""
    return len({phrase for way in ways for phrase in texte.cherche(way, True)})


def _best(texte: Texte, rules: Mapping[str, tuple[m.Tournure, ...]]) -> str:
    """The one whose ways of saying are found most; the first of the file when two are."""
    counts = {name: _said(texte, ways) for name, ways in rules.items()}
    best = max(counts, key=lambda name: counts[name])  # the first of the greatest
    return best if counts[best] else ""


def _promised(texte: Texte, subject: m.Sujet) -> bool:
    """Does a sentence both speak of the service and bind someone?"""
    services = {phrase for way in subject.service.tournures for phrase in texte.cherche(way, False)}
    duties = {phrase for way in subject.engagement.tournures for phrase in texte.cherche(way, True)}
    return len(services & duties) > 1
