"""Les rapports du vérificateur, sa copie annotée et son avenant passent-ils devant des juges qui ne sont pas de nous ?"""

from __future__ import annotations

import subprocess
from functools import lru_cache
from html import escape
from pathlib import Path

import pytest
from clausier import controle, loader
from clausier.check import verifier
from clausier.extract import lire_octets
from clausier.rapports import annotation, avenant, document
from clausier.render import FORMATS
from hostiles import bureau as b
from juges import OOXML, valider_ooxml, valider_pdf_ua
from juges_odf import valider_odf
from juges_pages import juger, juger_html_validate, juger_vnu  # noqa: F401
from site_outils import RACINE
from test_documents_juges import compose
from test_verifier import BOITE, CONTRAT, PIEGES, RECETTE, REVU

pytestmark = pytest.mark.lent
CATALOGUE = loader.load()
REGLES = controle.load(CATALOGUE)
TRAVAIL = [RACINE / "tests/contrats/travail/contrats" / nom for nom in ("t03-infogerance-sla.md", "t06-cctp-public.txt", "t07-cabinet-cote-client.txt", "t10-mal-ecrit-mou.txt")]
ANGLAIS = "\n\nArticle 9 – Liability\n\n" + "The Provider shall not be liable for the loss of any data of the Customer under this agreement. " * 9


@lru_cache(maxsize=None)
def contrats() -> dict[str, bytes]:
    """Des contrats de plusieurs styles, un piégé, un mêlé d’anglais, un hors sujet."""
    textes = {f.name: f.read_bytes() for f in TRAVAIL}
    piege = CONTRAT.replace("dans les meilleurs délais", f"dans les meilleurs délais {PIEGES} \u202etxet\u202c \x1b[31m")
    return textes | {"piège <i>.txt": piege.encode(), "mêlé.txt": (CONTRAT + ANGLAIS).encode(), "recette.txt": RECETTE.encode()}


@lru_cache(maxsize=None)
def verifie(nom: str):
    return verifier(lire_octets(nom, contrats()[nom]), CATALOGUE, REGLES)


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> Path:
    """Le rapport de chaque contrat, en page."""
    dossier = tmp_path_factory.mktemp("rapports")
    for rang, nom in enumerate(contrats()):
        (dossier / f"r{rang}").mkdir()
        (dossier / f"r{rang}/index.html").write_bytes(FORMATS["html"].render(document.document(verifie(nom), CATALOGUE, REGLES, nom)))
    return dossier


def test_le_validateur_du_w3c_ne_trouve_pas_d_erreur(pages, exige_programme, exige_juge):
    java = exige_programme("java", paquet="default-jre-headless")
    assert juger_vnu(java, exige_juge("vnu-jar/build/dist/vnu.jar"), pages) == []


def test_html_validate_ne_trouve_pas_d_erreur(pages, exige_juge):
    assert juger_html_validate(exige_juge("html-validate/bin/html-validate.mjs"), pages) == []


def test_axe_ne_trouve_pas_de_faute(pages, juger):  # noqa: F811
    assert juger("axe", pages, [f"r{rang}/" for rang in range(len(contrats()))], "autonome") == []


@pytest.mark.parametrize("nom", ["t07-cabinet-cote-client.txt", "t10-mal-ecrit-mou.txt", "mêlé.txt", "recette.txt"])
def test_le_rapport_en_pdf_est_accessible(nom):
    assert valider_pdf_ua(FORMATS["pdf"].render(document.document(verifie(nom), CATALOGUE, REGLES, nom))) == []


