"""Field values: typed text in, exact values out; exact values in, printed French out.

Amounts are integer cents, dates ISO texts, decimals and rates exact decimal texts; never a float.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Union

from . import model as m, typography as t

Value = Union[int, str, list, dict]
Say = Callable[[tuple, str], None]

MAX_TEXT = 20_000
MAX_ROWS = 5_000
_SPACES = re.compile("[ \u00a0\u202f]")
_NUMBER = re.compile(r"(-?)(\d{1,15}|\d{1,3}(?: \d{3}){1,4})(?:[.,](\d{1,6}))?\Z", re.ASCII)
_SUFFIXES = {"montant": ("HT", "€"), "taux": ("%",)}
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z", re.ASCII)
_FRENCH_DATE = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})\Z", re.ASCII)
_CLOCK = re.compile(r"(\d\d?) ?[h:] ?(\d\d)?\Z", re.ASCII)
# Control characters but tab, newline and return; lone surrogates; non-characters; bidirectional overrides and isolates.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069"
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17))
    + "]"
)
COMPARABLE = ("entier", "decimal", "montant", "taux", "date", "heure")


def read_value(champ: m.Champ, raw: object, say: Say) -> Value | None:
    """The typed value of a field, or None when it is blank or wrong (`say` is then told the path in the value and the fault)."""
    if raw in ("", "~", "null", None) or raw == []:  # YAML's ways of writing nothing
        return None
    if champ.type == "tableau":
        return _table(champ, raw, say)
    if champ.type == "liste":
        if not isinstance(raw, list):
            say((), "on attend une liste : [a, b]")
            return None
        if len(raw) > MAX_ROWS:
            say((), f"plus de {MAX_ROWS} éléments : raccourcissez la liste")
            return None
        items = [read_text(item, False, say, (i,)) for i, item in enumerate(raw)]
        return [item for item in items if item] or None
    if champ.type == "choix":
        if raw not in [v.id for v in champ.valeurs]:
            say((), f"on attend un de : {', '.join(v.id for v in champ.valeurs)}")
            return None
        return raw
    value = _scalar(champ.type, raw, say, ())
    if value is not None and champ.type in ("entier", "decimal", "montant", "taux"):
        exact = in_order(champ.type, value) / (100 if champ.type == "montant" else 1)
        if champ.minimum is not None and exact < champ.minimum:
            say((), f"on attend au moins {champ.minimum}")
        elif champ.maximum is not None and exact > champ.maximum:
            say((), f"on attend au plus {champ.maximum}")
    return value


def in_order(kind: str, value: Value) -> Decimal | str:
    """What to compare two values of one type (one of COMPARABLE) by."""
    return value if kind in ("date", "heure") else Decimal(value)


def show_value(champ: m.Champ, value: Value) -> str:
    """The printed text of a field's value (tables excepted)."""
    if champ.type == "choix":
        return t.french(next(v.libelle for v in champ.valeurs if v.id == value))
    if champ.type == "liste":
        return t.enumeration(list(value))
    return show_scalar(champ.type, value, champ.unite)


def show_scalar(kind: str, value: Value, unit: tuple[str, ...] = ()) -> str:
    """The printed text of one scalar: a field's value or a table cell's."""
    if kind == "montant":
        return t.amount(value)
    if kind == "entier":
        return t.with_unit(t.grouped(str(value)), value, unit)
    if kind == "decimal":
        return t.with_unit(t.decimal(value), float(value), unit)
    if kind == "taux":
        return f"{t.decimal(value)}{t.NBSP}%"
    if kind == "date":
        return t.long_date(value)
    if kind == "heure":
        return t.clock(value)
    return value


