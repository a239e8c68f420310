"""The annexes that count, as spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .vocabulaire import Valeur


@dataclass(frozen=True, slots=True)
class ColonneTableur:
    """A column of a sheet; without `titre` nor `type`, it is that of the sheet's field, to which it adds a width or a list."""

    id: str
    titre: str = ""
    type: str = ""
    largeur: int = 0
    liste: tuple[str, ...] | str = ()  # the values, or where they stand: « feuille.colonne », « reglages.id »
    calcul: str = ""
    reprend: str = ""  # the printed column of the annex that it fills, when the title is another
    aide: str = ""


@dataclass(frozen=True, slots=True)
class FeuilleTableur:
    """A sheet to fill: the columns of a table field (`champ`), those of a printed table of the annex (`reprend`), and its own."""

    id: str
    titre: str
    lignes: int
    colonnes: tuple[ColonneTableur, ...] = ()
    champ: str = ""
    reprend: str = ""


@dataclass(frozen=True, slots=True)
class Reglage:
    """A value that the formulas use: from a field, from the version of a clause (`selon`), or typed."""

    id: str
    titre: str
    type: str
    champ: str = ""
    selon: Mapping[str, str] = field(default_factory=dict)
    valeurs: tuple[Valeur, ...] = ()
    liste: tuple[str, ...] = ()
    defaut: str = ""
    calcul: str = ""
    aide: str = ""


@dataclass(frozen=True, slots=True)
class Tableur:
    """A workbook that serves an annex of the same id: what a contract prints, as sheets that compute."""

    id: str
    titre: str
    rang: int
    en_clair: str
    mode_d_emploi: tuple[str, ...]
    feuilles: tuple[FeuilleTableur, ...]
    reglages: tuple[Reglage, ...] = ()
    synthese: tuple[Reglage, ...] = ()
    mots: Mapping[str, str] = field(default_factory=dict)
