"""The page, and how a table shares its width: the same in every paged format. Lengths are in twentieths of a point."""

from __future__ import annotations

from clausier.blocks import Table, plain

# A4, margins of 2.3 cm.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1304
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN

_CHARACTER, _CAPITAL, _SIDES = 98, 122, 215  # the width of an average character of a table, of a capital, and what a cell's sides take
_SHORT = 16  # a column of no longer texts (dates, telephones, amounts) has them whole, when there is room
_WHOLE = 14  # a table of no more lines of text is not cut between two pages


def column_widths(table: Table) -> list[int]:
    """Widths of the columns by what they hold: the longest word whole, then the short texts, the rest by the mean length of a cell."""
    needs, weights, wishes = [], [], []
    count = max(1, len(table.rows))
    for rank, (name, cells) in enumerate(zip(table.columns, zip(*table.rows) if table.rows else [()] * len(table.columns))):
        texts = [cell[0].text if len(cell) == 1 else plain(cell) for cell in cells]
        word = max(name.split(), key=len, default="")
        word = max([word, *" ".join([text for text in texts if len(text) > len(word)]).split()], key=len)
        mean = sum(map(len, texts)) // count
        needs.append(_width(word))
        weights.append(min(120, max(6, len(word) + 2, mean)))
        longest = max(texts, key=len, default="")
        if len(longest) <= _SHORT and (wish := _width(longest) - needs[-1]) > 0:
            wishes.append((wish, rank))
    room = TEXT_WIDTH - sum(needs)
    if room < 0:  # even the words do not fit: share by their length
        return [TEXT_WIDTH * need // sum(needs) for need in needs]
    for wish, rank in sorted(wishes):
        if wish <= room:
            needs[rank] += wish
            room -= wish
    total = sum(weights)
    return [need + room * weight // total for need, weight in zip(needs, weights)]


def stands_whole(table: Table, widths: list[int]) -> bool:
    """Whether it is short enough not to be cut between two pages; `widths` are those of its columns."""
    fits = [max(1, (width - _SIDES) // _CHARACTER) for width in widths]
    lines = 0
    for row in table.rows:
        most = 0
        for cell, fit in zip(row, fits):
            size = len(cell[0].text) if len(cell) == 1 else len(plain(cell))
            if size > most * fit:
                most = -(-size // fit)
        lines += most
        if lines > _WHOLE:
            return False
    return True


def _width(text: str) -> int:
    return len(text) * (_CAPITAL if text.isupper() else _CHARACTER) + _SIDES
