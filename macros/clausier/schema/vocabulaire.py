"""The shapes of the vocabularies: sections, options, fields, official texts, defined terms."""

from __future__ import annotations

from .. import model as m
from ..shapes import Brut, Choix, Key, Liste, Objet
from .commun import DATE, ENTIER, FONDEMENTS, ID, IDS, LIBRE, OUI_NON, TEXTE, conditioned, conditions

ELEMENT = Objet("élément", conditioned(m.Element), [Key("id", ID, "identifiant de l'élément"), Key("texte", TEXTE, "ce que le contrat doit dire"), *conditions()])
RUBRIQUE = Objet(
    "rubrique",
    conditioned(m.Rubrique),
    [
        Key("id", ID, "identifiant, stable"),
        Key("numero", TEXTE, "numéro d'ordre d'origine"),
        Key("groupe", ID, "le groupe où elle s'imprime"),
        Key("titre", TEXTE, "le titre de l'article"),
        Key("statut", Choix("toujours", "si", "recommande"), "toujours, si une condition tient, ou recommandé"),
        Key("si", TEXTE, "la condition, en français", required=False),
        Key("fondements", FONDEMENTS, "les textes, par force", required=False, default={}),
        Key("note", TEXTE, "une précision", required=False),
        Key("frequence", TEXTE, "vu dans les contrats réels : opérant + partiel / lisibles", required=False),
        Key("exige", Liste(ELEMENT, 1), "ce qui la rend opérante"),
        *conditions(),
    ],
)
CALCUL = Objet(
    "calcul",
    m.Calcul,
    [
        Key("champ", ID, "le champ dont l'option est déduite"),
        Key("seuil", ENTIER, "la valeur à atteindre (centimes pour un montant)", required=False),
        Key("strict", OUI_NON, "il faut dépasser le seuil", required=False, default=False),
        Key("vaut", ID, "la valeur du choix", required=False),
        Key("si_vide", OUI_NON, "ce qu'on suppose tant que le champ est vide"),
    ],
)
CALCUL.defaults.update(seuil=None, vaut="", strict=False)
OPTION = Objet(
    "option",
    m.Option,
    [
        Key("id", ID, "identifiant, stable"),
        Key("libelle", TEXTE, "la phrase que lit l'utilisateur"),
        Key("groupe", ID, "options qui s'excluent", required=False),
        Key("defaut", OUI_NON, "supposée par les modèles vierges", required=False),
        Key("implique", IDS, "options qu'elle allume", required=False),
        Key("suppose", IDS, "options sans lesquelles elle n'a pas de sens", required=False),
        Key("calculee", CALCUL, "déduite d'un champ, jamais demandée", required=False),
        Key("force", Choix("imposé dans l'écrit", "obligation à organiser", "encadre", "pratique"), "la force du texte"),
        Key("references", IDS, "les textes", required=False),
    ],
)
TYPES_DE_CHAMP = ("texte", "paragraphe", "entier", "decimal", "montant", "taux", "date", "heure", "choix", "liste", "tableau")
COLONNE = Objet(
    "colonne",
    m.Colonne,
    [
        Key("id", ID, "identifiant de la colonne"),
        Key("titre", TEXTE, "son titre imprimé"),
        Key("type", Choix(*(t for t in TYPES_DE_CHAMP if t not in ("liste", "tableau", "choix", "paragraphe"))), "son type"),
        Key("unite", Liste(TEXTE, 2), "singulier, pluriel", required=False),
    ],
)
VALEUR = Objet("valeur", m.Valeur, [Key("id", ID, "identifiant"), Key("libelle", TEXTE, "ce qui s'imprime")])
EXEMPLE_SELON = Objet("exemple conditionné", conditioned(m.ExempleSelon), [Key("exemple", Brut(), "la valeur fictive"), *conditions()])
CHAMP = Objet(
    "champ",
    m.Champ,
    [
        Key("id", ID, "identifiant, en minuscules, avec _"),
        Key("libelle", TEXTE, "s'imprime dans « [À compléter : …] »"),
        Key("groupe", ID, "le groupe de rubriques où il se demande"),
        Key("type", Choix(*TYPES_DE_CHAMP), "le type de la valeur"),
        Key("aide", TEXTE, "ce qu'il faut donner"),
        Key("exemple", Brut(), "une valeur manifestement fictive"),
        Key("exemples_selon", Liste(EXEMPLE_SELON, 1), "la valeur fictive qui convient à certains choix", required=False),
        Key("unite", Liste(TEXTE, 2), "singulier, pluriel", required=False),
        Key("minimum", ENTIER, "la plus petite valeur admise", required=False),
        Key("maximum", ENTIER, "la plus grande valeur admise", required=False),
        Key("valeurs", Liste(VALEUR, 2), "les valeurs d'un choix", required=False),
        Key("colonnes", Liste(COLONNE, 1), "les colonnes d'un tableau", required=False),
    ],
)
REFERENCE = Objet(
    "référence",
    m.Reference,
    [
        Key("id", TEXTE, "code/article"),
        Key("code", TEXTE, "le code ou le texte"),
        Key("article", LIBRE, "le numéro d'article"),
        Key("titre", TEXTE, "l'objet de l'article"),
        Key("version_du", LIBRE, "entrée en vigueur de la version lue ; null si inconnue"),
        Key("url", LIBRE, "l'adresse officielle"),
        Key("etat", Choix("integral", "extrait", "sans-texte"), "ce qui a été lu du texte"),
        Key("verification", Choix("recoupe", "une-source", "non-verifie"), "comment il a été vérifié"),
        Key("resume", TEXTE, "notre phrase"),
        Key("reserve", TEXTE, "une mise en garde à imprimer à côté", required=False),
    ],
)
TERME = Objet(
    "terme",
    m.Terme,
    [
        Key("id", ID, "identifiant"),
        Key("terme", TEXTE, "le mot"),
        Key("definition", TEXTE, "son sens, en une ou deux phrases"),
        Key("abreviation", TEXTE, "son abréviation", required=False),
        Key("voir", IDS, "les rubriques où il sert", required=False),
    ],
)
RELEVE = Objet("relevé", m.Releve, [Key("date", DATE, "à partir de quand"), Key("valeur", TEXTE, "la valeur"), Key("source", TEXTE, "où elle a été lue")])
INDICE = Objet(
    "indice",
    m.Indice,
    [
        Key("id", ID, "identifiant"),
        Key("titre", TEXTE, "son nom"),
        Key("usage", TEXTE, "à quoi il sert dans le contrat"),
        Key("source", TEXTE, "où le relever"),
        Key("note", TEXTE, "une précision", required=False, default=""),
        Key("references", IDS, "les textes", required=False, default=()),
        Key("valeurs", Liste(RELEVE), "les valeurs datées"),
    ],
)
INCOHERENCE = Objet("incohérence", conditioned(m.Incoherence), [Key("id", ID, "identifiant"), Key("titre", TEXTE, "le nom de la combinaison"), Key("message", TEXTE, "ce qui ne va pas, et que faire"), *conditions()])
COMPARAISON = Objet(
    "comparaison",
    conditioned(m.Comparaison),
    [
        Key("id", ID, "identifiant"),
        Key("petit", TEXTE, "le champ (ou champ.colonne) qui doit être le plus petit"),
        Key("grand", TEXTE, "celui qui doit être le plus grand, ou un nombre"),
        Key("par", ID, "la colonne qui apparie les lignes de deux tableaux", required=False),
        Key("message", TEXTE, "ce qui ne va pas"),
        *conditions(),
    ],
)
PAS_POUR = Objet(
    "public écarté",
    m.PasPour,
    [
        Key("id", ID, "identifiant"),
        Key("public", TEXTE, "à qui le modèle ne convient pas"),
        Key("pourquoi", TEXTE, "pourquoi, et que faire"),
        Key("sauf_options", IDS, "options qui le rendent convenable", required=False),
    ],
)
