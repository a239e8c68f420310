"""Passages of a contract that do not hold together, by the rules of clauses/controle/contradictions.yml."""

from __future__ import annotations

from collections.abc import Iterator

from ... import model as m
from ..rapport import Contradiction
from ..texte import Texte
from . import blancs, confronter, durees, ecritures, faits, formules, memes_jours, numeros, obligations, preavis, recapitulatifs, tableaux, termes, tribunaux

PAR_GENRE = 20  # a text that holds more of one kind has said enough


def chercher(texte: Texte, rules: m.ReglesContradictions) -> list[Contradiction]:
    """The contradictions of this text, in the order of their first passage; PAR_GENRE of a kind at most."""
    counts: dict[str, int] = {}
    kept: list[Contradiction] = []
    seen: set[tuple] = set()
    for found in _toutes(texte, rules):
        key = (found.regle, tuple(extrait.debut for extrait in found.extraits))
        if key in seen:
            continue
        seen.add(key)
        counts[found.regle] = counts.get(found.regle, 0) + 1
        if counts[found.regle] <= PAR_GENRE:
            kept.append(found)
    return sorted(kept, key=lambda each: (each.extraits[0].debut, each.regle))


def _toutes(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    texte = tableaux.sans_entetes(texte, rules.recapitulatifs)
    facts = faits.mentions(texte, rules)
    yield from confronter.trouver(texte, rules, facts)
    yield from durees.trouver(texte, rules, facts.par_fait.get(durees.FAIT, ()))
    yield from preavis.trouver(texte, rules, facts)
    yield from recapitulatifs.trouver(texte, rules, facts)
    for module in (memes_jours, obligations, tribunaux, numeros, termes, blancs, ecritures, formules):
        yield from module.trouver(texte, rules)
