"""Is a clause in every contract of a kind, or does it depend on other answers? Computed exactly, for the form of the catalogue."""

from __future__ import annotations

from .. import model as m
from ..implication import TooMixed

EVERY = "*"


def always(catalogue: m.Catalogue, condition: m.Condition) -> list[str]:
    """The choices with which the condition holds whatever else is answered: `*` for all, else types, formulas, and pairs `type+formule`.

    A pair is said only when neither of its two says it already. `type` is a contract of that type alone.
    """
    if _holds(catalogue, condition, "", ""):
        return [EVERY]
    types = [name for name in catalogue.types if _holds(catalogue, condition, name, "")]
    formulas = [name for name in catalogue.formules if _holds(catalogue, condition, "", name)]
    pairs = [f"{t}+{f}" for t in catalogue.types if t not in types for f in catalogue.formules if f not in formulas and _holds(catalogue, condition, t, f)]
    return [*types, *formulas, *pairs]


def _holds(catalogue: m.Catalogue, condition: m.Condition, kind: str, formula: str) -> bool:
    given = []
    if kind:
        given.append(_only("types", {kind}))
        if others := catalogue.types.keys() - {kind, *catalogue.types[kind].apporte}:
            given.append(m.condition((), ((("types", frozenset(others)),),)))
    if formula:
        given.append(_only("formules", {formula}))
    try:
        return catalogue.worlds.counterexample(given, [[condition]]) is None
    except TooMixed:  # then nothing is promised
        return False


def _only(key: str, values: set[str]) -> m.Condition:
    return m.condition((((key, frozenset(values)),),))
