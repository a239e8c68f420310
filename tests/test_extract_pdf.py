"""Un PDF est-il lu comme on le voit : paragraphes, colonnes, tableaux, têtes de page ; et un PDF piégé, chiffré ou numérisé est-il refusé avec le remède ?"""

import builtins
import sys
import tracemalloc

import pytest
from clausier.extract import lire_octets, pdf
from clausier.extract.document import HORS_TEXTE, Illisible
from clausier.extract.pdf_controle import FLUX, controler
from hostiles import pdf as faits


def lus(octets: bytes, dits: list | None = None) -> list[tuple[str, str]]:
    return [(bloc.genre, bloc.texte) for bloc in pdf.lire(octets, "contrat.pdf", [] if dits is None else dits)]


def textes(octets: bytes, dits: list | None = None) -> list[str]:
    return [texte for genre, texte in lus(octets, dits) if genre not in HORS_TEXTE]


def test_un_pdf_simple_est_lu():
    lecture = lire_octets("contrat.pdf", faits.document([faits.lignes(faits.CONTRAT)]))
    assert [bloc.texte for bloc in lecture.blocs] == list(faits.CONTRAT)
    assert [bloc.lieu for bloc in lecture.blocs][:2] == ["article 1 « Objet », page 1", "article 1 « Objet », alinéa 1, page 1"]
    assert lecture.format == "pdf" and lecture.avertissements == ()


def test_les_mots_coupes_et_les_ligatures_sont_recolles():
    (paragraphe, ligature) = textes(faits.mots_coupes())
    assert paragraphe == " ".join(faits.PHRASES).replace("diffé- rends", "différends")
    assert ligature == "Confidentialité et mise en œuvre."


@pytest.mark.parametrize("melees", [False, True], ids=["l’une après l’autre", "ligne à ligne"])
def test_deux_colonnes_se_lisent_l_une_apres_l_autre(melees):
    lu = textes(faits.deux_colonnes(melees))
    assert lu[0] == "Article 1 - Objet" and lu[2] == "Article 2 - Prix" and len(lu) == 4
    assert lu[1].endswith("(13), et rend compte au client.") and lu[3].endswith("(13), puis reçoit une facture.")


def test_les_tetes_et_pieds_repetes_s_en_vont_et_la_phrase_est_recollee():
    lu = lus(faits.en_tetes())
    assert [genre for genre, _ in lu if genre in HORS_TEXTE] == ["entete", "pied"]
    debut, milieu = "Le prestataire remet au client, le", "de chaque mois, un compte rendu de ses visites, lequel indique"
    assert [texte for _, texte in lu if texte.startswith("Le prestataire")] == [f"{debut} {jour} {milieu} {quoi} de la visite." for jour, quoi in (("un", "pièces"), ("deux", "heures"), ("trois", "frais"))]
    assert [texte for _, texte in lu if texte.startswith("Article")] == ["Article 1 - Objet", "Article 2 - Objet", "Article 3 - Objet"]


@pytest.mark.parametrize("traits", [True, False], ids=["tracé", "aligné"])
def test_un_tableau_se_lit_en_lignes(traits):
    blocs = pdf.lire(faits.tableau(traits), "a.pdf", [])
    assert [bloc.texte for bloc in blocs] == [
        "Les délais sont les suivants :",
        "Gravité | Prise en charge | Rétablissement",
        "Bloquante | 1 heure ouvrée | 4 heures",
        "Gênante | 4 heures ouvrées | 2 jours",
        "Mineure | 2 jours ouvrés | version suivante",
        "Ils courent de la déclaration du client.",
    ]
    assert all(bloc.colonnes == ("Gravité", "Prise en charge", "Rétablissement") and len(bloc.cellules) == 3 for bloc in blocs[1:5])


def test_ce_qu_on_a_saisi_dans_un_formulaire_est_lu():
    assert textes(faits.formulaire()) == ["Durée du contrat : douze mois"]


def test_un_texte_tourne_est_lu_et_un_filigrane_est_mis_a_part():
    assert lus(faits.tourne()) == [("alinea", "Article 1 - Objet"), ("alinea", "Le prestataire assure la maintenance du parc."), ("entete", "PROJET")]


def test_un_texte_que_l_on_ne_voit_pas_n_est_pas_compte_et_se_dit():
    dits = []
    assert textes(faits.caches(), dits) == ["Le client paie la redevance.", "Ce bandeau se voit."]
    assert [dit.code for dit in dits] == ["texte-invisible"] and "responsabilité" in dits[0].message and "recours" in dits[0].message


