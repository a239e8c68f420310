"""The number at the head of an article, a section, an annex or an item of a list: « Article 5 – », « V. – », « 5.1 », « A/ », « a) »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_MOT = r"(art[il1]cle|art\.?|chapitre|titre|section|sous-section|partie|livre|annexes?|appendice|clause)"
_NUMERO = r"(premier|première|unique|préliminaire|1er|1ère|[0-9]{1,3}(?:[.-][0-9]{1,3}){0,3}|[0-9lio]{1,3}|[ivxlc]{1,7}|[a-z](?:[.-]?[0-9]{1,2})?)(?: ?(bis|ter|quater))?"
_NOMME = re.compile(rf"^{_MOT} ?(?:n ?° ?)?{_NUMERO}(?![0-9a-zà-ÿ])", re.I)
_ANNEXE_SEULE = re.compile(r"^(annexes?|appendice)(?= ?[-–—:(]|$| [A-ZÀ-Ý«])", re.I)
_SEPARATEUR = re.compile(r"^ ?°?[.):/]{0,2}(?: ?[-–—:.])? ?")
_DECIMAL = re.compile(r"^(?:§ ?)?((?:[IVX]{1,5}|[A-Z])[.-]?)?([0-9]{1,3}(?:\.[0-9]{1,3}){0,4})(?: ?(bis|ter|quater)(?![a-z]))?(?![0-9]|[,.][0-9])")
_ROMAIN = re.compile(r"^([IVX]{1,7})(?= ?[.)/:–—-])")
_LETTRE = re.compile(r"^([A-KN-Z])(?= ?[.)/–—-] ?[^A-Z.' ’]| ?[.)/–—-] [A-ZÀ-Ý])")
_MINUSCULE = re.compile(r"^(?:([a-z]|[ivx]{1,5}|[0-9]{1,2}) ?\)|\(([A-Za-z]|[ivx]{1,5}|[0-9]{1,2})\)|([a-z]|[ivx]{2,5})\. ) ?")
_ROMAINS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PREMIERS = {"premier": 1, "première": 1, "unique": 1, "1er": 1, "1ère": 1, "préliminaire": 0}
TETE = 80  # letters: no label is half as long
_LU = str.maketrans("lLiIoO", "111100")  # an OCR reads « l2 » for « 12 »


@dataclass(frozen=True, slots=True)
class Etiquette:
    """`genre`: article, annexe, titre (and its kin: chapitre, section, partie…), decimal, romain, lettre or minuscule; `numero` as one says it;
    `valeur`: its numbers; `fin`: where what it announces begins; `ferme`: is there a sign between the number and the rest?"""

    genre: str
    numero: str
    valeur: tuple[int, ...]
    fin: int
    ferme: bool


def etiquette(texte: str) -> Etiquette | None:
    """The label that this line begins with, if any."""
    return _en_tete(texte[:TETE]) if texte and (texte[0].isalnum() or texte[0] in "(§") else None


def oublier() -> None:
    """Forgets the labels read: nothing of a document stays after it."""
    _en_tete.cache_clear()


@lru_cache(maxsize=50_000)  # the steps of `structure` ask it of the same blocks
def _en_tete(texte: str) -> Etiquette | None:
    return _nommee(texte) or _decimale(texte) or _seule(texte, _ROMAIN, "romain") or _seule(texte, _LETTRE, "lettre") or _minuscule(texte)


def _nommee(texte: str) -> Etiquette | None:
    if texte[0].islower():  # « l’article 5 », cut by the end of a line
        return None
    found = _NOMME.match(texte)
    if not found or not _numbered(found[2], found[1].lower()):
        alone = _ANNEXE_SEULE.match(texte)
        return _close(texte, "annexe", "", (), alone.end()) if alone else None
    word, number, more = found[1].lower(), found[2], found[3]
    after = texte[found.end() : found.end() + 3]
    if number in "LRDlrd" and after.lstrip(". ")[:1].isdigit():  # « article L. 441-10 »
        return None
    kind = "article" if word.startswith(("art", "clause")) else "annexe" if word.startswith(("annexe", "appendice")) else word
    value, said = _value(number)
    return _close(texte, kind, said + (f" {more}" if more else ""), value, found.end())


def _numbered(number: str, word: str) -> bool:
    """Is it a number, not the first letters of a word nor an article of speech (« annexe à », « titre I » is one)?"""
    if number.isalpha() and number.lower() not in _PREMIERS:
        return number.isupper() or word == "article" and set(number) <= set("lI")
    return True


def _value(number: str) -> tuple[tuple[int, ...], str]:
    low = number.lower()
    if low in _PREMIERS:
        return (_PREMIERS[low],), "1" if _PREMIERS[low] else low
    parts = re.split(r"[.-]", number)
    if number[0].isdigit() or any(sign.isdigit() for sign in number) and set(low) <= set("lio0123456789"):
        parts = [part.translate(_LU) for part in parts]
        return tuple(map(int, parts)), ".".join(str(int(part)) for part in parts)
    if set(low) <= set("l") or low == "i":
        return (1,), "1" if low != "i" else "I"
    if set(low) <= set(_ROMAINS) and low not in ("l", "c"):
        return (romain(low),), number.upper()
    head = number[0].upper()
    tail = "".join(sign for sign in number[1:] if sign.isdigit())
    return (ord(head) - 64, *((int(tail),) if tail else ())), number.upper()


def romain(number: str) -> int:
    """The value of a Roman number."""
    values = [_ROMAINS[sign] for sign in number.lower()]
    return sum(-value if after > value else value for value, after in zip(values, [*values[1:], 0]))


def _close(texte: str, kind: str, number: str, value: tuple[int, ...], end: int) -> Etiquette:
    sign = _SEPARATEUR.match(texte[end : end + 8])
    closed = bool(sign[0].strip()) or end + len(sign[0]) >= len(texte)
    return Etiquette(kind, number, value, end + len(sign[0]), closed)


def _decimale(texte: str) -> Etiquette | None:
    found = _DECIMAL.match(texte)
    if not found:
        return None
    head, numbers = found[1] or "", found[2]
    after = texte[found.end() : found.end() + 1]
    if after and after not in " .):/°-–—" or len(numbers) == 3 and "." not in numbers and not head:
        return None
    value = tuple(int(part) for part in numbers.split("."))
    if head:
        letters = head.rstrip(".-").lower()
        value = (romain(letters) if set(letters) <= set("ivx") else ord(letters[0]) - 96, *value)
    elif numbers.startswith("0") and numbers != "0" and not numbers.startswith(("0.", "01", "02", "03", "04", "05", "06", "07", "08", "09")):
        return None
    label = _close(texte, "decimal", head + numbers + (f" {found[3]}" if found[3] else ""), value, found.end())
    rest = texte[label.fin : label.fin + 1]
    return None if rest.isdigit() and not texte[label.fin - 1 : label.fin].isspace() else label


def _seule(texte: str, pattern: re.Pattern, kind: str) -> Etiquette | None:
    found = pattern.match(texte)
    if not found:
        return None
    label = _close(texte, kind, found[1], (romain(found[1]) if kind == "romain" else ord(found[1]) - 64,), found.end())
    return label if texte[label.fin - 1 : label.fin] in (" ", "/", ")") or label.fin >= len(texte) else None


def _minuscule(texte: str) -> Etiquette | None:
    found = _MINUSCULE.match(texte)
    if not found:
        return None
    sign = found[1] or found[2] or found[3]
    return Etiquette("minuscule", sign, (int(sign),) if sign.isdigit() else (ord(sign[0].lower()) - 96,), found.end(), True)
