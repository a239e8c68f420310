"""Blocks → the paragraphs and tables of word/document.xml.

Sources: ISO/IEC 29500-1 §17.3 (paragraphs), §17.4 (tables), §17.9 (numbering), §17.13 (bookmarks, comments).
"""

from __future__ import annotations

from functools import lru_cache

from clausier.blocks import (
    BulletList,
    Document,
    FieldValue,
    Heading,
    Paragraph,
    SignatureBlock,
    Span,
    Spans,
    Table,
    TableOfContents,
    Text,
    heading_text,
)
from clausier.render import word_parts as parts
from clausier.render.chars import anchored, safe_line
from clausier.render.flow import Printer, has_lines
from clausier.render.geometry import TEXT_WIDTH, column_widths, stands_whole
from clausier.render.numbering import Numbers
from clausier.render.word_runs import Runs, field, paragraph, title_run

_HEADING_STYLE = {"group": "Titre1", "annex": "Titreannexe", "article": "Titre2", "section": "Titre3"}
_PLAIN = {"notice": "Encadre", "quote": "Citation", "origin": "Provenance"}
_NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
_DASH = Text("– ")
_KEEP = "<w:keepNext/>"
_ROOMY = '<w:spacing w:after="120"/>'  # after the last item of a list, as after any paragraph
_TIGHT = '<w:spacing w:after="0"/>'
_END_PARAGRAPH, _END_ROW = b"</w:p>", b"</w:p></w:tc></w:tr>"
_CELL = '<w:p><w:pPr><w:pStyle w:val="Cellule"/></w:pPr>'
_CELL_KEPT = '<w:p><w:pPr><w:pStyle w:val="Cellule"/><w:keepNext/></w:pPr>'
_GAP = '<w:p><w:pPr><w:pStyle w:val="Intervalle"/></w:pPr></w:p>'
# A document cannot end with a table: what ends it takes no room.
_END = '<w:p><w:pPr><w:pStyle w:val="Intervalle"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
_TABLE_OPEN = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="Tableauclausier"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:val="0420"/>'
)
_SIGNATURE_OPEN = (
    '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
)
_CAPTION_LIMIT = 255


