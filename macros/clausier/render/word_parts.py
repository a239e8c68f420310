"""The parts of a Word package that do not depend on the document's text, as ready strings.

Sources: ISO/IEC 29500-1 (WordprocessingML §17, settings §17.15), 29500-2 (packages).
"""

from __future__ import annotations

from clausier.render.geometry import MARGIN, PAGE_HEIGHT, PAGE_WIDTH

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
VALUES_NAMESPACE = "urn:clausier:valeurs:1"
STORE_ID = "{6F0B5C1E-2D0A-4B7C-9C55-3A1E7D0C8F21}"

# Grounds of boxes and of column heads.
TINT = "EEF2F6"

# Numbering instances of numbering.xml.
BODY_LIST, ANNEX_LIST, BULLET_LIST = 1, 2, 3

SETTINGS = (
    f'{PROLOG}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>'
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
