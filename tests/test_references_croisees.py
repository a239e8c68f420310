"""Les règles d’un fichier à l’autre : identifiants connus, champs déclarés, renvois qui arrivent, éléments remplis, pas de cycle."""

import mini
import pytest

OBJET, DELAIS, PRIX, ANNEXE = "corps/objet.yml", "corps/delais.yml", "corps/prix.yml", "annexes/inventaire.yml"
REVISION, REVISER = "corps/prix-longue-duree.yml", "Les Parties révisent le prix chaque année, comme il est dit à l'article [[clause:objet]]."
RUBRIQUES, OPTIONS, CHAMPS, TEXTES = (f"vocabulaire/{nom}.yml" for nom in ("rubriques", "options", "champs", "textes"))

INCONNUS = {
    "rubrique-de-clause": ((PRIX, "rubrique: prix", "rubrique: pris"), "corps/prix.yml:2 : rubrique : « pris » n'est pas dans rubriques ; vouliez-vous dire « prix » ?"),
    "option-de-condition": ((DELAIS, "quand: {options: [delais]}", "quand: {options: [delai]}"), "valeur inconnue « delai » dans « options » ; vouliez-vous dire « delais » ?"),
    "type-de-condition": ((DELAIS, "quand: {options: [delais]}", "quand: {types: [corectif]}"), "valeur inconnue « corectif » dans « types »"),
    "formule-de-condition": ((ANNEXE, "{formules: [forfait]}", "{formules: [forfaits]}"), "dans « formules » ; vouliez-vous dire « forfait » ?"),
    "formule-hors-forfait": ((ANNEXE, "{formules: [forfait]}", "{hors-forfait: [tickets]}"), "dans « hors-forfait » ; vouliez-vous dire « ticket » ?"),
    "texte-officiel": ((DELAIS, "code-civil/1166]}", "code-civil/1666]}"), "fondements.encadre.1 : « code-civil/1666 » n'est pas dans references ; vouliez-vous dire « code-civil/1166 » ?"),
    "element": ((PRIX, "remplit: [montant]", "remplit: [montan]"), "élément inconnu « montan »"),
    "element-d-annexe-sans-rubrique": ((ANNEXE, "        tableau: inventaire", "        tableau: inventaire\n        remplit: [montant]"), "élément inconnu « montant »"),
    "champ": ((PRIX, "{prix_annuel} HT", "{prix_anuel} HT"), "champ inconnu « prix_anuel » ; vouliez-vous dire « prix_annuel » ?"),
    "champ-du-tableau": ((ANNEXE, "tableau: inventaire", "tableau: inventair"), "champ inconnu « inventair »"),
    "champ-de-cellule": ((PRIX, '"{regime}"]', '"{regim}"]'), "champ inconnu « regim »"),
    "champ-de-l-en-tete": ((TEXTES, "Contrat de {client_nom}", "Contrat de {client}"), "vocabulaire/textes.yml:7 : entete : « client » n'est pas dans champs"),
    "champ-du-signataire": ((TEXTES, '["{client_nom}"', '["{client}"'), "signataires.1.lignes.1 : « client » n'est pas dans champs"),
    "champ-de-notice": ((TEXTES, "EXEMPLE FICTIF.", "EXEMPLE DE {client}."), "notices.fictif : « client » n'est pas dans champs"),
    "champ-calcule": ((OPTIONS, "{champ: duree, seuil", "{champ: durée, seuil"), "on attend un identifiant"),
    "champ-calcule-inconnu": ((OPTIONS, "{champ: duree, seuil", "{champ: dure, seuil"), "calculee.champ : champ inconnu « dure » ; vouliez-vous dire « duree » ?"),
    "valeur-calculee": ((OPTIONS, "vaut: illimite,", "vaut: ilimite,"), "« ilimite » n'est pas une valeur du choix « regime »"),
    "renvoi": ((DELAIS, "[[clause:prix]]", "[[clause:prixx]]"), "renvoi vers « clause:prixx », qui n'existe pas ; vouliez-vous dire « prix » ?"),
    "renvoi-d-annexe": ((OBJET, "[[annexe:inventaire|", "[[annexe:inventair|"), "renvoi vers « annexe:inventair », qui n'existe pas"),
    "option-impliquee": ((OPTIONS, "implique: [delais]", "implique: [delai]"), "implique.1 : « delai » n'est pas dans options"),
    "option-supposee": ((OPTIONS, "suppose: [client-public]", "suppose: [client-publique]"), "suppose.1 : « client-publique » n'est pas dans options"),
    "texte-d-option": ((OPTIONS, "[code-civil/1166]", "[code-civil/1]"), "references.1 : « code-civil/1 » n'est pas dans references"),
    "groupe-de-rubrique": ((RUBRIQUES, "groupe: finances", "groupe: finance"), "groupe : « finance » n'est pas dans textes ; vouliez-vous dire « finances » ?"),
    "groupe-de-champ": ((CHAMPS, "groupe: cadre", "groupe: cadr"), "groupe : « cadr » n'est pas dans textes"),
    "rubrique-de-terme": (("vocabulaire/glossaire.yml", "voir: [delais]", "voir: [delai]"), "voir.1 : « delai » n'est pas dans rubriques"),
    "rubrique-de-type": (("types/corrective.yml", "exige: [objet]", "exige: [objets]"), "exige.1 : « objets » n'est pas dans rubriques"),
    "texte-d-indice": (("vocabulaire/indices.yml", "[code-civil/1166]", "[code-civil/9]"), "« code-civil/9 » n'est pas dans references"),
    "type-de-modele": (("modeles/essai.yml", "[corrective]", "[corectif]"), "« corectif » n'est pas dans types"),
    "formule-de-modele": (("modeles/essai.yml", "formule: forfait", "formule: forfaits"), "formule : « forfaits » n'est pas dans formules"),
    "option-de-modele": (("modeles/essai.yml", "[delais]", "[delai]"), "« delai » n'est pas dans options"),
    "champ-de-comparaison": (("vocabulaire/comparaisons.yml", "grand: prix_maximum", "grand: prix_max"), "grand : champ inconnu « prix_max »"),
    "moment-de-point": (("vocabulaire/avant-signer.yml", "moment: reunir", "moment: reuni"), "moment : « reuni » n'est pas dans moments ; vouliez-vous dire « reunir » ?"),
    "clause-de-point": (("vocabulaire/avant-signer.yml", "clause: prix,", "clause: pris,"), "clause : clause inconnue « pris » ; vouliez-vous dire « prix » ?"),
    "annexe-de-point": (("vocabulaire/avant-signer.yml", "annexe: inventaire", "annexe: inventair"), "annexe : annexe inconnue « inventair » ; vouliez-vous dire « inventaire » ?"),
    "option-de-point": (("vocabulaire/avant-signer.yml", "{options: [client-public]}", "{options: [client-publi]}"), "valeur inconnue « client-publi » dans « options »"),
    "texte-de-point": (("vocabulaire/avant-signer.yml", "[code-civil/1166]", "[code-civil/6]"), "fondements.encadre.1 : « code-civil/6 » n'est pas dans references"),
    "option-ecartee": (("vocabulaire/pas-pour.yml", "[client-public]", "[client-publi]"), "sauf_options.1 : « client-publi » n'est pas dans options"),
}  # fmt: skip


