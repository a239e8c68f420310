"""Un fichier venu d’ailleurs est-il refusé, avec sa raison, ou lu mot pour mot ? L’archive, le XML, le format reconnu, le processus que l’on peut tuer."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from clausier.extract import Illisible, formats, lecteur, lire, lire_octets, ouvrier
from clausier.extract.archive import MAX_FICHIER, Archive, montrable
from clausier.extract.document import HORS_TEXTE
from clausier.extract.normaliser import normaliser
from clausier.extract.xml_sur import arbre
from hostiles import bureau as b
from hostiles.entrees import ACTIFS, CLAUSE, TOUTES, VUS, XML, ZIP, Entree

RACINE = Path(__file__).resolve().parent.parent


def cas(entrees: tuple[Entree, ...]):
    """Un essai par entrée, les gros à part."""
    return [pytest.param(entree, id=str(entree), marks=[pytest.mark.lent] if entree.lent else []) for entree in entrees]


@pytest.mark.parametrize("entree", cas((*ZIP, *XML, *ACTIFS, *VUS)))
def test_une_entree_hostile_est_refusee_avec_sa_raison_ou_lue_mot_pour_mot(entree):
    if entree.refus:
        with pytest.raises(Illisible, match=entree.refus) as refus:
            lire_octets(entree.nom, entree.octets())
        assert str(refus.value).isprintable() and str(refus.value).endswith(".")
        return
    lecture = lire_octets(entree.nom, entree.octets())
    assert sorted({a.code for a in lecture.avertissements}) == sorted(entree.avertit)
    if entree.lignes is not None:
        assert tuple(bloc.texte for bloc in lecture.blocs) == entree.lignes
    contenu = " ".join(bloc.texte for bloc in lecture.blocs if bloc.genre not in HORS_TEXTE)
    assert contenu and not any(mot in contenu for mot in entree.jamais)


def test_les_numeros_des_entrees_sont_uniques():
    codes = [entree.code for entree in TOUTES]
    assert len(set(codes)) == len(codes) > 110


def test_rien_n_est_ouvert_ecrit_appele_ni_lance(tmp_path):
    """Toutes les entrées, lues dans un processus qui note ce que Python demande au système."""
    script = f"""
import json, sys
sys.path[:0] = {[str(RACINE / "tests"), str(RACINE / "macros")]!r}
from hostiles.entrees import CLAUSE, TOUTES
from hostiles import bureau
from clausier.extract import Illisible, lire_octets
fichiers = [(e.code, e.nom, e.octets()) for e in TOUTES if not e.lent]
for nom, octets in (("a.docx", bureau.docx(bureau.p(CLAUSE))), ("a.odt", bureau.odt(bureau.tp(CLAUSE))), ("a.txt", CLAUSE.encode())):
    lire_octets(nom, octets)  # ce que l’import ouvre ne compte pas
vus, ecoute = [], [False]
def noter(evenement, details):
    if ecoute[0] and evenement.split(".")[0] in ("open", "socket", "subprocess", "os", "shutil", "urllib", "http", "ctypes", "exec", "import", "pickle"):
        vus.append([code, evenement, repr(details)[:200]])
sys.addaudithook(noter)
for code, nom, octets in fichiers:
    ecoute[0] = True
    try:
        lire_octets(nom, octets)
    except Illisible:
        pass
    ecoute[0] = False
