"""Numbers as a word processor prints them in a list: letters, Roman, ordinals, words. What is beyond a form's reach is printed in figures."""

from __future__ import annotations

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_WORDS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux "
    "vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un trente-deux trente-trois trente-quatre trente-cinq "
    "trente-six trente-sept trente-huit trente-neuf quarante"
).split()
_IRREGULAR = {1: "premier", 4: "quatrième", 5: "cinquième", 9: "neuvième"}


def romain(number: int) -> str:
    """Upper case; figures outside 1–4999."""
    if not 0 < number < 5000:
        return str(number)
    printed = ""
    for value, sign in _ROMAN:
        printed += sign * (number // value)
        number %= value
    return printed


def lettres(number: int) -> str:
    """1 → A, 26 → Z, 27 → AA, 28 → BB, as word processors do; figures outside 1–260."""
    return chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 260 else str(number)


def alphabet(number: int) -> str:
    """1 → A, 27 → AA, 28 → AB: the other habit; figures outside 1–702."""
    if not 0 < number <= 702:
        return str(number)
    return (chr(64 + (number - 1) // 26) if number > 26 else "") + chr(65 + (number - 1) % 26)


def ordinal(number: int) -> str:
    return "1er" if number == 1 else f"{number}e"


def cardinal_en_lettres(number: int) -> str:
    """In words up to forty."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def ordinal_en_lettres(number: int) -> str:
    """« premier », « deuxième »… up to forty."""
    if number in _IRREGULAR:
        return _IRREGULAR[number]
    if not 0 < number < len(_WORDS):
        return ordinal(number)
    head, dash, last = _WORDS[number].rpartition("-")
    rank = {"un": "unième", "quatre": "quatrième", "cinq": "cinquième", "neuf": "neuvième"}.get(last) or last.removesuffix("e") + "ième"
    return head + dash + rank


FORMES = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "upperRoman": romain,
    "lowerRoman": lambda number: romain(number).lower(),
    "upperLetter": lettres,
    "lowerLetter": lambda number: lettres(number).lower(),
    "ordinal": ordinal,
    "cardinalText": cardinal_en_lettres,
    "ordinalText": ordinal_en_lettres,
    "none": lambda _: "",
}
