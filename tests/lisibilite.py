"""Lisibilité d’un texte français : syllabes, mots, phrases, et le score de Kandel et Moles (1958), Flesch adapté au français.

Le score va de 0 (ardu) à 100 (très facile) ; 50 sépare l’assez difficile du difficile. Tout est compté par règles, sans dictionnaire.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_VOYELLES = "aeiouyàâäéèêëîïôöùûüœæ"
_GROUPE = re.compile(rf"[{_VOYELLES}]+")
# Deux voyelles qui se suivent font deux syllabes ; un point les sépare.
_HIATUS = (
    (re.compile(r"(?<=[bcdfgptv][lr])i(?=[aeéèêoô])"), "i."),  # cli-ent, pri-orité, ouvri-er
    (re.compile(r"(?<=[aeéou])y(?=[aeéèêiou])"), "y."),  # pay-er, moy-en
    (re.compile(r"(?<![qgo])u(?=[aàâéèêo]|e[^iu\W])(?!es?\b|ent\b)"), "u."),  # évalu-er, mutu-el, situ-ation ; ni accueil, ni vue
    (re.compile(r"ou(?=[aàâéèê]|e[^\W])(?!oues?\b|ouent\b)"), "ou."),  # lou-age, jou-er
    (re.compile(r"é(?=[aàâéèêiouô])"), "é."),  # cré-er s’écrit é-e : voir plus bas ; ré-alité, pré-avis
    (re.compile(r"é(?=e[^s\W])"), "é."),  # cré-er, mais pas idée ni idées
    (re.compile(r"(?<=[aeou])(?=[éèêï])"), "."),  # a-érien, co-équipier, ma-ïs
    (re.compile(r"o(?=[aà])"), "o."),  # co-actif
    (re.compile(r"i(?=o[^nu\W])"), "i."),  # péri-ode
    (re.compile(r"ï(?=[aeéou])"), "ï."),
)
# Un e final ne s’entend pas, seul ou après le u de qu et gu.
_MUET = re.compile(rf"(?:(?<=[qg])u|(?<![{_VOYELLES}.]))es?$")


@lru_cache(maxsize=20_000)
def syllabes(mot: str) -> int:
    """Le nombre de syllabes d’un mot, tel qu’on le lit à voix haute : un sigle s’épelle, un nombre compte une syllabe par chiffre."""
    return sum(map(_partie, re.findall(r"\d+|[^\W\d_]+", mot)))


def _partie(mot: str) -> int:
    if mot.isdigit():
        return len(mot)
    if len(mot) > 1 and mot.isupper() and not _GROUPE.search(mot.lower()[1:-1]):
        return len(mot)
    mot = mot.lower()
    for motif, par in _HIATUS:
        mot = motif.sub(par, mot)
    ecrites = len(_GROUPE.findall(mot))
    return max(ecrites - (1 if ecrites > 1 and _MUET.search(mot) else 0), 1 if _GROUPE.search(mot) else 0)


def mots(texte: str) -> list[str]:
    """Les mots, séparés par des espaces : « l’article » en est un, un tiret isolé n’en est pas un."""
    return [mot for mot in re.split(r"[\s\u00a0\u202f]+", texte) if re.search(r"\w", mot)]


# Une phrase finit par un point suivi d’une espace ordinaire et d’une majuscule ; « art. 1103 » et « L. 441-10 » n’en finissent aucune.
_FIN = re.compile(r"(?<=[.!?…])(?<!\bart\.)(?:\u00a0»)?[ \n]+(?=[«“(–\[]?[\u00a0 ]?[A-ZÀÂÇÉÈÊÎÔÛŒ0-9])")


def phrases(paragraphe: str) -> list[str]:
    """Les phrases d’un paragraphe ; la dernière peut n’avoir pas de point (une puce)."""
    return [phrase for phrase in _FIN.split(paragraphe) if mots(phrase)]


def kandel_moles(paragraphes: Iterable[str]) -> float:
    """207 − 1,015 × mots par phrase − 73,6 × syllabes par mot. Lève ValueError si le texte n’a pas de mot."""
    toutes = [mots(phrase) for paragraphe in paragraphes for phrase in phrases(paragraphe)]
    total = sum(map(len, toutes))
    if not total:
        raise ValueError("le texte n’a pas de mot")
    return 207 - 1.015 * total / len(toutes) - 73.6 * sum(syllabes(mot) for phrase in toutes for mot in phrase) / total


def mediane(valeurs: Sequence[int]) -> float:
    """La médiane d’une suite qui n’est pas vide."""
    triees, milieu = sorted(valeurs), len(valeurs) // 2
    return triees[milieu] if len(triees) % 2 else (triees[milieu - 1] + triees[milieu]) / 2
