"""What makes two passages of a contract contradict each other: the things it fixes once, and how they are said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

GENRES_CONTRADICTION = (
    "deux-delais",
    "ouvrees-calendaires",
    "moyens-resultat",
    "deux-preavis",
    "deux-durees",
    "plusieurs-tribunaux",
    "plusieurs-plafonds",
    "pourcentages-divergents",
    "numerotation",
    "terme-non-defini",
    "terme-defini-deux-fois",
    "blanc",
    "chiffres-lettres",
    "formule-regles",
)
MESURES = ("duree", "taux", "plafond", "point")

Motifs = tuple[str, ...]
Noms = Mapping[str, Motifs]  # a name, and the patterns that say it


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of contradiction. In `pourquoi`, « {quoi} » is the thing that is said twice."""

    titre: str
    pourquoi: str
    references: tuple[str, ...]
    exemples: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Gravite:
    """A level of severity: its names, and what describes it when no name is given."""

    rang: int
    noms: Motifs
    descriptions: Motifs = ()


@dataclass(frozen=True, slots=True)
class Fait:
    """Something a contract fixes once, as a quantity (`mesure`), which two sentences must not give differently.

    `motifs`: what says it, near the quantity or around it; `graves`: what says it in a sentence that names a severity; `faibles`: what says it
    when nothing else explains the quantity. `avec`: one of these must be in the sentence, one before that it goes on with, or its heading; in any beside it with
    `suite`; `sauf`: it is not that; `au_moins`, `au_plus`: lengths it can be, in minutes. `selon`: dimensions that part two facts as soon as one
    names them; `souple`: only when both do. `grille`: given by severity, in lists that name it once.
    """

    id: str
    nom: str
    genre: str
    mesure: str
    motifs: Motifs
    graves: Motifs = ()
    faibles: Motifs = ()
    avec: Motifs = ()
    sauf: Motifs = ()
    selon: tuple[str, ...] = ()
    souple: tuple[str, ...] = ()
    grille: bool = False
    suite: bool = False
    au_moins: int = 0
    au_plus: int = 0


@dataclass(frozen=True, slots=True)
class ReglesCas:
    """For which case a sentence speaks: `si` opens a condition, whose words set a case apart but the `neutres`; `sinon`: one
    that says nothing more (« À défaut, … »); `pouvoirs`: verbs that tell who acts;
    `echelles`: what letters or numbers tell apart (« la classe B »)."""

    si: Motifs
    neutres: tuple[str, ...]
    sinon: Motifs
    pouvoirs: tuple[str, ...]
    echelles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dit:
    """A length said without a number (« dans l'heure »), in minutes."""

    motif: str
    minutes: int


@dataclass(frozen=True, slots=True)
class ReglesDurees:
    """How dates bound the contract: `debut` and `fin` hold a date, in a sentence that says one of `avec`; `sauf`: another thing ends or begins.
    `indeterminee`: it has no term, but in a sentence that says one of `ensuite`."""

    debut: Motifs
    fin: Motifs
    avec: Motifs
    sauf: Motifs
    indeterminee: Motifs
    ensuite: Motifs


@dataclass(frozen=True, slots=True)
class Multiple:
    """A cap as so many months of the price (`mois`), or a kind of its own (0)."""

    motif: str
    mois: int = 0
    genre: str = ""


@dataclass(frozen=True, slots=True)
class ReglesPlafond:
    """How a liability cap is given otherwise than as an amount."""

    multiples: tuple[Multiple, ...]


@dataclass(frozen=True, slots=True)
class ReglesObligations:
    """Means or result, for what. `effort`, `garantie`: means, a result, said otherwise of what the sentence names. `general`: all that is owed; `reste`: all but what another clause says."""

    moyens: Motifs
    resultat: Motifs
    effort: Motifs
    moyens_pour: Motifs
    resultat_pour: Motifs
    titres: Motifs
    moyens_liste: Motifs
    resultat_liste: Motifs
    garantie: Motifs
    nie: tuple[str, ...]
    general: Motifs
    reste: Noms
    hormis: Motifs
    sauf: Motifs
    ancres: Motifs
    prestations: Noms


