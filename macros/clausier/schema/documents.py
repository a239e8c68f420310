"""The shapes of the words that belong to no clause, and of catalogue.yml."""

from __future__ import annotations

from .. import model as m
from ..shapes import Carte, Key, Liste, Objet
from .commun import DATE, ID, TEXTE

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
