"""D’un tableau à des contrats : ce qui est écrit, refusé, repris ; ce qui n’est jamais écrasé."""

import csv
import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import mini
import pytest
from clausier import cli, lot, tableau
from clausier.verbes import lot as verbe, lot_moteur
from hypothesis import given, strategies as st

COMMUN = """\
types: [corrective]
formule: forfait
options: [delais]
champs:
  besoin: Un parc.
  duree: 24
  inventaire:
    - {nom: Poste, nombre: 12, prix: 500}
"""
TITRES = "client_nom;duree;prix_annuel;date_effet;ouverture;penalite;sites;regime;fichier"


class Fini:
    def __init__(self, code: int, sortie):
        self.code, (self.out, self.err) = code, sortie


@pytest.fixture
def ici(tmp_path, monkeypatch) -> Path:
    mini.ecrire(tmp_path / "clauses")
    (tmp_path / "ici").mkdir()
    monkeypatch.chdir(tmp_path / "ici")
    Path("commun.yml").write_text(COMMUN, "utf-8")
    return tmp_path / "ici"


@pytest.fixture
def clausier(ici, capsys):
    """`clausier(table, …)` : un lot dans « sortie », en texte, sur le petit catalogue, dans ce processus."""

    def lancer(table: str | bytes, *options: str, nom: str = "t.csv") -> Fini:
        Path(nom).write_bytes(table if isinstance(table, bytes) else table.replace("\n", "\r\n").encode("cp1252"))
        capsys.readouterr()
        reste = [*options] if "--format" in options else [*options, "--format", "txt"]
        code = cli.main(["lot", nom, "--catalogue", "../clauses", "--reponses", "commun.yml", "-o", "sortie", "--processus", "1", *reste])
        fini = Fini(code, capsys.readouterr())
        assert "Traceback" not in fini.err
        return fini

    return lancer


def contrats(dossier: str = "sortie") -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(Path(dossier).iterdir()) if p.name not in (lot.JOURNAL, lot.RAPPORT)}


def rapport() -> list[list[str]]:
    octets = Path("sortie", lot.RAPPORT).read_bytes()
    assert octets.startswith(b"\xef\xbb\xbfligne;colonne;pourquoi;rem")
    return list(csv.reader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";"))[1:]


def quatre(nombre: int = 4) -> str:
    return "client_nom;fichier\n" + "".join(f"Société {i};f{i}\n" for i in range(1, nombre + 1))


# --- Ce qui s’écrit


def test_une_ligne_donne_le_contrat_de_ses_cellules_et_des_reponses_communes(clausier):
    fini = clausier(TITRES + "\nÉtablissements Œuf;36;1\xa0250,50 €;04/01/2027;08:30:00;10%;Siège | Dépôt;Plafonné;Œuf\n")
    assert (fini.code, fini.out) == (0, "1 ligne(s) : 1 contrat(s) écrit(s), 0 déjà fait(s), 0 ligne(s) refusée(s).\n"), fini.err
    (texte,) = [octets.decode().replace("\u202f", " ").replace("\xa0", " ") for octets in contrats().values()]
    for attendu in ("Établissements Œuf", "36 mois", "1 250,50 €", "4 janvier 2027", "8 h 30", "10 %", "Siège et Dépôt", "plafonné", "Un parc.", "Poste"):
        assert attendu in texte, attendu
    assert list(contrats()) == ["Œuf.txt"] and not Path("sortie", lot.RAPPORT).exists()


def test_le_lot_donne_les_octets_de_composer(clausier, ici):
    clausier("client_nom;duree;fichier\nSociété;36;a\n", "--format", "docx,txt")
    Path("r.yml").write_text(COMMUN.replace("duree: 24", "duree: 36\n  client_nom: Société"), "utf-8")
    for extension in ("docx", "txt"):
        assert cli.main(["composer", "r.yml", "--catalogue", "../clauses", "-o", f"r.{extension}"]) == 0
        assert Path(f"r.{extension}").read_bytes() == contrats()[f"a.{extension}"]


def test_essentiel_donne_les_octets_de_composer_essentiel(clausier):
    clausier("client_nom;duree;fichier\nSociété;36;a\n", "--format", "docx,txt", "--essentiel")
    Path("r.yml").write_text(COMMUN.replace("duree: 24", "duree: 36\n  client_nom: Société"), "utf-8")
    for extension in ("docx", "txt"):
        assert cli.main(["composer", "r.yml", "--catalogue", "../clauses", "-o", f"r.{extension}", "--essentiel"]) == 0
        assert Path(f"r.{extension}").read_bytes() == contrats()[f"a.{extension}"]
    assert "L’essentiel en une page" in contrats()["a.txt"].decode()


