"""The checker's rules: what a text says when it speaks of a section, is executable, or carries a risk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .conditions import Condition, TOUJOURS

PORTEES = ("phrase", "alinea", "article")
GRAVITES = ("impose", "risque", "usage")
# Warnings of a reading after which what was not found may all the same be in the contract: nothing is then said absent.
LACUNES = ("texte-illisible", "pages-sans-texte", "contenu-importe", "autre-langue")


@dataclass(frozen=True, slots=True)
class Tournure:
    """One way of saying: a pattern (`motifs`), what must be found with it in its `portee`, what must not be in the sentence.

    `sous_titre`: only under a heading of the section. `nie`: does a denied one count (None: as the rule says)?
    """

    motif: str
    avec: tuple[str, ...] = ()
    sauf: tuple[str, ...] = ()
    portee: str = "phrase"
    sous_titre: bool = False
    nie: bool | None = None


@dataclass(frozen=True, slots=True)
class RegleRubrique:
    """How a section is recognised. `elements`: by « exige » element; `assez`: how many of them make it present (None: half, two at least; 0: never)."""

    id: str
    titres: tuple[str, ...]
    sujet: tuple[Tournure, ...]
    operant: tuple[Tournure, ...]
    elements: Mapping[str, tuple[Tournure, ...]]
    exemples: Mapping[str, tuple[str, ...]]
    assez: int | None = None
    sauf: tuple[str, ...] = ()
    nie: bool = False


@dataclass(frozen=True, slots=True)
class Manque:
    """An alert given only when at most `au_plus` elements of that section are found."""

    rubrique: str
    au_plus: int


@dataclass(frozen=True, slots=True)
class RegleAlerte:
    """What a text strikes, requires or frames, or usage condemns. `condition`: for which types, formulas, options, when they are known."""

    id: str
    titre: str
    gravite: str
    references: tuple[str, ...]
    pourquoi: str
    conseil: str
    tournures: tuple[Tournure, ...]
    exemples: Mapping[str, tuple[str, ...]]
    clause: str = ""
    suppose: tuple[str, ...] = ()
    condition: Condition = TOUJOURS
    manque: Manque | None = None
    nie: bool = True


@dataclass(frozen=True, slots=True)
class Flou:
    """A wording from which nothing can be demanded, and a better one; `rubriques`: where it hurts (everywhere when empty)."""

    id: str
    motifs: tuple[Tournure, ...]
    pourquoi: str
    mieux: str
    exemples: Mapping[str, tuple[str, ...]]
    rubriques: tuple[str, ...] = ()
    nie: bool = True


@dataclass(frozen=True, slots=True)
class Langue:
    """How French denies: words before and patterns after, within so many words. `groupes`: words that stand for one another, « @name » in a pattern.

    `sans_valeur`: what a summary says of itself when it binds nobody.
    """

    nie_avant: tuple[str, ...]
    nie_apres: tuple[str, ...]
    portee_avant: int
    portee_apres: int
    groupes: Mapping[str, tuple[str, ...]]
    sans_valeur: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextesRapport:
    """The words of the reports. `phrases`: each # is filled in order; `comptes`: one, several; `lacunes`: why a reading is incomplete, by warning."""

    phrases: Mapping[str, str]
    verdicts: Mapping[str, str]
    etats: Mapping[str, str]
    gravites: Mapping[str, str]
    comptes: Mapping[str, tuple[str, ...]]
    parties: Mapping[str, str]
    colonnes: Mapping[str, str]
    lacunes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Controle:
    """All the rules, by id, in the order of the files."""

    langue: Langue
    rubriques: Mapping[str, RegleRubrique]
    alertes: Mapping[str, RegleAlerte]
    flous: Mapping[str, Flou]
    rapport: TextesRapport
    contexte: object = None
    contradictions: object = None
    empreinte: str = ""
