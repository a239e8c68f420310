"""Tables drawn with characters: pipes and boxes, cells parted by « | », columns aligned by spaces; and text printed in two columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .lignes import joindre, recoller

_FILET = re.compile(r"^[-=_─━+|│┼├┤╪╞╡:. ]{4,}$")
_TROU = re.compile(r" {2,}")
_CADRES = str.maketrans("│┃║¦", "||||")
_BORDS = frozenset("+┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬")
LARGE = 22  # letters: what a column of text has on each line, on average


@dataclass(frozen=True, slots=True)
class Tableau:
    """Rows of cells, and the heads of its columns when a rule says which row they are."""

    rows: list[list[str]]
    heads: tuple[str, ...] = ()


def est_filet(line: str) -> bool:
    """A line of dashes."""
    return bool(_FILET.match(line)) and sum(sign in "-=_─━" for sign in line) >= 4


def decouper(lines: Sequence[str]) -> list[Tableau | list[str]]:
    """Lines without a blank one, parted into tables and plain lines."""
    if not any("|" in line or "│" in line or "  " in line.strip() for line in lines):
        return [list(lines)]
    clean = [line.translate(_CADRES).rstrip() for line in lines]
    framed = [line.lstrip().startswith("|") and line.count("|") >= 3 or bool(_BORDS & set(line)) and est_bord(line) for line in clean]
    parts: list[Tableau | list[str]] = []
    start = 0
    for end in range(1, len(clean) + 1):
        if end == len(clean) or framed[end] != framed[start]:
            piece = clean[start:end]
            parts += [_cadre(piece) or piece] if framed[start] else _sans_cadre(piece)
            start = end
    return parts


def _sans_cadre(lines: list[str]) -> list[Tableau | list[str]]:
    for reader in (_barres, _aligne):
        found = reader(lines)
        if found:
            first, end, table = found
            return [part for part in (lines[:first], table, lines[end:]) if part]
    return [lines]


def _cadre(lines: list[str]) -> Tableau | None:
    """« | a | b | », with or without borders."""
    groups: list[list[list[str]]] = [[]]  # rows between two borders
    for line in lines:
        if est_bord(line):
            groups.append([])
        else:
            groups[-1].append([cell.strip() for cell in line.strip().strip("|").split("|")])
    groups = [group for group in groups if group]
    rows = [fondre(group) for group in groups] if len(groups) > 2 else [row for group in groups for row in group]
    if len(rows) < 2:
        return None
    return Tableau(rows, tuple(rows[0]) if len(groups) > 1 else ())


def est_bord(line: str) -> bool:
    """The border of a box, or the rule under the heads of a Markdown table."""
    return len(line.strip()) >= 3 and not any(sign.isalnum() for sign in line) and any(sign in "-─━=═" for sign in line)


def fondre(rows: list[list[str]], joint: Callable[[str, str], str] = recoller) -> list[str]:
    """The lines of one row, cell by cell."""
    merged = [""] * max(map(len, rows))
    for row in rows:
        for i, cell in enumerate(row):
            merged[i] = joint(merged[i], cell)
    return merged


def _barres(lines: list[str]) -> tuple[int, int, Tableau] | None:
    """« Élément | Format | Lieu » over a rule, then rows whose continued lines are set in."""
    rule = next((i for i, line in enumerate(lines) if est_filet(line)), 0)
    first = next((i for i in range(max(0, rule - 4), rule) if " | " in lines[i]), None)
    if first is None:
        return None
    margin = len(lines[first]) - len(lines[first].lstrip())
    logical = [joindre(lines[first:rule]), ""]
    for line in lines[rule + 1 :]:
        if line and logical and logical[-1] and len(line) - len(line.lstrip()) > margin:
            logical[-1] = recoller(logical[-1], line)
        else:
            logical.append(line.strip())
    rows = [[cell.strip() for cell in f"{line} ".split(" | ")] for line in logical if line]
    if len(rows) < 2 or any(len(row) != len(rows[0]) for row in rows):
        return None
    return first, len(lines), Tableau(rows, tuple(rows[0]))


# ---------------------------------------------------------------- columns aligned by spaces
def _aligne(lines: list[str]) -> tuple[int, int, Tableau] | None:
    gaps = [bool(_TROU.search(line.strip())) and not est_filet(line) for line in lines]
    if sum(gaps) < 2:
        return None
    first = next(i for i, gap in enumerate(gaps) if gap)
    end = len(lines) - next(i for i, gap in enumerate(reversed(gaps)) if gap)
    if end < len(lines) and est_filet(lines[end]):
        end += 1
    parts = _entre(lines[first:end])
    headed = len(parts) > 1 and len(parts[0]) <= 3
    grids = {count: _grille([line for part in parts[:count] for line in part], len(parts) > 1) for count in range(len(parts), max(int(headed), len(parts) - 4), -1)}
    count, rows = max(grids.items(), key=lambda grid: (len(grid[1][0]) if grid[1] else 0, grid[0]))  # the last parts may be totals, out of line
    if not rows:
        return None
    rows += [[cell.strip() for cell in _TROU.split(line.strip())] for part in parts[count:] for line in part]
    if _est_sommaire(rows):
        return None
    if headed:
        heads = fondre(rows[: len(parts[0])])
        return first, end, Tableau([heads, *continuees(rows[len(parts[0]) :])], tuple(heads))
    heads = tete(rows)
    return first, end, Tableau(continuees(rows), tuple(heads) if heads else ())


def _grille(lines: list[str], ruled: bool) -> list[list[str]] | None:
    """The lines cut where blanks go through all of them; None when they are no table."""
    gapped = [line for line in lines if _TROU.search(line.strip())]
    gutters = _couloirs(gapped) if len(gapped) >= 2 else []
    if not gutters or len(gapped) * 2 < len(lines) or not ruled and (len(lines) < 3 or len(gutters) == 1 and len(lines) < 4):
        return None
    if not ruled and sum(end - start for start, end in gutters) < 3 * len(gutters):  # two blanks only: words of a justified text
        return None
    return [_cellules(line, gutters) if _TROU.search(line.strip()) or line[: gutters[0][1]].strip() == "" else [" ".join(line.split()), *[""] * len(gutters)] for line in lines]


def _entre(lines: list[str]) -> list[list[str]]:
    """The lines between two rules."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if not est_filet(line):
            parts[-1].append(line)
        elif parts[-1]:
            parts.append([])
    return parts if parts[-1] else parts[:-1]


