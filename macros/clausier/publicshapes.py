"""What `catalogue.json` holds: one table per map, from which its JSON Schema and its documentation are written.

Within one `FORMAT`, a key may be added; none is taken away and none changes its meaning.
"""

from __future__ import annotations

from . import model as m, schema as s
from .shapes import Choix, Key, Liste, Objet, Quand, Tableau, Type

FORMAT = "1"


class Booleen(Type):
    describe = "true ou false"

    def json(self):
        return {"type": "boolean"}


class Conditions(Type):
    """Always a list of maps, of which one suffices."""

    describe = "une liste de cartes, dont une suffit"

    def json(self):
        return Quand().json()["oneOf"][1]


_T, _ID, _IDS, _N, _D, _B, _C = s.TEXTE, s.ID, s.IDS, s.ENTIER, s.DATE, Booleen(), Conditions()


def _kind(name: str, *keys: Key) -> Objet:
    return Objet(name, dict, keys)


def _maybe(name: str, kind: Type, doc: str) -> Key:
    """A key that is left out when there is nothing to say."""
    return Key(name, kind, doc, required=False)


# ---------------------------------------------------------------- what each map holds
_ADRESSE = Key("adresse", _T, "sa page, relative à la racine du site")
_WHEN = (
    _maybe("quand", _C, "quand l'élément est présent ; absent : toujours"),
    _maybe("sauf", _C, "ce qui l'écarte"),
    _maybe("condition", _T, "la même chose, dite en français"),
)
_PUCE = _kind("puce publiée", Key("texte", _T, "le texte de la puce"), _maybe("remplit", _IDS, "les éléments de rubrique remplis"), *_WHEN)
ALINEA = _kind(
    "alinéa publié",
    Key("texte", _T, "le paragraphe, dans le petit Markdown du projet"),
    _maybe("liste", Liste(_PUCE), "les puces qui suivent"),
    _maybe("tableau", Tableau(), "le champ qui donne le tableau qui suit, ou ce tableau"),
    _maybe("annexes", _B, "la liste des annexes du contrat s'imprime ici"),
    _maybe("remplit", _IDS, "les éléments de rubrique que cette phrase remplit"),
    _maybe("expediteur", Choix(*m.PARTIES), "dans un courrier : ne s'imprime que si cette Partie écrit"),
    _maybe("si", _T, "dans un courrier : la condition, en français"),
    *_WHEN,
)
CHANGEMENT = _kind(
    "ligne d'historique",
    Key("version", _N, "le numéro de version"),
    Key("date", _D, "sa date"),
    Key("changement", _T, "ce qui a changé"),
    _maybe("texte_anterieur", _T, "le texte d'avant"),
    _maybe("avenant", Choix(*m.AVENANTS), "faut-il un avenant à un contrat signé"),
    _maybe("que_faire", _T, "ce que fait celui qui a signé la version d'avant"),
    *_WHEN,
)
_FICHIER = _kind(
    "fichier à télécharger",
    Key("format", _T, "l'extension du fichier"),
    Key("adresse", _T, "son adresse, relative à la racine du site"),
    _maybe("expediteur", Choix(*m.PARTIES), "la Partie qui écrit, quand l'une ou l'autre le peut"),
    _maybe("exemple", _B, "un fichier de réponses fictives, et non un document"),
)
_TITRE = (Key("id", _ID, "identifiant, stable"), Key("titre", _T, "le titre"))
_VERSIONNE = (
    Key("relecture", _T, "l'état de relecture par un juriste"),
    Key("version", _N, "le numéro de version"),
    Key("historique", Liste(CHANGEMENT, 1), "les versions, la plus ancienne d'abord"),
    _ADRESSE,
)
_EMPREINTE = Key("empreinte", _T, "change dès que le fichier de l'élément change")
_COMMENTE = (
    Key("fondements", s.FONDEMENTS, "les textes officiels, par force"),
    Key("champs", _IDS, "les champs que le texte cite"),
    Key("en_clair", _T, "une phrase simple, au lecteur"),
)
_EXPLIQUE = (*_COMMENTE, Key("pourquoi", _T, "à quoi elle sert"), Key("pieges", Liste(_T), "les erreurs vues"))
_MAISON = _maybe("maison", _kind("maison", Key("mode", _T, "`remplace`, `complete` ou `ajoute`"), Key("dossier", _T, "le dossier de la maison")), "ce qu'une maison a changé au catalogue")
VERSION = _kind(
    "version publiée",
    Key("id", Choix(m.SEULE_VERSION, *m.VERSIONS), "« unique », ou le côté qu'elle sert"),
    _maybe("ecart", _T, "ce qui la distingue"),
    _maybe("biais", _T, "qui elle avantage, et en quoi"),
    _maybe("repli", _T, "la position de repli à proposer"),
    Key("alineas", Liste(ALINEA, 1), "le texte"),
    _ADRESSE,
)
_ALL_CLAUSES = Key("rubrique", _ID, "la rubrique qu'elle remplit"), Key("rang", _N, "l'ordre dans la rubrique"), Key("statut", s.CLAUSE.keys["statut"].type, s.CLAUSE.keys["statut"].doc)
CLAUSE = _kind("clause publiée", *_TITRE, *_ALL_CLAUSES, *_WHEN, *_EXPLIQUE, Key("versions", Liste(VERSION, 1), "son texte, en une version ou en trois"), *_VERSIONNE, _EMPREINTE, _MAISON)
SECTION = _kind("section publiée", _maybe("titre", _T, "le titre"), *_WHEN, Key("alineas", Liste(ALINEA, 1), "le texte"))
ANNEXE = _kind("annexe publiée", *_TITRE, Key("rang", _N, "l'ordre"), *_WHEN, *_EXPLIQUE, Key("sections", Liste(SECTION, 1), "son texte"), *_VERSIONNE, _EMPREINTE, _MAISON)
MODELE = _kind(
    "modèle publié",
    *_TITRE,
    *(Key(k, s.MODELE.keys[k].type, s.MODELE.keys[k].doc) for k in ("rang", "types", "formule", "hors_forfait", "options", "en_clair", "pour")),
    _ADRESSE,
    Key("telechargements", Liste(_FICHIER, 1), "ses fichiers"),
)
COURRIER = _kind(
    "courrier publié",
    *_TITRE,
    *(Key(k, s.COURRIER.keys[k].type, s.COURRIER.keys[k].doc) for k in ("rang", "objet", "expediteur", "genre")),
    Key("recommande", _B, "part par envoi recommandé"),
    Key("quand_l_envoyer", _T, "le moment, et le délai à respecter"),
    _maybe("si", _T, "la condition, en français"),
    *_WHEN,
    *_COMMENTE,
    Key("pieges", Liste(_T), "les erreurs qui le privent d'effet"),
    _maybe("reprend", _ID, "l'annexe dont l'acte reprend le texte"),
    _maybe("sections", Liste(SECTION), "son texte"),
    *_VERSIONNE,
    Key("telechargements", Liste(_FICHIER, 1), "ses fichiers"),
)


