"""Rules of what is checked before signing: moments, clauses and texts known, a phrase for each condition, conditions that can hold."""

from __future__ import annotations

from .. import model as m
from ..implication import TooMixed
from ..shapes import did_you_mean
from .rules import Rules


class SigningRules(Rules):
    def check(self) -> None:
        self.gone = {name for name, _ in self.c.retraits}  # by a house: the point then shows nowhere
        for point in self.c.avant_signer.values():
            if self.at("avant-signer", point.id):
                self.point(point)
        if not self.problems.found:  # reasons on conditions, whose ids must be known first
            for point in self.c.avant_signer.values():
                self.at("avant-signer", point.id)
                self.possible(point)

    def point(self, point: m.Point) -> None:
        self.id(point.moment, "moments", ("moment",))
        self.condition(point.condition, ())
        self.foundations(point.fondements)
        if point.clause and point.annexe:
            self.say((), "un point mène à une clause ou à une annexe : retirez l'une des deux clés")
        for kind, name, known in (("clause", point.clause, self.c.clauses), ("annexe", point.annexe, self.c.annexes)):
            if name and name not in known and name not in self.gone:
                self.unknown(f"{kind}:{name}", (kind,), f"{kind} inconnue « {name} »{did_you_mean(name, known)}")
        if bool(point.si) != (point.condition is not m.TOUJOURS):
            self.say(("si",), "« si » va avec « quand » ou « sauf », et les dit en français")

    def possible(self, point: m.Point) -> None:
        """Some contract fulfils the condition of the point, and holds its clause or annex as well."""
        target = self.c.clauses.get(point.clause) or self.c.annexes.get(point.annexe)
        key = ("quand" if point.condition.quand else "sauf",)
        try:
            if not self.c.worlds.counterexample((point.condition,), []):
                self.say(key, "aucun contrat ne remplit cette condition : corrigez-la")
            elif target and not self.c.worlds.counterexample((point.condition, target.condition), []):
                self.say(key, f"aucun contrat ne remplit cette condition et ne contient « {target.id} » : corrigez l'une ou l'autre")
        except TooMixed as error:
            self.say(key, str(error))
