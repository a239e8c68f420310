"""The look of a Word document: styles and numbering, as ready strings.

Source: ISO/IEC 29500-1 (styles §17.7, numbering §17.9).
"""

from __future__ import annotations

from clausier.render.geometry import TEXT_WIDTH
from clausier.render.word_parts import ANNEX_LIST, BODY_LIST, BULLET_LIST, PROLOG, TINT, W

INK, GREY, RULE = "1F3A5F", "55606E", "B8C2CE"

# Word recognises its own styles by these English names, and shows them in the user's language.
_BUILT_IN = frozenset(
    "Normal,Title,Subtitle,heading 1,heading 2,heading 3,Body Text,List Bullet,caption,header,footer,toc 1,toc 2,"
    "TOC Heading,annotation text".split(",")
)
_CUSTOM = 'w:customStyle="1" '


def _paragraph_style(
    ident: str, name: str, ppr: str = "", rpr: str = "", based: str = "Normal", after: str = ""
) -> str:
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
    return f'<w:spacing w:before="{before}" w:after="{after}"' + (
        f' w:line="{line}" w:lineRule="auto"/>' if line else "/>"
    )


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
        "Titre",
        "Title",
        f'<w:keepNext/><w:keepLines/>{_space(0, 60, 240)}<w:jc w:val="center"/>',
        f"{_font('Cambria')}{_HEAD}{_size(38)}",
        after="Normal",
    )
    + _paragraph_style(
        "Soustitre",
        "Subtitle",
        f'<w:keepNext/>{_border("bottom", size=6, gap=8, colour=INK)}{_space(0, 280, 240)}<w:jc w:val="center"/>',
        f"{_COLOUR_GREY}{_size(24)}",
        after="Normal",
    )
    + _paragraph_style(
        "Titre1",
        "heading 1",
        f'<w:keepNext/><w:keepLines/>{_border("bottom", gap=3)}{_space(400, 140, 240)}<w:outlineLvl w:val="0"/>',
        f"{_font('Cambria')}{_HEAD}{_size(28)}",
        after="Normal",
    )
    + _paragraph_style(
        "Titreannexe",
        "Titre annexe",
        _number(0, ANNEX_LIST) + '<w:outlineLvl w:val="1"/>',
        based="Titre1",
        after="Normal",
    )
    + _paragraph_style(
        "Titre2",
        "heading 2",
        f'<w:keepNext/><w:keepLines/>{_number(0, BODY_LIST)}{_space(280, 100, 240)}<w:outlineLvl w:val="1"/>',
        f"{_font('Cambria')}{_HEAD}{_size(24)}",
        after="Alinea",
    )
    + _paragraph_style(
        "Titre3",
        "heading 3",
        f'<w:keepNext/><w:keepLines/>{_space(220, 80, 240)}<w:outlineLvl w:val="2"/>',
        f"{_font('Cambria')}{_HEAD}{_size(22)}",
        after="Normal",
    )
    + _paragraph_style("Corpsdetexte", "Body Text", '<w:jc w:val="both"/>')
    + _paragraph_style("Ligne", "Ligne", "<w:keepLines/>")
    + _paragraph_style("Lignegrasse", "Ligne grasse", "", "<w:b/><w:bCs/>", based="Ligne")
    + _paragraph_style("Citation", "Quote", f'{_border("left", gap=8)}<w:ind w:left="567"/>', based="Corpsdetexte")
    + _paragraph_style("Alinea", "Alinéa", _number(1, BODY_LIST), based="Corpsdetexte")
    + _paragraph_style("Alineaannexe", "Alinéa annexe", _number(1, ANNEX_LIST), based="Corpsdetexte")
    + _paragraph_style("Alineagras", "Alinéa gras", "", "<w:b/><w:bCs/>", based="Alinea")
    + _paragraph_style("Alineaannexegras", "Alinéa annexe gras", "", "<w:b/><w:bCs/>", based="Alineaannexe")
    + _paragraph_style("Puce", "List Bullet", _number(0, BULLET_LIST) + _space(0, 60), based="Corpsdetexte")
    + _paragraph_style(
        "Encadre",
        "Encadré",
        f'{_border("top", "left", "bottom", "right", gap=6)}<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
        f'{_space(120, 160)}<w:ind w:left="142" w:right="142"/>',
        "<w:i/><w:iCs/>",
    )
    + _paragraph_style("Provenance", "Provenance", f'{_border("top", gap=4)}{_space(360, 0, 240)}', f"{_COLOUR_GREY}{_size(15)}")
    + _paragraph_style(
        "Legende", "caption", f"<w:keepNext/>{_space(180, 80, 240)}", f"{_HEAD}{_size(20)}", after="Normal"
    )
    + _paragraph_style("Cellule", "Cellule", _CELL_TEXT, _size(19))
    + _paragraph_style("Celluletitre", "Cellule titre", "<w:keepNext/>", f"{_HEAD}", based="Cellule")
    + _paragraph_style("Signataire", "Signataire", f"<w:keepNext/><w:keepLines/>{_space(0, 80, 240)}")
    + _paragraph_style("Signatairetitre", "Signataire titre", _space(240, 120, 240), _HEAD, based="Signataire")
    + _paragraph_style("Intervalle", "Intervalle", _space(0, 60, 200), _size(12))
    + _paragraph_style(
        "Titresommaire",
        "TOC Heading",
        f"<w:keepNext/><w:keepLines/>{_space(240, 120, 240)}",
        f"{_font('Cambria')}{_HEAD}{_size(28)}",
        after="Normal",
    )
    + _paragraph_style("TM1", "toc 1", _space(100, 30, 240), "<w:b/><w:bCs/>", after="Normal")
    + _paragraph_style("TM2", "toc 2", f'{_space(0, 20, 240)}<w:ind w:left="284"/>', after="Normal")
    + _paragraph_style("Entte", "header", _border("bottom", gap=4) + _space(0, 0, 240), f"{_COLOUR_GREY}{_size(17)}")
    + _paragraph_style(
        "Pieddepage",
        "footer",
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


_LIGHT = '<w:b w:val="0"/><w:bCs w:val="0"/>'  # the number of a bold paragraph is not bold
_FLUSH = '<w:ind w:left="0" w:firstLine="0"/>'

NUMBERING = (
    f'{PROLOG}<w:numbering xmlns:w="{W}">'
    + _abstract(
        BODY_LIST,
        "multilevel",
        _level(0, "Titre2", "Article %1", "space", _FLUSH) + _level(1, "Alinea", "%1.%2", "tab", _hanging(652, 652), rpr=_LIGHT),
    )
    + _abstract(
        ANNEX_LIST,
        "multilevel",
        _level(0, "Titreannexe", "Annexe %1", "space", _FLUSH)
        + _level(1, "Alineaannexe", "A%1.%2", "tab", _hanging(737, 737), rpr=_LIGHT),
    )
    + _abstract(BULLET_LIST, "singleLevel", _level(0, "Puce", "–", "tab", _hanging(936, 284), form="bullet"))
    + "".join(
        f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{ident}"/></w:num>'
        for ident in (BODY_LIST, ANNEX_LIST, BULLET_LIST)
    )
    + "</w:numbering>"
)
