"""Le dossier d’une maison, posé par-dessus le catalogue : il remplace, complète, retire ou ajoute par un mot explicite, et date ce qu’il change."""

import mini
import pytest
import yaml
from clausier import loader, overrides
from clausier.yamlstrict import read_yaml
from test_schema import noeuds, remplacer

PRIX, REVISION = "corps/prix.yml", "corps/prix-longue-duree.yml"


def empreinte(fichier: str) -> str:
    return overrides.hash_of(read_yaml(mini.FICHIERS[fichier].encode()))


def base(fichier: str, empreinte_: str = "") -> str:
    return f"base:\n  version: 1\n  empreinte: {empreinte_ or empreinte(fichier)}\n  texte: Le texte d'avant.\n"


def maison(**fichiers: str) -> dict[str, bytes]:
    """`corps__prix="…"` donne le fichier corps/prix.yml."""
    return {nom.replace("__", "/").replace("_", "-") + ".yml": texte.encode() for nom, texte in fichiers.items()}


def lire(fichiers: dict[str, bytes]):
    return mini.construire(mini.fichiers(), fichiers)


NOUVELLE = mini.FICHIERS[REVISION].replace("[[clause:objet]]", "[[clause:prix]]")


def test_une_clause_remplacee_porte_sa_surcharge():
    texte = "mode: remplace\n" + base(PRIX) + mini.FICHIERS[PRIX].replace("Le prix est de", "Le prix de notre maison est de")
    clause = lire(maison(corps__prix=texte)).clauses["prix"]
    assert clause.versions["unique"].alineas[0].texte.startswith("Le prix de notre maison")
    assert (clause.surcharge.mode, clause.surcharge.dossier, clause.surcharge.base_depassee) == ("remplace", "maison", False)
    assert clause.surcharge.base.texte == "Le texte d'avant."
    assert clause.empreinte != mini.catalogue().clauses["prix"].empreinte


def test_une_base_depassee_se_voit():
    texte = "mode: remplace\n" + base(PRIX, "0123456789ab") + mini.FICHIERS[PRIX]
    assert lire(maison(corps__prix=texte)).clauses["prix"].surcharge.base_depassee


def test_une_clause_completee_garde_son_texte_et_en_ajoute():
    texte = "mode: complete\n" + base(PRIX) + "alineas:\n  - texte: Le prix s'entend hors taxes, durée {duree}.\nchamps: [duree]\npieges: [Un autre piège.]\n"
    clause = lire(maison(corps__prix=texte)).clauses["prix"]
    avant = mini.catalogue().clauses["prix"]
    assert [a.texte for a in clause.versions["unique"].alineas] == [avant.versions["unique"].alineas[0].texte, "Le prix s'entend hors taxes, durée {duree}."]
    assert clause.pieges == (*avant.pieges, "Un autre piège.") and clause.champs == (*avant.champs, "duree")


def test_completer_une_clause_sensible_complete_ses_trois_versions():
    texte = "mode: complete\n" + base("corps/delais.yml") + "alineas:\n  - texte: Le technicien se présente.\n"
    versions = lire(maison(corps__delais=texte)).clauses["delais"].versions
    assert [v.alineas[-1].texte for v in versions.values()] == ["Le technicien se présente."] * 3


def test_une_annexe_se_complete_de_sections():
    texte = "mode: complete\n" + base("annexes/inventaire.yml") + "sections:\n  - {titre: Notre section, alineas: [{texte: Un texte.}]}\n"
    assert [s.titre for s in lire(maison(annexes__inventaire=texte)).annexes["inventaire"].sections][-1] == "Notre section"


def test_une_clause_retiree_l_est_et_se_voit():
    catalogue = lire(maison(corps__prix_longue_duree="mode: retire\n" + base(REVISION)))
    assert "prix-longue-duree" not in catalogue.clauses
    ((nom, surcharge),) = catalogue.retraits
    assert nom == "prix-longue-duree" and surcharge.mode == "retire" and not surcharge.base_depassee


def test_une_clause_ajoutee_l_est():
    clause = lire(maison(corps__notre_clause="mode: ajoute\n" + NOUVELLE)).clauses["notre-clause"]
    assert clause.surcharge.mode == "ajoute" and clause.surcharge.base is None


