"""The parts of a Word package that do not depend on the document's text, as ready strings.

Sources: ISO/IEC 29500-1 (WordprocessingML §17, styles §17.7, numbering §17.9, settings §17.15), 29500-2 (packages).
"""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
VALUES_NAMESPACE = "urn:clausier:valeurs:1"
STORE_ID = "{6F0B5C1E-2D0A-4B7C-9C55-3A1E7D0C8F21}"

INK, GREY, RULE, TINT = "1F3A5F", "55606E", "B8C2CE", "EEF2F6"

# Numbering instances of numbering.xml.
BODY_LIST, ANNEX_LIST, BULLET_LIST = 1, 2, 3
# Text width in twentieths of a point: A4 less two margins of 2.3 cm.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1304
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN


# Word recognises its own styles by these English names, and shows them in the user's language.
_BUILT_IN = frozenset(
    "Normal,Title,Subtitle,heading 1,heading 2,heading 3,Body Text,List Bullet,caption,header,footer,toc 1,toc 2,"
    "TOC Heading,annotation text".split(",")
)
_CUSTOM = 'w:customStyle="1" '


def _paragraph_style(ident: str, name: str, ppr: str = "", rpr: str = "", based: str = "Normal", after: str = "") -> str:
    """One paragraph style; `after` is the style of the paragraph that follows."""
    return (
        f'<w:style w:type="paragraph" {"" if name in _BUILT_IN else _CUSTOM}'
        f'w:styleId="{ident}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        + (f'<w:next w:val="{after}"/>' if after else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{ppr}</w:pPr>" if ppr else "")
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + "</w:style>"
    )


def _font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _space(before: int, after: int, line: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"' + (f' w:line="{line}" w:lineRule="auto"/>' if line else "/>")


def _number(level: int, instance: int) -> str:
    level_xml = f'<w:ilvl w:val="{level}"/>' if level else ""  # a level linked to its style finds its own rank
    return f'<w:numPr>{level_xml}<w:numId w:val="{instance}"/></w:numPr>'


_HEAD = f'<w:b/><w:bCs/><w:color w:val="{INK}"/>'
_COLOUR_GREY = f'<w:color w:val="{GREY}"/>'
_CELL_TEXT = _space(40, 40, 240)


def _border(*sides: str, size: int = 4, gap: int = 4, colour: str = RULE) -> str:
    lines = "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="{gap}" w:color="{colour}"/>' for side in sides)
    return f"<w:pBdr>{lines}</w:pBdr>"


STYLES = (
    f'{PROLOG}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{_font("Calibri")}{_size(21)}'
    '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    f"<w:pPrDefault><w:pPr><w:widowControl/>{_space(0, 120, 264)}</w:pPr></w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="Policepardfaut"><w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableauNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="Aucuneliste"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    + _paragraph_style(
        "Titre", "Title", f'<w:keepNext/><w:keepLines/>{_space(0, 60, 240)}<w:jc w:val="center"/>',
        f'{_font("Cambria")}{_HEAD}{_size(38)}', after="Normal",
    )
    + _paragraph_style(
        "Soustitre", "Subtitle",
        f'<w:keepNext/>{_border("bottom", size=6, gap=8, colour=INK)}{_space(0, 280, 240)}<w:jc w:val="center"/>',
        f"{_COLOUR_GREY}{_size(24)}", after="Normal",
    )
    + _paragraph_style(
        "Titre1", "heading 1",
        f'<w:keepNext/><w:keepLines/>{_border("bottom", gap=3)}{_space(400, 140, 240)}<w:outlineLvl w:val="0"/>',
        f'{_font("Cambria")}{_HEAD}{_size(28)}', after="Normal",
    )
    + _paragraph_style(
        "Titreannexe", "Titre annexe", _number(0, ANNEX_LIST) + '<w:outlineLvl w:val="0"/>', based="Titre1", after="Normal",
    )
    + _paragraph_style(
        "Titre2", "heading 2",
        f'<w:keepNext/><w:keepLines/>{_number(0, BODY_LIST)}{_space(280, 100, 240)}<w:outlineLvl w:val="1"/>',
        f'{_font("Cambria")}{_HEAD}{_size(24)}', after="Alinea",
    )
    + _paragraph_style(
        "Titre3", "heading 3", f'<w:keepNext/><w:keepLines/>{_space(220, 80, 240)}<w:outlineLvl w:val="2"/>',
        f'{_font("Cambria")}{_HEAD}{_size(22)}', after="Normal",
    )
    + _paragraph_style("Corpsdetexte", "Body Text", '<w:jc w:val="both"/>')
    + _paragraph_style("Alinea", "Alinéa", _number(1, BODY_LIST), based="Corpsdetexte")
    + _paragraph_style("Alineaannexe", "Alinéa annexe", _number(1, ANNEX_LIST), based="Corpsdetexte")
    + _paragraph_style("Puce", "List Bullet", _number(0, BULLET_LIST) + _space(0, 60), based="Corpsdetexte")
    + _paragraph_style(
        "Encadre", "Encadré",
        f'{_border("top", "left", "bottom", "right", gap=6)}<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
        f'{_space(120, 160)}<w:ind w:left="142" w:right="142"/>',
        "<w:i/><w:iCs/>",
    )
    + _paragraph_style("Legende", "caption", f"<w:keepNext/>{_space(180, 80, 240)}", f"{_HEAD}{_size(20)}", after="Normal")
    + _paragraph_style("Cellule", "Cellule", _CELL_TEXT, _size(19))
    + _paragraph_style("Celluletitre", "Cellule titre", "<w:keepNext/>", f"{_HEAD}", based="Cellule")
    + _paragraph_style("Signataire", "Signataire", f"<w:keepNext/><w:keepLines/>{_space(0, 80, 240)}")
    + _paragraph_style("Signatairetitre", "Signataire titre", _space(240, 120, 240), _HEAD, based="Signataire")
    + _paragraph_style("Intervalle", "Intervalle", _space(0, 60, 200), _size(12))
    + _paragraph_style(
        "Titresommaire", "TOC Heading", f"<w:keepNext/><w:keepLines/>{_space(240, 120, 240)}",
        f'{_font("Cambria")}{_HEAD}{_size(28)}', after="Normal",
    )
    + _paragraph_style("TM1", "toc 1", _space(100, 30, 240), "<w:b/><w:bCs/>", after="Normal")
    + _paragraph_style("TM2", "toc 2", f'{_space(0, 20, 240)}<w:ind w:left="284"/>', after="Normal")
    + _paragraph_style("Entte", "header", _border("bottom", gap=4) + _space(0, 0, 240), f"{_COLOUR_GREY}{_size(17)}")
    + _paragraph_style(
        "Pieddepage", "footer",
        _border("top", gap=4) + f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>' + _space(0, 0, 240),
        f"{_COLOUR_GREY}{_size(17)}",
    )
    + _paragraph_style("Commentaire", "annotation text", _space(0, 80, 240), _size(20))
    + '<w:style w:type="character" w:styleId="Marquedecommentaire"><w:name w:val="annotation reference"/>'
    f'<w:uiPriority w:val="99"/><w:rPr>{_size(16)}</w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="ACompleter"><w:name w:val="À compléter"/><w:qFormat/>'
    '<w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFF0A3"/></w:rPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Tableauclausier"><w:name w:val="Tableau du contrat"/>'
    f'<w:basedOn w:val="TableauNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style></w:styles>"
)


