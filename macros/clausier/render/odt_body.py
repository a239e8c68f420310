"""Blocks → the paragraphs, lists and tables of content.xml.

An article is a list item that holds its heading and the list of its paragraphs; what stands between (a table, a box) closes the
list, and the next item continues it. Sources: OpenDocument 1.3 part 3, §5.1–5.3 (paragraphs, headings, lists), §6.2.1 (bookmarks),
§8.3 (table of content), §9.1 (tables), §14.1 (annotations).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from clausier.blocks import (
    Annotation,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Reference,
    SignatureBlock,
    Spans,
    Table,
    TableOfContents,
    heading_text,
)
from clausier.render import odt_styles as look
from clausier.render.chars import anchored, notes_by_anchor, safe_line
from clausier.render.flow import Printer, has_lines, running
from clausier.render.geometry import TEXT_WIDTH, column_widths, stands_whole
from clausier.render.numbering import Numbers
from clausier.render.odt_automatic import AutomaticStyles
from clausier.render.odt_parts import NAMESPACES, PROLOG
from clausier.render.odt_runs import Runs, content

_HEADINGS = {
    "group": ("Heading_20_1", 1),
    "annex": ("Titre_20_annexe", 2),
    "article": ("Heading_20_2", 2),
    "section": ("Heading_20_3", 3),
}
_PLAIN = {"notice": "Encadre", "quote": "Quotations", "origin": "Provenance"}
_LIST_IDS = {look.ARTICLES: "liste-articles", look.ANNEXES: "liste-annexes"}
_SAFE_NAME = re.compile("[A-Za-z0-9-]+").fullmatch
_CLOSE = ("", "</text:list-item></text:list>", "</text:list-item></text:list></text:list-item></text:list>")
_OPEN = f'{PROLOG}<office:document-content{NAMESPACES} office:version="1.3">{look.FACES}<office:automatic-styles>'
_END = '<text:p text:style-name="Fin"/>'  # after a last table, LibreOffice would add a line, on a new page if need be: this one takes no room
_ROW = '<table:table-row table:style-name="Ligne">'
_END_PARAGRAPH, _END_CELL = b"</text:p>", "</text:p></table:table-cell>"
_END_ROW = f"{_END_CELL}</table:table-row>".encode()


@lru_cache(maxsize=512)
def _opening(style: str) -> bytes:
    """What opens a paragraph; a document has few styles."""
    return f'<text:p text:style-name="{style}">'.encode()


def _cell(style: str) -> str:
    return f'<table:table-cell table:style-name="Case" office:value-type="string"><text:p text:style-name="{style}">'


_CELL = _cell("Table_20_Contents")


class Body(Printer):
    """Builds content.xml of one document; `header` is then the content of its running head."""

    def __init__(self, document: Document) -> None:
        self._document = document
        targets = anchored(document)
        # An anchor is a readable name to choose in LibreOffice's list of bookmarks; `_` begins none.
        self._bookmarks = {anchor: anchor if _SAFE_NAME(anchor) else f"_ref{rank}" for rank, anchor in enumerate(targets, 1)}
        self._notes = notes_by_anchor(document)
        self._note = self._table_rank = 0
        self._xml: list[bytes] = []  # encoded piece by piece: most are ASCII, which costs nothing, when their sum is not
        self._put = self._xml.append
        self._runs = Runs(self._put, targets, self._bookmarks)
        self._numbers = Numbers("l’ODT")
        self._list, self._depth = "", 0  # the numbered list that is open, and how many of its levels
        self._begun: set[str] = set()
        self._styles = AutomaticStyles()
        self.header = ""

    def xml(self) -> bytes:
        """The whole part in UTF-8: title first, then the blocks."""
        document, write = self._document, self._write
        write(f'<text:p text:style-name="Title">{safe_line(document.title, "titre du document")}</text:p>')
        if document.subtitle:
            write(f'<text:p text:style-name="Subtitle">{safe_line(document.subtitle, "sous-titre du document")}</text:p>')
        self._print(document)
        self._close()
        if document.blocks and type(document.blocks[-1]) in (Table, SignatureBlock):
            write(_END)
        self.header = self._runs.apart(running(document.header))
        write("</office:text></office:body></office:document-content>")
        head = f"{_OPEN}{self._styles.xml()}</office:automatic-styles><office:body><office:text>{self._runs.declarations()}"
        return b"".join([head.encode(), *self._xml])

    def _write(self, xml: str) -> None:
        self._put(xml.encode())

    def _style(self, name: str, numbered: str = "", bold: bool = False, keep: bool = False) -> str:
        """The style to use for that common style, here: itself, or one that begins a page, is in a list of headings, is bold, or stays with what follows."""
        if not (numbered or self._break or bold or keep):
            return name
        return self._styles.paragraph(name, numbered, self._break, bold, keep)

    # ------------------------------------------------------------ paragraphs
    def _close(self) -> None:
        """Closes the numbered list, if one is open."""
        if self._depth:
            self._write(_CLOSE[self._depth])
            self._depth = 0

    def _item(self, name: str) -> None:
        """Opens an item at the first level of that list, which goes on from where it was left."""
        self._close()
        link = f'text:continue-list="{_LIST_IDS[name]}"' if name in self._begun else f'xml:id="{_LIST_IDS[name]}"'
        self._begun.add(name)
        self._write(f'<text:list {link} text:style-name="{name}"><text:list-item>')
        self._list, self._depth = name, 1

    def _anchored(self, anchor: str, spans: Spans) -> None:
        """Spans, within the bookmark of that anchor and the range of its comments."""
        if not anchor:
            self._runs.spans(spans)
            return
        write, name = self._write, self._bookmarks[anchor]
        write(f'<text:bookmark-start text:name="{name}"/>')
        notes = [self._annotation(note) for note in self._notes.get(anchor, ())]
        self._runs.spans(spans)
        for note in notes:
            write(f'<office:annotation-end office:name="{note}"/>')
        write(f'<text:bookmark-end text:name="{name}"/>')

    def _annotation(self, note: Annotation) -> str:
        self._note += 1
        name = f"note{self._note}"
        paragraphs = "".join(
            [f'<text:p text:style-name="Commentaire">{content(text, "note de rédaction")}</text:p>' for text in note.paragraphs]
        )
        self._write(
            f'<office:annotation office:name="{name}"><dc:creator>Clausier</dc:creator>'
            f"<meta:creator-initials>C</meta:creator-initials>{paragraphs}</office:annotation>"
        )
        return name

    def _heading(self, heading: Heading) -> None:
        style, level = _HEADINGS[heading.kind]
        if heading.label and level == 2:
            self._numbers.heading(heading)
            numbered = look.ANNEXES if self._numbers.in_annex else look.ARTICLES
            self._item(numbered)
            style = self._style(style, numbered)
        else:
            self._close()
            style = self._style(style)
        self._write(f'<text:h text:style-name="{style}" text:outline-level="{level}">')
        self._anchored(heading.anchor, heading.spans)
        self._put(b"</text:h>")

    def _text(self, text: Paragraph) -> None:
        if text.number:
            self._numbers.clause(text)
            if self._numbers.in_annex:
                name, style = look.ANNEXES, "Alinea_20_annexe"
            else:
                name, style = look.ARTICLES, "Alinea"
            if not self._depth or self._list != name:
                self._item(name)
            self._put(b"<text:list><text:list-item>" if self._depth == 1 else b"</text:list-item><text:list-item>")
            self._depth = 2
        else:
            self._close()
            style = "Lignes" if text.kind == "plain" and has_lines(text) else _PLAIN.get(text.kind, "Text_20_body")
        spans = text.spans
        if spans and spans[0].bold and all([span.bold for span in spans]) and any([type(span) is Reference for span in spans]):
            # A bold paragraph rather than bold spans: libxml2, which many validate with, wrongly refuses a reference inside a span.
            style, spans = self._style(style, bold=True, keep=self._keep), tuple([replace(span, bold=False) for span in spans])
        elif self._break or self._keep:
            style = self._style(style, keep=self._keep)
        self._put(_opening(style))
        self._anchored(text.anchor, spans)
        self._put(_END_PARAGRAPH)

    def _bullets(self, bullets: BulletList) -> None:
        put = self._put
        if self._depth == 1:  # between a heading and its first paragraph
            self._close()
        self._write(f'<text:list text:style-name="{look.BULLETS}">')
        last = len(bullets.items) - 1
        for rank, item in enumerate(bullets.items):
            put(b"<text:list-item>")
            put(_opening(self._style("List_20_Bullet" if rank < last else "List_20_Bullet_20_End")))
            self._break = False
            self._runs.spans(item)
            put(b"</text:p></text:list-item>")
        put(b"</text:list>")

    # ------------------------------------------------------------ tables
    def _open_table(self, style: str, widths: list[int], caption: str = "") -> None:
        self._close()
        self._table_rank += 1
        columns = "".join([f'<table:table-column table:style-name="{self._styles.column(width)}"/>' for width in widths])
        self._write(
            f'<table:table table:name="Tableau{self._table_rank}" table:style-name="{style}{"-page" if self._break else ""}">'
            f"{f'<table:title>{caption}</table:title>' if caption else ''}{columns}"
        )

    def _table(self, table: Table) -> None:
        put, spans = self._put, self._runs.spans
        caption = safe_line(table.caption, "légende de tableau")
        if caption:
            self._close()
            self._write(f'<text:p text:style-name="{self._style("Caption")}">{caption}</text:p>')
            self._break = False
        widths = column_widths(table)
        self._open_table("Tableau", widths, caption)
        head = "".join(
            [
                '<table:table-cell table:style-name="Case-titre" office:value-type="string">'
                f'<text:p text:style-name="Table_20_Heading">{safe_line(name, "titre de colonne")}{_END_CELL}'
                for name in table.columns
            ]
        )
        self._write(f"<table:table-header-rows>{_ROW}{head}</table:table-row></table:table-header-rows>")
        kept = len(table.rows) - 1 if stands_whole(table, widths) else 0
        held = _cell(self._styles.paragraph("Table_20_Contents", "", False, False, True)) if kept else _CELL
        first, others = f"{_ROW}{held}".encode(), f"{_END_CELL}{held}".encode()
        for rank, row in enumerate(table.rows):
            if rank == kept:
                first, others = f"{_ROW}{_CELL}".encode(), f"{_END_CELL}{_CELL}".encode()
            opening = first
            for cell in row:
                put(opening)
                spans(cell)
                opening = others
            put(_END_ROW)
        put(b"</table:table>")

    def _signatures(self, block: SignatureBlock) -> None:
        write, count = self._write, len(block.signatories)
        self._open_table("Signatures", [TEXT_WIDTH // count] * count)
        cell = '<table:table-cell table:style-name="Case-signature" office:value-type="string">'
        write(_ROW)
        for signatory in block.signatories:
            write(f'{cell}<text:p text:style-name="Signataire_20_titre">{safe_line(signatory.heading, "signataire")}</text:p>')
            for line in signatory.lines:
                self._put(_opening("Signataire"))
                self._runs.spans(line)
                self._put(_END_PARAGRAPH)
            write("</table:table-cell>")
        room = f'{cell}<text:p text:style-name="Table_20_Contents"/></table:table-cell>' * count
        write(f'</table:table-row><table:table-row table:style-name="Place">{room}</table:table-row></table:table>')

    # ------------------------------------------------------------ table of contents
    def _contents(self, block: TableOfContents) -> None:
        self._close()
        title = safe_line(block.title, "titre du sommaire")
        entries = "".join([self._entry(h) for h in self._document.blocks if type(h) is Heading and h.kind != "section"])
        style = self._style("Contents_20_Heading")
        self._write(
            f'<text:table-of-content text:name="{title}" text:protected="true"><text:table-of-content-source text:outline-level="2" '
            f'text:use-index-marks="false"><text:index-title-template text:style-name="Contents_20_Heading">{title}</text:index-title-template>'
            f"{_TEMPLATES}</text:table-of-content-source><text:index-body><text:index-title text:name=\"{title}-titre\">"
            f'<text:p text:style-name="{style}">{title}</text:p></text:index-title>{entries}</text:index-body></text:table-of-content>'
        )

    def _entry(self, heading: Heading) -> str:
        text = safe_line(heading_text(heading), "titre")
        if heading.anchor:
            name = self._bookmarks[heading.anchor]
            text = f'<text:a xlink:type="simple" xlink:href="#{name}" text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link">{text}</text:a>'
        return f'<text:p text:style-name="Contents_20_{1 if heading.kind == "group" else 2}">{text}</text:p>'


# How LibreOffice writes an entry when it updates the table: it knows the pages, which we do not.
_TEMPLATES = "".join(
    f'<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
    f'<text:index-entry-link-start text:style-name="Index_20_Link"/>{number}<text:index-entry-text/>'
    '<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
    "<text:index-entry-link-end/></text:table-of-content-entry-template>"
    for level, number in (
        (1, ""),
        (2, "<text:index-entry-chapter/><text:index-entry-span> </text:index-entry-span>"),
    )
)
