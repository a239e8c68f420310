"""The shape of clauses/controle/contradictions.yml."""

from __future__ import annotations

from .. import model as m
from ..mots import lire
from ..shapes import Carte, Choix, Key, Liste, Objet, Type
from .commun import ENTIER, ID, IDS, OUI_NON, TEXTE
from .controle import MOTIF, MOTIFS, OUI_OU_NON
from .rapport import Phrase



class UneDuree(Type):
    """A length in words, kept in minutes."""

    describe = "une durée (« 1 mois »)"
    empty = 0

    def read(self, value, path, problems):
        found = [word.quantite for phrase in lire(value) for word in phrase] if value.__class__ is str else []
        if len(found) != 1 or found[0] is None or found[0].genre != "duree":
            return self.wrong(path, problems)
        return found[0].valeur


DUREE = UneDuree()
NOMS = Carte(MOTIFS)
MOTS = Liste(TEXTE)
GENRE = Objet(
    "genre de contradiction",
    m.Genre,
    [
        Key("titre", TEXTE, "la contradiction, en quelques mots"),
        Key("pourquoi", TEXTE, "le risque et le texte ; « {quoi} » y devient ce qui est dit deux fois"),
        Key("references", IDS, "les textes officiels"),
        Key("exemples", OUI_OU_NON, "des textes qui la lèvent, d'autres qui ne doivent pas"),
    ],
)
GRAVITE = Objet(
    "gravité",
    m.Gravite,
    [
        Key("rang", ENTIER, "1 : la plus haute"),
        Key("noms", MOTIFS, "ses noms"),
        Key("descriptions", MOTIFS, "ce qui la décrit, quand aucun nom n'est dit", required=False),
    ],
)
FAIT = Objet(
    "fait",
    m.Fait,
    [
        Key("id", ID, "identifiant, stable"),
        Key("nom", TEXTE, "comment on le nomme au lecteur (« le délai de paiement »)"),
        Key("genre", Choix(*m.GENRES_CONTRADICTION), "la contradiction que font deux valeurs"),
        Key("mesure", Choix(*m.MESURES), "ce qui le mesure"),
        Key("motifs", MOTIFS, "ce qui le dit, près de la quantité, ou avec elle (« <duree> avant terme »)"),
        Key("graves", MOTIFS, "ce qui le dit, si une gravité est nommée et que rien d'autre n'explique la quantité", required=False),
        Key("faibles", MOTIFS, "ce qui le dit quand rien d'autre n'explique la quantité", required=False),
        Key("avec", MOTIFS, "l'un d'eux doit se trouver dans la phrase, celle d'avant ou son titre", required=False),
        Key("suite", OUI_NON, "la phrase d'avant et celle d'après comptent aussi pour « avec »", required=False),
        Key("au_moins", DUREE, "la plus courte durée qui puisse en être une (« 1 mois »)", required=False),
        Key("au_plus", DUREE, "la plus longue", required=False),
        Key("sauf", MOTIFS, "une phrase qui dit l'un d'eux n'en parle pas", required=False),
        Key("selon", IDS, "les dimensions qui séparent deux valeurs dès que l'une les dit", required=False),
        Key("souple", IDS, "celles qui ne les séparent que si les deux les disent", required=False),
        Key("grille", OUI_NON, "donné par gravité, en liste ou en tableau qui ne le nomme qu'une fois", required=False),
    ],
)
CAS = Objet(
    "cas",
    m.ReglesCas,
    [
        Key("si", MOTIFS, "ce qui ouvre une condition (« si », « en cas de »…)"),
        Key("neutres", MOTS, "les mots d'une condition qui ne séparent pas deux cas"),
        Key("sinon", MOTIFS, "une condition qui renvoie à ce qui précède (« à défaut, … »)"),
        Key("pouvoirs", MOTS, "les verbes qui, juste après une partie, disent que c'est elle qui agit"),
        Key("echelles", MOTS, "ce dont une lettre ou un chiffre sépare les cas (« classe B »)"),
    ],
)
DIT = Objet("durée sans nombre", m.Dit, [Key("motif", MOTIF, "comment on la dit"), Key("minutes", ENTIER, "ce qu'elle vaut")])
QUANTITES = Objet(
    "quantités",
    m.ReglesQuantites,
    [
        Key("rythmes", MOTS, "ce qui, avant une durée, dit tous les combien (« tous les »)"),
        Key("chaque", MOTS, "ce qui, après elle et avant une période, dit combien par période (« par »)"),
        Key("periodes", MOTS, "ces périodes"),
        Key("heures", MOTS, "ce qui, avant « 8 h », dit une heure du jour"),
        Key("sur", MOTS, "ce qui, après une durée, dit une amplitude (« sur 7 »)"),
        Key("ordinaux", Carte(ENTIER), "les rangs d'un jour (« troisieme: 3 »)"),
        Key("calendrier", MOTS, "ce dont un jour porte un rang sans être un délai (« du mois »)"),
        Key("multiples", Carte(ENTIER), "ce qui multiplie un nombre (« million »)"),
        Key("monnaies", MOTS, "ce qui en fait alors un montant"),
    ],
)
DUREES = Objet(
    "durées",
    m.ReglesDurees,
    [
        Key("debut", MOTIFS, "le contrat commence à une date (le motif contient <date>)"),
        Key("fin", MOTIFS, "il finit à une date"),
        Key("avec", MOTIFS, "ce que la phrase doit dire aussi"),
        Key("sauf", MOTIFS, "autre chose commence ou finit"),
        Key("indeterminee", MOTIFS, "il n'a pas de terme"),
        Key("ensuite", MOTIFS, "ce n'est pas dès le début, ou pas le contrat"),
    ],
)
_MULTIPLE = Objet(
    "plafond sans montant",
    m.Multiple,
    [
        Key("motif", MOTIF, "comment on le dit ; une durée, un nombre de fois ou un taux y multiplie `mois`"),
        Key("mois", ENTIER, "combien de mois de prix", required=False),
        Key("genre", ID, "un plafond qui ne se compte pas en mois", required=False),
    ],
)
PLAFOND = Objet("plafond", m.ReglesPlafond, [Key("multiples", Liste(_MULTIPLE), "les plafonds sans montant, le plus précis d'abord")])
OBLIGATIONS = Objet(
    "obligations",
    m.ReglesObligations,
    [
        Key("moyens", MOTIFS, "une obligation de moyens"),
        Key("resultat", MOTIFS, "une obligation de résultat"),
        Key("effort", MOTIFS, "des moyens dits sans ces mots, pour ce que la phrase nomme"),
        Key("moyens_pour", MOTIFS, "des moyens, pour ce qui est dit après seulement"),
        Key("resultat_pour", MOTIFS, "un résultat, pour ce qui est dit après seulement"),
        Key("titres", MOTIFS, "les titres (ou têtes de colonnes) de telles listes"),
        Key("moyens_liste", MOTIFS, "des moyens, dans une telle liste"),
        Key("resultat_liste", MOTIFS, "un résultat, dans une telle liste"),
        Key("garantie", MOTIFS, "un résultat promis sans ces mots"),
        Key("nie", MOTS, "les mots qui, juste avant, nient"),
        Key("general", MOTIFS, "pour tout ce qui est dû"),
        Key("reste", NOMS, "pour tout le reste ; « - » : ce qui y ressemble"),
        Key("hormis", MOTIFS, "sauf ce qui est nommé ensuite"),
        Key("sauf", MOTIFS, "une phrase qui n'oblige à rien, ou sous condition"),
        Key("ancres", MOTIFS, "les mots qui annoncent pour quoi (« pour », « quant à »…)"),
        Key("prestations", NOMS, "les prestations, et ce qui les dit"),
    ],
)
TRIBUNAUX = Objet(
    "tribunaux",
    m.ReglesTribunaux,
    [
        Key("parle", MOTIFS, "une juridiction est désignée"),
        Key("sauf", MOTIFS, "ce n'est pas une clause de compétence, ou pour certains seulement"),
        Key("choix", MOTIFS, "elle laisse le choix entre plusieurs"),
        Key("attaches", NOMS, "les rattachements autres qu'une ville"),
        Key("sortes", NOMS, "les sortes de juridictions"),
        Key("pas_villes", MOTS, "les noms qui suivent « de » et ne sont pas des villes"),
    ],
)
NUMEROS = Objet(
    "numéros",
    m.ReglesNumeros,
    [
        Key("dehors", MOTS, "les mots qui, après, disent l'article d'un autre texte"),
        Key("avant", MOTS, "ceux qui le disent avant"),
    ],
)
DEFINIR = Objet(
    "définir",
    m.ReglesDefinitions,
    [
        Key("designent", MOTS, "ce qui, après un terme entre guillemets, le définit (« désigne »)"),
        Key("designent_pas", MOTS, "ce qui y ressemble (« désigne ses »)"),
        Key("entendre", MOTS, "ce qui, avant lui, le définit (« on entend par »)"),
        Key("sont", MOTS, "ce qui suffit après lui, sous un titre de définitions"),
        Key("portees", MOTS, "ce qui ouvre une portée (« pour les besoins de l'annexe, »)"),
        Key("ouvrent", MOTS, "ce qui peut ouvrir la phrase, avant un terme déjà défini"),
        Key("redisent", MOTS, "ce qui, après un terme déjà défini, le définit encore"),
        Key("redisent_pas", MOTS, "ce qui y ressemble (« s'entend hors taxes »)"),
        Key("sens", MOTS, "ce qui, après lui et deux points, ouvre sa définition"),
        Key("renvoient", MOTIFS, "ce qui ne fait que renvoyer à sa définition"),
        Key("articles", MOTS, "les articles, devant un terme"),
        Key("colonnes_termes", MOTS, "la tête d'une colonne de termes"),
        Key("colonnes_sens", MOTS, "celle d'une colonne de définitions"),
        Key("outils", MOTS, "les mots d'une définition qui n'en disent rien"),
    ],
)
TERMES = Objet(
    "termes",
    m.ReglesTermes,
    [
        Key("titres", MOTIFS, "les titres qui annoncent des définitions"),
        Key("renvois", MOTIFS, "renvoyer à une définition"),
        Key("creux", MOTIFS, "une définition qui ne fait que renvoyer"),
        Key("annonce", MOTIFS, "dire que les majuscules ont un sens"),
        Key("majuscules", MOTIFS, "les expressions qu'un contrat écrit avec des majuscules et doit alors définir"),
        Key("definir", DEFINIR, "les tournures qui définissent"),
    ],
)
RECAPITULATIFS = Objet(
    "récapitulatifs",
    m.ReglesRecapitulatifs,
    [
        Key("vides", MOTS, "les mots qui ne nomment rien"),
        Key("entetes", MOTS, "les têtes de colonnes qui ne nomment rien"),
        Key("suites", MOTS, "le début des mots qui disent ce qui suit une chose, et n'est pas elle"),
        Key("genres", Carte(MOTS), "par genre de contradiction, le début des mots qui le disent"),
        Key("actions", Carte(MOTS), "ce qu'on fait : le début des mots qui disent le même geste"),
        Key("choses", Carte(MOTS), "à quoi on le fait : le début des mots qui nomment la même chose"),
        Key("parties", MOTS, "les mots qui ne disent que qui le fait"),
    ],
)
BLANCS = Objet(
    "blancs",
    m.ReglesBlancs,
    [
        Key("mots", MOTS, "les mots d'une zone à remplir, entre crochets"),
        Key("unites", MOTS, "ce qui suit un nombre laissé en blanc"),
        Key("pas_crochets", MOTS, "les crochets qui n'en sont pas"),
        Key("signature", MOTIFS, "ce qui se remplit à la signature"),
        Key("signataires", MOTIFS, "qui signe, devant une ligne à remplir"),
        Key("formulaires", MOTIFS, "les titres des modèles à remplir plus tard"),
    ],
)
OPPOSITION = Objet(
    "opposition",
    m.Opposition,
    [
        Key("id", ID, "identifiant, stable"),
        Key("nom", TEXTE, "ce qui s'oppose, en quelques mots"),
        Key("dit", MOTIFS, "l'un"),
        Key("contre", MOTIFS, "l'autre ; avec `manque`, ce qui devrait être dit"),
        Key("sauf", MOTIFS, "une phrase qui n'en parle pas", required=False),
        Key("objets", NOMS, "de quoi les deux phrases doivent parler", required=False),
        Key("manque", OUI_NON, "fautif quand l'autre n'est dit nulle part", required=False),
        Key("generaux", MOTIFS, "une première phrase sans objet qui dit l'un d'eux vaut pour tous", required=False),
        Key("nom_commun", OUI_NON, "les deux phrases comptent la même chose, nommée du même mot", required=False),
        Key("meme_phrase", OUI_NON, "une seule phrase peut dire les deux", required=False),
    ],
)
MOTS_DU_RAPPORT = Objet(
    "mots",
    lambda **values: values,
    [
        Key("chaque-delai", TEXTE, "ce que deux façons de compter touchent"),
        Key("duree", TEXTE, "ce que deux durées touchent"),
        Key("double", Phrase(1), "un numéro donné deux fois"),
        Key("apres", Phrase(2), "un numéro après un plus grand"),
        Key("place", Phrase(1), "un numéro hors de sa place"),
        Key("manque", Phrase(1), "un numéro qui manque"),
        Key("renvoi", Phrase(1), "un renvoi à un article qui n'existe pas"),
        Key("annexe", Phrase(1), "un renvoi à une annexe qui n'existe pas"),
    ],
)
CONTRADICTIONS = Objet(
    "contradictions",
    m.ReglesContradictions,
    [
        Key("genres", Carte(GENRE, m.GENRES_CONTRADICTION), "les genres de contradictions"),
        Key("mots", MOTS_DU_RAPPORT, "ce que le rapport dit autour d'un genre"),
        Key("gravites", Liste(GRAVITE), "les niveaux de gravité"),
        Key("dimensions", Carte(NOMS), "ce qui sépare deux valeurs d'un même fait"),
        Key("regimes", NOMS, "ce qui dit, dans une phrase, comment se compte un délai (ouvre, calendaire)"),
        Key("comptes", NOMS, "ce qui le dit pour d'autres phrases"),
        Key("dits", Liste(DIT), "les durées sans nombre"),
        Key("quantites", QUANTITES, "ce qu'une durée ou un nombre n'est pas, d'après les mots voisins"),
        Key("ecarte", MOTIFS, "une phrase qui n'engage à rien"),
        Key("deroge", MOTIFS, "une phrase qui déroge à une autre"),
        Key("cas", CAS, "pour quel cas une phrase fixe une valeur"),
        Key("faits", Liste(FAIT), "ce qu'un contrat fixe une fois"),
        Key("durees", DUREES, "les dates du contrat"),
        Key("plafond", PLAFOND, "les plafonds de responsabilité"),
        Key("obligations", OBLIGATIONS, "moyens et résultat"),
        Key("tribunaux", TRIBUNAUX, "la juridiction"),
        Key("numeros", NUMEROS, "les numéros d'articles"),
        Key("termes", TERMES, "les termes définis"),
        Key("recapitulatifs", RECAPITULATIFS, "ce qu'une fiche, un tableau ou une annexe redit"),
        Key("blancs", BLANCS, "les zones à remplir"),
        Key("oppositions", Liste(OPPOSITION), "les règles d'une formule de prix qui s'opposent"),
    ],
)