def _copied(table: Objet, name: str, *more: Key) -> Objet:
    """The keys of a table of `schema`, « oui » and « non » being true and false here."""
    return _kind(name, *(Key(k.name, _B if k.type is s.OUI_NON else k.type, k.doc, k.required) for k in table.keys.values()), *more)


def _chosen(table: Objet, name: str) -> Objet:
    """A type or a formula: as it is written, with its address."""
    return _kind(name, Key("id", _ID, "identifiant, stable"), *_copied(table, name, _ADRESSE).keys.values())


TYPE, FORMULE = _chosen(s.TYPE, "type publié"), _chosen(s.FORMULE, "formule publiée")
ELEMENT = _kind("élément publié", Key("id", _ID, "identifiant, stable"), Key("texte", _T, "ce que le contrat doit dire"), *_WHEN)
RUBRIQUE = _kind(
    "rubrique publiée",
    *_TITRE,
    Key("groupe", _ID, "la partie du contrat où elle s'imprime"),
    Key("statut", s.RUBRIQUE.keys["statut"].type, s.RUBRIQUE.keys["statut"].doc),
    _maybe("si", _T, "la condition, dite par la rubrique"),
    *_WHEN,
    Key("fondements", s.FONDEMENTS, "les textes officiels, par force"),
    _maybe("note", _T, "une précision"),
    Key("exige", Liste(ELEMENT, 1), "ce qui la rend opérante"),
    _ADRESSE,
)
CALCUL = _copied(s.CALCUL, "calcul publié")
OPTION = _kind(
    "option publiée",
    Key("id", _ID, "identifiant, stable"),
    Key("libelle", _T, "la situation, en une phrase"),
    Key("force", s.OPTION.keys["force"].type, s.OPTION.keys["force"].doc),
    _maybe("groupe", _ID, "les options d'un même groupe s'excluent"),
    _maybe("defaut", _B, "supposée par les modèles vierges"),
    *(_maybe(k, _IDS, s.OPTION.keys[k].doc) for k in ("implique", "suppose", "references")),
    _maybe("calculee", CALCUL, "déduite d'un champ, jamais demandée"),
    _ADRESSE,
)
CHAMP = _kind("champ publié", *(k for k in s.CHAMP.keys.values() if not k.name.startswith("exemple")))
REFERENCE = _kind(
    "texte officiel publié",
    *(Key(k, s.REFERENCE.keys[k].type, s.REFERENCE.keys[k].doc) for k in ("id", "code", "article", "titre")),
    _maybe("version_du", _D, "entrée en vigueur de la version lue ; absente si elle n'est pas connue"),
    _maybe("adresse_officielle", _T, "l'adresse officielle ; absente si elle n'est pas connue"),
    *(Key(k, s.REFERENCE.keys[k].type, s.REFERENCE.keys[k].doc) for k in ("etat", "verification", "resume")),
    _maybe("reserve", _T, "une mise en garde, à montrer avec le résumé"),
    _ADRESSE,
)
TERME = _kind("terme publié", *s.TERME.keys.values(), _ADRESSE)
INDICE = _kind("indice publié", *s.INDICE.keys.values(), _ADRESSE)
EVENEMENT = _kind("changement publié", *(k for k in s.EVENEMENT.keys.values() if k.name not in ("quand", "sauf")), *_WHEN)
CATALOGUE = _kind(
    "catalogue publié",
    Key("format", Choix(FORMAT), "la forme de ce fichier"),
    Key("version", _T, "la version du catalogue"),
    Key("date", _D, "la date de cette version"),
    Key("licence", _T, "la licence des textes, par son identifiant SPDX"),
    Key("avertissement", _T, "ce que ce catalogue n'est pas ; à montrer avec les textes"),
    Key("groupes", Liste(s.GROUPE, 1), "les parties du contrat, dans l'ordre"),
    Key("types", Liste(TYPE), "les types de maintenance"),
    Key("formules", Liste(FORMULE), "les formules de prix"),
    Key("options", Liste(OPTION), "les situations qui changent le contrat"),
    Key("champs", Liste(CHAMP), "les valeurs que les Parties donnent"),
    Key("rubriques", Liste(RUBRIQUE), "ce qu'un contrat doit régler"),
    Key("clauses", Liste(CLAUSE), "les clauses, dans l'ordre où elles s'impriment"),
    Key("annexes", Liste(ANNEXE), "les annexes"),
    Key("modeles", Liste(MODELE), "les modèles, et leurs fichiers"),
    Key("courriers", Liste(COURRIER), "les courriers, et leurs fichiers"),
    Key("references", Liste(REFERENCE), "les textes officiels cités"),
    Key("glossaire", Liste(TERME), "les mots du contrat"),
    Key("indices", Liste(INDICE), "les taux et indices, hors des clauses"),
    Key("changements", Liste(EVENEMENT), "ce qui change dans les textes officiels, à une date connue"),
)


def json_schema() -> dict:
    """The JSON Schema of `catalogue.json`: open, because a later version may add keys."""
    return _opened(CATALOGUE.json())


def _opened(node):
    if isinstance(node, dict):
        return {k: _opened(v) for k, v in node.items() if (k, v) != ("additionalProperties", False)}
    return [_opened(item) for item in node] if isinstance(node, list) else node
