"""The shape of each kind of file: one table per kind gives validation, JSON Schema and the printed documentation.

Rules across files are crosscheck's.
"""

from __future__ import annotations

from collections.abc import Callable

from . import model as m
from .shapes import (
    Brut,
    Carte,
    Choix,
    Date,
    Entier,
    Identifiant,
    Ids,
    Key,
    Liste,
    ListeDeTextes,
    Objet,
    OuiNon,
    Quand,
    Tableau,
    Texte,
    TexteLibre,
    TextesOuLieu,
)

# ---------------------------------------------------------------- shared pieces
TEXTE, LIBRE, ID, IDS, ENTIER, OUI_NON, DATE, QUAND = Texte(), TexteLibre(), Identifiant(), Ids(), Entier(), OuiNon(), Date(), Quand()


def _conditioned(build: Callable) -> Callable:
    """A builder that folds `quand` and `sauf` into one Condition."""

    def with_condition(quand=(), sauf=(), **values):
        return build(condition=m.condition(quand, sauf) if quand or sauf else m.TOUJOURS, **values)

    return with_condition


def _conditions() -> list[Key]:
    return [
        Key("quand", QUAND, "quand l'élément est présent ; sans cette clé, toujours", required=False),
        Key("sauf", QUAND, "ce qui l'écarte", required=False),
    ]


ITEM = Objet("puce", _conditioned(m.Alinea), [Key("texte", TEXTE, "le texte de la puce"), Key("remplit", IDS, "les éléments remplis", required=False, default=()), *_conditions()])
ALINEA = Objet(
    "alinéa",
    _conditioned(m.Alinea),
    [
        Key("texte", TEXTE, "le paragraphe, dans le petit Markdown du projet"),
        Key("remplit", IDS, "les éléments `exige` que cette phrase remplit (`rubrique/element` dans une annexe)", required=False, default=()),
        Key("liste", ListeDeTextes(ITEM), "les puces qui suivent", required=False, default=()),
        Key("tableau", Tableau(), "le tableau qui suit", required=False),
        Key("annexes", OUI_NON, "imprime la liste numérotée des annexes présentes", required=False),
        *_conditions(),
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
FONDEMENTS = Carte(IDS, m.FORCES)
_AVENANT = Choix(*m.AVENANTS)


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
        Key("avenant", _AVENANT, "faut-il un avenant à un contrat signé ; sans cette clé, à vérifier", required=False),
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


def _commented() -> list[Key]:
    """What every clause and annex says about itself."""
    return [
        Key("fondements", FONDEMENTS, "les textes officiels, par force : `impose`, `oblige`, `encadre`, `suppletif`"),
        Key("champs", IDS, "exactement les champs cités dans les textes", required=False, default=()),
        Key("en_clair", TEXTE, "une phrase simple, au lecteur"),
        Key("pourquoi", TEXTE, "à quoi elle sert, ce qui arrive sans elle"),
        Key("pieges", Liste(TEXTE, 1), "les erreurs vues dans les contrats"),
        Key("relecture", RELECTURE, "l'état de relecture"),
        Key("historique", Liste(CHANGEMENT, 1), "les versions, la plus ancienne d'abord"),
        *_conditions(),
    ]


def _clause(alineas=None, versions=None, **values) -> m.Clause:
    if alineas is not None:
        versions = {m.SEULE_VERSION: m.Version(alineas)}
    return _conditioned(m.Clause)(versions=versions or {}, **values)


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
        *_commented(),
    ],
)
SECTION = Objet("section", _conditioned(m.Section), [Key("titre", TEXTE, "le titre de la section"), Key("alineas", ALINEAS, "son texte"), *_conditions()])
ANNEXE = Objet(
    "annexe",
    _conditioned(m.Annexe),
    [
        Key("titre", TEXTE, "le titre de l'annexe"),
        Key("rang", ENTIER, "l'ordre parmi les annexes", required=False, default=10),
        Key("sections", Liste(SECTION, 1), "les sections de l'annexe"),
        *_commented(),
    ],
)
_SI = Key("si", TEXTE, "la condition, en français (« le contrat a une durée déterminée ») : imprimée quand le contrat n'est pas connu", required=False)
PUCE_DE_COURRIER = Objet("puce de courrier", _conditioned(m.Alinea), [Key("texte", TEXTE, "le texte de la puce"), _SI, *_conditions()])
PASSAGE = Objet(
    "passage",
    _conditioned(m.Alinea),
    [
        Key("texte", TEXTE, "le paragraphe, dans le petit Markdown du projet"),
        Key("liste", ListeDeTextes(PUCE_DE_COURRIER), "les puces qui suivent", required=False, default=()),
        Key("tableau", Tableau(), "le tableau qui suit", required=False),
        Key("expediteur", Choix(*m.PARTIES), "ne s'imprime que si cette Partie écrit", required=False),
        _SI,
        *_conditions(),
    ],
)
PASSAGES = Liste(PASSAGE, 1)
PARTIE_DE_COURRIER = Objet("partie de courrier", m.Section, [Key("titre", TEXTE, "le titre de la partie"), Key("alineas", PASSAGES, "son texte")])


