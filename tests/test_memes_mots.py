"""Les mêmes réponses disent-elles les mêmes mots dans les six formats, relus par d’autres que nous ?

Word et ODT sont lus par LibreOffice, le PDF par pdfium, la page par html5lib, le Markdown par Python-Markdown puis html5lib ; chacun est comparé
au texte. Ne comptent pas : les espaces, les têtes courantes, les numéros de page, les têtes de tableau répétées. Hors de CI, un échantillon.
"""

from __future__ import annotations

import os
import random
import re
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import couverture
import lecture_pdf
import lecture_renvois
import pytest
from clausier import loader, reponses as r
from clausier.blocks import Document, Reference, all_spans
from clausier.contrat import Contrat, assemble
from clausier.render import FORMATS
from lecture_odt import lus_par_libreoffice
from rendu_exemples import petit
from rendu_lecture import arbre_html, markdown_en_html, mots, texte_html

CATALOGUE = loader.load()
GRAINE = os.environ["CLAUSIER_GRAINE"]
LOTS, PAR_LOT = 10, 2  # des lots menés de front, et ce qu’on tire de chacun hors de CI
DOCUMENTS = [*CATALOGUE.modeles, *range(couverture.NOMBRE)]


@lru_cache(maxsize=1)
def choix() -> list[couverture.Choix]:
    return couverture.choix(CATALOGUE)


def reponses(rang: int) -> r.Reponses:
    return r.build(couverture.reponses(CATALOGUE, choix()[rang], rang), CATALOGUE)


def document(nom: str | int) -> Document:
    """Le modèle vierge de ce nom, ou le contrat des réponses de ce rang ; un sur trois commence par son résumé."""
    if isinstance(nom, int):
        return assemble(CATALOGUE, reponses(nom), essentiel=nom % 3 == 0).document
    modele = CATALOGUE.modeles[nom]
    return assemble(CATALOGUE, r.from_model(modele, CATALOGUE), modele=modele).document


def lot(numero: int) -> list[str | int]:
    """Un document sur dix ; hors de CI, quelques-uns de ceux-là, tirés au sort par la graine."""
    tous = DOCUMENTS[numero::LOTS]
    return tous if os.environ.get("CI") == "true" else random.Random(f"{GRAINE} {numero}").sample(tous, PAR_LOT)


# --- Ce que l’ensemble couvre


@pytest.fixture(scope="module")
def tous() -> list[tuple[r.Reponses, Contrat]]:
    return [(lues, assemble(CATALOGUE, lues)) for lues in map(reponses, range(couverture.NOMBRE))]


@pytest.mark.lent
def test_chaque_paire_de_choix_compatibles_est_dans_un_fichier(tous):
    vues = {frozenset(paire) for lues, _ in tous for paire in combinations(sorted(couverture.atomes(lues.situation, lues.types)), 2)}
    voulues = couverture.compatibles(CATALOGUE)
    assert len(voulues) > 2000 and voulues - vues == set()
    assert vues - voulues == set(), "une paire dite incompatible est possible"


@pytest.mark.lent
def test_chaque_clause_chaque_version_et_chaque_annexe_est_dans_un_fichier(tous):
    voulues = {(c.id, version) for c in CATALOGUE.clauses.values() for version in c.versions} | {(a, "annexe") for a in CATALOGUE.annexes}
    assert voulues - set(couverture.employes(contrat for _, contrat in tous)) == set()


def test_les_fichiers_ont_des_blancs_des_lignes_et_des_valeurs_longues(tous):
    sans_blanc = sum(not contrat.blancs for _, contrat in tous)
    textes = [str(valeur) for lues, _ in tous for valeur in lues.values.values()]
    assert 20 < sans_blanc < couverture.NOMBRE - 20
    assert any("\n" in texte for texte in textes) and any(len(texte) > 400 for texte in textes) and any("Œ" in texte for texte in textes)


@pytest.mark.lent
def test_l_ensemble_est_toujours_le_meme():
    assert couverture.choix(CATALOGUE) == choix()
    assert [couverture.reponses(CATALOGUE, choix()[rang], rang) for rang in (0, 99)] == [couverture.reponses(CATALOGUE, choix()[rang], rang) for rang in (0, 99)]
    assert len({lues["formule"] for lues in (couverture.reponses(CATALOGUE, c, 0) for c in choix())}) == len(CATALOGUE.formules)


# --- Les mêmes mots


def mots_du_texte(document: Document, octets: bytes) -> list[str]:
    """Les mots du rendu texte, sans le pied, qui court en bas des pages ailleurs."""
    return mots(octets.decode())[: -len(mots(document.footer))]


def mots_de_libreoffice(fichier: Path) -> list[str]:
    """Les mots d’un texte écrit par LibreOffice : ses puces n’en sont pas."""
    return mots(re.sub(r"^[ \t]*[•▪] ", "", fichier.read_text("utf-8").removeprefix("\ufeff"), flags=re.M))


def mots_de_la_page(document: Document, page) -> list[str]:
    return mots(texte_html(page))[: -len(mots(document.footer))]


