"""The parts of an OpenDocument package that do not depend on the document's text, as ready strings.

Sources: OpenDocument 1.3 part 2 (packages: §3.3 mimetype, §4 manifest), part 3 §3.1 (document parts), §3.10 (settings), §4.3 (metadata).
"""

from __future__ import annotations

from clausier.blocks import Document
from clausier.render.chars import safe_line

PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'
MIMETYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = "".join(
    f' xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("office", f"{_OASIS}:office:1.0"),
        ("style", f"{_OASIS}:style:1.0"),
        ("text", f"{_OASIS}:text:1.0"),
        ("table", f"{_OASIS}:table:1.0"),
        ("fo", f"{_OASIS}:xsl-fo-compatible:1.0"),
        ("svg", f"{_OASIS}:svg-compatible:1.0"),
        ("meta", f"{_OASIS}:meta:1.0"),
        ("config", f"{_OASIS}:config:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xlink", "http://www.w3.org/1999/xlink"),
    )
)

_PARTS = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
MANIFEST = (
    f'{PROLOG}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    + "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in _PARTS)
    + "</manifest:manifest>"
)

# What LibreOffice itself writes in a new document: a file without these is laid out as it did twenty years ago.
_SETTINGS = {
    "AddExternalLeading": "true",
    "AddParaLineSpacingToTableCells": "true",
    "AddParaSpacingToTableCells": "true",
    "AddParaTableSpacing": "false",  # between two paragraphs, the larger of the two spaces, as in Word
    "AddParaTableSpacingAtStart": "true",
    "CollapseEmptyCellPara": "true",
    "IgnoreFirstLineIndentInNumbering": "false",
    "DoNotJustifyLinesWithManualBreak": "true",
    "OutlineLevelYieldsNumbering": "false",
    "PropLineSpacingShrinksFirstLine": "true",
    "TableRowKeep": "true",  # a row stays with the next one when its paragraphs do, as in Word
    "TabOverflow": "true",
    "TabsRelativeToIndent": "true",
    "UseFormerLineSpacing": "false",
    "UseFormerObjectPositioning": "false",
    "UseFormerTextWrapping": "false",
    "UseOldNumbering": "false",
}
SETTINGS = (
    f'{PROLOG}<office:document-settings{NAMESPACES} xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3">'
    '<office:settings><config:config-item-set config:name="ooo:configuration-settings">'
    + "".join(
        f'<config:config-item config:name="{name}" config:type="boolean">{value}</config:config-item>'
        for name, value in sorted(_SETTINGS.items())
    )
    + "</config:config-item-set></office:settings></office:document-settings>"
)


def metadata(document: Document) -> str:
    """meta.xml: title, subject, language; no person, no date, no program."""
    subject = f"<dc:subject>{safe_line(document.subject, 'sujet')}</dc:subject>" if document.subject else ""
    return (
        f'{PROLOG}<office:document-meta{NAMESPACES} office:version="1.3"><office:meta>'
        f"<dc:title>{safe_line(document.title, 'titre du document')}</dc:title>{subject}"
        f"<dc:language>{safe_line(document.lang, 'langue')}</dc:language></office:meta></office:document-meta>"
    )
