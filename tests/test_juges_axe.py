"""axe sur chaque genre de page et chaque composant, en clair et en sombre, à 1 280 et 320 px ; puis sur les états qu’on n’atteint qu’en agissant."""

import pytest
from juges_pages import juger, pages_jugees, reste, site_juge  # noqa: F401

pytestmark = pytest.mark.lent
LOTS = 4  # les processus de test se les partagent


@pytest.mark.parametrize("lot", range(LOTS))
def test_axe_ne_trouve_pas_de_faute(lot, site_juge, pages_jugees, juger):  # noqa: F811
    pages = pages_jugees[lot::LOTS]
    assert reste("axe", pages, juger("axe", site_juge, pages)) == []


def test_axe_ne_trouve_pas_de_faute_dans_les_etats_d_une_page(site_juge, pages_jugees, juger):  # noqa: F811
    assert reste("axe", [], juger("axe", site_juge, pages_jugees, "etats")) == []
