"""Ce que le site construit donne aux programmes : plans, flux, données des pages. Vrai avec et sans adresse, le même à chaque fois."""

import filecmp
import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree
from site_outils import ENVIRONNEMENT, cible, construire_une_fois, lire_page, projet, site  # noqa: F401

from clausier import loader

pytestmark = pytest.mark.lent
CATALOGUE = loader.load()
ADRESSE = "https://exemple.invalid/dossier/"
ATOM, PLAN = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# Les seules adresses absolues que nous écrivons sans « site_url » : des vocabulaires, la licence, et les textes officiels.
CONNUES = {"schema.org", "json-schema.org", "www.w3.org", "creativecommons.org", *(urlsplit(r.url).netloc for r in CATALOGUE.references.values() if r.url)}


def batir(dossier: Path, graine: str, **environnement: str):
    """Le projet, publié à ADRESSE ; rend ce que MkDocs a dit."""
    commun = {**ENVIRONNEMENT, "PYTHONHASHSEED": graine, **environnement}
    commande = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(dossier)]
    source = projet(dossier.parent / f"{dossier.name}-source", f"\nsite_url: {ADRESSE}\n")
    return subprocess.run(commande, cwd=source, env=commun, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)


@pytest.fixture(scope="session")
def publie(tmp_path_factory):
    """Le site d’une maison qui a donné son adresse, dans un sous-dossier."""
    return construire_une_fois(tmp_path_factory, "site-publie", lambda dossier: batir(dossier, "1"))


@pytest.fixture(scope="session")
def encore(tmp_path_factory):
    """Le même, construit une autre fois, par un Python qui range autrement ses ensembles, à une autre date de construction."""
    return construire_une_fois(tmp_path_factory, "site-encore", lambda dossier: batir(dossier, "2", SOURCE_DATE_EPOCH="1000000000"))


def pages(racine: Path) -> list[Path]:
    return [f for f in sorted(racine.rglob("*.html")) if f.relative_to(racine).parts[0] != "telecharger"]


def donnees(fichier: Path) -> list[dict]:
    """Les objets JSON-LD d’une page."""
    blocs = re.findall(r'<script type="application/ld\+json">(.*?)</script>', fichier.read_text("utf-8"), re.S)
    assert len(blocs) <= 1 and not any("<" in bloc for bloc in blocs), fichier
    lus = [json.loads(bloc) for bloc in blocs]
    assert all(lu["@context"] == "https://schema.org" for lu in lus)
    return [objet for lu in lus for objet in lu.get("@graph", [lu])]


def uni(texte: str) -> str:
    """Un texte, ses espaces toutes pareilles."""
    return " ".join(texte.split())


def depuis_la_racine(racine: Path, adresse: str) -> Path | None:
    """Le fichier qu’une adresse d’un plan ou d’un flux désigne dans ce site ; None s’il n’y est pas."""
    but, _ = cible(racine / "index.html", adresse.removeprefix(ADRESSE)) or (racine / "absent", "")
    return but if but.is_file() else None


# ---------------------------------------------------------------- sans adresse
def test_sans_adresse_il_n_y_a_ni_plan_ni_fichier_pour_robots_ni_adresse_canonique(site):  # noqa: F811
    assert [nom for nom in ("sitemap.xml", "sitemap.xml.gz", "robots.txt") if (site / nom).exists()] == []
    assert [str(f.relative_to(site)) for f in pages(site) if 'rel="canonical"' in f.read_text("utf-8")] == []


def test_sans_adresse_aucune_adresse_absolue_n_est_inventee(site):  # noqa: F811
    textes = [(site / nom).read_text("utf-8") for nom in ("llms.txt", "llms-full.txt", "changements.xml", "catalogue.json")]
    textes += [json.dumps(donnees(f), ensure_ascii=False) for f in pages(site)]
    assert {urlsplit(a).netloc for texte in textes for a in re.findall(r"https?://[^\s\"'<>)\\]+", texte)} - CONNUES == set()


