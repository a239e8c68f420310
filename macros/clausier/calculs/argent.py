"""Money, in cents: penalty, revision of the price, yearly cost of a formula (clauses `penalites-prestataire`, `revision`, `prix`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .jours import plus_mois
from .lecture import nearest, read_number, read_rate, round_up


@dataclass(frozen=True, slots=True)
class Penalite:
    """A month's penalty: for this delay alone, with what the month already owed, the cap, what is due for the month."""

    brute: int
    total: int
    plafond: int
    due: int


def heures_de_retard(minutes: int, entamee: bool = False) -> int:
    """Whole hours of delay (balanced and prestataire's versions of `penalites-prestataire`), or hours begun (client's)."""
    if minutes < 0:
        raise ValueError("un retard est positif")
    return round_up(Fraction(minutes, 60)) if entamee else minutes // 60


def penalite(heures: int, taux: str, assiette: int, plafond: str, deja_due: int = 0) -> Penalite:
    """The capped penalty of a month (clause `penalites-prestataire`): hours × rate × base, never above `plafond` of that base.

    Rates in per cent. Amounts are rounded to the cent, half up; the cap is rounded down, for the total « n'excède pas » it.
    """
    if min(heures, assiette, deja_due) < 0:
        raise ValueError("heures et montants sont positifs")
    raw = nearest(heures * read_rate(taux) * assiette)
    cap = int(read_rate(plafond) * assiette)
    return Penalite(raw, raw + deja_due, cap, min(raw + deja_due, cap))


@dataclass(frozen=True, slots=True)
class Revision:
    """A yearly revision: the price by the formula, the bounds, the price due, and whether a bound held."""

    calcule: int
    plancher: int
    plafond: int
    prix: int
    borne: bool


def revision(p0: int, s1: str, s0: str, plafond: str, baisse_bornee: bool = True) -> Revision:
    """P = P0 × S1 / S0, to the nearest cent (half up), within `plafond` per cent up and down (clause `revision`).

    Rounded once, at the end; the bounds are rounded towards P0, for the revision « ne dépasse pas » them. `baisse_bornee` false: the
    client's version, whose fall has no bound.
    """
    if p0 < 0:
        raise ValueError("un prix est positif")
    if not read_number(s0) or not read_number(s1):
        raise ValueError("un indice est plus grand que zéro")
    exact = p0 * read_number(s1) / read_number(s0)
    low = round_up(max(Fraction(0), p0 * (1 - read_rate(plafond)))) if baisse_bornee else 0
    high = int(p0 * (1 + read_rate(plafond)))
    computed = nearest(exact)
    price = min(max(computed, low), high)
    return Revision(computed, low, high, price, price != computed)


def mois_des_indices(date_revision: str) -> tuple[str, str]:
    """The months of S1 and S0 (clause `revision`): the fourth month before that of the revision, and the same a year earlier."""
    s1 = plus_mois(date_revision[:8] + "01", -4)
    return s1[:7], plus_mois(s1, -12)[:7]


@dataclass(frozen=True, slots=True)
class Cout:
    """What a year costs, excluding tax: units bought or billed, and the amount in cents."""

    unites: int
    montant: int


def cout_forfait(redevance: int, periode: str) -> Cout:
    """Twelve monthly fees, or a yearly one (clause `prix`); what the fee does not cover comes on top."""
    if periode not in ("mois", "an"):
        raise ValueError("la période de la redevance est : mois, an")
    count = 12 if periode == "mois" else 1
    return Cout(count, count * redevance)


def cout_temps(minutes: Sequence[int], taux: int, deplacements: int = 0, prix_deplacement: int = 0) -> Cout:
    """Billed minutes at an hourly price, each bill rounded to the cent, and visits (on demand: one bill per job; by time: per month)."""
    if taux < 0 or any(m < 0 for m in minutes):
        raise ValueError("temps et prix sont positifs")
    return Cout(sum(minutes), sum(nearest(Fraction(m * taux, 60)) for m in minutes) + deplacements * prix_deplacement)


def cout_tickets(consommes: int, carnet_nombre: int, carnet_prix: int, unite_prix: int) -> Cout:
    """The cheapest purchase that covers these Tickets: whole books, then singles (or one more book); `unites`: Tickets bought."""
    if carnet_nombre < 1 or consommes < 0:
        raise ValueError("un carnet compte un Ticket au moins")
    books, singles = divmod(consommes, carnet_nombre)
    if singles * unite_prix <= carnet_prix:
        return Cout(consommes, books * carnet_prix + singles * unite_prix)
    return Cout((books + 1) * carnet_nombre, (books + 1) * carnet_prix)
