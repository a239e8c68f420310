"""Facts set against each other: the same thing, for the same severity, place, party…, given two ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ... import model as m
from ..rapport import Contradiction
from ..texte import Texte
from .cas import Cas, paralleles
from .commun import contradiction, dit, nommes, reperes
from .faits import Mention, Mentions
from .mesures import AUTRE_REGIME, CALENDAIRE, MEME, OUVRE, Valeur, comparer

OUVREES = "ouvrees-calendaires"
OFFRE, SERVICE = "offre", "service-mesure"
DECRITE = "1 1"  # the first severity, described and not named
TETE = 4  # blocks in which the whole is named
TOUS = "*"  # a name that stands for all those of its dimension
_PARTIEL = frozenset("sauf hor exception si sinon lorsque lorsqu".split())
_COMMUNS = frozenset("mensuel mensuelle annuel annuelle garanti garantie minimal minimale minimum taux".split())  # what labels add, and sentences leave out
ASSEZ = 80  # mentions of one fact compared at most: past that, the text is not a contract


def trouver(texte: Texte, rules: m.ReglesContradictions, found: Mentions) -> Iterator[Contradiction]:
    """The contradictions of these facts: one per fact and severity, quoting the first sentence and those that differ from it."""
    counted, case, subject = _comptes(texte, rules), Cas(texte, rules), _sujet(texte, rules)
    for said in found.par_fait.values():
        fait = said[0].fait
        said = [_comptee(texte, mention, counted) for mention in said[:ASSEZ]]
        pairs = _Paires(texte, fait, found.distincts, _lignes_variees(said), paralleles(texte, said), case, subject)
        same = _accordees(said, pairs)
        told: set[int] = set()
        for rank, first in enumerate(said):
            if first.phrase in told:
                continue
            others: dict[str, list[Mention]] = {}
            for second in said[rank + 1 :]:
                if second.phrase not in told and (first.phrase, second.phrase) not in same and pairs.meme_sujet(first, second):
                    others.setdefault(comparer(first.valeur, second.valeur), []).append(second)
            for verdict, different in others.items():
                kind = OUVREES if verdict == AUTRE_REGIME else fait.genre
                quoted = [mention.phrase for mention in (first, *different)]
                told.update(quoted)
                yield contradiction(texte, kind, quoted, rules.genres[kind].pourquoi.replace("{quoi}", fait.nom))
    yield from _comptes_opposes(texte, rules)


def _sujet(texte: Texte, rules: m.ReglesContradictions) -> frozenset[str]:
    """The services that the first headings name (« Entretien de votre site internet »)."""
    heads = {n for n in texte.phrases_des(0, min(TETE, len(texte.blocs))) if texte.est_titre(n)}
    return frozenset(spot.nom for spots in reperes(texte, nommes(rules.dimensions[SERVICE]), heads).values() for spot in spots)


def _accordees(said: Sequence[Mention], pairs: _Paires) -> set[tuple[int, int]]:
    """The pairs of sentences that give one same value, whatever else they give (« 2 % par heure, plafonné à 15 % »)."""
    couples = ((a, b) for rank, a in enumerate(said) for b in said[rank + 1 :] if comparer(a.valeur, b.valeur) == MEME)
    return {(a.phrase, b.phrase) for a, b in couples if pairs.meme_sujet(a, b)}


@dataclass(frozen=True, slots=True)
class _Paires:
    """What tells two mentions of a fact apart: severities that are not one, tables that give several values, grids side by side, cases."""

    texte: Texte
    fait: m.Fait
    distincts: frozenset[frozenset[str]]
    variees: Mapping[int, set[Valeur]]
    paralleles: set[tuple[int, int]]
    cas: Cas
    sujet: frozenset[str]

    def _propres(self, name: str, mention: Mention) -> frozenset[str]:
        """What a mention names of a dimension; the service that the heading of the whole names parts nothing."""
        return mention.cles[name] - self.sujet if name == SERVICE else mention.cles[name]

    def _hors_offres(self, a: Mention, b: Mention) -> bool:
        """Does a sentence that names no formula give a value that a table gives for none of them?"""
        sides = ((a, b), (b, a))
        return any(row.cles[OFFRE] and not other.cles[OFFRE] and other.famille < 0 and other.valeur not in self.variees.get(row.famille, {other.valeur}) for row, other in sides)

    def meme_sujet(self, a: Mention, b: Mention) -> bool:
        """Do two mentions give the same thing, of the same case?"""
        fait = self.fait
        if a.phrase == b.phrase or (a.famille >= 0 and a.famille == b.famille) or (a.famille, b.famille) in self.paralleles:
            return False
        if a.valeur.genre != b.valeur.genre and self.texte.bloc_de[a.phrase] == self.texte.bloc_de[b.phrase]:
            return False  # « douze mois de redevance… sans dépasser 50 000 euros »: one cap, in two ways
        if "gravite" in fait.selon and not _meme_gravite(a.rangs, b.rangs, self.distincts) and not _meme_objet_arrete(a, b):
            return False
        across = OFFRE in fait.selon and self._hors_offres(a, b)  # what no formula of a table gives
        parting = [name for name in fait.selon if not (name == OFFRE and across)]
        for name in parting:
            if name != "gravite" and self._propres(name, a) != self._propres(name, b) and TOUS not in a.cles[name] | b.cles[name] and not (name == "objet" and a.rangs and b.rangs):
                return False
        if any(a.cles[name] and b.cles[name] and not (a.cles[name] & b.cles[name] or TOUS in a.cles[name] | b.cles[name]) for name in fait.souple):
            return False
        lines = [(one, other) for one, other in ((a, b), (b, a)) if one.famille in self.variees and not one.rangs]
        if any(other.valeur in self.variees[one.famille] for one, other in lines) or self.cas.separes(a, b):
            return False  # it gives one of the values of that table
        if any(a.cles.get(name) for name in parting):
            return True  # the same thing is named on both sides
        return all(_ligne_visee(self.texte, one, other) for one, other in lines)


def _meme_objet_arrete(a: Mention, b: Mention) -> bool:
    """« Si le serveur ne répond plus… », « En cas d'arrêt de celui-ci… »: one thing, whose stop one side only describes."""
    return bool(a.cles.get("objet")) and a.cles["objet"] == b.cles["objet"] and (not a.rangs or not b.rangs) and a.rangs | b.rangs <= {DECRITE}


