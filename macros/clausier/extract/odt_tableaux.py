"""The tables of an OpenDocument text: a row is a block, a column a cell; and what the stories of a document share.

Source: OpenDocument 1.3 part 3, §9 (tables).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from . import odt_noms as n
from .document import Bloc
from .lecteur import LONG_INTITULE, ranger
from .odt_listes import Listes, entier
from .odt_styles import BLANC, MASQUE, Styles

COLONNES = 63


@dataclass
class Contexte:
    """What the stories of a document share."""

    styles: Styles
    listes: Listes
    normaliser: Callable[[str], str]
    caches: dict[int, list[str]] = field(default_factory=lambda: {1: [], 2: []})
    etats: dict[tuple[int, str], int] = field(default_factory=dict)  # by look (its identity: the styles keep it) and ground
    notes: dict[str, int] = field(default_factory=lambda: {"footnote": 0, "endnote": 0})


class Tableaux:
    """Reads tables into blocks."""

    contexte: Contexte
    genre: str
    lieu: str
    sol: str
    force: int

    def blocs(self, node: Element, found: list[Bloc]) -> None:
        raise NotImplementedError

    def tableau(self, node: Element, found: list[Bloc]) -> None:
        """Adds the rows of a table."""
        before = self.sol
        self.sol = self.contexte.styles.fond("table", node.get(f"{n.TABLE}style-name", ""), self.sol)
        heads: tuple[str, ...] = ()
        for i, (row, headed) in enumerate(self._lignes(node, False)):
            cells, marked = self._ligne(row, i == 0)
            heads = ranger(cells, heads, i == 0 and (headed or marked), self.genre, self.lieu, found)
        self.sol = before

    def _lignes(self, node: Element, headed: bool) -> Iterator[tuple[Element, bool]]:
        for child in node:
            if child.tag == n.ROW:
                yield child, headed
            elif child.tag.startswith(n.TABLE) and child.tag not in (n.CELL, n.TABLEAU):
                yield from self._lignes(child, headed or child.tag == n.HEADER_ROWS)

    def _ligne(self, row: Element, first: bool) -> tuple[list[list[Bloc]], bool]:
        """The blocks of each cell; does the row look like the heads of columns?"""
        force, ground, styles = self.force, self.sol, self.contexte.styles
        if row.get(f"{n.TABLE}visibility", "visible") != "visible":
            self.force = force or MASQUE
        around = styles.fond("table-row", row.get(f"{n.TABLE}style-name", ""), ground)
        cells: list[list[Bloc]] = []
        marked = first
        for child in row:
            if child.tag not in (n.CELL, n.COVERED):
                continue
            cell: list[Bloc] = []
            self.sol = styles.fond("table-cell", child.get(f"{n.TABLE}style-name", ""), around)
            held = self.force
            if child.tag == n.COVERED:
                self.force = held or MASQUE
            self.blocs(child, cell)
            marked = marked and len(cell) == 1 and len(cell[0].texte) <= LONG_INTITULE and (self.sol not in (BLANC, ground) or cell[0].genre == "titre")
            self.force = held
            cells.append(cell)
            times = entier(child.get(f"{n.TABLE}number-columns-repeated"), 1) or 1
            cells += [[] for _ in range(min(times, COLONNES) - 1)]
        self.force, self.sol = force, ground
        return cells, marked
