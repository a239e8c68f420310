"""What a sentence owes to those before it: « Il… », « Ce délai… », a short one that heads its paragraph."""

from __future__ import annotations

import re

from ...mots import plier
from ..texte import Texte

AVANT = 8  # blocks between the line of a grid and what names its delay
ENTETE = 4  # words of a sentence that heads its paragraph
_REPRISES = frozenset("il elle celui celle ceux chacun chacune on je nous vous defaut toutefois lendemain passe delai".split())
_DEMONSTRATIF = re.compile(r"(?<![a-z])(?:ce|cet|cette|ces|son|sa|ses|leurs?)(?![a-z])")


def renvoie(texte: Texte, number: int) -> bool:
    """Does a sentence begin with « Leur », « Ce », « Ces »?"""
    start, end = texte.bornes(number)
    return bool(_DEMONSTRATIF.match(plier(texte.texte[start:end])))


def enchaine(texte: Texte, number: int) -> bool:
    """Does a sentence go on with the one before: « Il… », « Ce délai… », « À défaut… », or after a semicolon?"""
    first = texte.phrases[number][0]
    between = texte.texte[texte.phrases[number - 1][-1].fin : first.debut]
    return first.mot in _REPRISES or any(word.mot == "alor" for word in texte.phrases[number]) or any(sign in between for sign in ";:") or bool(_DEMONSTRATIF.search(plier(between)))


def entetes(texte: Texte, number: int) -> list[int]:
    """The very short sentences just before a sentence, in its paragraph: they may head it."""
    start = max(texte.phrases_de[texte.bloc_de[number]][0], number - AVANT)
    return [k for k in range(start, number) if len(texte.phrases[k]) <= ENTETE]
