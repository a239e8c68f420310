"""A plain text cut into blocks: paragraphs whose lines were cut at a width, lists, tables, underlined titles, running heads left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .document import Avertissement, Bloc, ligne
from .etiquettes import Etiquette, etiquette
from .lignes import FINALES, courantes, est_numero_de_page, est_un_numero, joindre, mots_de, porte_une_page, sans_chiffres, sans_puce
from .normaliser import normaliser
from .tableaux import Tableau, colonnes, decouper, est_filet

_SOULIGNE = re.compile(r"^ *(=+|-+|~+|\*+) *$")
_TOMBE_BAS = re.compile(r"^[a-zà-öø-ÿ,;:)»œ]|^« ?[a-zà-öø-ÿ]")
_TROU = re.compile(r"\S {3,}\S")
_LIEN = re.compile("\xa0{2,}")  # what `_a_plat` puts after a number
_TETE = re.compile(r"^( *[^ ]{1,8}) {2,}(?=[^ ])")
LARGE = 130  # a longer line is a paragraph of its own, unless the whole text is cut that wide
COURT = 100


@dataclass(slots=True)
class _Morceau:
    """A paragraph being put together."""

    lignes: list[str]
    genre: str
    page: int
    niveau: int = 0
    retrait: int = 0

    def est_court(self) -> bool:
        return len(self.lignes) == 1 and len(self.lignes[0]) <= COURT


def blocs(texte: str, avertissements: list[Avertissement]) -> list[Bloc]:
    """The blocks of a plain text, already cleaned; form feeds part its pages."""
    pages = [page.split("\n") for page in texte.split("\f")]
    running = courantes(pages) if len(pages) > 1 else [{}]
    lines: list[tuple[str, int]] = []  # text, page; a running head leaves an empty line
    heads: dict[str, Bloc] = {}
    for number, (page, found) in enumerate(zip(pages, running), 1):
        for rank, kind in found.items():
            _ecarter(heads, page[rank], kind, number if len(pages) > 1 else 0, avertissements)
            page[rank] = ""
        lines += [(text, number if len(pages) > 1 else 0) for text in colonnes([_a_plat(text) for text in page])]
    for rank, kind in _isolees([text for text, _ in lines]).items():
        _ecarter(heads, lines[rank][0], kind, lines[rank][1], avertissements)
        lines[rank] = ("", lines[rank][1])
    made = _Assemblage(lines).blocs(avertissements)
    return [bloc for bloc in heads.values() if bloc.genre == "entete"] + made + [bloc for bloc in heads.values() if bloc.genre == "pied"]


def _a_plat(line: str) -> str:
    """A line without tabs; the blank between a number or a bullet and its text, however wide, parts no columns."""
    if "\t" in line:
        line = line.expandtabs(8) if len(line) < 2000 else line.replace("\t", "    ")
    found = _TETE.match(line)
    return f"{found[1]}{chr(0xA0) * (len(found[0]) - len(found[1]))}{line[found.end() :]}" if found and est_un_numero(found[1].strip()) else line


def _ecarter(heads: dict[str, Bloc], text: str, kind: str, page: int, avertissements: list[Avertissement]) -> None:
    said = normaliser(text, avertissements)
    heads.setdefault(sans_chiffres(said), Bloc(said, kind, lieu=f"page {page}" if page else ""))


def _isolees(lines: list[str]) -> dict[int, str]:
    """Running heads of a text without form feeds: lines alone that carry a page, or that come back and cut a sentence."""
    alone = [i for i, line in enumerate(lines) if line.strip() and len(line) <= 160 and (i == 0 or not lines[i - 1].strip()) and (i + 1 == len(lines) or not lines[i + 1].strip())]
    found = {i: "pied" for i in alone if porte_une_page(lines[i]) or (est_numero_de_page(lines[i]) and not lines[i].strip().isdigit())}
    numbers = [i for i in alone if lines[i].strip().isdigit() and est_numero_de_page(lines[i])]
    values = [int(lines[i]) for i in numbers]
    if len(values) >= 3 and all(0 < after - before <= 2 for before, after in zip(values, values[1:])):
        found |= dict.fromkeys(numbers, "pied")
    back: dict[str, list[int]] = {}
    for i in alone:
        if len(lines[i].strip()) >= 6:
            back.setdefault(sans_chiffres(lines[i]), []).append(i)
    for ranks in back.values():
        if len(ranks) >= 3 and any(_coupe(lines, i) for i in ranks):
            found |= dict.fromkeys(ranks, "pied")
    return found


def _coupe(lines: list[str], i: int) -> bool:
    """Does this line stand in the middle of a sentence?"""
    before = next((lines[k].strip() for k in range(i - 1, max(-1, i - 6), -1) if lines[k].strip()), "")
    after = next((lines[k].strip() for k in range(i + 1, min(len(lines), i + 6)) if lines[k].strip()), "")
    return bool(before and after) and not before.endswith(FINALES) and bool(_TOMBE_BAS.match(after))


class _Assemblage:
    """Lines put back into paragraphs."""

    def __init__(self, lines: list[tuple[str, int]]):
        self.lines = lines
        self.words = mots_de(text for text, _ in lines if len(text) < 2000)
        self.width = _largeur([text for text, _ in lines])
        self.last = ""  # the line before
        self.done: list[_Morceau | tuple[Tableau, int]] = []

    def blocs(self, avertissements: list[Avertissement]) -> list[Bloc]:
        start = 0
        for end in range(len(self.lines) + 1):
            if end == len(self.lines) or not self.lines[end][0].strip():
                if end > start:
                    self.paves(self.lines[start:end])
                start = end + 1
        found: list[Bloc] = []
        for piece in self.done:
            if isinstance(piece, _Morceau):
                text = normaliser(joindre(piece.lignes, self.words), avertissements)
                if text:
                    found.append(Bloc(text, piece.genre, piece.niveau, lieu=f"page {piece.page}" if piece.page else ""))
                continue
            table, page = piece
            clean = [[normaliser(cell, avertissements) for cell in row] for row in table.rows]
            heads = clean[0] if table.heads else ()
            found += [ligne(row, heads, lieu=f"page {page}" if page else "") for row in clean if any(row)]
        return found

    def paves(self, lines: list[tuple[str, int]]) -> None:
        """Lines between two blank ones."""
        page = lines[0][1]
        fresh = True
        for part in decouper([text for text, _ in lines]):
            if isinstance(part, Tableau):
                self.done.append((part, page))
                continue
            for text in part:
                self.ajouter(text, page, fresh)
                fresh = False
            fresh = True

    def ajouter(self, text: str, page: int, fresh: bool) -> None:
        """One more line; `fresh` after a blank one."""
        last = self.done[-1] if self.done and isinstance(self.done[-1], _Morceau) else None
        printed, text = text, _LIEN.sub(" ", text)
        under = _SOULIGNE.match(text)
        if under or est_filet(text):
            if under and last and not fresh and not _TROU.search(self.last.strip()) and last.genre == "alinea" and last.est_court() and len(under[1]) >= 3:
                last.genre, last.niveau = "titre", 1 if under[1][0] == "=" else 2
            return
        if text.lstrip().startswith("| "):
            text = text.replace("| ", "  ", 1)
        indent = len(text) - len(text.lstrip())
        item = sans_puce(text)
        if item is not None:
            self.done.append(_Morceau([item.strip()], "puce", page, retrait=indent))
        elif last is not None and self.suit(last, text, indent, fresh):
            last.lignes.append(text.strip())
        else:
            self.done.append(_Morceau([text.strip()], "alinea", page, retrait=indent))
        self.last = printed

    def suit(self, last: _Morceau, text: str, indent: int, fresh: bool) -> bool:
        """Does this line go on with the paragraph?"""
        start, before = text.strip(), self.last.rstrip()
        if last.genre == "titre" or not before:
            return False
        low = bool(_TOMBE_BAS.match(start))
        open_end = not before.endswith(FINALES)
        if fresh:
            return low and open_end and etiquette(start) is None and not before.isupper() and (len(last.lignes) > 1 or len(last.lignes[0]) > 30)
        if before.endswith("-") and low and before[-2:-1].isalpha():
            return True
        if _TROU.search(start) or _TROU.search(before.strip()):  # several things on one line
            return False
        full = self.width and len(before) + 1 + len(start.split(" ", 1)[0]) > self.width - 3  # the next word would not have fitted
        label = etiquette(start)
        if len(before) > max(LARGE, self.width) or label and (not open_end or _annonce(start, label)) and not (full and open_end and label.genre in ("decimal", "romain", "lettre")):
            return False
        if indent > last.retrait + 3 and not open_end and last.genre == "alinea":
            return False
        if full or open_end and label is None and self.width > LARGE and len(before) >= self.width * 0.8:  # wide texts are cut by hand, unevenly
            return True
        if open_end and len(before) >= 40 and (start[0].isdigit() or before.isupper() and start.isupper()):
            return True
        return low and (open_end or before.endswith("»") and len(before) > 40)


def _annonce(text: str, label: Etiquette) -> bool:
    """A label that a sign closes, before a capital: an item or a heading, not « l’article 5 » at the start of a line."""
    closed = label.ferme or label.genre == "decimal" and len(label.valeur) > 1
    return label.genre == "minuscule" or closed and not text[label.fin : label.fin + 1].islower()


def _largeur(lines: list[str]) -> int:
    """The width at which the lines were cut; 0 when they were not."""
    inner = sorted(len(line.rstrip()) for line, after in zip(lines, lines[1:]) if line.strip() and after.strip() and len(line) <= 250)
    if len(inner) < 4:
        return 0
    width = inner[min(len(inner) - 1, len(inner) * 97 // 100)]
    return width if width >= 40 and sum(length >= width * 0.8 for length in inner) * 3 >= len(inner) else 0
