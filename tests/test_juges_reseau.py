"""Ce que les pages demandent au réseau, sous une CSP stricte et dans leurs états : rien à un tiers, rien qui manque, aucune violation, aucune erreur."""

import pytest
from juges_pages import juger, pages_jugees, reste, site_juge  # noqa: F401

pytestmark = pytest.mark.lent


def test_aucune_page_n_appelle_de_tiers_ni_n_enfreint_la_csp(site_juge, pages_jugees, juger):  # noqa: F811
    assert reste("reseau", pages_jugees, juger("reseau", site_juge, pages_jugees)) == []