def test_les_choix_se_donnent_par_colonne(clausier):
    fini = clausier("client_nom;types;formule;options;options.astreinte;versions.delais;position;fictif;fichier\nA;preventive, corrective;ticket;;oui;client;;VRAI;a\nB;;;client-public;non;;prestataire;;b\n")
    assert fini.code == 0, fini.err
    a, b = (octets.decode().replace("\xa0", " ") for octets in contrats().values())
    assert "L’astreinte est décrite" in a and "en deux heures" in a and "EXEMPLE FICTIF" in a and "aintenance préventive" in a
    assert "astreinte" not in b and "acheteur public" in b


def test_un_xlsx_se_lit_comme_un_csv(clausier):
    import xlsxwriter

    livre = xlsxwriter.Workbook("t.xlsx")
    page = livre.add_worksheet()
    for j, (titre, valeur) in enumerate((("client_nom", "Société"), ("duree", 36), ("prix_annuel", 1250.5), ("fichier", "a"))):
        page.write(0, j, titre)
        page.write(1, j, valeur)
    livre.close()
    assert clausier(Path("t.xlsx").read_bytes(), nom="t.xlsx").code == 0
    par_xlsx = contrats()
    Path("sortie/a.txt").unlink()
    assert clausier("client_nom;duree;prix_annuel;fichier\nSociété;36;1250,5;a\n").code == 0 and contrats() == par_xlsx


def test_un_tableau_commun_remplit_un_champ(clausier):
    Path("parc.csv").write_bytes("Nom;Nombre\r\nÉcran;7\r\n".encode("cp1252"))
    clausier(quatre(1), "--tableau", "inventaire=parc.csv")
    assert "Écran" in contrats()["f1.txt"].decode()


def test_strict_refuse_la_ligne_incomplete_et_la_dit(clausier):
    assert clausier(quatre(1), "--strict").code == 1
    assert contrats() == {} and ["2", "date_effet", "champ à compléter : Date d'effet", "remplissez la cellule, ou donnez une valeur commune"] in rapport()


# --- Ce qui est refusé


def test_les_lignes_refusees_le_sont_seules_et_le_rapport_dit_ou_et_quoi_faire(clausier):
    fini = clausier("client_nom;duree;prix_annuel;regime;versions.delais;fichier\nA;24;;;;a\nB;douze;1,234;zut;cliant;b\nC;500;;;;c\n=cmd|'/c calc'!A1;0;;;;d\n\"E\nF\";;;;;e\n")
    assert fini.code == 1 and list(contrats()) == ["a.txt"]
    assert "5 ligne(s) : 1 contrat(s) écrit(s), 0 déjà fait(s), 4 ligne(s) refusée(s)." in fini.out
    assert [ligne[:2] for ligne in rapport()] == [["3", "duree"], ["3", "prix_annuel"], ["3", "regime"], ["3", "versions.delais"], ["4", "duree"], ["5", "duree"], ["6", "client_nom"]]
    assert rapport()[0][2:] == ["on attend un nombre", "écrivez : 12"] and rapport()[4][2] == "on attend au plus 120"
    assert "ligne 3, duree : on attend un nombre ; écrivez : 12" in fini.err


def test_le_rapport_n_est_pas_une_arme(clausier):
    clausier("client_nom;position;fichier\nA;=cmd|'/c calc'!A1;a\n")
    fautes = [lot.Faute(2, "=1+1", "@x", "-1"), lot.Faute(3, "\tx", "\rx", "+1")]
    lu = lot.rapport(fautes).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(lu, newline=""), delimiter=";"))[1:] == [["2", "'=1+1", "'@x", "'-1"], ["3", "'\tx", "'\rx", "'+1"]]
    assert not [c for ligne in rapport() for c in ligne if c[:1] in "=+-@\t\r" and c]


def test_le_rapport_d_avant_s_en_va_quand_tout_est_repare(clausier):
    assert clausier("client_nom;duree;fichier\nA;x;a\n").code == 1 and Path("sortie", lot.RAPPORT).exists()
    assert clausier("client_nom;duree;fichier\nA;1;a\n").code == 0 and not Path("sortie", lot.RAPPORT).exists()