def _courrier(alineas=None, sections=(), **values) -> m.Courrier:
    if alineas is not None:
        sections = (m.Section("", alineas), *sections)
    return _conditioned(m.Courrier)(sections=sections, **values)


COURRIER = Objet(
    "courrier",
    _courrier,
    [
        Key("titre", TEXTE, "le titre du courrier"),
        Key("rang", ENTIER, "l'ordre d'affichage", required=False, default=10),
        Key("objet", TEXTE, "la ligne d'objet, sans le mot « Objet »"),
        Key("expediteur", Choix(*m.PARTIES, m.LES_DEUX), "qui l'écrit : client, prestataire, ou l'un comme l'autre"),
        Key("genre", Choix("lettre", "acte"), "lettre, ou acte que les deux Parties signent"),
        Key("recommande", OUI_NON, "part par envoi recommandé", required=False, default=False),
        Key("quand_l_envoyer", TEXTE, "le moment, et le délai à respecter"),
        Key("en_clair", TEXTE, "une phrase simple, au lecteur"),
        _SI,
        Key("fondements", FONDEMENTS, "les textes officiels, par force : `impose`, `oblige`, `encadre`, `suppletif`"),
        Key("champs", IDS, "exactement les champs cités dans l'objet et le texte", required=False, default=()),
        Key("alineas", PASSAGES, "le texte d'une lettre", required=False),
        Key("sections", Liste(PARTIE_DE_COURRIER, 1), "le texte d'un acte, par parties titrées", required=False),
        Key("reprend", ID, "l'annexe dont l'acte reprend le texte", required=False),
        Key("pieges", Liste(TEXTE, 2), "les erreurs qui privent le courrier d'effet"),
        Key("relecture", RELECTURE, "l'état de relecture"),
        Key("historique", Liste(CHANGEMENT, 1), "les versions, la plus ancienne d'abord"),
        *_conditions(),
    ],
)
ELEMENT = Objet("élément", _conditioned(m.Element), [Key("id", ID, "identifiant de l'élément"), Key("texte", TEXTE, "ce que le contrat doit dire"), *_conditions()])
RUBRIQUE = Objet(
    "rubrique",
    _conditioned(m.Rubrique),
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
        *_conditions(),
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
EXEMPLE_SELON = Objet("exemple conditionné", _conditioned(m.ExempleSelon), [Key("exemple", Brut(), "la valeur fictive"), *_conditions()])
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
INCOHERENCE = Objet("incohérence", _conditioned(m.Incoherence), [Key("id", ID, "identifiant"), Key("titre", TEXTE, "le nom de la combinaison"), Key("message", TEXTE, "ce qui ne va pas, et que faire"), *_conditions()])
COMPARAISON = Objet(
    "comparaison",
    _conditioned(m.Comparaison),
    [
        Key("id", ID, "identifiant"),
        Key("petit", TEXTE, "le champ (ou champ.colonne) qui doit être le plus petit"),
        Key("grand", TEXTE, "celui qui doit être le plus grand, ou un nombre"),
        Key("par", ID, "la colonne qui apparie les lignes de deux tableaux", required=False),
        Key("message", TEXTE, "ce qui ne va pas"),
        *_conditions(),
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
LIGNE_ESSENTIELLE = Objet(
    "ligne de l'essentiel",
    _conditioned(m.LigneEssentielle),
    [
        Key("id", ID, "identifiant"),
        Key("titre", TEXTE, "le sujet ; les lignes d'un même sujet se suivent et s'impriment ensemble"),
        Key("texte", TEXTE, "une phrase en clair, vraie dans les trois versions, dans le petit Markdown du projet"),
        *_conditions(),
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
    _conditioned(m.Point),
    [
        Key("id", ID, "identifiant, stable"),
        Key("moment", ID, "le moment où il se vérifie"),
        Key("cote", Choix(*m.PARTIES, m.LES_DEUX), "qui le vérifie ou, dans un échange, qui remet la pièce"),
        Key("texte", TEXTE, "ce qu'il faut faire, à l'impératif, ou le nom de la pièce"),
        Key("clause", ID, "la clause qui le règle", required=False),
        Key("annexe", ID, "l'annexe qui le règle", required=False),
        Key("fondements", FONDEMENTS, "les textes officiels, par force : `impose`, `oblige`, `encadre`, `suppletif`", required=False, default={}),
        _SI,
        *_conditions(),
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
EVENEMENT = Objet(
    "événement",
    _conditioned(m.Evenement),
    [
        Key("id", ID, "identifiant, stable"),
        Key("date", DATE, "le jour où cela change"),
        Key("releve", DATE, "le jour où le catalogue l'a noté"),
        Key("titre", TEXTE, "ce qui change, en quelques mots"),
        Key("changement", TEXTE, "ce qui change, en une ou deux phrases"),
        Key("que_faire", TEXTE, "ce que fait celui qui a un contrat"),
        Key("avenant", _AVENANT, "faut-il un avenant à un contrat signé"),
        Key("references", IDS, "les textes officiels d'où cela vient"),
        Key("clauses", IDS, "les clauses à relire", required=False, default=()),
        Key("annexes", IDS, "les annexes à relire", required=False, default=()),
        Key("si", TEXTE, "ce que la condition ne peut pas dire (« le Contrat a été conclu avant le… »)", required=False),
        *_conditions(),
    ],
)
GROUPE = Objet("groupe", m.Groupe, [Key("id", ID, "identifiant"), Key("titre", TEXTE, "le titre imprimé")])
SIGNATAIRE = Objet("signataire", m.Signataire, [Key("titre", TEXTE, "le titre de la colonne"), Key("lignes", Liste(TEXTE, 1), "ses lignes")])
NOTICES = Objet(
    "notices",
    lambda **v: v,
    [
        Key("avertissement", TEXTE, "en tête de tout modèle : ce n'est pas un conseil juridique"),
        Key("fictif", TEXTE, "en tête d'un exemple : tout y est inventé"),
        Key("adhesion", TEXTE, "en tête d'un contrat d'adhésion"),
        Key("choix", TEXTE, "avant la liste des choix d'un modèle"),
        Key("pas_pour", TEXTE, "avant la liste des publics écartés"),
        Key("attention", TEXTE, "devant une combinaison incohérente"),
        Key("difficiles", TEXTE, "devant le résumé des clauses difficiles"),
        Key("avantage_client", TEXTE, "devant ce qui distingue une version favorable au Client"),
        Key("avantage_prestataire", TEXTE, "devant ce qui distingue une version favorable au Prestataire"),
        Key("reserves", TEXTE, "devant la liste des valeurs à compléter"),
        Key("reserves_nombreux", TEXTE, "devant la liste de leurs articles, quand elles sont nombreuses ; # est leur nombre"),
        Key("reserves_entete", TEXTE, "ce qui nomme l'en-tête, quand il lui manque une valeur"),
        Key("provenance", TEXTE, "à la fin ; # est la version du catalogue"),
        Key("donnees", TEXTE, "avec les données publiées, qui n'ont ni tête ni pied : ce que le site n'est pas", required=False, default=""),
    ],
)
PARTIE = Objet(
    "partie",
    m.PartieCourrier,
    [
        Key("adresse", Liste(TEXTE, 1), "ses lignes en tête de lettre"),
        Key("titre", TEXTE, "le titre de sa signature"),
        Key("signature", Liste(TEXTE, 1), "les lignes de sa signature"),
    ],
)
TEXTES_DES_COURRIERS = Objet(
    "textes des courriers",
    m.TextesCourriers,
    [
        Key("avertissement", TEXTE, "en tête d'un courrier vierge"),
        Key("a_garder", TEXTE, "devant un passage conditionnel d'un courrier vierge ; # est la condition"),
        Key("recommande", TEXTE, "la mention d'un envoi recommandé"),
        Key("lieu_date", TEXTE, "le lieu et la date"),
        Key("objet", TEXTE, "la ligne d'objet ; # est l'objet"),
        Key("reference", TEXTE, "le contrat dont il s'agit"),
        Key("salutation", TEXTE, "au début du texte d'une lettre"),
        Key("politesse", TEXTE, "à la fin du texte d'une lettre"),
        Key("fait", TEXTE, "à la fin d'un acte, avant les signatures"),
        Key("parties", Carte(PARTIE, m.PARTIES), "chaque Partie, en tête et au pied"),
    ],
)
TEXTES_DE_L_AVENANT = Objet(
    "textes de l'avenant",
    m.TextesAvenant,
    [
        Key("titre", TEXTE, "le titre de l'avenant"),
        Key("parties", Liste(TEXTE, 1), "les parties, en tête"),
        Key("rappel", TEXTE, "le contrat modifié"),
        Key("articles", Carte(TEXTE, m.ARTICLES_AVENANT), "le titre de chaque article de l'avenant"),
        Key("objet", Liste(TEXTE, 1), "l'article sur l'objet"),
        Key("modifie", Carte(TEXTE, m.GESTES_AVENANT), "la phrase qui annonce chaque changement ; # est, dans l'ordre, le numéro, le titre et le nouveau numéro"),
        Key("concordance", Liste(TEXTE, 1), "l'article sur les numéros, quand ils changent"),
        Key("colonnes", Liste(TEXTE, 3), "les trois colonnes du tableau des numéros"),
        Key("neant", TEXTE, "ce qui s'imprime pour un numéro qui n'existe pas"),
        Key("effet", Liste(TEXTE, 1), "l'article sur la prise d'effet"),
        Key("maintien", Liste(TEXTE, 1), "l'article sur ce qui ne change pas"),
        Key("fait", TEXTE, "avant les signatures"),
    ],
)
TEXTES_DE_L_ESSENTIEL = Objet(
    "textes de l'essentiel",
    m.TextesEssentiel,
    [
        Key("titre", TEXTE, "le titre de la page"),
        Key("avis", TEXTE, "la remarque sous ce titre : la page n'a pas de valeur contractuelle"),
        Key("colonnes", Liste(TEXTE, 2), "les deux colonnes : le sujet, la réponse"),
    ],
)
TEXTES = Objet(
    "textes",
    m.Textes,
    [
        Key("titre", TEXTE, "le titre de tous les contrats"),
        Key("groupes", Liste(GROUPE, 1), "les parties du contrat, dans l'ordre"),
        Key("annexes", TEXTE, "le titre de la partie des annexes"),
        Key("a_completer", TEXTE, "ce qui s'imprime pour une valeur manquante ; # est le libellé"),
        Key("entete", TEXTE, "l'en-tête de chaque page"),
        Key("signataires", Liste(SIGNATAIRE, 1), "les colonnes du bloc de signature"),
        Key("notices", NOTICES, "les remarques de tête et de fin"),
        Key("courriers", TEXTES_DES_COURRIERS, "les mots que tous les courriers partagent", required=False),
        Key("avenant", TEXTES_DE_L_AVENANT, "les mots de l'avenant qui mène d'un contrat à un autre", required=False),
        Key("essentiel", TEXTES_DE_L_ESSENTIEL, "les mots de « L'essentiel en une page »", required=False),
    ],
)
CATALOGUE = Objet("catalogue", lambda **v: v, [Key("version", TEXTE, "version du catalogue"), Key("date", DATE, "sa date"), Key("licence", TEXTE, "la licence des clauses")])

# Kinds by folder or vocabulary file: what the loader reads and where.
DOSSIERS: dict[str, Objet] = {"corps": CLAUSE, "annexes": ANNEXE, "types": TYPE, "formules": FORMULE, "modeles": MODELE, "courriers": COURRIER, "tableurs": TABLEUR}
LISTES: dict[str, Objet] = {
    "rubriques": RUBRIQUE,
    "options": OPTION,
    "champs": CHAMP,
    "references": REFERENCE,
    "glossaire": TERME,
    "indices": INDICE,
    "incoherences": INCOHERENCE,
    "comparaisons": COMPARAISON,
    "pas-pour": PAS_POUR,
    "moments": MOMENT,
    "avant-signer": POINT,
    "mots-flous": MOT_FLOU,
    "synonymes": SYNONYME,
    "dessins": DESSIN,
    "essentiel": LIGNE_ESSENTIELLE,
    "changements": EVENEMENT,
}
