"""À 320 px de large, au zoom de 200 %, avec le texte espacé de WCAG 1.4.12 : rien ne déborde, aucun texte n’est coupé."""

import pytest
from juges_pages import juger, pages_jugees, reste, site_juge  # noqa: F401

pytestmark = pytest.mark.lent


def test_aucune_page_ne_deborde_ni_ne_coupe_de_texte(site_juge, pages_jugees, juger):  # noqa: F811
    assert reste("affichage", pages_jugees, juger("affichage", site_juge, pages_jugees)) == []
