"""De quoi bâtir, pièce à pièce, un paquet zip, un .docx et un .odt, sans rien emprunter à ce qui les lira."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
PRINCIPAL = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LIENS = "http://schemas.openxmlformats.org/package/2006/relationships"


# ---------------------------------------------------------------- zip
def zipper(parties: dict[str, bytes | str] | list[tuple[str, bytes | str]], nues: tuple[str, ...] = ("mimetype",)) -> bytes:
    """Un zip ordinaire ; les parties de `nues` ne sont pas comprimées."""
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w") as paquet:
        for nom, contenu in parties.items() if isinstance(parties, dict) else parties:
            info = zipfile.ZipInfo(nom)
            info.compress_type = zipfile.ZIP_STORED if nom in nues else zipfile.ZIP_DEFLATED
            paquet.writestr(info, contenu)
    return sortie.getvalue()


def zip_brut(entrees: list[dict], **fin: int) -> bytes:
    """Un zip écrit à la main, où chaque champ peut mentir : nom, contenu, et au choix methode, drapeaux, crc, nue, taille, decalage, extra, nom_local, drapeaux_locaux."""
    corps: list[bytes] = []
    index: list[bytes] = []
    place = 0
    for e in entrees:
        nom = e["nom"].encode()
        methode = e.get("methode", 8)
        contenu = e["contenu"]
        donnees = e.get("donnees", zlib.compress(contenu, 9)[2:-4] if methode == 8 else contenu)
        crc, taille, nue = e.get("crc", zlib.crc32(contenu)), e.get("taille", len(donnees)), e.get("nue", len(contenu))
        local, extra, drapeaux = e.get("nom_local", e["nom"]).encode(), e.get("extra", b""), e.get("drapeaux", 0)
        index.append(struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, drapeaux, methode, 0, 33, crc, taille, nue, len(nom), len(extra), 0, 0, 0, 0, e.get("decalage", place)) + nom + extra)
        corps.append(struct.pack("<4s5H3L2H", b"PK\3\4", 20, e.get("drapeaux_locaux", drapeaux), methode, 0, 33, crc, len(donnees), len(contenu), len(local), 0) + local + donnees)
        place += len(corps[-1])
    repertoire = b"".join(index)
    nombre = fin.get("nombre", len(entrees))
    return b"".join((*corps, repertoire, struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, nombre, nombre, fin.get("taille", len(repertoire)), fin.get("place", place), 0)))


# ---------------------------------------------------------------- docx
def liens(*cibles: tuple[str, str, str]) -> str:
    """Une partie .rels : (identifiant, dernier mot du genre, cible) ; une cible qui commence par « > » est hors du fichier."""
    lignes = "".join(
        f'<Relationship Id="{ident}" Type="{R}/{genre}" Target="{cible.removeprefix(">")}"{" TargetMode=" + chr(34) + "External" + chr(34) if cible.startswith(">") else ""}/>' for ident, genre, cible in cibles
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{LIENS}">{lignes}</Relationships>'


def types(principal: str = "/word/document.xml", genre: str = PRINCIPAL) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{principal}" ContentType="{genre}"/></Types>'
    )


def document(corps: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {ESPACES}><w:body>{corps}</w:body></w:document>'


def parties_docx(corps: str = "", *, styles: str = "", numeros: str = "", notes: str = "", fins: str = "", reglages: str = "", rels: tuple = (), autres: dict[str, bytes | str] | None = None, brut: bytes | None = None) -> dict[str, bytes | str]:
    """Les parties d’un .docx dont le corps est `corps` ; `brut` : les octets mêmes de document.xml."""
    parties: dict[str, bytes | str] = {"[Content_Types].xml": types(), "_rels/.rels": liens(("rId1", "officeDocument", "word/document.xml"))}
    declares = list(rels)
    for nom, balise, contenu in (("styles", "styles", styles), ("numbering", "numbering", numeros), ("footnotes", "footnotes", notes), ("endnotes", "endnotes", fins), ("settings", "settings", reglages)):
        if contenu:
            parties[f"word/{nom}.xml"] = f"<w:{balise} {ESPACES}>{contenu}</w:{balise}>"
            declares.append((f"rId_{nom}", nom, f"{nom}.xml"))
    parties["word/_rels/document.xml.rels"] = liens(*declares)
    parties["word/document.xml"] = document(corps) if brut is None else brut
    return parties | (autres or {})


def docx(corps: str = "", **options) -> bytes:
    """Un .docx ; mêmes options que `parties_docx`."""
    return zipper(parties_docx(corps, **options))


def r(texte: str, rpr: str = "") -> str:
    """Un run."""
    return f'<w:r>{f"<w:rPr>{rpr}</w:rPr>" if rpr else ""}<w:t xml:space="preserve">{texte}</w:t></w:r>'


def p(*runs: str, ppr: str = "", style: str = "") -> str:
    """Un paragraphe ; un texte nu en devient un run."""
    proprietes = (f'<w:pStyle w:val="{style}"/>' if style else "") + ppr
    return f'<w:p>{f"<w:pPr>{proprietes}</w:pPr>" if proprietes else ""}{"".join(run if run.startswith("<") else r(run) for run in runs)}</w:p>'


def champ(instruction: str, resultat: str = "") -> str:
    """Un champ complexe, et son résultat déjà écrit en runs."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{resultat}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def tbl(*lignes: str, tblpr: str = "") -> str:
    return f"<w:tbl><w:tblPr>{tblpr}</w:tblPr>{''.join(lignes)}</w:tbl>"


