"""The shape of clauses/controle/contexte.yml."""

from __future__ import annotations

from .. import model as m
from ..shapes import Carte, Choix, Key, Liste, Objet
from .commun import ENTIER, ID, OUI_NON, TEXTE
from .controle import MOTIFS, TOURNURES

_DITS = Key("dits", ENTIER, "combien de tournures différentes il en faut", required=False)
_INDICE = Objet("indice", m.Repere, [Key("tournures", TOURNURES, "les façons de le dire"), _DITS, Key("manque", TEXTE, "ce qu'on dit quand il n'y est pas")])
_AUTRE = Objet(
    "autre sujet",
    m.Repere,
    [
        Key("id", ID, "identifiant"),
        Key("tournures", Liste(TOURNURES.of), "les façons de le dire", required=False, default=()),
        _DITS,
        Key("raison", TEXTE, "ce que c'est"),
        Key("sauf", TOURNURES, "ce qui montre que non", required=False, default=()),
        Key("tete", TOURNURES, "les titres de document qui suffisent à le dire", required=False, default=()),
        Key("tete_sauf", TOURNURES, "ce qui montre que non, dans le même titre", required=False, default=()),
    ],
)
_SUJET = Objet(
    "sujet",
    m.Sujet,
    [
        Key("court", TEXTE, "ce qu'on dit d'un texte trop court"),
        Key("informatique", _INDICE, "de l'informatique"),
        Key("service", _INDICE, "un service de maintenance"),
        Key("engagement", _INDICE, "un engagement"),
        Key("autres", Liste(_AUTRE), "ce qui ressemble et n'en est pas"),
    ],
)
_OPTION = Objet(
    "indice d'option",
    m.RepereOption,
    [
        Key("oui", TOURNURES, "ce qui l'allume"),
        Key("non", Liste(TOURNURES.of), "ce qui l'éteint", required=False, default=()),
        Key("sinon", Choix("inconnu", "non"), "quand rien n'est trouvé", required=False),
        Key("nie", OUI_NON, "une négation compte aussi", required=False),
        Key("assez", ENTIER, "combien de phrases il en faut pour l'affirmer ; moins laissent à confirmer", required=False),
    ],
)
_PAR_ID = Carte(TOURNURES)
CONTEXTE = Objet(
    "contexte",
    m.ReglesContexte,
    [
        Key("sujet", _SUJET, "est-ce un contrat de maintenance informatique"),
        Key("annonce", Objet("annonce", m.Annonce, [Key("types", _PAR_ID, "les types de maintenance"), Key("formules", _PAR_ID, "la formule de prix")]), "ce que le document dit de lui-même avant son premier article"),
        Key("types", _PAR_ID, "les types de maintenance"),
        Key("formules", _PAR_ID, "la formule de prix"),
        Key("hors_forfait", _PAR_ID, "la formule de ce qui en sort"),
        Key("options", Carte(_OPTION), "les options"),
        Key("ecarte", MOTIFS, "les titres sous lesquels rien ne compte pour les types"),
        Key("compte_double", MOTIFS, "les titres sous lesquels une phrase compte double"),
        Key("assez", ENTIER, "ce que doivent peser les phrases d'un type"),
    ],
)