INUTILISABLES = {
    "colonne-inconnue": ("client_non;fichier\nA;a\n", [], "colonne « client_non » inconnue : une colonne porte l'identifiant d'un champ ; vouliez-vous dire « client_nom » ?"),
    "libelle-pour-id": ("Nom du client\nA\n", [], "ici, « client_nom »"),
    "tableau-en-cellule": ("inventaire\nA\n", [], "--tableau inventaire=FICHIER"),
    "option-calculee": ("options.longue\noui\n", [], "colonne « options.longue » inconnue"),
    "clause-non-sensible": ("versions.prix\nclient\n", [], "colonne « versions.prix » inconnue"),
    "sans-ligne": ("client_nom\n", [], "aucune ligne sous les titres"),
    "motif-inconnu": (quatre(), ["--nom", "{client_non}"], "vouliez-vous dire « client_nom » ?"),
    "colonnes-en-double": ("client_nom;client_nom\nA;B\n", [], "deux colonnes « client_nom »"),
    "format": (quatre(), ["--format", "docx,doc"], "format « doc » inconnu"),
    "tableau-d-un-champ-simple": (quatre(), ["--tableau", "duree=t.csv"], "champ de type tableau « duree » inconnu : inventaire"),
}  # fmt: skip


@pytest.mark.parametrize(("table", "options", "attendu"), INUTILISABLES.values(), ids=INUTILISABLES)
def test_un_tableau_inutilisable_sort_en_2_avant_d_avoir_rien_ecrit(clausier, table, options, attendu):
    fini = clausier(table, *options)
    assert fini.code == 2 and fini.out == "" and attendu in fini.err, fini.err
    assert not Path("sortie").exists()


