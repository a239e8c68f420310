"""Comments put into a DOCX that is not ours: the other parts keep their octets, the text of the main part does not change.

A paragraph is found by its rank among those of the main part (`Bloc.ancre`). Source: ISO/IEC 29500-1 §17.13.4 (comments), 29500-2 (packages).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

from ..extract.archive import Archive
from ..extract.document import Illisible
from ..extract.paquet import TYPES, Paquet
from ..extract.xml_sur import utf8
from ..render import office_zip

_WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_LIENS = ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
_PAQUET = "http://schemas.openxmlformats.org/package/2006"
_GENRE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PROLOGUE = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DECLARATION = re.compile(rb"\A\s*<\?xml[^>]*\?>\s*")
_NUMERO = re.compile(rb'<(?:[A-Za-z0-9_.-]+:)?comment\s[^<>]*?:id="([0-9]{1,9})"')
_INTERDITS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BALISE = re.compile(rb"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_REFAIRE = "le document ne se relit pas : enregistrez-le à nouveau en .docx, ou lisez le rapport HTML"


@dataclass(frozen=True, slots=True)
class Commentaire:
    """A comment on the paragraph of that rank: its head, in bold, then its paragraphs."""

    rang: int
    tete: str
    textes: tuple[str, ...]


def poser(octets: bytes, comments: Sequence[Commentaire]) -> bytes:
    """The file with these comments. Raises ValueError (French) when it cannot bear them."""
    try:
        archive = Archive(octets)
        package = Paquet(archive)
        main = archive.entrees[package.principale().lower()].nom
        changed = _avec(package, main, comments)
    except Illisible as error:
        raise ValueError(str(error)) from None
    kept = [entree for entree in archive.entrees.values() if entree.nom not in changed]
    parts = {entree.nom: office_zip.Part(entree.nom, entree.methode, entree.crc, entree.nue, octets[entree.debut : entree.debut + entree.taille]) for entree in kept}
    parts |= {name: office_zip.part(name, data) for name, data in changed.items()}
    first = archive.entrees[TYPES.lower()].nom
    return office_zip.pack([parts.pop(first), *parts.values()])


def _avec(package: Paquet, main: str, comments: Sequence[Commentaire]) -> dict[str, bytes]:
    """The parts that change, by name."""
    archive = package.archive
    known = package.lie(main, "comments")
    before = _lue(archive, known) if known else b""
    numbers = range(max(map(int, _NUMERO.findall(before)), default=-1) + 1, 2**31)
    text = _lue(archive, main)
    space = next((rank for rank, uri in enumerate(_WORD) if uri.encode() in text), 0)
    changed = {main: _marquer(text, [comment.rang for comment in comments], numbers, _WORD[space])}
    body = "".join(_commentaire(number, comment, _WORD[space]) for number, comment in zip(numbers, comments)).encode()
    if known:
        name = archive.entrees[known.lower()].nom
        return changed | {name: _avant_la_fin(before, "comments", body)}
    folder, _, base = main.rpartition("/")
    folder += "/" if folder else ""
    name, rels = f"{folder}clausier-commentaires.xml", f"{folder}_rels/{base}.rels"
    link = f'<Relationship xmlns="{_PAQUET}/relationships" Id="rClausier" Type="{_LIENS[space]}/comments" Target="clausier-commentaires.xml"/>'.encode()
    held = archive.entrees[rels.lower()].nom if rels in archive else rels
    links = _lue(archive, held) if rels in archive else _PROLOGUE + f'<Relationships xmlns="{_PAQUET}/relationships"/>'.encode()
    kind = f'<Override xmlns="{_PAQUET}/content-types" PartName="/{name}" ContentType="{_GENRE}"/>'.encode()
    types = archive.entrees[TYPES.lower()].nom
    return changed | {
        name: _PROLOGUE + f'<w:comments xmlns:w="{_WORD[space]}">'.encode() + body + b"</w:comments>",
        held: _avant_la_fin(links, "Relationships", link),
        types: _avant_la_fin(_lue(archive, types), "Types", kind),
    }


def _lue(archive: Archive, name: str) -> bytes:
    """A part in UTF-8, and saying so."""
    data = utf8(archive.lire(name), name).removeprefix(b"\xef\xbb\xbf")
    return _PROLOGUE + _DECLARATION.sub(b"", data, count=1)


def _avant_la_fin(xml: bytes, root: str, piece: bytes) -> bytes:
    """The part with `piece` as the last child of its root."""
    closing = list(re.finditer(rb"</(?:[A-Za-z0-9_.-]+:)?%s\s*>" % root.encode(), xml))
    if closing:
        place = closing[-1].start()
        return xml[:place] + piece + xml[place:]
    empty = re.search(rb"<((?:[A-Za-z0-9_.-]+:)?%s)(?=[\s/])[^<>]*/>" % root.encode(), xml)
    if empty is None:
        raise ValueError(_REFAIRE)
    return xml[: empty.end() - 2] + b">" + piece + b"</" + empty[1] + b">" + xml[empty.end() :]


def _commentaire(number: int, comment: Commentaire, space: str) -> str:
    paragraphs = [f'<w:p><w:r><w:rPr><w:b/></w:rPr>{_texte(comment.tete)}</w:r></w:p>', *(f"<w:p><w:r>{_texte(text)}</w:r></w:p>" for text in comment.textes)]
    return f'<w:comment xmlns:w="{space}" w:id="{number}" w:author="Clausier" w:initials="C">{"".join(paragraphs)}</w:comment>'


def _texte(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(_INTERDITS.sub("", text))}</w:t>'


# ---------------------------------------------------------------- the main part
def _marquer(xml: bytes, ranks: Sequence[int], numbers: Sequence[int], space: str) -> bytes:
    """The main part with the range and the mark of each comment."""
    places, prefix = _paragraphes(xml, set(ranks))
    bound = "" if prefix == "w" else f' xmlns:w="{space}"'
    inserts: list[tuple[int, bytes]] = []
    for number, rank in zip(numbers, ranks):
        if rank not in places:
            raise ValueError(_REFAIRE)
        start, end = places[rank]
        mark = f'<w:commentRangeEnd{bound} w:id="{number}"/><w:r{bound}><w:commentReference w:id="{number}"/></w:r>'
        inserts += [(start, f'<w:commentRangeStart{bound} w:id="{number}"/>'.encode()), (end, mark.encode())]
    out, last = [], 0
    for place, piece in sorted(inserts, key=lambda insert: insert[0]):  # in their order where places are equal: an empty paragraph opens, then closes
        out += [xml[last:place], piece]
        last = place
    return b"".join([*out, xml[last:]])


@dataclass(slots=True)
class _Ouvert:
    """A paragraph being read: its rank, its depth, and whether its properties are the element just opened."""

    rang: int
    profondeur: int
    proprietes: bool = False


def _paragraphes(xml: bytes, wanted: set[int]) -> tuple[dict[int, tuple[int, int]], str]:
    """Of each paragraph wanted, the octets after its properties and before its end (those of the paragraph that bears it, in a text box, where Word
    takes no comment); the prefix of the Word namespace."""
    reader = _Lecteur(xml, wanted)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.StartElementHandler, parser.EndElementHandler = reader.ouvre, reader.ferme
    reader.place = lambda: parser.CurrentByteIndex
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise ValueError(_REFAIRE) from None
    return {rank: reader.bornes[bearer] for rank, bearer in reader.porteurs.items() if bearer in reader.bornes}, reader.prefixe


class _Lecteur:
    def __init__(self, xml: bytes, wanted: set[int]):
        self.xml, self.voulus = xml, wanted
        self.rang, self.profondeur, self.prefixe = -1, 0, ""
        self.pile: list[_Ouvert] = []
        self.debuts: dict[int, int] = {}
        self.bornes: dict[int, tuple[int, int]] = {}
        self.porteurs: dict[int, int] = {}  # paragraph wanted → the one that bears its comments
        self.place = lambda: 0

    def ouvre(self, name: str, attributes: dict) -> None:
        self.profondeur += 1
        uri, _, rest = name.partition(" ")
        local, _, prefix = rest.partition(" ")
        if uri not in _WORD:
            return
        if local == "p":
            self.prefixe = prefix
            self.rang += 1
            self.pile.append(_Ouvert(self.rang, self.profondeur))
            if self.rang in self.voulus:
                self.porteurs[self.rang] = self.pile[0].rang
            if len(self.pile) == 1:
                self.debuts[self.rang] = self._apres()
        elif local == "pPr" and self.pile and self.profondeur == self.pile[-1].profondeur + 1:
            self.pile[-1].proprietes = True

    def ferme(self, name: str) -> None:
        uri, _, rest = name.partition(" ")
        current = self.pile[-1] if self.pile and uri in _WORD else None
        if current and self.profondeur == current.profondeur:
            self.pile.pop()
            if not self.pile and self.place() >= self.debuts[current.rang]:  # else « <w:p/> »
                self.bornes[current.rang] = (self.debuts[current.rang], self.place())
        elif current and current.proprietes and self.profondeur == current.profondeur + 1 and rest.partition(" ")[0] == "pPr":
            current.proprietes = False
            if len(self.pile) == 1:
                self.debuts[current.rang] = self._apres()
        self.profondeur -= 1

    def _apres(self) -> int:
        """Where the tag just read ends."""
        return _BALISE.match(self.xml, self.place()).end()
