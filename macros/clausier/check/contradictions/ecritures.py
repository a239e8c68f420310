"""A number in letters and in figures that differ: « trente (15) jours », « dix mille euros (15 000 €) »."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import model as m
from ...mots import MINUTES, Mot
from ..rapport import Contradiction
from ..texte import Texte
from .commun import contradiction
from .mesures import AUTRE_REGIME, MEME, comparer, valeur

REGLE, OUVREES = "chiffres-lettres", "ouvrees-calendaires"
_ENTRE = re.compile(r"(?: ?(?:hors taxes?|toutes taxes comprises|HT|TTC|H\.T\.|T\.T\.C\.))?(?: par (?:mois|an|jour|heure|poste|trimestre))? ?(?:\(|, ?soit |soit |/ ?)(?:soit )?$", re.I)
_APRES = re.compile(r"(?: ?(?:hors taxes?|HT|TTC|H\.T\.|T\.T\.C\.))? ?\)", re.I)
_COUPE = frozenset("million milliard demi virgule quart pour".split())  # a number that goes on, or began before


def trouver(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    """One per sentence; and « 1 jour ouvré (24 heures calendaires) »: as much, counted two ways."""
    why = rules.genres[REGLE].pourquoi
    both = rules.genres[OUVREES].pourquoi.replace("{quoi}", rules.mots["chaque-delai"])
    for number, phrase in enumerate(texte.phrases):
        for rank, word in enumerate(phrase):
            if not word.quantite or _divisee(phrase, rank):
                continue
            if _lettres(texte, word) or any(_repetee(texte, word, other) for other in phrase[rank + 1 : rank + 4]):
                yield contradiction(texte, REGLE, (number,), why)
                break
            if rank + 1 < len(phrase) and _deux_regimes(texte, word, phrase[rank + 1]):
                yield contradiction(texte, OUVREES, (number,), both)
                break


def _divisee(phrase: list[Mot], rank: int) -> bool:
    return rank > 0 and phrase[rank - 1].mot in _COUPE


def _lettres(texte: Texte, word: Mot) -> bool:
    """Did the words say another number than the figures in brackets?"""
    quantity = word.quantite
    if quantity.lettres is None:
        return False
    said = quantity.lettres if quantity.genre != "duree" else quantity.lettres * MINUTES[quantity.unite] // 100
    if said == quantity.valeur:
        return False
    text = texte.texte[word.debut : word.fin].lower()
    return not (quantity.genre == "nombre" and text.startswith(("neuf", "un ", "une ", "mille")))


def _repetee(texte: Texte, a: Mot, b: Mot) -> bool:
    """A quantity in letters, then between brackets in figures (or the other way round)."""
    if b.quantite is None or a.quantite.genre != b.quantite.genre or a.quantite.genre not in ("duree", "montant", "taux"):
        return False
    between = texte.texte[a.fin : b.debut]
    if not _ENTRE.fullmatch(between) or ("(" in between and not _APRES.match(texte.texte, b.fin)):
        return False
    if "(" not in between and "soit" not in between:
        return False
    return _en_lettres(texte, a) != _en_lettres(texte, b) and comparer(valeur(a.quantite), valeur(b.quantite)) != MEME


def _deux_regimes(texte: Texte, a: Mot, b: Mot) -> bool:
    if b.quantite is None or a.quantite.genre != "duree" or b.quantite.genre != "duree" or not _ENTRE.fullmatch(texte.texte[a.fin : b.debut]):
        return False
    return comparer(valeur(a.quantite), valeur(b.quantite)) == AUTRE_REGIME


def _en_lettres(texte: Texte, word: Mot) -> bool:
    return not any(sign.isdigit() for sign in texte.texte[word.debut : word.fin])