@pytest.mark.parametrize(("changement", "attendu"), INCONNUS.values(), ids=INCONNUS)
def test_un_identifiant_inconnu_est_dit_avec_le_plus_proche(changement, attendu):
    fautes = mini.fautes(changement)
    assert any(attendu in faute for faute in fautes), fautes
    assert all(faute.startswith(changement[0]) for faute in fautes), fautes


REGLES = {
    "champ-non-declare": ((PRIX, "[prix_annuel, ", "["), "champ « prix_annuel » employé et non déclaré : ajoutez-le"),
    "champ-declare-pour-rien": ((PRIX, "[prix_annuel, ", "[duree, prix_annuel, "), "champs.1 : champ « duree » déclaré et jamais employé"),
    "tableau-dans-le-texte": ((ANNEXE, "sont les suivants.", "sont {inventaire}."), "« inventaire » est un tableau : citez-le par « tableau: »"),
    "texte-en-tableau": ((ANNEXE, "tableau: inventaire", "tableau: client_nom"), "« client_nom » n'est pas un champ de type tableau"),
    "sans-texte": ((REVISION, f"alineas:\n  - texte: {REVISER}\n", ""), "il manque le texte : « alineas », ou « versions »"),
    "version-manquante": ((DELAIS, "  prestataire:\n", "  equilibree:\n"), "en double"),
    "impose-sans-texte": ((PRIX, "statut: indispensable", "statut: impose"), "« impose » va avec un texte sous fondements.impose"),
    "texte-impose-sans-statut": ((DELAIS, "{encadre:", "{impose:"), "« impose » va avec un texte sous fondements.impose"),
    "historique-en-desordre": ((REVISION, "{version: 2,", "{version: 1,"), "numéros de version à mettre en ordre croissant"),
    "si-sans-condition": ((RUBRIQUES, "  quand: {options: [delais]}\n", ""), "statut « si » sans condition : ajoutez « quand »"),
    "element-en-double": ((RUBRIQUES, "{id: duree, texte: durée}", "{id: prestations, texte: durée}"), "élément « prestations » en double"),
    "choix-sans-valeurs": ((CHAMPS, "type: choix, valeurs: [{id: plafonne, libelle: plafonné}, {id: illimite, libelle: illimité}]", "type: choix"), "« valeurs » va avec le type « choix »"),
    "colonnes-hors-tableau": ((CHAMPS, "  type: tableau", "  type: liste"), "« colonnes » va avec le type « tableau »"),
    "calcul-sans-seuil": ((OPTIONS, "seuil: 12, strict: oui, ", ""), "donnez « seuil » ou « vaut »"),
    "cycle": ((OPTIONS, "libelle: Des délais sont chiffrés,", "libelle: Des délais, implique: [astreinte],"), "cycle d'implications : delais → astreinte → delais"),
    "exemple-faux": ((CHAMPS, "exemple: 2027-01-04", "exemple: demain"), "8.exemple : on attend une date qui existe"),
    "exemple-hors-bornes": ((CHAMPS, "exemple: 24", "exemple: 240"), "exemple : on attend au plus 120"),
    "exemple-vide": ((CHAMPS, "exemple: ATELIERS FICTIFS", "exemple: ''"), "exemple : donnez une valeur fictive"),
    "exemple-de-cellule": ((CHAMPS, "nombre: 12,", "nombre: douze,"), "exemple.1.nombre : on attend un nombre"),
    "modele-sans-type": (("modeles/essai.yml", "[corrective]", "[]"), "types : donnez au moins un type"),
    "modele-a-option-calculee": (("modeles/essai.yml", "[delais]", "[longue]"), "l'option « longue » se calcule, elle ne se choisit pas"),
    "modele-aux-options-contraires": (("modeles/essai.yml", "[delais]", "[client-commercant, client-public]"), "options qui s'excluent : client-commercant, client-public"),
    "renvoi-en-tete": ((TEXTES, "Ceci est un modèle.", "Voir l'article [[clause:prix]]."), "un renvoi ne va que dans une clause"),
    "comparaison-sans-ordre": (("vocabulaire/comparaisons.yml", "petit: prix_annuel", "petit: client_nom"), "« client_nom » n'a pas d'ordre"),
    "comparaison-de-types-differents": (("vocabulaire/comparaisons.yml", "petit: prix_annuel", "petit: duree"), "on compare deux valeurs du même type : entier et montant"),
    "comparaison-par-hors-tableau": (("vocabulaire/comparaisons.yml", "grand: prix_maximum,", "grand: prix_maximum, par: nom,"), "« nom » n'est pas une colonne"),
    "point-a-deux-cibles": (("vocabulaire/avant-signer.yml", "clause: prix,", "clause: prix, annexe: inventaire,"), "un point mène à une clause ou à une annexe"),
    "point-conditionnel-sans-phrase": (("vocabulaire/avant-signer.yml", " si: le Client est un acheteur public,", ""), "« si » va avec « quand » ou « sauf », et les dit en français"),
    "point-sans-condition-avec-phrase": (("vocabulaire/avant-signer.yml", "clause: prix,", "clause: prix, si: le prix est dit,"), "« si » va avec « quand » ou « sauf », et les dit en français"),
    "point-a-condition-impossible": (("vocabulaire/avant-signer.yml", "quand: {options: [client-public]},", "quand: {options: [client-public]}, sauf: {options: [client-public]},"), "4.quand : aucun contrat ne remplit cette condition : corrigez-la"),
    "point-que-sa-clause-exclut": (("vocabulaire/avant-signer.yml", "clause: delais, texte: Tenez", "clause: delais, sauf: {options: [delais]}, si: aucun délai n'est chiffré, texte: Tenez"), "2.sauf : aucun contrat ne remplit cette condition et ne contient « delais »"),
    "gras-ouvert": ((PRIX, "Le prix est", "Le **prix est"), "gras ouvert et jamais fermé"),
    "accolade-isolee": ((PRIX, "Le prix est", "Le {Prix} est"), "accolade isolée"),
    "renvoi-mal-ecrit": ((DELAIS, "[[clause:prix]]", "[[Clause prix]]"), "renvoi mal écrit"),
    "html": ((PRIX, "Le prix est", "Le <b>prix est"), "balise HTML : écrivez du texte seul"),
    "script": ((PRIX, "Le prix est", "<script>prix"), "balise HTML"),
    "code": ((PRIX, "Le prix est", "Le `prix` est"), "seul le gras « ** » est admis"),
    "souligne": ((PRIX, "Le prix est", "Le __prix__ est"), "seul le gras « ** » est admis"),
    "jinja": ((PRIX, "Le prix est", "Le {{ 7*7 }} est"), "accolade isolée"),
    "instruction-jinja": ((PRIX, "Le prix est", "Le {% import os %} est"), "accolade isolée"),
    "html-dans-une-puce": ((OBJET, "La Plage de service", "<i>La Plage"), "liste.1.texte : balise HTML"),
}  # fmt: skip


