"""Le texte va-t-il dans un courriel, et le Markdown se lit-il tel quel ?"""

from __future__ import annotations

import pytest
from clausier.render import FORMATS
from rendu_exemples import contrat, petit
from rendu_lecture import markdown_en_html, texte_html


@pytest.fixture(scope="module")
def lignes() -> list[str]:
    return FORMATS["txt"].render(contrat()).decode().split("\n")


def test_texte_sur_78_colonnes_sans_espace_en_fin(lignes):
    assert max(map(len, lignes)) <= 78
    assert not [ligne for ligne in lignes if ligne != ligne.rstrip()]


def test_texte_a_titres_soulignes():
    texte = FORMATS["txt"].render(petit()).decode()
    assert "Conditions générales\n====================\n" in texte
    assert "\nArticle 2 – Durée\n-----------------\n" in texte


def test_texte_a_tableaux_en_lignes():
    texte = FORMATS["txt"].render(petit()).decode()
    assert "Gravité | Prise en compte | Rétablissement\n" in texte
    assert "\nBloquante | 2 heures | 8 heures\n" in texte


def test_markdown_lisible_tel_quel():
    source = FORMATS["md"].render(petit()).decode()
    for attendu in (
        "# Contrat de maintenance informatique\n",
        "\n## Conditions générales\n",
        "\n### Article 2 – Durée\n",
        "\n1.1 Le présent contrat lie SARL Martin & Fils et le **Prestataire**.\n",
        "dure **[À compléter : durée]** à",
        "\n- la maintenance préventive ;\n",
        "\n| Bloquante | 2 heures | 8 heures |\n",
    ):
        assert attendu in source
    assert not source.startswith("---")


def test_markdown_rendu_a_la_bonne_structure():
    page = markdown_en_html(FORMATS["md"].render(petit(annote=True)))
    assert [texte_html(t) for t in page.iter("h3")] == ["Article 1 – Objet du contrat", "Article 2 – Durée", "Annexe 1 – Niveaux de service"]
    assert [texte_html(t) for t in page.iter("h4")] == ["Délais"]
    assert [texte_html(b) for b in page.findall(".//p/strong")][:3] == [
        "Forfait, maintenance préventive et corrective",
        "Prestataire",
        "[À compléter : durée]",
    ]
    assert len(page.findall(".//table/tbody/tr")) == 2
    assert len(page.findall(".//blockquote")) >= 3


@pytest.mark.parametrize("extension", ["md", "txt"])
def test_notes_seulement_dans_l_edition_annotee(extension):
    rendre = FORMATS[extension].render
    assert "Note de rédaction" in rendre(petit(annote=True)).decode()
    assert "Note de rédaction" not in rendre(petit()).decode()
