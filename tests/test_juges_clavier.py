"""Au clavier seul, à 1 280 et 320 px : lien d’évitement, arrêts visibles et montrés, aucun piège, menu étroit."""

import pytest
from juges_pages import juger, pages_jugees, reste, site_juge  # noqa: F401

pytestmark = pytest.mark.lent
LOTS = 2


@pytest.mark.parametrize("lot", range(LOTS))
def test_chaque_page_se_parcourt_au_clavier(lot, site_juge, pages_jugees, juger):  # noqa: F811
    pages = pages_jugees[lot::LOTS]
    assert reste("clavier", pages, juger("clavier", site_juge, pages)) == []