def _meme_gravite(a: frozenset[str], b: frozenset[str], distinct: frozenset[frozenset[str]]) -> bool:
    """The same severity under the same name, or under two names of one rank (the first two ranks only: a third is last in some scales)."""
    if not a or not b:
        return not a and not b
    for one in a:
        for other in b:
            if one == other or (one[0] == other[0] and one[0] in "12" and frozenset((one, other)) not in distinct):
                return True
    return False


def _lignes_variees(said: Sequence[Mention]) -> dict[int, set[Valeur]]:
    """The tables and lists whose lines give the fact several ways, with these values: each line speaks of its own case."""
    values: dict[int, set[Valeur]] = {}
    for mention in said:
        if mention.famille >= 0:
            values.setdefault(mention.famille, set()).add(mention.valeur)
    return {family: several for family, several in values.items() if len(several) > 1}


def _ligne_visee(texte: Texte, line: Mention, other: Mention) -> bool:
    """Does the other sentence name the case of this line?"""
    label = line.etiquette - _COMMUNS
    words = {word.mot for word in texte.phrases[other.phrase]} | other.etiquette
    return bool(label) and label <= words


# ---------------------------------------------------------------- how delays are counted
def _comptes(texte: Texte, rules: m.ReglesContradictions) -> dict[int, str]:
    """By article, how its delays are said to be counted; under -1, how all those of the contract are when one way only is said."""
    found: dict[int, set[str]] = {}
    for regime, patterns in rules.comptes.items():
        for number in dit(texte, patterns):
            if not _partiel(texte, rules, number):
                found.setdefault(texte.article_de[texte.bloc_de[number]], set()).add(regime)
    whole = set().union(*found.values()) if found else set()
    single = {article: next(iter(said)) for article, said in found.items() if len(said) == 1}
    return single | ({-1: next(iter(whole))} if len(whole) == 1 else {})


def _partiel(texte: Texte, rules: m.ReglesContradictions, number: int) -> bool:
    """Is this way of counting said of some delays only?"""
    words = {word.mot for word in texte.phrases[number]}
    return "contraire" not in words and bool(_PARTIEL & words)  # « sauf mention contraire » leaves nothing out


def _comptee(texte: Texte, mention: Mention, counted: dict[int, str]) -> Mention:
    """The mention of a grid, its delay counted as its article says, when it says nothing itself."""
    value = mention.valeur
    if not mention.fait.grille or value.genre != "duree" or value.regime or value.unite not in ("heure", "jour", "minute"):
        return mention
    regime = counted.get(texte.article_de[texte.bloc_de[mention.phrase]], counted.get(-1, ""))
    return replace(mention, valeur=replace(value, regime=regime)) if regime else mention


def _comptes_opposes(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    """« Tous les délais se comptent en jours ouvrés », and elsewhere « en jours calendaires »."""
    general = [dit(texte, rules.comptes.get(f"tout-{regime}", ())) for regime in (OUVRE, CALENDAIRE)]
    general = [sorted(number for number in numbers if not _partiel(texte, rules, number)) for numbers in general]
    if all(general) and not set(general[0]) & set(general[1]):
        why = rules.genres[OUVREES].pourquoi.replace("{quoi}", rules.mots["chaque-delai"])
        yield contradiction(texte, OUVREES, (general[0][0], general[1][0]), why)
