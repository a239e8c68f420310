"""A neutral workbook to .xlsx, by XlsxWriter: typed cells, formulas, lists to choose from, filters, printing. Same workbook, same bytes.

No author, a fixed date; every text is written as text, whatever it begins with.
"""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

from clausier.render import FormatUnavailable
from clausier.sheets import Cell, Column, Sheet, Value, Workbook

EXTENSION, MEDIA_TYPE = "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMATS = {
    "texte": "@",
    "entier": "0",
    "decimal": "General",  # « 0.## » would show « 2, »
    "montant": '#,##0.00\\ "€"',
    "taux": "0.00\\ %",
    "date": "dd/mm/yyyy",
    "heure": "[hh]:mm",
    "moment": "dd/mm/yyyy\\ hh:mm",
    "duree": "[h]:mm",
}
_WIDTHS = {"texte": 22, "entier": 12, "decimal": 12, "montant": 14, "taux": 10, "date": 12, "heure": 9, "moment": 17, "duree": 10}
_NUMBER = {"validate": "decimal", "criteria": ">=", "value": 0}
_CHECKS = {
    "entier": ({"validate": "integer", "criteria": ">=", "value": 0}, "On attend un nombre entier, positif."),
    "decimal": (_NUMBER, "On attend un nombre positif : 1,5."),
    "montant": (_NUMBER, "On attend un montant positif, en euros."),
    "taux": (_NUMBER, "On attend un taux : 20 %."),
    "date": ({"validate": "date", "criteria": ">=", "value": date(1990, 1, 1)}, "On attend une date : 04/01/2027."),
    "moment": ({"validate": "date", "criteria": ">=", "value": date(1990, 1, 1)}, "On attend un jour et une heure : 04/01/2027 09:30."),
    "heure": ({"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}, "On attend une heure : 08:30."),
}
_BORDER = {"border": 1, "border_color": "#BFBFBF", "valign": "top", "font_name": "Calibri", "font_size": 11}
_LINE, _BOLD = 15, 1.15  # points; how much wider than the others the letters of the titles are
_A4, _SIDES, _ENDS, _CHARACTER = (595, 842), 58, 101, 5.3  # points: the sheet, its two margins each way, a character of a column's width
_BEYOND = "Sous le trait épais : étendez la zone d’impression avant d’imprimer."
_EPOCH = date(1899, 12, 30)


def render(workbook: Workbook) -> bytes:
    """The bytes of the file. Raises FormatUnavailable without XlsxWriter."""
    try:
        import xlsxwriter
    except ImportError:
        raise FormatUnavailable("le format .xlsx demande la bibliothèque XlsxWriter : « pip install xlsxwriter » ; ou choisissez .csv") from None
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": workbook.title, "subject": workbook.subject, "author": "", "created": datetime(2000, 1, 1)})
    formats = _Formats(book)
    for sheet in workbook.sheets:
        _write(book.add_worksheet(sheet.name), sheet, formats)
    book.close()
    return out.getvalue()


# ---------------------------------------------------------------- inside
class _Formats:
    """The cell formats, each made once."""

    def __init__(self, book):
        self.book, self.made = book, {}

    def __call__(self, kind: str, computed: bool = False, head: bool = False, ruled: bool = False):
        key = kind, computed, head, ruled
        if key not in self.made:
            look = dict(_BORDER, **({"text_wrap": True, "align": "left", "indent": 1} if kind == "texte" else {}))
            if head:
                look |= {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "valign": "vcenter"}
            else:
                look |= {"num_format": _FORMATS[kind], "bg_color": "#F2F2F2"} if computed else {"num_format": _FORMATS[kind]}
            look |= {"top": 5, "top_color": "#1F3864"} if ruled else {}
            self.made[key] = self.book.add_format(look)
        return self.made[key]


def _write(page, sheet: Sheet, formats: _Formats) -> None:
    last, columns = len(sheet.rows), sheet.columns
    printed = _printed(sheet)
    for i, column in enumerate(columns):
        page.set_column(i, i, _width(column))
        page.write_string(0, i, column.title, formats("texte", head=True))
        if sheet.to_fill and last:
            _validate(page, (1, i, printed, i), column.kind, column.choices, column.help, column.computed)
            if printed < last:
                _validate(page, (printed + 1, i, last, i), column.kind, column.choices, f"{column.help} {_BEYOND}".lstrip(), column.computed)
    page.set_row(0, _height(columns, [column.title for column in columns], _BOLD))
    for number, cells in enumerate(sheet.rows, 1):
        if not sheet.to_fill:  # the reader has no reason to measure again what nobody types
            page.set_row(number, _height(columns, [cell.value for cell in cells]))
        for i, cell in enumerate(cells):
            kind = cell.kind or columns[i].kind
            _cell(page, number, i, cell, kind, formats(kind, bool(cell.formula) or columns[i].computed, ruled=number == printed + 1))
            if cell.choices or (cell.kind and not sheet.to_fill and not cell.formula):
                _validate(page, (number, i, number, i), kind, cell.choices, "", False)
    page.freeze_panes(1, 1 if sheet.to_fill and len(columns) > 3 else 0)
    page.repeat_rows(0)
    page.set_paper(9)
    if _landscape(columns):
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
    page.set_header("&L&F&R&A")
    page.set_footer("&RPage &P / &N")
    page.print_area(0, 0, printed, len(columns) - 1)
    if sheet.to_fill and last:
        page.autofilter(0, 0, last, len(columns) - 1)


def _width(column: Column) -> float:
    """In characters; no word of the title is cut."""
    return max([column.width or _WIDTHS[column.kind], *(round(len(word) * _BOLD) + 3 for word in column.title.split())])


def _landscape(columns: tuple[Column, ...]) -> bool:
    return len(columns) > 4


def _printed(sheet: Sheet) -> int:
    """The last line to print: of a table to fill, the last one filled, then empty ones down to the foot of its page."""
    last = len(sheet.rows)
    if not sheet.to_fill:
        return last
    filled = max((i for i, cells in enumerate(sheet.rows, 1) if any(cell.value not in (None, "") and not cell.formula for cell in cells)), default=0)
    across, down = reversed(_A4) if _landscape(sheet.columns) else _A4
    scale = min(1.0, (across - _SIDES) / (_CHARACTER * sum(_width(column) for column in sheet.columns)))
    head = _height(sheet.columns, [column.title for column in sheet.columns], _BOLD)
    by_page = int(((down - _ENDS) / scale - head) / (_LINE + 1))  # one point more: a line that wraps must not push the foot to a new page
    return min(last, (filled // by_page + 1) * by_page)


def _height(columns: tuple[Column, ...], texts: list[Value], wider: float = 1.0) -> float:
    """The height of a line whose texts wrap in their columns."""
    lines = [_lines(text, _width(column) / wider - 2) for column, text in zip(columns, texts) if isinstance(text, str)]
    return _LINE * max(lines, default=1) + 2


def _lines(text: str, width: float) -> int:
    """How many lines a text takes, word by word."""
    lines, left = 1, width
    for word in text.split(" "):
        if len(word) > left and left < width:
            lines, left = lines + 1, width
        left -= len(word) + 1
    return lines


def _cell(page, row: int, column: int, cell: Cell, kind: str, look) -> None:
    value = _native(kind, cell.value)
    if cell.formula:
        page.write_formula(row, column, f"={cell.formula}", look, "" if value is None else value)
    elif value is None:
        page.write_blank(row, column, None, look)
    elif isinstance(value, str):
        page.write_string(row, column, value, look)
    else:
        page.write_number(row, column, value, look)


def _native(kind: str, value: Value) -> str | int | float | None:
    """A domain value as the cell holds it: dates are numbers of days, hours parts of a day, rates parts of one."""
    if value is None or kind == "texte":
        return value
    if value == "":
        return ""
    if kind == "montant":
        return value / 100
    if kind == "taux":
        return float(value) / 100
    if kind == "date":
        return (date.fromisoformat(value) - _EPOCH).days
    if kind == "heure":
        hours, minutes = value.split(":")
        return (int(hours) * 60 + int(minutes)) / 1440
    if kind == "duree":  # minutes
        return int(value) / 1440
    return int(value) if kind == "entier" else float(value)


def _validate(page, area: tuple[int, int, int, int], kind: str, choices: Column | tuple | str, help_: str, computed: bool) -> None:
    """What a cell accepts, and what is said when it is chosen."""
    if computed:
        return
    rule: dict = {}
    if choices:
        rule = {"validate": "list", "source": f"={choices}" if isinstance(choices, str) else list(choices), "error_title": "Hors de la liste", "error_message": "Choisissez une valeur de la liste."}
    elif kind in _CHECKS:
        rule = {**_CHECKS[kind][0], "error_title": "Valeur refusée", "error_message": _CHECKS[kind][1]}
    elif help_:
        rule = {"validate": "any"}
    if rule:
        page.data_validation(*area, {**rule, **({"input_message": help_} if help_ else {})})
