"""A finished page as Markdown that a program or a person reads: titles, paragraphs, lists, tables; no control, no drawing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_VOID = frozenset("area br col hr img input link meta source wbr".split())
_SILENT = frozenset("script style svg button select form template nav noscript label".split())
_UNREAD = frozenset("headerlink cl-fil cl-copie cl-comparer cl-filtre tabbed-labels".split())
_BLOCKS = frozenset("p div ul ol dl dt dd pre blockquote figure figcaption details summary table caption thead tbody section".split())
_item = re.compile(r" *(?:-|\d+\.) ")
_spaces = re.compile(r"[ \t\r\n]+")


def markdown(html: str, level: int = 0) -> str:
    """The text of a page's content; `level` more `#` before each title. A link is its words."""
    reader = _Reader(level)
    reader.feed(html)
    reader.close()
    reader.cut()
    return _joined(reader.blocks)


def _joined(blocks: list[str]) -> str:
    """Blocks parted by an empty line, but for the items of a list and the rows of a table."""
    out, before = [], ""
    for block in blocks:
        kind = "|" if block.startswith("|") else "-" if _item.match(block) else ""
        out.append(("" if not out else "\n" if kind and kind == before else "\n\n") + block)
        before = kind
    return "".join(out)


class _Reader(HTMLParser):
    def __init__(self, level: int):
        super().__init__(convert_charrefs=True)
        self.level, self.blocks, self.words = level, [], []
        self.lead = ""  # what opens the block being read
        self.lists: list[list] = []  # the lists we are in: ordered or not, and the rank reached
        self.cells: list[str] | None = None
        self.skipping: list[str] = []

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if self.skipping:
            if tag not in _VOID:
                self.skipping.append(tag)
        elif tag not in _VOID and (tag in _SILENT or a.get("aria-hidden") == "true" or "hidden" in a or not _UNREAD.isdisjoint((a.get("class") or "").split())):
            self.skipping.append(tag)
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.cut()
            self.lead = "#" * (int(tag[1]) + self.level) + " "
        elif tag == "li":
            self.cut()
            kind = self.lists[-1] if self.lists else [False, 0]
            kind[1] += 1
            self.lead = "  " * (len(self.lists) - 1) + (f"{kind[1]}. " if kind[0] else "- ")
        elif tag == "tr":
            self.cut()
            self.cells = []
        elif tag in ("td", "th"):
            self.words.append("\0")
        elif tag == "br":
            self.words.append(" ")
        elif tag in _BLOCKS:
            if self.cells is not None:
                self.words.append(" ")
            elif not (tag == "p" and self.lead and not "".join(self.words).strip()):  # the first paragraph of an item is the item
                self.cut()
            if tag in ("ul", "ol"):
                self.lists.append([tag == "ol", int(a.get("start") or 1) - 1])

    def handle_endtag(self, tag):
        if self.skipping:
            if tag in self.skipping:
                while self.skipping.pop() != tag:
                    pass
            return
        if tag == "tr":
            cells = [_spaces.sub(" ", cell).strip() for cell in "".join(self.words).split("\0")[1:]]
            self.words, self.cells = [], None
            if any(cells):
                self.blocks.append("| " + " | ".join(cells) + " |")
        elif tag == "thead" and self.blocks and self.blocks[-1].startswith("|"):
            self.blocks.append("|" + " --- |" * (self.blocks[-1].count(" | ") + 1))
        elif tag in ("ul", "ol"):
            if self.cells is None:
                self.cut()
            if self.lists:
                self.lists.pop()
        elif self.cells is None and (tag in _BLOCKS or tag == "li" or re.fullmatch("h[1-6]", tag)):
            self.cut()

    def handle_data(self, data):
        if not self.skipping:
            self.words.append(data)

    def cut(self) -> None:
        """Ends the block being read."""
        if self.cells is not None:
            return
        text = _spaces.sub(" ", "".join(self.words)).strip()
        if text:
            self.blocks.append(self.lead + text)
            self.lead = ""
        self.words = []
