"""Blocks → plain text for an e-mail: UTF-8, 78 columns, no trailing blank; a long word or address is never cut."""

from __future__ import annotations

from textwrap import TextWrapper

from clausier.blocks import (
    Annotation,
    BulletList,
    Document,
    FieldValue,
    Heading,
    PageBreak,
    Paragraph,
    SignatureBlock,
    Spans,
    Table,
    TableOfContents,
    heading_text,
)
from clausier.render.chars import anchored, check_references, field_name, legal, notes_by_anchor, one_line

WIDTH = 78
_UNDERLINE = {"group": "=", "annex": "=", "article": "-", "section": ""}


def render(document: Document) -> bytes:
    """The document in plain text, UTF-8. Raises ValueError like every format (see `Format.render`)."""
    check_references(document, anchored(document))
    notes = notes_by_anchor(document)
    out = [_underlined(document.title, "=")]
    if document.subtitle:
        out.append(_wrap(one_line(legal(document.subtitle, "sous-titre"))))
    for block in document.blocks:
        text = _block(block, document)
        if text:
            out.append(text)
        if (type(block) is Heading or type(block) is Paragraph) and block.anchor in notes:
            out += [_note(note) for note in notes[block.anchor]]
    if document.footer:
        out += ["-" * WIDTH, _wrap(one_line(legal(document.footer, "pied de page")))]
    return ("\n\n".join(out) + "\n").encode()


def _wrap(text: str, first: str = "", then: str = "") -> str:
    """`text` in lines of at most 78 columns where words allow, each line of the text kept; `first` and `then` lead them."""
    out = []
    for line in text.split("\n"):
        wrapper = TextWrapper(
            WIDTH,
            initial_indent=first if not out else then,
            subsequent_indent=then,
            expand_tabs=False,
            replace_whitespace=False,
            break_long_words=False,
            break_on_hyphens=False,
        )
        out += wrapper.wrap(line) or [(first if not out else then)]
    return "\n".join(line.rstrip(" \t") for line in out)


def _text(spans: Spans) -> str:
    return "".join(
        legal(span.text, field_name(span.key) if type(span) is FieldValue else "texte du catalogue") for span in spans
    )


def _underlined(text: str, mark: str) -> str:
    text = _wrap(one_line(legal(text, "titre")))
    if not mark:
        return text
    return f"{text}\n{mark * min(WIDTH, max(map(len, text.splitlines())))}"


def _block(block: object, document: Document) -> str:
    match block:
        case Heading():
            _text(block.spans)  # names the field at fault, if any
            return _underlined(heading_text(block), _UNDERLINE[block.kind])
        case Paragraph(kind="notice" | "origin"):
            return _wrap(_text(block.spans), "  | ", "  | ")
        case Paragraph(kind="quote"):
            return _wrap(_text(block.spans), "    ", "    ")
        case Paragraph(number=""):
            return _wrap(_text(block.spans))
        case Paragraph():
            return _wrap(f"{block.number} {_text(block.spans)}")
        case BulletList():
            return "\n".join(_wrap(_text(item), "  – ", "    ") for item in block.items)
        case Table():
            return _table(block)
        case SignatureBlock():
            return (
                "\n\n\n".join(
                    "\n".join(
                        [
                            _wrap(one_line(legal(signatory.heading, "signataire"))),
                            *(_wrap(_text(line)) for line in signatory.lines),
                        ]
                    )
                    for signatory in block.signatories
                )
                + "\n\n"
            )
        case TableOfContents():
            return _contents(block, document)
        case PageBreak():
            return ""
    raise TypeError(f"unknown block: {type(block).__name__}")


def _table(table: Table) -> str:
    """The column names, a rule, then a line for each row, cells between bars: it stands in any font and at any width."""
    head = _wrap(" | ".join(one_line(legal(name, "titre de colonne")) for name in table.columns))
    rows = [_wrap(" | ".join(one_line(_text(cell)) for cell in row), "", "    ") for row in table.rows]
    text = "\n".join([head, "-" * min(WIDTH, max(map(len, head.splitlines()))), *rows])
    return f"{_wrap(one_line(legal(table.caption, 'légende de tableau')))}\n\n{text}" if table.caption else text


def _contents(block: TableOfContents, document: Document) -> str:
    entries = [
        _wrap(one_line(legal(heading_text(heading), "titre")), lead, lead + "  ")
        for heading in document.blocks
        if type(heading) is Heading and heading.kind != "section"
        for lead in ["    " if heading.kind == "article" else "  "]
    ]
    return "\n".join([_underlined(block.title, "="), *entries])


def _note(note: Annotation) -> str:
    paragraphs = [legal(text, "note de rédaction") for text in note.paragraphs]
    return "\n".join(
        _wrap(f"Note de rédaction. {text}" if rank == 0 else text, "  > ", "  > ")
        for rank, text in enumerate(paragraphs)
    )
