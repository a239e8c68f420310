"""The shape of a clause and of an annex."""

from __future__ import annotations

from .. import model as m
from ..shapes import Carte, Choix, Key, Liste, ListeDeTextes, Objet, Tableau
from .commun import AVENANT, DATE, ENTIER, FONDEMENTS, ID, IDS, OUI_NON, QUAND, TEXTE, conditioned, conditions

ITEM = Objet("puce", conditioned(m.Alinea), [Key("texte", TEXTE, "le texte de la puce"), Key("remplit", IDS, "les éléments remplis", required=False, default=()), *conditions()])
ALINEA = Objet(
    "alinéa",
    conditioned(m.Alinea),
    [
        Key("texte", TEXTE, "le paragraphe, dans le petit Markdown du projet"),
        Key("remplit", IDS, "les éléments `exige` que cette phrase remplit (`rubrique/element` dans une annexe)", required=False, default=()),
        Key("liste", ListeDeTextes(ITEM), "les puces qui suivent", required=False, default=()),
        Key("tableau", Tableau(), "le tableau qui suit", required=False),
        Key("annexes", OUI_NON, "imprime la liste numérotée des annexes présentes", required=False),
        *conditions(),
    ],
)
ALINEAS = Liste(ALINEA, 1)
VERSION = Objet(
    "version",
    m.Version,
    [
        Key("ecart", TEXTE, "ce qui la distingue : une obligation, un chiffre ou celui qui supporte le risque"),
        Key("biais", TEXTE, "qui elle avantage, et en quoi"),
        Key("repli", TEXTE, "la position de repli à proposer"),
        Key("alineas", ALINEAS, "le texte, en entier"),
    ],
)


def _changement(touche=(), **values) -> m.Changement:
    return m.Changement(touche=m.condition(touche) if touche else m.TOUJOURS, **values)


CHANGEMENT = Objet(
    "changement",
    _changement,
    [
        Key("version", ENTIER, "numéro de version, croissant"),
        Key("date", DATE, "date du changement"),
        Key("changement", TEXTE, "ce qui a changé"),
        Key("texte_anterieur", TEXTE, "le texte d'avant", required=False),
        Key("avenant", AVENANT, "faut-il un avenant à un contrat signé ; sans cette clé, à vérifier", required=False),
        Key("que_faire", TEXTE, "ce que fait celui qui a signé la version d'avant", required=False),
        Key("touche", QUAND, "les contrats touchés, s'ils sont moins nombreux que ceux qui portent la clause", required=False),
    ],
)
RELECTURE = Objet(
    "relecture",
    lambda etat="", par="", date="": " ".join(x for x in (etat, f"par {par}" if par else "", f"le {date}" if date else "") if x),
    [
        Key("etat", TEXTE, "« non relu par un juriste », ou ce qu'a dit la relecture"),
        Key("par", TEXTE, "qui a relu", required=False),
        Key("date", DATE, "quand", required=False),
    ],
)
BASE = Objet(
    "base",
    m.Base,
    [
        Key("version", ENTIER, "version de la clause remplacée"),
        Key("empreinte", TEXTE, "empreinte de la clause remplacée (`clausier valider` l'imprime)"),
        Key("texte", TEXTE, "texte remplacé"),
    ],
)


def commented() -> list[Key]:
    """What every clause and annex says about itself."""
    return [
        Key("fondements", FONDEMENTS, "les textes officiels, par force : `impose`, `oblige`, `encadre`, `suppletif`"),
        Key("champs", IDS, "exactement les champs cités dans les textes", required=False, default=()),
        Key("en_clair", TEXTE, "une phrase simple, au lecteur"),
        Key("pourquoi", TEXTE, "à quoi elle sert, ce qui arrive sans elle"),
        Key("pieges", Liste(TEXTE, 1), "les erreurs vues dans les contrats"),
        Key("relecture", RELECTURE, "l'état de relecture"),
        Key("historique", Liste(CHANGEMENT, 1), "les versions, la plus ancienne d'abord"),
        *conditions(),
    ]


def _clause(alineas=None, versions=None, **values) -> m.Clause:
    if alineas is not None:
        versions = {m.SEULE_VERSION: m.Version(alineas)}
    return conditioned(m.Clause)(versions=versions or {}, **values)


CLAUSE = Objet(
    "clause",
    _clause,
    [
        Key("titre", TEXTE, "le titre de la clause"),
        Key("rubrique", ID, "la rubrique qu'elle remplit"),
        Key("rang", ENTIER, "l'ordre dans la rubrique", required=False, default=10),
        Key("statut", Choix("impose", "indispensable", "recommande"), "imposé par un texte, indispensable en pratique, ou recommandé"),
        Key("alineas", ALINEAS, "le texte, si la clause n'a qu'une version", required=False),
        Key("versions", Carte(VERSION, m.VERSIONS), "les trois versions d'une clause sensible", required=False),
        *commented(),
    ],
)
SECTION = Objet("section", conditioned(m.Section), [Key("titre", TEXTE, "le titre de la section"), Key("alineas", ALINEAS, "son texte"), *conditions()])
ANNEXE = Objet(
    "annexe",
    conditioned(m.Annexe),
    [
        Key("titre", TEXTE, "le titre de l'annexe"),
        Key("rang", ENTIER, "l'ordre parmi les annexes", required=False, default=10),
        Key("sections", Liste(SECTION, 1), "les sections de l'annexe"),
        *commented(),
    ],
)
