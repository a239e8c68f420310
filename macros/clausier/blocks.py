"""The neutral document tree: what assembly produces and every format prints.

A document is a flat list of blocks; a block holds spans. All text is final here (French typography applied, numbers
computed): a renderer escapes and lays out, it never rewrites. `number` and `label` are the computed values that a format
with native numbering must reproduce.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable, Iterator, Union


# ---------------------------------------------------------------- spans
@dataclass(frozen=True, slots=True)
class Text:
    """Literal text of the catalogue."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class FieldValue:
    """The formatted value of a field, or its « [À compléter : …] » when `blank`.

    `key` names the value in the answers: `prix_mensuel`, or `inventaire.1.marque` for row 1 of a table field.
    """

    key: str
    text: str
    label: str
    blank: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of another block, e.g. `12` in « l'article 12 »; `target` is that block's anchor."""

    target: str
    text: str
    bold: bool = False


Span = Union[Text, FieldValue, Reference]
Spans = tuple[Span, ...]


# ---------------------------------------------------------------- blocks
@dataclass(frozen=True, slots=True)
class Heading:
    """A title. `kind`: `group` (unnumbered part), `article`, `annex`, `section` (inside an annex, unnumbered).

    Printed as « label – spans » when there is a label (`Article 12`, `Annexe 1`), else the spans alone.
    `number` is the bare number that references print (`12`, `1`).
    """

    kind: str
    spans: Spans
    anchor: str
    label: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`kind`: `clause` (numbered: `12.1`, or `A1.1` in an annex), `plain`, `notice` (a boxed remark: not contract text), `quote` (a text that
    an amendment puts into the contract), or `origin` (what the document was made of, in small print at its end)."""

    spans: Spans
    kind: str = "clause"
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One header row (`columns`), then `rows`; every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """One column of the signature block: a bold heading, then lines, then room to sign."""

    heading: str
    lines: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class TableOfContents:
    """Where the table of contents stands; its entries are the `group`, `article` and `annex` headings."""

    title: str = "Sommaire"


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block = Union[Heading, Paragraph, BulletList, Table, SignatureBlock, TableOfContents, PageBreak]


# ---------------------------------------------------------------- document
@dataclass(frozen=True, slots=True)
class Annotation:
    """A drafting note on the block of that anchor: a comment in an office document, a set-off note elsewhere."""

    anchor: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready to print.

    `title` is the only level-1 title; `subtitle` the line under it. `header` (texts and values) and `footer` run on each page
    of paged formats (the page number « Page x / y » is the format's own). `annotations` is empty in the clean edition.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    header: Spans = ()
    footer: str = ""
    lang: str = "fr-FR"
    subject: str = ""
    annotations: tuple[Annotation, ...] = field(default=())


# ---------------------------------------------------------------- reading the tree
def plain(spans: Iterable[Span]) -> str:
    """The text of spans, without any mark-up."""
    return "".join([span.text for span in spans])


def heading_text(heading: Heading) -> str:
    """A heading as it is read: « Article 12 – Durée »."""
    text = plain(heading.spans)
    return f"{heading.label} – {text}" if heading.label else text


def all_spans(document: Document) -> Iterator[Span]:
    """Every span of the document, in reading order."""
    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                yield from block.spans
            case BulletList():
                for item in block.items:
                    yield from item
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from cell
            case SignatureBlock():
                for signatory in block.signatories:
                    for line in signatory.lines:
                        yield from line
