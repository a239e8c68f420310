"""What the checker deduces of a contract: is it one, its types, its formula, its options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .controle import Tournure

INCONNU = "inconnu"


@dataclass(frozen=True, slots=True)
class Repere:
    """Said when `dits` of its ways of saying are found and none of `sauf`; `manque` is the reason given when it is not, `raison` when it is.

    One of `tete` in the title of a document is enough, unless the title says one of `tete_sauf` too.
    """

    tournures: tuple[Tournure, ...]
    dits: int = 1
    manque: str = ""
    id: str = ""
    raison: str = ""
    sauf: tuple[Tournure, ...] = ()
    tete: tuple[Tournure, ...] = ()
    tete_sauf: tuple[Tournure, ...] = ()


@dataclass(frozen=True, slots=True)
class Sujet:
    """A maintenance contract speaks of these three; `autres`: what looks like one and is not; `court`: what is said of a text too short to tell."""

    court: str
    informatique: Repere
    service: Repere
    engagement: Repere
    autres: tuple[Repere, ...]


@dataclass(frozen=True, slots=True)
class RepereOption:
    """`oui` lights the option when `assez` sentences say it (fewer: perhaps), `non` puts it out; nothing found: `sinon` (« inconnu » or « non »)."""

    oui: tuple[Tournure, ...]
    non: tuple[Tournure, ...] = ()
    sinon: str = INCONNU
    nie: bool = False
    assez: int = 1


@dataclass(frozen=True, slots=True)
class Annonce:
    """What a document says of itself before its first article: its types, its formula."""

    types: Mapping[str, tuple[Tournure, ...]]
    formules: Mapping[str, tuple[Tournure, ...]]


@dataclass(frozen=True, slots=True)
class ReglesContexte:
    """How each is deduced. A type is there when its sentences weigh `assez`: 2 under a heading of `compte_double`, in a heading or before any, else 1."""

    sujet: Sujet
    annonce: Annonce
    types: Mapping[str, tuple[Tournure, ...]]
    formules: Mapping[str, tuple[Tournure, ...]]
    hors_forfait: Mapping[str, tuple[Tournure, ...]]
    options: Mapping[str, RepereOption]
    ecarte: tuple[str, ...]  # headings under which nothing counts for the types
    compte_double: tuple[str, ...]
    assez: int
