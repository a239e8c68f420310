"""Days, months, the term of a contract and its notice (clauses `duree`, `reconduction`)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from .delais import Plage
from .lecture import MAX_JOURS, read_date


def jours_ouvres(depart: str, nombre: int, plage: Plage) -> str:
    """The date at which `nombre` Jours ouvrés have passed, the first day not counted (clauses `etat-des-lieux`, `maintenance-palliative`)."""
    if nombre < 0:
        raise ValueError("un nombre de jours est positif")
    day = read_date(depart)
    for _ in range(MAX_JOURS):
        if not nombre:
            return day.isoformat()
        day += timedelta(days=1)
        nombre -= plage.ouvre(day.isoformat())
    raise ValueError("le délai ne finit jamais : vérifiez les jours fériés")


def plus_jours(depart: str, nombre: int) -> str:
    """Calendar days later, or earlier."""
    return (read_date(depart) + timedelta(days=nombre)).isoformat()


def plus_mois(depart: str, nombre: int) -> str:
    """The same day of the month, months later or earlier; the last day of a month that is too short."""
    day = read_date(depart)
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
