"""The words of a page put into lines and columns, in reading order, its tables apart."""

from __future__ import annotations

from collections.abc import Sequence

from .lignes import est_un_numero
from .pdf_mots import Page
from .pdf_tableaux import Grille, Ligne, alignees, bandes, reglee, zones
from .tableaux import LARGE

RETRAIT = 60.0  # points between a number or a bullet and its text
TROU = 1.0  # letters' size: a wider blank may part two columns
TRAITS, MORCEAUX = 3000, 6000  # of one page: beyond, no table is sought


def lignes_de(page: Page) -> list[Ligne | Grille]:
    """What the page shows, in reading order."""
    if len(page.horizontales) + len(page.verticales) > TRAITS:  # a drawing
        page.horizontales, page.verticales = [], []
    pieces = _morceaux(page)
    if len(pieces) > MORCEAUX:  # no printed page has so many
        lines = _joindre(pieces)
        _borner(lines)
        return list(lines)
    grids: list[Grille] = []
    for heights, left, right in zones(page):
        inside = [piece for piece in pieces if left - 2 <= (piece.x0 + piece.x1) / 2 <= right + 2]
        for part in bandes(heights, inside, page):
            bands = [piece for band in part for piece in band[2]]
            grid = reglee(page, (left, right), part, bands)
            if grid:
                grids.append(grid)
                kept = set(map(id, bands))
                pieces = [piece for piece in pieces if id(piece) not in kept]
                inside = [piece for piece in inside if id(piece) not in kept]
    split = _deux_textes(pieces)
    sides = [pieces] if split is None else [[piece for piece in pieces if (piece.x0 >= split) == right] for right in (False, True)]
    aligned: list[Grille] = []
    lines: list[Ligne] = []
    for side in sides:
        rest, found = alignees(side, page)
        aligned += found
        lines += _joindre(rest)
    lines = _colonnes(sorted(lines, key=lambda line: line.rang))
    _borner(lines)
    return sorted([*lines, *grids, *aligned], key=lambda item: item.rang)


# ---------------------------------------------------------------- words to pieces
def _morceaux(page: Page) -> list[Ligne]:
    """The words gathered where only a plain space parts them."""
    found: list[Ligne] = []
    ends = sorted(page.verticales)
    for word in page.mots:
        last = found[-1] if found else None
        if last is not None and abs(word.y - last.y) <= max(1.5, 0.35 * last.corps) and -0.6 * last.corps <= word.x0 - last.x1 <= (RETRAIT if len(last.mots) == 1 and len(last.mots[0].texte) <= 8 and est_un_numero(last.mots[0].texte) else TROU * max(last.corps, word.corps)) and not _separe(ends, last.x1, word.x0, last.y):
            last.mots.append(word)
            last.x1 = max(last.x1, word.x1)
        else:
            found.append(Ligne("", word.x0, word.x1, word.y, word.corps, word.gras, len(found), page.numero, [word]))
    for piece in found:
        _conclure(piece)
    return found


def _conclure(line: Ligne) -> None:
    line.texte = " ".join(word.texte for word in line.mots)
    line.corps = max(line.mots, key=lambda word: len(word.texte)).corps
    line.gras = all(word.gras for word in line.mots if any(map(str.isalpha, word.texte))) and any(word.gras for word in line.mots)


def _separe(verticals: list[tuple[float, float, float]], left: float, right: float, y: float) -> bool:
    """Is there a vertical rule between two words?"""
    return any(left - 1 <= x <= right + 1 and y0 - 1 <= y + 2 <= y1 + 1 for x, y0, y1 in verticals)


def _joindre(pieces: Sequence[Ligne]) -> list[Ligne]:
    """Pieces that follow on one baseline are one line."""
    found: list[Ligne] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last is not None and abs(piece.y - last.y) <= max(1.5, 0.3 * last.corps) and piece.x0 >= last.x1 - 2 and piece.rang == last.rang + 1:
            last.mots += piece.mots
            last.x1, last.rang = piece.x1, piece.rang
            _conclure(last)
        else:
            found.append(piece)
    return found


# ---------------------------------------------------------------- columns of text
def _colonnes(lines: list[Ligne]) -> list[Ligne]:
    """Lines in reading order: as the file has them, unless it goes from one column to the other at each line."""
    if len(lines) < 8:
        return _ordonner(lines)
    crossing = sum(abs(a.y - b.y) <= 2 and b.x0 >= a.x1 - 2 for a, b in zip(lines, lines[1:]))
    split = _deux_colonnes(lines)
    if split is None or crossing * 4 < len(lines):
        return _ordonner(lines)
    ordered: list[Ligne] = []
    right: list[Ligne] = []
    for line in sorted(lines, key=lambda each: (-round(each.y), each.x0)):
        if line.x0 < split < line.x1 - 8:  # across both
            ordered += [*right, line]
            right = []
        else:
            (ordered if line.x1 <= split + 8 else right).append(line)
    ordered += right
    ranks = sorted(line.rang for line in lines)
    for line, rank in zip(ordered, ranks):
        line.rang = rank
    return ordered


def _borner(lines: list[Ligne]) -> None:
    """Gives each line the right side of its column: the page's, unless it has two columns of text."""
    if not lines:
        return
    right = max(line.x1 for line in lines)
    split = _deux_textes(lines)
    inner = max((line.x1 for line in lines if line.x1 <= split), default=right) if split is not None else right
    for line in lines:
        line.droite = inner if split is not None and line.x1 <= split else right


def _deux_textes(lines: list[Ligne]) -> float | None:
    """Where the blank between two columns of text is: lines enough on both sides, and long enough."""
    split = _deux_colonnes(lines)
    if split is None:
        return None
    sides = ([line for line in lines if line.x1 <= split], [line for line in lines if line.x0 >= split])
    good = min(map(len, sides)) >= 8 and all(sum(len(line.texte) for line in side) >= LARGE * len(side) for side in sides)
    return split if good else None


def _deux_colonnes(lines: list[Ligne]) -> float | None:
    """Where the blank between two columns is."""
    if not lines:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    best, place = 0, None
    for step in range(35, 66):
        x = left + (right - left) * step / 100
        sides = [sum(line.x1 <= x for line in lines), sum(line.x0 >= x for line in lines)]
        if min(sides) > best and sum(sides) * 10 >= len(lines) * 8:
            best, place = min(sides), x
    return place if best >= 4 else None


def _ordonner(lines: list[Ligne]) -> list[Ligne]:
    """The order of the file, unless it goes up the page as often as down."""
    down = sum(b.y <= a.y + 2 for a, b in zip(lines, lines[1:]))
    if len(lines) < 6 or down * 3 >= (len(lines) - 1) * 2:
        return lines
    ordered = sorted(lines, key=lambda line: (-round(line.y), line.x0))
    ranks = sorted(line.rang for line in lines)
    for line, rank in zip(ordered, ranks):
        line.rang = rank
    return ordered
