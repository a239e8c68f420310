"""La forme de chaque fichier : ce qui manque, ce qui est de trop ou de travers est dit avec fichier, ligne, clé et remède."""

import copy
import gc

import jsonschema
import mini
import pytest
import yaml

from clausier import export, loader, schema

GENRES = {**schema.DOSSIERS, **schema.LISTES, "textes": schema.TEXTES, "catalogue": schema.CATALOGUE}


def test_le_petit_catalogue_est_valide():
    assert mini.fautes() == []


@pytest.mark.parametrize(
    ("changement", "attendu"),
    [
        (("corps/prix.yml", "statut:", "statu:"), "corps/prix.yml:3 : statu : clé inconnue : retirez-la ; vouliez-vous dire « statut » ?"),
        (("corps/prix.yml", "statut: indispensable\n", ""), "corps/prix.yml:1 : il manque la clé « statut »"),
        (("corps/prix.yml", "indispensable", "indispensabl"), "corps/prix.yml:3 : statut : on attend un de : impose, indispensable, recommande ; vouliez-vous dire « indispensable » ?"),
        (("corps/prix.yml", "rubrique: prix", "rubrique: [prix]"), "corps/prix.yml:2 : rubrique : on attend un identifiant"),
        (("corps/prix.yml", "titre: Prix", "titre:"), "corps/prix.yml:1 : titre : on attend un texte"),
        (("corps/prix.yml", "remplit: [montant]", "remplit: montant"), "remplit : on attend une liste d'identifiants entre crochets"),
        (("corps/prix.yml", "{version: 1,", "{version: un,"), "on attend un nombre entier"),
        (("corps/prix.yml", "date: 2026-01-01", "date: 01/01/2026"), "on attend une date AAAA-MM-JJ"),
        (("corps/prix.yml", "[Poste, Mode]", "[Poste]"), "lignes : chaque ligne doit avoir 1 textes"),
        (("corps/prix.yml", "titre: Prix", "titre: Prix\ntitre: Prix"), "corps/prix.yml:2 : clé « titre » en double"),
        (("corps/delais.yml", "quand: {options: [delais]}", "quand: {option: [delais]}"), "clé inconnue : on attend types, formules, hors-forfait, options ; vouliez-vous dire « options » ?"),
        (("corps/delais.yml", "quand: {options: [delais]}", "quand: {options: delais}"), "on attend une liste entre crochets"),
        (("corps/delais.yml", "quand: {options: [delais]}", "quand: []"), "on attend une carte de listes"),
        (("corps/delais.yml", "  client:\n", "  clients:\n"), "versions.clients : clé inconnue : on attend equilibree, client, prestataire ; vouliez-vous dire « client » ?"),
        (("corps/delais.yml", "{encadre:", "{encadr:"), "fondements.encadr : clé inconnue"),
        (("vocabulaire/options.yml", "defaut: oui", "defaut: true"), "vocabulaire/options.yml:1 : 1.defaut : on attend « oui » ou « non »"),
        (("vocabulaire/champs.yml", "type: taux", "type: tau"), "on attend un de : texte, paragraphe, entier"),
        (("vocabulaire/champs.yml", "unite: [mois, mois]", "unite: [mois]"), "liste trop courte : donnez au moins 2"),
        (("vocabulaire/textes.yml", "  adhesion: Contrat d'adhésion.\n", ""), "il manque la clé « adhesion »"),
        (("vocabulaire/rubriques.yml", "{id: montant, texte: montant}", "montant"), "on attend une carte (id, texte…)"),
        (("formules/forfait.yml", "pieges: [Oublier l'inventaire.]", "pieges: []"), "liste trop courte"),
    ],
    ids=[
        "cle-inconnue", "cle-manquante", "choix-inconnu", "liste-au-lieu-d-un-mot", "texte-vide", "mot-au-lieu-d-une-liste", "nombre-en-lettres",
        "date-a-la-francaise", "tableau-boiteux", "cle-en-double", "condition-mal-nommee", "condition-sans-crochets", "condition-vide",
        "version-mal-nommee", "force-mal-nommee", "true-au-lieu-de-oui", "type-de-champ", "unite-sans-pluriel", "notice-manquante",
        "texte-au-lieu-d-une-carte", "liste-vide",
    ],
)  # fmt: skip
def test_une_faute_nomme_le_fichier_la_ligne_la_cle_et_le_remede(changement, attendu):
    fautes = mini.fautes(changement)
    assert any(attendu in faute for faute in fautes), fautes
    assert all(faute.startswith(changement[0]) for faute in fautes)


@pytest.mark.parametrize(
    ("fichier", "attendu"),
    [
        ("corps/Délai.yml", "nom de fichier : minuscules"),
        ("corps/sous/dossier.yml", "fichier mal placé"),
        ("clause/x.yml", "fichier hors des dossiers connus"),
        ("vocabulaire/champ.yml", "vocabulaire inconnu"),
    ],
    ids=["accent", "sous-dossier", "dossier-inconnu", "vocabulaire-inconnu"],
)
def test_un_fichier_mal_nomme_ou_mal_place_est_dit(fichier, attendu):
    (faute,) = mini.fautes((fichier, "", "a: b\n"))
    assert faute.startswith(fichier) and attendu in faute


@pytest.mark.parametrize("fichier", ["vocabulaire/textes.yml", "catalogue.yml"])
def test_un_fichier_unique_absent_est_dit(fichier):
    fichiers = mini.fichiers()
    del fichiers[fichier]
    with pytest.raises(loader.InvalidCatalogue, match="fichier manquant"):
        mini.construire(fichiers)


def test_un_identifiant_en_double_dans_une_liste_est_dit():
    (faute,) = mini.fautes(("vocabulaire/options.yml", "id: astreinte", "id: delais"))
    assert faute.startswith("vocabulaire/options.yml:4 : 4.id : identifiant « delais » déjà pris")


