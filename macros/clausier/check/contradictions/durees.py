"""How long a contract lasts: its stated length against its dates, an end against another, a fixed term against none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ... import model as m
from ...motifs import motif
from ..rapport import Contradiction
from ..texte import Texte
from .commun import contradiction, dit, places
from .faits import Mention
from .suites import enchaine

FAIT = "duree-contrat"
PRES = 1.1  # months: an end said to the day, or the day before, or with the month of the signature
Lieu = tuple[int, int]  # a date (yyyymmdd), its sentence


def trouver(texte: Texte, rules: m.ReglesContradictions, said: Sequence[Mention]) -> Iterator[Contradiction]:
    """`said`: the lengths of the contract found in its sentences."""
    genre = rules.genres["deux-durees"]
    why = genre.pourquoi.replace("{quoi}", rules.mots["duree"])
    dated = {number for number, phrase in enumerate(texte.phrases) if any(word.mot == "<date>" for word in phrase)}
    among = dit(texte, rules.durees.avec, dated)
    apart = dit(texte, rules.durees.sauf, {near for number in among for near in (number, number - 1)})
    among -= apart | {number for number in among if number - 1 in apart and enchaine(texte, number)}
    starts, ends = _dates(texte, rules.durees.debut, among, 0), _dates(texte, rules.durees.fin, among, -1)
    other = next((end for end in ends[1:] if end[0] != ends[0][0] and end[1] != ends[0][1]), None)
    if other:
        yield contradiction(texte, "deux-durees", (ends[0][1], other[1]), why)
    elif starts and ends and len({date for date, _ in starts}) == 1:
        lasts = _months(starts[0][0], ends[0][0])
        for mention in said:
            told = mention.valeur.nombre / (43200 if mention.valeur.unite != "an" else 43800)
            if lasts > 0 and abs(told - lasts) > max(PRES, 0.04 * told):
                yield contradiction(texte, "deux-durees", {mention.phrase, starts[0][1], ends[0][1]}, why)
                break
    without = dit(texte, rules.durees.indeterminee)
    endless = sorted(without - dit(texte, rules.durees.ensuite, without))
    fixed = sorted(mention.phrase for mention in said if mention.phrase not in endless)
    if endless and fixed:
        yield contradiction(texte, "deux-durees", (endless[0], fixed[0]), why)


def _dates(texte: Texte, patterns: Sequence[str], among: set[int], rank: int) -> list[Lieu]:
    """The dates that these patterns hold, in the order of the text; the first (0) or the last (-1) of those of one match."""
    found: list[tuple[int, int, int]] = []
    for text in patterns:
        for number in among.intersection(texte.index.candidates(motif(text))):
            for i, j in places(text, texte.phrases[number]) if not texte.est_titre(number) else ():
                dates = [word.quantite.valeur for word in texte.phrases[number][i:j] if word.quantite and word.quantite.genre == "date"]
                if dates:
                    found.append((number, i, dates[rank]))
    return [(date, number) for number, _, date in sorted(found)]


def _months(start: int, end: int) -> float:
    """From a day to another, both counted."""
    years, months, days = end // 10000 - start // 10000, end // 100 % 100 - start // 100 % 100, end % 100 - start % 100 + 1
    return years * 12 + months + days / 30