def _couloirs(lines: list[str]) -> list[tuple[int, int]]:
    """The columns of blanks that go through all the lines, two wide at least."""
    width, margin = max(map(len, lines)), min(len(line) - len(line.lstrip()) for line in lines)
    used = bytearray(width)
    for line in lines:
        for piece in re.finditer(r"[^ ]+(?: [^ ]+)*", line):
            used[piece.start() : piece.end()] = b"\1" * (piece.end() - piece.start())
    found, start = [], None
    for i in range(margin, width):
        if used[i]:
            if start is not None and i - start >= 2:
                found.append((start, i))
            start = None
        elif start is None:
            start = i
    return found[:30]


def _cellules(line: str, gutters: list[tuple[int, int]]) -> list[str]:
    bounds = [0, *(place for _, place in gutters), len(line) + gutters[-1][1]]
    return [" ".join(line[a:b].split()) for a, b in zip(bounds, bounds[1:])]


def _est_sommaire(rows: list[list[str]]) -> bool:
    """A table of contents: titles, and pages that grow."""
    pages = [row[-1] for row in rows if row[-1]]
    if len(rows[0]) != 2 or len(pages) < 3 or not all(page.isdigit() and len(page) <= 3 for page in pages):
        return False
    numbers = [int(page) for page in pages]
    return numbers == sorted(numbers) and len(set(numbers)) > 1


def tete(rows: list[list[str]]) -> list[str] | None:
    """The first row, when it has words where the others have figures."""
    first, others = rows[0], rows[1:]
    if not all(first) or not others or any(sign.isdigit() for cell in first for sign in cell):
        return None
    return first if any(sum(any(sign.isdigit() for sign in row[i]) for row in others) * 2 > len(others) for i in range(1, len(first))) else None


def continuees(rows: list[list[str]], joint: Callable[[str, str], str] = recoller) -> list[list[str]]:
    """Rows whose cells go on from one line to the next, made whole."""
    whole: list[list[str]] = []
    for row in rows:
        last = whole[-1] if whole else None
        if last is not None and _suit(last, row):
            whole[-1] = fondre([last, row], joint)
        else:
            whole.append(row)
    return whole


def _suit(last: list[str], row: list[str]) -> bool:
    """Does this line go on with the row before?"""
    alone, single = not any(last[1:]), not any(row[1:])
    opened = last[0].count("(") > last[0].count(")")
    return not row[0] or (row[0][0].islower() or row[0][0] == "(" and single or opened) and (alone or single)


# ---------------------------------------------------------------- text in two columns
def colonnes(lines: Sequence[str]) -> list[str]:
    """A page whose text runs in two columns, the left one first; any other page as it is."""
    place = _seconde_colonne([line for line in lines if line.strip()][:400])
    if not place:
        return list(lines)
    ordered: list[str] = []
    pending: list[str] = []
    crossing = 0
    for line in lines:
        if line[place - 2 : place].strip():  # a line across both
            crossing += 1
            ordered += [*pending, line]
            pending = []
        else:
            left, right = line[:place].rstrip(), line[place:].strip()
            ordered += [left] if left or not right else []
            pending += [right] if right or not left else []
    return [*ordered, *pending] if crossing * 5 < len(lines) else list(lines)


def _seconde_colonne(lines: list[str]) -> int:
    """Where the second column of text begins; 0 when there is none."""
    width = max(map(len, lines), default=0)
    starts: dict[int, int] = {}
    for line in lines:
        for gap in re.finditer(r" {2,}", line):
            if gap.end() < len(line) and width * 0.3 < gap.end() < width * 0.7:
                starts[gap.end()] = starts.get(gap.end(), 0) + 1
    place = max(starts, key=starts.__getitem__, default=0)
    if width < 60 or len(lines) < 12 or starts.get(place, 0) * 5 < len(lines) * 2:
        return 0
    sides = ([line[:place].strip() for line in lines], [line[place:].strip() for line in lines if not line[place - 2 : place].strip()])
    for side in sides:
        texts = [text for text in side if text]
        running = sum(after[0].islower() and not before.endswith((".", ";", ":")) for before, after in zip(texts, texts[1:]))
        if len(texts) < 10 or sum(map(len, texts)) < LARGE * len(texts) or running * 3 < len(texts):
            return 0
    return place