def test_un_champ_s_ajoute_ou_se_remplace_par_son_mode():
    champs = """\
- {mode: ajoute, id: notre_champ, libelle: Le nôtre, groupe: cadre, type: texte, aide: Le nôtre., exemple: x}
- {mode: remplace, id: client_nom, libelle: Raison sociale, groupe: cadre, type: texte, aide: La vôtre., exemple: x}
"""
    lus = lire(maison(vocabulaire__champs=champs)).champs
    assert lus["notre_champ"].libelle == "Le nôtre" and lus["client_nom"].libelle == "Raison sociale"
    assert list(lus)[:2] == list(mini.catalogue().champs)[:2]


def test_un_modele_se_remplace_par_son_mode():
    texte = "mode: remplace\n" + mini.FICHIERS["modeles/essai.yml"].replace("Corrective au forfait", "Notre modèle")
    assert lire(maison(modeles__essai=texte)).modeles["essai"].titre == "Notre modèle"


def test_les_mots_du_document_se_remplacent():
    texte = mini.FICHIERS["vocabulaire/textes.yml"].replace("Contrat d'essai", "Contrat de notre maison")
    assert lire(maison(vocabulaire__textes=texte)).textes.titre == "Contrat de notre maison"


@pytest.mark.parametrize(
    ("fichiers", "attendu"),
    [
        (maison(corps__prix=mini.FICHIERS[PRIX]), "maison/corps/prix.yml:1 : mode : on attend un de : remplace, complete, retire, ajoute"),
        (maison(corps__prix="mode: remplacer\n"), "vouliez-vous dire « remplace » ?"),
        (maison(corps__prix="mode: remplace\n" + mini.FICHIERS[PRIX]), "il manque « base » (version, empreinte, texte de ce qui est changé) ; l'empreinte actuelle est " + empreinte(PRIX)),
        (maison(corps__prix="mode: ajoute\n" + mini.FICHIERS[PRIX]), "« prix » existe déjà dans le catalogue : écrivez « remplace » ou « complete »"),
        (maison(corps__pris="mode: remplace\n" + mini.FICHIERS[PRIX]), "« pris » n'est pas dans le catalogue : écrivez « ajoute » ; vouliez-vous dire « prix » ?"),
        (maison(corps__prix="mode: complete\n" + base(PRIX) + "titre: Autre\n"), "titre : « complete » n'ajoute que : alineas, sections, pieges, champs, historique"),
        (maison(corps__prix_longue_duree="mode: retire\n" + base(REVISION) + "titre: x\n"), "une clause retirée n'a que « mode » et « base »"),
        (maison(corps__prix="mode: retire\n" + base(PRIX)), "renvoi vers « clause:prix », que maison/corps/prix.yml retire"),
        (maison(corps__prix="mode: remplace\nbase: {version: 1}\n" + mini.FICHIERS[PRIX]), "maison/corps/prix.yml:2 : base : il manque la clé « empreinte »"),
        (maison(modeles__essai=mini.FICHIERS["modeles/essai.yml"]), "on attend « mode: remplace » : l'identifiant est déjà dans le catalogue"),
        (maison(modeles__autre=mini.FICHIERS["modeles/essai.yml"]), "on attend « mode: ajoute » : l'identifiant n'est pas dans le catalogue"),
        (maison(vocabulaire__champs="- {id: client_nom}\n"), "maison/vocabulaire/champs.yml:1 : 1.mode : on attend « mode: remplace »"),
        (maison(vocabulaire__champ="- {id: x}\n"), "vocabulaire inconnu"),
        (maison(clauses__prix="a: b\n"), "fichier hors des dossiers connus"),
        (maison(corps__prix="mode: [x\n"), "maison/corps/prix.yml:2 : YAML mal formé"),
        (maison(corps__prix="mode: remplace\n" + base(PRIX) + mini.FICHIERS[PRIX].replace("titre: Prix", "titr: Prix")), "maison/corps/prix.yml:6 : titr : clé inconnue"),
        (maison(vocabulaire__textes="titre: x\n"), "maison/vocabulaire/textes.yml:1 : il manque la clé « groupes »"),
        (maison(vocabulaire__textes=mini.FICHIERS["vocabulaire/textes.yml"].replace("{client_nom}", "{client}")), "maison/vocabulaire/textes.yml:7 : entete"),
    ],
    ids=[
        "sans-mode", "mode-mal-ecrit", "sans-base", "ajoute-un-existant", "remplace-un-inconnu", "complete-un-titre", "retire-avec-un-titre",
        "retire-une-cible", "base-incomplete", "modele-sans-mode", "modele-nouveau-sans-mode", "champ-sans-mode", "vocabulaire-inconnu",
        "dossier-inconnu", "illisible", "faute-de-forme", "mots-manquants", "mot-a-champ-inconnu",
    ],
)  # fmt: skip
def test_une_surcharge_fautive_nomme_le_fichier_de_la_maison(fichiers, attendu):
    fautes = mini.fautes(maison=fichiers)
    assert any(attendu in faute for faute in fautes), fautes


