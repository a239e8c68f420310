"""Blocks → PDF 1.7, tagged and declared PDF/UA-1, by typst (its wheel holds the compiler and the fonts).

The template `pdf.typ` is constant; the document goes to it as JSON, in an input of the compiler: no text of a contract is ever
markup, code or a path. Source: ISO 14289-1 (PDF/UA-1), which typst checks as it exports.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import count
from pathlib import Path

from clausier.blocks import Document, FieldValue, all_spans
from clausier.render import FormatUnavailable
from clausier.render.chars import field_name
from clausier.render.pdf_data import CATALOGUE_TEXT, build

_TEMPLATE = Path(__file__).with_name("pdf.typ")
_OPTIONS = {"format": "pdf", "pdf_standards": "ua-1", "timestamp": 0}  # no clock
_LARGE = 50_000  # characters of data
_large_ones = count(1)
_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not')


def render(document: Document) -> bytes:
    """The document as a PDF. Raises ValueError like every format (see `Format.render`), and for a character that the fonts lack.

    FormatUnavailable when typst is not installed.
    """
    return compile_data(json.dumps(build(document), ensure_ascii=False), document)


def compile_data(data: str, document: Document) -> bytes:
    """The PDF of a document already made data; `document` names the field at fault, if any."""
    try:
        import typst
    except ImportError as error:
        raise FormatUnavailable("le PDF demande typst : « pip install typst », ou « pip install clausier[pdf] »") from error
    try:
        made = _compiler(_TEMPLATE).compile(sys_inputs={"document": data}, **_OPTIONS)
    except typst.TypstError as error:
        missing = [_unescape(found) for found in _NO_GLYPH.findall(error.diagnostic)]
        if not missing:
            raise
        raise ValueError(_says_missing(document, missing)) from None
    if len(data) > _LARGE and next(_large_ones) % 3 == 0:
        _forget()
    return made


def _compiler(source: Path | bytes):
    """Only our folder can be read. Made anew each time, for it cannot be shared between threads, and costs nothing."""
    import typst

    return typst.Compiler(source, root=_TEMPLATE.parent, font_paths=_fonts(), ignore_system_fonts=True)


@lru_cache(maxsize=1)
def _fonts():
    """The fonts of the wheel, and none of the system's: the same bytes on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False)


def _forget() -> None:
    """typst keeps what served in its last ten compilations, 50 MB for each contract: ten empty ones (30 ms) make it let go."""
    empty = _compiler(b"")
    for _ in range(10):
        empty.compile(input=b"", format="svg")


# ---------------------------------------------------------------- characters that the fonts lack
def _unescape(text: str) -> str:
    """A text as Rust quotes it, unquoted."""
    return re.sub(r"\\(?:u\{([0-9a-f]+)\}|(.))", lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


def _says_missing(document: Document, missing: list[str]) -> str:
    """The French message: the field of the first missing character, and what can be done."""
    for span in all_spans(document):
        for text in missing:
            if text in span.text:
                where = field_name(span.key) if type(span) is FieldValue else CATALOGUE_TEXT
                return _message(where, text)
    titled = next((text for text in missing if text in document.title), "")
    return _message("titre du document", titled) if titled else _message("document", missing[0])


def _message(where: str, text: str) -> str:
    codes = " ".join(f"U+{ord(sign):04X}" for sign in text)
    return f"{where} : « {text} » ({codes}) n'existe pas dans les polices du PDF ; retirez-le de la valeur, ou choisissez un autre format (docx, odt, html…)."
