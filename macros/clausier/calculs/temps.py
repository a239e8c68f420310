"""Time that is counted: tickets, hours, the balance of a book of tickets, the monthly minimum (clauses `decompte`, `prix`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .lecture import decimal_text, read_number, read_rate, round_up


REGROUPEMENTS = ("dossier-jour", "dossier", "passage")


@dataclass(frozen=True, slots=True)
class Temps:
    """A stretch of work: its Dossier, day and visit, minutes as logged, coefficient of the hours it fell in."""

    dossier: str
    jour: str
    minutes: int
    coefficient: str = "1"
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Ligne:
    """What is counted together: the minutes logged, the same once weighted (exact decimal text), the units that makes."""

    groupe: str
    minutes: int
    ponderees: str
    unites: int


def tickets(temps: Sequence[Temps], valeur: int, regroupement: str = "dossier-jour") -> list[Ligne]:
    """The Tickets that each group of times consumes (clause `decompte`): every stretch of `valeur` minutes, even begun, is one Ticket.

    `regroupement`: by Dossier and day (balanced), by Dossier (client's version), by visit (prestataire's version). Times out of hours are
    multiplied by their coefficient before rounding; travel is never given here, for it is not counted.
    """
    if valeur < 1:
        raise ValueError("un Ticket vaut une minute au moins")
    return [Ligne(name, logged, decimal_text(weighted), round_up(weighted / valeur)) for name, logged, weighted in _groupes(temps, regroupement)]


def temps_facture(temps: Sequence[Temps], pas: int, regroupement: str = "dossier-jour", au_plus_proche: bool = False) -> list[Ligne]:
    """The minutes billed by the hour (clause `decompte`), as `unites`: rounded up to a multiple of `pas`.

    `au_plus_proche`: rounded to the nearest multiple (client's version), the lower one at equal distance, in favour of who pays
    (code civil, article 1190).
    """
    if pas < 1:
        raise ValueError("le pas d'arrondi est d'une minute au moins")
    half = Fraction(1, 2)
    return [
        Ligne(name, logged, decimal_text(weighted), pas * round_up(weighted / pas - (half if au_plus_proche else 0)))
        for name, logged, weighted in _groupes(temps, regroupement)
    ]


@dataclass(frozen=True, slots=True)
class Solde:
    """A prepaid stock: what was bought, used, remains (never below zero), lacks, and whether the alert is due."""

    achetes: int
    consommes: int
    reste: int
    manque: int
    alerte: bool


def solde(achetes: int, consommes: int, alerte: str) -> Solde:
    """The balance of Tickets (clause `decompte`); `alerte`: the share of the last purchase, in per cent, from which the Client is told."""
    if achetes < 0 or consommes < 0:
        raise ValueError("un nombre de Tickets est positif")
    left = max(0, achetes - consommes)
    return Solde(achetes, consommes, left, max(0, consommes - achetes), left <= achetes * read_rate(alerte))


@dataclass(frozen=True, slots=True)
class Mois:
    """A month at the hour rate: minutes worked, minutes taken from earlier minimums, minutes billed."""

    temps: int
    reporte: int
    facture: int


def mois_factures(temps: Sequence[int], minimum: int, report: int | None = 1) -> list[Mois]:
    """The minutes billed each month at the hour rate, with a monthly minimum (clause `decompte`).

    The month's time goes first on the month's minimum, then on what earlier minimums left, oldest first; the rest is added. What is left
    of a minimum dies `report` months later (1 balanced, 3 client, 0 prestataire, None never).
    """
    if minimum < 0 or any(t < 0 for t in temps):
        raise ValueError("un temps est positif")
    found, kept = [], []  # kept: [month it comes from, minutes left]
    for month, worked in enumerate(temps):
        kept = [k for k in kept if report is None or month - k[0] <= report]
        beyond, carried = max(0, worked - minimum), 0
        for stock in kept:
            taken = min(stock[1], beyond - carried)
            stock[1] -= taken
            carried += taken
        kept.append([month, max(0, minimum - worked)])
        found.append(Mois(worked, carried, minimum + beyond - carried))
    return found


# ---------------------------------------------------------------- inside
def _groupes(temps: Sequence[Temps], regroupement: str) -> list[tuple[str, int, Fraction]]:
    """What is counted together, in the order of first appearance: name, minutes logged, minutes weighted."""
    if regroupement not in REGROUPEMENTS:
        raise ValueError(f"regroupement : {', '.join(REGROUPEMENTS)}")
    found: dict[str, tuple[int, Fraction]] = {}
    for item in temps:
        if item.minutes < 0:
            raise ValueError("un temps est positif")
        parts = {"dossier": (item.dossier,), "dossier-jour": (item.dossier, item.jour), "passage": (item.dossier, item.jour, item.passage)}
        name = " ".join(part for part in parts[regroupement] if part)
        logged, weighted = found.get(name, (0, Fraction(0)))
        found[name] = logged + item.minutes, weighted + item.minutes * read_number(item.coefficient)
    return [(name, logged, weighted) for name, (logged, weighted) in found.items()]
