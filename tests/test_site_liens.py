"""Chaque lien et chaque ancre du site construit mènent quelque part, et aucune page ne charge rien d’ailleurs."""

import re
from pathlib import Path

import pytest
from site_outils import cible, lire_page, site  # noqa: F401

pytestmark = pytest.mark.lent


@pytest.fixture(scope="session")
def pages(site):  # noqa: F811
    return {fichier: lire_page(fichier) for fichier in sorted(site.rglob("*.html"))}


def du_guide(site: Path, fichier: Path) -> bool:  # noqa: F811
    """Une page du site, non un modèle à télécharger."""
    return fichier.relative_to(site).parts[0] != "telecharger"


def test_chaque_lien_interne_mene_a_un_fichier_et_a_une_ancre(site, pages):  # noqa: F811
    fautes = []
    for fichier, page in pages.items():
        if fichier.name == "404.html":  # servie à toute adresse : ses liens partent de la racine
            continue
        for adresse in {*page.liens, *page.charges}:
            but = cible(fichier, adresse)
            if but is None:
                continue
            if not but[0].is_file():
                fautes.append(f"{fichier.relative_to(site)} → {adresse} : pas de fichier")
            elif but[1] and but[0].suffix == ".html" and but[1] not in pages[but[0]].ids:
                fautes.append(f"{fichier.relative_to(site)} → {adresse} : pas d’ancre")
    assert fautes == []


def test_aucun_lien_ne_part_de_la_racine_ni_ne_sort_du_site(site, pages):  # noqa: F811
    fautes = []
    for fichier, page in pages.items():
        for adresse in {*page.liens, *page.charges}:
            if fichier.name != "404.html" and adresse.startswith("/"):
                fautes.append(f"{fichier.relative_to(site)} → {adresse} : casse dans un sous-dossier")
            but = cible(fichier, adresse)
            if but and fichier.name != "404.html" and site not in but[0].parents:
                fautes.append(f"{fichier.relative_to(site)} → {adresse} : sort du site")
    assert fautes == []


def test_aucune_page_ne_charge_rien_d_un_tiers(site, pages):  # noqa: F811
    assert [f"{f.relative_to(site)} : {a}" for f, page in pages.items() for a in page.charges if cible(f, a) is None and not a.startswith("data:")] == []
    distant = re.compile(r"""url\(\s*['"]?(?:https?:)?//|@import|https?://(?:fonts|unpkg|cdn)""")
    fautes = [str(f.relative_to(site)) for f in site.rglob("*.css") if distant.search(f.read_text("utf-8"))]
    fautes += [str(f.relative_to(site)) for f in pages if du_guide(site, f) and distant.search(f.read_text("utf-8"))]
    assert fautes == []


def test_aucun_identifiant_n_est_deux_fois_dans_une_page(site, pages):  # noqa: F811
    doubles = {str(f.relative_to(site)): sorted({i for i in page.ids if page.ids.count(i) > 1}) for f, page in pages.items() if len(set(page.ids)) != len(page.ids)}
    assert doubles == {}


def test_aucun_lien_n_execute_de_script(pages):
    assert [a for page in pages.values() for a in page.liens if a.lower().startswith(("javascript:", "data:"))] == []


def test_chaque_texte_officiel_est_lie_a_une_adresse_officielle(site, pages):  # noqa: F811
    from clausier import loader

    liens = set(pages[site / "textes/index.html"].liens)
    assert [r.id for r in loader.load().references.values() if r.url and r.url not in liens] == []
