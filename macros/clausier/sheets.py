"""Neutral spreadsheets: what `tableur` builds and `render/xlsx` writes. Values are exact: integer cents, ISO dates, decimal texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

Value = Union[int, str, None]


@dataclass(frozen=True, slots=True)
class Column:
    """`kind`: texte, entier, decimal, montant, taux, date, heure, moment or duree. `choices`: the values, or a reference to a range."""

    title: str
    kind: str
    width: int = 0
    choices: tuple[str, ...] | str = ()
    help: str = ""
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, or a formula (in English, without its « = ») with the value that it has now. `kind` and `choices` when the column has none of its own."""

    value: Value = None
    formula: str = ""
    kind: str = ""
    choices: tuple[str, ...] = ()


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title line, then lines of cells. `to_fill`: a table that the user fills, with filters, lists and prepared lines."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    to_fill: bool = True


@dataclass(frozen=True, slots=True)
class Workbook:
    title: str
    subject: str
    sheets: tuple[Sheet, ...]
