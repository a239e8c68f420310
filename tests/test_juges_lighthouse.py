"""Lighthouse : accessibilité, bonnes pratiques et référencement à 100, performance à 95 au moins, sur l’accueil et les pages les plus lourdes."""

import json

import pytest
from juges_pages import adresse, genre, inventaire, juger, reste, site_juge  # noqa: F401

pytestmark = [pytest.mark.lent, pytest.mark.seul]
LOURDS = ("clauses", "clauses/*", "guide/*", "modeles/*")  # ce que l’on ouvre le plus : la page la plus lourde de chacun, puis la plus lourde du site et celle qui a le plus de cases de tableau


@pytest.fixture(scope="session")
def echantillon(site_juge):  # noqa: F811
    pages = {chemin: (site_juge / chemin).read_bytes() for chemin in inventaire(site_juge) if not chemin.startswith("telecharger/")}
    poids, cases = ({chemin: compter(page) for chemin, page in pages.items()} for compter in (len, lambda page: page.count(b"<td")))
    lourdes = [max((c for c in poids if genre(c) == nom), key=poids.get) for nom in LOURDS]
    return [adresse(c) for c in dict.fromkeys(["index.html", *lourdes, *(max(mesure, key=mesure.get) for mesure in (poids, cases))])]


def test_lighthouse_donne_ses_notes_les_plus_hautes(site_juge, echantillon, juger, exige_juge, tmp_path, imprime):  # noqa: F811
    exige_juge("lighthouse/package.json")
    fautes = juger("lighthouse", site_juge, echantillon, str(tmp_path / "notes.json"))
    notes = json.loads((tmp_path / "notes.json").read_text("utf-8"))
    imprime("Lighthouse : accessibilité, bonnes pratiques, référencement, performance", [f"/{page} : {', '.join(map(str, quatre))}" for page, quatre in notes.items()])
    assert reste("lighthouse", echantillon, fautes) == []
