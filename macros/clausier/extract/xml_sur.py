"""XML from anywhere: no document type (hence no entity, nothing external), bounded in tags and in depth, in Unicode or refused.

ElementTree's C parser does the rest; `arbre` gives it octets in UTF-8 only. Sources: XML 1.0 §2.8, §4.3.3; ISO/IEC 29500-3 (compatibility).
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from .archive import ETRANGE, montrable
from .document import Illisible

MAX_BALISES = 1_500_000  # in one part: a thousand pages, and then some
MAX_PROFONDEUR = 256

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_STRICT = re.compile(rb"(xmlns(?::[A-Za-z0-9._-]{1,40})?\s?=\s?[\"'])http://purl\.oclc\.org/ooxml/(wordprocessingml|drawingml|officeDocument)/")
_USED = re.compile(rb"[<\s]/?([A-Za-z_][\w.-]{0,40}):[A-Za-z_][\w.-]*(?=[\s=/>])")
_BOUND = re.compile(rb"\sxmlns:([A-Za-z_][\w.-]{0,40})\s?=")
_ROOT = re.compile(rb"<[A-Za-z_][\w.:-]*")
_UNBOUND = 27  # XML_ERROR_UNBOUND_PREFIX
_UNICODE = frozenset(("utf-8", "utf8", "us-ascii", "ascii"))
_LATIN = {"iso-8859-1": "latin-1", "iso-8859-15": "iso-8859-15", "windows-1252": "cp1252"}
_KNOWN = {
    b"w": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"r": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"mc": b"http://schemas.openxmlformats.org/markup-compatibility/2006",
    b"wps": b"http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    b"v": b"urn:schemas-microsoft-com:vml",
}


def arbre(octets: bytes, nom: str) -> ElementTree.Element:
    """The tree of a part. Raises Illisible, naming it: broken, not Unicode, with a document type, too deep or too long."""
    data = utf8(octets, nom)
    if b"<!DOCTYPE" in data:
        raise Illisible(f"{_place(nom)} contient une déclaration DOCTYPE, qu’aucun traitement de texte n’écrit : le document est refusé. Rouvrez-le dans le vôtre et enregistrez-le de nouveau.")
    if b"\0" in data:
        raise Illisible(f"{_place(nom)} contient des caractères nuls : fichier abîmé, ou fabriqué. Rouvrez-le et enregistrez-le de nouveau.")
    if data.count(b"<") > MAX_BALISES:
        raise Illisible(f"{_place(nom)} compte plus de {MAX_BALISES} balises : document trop long, découpez-le.")
    if b"http://purl.oclc.org/ooxml/" in data:
        data = _STRICT.sub(_transitional, data)
    try:
        root = _parse(data)
    except ElementTree.ParseError as error:
        if error.code != _UNBOUND:
            _decoded(data, "utf-8", nom)  # says so when that is the trouble
            raise Illisible(f"{_place(nom)} n’est pas du XML lisible : fichier tronqué ou abîmé. Rouvrez-le et enregistrez-le de nouveau.") from None
        root = _parse_bound(data, nom)
    _check_depth(root, nom)
    return root


def utf8(octets: bytes, nom: str) -> bytes:
    """The octets of a part in UTF-8, whatever form of Unicode they came in."""
    start = octets[:4]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or start in (b"<\0?\0", b"\0<\0?", b"<\0w\0", b"\0<\0w"):
        encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-16-le" if start[0] else "utf-16-be"
        return _decoded(octets, encoding, nom).encode()
    declared = _DECLARED.match(octets.removeprefix(b"\xef\xbb\xbf"))
    name = declared[1].decode().lower() if declared else "utf-8"
    if name in _UNICODE:
        return octets
    if name in _LATIN:
        return _decoded(octets, _LATIN[name], nom).encode()
    raise Illisible(f"{_place(nom)} se dit écrite en « {name} » : rouvrez le document et enregistrez-le de nouveau.")


# ---------------------------------------------------------------- inside
def _place(name: str) -> str:
    return f"la partie « {montrable(name)} »"


def _decoded(octets: bytes, encoding: str, name: str) -> str:
    try:
        return octets.decode(encoding)
    except UnicodeError:
        raise Illisible(f"{_place(name)} contient des octets que son codage n’admet pas : fichier abîmé. Rouvrez-le et enregistrez-le de nouveau.") from None


def _parse(data: bytes) -> ElementTree.Element:
    parser = ElementTree.XMLParser(encoding="utf-8")  # the octets are in UTF-8 now, whatever the declaration says
    parser.feed(data)
    return parser.close()


def _parse_bound(data: bytes, name: str) -> ElementTree.Element:
    """The tree of a part that uses prefixes it does not declare: the usual ones mean what they always mean, others nothing."""
    missing = sorted(set(_USED.findall(data)) - set(_BOUND.findall(data)) - {b"xml", b"xmlns"})
    bindings = b"".join(b' xmlns:%s="%s"' % (prefix, _KNOWN.get(prefix, b"urn:inconnu:" + prefix)) for prefix in missing[:100])
    try:
        return _parse(_ROOT.sub(lambda found: found[0] + bindings, data, count=1))
    except ElementTree.ParseError:
        raise Illisible(f"{_place(name)} emploie des préfixes sans les déclarer : rouvrez le document et enregistrez-le de nouveau.") from None


def _transitional(found: re.Match[bytes]) -> bytes:
    """The namespaces of strict OOXML, as those of the usual form."""
    kind = found[2]
    return found[1] + b"http://schemas.openxmlformats.org/" + kind + b"/2006/"


def _check_depth(root: ElementTree.Element, name: str) -> None:
    level = [root]
    for _ in range(MAX_PROFONDEUR - 1):  # the last one holds nothing more
        level = [child for element in level for child in element if len(child)]
        if not level:
            return
    raise Illisible(f"{_place(name)} emboîte plus de {MAX_PROFONDEUR} niveaux de balises : {ETRANGE}")
