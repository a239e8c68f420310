"""The domain: what a catalogue is made of. Frozen data, no reading, no writing, no rule across files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .implication import Worlds

FORCES = ("impose", "oblige", "encadre", "suppletif")
VERSIONS = ("equilibree", "client", "prestataire")
SEULE_VERSION = "unique"
PARTIES = ("client", "prestataire")
LES_DEUX = "les-deux"
AVENANTS = ("oui", "non", "a-verifier")


# ---------------------------------------------------------------- conditions
@dataclass(frozen=True, slots=True)
class Situation:
    """What a contract is about: the choices, with everything they bring and imply already added."""

    types: frozenset[str]
    formule: str
    hors_forfait: str
    options: frozenset[str]


Carte = tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """`quand`: maps of which one suffices, every key of it matching by at least one value; `sauf`: the same, excluding."""

    quand: tuple[Carte, ...] = ()
    sauf: tuple[Carte, ...] = ()

    def vraie(self, situation: Situation) -> bool:
        for carte in self.sauf:
            if _convient(carte, situation):
                return False
        for carte in self.quand:
            if _convient(carte, situation):
                return True
        return not self.quand


TOUJOURS = Condition()


@lru_cache(maxsize=None)
def condition(quand: tuple[Carte, ...] = (), sauf: tuple[Carte, ...] = ()) -> Condition:
    """The one Condition of these maps: equal conditions are the same object, so that each is weighed once per contract."""
    return Condition(quand, sauf)


def _convient(carte: Carte, situation: Situation) -> bool:
    for cle, valeurs in carte:
        if cle == "types":
            present = not valeurs.isdisjoint(situation.types)
        elif cle == "formules":
            present = situation.formule in valeurs
        elif cle == "hors-forfait":
            present = situation.hors_forfait in valeurs
        else:
            present = not valeurs.isdisjoint(situation.options)
        if not present:
            return False
    return True


# ---------------------------------------------------------------- vocabularies
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


# ---------------------------------------------------------------- texts
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


# ---------------------------------------------------------------- choices
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


# ---------------------------------------------------------------- spreadsheets
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


ARTICLES_AVENANT = ("objet", "modifies", "inseres", "supprimes", "annexes", "numeros", "effet", "maintien")
GESTES_AVENANT = (
    *("article", "article-renumerote", "paragraphe", "paragraphe-renumerote", "insere", "supprime"),
    *("annexe", "annexe-renumerotee", "annexe-paragraphe", "annexe-paragraphe-renumerote", "annexe-inseree", "annexe-supprimee"),
)


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


# ---------------------------------------------------------------- the whole
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
