"""Text as a person sees it: one form for each letter, one space for all spaces, nothing invisible. What was hidden in it is said.

`normaliser` gives one line; `nettoyer` keeps line ends and tabs, for a reader that still needs them. Both give the same text when applied again.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .document import Avertissement

AU_PLUS = 5  # warnings of one code; more would say nothing more
_SEQUENCES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)|[ -/]*[0-Z\\^-~])")  # CSI, then OSC and its kin, then the short ones
_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_VIDES = "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u034f\u180e\ufffc\u115f\u1160\u3164\uffa0"
_DANS_UN_NOMBRE = re.compile(f"[0-9][{_VIDES}{_BIDI}]+(?=[0-9])")
_SIGNES = re.compile(r"[^\w\x00-\x7f]{64,}")
_LETTRES = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*){3,}")
_AUTRES = re.compile("[\u0370-\u03ff\u0400-\u052f]")
# Letters of two other alphabets that print as a Latin one.
_SOSIES = dict(zip("АВЕКМНОРСТУХІЈЅаеорсухіјѕԁһ", "ABEKMHOPCTYXIJSaeopcyxijsdh")) | dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρικ", "ABEZHIKMNOPTYXovpik"))
_EXPOSANTS = dict(zip("ᵉʳˢᵈᵐᵗᵒʰⁿ", "ersdmtohn"))


def avertir(avertissements: list[Avertissement], code: str, message: str) -> None:
    """Adds a warning, once, and only so many of one code."""
    autres = [a for a in avertissements if a.code == code]
    if len(autres) < AU_PLUS and all(a.message != message for a in autres):
        avertissements.append(Avertissement(code, message))


def normaliser(texte: str, avertissements: list[Avertissement]) -> str:
    """One line of plain text. Adds to `avertissements`: « sequences-terminal », « bidi », « caracteres-invisibles », « caracteres-meles »."""
    return " ".join(nettoyer(texte, avertissements).split())


def nettoyer(texte: str, avertissements: list[Avertissement]) -> str:
    """As `normaliser`, but spaces, tabs and line ends stay."""
    if "\x1b" in texte:
        avertir(avertissements, "sequences-terminal", "Le texte contient des commandes de terminal ; elles ont été ôtées.")
        texte = _SEQUENCES.sub("", texte)
    if not texte.isascii():
        _denoncer(texte, avertissements)
        texte = _SIGNES.sub(_sans_empilement, texte).translate(_table())
        if _AUTRES.search(texte):
            texte = _LETTRES.sub(lambda mot: _sans_sosies(mot[0], avertissements), texte)
        return unicodedata.normalize("NFC", texte)
    return texte.translate(_table()) if not texte.isprintable() else texte


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    """What each sign becomes; control signs, invisible ones and non-characters become nothing."""
    table = {code: "" for code in (*range(9), *range(0x0E, 0x20), 0x7F)}
    for code in range(0x80, 0xA0):  # cp1252 read as Latin-1
        table[code] = bytes([code]).decode("cp1252", "ignore")
    table |= {0x85: " ", 0x2800: " ", 0x2010: "-", 0x2011: "-", 0x2116: "n°"}
    table |= dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0200), *range(0xFDD0, 0xFDF0)), "")
    table |= {plane + last: "" for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)}
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    table |= dict.fromkeys(map(ord, _BIDI + _VIDES), "")
    for code in (*range(0xFB00, 0xFB07), *range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D800), *range(0x2160, 0x2180)):
        table[code] = unicodedata.normalize("NFKC", chr(code))
    table |= dict.fromkeys((0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC, 0xF076, 0xF0A8, 0xF06C, 0xF06E), "•")  # bullets of the symbol fonts
    return table | {ord(sign): to for sign, to in _EXPOSANTS.items()}


def _sans_empilement(signes: re.Match) -> str:
    """Combining marks piled by the thousand would cost their square to put in order."""
    marks, kept = 0, []
    for sign in signes[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= 16:
            kept.append(sign)
    return "".join(kept)


def _denoncer(texte: str, avertissements: list[Avertissement]) -> None:
    for sign in _BIDI:
        if sign in texte and sign not in "\u202c\u2069":  # the two that only close
            message = f"Le texte contient une commande d’écriture invisible (U+{ord(sign):04X}) : ce qui s’affiche peut être dans un autre ordre que ce qui est écrit."
            avertir(avertissements, "bidi", message)
    for number in _DANS_UN_NOMBRE.finditer(texte):
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in number[0][1:3])
        avertir(avertissements, "caracteres-invisibles", f"Un nombre contient un signe invisible ({codes}) : relisez les montants et les délais dans le fichier.")


def _sans_sosies(mot: str, avertissements: list[Avertissement]) -> str:
    """A word where Latin letters and look-alikes mix, in Latin letters, as it is seen."""
    if not _AUTRES.search(mot) or mot.isascii() or not any(sign < "\u0250" for sign in mot):
        return mot
    strange = next((sign for sign in mot if sign in _SOSIES), "")
    if not strange:
        return mot
    read = "".join(_SOSIES.get(sign, sign) for sign in mot)
    alphabet = "cyrilliques" if strange >= "\u0400" else "grecques"
    avertir(avertissements, "caracteres-meles", f"Caractères mélangés : « {read[:40]} » contient des lettres {alphabet} (U+{ord(strange):04X}) qui ressemblent aux nôtres.")
    return read
