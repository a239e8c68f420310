"""Is a text, or a part of it, in another language than French? The rules read French only: what they do not find may be there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .document import HORS_TEXTE, Avertissement, Bloc
from .normaliser import avertir

COURT = 8  # words: a shorter block tells nothing of its language
ASSEZ = 40  # words in another language: less is a quotation, a name
PART = 10  # one word in ten
# Words that nearly every sentence of a language holds, and no French one.
_MOTS = {
    "français": "le les des du et en un une aux est pour par dans sur qui que ce cette il elle sont son sa ses leur ou au pas ne",
    "anglais": "the and of to in is for this that shall by with or be any which its under agreement as are not will",
    "allemand": "der die das und ist den dem des ein eine einer für mit von zu nicht werden wird auf oder bei nach vertrag",
    "espagnol": "el los las y del por para con una que se su este esta o como al será contrato cliente no es",
    "italien": "il lo gli e di del della per con una che si sono è dei delle nel alla contratto non o da",
    "néerlandais": "het een van en de dat die niet met voor zijn wordt op aan te bij is of door overeenkomst",
}
_LANGUES = {name: frozenset(words.split()) for name, words in _MOTS.items()}
_MOT = re.compile(r"[^\W\d_]+")
_INDICES = frozenset("the and shall und der nicht los del para della gli sono het niet wordt".split())
_SUITE = re.compile(r"\w+")


def langue(words: Iterable[str]) -> str:
    """The language of these words in lower case; « français » when none other clearly is."""
    words = list(words)
    counts = {name: sum(word in known for word in words) for name, known in _LANGUES.items()}
    best = max(counts, key=lambda name: counts[name])  # the first of the greatest: French
    return best if counts[best] * 8 >= len(words) and counts[best] > counts["français"] + 1 else "français"


def signaler(blocs: Iterable[Bloc], avertissements: list[Avertissement]) -> None:
    """Adds « autre-langue » for each language in which a sizeable part of the text is."""
    texts = [bloc for bloc in blocs if bloc.genre not in HORS_TEXTE]
    words = _SUITE.findall("\n".join([bloc.texte for bloc in texts]).casefold())
    if sum(map(_INDICES.__contains__, words)) < 4:  # nearly every contract stops here
        return
    total, of, place = 0, {}, {}
    for bloc in texts:
        words = _MOT.findall(bloc.texte.lower())
        total += len(words)
        name = langue(words) if len(words) >= COURT else "français"
        if name != "français":
            of[name] = of.get(name, 0) + len(words)
            place.setdefault(name, bloc.lieu)
    for name, count in of.items():
        if count >= min(ASSEZ, total // 4) and count * PART >= total:
            where = f" ({place[name]})" if place[name] else ""
            share = "Le texte est" if count * 10 > total * 8 else f"Une partie du texte{where} est"
            avertir(avertissements, "autre-langue", f"{share} en {name} : le vérificateur ne lit que le français, ce qui n’est écrit que dans une autre langue n’est pas vérifié.")
