"""French typography, dates, amounts and units: the one place. Catalogue texts pass through `french`; user values never do."""

from __future__ import annotations

import re
from functools import lru_cache

NBSP = "\u00a0"
THIN = "\u202f"
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")

_RULES = (
    (re.compile(r"'"), "’"),
    (re.compile(rf"«[ {NBSP}]?"), f"«{NBSP}"),
    (re.compile(rf"[ {NBSP}]?»"), f"{NBSP}»"),
    (re.compile(r" ([;:!?%€])"), rf"{NBSP}\1"),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), THIN),
    (re.compile(r"(?<=\d) (?=[^\W\d_])"), NBSP),
    (re.compile(r"\b([Aa]rticles?|[Aa]nnexes?|n°) (?=\d|$)"), rf"\1{NBSP}"),
    (re.compile(r"\b([LRD]\.)[ ](?=\d)"), rf"\1{NBSP}"),
    (re.compile(r"\bNF EN (?=\d)"), f"NF{NBSP}EN{NBSP}"),
    (re.compile(r"\.\.\."), "…"),
)


@lru_cache(maxsize=20_000)
def french(text: str) -> str:
    """Catalogue text with French typography: apostrophes, quotes, no-break spaces. Idempotent."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def long_date(iso: str) -> str:
    """`2026-11-01` → « 1er novembre 2026 »."""
    year, month, day = iso.split("-")
    return f"{'1er' if day == '01' else int(day)}{NBSP}{MONTHS[int(month) - 1]}{NBSP}{year}"


def clock(hhmm: str) -> str:
    """`08:30` → « 8 h 30 »; `18:00` → « 18 h »."""
    hours, minutes = hhmm.split(":")
    return f"{int(hours)}{NBSP}h" + (f"{NBSP}{minutes}" if minutes != "00" else "")


def grouped(digits: str) -> str:
    """`1234567` → « 1 234 567 », by narrow no-break spaces."""
    sign, digits = ("−", digits[1:]) if digits.startswith("-") else ("", digits)
    if len(digits) <= 3:
        return sign + digits
    head = len(digits) % 3 or 3
    return sign + THIN.join([digits[:head], *(digits[i : i + 3] for i in range(head, len(digits), 3))])


def amount(cents: int) -> str:
    """Integer cents → « 1 250 € » or « 1 250,50 € »."""
    units, rest = divmod(abs(cents), 100)
    return ("−" if cents < 0 else "") + grouped(str(units)) + (f",{rest:02d}" if rest else "") + f"{NBSP}€"


def decimal(text: str) -> str:
    """A decimal written with a point (`12.5`) → « 12,5 »."""
    units, _, rest = text.partition(".")
    rest = rest.rstrip("0")
    return grouped(units) + (f",{rest}" if rest else "")


def with_unit(number: str, value: float, unit: tuple[str, ...]) -> str:
    """« 1 mois », « 3 mois », « 1,5 heure »: the plural starts at two."""
    if not unit:
        return number
    return f"{number}{NBSP}{french(unit[0] if abs(value) < 2 else unit[1])}"


def enumeration(items: list[str]) -> str:
    """« A, B et C »."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} et {items[-1]}" if items else ""
