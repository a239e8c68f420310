"""Les réponses : ce qui est lu, ce qui en découle, et toutes les fautes d’un coup, avec la ligne, la clé et le remède."""

import json

import mini
import pytest
from clausier import reponses as r
from hypothesis import given, settings, strategies as st

YAML = """\
types: [corrective]
formule: forfait
options: [delais]
champs:
  client_nom: Société A
  duree: 24
"""


def lire(texte: str | bytes) -> r.Reponses:
    return r.read(texte.encode() if isinstance(texte, str) else texte, mini.catalogue())


def fautes(texte: str | bytes) -> list[str]:
    with pytest.raises(r.InvalidAnswers) as leve:
        lire(texte)
    return leve.value.faults


def test_le_yaml_et_le_json_donnent_les_memes_reponses():
    json_ = json.dumps({"types": ["corrective"], "formule": "forfait", "options": ["delais"], "champs": {"client_nom": "Société A", "duree": 24}})
    assert lire(YAML) == lire(json_)
    assert lire(YAML).values == {"client_nom": "Société A", "duree": 24}


@pytest.mark.parametrize("codage", ["utf-8", "utf-8-sig", "utf-16"])
def test_un_fichier_enregistre_par_un_tableur_ou_un_bloc_notes_est_lu(codage):
    assert lire(YAML.encode(codage)) == lire(YAML)


def test_ce_qui_n_est_pas_dit_prend_le_defaut_du_catalogue():
    lues = lire("types: [preventive]\nformule: forfait\n")
    assert (lues.hors_forfait, lues.options, lues.position, lues.fictif) == ("ticket", ("client-commercant",), "equilibree", False)


def test_les_choix_apportent_ce_qu_ils_impliquent():
    situation = lire("types: [corrective]\nformule: ticket\noptions: [astreinte]\n").situation
    assert situation.types == {"corrective", "palliative"}
    assert {"delais", "astreinte", "client-commercant"} <= situation.options


@pytest.mark.parametrize(
    ("champs", "allumees"),
    [
        ("{}", {"longue"}),
        ("{duree: 12}", set()),
        ("{duree: 13}", {"longue"}),
        ("{duree: 12, regime: illimite}", {"illimite"}),
        ("{duree: 12, regime: plafonne}", set()),
    ],
    ids=["vide", "au-seuil", "au-dela", "choix", "autre-choix"],
)
def test_une_option_calculee_suit_la_valeur_de_son_champ(champs, allumees):
    situation = lire(f"types: [corrective]\nformule: forfait\nchamps: {champs}\n").situation
    assert situation.options & {"longue", "illimite"} == allumees


def test_une_combinaison_incoherente_s_annonce_par_son_nom_et_se_compose():
    lues = lire("types: [corrective]\nformule: ticket\noptions: [astreinte, marche]\n")
    assert lues.warnings == (
        "Astreinte par ticket : L'astreinte ne va pas avec les tickets.",
        "Option « marche » sans « client-public » : elle suppose que le Client est un acheteur public.",
    )


