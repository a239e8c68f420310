"""The look of an OpenDocument text: styles, lists and page, the same as in Word, as ready strings.

Styles bear the names that LibreOffice gives its own, which it shows in the user's language.
Sources: OpenDocument 1.3 part 3, §16 (styles), §16.30–16.34 (list styles), §16.5 and §16.9 (page layouts, master pages).
"""

from __future__ import annotations

from clausier.blocks import Document
from clausier.render.chars import safe_line
from clausier.render.geometry import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH
from clausier.render.odt_parts import NAMESPACES, PROLOG

INK, GREY, RULE, TINT, YELLOW = "#1f3a5f", "#55606e", "#b8c2ce", "#eef2f6", "#fff0a3"
_LINE = f"0.5pt solid {RULE}"
# Lists, by the style of their headings and paragraphs.
ARTICLES, ANNEXES, BULLETS = "Articles", "Annexes", "Puces"


def points(twentieths: int) -> str:
    """A length in twentieths of a point, as ODF writes it."""
    return f"{twentieths / 20:g}pt"


def _paragraph(
    name: str,
    shown: str = "",
    layout: str = "",
    text: str = "",
    parent: str = "Standard",
    after: str = "",
    more: str = "",
) -> str:
    """One paragraph style; `shown` is its name in English when it differs, `after` the style of the paragraph that follows."""
    return (
        f'<style:style style:name="{name}"'
        + (f' style:display-name="{shown}"' if shown else "")
        + f' style:family="paragraph" style:parent-style-name="{parent}"'
        + (f' style:next-style-name="{after}"' if after else "")
        + f"{more}>"
        + (f"<style:paragraph-properties{layout}/>" if layout else "")
        + (f"<style:text-properties{text}/>" if text else "")
        + "</style:style>"
    )


def _space(before: float, after: float, line: str = "100%") -> str:
    return f' fo:margin-top="{before:g}pt" fo:margin-bottom="{after:g}pt" fo:line-height="{line}"'


def _size(value: float) -> str:
    return f' fo:font-size="{value:g}pt" style:font-size-asian="{value:g}pt" style:font-size-complex="{value:g}pt"'


def _numbered(style: str, level: int) -> str:
    return f' style:list-style-name="{style}" style:list-level="{level}"'


BOLD = ' fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"'
_TITLE_FACE = f' style:font-name="Cambria" fo:color="{INK}"{BOLD}'
_KEEP = ' fo:keep-with-next="always" fo:keep-together="always"'
_UNNUMBERED = ' style:list-style-name=""'

