"""La ligne de commande : 0 fait, 2 entrée inutilisable ; un message français, jamais une pile d’appels, rien d’écrit à moitié."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import mini
import pytest
import yaml
from clausier import cli
from clausier.render import FORMATS

VERBES = ["exemple", "composer", "verifier", "lot", "tableur", "courrier", "valider", "nouvelle-clause", "schema"]
YAML = "types: [corrective]\nformule: forfait\noptions: [delais]\nchamps:\n  client_nom: Société A\n  duree: 24\n"


class Sortie:
    def __init__(self, code: int, capture):
        self.code, (self.out, self.err) = code, capture


@pytest.fixture
def catalogue(tmp_path) -> Path:
    return mini.ecrire(tmp_path / "clauses")


@pytest.fixture
def clausier(catalogue, capsys, tmp_path, monkeypatch):
    """`clausier("composer", …)` sur le petit catalogue, depuis un dossier vide."""
    (tmp_path / "ici").mkdir()
    monkeypatch.chdir(tmp_path / "ici")

    def lancer(*arguments: str) -> Sortie:
        capsys.readouterr()
        verbe, *reste = arguments
        try:
            code = cli.main([verbe, "--catalogue", str(catalogue), *reste])
        except SystemExit as fin:
            code = fin.code
        sortie = Sortie(code, capsys.readouterr())
        assert "Traceback" not in sortie.err
        return sortie

    return lancer


@pytest.fixture
def reponses(clausier) -> Path:
    fichier = Path("réponses.yml")
    fichier.write_text(YAML, "utf-8")
    return fichier


# --- Ce qui marche


@pytest.mark.parametrize("extension", FORMATS)
def test_composer_ecrit_le_contrat_dans_chaque_format(clausier, reponses, extension):
    sortie = clausier("composer", str(reponses), "-o", f"contrat.{extension}")
    assert (sortie.code, sortie.out) == (0, "")
    donnees = Path(f"contrat.{extension}").read_bytes()
    debut = {"docx": b"PK", "odt": b"PK", "pdf": b"%PDF"}.get(extension, b"")
    assert donnees.startswith(debut) and (debut or "Société A" in donnees.decode())
    assert sorted(p.name for p in Path().iterdir()) == sorted([reponses.name, f"contrat.{extension}"])


@pytest.mark.parametrize("forme", ["yaml", "json"])
def test_les_reponses_viennent_de_l_entree_standard_et_le_contrat_part_sur_la_sortie(clausier, monkeypatch, forme):
    donnees = YAML if forme == "yaml" else json.dumps(yaml.safe_load(YAML))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(donnees.encode())))
    sortie = clausier("composer", "-", "-o", "-", "--format", "txt")
    assert sortie.code == 0 and "Société A" in sortie.out


def test_composer_liste_les_blancs_et_les_avertissements_sur_la_sortie_d_erreur(clausier, reponses):
    reponses.write_text(YAML.replace("[delais]", "[astreinte]").replace("formule: forfait", "formule: ticket"), "utf-8")
    sortie = clausier("composer", str(reponses), "-o", "contrat.txt")
    assert sortie.code == 0
    assert "Attention : Astreinte par ticket : " in sortie.err
    assert "À compléter (9) :" in sortie.err and "  - date_effet : Date d'effet" in sortie.err


def test_strict_refuse_les_blancs_et_n_ecrit_rien(clausier, reponses):
    sortie = clausier("composer", str(reponses), "-o", "contrat.txt", "--strict")
    assert sortie.code == 2 and "--strict" in sortie.err and not Path("contrat.txt").exists()


def test_l_edition_annotee_porte_les_notes(clausier, reponses):
    assert clausier("composer", str(reponses), "-o", "contrat.md", "--edition", "annotee").code == 0
    assert "Note de rédaction." in Path("contrat.md").read_text("utf-8")


def test_les_memes_reponses_donnent_les_memes_octets(clausier, reponses):
    clausier("composer", str(reponses), "-o", "a.docx")
    clausier("composer", str(reponses), "-o", "b.docx")
    assert Path("a.docx").read_bytes() == Path("b.docx").read_bytes()


@pytest.mark.parametrize("choix", [(), ("--types", "preventive,corrective", "--formule", "ticket"), ("--modele", "essai"), ("--options", "astreinte,client-public")], ids=["defauts", "types-et-formule", "modele", "options"])
def test_l_exemple_est_complet_valide_et_se_compose_sans_blanc(clausier, choix):
    sortie = clausier("exemple", *choix)
    assert sortie.code == 0 and sortie.err == ""
    Path("exemple.yml").write_text(sortie.out, "utf-8")
    compose = clausier("composer", "exemple.yml", "-o", "contrat.txt", "--strict")
    assert compose.code == 0, compose.err
    assert "EXEMPLE FICTIF" in Path("contrat.txt").read_text("utf-8")


def test_l_exemple_suit_le_schema_des_reponses(clausier):
    donnees = yaml.load(clausier("exemple").out, yaml.CBaseLoader)
    jsonschema.validate(donnees, json.loads(clausier("schema", "reponses").out))


def test_valider_dit_ce_que_le_catalogue_contient(clausier):
    sortie = clausier("valider")
    assert sortie.code == 0 and sortie.out == "Catalogue 0.0.1 valide : 3 rubriques, 4 clauses, 1 annexes, 1 modèles, 0 courriers, 12 champs, 1 textes.\n"


def test_valider_une_maison_dit_ce_qu_elle_change(clausier, tmp_path):
    maison = tmp_path / "ma-maison" / "corps"
    maison.mkdir(parents=True)
    (maison / "prix-longue-duree.yml").write_text("mode: retire\nbase: {version: 1, empreinte: perimee, texte: Avant.}\n", "utf-8")
    sortie = clausier("valider", "--surcharge", str(maison.parent))
    assert sortie.code == 0 and "retire : prix-longue-duree — la base a changé depuis : relisez-la" in sortie.out


def test_le_specimen_de_clause_se_lit(clausier):
    sortie = clausier("nouvelle-clause", "ma-clause")
    assert sortie.code == 0 and yaml.safe_load(sortie.out)["rubrique"]


@pytest.mark.parametrize("verbe", VERBES)
def test_l_aide_de_chaque_verbe_est_en_francais_et_donne_un_exemple(clausier, verbe):
    sortie = clausier(verbe, "--help")
    assert sortie.code == 0 and f"Exemple : clausier {verbe}" in sortie.out
    assert not [mot for mot in ("usage:", "options:", "positional", "show this", "exit") if mot in sortie.out]


# --- Ce qui est refusé

HOSTILES = {
    "vide": (b"", "fichier vide"),
    "liste": (b"- a\n", "partez de `clausier exemple`"),
    "cle-inconnue": (YAML.replace("formule:", "formul:").encode(), "formul : clé inconnue : retirez-la ; vouliez-vous dire « formule » ?"),
    "champ-inconnu": (YAML.replace("client_nom", "client_non").encode(), "ligne 5 : champs.client_non : champ inconnu"),
    "cle-en-double": (YAML.replace("  duree: 24", "  duree: 24\n  duree: 25").encode(), "ligne 7 : clé « duree » en double"),
    "bombe-d-alias": (b"a: &a [x]\nb: &b [*a, *a]\n", "ligne 1 : ancre ou alias"),
    "objet-python": (b"a: !!python/object/apply:os.system [id]\n", "retirez les étiquettes"),
    "crochets": (b"[" * 5_000, "niveaux imbriqués"),
    "crochets-json": (b'{"a":' + b"[" * 200_000, "niveaux imbriqués"),
    "tirets": (b"-  " * 300_000, "niveaux imbriqués"),
    "json-coupe": (b'{"types": [', "JSON mal formé"),
    "octets": (b"\xff\xfe\xfd", "UTF-8"),
    "nul": (YAML.replace("Société A", '"a\\0b"').encode(), "champs.client_nom : caractère interdit (U+0000)"),
    "bidi": (YAML.replace("Société A", "a\u202eb").encode(), "champs.client_nom : caractère interdit (U+202E)"),
    "titre": (b'{"types": ["corrective"], "formule": "forfait", "titre": "a\\ud800"}', "titre : caractère interdit (U+D800)"),
    "demi-cle": (b'{"types": ["corrective"], "formule": "forfait", "\\ud800": ""}', "clé inconnue"),
    "nombre": (b'{"types": ["corrective"], "formule": "forfait", "champs": {"duree": 1e-999999999}}', "hors limites"),
    "contradiction": (YAML.replace("duree: 24", "prix_annuel: 2\n  prix_maximum: 1").encode(), "vérifiez « prix_annuel » et « prix_maximum »"),
    "trop-gros": (b"a: " + b"x" * 2_000_001, "plus de 2 Mo"),
    "cle-de-terminal": (b'"\\e]0;pwn\\a\\u202E": x\n' + YAML.encode(), "\\x1b]0;pwn\\x07\\x202e : clé inconnue"),
    "sequence-de-terminal": (YAML.replace("Société A", '"\\e]0;pwn\\a"').encode(), "caractère interdit (U+001B)"),
}  # fmt: skip


@pytest.mark.parametrize(("donnees", "attendu"), HOSTILES.values(), ids=HOSTILES)
def test_des_reponses_hostiles_sont_refusees_sans_rien_ecrire(clausier, reponses, donnees, attendu):
    reponses.write_bytes(donnees)
    Path("contrat.docx").write_bytes(b"avant")
    sortie = clausier("composer", str(reponses), "-o", "contrat.docx")
    assert sortie.code == 2 and sortie.out == ""
    assert sortie.err.startswith("clausier composer : réponses") or sortie.err.startswith(f"clausier composer : {reponses}")
    assert attendu in sortie.err
    assert Path("contrat.docx").read_bytes() == b"avant"
    assert sorted(p.name for p in Path().iterdir()) == ["contrat.docx", reponses.name]
    assert not [c for c in sortie.err if (ord(c) < 32 and c != "\n") or c == "\u202e"]


REFUS = {
    "fichier-absent": (["composer", "rien.yml", "-o", "c.txt"], "rien.yml : introuvable"),
    "dossier-en-entree": (["composer", ".", "-o", "c.txt"], "c'est un dossier"),
    "sortie-dans-un-dossier-absent": (["composer", "réponses.yml", "-o", "rien/c.txt"], "le dossier « rien » n'existe pas"),
    "sortie-est-un-dossier": (["composer", "réponses.yml", "-o", "dossier.txt"], "c'est un dossier"),
    "extension-inconnue": (["composer", "réponses.yml", "-o", "c.doc"], f"format « doc » inconnu ; choisissez parmi {', '.join(FORMATS)} ; vouliez-vous dire « docx » ?"),
    "sans-extension": (["composer", "réponses.yml", "-o", "contrat"], "format non dit : ajoutez --format"),
    "format-inconnu": (["composer", "réponses.yml", "-o", "c.txt", "--format", "tex"], "--format : format « tex » inconnu"),
    "sortie-standard-sans-format": (["composer", "réponses.yml", "-o", "-"], "--format"),
    "sur-ses-propres-reponses": (["composer", "réponses.md", "-o", "réponses.md"], "c'est le fichier de réponses"),
    "sans-sortie": (["composer", "réponses.yml"], "il manque : -o/--sortie"),
    "edition-inconnue": (["composer", "réponses.yml", "-o", "c.txt", "--edition", "x"], "choix inconnu"),
    "argument-inconnu": (["composer", "réponses.yml", "-o", "c.txt", "--zzz"], "argument inconnu : --zzz"),
    "surcharge-absente": (["valider", "--surcharge", "rien"], "dossier introuvable : rien"),
    "modele-inconnu": (["exemple", "--modele", "esai"], "modèle « esai » inconnu ; vouliez-vous dire « essai » ?"),
    "type-inconnu": (["exemple", "--types", "corectif"], "vouliez-vous dire « corrective » ?"),
    "formule-inconnue": (["exemple", "--formule", "forfai"], "vouliez-vous dire « forfait » ?"),
    "option-inconnue": (["exemple", "--options", "astreinte,zzz"], "options"),
    "options-contraires": (["exemple", "--options", "client-public,client-commercant"], "options qui s'excluent"),
    "schema-inconnu": (["schema", "clauses"], "schéma « clauses » inconnu"),
    "clause-mal-nommee": (["nouvelle-clause", "Ma Clause"], "minuscules, chiffres et tirets"),
    "clause-qui-existe": (["nouvelle-clause", "prix"], "la clause « prix » existe déjà"),
    "clause-en-dehors": (["nouvelle-clause", "../../x"], "minuscules, chiffres et tirets"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "attendu"), REFUS.values(), ids=REFUS)
def test_une_demande_impossible_dit_le_remede_et_sort_en_2(clausier, reponses, arguments, attendu):
    Path("dossier.txt").mkdir()
    Path("réponses.md").write_text(YAML, "utf-8")
    avant = sorted(p.name for p in Path().rglob("*"))
    sortie = clausier(*arguments)
    assert sortie.code == 2 and sortie.out == ""
    assert attendu in sortie.err, sortie.err
    assert sorted(p.name for p in Path().rglob("*")) == avant and Path("réponses.md").read_text("utf-8") == YAML


def test_un_verbe_inconnu_est_dit_en_francais(capsys):
    with pytest.raises(SystemExit) as fin:
        cli.main(["compose"])
    err = capsys.readouterr().err
    assert fin.value.code == 2 and "choix inconnu" in err and "invalid" not in err


def test_un_catalogue_fautif_liste_ses_fautes_et_sort_en_2(clausier, catalogue):
    clause = catalogue / "corps" / "prix.yml"
    clause.write_text(clause.read_text("utf-8").replace("titre:", "titr:"), "utf-8")
    for arguments in (["valider"], ["exemple"], ["schema", "clause"]):
        sortie = clausier(*arguments)
        assert sortie.code == 2 and sortie.out == "" and "corps/prix.yml:1 : titr : clé inconnue" in sortie.err


def test_une_ecriture_qui_echoue_laisse_le_fichier_d_avant(clausier, reponses, monkeypatch):
    Path("contrat.txt").write_bytes(b"avant")
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device", "contrat.txt")))
    sortie = clausier("composer", str(reponses), "-o", "contrat.txt")
    assert sortie.code == 2 and "impossible" in sortie.err
    assert Path("contrat.txt").read_bytes() == b"avant" and len(list(Path().iterdir())) == 2


# --- Pour de vrai, en processus


def processus(*arguments: str, **options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "clausier", *arguments], capture_output=True, timeout=120, **options)


def test_sans_verbe_la_commande_s_explique():
    fini = processus()
    assert fini.returncode == 0 and all(verbe in fini.stdout.decode() for verbe in VERBES)


def test_du_catalogue_livre_a_un_contrat_word(tmp_path):
    exemple = processus("exemple", cwd=tmp_path)
    assert exemple.returncode == 0, exemple.stderr.decode()
    (tmp_path / "r.yml").write_bytes(exemple.stdout)
    fini = processus("composer", "r.yml", "-o", "contrat.docx", "--strict", cwd=tmp_path)
    assert fini.returncode == 0, fini.stderr.decode()
    with zipfile.ZipFile(tmp_path / "contrat.docx") as paquet:
        assert paquet.testzip() is None


def test_un_tube_ferme_ne_fait_pas_de_bruit(tmp_path):
    with subprocess.Popen([sys.executable, "-m", "clausier", "schema", "reponses"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as lance:
        lance.stdout.close()
        assert lance.stderr.read() == b"" and lance.wait() == 0


@pytest.mark.parametrize("codage", ["utf-8", "ascii", "cp1252"])
def test_un_terminal_d_un_autre_codage_ne_fait_pas_tomber_la_commande(tmp_path, codage):
    (tmp_path / "r.yml").write_text("types: [漢]\n", "utf-8")
    fini = processus("composer", "r.yml", "-o", "c.txt", cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": codage})
    assert fini.returncode == 2 and b"Traceback" not in fini.stderr


@pytest.mark.parametrize("codage", ["ascii", "cp1252"])
def test_l_exemple_sort_en_utf_8_quel_que_soit_le_terminal(tmp_path, codage):
    fini = processus("exemple", cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": codage})
    assert fini.returncode == 0 and "réponses" in fini.stdout.decode("utf-8").lower()