# ---------------------------------------------------------------- les plans
@pytest.mark.parametrize("nom", ["site", "publie"])
def test_chaque_lien_de_llms_txt_mene_a_un_fichier_et_chacun_est_decrit(nom, request):
    racine = request.getfixturevalue(nom)
    texte = (racine / "llms.txt").read_text("utf-8")
    lignes = texte.split("\n")
    assert lignes[0] == "# Clausier" and lignes[2].startswith("> ") and "pas un conseil juridique" in texte.partition("\n## ")[0]
    liens = [re.fullmatch(r"- \[([^\]]+)\]\(([^)\s]+)\)\u00a0: (.{10,})", ligne) for ligne in lignes if ligne.startswith("- ")]
    assert all(liens) and len(liens) > 150
    assert [lien[2] for lien in liens if depuis_la_racine(racine, lien[2]) is None] == []
    assert all(lien[2].startswith(ADRESSE) for lien in liens) == (nom == "publie")
    manque = [k for k in CATALOGUE.clauses if not any(lien[2].endswith(f"clauses/{k}/") for lien in liens)]
    assert manque == []


def test_llms_full_txt_porte_l_avertissement_le_guide_et_chaque_clause_sans_html(site):  # noqa: F811
    texte = (site / "llms-full.txt").read_text("utf-8")
    assert "pas un conseil juridique" in texte[:1000]
    titres = set(re.findall(r"^#+ (.*)", texte, re.M))
    from clausier.typography import french

    assert [c.id for c in CATALOGUE.clauses.values() if french(c.titre) not in titres] == []
    for fichier in sorted((site / "guide").rglob("index.html")):
        h1 = re.search(r"<h1[^>]*>(.*?)(?:<a |</h1>)", fichier.read_text("utf-8"), re.S)[1].strip()
        assert re.sub(r"\s+", " ", h1) in {re.sub(r"\s+", " ", t) for t in titres}, fichier
    assert re.findall(r"</?(?:div|span|p|a|table|svg|button|strong)\b", texte) == []
    assert "Copier le texte" not in texte


def test_le_plan_du_site_liste_chaque_page_une_fois_a_sa_vraie_date(publie):
    racine = etree.parse(publie / "sitemap.xml").getroot()
    adresses = [noeud.findtext(PLAN + "loc") for noeud in racine]
    assert len(adresses) == len(set(adresses)) and all(a.startswith(ADRESSE) for a in adresses)
    attendues = {f.relative_to(publie).as_posix() for f in pages(publie)} - {"404.html"}
    assert {depuis_la_racine(publie, a).relative_to(publie).as_posix() for a in adresses} == attendues
    dates = {noeud.findtext(PLAN + "loc").removeprefix(ADRESSE): noeud.findtext(PLAN + "lastmod") for noeud in racine}
    assert {k: dates[f"clauses/{k}/"] for k in CATALOGUE.clauses} == {k: c.historique[-1].date for k, c in CATALOGUE.clauses.items()}
    assert dates["guide/negocier/"] is None and dates["glossaire/"] == CATALOGUE.date
    assert (publie / "robots.txt").read_text("utf-8").splitlines()[-1] == f"Sitemap: {ADRESSE}sitemap.xml"


def adresses(noeud):
    for cle, valeur in noeud.items() if isinstance(noeud, dict) else enumerate(noeud) if isinstance(noeud, list) else ():
        if cle == "adresse":
            yield valeur
        yield from adresses(valeur)


def test_chaque_adresse_du_catalogue_publie_mene_a_un_fichier_et_a_une_ancre(site):  # noqa: F811
    lues = list(adresses(json.loads((site / "catalogue.json").read_text("utf-8"))))
    ancres: dict[Path, set[str]] = {}
    fautes = []
    for adresse in lues:
        fichier, ancre = cible(site / "index.html", adresse)
        if not fichier.is_file():
            fautes.append(adresse)
        elif ancre and ancre not in ancres.setdefault(fichier, set(lire_page(fichier).ids)):
            fautes.append(adresse)
    assert fautes == [] and len(lues) > 900


@pytest.mark.parametrize("nom", ["site", "publie"])
def test_chaque_lien_du_flux_mene_a_une_ancre_de_la_page(nom, request):
    racine = request.getfixturevalue(nom)
    flux = etree.parse(racine / "changements.xml").getroot()
    ancres = lire_page(racine / "changements/index.html").ids
    liens = [lien.get("href").removeprefix(ADRESSE) for lien in flux.iter(ATOM + "link")]
    assert len(liens) > 5
    for lien in liens:
        chemin, _, ancre = lien.partition("#")
        assert chemin in ("changements/", "changements.xml") and (racine / chemin).exists()
        assert not ancre or ancre in ancres


def test_chaque_page_annonce_le_flux(site):  # noqa: F811
    for fichier in pages(site):
        if fichier.name == "404.html":
            continue
        (lien,) = re.findall(r'<link rel=" ?alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">', fichier.read_text("utf-8"))
        assert cible(fichier, lien)[0] == site / "changements.xml"


