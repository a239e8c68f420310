"""Les tableaux sur la page : un petit ne se coupe pas, un grand se coupe, aucun mot ordinaire n’est plus large que sa colonne."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from clausier.blocks import Document, Heading, PageBreak, Paragraph, Signatory, SignatureBlock, Table, Text
from clausier.render import FORMATS
from clausier.render.geometry import TEXT_WIDTH, column_widths, stands_whole
from lecture_odt import NS as ODF, partie as partie_odt, q
from rendu_lecture import NS, W, partie


def tableau(lignes: int, cellule: str = "mot", colonnes: int = 2) -> Table:
    return Table(tuple(f"Colonne{i}" for i in range(colonnes)), tuple(tuple((Text(cellule),) for _ in range(colonnes)) for _ in range(lignes)))


def entier(table: Table) -> bool:
    return stands_whole(table, column_widths(table))


@pytest.mark.parametrize(("lignes", "cellule", "attendu"), [(0, "", True), (14, "mot", True), (15, "mot", False), (7, "mot " * 20, True), (7, "mot " * 40, False)])
def test_un_tableau_se_tient_entier_s_il_a_peu_de_lignes_de_texte(lignes, cellule, attendu):
    assert entier(tableau(lignes, cellule)) is attendu


def test_word_garde_ensemble_les_lignes_d_un_petit_tableau_et_de_lui_seul():
    for lignes, gardees in ((4, [True, True, True, False]), (20, [False] * 20)):
        [trouve] = partie(FORMATS["docx"].render(Document("T", (tableau(lignes),))), "word/document.xml").iter(f"{W}tbl")
        tenues = [[p.find("w:pPr/w:keepNext", NS) is not None for p in ligne.iter(f"{W}p")] for ligne in trouve.findall("w:tr", NS)[1:]]
        assert tenues == [[tenue, tenue] for tenue in gardees]


def test_odt_garde_ensemble_les_lignes_d_un_petit_tableau_et_de_lui_seul():
    """Par les paragraphes, comme Word : LibreOffice 7.4 perd des lignes d’un tableau à tête répétée qu’on lui dit insécable."""
    for lignes, gardees in ((4, [True, True, True, False]), (20, [False] * 20)):
        octets = FORMATS["odt"].render(Document("T", (tableau(lignes),)))
        arbre = partie_odt(octets)
        tenus = {s.get(q("style:name")) for s in arbre.iter(q("style:style")) if s[:1] and s[0].get(q("fo:keep-with-next")) == "always"}
        trouve = arbre.find(".//table:table", ODF)
        tenues = [[p.get(q("text:style-name")) in tenus for p in ligne.iter(q("text:p"))] for ligne in trouve.findall("table:table-row", ODF)]
        assert tenues == [[tenue, tenue] for tenue in gardees]
    assert [e.text for e in partie_odt(octets, "settings.xml").iter() if "TableRowKeep" in e.attrib.values()] == ["true"]


def test_le_pdf_ne_coupe_un_tableau_que_s_il_est_grand():
    def premiere_page(lignes: int) -> str:
        blocs = (*(Paragraph((Text(f"Alinéa {i}."),), "plain") for i in range(30)), tableau(lignes, "cellule"))
        with pypdfium2.PdfDocument(FORMATS["pdf"].render(Document("T", blocs))) as pdf:
            assert len(pdf) >= 2
            return pdf[0].get_textpage().get_text_range()

    assert "cellule" not in premiere_page(14) and "cellule" in premiere_page(40)


def test_les_largeurs_emplissent_la_page_et_gardent_entiers_les_mots_et_les_textes_courts():
    ligne = ("Prestataire", "Alix Référence (personne fictive)", "00 00 00 00 02", "alix@prestataire.exemple", "4 janvier 2027")
    table = Table(("Partie", "Nom", "Téléphone", "Courriel", "Depuis le"), (tuple((Text(texte),) for texte in ligne),))
    largeurs = column_widths(table)
    assert TEXT_WIDTH - len(largeurs) <= sum(largeurs) <= TEXT_WIDTH
    for texte, largeur in zip(("Prestataire", "Référence", "00 00 00 00 02", "alix@prestataire.exemple", "4 janvier 2027"), largeurs):
        assert largeur >= 98 * len(texte) + 170, texte  # la moyenne d’un caractère, les marges d’une cellule


def test_trop_de_mots_longs_se_partagent_la_largeur():
    largeurs = column_widths(tableau(2, "x" * 60, 6))
    assert len(set(largeurs)) == 1 and sum(largeurs) <= TEXT_WIDTH


def test_le_pdf_ne_coupe_pas_un_mot_qui_tient_dans_sa_colonne():
    cellules = ("Prestataire", "Alix Référence (personne)", "Interlocuteur du Contrat", "00 00 00 00 02", "alix@prestataire.exemple", "Noa Exemple (personne fictive), téléphone")
    table = Table(("Partie", "Nom", "Rôle", "Téléphone", "Courriel", "Suppléant et téléphone"), (tuple((Text(texte),) for texte in cellules),))
    with pypdfium2.PdfDocument(FORMATS["pdf"].render(Document("T", (table,)))) as pdf:
        lus = set(re.findall(r"[\w@.]+", pdf[0].get_textpage().get_text_range()))
    assert set(re.findall(r"[\w@.]+", " ".join((*cellules, *table.columns)))) <= lus


def pages(dossier: Path, extension: str, documents: dict[str, Document], soffice: str) -> dict[str, list[str]]:
    """Le texte de chaque page, hors pied, telle que LibreOffice l’imprime."""
    for nom, document in documents.items():
        (dossier / f"{nom}.{extension}").write_bytes(FORMATS[extension].render(document))
    profil = f"-env:UserInstallation={(dossier / 'profil').as_uri()}"
    subprocess.run([soffice, "--headless", profil, "--convert-to", "pdf", "--outdir", dossier, *dossier.glob(f"*.{extension}")], check=True, capture_output=True, timeout=300)
    lues = {}
    for nom in documents:
        with pypdfium2.PdfDocument(dossier / f"{nom}.pdf") as pdf:
            lues[nom] = [re.sub(r"Page\s+\d+\s+/\s+\d+", "", page.get_textpage().get_text_range()).strip() for page in pdf]
    return lues


ALINEAS = [Paragraph((Text(f"Alinéa {i}."),), "plain") for i in range(40)]  # une page et demie


@pytest.mark.lent
@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_un_petit_tableau_glisse_entier_d_une_page_a_l_autre_sans_rien_perdre(extension, tmp_path, exige_programme):
    """À chaque essai, une ligne de plus le précède, avec un titre et l’alinéa qui l’annonce."""
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    mots = [f"mot{ligne}{colonne}" for ligne in range(5) for colonne in "ab"]
    table = Table(("Titre", "Autre"), tuple(((Text(f"{mots[2 * i]} " * 12),), (Text(mots[2 * i + 1]),)) for i in range(5)), caption="Légende")
    annonce = (Heading("annex", (Text("Documents"),), "documents"), Paragraph((Text("Le Prestataire remet :"),), "plain"), table, *ALINEAS[:3])
    documents = {str(n): Document("T", (*ALINEAS[:n], *annonce)) for n in range(12, 36)}
    lues = pages(tmp_path, extension, documents, soffice)
    assert {len(textes) for textes in lues.values()} == {1, 2}
    for nom, textes in lues.items():
        porteuses = [[mot for mot in ("Le Prestataire remet", "Légende", *mots) if mot in texte] for texte in textes]
        assert [len(portees) for portees in porteuses if portees] == [12], (nom, porteuses)


@pytest.mark.lent
@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_un_tableau_en_bas_de_page_n_ajoute_pas_de_page_vide(extension, tmp_path, exige_programme):
    """Le paragraphe qui suit un tableau ne passe pas seul à la page suivante : après, un saut de page, ou plus rien. Une ligne de plus à chaque essai."""
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    signatures = SignatureBlock((Signatory("Pour le Client", ((Text("Signature :"),),)),))
    suite = (signatures, PageBreak(), Heading("group", (Text("Annexes"),), "annexes"))
    documents = {str(n): Document("T", (*ALINEAS[:n], *suite, *ALINEAS[:n], signatures)) for n in range(24, 40)}
    lues = pages(tmp_path, extension, documents, soffice)
    assert {len(textes) for textes in lues.values()} > {2}
    assert [nom for nom, textes in lues.items() if not all(textes)] == []
