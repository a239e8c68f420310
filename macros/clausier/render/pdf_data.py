"""Blocks → what the PDF template reads: plain dictionaries and lists, ready for JSON; every text checked, none interpreted."""

from __future__ import annotations

import re

from clausier.blocks import (
    Annotation,
    Block,
    BulletList,
    Document,
    FieldValue,
    Heading,
    Paragraph,
    Reference,
    SignatureBlock,
    Spans,
    Table,
    TableOfContents,
    plain,
)
from clausier.render.chars import anchored, check_references, field_name, legal, notes_by_anchor, one_line
from clausier.render.flow import flow, has_lines
from clausier.render.geometry import column_widths, stands_whole

CATALOGUE_TEXT = "texte du catalogue"
BREAK = "\x1f"  # where a long word may be cut; `legal` refuses it in any text
_LINE = 60  # characters of a word that surely fit on a line
_CHARACTER, _INSETS = 97, 190  # the width of a character in a cell, in twentieths of a point; what the two sides of the cell take
_WIDE = frozenset("mw@%œæ…—")  # half as wide again, as capitals are
_NARROW = 1000  # no column is thinner, whatever the others hold
_UNCUT_ROW = 900  # a row, or lines, of more characters may go on to the next page
_RUNNING = 160  # a running head of more characters would push the text down
# Invisible, they turn the order of the words of those around them: a signed page must not show another text than it holds.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def build(document: Document) -> dict[str, object]:
    """The document as data. Raises ValueError like every format (see `Format.render`), and for a direction override."""
    return _Builder(document).data()


class _Builder:
    def __init__(self, document: Document) -> None:
        self._document = document
        check_references(document, anchored(document))
        self._notes = notes_by_anchor(document)
        # Without groups, articles come right under the title: no level of heading is skipped.
        grouped = any(type(block) is Heading and block.kind == "group" for block in document.blocks)
        under = 2 if grouped else 1
        self._level = {"group": 1, "article": under, "annex": under, "section": under + 1}

    def data(self) -> dict[str, object]:
        document = self._document
        language, _, region = document.lang.partition("-")
        return {
            "title": _line(document.title, "titre du document"),
            "subtitle": _line(document.subtitle, "sous-titre du document"),
            "subject": one_line(_checked(document.subject, "sujet")),
            "header": _running(plain(document.header), "en-tête"),
            "footer": _running(document.footer, "pied de page"),
            "lang": language,
            "region": region or None,
            "blocks": list(self._blocks()),
        }

    def _blocks(self):
        for block, broken, kept in flow(self._document):
            item = self._block(block)
            if broken:
                item["break"] = True
            if kept and type(block) is Paragraph:
                item["keep"] = True
            yield item
            if type(block) is Heading or type(block) is Paragraph:
                yield from map(_note, self._notes.get(block.anchor, ()))

    def _block(self, block: Block) -> dict[str, object]:
        match block:
            case Heading():
                label = [f"{_line(block.label, 'titre')} – "] if block.label else []
                spans = _spans(block.spans, linked=False)
                return {"k": block.kind, "l": self._level[block.kind], "s": label + spans} | _anchor(block.anchor)
            case Paragraph():
                item = {"k": block.kind if block.kind in ("notice", "quote", "origin") else "paragraph", "s": _spans(block.spans)} | _anchor(block.anchor)
                if block.number:
                    item["n"] = _line(block.number, "numéro")
                elif has_lines(block):
                    item["apart"] = True
                    item["whole"] = len(plain(block.spans)) <= _UNCUT_ROW
                return item
            case BulletList():
                return {"k": "list", "i": [_spans(item) for item in block.items]}
            case Table():
                return _table(block)
            case SignatureBlock():
                return _signatures(block)
            case TableOfContents():
                return {"k": "contents", "title": _line(block.title, "titre du sommaire"), "depth": self._level["article"]}
        raise TypeError(f"unknown block: {type(block).__name__}")


def _table(table: Table) -> dict[str, object]:
    widths = [max(_NARROW, width) for width in column_widths(table)]
    fits = [max(4, (width - _INSETS) // _CHARACTER) for width in widths]
    rows = []
    for row in table.rows:
        cells = [_spans(cell, room) for cell, room in zip(row, fits, strict=True)]
        rows.append({"c": cells, "cut": sum(len(span.text) for cell in row for span in cell) > _UNCUT_ROW})
    heads = [_line(name, "titre de colonne", room) for name, room in zip(table.columns, fits, strict=True)]
    item: dict[str, object] = {"k": "table", "w": widths, "h": heads, "r": rows, "whole": stands_whole(table, widths)}
    if table.caption:
        item["caption"] = _line(table.caption, "légende de tableau")
    return item


def _signatures(block: SignatureBlock) -> dict[str, object]:
    fits = _LINE // max(1, len(block.signatories))
    frames = [{"h": _line(s.heading, "signataire", fits), "l": [_spans(line, fits) for line in s.lines]} for s in block.signatories]
    return {"k": "signatures", "s": frames, "cut": any(sum(len(plain(line)) for line in s.lines) > _UNCUT_ROW for s in block.signatories)}


def _note(note: Annotation) -> dict[str, object]:
    first, *others = [_cuttable(_checked(text, "note de rédaction"), _LINE) for text in note.paragraphs]
    return {"k": "note", "p": [[{"t": "Note de rédaction.", "b": True}, f" {first}"], *([text] for text in others)]}


def _anchor(anchor: str) -> dict[str, object]:
    return {"a": _line(anchor, "ancre")} if anchor else {}


# ---------------------------------------------------------------- texts
def _spans(spans: Spans, room: int = _LINE, linked: bool = True) -> list[object]:
    """Each span as a text, or as a dictionary when it is more than that."""
    out: list[object] = []
    for span in spans:
        kind = type(span)
        text = _cuttable(_checked(span.text, field_name(span.key) if kind is FieldValue else CATALOGUE_TEXT), room)
        more: dict[str, object] = {"b": True} if span.bold else {}
        if kind is FieldValue and span.blank:
            more["blank"] = True
        elif kind is Reference and linked:
            more["to"] = span.target
        out.append({"t": text, **more} if more else text)
    return out


def _checked(text: str, where: str) -> str:
    text = legal(text, where).replace("\t", " ")
    if found := _TURNING.search(text):
        raise ValueError(
            f"{where} : caractère invisible U+{ord(found[0]):04X} en position {found.start() + 1}, qui change le sens de lecture ; "
            "retirez-le de la valeur (il vient souvent d'un copier-coller)."
        )
    return text


def _line(text: str, where: str, room: int = _LINE) -> str:
    return _cuttable(one_line(_checked(text, where)), room)


def _running(text: str, where: str) -> str:
    text = one_line(_checked(text, where))
    return _cuttable(text if len(text) <= _RUNNING else text[: _RUNNING - 1] + "…", _LINE)


def _cuttable(text: str, room: int) -> str:
    """`text`, a word wider than `room` being open to a cut: after each of its characters, or each fourth of a very long one."""
    if 3 * len(text) <= 2 * room:
        return text
    wide = [word for word in set(text.split()) if len(word) + sum([sign.isupper() or sign in _WIDE for sign in word]) // 2 > room]
    for word in sorted(wide, key=len, reverse=True):
        step = 1 if len(word) <= 4 * _LINE else 4
        text = text.replace(word, BREAK.join([word[i : i + step] for i in range(0, len(word), step)]))
    return text
