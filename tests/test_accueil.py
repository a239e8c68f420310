"""L’accueil : ses chiffres sont ceux du catalogue, la clause montrée est la vraie, chaque carte n’a qu’un lien."""

import re

import pytest
from lxml import html as lxml_html
from site_outils import RACINE, site  # noqa: F401

from clausier import loader
from clausier.typography import french
from clausier.web.accueil import Home
from clausier.web.site import Site

SITE = Site(loader.load())
HOME = Home(SITE, lambda: SITE.page("index.md", "", ""))


def test_les_chiffres_sont_ceux_du_catalogue():
    arbre = lxml_html.fromstring(HOME.chiffres())
    lus = {a.get("href"): int(a.getparent().find("strong").text) for a in arbre.iter("a")}
    c = SITE.c
    assert lus == {"clauses/": len(c.clauses), "modeles/": len(c.modeles), "courriers/": len(c.courriers), "textes/": len(c.references)}
    assert HOME.compte("sensibles") == str(sum(len(x.versions) == 3 for x in c.clauses.values()))


def test_l_apercu_montre_le_vrai_alinea_de_chaque_version_et_souligne_ce_qui_change():
    clause = SITE.c.clauses["gti"]
    fiches = lxml_html.fromstring(HOME.apercu("gti", 3)).xpath("//li")
    assert len(fiches) == 3
    for rang, (fiche, version) in enumerate(zip(fiches, clause.versions.values())):
        assert bool(fiche.xpath(".//ins")) == (rang > 0)
        for annonce in fiche.xpath(".//*[@class='cl-cache']"):
            annonce.text = ""
        assert " ".join(french(version.alineas[2].texte).split()) in " ".join(fiche.text_content().split())


@pytest.mark.parametrize(
    "appel, dit",
    [(lambda: HOME.apercu("gtii", 3), "inconnue.*vouliez-vous dire"), (lambda: HOME.apercu("parties", 1), "n'a pas trois versions"), (lambda: HOME.apercu("gti", 99), "alinéa 99"), (lambda: HOME.compte("clause"), "vouliez-vous dire")],
    ids=["inconnue", "une version", "trop loin", "compte"],
)
def test_un_appel_faux_donne_le_remede(appel, dit):
    with pytest.raises(ValueError, match=dit):
        appel()


def test_aucun_nombre_de_l_accueil_n_est_ecrit_a_la_main():
    corps = (RACINE / "docs/index.md").read_text("utf-8").split("\n---\n", 1)[1]
    sans_macro = re.sub(r"{{.*?}}|{ .*? }", "", corps)
    assert re.findall(r"\d+", sans_macro) == []


@pytest.mark.lent
def test_chaque_carte_n_a_qu_un_lien_et_le_premier_titre_est_seul(site):  # noqa: F811
    arbre = lxml_html.parse(str(site / "index.html")).getroot()
    cartes = arbre.xpath("//article//li[.//a[contains(@class, 'cl-porte')]]")
    assert [len(carte.xpath(".//a")) for carte in cartes] == [1, 1, 1]
    assert len(arbre.xpath("//h1")) == 1
    assert all(menu.get("hidden") is not None for menu in arbre.xpath("//div[@data-md-component='sidebar']"))


@pytest.mark.lent
def test_un_apercu_de_lien_dit_le_titre_et_la_description_sans_reseau(site):  # noqa: F811
    for nom in ("index.html", "clauses/gti/index.html", "guide/negocier/index.html", "404.html"):
        tete = lxml_html.parse(str(site / nom)).getroot().find("head")
        metas = {m.get("property") or m.get("name"): m.get("content") for m in tete.iter("meta")}
        assert metas["og:title"] and metas["og:title"] in tete.findtext("title") and metas["og:description"] == metas["description"]
        assert metas["og:locale"] == "fr_FR" and metas["twitter:card"] == "summary"
        assert not [nom for nom in metas if nom in ("og:url", "og:image")]  # sans site_url, pas d’adresse inventée
        for lien in tete.xpath("link[contains(@rel, 'icon')]"):
            adresse = lien.get("href").lstrip("/") if nom == "404.html" else lien.get("href")
            assert (site / ("" if nom == "404.html" else nom.rpartition("/")[0]) / adresse).resolve().is_file()
