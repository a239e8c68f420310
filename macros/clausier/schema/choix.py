"""The shapes of the choices: types, formulas, templates."""

from __future__ import annotations

from .. import model as m
from ..shapes import Key, Liste, Objet
from .commun import ENTIER, ID, IDS, OUI_NON, TEXTE

_CHOIX_COMMUNS = [
    Key("titre", TEXTE, "le titre"),
    Key("rang", ENTIER, "l'ordre d'affichage"),
    Key("synonymes", Liste(TEXTE), "les autres noms", required=False),
    Key("implique", IDS, "les options allumées", required=False),
    Key("en_clair", TEXTE, "une phrase simple"),
    Key("definition", TEXTE, "la définition"),
    Key("exige", IDS, "les rubriques qu'il rend obligatoires"),
    Key("pieges", Liste(TEXTE, 1), "les erreurs vues"),
    Key("references", IDS, "les textes", required=False),
]
TYPE = Objet("type", m.TypeMaintenance, [*_CHOIX_COMMUNS, Key("apporte", IDS, "les types qu'il apporte", required=False), Key("ce_qu_il_exige", TEXTE, "ce que lui seul exige")])
EN_BREF = Objet(
    "en bref",
    m.EnBref,
    [
        Key("paie", TEXTE, "ce que le Client paie"),
        Key("quand", TEXTE, "quand il le paie"),
        Key("garanti", TEXTE, "ce qui lui est garanti"),
        Key("volume", TEXTE, "qui supporte le risque du nombre et de la durée des interventions"),
    ],
)
FORMULE = Objet(
    "formule",
    m.Formule,
    [
        *_CHOIX_COMMUNS,
        Key("ce_qu_elle_exige", TEXTE, "ce qu'elle seule exige"),
        Key("pour_qui", TEXTE, "à qui elle convient"),
        Key("defaut_hors_forfait", OUI_NON, "formule supposée pour le hors-forfait", required=False),
        Key("en_bref", EN_BREF, "quatre réponses courtes, pour comparer les formules", required=False),
    ],
)
MODELE = Objet(
    "modèle",
    m.Modele,
    [
        Key("titre", TEXTE, "le titre du modèle"),
        Key("rang", ENTIER, "l'ordre d'affichage"),
        Key("types", IDS, "les types de maintenance"),
        Key("formule", ID, "la formule"),
        Key("hors_forfait", ID, "la formule du hors-forfait"),
        Key("options", IDS, "les options, en plus de celles par défaut"),
        Key("en_clair", TEXTE, "ce qu'est ce modèle, en une phrase"),
        Key("pour", TEXTE, "à qui il convient"),
    ],
)
