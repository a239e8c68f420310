"""The names of OpenDocument that the reader looks for, as ElementTree writes them."""

from __future__ import annotations

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE, DRAW, SCRIPT, FORM, MANIFEST = (f"{_OASIS}{name}:1.0}}" for name in ("office", "style", "text", "table", "drawing", "script", "form", "manifest"))
FO = f"{_OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{_OASIS}svg-compatible:1.0}}"
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

P, H, LIST, ITEM, LIST_HEADER, SECTION, SPAN, NOTE, NOTE_BODY, S = (
    TEXT + name for name in ("p", "h", "list", "list-item", "list-header", "section", "span", "note", "note-body", "s")
)
STYLE_NAME = f"{TEXT}style-name"
TABLEAU, ROW, CELL, COVERED, HEADER_ROWS = (TABLE + name for name in ("table", "table-row", "table-cell", "covered-table-cell", "table-header-rows"))
FRAME, TEXT_BOX = f"{DRAW}frame", f"{DRAW}text-box"
