"""The shape of clauses/controle/rapport.yml: the words of the reports."""

from __future__ import annotations

from .. import model as m
from ..shapes import Key, Liste, Objet, Texte
from .commun import TEXTE


class Phrase(Texte):
    """A text with so many # to fill."""

    def __init__(self, blanks: int):
        self.blanks = blanks
        self.describe = "un texte" + (f" où # est écrit {blanks} fois" if blanks else " sans #")

    def read(self, value, path, problems):
        text = super().read(value, path, problems)
        return text if text.count("#") == self.blanks or not text else self.wrong(path, problems)


# Each sentence: how many # it holds, what it is for.
PHRASES = {
    "titre": (0, "le titre du rapport"),
    "sujet": (0, "ce qu'est le document"),
    "pied": (2, "le pied : la version du programme, celle du catalogue"),
    "avertissement": (0, "ce que le rapport n'est pas"),
    "tete": (2, "la première ligne au terminal : le fichier, la version"),
    "hors_sujet": (1, "la raison, et ce qui s'ensuit"),
    "types": (1, "les types de maintenance"),
    "formule": (1, "la formule de prix"),
    "formule_inconnue": (0, "quand le texte n'en dit rien"),
    "hors_forfait": (1, "la formule de ce qui en sort"),
    "options": (1, "les options"),
    "aucune": (0, "quand il n'y en a pas"),
    "maintenance": (1, "un type qu'un autre apporte"),
    "deduit": (0, "après ce que le texte a fait déduire"),
    "suppose": (0, "après ce que rien dans le texte ne dit"),
    "corriger": (0, "comment corriger ce qui est déduit"),
    "resume": (9, "le verdict ; les rubriques présentes, sur combien, vagues, absentes, à confirmer ; les contradictions, les alertes, les risques"),
    "recommandee": (1, "une rubrique qui n'est que recommandée"),
    "dans_le_texte": (0, "le lieu d'un passage qui n'en a pas d'autre"),
    "suppose_que": (1, "les options qu'une alerte suppose"),
    "textes": (1, "les textes officiels"),
    "conseil": (1, "ce qu'il y a lieu de faire"),
    "mieux": (1, "une phrase meilleure qu'une phrase floue"),
    "due_si": (1, "la condition d'une rubrique"),
    "a_confirmer": (1, "pourquoi l'absence n'est pas sûre"),
    "manque": (1, "les éléments qui manquent"),
    "clause": (2, "la clause à coller : son titre, son identifiant"),
    "avenant_dit": (0, "où trouver le texte des clauses à coller"),
    "flou": (0, "le titre d'une phrase floue"),
    "autres": (1, "combien de phrases floues le terminal ne montre pas"),
    "reserve": (1, "l'absence n'est pas sûre, et pourquoi"),
    "annotation_tete": (0, "le titre du premier commentaire de la copie annotée"),
    "annotation_absentes": (1, "les rubriques absentes, dans ce commentaire"),
    "annotation_vague": (1, "une rubrique vague, en commentaire"),
    "annotation_contradiction": (1, "une contradiction, en commentaire"),
    "avenant_renvoi": (1, "un renvoi à un article que l'avenant ajoute"),
    "avenant": (0, "la remarque en tête de l'avenant des clauses absentes"),
}
_PARTIES = ("sommaire", "bref", "impose", "risque", "contradictions", "absent", "vague", "a-confirmer", "usage", "present", "sans-objet", "reste", "lecture")
_UN_PLUSIEURS = Liste(TEXTE, 2)


def _chacune(name: str, of, *keys: str) -> Objet:
    """A map that must hold each of these keys."""
    return Objet(name, lambda **values: values, [Key(key, of, key) for key in keys])


RAPPORT = Objet(
    "rapport",
    m.TextesRapport,
    [
        Key("phrases", Objet("phrases", lambda **values: values, [Key(name, Phrase(blanks), doc) for name, (blanks, doc) in PHRASES.items()]), "les phrases des rapports"),
        Key("verdicts", _chacune("verdicts", TEXTE, "complet", "a-revoir", "hors-sujet"), "le rapport en un mot"),
        Key("etats", _chacune("états", TEXTE, "present", "vague", "absent", "a-confirmer", "sans-objet"), "l'état d'une rubrique"),
        Key("gravites", _chacune("gravités", TEXTE, *m.GRAVITES), "la gravité d'une alerte"),
        Key("comptes", _chacune("comptes", _UN_PLUSIEURS, "present", "vague", "absent", "a-confirmer", "contradiction", "impose", "risque"), "ce qui se compte : un, plusieurs"),
        Key("parties", _chacune("parties", TEXTE, *_PARTIES), "les titres du rapport"),
        Key("colonnes", _chacune("colonnes", TEXTE, "etat", "nombre", "rubrique", "passage", "lieu", "condition"), "les titres des colonnes"),
        Key("lacunes", _chacune("lacunes", TEXTE, *m.LACUNES), "pourquoi une lecture est incomplète"),
    ],
)
