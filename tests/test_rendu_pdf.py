"""Le PDF produit est-il étiqueté, navigable, fermé sur lui-même et stable ?"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import lecture_pdf
import pikepdf
import pypdfium2
import pytest
from clausier import blocks as b
from clausier.render import FORMATS, FormatUnavailable
from rendu_exemples import contrat, petit, valeur

rendre = FORMATS["pdf"].render
GABARIT = (Path(FORMATS["pdf"].render.__code__.co_filename).parent / "pdf.typ").read_text("utf-8")
MARGE, LARGEUR = 65.2, 595.3


@pytest.fixture(scope="module")
def octets() -> bytes:
    return rendre(petit(annote=True))


@pytest.fixture(scope="module")
def pdf(octets):
    with pikepdf.open(BytesIO(octets)) as ouvert:
        yield ouvert


@pytest.fixture(scope="module")
def grand() -> bytes:
    return rendre(contrat())


def elements(pdf: pikepdf.Pdf, noeud=None) -> list[pikepdf.Dictionary]:
    """Les éléments de structure, dans l’ordre de lecture."""
    noeud = pdf.Root.StructTreeRoot if noeud is None else noeud
    trouves = [noeud] if "/S" in noeud else []
    enfants = noeud.get("/K", [])
    for enfant in enfants if isinstance(enfants, pikepdf.Array) else [enfants]:
        if isinstance(enfant, pikepdf.Dictionary) and ("/S" in enfant or "/K" in enfant):
            trouves += elements(pdf, enfant)
    return trouves


def natures(pdf: pikepdf.Pdf) -> list[str]:
    roles = {str(nom): str(role) for nom, role in pdf.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    return [roles.get(str(e.S), str(e.S)).lstrip("/") for e in elements(pdf)]


def signets(octets: bytes) -> list[tuple[int, str, int]]:
    """(niveau, titre, page) de chaque signet."""
    with pypdfium2.PdfDocument(octets) as document:
        return [(s.level, s.get_title(), s.get_dest().get_index() + 1) for s in document.get_toc()]


def texte_seul(*lignes: str) -> b.Document:
    return b.Document("T", tuple(b.Paragraph((valeur("client_nom", ligne),), number=f"1.{n}") for n, ligne in enumerate(lignes, 1)))


# --- Stable


def test_memes_octets_dans_un_autre_processus_et_un_autre_lieu(octets, tmp_path):
    code = "import sys; sys.path[:0] = sys.argv[1:]; from rendu_exemples import petit; from clausier.render import FORMATS; sys.stdout.buffer.write(FORMATS['pdf'].render(petit(annote=True)))"
    env = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "HOME": str(tmp_path), "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "7"}
    ailleurs = subprocess.run([sys.executable, "-c", code, str(Path(__file__).parent)], cwd=tmp_path, env=env, check=True, capture_output=True).stdout
    assert hashlib.sha256(ailleurs).hexdigest() == hashlib.sha256(octets).hexdigest()


def test_un_document_ne_depend_pas_de_ceux_d_avant(octets):
    for n in range(3):
        rendre(texte_seul(f"autre {n}"))
    assert rendre(petit(annote=True)) == octets


# --- Étiqueté


def test_declare_pdf_ua_titre_langue_et_ni_personne_ni_date(octets, pdf):
    assert octets.startswith(b"%PDF-1.7")
    assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "fr-FR" and pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]) == "Contrat de maintenance informatique"
    assert str(pdf.docinfo["/Subject"]) == "Maintenance préventive et corrective"
    assert not {"/Author", "/CreationDate", "/ModDate", "/Keywords"} & set(pdf.docinfo.keys())
    with pdf.open_metadata() as xmp:
        assert str(xmp["pdfuaid:part"]) == "1" and not [cle for cle in xmp if re.search("date|creator$|author", cle, re.I)]


def test_titres_listes_tableaux_et_renvois_sont_etiquetes(pdf):
    lues = natures(pdf)
    assert lues.count("Table") == 1 and lues.count("TH") == 3 and lues.count("TR") == 3 and lues.count("TD") == 6
    assert [n for n in lues if re.fullmatch("H[1-6]", n)] == ["H1", "H1", "H2", "H2", "H2", "H3"]  # le sommaire, la partie, ses articles, l’annexe, sa section
    assert lues.count("LI") == 2 and lues.count("Lbl") >= 2
    assert lues.count("TOC") >= 1 and lues.count("TOCI") == 4
    assert lues.count("Link") >= 4 + 4


@pytest.mark.parametrize("groupe", [True, False], ids=["avec-groupes", "sans-groupe"])
def test_aucun_niveau_de_titre_n_est_saute(groupe):
    blocs = [b.Heading("group", (b.Text("Partie"),), "p")] if groupe else []
    blocs += [b.Heading("article", (b.Text("Objet"),), "o", "Article 1", "1"), b.Heading("annex", (b.Text("Parc"),), "a", "Annexe 1", "1"), b.Heading("section", (b.Text("Sites"),), "s")]
    niveaux = [niveau for niveau, _, _ in signets(rendre(b.Document("T", tuple(blocs))))]
    assert niveaux == ([0, 1, 1, 2] if groupe else [0, 0, 1])


# --- Navigable


def test_un_signet_par_titre_et_le_sommaire_dit_la_vraie_page(grand):
    attendus = [b.heading_text(bloc) for bloc in contrat().blocks if isinstance(bloc, b.Heading)]
    lus = signets(grand)
    assert [titre for _, titre, _ in lus] == attendus
    pages = lecture_pdf.pages(grand)
    sommaire = dict(re.findall(r"^(.+?)(?: ?\.){3,} ?(\d+)$", "\n".join(pages[:2]), re.M))
    assert {titre.strip(): int(page) for titre, page in sommaire.items()} == {titre: page for _, titre, page in lus}
    assert max(page for _, _, page in lus) > 10
    for _, titre, page in lus:
        assert titre in pages[page - 1].replace("\n", " ")


def test_chaque_renvoi_mene_a_son_titre(grand):
    document = contrat()
    renvois = [s for s in b.all_spans(document) if isinstance(s, b.Reference)]
    with pikepdf.open(BytesIO(grand)) as pdf:
        liens = [a for page in pdf.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        assert len(liens) == len(renvois) + sum(isinstance(bloc, b.Heading) for bloc in document.blocks)
        assert all(a.get("/Contents") for a in liens)
        rangs = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
        noms = {str(n): d for n, d in pikepdf.NameTree(pdf.Root.Names.Dests).items()}
        page_de = {titre: page for _, titre, page in signets(grand)}
        for bloc in document.blocks:
            if isinstance(bloc, b.Heading):
                but = noms[bloc.anchor]
                but = but.D if isinstance(but, pikepdf.Dictionary) else but
                assert rangs[but[0].objgen] == page_de[b.heading_text(bloc)]


def test_en_tete_et_page_x_sur_y_sur_chaque_page(grand):
    with pypdfium2.PdfDocument(grand) as document:
        for numero, page in enumerate(document, 1):
            assert [round(x) for x in page.get_size()] == [595, 842]
            lu = page.get_textpage().get_text_range()
            assert lu.startswith("Contrat de maintenance informatique – SARL Martin & Fils")
            assert f"Clausier, catalogue 1.0 Page\u00a0{numero}\u00a0/\u00a0{len(document)}" in lu


def test_la_tete_d_un_tableau_se_repete_en_haut_de_page():
    lignes = tuple(((b.Text(f"Poste {n}"),), (b.Text("moyenne"),)) for n in range(120))
    pages = lecture_pdf.pages(rendre(b.Document("T", (b.Table(("Repère", "Criticité"), lignes),))))
    assert len(pages) >= 3 and all("Repère Criticité" in " ".join(page.split()) for page in pages)


# --- Prêt à signer


def test_le_bloc_de_signatures_ne_se_coupe_pas_et_n_est_jamais_seul_sur_sa_page():
    signatures = next(bloc for bloc in petit().blocks if isinstance(bloc, b.SignatureBlock))
    changements = 0
    for nombre in range(24, 48):
        corps = [b.Paragraph((b.Text(f"Phrase {n}."),), number=f"1.{n}") for n in range(1, nombre + 1)]
        pages = lecture_pdf.pages(rendre(b.Document("T", (*corps, signatures))))
        [page] = [page for page in pages if "Pour le Client" in page]
        assert "Pour le Prestataire" in page and page.count("Date et signature :") == 2
        assert f"Phrase {nombre}." in page
        changements += page is not pages[0]
    assert 0 < changements < 24


def test_un_cadre_par_signataire_laisse_la_place_de_signer(octets):
    with pypdfium2.PdfDocument(octets) as document:
        page = document[0]
        cadres = [o.get_bounds() for o in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
        grands = [c for c in cadres if c[3] - c[1] > 110 and 150 < c[2] - c[0] < 300]
        assert len(grands) == 2 and grands[0][1] == pytest.approx(grands[1][1])
        texte = page.get_textpage()
        bas = min(texte.get_charbox(i)[1] for i in range(texte.count_chars()) if grands[0][1] < texte.get_charbox(i)[1] < grands[0][3])
        assert bas - grands[0][1] > 80  # plus de 28 mm


def surlignes(octets: bytes) -> int:
    """Combien de points de la première page ont la couleur des blancs."""
    with pypdfium2.PdfDocument(octets) as document:
        points = iter(document[0].render(scale=1).to_pil().convert("RGB").tobytes())
    return sum(point == (0xFF, 0xF0, 0xA3) for point in zip(points, points, points))


def test_les_blancs_et_eux_seuls_sont_surlignes():
    assert surlignes(rendre(b.Document("T", (b.Paragraph((valeur("duree", "[À compléter : durée]", vide=True),)),)))) > 500
    assert surlignes(rendre(b.Document("T", (b.Paragraph((valeur("duree", "[À compléter : durée]"),)),)))) == 0


def test_notes_seulement_dans_l_edition_annotee(octets):
    assert lecture_pdf.texte(octets).count("Note de rédaction.") == 2
    assert "Note de rédaction" not in lecture_pdf.texte(rendre(petit()))


# --- Fermé sur lui-même


def test_polices_de_la_roue_toutes_incorporees(grand):
    with pikepdf.open(BytesIO(grand)) as pdf:
        polices = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert polices and all("/FontFile3" in p or "/FontFile2" in p for p in polices)
        assert {re.sub(r"^/[A-Z]{6}\+|-.*", "", str(p.FontName)) for p in polices} <= {"LibertinusSerif", "DejaVuSansMono"}


def test_rien_qui_agisse_ni_ne_sorte_du_fichier(octets, pdf):
    objets = [o for o in pdf.objects if isinstance(o, (pikepdf.Dictionary, pikepdf.Stream))]
    for cle in ("/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/URI", "/EmbeddedFiles", "/F", "/GoToR", "/SubmitForm"):
        assert not [o for o in objets if cle in o and not (cle == "/F" and o.get("/Subtype") == "/Link")], cle


def test_le_gabarit_n_evalue_ne_lit_ni_ne_charge_rien():
    sans_commentaire = re.sub(r"//.*", "", GABARIT)
    assert not re.search(r"\b(eval|import|include|read|image|plugin|csv|yaml|toml|xml|cbor|raw|bibliography|datetime)\b|@", sans_commentaire)
    assert re.findall(r"\bjson\(.*", sans_commentaire) == ["json(bytes(sys.inputs.document))"]
    assert sans_commentaire.count("sys.") == 1


TYPST = {
    "code": '#eval("1+1") #import "@preview/x:1.0.0" #read("/etc/passwd") #image("x.png")',
    "balises": "= Titre\n== Sous *gras* _bas_ `brut` $x^2$ - puce + 1. / t: d",
    "renvois": "@article-1 <etiquette> #link(\"x\") // commentaire /* non */ ~ -- --- ... 'x' \"y\"",
    "echappements": r"\u{1f} \n \# \\ #sys.inputs",
    "json": '","b":true},{"k":"notice","s":["x"]} \\" \\u0000 null',
}


@pytest.mark.parametrize("ecrit", TYPST.values(), ids=TYPST)
def test_une_valeur_en_langue_du_gabarit_s_imprime_telle_quelle(ecrit):
    lu = lecture_pdf.texte(rendre(texte_seul(ecrit)))
    assert " ".join(ecrit.split()) in " ".join(lu.split())


def test_un_long_mot_est_coupe_et_ne_sort_pas_de_la_page():
    long = "W" * 900 + "é" * 400
    document = b.Document(
        "T" * 200,
        (
            b.Paragraph((valeur("client_nom", long),), number="1.1"),
            b.BulletList(((valeur("client_nom", long),),)),
            b.Table(("A", "Périodicité", "C" * 90), (((valeur("client_nom", long),), (b.Text("un"),), (b.Text("deux"),)),)),
            b.SignatureBlock((b.Signatory("Pour le Client", ((valeur("client_nom", long),),)), b.Signatory("Pour le Prestataire", ()))),
        ),
        header=(b.Text(long),),
        footer="Clausier, catalogue 1.0",
    )
    with pypdfium2.PdfDocument(rendre(document)) as lu:
        signes = 0
        for page in lu:
            texte = page.get_textpage()
            for rang in range(texte.count_chars()):
                if not texte.get_text_range(rang, 1).isspace():
                    gauche, bas, droite, haut = texte.get_charbox(rang)
                    assert MARGE - 2 <= gauche and droite <= LARGEUR - MARGE + 2 and 20 < bas and haut < 830
                    signes += 1
    assert signes > 4 * len(long)


# --- Refusé


def test_un_signe_sans_dessin_est_refuse_avec_son_champ_ou_son_lieu():
    with pytest.raises(ValueError, match=r"^champ « client_nom » : « 漢 » \(U\+6F22\) n'existe pas dans les polices du PDF ; retirez-le"):
        rendre(petit("SARL 漢"))
    with pytest.raises(ValueError, match=r"^texte du catalogue : « 🛠 »"):
        rendre(b.Document("T", (b.Paragraph((b.Text("a 🛠 b"),)),)))


def test_un_signe_qui_change_le_sens_de_lecture_est_refuse():
    with pytest.raises(ValueError, match=r"^champ « client_nom » : caractère invisible U\+202E en position 2"):
        rendre(petit("a\u202eb"))


def test_sans_typst_le_remede_est_dit(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(FormatUnavailable, match="pip install typst"):
        rendre(petit())
