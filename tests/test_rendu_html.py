"""La page produite est-elle autonome, accessible et valide ?"""

from __future__ import annotations

import json
import subprocess

import pytest
from clausier.render import FORMATS
from rendu_exemples import contrat, petit
from rendu_lecture import arbre_html, texte_html

rendre = FORMATS["html"].render


@pytest.fixture(scope="module")
def page():
    return arbre_html(rendre(petit(annote=True)))


def test_langue_titre_et_largeur(page):
    assert page.getroot().get("lang") == "fr-FR" if hasattr(page, "getroot") else page.get("lang") == "fr-FR"
    assert page.find(".//title").text == "Contrat de maintenance informatique"
    assert page.find(".//meta[@name='viewport']") is not None


def test_ni_script_ni_requete(page):
    assert page.find(".//script") is None and page.find(".//link") is None
    assert not any(e.get("src") or e.get("style") or e.get("onload") for e in page.iter())
    assert "url(" not in page.find(".//style").text and "@import" not in page.find(".//style").text


def test_un_seul_h1_et_aucun_niveau_saute(page):
    niveaux = [int(e.tag[1]) for e in page.iter() if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert niveaux[0] == 1 and niveaux.count(1) == 1
    assert all(b <= a + 1 for a, b in zip(niveaux, niveaux[1:]))


def test_identifiants_uniques_et_liens_qui_menent_quelque_part(page):
    idents = [e.get("id") for e in page.iter() if e.get("id")]
    assert len(idents) == len(set(idents))
    liens = [e.get("href") for e in page.iter("a")]
    assert liens and {lien[1:] for lien in liens if lien.startswith("#")} == {lien[1:] for lien in liens} <= set(idents)


def test_tableau_a_legende_et_titres_de_colonnes(page):
    tableau = page.find(".//table")
    assert texte_html(tableau.find("caption")) == "Délais par niveau de gravité"
    assert [t.get("scope") for t in tableau.findall("thead/tr/th")] == ["col"] * 3


def test_blancs_marques_et_eux_seuls(page):
    assert [texte_html(m) for m in page.iter("mark")] == ["[À compléter : durée]", "[À compléter : délai]"]


def test_sommaire_en_navigation(page):
    assert [texte_html(a) for a in page.find(".//nav").iter("a")] == [
        "Conditions générales",
        "Article 1 – Objet du contrat",
        "Article 2 – Durée",
        "Annexe 1 – Niveaux de service",
    ]


def test_notes_a_part_dans_l_edition_annotee(page):
    assert len(page.findall(".//*[@role='note']")) == 2
    assert arbre_html(rendre(petit())).find(".//*[@role='note']") is None


@pytest.mark.lent
def test_valide_pour_le_w3c(tmp_path, exige_juge, exige_programme):
    java, jar = exige_programme("java", "default-jre-headless"), exige_juge("vnu-jar/build/dist/vnu.jar")
    for nom, document in {"petit": petit(annote=True), "grand": contrat()}.items():
        (tmp_path / f"{nom}.html").write_bytes(rendre(document))
    sortie = subprocess.run(
        [java, "-jar", jar, "--format", "json", tmp_path], capture_output=True, text=True, timeout=120
    )
    assert [m["message"] for m in json.loads(sortie.stderr)["messages"]] == []