# ---------------------------------------------------------------- inside
def _table(champ: m.Champ, raw: object, say: Say) -> list[dict] | None:
    if not isinstance(raw, list):
        say((), "on attend une liste de lignes (un tiret par ligne)")
        return None
    if len(raw) > MAX_ROWS:
        say((), f"plus de {MAX_ROWS} lignes : découpez le tableau")
        return None
    columns = {c.id: c for c in champ.colonnes}
    rows = []
    for i, line in enumerate(raw):
        if not isinstance(line, dict):
            say((i,), f"on attend une ligne {{{', '.join(columns)}}}")
            continue
        row = {}
        for name, cell in line.items():
            if name not in columns:
                say((i, name), f"colonne inconnue : {', '.join(columns)}")
            elif cell not in ("", None):
                value = _scalar(columns[name].type, cell, say, (i, name))
                if value is not None:
                    row[name] = value
        rows.append(row)
    return rows


def _scalar(kind: str, raw: object, say: Say, path: tuple) -> Value | None:
    if not isinstance(raw, str):
        say(path, "on attend une valeur simple, non une liste ni une carte")
        return None
    if kind in ("texte", "paragraphe"):
        return read_text(raw, kind == "paragraphe", say, path)
    if kind in ("entier", "montant", "decimal", "taux"):
        return _number(kind, raw, say, path)
    if kind == "date":
        return _date(raw, say, path)
    match = _CLOCK.match(raw.strip())
    if not match or int(match[1]) * 60 + int(match[2] or 0) > 24 * 60 or int(match[2] or 0) > 59:
        say(path, "on attend une heure : 08:30")
        return None
    return f"{int(match[1]):02d}:{match[2] or '00'}"


def read_text(raw: object, several_lines: bool, say: Say, path: tuple = ()) -> str | None:
    """A text kept as it is, line ends apart; None when it is blank or wrong (`say` is then told)."""
    if not isinstance(raw, str):
        say(path, "on attend un texte")
        return None
    if len(raw) > MAX_TEXT:
        say(path, f"plus de {MAX_TEXT} signes : raccourcissez, ou joignez le texte en annexe")
        return None
    if raw.isprintable():  # nearly always: no control, no line end, nothing forbidden
        return None if raw.isspace() else raw or None
    if match := _FORBIDDEN.search(raw):
        say(path, f"caractère interdit (U+{ord(match[0]):04X}) : retirez-le")
        return None
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if "\n" in text and not several_lines:
        say(path, "on attend une seule ligne : retirez les retours à la ligne")
        return None
    return text if text.strip() else None


def _number(kind: str, raw: str, say: Say, path: tuple) -> Value | None:
    text = _SPACES.sub(" ", raw).strip()
    for suffix in _SUFFIXES.get(kind, ()):
        text = text.removesuffix(suffix).rstrip()
    match = _NUMBER.match(text)
    if not match:
        example = {"entier": "12", "montant": "1250,50", "decimal": "1,5", "taux": "10"}[kind]
        say(path, f"on attend un nombre : {example}")
        return None
    units, rest = match[2].replace(" ", "").lstrip("0") or "0", match[3] or ""
    if match[1]:
        say(path, "on attend un nombre positif")
    elif kind == "entier" and rest:
        say(path, "on attend un nombre entier, sans virgule ni point")
    elif kind == "montant" and len(rest) > 2:
        say(path, "on attend deux décimales au plus")
    elif kind == "taux" and int(units) > 1000:
        say(path, "on attend un taux en pour cent : 10 pour 10 %")
    elif kind == "entier":
        return int(units)
    elif kind == "montant":
        return int(units) * 100 + int((rest + "00")[:2])
    else:
        return units + (f".{rest}" if rest.strip("0") else "")
    return None


def _date(raw: str, say: Say, path: tuple) -> str | None:
    text = raw.strip()
    if match := _FRENCH_DATE.match(text):
        text = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    match = _ISO.match(text)
    try:
        date(int(match[1]), int(match[2]), int(match[3]))  # type: ignore[index]
    except (TypeError, ValueError):
        say(path, "on attend une date qui existe : 2027-01-04, ou 04/01/2027")
        return None
    return text
