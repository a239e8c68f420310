"""The shapes of the checker's rules (clauses/controle/)."""

from __future__ import annotations

from .. import model as m
from ..motifs import MotifInvalide, motif
from ..shapes import Carte, Choix, Key, Liste, Objet, Type
from .commun import ENTIER, ID, IDS, OUI_NON, QUAND, TEXTE


class UnMotif(Type):
    """A pattern, kept as its text once it has been read."""

    describe = "un motif (voir macros/clausier/motifs.py)"

    def read(self, value, path, problems):
        if value.__class__ is not str or not value.strip():
            return self.wrong(path, problems)
        try:
            motif(value)
        except MotifInvalide as error:
            problems.add(path, str(error))
        return value

    def json(self):
        return {"type": "string", "minLength": 1}


MOTIF = UnMotif()
MOTIFS = Liste(MOTIF)
_CLES = [
    Key("motif", MOTIF, "ce que la phrase dit"),
    Key("avec", MOTIFS, "ce qui doit se trouver aussi", required=False, default=()),
    Key("sauf", MOTIFS, "ce que la phrase ne doit pas dire", required=False, default=()),
    Key("portee", Choix(*m.PORTEES), "où chercher « avec » ; par défaut, dans la phrase", required=False),
    Key("nie", OUI_NON, "une négation y vaut aussi", required=False),
]
_SOUS_TITRE = Key("sous_titre", OUI_NON, "ne vaut que sous un titre de la rubrique", required=False)


class UneTournure(Type):
    """A pattern alone, or a map. `sous_titre`: may it be held to the headings of its section? Only what makes a section executable is."""

    def __init__(self, sous_titre: bool = False):
        self.sous_titre = sous_titre
        self.carte = Objet("tournure", m.Tournure, [*_CLES, _SOUS_TITRE] if sous_titre else _CLES)
        self.describe = f"un motif, ou une carte {{{', '.join(self.carte.keys)}}}"

    def read(self, value, path, problems):
        if value.__class__ is not dict:
            return m.Tournure(MOTIF.read(value, path, problems))
        if not self.sous_titre and "sous_titre" in value:
            problems.add((*path, "sous_titre"), "ne vaut que pour une tournure d'« operant » d'une rubrique : retirez cette clé, ou déplacez la tournure")
            value = {key: each for key, each in value.items() if key != "sous_titre"}
        return self.carte.read(value, path, problems)

    def json(self):
        return {"oneOf": [MOTIF.json(), self.carte.json()]}


TOURNURES = Liste(UneTournure())
_OPERANT = Liste(UneTournure(sous_titre=True))
TEXTES_LIBRES = Liste(TEXTE)
REGLE_RUBRIQUE = Objet(
    "règle de rubrique",
    m.RegleRubrique,
    [
        Key("titres", MOTIFS, "les titres d'article qui l'annoncent"),
        Key("sujet", TOURNURES, "les phrases qui en parlent"),
        Key("operant", _OPERANT, "les phrases qui la rendent exécutable"),
        Key("elements", Carte(TOURNURES), "pour chaque élément exigé, ce qui le remplit"),
        Key("assez", ENTIER, "combien d'éléments la font présente ; par défaut la moitié, deux au moins ; 0 : jamais", required=False),
        Key("sauf", MOTIFS, "une phrase qui n'en parle pas, malgré les mots", required=False, default=()),
        Key("nie", OUI_NON, "une négation y est du contenu", required=False),
        Key("exemples", Carte(TEXTES_LIBRES, ("present", "vague", "absent")), "des textes, et leur état"),
    ],
)
OUI_OU_NON = Carte(TEXTES_LIBRES, ("oui", "non"))
_MANQUE = Objet("manque", m.Manque, [Key("rubrique", ID, "la rubrique"), Key("au_plus", ENTIER, "tant d'éléments trouvés au plus")])


def _alerte(quand=(), sauf_si=(), **values):
    return m.RegleAlerte(condition=m.condition(quand, sauf_si), **values)


REGLE_ALERTE = Objet(
    "alerte",
    _alerte,
    [
        Key("titre", TEXTE, "le risque, en quelques mots"),
        Key("gravite", Choix(*m.GRAVITES), "impose : un texte l'impose ; risque ; usage"),
        Key("references", IDS, "les textes officiels"),
        Key("suppose", IDS, "les options que l'alerte suppose, et dit", required=False, default=()),
        Key("quand", QUAND, "pour quels contrats", required=False),
        Key("sauf_si", QUAND, "pour lesquels non", required=False),
        Key("pourquoi", TEXTE, "le risque et le texte"),
        Key("conseil", TEXTE, "ce qu'on écrit à la place"),
        Key("clause", ID, "la clause du catalogue à coller", required=False),
        Key("tournures", TOURNURES, "les façons de l'écrire"),
        Key("manque", _MANQUE, "donnée seulement s'il manque des éléments de cette rubrique", required=False),
        Key("nie", OUI_NON, "une phrase niée compte aussi (oui par défaut)", required=False),
        Key("exemples", OUI_OU_NON, "des phrases qui la lèvent, d'autres qui ne doivent pas"),
    ],
)
FLOU = Objet(
    "phrase floue",
    m.Flou,
    [
        Key("id", ID, "identifiant, stable"),
        Key("motifs", TOURNURES, "les tournures"),
        Key("pourquoi", TEXTE, "ce que la phrase empêche d'exiger"),
        Key("mieux", TEXTE, "une phrase meilleure"),
        Key("rubriques", IDS, "les rubriques où elle nuit ; partout sans cette clé", required=False, default=()),
        Key("nie", OUI_NON, "une phrase niée compte aussi (oui par défaut)", required=False),
        Key("exemples", OUI_OU_NON, "des phrases floues, d'autres qui ne le sont pas"),
    ],
)
LANGUE = Objet(
    "langue",
    m.Langue,
    [
        Key("nie_avant", TEXTES_LIBRES, "les mots qui, juste avant, nient"),
        Key("portee_avant", ENTIER, "à combien de mots au plus"),
        Key("portee_apres", ENTIER, "à combien de mots au plus"),
        Key("nie_apres", MOTIFS, "les tournures qui, peu après, nient"),
        Key("sans_valeur", MOTIFS, "ce qu'un résumé dit de lui-même quand il n'engage personne"),
        Key("groupes", Carte(MOTIFS), "des mots qui se valent, qu'un motif nomme par « @nom »"),
    ],
)
