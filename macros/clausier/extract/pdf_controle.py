"""What is to be known of a PDF before its pages are opened: what its streams weigh once inflated, drawings that draw themselves, scripts and programs.

Every stream of a PDF is in plain sight in its bytes, so this needs neither its tables nor its tree. One pass; no page is drawn.
Source: ISO 32000-1 §7.3.8 (streams), §7.4 (filters), §8.10 (form XObjects), §12.6 (actions).
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

from .document import Avertissement, Illisible
from .normaliser import avertir

FLUX = 50_000_000  # bytes of one stream, inflated
TOTAL = 200_000_000
TOURS = 4  # filters one over another
OBJETS = 500_000
LETTRES = 2_000_000  # bytes written as letters; no page of text has more
_REPERE = re.compile(rb"(?<![0-9])([0-9]{1,9})[ \t\r\n]{1,8}[0-9]{1,5}[ \t\r\n]{1,8}obj(?![a-z])|(?<![a-z])stream\r?\n")
_ECHAPPE = re.compile(rb"#([0-9a-fA-F]{2})")
_IMAGE = re.compile(rb"/Subtype[ \t\r\n]{0,9}/Image(?![A-Za-z])")
_FORME = re.compile(rb"/Subtype[ \t\r\n]{0,9}/Form(?![A-Za-z])")
_DESSINS = re.compile(rb"/XObject[ \t\r\n]{0,9}(?:<<([^<>]{0,100000})>>|([0-9]{1,9})[ \t\r\n]{1,9}[0-9]{1,5}[ \t\r\n]{1,9}R)")
_RESSOURCES = re.compile(rb"/Resources[ \t\r\n]{0,9}([0-9]{1,9})[ \t\r\n]{1,9}[0-9]{1,5}[ \t\r\n]{1,9}R")
_RENVOI = re.compile(rb"(?<![0-9])([0-9]{1,9})[ \t\r\n]{1,9}[0-9]{1,5}[ \t\r\n]{1,9}R(?![A-Za-z])")
_PREMIERS = re.compile(rb"^[0-9 \t\r\n]{1,2000000}")
_DANGERS = (
    (b"/JavaScript", "contenu-actif", "Le PDF contient un script ; il n’a pas été exécuté."),
    (b"/Launch", "contenu-actif", "Le PDF demande à lancer un programme ou un fichier ; rien n’a été lancé."),
    (b"/SubmitForm", "contenu-actif", "Le PDF peut envoyer ce qu’on y saisit à une adresse ; rien n’a été envoyé."),
    (b"/GoToR", "lien-distant", "Le PDF renvoie à un autre fichier ; il n’a pas été ouvert."),
    (b"/EmbeddedFile", "objet-incorpore", "Le PDF contient un fichier joint ; il n’a pas été lu. Un contrat peut s’y trouver : vérifiez-le à part."),
)


def controler(octets: bytes, avertissements: list[Avertissement]) -> None:
    """Adds « contenu-actif », « lien-distant », « objet-incorpore ». Raises Illisible on what would weigh too much, or never end."""
    weight = 0
    found: set[bytes] = set()
    forms: dict[int, bytes] = {}  # object → its dictionary, of the drawings used again
    others: dict[int, bytes] = {}  # the objects that may hold their resources
    for number, head, start, end in _objets(octets):
        plain = _ECHAPPE.sub(lambda code: bytes([int(code[1], 16)]), head) if b"#" in head else head
        found |= {name for name, _, _ in _DANGERS if name in plain}
        if start and not _IMAGE.search(plain):
            bundle = b"/ObjStm" in plain
            held, inflated = _degonfler(memoryview(octets)[start:end], plain, bundle, weight)
            weight += inflated
            if bundle:
                found |= {name for name, _, _ in _DANGERS if name in held}
                others |= _reunis(held)
        if start and _FORME.search(plain):
            forms[number] = plain
        elif b"/XObject" in plain or len(plain) < 2000:
            others[number] = plain
    _sans_boucle(forms, others)
    for name, code, message in _DANGERS:
        if name in found:
            avertir(avertissements, code, message)


def _objets(octets: bytes) -> Iterator[tuple[int, bytes, int, int]]:
    """Each object: its number, its first bytes up to the stream (or the next object), and the bounds of the stream (0, 0: none)."""
    place, number, begun, count = 0, -1, 0, 0
    closing = octets.find(b"endstream")
    while mark := _REPERE.search(octets, place):
        place = mark.end()
        if mark[1] is not None:
            if number >= 0:
                yield number, octets[begun : min(mark.start(), begun + 200_000)], 0, 0
            number, begun, count = int(mark[1]), mark.end(), count + 1
            if count > OBJETS:
                raise Illisible(f"le PDF contient plus de {OBJETS} objets : imprimez-le en PDF, ou enregistrez le contrat en .docx.")
            continue
        if 0 <= closing < place:
            closing = octets.find(b"endstream", place)
        end = closing if closing >= 0 else len(octets)
        yield number, octets[begun : min(mark.start(), begun + 200_000)] if number >= 0 else b"", place, end
        place, number = end, -1
    if number >= 0:
        yield number, octets[begun : begun + 200_000], 0, 0


def _degonfler(data: memoryview, head: bytes, keep: bool, already: int) -> tuple[bytes, int]:
    """What a stream holds (kept only if asked), and how much it weighs. Deflate over deflate is undone piece by piece, never whole."""
    source: bytes | memoryview = data
    if b"ASCII" in head or b"/AHx" in head or b"/A85" in head:
        source = _texte(bytes(data), head) if len(data) <= LETTRES else b""
    if not _est_zlib(bytes(source[:2])):
        return b"", 0
    layers = [zlib.decompressobj()]
    kept: list[bytes] = []
    weight = 0

    def undo(rank: int, piece: bytes, first: bool) -> None:
        nonlocal weight
        for out in _tranches(layers[rank], piece):
            weight += len(out)
            if weight > FLUX or already + weight > TOTAL:
                raise Illisible("le PDF est piégé ou démesuré : un de ses éléments pèse, une fois décompressé, plus de 50 Mo. Imprimez-le en PDF depuis un lecteur, et vérifiez cette copie.")
            if first and rank + 1 == len(layers) and _est_zlib(out):
                if len(layers) == TOURS:
                    raise Illisible(f"le PDF est piégé : un de ses éléments est compressé plus de {TOURS} fois sur lui-même. Imprimez-le en PDF depuis un lecteur, et vérifiez cette copie.")
                layers.append(zlib.decompressobj())
            if rank + 1 < len(layers):
                undo(rank + 1, out, first)
            elif keep:
                kept.append(out)
            first = False

    for start in range(0, len(source), 1 << 16):
        undo(0, bytes(source[start : start + (1 << 16)]), start == 0)
    return b"".join(kept), weight


def _est_zlib(data: bytes) -> bool:
    return len(data) >= 2 and data[0] & 15 == 8 and (data[0] << 8 | data[1]) % 31 == 0


def _tranches(inflater, piece: bytes) -> Iterator[bytes]:
    """The output of a piece, 1 MB at a time; what cannot be inflated ends there."""
    try:
        while piece and not inflater.eof:
            out = inflater.decompress(piece, 1 << 20)
            if out:
                yield out
            piece = inflater.unconsumed_tail
    except zlib.error:
        return


def _texte(data: bytes, head: bytes) -> bytes:
    """Bytes written as letters."""
    try:
        if b"85" in head:
            return base64.a85decode(b"".join(data.split()).removesuffix(b"~>"))
        return binascii.unhexlify(b"".join(data.split()).rstrip(b">"))
    except ValueError:
        return b""


def _reunis(held: bytes) -> dict[int, bytes]:
    """The objects of an object stream: pairs of numbers and places, then the objects."""
    head = _PREMIERS.match(held)
    numbers = [int(number) for number in head[0].split()[:200_000]] if head else []
    start = len(head[0]) if head else 0
    places = [start + place for place in numbers[1::2]]
    return {number: held[a : min(b, a + 100_000)] for number, a, b in zip(numbers[::2], places, [*places[1:], len(held)])}


def _sans_boucle(forms: dict[int, bytes], others: dict[int, bytes]) -> None:
    """Raises Illisible when a drawing uses itself, through others or not."""
    uses = {number: _dessins(head, others) & forms.keys() for number, head in forms.items()}
    waiting = {number: len(used) for number, used in uses.items()}
    users: dict[int, list[int]] = {}
    for number, used in uses.items():
        for other in used:
            users.setdefault(other, []).append(number)
    free = [number for number, count in waiting.items() if count == 0]
    seen = 0
    while free:
        seen += 1
        for user in users.get(free.pop(), ()):
            waiting[user] -= 1
            if waiting[user] == 0:
                free.append(user)
    if seen < len(forms):
        raise Illisible("le PDF est piégé : un de ses dessins se contient lui-même. Imprimez-le en PDF depuis un lecteur, et vérifiez cette copie.")


def _dessins(head: bytes, others: dict[int, bytes]) -> set[int]:
    """The drawings that the resources of this one name."""
    away = _RESSOURCES.search(head)
    resources = others.get(int(away[1]), b"") if away else head
    found = _DESSINS.search(resources)
    if not found:
        return set()
    names = found[1] if found[1] is not None else others.get(int(found[2]), b"")
    return {int(number) for number in _RENVOI.findall(names)}
