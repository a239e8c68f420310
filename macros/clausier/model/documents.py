"""The words of the documents that belong to no clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Groupe:
    id: str
    titre: str


@dataclass(frozen=True, slots=True)
class Signataire:
    titre: str
    lignes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartieCourrier:
    """A party at the head and at the foot of a letter."""

    adresse: tuple[str, ...]
    titre: str
    signature: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextesCourriers:
    """The words that every letter shares."""

    avertissement: str
    a_garder: str
    recommande: str
    lieu_date: str
    objet: str
    reference: str
    salutation: str
    politesse: str
    fait: str
    parties: Mapping[str, PartieCourrier]


@dataclass(frozen=True, slots=True)
class TextesAvenant:
    """The words of the amendment from one contract to another; each # is filled in order (number, title, new number)."""

    titre: str
    parties: tuple[str, ...]
    rappel: str
    articles: Mapping[str, str]
    objet: tuple[str, ...]
    modifie: Mapping[str, str]
    concordance: tuple[str, ...]
    colonnes: tuple[str, ...]
    neant: str
    effet: tuple[str, ...]
    maintien: tuple[str, ...]
    fait: str


@dataclass(frozen=True, slots=True)
class TextesEssentiel:
    """The words around « L'essentiel en une page »: its title, the remark under it, the two columns of its table."""

    titre: str
    avis: str
    colonnes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Textes:
    """The words of the document that belong to no clause."""

    titre: str
    groupes: tuple[Groupe, ...]
    annexes: str
    a_completer: str
    entete: str
    signataires: tuple[Signataire, ...]
    notices: Mapping[str, str]
    courriers: TextesCourriers | None = None
    avenant: TextesAvenant | None = None
    essentiel: TextesEssentiel | None = None
