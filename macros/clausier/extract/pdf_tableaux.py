"""The tables of a PDF page: between the rules drawn on it, or by words that stand under one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median

from .pdf_mots import Mot, Page
from .tableaux import LARGE, continuees, fondre, tete

HAUT = 260.0  # points: two rules further apart are not of one table


@dataclass(slots=True)
class Ligne:
    """A line of text: its bounds, its baseline, the size of its letters; `rang`, its order in the file."""

    texte: str
    x0: float
    x1: float
    y: float
    corps: float
    gras: bool
    rang: int
    page: int
    mots: list[Mot] = field(default_factory=list)
    droite: float = 0.0  # where its column ends


@dataclass(slots=True)
class Grille:
    """A table: its rows, its heads if it has some, and where it stands."""

    rangs: list[list[str]]
    tete: bool
    rang: int
    page: int
    y: float


# ---------------------------------------------------------------- ruled tables
def zones(page: Page) -> list[tuple[list[float], float, float]]:
    """Runs of horizontal rules one under another, as wide as each other: their heights from the top, and their sides."""
    levels: list[list[float]] = []  # y, x0, x1
    for y, x0, x1 in sorted(page.horizontales, reverse=True):
        if levels and levels[-1][0] - y <= 2.5 and x0 <= levels[-1][2] + 12 and x1 >= levels[-1][1] - 12:
            levels[-1][1:] = [min(levels[-1][1], x0), max(levels[-1][2], x1)]
        else:
            levels.append([y, x0, x1])
    found: list[tuple[list[float], float, float]] = []
    current: list[list[float]] = []
    for level in [*levels, [-1e9, 0.0, 0.0]]:
        if current:
            wide = max(current[-1][2] - current[-1][1], level[2] - level[1])
            shared = min(current[-1][2], level[2]) - max(current[-1][1], level[1])
            if shared >= 0.7 * wide and current[-1][0] - level[0] <= HAUT:
                current.append(level)
                continue
            if len(current) >= 2:
                found.append(([y for y, _, _ in current], min(x0 for _, x0, _ in current), max(x1 for _, _, x1 in current)))
        current = [level]
    return found


Bande = tuple[float, float, list[Ligne]]  # top, bottom, the pieces between


def bandes(heights: list[float], inside: list[Ligne], page: Page) -> list[list[Bande]]:
    """What stands between the rules, in runs where each band holds a row of cells: a heading underlined above a table is not of it."""
    runs: list[list[Bande]] = [[]]
    for top, bottom in zip(heights, heights[1:]):
        band = [piece for piece in inside if bottom - 1 <= piece.y + piece.corps * 0.3 < top + (0 if runs[-1] else 1)]
        wall = any(bottom + 1 < y1 and y0 < top - 1 and min(piece.x0 for piece in band) + 4 < x < max(piece.x1 for piece in band) - 4 for x, y0, y1 in page.verticales) if band else False
        rows = any(len(line) >= 2 for line in _lignes(band))
        if rows or wall or not band or runs[-1] and _sous(runs[-1], band, page):
            runs[-1].append((top, bottom, band))
        elif runs[-1]:
            runs.append([])
    for run in runs:
        while run and not any(len(line) >= 2 for line in _lignes(run[-1][2])):
            run.pop()
    return [run for run in runs if run]


def _sous(run: list[Bande], band: list[Ligne], page: Page) -> bool:
    """Does this band hold the first cell only of a row of that table?"""
    above = [piece.x0 for _, _, pieces in run for piece in pieces]
    return bool(above) and len(_lignes(band)) <= 3 and all(abs(piece.x0 - min(above)) <= 3 and piece.x1 - piece.x0 < 0.5 * page.largeur for piece in band)


def reglee(page: Page, sides: tuple[float, float], bands: list[Bande], inside: list[Ligne]) -> Grille | None:
    """The table between these rules; None when it has one column only."""
    if not inside:
        return None
    left, right = sides
    top, bottom = bands[0][0], bands[-1][1]
    near = [(x, min(y1, top) - max(y0, bottom)) for x, y0, y1 in page.verticales if left - 3 <= x <= right + 3 and min(y1, top) - max(y0, bottom) > 2]
    walls = [x for x in _groupes([x for x, _ in near]) if not any(piece.x0 + 3 < x < piece.x1 - 3 and len(piece.mots) > 1 and _coupe_un_mot(piece, x) for piece in inside)]
    full = sum(sum(length for v, length in near if abs(v - x) <= 4) >= 0.4 * (top - bottom) for x in walls) >= 3
    bounds = walls if len(walls) >= 3 else [left, *_couloirs(inside), right]
    if len(bounds) < 3:
        return None
    bounds = [min(bounds[0], left), *bounds[1:-1], max(bounds[-1], right)]
    one = full or sum(bool(band) for _, _, band in bands) >= 3
    rows = [row for _, _, band in bands if band for row in _rangs(band, bounds, one) if any(row)]
    if len(rows) < 2 or sum(sum(map(bool, row)) >= 2 for row in rows) < 2:
        return None
    first = bands[0][2]
    head = all(len(cell) <= 80 for cell in rows[0]) and (all(piece.gras for piece in first) and not all(piece.gras for piece in inside) or tete(rows) is not None)
    return Grille(rows, head, min(piece.rang for piece in inside), page.numero, top)


def _coupe_un_mot(piece: Ligne, x: float) -> bool:
    return any(word.x0 + 1 < x < word.x1 - 1 for word in piece.mots)


def _groupes(values: list[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 4:
            found.append(value)
    return found


def _couloirs(pieces: list[Ligne]) -> list[float]:
    """Where the columns begin, but the first: the blanks that go through most of the lines."""
    spans = sorted((piece.x0, piece.x1) for piece in pieces)
    wide = max(x1 for _, x1 in spans) - spans[0][0]
    spans = [span for span in spans if span[1] - span[0] <= 0.7 * wide] or spans
    found, end = [], spans[0][1]
    for x0, x1 in spans[1:]:
        if x0 - end >= 4:
            found.append((end + x0) / 2)
        end = max(end, x1)
    return found[:40]


def _lignes(pieces: list[Ligne]) -> list[list[Ligne]]:
    """Pieces by baseline, from the top."""
    found: list[list[Ligne]] = []
    for piece in sorted(pieces, key=lambda each: -each.y):
        if found and abs(found[-1][0].y - piece.y) <= max(1.5, 0.35 * piece.corps):
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _rangs(band: list[Ligne], bounds: list[float], one: bool) -> list[list[str]]:
    """The rows between two rules: one, or one for each line whose first cell begins something."""
    lines = [_cellules(line, bounds) for line in _lignes(band)]
    if one:
        return [fondre(lines, _empiler)]
    baselines = [line[0].y for line in _lignes(band)]
    steps = [a - b for a, b in zip(baselines, baselines[1:])]
    size = median(piece.corps for piece in band)
    if steps and max(steps) <= 1.45 * size and not all(all(row) for row in lines):
        return [fondre(lines, _empiler)]
    return continuees(lines, _empiler)


def _empiler(above: str, below: str) -> str:
    """The lines of a cell, for the time being: the words of the whole text will say how they meet."""
    return f"{above}\n{below}" if above and below else above or below


def _cellules(line: list[Ligne], bounds: list[float]) -> list[str]:
    """The cells of a line; a piece that goes over a bound is cut between its words."""
    cells: list[list[str]] = [[] for _ in bounds[1:]]
    for word in sorted((word for piece in line for word in piece.mots), key=lambda each: each.x0):
        middle = (word.x0 + word.x1) / 2
        column = next((i for i in range(len(bounds) - 2) if middle < bounds[i + 1]), len(bounds) - 2)
        cells[column].append(word.texte)
    return [" ".join(cell) for cell in cells]


# ---------------------------------------------------------------- aligned tables
def alignees(pieces: list[Ligne], page: Page) -> tuple[list[Ligne], list[Grille]]:
    """Tables without rules: three baselines or more where several pieces stand under one another."""
    lines = _lignes(pieces)
    found: list[Grille] = []
    taken: set[int] = set()
    start = 0
    while start < len(lines):
        end, usual = start + 1, 0.0
        while end < len(lines) and (len(lines[end]) >= 2 or _suite(lines[start], lines[end], page)):
            step = lines[end - 1][0].y - lines[end][0].y
            if step > 3.2 * lines[end][0].corps or usual and step > 1.7 * usual:
                break
            end, usual = end + 1, min(usual or step, step)
        if len(lines[start]) < 2:
            end = start
        while end > start and len(lines[end - 1]) == 1 and abs(lines[end - 1][0].x0 - lines[start][0].x0) <= 4:  # what comes below the table
            end -= 1
        run = [piece for line in lines[start:end] for piece in line]
        several = sum(len(line) >= 2 for line in lines[start:end])
        if several >= 3 or end - start == 2 and min(len(line) for line in lines[start:end]) >= 3:
            columns = _couloirs_francs(lines[start:end])
            if columns:
                bounds = [min(piece.x0 for piece in run), *columns, max(piece.x1 for piece in run)]
                rows = continuees([_cellules(line, bounds) for line in lines[start:end]], _empiler)
                prose = len(columns) == 1 and all(sum(len(row[i]) for row in rows) / len(rows) >= LARGE for i in (0, 1))
                if not prose and len(rows) >= 2:
                    taken |= set(map(id, run))
                    found.append(Grille(rows, tete(rows) is not None or all(piece.gras for piece in lines[start]) and not all(piece.gras for piece in run), min(piece.rang for piece in run), page.numero, lines[start][0].y))
        start = max(end, start + 1)
    return [piece for piece in pieces if id(piece) not in taken], found


def _suite(first: list[Ligne], line: list[Ligne], page: Page) -> bool:
    """Is this line, alone on its baseline, the end of a cell?"""
    return line[0].x1 - line[0].x0 < 0.6 * page.largeur and any(abs(line[0].x0 - piece.x0) <= 4 for piece in first)


def _couloirs_francs(lines: list[list[Ligne]]) -> list[float]:
    """The blanks that go through all these lines, when each column begins (or ends) at one place."""
    columns = _couloirs([piece for line in lines for piece in line])
    for place in columns:
        after = [min((piece for piece in line if piece.x0 >= place), key=lambda piece: piece.x0, default=None) for line in lines]
        starts = sorted(piece.x0 for piece in after if piece)
        ends = sorted(piece.x1 for piece in after if piece)
        if not starts or min(_proches(starts), _proches(ends)) > len(starts) * 0.4:
            return []
    return columns


def _proches(values: list[float]) -> int:
    """How many of these are away from the usual one."""
    usual = median(values)
    return sum(abs(value - usual) > 4 for value in values)
