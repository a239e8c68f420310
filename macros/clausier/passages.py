"""Texts of the catalogue to blocks: words, values or blanks, lists, tables. What a contract and a letter print in the same way.

A `Passages` gathers blocks in `out` and missing values in `blanks`; whoever extends it says how a reference prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from . import blocks as b, model as m, texte
from .typography import NBSP, french
from .valeurs import Value, show_scalar, show_value


@dataclass(frozen=True, slots=True)
class Blanc:
    """A value that is missing: the field and the label to show."""

    champ: str
    libelle: str


class Holds(dict):
    """Whether each condition holds in one situation, weighed once; conditions are shared objects, hence known by identity."""

    def __init__(self, situation: m.Situation):
        self.situation = situation

    def __call__(self, condition: m.Condition) -> bool:
        if condition is m.TOUJOURS:
            return True
        held = self.get(id(condition))
        if held is None:
            held = self[id(condition)] = condition.vraie(self.situation)
        return held


@lru_cache(maxsize=20_000)
def _pieces(text: str) -> tuple[tuple, bool]:
    """A clause text parsed, its words with French typography: ready-made spans, and whether there is nothing else."""
    pieces = tuple(_typed(piece) for piece in texte.analyse(text))
    return pieces, all(piece.__class__ is b.Text for piece in pieces)


@lru_cache(maxsize=5_000)
def title(text: str) -> b.Spans:
    """A title of the catalogue, which comes back in every contract."""
    return (b.Text(french(text)),)


def _typed(piece: texte.Morceau):
    if isinstance(piece, texte.Mots):
        return b.Text(french(piece.texte), piece.gras)
    if isinstance(piece, texte.Renvoi) and piece.deux_redactions:
        return texte.Renvoi(piece.genre, piece.id, piece.gras, tuple(map(_typed, piece.avec)), tuple(map(_typed, piece.sans)), True)
    return piece


class Passages:
    """The blocks written so far, and what they lack."""

    def __init__(self, catalogue: m.Catalogue, given: Mapping[str, Value]):
        self.c, self.given = catalogue, given
        self.blanks: dict[str, Blanc] = {}
        self.values: dict[str, b.FieldValue] = {}
        self.out: list[b.Block] = []

    # ------------------------------------------------------------ to be said by whoever extends it
    def _keeps(self, alinea: m.Alinea) -> bool:
        """Whether a list item is printed."""
        raise NotImplementedError

    def _present(self, link: texte.Renvoi) -> bool:
        """Whether the target of a reference with two wordings is there."""
        raise NotImplementedError

    def _reference(self, link: texte.Renvoi) -> b.Span:
        """What a reference prints."""
        raise NotImplementedError

    # ------------------------------------------------------------ blocks
    def _follow(self, alinea: m.Alinea) -> None:
        """The list and the table that follow a paragraph."""
        if alinea.liste:
            items = [self._item(i) for i in alinea.liste if self._keeps(i)]
            if items:
                self.out.append(b.BulletList(_punctuated(items)))
        if isinstance(alinea.tableau, str):
            self.out.append(self._field_table(self.c.champs[alinea.tableau]))
        elif alinea.tableau:
            table = alinea.tableau
            rows = tuple(tuple(self._spans(cell) for cell in row) for row in table.lignes)
            self.out.append(b.Table(tuple(map(french, table.colonnes)), rows))

    def _item(self, alinea: m.Alinea) -> b.Spans:
        return self._spans(alinea.texte)

    def _field_table(self, champ: m.Champ) -> b.Table:
        columns = tuple(french(c.titre) for c in champ.colonnes)
        rows = self.given.get(champ.id)
        if not rows:
            self.blanks.setdefault(champ.id, Blanc(champ.id, champ.libelle))
        cells = []
        for i, row in enumerate(rows or [{}], 1):
            line = []
            for column in champ.colonnes:
                key = f"{champ.id}.{i}.{column.id}"
                if column.id in row:
                    shown = b.FieldValue(key, show_scalar(column.type, row[column.id], column.unite), column.titre)
                else:
                    shown = b.FieldValue(key, self._blank_text(column.titre), column.titre, blank=True)
                    if rows:
                        self.blanks.setdefault(key, Blanc(key, f"{champ.libelle}, ligne {i}, {column.titre}"))
                line.append((shown,))
            cells.append(tuple(line))
        return b.Table(columns, tuple(cells), french(champ.libelle))

    # ------------------------------------------------------------ spans
    def _spans(self, text: str) -> b.Spans:
        pieces, plain = _pieces(text)
        if plain:
            return pieces
        spans: list[b.Span] = []
        for piece in pieces:
            if piece.__class__ is b.Text:
                spans.append(piece)
            else:
                self._add(piece, spans)
        return tuple(spans)

    def _add(self, piece, spans: list) -> None:
        kind = piece.__class__
        if kind is b.Text:
            spans.append(piece)
        elif kind is texte.RefChamp:
            spans.append(self._value(piece))
        elif not piece.deux_redactions:
            spans.append(self._reference(piece))
        elif self._present(piece):
            for part in piece.avec:
                self._with_number(part, piece, spans)
        else:
            for part in piece.sans:
                self._add(part, spans)

    def _with_number(self, part, link: texte.Renvoi, spans: list) -> None:
        if not isinstance(part, b.Text) or "#" not in part.text:
            self._add(part, spans)
            return
        before, _, after = part.text.partition("#")
        before = before[:-1] + NBSP if before.endswith(("article ", "annexe ")) else before
        if before:
            spans.append(b.Text(before, part.bold))
        spans.append(self._reference(link))
        if after:
            spans.append(b.Text(after, part.bold))

    def _value(self, piece: texte.RefChamp) -> b.FieldValue:
        known = self.values.get(piece.id)
        if known is None:
            champ = self.c.champs[piece.id]
            value = self.given.get(piece.id)
            if value is None:
                self.blanks.setdefault(champ.id, Blanc(champ.id, champ.libelle))
                known = b.FieldValue(champ.id, self._blank_text(champ.libelle), champ.libelle, blank=True)
            else:
                known = b.FieldValue(champ.id, show_value(champ, value), champ.libelle)
            self.values[piece.id] = known
        return known if not piece.gras else b.FieldValue(known.key, known.text, known.label, known.blank, True)

    def _blank_text(self, label: str) -> str:
        return french(self.c.textes.a_completer).replace("#", french(label))


def _punctuated(items: list[b.Spans]) -> tuple[b.Spans, ...]:
    """List items that follow one another: a semicolon after each, a full stop after the last, whichever are left."""
    if not any(b.plain(item).endswith(f"{NBSP};") for item in items):
        return tuple(items)
    return tuple([(*item[:-1], _ending(item[-1], "." if item is items[-1] else f"{NBSP};")) for item in items])


def _ending(span: b.Span, mark: str) -> b.Span:
    return _ended(span.text, mark, span.bold) if span.__class__ is b.Text else span


@lru_cache(maxsize=5_000)
def _ended(text: str, mark: str, bold: bool) -> b.Text:
    return b.Text(text.rstrip(f";.{NBSP} ") + mark, bold)
