"""Does one condition hold whenever another does? Answered exactly, over every possible set of choices.

A world is one choice of types, formula, second formula and options. Only the choices that the conditions mention are spread out;
each becomes a variable, each condition a bit mask over all worlds (a truth table held in one Python integer), so that « whenever A,
one of B » is `A & ~B == 0`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from .model import Carte, Condition, Formule, Option, Situation, TypeMaintenance

MAX_VARIABLES = 22


@lru_cache(maxsize=None)
def _variable(index: int, count: int) -> int:
    """The truth table of variable `index` among `count`: a repeating pattern of 2**index zeros then ones."""
    block = 1 << index
    pattern = ((1 << block) - 1) << block
    width = 2 * block
    while width < (1 << count):
        pattern |= pattern << width
        width *= 2
    return pattern


class TooMixed(ValueError):
    """Conditions that mention too many choices at once to be compared (French message)."""


class Worlds:
    """What choices imply one another, and which combinations exist."""

    def __init__(self, types: dict[str, TypeMaintenance], formules: dict[str, Formule], options: dict[str, Option]):
        self.types = sorted(types)
        self.formules = sorted(formules)
        self.formula_bits = max(1, (len(self.formules) - 1).bit_length())
        self.options = options
        self.brings = {t: frozenset(types[t].apporte) for t in self.types}
        self.closure = {o: _close((o,), options) for o in options}
        self.type_options = {t: _close(types[t].implique, options) for t in self.types}
        self.formule_options = {f: _close(formules[f].implique, options) for f in self.formules}
        self.implied_by_choice = frozenset().union(*self.type_options.values(), *self.formule_options.values())
        self._memo: dict[tuple, Situation | None] = {}

    def situation(self, types: Iterable[str], formule: str, hors_forfait: str, options: Iterable[str]) -> Situation:
        """The situation of these choices, with everything they bring and imply."""
        all_types, all_options = set(types), set(options)
        for name in list(all_types):
            all_types |= self.brings.get(name, frozenset())
            all_options |= self.type_options.get(name, frozenset())
        all_options |= self.formule_options.get(formule, frozenset())
        return Situation(frozenset(all_types), formule, hors_forfait, _close(all_options, self.options))

    def counterexample(self, given: Sequence[Condition], one_of: Sequence[Sequence[Condition]]) -> Situation | None:
        """A world where every condition of `given` holds and no conjunction of `one_of` does; None if there is none.

        Raises TooMixed.
        """
        if any(all(c in given or c == Condition() for c in conjunction) for conjunction in one_of):
            return None
        key = (tuple(given), tuple(tuple(c) for c in one_of))
        if key not in self._memo:
            self._memo[key] = self._search(given, one_of)
        return self._memo[key]

    # ------------------------------------------------------------ inside
    def _search(self, given, one_of):
        table = _Table(self, [*given, *(c for conjunction in one_of for c in conjunction)])
        bad = table.valid
        for condition in given:
            bad &= table.mask(condition)
        for conjunction in one_of:
            held = table.full
            for condition in conjunction:
                held &= table.mask(condition)
            bad &= ~held
        return table.world((bad & -bad).bit_length() - 1) if bad else None


class _Table:
    """The truth tables of the choices that some conditions mention."""

    def __init__(self, worlds: Worlds, conditions: list[Condition]):
        self.worlds = worlds
        said: dict[str, set[str]] = {"types": set(), "formules": set(), "hors-forfait": set(), "options": set()}
        for condition in conditions:
            for carte in (*condition.quand, *condition.sauf):
                for key, values in carte:
                    said[key] |= values
        chosen = bool(said["options"] & worlds.implied_by_choice)
        self.options = sorted(said["options"])
        self.names: list[tuple[str, str]] = []
        if said["types"] or chosen:
            self.names += [("type", t) for t in worlds.types]
        if said["formules"] or chosen:
            self.names += [("formule", str(bit)) for bit in range(worlds.formula_bits)]
        if said["hors-forfait"]:
            self.names += [("hors-forfait", str(bit)) for bit in range(worlds.formula_bits)]
        self.names += [("option", o) for o in self.options]
        count = len(self.names)
        if count > MAX_VARIABLES:
            raise TooMixed(f"conditions trop mêlées ({count} choix à la fois) : simplifiez-les")
        self.full = (1 << (1 << count)) - 1
        self.index = {name: i for i, name in enumerate(self.names)}
        self.base = {name: _variable(i, count) for i, name in enumerate(self.names)}
        self.valid = self._valid()

    def _pair(self, kind: str, name: str) -> int:
        if (kind, "0") not in self.base:
            return self.full
        place, held = self.worlds.formules.index(name), self.full
        for bit in range(self.worlds.formula_bits):
            mask = self.base[kind, str(bit)]
            held &= mask if place >> bit & 1 else ~mask
        return held

    def _valid(self) -> int:
        valid = self.full
        types = [self.base[("type", t)] for t in self.worlds.types if ("type", t) in self.base]
        if types:
            some = 0
            for mask in types:
                some |= mask
            valid &= some
        for kind in ("formule", "hors-forfait"):
            some = 0
            for name in self.worlds.formules:
                some |= self._pair(kind, name)
            valid &= some
        groups: dict[str, list[int]] = {}
        for option in self.options:
            mask = self.base[("option", option)]
            for implied in self.worlds.closure[option] & set(self.options):
                valid &= ~mask | self.base[("option", implied)]
            for name in self.worlds.types:
                if option in self.worlds.type_options[name] and ("type", name) in self.base:
                    valid &= ~self.base[("type", name)] | mask
            for name in self.worlds.formules:
                if option in self.worlds.formule_options[name] and ("formule", "0") in self.base:
                    valid &= ~self._pair("formule", name) | mask
            if group := self.worlds.options[option].groupe:
                groups.setdefault(group, []).append(mask)
        for group, masks in groups.items():
            members = [o for o in self.worlds.options.values() if o.groupe == group]
            for i, one in enumerate(masks):
                for other in masks[i + 1 :]:
                    valid &= ~(one & other)
            if len(masks) == len(members) and any(o.defaut for o in members):
                some = 0
                for mask in masks:
                    some |= mask
                valid &= some
        return valid & self.full

    def mask(self, condition: Condition) -> int:
        held = self._any(condition.quand) if condition.quand else self.full
        return held & ~self._any(condition.sauf) if condition.sauf else held

    def _any(self, cartes: tuple[Carte, ...]) -> int:
        some = 0
        for carte in cartes:
            every = self.full
            for key, values in carte:
                one = 0
                for value in values:
                    one |= self._atom(key, value)
                every &= one
            some |= every
        return some

    def _atom(self, key: str, value: str) -> int:
        if key == "types":
            mask = self.base.get(("type", value), 0)
            for name, brought in self.worlds.brings.items():
                if value in brought:
                    mask |= self.base[("type", name)]
            return mask
        if key == "options":
            return self.base[("option", value)]
        return self._pair("formule" if key == "formules" else "hors-forfait", value)

    def world(self, number: int) -> Situation:
        on = {name for name, i in self.index.items() if number >> i & 1}
        types = [t for t in self.worlds.types if ("type", t) in on] or self.worlds.types[:1]

        def pick(kind: str) -> str:
            return self.worlds.formules[sum(1 << bit for bit in range(self.worlds.formula_bits) if (kind, str(bit)) in on)]

        return self.worlds.situation(types, pick("formule"), pick("hors-forfait"), [o for o in self.options if ("option", o) in on])


def _close(ids: Iterable[str], options: dict[str, Option]) -> frozenset[str]:
    """These options and all that they imply."""
    found, todo = set(), list(ids)
    while todo:
        option = todo.pop()
        if option not in found and option in options:
            found.add(option)
            todo += options[option].implique
    return frozenset(found)
