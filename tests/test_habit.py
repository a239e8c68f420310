"""L’habit du site : chaque encre se lit sur chaque fond où elle est posée, en clair et en sombre ; rien n’est chargé ; la première vue reste légère."""

import gzip
import os
import re

import pytest
from lxml import html as lxml_html
from site_outils import RACINE, site  # noqa: F401
from test_dessins import contraste

FEUILLES = sorted((RACINE / "docs/assets/clausier").glob("*.css"))
CSS = (RACINE / "docs/assets/clausier/habit.css").read_text("utf-8")
PREMIERE_VUE = 150 * 1024


def palette(mode: str) -> dict[str, str]:
    corps = re.search(rf'^\[data-md-color-scheme="{mode}"\] {{(.*?)^}}', CSS, re.M | re.S)[1]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", corps))


TEXTES = [
    (encre, fond)
    for encre in ("md-default-fg-color", "md-default-fg-color--light", "md-typeset-a-color", "cl-vert")
    for fond in ("md-default-bg-color", "cl-fond", "md-code-bg-color")
]
TEXTES += [("md-default-fg-color", fond) for fond in ("cl-alerte", "cl-retire", "cl-ajoute")]
TEXTES += [("md-typeset-a-color", "cl-alerte"), ("cl-ocre", "cl-alerte"), ("cl-champ-encre", "cl-champ")]
FORMES = [(forme, "md-default-bg-color") for forme in ("cl-vert", "cl-ocre", "md-accent-fg-color", "md-default-fg-color--lighter")] + [("md-accent-fg-color", "cl-fond")]


@pytest.mark.parametrize("mode", ["default", "slate"])
def test_un_texte_a_quatre_et_demi_de_contraste_et_une_forme_trois(mode):
    c = palette(mode)
    faibles = [(a, b, round(contraste(c[a], c[b]), 2)) for a, b in TEXTES if contraste(c[a], c[b]) < 4.5]
    faibles += [(a, b, round(contraste(c[a], c[b]), 2)) for a, b in FORMES if contraste(c[a], c[b]) < 3]
    assert faibles == []
    assert contraste("#ffffff", c["cl-sceau"]) >= 4.5  # le signe, et un bouton survolé


def test_le_navigateur_est_teinte_comme_la_page():
    entete = (RACINE / "docs/surcharges/main.html").read_text("utf-8")
    teintes = dict(re.findall(r'name="theme-color" media="\(prefers-color-scheme: (light|dark)\)" content="(#\w+)"', entete))
    assert {cle: contraste(teintes[cle], palette(mode)["md-default-bg-color"]) for cle, mode in (("light", "default"), ("dark", "slate"))} == {"light": 1, "dark": 1}


@pytest.mark.parametrize("feuille", FEUILLES, ids=lambda f: f.name)
def test_une_feuille_ne_charge_rien_et_ferme_ses_accolades(feuille):
    css = re.sub(r"/\*.*?\*/", "", feuille.read_text("utf-8"), flags=re.S)
    assert not re.search(r"url\(|@import|@font-face|gradient\(", css)
    assert css.count("{") == css.count("}")


@pytest.mark.lent
@pytest.mark.parametrize("adresse", ["", "guide/choisir-la-formule/", "guide/negocier/", "clauses/", "clauses/gti/"])
def test_la_premiere_vue_tient_en_150_ko_compresses(site, adresse):  # noqa: F811
    page = site / adresse / "index.html"
    arbre = lxml_html.parse(str(page)).getroot()
    charges = {*arbre.xpath("//link[@rel='stylesheet']/@href"), *arbre.xpath("//script/@src"), *arbre.xpath("//img/@src"), *arbre.xpath("//link[@rel='icon']/@href")}
    fichiers = [page, *(page.parent / os.path.normpath(c) for c in charges)]
    assert len(fichiers) > 6
    poids = {f.name: len(gzip.compress(f.read_bytes(), 6)) for f in fichiers}
    assert sum(poids.values()) <= PREMIERE_VUE, poids
