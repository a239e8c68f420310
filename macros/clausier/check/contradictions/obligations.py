"""Means or result: the same service owed both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ... import model as m
from ...extract.etiquettes import etiquette
from ...mots import lire, plier
from ..rapport import Contradiction
from ..texte import Texte
from .cas import Cas
from .commun import Repere, absorbes, contradiction, dit, nommes, reperes, titre_de, titres_de
from .gravites import severites
from .suites import renvoie

_ARTICLE = re.compile(r"article ([0-9]{1,3})(?![0-9]|\.[0-9])")
_ENTIER = re.compile(r"(?:contrat|convention|accord|marche)(?![a-z])")  # the heading of the whole
REGLE = "moyens-resultat"
DELAIS, OBJET = "delais", "objet"
TOUT = "*"  # all that the provider owes
INCONNU = "?"  # something that is named and not known: less than all
MOYENS, RESULTAT, GARANTIE, EFFORT = "moyens", "resultat", "garantie", "effort"
DIT_AUTREMENT = (GARANTIE, EFFORT)  # without the words « obligation de… »: said of the services that the sentence names only
DELAIS_DE = {"reparation": "delais/retablissement"}  # what the delays of a service are those of
ASSEZ = 200  # sentences set against each other
POUR = "-pour"  # said of what follows, and of nothing else
PORTEE = 24  # words after « obligation de moyens pour… » that may name services
RESTE = 8  # words on either side where « pour le surplus » may stand
NIE = 4  # words before where a negation may stand


@dataclass(frozen=True, slots=True)
class _Dit:
    """A sentence that owes `services` as MOYENS or RESULTAT; `fort`: with the very words « obligation de… »."""

    sorte: str
    services: frozenset[str]
    phrase: int
    fort: bool


def trouver(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    """One contradiction at most per sentence."""
    said = list(islice(_Lecture(texte, rules.obligations, rules.deroge).dits(), ASSEZ))
    told: set[int] = set()
    apart = _a_part(texte, rules, {each.phrase for each in said})
    for means in (each for each in said if each.sorte == MOYENS):
        for result in (each for each in said if each.sorte == RESULTAT):
            if {means.phrase, result.phrase} & told or _enumere(texte, means.phrase, result.phrase) or (TOUT not in means.services | result.services and apart(means.phrase, result.phrase)):
                continue
            if _commun(means.services, result.services) or TOUT in means.services or (TOUT in result.services and result.fort):
                told.update((means.phrase, result.phrase))
                yield contradiction(texte, REGLE, (means.phrase, result.phrase), rules.genres[REGLE].pourquoi)


def _a_part(texte: Texte, rules: m.ReglesContradictions, among: set[int]) -> Callable[[int, int], bool]:
    """Do two sentences speak of other severities, other things (« serveurs », « postes »), other marks?"""
    case, levels, things = Cas(texte, rules), severites(texte, rules, among), reperes(texte, nommes(rules.dimensions[OBJET]), among)

    def apart(a: int, b: int) -> bool:
        sides = [({spot.nom for spot in found.get(a, ())}, {spot.nom for spot in found.get(b, ())}) for found in (levels, things)]
        return any(one and other and not one & other for one, other in sides) or case.marques(a, b)

    return apart


class _Lecture:
    def __init__(self, texte: Texte, r: m.ReglesObligations, derogations: Sequence[str]):
        self.texte, self.denies = texte, frozenset(word.mot for each in r.nie for phrase in lire(each) for word in phrase)
        kinds = ((MOYENS, r.moyens), (RESULTAT, r.resultat), (MOYENS + POUR, r.moyens_pour), (RESULTAT + POUR, r.resultat_pour), (GARANTIE, r.garantie), (EFFORT, r.effort))
        self.spots = reperes(texte, [(name, pattern) for name, patterns in kinds for pattern in patterns])
        for number, spots in _listes(texte, r).items():
            self.spots.setdefault(number, spots)
        unwanted = dit(texte, (*r.sauf, *derogations), self.spots)
        self.numbers = [number for number in sorted(self.spots) if number not in unwanted and not texte.est_titre(number)]
        self.titres = _titres(texte)
        self.premier = next((article.titre for article in texte.articles if article.titre >= 0 and _ENTIER.match(plier(texte.blocs[article.titre].texte))), -1)
        among = {k for title in self.titres.values() for k in title}
        among.update(k for number in self.numbers for k in (number, number - 1, *titres_de(texte, number)))
        self.services = absorbes(reperes(texte, nommes(r.prestations), among), "-")
        self.reste = absorbes(reperes(texte, nommes(r.reste), among), "-")
        self.ancres, self.general, self.hormis = (reperes(texte, nommes({"": patterns}), among) for patterns in (r.ancres, r.general, r.hormis))

    def dits(self) -> Iterator[_Dit]:
        for number in self.numbers:
            kept = _sans_doublon(self.spots[number])
            for rank, spot in enumerate(kept):
                if rank and any(kept[rank - 1].j <= each.i < spot.i for each in self.hormis.get(number, ())):
                    continue  # « de moyens, sauf les engagements que l'annexe dit de résultat »
                start = kept[rank - 1].j if rank and self._sorte(number, kept[rank - 1]) != self._sorte(number, spot) else 0
                end = kept[rank + 1].i if rank + 1 < len(kept) else len(self.texte.phrases[number])
                sort = self._sorte(number, spot)
                owed = self._services(number, spot, start, end) if sort else frozenset()
                if owed:
                    yield _Dit(sort, owed, number, spot.nom not in DIT_AUTREMENT)

    def _sorte(self, number: int, spot: Repere) -> str:
        """MOYENS or RESULTAT; a result denied is means, means denied or a denied guarantee are nothing."""
        sort = spot.nom.removesuffix(POUR)
        phrase = self.texte.phrases[number]
        until = spot.j if sort == RESULTAT else spot.i
        denied = any(phrase[k].mot in self.denies and phrase[k + 1 : k + 2] and phrase[k + 1].mot != "que" for k in range(max(0, spot.i - NIE), until))  # « jamais que… »
        if sort == EFFORT:
            return MOYENS
        if not denied:
            return MOYENS if sort == MOYENS else RESULTAT
        return MOYENS if sort == RESULTAT and spot.nom == RESULTAT else ""

    def _services(self, number: int, spot: Repere, start: int, end: int) -> frozenset[str]:
        """What is owed so: after « pour », « quant à »… ; else before; all when nothing is named."""
        services = self.services.get(number, [])
        if self._pres(self.reste, number, spot, start, end) or self._hors(number, spot, services):
            return frozenset()
        if spot.nom in DIT_AUTREMENT:
            here = frozenset(s.nom for s in services if start <= s.i < end)
            goes_on = spot.nom == EFFORT and not here and number and _point_virgule(self.texte, number - 1, number)  # « …; il n'en garantit pas l'issue »
            return frozenset(s.nom for s in self.services.get(number - 1, ())) if goes_on else here
        anchored = spot.nom.endswith(POUR) or self._annonce(number, spot)
        after = frozenset(s.nom for s in services if spot.j <= s.i < min(end, spot.j + PORTEE))
        before = frozenset(s.nom for s in services if start <= s.i < spot.i)
        if anchored and after:
            return (before or frozenset(DELAIS_DE.get(name, name) for name in self._du_titre(number)) or after) if after == {DELAIS} else after
        if self._pres(self.general, number, spot, start, end):
            return frozenset({TOUT})
        if anchored:
            return self._renvoi(number) or (before if spot.nom.endswith(POUR) else self._avant(number) or before)
        if any(start <= a.i < spot.i for a in self.ancres.get(number, ())):
            return before or frozenset({INCONNU})  # « Pour la garantie, obligation de résultat »
        if not before - {DELAIS} and renvoie(self.texte, number):
            return self._avant(number) or before or after or frozenset({INCONNU})  # « Ce sont des obligations de moyens »
        return before or after or self._du_titre(number) or frozenset({TOUT})

    def _annonce(self, number: int, spot: Repere) -> bool:
        """Does what is owed so come next: « pour », « quant à », « Obligation de résultat : sauvegardes »?"""
        if any(spot.j <= anchor.i <= spot.j + 2 for anchor in self.ancres.get(number, ())):
            return True
        phrase = self.texte.phrases[number]
        return spot.j < len(phrase) and ":" in self.texte.texte[phrase[spot.j - 1].fin : phrase[spot.j].debut]

    def _hors(self, number: int, spot: Repere, services: Sequence[Repere]) -> bool:
        """« sauf les sauvegardes », « sauf stipulation contraire »: all but what follows."""
        if any(each.i <= 1 and any(each.j <= service.i < each.j + NIE <= spot.i for service in services) for each in self.hormis.get(number, ())):
            return True  # « À l'exception des délais, … »
        near = [each for each in self.hormis.get(number, ()) if spot.j <= each.i < spot.j + RESTE]
        return any(each.j - each.i > 1 or any(each.j <= service.i for service in services) for each in near)

    def _pres(self, spots: Mapping[int, Sequence[Repere]], number: int, spot: Repere, start: int, end: int) -> bool:
        return any(max(start, spot.i - RESTE) <= other.i < min(end, spot.j + RESTE) for other in spots.get(number, ()))

    def _avant(self, number: int) -> frozenset[str]:
        """« quant à ces délais »: what the heading, or the sentence before in the paragraph, speaks of."""
        before = self.services.get(number - 1, ()) if number - 1 in self.texte.phrases_de[self.texte.bloc_de[number]] else ()
        return self._du_titre(number) or frozenset(s.nom for s in before)

    def _renvoi(self, number: int) -> frozenset[str]:
        """« résultat pour chaque seuil de l'article 26 »: what the heading of that article speaks of."""
        start, end = self.texte.bornes(number)
        match = _ARTICLE.search(plier(self.texte.texte[start:end]))
        title = self.titres.get(match[1]) if match else None
        return frozenset(s.nom for k in title for s in self.services.get(k, ())) if title is not None else frozenset()

    def _du_titre(self, number: int) -> frozenset[str]:
        """What a heading over the sentence speaks of, when it is one thing."""
        for k in titres_de(self.texte, number):
            if self.texte.bloc_de[k] == self.premier:
                break  # « Contrat d'assistance » names the whole
            names = frozenset(s.nom for s in self.services.get(k, ()))
            if len(names) == 1 and names != {DELAIS}:
                return names
        return frozenset()