@pytest.mark.parametrize(("changement", "attendu"), REGLES.values(), ids=REGLES)
def test_une_regle_enfreinte_est_dite_dans_son_fichier(changement, attendu):
    fautes = mini.fautes(changement)
    assert any(attendu in faute and faute.startswith(changement[0]) for faute in fautes), fautes


def test_une_version_oubliee_est_dite():
    texte = mini.FICHIERS[DELAIS]
    prestataire = texte[texte.index("  prestataire:") : texte.index("relecture:")]
    (faute,) = mini.fautes((DELAIS, prestataire, ""))
    assert "versions : les trois versions sont dues : equilibree, client, prestataire" in faute


def test_un_tableau_ne_suit_pas_deux_identifiants_de_texte():
    (faute,) = mini.fautes((ANNEXE, "tableau: inventaire", "tableau: [inventaire]"))
    assert "l'identifiant d'un champ de type tableau, ou {colonnes, lignes}" in faute


# --- Renvois : la cible est là chaque fois que la phrase est là


@pytest.mark.parametrize(
    ("changement", "quand"),
    [
        ((PRIX, "Le prix est", "L'article [[clause:delais]] fixe le prix ; il est"), "formule forfait"),
        ((ANNEXE, "quand: {formules: [forfait]}", "quand: {options: [longue]}"), None),
        ((REVISION, "[[clause:objet]]", "[[clause:delais]]"), "formule forfait"),
        ((DELAIS, "[[clause:prix]]", "[[clause:prix-longue-duree]]"), "aucune option"),
    ],
    ids=["vers-une-clause-conditionnelle", "deux-redactions-admises", "entre-deux-conditions", "depuis-un-alinea-conditionnel"],
)
def test_un_renvoi_dont_la_cible_peut_manquer_dit_quand(changement, quand):
    fautes = mini.fautes(changement)
    if quand is None:
        assert fautes == []
    else:
        assert fautes and all("absent quand types" in faute and "conditionnez l'alinéa, ou écrivez" in faute for faute in fautes)


