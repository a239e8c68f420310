"""What no fact of the rules knows, and that the text gives twice: a line of a summary (« Poste de prêt ..... 5 jours ») against the sentence that
names the same thing; as many days « ouvrés » here and « calendaires » there, said with the same words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ... import model as m
from ...mots import Mot, Quantite, lire
from ..rapport import Contradiction
from ..texte import Texte
from .commun import contradiction, nommes, reperes
from .faits import Mentions
from .mesures import AUTRE_REGIME, MEME, Valeur, comparer, valeur
from .quantites import regimes
from .tableaux import cellule, familles

OUVREES = "ouvrees-calendaires"
COURT = 110  # signs of a line « nom : valeur »
ASSEZ = 100  # lines, or sentences, set against the others
COMMUNS, PART = 3, 0.6  # words two sentences share at least; share of the shorter one
RACINE, COURTE = 4, 3  # letters that two words of one family begin with; of the shorter one when it is all there
APART = ("lieu", "plage", "offre", "partie", "assiette")  # dimensions that part two cases
EXACTES = ("plage",)  # even when one side only names it
_COUPE = re.compile(r"[,;:()]| et ")  # what parts two values of one sentence
_ENSUITE = frozenset("pui mais tandi".split())
_ETIQUETTE = re.compile(r":|\.{3}|…|=")


@dataclass(frozen=True, slots=True)
class _Valeur:
    """A sentence and the one quantity of its kind it gives, its word `k`; `nom`: of a line of a summary, the words that name it."""

    phrase: int
    valeur: Valeur
    mots: frozenset[str]
    propres: frozenset[str]  # without those of the heads of columns
    nom: frozenset[str]
    famille: int
    k: int


def trouver(texte: Texte, rules: m.ReglesContradictions, found: Mentions) -> Iterator[Contradiction]:
    """One at most per line; one per pair of sentences that count otherwise."""
    r, families = rules.recapitulatifs, familles(texte)
    empty = frozenset(word.mot for each in r.vides for phrase in lire(each) for word in phrase)
    lines = {mention.phrase for said in found.par_fait.values() for mention in said if mention.famille >= 0 and texte.bloc(mention.phrase).cellules}
    ways = regimes(texte, rules, lines.union(found.libres))

    def read(places: Iterable[tuple[int, int]], told: bool = True) -> list[_Valeur]:
        found = (_valeur(texte, number, k, families, empty, ways.get(number, "") if told else "") for number, k in places)
        return [each for each in found if each]

    unknown = sorted({(number, k) for number, here in found.libres.items() for k, _ in here})
    free = read(unknown)[: 4 * ASSEZ]
    known = read(sorted({(number, k) for number in lines for k in range(len(texte.phrases[number]))} - set(unknown)))  # what a fact explains in a row
    counted = read(((number, k) for number, phrase in enumerate(texte.phrases) for k, word in enumerate(phrase) if _regime(word)), told=False)
    keys = _cles(texte, rules, {each.phrase for each in (*free, *known, *counted)})
    for line in [each for each in (*free, *known) if len(each.nom) > 1][:ASSEZ]:
        same = [other for other in free if _meme_ligne(line, other, r.suites) and _meme_cas(keys[line.phrase], keys[other.phrase])]
        verdicts = [comparer(line.valeur, other.valeur) for other in same]
        if same and MEME not in verdicts:
            kind = OUVREES if verdicts[0] == AUTRE_REGIME else _genre(line, r.genres)
            why = rules.genres[kind].pourquoi.replace("{quoi}", f"« {_nom(texte, line)} »")
            yield contradiction(texte, kind, (line.phrase, same[0].phrase), why)
    for a, b in combinations(counted[:ASSEZ], 2):
        if comparer(a.valeur, b.valeur) == AUTRE_REGIME and a.phrase != b.phrase and (_memes_mots(a.propres, b.propres) or _memes_mots(a.mots, b.mots)) and _meme_cas(keys[a.phrase], keys[b.phrase]):
            yield contradiction(texte, OUVREES, (a.phrase, b.phrase), rules.genres[OUVREES].pourquoi.replace("{quoi}", rules.mots["chaque-delai"]))


def _regime(word: Mot) -> bool:
    return word.quantite is not None and word.quantite.genre == "duree" and bool(word.quantite.regime)


def _valeur(texte: Texte, number: int, k: int, families: Sequence[int], empty: frozenset[str], way: str = "") -> _Valeur | None:
    """The length or the rate that a sentence, or the part of it around the word k, gives alone."""
    whole, quantity = texte.phrases[number], texte.phrases[number][k].quantite
    if texte.est_titre(number) or quantity is None or quantity.genre not in ("duree", "taux"):
        return None
    phrase = whole if _seule(whole, quantity) else _part(texte, number, k)
    if not _seule(phrase, quantity):
        return None
    own = [word for word in phrase if word.debut < word.fin]
    return _Valeur(number, valeur(quantity, way), _pleins(phrase, empty), _pleins(own, empty), _pleins(_etiquette(texte, number, k), empty), families[texte.bloc_de[number]], k)


def _seule(words: Sequence[Mot], quantity: Quantite) -> bool:
    return len({word.quantite.valeur for word in words if word.quantite and word.quantite.genre == quantity.genre}) < 2


def _part(texte: Texte, number: int, k: int) -> list[Mot]:
    """Of a sentence that gives several values, what speaks of its word k: of a row, the first cell and its own; else what no comma parts from it."""
    phrase = texte.phrases[number]
    if texte.bloc(number).cellules:
        own = (0, cellule(texte, number, k))
        return [word for i, word in enumerate(phrase) if cellule(texte, number, i) in own]
    cuts = [i for i in range(1, len(phrase)) if _COUPE.search(texte.texte, phrase[i - 1].fin, phrase[i].debut) or phrase[i].mot in _ENSUITE]
    return phrase[max((i for i in cuts if i <= k), default=0) : min((i for i in cuts if i > k), default=len(phrase))]


def _pleins(words: Sequence[Mot], empty: frozenset[str]) -> frozenset[str]:
    return frozenset(word.mot for word in words if len(word.mot) > 2 and word.mot.isalpha() and word.mot not in empty)


def _etiquette(texte: Texte, number: int, k: int) -> list[Mot]:
    """The words that name a line: those of the first cell of a row, those before the sign of « Poste de prêt : 5 jours »."""
    bloc, phrase = texte.bloc(number), texte.phrases[number]
    start = texte.debuts[texte.bloc_de[number]]
    if bloc.cellules:
        limit = start + bloc.cellules[0][1]
    else:
        match = _ETIQUETTE.search(texte.texte, start, phrase[k].debut) if len(bloc.texte) <= COURT else None
        limit = match.start() if match else start
    return [word for word in phrase[:k] if word.debut < word.fin <= limit]


def _nom(texte: Texte, line: _Valeur) -> str:
    words = _etiquette(texte, line.phrase, line.k)
    return texte.texte[words[0].debut : words[-1].fin]


def _meme_ligne(line: _Valeur, other: _Valeur, after: tuple[str, ...]) -> bool:
    """Does the other sentence name all that the line names, for a value of the same kind?"""
    if other.phrase == line.phrase or (other.famille >= 0 and other.famille == line.famille) or other.valeur.genre != line.valeur.genre:
        return False
    if any(word.startswith(after) for word in other.mots - line.mots):
        return False
    return all(any(_parents(word, one) for one in other.mots) for word in line.nom)


def _memes_mots(a: frozenset[str], b: frozenset[str]) -> bool:
    common = sum(1 for word in a if any(_parents(word, other) for other in b))
    return common >= max(COMMUNS, PART * min(len(a), len(b)))


def _parents(a: str, b: str) -> bool:
    """« remise » and « remis », « livraison » and « livré »: words of one family, by their beginning."""
    if a == b:
        return True
    if len(a) >= COURTE and len(b) >= COURTE and (a.startswith(b) or b.startswith(a)):
        return True
    size = max(RACINE, min(len(a), len(b)) - 1)
    return a[:size] == b[:size] and min(len(a), len(b)) >= RACINE


def _genre(line: _Valeur, kinds: Mapping[str, tuple[str, ...]]) -> str:
    if line.valeur.genre == "taux":
        return "pourcentages-divergents"
    return next((kind for kind, stems in kinds.items() if any(word.startswith(stems) for word in line.nom)), "deux-delais")


def _cles(texte: Texte, rules: m.ReglesContradictions, among: set[int]) -> dict[int, Mapping[str, frozenset[str]]]:
    """By sentence, the places, hours, parties… it names."""
    named = {name: reperes(texte, nommes(rules.dimensions[name]), among) for name in APART}
    return {number: {name: frozenset(spot.nom for spot in spots.get(number, ()) if spot.nom != "-") for name, spots in named.items()} for number in among}


def _meme_cas(a: Mapping[str, frozenset[str]], b: Mapping[str, frozenset[str]]) -> bool:
    return all(a[name] == b[name] or (name not in EXACTES and (not a[name] or not b[name] or bool(a[name] & b[name]))) for name in APART)
