"""The choices of a contract: types, formulas, templates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypeMaintenance:
    id: str
    titre: str
    rang: int
    en_clair: str
    definition: str
    exige: tuple[str, ...]
    ce_qu_il_exige: str
    pieges: tuple[str, ...]
    synonymes: tuple[str, ...] = ()
    apporte: tuple[str, ...] = ()
    implique: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EnBref:
    """A formula in four short answers, to set side by side with the others."""

    paie: str
    quand: str
    garanti: str
    volume: str


@dataclass(frozen=True, slots=True)
class Formule:
    id: str
    titre: str
    rang: int
    en_clair: str
    definition: str
    exige: tuple[str, ...]
    ce_qu_elle_exige: str
    pour_qui: str
    pieges: tuple[str, ...]
    synonymes: tuple[str, ...] = ()
    implique: tuple[str, ...] = ()
    defaut_hors_forfait: bool = False
    references: tuple[str, ...] = ()
    en_bref: EnBref | None = None


@dataclass(frozen=True, slots=True)
class Modele:
    """A whole template: the choices it makes; everything else is the catalogue's."""

    id: str
    titre: str
    rang: int
    types: tuple[str, ...]
    formule: str
    hors_forfait: str
    options: tuple[str, ...]
    en_clair: str
    pour: str