def test_les_rapports_et_les_avenants_de_bureau_sont_valides(tmp_path, exige_juge, exige_programme):
    for rang, nom in enumerate(contrats()):
        faits = [document.document(verifie(nom), CATALOGUE, REGLES, nom)]
        if any(constat.etat == "absent" for constat in verifie(nom).rubriques):
            faits.append(avenant.avenant(verifie(nom), CATALOGUE, REGLES))
        for sorte, fait in zip(("rapport", "avenant"), faits):
            for extension in ("docx", "odt"):
                (tmp_path / f"{rang}-{sorte}.{extension}").write_bytes(FORMATS[extension].render(fait))
    assert len(list(tmp_path.glob("*-avenant.docx"))) >= 4
    assert valider_ooxml(sorted(tmp_path.glob("*.docx")), exige_juge(OOXML), ("Microsoft365",)) == []
    assert valider_odf(sorted(tmp_path.glob("*.odt")), exige_programme("jing", paquet="jing"), tmp_path) == []


def paquet(corps: str, **options) -> bytes:
    """Un .docx dont chaque partie dit son genre, comme Word l’écrit."""
    genre = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
    types = b.types().replace("</Types>", f'<Override PartName="/word/styles.xml" ContentType="{genre}"/></Types>')
    return b.docx(corps, styles=b.style("T", "heading 1", '<w:outlineLvl w:val="0"/>'), autres={"[Content_Types].xml": types}, **options)


@lru_cache(maxsize=None)
def a_annoter() -> dict[str, bytes]:
    """Des .docx ordinaires ; les nôtres, dont l’un a déjà des commentaires ; des tordus."""
    alineas = CONTRAT.strip().split("\n\n")
    blocs = {f.stem: lire_octets(f.name, f.read_bytes()).blocs for f in TRAVAIL}
    return {
        **{nom: paquet("".join(b.p(escape(bloc.texte), style="T" if bloc.genre == "titre" else "") for bloc in texte)) for nom, texte in blocs.items()},
        "propre": FORMATS["docx"].render(compose("corrective-forfait").document),
        "annotee": FORMATS["docx"].render(compose("corrective-forfait", "annotee").document),
        "revu": paquet("".join(b.p(alinea, ppr=REVU) for alinea in alineas)),
        "tableau": paquet(b.tbl(*(b.tr("Clause", alinea) for alinea in alineas)) + "<w:p/>"),
        "boite": paquet("".join(b.p(alinea) for alinea in alineas) + b.p("Voir l’encadré.", BOITE)),
    }


def annoter(octets: bytes) -> bytes:
    lecture = lire_octets("contrat.docx", octets)
    return annotation.annoter(octets, lecture, verifier(lecture, CATALOGUE, REGLES), CATALOGUE, REGLES)


def test_la_copie_annotee_n_a_pas_d_autre_faute_que_son_original(tmp_path, exige_juge):
    programme = exige_juge(OOXML)
    for nom, octets in a_annoter().items():
        for sorte, donnees in (("original", octets), ("annote", annoter(octets))):
            (tmp_path / sorte).mkdir(exist_ok=True)
            (tmp_path / sorte / f"{nom}.docx").write_bytes(donnees)
    avant, apres = (valider_ooxml(sorted((tmp_path / sorte).iterdir()), programme, ("Microsoft365",)) for sorte in ("original", "annote"))
    assert apres == avant and [faute for faute in apres if faute.startswith(("propre", "annotee", "t0", "t1"))] == []


def test_libreoffice_ouvre_la_copie_annotee_et_n_y_lit_rien_de_change(tmp_path, exige_programme):
    soffice = exige_programme("soffice", paquet="libreoffice-writer-nogui")
    for sorte in ("original", "annote"):
        (tmp_path / sorte).mkdir()
        for nom, octets in a_annoter().items():
            (tmp_path / sorte / f"{nom}.docx").write_bytes(octets if sorte == "original" else annoter(octets))
        commande = [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/profil", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", tmp_path / sorte, *sorted((tmp_path / sorte).glob("*.docx"))]
        subprocess.run(commande, check=True, capture_output=True, timeout=300)
    for nom in a_annoter():
        avant, apres = ((tmp_path / sorte / f"{nom}.txt").read_text("utf-8-sig").split() for sorte in ("original", "annote"))
        assert apres == avant and len(avant) > 100
