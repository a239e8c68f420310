"""Blocks → a native Word document (Office Open XML, transitional).

Numbers are Word's own (multilevel lists tied to the styles), references are fields, each value is a content control bound to
a custom XML part. Everything is built as strings, joined and zipped: same document, same bytes.

Sources: ISO/IEC 29500-1 §17 (WordprocessingML), §15.2 (package parts).
"""

from __future__ import annotations

from functools import lru_cache

from clausier.blocks import Document
from clausier.render import word_parts as parts
from clausier.render.chars import safe_line
from clausier.render.flow import running
from clausier.render.office_zip import Part, pack, part
from clausier.render.word_body import Body
from clausier.render.word_runs import Runs, field, paragraph, text_run, title_run
from clausier.render.word_styles import NUMBERING, STYLES


def render(document: Document) -> bytes:
    """The bytes of a .docx file.

    Raises ValueError, in French: a character that XML forbids (naming the field), a reference or a note that aims at nothing,
    a number that Word would print otherwise.
    """
    body = Body(document)
    main = body.xml()  # first: it gathers the values
    return pack(
        (
            *_fixed(bool(document.annotations), document.lang),
            part("word/document.xml", main),
            part("word/header1.xml", _header(document, body.runs).encode()),  # before the values, to which it may add
            part("customXml/item1.xml", body.runs.values_part().encode()),
            part("word/footer1.xml", _footer(document).encode()),
            part("docProps/core.xml", _core(document).encode()),
            *((part("word/comments.xml", _comments(document).encode()),) if document.annotations else ()),
        )
    )


@lru_cache(maxsize=8)
def _fixed(has_notes: bool, lang: str) -> tuple[Part, ...]:
    """The parts that no text of the document changes: compressed once, they cost nothing to the next document."""
    styles = STYLES
    if lang != "fr-FR":
        styles = styles.replace('w:val="fr-FR"', f'w:val="{safe_line(lang, "langue")}"', 1)
    return tuple(
        part(name, text.encode())
        for name, text in (
            ("[Content_Types].xml", parts.CONTENT_TYPES[has_notes]),
            ("_rels/.rels", parts.PACKAGE_RELS),
            ("word/_rels/document.xml.rels", parts.DOCUMENT_RELS[has_notes]),
            ("word/styles.xml", styles),
            ("word/numbering.xml", NUMBERING),
            ("word/settings.xml", parts.SETTINGS),
            ("customXml/_rels/item1.xml.rels", parts.ITEM_RELS),
            ("customXml/itemProps1.xml", parts.ITEM_PROPS),
        )
    )


def _header(document: Document, runs: Runs) -> str:
    """The running head, its values in controls bound like those of the body; nothing, not even a rule, when there is none."""
    head = paragraph("Entte", runs.apart(running(document.header))) if document.header else "<w:p/>"
    return f'{parts.PROLOG}<w:hdr xmlns:w="{parts.W}">{head}</w:hdr>'


def _footer(document: Document) -> str:
    runs = title_run(document.footer, "pied de page") if document.footer else ""
    runs += (
        f'<w:r><w:tab/><w:t xml:space="preserve">Page\u00a0</w:t></w:r>{field("PAGE", "1")}'
        f'<w:r><w:t xml:space="preserve">\u00a0/\u00a0</w:t></w:r>{field("NUMPAGES", "1")}'
    )
    return f'{parts.PROLOG}<w:ftr xmlns:w="{parts.W}">{paragraph("Pieddepage", runs)}</w:ftr>'


def _comments(document: Document) -> str:
    notes = "".join(
        f'<w:comment w:id="{rank}" w:author="Clausier" w:initials="C">'
        + "".join(paragraph("Commentaire", text_run(text, "note de rédaction")) for text in note.paragraphs)
        + "</w:comment>"
        for rank, note in enumerate(document.annotations)
    )
    return f'{parts.PROLOG}<w:comments xmlns:w="{parts.W}">{notes}</w:comments>'


def _core(document: Document) -> str:
    """Core properties: title, subject, language; no person and no date (29500-2 §11)."""
    subject = f"<dc:subject>{safe_line(document.subject, 'sujet')}</dc:subject>" if document.subject else ""
    return (
        f'{parts.PROLOG}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{safe_line(document.title, "titre du document")}</dc:title>'
        f"{subject}<dc:creator></dc:creator><dc:language>{safe_line(document.lang, 'langue')}</dc:language></cp:coreProperties>"
    )
