"""The page, and how a table shares its width: the same in every paged format. Lengths are in twentieths of a point."""

from __future__ import annotations

from clausier.blocks import Table, plain

# A4, margins of 2.3 cm.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1304
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN

_CHARACTER = 105  # the width of an average character of a table


def column_widths(table: Table) -> list[int]:
    """Widths of the columns by what they hold: the longest word whole, the rest by the mean length of a cell."""
    needs, weights = [], []
    count = max(1, len(table.rows))
    for name, cells in zip(table.columns, zip(*table.rows) if table.rows else [()] * len(table.columns)):
        texts = [cell[0].text if len(cell) == 1 else plain(cell) for cell in cells]
        words = [word for text in texts for word in text.split()]
        longest = max(map(len, [*name.split(), *words]), default=1)
        mean = sum(map(len, texts)) // count
        needs.append((longest + 3) * _CHARACTER)
        weights.append(min(120, max(6, longest + 2, mean)))
    room = TEXT_WIDTH - sum(needs)
    if room < 0:  # even the words do not fit: share by their length
        return [TEXT_WIDTH * need // sum(needs) for need in needs]
    total = sum(weights)
    return [need + room * weight // total for need, weight in zip(needs, weights)]