def _listes(texte: Texte, r: m.ReglesObligations) -> dict[int, list[Repere]]:
    """« Sauvegarde : résultat », in a list or a table that says what it lists, or after a colon."""
    kinds = ((MOYENS, r.moyens_liste), (RESULTAT, r.resultat_liste))
    found = reperes(texte, [(name + POUR, pattern) for name, patterns in kinds for pattern in patterns])
    titles = dit(texte, r.titres, {k for n in found for k in (n, *titre_de(texte, n))})
    kept = {}
    for number, spots in found.items():
        phrase, i = texte.phrases[number], spots[0].i
        labelled = i and ":" in texte.texte[phrase[i - 1].fin : phrase[i].debut]
        if labelled or (number in titles and texte.bloc(number).cellules) or titles.intersection(titre_de(texte, number)):
            kept[number] = spots
    return kept


def _titres(texte: Texte) -> dict[str, range]:
    """The sentences of the heading of each article, by its number."""
    heads = [article.titre for article in texte.articles if article.titre >= 0]
    labels = [(etiquette(texte.blocs[head].texte), head) for head in heads]
    return {label.numero: texte.phrases_de[head] for label, head in labels if label and label.genre == "article"}


def _enumere(texte: Texte, a: int, b: int) -> bool:
    """One sentence, or two parts of one between semicolons: « résultat pour… ; moyens pour… » parts, it does not contradict."""
    first, second = sorted((a, b))
    if first == second:
        return True
    return second == first + 1 and _point_virgule(texte, first, second)


def _point_virgule(texte: Texte, first: int, second: int) -> bool:
    """Two sentences of one paragraph, with a semicolon between them?"""
    return texte.bloc_de[first] == texte.bloc_de[second] and ";" in texte.texte[texte.phrases[first][-1].fin : texte.phrases[second][0].debut]


def _commun(a: frozenset[str], b: frozenset[str]) -> bool:
    """The same service on both sides, or one that the other is a part of (« delais » and « delais/retablissement »)."""
    return any(one == other != INCONNU or one.startswith(other + "/") or other.startswith(one + "/") for one in a for other in b)


def _sans_doublon(spots: Sequence[Repere]) -> list[Repere]:
    """Those that do not overlap: « obligation de… » before the rest, then the first."""
    kept: list[Repere] = []
    for spot in sorted(spots, key=lambda s: (s.nom in DIT_AUTREMENT, s.nom.endswith(POUR), s.j - s.i, s.i)):
        if not any(spot.i < other.j and other.i < spot.j for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda s: s.i)
