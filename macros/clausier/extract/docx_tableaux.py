"""The tables of a Word document: a row is a block, a column of the grid a cell. Cells that are pages (frames, columns of text) are read as pages.

Source: ISO/IEC 29500-1 §17.4 (tables).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from . import docx_noms as n
from .document import Bloc
from .docx_contexte import INVISIBLE, MASQUE
from .docx_runs import Runs
from .docx_styles import BLANC, INCONNU, SERRE, allume, entier, fond
from .lecteur import LONG_INTITULE, ranger

COLONNES = 63  # as Word


@dataclass(slots=True)
class _Cellule:
    blocs: list[Bloc]
    largeur: int = 1
    marquee: bool = False  # shaded: the head of a column, perhaps


class Tableaux(Runs):
    """Reads tables into blocks. Who inherits has `blocs`, `genre`, `lieu` and `fond`."""

    genre: str
    lieu: str
    fond: str

    def blocs(self, node: Element, found: list[Bloc]) -> None:
        raise NotImplementedError

    def tableau(self, tbl: Element, found: list[Bloc]) -> None:
        """Adds the rows of a table."""
        before, properties = self.fond, tbl.find(n.TBL_PR)
        style, shade, flags = (properties.find(n.W + name) for name in ("tblStyle", "shd", "tblLook")) if properties is not None else (None, None, None)
        look = self.contexte.styles.tableau(style.get(n.VAL) if style is not None else None)
        self.fond = (fond(shade) if shade is not None else None) or (INCONNU if look.fond_de_tableau else self.fond)
        styled = look.tete_de_tableau and flags is not None and _premiere_ligne(flags)
        heads: tuple[str, ...] = ()
        merged: set[int] = set()
        for i, tr in enumerate(self._enfants(tbl, n.TR)):
            cells, head = self._ligne(tr, merged, i == 0)
            heads = ranger(cells, heads, (head or styled) and i == 0, self.genre, self.lieu, found)
        self.fond = before

    def _ligne(self, tr: Element, merged: set[int], first: bool) -> tuple[list[list[Bloc]], bool]:
        """The blocks of each cell, a cell per column of the grid; is the row the heads of columns?"""
        properties, force, head = tr.find(n.TR_PR), self.force, False
        cells: list[list[Bloc]] = []
        if properties is not None:
            if any(child.tag in n.SUPPRIMES for child in properties):
                self.contexte.revisions += 1
                return [], False
            head = allume(properties.find(f"{n.W}tblHeader"))
            self.force = force or self._cachee(properties)
            before = properties.find(f"{n.W}gridBefore")
            cells = [[] for _ in range(_borne(before, 0))] if before is not None else []
        marked = first
        for tc in self._enfants(tr, n.TC):
            cell = self._cellule(tc, merged, len(cells))
            marked = marked and len(cell.blocs) == 1 and len(cell.blocs[0].texte) <= LONG_INTITULE and (cell.marquee or cell.blocs[0].genre == "titre")
            cells.append(cell.blocs)
            cells += [[] for _ in range(cell.largeur - 1)]
        self.force = force
        return cells, head or marked

    def _cellule(self, tc: Element, merged: set[int], column: int) -> _Cellule:
        ground, force, cell = self.fond, self.force, _Cellule([])
        properties = tc.find(n.TC_PR)
        found = {child.tag[len(n.W) :]: child for child in properties} if properties is not None else {}
        tall, flat = found.get("vMerge"), found.get("hMerge")
        follows = tall is not None and tall.get(n.VAL, "continue") == "continue" and column in merged
        if tall is None:
            merged.discard(column)
        else:
            merged.add(column)
        if follows or (flat is not None and flat.get(n.VAL, "continue") == "continue" and column):
            self.force = force or MASQUE  # merged into the cell before: Word shows nothing of it
        if "gridSpan" in found:
            cell.largeur = max(1, _borne(found["gridSpan"], 1))
        colour = fond(found["shd"]) if "shd" in found else None
        if colour:
            self.fond, cell.marquee = colour, colour != BLANC
        if "cellDel" in found:
            self.contexte.revisions += 1
        else:
            self.blocs(tc, cell.blocs)
        self.force, self.fond = force, ground
        return cell

    def _enfants(self, node: Element, tag: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, controls and revisions opened."""
        for child in node:
            if child.tag == tag:
                yield child
            elif child.tag in n.SUPPRIMES:
                self.contexte.revisions += 1
            elif child.tag not in n.MUETS and len(child):
                for inner in self.ouvrir(child):
                    yield from self._enfants(inner, tag)

    def _cachee(self, properties: Element) -> int:
        """What hides a whole row."""
        height = properties.find(f"{n.W}trHeight")
        if allume(properties.find(f"{n.W}hidden")):
            return MASQUE
        low = height is not None and height.get(f"{n.W}hRule") == "exact" and (entier(height.get(n.VAL), SERRE + 1) or 0) <= SERRE
        return INVISIBLE if low else self.force


def _premiere_ligne(flags: Element) -> bool:
    """Does the table ask its style for a first row set off?"""
    said, mask = flags.get(f"{n.W}firstRow"), flags.get(n.VAL, "")
    return said in ("1", "true", "on") if said is not None else len(mask) == 4 and mask[2] in "2367ABEFabef"


def _borne(element: Element, default: int) -> int:
    """A number of columns."""
    return max(0, min(entier(element.get(n.VAL), default) or 0, COLONNES))
