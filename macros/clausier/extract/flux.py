"""The flow of blocks of a page: text gathered until a block ends, numbers of lists, cells of tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from .document import Avertissement, Bloc, ligne
from .lignes import FINALES, sans_puce
from .normaliser import normaliser
from .titres import peut_titrer

PROFOND = 40  # tables in tables; deeper ones are read as plain text
COLONNES = 100
_ZONES = {"nav": "sommaire", "header": "entete", "footer": "pied"}
_DANS = frozenset({"main", "article", "section", "td", "blockquote"})
_ROMAINS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class _Liste:
    ordonnee: bool
    numero: int = 0
    pas: int = 1
    genre: str = "1"


@dataclass(slots=True)
class _Table:
    """Rows of cells; each cell holds its blocks."""

    mise_en_page: bool
    rangs: list[list[tuple[list[Bloc], int, int]]] = field(default_factory=list)  # blocks, columns and rows it spans
    tete: bool = False  # is the first row one of heads?


class Flux:
    """Where the blocks go: the page, or the cell being read."""

    def __init__(self, avertissements: list[Avertissement]):
        self.avertissements = avertissements
        self.sorties: list[list[Bloc]] = [[]]
        self.pieces: list[tuple[str, bool]] = []  # text, bold
        self.gras = 0
        self.brut: list[str] | None = None  # inside <pre>
        self.titre = 0
        self.etiquette = ""
        self.listes: list[_Liste] = []
        self.tables: list[_Table] = []
        self.zones: list[tuple[str, str]] = []
        self.dans = 0
        self.trop = 0  # tables too deep to be read as such

    # ------------------------------------------------------------ text
    def texte(self, text: str) -> None:
        if self.brut is not None:
            self.brut.append(text)
        elif text:
            self.pieces.append((text.replace("\n", " "), self.gras > 0))

    def retour(self) -> None:
        """<br>."""
        if self.brut is not None:
            self.brut.append("\n")
        else:
            self.pieces.append(("\n", self.gras > 0))

    def finir_bloc(self, genre: str = "") -> None:
        """Ends the block being gathered."""
        pieces, self.pieces = self.pieces, []
        if not any(text.strip() for text, _ in pieces):
            return
        bold = "".join(text for text, strong in pieces if strong).strip()
        whole = "".join(text for text, _ in pieces)
        lead = "".join(text for text, _ in pieces[: next((i for i, (text, strong) in enumerate(pieces) if not strong and text.strip()), len(pieces))])
        label, self.etiquette = self.etiquette, ""
        if self.titre:
            self._poser(label + whole.replace("\n", " "), genre or "titre", self.titre)
        elif bold and len(bold) <= 120 and "".join(bold.split()) == "".join(whole.split()) and "\n" not in whole.strip() and not genre:
            self._poser(label + whole, "titre")
        elif bold and lead.strip() == bold and len(bold) <= 70 and len(whole) > len(lead) + 20 and not genre and peut_titrer(label + bold) and (bold.endswith((".", ":")) or whole[len(lead) :].lstrip()[:1] in (".", ":")):
            rest = whole[len(lead) :].lstrip()
            sign = rest[0] if not bold.endswith((".", ":")) else ""
            self._poser(label + lead + sign, "titre")
            self._lignes(rest.removeprefix(sign), "alinea")
        else:
            self._lignes(whole, genre or ("puce" if label and not label.endswith(" : ") else "alinea"), label)

    def _lignes(self, text: str, genre: str, label: str = "") -> None:
        """A block where <br> part lines: each is its own, unless it goes on with the one before."""
        gathered: list[list[str]] = []
        for line in text.split("\n"):
            start = line.strip()
            if start and gathered and start[0].islower() and not gathered[-1][-1].endswith(FINALES):
                gathered[-1].append(start)
            elif start:
                gathered.append([start])
        for rank, lines in enumerate(gathered):
            said = " ".join(lines)
            item = sans_puce(said)
            if item is not None:
                self._poser(item, "puce" if genre == "alinea" else genre)
            else:
                self._poser((label if rank == 0 else "") + said, genre)

    def _poser(self, text: str, genre: str, level: int = 0) -> None:
        said = normaliser(text, self.avertissements)
        if said:
            zone = self.zones[-1][1] if self.zones and not (genre == "titre" and level) else ""
            self.sorties[-1].append(Bloc(said, zone or genre, 0 if zone else level))

    def ajouter(self, blocs: list[Bloc]) -> None:
        self.finir_bloc()
        self.sorties[-1] += blocs

    # ------------------------------------------------------------ elements
    def ouvre(self, name: str, attributes: dict[str, str]) -> None:
        """A block begins."""
        self.finir_bloc()
        if name == "dt":
            self._terme_seul()
        self.dans += name in _DANS
        if name in _ZONES or attributes.get("role") in ("navigation", "banner", "contentinfo"):
            zone = _ZONES.get(name) or {"navigation": "sommaire", "banner": "entete", "contentinfo": "pied"}[attributes["role"]]
            if zone == "sommaire" or not self.dans:
                self.zones.append((name, zone))
        if name[0] == "h" and name[1:].isdigit():
            self.titre = int(name[1:])
        elif name in ("ol", "ul", "menu"):
            start = _entier(attributes.get("start"), 1)
            self.listes.append(_Liste(name == "ol", start - 1, -1 if "reversed" in attributes else 1, attributes.get("type", "1")[:1] or "1"))
        elif name == "li":
            self._item(attributes)
        elif name == "table":
            if len(self.tables) < PROFOND:
                self.tables.append(_Table(attributes.get("role") in ("presentation", "none")))
            else:
                self.trop += 1
        elif self.tables and not self.trop and name == "tr":
            self.tables[-1].rangs.append([])
        elif self.tables and not self.trop and name in ("td", "th"):
            self._cellule(name, attributes)

    def pieces_utiles(self) -> str:
        return "".join(text for text, _ in self.pieces).strip()

    def _terme_seul(self) -> None:
        """A term of a <dl> that nothing defines."""
        if self.etiquette.endswith(" : "):
            self._poser(self.etiquette.removesuffix(" : "), "alinea")
            self.etiquette = ""

    def _item(self, attributes: dict[str, str]) -> None:
        if not self.listes:
            self.etiquette = ""
            return
        current = self.listes[-1]
        if current.ordonnee:
            current.numero = _entier(attributes.get("value"), current.numero + current.pas)
            self.etiquette = f"{_numero(current.numero, current.genre)}. "
        else:
            self.etiquette = "\u200b"  # an item without a number: still an item

    def _cellule(self, name: str, attributes: dict[str, str]) -> None:
        table = self.tables[-1]
        if not table.rangs:
            table.rangs.append([])
        if name == "th" and len(table.rangs) == 1:
            table.tete = True
        held: list[Bloc] = []
        table.rangs[-1].append((held, min(50, max(1, _entier(attributes.get("colspan"), 1))), min(200, max(1, _entier(attributes.get("rowspan"), 1)))))
        self.sorties.append(held)

    def ferme(self, name: str) -> None:
        """A block ends."""
        if name == "dt":
            term = self.pieces_utiles()
            if term and len(term) <= 120:
                self.pieces = []
                self.etiquette = f"{' '.join(term.split())} : "
                return
        self.finir_bloc()
        self.dans -= name in _DANS
        if self.zones and self.zones[-1][0] == name:
            self.zones.pop()
        if name[0] == "h" and name[1:].isdigit():
            self.titre = 0
        elif name in ("ol", "ul", "menu") and self.listes:
            self.listes.pop()
        elif name in ("li", "dd"):
            self.etiquette = ""
        elif name == "dl":
            self._terme_seul()
        elif name == "table":
            if self.trop:
                self.trop -= 1
            elif self.tables:
                self._table(self.tables.pop())
        elif self.tables and not self.trop and name in ("td", "th") and len(self.sorties) > 1:
            self.sorties.pop()

    def _table(self, table: _Table) -> None:
        """A table of data becomes rows; one that only lays out the page, its blocks."""
        cells = [cell for row in table.rangs for cell in row]
        held = [bloc for blocs, _, _ in cells for bloc in blocs]
        wide = sum(len(row) >= 2 for row in table.rangs)
        if table.mise_en_page or wide == 0 or any(bloc.genre == "ligne" or bloc.niveau for bloc in held) or any(len(blocs) > 30 for blocs, _, _ in cells) or max(map(len, table.rangs)) > COLONNES:
            self.sorties[-1] += held
            return
        rows = _grille(table.rangs)
        heads = rows[0] if table.tete and len(rows) > 1 else ()
        self.sorties[-1] += [ligne(row, heads) for row in rows if any(row)]

    def finir(self) -> list[Bloc]:
        """All the blocks."""
        self.finir_bloc()
        while len(self.sorties) > 1:
            self.sorties.pop()
        return self.sorties[0]


def _grille(rows: list[list[tuple[list[Bloc], int, int]]]) -> list[list[str]]:
    """The cells in place: one over several rows is read in each, one over several columns once."""
    found: list[list[str]] = []
    above: dict[int, tuple[str, int]] = {}  # column → text still running down, rows left
    for row in rows:
        cells: list[str] = []
        for blocs, columns, down in row:
            while len(cells) in above:
                cells.append(_descendre(above, len(cells)))
            text = " ".join(bloc.texte for bloc in blocs)
            for extra in range(min(columns, COLONNES - len(cells))):
                if down > 1:
                    above[len(cells)] = (text if extra == 0 and len(text) <= 500 else "", down - 1)
                cells.append(text if extra == 0 else "")
        while len(cells) in above:
            cells.append(_descendre(above, len(cells)))
        found.append(cells)
    return found


def _descendre(above: dict[int, tuple[str, int]], column: int) -> str:
    text, left = above.pop(column)
    if left > 1:
        above[column] = (text, left - 1)
    return text


def _entier(value: str | None, default: int) -> int:
    text = (value or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and text.isascii() and len(text) <= 6 else default


def _numero(number: int, kind: str) -> str:
    """The number of an item, as its list writes it."""
    if kind in "aA" and 1 <= number <= 26:
        return chr(number + (96 if kind == "a" else 64))
    if kind in "iI" and 1 <= number <= 3999:
        said = ""
        for value, sign in _ROMAINS:
            said += sign * (number // value)
            number %= value
        return said if kind == "i" else said.upper()
    return str(number)
