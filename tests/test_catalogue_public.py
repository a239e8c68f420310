"""`catalogue.json` dit tout le catalogue, dans la forme publiée, en texte seul, et de même à chaque fois."""

import copy
import gzip
import json
import re
from functools import lru_cache

import jsonschema
import mini
import pytest

from clausier import export, loader, publicshapes, schema, texte
from clausier.web import data_page, machines
from clausier.web.site import Site

CATALOGUE = loader.load()


@lru_cache(maxsize=None)
def fichiers(nom: str = "vrai") -> dict[str, bytes]:
    catalogue = CATALOGUE if nom == "vrai" else mini.catalogue()
    return machines.fixed(Site(catalogue))[1]


@pytest.fixture()
def donnees() -> dict:
    return json.loads(fichiers()["catalogue.json"])


def strict() -> jsonschema.Draft202012Validator:
    """Le schéma, fermé : une clé qu’il ne dit pas est une faute."""
    return jsonschema.Draft202012Validator(publicshapes.CATALOGUE.json())


@pytest.mark.parametrize("nom", ["vrai", "petit"])
def test_le_fichier_suit_son_schema_et_n_a_aucune_cle_que_le_schema_ne_dise(nom):
    contenu = json.loads(fichiers(nom)["catalogue.json"])
    assert [f"{list(e.path)[:6]} {e.message[:200]}" for e in strict().iter_errors(contenu)] == []


def test_le_schema_publie_accepte_une_cle_a_venir_et_refuse_une_cle_perdue(donnees):
    publie = json.loads(fichiers()["schemas/catalogue.json"])
    jsonschema.Draft202012Validator.check_schema(publie)
    juge = jsonschema.Draft202012Validator(publie)
    donnees["clauses"][0]["cle_a_venir"] = 1
    assert juge.is_valid(donnees)
    for perdre in (("format",), ("clauses", 0, "empreinte"), ("clauses", 0, "versions", 0, "alineas"), ("references", 0, "resume")):
        abime = copy.deepcopy(donnees)
        place = abime
        for pas in perdre[:-1]:
            place = place[pas]
        del place[perdre[-1]]
        assert not juge.is_valid(abime), perdre


def test_chaque_element_du_catalogue_y_est_une_fois(donnees):
    c = CATALOGUE
    attendu = {nom: getattr(c, nom) for nom in ("types", "formules", "options", "champs", "rubriques", "clauses", "annexes", "modeles", "courriers", "references", "glossaire", "indices", "changements")}
    assert {nom: sorted(x["id"] for x in donnees[nom]) for nom in attendu} == {nom: sorted(elements) for nom, elements in attendu.items()}
    assert (donnees["version"], donnees["date"], donnees["licence"]) == (c.version, c.date, "CC0-1.0")
    assert "pas un conseil juridique" in donnees["avertissement"]


def mots(passage: str) -> str:
    """Un passage sans les différences d’apostrophes et d’espaces."""
    return re.sub(r"[\s\u00a0\u202f]+", " ", passage.replace("’", "'").replace("…", "..."))


def test_le_texte_de_chaque_version_y_est_en_entier_marques_comprises(donnees):
    for clause in donnees["clauses"]:
        source = CATALOGUE.clauses[clause["id"]]
        assert (clause["version"], clause["empreinte"]) == (source.numero_version, source.empreinte)
        assert [v["id"] for v in clause["versions"]] == list(source.versions)
        for version in clause["versions"]:
            lus, ecrits = version["alineas"], source.versions[version["id"]].alineas
            assert [mots(a["texte"]) for a in lus] == [mots(a.texte) for a in ecrits]
            assert [[mots(i["texte"]) for i in a.get("liste", [])] for a in lus] == [[mots(i.texte) for i in a.liste] for a in ecrits]
            assert [texte.champs(a["texte"]) for a in lus] == [texte.champs(a.texte) for a in ecrits]


def textes(noeud):
    """Les textes qui se lisent : « force » est une valeur d’une liste fermée, donnée telle quelle."""
    if isinstance(noeud, str):
        yield noeud
    for dedans in [v for c, v in noeud.items() if c != "force"] if isinstance(noeud, dict) else noeud if isinstance(noeud, list) else ():
        yield from textes(dedans)


def test_aucun_texte_n_est_du_html_et_tous_ont_la_typographie_francaise(donnees):
    for passage in textes(donnees):
        assert not re.search(r"<[a-zA-Z/!]|&[a-z#0-9]+;", passage), passage
        if not passage.startswith("http"):
            assert not re.search(r"[a-zà-ü]'[a-zà-ü]| [;:!?»]|« ", passage), passage


