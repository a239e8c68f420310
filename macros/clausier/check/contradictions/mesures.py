"""When two quantities say the same: « trente-six mois » and « trois ans » do, « 8 heures ouvrées » and « 8 heures calendaires » do not."""

from __future__ import annotations

from dataclasses import dataclass

from ...mots import MINUTES, Quantite

PROCHE = 0.15  # units differ: a month is thirty days or four weeks, « quinze jours » two weeks
OUVRE, CALENDAIRE = "ouvre", "calendaire"
MEME, AUTRE_REGIME, AUTRE = "meme", "autre-regime", "autre"
_OUVRE = {"heure": 60, "minute": 1, "jour": 480, "semaine": 2400, "mois": 21 * 480, "an": 250 * 480}


@dataclass(frozen=True, slots=True)
class Valeur:
    """A value as compared: `genre` of the quantity, its number (minutes for a length), the unit it was given in, how it is counted."""

    genre: str
    nombre: int
    unite: str = ""
    regime: str = ""


def valeur(quantity: Quantite, regime: str = "") -> Valeur:
    return Valeur(quantity.genre, quantity.valeur, quantity.unite, quantity.regime or regime)


def comparer(a: Valeur, b: Valeur) -> str:
    """MEME, AUTRE_REGIME (as many, counted otherwise) or AUTRE."""
    if a.genre != b.genre:
        return AUTRE
    if a.genre != "duree":
        return MEME if a.nombre == b.nombre else AUTRE
    opposed = {a.regime, b.regime} == {OUVRE, CALENDAIRE}
    if a.nombre == b.nombre:
        return AUTRE_REGIME if opposed else MEME
    if a.unite == b.unite and not opposed:
        return AUTRE
    if _near(_calendar(a), _calendar(b), PROCHE):
        return MEME
    return MEME if OUVRE in (a.regime, b.regime) and _near(_worked(a), _worked(b), 2 * PROCHE) else AUTRE


def _calendar(v: Valeur) -> float | None:
    """In minutes of the calendar; None when hours worked do not tell it."""
    if v.regime != OUVRE:
        return v.nombre
    return v.nombre * 1.4 if v.unite in ("jour", "semaine") else None


def _worked(v: Valeur) -> float | None:
    """In minutes of work; « 48 heures » without more are hours of the clock, « 8 heures » may be a day."""
    if v.regime == CALENDAIRE or (not v.regime and v.unite in ("heure", "minute") and v.nombre > 600):
        return None
    return v.nombre * _OUVRE[v.unite] / MINUTES[v.unite]


def _near(a: float | None, b: float | None, far: float) -> bool:
    return a is not None and b is not None and abs(a - b) <= far * max(a, b)
