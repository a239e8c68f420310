"""Le site construit : une page par élément du catalogue, son texte lisible sans JavaScript, chaque modèle dans chaque format."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest
from site_outils import RACINE, lire_page, site  # noqa: F401

from clausier import loader, texte
from clausier.render import FORMATS
from clausier.typography import french
from clausier.web.postbuild import MENDED

pytestmark = pytest.mark.lent
CATALOGUE = loader.load()
GENRES = {"clauses": CATALOGUE.clauses, "annexes": CATALOGUE.annexes, "types": CATALOGUE.types, "formules": CATALOGUE.formules, "modeles": CATALOGUE.modeles, "courriers": CATALOGUE.courriers}


@pytest.fixture(scope="session")
def page(site):  # noqa: F811
    """`page("clauses/duree")` : la page lue."""
    return lambda adresse: lire_page(site / adresse / "index.html")


def mots(morceaux) -> list[str]:
    """Les passages fixes d’un texte de clause, tels qu’une page les montre."""
    return [" ".join(french(piece.texte).split()) for piece in texte.analyse(morceaux) if isinstance(piece, texte.Mots) and piece.texte.strip()]


@pytest.mark.parametrize("genre", GENRES)
def test_chaque_element_a_sa_page_et_la_liste_y_mene(site, page, genre):  # noqa: F811
    liste = page(genre)
    assert [nom for nom in GENRES[genre] if not (site / genre / nom / "index.html").is_file()] == []
    assert [nom for nom in GENRES[genre] if not any(lien.endswith(f"{genre}/{nom}/") for lien in liste.liens)] == []


@pytest.mark.parametrize("clause", CATALOGUE.clauses.values(), ids=lambda c: c.id)
def test_la_page_d_une_clause_montre_son_texte_entier(page, clause):
    lu = page(f"clauses/{clause.id}").texte
    attendu = [clause.titre, clause.en_clair, clause.pourquoi, *clause.pieges]
    for version in clause.versions.values():
        attendu += [v for v in (version.ecart, version.biais, version.repli) if v]
        attendu += [m for alinea in version.alineas for m in mots(alinea.texte)]
        attendu += [m for alinea in version.alineas for point in alinea.liste for m in mots(point.texte)]
    assert [passage for passage in attendu if " ".join(french(passage).split()) not in lu] == []


@pytest.mark.parametrize("clause", CATALOGUE.clauses.values(), ids=lambda c: c.id)
def test_seul_un_texte_qui_impose_fait_dire_impose(page, clause):
    lu = page(f"clauses/{clause.id}")
    assert ("imposé par un texte" in lu.texte) == bool(clause.fondements.get("impose"))
    assert "non relu par un juriste" in lu.texte.lower()
    cites = {nom for noms in clause.fondements.values() for nom in noms}
    assert [nom for nom in cites if CATALOGUE.references[nom].url and CATALOGUE.references[nom].url not in lu.liens] == []


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("modele", CATALOGUE.modeles)
def test_chaque_modele_se_telecharge_dans_chaque_format(site, page, modele, extension):  # noqa: F811
    fichier = site / "telecharger" / f"{modele}.{extension}"
    assert fichier.stat().st_size > 10_000
    assert any(lien.endswith(f"telecharger/{modele}.{extension}") for lien in page(f"modeles/{modele}").liens)


@pytest.mark.parametrize("courrier", CATALOGUE.courriers.values(), ids=lambda c: c.id)
def test_la_page_d_un_courrier_montre_son_texte_et_mene_a_chaque_fichier(site, page, courrier):  # noqa: F811
    lu = page(f"courriers/{courrier.id}")
    sections = courrier.sections or CATALOGUE.annexes[courrier.reprend].sections
    attendu = [courrier.en_clair, courrier.quand_l_envoyer, *courrier.pieges, *(m for s in sections for a in s.alineas for m in mots(a.texte))]
    assert [passage for passage in attendu if " ".join(french(passage).split()) not in lu.texte] == []
    assert "texte-unique" in lu.ids or {f"texte-{qui}" for qui in courrier.expediteurs} <= set(lu.ids)
    for qui in courrier.expediteurs or ("",):
        for extension in FORMATS:
            nom = f"telecharger/courrier-{courrier.id}{f'-{qui}' if len(courrier.expediteurs) > 1 else ''}.{extension}"
            assert (site / nom).stat().st_size > 1_500 and any(lien.endswith(nom) for lien in lu.liens)


def test_l_archive_tient_tous_les_telechargements(site):  # noqa: F811
    dossier = site / "telecharger"
    with zipfile.ZipFile(dossier / "clausier-modeles.zip") as archive:
        assert archive.testzip() is None
        dedans = {nom: archive.read(nom) for nom in archive.namelist()}
    assert dedans == {f.name: f.read_bytes() for f in dossier.iterdir() if f.suffix != ".zip"}


@pytest.mark.parametrize("modele", CATALOGUE.modeles.values(), ids=lambda m: m.id)
def test_la_page_d_un_modele_dit_ses_choix_ses_limites_et_son_texte_avant_l_article_premier(page, modele):
    lu = page(f"modeles/{modele.id}").texte
    avant = lu.partition("Article 1 – Parties")[0]
    assert "n’est pas fait pour" in avant and "un consommateur" in avant.lower()
    for option in modele.options:
        assert french(CATALOGUE.options[option].libelle) in avant
    assert "Article 1 – Parties" in lu.replace("\u00a0", " ")


def test_les_modeles_aux_combinaisons_a_verifier_le_disent(page):
    from clausier import reponses

    avertis = [m.id for m in CATALOGUE.modeles.values() if reponses.from_model(m, CATALOGUE).warnings]
    assert avertis, "le test attend au moins un modèle averti (infogérance à la demande)"
    assert [nom for nom in avertis if "Combinaison à vérifier" not in page(f"modeles/{nom}").texte.replace("\u00a0", " ")] == []


def pages_html(site):  # noqa: F811
    return [f for f in sorted(site.rglob("*.html")) if f.relative_to(site).parts[0] != "telecharger"]


def test_chaque_page_est_en_francais_decrite_et_porte_l_avertissement(site):  # noqa: F811
    fautes, titres = [], {}
    for fichier in pages_html(site):
        lu, nom = lire_page(fichier), str(fichier.relative_to(site))
        html = fichier.read_text("utf-8")
        titres.setdefault(html.partition("<title>")[2].partition("</title>")[0], []).append(nom)
        fautes += [f"{nom} : langue {lu.langue!r}"] * (lu.langue != "fr")
        fautes += [f"{nom} : pas de description"] * (len(lu.metas.get("description", "")) < 20)
        fautes += [f"{nom} : pas d’avertissement"] * ("Clausier n’est pas un conseil juridique" not in lu.texte)
        fautes += [f"{nom} : anglais"] * ("Made with" in lu.texte or "Not found" in lu.texte)
        fautes += [f"{nom} : reste de gabarit"] * ("{{" in lu.texte or "[[" in lu.texte)
    assert fautes == []
    assert {titre: noms for titre, noms in titres.items() if len(noms) > 1} == {}


@pytest.mark.parametrize("avant, apres", MENDED, ids=range(len(MENDED)))
def test_les_manques_du_theme_sont_repares_partout(site, avant, apres):  # noqa: F811
    fautes = [str(f.relative_to(site)) for f in pages_html(site) if avant in f.read_text("utf-8").replace(apres or "\0", "")]
    assert fautes == []


@pytest.mark.parametrize("avant, apres", MENDED, ids=range(len(MENDED)))
def test_chaque_reparation_a_encore_son_objet_dans_le_theme(avant, apres):
    import material

    theme = Path(material.__file__).parent / "templates"
    brut = [re.sub(r"{{.*?}}", "", f.read_text("utf-8")) for f in theme.rglob("*.html")]
    assert any(avant in texte for texte in brut), f"le thème ne contient plus « {avant} » : retirez la réparation"


def test_aucune_page_generee_n_est_versee_au_depot(site):  # noqa: F811
    suivis = subprocess.run(["git", "ls-files", "docs", "site"], cwd=RACINE, capture_output=True, text=True).stdout.split()
    dossiers = tuple(f"docs/{nom}/" for nom in (*GENRES, "telecharger", "schemas")) + ("site/",)
    assert [nom for nom in suivis if nom.startswith(dossiers) or nom in ("docs/textes.md", "docs/glossaire.md", "docs/obligatoire.md", "docs/composer.md")] == []
    assert [nom for nom in GENRES if (RACINE / "docs" / nom).exists()] == []