_STYLES = (
    '<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2" '
    'style:tab-stop-distance="1.25cm" style:writing-mode="page"/><style:text-properties style:font-name="Calibri" '
    f'fo:language="%s" fo:country="%s" fo:hyphenate="false"{_size(10.5)}/></style:default-style>'
    '<style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/></style:default-style>'
    '<style:default-style style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:default-style>'
    '<style:style style:name="Standard" style:family="paragraph" style:class="text">'
    f"<style:paragraph-properties{_space(0, 6, '110%')}/></style:style>"
    + _paragraph("Text_20_body", "Text body", ' fo:text-align="justify" style:justify-single-word="false"', more=' style:class="text"')
    + _paragraph("Title", "", _KEEP + _space(0, 3) + ' fo:text-align="center"', _TITLE_FACE + _size(19), after="Text_20_body")
    + _paragraph(
        "Subtitle",
        "",
        f'{_space(0, 14)} fo:keep-with-next="always" fo:text-align="center" fo:border-bottom="0.75pt solid {INK}" fo:padding-bottom="8pt"',
        f' fo:color="{GREY}"{_size(12)}',
        after="Text_20_body",
    )
    + _paragraph(
        "Heading_20_1",
        "Heading 1",
        f'{_KEEP}{_space(20, 7)} fo:border-bottom="{_LINE}" fo:padding-bottom="3pt"',
        _TITLE_FACE + _size(14),
        after="Text_20_body",
        more=f' style:default-outline-level="1"{_UNNUMBERED}',
    )
    + _paragraph(
        "Heading_20_2",
        "Heading 2",
        _KEEP + _space(14, 5),
        _TITLE_FACE + _size(12),
        after="Alinea",
        more=f' style:default-outline-level="2"{_numbered(ARTICLES, 1)}',
    )
    + _paragraph(
        "Heading_20_3",
        "Heading 3",
        _KEEP + _space(11, 4),
        _TITLE_FACE + _size(11),
        after="Alinea_20_annexe",
        more=f' style:default-outline-level="3"{_UNNUMBERED}',
    )
    + _paragraph(
        "Titre_20_annexe",
        "Titre annexe",
        parent="Heading_20_1",
        after="Alinea_20_annexe",
        more=f' style:default-outline-level="2"{_numbered(ANNEXES, 1)}',
    )
    + _paragraph("Quotations", "", f' fo:margin-left="28.35pt" fo:border-left="{_LINE}" fo:padding-left="8pt"', parent="Text_20_body")
    + _paragraph("Lignes", "", ' fo:keep-together="always"')
    + _paragraph("Alinea", "Alinéa", parent="Text_20_body", more=_numbered(ARTICLES, 2))
    + _paragraph("Alinea_20_annexe", "Alinéa annexe", parent="Text_20_body", more=_numbered(ANNEXES, 2))
    + _paragraph("List_20_Bullet", "List Bullet", ' fo:margin-top="0pt" fo:margin-bottom="3pt"', parent="Text_20_body", more=_numbered(BULLETS, 1))
    + _paragraph("List_20_Bullet_20_End", "List Bullet End", ' fo:margin-bottom="6pt"', parent="List_20_Bullet")
    + _paragraph(
        "Encadre",
        "Encadré",
        f'{_space(6, 8, "110%")} fo:margin-left="1.1pt" fo:margin-right="1.1pt" fo:border="{_LINE}" fo:padding="6pt" fo:background-color="{TINT}"',
        ' fo:font-style="italic" style:font-style-asian="italic" style:font-style-complex="italic"',
    )
    + _paragraph("Provenance", "", f'{_space(18, 0)} fo:border-top="{_LINE}" fo:padding-top="4pt"', f' fo:color="{GREY}"{_size(7.5)}')
    + _paragraph("Caption", "", _KEEP + _space(9, 4), f' fo:color="{INK}"{BOLD}{_size(10)}', after="Text_20_body", more=' style:class="extra"')
    + _paragraph("Table_20_Contents", "Table Contents", _space(2, 2), _size(9.5), more=' style:class="extra"')
    + _paragraph("Table_20_Heading", "Table Heading", ' fo:keep-with-next="always"', f' fo:color="{INK}"{BOLD}', parent="Table_20_Contents", more=' style:class="extra"')
    + _paragraph("Signataire", "", _KEEP + _space(0, 4))
    + _paragraph("Signataire_20_titre", "Signataire titre", _space(12, 6), f' fo:color="{INK}"{BOLD}', parent="Signataire")
    + _paragraph("Contents_20_Heading", "Contents Heading", _KEEP + _space(12, 6), _TITLE_FACE + _size(14), more=' style:class="index"')
    + "".join(
        f'<style:style style:name="Contents_20_{level}" style:display-name="Contents {level}" style:family="paragraph" '
        f'style:parent-style-name="Standard" style:class="index"><style:paragraph-properties{_space(before, after)} '
        f'fo:margin-left="{left}cm"><style:tab-stops><style:tab-stop style:position="{TEXT_WIDTH / 567 - left:.3f}cm" '
        f'style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops></style:paragraph-properties>'
        f"{face}</style:style>"
        for level, before, after, left, face in ((1, 5, 1.5, 0, f"<style:text-properties{BOLD}/>"), (2, 0, 1, 0.5, ""))
    )
    + _paragraph("Header", "", f'{_space(0, 0)} fo:border-bottom="{_LINE}" fo:padding-bottom="4pt"', f' fo:color="{GREY}"{_size(8.5)}', more=' style:class="extra"')
    + '<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard" style:class="extra">'
    f'<style:paragraph-properties{_space(0, 0)} fo:border-top="{_LINE}" fo:padding-top="4pt"><style:tab-stops>'
    f'<style:tab-stop style:position="{points(TEXT_WIDTH)}" style:type="right"/></style:tab-stops></style:paragraph-properties>'
    f'<style:text-properties fo:color="{GREY}"{_size(8.5)}/></style:style>'
    + _paragraph("Fin", "", ' fo:margin-top="0pt" fo:margin-bottom="0pt" fo:line-height="1pt"', _size(1))
    + _paragraph("Commentaire", "", _space(0, 4), _size(10))
    + f'<style:style style:name="Strong_20_Emphasis" style:display-name="Strong Emphasis" style:family="text"><style:text-properties{BOLD}/></style:style>'
    + f'<style:style style:name="A_20_completer" style:display-name="À compléter" style:family="text"><style:text-properties fo:background-color="{YELLOW}"/></style:style>'
    + '<style:style style:name="A_20_completer_20_gras" style:display-name="À compléter gras" style:family="text">'
    f'<style:text-properties fo:background-color="{YELLOW}"{BOLD}/></style:style>'
    # The number of a bold paragraph is not bold.
    + '<style:style style:name="Numbering_20_Symbols" style:display-name="Numbering Symbols" style:family="text">'
    f"<style:text-properties{BOLD.replace('bold', 'normal')}/></style:style>"
    + '<style:style style:name="Index_20_Link" style:display-name="Index Link" style:family="text"/>'
)


