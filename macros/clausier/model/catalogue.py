"""The whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .vocabulaire import Champ, Comparaison, Incoherence, Indice, Option, PasPour, Reference, Rubrique, Terme
from .clauses import Annexe, Clause, Courrier, Surcharge
from .choix import Formule, Modele, TypeMaintenance
from .guide import Dessin, Evenement, LigneEssentielle, Moment, MotFlou, Point, Synonyme
from .tableurs import Tableur
from .documents import Textes

if TYPE_CHECKING:
    from ..implication import Worlds


@dataclass(frozen=True, slots=True)
class Catalogue:
    version: str
    date: str
    empreinte: str
    rubriques: Mapping[str, Rubrique]
    options: Mapping[str, Option]
    champs: Mapping[str, Champ]
    references: Mapping[str, Reference]
    glossaire: Mapping[str, Terme]
    indices: Mapping[str, Indice]
    clauses: Mapping[str, Clause]
    annexes: Mapping[str, Annexe]
    types: Mapping[str, TypeMaintenance]
    formules: Mapping[str, Formule]
    modeles: Mapping[str, Modele]
    courriers: Mapping[str, Courrier]
    incoherences: Mapping[str, Incoherence]
    comparaisons: Mapping[str, Comparaison]
    pas_pour: Mapping[str, PasPour]
    moments: Mapping[str, Moment]
    avant_signer: Mapping[str, Point]
    mots_flous: Mapping[str, MotFlou]
    synonymes: Mapping[str, Synonyme]
    dessins: Mapping[str, Dessin]
    essentiel: Mapping[str, LigneEssentielle]
    tableurs: Mapping[str, Tableur]
    changements: Mapping[str, Evenement]
    textes: Textes
    worlds: "Worlds"
    licence: str
    retraits: tuple[tuple[str, Surcharge], ...] = field(default=())

    def clauses_de(self, rubrique: str) -> list[Clause]:
        """The clauses of a section, in printing order."""
        return sorted((c for c in self.clauses.values() if c.rubrique == rubrique), key=lambda c: (c.rang, c.id))
