"""Words as the search compares them: without case, accents nor plural. One table, read here and exported to the browser.

The browser's twin is docs/assets/clausier/plier.js; tests/vectors/plier.yml holds both to the same answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

# « L. 441-10 » and « L441-10 » are one word; so are « 441-10 » and « 24h ». ASCII only: both languages read it the same way.
WORD = r"([lrd])\.? ?(?=[0-9])([0-9]+(?:-[0-9]+)*)(?![a-z0-9])|[0-9]+(?:-[0-9]+)+(?![a-z0-9])|[a-z0-9]+"
PLURALS = (("eaux", "eau"), ("aux", "al"), ("ss", "ss"), ("s", ""))  # the first that ends the word
IRREGULAR = {"travaux": "travail", "baux": "bail"}
LONG_ENOUGH = 4  # shorter words keep their « s »
LETTERS = "lrd"  # of an article: « 441-10 » finds « L441-10 »
EMPTY = frozenset(
    """au aux avec ce ces cet cette ci dans de des du elle elles en est et etc eux il ils je la le les leur leurs lui ma mais me mes
    mon ne ni nos notre nous on ou par pas pour qu que qui sa se ses si son sont sur ta te tes ton tu un une vos votre vous""".split()
)
_SINGLES = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ð": "d", "Ð": "d"}
_RANGES = ((0x41, 0x5B), (0xC0, 0x250), (0x1E00, 0x1F00), (0xFB00, 0xFB05), (0x300, 0x370))
_word = re.compile(WORD)
_JOINT = "\0"  # a space that is not between two words; no page holds this character


@lru_cache(maxsize=1)
def table() -> dict[str, str]:
    """Each character that folding changes, and what it becomes."""
    found = {chr(code): _plain(chr(code)) for first, end in _RANGES for code in range(first, end)}
    found |= _SINGLES
    found |= dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("\u2010\u2011", "-") | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    return {char: to for char, to in found.items() if char != to}


def exported() -> dict:
    """What the browser reads: the table (each result, then the characters that give it) and the rules."""
    groups: dict[str, str] = {}
    for char, to in sorted(table().items()):
        groups[to] = groups.get(to, "") + char
    return {
        "table": sorted(groups.items()),
        "mot": WORD,
        "pluriels": PLURALS,
        "irreguliers": sorted(IRREGULAR.items()),
        "assez": LONG_ENOUGH,
        "vides": sorted(EMPTY),
        "lettres": LETTERS,
    }


def fold(text: str) -> str:
    return text.translate(_translation())


def terms(text: str) -> Iterator[str]:
    """The words of a text, in the singular; those of one character are dropped."""
    for found in _word.finditer(fold(text)):
        term = found[1] + found[2] if found[1] else singular(found[0])
        if len(term) > 1:
            yield term


def counted(text: str) -> dict[str, int]:
    """How many times each of these words stands in a text. Its pieces between spaces come back everywhere, and are each read once."""
    counts: dict[str, int] = {}
    for piece, times in Counter(_joint().sub(_JOINT, text).split()).items():
        for term in _terms(piece):
            counts[term] = counts.get(term, 0) + times
    return counts


@lru_cache(maxsize=50_000)
def _terms(piece: str) -> tuple[str, ...]:
    return tuple(terms(piece.replace(_JOINT, " ")))


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < LONG_ENOUGH or word[-1] not in "sx":
        return word
    for end, to in PLURALS:
        if word.endswith(end):
            return word[: -len(end)] + to
    return word


# ---------------------------------------------------------------- inside
@lru_cache(maxsize=1)
def _joint() -> re.Pattern:
    """A space that may stand inside a word (« L. 441-10 »), whatever folding makes of what is around it."""
    folded = {**{char: char for char in "lrd. 0123456789"}, **table()}
    spaces = "".join(char for char, to in folded.items() if to == " ")
    before = "".join(char for char, to in folded.items() if to[-1:] in tuple("lrd.") + ("",))
    after = "".join(char for char, to in folded.items() if to[:1] in tuple("0123456789") + ("",))
    return re.compile(f"[{spaces}](?<=[{re.escape(before)}].)(?=[{re.escape(after)}])")


@lru_cache(maxsize=1)
def _translation() -> dict[int, str]:
    return str.maketrans(table())


def _plain(char: str) -> str:
    decomposed = unicodedata.normalize("NFKD", char).lower()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain if plain.isascii() else char
