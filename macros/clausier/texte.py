"""The small Markdown of clause texts, parsed once: bold, fields and references.

`**gras**` · `{champ}` · `[[clause:id]]`, `[[annexe:id]]` · `[[clause:id|avec #|sans]]` (two wordings, `#` being the number).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Union

_TOKEN = re.compile(r"\*\*|\{([a-z][a-z0-9_]*)\}|\[\[(clause|annexe):([a-z0-9-]+)(?:\|([^\[\]|]*)\|([^\[\]|]*))?\]\]")


@dataclass(frozen=True, slots=True)
class Mots:
    texte: str
    gras: bool


@dataclass(frozen=True, slots=True)
class RefChamp:
    id: str
    gras: bool


@dataclass(frozen=True, slots=True)
class Renvoi:
    """A reference: with no wording, the number; with two, `avec` (parsed, `#` for the number) or `sans` when the target is absent."""

    genre: str
    id: str
    gras: bool
    avec: tuple["Morceau", ...] = ()
    sans: tuple["Morceau", ...] = ()
    deux_redactions: bool = False


Morceau = Union[Mots, RefChamp, Renvoi]


@lru_cache(maxsize=20_000)
def analyse(texte: str) -> tuple[Morceau, ...]:
    """A clause text to its pieces, in order. Unbalanced marks are found by `defauts`, not here."""
    return _analyse(texte, False)


def _analyse(texte: str, gras: bool) -> tuple[Morceau, ...]:
    pieces: list[Morceau] = []
    end = 0
    for match in _TOKEN.finditer(texte):
        if match.start() > end:
            pieces.append(Mots(texte[end : match.start()], gras))
        end = match.end()
        if match[0] == "**":
            gras = not gras
        elif match[1]:
            pieces.append(RefChamp(match[1], gras))
        elif match[4] is None:
            pieces.append(Renvoi(match[2], match[3], gras))
        else:
            pieces.append(Renvoi(match[2], match[3], gras, _analyse(match[4], gras), _analyse(match[5], gras), True))
    if end < len(texte):
        pieces.append(Mots(texte[end:], gras))
    return tuple(pieces)


_MARK = re.compile(r"\[\[|\]\]|[{}]|<[a-zA-Z/!]|\*\*|`|__")


def defauts(texte: str) -> list[str]:
    """What is badly written in a clause text: unclosed bold, malformed field or reference, HTML or template mark (French)."""
    if texte.isalnum():
        return []
    faults = []
    rest = _TOKEN.sub("", texte)
    if texte.count("**") % 2:
        faults.append("gras ouvert et jamais fermé : mettez « ** » de chaque côté")
    if match := _MARK.search(rest):
        mark = match[0]
        if mark in ("{", "}"):
            faults.append("accolade isolée : un champ s'écrit {nom_du_champ}, en minuscules, sans espace")
        elif mark in ("[[", "]]"):
            faults.append("renvoi mal écrit : [[clause:id]], [[annexe:id]] ou [[clause:id|avec #|sans]] ; un « # » après une espace coupe un texte YAML sans guillemets")
        elif mark.startswith("<"):
            faults.append("balise HTML : écrivez du texte seul")
        else:
            faults.append(f"signe « {mark} » : seul le gras « ** » est admis")
    return faults


def references(texte: str) -> list[Renvoi]:
    return [piece for piece in analyse(texte) if piece.__class__ is Renvoi]


def champs(texte: str) -> list[str]:
    """The ids of the fields cited, both wordings of a reference included."""
    if "{" not in texte:
        return []
    found = []
    for piece in analyse(texte):
        if piece.__class__ is RefChamp:
            found.append(piece.id)
        elif piece.__class__ is Renvoi and piece.deux_redactions:
            found += [p.id for p in (*piece.avec, *piece.sans) if p.__class__ is RefChamp]
    return found
