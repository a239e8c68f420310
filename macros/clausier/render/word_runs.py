"""Spans → WordprocessingML runs: text, content controls bound to the custom XML part, cross-reference fields.

Sources: ISO/IEC 29500-1 §17.3 (runs), §17.5.2 (content controls), §17.16 (fields), §22.5 (custom XML data).
"""

from __future__ import annotations

from typing import Callable

from clausier.blocks import Block, FieldValue, Heading, Reference, Spans, Text
from clausier.render.chars import Printed, escape, field_name, legal, missing_target, plain_text, safe, safe_line
from clausier.render.word_parts import PROLOG, STORE_ID, VALUES_NAMESPACE

# Word refuses a file whose control carries a longer title or tag.
_TAG_LIMIT = 64

_OPEN = '<w:r><w:t xml:space="preserve">'
_OPEN_BOLD = '<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">'
_CLOSE = "</w:t></w:r>"
# Run properties by (blank, bold).
_PROPERTIES = {
    (False, False): "",
    (False, True): "<w:rPr><w:b/><w:bCs/></w:rPr>",
    (True, False): '<w:rPr><w:rStyle w:val="ACompleter"/></w:rPr>',
    (True, True): '<w:rPr><w:rStyle w:val="ACompleter"/><w:b/><w:bCs/></w:rPr>',
}
_FACES = {key: properties.encode() for key, properties in _PROPERTIES.items()}
# A content control: run properties, title and tag, number, rank of the value, run properties again, text.
_CONTROL = (
    f'<w:sdt><w:sdtPr>%b%b<w:id w:val="%d"/><w:dataBinding w:prefixMappings="xmlns:c=\'{VALUES_NAMESPACE}\'" '
    f'w:xpath="/c:valeurs[1]/c:v[%d]" w:storeItemID="{STORE_ID}"/><w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>'
    '<w:r>%b<w:t xml:space="preserve">%b</w:t></w:r></w:sdtContent></w:sdt>'
).encode()
_FIELD = '<w:r>%s<w:fldChar w:fldCharType="%s"/></w:r>'


def content(text: str, where: str) -> str:
    """`text` as it stands inside `w:t`: escaped, with native line breaks and tabs. ValueError names `where`."""
    if plain_text(text):
        return text
    return (
        escape(legal(text, where))
        .replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
        .replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    )


def text_run(text: str, where: str, bold: bool = False) -> str:
    """One run of literal text."""
    return (_OPEN_BOLD if bold else _OPEN) + content(text, where) + _CLOSE


_CATALOGUE_RUNS = Printed(lambda text: text_run(text, "texte du catalogue"))
_CATALOGUE_BOLD = Printed(lambda text: text_run(text, "texte du catalogue", bold=True))


def title_run(text: str, where: str) -> str:
    """One run of literal text on a single line."""
    return f"{_OPEN}{safe_line(text, where)}{_CLOSE}"


def field(instruction: str, result: str, properties: str = "") -> str:
    """A complex field with its cached result, both ready to stand in XML."""
    return (
        f'{_FIELD % (properties, "begin")}<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} </w:instrText>'
        f"</w:r>{_FIELD % (properties, 'separate')}<w:r>{properties}<w:t>{result}</w:t></w:r>{_FIELD % (properties, 'end')}"
    )


def paragraph(style: str, runs: str, properties: str = "") -> str:
    """One paragraph of that style; `properties` follow the style in `w:pPr`."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


class Runs:
    """Prints spans through `put`, in UTF-8, and gathers the values they show for the custom XML part.

    `targets` maps an anchor to the block that bears it, `bookmarks` to that block's bookmark.
    """

    def __init__(self, put: Callable[[bytes], None], targets: dict[str, Block], bookmarks: dict[str, str]) -> None:
        self._put = put
        self._targets = targets
        self._bookmarks = bookmarks
        self._controls = 0
        # (key, text) → title and tag of its content controls, rank in the custom XML part, text shown.
        self._known: dict[tuple[str, str], tuple[bytes, int, bytes]] = {}
        self._values: list[str] = []
        self._links: dict[tuple[str, str, bool], bytes] = {}

    def spans(self, spans: Spans) -> None:
        """Puts the runs of `spans`."""
        put = self._put
        for span in spans:
            kind = type(span)
            if kind is Text:
                put((_CATALOGUE_BOLD if span.bold else _CATALOGUE_RUNS)[span.text])
            elif kind is FieldValue:
                names, rank, shown = self._known.get((span.key, span.text)) or self._value(span)
                face = _FACES[span.blank, span.bold]
                self._controls = number = self._controls + 1
                put(_CONTROL % (face, names, number, rank, face, shown))
            else:
                known = self._links.get((span.target, span.text, span.bold))
                if known is None:
                    known = self._links[span.target, span.text, span.bold] = self._reference(span).encode()
                put(known)

    def apart(self, spans: Spans) -> str:
        """The runs of `spans` for another part of the package, where they show the same values."""
        kept, pieces = self._put, []
        self._put = pieces.append
        self.spans(spans)
        self._put = kept
        return b"".join(pieces).decode()

    def next_control(self) -> int:
        """A number for a content control that is not a field's."""
        self._controls += 1
        return self._controls

    def values_part(self) -> str:
        """The custom XML part: one element per value shown, in order of appearance."""
        return f'{PROLOG}<valeurs xmlns="{VALUES_NAMESPACE}">{"".join(self._values)}</valeurs>'

    def _value(self, span: FieldValue) -> tuple[bytes, int, bytes]:
        """Enters a value in the custom XML part; returns the title and tag of its controls, its rank and the text they show.

        A key shown under two texts gets two elements: bound to one, Word would print the first text in both places.
        """
        key, shown, title = span.key, span.text, span.label
        tag, stored = key, shown
        if not plain_text(f"{key}{title}{shown}"):
            where = field_name(key)
            title, tag, stored, shown = (
                safe_line(title, where),
                safe_line(key, where),
                safe(shown, where),
                content(shown, where),
            )
        values = self._values
        values.append(f'<v cle="{tag}">{stored}</v>')
        if len(title) > _TAG_LIMIT:
            title = safe_line(span.label[:_TAG_LIMIT], "libellé")
        if len(tag) > _TAG_LIMIT:
            tag = safe_line(key[:_TAG_LIMIT], "clé")
        names = f'<w:alias w:val="{title}"/><w:tag w:val="{tag}"/>'
        found = self._known[key, span.text] = names.encode(), len(values), shown.encode()
        return found

    def _reference(self, span: Reference) -> str:
        target = self._targets.get(span.target)
        if target is None:
            raise ValueError(missing_target(span.target))
        if target.number and target.number != span.text:
            raise ValueError(f"renvoi vers « {span.target} » : « {span.text} » au lieu de « {target.number} ».")
        bookmark = self._bookmarks[span.target]
        properties = _PROPERTIES[False, span.bold]
        result = safe(span.text, f"renvoi vers « {span.target} »")
        if target.number and type(target) is not Heading:
            return field(f"REF {bookmark} \\n \\h", result, properties)
        if target.number:
            # `\t` drops the word « Article » in Word. LibreOffice knows no `\t` and would print « l'article Article 12 »;
            # without the keyword, which is optional, it keeps the result as it is (29500-1 §17.16.5.51).
            result = field(f"{bookmark} \\n \\t \\h", result, properties)
        else:
            result = f"<w:r>{properties}<w:t>{result}</w:t></w:r>"
        return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{result}</w:hyperlink>'