class Body(Printer):
    """Builds word/document.xml of one document; `runs` then holds the values it shows."""

    BREAK, KEEP = ("", "<w:pageBreakBefore/>"), ("", _KEEP)

    def __init__(self, document: Document) -> None:
        self._document = document
        targets = anchored(document)
        self._ids = {anchor: rank for rank, anchor in enumerate(targets, 1)}
        # Hidden names (Word hides what begins with `_`), short, and never a field's name.
        self._bookmarks = {anchor: f"_Ref{rank}" for anchor, rank in self._ids.items()}
        self._notes: dict[str, list[int]] = {}
        for rank, note in enumerate(document.annotations):
            self._notes.setdefault(note.anchor, []).append(rank)
        self._xml: list[bytes] = []  # encoded piece by piece: most are ASCII, which costs nothing, when their sum is not
        self._put = self._xml.append
        self.runs = Runs(self._put, targets, self._bookmarks)
        self._numbers = Numbers("Word")
        self._gap = ""

    def xml(self) -> bytes:
        """The whole part in UTF-8: title first, then the blocks."""
        document, write = self._document, self._write
        write(parts.DOCUMENT_OPEN)
        write(paragraph("Titre", title_run(document.title, "titre du document")))
        if document.subtitle:
            write(paragraph("Soustitre", title_run(document.subtitle, "sous-titre du document")))
        self._print(document)
        write(_END if self._gap else "")
        write(parts.SECTION)
        return b"".join(self._xml)

    def _write(self, xml: str) -> None:
        self._put(xml.encode())

    def _before(self) -> None:
        """Some room under a table, but at the foot of a page: alone on the next one, it would leave it empty."""
        if self._gap and not self._break:
            self._write(self._gap)
        self._gap = ""

    def _paragraph(self, style: str, properties: str, spans: Spans, anchor: str = "") -> None:
        """A paragraph of that style; an anchor puts it within its bookmark and the range of its comments."""
        self._put(_opening(style, properties))
        if anchor:
            self._anchored(anchor, spans)
        else:
            self.runs.spans(spans)
        self._put(_END_PARAGRAPH)

    def _anchored(self, anchor: str, spans: Spans) -> None:
        put, ident, notes = self._put, self._ids[anchor], self._notes.get(anchor, ())
        for note in notes:
            put(b'<w:commentRangeStart w:id="%d"/>' % note)
        put(b'<w:bookmarkStart w:id="%d" w:name="_Ref%d"/>' % (ident, ident))
        self.runs.spans(spans)
        put(b'<w:bookmarkEnd w:id="%d"/>' % ident)
        for note in notes:
            put(
                b'<w:commentRangeEnd w:id="%d"/><w:r><w:rPr><w:rStyle w:val="Marquedecommentaire"/></w:rPr><w:commentReference w:id="%d"/></w:r>'
                % (note, note)
            )

    def _heading(self, heading: Heading) -> None:
        kind, label = heading.kind, heading.label
        numbered = kind == "article" or kind == "annex"
        extra, spans = self._break, heading.spans
        if numbered and label:
            self._numbers.heading(heading)
            spans = (_DASH, *spans)  # Word prints the label and a space before it
        elif numbered:
            extra += _NO_NUMBER
        self._paragraph(_HEADING_STYLE[kind], extra, spans, heading.anchor)

    def _text(self, text: Paragraph) -> None:
        if text.number:
            self._numbers.clause(text)
            annex = self._numbers.in_annex
            style, more = "Alineaannexe" if annex else "Alinea", ""
            if text.spans and text.spans[0].bold and _all_bold(text.spans):
                style += "gras"
                more = f'<w:numPr><w:ilvl w:val="1"/><w:numId w:val="{parts.ANNEX_LIST if annex else parts.BODY_LIST}"/></w:numPr>'
        elif text.kind == "plain" and not text.anchor and (has_lines(text) or _all_bold(text.spans)):
            self._lines(text)
            return
        else:
            style, more = _PLAIN.get(text.kind, "Corpsdetexte"), ""
        self._paragraph(style, self._keep + self._break + more, text.spans, text.anchor)

    def _lines(self, text: Paragraph) -> None:
        """A paragraph for each line, which all stay together: a line that is bold may then be so by its style."""
        lines = _split(text.spans)
        for rank, line in enumerate(lines, 1):
            style = "Lignegrasse" if _all_bold(line) else "Ligne"
            keep, space = (_KEEP, _TIGHT) if rank < len(lines) else (self._keep, "")
            self._paragraph(style, keep + self._break + space, line)
            self._break = ""

    def _bullets(self, bullets: BulletList) -> None:
        extra, last = self._break, len(bullets.items) - 1
        for rank, item in enumerate(bullets.items):
            self._paragraph("Puce", extra if rank < last else extra + _ROOMY, item)
            extra = ""

    def _table(self, table: Table) -> None:
        put, spans = self._put, self.runs.spans
        self._begin_page()
        widths = column_widths(table)
        described = ""
        if table.caption:
            self._write(paragraph("Legende", title_run(table.caption, "légende de tableau")))
            described = f'<w:tblCaption w:val="{safe_line(table.caption[:_CAPTION_LIMIT], "légende de tableau")}"/>'
        head = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto" w:fill="{parts.TINT}"/>'
            f"</w:tcPr>{paragraph('Celluletitre', title_run(name, 'titre de colonne'))}</w:tc>"
            for width, name in zip(widths, table.columns, strict=True)
        )
        self._write(f"{_TABLE_OPEN}{described}</w:tblPr>{_grid(widths)}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>")
        kept, last = len(table.rows) - 1 if stands_whole(table, widths) else 0, _cells(widths, _CELL)
        cells = _cells(widths, _CELL_KEPT) if kept else last
        for rank, row in enumerate(table.rows):
            for opening, cell in zip(cells if rank < kept else last, row, strict=True):
                put(opening)
                spans(cell)
            put(_END_ROW)
        put(b"</w:tbl>")
        self._gap = _GAP

    def _begin_page(self) -> None:
        """A table cannot begin a page: what begins it is an empty line."""
        if self._break:
            self._paragraph("Intervalle", self._break, ())

    def _signatures(self, block: SignatureBlock) -> None:
        write = self._write
        self._begin_page()
        widths = [TEXT_WIDTH // len(block.signatories)] * len(block.signatories)
        write(f"{_SIGNATURE_OPEN}{_grid(widths)}<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        cell = f'<w:tc><w:tcPr><w:tcW w:w="{widths[0]}" w:type="dxa"/></w:tcPr>'
        for signatory in block.signatories:
            write(cell + paragraph("Signatairetitre", title_run(signatory.heading, "signataire")))
            for line in signatory.lines:
                self._paragraph("Signataire", "", line)
            write("</w:tc>")
        room = f"{cell}{_CELL}</w:p></w:tc>" * len(widths)
        write(f'</w:tr><w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="1700" w:hRule="exact"/></w:trPr>{room}</w:tr></w:tbl>')
        self._gap = _GAP

    def _contents(self, block: TableOfContents) -> None:
        xml = paragraph("Titresommaire", title_run(block.title, "titre du sommaire"), self._break)
        entries = [
            ("TM1" if heading.kind == "group" else "TM2", self._entry(heading))
            for heading in self._document.blocks
            if type(heading) is Heading and heading.kind != "section"
        ]
        if entries:
            # `\n`: no page number, since none is known here; Word adds none when it updates the table.
            start, end = field('TOC \\o "1-2" \\n \\h \\z \\u', "\0").split("<w:r><w:t>\0</w:t></w:r>")
            entries[0] = entries[0][0], start + entries[0][1]
            entries[-1] = entries[-1][0], entries[-1][1] + end
            xml += "".join([paragraph(style, runs) for style, runs in entries])
        self._write(
            f'<w:sdt><w:sdtPr><w:id w:val="{self.runs.next_control()}"/><w:docPartObj>'
            '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{xml}</w:sdtContent></w:sdt>"
        )

    def _entry(self, heading: Heading) -> str:
        run = title_run(heading_text(heading), "titre")
        if not heading.anchor:
            return run
        return f'<w:hyperlink w:anchor="{self._bookmarks[heading.anchor]}" w:history="1">{run}</w:hyperlink>'


def _all_bold(spans: Spans) -> bool:
    """Whether a value stands there, and all is bold: the style of the paragraph is then bold too.

    LibreOffice 7.4 prints the text of a bound control in the look of its paragraph, whatever that of its run.
    """
    return any([type(span) is FieldValue for span in spans]) and all([span.bold for span in spans])


def _split(spans: Spans) -> list[Spans]:
    """Spans, line by line, where their words (not their values) have line ends."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if type(span) is not Text or "\n" not in span.text:
            lines[-1].append(span)
            continue
        first, *others = span.text.split("\n")
        lines[-1] += [Text(first, span.bold)] if first else []
        lines += [[Text(text, span.bold)] if text else [] for text in others]
    return [tuple(line) for line in lines]


@lru_cache(maxsize=512)
def _opening(style: str, properties: str) -> bytes:
    """What opens a paragraph, up to the end of `w:pPr`; a document has few kinds of them."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'.encode()


def _cells(widths: list[int], opening: str) -> list[bytes]:
    """What opens each cell of a row, with the end of the one before it."""
    first, *others = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{opening}' for width in widths]
    return [f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{first}".encode(), *[f"</w:p></w:tc>{cell}".encode() for cell in others]]


def _grid(widths: list[int]) -> str:
    return "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths) + "</w:tblGrid>"