def ecart(lus: list[str], voulus: list[str]) -> str:
    """Où deux suites de mots se séparent ; vide si elles sont les mêmes."""
    rang = next((i for i, (lu, voulu) in enumerate(zip(lus, voulus)) if lu != voulu), min(len(lus), len(voulus)))
    autour = slice(max(0, rang - 5), rang + 6)
    return "" if lus == voulus else f"« {' '.join(lus[autour])} » au lieu de « {' '.join(voulus[autour])} »"


def faux_renvois(document: Document, octets: dict[str, bytes], page) -> list[str]:
    """Les renvois qui n’impriment pas le numéro de leur cible, ou qui manquent."""
    attendus = sorted(span.text for span in all_spans(document) if isinstance(span, Reference))
    fautes = []
    for extension, lus in (("docx", lecture_renvois.word(octets["docx"])), ("odt", lecture_renvois.odt(octets["odt"])), ("html", lecture_renvois.html(page))):
        lus = list(lus)
        fautes += [f"{extension} : « {imprime} » mène à « {cible} »" for imprime, cible in lus if imprime != cible]
        fautes += [f"{extension} : {len(lus)} renvois au lieu de {len(attendus)}"] * (sorted(imprime for imprime, _ in lus) != attendus)
    return fautes


def fautes(nom: str | int, document: Document, octets: dict[str, bytes], lus: dict[str, Path]) -> list[str]:
    """Tout ce qui ne va pas dans les six fichiers d’un document, LibreOffice ayant lu les deux premiers."""
    voulus = mots_du_texte(document, octets["txt"])
    page = arbre_html(octets["html"]).find(".//body")
    trouvees = {
        "docx": ecart(mots_de_libreoffice(lus["docx"]), voulus),
        "odt": ecart(mots_de_libreoffice(lus["odt"]), voulus),
        "pdf": lecture_pdf.ecart(octets["pdf"], document),
        "html": ecart(mots_de_la_page(document, page), voulus),
        "md": ecart(mots_de_la_page(document, markdown_en_html(octets["md"]).find(".//body")), voulus),
    }
    dites = [f"{nom}, {extension} : {faute}" for extension, faute in trouvees.items() if faute]
    return dites + [f"{nom}, {faute}" for faute in faux_renvois(document, octets, page)]


def relire(documents: dict[str | int, Document], soffice: str, dossier: Path, falsifier=lambda octets: octets) -> list[str]:
    """Écrit chaque document dans les six formats, deux fois, et le relit. `falsifier` change les octets, pour voir le juge échouer."""
    faits, dites = {}, []
    for nom, compose in documents.items():
        deux = [{extension: forme.render(compose) for extension, forme in FORMATS.items()} for _ in range(2)]
        dites += [f"{nom}, {extension} : d’autres octets au second rendu" for extension in FORMATS if deux[0][extension] != deux[1][extension]]
        faits[nom] = falsifier(deux[0])
        for extension in ("docx", "odt"):
            (dossier / f"{nom}-{extension}.{extension}").write_bytes(faits[nom][extension])
    lus = lus_par_libreoffice(soffice, [*dossier.glob("*.docx"), *dossier.glob("*.odt")], dossier)
    for nom, compose in documents.items():
        dites += fautes(nom, compose, faits[nom], {extension: lus[f"{nom}-{extension}.{extension}"] for extension in ("docx", "odt")})
    return dites


@pytest.mark.lent
@pytest.mark.parametrize("numero", range(LOTS))
def test_les_six_formats_disent_les_memes_mots(numero, tmp_path, exige_programme):
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    documents = {nom: document(nom) for nom in lot(numero)}
    assert relire(documents, soffice, tmp_path) == [], f"graine {GRAINE}"


@pytest.mark.lent
def test_un_mot_ou_un_numero_change_dans_un_format_se_voit(tmp_path, exige_programme):
    """La comparaison peut échouer, format par format : un document est lu contre un autre, où un mot et un renvoi diffèrent."""
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    autre = petit("SARL Martin & Fille")
    for extension in ("docx", "odt", "pdf", "html", "md"):
        dossier = tmp_path / extension
        dossier.mkdir()
        faux = FORMATS[extension].render(autre)
        dites = relire({"petit": petit()}, soffice, dossier, lambda octets, e=extension, f=faux: {**octets, e: f})
        assert len(dites) == 1 and dites[0].startswith(f"petit, {extension} :"), dites
    octets = {extension: forme.render(petit()) for extension, forme in FORMATS.items()}
    page = arbre_html(octets["html"].replace(b'href="#duree">2<', b'href="#objet">2<')).find(".//body")
    assert faux_renvois(petit(), octets, page) == ["html : « 2 » mène à « 1 »"]


def test_les_lots_contiennent_chaque_modele_et_chaque_fichier_une_fois():
    assert sorted(map(str, (nom for numero in range(LOTS) for nom in DOCUMENTS[numero::LOTS]))) == sorted(map(str, [*CATALOGUE.modeles, *range(couverture.NOMBRE)]))