# ---------------------------------------------------------------- ce qui est refusé, avec la raison et le remède
REFUS = {
    "H73 numérisé": (lambda: faits.numerise(), "document numérisé : aucun texte.*OCR"),
    "H73 numérisé, tamponné sur chaque page": (lambda: faits.numerise(3, "Signé électroniquement le 4 mars 2026 - enveloppe 0001"), "document numérisé"),
    "vide": (lambda: b"", "vide"),
    "page blanche": (lambda: faits.document([b""]), "aucun texte"),
    "H81 bombe": (lambda: faits.bombe(60), "50 Mo"),
    "H81 bombe à trois tours": (lambda: faits.bombe(60, 3), "50 Mo"),
    "H81 bombe à un tour": (lambda: faits.bombe(60, 1), "50 Mo"),
    "H81 bombe à cinq tours": (lambda: faits.bombe(60, 5), "plus de 4 fois"),
    "H82 arbre cyclique": (faits.arbre_cyclique, "abîmé"),
    "H83 dessin récursif": (faits.formulaire_recursif, "se contient lui-même"),
    "H83 dessin récursif, ressources à part": (lambda: faits.formulaire_recursif(True), "se contient lui-même"),
    "H85 mot de passe": (lambda: faits.chiffre("ouvrir"), "mot de passe.*imprimez-le"),
    "H85 restrictions": (lambda: faits.chiffre(""), "restrictions"),
    "H86 tronqué": (lambda: faits.document([faits.lignes(faits.CONTRAT)])[:500], "abîmé"),
    "trop de pages": (lambda: faits.pages(501), "501 pages.*500"),
    "trop gros": (lambda: b"%PDF-1.7\n" + b" " * 21_000_000, "20 Mo"),
    "un texte": (lambda: b"Le client paie la redevance.", "pas un PDF"),
    "octets quelconques": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "abîmé"),
}


@pytest.mark.parametrize(("fait", "raison"), REFUS.values(), ids=REFUS)
def test_ce_qui_ne_se_lit_pas_est_refuse_avec_la_raison(fait, raison):
    octets = fait()
    with pytest.raises(Illisible, match=raison):
        pdf.lire(octets, "contrat.pdf", [])


def test_une_bombe_est_arretee_avant_d_eclater():
    octets = faits.bombe(200)
    tracemalloc.start()
    with pytest.raises(Illisible):
        controler(octets, [])
    sommet = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(octets) < 10_000 and sommet < FLUX


def test_des_pages_numerisees_parmi_d_autres_se_disent():
    dits = []
    image = {20: faits.flux(b"\x55" * 8, b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray")}
    octets = faits.document([faits.lignes(faits.CONTRAT), b"q 595 0 0 842 0 0 cm /I Do Q"], ressources=faits._POLICES + b" /XObject << /I 20 0 R >>", autres=image)
    assert textes(octets, dits) == list(faits.CONTRAT)
    assert [dit.code for dit in dits] == ["pages-sans-texte"] and ": 2." in dits[0].message


def test_un_texte_illisible_est_dit():
    dits = []
    textes(faits.sans_tounicode(), dits)
    assert [dit.code for dit in dits] == ["texte-illisible"]


@pytest.mark.parametrize("cache", [False, True], ids=["en clair", "dans un flux d’objets"])
def test_scripts_et_programmes_se_disent_et_ne_tournent_pas(cache):
    dits = []
    if cache:
        objet = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
        flux = faits.flux(b"30 0 " + objet, b"/Type /ObjStm /N 1 /First 5", comprime=True)
        octets = faits.document([faits.lignes(faits.CONTRAT)], autres={40: flux})
    else:
        octets = faits.actions()
    assert textes(octets, dits) == list(faits.CONTRAT)
    assert {dit.code for dit in dits} == {"contenu-actif"} and "script" in dits[0].message and (cache or "programme" in dits[1].message)


def test_un_encodage_qui_nomme_un_fichier_n_en_ouvre_aucun(monkeypatch):
    pdf.lire(faits.document([faits.lignes(faits.CONTRAT)]), "a.pdf", [])  # tout ce qui doit l’être est chargé
    ouverts, actif = [], [True]
    monkeypatch.setattr(builtins, "open", lambda *args, **reste: ouverts.append(args))
    sys.addaudithook(lambda nom, args: ouverts.append(args) if actif and nom in ("open", "pickle.find_class", "socket.connect") else None)
    try:
        pdf.lire(faits.encodage_de_fichier(), "contrat.pdf", [])
    except Illisible:
        pass
    finally:
        actif.clear()
    assert ouverts == []


@pytest.mark.parametrize("taille", [2**31, 2**31 - 1, 10**9, 1])
def test_une_table_menteuse_n_empeche_pas_de_lire(taille):
    assert textes(faits.document([faits.lignes(faits.CONTRAT)], taille=taille)) == list(faits.CONTRAT)


def test_sans_la_bibliotheque_on_dit_quoi_installer(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(Illisible, match=r"clausier\[pdf-lecture\]"):
        pdf.lire(faits.document([faits.lignes(faits.CONTRAT)]), "a.pdf", [])


def test_cinq_cents_pages_se_lisent():
    assert len(textes(faits.pages(500))) == 1000


@pytest.mark.parametrize(
    "motif",
    [b"1 0 obj\n", b"1 0 obj << /XObject << /X 1 0 R ", b"stream\n", b"endstream ", b"1 0 obj << >> stream\n\x78\x9c", b"/XObject", b"#4a", b"1 0 1 0 ", b"<< /Subtype /Form "],
)
def test_des_octets_faits_pour_ralentir_le_controle_se_lisent(motif):
    try:
        controler(b"%PDF-1.7\n" + motif * 30_000, [])
    except Illisible:
        pass
