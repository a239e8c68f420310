"""Spans → the content of an OpenDocument paragraph: text, variables, references.

A value is a variable of the document (a user field): changed once, it changes everywhere. Where it first stands it is an input
field, which LibreOffice opens at a click and lists with Ctrl+Maj+F9. What a user field cannot hold as it is (line ends, tabs, runs
of spaces) and the cells of tables, which stand once, are plain text.
Sources: OpenDocument 1.3 part 3, §6.1 (text, white space), §7.4.8–7.4.10 (user fields), §7.7 (references).
"""

from __future__ import annotations

import re
from typing import Callable

from clausier.blocks import Block, FieldValue, Heading, Reference, Spans, Text
from clausier.render.chars import Printed, escape, field_name, legal, missing_target, plain_text, safe, safe_line

_SPACED = re.compile(r"[\r\n\t]|  |\A | \Z").search
_MORE_SPACES = re.compile("(?<=[ \n\t]) +")
_BOLD = '<text:span text:style-name="Strong_20_Emphasis">'
_CLOSE = "</text:span>"
# What opens and closes a value, by (blank, bold).
_FACES = {
    (False, False): ("", ""),
    (False, True): (_BOLD, _CLOSE),
    (True, False): ('<text:span text:style-name="A_20_completer">', _CLOSE),
    (True, True): ('<text:span text:style-name="A_20_completer_20_gras">', _CLOSE),
}


def content(text: str, where: str) -> str:
    """`text` as it stands inside a paragraph: escaped, with native spaces, tabs and line breaks. ValueError names `where`."""
    if not plain_text(text):
        text = escape(legal(text, where))
    elif "  " not in text:
        return text
    text = _MORE_SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', text)
    return text.replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")


def _edged(text: str, where: str) -> str:
    """Like `content`, its first and last spaces kept wherever it stands (a reader drops those of a paragraph's ends)."""
    body = text.strip(" ")
    if not body:
        return f'<text:s text:c="{len(text)}"/>' if text else ""
    before, after = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return (
        (f'<text:s text:c="{before}"/>' if before else "")
        + content(body, where)
        + (f'<text:s text:c="{after}"/>' if after else "")
    )


_CATALOGUE_TEXTS = Printed(lambda text: content(text, "texte du catalogue"))
_CATALOGUE_BOLD = Printed(lambda text: f"{_BOLD}{content(text, 'texte du catalogue')}{_CLOSE}")


class Runs:
    """Prints spans through `put`, in UTF-8, and gathers the variables they show.

    `targets` maps an anchor to the block that bears it, `bookmarks` to that block's bookmark.
    """

    def __init__(self, put: Callable[[bytes], None], targets: dict[str, Block], bookmarks: dict[str, str]) -> None:
        self._put = put
        self._targets = targets
        self._bookmarks = bookmarks
        # (key, text, blank, bold) → what prints it once its variable is declared.
        self._known: dict[tuple[str, str, bool, bool], bytes] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._declared: list[str] = []
        self._texts_of: dict[str, int] = {}
        self._links: dict[tuple[str, str, bool], bytes] = {}

    def spans(self, spans: Spans) -> None:
        """Puts the content of `spans`."""
        put = self._put
        after_space = True  # at the start of a paragraph, a space would be dropped too
        for span in spans:
            kind = type(span)
            text = span.text
            if kind is Text:
                if after_space and text[:1] == " ":
                    put(b"<text:s/>")
                    text = text[1:]
                put((_CATALOGUE_BOLD if span.bold else _CATALOGUE_TEXTS)[text])
                after_space = text[-1:] == " "
                continue
            if kind is FieldValue:
                if "." in span.key and not span.blank and not span.bold and plain_text(text) and "  " not in text and text == text.strip(" "):
                    put(text.encode())  # nearly every cell of a table
                else:
                    put(self._known.get((span.key, text, span.blank, span.bold)) or self._value(span).encode())
            else:
                known = self._links.get((span.target, text, span.bold))
                if known is None:
                    known = self._links[span.target, text, span.bold] = self._reference(span).encode()
                put(known)
            after_space = False

    def apart(self, spans: Spans) -> str:
        """The content of `spans` for another part of the package, where they show the same variables."""
        for span in spans:
            if type(span) is FieldValue:
                self._value(span)  # declared: it is shown there, never typed
        kept, pieces = self._put, []
        self._put = pieces.append
        self.spans(spans)
        self._put = kept
        return b"".join(pieces).decode()

    def declarations(self) -> str:
        """The variables of the document with their values, in order of appearance."""
        return f"<text:user-field-decls>{''.join(self._declared)}</text:user-field-decls>" if self._declared else ""

    def _value(self, span: FieldValue) -> str:
        key, text, where = span.key, span.text, field_name(span.key)
        opening, closing = _FACES[span.blank, span.bold]
        in_table = "." in key
        if _SPACED(text) or (in_table and not span.blank):
            return f"{opening}{_edged(text, where)}{closing}"
        label, shown = safe_line(span.label, where), safe(text, where)
        if in_table:
            return f'{opening}<text:text-input text:description="{label}">{shown}</text:text-input>{closing}'
        name = self._names.get((key, text))
        first = name is None
        if name is None:
            # A key shown under two texts gets two variables: as one, it would print the last text in both places.
            rank = self._texts_of[key] = self._texts_of.get(key, 0) + 1
            name = self._names[key, text] = safe_line(key if rank == 1 else f"{key}.{rank}", where)
            self._declared.append(
                f'<text:user-field-decl office:value-type="string" office:string-value="{shown}" text:name="{name}"/>'
            )
        again = f'{opening}<text:user-field-get text:name="{name}">{shown}</text:user-field-get>{closing}'
        self._known[key, text, span.blank, span.bold] = again.encode()
        if first:
            return f'{opening}<text:user-field-input text:name="{name}" text:description="{label}">{shown}</text:user-field-input>{closing}'
        return again

    def _reference(self, span: Reference) -> str:
        target = self._targets.get(span.target)
        if target is None:
            raise ValueError(missing_target(span.target))
        if target.number and target.number != span.text:
            raise ValueError(f"renvoi vers « {span.target} » : « {span.text} » au lieu de « {target.number} ».")
        opening, closing = _FACES[False, span.bold]
        name, result = self._bookmarks[span.target], safe(span.text, f"renvoi vers « {span.target} »")
        if not target.number:
            return f'{opening}<text:a xlink:type="simple" xlink:href="#{name}" text:style-name="Index_20_Link" text:visited-style-name="Index_20_Link">{result}</text:a>{closing}'
        # « chapter » prints « 12 » alone; « number » would print the whole label, « l'article Article 12 – ».
        form = "chapter" if type(target) is Heading else "number-no-superior"
        return f'{opening}<text:bookmark-ref text:reference-format="{form}" text:ref-name="{name}">{result}</text:bookmark-ref>{closing}'
