"""What a file is, from its octets and not from its name: a format that we read, or one that we name with its cure."""

from __future__ import annotations

import re

from .archive import Archive
from .document import Illisible
from .paquet import TYPES, Paquet

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_SAUVER = "ouvrez-le et enregistrez-le en .docx, en .odt ou en .pdf."
_IMAGE = "c’est une image, sans texte : demandez le fichier d’origine, ou passez le document par une reconnaissance de caractères (OCR)."
_COMPRIME = "c’est une archive compressée : sortez-en le contrat, puis vérifiez-le."
_AUTRES = (
    (b"{\\rtf", f"c’est un document RTF : {_SAUVER}"),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"Rar!", _COMPRIME),
    (b"7z\xbc\xaf", _COMPRIME),
    (b"\x1f\x8b", _COMPRIME),
    (b"BZh", _COMPRIME),
    (b"\xfd7zXZ", _COMPRIME),
    (b"MZ", "c’est un programme, pas un contrat ; ne l’ouvrez pas sans savoir d’où il vient."),
    (b"\x7fELF", "c’est un programme, pas un contrat ; ne l’ouvrez pas sans savoir d’où il vient."),
    (b"MIME-Version:", "c’est une page web archivée (.mht) : ouvrez-la dans un navigateur et imprimez-la en PDF."),
)
_PLATS = (  # by a word of the first octets of an XML file
    (b"opendocument", f"c’est un document OpenDocument « plat » (.fodt) : {_SAUVER}"),
    (b"<pkg:package", f"c’est un document Word « plat » (.xml) : {_SAUVER}"),
    (b"wordml", f"c’est un document Word 2003 (.xml) : {_SAUVER}"),
    (b"<svg", _IMAGE),
)
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,500}(?:<\?xml[^>]{0,200}\?>\s{0,100})?(?:<!--(?:[^-]|-(?!->)){0,4000}-->\s{0,100})*<(?:!doctype html|html|head|body)\b", re.I | re.S)
_TYPES = (  # by the content type of the main part
    ("wordprocessingml", ""),
    ("ms-word", ""),
    ("spreadsheetml", "un classeur Excel (.xlsx)"),
    ("ms-excel", "un classeur Excel (.xlsm)"),
    ("presentationml", "une présentation PowerPoint (.pptx)"),
    ("ms-powerpoint", "une présentation PowerPoint (.pptm)"),
    ("visio", "un dessin Visio (.vsdx)"),
)
_MIMES = {
    "application/vnd.oasis.opendocument.text": "",
    "application/vnd.oasis.opendocument.text-template": "",
    "application/vnd.oasis.opendocument.text-master": "un document maître (.odm)",
    "application/vnd.oasis.opendocument.spreadsheet": "un classeur OpenDocument (.ods)",
    "application/vnd.oasis.opendocument.presentation": "une présentation OpenDocument (.odp)",
    "application/vnd.oasis.opendocument.graphics": "un dessin OpenDocument (.odg)",
    "application/epub+zip": "un livre EPUB",
}
_PARTIES = (("META-INF/MANIFEST.MF", "une archive Java (.jar)"), ("AndroidManifest.xml", "une application Android"), ("Index/Document.iwa", "un document Pages d’Apple"), ("FixedDocSeq.fdseq", "un document XPS"))


def reconnaitre(octets: bytes, nom: str) -> tuple[str, Archive | None]:
    """The format: docx, odt, pdf, html, md or txt, with the archive of the first two. Raises Illisible, which names any other."""
    if not octets:
        raise Illisible("le fichier est vide : vérifiez son envoi, ou demandez-en une copie.")
    if octets.startswith(_OLE2):
        raise Illisible(_ole2(octets))
    archive = _archive(octets)
    if archive is not None:
        return _bureau(archive), archive
    if _PDF in octets[:1024]:
        return "pdf", None
    for start, message in _AUTRES:
        if octets.startswith(start):
            raise Illisible(message)
    if _HTML.match(octets[:8000]) or (nom.lower().endswith((".html", ".htm", ".xhtml")) and b"<" in octets):
        return "html", None
    if octets.removeprefix(b"\xef\xbb\xbf").lstrip()[:5] == b"<?xml":
        found = next((message for word, message in _PLATS if word in octets[:2000]), "")
        raise Illisible(found or f"c’est un fichier XML, pas un contrat : s’il vient d’un traitement de texte, {_SAUVER}")
    return ("md" if nom.lower().endswith((".md", ".markdown", ".mdown")) else "txt"), None


# ---------------------------------------------------------------- inside
def _ole2(octets: bytes) -> str:
    """The container of old Office files, and of protected new ones."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in octets

    if holds("EncryptedPackage"):
        return "document protégé par un mot de passe : enregistrez-en une copie sans mot de passe."
    if holds("WordDocument"):
        return "c’est un document de l’ancien format .doc : ouvrez-le dans Word ou LibreOffice et enregistrez-le en .docx."
    if holds("Workbook") or holds("Book"):
        return "c’est un classeur de l’ancien format .xls, pas un contrat."
    return f"c’est un fichier d’un ancien format (.doc, .xls, .msg…), ou un document protégé par un mot de passe : {_SAUVER}"


def _archive(octets: bytes) -> Archive | None:
    """The zip that the file is, or ends with; None when it is none. What comes before it may not be another whole document."""
    if octets.startswith(_ZIP) or octets.startswith(b"PK\x05\x06"):
        return Archive(octets)
    end = octets.rfind(b"PK\x05\x06", max(0, len(octets) - 70_000))
    if end < 0 or octets.rfind(b"startxref") > end:  # a PDF that holds a zip is a PDF
        return None
    try:
        archive = Archive(octets)
    except Illisible:
        return None
    if TYPES not in archive and "mimetype" not in archive:
        return None
    if octets.startswith(_PDF) and b"startxref" in octets:
        raise Illisible("deux documents sont collés dans ce fichier, un PDF et un document de bureau : on ne saurait dire lequel sera lu. Demandez le bon.")
    return archive


def _bureau(archive: Archive) -> str:
    """docx or odt; any other kind is named."""
    mime = _mime(archive)
    if mime:
        other = _MIMES.get(mime, f"un document « {mime[:60]} »" if mime.startswith("application/") else "")
        if other:
            raise Illisible(f"c’est {other}, pas un contrat que l’on sache lire : {_SAUVER}")
        if mime in _MIMES:
            return "odt"
    if TYPES in archive:
        package = Paquet(archive)
        kind = package.type(package.principale())
        for word, other in _TYPES:
            if word in kind:
                if other:
                    raise Illisible(f"c’est {other}, pas un contrat que l’on sache lire : {_SAUVER}")
                return "docx"
        return "docx"
    if "content.xml" in archive and "META-INF/manifest.xml" in archive:
        return "odt"
    other = next((what for name, what in _PARTIES if name in archive), "")
    if other:
        raise Illisible(f"c’est {other}, pas un contrat : {_SAUVER}")
    if "_rels/.rels" in archive or "word/document.xml" in archive:
        raise Illisible(f"la partie « {TYPES} » manque : ce n’est pas un document Word complet. Rouvrez-le et enregistrez-le de nouveau, ou demandez-en une copie.")
    raise Illisible("c’est une archive zip, pas un document : sortez-en le contrat, puis vérifiez-le.")


def _mime(archive: Archive) -> str:
    """What the first entry of an OpenDocument file or of a book says it is."""
    if "mimetype" not in archive or archive.entrees["mimetype"].nue > 200:
        return ""
    return archive.lire("mimetype").decode("ascii", "replace").strip()
