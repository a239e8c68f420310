"""The first visible sheet of an .xlsx file as lines of text, each cell written as French Excel shows it.

Only what holds values is opened (sheet list, styles, shared texts, one sheet), within limits checked before anything is inflated; no
formula is computed (the value saved with it is read), no link followed. Namespaces are not looked at: the strict form reads as well.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree

MAX_OCTETS = 60_000_000  # inflated, the sheet or the shared texts
MAX_CADRE = 5_000_000  # inflated, the list of sheets, the links, the styles
MAX_PARTIES = 2_000
MAX_TEXTES = 1_000_000
MAX_ELEMENTS = 60_000  # in one line of the sheet, in one text
MAX_LIGNES = 20_000
MAX_COLONNES = 400

_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # the formats known by number alone that show a date or an hour
_PERCENT = {9, 10}
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})\d{1,7}\Z", re.ASCII)
_WORDS = re.compile(r'"[^"]*"|\\.|\[(?!h)[^\[\]]*\]|_.|\*.')  # in a number format: what is text, a colour, a width
_DIGITS = re.compile(r"0[0#]+\Z")


class ClasseurIllisible(ValueError):
    """A file that is no readable .xlsx, or is beyond the limits: French message with its cure."""


class Erreur(str):
    """A cell whose formula has no value: « #N/A », « #REF! »…"""