def test_une_condition_se_lit_par_un_programme_et_en_francais(donnees):
    annexe = next(a for a in donnees["annexes"] if a["id"] == "changement-fournisseur")
    assert annexe["quand"] == [{"options": ["service-traitement-donnees"]}]
    assert annexe["condition"].startswith("si le Prestataire fournit un service")


def test_rien_n_y_est_vide(donnees):
    """Une clé facultative est absente quand il n’y a rien à dire : c’est écrit sur la page."""
    facultatives = {"quand", "sauf", "condition", "liste", "remplit", "texte_anterieur", "reserve", "ecart", "maison", "note"}

    def vides(noeud):
        for cle, valeur in noeud.items() if isinstance(noeud, dict) else enumerate(noeud) if isinstance(noeud, list) else ():
            if cle in facultatives and valeur in ("", [], {}, None, False):
                yield cle
            yield from vides(valeur)

    assert list(vides(donnees)) == []


def test_les_memes_clauses_donnent_les_memes_octets_et_une_clause_changee_change_son_empreinte_seule():
    avant = machines.fixed(Site(mini.catalogue()))[1]["catalogue.json"]
    assert machines.fixed(Site(mini.construire(mini.fichiers())))[1]["catalogue.json"] == avant
    change = mini.construire(mini.fichiers(("corps/prix.yml", "titre: Prix", "titre: Le prix")))
    empreintes = [{c["id"]: c["empreinte"] for c in json.loads(d)["clauses"]} for d in (avant, machines.fixed(Site(change))[1]["catalogue.json"])]
    assert {nom for nom in empreintes[0] if empreintes[0][nom] != empreintes[1][nom]} == {"prix"}


def test_le_catalogue_compresse_reste_sous_trois_cents_kilo_octets():
    assert len(gzip.compress(fichiers()["catalogue.json"], mtime=0)) < 300_000


# ---------------------------------------------------------------- la documentation et les schémas
def test_chaque_cle_publiee_est_documentee_sur_sa_page():
    page = data_page.keys_page(Site(CATALOGUE)).text()
    vus, attente = {}, [*export.kinds().values(), publicshapes.CATALOGUE]
    while attente:
        genre = attente.pop()
        if genre.name in vus:
            assert list(genre.keys) == vus[genre.name], f"deux cartes portent le nom « {genre.name} » : une seule serait documentée"
            continue
        vus[genre.name] = list(genre.keys)
        titre = genre.name[:1].upper() + genre.name[1:]
        table = page.partition(f"### {titre.replace(chr(39), '’')} {{")[2].partition("\n### ")[0]
        assert [cle for cle in genre.keys if f"<code>{cle}</code>" not in table] == [], genre.name
        attente += [dedans for cle in genre.keys.values() if (dedans := data_page._inside(cle.type))]
    assert len(vus) > 40


def en_yaml_1_2(donnees):
    """Les données d’un fichier, comme un éditeur les lit : entiers et null reconnus, « oui » restant un mot."""
    if isinstance(donnees, dict):
        return {cle: en_yaml_1_2(valeur) for cle, valeur in donnees.items()}
    if isinstance(donnees, list):
        return [en_yaml_1_2(valeur) for valeur in donnees]
    if isinstance(donnees, str) and donnees in ("null", "~"):
        return None
    return int(donnees) if isinstance(donnees, str) and re.fullmatch(r"-?(?:0|[1-9]\d*)", donnees) else donnees


@pytest.mark.parametrize("nom", [*schema.LISTES, "textes"])
def test_un_editeur_ne_trouve_aucune_faute_dans_nos_listes(nom):
    from clausier.yamlstrict import read_yaml

    fichier = loader.default_folder() / "vocabulaire" / f"{nom}.yml"
    lu = read_yaml(fichier.read_bytes()) if fichier.exists() else []
    # Un nombre entre guillemets reste un texte pour un éditeur : le lecteur strict ne le distingue pas, on accepte les deux.
    fautes = [e for e in jsonschema.Draft202012Validator(json.loads(fichiers()[f"schemas/vocabulaire/{nom}.json"])).iter_errors(en_yaml_1_2(lu)) if not isinstance(e.instance, int)]
    assert [f"{list(e.path)} {e.message[:150]}" for e in fautes] == []
