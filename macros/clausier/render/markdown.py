"""Blocks → Markdown that reads well as it is, and renders to the same words (CommonMark, GitHub tables).

Every text is escaped where Markdown would see a mark: a value shows literally once rendered, whatever it holds.
Source: CommonMark 0.31 (§2.4 backslash escapes, §6.2 emphasis), GitHub Flavored Markdown §4.10 (tables).
"""

from __future__ import annotations

import re

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
    Text,
)
from clausier.render.chars import anchored, check_references, field_name, legal, notes_by_anchor, one_line

# Backslashes where every reader knows them, entities elsewhere (`~` and `|` belong to extensions).
_INLINE = re.compile(r"[\\`*_\[\]{}<#|~]|&(?=#|\w+;)|!(?=\[)")
_ENTITIES = {"<": "&lt;", "&": "&amp;", "|": "&#124;", "~": "&#126;"}
# What would open a block at the start of a line: list, quote, rule, heading underline, definition, admonition.
_LINE_START = re.compile(r"^(?:([-+!])|(\d{1,9})([.)])(?=\s|$)|([>=:?]))")
# Next to anything else, stars in front of a bracket or a quote would not be read as bold (§6.2).
_BESIDE_STARS = frozenset(" \t\n\u00a0\u202f()[]«»’'\"“”–—-:;,.!?/")
_LINE_ENTITIES = {">": "&gt;", "=": "&#61;", ":": "&#58;", "?": "&#63;"}
_LEVEL = {"group": "##", "article": "###", "annex": "###", "section": "####"}


def render(document: Document) -> bytes:
    """The document in Markdown, UTF-8. Raises ValueError like every format (see `Format.render`)."""
    check_references(document, anchored(document))
    notes = notes_by_anchor(document)
    out = [f"# {_title(document.title)}"]
    if document.subtitle:
        out.append(_bold(_title(document.subtitle)))
    for block in document.blocks:
        text = _block(block, document)
        if text:
            out.append(text)
        if (type(block) is Heading or type(block) is Paragraph) and block.anchor in notes:
            out += [_note(note) for note in notes[block.anchor]]
    if document.footer:
        out += ["* * *", _title(document.footer)]
    return ("\n\n".join(out) + "\n").encode()


def escape_inline(text: str) -> str:
    """`text` with every character that Markdown could take for a mark inside a line made literal."""
    return _INLINE.sub(lambda found: _ENTITIES.get(found[0]) or "\\" + found[0], text)


def escape_lines(text: str) -> str:
    """`text`, already escaped inside lines, with the start of each line but the first made literal, and hard line ends."""
    first, *others = text.split("\n")
    return "  \n".join([first.rstrip(" \t"), *(_start(line.strip(" \t")) or "&nbsp;" for line in others)])


def _start(line: str) -> str:
    return _LINE_START.sub(
        lambda found: (
            _LINE_ENTITIES[found[4]] if found[4] else (f"{found[2]}\\{found[3]}" if found[2] else f"\\{found[1]}")
        ),
        line,
    )


def _bold(text: str, before: str = " ", after: str = " ") -> str:
    """`text` in bold; in tags where stars would not close (next to a letter) or would span lines."""
    core = text.strip(" ")
    if not core:
        return text
    left, right = text[: text.index(core)], text[text.index(core) + len(core) :]
    touching = not ((left or before in _BESIDE_STARS) and (right or after in _BESIDE_STARS))
    marked = f"<strong>{core}</strong>" if touching or "\n" in core else f"**{core}**"
    return left + marked + right


def _title(text: str) -> str:
    return _start(escape_inline(one_line(legal(text, "titre")).strip()))


def _spans(spans: Spans) -> str:
    out: list[str] = []
    for rank, span in enumerate(spans):
        where = field_name(span.key) if type(span) is FieldValue else "texte du catalogue"
        raw = legal(span.text, where)
        if type(span) is FieldValue and span.blank and raw.startswith("[") and raw.endswith("]"):
            text = f"[{escape_inline(raw[1:-1])}]"
        else:
            text = escape_inline(raw)
        if span.bold or (type(span) is FieldValue and span.blank):
            before = spans[rank - 1].text[-1:] if rank else ""
            after = spans[rank + 1].text[:1] if rank + 1 < len(spans) else ""
            text = _bold(text, before or " ", after or " ")
        out.append(text)
    return "".join(out)


def _lines(spans: Spans, indent: str = "") -> str:
    """Spans as the whole content of a block, each of their lines literal, the following ones indented."""
    text = _spans(spans).strip(" \t\n")
    first, *others = escape_lines(text).split("\n")
    return "\n".join([_start(first), *(indent + line for line in others)])


def _cell(text: str) -> str:
    return text.strip(" \t\n").replace("\n", "<br>")


def _block(block: object, document: Document) -> str:
    match block:
        case Heading():
            label = f"{_title(block.label)} – " if block.label else ""
            return f"{_LEVEL[block.kind]} {label}{one_line(_spans(block.spans)).strip()}"
        case Paragraph(kind="notice" | "quote" | "origin"):
            return "> " + _lines(block.spans).replace("\n", "\n> ")
        case Paragraph(number=""):
            return _lines(block.spans)
        case Paragraph():
            return _lines((Text(f"{block.number} "), *block.spans))
        case BulletList():
            return "\n".join(f"- {_lines(item, '  ')}" for item in block.items)
        case Table():
            return _table(block)
        case SignatureBlock():
            return "\n\n".join(
                "\n\n".join([_bold(_title(signatory.heading)), *(_lines(line) for line in signatory.lines)])
                for signatory in block.signatories
            )
        case TableOfContents():
            return _contents(block, document)
        case PageBreak():
            return ""
    raise TypeError(f"unknown block: {type(block).__name__}")


def _table(table: Table) -> str:
    rows = [
        [_cell(_title(name)) for name in table.columns],
        ["---"] * len(table.columns),
        *([_cell(_spans(cell)) for cell in row] for row in table.rows),
    ]
    text = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return f"{_bold(_title(table.caption))}\n\n{text}" if table.caption else text


def _contents(block: TableOfContents, document: Document) -> str:
    entries = [
        ("    " if heading.kind == "article" and grouped else "") + "- " + _block(heading, document).lstrip("# ")
        for heading, grouped in _entries(document)
    ]
    return "\n\n".join([f"## {_title(block.title)}", *(["\n".join(entries)] if entries else [])])


def _entries(document: Document) -> list[tuple[Heading, bool]]:
    """The headings of the table of contents, and whether a group stands above each."""
    found, grouped = [], False
    for block in document.blocks:
        if type(block) is Heading and block.kind != "section":
            grouped = grouped or block.kind == "group"
            found.append((block, grouped))
    return found


def _note(note: Annotation) -> str:
    first, *others = [
        _start(escape_inline(legal(text, "note de rédaction"))).replace("\n", "  \n> ") for text in note.paragraphs
    ]
    return "\n>\n".join([f"> *Note de rédaction.* {first}", *(f"> {text}" for text in others)])
