"""Checks an existing contract: what is present, vague, absent, contradictory or risky, each with its quote and its place.

Local, deterministic, explained: every finding comes from a rule of clauses/controle/ and quotes the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .. import __version__, model as m
from ..extract.document import Lecture
from ..memoire import sans_ramasser
from . import alertes as a
from .contexte import Contexte, contexte, hors_sujet
from .rapport import A_CONFIRMER, ABSENT, SANS_OBJET, VAGUE, Constat, Rapport
from .rubriques import Etat, etats
from .texte import Texte


@sans_ramasser()
def verifier(lecture: Lecture, catalogue: m.Catalogue, rules: m.Controle, types: Sequence[str] = (), formule: str = "", hors_forfait: str = "", options: Iterable[str] | None = None) -> Rapport:
    """The report of this contract. What is not given (`types`, `formule`, `hors_forfait`, `options`) is deduced and said."""
    texte = Texte(lecture, rules.langue)
    warnings = tuple((w.code, w.message) for w in lecture.avertissements)
    versions = {"catalogue": catalogue.version, "regles": rules.empreinte}
    gaps = [code for code in m.LACUNES if any(code == known for known, _ in warnings)]
    reason = hors_sujet(texte, rules.contexte, not gaps)
    context = contexte(texte, rules.contexte, catalogue, types, formule, hors_forfait, options)
    known = tuple(option for option in catalogue.options if option in context.connues)
    head = (__version__, context.types, context.formule, context.hors_forfait, known)
    if reason is not None:
        return Rapport(__version__, (), "", "", (), reason, avertissements=warnings, versions=versions)
    states = etats(texte, rules.rubriques)
    findings = [_constat(texte, catalogue, context, states[name], catalogue.rubriques[name]) for name in catalogue.rubriques if name in states]
    if gaps:
        findings = [_reserved(finding, rules.rapport, gaps) for finding in findings]
    order = {gravity: rank for rank, gravity in enumerate(m.GRAVITES)}
    alerts = sorted(a.alertes(texte, rules, context, states, not gaps), key=lambda alert: (order[alert.gravite], alert.extrait.debut))
    where = {name: set(texte.autour(state.phrase)) for name, state in states.items() if state.phrase is not None}
    vague = sorted(a.flous(texte, rules, where), key=lambda alert: alert.extrait.debut)
    return Rapport(*head, None, tuple(findings), _contradictions(texte, rules), (*alerts, *vague), warnings, versions, context.deduits, context.supposes)


def _contradictions(texte: Texte, rules: m.Controle) -> tuple:
    if rules.contradictions is None:
        return ()
    from .contradictions import chercher

    kinds = rules.contradictions.genres
    return tuple(replace(found, titre=kinds[found.regle].titre, references=kinds[found.regle].references) for found in chercher(texte, rules.contradictions))


def _reserved(finding: Constat, words: m.TextesRapport, gaps: Sequence[str]) -> Constat:
    """What was not found in a reading that is not whole is not said absent."""
    if finding.etat != ABSENT:
        return finding
    reason = words.phrases["reserve"].replace("#", ", ".join(words.lacunes[code] for code in gaps))
    return replace(finding, etat=A_CONFIRMER, reserve=reason)


def _constat(texte: Texte, catalogue: m.Catalogue, context: Contexte, state: Etat, rubrique: m.Rubrique) -> Constat:
    """A section's state, weighed by whether this contract owes it."""
    due = context.exige(rubrique.condition)
    name = state.etat
    if name == ABSENT:
        name = {True: ABSENT, False: SANS_OBJET, None: A_CONFIRMER}[due]
    lacking = () if name == SANS_OBJET else tuple(e.id for e in rubrique.exige if e.id not in state.elements and context.exige(e.condition))
    clause = _clause(catalogue, context, rubrique.id)
    basis = rubrique.fondements
    return Constat(
        rubrique.id,
        rubrique.titre,
        name,
        rubrique.statut,
        a.extrait(texte, state.phrase) if state.phrase is not None else None,
        lacking if name in (VAGUE, ABSENT, A_CONFIRMER) or state.phrase is not None else (),
        clause.pourquoi.strip() if clause else "",
        tuple(ref for force in m.FORCES for ref in basis.get(force, ())),
        rubrique.si,
        clause.id if clause else "",
    )


def _clause(catalogue: m.Catalogue, context: Contexte, rubrique: str) -> m.Clause | None:
    """The clause of the catalogue that fills this section in such a contract."""
    clauses = [clause for clause in catalogue.clauses.values() if clause.rubrique == rubrique]
    fitting = [clause for clause in clauses if context.exige(clause.condition) is not False]
    return next(iter(fitting or clauses), None)
