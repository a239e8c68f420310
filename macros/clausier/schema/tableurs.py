"""The shape of an annex as a spreadsheet."""

from __future__ import annotations

from .. import model as m
from ..shapes import Carte, Choix, Key, Liste, Objet, TextesOuLieu
from .commun import ENTIER, ID, LIBRE, TEXTE
from .vocabulaire import VALEUR

TYPES_DE_CELLULE = ("texte", "entier", "decimal", "montant", "taux", "date", "heure", "moment", "duree")
COLONNE_TABLEUR = Objet(
    "colonne de tableur",
    m.ColonneTableur,
    [
        Key("id", ID, "identifiant, que les calculs emploient : on ne le renomme pas"),
        Key("titre", TEXTE, "le titre ; celui du champ, si la colonne en vient", required=False),
        Key("type", Choix(*TYPES_DE_CELLULE), "le type ; celui du champ, si la colonne en vient", required=False),
        Key("largeur", ENTIER, "la largeur, en signes", required=False),
        Key("liste", TextesOuLieu(), "les valeurs à choisir, ou le lieu où elles sont : `feuille.colonne`, `reglages.id`", required=False),
        Key("calcul", ID, "le calcul du programme qui la remplit", required=False),
        Key("reprend", TEXTE, "la colonne imprimée de l'annexe, si son titre est autre", required=False),
        Key("aide", TEXTE, "ce qui s'affiche quand on choisit une cellule", required=False),
    ],
)
FEUILLE_TABLEUR = Objet(
    "feuille",
    m.FeuilleTableur,
    [
        Key("id", ID, "identifiant, que les calculs emploient"),
        Key("titre", TEXTE, "le nom de la feuille, de 31 signes au plus"),
        Key("lignes", ENTIER, "le nombre de lignes préparées"),
        Key("colonnes", Liste(COLONNE_TABLEUR), "les colonnes, après celles du champ", required=False),
        Key("champ", ID, "le champ de type tableau dont viennent les premières colonnes et les lignes", required=False),
        Key("reprend", TEXTE, "la section de l'annexe dont la feuille porte toutes les colonnes", required=False),
    ],
)
REGLAGE = Objet(
    "réglage",
    m.Reglage,
    [
        Key("id", ID, "identifiant, que les calculs emploient"),
        Key("titre", TEXTE, "son libellé"),
        Key("type", Choix(*TYPES_DE_CELLULE, "choix"), "le type de la valeur"),
        Key("champ", ID, "le champ dont vient la valeur", required=False),
        Key("selon", Carte(LIBRE, ("clause", *m.VERSIONS)), "la valeur selon la version retenue d'une clause", required=False),
        Key("valeurs", Liste(VALEUR, 2), "les valeurs d'un choix ; celles du champ, s'il en vient", required=False),
        Key("liste", Liste(TEXTE, 2), "les valeurs proposées", required=False),
        Key("defaut", TEXTE, "la valeur de départ", required=False),
        Key("calcul", ID, "le calcul du programme qui le remplit", required=False),
        Key("aide", TEXTE, "une précision", required=False),
    ],
)
TABLEUR = Objet(
    "tableur",
    m.Tableur,
    [
        Key("titre", TEXTE, "le titre du classeur"),
        Key("rang", ENTIER, "l'ordre d'affichage", required=False, default=10),
        Key("en_clair", TEXTE, "ce qu'il contient, en une phrase"),
        Key("mode_d_emploi", Liste(TEXTE, 1), "comment le remplir, une phrase par ligne"),
        Key("feuilles", Liste(FEUILLE_TABLEUR, 1), "les feuilles à remplir ; la première est celle que `--tableau` relit"),
        Key("reglages", Liste(REGLAGE), "les valeurs que les calculs emploient", required=False),
        Key("synthese", Liste(REGLAGE), "les totaux", required=False),
        Key("mots", Carte(TEXTE), "les mots que les calculs écrivent", required=False),
    ],
)