def _level(rank: int, style: str, text: str, suffix: str, ppr: str = "", form: str = "decimal", rpr: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{rank}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{ppr}</w:pPr>'
        + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
        + "</w:lvl>"
    )


def _hanging(left: int, hanging: int) -> str:
    return f'<w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs><w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _abstract(ident: int, kind: str, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{ident}"><w:nsid w:val="C1A0510{ident}"/><w:multiLevelType w:val="{kind}"/>'
        f'<w:tmpl w:val="C1A0520{ident}"/>{levels}</w:abstractNum>'
    )


_FLUSH = '<w:ind w:left="0" w:firstLine="0"/>'

NUMBERING = (
    f'{PROLOG}<w:numbering xmlns:w="{W}">'
    + _abstract(
        BODY_LIST, "multilevel",
        _level(0, "Titre2", "Article %1", "space", _FLUSH) + _level(1, "Alinea", "%1.%2", "tab", _hanging(652, 652)),
    )
    + _abstract(
        ANNEX_LIST, "multilevel",
        _level(0, "Titreannexe", "Annexe %1", "space", _FLUSH)
        + _level(1, "Alineaannexe", "A%1.%2", "tab", _hanging(737, 737)),
    )
    + _abstract(BULLET_LIST, "singleLevel", _level(0, "Puce", "–", "tab", _hanging(936, 284), form="bullet"))
    + "".join(
        f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{ident}"/></w:num>'
        for ident in (BODY_LIST, ANNEX_LIST, BULLET_LIST)
    )
    + "</w:numbering>"
)

SETTINGS = (
    f'{PROLOG}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)


def _content_types(comments: bool) -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = ["document.main", "styles", "numbering", "settings", "header", "footer"] + ["comments"] * comments
    names = ["document", "styles", "numbering", "settings", "header1", "footer1"] + ["comments"] * comments
    return (
        f'{PROLOG}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>'
            for name, kind in zip(names, kinds)
        )
        + '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/customXml/itemProps1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>'
    )


def _relationships(*targets: tuple[str, str]) -> str:
    return (
        f'{PROLOG}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{rank}" Type="{kind}" Target="{target}"/>'
            for rank, (kind, target) in enumerate(targets, 1)
        )
        + "</Relationships>"
    )


_DOCUMENT_TARGETS = (
    (f"{R}/styles", "styles.xml"),
    (f"{R}/numbering", "numbering.xml"),
    (f"{R}/settings", "settings.xml"),
    (f"{R}/header", "header1.xml"),  # rId4 and rId5 are named by SECTION
    (f"{R}/footer", "footer1.xml"),
    (f"{R}/customXml", "../customXml/item1.xml"),
)

# Indexed by whether the document has comments.
CONTENT_TYPES = (_content_types(False), _content_types(True))
DOCUMENT_RELS = (
    _relationships(*_DOCUMENT_TARGETS),
    _relationships(*_DOCUMENT_TARGETS, (f"{R}/comments", "comments.xml")),
)
PACKAGE_RELS = _relationships(
    (f"{R}/officeDocument", "word/document.xml"),
    ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
)
ITEM_RELS = _relationships((f"{R}/customXmlProps", "itemProps1.xml"))
ITEM_PROPS = (
    f'{PROLOG}<ds:datastoreItem ds:itemID="{STORE_ID}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{VALUES_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)

DOCUMENT_OPEN = f'{PROLOG}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
    f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" '
    f'w:left="{MARGIN}" w:header="624" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>'
)
