"""Blocks → a native OpenDocument text (ODF 1.3), as LibreOffice reads it.

Numbers are the reader's own (lists tied to the styles), references and values are fields. Everything is built as strings, joined
and zipped: same document, same bytes.

Sources: OpenDocument 1.3 part 2 (packages), part 3 (schema).
"""

from __future__ import annotations

from functools import lru_cache

from clausier.blocks import Document
from clausier.render import odt_parts as parts
from clausier.render.odt_body import Body
from clausier.render.odt_styles import running_lines, styles
from clausier.render.office_zip import Head, Part, pack, part


def render(document: Document) -> bytes:
    """The bytes of an .odt file.

    Raises ValueError, in French: a character that XML forbids (naming the field), a reference or a note that aims at nothing,
    a number that LibreOffice would print otherwise.
    """
    body = Body(document)
    content = body.xml()  # first: it gathers what the running head shows
    return pack(
        (
            *_fixed(),
            part("content.xml", content),
            _styles(document.lang).part(running_lines(document, body.header).encode()),
            part("meta.xml", parts.metadata(document).encode()),
        )
    )


@lru_cache(maxsize=1)
def _fixed() -> tuple[Part, ...]:
    """The parts that no document changes, compressed once. The media type comes first and bare: a file is recognised by it."""
    return (
        part("mimetype", parts.MIMETYPE.encode(), stored=True),
        part("META-INF/manifest.xml", parts.MANIFEST.encode()),
        part("settings.xml", parts.SETTINGS.encode()),
    )


@lru_cache(maxsize=8)
def _styles(lang: str) -> Head:
    """Nearly all of styles.xml, compressed once."""
    return Head("styles.xml", styles(lang).encode())