@pytest.mark.parametrize(
    "changement",
    [
        (REVISION, "quand: {options: [longue]}", "quand: {formules: [ticket]}"),
        (REVISION, "quand: {options: [longue]}", "quand: {options: [astreinte]}"),
        (REVISION, "quand: {options: [longue]}", "quand: [{options: [astreinte]}, {formules: [ticket]}]"),
    ],
    ids=["formule-qui-implique", "option-qui-implique", "l-une-ou-l-autre"],
)
def test_un_renvoi_dont_la_cible_est_impliquee_est_admis(changement):
    assert mini.fautes(changement, (REVISION, "[[clause:objet]]", "[[clause:delais]]")) == []


# --- Éléments : chacun est rempli, dans chaque version, chaque fois qu’il est exigé


@pytest.mark.parametrize(
    ("changement", "attendu"),
    [
        ((PRIX, "    remplit: [montant]\n", ""), "élément « prix/montant » sans phrase qui le remplisse (version equilibree)"),
        ((DELAIS, "en deux heures, sous peine d'une pénalité de {penalite}.\n        remplit: [delai]", "en deux heures, sous peine d'une pénalité de {penalite}."), "élément « delais/delai » sans phrase qui le remplisse (version client)"),
        ((OBJET, "    remplit: [prestations]", "    remplit: [prestations]\n    quand: {options: [longue]}"), "élément « objet/prestations » sans phrase qui le remplisse"),
        ((RUBRIQUES, "quand: {options: [astreinte]}}", "quand: {types: [corrective]}}"), "élément « delais/astreinte » sans phrase qui le remplisse"),
        ((RUBRIQUES, "{id: astreinte, texte: astreinte, quand: {options: [astreinte]}}", "{id: astreinte, texte: astreinte}"), "élément « delais/astreinte » sans phrase"),
    ],
    ids=["phrase-non-marquee", "une-seule-version", "phrase-conditionnelle", "condition-d-element", "element-toujours-exige"],
)  # fmt: skip
def test_un_element_sans_phrase_est_dit_avec_la_situation(changement, attendu):
    (faute,) = mini.fautes(changement)
    assert attendu in faute and "quand types" in faute and "remplit: [" in faute


