"""The arithmetic of the contract: deadlines, business days, notice, tickets, penalty, revision, yearly cost.

Pure and exact: minutes and cents are integers, rates and indexes are decimal texts (« 1.5 »), dates ISO texts, instants
« AAAA-MM-JJ HH:MM » on the local clock. No float, no clock read, no list of holidays: the caller gives them (clause `horaires`: the
legal holidays at the Client's seat). Every function raises ValueError, with the cure, on an input that the clause does not allow.
`tests/vectors/calculs.yml` holds the cases that any other implementation must also pass.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d) ([01]\d|2[0-3]):([0-5]\d)\Z", re.ASCII)
_HEURE = re.compile(r"([01]\d|2[0-4]):([0-5]\d)\Z", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_DECIMAL = re.compile(r"\d{1,15}(?:\.\d{1,6})?\Z", re.ASCII)
_MAX_JOURS = 40_000  # beyond, the dates given are surely a mistake


# ---------------------------------------------------------------- delays in business hours
@dataclass(frozen=True, slots=True)
class Plage:
    """When the service is open (clause `horaires`): hours « 08:30 », days from 1 (Monday) to 7, holidays as dates."""

    ouverture: str
    fermeture: str
    jours: Sequence[int] = (1, 2, 3, 4, 5)
    feries: Sequence[str] = ()

    def __post_init__(self):
        if not 0 <= _heure(self.ouverture) < _heure(self.fermeture) <= 24 * 60:
            raise ValueError("la plage de service ferme avant d'ouvrir : corrigez les heures")
        if not self.jours or not set(self.jours) <= set(range(1, 8)):
            raise ValueError("jours de service : de 1 (lundi) à 7 (dimanche), un au moins")
        for jour in self.feries:
            _date(jour)

    def ouvre(self, jour: str) -> bool:
        """Is that date a Jour ouvré? (clause `definitions`)"""
        return _date(jour).isoweekday() in self.jours and jour not in self.feries


@dataclass(frozen=True, slots=True)
class Tranche:
    """A stretch of one day that counted in a delay: hours, and minutes left once it has passed."""

    jour: str
    debut: str
    fin: str
    minutes: int
    reste: int


def echeance(depart: str, minutes: int, plage: Plage, suspensions: Sequence[Sequence[str]] = ()) -> tuple[str, list[Tranche]]:
    """When a delay in Heures ouvrées ends, and what counted day by day (clauses `gti`, `gtr`, `mesure-delais`).

    A start out of hours waits for the next opening; each suspension [début, fin[ is skipped; a delay that ends with the day ends at
    closing time, not at the next opening.
    """
    if minutes < 1:
        raise ValueError("un délai compte une minute au moins")
    start = _instant(depart)
    holes = _suspensions(suspensions)
    left, used, day = minutes, [], start.date()
    for _ in range(_MAX_JOURS):
        for opened, closed in _ouvertures(day, plage, holes):
            opened = max(opened, start)
            if closed <= opened:
                continue
            spent = min(left, _minutes(closed - opened))
            left -= spent
            end = opened + timedelta(minutes=spent)
            used.append(Tranche(day.isoformat(), _hhmm(opened, day), _hhmm(end, day), spent, left))
            if not left:
                return f"{end:%Y-%m-%d %H:%M}", used
        day += timedelta(days=1)
    raise ValueError("le délai ne finit jamais : vérifiez les jours fériés et les suspensions")


def echeance_calendaire(depart: str, minutes: int, suspensions: Sequence[Sequence[str]] = ()) -> str:
    """When a delay in heures calendaires ends (clause `gti`, `mode_decompte`): day and night, on the local clock."""
    return echeance(depart, minutes, Plage("00:00", "24:00", range(1, 8)), suspensions)[0]


def temps_ouvre(debut: str, fin: str, plage: Plage, suspensions: Sequence[Sequence[str]] = ()) -> int:
    """The minutes of the Plage de service between two instants, suspensions apart: 0 when the second comes first."""
    start, end, total = _instant(debut), _instant(fin), 0
    holes = _suspensions(suspensions)
    for offset in range((end.date() - start.date()).days + 1):
        day = start.date() + timedelta(days=offset)
        total += sum(max(0, _minutes(min(closed, end) - max(opened, start))) for opened, closed in _ouvertures(day, plage, holes))
    return total


# ---------------------------------------------------------------- days and months
def jours_ouvres(depart: str, nombre: int, plage: Plage) -> str:
    """The date at which `nombre` Jours ouvrés have passed, the first day not counted (clauses `etat-des-lieux`, `maintenance-palliative`)."""
    if nombre < 0:
        raise ValueError("un nombre de jours est positif")
    day = _date(depart)
    for _ in range(_MAX_JOURS):
        if not nombre:
            return day.isoformat()
        day += timedelta(days=1)
        nombre -= plage.ouvre(day.isoformat())
    raise ValueError("le délai ne finit jamais : vérifiez les jours fériés")


def plus_jours(depart: str, nombre: int) -> str:
    """Calendar days later, or earlier."""
    return (_date(depart) + timedelta(days=nombre)).isoformat()


def plus_mois(depart: str, nombre: int) -> str:
    """The same day of the month, months later or earlier; the last day of a month that is too short."""
    day = _date(depart)
    year, month = divmod(day.year * 12 + day.month - 1 + nombre, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])).isoformat()


def terme(effet: str, duree: int) -> str:
    """The last day of a period of `duree` months (clause `duree`): the eve of the same day of the month."""
    if duree < 1:
        raise ValueError("une durée compte un mois au moins")
    return plus_jours(plus_mois(effet, duree), -1)


@dataclass(frozen=True, slots=True)
class Preavis:
    """The dates around a refusal to renew (clause `reconduction`, balanced version)."""

    terme: str
    limite: str
    rappel_debut: str
    rappel_fin: str
    limite_sans_rappel: str
    dernier_jour_ouvre: str


def preavis(effet: str, duree: int, mois: int, plage: Plage) -> Preavis:
    """Counted backwards from the term: last day to refuse, when the Prestataire reminds of it, last day without a reminder.

    « Au moins {mois} avant le terme »: the limit is that many months before the last day. `dernier_jour_ouvre`: the last Jour ouvré up
    to the limit, for whoever wants the letter read in time; the clause does not extend a limit that falls on a closed day.
    """
    if not 1 <= mois <= duree:
        raise ValueError("le préavis compte un mois au moins et ne dépasse pas la durée du contrat")
    end = terme(effet, duree)
    limit = open_day = plus_mois(end, -mois)
    while not plage.ouvre(open_day):
        open_day = plus_jours(open_day, -1)
    return Preavis(end, limit, plus_mois(limit, -3), plus_mois(limit, -1), plus_jours(end, -1), open_day)


# ---------------------------------------------------------------- time that is counted
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
    return [Ligne(name, logged, _texte(weighted), _ceil(weighted / valeur)) for name, logged, weighted in _groupes(temps, regroupement)]


def temps_facture(temps: Sequence[Temps], pas: int, regroupement: str = "dossier-jour", au_plus_proche: bool = False) -> list[Ligne]:
    """The minutes billed by the hour (clause `decompte`), as `unites`: rounded up to a multiple of `pas`.

    `au_plus_proche`: rounded to the nearest multiple (client's version), the lower one at equal distance, in favour of who pays
    (code civil, article 1190).
    """
    if pas < 1:
        raise ValueError("le pas d'arrondi est d'une minute au moins")
    half = Fraction(1, 2)
    return [
        Ligne(name, logged, _texte(weighted), pas * _ceil(weighted / pas - (half if au_plus_proche else 0)))
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
    return Solde(achetes, consommes, left, max(0, consommes - achetes), left <= achetes * _taux(alerte))


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


# ---------------------------------------------------------------- money, in cents
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
    return _ceil(Fraction(minutes, 60)) if entamee else minutes // 60


def penalite(heures: int, taux: str, assiette: int, plafond: str, deja_due: int = 0) -> Penalite:
    """The capped penalty of a month (clause `penalites-prestataire`): hours × rate × base, never above `plafond` of that base.

    Rates in per cent. Amounts are rounded to the cent, half up; the cap is rounded down, for the total « n'excède pas » it.
    """
    if min(heures, assiette, deja_due) < 0:
        raise ValueError("heures et montants sont positifs")
    raw = _cents(heures * _taux(taux) * assiette)
    cap = int(_taux(plafond) * assiette)
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
    if not _exact(s0) or not _exact(s1):
        raise ValueError("un indice est plus grand que zéro")
    exact = p0 * _exact(s1) / _exact(s0)
    low = _ceil(max(Fraction(0), p0 * (1 - _taux(plafond)))) if baisse_bornee else 0
    high = int(p0 * (1 + _taux(plafond)))
    computed = _cents(exact)
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
    return Cout(sum(minutes), sum(_cents(Fraction(m * taux, 60)) for m in minutes) + deplacements * prix_deplacement)


def cout_tickets(consommes: int, carnet_nombre: int, carnet_prix: int, unite_prix: int) -> Cout:
    """The cheapest purchase that covers these Tickets: whole books, then singles (or one more book); `unites`: Tickets bought."""
    if carnet_nombre < 1 or consommes < 0:
        raise ValueError("un carnet compte un Ticket au moins")
    books, singles = divmod(consommes, carnet_nombre)
    if singles * unite_prix <= carnet_prix:
        return Cout(consommes, books * carnet_prix + singles * unite_prix)
    return Cout((books + 1) * carnet_nombre, (books + 1) * carnet_prix)


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
        found[name] = logged + item.minutes, weighted + item.minutes * _exact(item.coefficient)
    return [(name, logged, weighted) for name, (logged, weighted) in found.items()]


def _ouvertures(day: date, plage: Plage, holes: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The open stretches of a day, suspensions taken out."""
    if not plage.ouvre(day.isoformat()):
        return []
    midnight = datetime(day.year, day.month, day.day)
    opened, closed = (midnight + timedelta(minutes=_heure(h)) for h in (plage.ouverture, plage.fermeture))
    found = []
    for hole, end in holes:
        if hole < closed and end > opened:
            if hole > opened:
                found.append((opened, hole))
            opened = end
    return [*found, (opened, closed)] if opened < closed else found


def _suspensions(pairs: Sequence[Sequence[str]]) -> list[tuple[datetime, datetime]]:
    """In order, merged where they overlap."""
    found: list[tuple[datetime, datetime]] = []
    for start, end in sorted((_instant(a), _instant(b)) for a, b in pairs):
        if end < start:
            raise ValueError("une suspension finit avant de commencer : corrigez ses heures")
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _date(text: str) -> date:
    try:
        if _ISO.match(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"« {text} » : on attend une date qui existe, 2027-01-04")


def _instant(text: str) -> datetime:
    match = _INSTANT.match(text)
    if not match:
        raise ValueError(f"« {text} » : on attend un jour et une heure, 2027-01-04 08:30")
    day = _date(match[1])
    return datetime(day.year, day.month, day.day, int(match[2]), int(match[3]))


def _heure(text: str) -> int:
    match = _HEURE.match(text)
    if not match or (match[1] == "24" and match[2] != "00"):
        raise ValueError(f"« {text} » : on attend une heure, 08:30")
    return int(match[1]) * 60 + int(match[2])


def _hhmm(moment: datetime, day: date) -> str:
    """« 24:00 » for the midnight that ends the day."""
    return "24:00" if moment.date() > day else f"{moment:%H:%M}"


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60


def _exact(text: str | int) -> Fraction:
    if not _DECIMAL.match(str(text)):
        raise ValueError(f"« {text} » : on attend un nombre positif, 1.5")
    return Fraction(str(text))


def _taux(text: str | int) -> Fraction:
    return _exact(text) / 100


def _ceil(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def _cents(value: Fraction) -> int:
    """The nearest integer, half up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _texte(value: Fraction) -> str:
    """An exact decimal text: « 67.5 »."""
    scaled = value * 10**6
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**6)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