# ---------------------------------------------------------------- ce que les pages disent d'elles-mêmes
def test_chaque_page_a_une_description_a_elle(site):  # noqa: F811
    vues: dict[str, list[str]] = {}
    for fichier in pages(site):
        vues.setdefault(lire_page(fichier).metas.get("description", ""), []).append(str(fichier.relative_to(site)))
    assert {description: ou for description, ou in vues.items() if len(ou) > 1 or len(description) < 20} == {}


def test_avec_une_adresse_chaque_page_dit_la_sienne(publie):
    for fichier in pages(publie):
        if fichier.name != "404.html":
            (canonique,) = re.findall(r'<link rel="canonical" href="([^"]+)">', fichier.read_text("utf-8"))
            assert depuis_la_racine(publie, canonique) == fichier


@pytest.mark.parametrize("nom", ["site", "publie"])
def test_les_donnees_des_pages_ne_disent_que_ce_que_la_page_montre(nom, request):
    racine = request.getfixturevalue(nom)
    genres: dict[str, int] = {}
    for fichier in pages(racine):
        page = lire_page(fichier)
        vu = uni(page.texte)
        for objet in donnees(fichier):
            genres[objet["@type"]] = genres.get(objet["@type"], 0) + 1
            if objet["@type"] == "BreadcrumbList":
                for etape in objet["itemListElement"]:
                    but = depuis_la_racine(racine, etape["item"]) if etape["item"].startswith(ADRESSE) else cible(fichier, etape["item"])[0]
                    assert but and but.is_file(), (fichier, etape)
            elif objet["@type"] == "FAQPage":
                for question in objet["mainEntity"]:
                    assert uni(question["name"]) in vu
                    reponse = re.sub(r"(?m)^ *(?:- |\d+\. |\|[ |-]*\| *$|\| ?)", "", question["acceptedAnswer"]["text"])
                    for bloc in re.split(r"\n+|\|", reponse):
                        assert uni(bloc) in vu, (question["name"], bloc)
            elif objet["@type"] == "DefinedTermSet":
                assert [terme["name"] for terme in objet["hasDefinedTerm"] if uni(terme["name"]) not in vu or terme["url"].partition("#")[2] not in page.ids] == []
                assert len(objet["hasDefinedTerm"]) == len(CATALOGUE.glossaire)
            elif objet["@type"] == "CreativeWork":
                assert objet["license"].startswith("https://creativecommons.org/") and uni(objet["name"]).lower() in vu.lower() and "author" not in objet
                assert [f["contentUrl"] for f in objet.get("encoding", []) if not (depuis_la_racine(racine, f["contentUrl"]) or cible(fichier, f["contentUrl"])[0]).is_file()] == []
    c = CATALOGUE
    assert genres["WebSite"] == genres["FAQPage"] == genres["DefinedTermSet"] == 1
    assert genres["CreativeWork"] == len(c.clauses) + len(c.annexes) + len(c.courriers) + len(c.modeles)


def test_la_date_d_une_clause_est_celle_de_son_historique(publie):
    for clause in list(CATALOGUE.clauses.values())[::10]:
        (oeuvre,) = [o for o in donnees(publie / f"clauses/{clause.id}/index.html") if o["@type"] == "CreativeWork"]
        assert (oeuvre["datePublished"], oeuvre["dateModified"], oeuvre["version"]) == (clause.historique[0].date, clause.historique[-1].date, str(clause.numero_version))
        assert oeuvre["url"] == f"{ADRESSE}clauses/{clause.id}/"


# ---------------------------------------------------------------- toujours les mêmes octets
def test_deux_constructions_donnent_les_memes_octets_sauf_la_date_donnee_au_plan(publie, encore):
    noms = {f.relative_to(publie).as_posix() for f in publie.rglob("*") if f.is_file()}
    assert noms == {f.relative_to(encore).as_posix() for f in encore.rglob("*") if f.is_file()}
    _, autres, manquants = filecmp.cmpfiles(publie, encore, sorted(noms), shallow=False)
    assert (autres, manquants) == (["sitemap.xml"], [])
    plan = (encore / "sitemap.xml").read_text("utf-8")
    assert re.sub("<lastmod>2001-09-09</lastmod>", "", plan) == (publie / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{ADRESSE}guide/negocier/</loc><lastmod>2001-09-09</lastmod>" in plan
