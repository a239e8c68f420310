"""Le balisage de toutes les pages, jugé par le validateur du W3C (vnu) et par html-validate."""

import pytest
from juges_pages import adresse, inventaire, juger_html_validate, juger_vnu, reste, site_juge  # noqa: F401

pytestmark = pytest.mark.lent


@pytest.fixture(scope="session")
def toutes(site_juge):  # noqa: F811
    return [adresse(chemin) for chemin in inventaire(site_juge)]


def test_le_validateur_du_w3c_ne_trouve_pas_d_erreur(site_juge, toutes, exige_programme, exige_juge):  # noqa: F811
    java = exige_programme("java", paquet="default-jre-headless")
    assert reste("vnu", toutes, juger_vnu(java, exige_juge("vnu-jar/build/dist/vnu.jar"), site_juge)) == []


def test_html_validate_ne_trouve_pas_d_erreur(site_juge, toutes, exige_juge):  # noqa: F811
    assert reste("html-validate", toutes, juger_html_validate(exige_juge("html-validate/bin/html-validate.mjs"), site_juge)) == []
