"""Folding: a text without case nor accent, one character for one, so that a place in the folded text is a place in the text.

The browser's twin reads `table`, through `mots.exportees`.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LATIN = ((0x41, 0x5B), (0xC0, 0x250), (0x1E00, 0x1F00))
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u2032\u00b4`"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2212"
_ONES = {"œ": "e", "Œ": "e", "æ": "e", "Æ": "e", "ß": "s", "ø": "o", "Ø": "o", "đ": "d", "ł": "l"}  # « oe » et « ae » se lisent « e » (`_reduced`)


@lru_cache(maxsize=1)
def table() -> dict[int, str]:
    """What each character becomes, by its code point; the others stay."""
    found = {}
    for first, end in _LATIN:
        for code in range(first, end):
            plain = unicodedata.normalize("NFD", chr(code).lower())[0]
            if plain.isascii() and plain != chr(code):
                found[code] = plain
    for marks, to in ((_SPACES, " "), (_APOSTROPHES, "'"), (_HYPHENS, "-")):
        found |= dict.fromkeys(map(ord, marks), to)
    return found | {ord(char): to for char, to in _ONES.items()}


@lru_cache(maxsize=2)
def _octets(codec: str) -> bytes:
    """The folding of the characters of an eight-bit codec."""
    folding, found = table(), bytearray(range(256))
    for code in range(256):
        char = bytes([code]).decode(codec, "ignore")
        if char:
            found[code] = folding.get(ord(char), char).encode(codec)[0]
    return bytes(found)


def plier(text: str) -> str:
    """Without case nor accent, as many characters. Nearly all French goes through eight bits, ten times as fast as by code points."""
    if not text.isascii():
        try:
            return text.replace("’", "'").replace("–", "-").encode("latin-1").translate(_octets("latin-1")).decode("latin-1")
        except UnicodeEncodeError:
            pass
        try:
            return text.replace("\u202f", " ").encode("cp1252").translate(_octets("cp1252")).decode("cp1252")
        except UnicodeEncodeError:
            pass
    return text.translate(table())