def _label(before: str) -> str:
    return f'<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment {before}/></style:list-level-properties>'


def _hanging(left: int, hanging: int) -> str:
    return _label(
        f'text:label-followed-by="listtab" text:list-tab-stop-position="{points(left)}" fo:text-indent="-{points(hanging)}" fo:margin-left="{points(left)}"'
    )


def _numbers(style: str, title: str, prefix: str, left: int) -> str:
    """A list of two levels: « Article 12 – », then « 12.1 » ; both are computed by the reader."""
    return (
        f'<text:list-style style:name="{style}"><text:list-level-style-number text:level="1" style:num-prefix="{title} " '
        f'style:num-suffix=" –" style:num-format="1">{_label("text:label-followed-by=" + chr(34) + "space" + chr(34))}</text:list-level-style-number>'
        f'<text:list-level-style-number text:level="2" text:style-name="Numbering_20_Symbols" style:num-prefix="{prefix}" style:num-format="1" text:display-levels="2">'
        f"{_hanging(left, left)}</text:list-level-style-number></text:list-style>"
    )


_LISTS = (
    '<text:outline-style style:name="Outline">'
    + "".join(f'<text:outline-level-style text:level="{level}" style:num-format=""/>' for level in range(1, 11))
    + "</text:outline-style>"
    + _numbers(ARTICLES, "Article", "", 652)
    + _numbers(ANNEXES, "Annexe", "A", 737)
    # A bullet has the same look at every depth: what depth it stands at says what paragraph it belongs to.
    + f'<text:list-style style:name="{BULLETS}">'
    + "".join(f'<text:list-level-style-bullet text:level="{level}" text:bullet-char="–">{_hanging(936, 284)}</text:list-level-style-bullet>' for level in (1, 2, 3))
    + "</text:list-style>"
)

_HEADER_EDGE, _FOOTER_EDGE = 624, 567  # from the edge of the sheet, as in Word
_GAP = 200  # between them and the text
_PAGE = (
    '<style:page-layout style:name="A4"><style:page-layout-properties '
    f'fo:page-width="{points(PAGE_WIDTH)}" fo:page-height="{points(PAGE_HEIGHT)}" style:print-orientation="portrait" style:writing-mode="lr-tb" '
    f'fo:margin-top="{points(_HEADER_EDGE)}" fo:margin-bottom="{points(_FOOTER_EDGE)}" fo:margin-left="{points(MARGIN)}" fo:margin-right="{points(MARGIN)}"/>'
    f'<style:header-style><style:header-footer-properties fo:min-height="{points(MARGIN - _HEADER_EDGE - _GAP)}" fo:margin-bottom="{points(_GAP)}"/></style:header-style>'
    f'<style:footer-style><style:header-footer-properties fo:min-height="{points(MARGIN - _FOOTER_EDGE - _GAP)}" fo:margin-top="{points(_GAP)}"/></style:footer-style>'
    "</style:page-layout>"
)
_FACES = "".join(
    f'<style:font-face style:name="{name}" svg:font-family="{name}" style:font-family-generic="{family}" style:font-pitch="variable"/>'
    for name, family in (("Calibri", "swiss"), ("Cambria", "roman"))
)
FACES = f"<office:font-face-decls>{_FACES}</office:font-face-decls>"

_HEAD = f'{PROLOG}<office:document-styles{NAMESPACES} office:version="1.3">{FACES}<office:styles>'
_MIDDLE = (
    f"{_LISTS}</office:styles><office:automatic-styles>{_PAGE}</office:automatic-styles><office:master-styles>"
    '<style:master-page style:name="Standard" style:page-layout-name="A4">'
)


def styles(lang: str) -> str:
    """The beginning of styles.xml, which no text of a document changes."""
    language, _, country = safe_line(lang, "langue").partition("-")
    return f"{_HEAD}{_STYLES.replace('%s', language, 1).replace('%s', country or 'none', 1)}{_MIDDLE}"


def running_lines(document: Document, header: str) -> str:
    """The end of styles.xml: the running foot, and the head, whose content is given."""
    style = "Header" if header else "Standard"  # without its words, its rule would be alone on the page
    footer = safe_line(document.footer, "pied de page") if document.footer else ""
    return (
        f'<style:header><text:p text:style-name="{style}">{header}</text:p></style:header>'
        f'<style:footer><text:p text:style-name="Footer">{footer}<text:tab/>Page\u00a0'
        '<text:page-number text:select-page="current">1</text:page-number>\u00a0/\u00a0<text:page-count>1</text:page-count></text:p></style:footer>'
        "</style:master-page></office:master-styles></office:document-styles>"
    )