def test_un_format_dont_la_bibliotheque_manque_se_dit_une_fois(clausier, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    fini = clausier(quatre(), "--format", "txt,pdf")
    assert fini.code == 2 and fini.err.count("demande typst") == 1 and not Path("sortie").exists()


def test_une_ligne_a_laquelle_l_essentiel_ne_convient_pas_est_refusee_seule(clausier, ici):
    essentiel = ici.parent / "clauses" / "vocabulaire" / "essentiel.yml"
    essentiel.write_text('- {id: delai, titre: Délais, texte: "Un délai est chiffré (article [[clause:delais]]).", quand: {options: [delais]}}\n', "utf-8")
    assert clausier("client_nom;options.delais;fichier\nA;oui;a\nB;non;b\n", "--essentiel").code == 1
    assert list(contrats()) == ["a.txt"]
    assert rapport() == [["3", "", "aucune ligne de « L'essentiel en une page » ne convient à ces réponses", "composez ce contrat sans cette page"]]


def test_un_catalogue_sans_mots_pour_l_essentiel_se_dit_une_fois(clausier, ici):
    textes = ici.parent / "clauses" / "vocabulaire" / "textes.yml"
    textes.write_text(textes.read_text("utf-8").partition("essentiel:")[0], "utf-8")
    fini = clausier(quatre(), "--essentiel")
    assert fini.code == 2 and fini.err.count("vocabulaire/textes.yml") == 1 and not Path("sortie").exists()


def test_une_faute_des_reponses_communes_se_dit_une_fois_avec_sa_ligne(clausier):
    Path("commun.yml").write_text(COMMUN.replace("duree: 24", "duree: mille"), "utf-8")
    fini = clausier(quatre())
    assert fini.code == 2 and "commun.yml : réponses inutilisables\n  - ligne 6 : champs.duree : on attend un nombre" in fini.err and not Path("sortie").exists()


def test_une_ligne_peut_lever_une_contradiction_des_reponses_communes(clausier):
    Path("commun.yml").write_text(COMMUN + "  prix_annuel: 3\n  prix_maximum: 2\n", "utf-8")
    assert clausier("client_nom;prix_annuel;fichier\nA;1;a\nB;;b\n").code == 1
    assert list(contrats()) == ["a.txt"] and rapport()[0][:2] == ["3", "prix_annuel"]


# --- Noms de fichiers


NOMS = {
    "../../x": "x", "a/b": "a-b", "C:\\x\\y": "C-x-y", "CON": "contrat-CON", "nul.txt": "contrat-nul", "COM1": "contrat-COM1", "lpt¹": "contrat-lpt¹", "...": "contrat-0002", "-rf": "rf", ".cache": "cache",
    "x\ny": "x-y", "été œuf": "été-œuf", "e\u0301te\u0301": "été", "a\u202eb": "a-b", "=1+1": "1-1", "a. ": "a", "": "contrat-0002", "🙂": "contrat-0002", "contrat.docx": "contrat", "x" * 300: "x" * 150, "漢" * 300: "漢" * 50,
}  # fmt: skip


@pytest.mark.parametrize(("voulu", "donne"), NOMS.items(), ids=[str(i) for i in range(len(NOMS))])
def test_un_nom_de_fichier_est_toujours_sur(clausier, voulu, donne):
    table = tableau.ecrire_csv([["client_nom", "fichier"], ["A", voulu]]) if "\r" not in voulu else None
    assert clausier(table).code == 0
    assert list(contrats()) == [f"{donne}.txt"]
    assert sorted(p.name for p in Path().iterdir()) == ["commun.yml", "sortie", "t.csv"]


@given(st.text(max_size=60))
def test_aucun_nom_ne_sort_du_dossier(texte):
    nom = lot.nom_sur(texte)
    assert nom == os.path.basename(nom) and not nom.startswith((".", "-")) and len(nom.encode()) <= 160
    assert not set(nom) & set('/\\:*?"<>|\0\n\r\t') and lot.nom_sur(nom) == nom


def test_les_doublons_recoivent_un_suffixe_qui_ne_depend_que_de_l_ordre(clausier):
    table = "client_nom;fichier\nA;Nom\nB;nom\nC;nom-2\nD;NOM\n"
    clausier(table)
    assert sorted(contrats()) == ["NOM-3.txt", "Nom.txt", "nom-2-2.txt", "nom-2.txt"]
    avant = contrats()
    assert "4 déjà fait(s)" in clausier(table).out and contrats() == avant


def test_le_motif_prend_les_cellules_les_valeurs_communes_et_la_ligne(clausier):
    clausier("client_nom\nÉté / Sud\n\n", "--nom", "{ligne}_{client_nom}_{duree}_{date_effet}")
    assert list(contrats()) == ["2_Été-Sud_24.txt"]


# --- Reprendre


def test_relance_le_lot_ne_refait_rien(clausier):
    clausier(quatre())
    dates = {p: p.stat().st_mtime_ns for p in Path("sortie").glob("*.txt")}
    fini = clausier(quatre())
    assert (fini.code, fini.out) == (0, "4 ligne(s) : 0 contrat(s) écrit(s), 4 déjà fait(s), 0 ligne(s) refusée(s).\n")
    assert {p: p.stat().st_mtime_ns for p in Path("sortie").glob("*.txt")} == dates


def test_seul_est_refait_ce_qui_manque_ou_dont_la_ligne_a_change(clausier):
    clausier(quatre())
    Path("sortie/f2.txt").unlink()
    assert "2 contrat(s) écrit(s), 2 déjà fait(s)" in clausier(quatre().replace("Société 3", "Autre")).out
    assert "Autre" in contrats()["f3.txt"].decode() and "Société 2" in contrats()["f2.txt"].decode()


@pytest.mark.parametrize("changement", ["commun", "catalogue", "edition", "essentiel", "version"])
def test_tout_est_refait_quand_ce_dont_les_contrats_dependent_a_change(clausier, ici, monkeypatch, changement):
    clausier(quatre())
    options = []
    if changement == "commun":
        Path("commun.yml").write_text(COMMUN.replace("24", "12"), "utf-8")
    elif changement == "catalogue":
        clause = ici.parent / "clauses" / "corps" / "prix.yml"
        clause.write_text(clause.read_text("utf-8").replace("Le prix est de", "Le prix vaut"), "utf-8")
    elif changement == "edition":
        options = ["--edition", "annotee"]
    elif changement == "essentiel":
        options = ["--essentiel"]
    else:
        monkeypatch.setattr(verbe, "__version__", "9")
    assert "4 contrat(s) écrit(s), 0 déjà fait(s)" in clausier(quatre(), *options).out


@pytest.mark.parametrize("ligne_changee", [False, True])
def test_un_contrat_modifie_a_la_main_n_est_jamais_ecrase(clausier, ligne_changee):
    clausier(quatre())
    Path("sortie/f2.txt").write_text("corrigé à la main", "utf-8")
    fini = clausier(quatre().replace("Société 2", "Autre") if ligne_changee else quatre())
    assert fini.code == 1 and contrats()["f2.txt"].decode() == "corrigé à la main"
    assert rapport() == [["3", "", "« f2.txt » a été modifié depuis le lot : il est gardé tel quel", "renommez ou déplacez ce fichier, puis relancez"]]


def test_un_fichier_qui_ne_vient_pas_du_lot_n_est_jamais_ecrase(clausier):
    Path("sortie").mkdir()
    Path("sortie/f1.txt").write_text("à moi", "utf-8")
    Path("sortie/f2.txt").mkdir()
    Path("sortie/f3.txt").symlink_to("/etc/passwd")
    Path("sortie/f4.txt").symlink_to("ailleurs")
    fini = clausier(quatre())
    assert fini.code == 1 and len(rapport()) == 4 and Path("sortie/f1.txt").read_text("utf-8") == "à moi"
    assert Path("sortie/f3.txt").is_symlink() and Path("sortie/f4.txt").is_symlink() and not Path("sortie/ailleurs").exists()


def test_un_contrat_ecrit_juste_avant_une_mort_subite_est_reconnu(clausier):
    clausier(quatre())
    avant = contrats()
    journal = json.loads(Path("sortie", lot.JOURNAL).read_text("utf-8"))
    del journal["fichiers"]["f3.txt"]
    Path("sortie", lot.JOURNAL).write_text(json.dumps(journal), "utf-8")
    assert clausier(quatre()).code == 0 and contrats() == avant
    assert "4 déjà fait(s)" in clausier(quatre()).out


@pytest.mark.parametrize("contenu", [b"", b"{", b'{"format": 2, "fichiers": {}}', b'{"format": 1, "fichiers": {"a": 1}}', b"[" * 100_000])
def test_un_journal_illisible_arrete_tout(clausier, contenu):
    clausier(quatre())
    avant = contrats()
    Path("sortie", lot.JOURNAL).write_bytes(contenu)
    fini = clausier(quatre().replace("Société", "Autre"))
    assert fini.code == 2 and "journal illisible" in fini.err and contrats() == avant


def test_un_rapport_qui_n_est_pas_le_notre_n_est_pas_ecrase(clausier):
    Path("sortie").mkdir()
    Path("sortie", lot.RAPPORT).write_text("mes notes", "utf-8")
    assert clausier(quatre()).code == 2 and Path("sortie", lot.RAPPORT).read_text("utf-8") == "mes notes"


def test_deux_lots_ne_travaillent_pas_dans_le_meme_dossier(clausier, ici):
    clausier(quatre())
    with lot_moteur.alone(Path("sortie")):
        fini = clausier(quatre())
    assert fini.code == 2 and "un autre lot y travaille" in fini.err


def test_une_ecriture_impossible_refuse_la_ligne_et_laisse_les_autres(clausier, monkeypatch):
    vrai = os.replace

    def replace(source, cible):
        if str(cible).endswith("f2.txt"):
            raise OSError(28, "No space left on device")
        vrai(source, cible)

    monkeypatch.setattr(os, "replace", replace)
    assert clausier(quatre()).code == 1 and list(contrats()) == ["f1.txt", "f3.txt", "f4.txt"]


# --- En processus


def commande(*options: str) -> list[str]:
    return [sys.executable, "-m", "clausier", "lot", "t.csv", "--catalogue", "../clauses", "--reponses", "commun.yml", "-o", "sortie", "--format", "txt,docx", *options]


@pytest.mark.lent
def test_plusieurs_processus_donnent_les_memes_fichiers_qu_un_seul(ici):
    Path("t.csv").write_bytes((quatre(60) + ";x\nsans nom;\n").encode("cp1252"))
    subprocess.run(commande("--processus", "3"), check=True, capture_output=True, timeout=300)
    a, journal = contrats(), Path("sortie", lot.JOURNAL).read_bytes()
    subprocess.run([*commande("--processus", "1")[:-6], "-o", "seul", "--format", "txt,docx", "--processus", "1"], check=True, capture_output=True, timeout=300)
    assert len(a) == 124 and contrats("seul") == a and Path("seul", lot.JOURNAL).read_bytes() == journal


@pytest.mark.lent
@pytest.mark.parametrize("coup", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["ctrl-c", "term", "mort-subite"])
@pytest.mark.parametrize("processus", ["1", "2"])
def test_arrete_au_milieu_le_lot_reprend_sans_rien_corrompre(ici, coup, processus):
    Path("t.csv").write_bytes(quatre(400).encode("cp1252"))
    lance = subprocess.Popen(commande("--processus", processus), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    while not Path("sortie").exists() or len(list(Path("sortie").glob("*.docx"))) < 20:
        assert lance.poll() is None
        time.sleep(0.01)
    os.killpg(lance.pid, coup) if coup != signal.SIGTERM else lance.send_signal(coup)
    _, err = lance.communicate(timeout=60)
    faits = contrats()
    assert 20 <= len([n for n in faits if n.endswith(".docx")]) < 400
    if coup != signal.SIGKILL:
        assert lance.returncode == 130 and "relancez la même commande" in err.decode() and b"Traceback" not in err
        assert not [n for n in faits if n.startswith(".clausier-")]
        journal = lot.Journal.lire(Path("sortie")).ecrits
        assert {nom: lot.somme(octets) for nom, octets in faits.items()} == {nom: ecrit.sortie for nom, ecrit in journal.items()}
    fini = subprocess.run(commande("--processus", processus), capture_output=True, timeout=300)
    assert fini.returncode == 0, fini.stderr.decode()
    apres = contrats()
    assert len(apres) == 800 and {n: apres[n] for n in faits if n in apres} == {n: o for n, o in faits.items() if n in apres}
    entier = subprocess.run([*commande()[:-4], "-o", "entier", "--format", "txt,docx"], capture_output=True, timeout=300)
    assert entier.returncode == 0 and contrats("entier") == apres


@pytest.mark.lent
def test_le_pdf_s_ecrit_aussi_a_plusieurs(ici):
    """Le moteur a ses fils d’exécution, qu’un processus copié n’aurait pas."""
    Path("t.csv").write_bytes(quatre(6).encode("cp1252"))
    fini = subprocess.run(commande("--processus", "2", "--format", "pdf,txt"), capture_output=True, timeout=300)
    assert fini.returncode == 0 and len(list(Path("sortie").glob("*.pdf"))) == 6


def test_hors_d_un_terminal_l_avancement_tient_en_dix_lignes(ici):
    Path("t.csv").write_bytes(quatre(100).encode("cp1252"))
    err = subprocess.run(commande(), capture_output=True, timeout=300).stderr.decode()
    assert [ligne for ligne in err.splitlines() if "contrat(s)" in ligne and "/" in ligne][-1] == "200/200 contrat(s)"
    assert err.count("/200 contrat(s)") == 10 and "\r" not in err and "\x1b" not in err


def test_dans_un_terminal_une_barre_avance(ici):
    import pty

    Path("t.csv").write_bytes(quatre(20).encode("cp1252"))
    maitre, esclave = pty.openpty()
    lance = subprocess.Popen(commande(), stdout=subprocess.DEVNULL, stderr=esclave)
    os.close(esclave)
    lu = b""
    while True:
        try:
            morceau = os.read(maitre, 4096)
        except OSError:
            break
        if not morceau:
            break
        lu += morceau
    os.close(maitre)
    assert lance.wait(timeout=60) == 0
    assert "40/40 contrat(s), reste 0 s" in lu.decode() and b"\r[" in lu


@pytest.mark.lent
def test_la_memoire_ne_croit_pas_avec_le_nombre_de_lignes(tmp_path):
    """Le catalogue livré, un seul processus : le plus haut de la mémoire, pour 200 lignes et pour 1 000."""
    exemple = subprocess.run([sys.executable, "-m", "clausier", "exemple"], capture_output=True, check=True).stdout
    (tmp_path / "commun.yml").write_bytes(exemple)
    code = "import sys, resource; from clausier import cli; cli.main(sys.argv[1:]); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    assert resource.getpagesize() and sys.platform == "linux"
    hauts = []
    for nombre in (200, 1_000):
        (tmp_path / "t.csv").write_text("client_denomination;reference_contrat\n" + "".join(f"SOCIÉTÉ {i};EX-{i}\n" for i in range(nombre)), "utf-8")
        arguments = ["lot", "t.csv", "--reponses", "commun.yml", "-o", f"s{nombre}", "--processus", "1"]
        fini = subprocess.run([sys.executable, "-c", code, *arguments], cwd=tmp_path, capture_output=True, check=True)
        assert len(list((tmp_path / f"s{nombre}").glob("*.docx"))) == nombre
        hauts.append(int(fini.stdout.split()[-1]))
    assert hauts[1] < hauts[0] * 1.1, hauts
