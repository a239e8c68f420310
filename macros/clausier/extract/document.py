"""What a reader of contracts gives back, whatever the format: blocks of text in order, and what is to be known of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GENRES = ("titre", "alinea", "puce", "ligne", "note", "entete", "pied", "sommaire")
HORS_TEXTE = frozenset({"entete", "pied", "sommaire"})  # never a clause


class Illisible(ValueError):
    """A file that cannot be checked; the message gives the reason and the cure (French)."""


@dataclass(frozen=True, slots=True)
class Bloc:
    """A paragraph, a heading or a row of a table, as a person reads it.

    `texte` on one line, list or article number included; `genre` one of GENRES; `niveau` of a heading (1 and more), else 0; `lieu` where to
    find it (« article 4 « Durée », alinéa 2 »); `cellules`, of a row: the bounds of each cell in `texte`; `colonnes`: the heads of the table's
    columns; `ancre`: what finds the block again in the file, to annotate it.
    """

    texte: str
    genre: str = "alinea"
    niveau: int = 0
    lieu: str = ""
    cellules: tuple[tuple[int, int], ...] = ()
    colonnes: tuple[str, ...] = ()
    ancre: str = ""

    def place(self, lieu: str) -> Bloc:
        """The same, at that place: `replace` would cost four times as much, for every block."""
        return Bloc(self.texte, self.genre, self.niveau, lieu, self.cellules, self.colonnes, self.ancre)


@dataclass(frozen=True, slots=True)
class Avertissement:
    """What was read with a reservation: a stable `code`, and the message."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Lecture:
    """A contract as read. Places (« debut », « fin ») count code points in `texte`, its blocks one per line."""

    format: str
    blocs: tuple[Bloc, ...]
    avertissements: tuple[Avertissement, ...] = ()

    @property
    def texte(self) -> str:
        return "\n".join(bloc.texte for bloc in self.blocs)


def ligne(cells: Sequence[str], heads: Sequence[str] = (), **more) -> Bloc:
    """A row of a table: its cells, joined and bounded."""
    bounds, place = [], 0
    for cell in cells:
        bounds.append((place, place + len(cell)))
        place += len(cell) + 3
    return Bloc(" | ".join(cells), "ligne", cellules=tuple(bounds), colonnes=tuple(heads), **more)
