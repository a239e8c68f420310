"""The vocabularies: sections, options, fields, official texts, defined terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .conditions import Condition, TOUJOURS

Fondements = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Element:
    """What makes a section operative; required only where `condition` holds."""

    id: str
    texte: str
    condition: Condition = TOUJOURS


@dataclass(frozen=True, slots=True)
class Rubrique:
    id: str
    numero: str
    groupe: str
    titre: str
    statut: str
    condition: Condition
    exige: tuple[Element, ...]
    fondements: Fondements
    si: str = ""
    note: str = ""
    frequence: str = ""


@dataclass(frozen=True, slots=True)
class Calcul:
    """How a derived option is computed from a field: reaches `seuil` (exceeds it when `strict`), or equals `vaut`."""

    champ: str
    seuil: int | None
    strict: bool
    vaut: str
    si_vide: bool


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    libelle: str
    force: str
    groupe: str = ""
    defaut: bool = False
    implique: tuple[str, ...] = ()
    suppose: tuple[str, ...] = ()
    calculee: Calcul | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Colonne:
    id: str
    titre: str
    type: str
    unite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Valeur:
    """One value of a closed choice."""

    id: str
    libelle: str


@dataclass(frozen=True, slots=True)
class ExempleSelon:
    """The example value where a condition holds."""

    exemple: object
    condition: Condition


@dataclass(frozen=True, slots=True)
class Champ:
    id: str
    libelle: str
    groupe: str
    type: str
    aide: str
    exemple: object
    exemples_selon: tuple[ExempleSelon, ...] = ()
    unite: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    valeurs: tuple[Valeur, ...] = ()
    colonnes: tuple[Colonne, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """An official text: what we keep of it is its id, title, version, address and our own summary."""

    id: str
    code: str
    article: str
    titre: str
    version_du: str
    url: str
    etat: str
    verification: str
    resume: str
    reserve: str = ""


@dataclass(frozen=True, slots=True)
class Terme:
    id: str
    terme: str
    definition: str
    abreviation: str = ""
    voir: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Releve:
    """One dated value of a rate: never written inside a clause."""

    date: str
    valeur: str
    source: str


@dataclass(frozen=True, slots=True)
class Indice:
    id: str
    titre: str
    usage: str
    source: str
    note: str
    references: tuple[str, ...]
    valeurs: tuple[Releve, ...]


@dataclass(frozen=True, slots=True)
class Incoherence:
    """Choices that do not go together (`condition`): warned of by name, composed all the same."""

    id: str
    titre: str
    condition: Condition
    message: str


@dataclass(frozen=True, slots=True)
class Comparaison:
    """Two values that must be in order, or the answers are refused: a field, `table.colonne` (row by row, or matched on the
    column `par`), or for `grand` a number."""

    id: str
    petit: str
    grand: str
    message: str
    condition: Condition = TOUJOURS
    par: str = ""


@dataclass(frozen=True, slots=True)
class PasPour:
    """Whom a template does not suit, unless one of the options says it was made for them."""

    id: str
    public: str
    pourquoi: str
    sauf_options: tuple[str, ...] = ()