print(json.dumps([len(fichiers), vus]))
"""
    sortie = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, cwd=tmp_path).stdout
    nombre, vus = json.loads(sortie)
    assert nombre > 110 and [vu for vu in vus if vu[1] != "import" or "clausier" not in vu[2]] == []
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- archive et XML
def test_un_fichier_trop_gros_n_est_pas_ouvert(tmp_path):
    with pytest.raises(Illisible, match="plus de 20 Mo"):
        lire_octets("a.docx", b"PK\3\4" + bytes(MAX_FICHIER))
    gros = tmp_path / "gros.docx"
    with gros.open("wb") as fichier:
        fichier.truncate(MAX_FICHIER + 1)
    with pytest.raises(Illisible, match="plus de 20 Mo"):
        lire(gros)


def test_le_total_decomprime_est_compte_partie_par_partie(monkeypatch):
    monkeypatch.setattr("clausier.extract.archive.MAX_TOTAL", 10_000)
    archive = Archive(b.zipper({"a": os.urandom(4000), "b": os.urandom(4000)}))
    archive.lire("a"), archive.lire("b")
    with pytest.raises(Illisible, match="Mo une fois décompressé"):
        archive.lire("a")


def test_une_petite_partie_tres_repetitive_est_admise():
    """Mille pour un, mais un mégaoctet : ce n’est pas une bombe."""
    assert len(Archive(b.zipper({"a": bytes(900_000)})).lire("A")) == 900_000


def test_le_nombre_de_parties_est_borne():
    assert len(Archive(b.zipper({str(i): b"" for i in range(2000)})).noms) == 2000
    with pytest.raises(Illisible, match="2000 parties"):
        Archive(b.zipper({str(i): b"" for i in range(2001)}))


@pytest.mark.parametrize("place", range(0, 1200, 7))
def test_un_octet_change_ne_fait_jamais_tomber_le_lecteur(place):
    octets = bytearray(b.docx(b.p(CLAUSE), styles=b.style("Normal", defaut=True)))
    octets[place % len(octets)] ^= 0x55
    try:
        lire_octets("a.docx", bytes(octets))
    except Illisible:
        pass


@pytest.mark.parametrize("taille", range(0, 1400, 11))
def test_un_fichier_coupe_ne_fait_jamais_tomber_le_lecteur(taille):
    with pytest.raises(Illisible):
        lire_octets("a.docx", b.docx(b.p(CLAUSE))[:taille][:-1])


def test_le_nombre_de_balises_est_borne(monkeypatch):
    monkeypatch.setattr("clausier.extract.xml_sur.MAX_BALISES", 20)
    assert len(arbre(b"<a>" + b"<b/>" * 18 + b"</a>", "x")) == 18
    with pytest.raises(Illisible, match="20 balises"):
        arbre(b"<a>" + b"<b/>" * 19 + b"</a>", "x")


def test_la_profondeur_permise_est_permise():
    assert arbre(b"<a>" * 256 + b"</a>" * 256, "x").tag == "a"
    with pytest.raises(Illisible, match="256 niveaux"):
        arbre(b"<a>" * 257 + b"</a>" * 257, "x")


def test_un_doctype_est_refuse_meme_la_ou_il_ne_dit_rien():
    for texte in ("<!DOCTYPE a><a/>", "<!-- x --><!DOCTYPE a [ ]><a/>", "<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'x'><a/>"):
        with pytest.raises(Illisible, match="DOCTYPE"):
            arbre(texte.encode(), "x")
    assert arbre(b"<a>&lt;!DOCTYPE&gt;</a>", "x").text == "<!DOCTYPE>"


def test_ce_que_l_on_montre_d_un_fichier_tient_sur_une_ligne_et_ne_commande_rien():
    assert montrable("a\x1b[31mb\n\u202ec\u0000") == "a�[31mb �c�"
    assert len(montrable("x" * 10_000)) == 80


def test_ce_que_le_nettoyage_rapide_laisse_passer_est_ce_que_le_nettoyage_laisse_tel():
    rapides = [chr(code) for code in range(0x3000) if lecteur._ORDINAIRE(chr(code))]
    assert len(rapides) > 200
    for signe in rapides:
        texte, avertissements = f"a{signe}{signe}b", []
        assert normaliser(texte, avertissements) == " ".join(texte.split()) and avertissements == []


def test_le_texte_est_borne(monkeypatch):
    monkeypatch.setattr(lecteur, "MAX_SIGNES", 100)
    for octets in (b.docx(b.p("x" * 60) + b.tbl(b.tr("y" * 50, "z"))), b.odt(b.tp("x" * 60) + b.tp("y" * 50))):
        with pytest.raises(Illisible, match="millions de signes"):
            lire_octets("a", octets)


# ---------------------------------------------------------------- format
FORMATS = {
    "docx": (b.docx(b.p(CLAUSE)), "contrat.pdf"),
    "odt": (b.odt(b.tp(CLAUSE)), "contrat.docx"),
    "html": (f"<!doctype html><html><body><p>{CLAUSE}</p></body></html>".encode(), "contrat.docx"),
    "txt": (CLAUSE.encode(), "contrat.docx"),
}


@pytest.mark.parametrize("format", FORMATS)
def test_le_format_se_lit_dans_les_octets_non_dans_le_nom(format):
    octets, nom = FORMATS[format]
    lecture = lire_octets(nom, octets)
    assert (lecture.format, lecture.texte) == (format, CLAUSE)


def test_l_extension_ne_sert_qu_a_distinguer_deux_textes():
    assert formats.reconnaitre(CLAUSE.encode(), "a.md")[0] == "md"
    assert formats.reconnaitre(b"%PDF-1.7\n%%EOF", "a.txt")[0] == "pdf"


@pytest.mark.parametrize(
    "octets, dit",
    [
        (b"<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>", "fodt"),
        (b"<?xml version='1.0'?><pkg:package/>", "Word « plat »"),
        (b"<?xml version='1.0'?><autre/>", "fichier XML"),
        (b"\x1f\x8b\x08\0", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (b"MZ\x90\0", "programme"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "mht"),
    ],
)
def test_un_autre_format_est_nomme_avec_son_remede(octets, dit):
    with pytest.raises(Illisible, match=dit):
        lire_octets("contrat.docx", octets)


def test_un_pdf_qui_contient_un_zip_reste_un_pdf():
    pdf = b"%PDF-1.7\n" + b.docx(b.p(CLAUSE)) + b"\nstartxref\n9\n%%EOF"
    assert formats.reconnaitre(pdf, "a.pdf")[0] == "pdf"


# ---------------------------------------------------------------- le processus à part
@pytest.fixture
def contrat(tmp_path) -> Path:
    chemin = tmp_path / "contrat.docx"
    chemin.write_bytes(b.docx(b.p("Durée : un an.") + b.tbl(b.tr("a", "b"))))
    return chemin


def test_a_part_ou_dans_le_processus_la_lecture_est_la_meme(contrat):
    assert lire(contrat) == lire(str(contrat)) == lire_octets("contrat.docx", contrat.read_bytes())


def test_un_refus_passe_du_fils_au_pere(tmp_path):
    (tmp_path / "a.doc").write_bytes(next(e for e in ZIP if e.code == "H09").octets())
    with pytest.raises(Illisible, match="ancien format .doc"):
        lire(tmp_path / "a.doc")


def test_un_fichier_qui_ne_s_ouvre_pas_est_une_erreur_du_systeme(tmp_path):
    with pytest.raises(FileNotFoundError):
        lire(tmp_path / "absent.docx")
    with pytest.raises(IsADirectoryError):
        lire(tmp_path)


def test_un_tube_n_est_pas_un_fichier(tmp_path):
    os.mkfifo(tmp_path / "tube")
    with pytest.raises(Illisible, match="fichier ordinaire"):
        lire(tmp_path / "tube")


def test_une_lecture_trop_longue_est_tuee(contrat, monkeypatch):
    monkeypatch.setattr(ouvrier, "_ENFANT", "while True: pass")
    with pytest.raises(Illisible, match="arrêtée au bout de 0 s"):
        ouvrier.lire_a_part(contrat, delai=0.4)


def test_un_fils_qui_ferme_sa_sortie_sans_finir_est_tue(contrat, monkeypatch):
    monkeypatch.setattr(ouvrier, "_ENFANT", "import os, time; os.close(1); time.sleep(600)")
    monkeypatch.setattr(ouvrier, "ADIEU", 0.2)
    with pytest.raises(Illisible, match="arrêtée"):
        ouvrier.lire_a_part(contrat)


def test_une_lecture_trop_grosse_est_refusee(tmp_path):
    gros = tmp_path / "gros.docx"
    gros.write_bytes(b.docx("".join(b.p(f"Alinéa {i}") for i in range(60_000))))
    with pytest.raises(Illisible, match="mémoire|échoué"):
        ouvrier.lire_a_part(gros, memoire=60_000_000)


MORTS = {
    "il meurt": "import os; os.abort()",
    "il se tait": "",
    "il plante": "1/0",
    "il répond autre chose": "print('bonjour')",
    "il répond une liste": "print('[]')",
    "il répond un bloc faux": """print('{"format": "docx", "avertissements": [], "blocs": [["a\\\\nb", "alinea", 0, "", [], [], ""]]}')""",
    "il répond des bornes fausses": """print('{"format": "docx", "avertissements": [], "blocs": [["ab", "ligne", 0, "", [[0, 9]], [], ""]]}')""",
    "il répond un genre inconnu": """print('{"format": "docx", "avertissements": [], "blocs": [["ab", "autre", 0, "", [], [], ""]]}')""",
    "il répond un format inconnu": """print('{"format": "exe", "avertissements": [], "blocs": []}')""",
    "il répond un texte qui n’en est pas": """print('{"format": "docx", "avertissements": [], "blocs": [[7, "alinea", 0, "", [], [], ""]]}')""",
    "il répond trop creux": "print('[' * 100000)",
}


@pytest.mark.parametrize("quoi", MORTS)
def test_un_fils_qui_se_conduit_mal_donne_un_refus(contrat, monkeypatch, quoi):
    monkeypatch.setattr(ouvrier, "_ENFANT", MORTS[quoi])
    with pytest.raises(Illisible, match="la lecture a échoué"):
        lire(contrat)


def test_une_reponse_demesuree_n_est_pas_gardee(contrat, monkeypatch):
    monkeypatch.setattr(ouvrier, "MAX_REPONSE", 1000)
    monkeypatch.setattr(ouvrier, "_ENFANT", "import sys\nwhile True: sys.stdout.write('x' * 100000)")
    with pytest.raises(Illisible, match="la lecture a échoué"):
        ouvrier.lire_a_part(contrat, delai=10)


def test_la_raison_que_donne_le_fils_est_rendue_sans_ses_commandes(contrat, monkeypatch):
    monkeypatch.setattr(ouvrier, "_ENFANT", """print('{"refus": "non \\\\u001b[2J\\\\u202eici."}')""")
    with pytest.raises(Illisible) as refus:
        lire(contrat)
    assert str(refus.value) == "non �[2J�ici."


def test_le_fils_ne_peut_rien_ecrire(contrat, monkeypatch, tmp_path):
    cible = tmp_path / "ecrit"
    espion = f"import sys; sys.path[:] = sys.argv[4:]; from clausier.extract import ouvrier; ouvrier._borner(10**9, 5)\ntry:\n f = open({str(cible)!r}, 'w'); f.write('x'); f.close()\nexcept OSError: pass"
    monkeypatch.setattr(ouvrier, "_ENFANT", espion)
    with pytest.raises(Illisible):
        lire(contrat)
    assert not cible.exists() or cible.read_bytes() == b""


def test_le_fils_ne_prend_rien_dans_le_dossier_ou_l_on_travaille(contrat, monkeypatch, tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit('piégé')")
    (tmp_path / "clausier.py").write_text("raise SystemExit('piégé')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert re.match("Durée", lire(contrat).texte)