def feuille(data: bytes) -> tuple[list[tuple[int, list[str]]], list[str]]:
    """The lines that are not empty (number in the sheet, cells), and the names of the visible sheets, the one read first. Raises ClasseurIllisible."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _Reader(package).read()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, IndexError, UnicodeError, ElementTree.ParseError, OverflowError) as error:
        if isinstance(error, ClasseurIllisible):
            raise
        raise ClasseurIllisible("ce n'est pas un classeur .xlsx lisible, ou il est abîmé : rouvrez-le et enregistrez-le au format « Classeur Excel (.xlsx) »") from None


class _Reader:
    def __init__(self, package: zipfile.ZipFile):
        infos = package.infolist()
        self.package, self.sizes = package, {info.filename: info.file_size for info in infos}
        if len(infos) > MAX_PARTIES:
            raise ClasseurIllisible(f"classeur de plus de {MAX_PARTIES} parties : copiez la feuille du tableau dans un classeur neuf")
        if len(self.sizes) != len(infos):
            raise ClasseurIllisible("deux parties de même nom dans le classeur : enregistrez-le de nouveau")
        if any(info.flag_bits & 1 for info in infos):
            raise ClasseurIllisible("classeur protégé par un mot de passe : enregistrez-en une copie sans mot de passe")
        self.shared: list[str] = []
        self.formats: list[tuple[int, str]] = []  # per style: number and code of its format
        self.from_1904 = False

    def read(self) -> tuple[list[tuple[int, list[str]]], list[str]]:
        sheets = self._sheets()
        for item in self._items("xl/sharedStrings.xml", "si"):
            self.shared.append(_text(item))
            if len(self.shared) > MAX_TEXTES:
                raise ClasseurIllisible(f"plus de {MAX_TEXTES} textes : découpez le tableau")
        self._styles()
        lines = []
        for row in self._items(sheets[0][1], "row"):
            if cells := self._cells(row):
                lines.append((_whole(row.get("r"), lines[-1][0] + 1 if lines else 1), cells))
                if len(lines) > MAX_LIGNES:
                    raise ClasseurIllisible(f"plus de {MAX_LIGNES} lignes : découpez le tableau")
        return lines, [name for name, _ in sheets]

    # ------------------------------------------------------------ parts
    def _part(self, name: str, limit: int = MAX_CADRE) -> bytes:
        if name not in self.sizes:
            return b""
        if self.sizes[name] > limit:
            raise ClasseurIllisible(f"classeur trop gros une fois ouvert (plus de {limit // 1_000_000} Mo dans « {name} ») : effacez les lignes vides, ou enregistrez la feuille en CSV")
        data = self.package.read(name)  # zipfile inflates no more than the size that the package declares
        if any(mark in data for mark in _DOCTYPE):
            raise ClasseurIllisible("le classeur contient une déclaration DOCTYPE, qu'aucun tableur n'écrit : il est refusé")
        return data

    def _items(self, part: str, tag: str) -> Iterator[ElementTree.Element]:
        """The elements of that name, one at a time, each forgotten once read."""
        data = self._part(part, MAX_OCTETS)
        if not data:
            return
        path: list[ElementTree.Element] = []
        inside = 0  # elements met since the one that is being read began
        for event, element in ElementTree.iterparse(io.BytesIO(data), ("start", "end")):
            wanted = _name(element) == tag
            if event == "start":
                path.append(element)
                inside += bool(inside or wanted)
                if len(path) > 60 or inside > MAX_ELEMENTS:
                    raise ClasseurIllisible("classeur aux balises trop nombreuses : copiez la feuille du tableau dans un classeur neuf")
                continue
            path.pop()
            if wanted:
                yield element
                inside = 0
            if path and not inside:
                path[-1].remove(element)

    def _sheets(self) -> list[tuple[str, str]]:
        """Name and part of each visible sheet, in their order."""
        book = _tree(self._part("xl/workbook.xml"))
        targets = {link.get("Id"): link.get("Target", "") for link in _tree(self._part("xl/_rels/workbook.xml.rels"))}
        self.from_1904 = any(e.get("date1904") in ("1", "true") for e in book.iter() if _name(e) == "workbookPr")
        found = []
        for sheet in (e for e in book.iter() if _name(e) == "sheet"):
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            target = targets.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if sheet.get("state", "visible") == "visible" and part in self.sizes:
                found.append((sheet.get("name", ""), part))
        if not found:
            raise ClasseurIllisible("aucune feuille visible dans le classeur : affichez celle qui porte le tableau")
        return found

    def _styles(self) -> None:
        tree = _tree(self._part("xl/styles.xml")) if "xl/styles.xml" in self.sizes else None
        if tree is None:
            return
        codes = {_whole(e.get("numFmtId"), 0): e.get("formatCode", "") for e in tree.iter() if _name(e) == "numFmt"}
        for group in (e for e in tree if _name(e) == "cellXfs"):
            numbers = [_whole(style.get("numFmtId"), 0) for style in group]
            self.formats = [(number, codes.get(number, "")) for number in numbers]

    # ------------------------------------------------------------ cells
    def _cells(self, row: ElementTree.Element) -> list[str]:
        """The texts of a line, empty cells in between included; nothing when it has none."""
        cells: list[str] = []
        for i, cell in enumerate(c for c in row if _name(c) == "c"):
            text = self._value(cell)
            if text:
                column = _column(cell.get("r"), i)
                if column >= MAX_COLONNES:
                    raise ClasseurIllisible(f"plus de {MAX_COLONNES} colonnes : gardez celles du tableau")
                cells += [""] * (column + 1 - len(cells))
                cells[column] = text
        return cells

    def _value(self, cell: ElementTree.Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_text(part) for part in cell if _name(part) == "is").strip()
        raw = next((part.text or "" for part in cell if _name(part) == "v"), "").strip()
        if not raw:
            return ""
        if kind == "s":
            return self.shared[_whole(raw, -1)].strip() if 0 <= _whole(raw, -1) < len(self.shared) else Erreur("texte introuvable")
        if kind == "str":
            return _unescape(raw)
        if kind == "e":
            return Erreur(raw)
        if kind == "b":
            return "oui" if raw == "1" else "non"
        if kind == "d":
            return _french_moment(datetime.fromisoformat(raw)) if re.match(r"\d{4}-\d\d-\d\d", raw) else raw
        number, code = self.formats[style] if 0 <= (style := _whole(cell.get("s"), -1)) < len(self.formats) else (0, "")
        return self._number(raw, number, code)

    def _number(self, raw: str, number: int, code: str) -> str:
        try:
            value = Decimal(format(float(raw), ".15g"))  # fifteen digits, as Excel shows: 4.5999999999999996 was typed 4,6
        except (ValueError, InvalidOperation):
            return Erreur(raw)
        if not value.is_finite() or abs(value) > 10**18:
            return Erreur(raw)
        shown = _WORDS.sub("", code.split(";")[0])
        if number in _DATES or (code and re.search("[ymdhs]", shown, re.IGNORECASE)):
            return self._moment(value, number, shown.lower()) or Erreur(raw)
        text = f"{value:f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        digits = shown.replace(" ", "")
        if code and _DIGITS.match(digits) and text.isdecimal():  # postal codes, telephones: the zeros belong to the format
            return text.zfill(len(digits))
        if number in _PERCENT or shown.endswith("%"):
            text = f"{value * 100:f}"
            return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",") + " %"
        return text.replace(".", ",")

    def _moment(self, value: Decimal, number: int, shown: str) -> str:
        minutes = int((value * 24 * 60).to_integral_value())
        if number in (18, 19, 20, 21, 45, 46, 47) or (shown and not re.search("[yd]", shown)):
            return f"{minutes // 60:02d}:{minutes % 60:02d}" if minutes >= 0 else ""
        # Excel believes that 1900 was a leap year: before 1 March 1900, its days are one off.
        epoch = datetime(1904, 1, 1) if self.from_1904 else datetime(1899, 12, 30) if value >= 60 else datetime(1899, 12, 31)
        return _french_moment(epoch + timedelta(minutes=minutes)) if 0 < minutes < 2_958_466 * 24 * 60 else ""


def _french_moment(moment: datetime) -> str:
    return f"{moment:%d/%m/}{moment.year:04d}" + (f" {moment:%H:%M}" if moment.hour or moment.minute else "")


def _tree(data: bytes) -> ElementTree.Element:
    if not data:
        raise ClasseurIllisible("ce n'est pas un classeur .xlsx (un .ods ou un .docx, peut-être) : enregistrez-le au format « Classeur Excel (.xlsx) »")
    return ElementTree.fromstring(data)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(item: ElementTree.Element, skipped: Callable = lambda e: _name(e) == "rPh") -> str:
    """The text of a rich or plain string, without its phonetic guides."""
    if skipped(item):
        return ""
    own = _unescape(item.text or "") if _name(item) == "t" else ""
    return own + "".join(_text(child) for child in item)


def _unescape(text: str) -> str:
    """`_x000D_` is how the format writes a character that XML refuses."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else default


def _column(place: str | None, default: int) -> int:
    """« C7 » → 2."""
    match = _PLACE.match(place or "")
    if not match:
        return default
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1
