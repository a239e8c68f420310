"""The pages of a document, the same in every paged format: where a block begins one, which ones stay together, what runs at their head."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator

from clausier.blocks import (
    Block,
    BulletList,
    Document,
    FieldValue,
    Heading,
    PageBreak,
    Paragraph,
    SignatureBlock,
    Span,
    Spans,
    Table,
    TableOfContents,
    Text,
)
from clausier.render.chars import one_line

_FOLLOWING = (BulletList, Table, SignatureBlock)


def flow(document: Document) -> Iterator[tuple[Block, bool, bool]]:
    """Each block to print; whether it begins a page; whether it stays with the block after it.

    « … : » is not left at the foot of a page, nor a signature alone on the next one: two paragraphs go with it. Page breaks themselves
    are not given.
    """
    broken = False
    for block, after, then in zip(document.blocks, (*document.blocks[1:], None), (*document.blocks[2:], None, None)):
        kind = type(after)
        if type(block) is PageBreak:
            broken = True
            continue
        yield block, broken, kind in _FOLLOWING or (kind is Paragraph and (type(then) is SignatureBlock or (not after.number and (has_lines(after) or _announces(block, after)))))
        broken = False


def _announces(block: Block, quote: Paragraph) -> bool:
    """Whether the second begins the text that the first puts into a contract."""
    return quote.kind == "quote" and type(block) is Paragraph and block.kind != "quote"


class Printer:
    """Prints blocks one after the other: a format has a method for each kind, which looks at `_break` and `_keep`."""

    BREAK: tuple[bool | str, bool | str] = (False, True)  # what `_break` is, then what it is when the block begins a page
    KEEP: tuple[bool | str, bool | str] = (False, True)  # the same for `_keep`, when the block stays with the next one

    def _before(self) -> None:
        """What stands before a block, whatever its kind."""

    def _print(self, document: Document) -> None:
        printers = {
            Paragraph: self._text,
            Heading: self._heading,
            BulletList: self._bullets,
            Table: self._table,
            SignatureBlock: self._signatures,
            TableOfContents: self._contents,
        }
        for block, broken, kept in flow(document):
            self._break, self._keep = self.BREAK[broken], self.KEEP[kept]
            self._before()
            printers[type(block)](block)


def has_lines(paragraph: Paragraph) -> bool:
    """Whether it is lines rather than sentences: an address, or who signs a letter."""
    return not paragraph.number and any([type(span) is Text and "\n" in span.text for span in paragraph.spans])


def running(header: Spans) -> Spans:
    """A running head, on one line; a blank is not marked in it, since the mark would stay on every page once it is filled."""
    return tuple(map(_running, header))


def _running(span: Span) -> Span:
    flat = one_line(span.text)
    return replace(span, blank=False) if type(span) is FieldValue and flat == span.text else Text(flat, span.bold)
