"""What readers are shown around the clauses: checks before signing, changes of the law, summaries, drawings, words to avoid."""

from __future__ import annotations

from dataclasses import dataclass

from .conditions import Condition, TOUJOURS
from .vocabulaire import Fondements


@dataclass(frozen=True, slots=True)
class Evenement:
    """A dated change of an official text: what changes on `date`, known to the catalogue since `releve`, and whom it touches."""

    id: str
    date: str
    releve: str
    titre: str
    changement: str
    que_faire: str
    avenant: str
    references: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    si: str = ""
    condition: Condition = TOUJOURS


@dataclass(frozen=True, slots=True)
class LigneEssentielle:
    """One sentence of « L'essentiel en une page », true of every version of the clauses; those of one `titre` print together."""

    id: str
    titre: str
    texte: str
    condition: Condition = TOUJOURS


@dataclass(frozen=True, slots=True)
class Moment:
    """When points are checked before signing: its title, and where its points show (`sur`: listes, fiches or both)."""

    id: str
    titre: str
    sur: str
    aide: str = ""
    echange: bool = False  # its points are documents that a party hands over


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to check, or a document to gather, before signing; `cote`: who checks it, or who hands it over."""

    id: str
    moment: str
    cote: str
    texte: str
    fondements: Fondements
    condition: Condition = TOUJOURS
    si: str = ""  # the condition in French, for a list whose contract is not known
    clause: str = ""
    annexe: str = ""


@dataclass(frozen=True, slots=True)
class MotFlou:
    """A wording that our own clauses never use (`mot`, its beginning is enough), and what to write instead."""

    id: str
    mot: str
    a_la_place: str


@dataclass(frozen=True, slots=True)
class Synonyme:
    """What readers type in the search (`mots`, words or expressions), and what they mean: words of the site, clauses to show first."""

    id: str
    mots: tuple[str, ...]
    trouve: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Etape:
    """One step of a drawing of the guide: its words, and the facts of a fictitious example (`moment`, `minutes`, `tarif`)."""

    id: str
    titre: str
    texte: str = ""
    clause: str = ""
    types: tuple[str, ...] = ()
    formule: str = ""
    moment: str = ""
    minutes: int = 0
    tarif: str = ""


@dataclass(frozen=True, slots=True)
class Dessin:
    """A drawing of the guide: its words and its example. Every other figure is the example of a field."""

    id: str
    titre: str
    description: str
    avis: str
    etapes: tuple[Etape, ...]
    feries: tuple[str, ...] = ()
