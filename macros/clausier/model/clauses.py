"""The texts: clauses, annexes, letters, with their versions and their history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .listes import LES_DEUX, PARTIES, SEULE_VERSION
from .conditions import Condition, TOUJOURS
from .vocabulaire import Fondements


@dataclass(frozen=True, slots=True)
class TableauFixe:
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Alinea:
    """One paragraph (or list item): its text, what it fills (`rubrique/element`), the table or list that follows it."""

    texte: str
    condition: Condition = TOUJOURS
    remplit: tuple[str, ...] = ()
    liste: tuple["Alinea", ...] = ()
    tableau: str | TableauFixe | None = None
    annexes: bool = False
    si: str = ""  # in a letter: the condition in French, for a letter whose contract is not known
    expediteur: str = ""  # in a letter: printed only when this party writes


@dataclass(frozen=True, slots=True)
class Version:
    alineas: tuple[Alinea, ...]
    ecart: str = ""
    biais: str = ""
    repli: str = ""


@dataclass(frozen=True, slots=True)
class Changement:
    """One line of a history; `touche`: the contracts it concerns, when they are fewer than those that hold the item."""

    version: int
    date: str
    changement: str
    texte_anterieur: str = ""
    avenant: str = ""
    que_faire: str = ""
    touche: Condition = TOUJOURS


@dataclass(frozen=True, slots=True)
class Base:
    """What a house's file replaces: version, hash and text, so that a later change of the catalogue is seen."""

    version: int
    empreinte: str
    texte: str


@dataclass(frozen=True, slots=True)
class Surcharge:
    """How a house's folder changed an item: `mode` is remplace, complete, retire or ajoute."""

    mode: str
    dossier: str
    base: Base | None
    base_depassee: bool
    rubrique: str = ""  # of a clause removed
    fichier: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    id: str
    titre: str
    rubrique: str
    rang: int
    condition: Condition
    statut: str
    fondements: Fondements
    champs: tuple[str, ...]
    en_clair: str
    pourquoi: str
    pieges: tuple[str, ...]
    versions: Mapping[str, Version]
    relecture: str
    historique: tuple[Changement, ...]
    empreinte: str = ""
    surcharge: Surcharge | None = None

    @property
    def sensible(self) -> bool:
        return SEULE_VERSION not in self.versions

    @property
    def numero_version(self) -> int:
        return self.historique[-1].version

    def version(self, nom: str) -> Version:
        """The version of that name, or the only one there is."""
        return self.versions[nom if self.sensible else SEULE_VERSION]


@dataclass(frozen=True, slots=True)
class Section:
    titre: str
    alineas: tuple[Alinea, ...]
    condition: Condition = TOUJOURS


@dataclass(frozen=True, slots=True)
class Annexe:
    id: str
    titre: str
    rang: int
    condition: Condition
    fondements: Fondements
    champs: tuple[str, ...]
    en_clair: str
    pourquoi: str
    pieges: tuple[str, ...]
    sections: tuple[Section, ...]
    relecture: str
    historique: tuple[Changement, ...]
    empreinte: str = ""
    surcharge: Surcharge | None = None

    @property
    def numero_version(self) -> int:
        return self.historique[-1].version


@dataclass(frozen=True, slots=True)
class Courrier:
    """A letter, or an act that both parties sign, about a contract: its text is its own `sections`, or an annex (`reprend`)."""

    id: str
    titre: str
    rang: int
    objet: str
    expediteur: str
    genre: str
    quand_l_envoyer: str
    en_clair: str
    condition: Condition
    fondements: Fondements
    champs: tuple[str, ...]
    sections: tuple[Section, ...]
    pieges: tuple[str, ...]
    relecture: str
    historique: tuple[Changement, ...]
    recommande: bool = False
    si: str = ""
    reprend: str = ""

    @property
    def numero_version(self) -> int:
        return self.historique[-1].version

    @property
    def expediteurs(self) -> tuple[str, ...]:
        """Who may write it; nobody in particular for an act, which both sign."""
        if self.genre == "acte":
            return ()
        return PARTIES if self.expediteur == LES_DEUX else (self.expediteur,)