@pytest.mark.parametrize(
    ("avant", "apres", "attendu"),
    [
        ("formule:", "formul:", "ligne 2 : formul : clé inconnue : retirez-la ; vouliez-vous dire « formule » ?"),
        ("types: [corrective]\n", "", "il manque « types » : choisissez parmi corrective, preventive"),
        ("types: [corrective]", "types: []", "ligne 1 : types : il manque « types »"),
        ("types: [corrective]", "types: corrective", "ligne 1 : types : on attend une liste : [a, b]"),
        ("[corrective]", "[corectif]", "ligne 1 : types.1 : « corectif » n'est pas un choix connu ; vouliez-vous dire « corrective » ?"),
        ("[corrective]", "[palliative]", "n'est pas un choix connu"),
        ("[corrective]", "[[corrective]]", "n'est pas un choix connu"),
        ("formule: forfait\n", "", "il manque « formule » : choisissez parmi forfait, ticket"),
        ("formule: forfait", "formule: forfai", "ligne 2 : formule : « forfai » n'est pas un choix connu ; vouliez-vous dire « forfait » ?"),
        ("formule: forfait", "formule: {a: b}", "n'est pas un choix connu"),
        ("[delais]", "[longue]", "options.1 : « longue » n'est pas un choix connu ; elle se calcule, ne la demandez pas"),
        ("[delais]", "[client-commercant, client-public]", "options qui s'excluent : client-commercant, client-public ; gardez-en une"),
        ("[delais]", "[delais]\nposition: cliente", "position : « cliente » n'est pas un choix connu ; vouliez-vous dire « client » ?"),
        ("[delais]", "[delais]\nversions: {delai: client}", "ligne 4 : versions.delai : clause inconnue ; vouliez-vous dire « delais » ?"),
        ("[delais]", "[delais]\nversions: {prix: client}", "versions.prix : cette clause n'a qu'une version"),
        ("[delais]", "[delais]\nversions: {delais: cliente}", "versions.delais : on attend un de : equilibree, client, prestataire"),
        ("[delais]", "[delais]\nversions: [delais]", "versions : on attend une carte"),
        ("[delais]", "[delais]\nformat: 2", "format « 2 » inconnu : ce clausier lit le format 1"),
        ("[delais]", "[delais]\nfictif: true", "fictif : on attend « oui » ou « non »"),
        ("[delais]", "[delais]\nfictif: [oui]", "fictif : on attend « oui » ou « non »"),
        ("[delais]", "[delais]\ntitre: [a]", "titre : on attend un texte d'une ligne"),
        ("[delais]", "[delais]\ntitre: " + "x" * 201, "titre : on attend un texte d'une ligne"),
        ("[delais]", '[delais]\ntitre: "a\\nb"', "titre : on attend une seule ligne"),
        ("[delais]", '[delais]\ntitre: "a\\u202eb"', "titre : caractère interdit (U+202E)"),
        ("client_nom:", "client_non:", "ligne 5 : champs.client_non : champ inconnu : retirez-le ; vouliez-vous dire « client_nom » ?"),
        ("duree: 24", "duree: 0", "ligne 6 : champs.duree : on attend au moins 1"),
        ("duree: 24", "date_effet: 2026-02-30", "ligne 6 : champs.date_effet : on attend une date qui existe"),
        ("duree: 24", "inventaire: [{nom: a}, {nombre: x}]", "ligne 6 : champs.inventaire.2.nombre : on attend un nombre"),
        ("  duree: 24", "  duree: 24\n  duree: 25", "ligne 7 : clé « duree » en double"),
        ("duree: 24", "duree: 1_000", "champs.duree : on attend un nombre"),
        ("duree: 24", "ouverture: oui", "champs.ouverture : on attend une heure"),
        ("duree: 24", "__proto__: x", "champs.__proto__ : champ inconnu"),
        ("champs:\n  client_nom: Société A\n  duree: 24", "champs: [a]", "champs : on attend une carte"),
        ("duree: 24", "prix_annuel: 3000\n  prix_maximum: 2 400", "champs.prix_annuel : Le prix dépasse le plafond : vérifiez « prix_annuel » et « prix_maximum »"),
    ],
    ids=lambda x: repr(x)[:40],
)
def test_une_faute_nomme_la_ligne_la_cle_et_le_remede(avant, apres, attendu):
    assert avant in YAML
    trouvees = fautes(YAML.replace(avant, apres))
    assert any(attendu in faute for faute in trouvees), trouvees