def test_l_empreinte_ne_change_ni_avec_l_ordre_des_cles_ni_avec_la_mise_en_page():
    donnees = read_yaml(mini.FICHIERS[PRIX].encode())
    retournees = dict(reversed(list(donnees.items())))
    assert overrides.hash_of(retournees) == overrides.hash_of(donnees) == empreinte(PRIX)


MAISON = {
    "corps/prix.yml": "mode: complete\n" + base(PRIX) + "alineas:\n  - texte: x\npieges: [x]\n",
    "corps/notre.yml": "mode: ajoute\n" + NOUVELLE,
    "corps/prix-longue-duree.yml": "mode: retire\n" + base(REVISION),
    "annexes/inventaire.yml": "mode: remplace\n" + base("annexes/inventaire.yml") + mini.FICHIERS["annexes/inventaire.yml"],
    "vocabulaire/options.yml": "- {mode: ajoute, id: notre, libelle: x, force: pratique}\n",
    "modeles/autre.yml": "mode: ajoute\n" + mini.FICHIERS["modeles/essai.yml"],
    "vocabulaire/textes.yml": mini.FICHIERS["vocabulaire/textes.yml"],
}


@pytest.mark.parametrize("fichier", MAISON)
@pytest.mark.lent
def test_aucune_donnee_de_travers_dans_une_maison_ne_fait_tomber_le_lecteur(fichier):
    donnees = yaml.load(MAISON[fichier], yaml.CBaseLoader)
    for chemin in noeuds(donnees):
        for travers in ("zzz", [], {}, ["zzz"], {"zzz": "x"}, [[]]):
            texte = yaml.dump(remplacer(donnees, chemin, travers), allow_unicode=True, Dumper=yaml.CSafeDumper)
            try:
                lire({**{nom: t.encode() for nom, t in MAISON.items()}, fichier: texte.encode()})
            except loader.InvalidCatalogue as erreur:
                assert erreur.problems
            except Exception as erreur:
                raise AssertionError(f"{fichier}, {chemin} remplacé par {travers!r} : {erreur!r}") from erreur


def test_la_maison_de_l_essai_precedent_est_valide():
    assert mini.fautes(maison={nom: texte.encode() for nom, texte in MAISON.items()}) == []


def test_une_base_fautive_et_une_surcharge_qui_la_complete_se_disent_sans_tomber():
    fautif = mini.fichiers((PRIX, "alineas:\n", "alineas: zzz\nalinea:\n"))
    with pytest.raises(loader.InvalidCatalogue):
        mini.construire(fautif, maison(corps__prix=MAISON["corps/prix.yml"]))


def test_charger_deux_fois_rend_le_meme_catalogue_et_un_octet_change_le_relit(tmp_path):
    dossier = mini.ecrire(tmp_path / "clauses")
    premier = loader.load(dossier)
    assert loader.load(dossier) is premier
    clause = dossier / PRIX
    clause.write_bytes(clause.read_bytes().replace(b"Le prix est de", b"Le prix sera de"))
    second = loader.load(dossier)
    assert second is not premier and second.empreinte != premier.empreinte
    assert second.clauses["prix"].versions["unique"].alineas[0].texte.startswith("Le prix sera")


def test_un_dossier_introuvable_se_dit(tmp_path):
    with pytest.raises(FileNotFoundError, match="dossier introuvable"):
        loader.load(tmp_path / "rien")
