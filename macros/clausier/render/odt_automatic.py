"""The automatic styles of content.xml: what a passage has of its own, over the common style it follows.

Source: OpenDocument 1.3 part 3, §16.2 (style:style), §17.15–17.18 (tables, columns, rows, cells).
"""

from __future__ import annotations

from clausier.render.geometry import TEXT_WIDTH
from clausier.render.odt_styles import BOLD, RULE, TINT, points

_BREAK = ' fo:break-before="page"'
_KEEP = ' fo:keep-with-next="always"'
_WHOLE = ' style:may-break-between-rows="false"'
_GRID = f'fo:padding-left="4.25pt" fo:padding-right="4.25pt" fo:padding-top="0pt" fo:padding-bottom="0pt" fo:border="0.5pt solid {RULE}"'


def _table(name: str, more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{points(TEXT_WIDTH)}" '
        f'table:align="margins" fo:margin-top="0pt" fo:margin-bottom="9pt" table:border-model="collapsing"{more}/></style:style>'
    )


def _row(name: str, more: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="table-row"><style:table-row-properties{more} fo:keep-together="always"/></style:style>'


def _cell(name: str, properties: str) -> str:
    return f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties {properties}/></style:style>'


_TABLES = (
    _table("Tableau")
    + _table("Tableau-page", _BREAK)
    + _table("Signatures", _WHOLE)
    + _table("Signatures-page", _WHOLE + _BREAK)
    + _row("Ligne")
    + _row("Place", ' style:row-height="85pt"')  # room to sign
    + _cell("Case", _GRID)
    + _cell("Case-titre", f'{_GRID} fo:background-color="{TINT}"')
    + _cell("Case-signature", 'fo:padding="0pt" fo:padding-left="5.4pt" fo:padding-right="5.4pt" fo:border="none"')
)


class AutomaticStyles:
    """Names the styles that a document needs, in order of need."""

    def __init__(self) -> None:
        self._paragraphs: dict[tuple[str, str, str, bool], str] = {}
        self._columns: dict[int, str] = {}

    def paragraph(self, parent: str, numbered: str, breaks: bool, bold: bool, keep: bool) -> str:
        """The name of `parent` in the list `numbered`, at the top of a page, in bold, kept with what follows."""
        layout = (_BREAK if breaks else "") + (_KEEP if keep else "")
        return self._paragraphs.setdefault((parent, numbered, layout, bold), f"P{len(self._paragraphs) + 1}")

    def column(self, width: int) -> str:
        """The name of a table column of that width, in twentieths of a point."""
        return self._columns.setdefault(width, f"Colonne{len(self._columns) + 1}")

    def xml(self) -> str:
        """The styles named so far."""
        paragraphs = [
            f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}"'
            + (f' style:list-style-name="{numbered}">' if numbered else ">")
            + (f"<style:paragraph-properties{layout}/>" if layout else "")
            + (f"<style:text-properties{BOLD}/>" if bold else "")
            + "</style:style>"
            for (parent, numbered, layout, bold), name in self._paragraphs.items()
        ]
        columns = [
            f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{points(width)}" style:rel-column-width="{width}*"/></style:style>'
            for width, name in self._columns.items()
        ]
        return "".join([*paragraphs, *columns, _TABLES if columns else ""])