@dataclass(frozen=True, slots=True)
class ReglesTribunaux:
    """Which court: `parle`: a sentence that gives jurisdiction; `sauf`: it does not, or only for some; `choix`: it leaves a choice."""

    parle: Motifs
    sauf: Motifs
    choix: Motifs
    attaches: Noms
    sortes: Noms
    pas_villes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReglesNumeros:
    """`dehors`: words that tell an article of another text."""

    dehors: tuple[str, ...]
    avant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReglesQuantites:
    """What a length, read beside certain words, is not: how often (`rythmes`, before it), how much a period (`chaque`, then `periodes`, after it),
    an hour of the day (`heures`, before it), « 7 jours sur 7 » (`sur`). `ordinaux`: ranks, but of the days of a `calendrier`; `multiples`: « million »,
    before one of the `monnaies`."""

    rythmes: tuple[str, ...]
    chaque: tuple[str, ...]
    periodes: tuple[str, ...]
    heures: tuple[str, ...]
    sur: tuple[str, ...]
    ordinaux: Mapping[str, int]
    calendrier: tuple[str, ...]
    multiples: Mapping[str, int]
    monnaies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReglesDefinitions:
    """The turns that define. Around a term between quotes: `designent` after it (but not `designent_pas`), `entendre` before it, `sont` after it under
    a heading of definitions, `portees` that open what it is defined for. Of a term known: `ouvrent` before it, `redisent` after it (but not
    `redisent_pas`, nor what `renvoient` elsewhere), `sens` after a colon. `articles` before a term; heads of columns; `outils`: words that say nothing of it."""

    designent: tuple[str, ...]
    designent_pas: tuple[str, ...]
    entendre: tuple[str, ...]
    sont: tuple[str, ...]
    portees: tuple[str, ...]
    ouvrent: tuple[str, ...]
    redisent: tuple[str, ...]
    redisent_pas: tuple[str, ...]
    sens: tuple[str, ...]
    renvoient: Motifs
    articles: tuple[str, ...]
    colonnes_termes: tuple[str, ...]
    colonnes_sens: tuple[str, ...]
    outils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReglesTermes:
    """Definitions: the headings that announce them, the ways of sending back to them, those that only send back; the ways of saying that
    capitals have a meaning, and what is then looked for."""

    titres: Motifs
    renvois: Motifs
    creux: Motifs
    annonce: Motifs
    majuscules: Motifs
    definir: ReglesDefinitions


@dataclass(frozen=True, slots=True)
class ReglesRecapitulatifs:
    """Lines of a summary: `vides`, words that name nothing; `entetes`, heads of columns that name nothing; `suites`, beginnings of the words for what
    follows a thing and is not it; `genres`, by kind of contradiction, beginnings of the words that tell it. `actions`, `choses`: what is done, to what,
    by the beginnings of the words that say the same; `parties`: words that only say who does it."""

    vides: tuple[str, ...]
    entetes: tuple[str, ...]
    suites: tuple[str, ...]
    genres: Mapping[str, tuple[str, ...]]
    actions: Mapping[str, tuple[str, ...]]
    choses: Mapping[str, tuple[str, ...]]
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReglesBlancs:
    """Places left to fill in: `mots` tell a bracket that is one; `signature`, `signataires` (a name, and
    a line to sign) and `formulaires`: what is filled in later."""

    mots: tuple[str, ...]
    unites: tuple[str, ...]
    pas_crochets: tuple[str, ...]
    signature: Motifs
    signataires: Motifs
    formulaires: Motifs


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two things a price formula cannot say together, of the same object, or with `nom_commun` of what one same word names; `contre` empty: what
    must be said somewhere and is not."""

    id: str
    nom: str
    dit: Motifs
    contre: Motifs
    sauf: Motifs = ()
    objets: Noms | None = None
    manque: bool = False
    generaux: Motifs = ()
    meme_phrase: bool = False
    nom_commun: bool = False


@dataclass(frozen=True, slots=True)
class ReglesContradictions:
    """clauses/controle/contradictions.yml, read."""

    genres: Mapping[str, Genre]
    mots: Mapping[str, str]  # what is said around a kind; each # is a number
    gravites: tuple[Gravite, ...]
    dimensions: Mapping[str, Noms]
    regimes: Noms
    comptes: Noms
    dits: tuple[Dit, ...]
    quantites: ReglesQuantites
    ecarte: Motifs
    deroge: Motifs
    cas: ReglesCas
    faits: tuple[Fait, ...]
    durees: ReglesDurees
    plafond: ReglesPlafond
    obligations: ReglesObligations
    tribunaux: ReglesTribunaux
    numeros: ReglesNumeros
    termes: ReglesTermes
    recapitulatifs: ReglesRecapitulatifs
    blancs: ReglesBlancs
    oppositions: tuple[Opposition, ...]
