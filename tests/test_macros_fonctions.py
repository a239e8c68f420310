"""Les macros des pages écrites à la main : des liens justes depuis la page, et le remède quand un identifiant est inconnu."""

import re
from types import SimpleNamespace

import pytest

from clausier import loader
from clausier.web.functions import Functions
from clausier.web.markup import Page, address, esc
from clausier.web.site import Site

SITE = Site(loader.load())


def macros(source: str) -> Functions:
    return Functions(SimpleNamespace(page=SimpleNamespace(file=SimpleNamespace(src_uri=source))), SITE)


@pytest.mark.parametrize(
    "source, attendu",
    [("index.md", "(clauses/gti.md)"), ("guide/negocier.md", "(../clauses/gti.md)"), ("a/b/c.md", "(../../clauses/gti.md)")],
)
def test_le_lien_d_une_clause_part_de_la_page(source, attendu):
    assert macros(source).lien_clause("gti").endswith(attendu)


def test_un_texte_officiel_porte_son_adresse_sa_version_et_son_resume():
    dit = macros("guide/x.md").texte_officiel("code-civil/1103")
    assert 'href="https://www.legifrance.gouv.fr/' in dit
    assert "version du 1er\u00a0octobre\u00a02016" in dit
    assert "[résumé](../textes.md#code-civil-1103)" in dit


def test_un_texte_sans_adresse_n_a_pas_de_lien_externe():
    sans = next(r for r in SITE.c.references.values() if not r.url)
    assert "href=" not in macros("x.md").texte_officiel(sans.id)


def test_un_extrait_est_un_bloc_dont_les_liens_partent_de_la_page_servie():
    dit = macros("guide/negocier.md").extrait("gti")
    assert dit.startswith('<div class="cl cl-extrait">') and dit.endswith("</div>") and "\n" not in dit
    assert 'href="../../clauses/gti/"' in dit


@pytest.mark.parametrize("nom, bon, faux", [("lien_clause", "duree", "dure"), ("extrait", "duree", "dure"), ("texte_officiel", "code-civil/1103", "code-civil/1130x"), ("clauses_du_groupe", "niveaux", "niveau")])
def test_un_identifiant_inconnu_donne_le_remede(nom, bon, faux):
    appel = getattr(macros("x.md"), nom)
    assert appel(bon)
    with pytest.raises(ValueError, match="inconnu.*vouliez-vous dire"):
        appel(faux)


def test_les_positions_disent_ce_que_chaque_camp_demande_et_cede_clause_par_clause():
    dit = macros("guide/x.md").positions_des_parties()
    lignes = {nom: ligne for ligne in dit.split("<tr>") for nom in re.findall(r'href="../../clauses/([a-z-]+)/"', ligne)}
    assert set(lignes) == {c.id for c in SITE.c.clauses.values() if c.sensible}
    for clause in lignes:
        _, client, prestataire = lignes[clause].split("<td>")
        for camp, cellule in (("client", client), ("prestataire", prestataire)):
            version = SITE.c.clauses[clause].versions[camp]
            assert esc(version.ecart) in cellule and esc(version.repli) in cellule


def test_les_positions_sont_rangees_sous_un_titre_par_groupe():
    dit = macros("guide/x.md").positions_des_parties()
    assert re.findall(r"^### .* \{ #positions-([a-z]+) ", dit, re.M) == [g.id for g in SITE.c.textes.groupes if f"positions-{g.id}" in dit]
    assert dit.count("<table") == dit.count("\n\n<div class=\"cl\">") == len(re.findall("^### ", dit, re.M)) > 4


def test_les_listes_de_groupe_n_oublient_aucune_clause():
    dit = "".join(macros("guide/x.md").clauses_du_groupe(g.id) for g in SITE.c.textes.groupes)
    assert sorted(re.findall(r'href="../../clauses/([a-z0-9-]+)/"', dit)) == sorted(SITE.c.clauses)


@pytest.mark.parametrize("nom", ["formules_cote_a_cote", "types_cote_a_cote", "rubriques_par_formule"])
def test_les_tableaux_sont_des_blocs_entiers(nom):
    dit = getattr(macros("guide/x.md"), nom)()
    assert dit.count("<div") == dit.count("</div>") and "<table" in dit


@pytest.mark.parametrize(
    "source, dossiers, sans",
    [("index.md", "", "index.html"), ("clauses/index.md", "clauses/", "clauses/index.html"), ("clauses/gti.md", "clauses/gti/", "clauses/gti.html"), ("textes.md", "textes/", "textes.html")],
)
def test_l_adresse_d_une_page_est_celle_que_mkdocs_lui_donne(source, dossiers, sans):
    assert address(source, True) == dossiers
    assert address(source, False) == sans


@pytest.mark.parametrize("dossiers, attendu", [(True, "../../clauses/gti/#texte"), (False, "../clauses/gti.html#texte")])
def test_un_lien_entre_pages_est_relatif(dossiers, attendu):
    assert Page("annexes/x.md", dossiers, "X", "x").url("clauses/gti.md", "texte") == attendu
