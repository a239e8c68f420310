"""What the readers of office documents share: how a text of the file becomes a line, and how the cells of a row become blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from .document import Avertissement, Bloc, Illisible, ligne
from .normaliser import normaliser
from .titres import peut_titrer

MAX_SIGNES = 5_000_000
LONG_ENTREE = 250  # of a table of contents; a sentence of half of it is none
LONG_GRAS = 120  # of a paragraph in bold that may be a heading
LONG_TETE = 70  # of bold words at the head of a paragraph
LONG_INTITULE = 80  # of a column of a table
GRANDE_CELLULE = 2_000  # a longer cell is a column of text
_A_PART = ("note", "ligne")  # what a cell holds that is not in its line: its notes, the rows of a table inside it

# Signs that `normaliser` leaves as they are, spaces apart: nearly all the texts of a contract hold no other.
_ORDINAIRE = re.compile("[ -~\u00a0-\u00ac\u00ae-\u00ff\u0152\u0153\u2009\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u202f\u20ac]*").fullmatch


def nettoyeur(avertissements: list[Avertissement]) -> Callable[[str], str]:
    """Cleans the texts of one document, and counts them. Raises Illisible beyond MAX_SIGNES."""
    count = 0

    def nettoyer(text: str) -> str:
        nonlocal count
        count += len(text)
        if count > MAX_SIGNES:
            raise Illisible(f"texte de plus de {MAX_SIGNES // 1_000_000} millions de signes : découpez le document.")
        return " ".join(text.split()) if _ORDINAIRE(text) else normaliser(text, avertissements)

    return nettoyer


def est_une_entree(text: str) -> bool:
    """Short enough for a line of a table of contents: no other text hides there."""
    return len(text) <= LONG_ENTREE and not (len(text) > LONG_ENTREE // 2 and text.endswith((".", ";")))


def ranger(cellules: list[list[Bloc]], colonnes: tuple[str, ...], tete: bool, genre: str, lieu: str, found: list[Bloc]) -> tuple[str, ...]:
    """Adds a row of a table: as a line, or as what its cells hold when they are pages. Returns the heads of the columns for the next one.

    `tete`: the row is the first and looks like heads. `genre`, `lieu`: those of a header or a note, where a row is no more than a text.
    """
    after: list[Bloc] = []
    if not genre:
        after = [b for cell in cellules for b in cell if b.genre in _A_PART]
        if after:
            cellules = [[b for b in cell if b.genre not in _A_PART] for cell in cellules]
    if not genre and _en_page(cellules):
        found += [b for cell in cellules for b in cell]
    else:
        texts = tuple([" ".join([b.texte for b in cell]) for cell in cellules])
        if any(texts):
            colonnes = texts if tete and len(texts) > 1 else colonnes
            row = ligne(texts, colonnes, ancre=next((b.ancre for cell in cellules for b in cell), ""))
            found.append(Bloc(row.texte, genre, lieu=lieu) if genre else row)
    found += after
    return colonnes


def poser(morceaux: list[str], maigre: int, numero: str, nettoyer: Callable[[str], str]) -> list[tuple[str, bool]]:
    """A paragraph as one text, or two: each with whether it is bold enough to be a heading. `maigre`: the rank of the first piece that is not bold, or -1.

    « **Durée.** Le contrat est conclu… » is a heading, then a text.
    """
    whole = nettoyer(numero + "".join(morceaux))
    if maigre < 0:
        return [(whole, len(whole) <= LONG_GRAS)]
    if maigre:
        lead, rest = nettoyer("".join(morceaux[:maigre])), nettoyer("".join(morceaux[maigre:]))
        if 0 < len(lead) <= LONG_TETE and len(rest) > 20 and (lead.endswith((".", ":")) or rest[0] in ".:") and peut_titrer(numero + lead):
            sign = "" if lead.endswith((".", ":")) else rest[0]
            return [(nettoyer(f"{numero}{lead}{' ' * (sign == ':')}{sign}"), True), (rest.removeprefix(sign).lstrip(), False)]
    return [(whole, False)]


def _en_page(cells: list[list[Bloc]]) -> bool:
    """Cells that hold a text of their own (a frame, a page in columns), rather than the cells of a row."""
    filled = [cell for cell in cells if cell]
    if len(cells) == 1 or (len(filled) == 1 and len(filled[0]) > 1):
        return True
    return any([any([b.genre == "sommaire" or (b.niveau and len(cell) > 1) for b in cell]) or sum([len(b.texte) for b in cell]) > GRANDE_CELLULE for cell in filled])
