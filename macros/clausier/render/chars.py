"""Characters: what every format escapes or refuses, in one place.

A value is normally validated long before it comes here; this is the last guard, so that no file is ever written that Word
would refuse to open (XML 1.0 fifth edition, §2.2) or that a browser would call malformed.
"""

from __future__ import annotations

import re
from typing import Callable

from clausier.blocks import Annotation, Block, Document, Heading, Paragraph, Reference, all_spans

# A text of these characters only goes as it is, in any XML: nearly all do, and one run of a class is the fastest check.
# What is left out (`& < > "`, controls, everything from U+3000 up) takes the slow path below.
plain_text = re.compile("[ !#-%'-;=?-~\xa0-\u2fff]*").fullmatch

_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17))
    + "]"
)


def legal(text: str, where: str) -> str:
    """`text` with its line ends (CRLF, CR) written as line feeds.

    `where` names the field in the French ValueError raised for a control character, a lone surrogate or a non-character.
    """
    found = _ILLEGAL.search(text)
    if found:
        raise ValueError(
            f"{where} : caractère interdit U+{ord(found[0]):04X} en position {found.start() + 1} ; "
            "retirez-le de la valeur (il vient souvent d'un copier-coller)."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def escape(text: str) -> str:
    """`text` with exactly `& < > "` escaped, for XML and HTML, in content or in a quoted attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def one_line(text: str) -> str:
    """`text` on one line: line feeds and tabs become spaces (titles, attributes, running heads)."""
    return text.replace("\n", " ").replace("\t", " ")


def safe(text: str, where: str) -> str:
    """`text` refused or normalised by `legal`, then escaped."""
    return text if plain_text(text) else escape(legal(text, where))


def safe_line(text: str, where: str) -> str:
    """Like `safe`, on one line."""
    return text if plain_text(text) else escape(one_line(legal(text, where)))


class Printed(dict[str, bytes]):
    """Catalogue texts as a format prints them: they come back in every contract, and are printed and encoded once."""

    LIMIT = 20_000  # texts kept: many more than a catalogue has

    def __init__(self, printed: Callable[[str], str]) -> None:
        self._printed = printed

    def __missing__(self, text: str) -> bytes:
        if len(self) >= self.LIMIT:
            self.clear()
        known = self[text] = self._printed(text).encode()
        return known


def field_name(key: str) -> str:
    """How an error names a field of the answers."""
    return f"champ « {key} »"


def anchored(document: Document) -> dict[str, Block]:
    """The headings and paragraphs of `document` that have an anchor, by anchor.

    ValueError when two blocks share an anchor, or when an annotation aims at none.
    """
    found: dict[str, Block] = {}
    for block in document.blocks:
        if (type(block) is Heading or type(block) is Paragraph) and block.anchor:
            if block.anchor in found:
                raise ValueError(f"ancre « {block.anchor} » : portée par deux passages du document.")
            found[block.anchor] = block
    for note in document.annotations:
        if note.anchor not in found:
            raise ValueError(f"note de rédaction : aucun passage ne porte l'ancre « {note.anchor} ».")
    return found


def check_references(document: Document, targets: dict[str, Block]) -> None:
    """ValueError when a reference of `document` aims at no block of `targets`."""
    for span in all_spans(document):
        if type(span) is Reference and span.target not in targets:
            raise ValueError(missing_target(span.target))


def missing_target(target: str) -> str:
    """The message for a reference that aims at nothing."""
    return f"renvoi vers « {target} » : aucun passage du document ne porte cette ancre."


def notes_by_anchor(document: Document) -> dict[str, list[Annotation]]:
    """The annotations of `document`, by the anchor they comment."""
    notes: dict[str, list[Annotation]] = {}
    for note in document.annotations:
        notes.setdefault(note.anchor, []).append(note)
    return notes
