"""A zip archive from anywhere: every claim of its directory is checked, every byte is counted while it is inflated, nothing is written.

The standard library's reader believes too much (sizes, overlaps, two entries of one name); the format is simple enough to be read here.
Source: APPNOTE.TXT, §4.3 (headers), §4.5.3 (zip64).
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from .document import Avertissement, Illisible

MAX_FICHIER = 20_000_000  # octets of the file itself
MAX_ENTREES = 2_000
MAX_PARTIE = 50_000_000  # octets of one part, inflated
MAX_TOTAL = 200_000_000  # octets of all parts, inflated
MAX_RATIO = 200  # inflated over deflated…
RATIO_LIBRE = 1_000_000  # …beyond this size: a small part that repeats itself is no bomb

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCATOR = 20
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_STRANGE = frozenset(("__proto__", "constructor", "prototype", "tostring", "valueof", "hasownproperty"))

ETRANGE = "ce n’est pas un document ordinaire, il n’est pas ouvert : demandez-en une autre copie, ou le même contrat en PDF."
ABIME = "fichier tronqué ou abîmé : demandez-en une nouvelle copie, ou rouvrez-le dans votre traitement de texte et enregistrez-le de nouveau."


@dataclass(frozen=True, slots=True)
class Entree:
    """An entry, as its two headers agree to describe it: `debut` and `taille` of its octets in the file, `nue` once inflated."""

    nom: str
    methode: int
    crc: int
    debut: int
    taille: int
    nue: int


class Archive:
    """The entries of a zip. Names are found whatever their case, as Open Packaging wants. Raises Illisible."""

    def __init__(self, octets: bytes):
        if len(octets) > MAX_FICHIER:
            raise Illisible(trop_gros())
        self._octets = octets
        self._inflated = 0
        self.avertissements: list[Avertissement] = []
        self.entrees: dict[str, Entree] = {}
        self._open()

    @property
    def noms(self) -> list[str]:
        return [entree.nom for entree in self.entrees.values()]

    def __contains__(self, nom: str) -> bool:
        return nom.lower() in self.entrees

    def lire(self, nom: str) -> bytes:
        """A part, inflated. Raises Illisible: it is missing, damaged, or beyond the limits."""
        entree = self.entrees.get(nom.lower())
        if entree is None:
            raise Illisible(f"la partie « {montrable(nom)} » manque : {ABIME}")
        stored = memoryview(self._octets)[entree.debut : entree.debut + entree.taille]
        if entree.methode == 0:
            data = bytes(stored[: MAX_PARTIE + 1])
        else:
            allowed = min(MAX_PARTIE, max(RATIO_LIBRE, MAX_RATIO * entree.taille))
            inflater = zlib.decompressobj(-15)
            try:
                data = inflater.decompress(stored, allowed + 1)  # stops there, whatever the headers say
            except zlib.error:
                raise Illisible(ABIME) from None
            if len(data) > allowed:
                raise Illisible(f"la partie « {montrable(nom)} » se décompresse au-delà des limites ({MAX_PARTIE // 1_000_000} Mo, {MAX_RATIO} fois sa taille) : {ETRANGE}")
            if not inflater.eof or inflater.unused_data:
                raise Illisible(ABIME)
        self._inflated += len(data)
        if len(data) > MAX_PARTIE or self._inflated > MAX_TOTAL:
            raise Illisible(f"document de plus de {MAX_TOTAL // 1_000_000} Mo une fois décompressé : ôtez-en les images, ou enregistrez-le sans elles.")
        if len(data) != entree.nue or zlib.crc32(data) != entree.crc:
            raise Illisible(ABIME)
        return data

    # ------------------------------------------------------------ directory
    def _open(self) -> None:
        count, size, offset, last = self._end()
        if count > MAX_ENTREES:
            raise Illisible(f"archive de plus de {MAX_ENTREES} parties : {ETRANGE}")
        shift = last - size - offset  # octets glued before the archive
        if shift < 0 or size < count * _CENTRAL.size:
            raise Illisible(ABIME)
        if shift:
            self._warn("prefixe-colle", f"{shift} octets précèdent le document dans le fichier : il se présente comme deux formats à la fois ; seul le document est lu.")
        place, ranges, total = offset + shift, [], 0
        for _ in range(count):
            entree, first, place = self._entry(place, last, shift)
            ranges.append((first, entree.debut + entree.taille))
            total += entree.nue
            if entree.nom.endswith("/"):
                continue
            if entree.nom.lower() in self.entrees:
                raise Illisible(f"deux parties portent le nom « {montrable(entree.nom)} » : deux lecteurs y verraient deux textes. Rouvrez le document et enregistrez-le de nouveau.")
            self.entrees[entree.nom.lower()] = entree
        if place != last:
            raise Illisible(ABIME)
        if total > MAX_TOTAL:
            raise Illisible(f"document de plus de {MAX_TOTAL // 1_000_000} Mo une fois décompressé : ôtez-en les images, ou enregistrez-le sans elles.")
        ranges.sort()
        limit = offset + shift
        if any(end > start for (_, end), (start, _) in zip(ranges, [*ranges[1:], (limit, limit)])):
            raise Illisible(f"deux parties du fichier se recouvrent : {ETRANGE}")
        strange = [entree.nom for entree in self.entrees.values() if _strange(entree.nom)]
        if strange:
            self._warn("noms-suspects", f"le fichier contient des parties aux noms anormaux ({montrable(', '.join(strange))}) : elles ne sont pas lues.")

    def _end(self) -> tuple[int, int, int, int]:
        """Number of entries, size and place of the directory, and where it ends in the file."""
        octets = self._octets
        found = octets.rfind(b"PK\5\6", max(0, len(octets) - _END.size - 65_535))
        if found < 0 or found + _END.size > len(octets):
            raise Illisible(ABIME)
        _, disk, first_disk, here, count, size, offset, comment = _END.unpack_from(octets, found)
        if found + _END.size + comment > len(octets):
            raise Illisible(ABIME)
        if found + _END.size + comment < len(octets):
            self._warn("octets-ajoutes", "des octets suivent la fin du document dans le fichier : ils ne sont pas lus.")
        if 0xFFFF in (here, count) or 0xFFFFFFFF in (size, offset):
            found -= _LOCATOR + _END64.size
            if found < 0 or octets[found : found + 4] != b"PK\6\6" or octets[found + _END64.size :][:4] != b"PK\6\7":
                raise Illisible(ABIME)
            _, _, _, _, disk, first_disk, here, count, size, offset = _END64.unpack_from(octets, found)
        if disk or first_disk or here != count:
            raise Illisible("archive en plusieurs volumes : assemblez-la, ou enregistrez le document en un seul fichier.")
        return count, size, offset, found

    def _entry(self, place: int, last: int, shift: int) -> tuple[Entree, int, int]:
        """The entry at this place of the directory, where its local header begins, and the place after."""
        octets = self._octets
        if place + _CENTRAL.size > last:
            raise Illisible(ABIME)
        signature, _, _, flags, method, _, _, crc, size, plain, name_size, extra_size, comment_size, _, _, _, local = _CENTRAL.unpack_from(octets, place)
        name_at = place + _CENTRAL.size
        after = name_at + name_size + extra_size + comment_size
        if signature != b"PK\1\2" or after > last:
            raise Illisible(ABIME)
        raw = octets[name_at : name_at + name_size]
        name = raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
        plain, size, local = _zip64(octets[name_at + name_size : after - comment_size], [plain, size, local])
        if flags & _ENCRYPTED:
            raise Illisible("document protégé par un mot de passe : enregistrez-en une copie sans mot de passe.")
        if method not in (0, 8):
            raise Illisible(f"la partie « {montrable(name)} » est comprimée d’une façon qu’aucun traitement de texte n’emploie : ouvrez le document et enregistrez-le de nouveau.")
        local += shift
        if local + _LOCAL.size > last:
            raise Illisible(ABIME)
        header = _LOCAL.unpack_from(octets, local)
        start = local + _LOCAL.size + header[9] + header[10]
        same = header[0] == b"PK\3\4" and header[3] == method and octets[local + _LOCAL.size : local + _LOCAL.size + header[9]] == raw
        if not same or start + size > last or (method == 0 and size != plain):
            raise Illisible(ABIME)
        if header[2] & _ENCRYPTED:
            raise Illisible("document protégé par un mot de passe : enregistrez-en une copie sans mot de passe.")
        return Entree(name, method, crc, start, size, plain), local, after

    def _warn(self, code: str, message: str) -> None:
        self.avertissements.append(Avertissement(code, message))


def trop_gros() -> str:
    """The refusal of a file over the limit."""
    return f"fichier de plus de {MAX_FICHIER // 1_000_000} Mo : ôtez-en les images, ou enregistrez-le sans elles."


def montrable(texte: str, longueur: int = 80) -> str:
    """A text of the file, fit for a message: short, on one line, without control nor direction marks."""
    shown = "".join(char if char.isprintable() else "�" if not char.isspace() else " " for char in texte[: longueur * 2])
    shown = " ".join(shown.split())
    return shown if len(shown) <= longueur else shown[: longueur - 1] + "…"


def _zip64(extra: bytes, values: list[int]) -> list[int]:
    """Sizes and place, read in the zip64 extra field where the header says they are there."""
    if 0xFFFFFFFF not in values:
        return values
    place = 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, place)
        if kind == 1:
            numbers = iter(struct.unpack_from(f"<{min(size, len(extra) - place - 4) // 8}Q", extra, place + 4))
            values = [next(numbers, -1) if value == 0xFFFFFFFF else value for value in values]
            break
        place += 4 + size
    if not all(0 <= value <= MAX_TOTAL for value in values):
        raise Illisible(ABIME)
    return values


def _strange(name: str) -> bool:
    """A name that means to leave its folder, or to upset a reader."""
    steps = name.replace("\\", "/").split("/")
    return "\\" in name or ":" in name or steps[0] == "" or ".." in steps or not name.isprintable() or any(step.lower() in _STRANGE for step in steps)
