"""The shapes of what readers are shown around the clauses."""

from __future__ import annotations

from .. import model as m
from ..shapes import Choix, Key, Liste, Objet
from .commun import AVENANT, DATE, ENTIER, FONDEMENTS, ID, IDS, OUI_NON, SI, TEXTE, conditioned, conditions

LIGNE_ESSENTIELLE = Objet(
    "ligne de l'essentiel",
    conditioned(m.LigneEssentielle),
    [
        Key("id", ID, "identifiant"),
        Key("titre", TEXTE, "le sujet ; les lignes d'un même sujet se suivent et s'impriment ensemble"),
        Key("texte", TEXTE, "une phrase en clair, vraie dans les trois versions, dans le petit Markdown du projet"),
        *conditions(),
    ],
)
MOMENT = Objet(
    "moment",
    m.Moment,
    [
        Key("id", ID, "identifiant, stable"),
        Key("titre", TEXTE, "le titre imprimé"),
        Key("sur", Choix("listes", "fiches", m.LES_DEUX), "où ses points paraissent : les listes de chaque Partie, les fiches des modèles, ou les deux"),
        Key("echange", OUI_NON, "ses points sont des documents qu'une Partie remet à l'autre", required=False),
        Key("aide", TEXTE, "une phrase sous le titre", required=False),
    ],
)
POINT = Objet(
    "point",
    conditioned(m.Point),
    [
        Key("id", ID, "identifiant, stable"),
        Key("moment", ID, "le moment où il se vérifie"),
        Key("cote", Choix(*m.PARTIES, m.LES_DEUX), "qui le vérifie ou, dans un échange, qui remet la pièce"),
        Key("texte", TEXTE, "ce qu'il faut faire, à l'impératif, ou le nom de la pièce"),
        Key("clause", ID, "la clause qui le règle", required=False),
        Key("annexe", ID, "l'annexe qui le règle", required=False),
        Key("fondements", FONDEMENTS, "les textes officiels, par force : `impose`, `oblige`, `encadre`, `suppletif`", required=False, default={}),
        SI,
        *conditions(),
    ],
)
MOT_FLOU = Objet(
    "mot flou",
    m.MotFlou,
    [
        Key("id", ID, "identifiant"),
        Key("mot", TEXTE, "le mot ou son début, qu'aucune de nos clauses n'emploie"),
        Key("a_la_place", TEXTE, "ce qu'il faut écrire"),
    ],
)
SYNONYME = Objet(
    "synonyme",
    m.Synonyme,
    [
        Key("id", ID, "identifiant"),
        Key("mots", Liste(TEXTE, 1), "ce que le lecteur tape : un mot, ou une expression"),
        Key("trouve", Liste(TEXTE, 1), "les mots du site que la recherche essaie aussi", required=False),
        Key("clauses", IDS, "les clauses à montrer d'abord", required=False),
    ],
)
ETAPE = Objet(
    "étape",
    m.Etape,
    [
        Key("id", ID, "identifiant ; le site y attache un calcul, on ne le renomme pas"),
        Key("titre", TEXTE, "ce qui s'écrit sur le dessin"),
        Key("texte", TEXTE, "une phrase", required=False),
        Key("clause", ID, "la clause qui règle cette étape", required=False),
        Key("types", IDS, "les types de maintenance que cette réponse désigne", required=False),
        Key("formule", ID, "la formule que cette réponse désigne", required=False),
        Key("moment", TEXTE, "dans l'exemple, le jour et l'heure : 2027-03-25 16:00", required=False),
        Key("minutes", ENTIER, "dans l'exemple, une durée en minutes", required=False),
        Key("tarif", TEXTE, "dans l'exemple, la ligne des coefficients hors plage qui s'applique", required=False),
    ],
)
DESSIN = Objet(
    "dessin",
    m.Dessin,
    [
        Key("id", ID, "identifiant, stable"),
        Key("titre", TEXTE, "le titre du dessin"),
        Key("description", TEXTE, "ce qu'il montre, en une phrase"),
        Key("avis", TEXTE, "ce qui est fictif, et d'où viennent les chiffres"),
        Key("etapes", Liste(ETAPE, 1), "ses étapes, dans l'ordre"),
        Key("feries", Liste(DATE), "les jours que l'exemple suppose fériés", required=False),
    ],
)
EVENEMENT = Objet(
    "événement",
    conditioned(m.Evenement),
    [
        Key("id", ID, "identifiant, stable"),
        Key("date", DATE, "le jour où cela change"),
        Key("releve", DATE, "le jour où le catalogue l'a noté"),
        Key("titre", TEXTE, "ce qui change, en quelques mots"),
        Key("changement", TEXTE, "ce qui change, en une ou deux phrases"),
        Key("que_faire", TEXTE, "ce que fait celui qui a un contrat"),
        Key("avenant", AVENANT, "faut-il un avenant à un contrat signé"),
        Key("references", IDS, "les textes officiels d'où cela vient"),
        Key("clauses", IDS, "les clauses à relire", required=False, default=()),
        Key("annexes", IDS, "les annexes à relire", required=False, default=()),
        Key("si", TEXTE, "ce que la condition ne peut pas dire (« le Contrat a été conclu avant le… »)", required=False),
        *conditions(),
    ],
)