def test_une_annexe_peut_remplir_un_element_de_rubrique():
    changements = (
        (RUBRIQUES, "{id: montant, texte: montant}", "{id: montant, texte: montant}\n    - {id: liste, texte: liste, quand: {formules: [forfait]}}"),
        (ANNEXE, "        tableau: inventaire", "        tableau: inventaire\n        remplit: [prix/liste]"),
    )
    assert mini.fautes(*changements) == []
    assert any("prix/liste" in faute for faute in mini.fautes(*changements, (ANNEXE, "{formules: [forfait]}", "{formules: [forfait], types: [corrective]}")))


# --- Une faute n’en cache ni n’en invente d’autres


def test_un_fichier_illisible_ne_fait_pas_accuser_ceux_qui_y_renvoient():
    (faute,) = mini.fautes((PRIX, "titre: Prix", "titre: Prix\ntitre: Prix"))
    assert faute.startswith("corps/prix.yml:2")


def test_un_vocabulaire_fautif_ne_fait_pas_accuser_ceux_qui_le_citent():
    (faute,) = mini.fautes((OPTIONS, "id: astreinte", "id: Astreinte"))
    assert faute.startswith("vocabulaire/options.yml:4 : 4.id")


def test_les_fautes_de_deux_fichiers_sont_toutes_dites():
    fautes = mini.fautes((PRIX, "Le prix est", "Le <b>prix est"), (OBJET, "Le Contrat commence", "Le `Contrat commence"))
    assert [faute.split(":")[0] for faute in fautes] == ["corps/objet.yml", "corps/prix.yml"]
