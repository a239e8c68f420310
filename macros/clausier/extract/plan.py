"""The level of each heading, from its label and from those around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..mots import plier
from .document import Bloc
from .titres import Titre

_RANGS = {"livre": 0, "partie": 1, "titre": 1, "chapitre": 2, "section": 3, "sous-section": 4, "article": 5}
_RACINES = ("preambule", "entre les", "il a ete", "il est", "ceci expose", "cela expose", "expose", "conditions", "signature", "fait a", "annexe", "pour le", "pour la", "bon pour", "d une part", "les parties", "parties")


def niveaux(placed: Sequence[tuple[Bloc, Titre | None]]) -> list[tuple[Bloc, Titre | None]]:
    """The same blocks, each heading with its level; those that a style gave are kept."""
    styled = any(title is not None and bloc.niveau for bloc, title in placed)
    strong = [rank for rank, (_, title) in enumerate(placed) if title is not None and title.etiquette is not None]
    first, last = (strong[0], strong[-1]) if len(strong) >= 3 else (len(placed), -1)
    stack: list[tuple[str, int]] = []  # scheme, level
    seen: dict[str, int] = {}  # the level of a scheme, in a text whose styles give some
    found: list[tuple[Bloc, Titre | None]] = []
    for rank, (bloc, title) in enumerate(placed):
        if title is None:
            found.append((bloc, None))
            continue
        scheme = _famille(title)
        if bloc.niveau:
            level = bloc.niveau
            while stack and stack[-1][1] >= level:
                stack.pop()
            if scheme != "libre":
                seen.setdefault(scheme, level)
        elif scheme == "libre" and (_est_racine(title) or rank < first or rank > last > 0 and title.genre == "capitales"):
            level = 1 if not styled else _racine(stack)
            stack = [] if not styled else [each for each in stack if each[1] < level]
        elif styled and scheme in seen:
            level = seen[scheme]
            while stack and stack[-1][1] >= level:
                stack.pop()
        else:
            level = _sous(stack, scheme)
        stack.append((scheme, level))
        found.append((replace(bloc, niveau=level), title))
    return found


def _famille(title: Titre) -> str:
    """Headings of one scheme have one level."""
    label = title.etiquette
    if label is None:
        return "libre"
    if label.genre == "decimal":
        return f"decimal{len(label.valeur)}{'L' if label.numero[:1].isalpha() else ''}"
    return label.genre


def _est_racine(title: Titre) -> bool:
    return " ".join(plier(title.nom).replace("'", " ").split()).startswith(_RACINES)


def _racine(stack: list[tuple[str, int]]) -> int:
    """The level right under the title of the document, in a text whose styles give levels."""
    return min((level for _, level in stack[1:]), default=2) if stack else 1


def _sous(stack: list[tuple[str, int]], scheme: str) -> int:
    """The level of a heading under those that are open, which it closes when it is of their scheme or above."""
    if scheme == "annexe":
        stack.clear()
        return 1
    for place, (other, level) in enumerate(stack):
        if other == scheme or _au_dessus(scheme, other):
            del stack[place:]
            return level
    return stack[-1][1] + 1 if stack else 1


def _au_dessus(scheme: str, other: str) -> bool:
    """Does the first scheme always stand over the second?"""
    if scheme in _RANGS and other in _RANGS:
        return _RANGS[scheme] < _RANGS[other]
    if scheme == "article" and other.startswith("decimal") and other != "decimal1":
        return True
    if scheme.startswith("decimal") and other.startswith("decimal"):
        return int(scheme[7]) < int(other[7])
    return other == "minuscule"