def test_toutes_les_fautes_sont_listees_avant_un_seul_echec():
    with pytest.raises(loader.InvalidCatalogue) as leve:
        mini.construire(
            mini.fichiers(
                ("corps/prix.yml", "titre:", "titr:"),
                ("corps/objet.yml", "statut: indispensable\n", ""),
                ("vocabulaire/options.yml", "defaut: oui", "defaut: vrai"),
                ("types/corrective.yml", "rang: 10", "rang: dix"),
            )
        )
    texte = str(leve.value)
    assert {p.file for p in leve.value.problems} >= {"corps/prix.yml", "corps/objet.yml", "vocabulaire/options.yml", "types/corrective.yml"}
    assert texte.splitlines()[0] == f"{len(leve.value.problems)} fautes dans le catalogue :"
    assert texte.count("\n  - ") == len(leve.value.problems)


def noeuds(donnees, chemin=()):
    yield chemin
    for cle, valeur in donnees.items() if isinstance(donnees, dict) else enumerate(donnees) if isinstance(donnees, list) else ():
        yield from noeuds(valeur, (*chemin, cle))


def remplacer(donnees, chemin, valeur):
    if not chemin:
        return valeur
    copie = copy.copy(donnees)
    copie[chemin[0]] = remplacer(copie[chemin[0]], chemin[1:], valeur)
    return copie


@pytest.mark.lent
@pytest.mark.parametrize("fichier", mini.FICHIERS)
def test_aucune_donnee_de_travers_ne_fait_tomber_le_lecteur(fichier):
    """Chaque nœud remplacé par chaque valeur de travers : le catalogue est lu, ou refusé avec des fautes ; jamais autre chose."""
    donnees = yaml.load(mini.FICHIERS[fichier], yaml.CBaseLoader)
    for chemin in noeuds(donnees):
        for travers in ("zzz", "", [], {}, ["zzz"], {"zzz": "x"}, [[]], [{}]):
            texte = yaml.dump(remplacer(donnees, chemin, travers), allow_unicode=True, Dumper=yaml.CSafeDumper)
            try:
                mini.construire({**mini.fichiers(), fichier: texte.encode()})
            except loader.InvalidCatalogue as erreur:
                assert erreur.problems
            except Exception as erreur:
                raise AssertionError(f"{fichier}, {chemin} remplacé par {travers!r} : {erreur!r}") from erreur


@pytest.mark.parametrize("fichier", mini.FICHIERS)
def test_un_fichier_retire_est_dit_ou_ne_manque_a_personne(fichier):
    fichiers = mini.fichiers()
    del fichiers[fichier]
    try:
        mini.construire(fichiers)
    except loader.InvalidCatalogue as erreur:
        assert erreur.problems


def test_une_faute_rend_le_ramasse_miettes_comme_elle_l_a_trouve():
    assert gc.isenabled()
    assert mini.fautes(("corps/prix.yml", "titre:", "titr:"))
    assert gc.isenabled()


# --- Schémas JSON : la même table


def valider(nom: str, donnees) -> None:
    jsonschema.Draft202012Validator(export.json_schema(nom, mini.catalogue())).validate(donnees)


def en_json(donnees):
    """Les mêmes données, entiers reconnus, comme un éditeur les lit en YAML."""
    if isinstance(donnees, dict):
        return {cle: en_json(valeur) for cle, valeur in donnees.items()}
    if isinstance(donnees, list):
        return [en_json(valeur) for valeur in donnees]
    return int(donnees) if donnees.isdecimal() and str(int(donnees)) == donnees else donnees


@pytest.mark.parametrize("nom", export.schema_names())
def test_chaque_schema_json_est_un_schema(nom):
    jsonschema.Draft202012Validator.check_schema(export.json_schema(nom, mini.catalogue()))


@pytest.mark.parametrize("fichier", [f for f in mini.FICHIERS if f.split("/")[0] in ("corps", "annexes", "types", "formules", "modeles")])
def test_un_fichier_valide_suit_son_schema_json(fichier):
    nom = {"corps": "clause", "annexes": "annexe", "types": "type", "formules": "formule", "modeles": "modele"}[fichier.split("/")[0]]
    valider(nom, en_json(yaml.load(mini.FICHIERS[fichier], yaml.CBaseLoader)))


@pytest.mark.parametrize(("nom", "fichier"), [("rubrique", "rubriques"), ("option", "options"), ("reference", "references"), ("terme", "glossaire"), ("moment", "moments"), ("point", "avant-signer")])
def test_une_liste_valide_suit_son_schema_json(nom, fichier):
    for element in yaml.load(mini.FICHIERS[f"vocabulaire/{fichier}.yml"], yaml.CBaseLoader):
        valider(nom, en_json(element) if nom != "reference" else element)


def test_un_schema_json_refuse_une_cle_inconnue():
    clause = en_json(yaml.load(mini.FICHIERS["corps/prix.yml"], yaml.CBaseLoader))
    with pytest.raises(jsonschema.ValidationError, match="zzz"):
        valider("clause", {**clause, "zzz": "x"})


def test_le_specimen_de_clause_est_une_clause_valide_une_fois_sa_rubrique_connue():
    texte = export.clause_specimen("essai").replace("code-civil/1103", "code-civil/1166").replace("rubrique: duree", "rubrique: objet")
    assert mini.fautes(("corps/essai.yml", "", texte)) == []


@pytest.mark.parametrize("genre", GENRES, ids=str)
def test_chaque_cle_est_documentee_en_francais(genre):
    assert [cle.name for cle in GENRES[genre].keys.values() if len(cle.doc) < 5] == []
