"""The formats a document can be printed in, by file extension.

Each format is one module of this package with a function `render(document: Document) -> bytes`; it is imported at its first
use, so that printing text costs nothing of Word.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from clausier.blocks import Document


class FormatUnavailable(Exception):
    """The library that prints this format is not installed; the message says, in French, how to install it."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to print: `extension` without its dot, a French label, a media type, and the module that prints.

    `heavy`: a third of a second for a contract, in an engine that leaves Python free: worth a thread, and worth remembering.
    """

    extension: str
    label_fr: str
    media_type: str
    module: str
    heavy: bool = False

    def render(self, document: Document) -> bytes:
        """Print `document`. Same document, same bytes.

        Raises ValueError, in French, when a text holds a character that no document may carry (it names the field), or when
        a reference or an annotation aims at no block of the document. FormatUnavailable when a library is not installed.
        """
        return import_module(f"{__name__}.{self.module}").render(document)


FORMATS: dict[str, Format] = {
    "docx": Format(
        "docx",
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "word",
    ),
    "odt": Format("odt", "LibreOffice", "application/vnd.oasis.opendocument.text", "odt"),
    "pdf": Format("pdf", "PDF", "application/pdf", "pdf", heavy=True),
    "md": Format("md", "Markdown", "text/markdown; charset=utf-8", "markdown"),
    "html": Format("html", "Page web", "text/html; charset=utf-8", "html"),
    "txt": Format("txt", "Texte", "text/plain; charset=utf-8", "text"),
}
