"""How dates, hours, rates and numbers are read and rounded. Each raises ValueError, with the cure, on a text that is not one."""

from __future__ import annotations

import re
from datetime import date, datetime
from fractions import Fraction

_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d) ([01]\d|2[0-3]):([0-5]\d)\Z", re.ASCII)
_HEURE = re.compile(r"([01]\d|2[0-4]):([0-5]\d)\Z", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_DECIMAL = re.compile(r"\d{1,15}(?:\.\d{1,6})?\Z", re.ASCII)
MAX_JOURS = 40_000  # beyond, the dates given are surely a mistake


def read_date(text: str) -> date:
    try:
        if _ISO.match(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise ValueError(f"« {text} » : on attend une date qui existe, 2027-01-04")


def read_instant(text: str) -> datetime:
    match = _INSTANT.match(text)
    if not match:
        raise ValueError(f"« {text} » : on attend un jour et une heure, 2027-01-04 08:30")
    day = read_date(match[1])
    return datetime(day.year, day.month, day.day, int(match[2]), int(match[3]))


def read_hour(text: str) -> int:
    match = _HEURE.match(text)
    if not match or (match[1] == "24" and match[2] != "00"):
        raise ValueError(f"« {text} » : on attend une heure, 08:30")
    return int(match[1]) * 60 + int(match[2])


def read_number(text: str | int) -> Fraction:
    if not _DECIMAL.match(str(text)):
        raise ValueError(f"« {text} » : on attend un nombre positif, 1.5")
    return Fraction(str(text))


def read_rate(text: str | int) -> Fraction:
    return read_number(text) / 100


def round_up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def nearest(value: Fraction) -> int:
    """The nearest integer, half up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def decimal_text(value: Fraction) -> str:
    """An exact decimal text: « 67.5 »."""
    scaled = value * 10**6
    whole, rest = divmod(scaled.numerator // scaled.denominator, 10**6)
    return f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