def tr(*cellules: str, trpr: str = "") -> str:
    """Une ligne ; un texte nu en devient une cellule."""
    return f'<w:tr>{f"<w:trPr>{trpr}</w:trPr>" if trpr else ""}{"".join(c if c.startswith("<w:tc>") else tc(c) for c in cellules)}</w:tr>'


def tc(contenu: str, tcpr: str = "") -> str:
    return f'<w:tc>{f"<w:tcPr>{tcpr}</w:tcPr>" if tcpr else ""}{contenu if contenu.startswith("<") else p(contenu)}</w:tc>'


def style(ident: str, nom: str = "", ppr: str = "", rpr: str = "", base: str = "", genre: str = "paragraph", defaut: bool = False) -> str:
    return (
        f'<w:style w:type="{genre}" w:styleId="{ident}"{" w:default=" + chr(34) + "1" + chr(34) if defaut else ""}><w:name w:val="{nom or ident}"/>'
        f'{f"<w:basedOn w:val={chr(34)}{base}{chr(34)}/>" if base else ""}{f"<w:pPr>{ppr}</w:pPr>" if ppr else ""}{f"<w:rPr>{rpr}</w:rPr>" if rpr else ""}</w:style>'
    )


def niveau(rang: int, texte: str, forme: str = "decimal", depart: int = 1, style: str = "", autres: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{rang}"><w:start w:val="{depart}"/><w:numFmt w:val="{forme}"/>{f"<w:pStyle w:val={chr(34)}{style}{chr(34)}/>" if style else ""}'
        f'{autres}<w:lvlText w:val="{texte}"/></w:lvl>'
    )


def liste(ident: int, *niveaux: str, autres: str = "") -> tuple[str, str]:
    """Une définition, et son instance de même numéro."""
    return f'<w:abstractNum w:abstractNumId="{ident}">{autres}{"".join(niveaux)}</w:abstractNum>', f'<w:num w:numId="{ident}"><w:abstractNumId w:val="{ident}"/></w:num>'


def num(ident: int, rang: int | None = 0) -> str:
    """La numérotation d’un paragraphe."""
    return f'<w:numPr>{"" if rang is None else f"<w:ilvl w:val={chr(34)}{rang}{chr(34)}/>"}<w:numId w:val="{ident}"/></w:numPr>'


# ---------------------------------------------------------------- odt
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(f'xmlns:{court}="{_OASIS}:{long}:1.0"' for court, long in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("script", "script"), ("form", "form")))
ODF += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
MIME_ODT = "application/vnd.oasis.opendocument.text"
MANIFESTE = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME_ODT}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def contenu_odt(corps: str, automatiques: str = "", debut: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF} office:version="1.3">{debut}<office:automatic-styles>{automatiques}</office:automatic-styles><office:body><office:text>{corps}</office:text></office:body></office:document-content>'


def odt(corps: str = "", *, automatiques: str = "", styles: str = "", pages: str = "", debut: str = "", mime: str = MIME_ODT, autres: dict[str, bytes | str] | None = None, brut: bytes | None = None) -> bytes:
    """Un .odt ; `styles` : les communs, `pages` : les pages maîtresses, `brut` : les octets mêmes de content.xml."""
    return zipper(
        {
            "mimetype": mime,
            "META-INF/manifest.xml": MANIFESTE,
            "content.xml": contenu_odt(corps, automatiques, debut) if brut is None else brut,
            "styles.xml": f'<office:document-styles {ODF} office:version="1.3"><office:styles>{styles}</office:styles><office:automatic-styles/><office:master-styles>{pages}</office:master-styles></office:document-styles>',
            **(autres or {}),
        }
    )


def tp(texte: str, style: str = "") -> str:
    """Un paragraphe OpenDocument."""
    return f'<text:p{f" text:style-name={chr(34)}{style}{chr(34)}" if style else ""}>{texte}</text:p>'
