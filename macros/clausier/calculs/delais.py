"""Delays in Heures ouvrées, and what suspends them (clauses `horaires`, `gti`, `gtr`, `mesure-delais`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .lecture import MAX_JOURS, read_date, read_hour, read_instant


@dataclass(frozen=True, slots=True)
class Plage:
    """When the service is open (clause `horaires`): hours « 08:30 », days from 1 (Monday) to 7, holidays as dates."""

    ouverture: str
    fermeture: str
    jours: Sequence[int] = (1, 2, 3, 4, 5)
    feries: Sequence[str] = ()

    def __post_init__(self):
        if not 0 <= read_hour(self.ouverture) < read_hour(self.fermeture) <= 24 * 60:
            raise ValueError("la plage de service ferme avant d'ouvrir : corrigez les heures")
        if not self.jours or not set(self.jours) <= set(range(1, 8)):
            raise ValueError("jours de service : de 1 (lundi) à 7 (dimanche), un au moins")
        for jour in self.feries:
            read_date(jour)

    def ouvre(self, jour: str) -> bool:
        """Is that date a Jour ouvré? (clause `definitions`)"""
        return read_date(jour).isoweekday() in self.jours and jour not in self.feries


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
    start = read_instant(depart)
    holes = _suspensions(suspensions)
    left, used, day = minutes, [], start.date()
    for _ in range(MAX_JOURS):
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
    start, end, total = read_instant(debut), read_instant(fin), 0
    holes = _suspensions(suspensions)
    for offset in range((end.date() - start.date()).days + 1):
        day = start.date() + timedelta(days=offset)
        total += sum(max(0, _minutes(min(closed, end) - max(opened, start))) for opened, closed in _ouvertures(day, plage, holes))
    return total


# ---------------------------------------------------------------- inside
def _ouvertures(day: date, plage: Plage, holes: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """The open stretches of a day, suspensions taken out."""
    if not plage.ouvre(day.isoformat()):
        return []
    midnight = datetime(day.year, day.month, day.day)
    opened, closed = (midnight + timedelta(minutes=read_hour(h)) for h in (plage.ouverture, plage.fermeture))
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
    for start, end in sorted((read_instant(a), read_instant(b)) for a, b in pairs):
        if end < start:
            raise ValueError("une suspension finit avant de commencer : corrigez ses heures")
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _hhmm(moment: datetime, day: date) -> str:
    """« 24:00 » for the midnight that ends the day."""
    return "24:00" if moment.date() > day else f"{moment:%H:%M}"


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60