@pytest.mark.parametrize(
    ("donnees", "attendu"),
    [
        (b"", "fichier vide"),
        (b"- a\n- b\n", "partez de `clausier exemple`"),
        (b"du texte", "on attend une carte"),
        (b'{"types": ["corrective"],', "JSON mal formé"),
        (b'{"types": ["corrective"], "types": ["preventive"], "formule": "forfait"}', "« types » en double"),
        (b'{"types": ["corrective"], "formule": "forfait", "champs": {"duree": NaN}}', "n'est pas un nombre"),
        (b'{"types": ["corrective"], "formule": "forfait", "champs": {"client_nom": "a\\u0000b"}}', "champs.client_nom : caractère interdit (U+0000)"),
        (b'{"types": ["corrective"], "formule": "forfait", "champs": {"client_nom": "a\\ud800b"}}', "champs.client_nom : caractère interdit (U+D800)"),
        (b'{"types": ["corrective"], "formule": "forfait", "titre": "a\\ud800b"}', "titre : caractère interdit (U+D800)"),
        (b'{"types": ["corrective"], "formule": "forfait", "\\ud800": "b"}', "clé inconnue"),
        (b'{"types": ["corrective"], "formule": "forfait", "champs": {"inventaire": [{"nom": "a\\u0007"}]}}', "champs.inventaire.1.nom : caractère interdit (U+0007)"),
        (b"a: &x [*x]\n", "ancre ou alias"),
        (b"a: !!python/object/apply:os.system [id]\n", "étiquettes"),
        (b"types: [\xff]\n", "UTF-8"),
    ],
    ids=["vide", "liste", "texte", "json-coupe", "json-en-double", "nan", "nul", "demi-caractere", "titre", "cle", "cellule", "alias", "objet", "octet-faux"],
)
def test_un_fichier_hostile_est_refuse_en_francais(donnees, attendu):
    assert any(attendu in faute for faute in fautes(donnees))


def test_toutes_les_fautes_sont_dites_ensemble():
    trouvees = fautes("types: [x]\nformule: y\noptions: [z]\nzzz: a\nchamps: {duree: douze, zut: 1}\n")
    assert len(trouvees) == 6


@settings(max_examples=300, deadline=None)
@given(st.recursive(st.text(max_size=6), lambda x: st.lists(x, max_size=3) | st.dictionaries(st.sampled_from([*r.KEYS, "duree", "zzz"]), x, max_size=4), max_leaves=8))
def test_n_importe_quelles_donnees_sont_lues_ou_refusees_sans_erreur(donnees):
    try:
        r.build(donnees, mini.catalogue())
    except r.InvalidAnswers as erreur:
        assert erreur.faults


# --- Comparaisons

TABLEAUX = """\
- {id: prix-plafond, petit: prix_annuel, grand: prix_maximum, message: Le prix dépasse le plafond}
- {id: gti-gtr, petit: gti.delai, grand: gtr.delai, par: niveau, message: La prise en charge dépasse le rétablissement}
"""
CHAMPS = "".join(
    f"""\
- id: {nom}
  libelle: Délais
  groupe: cadre
  type: tableau
  aide: Les délais.
  colonnes:
    - {{id: niveau, titre: Niveau, type: texte}}
    - {{id: delai, titre: Délai, type: decimal}}
  exemple: [{{niveau: haute, delai: 1}}]
"""
    for nom in ("gti", "gtr")
)


def test_deux_tableaux_se_comparent_ligne_a_ligne_par_une_colonne():
    catalogue = mini.construire(mini.fichiers(("vocabulaire/champs.yml", "", CHAMPS), ("vocabulaire/comparaisons.yml", mini.FICHIERS["vocabulaire/comparaisons.yml"], TABLEAUX)))

    def repondre(gti: str, gtr: str):
        champs = {"gti": [{"niveau": "haute", "delai": gti}, {"niveau": "basse", "delai": "99"}], "gtr": [{"niveau": "haute", "delai": gtr}]}
        return r.build({"types": ["corrective"], "formule": "forfait", "champs": champs}, catalogue)

    assert repondre("9,5", "10")
    with pytest.raises(r.InvalidAnswers, match=r"La prise en charge dépasse le rétablissement \(haute\) : vérifiez « gti.delai » et « gtr.delai »"):
        repondre("10", "9.5")


def test_un_modele_vierge_donne_ses_choix_et_aucune_valeur():
    lues = r.from_model(mini.catalogue().modeles["essai"], mini.catalogue())
    assert (lues.types, lues.formule, lues.hors_forfait, lues.modele) == (("corrective",), "forfait", "ticket", "essai")
    assert set(lues.options) == {"delais", "client-commercant"} and lues.values == {}
