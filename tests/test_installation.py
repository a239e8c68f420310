"""D’un clone neuf à un outil qui marche : verrous, verbes du Makefile, lignes du README, paquet installé ailleurs."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parent.parent
VERROUS = sorted((RACINE / "requirements").glob("*.txt"))
README = (RACINE / "README.md").read_text("utf-8")
MAKEFILE = (RACINE / "Makefile").read_text("utf-8")
VERBES = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split()
IGNORES = {".git"} | {ligne.strip("/") for ligne in (RACINE / ".gitignore").read_text("utf-8").splitlines() if ligne}


def copier(destination: Path) -> Path:
    """Le projet tel qu’un clone le donne, sous un nom avec espace et accent."""
    copie = destination / "mon dossier é"
    shutil.copytree(RACINE, copie, ignore=lambda _, noms: IGNORES.intersection(noms))
    return copie


def lancer(*commande, sans_reseau_sauter=False, **options) -> subprocess.CompletedProcess:
    """Lance la commande hors de notre environnement virtuel, et montre tout ce qu’elle a dit si elle échoue."""
    env = {nom: valeur for nom, valeur in os.environ.items() if nom not in ("VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS")}
    env |= options.pop("env", {})
    fini = subprocess.run(commande, env=env, capture_output=True, encoding="utf-8", **options)
    sortie = fini.stdout + fini.stderr
    if sans_reseau_sauter and fini.returncode and re.search(r"NewConnectionError|Connection|dns error|resolve", sortie):
        pytest.skip(f"le registre de paquets ne répond pas ({commande[0]})")
    assert fini.returncode == 0, f"{commande}\n{sortie}"
    return fini


def exigences(verrou: Path) -> dict[str, str]:
    """Nom → ligne logique (version, marqueurs, empreintes) de chaque paquet d’un verrou."""
    lignes = verrou.read_text("utf-8").replace("\\\n", " ").splitlines()
    return {re.split(r"[=\s\[]", ligne)[0]: ligne for ligne in lignes if ligne and not ligne.lstrip().startswith("#")}


def bloc(langage: str, mot: str) -> list[str]:
    """Les lignes du premier bloc de code du README, dans ce langage, qui contient ce mot."""
    blocs = re.findall(rf"^```{langage}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return next(b for b in blocs if mot in b).strip().splitlines()


# --- Verrous et adresses


def test_aucune_adresse_de_registre():
    hotes = ["pypi" + ".org", "files.pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org"]
    fautes = []
    for dossier, sous_dossiers, noms in os.walk(RACINE):
        sous_dossiers[:] = [d for d in sous_dossiers if d not in IGNORES]
        for nom in noms:
            texte = Path(dossier, nom).read_bytes().decode("utf-8", "replace")
            fautes += [f"{Path(dossier, nom).relative_to(RACINE)} : {hote}" for hote in hotes if hote in texte]
    assert not fautes


@pytest.mark.parametrize("verrou", VERROUS, ids=lambda v: v.name)
def test_chaque_paquet_python_est_verrouille_par_empreinte(verrou):
    paquets = exigences(verrou)
    assert len(paquets) > 10
    assert [nom for nom, ligne in paquets.items() if "==" not in ligne or "--hash=sha256:" not in ligne] == []
    assert not re.search(r"--(extra-)?index-url|--find-links|://", verrou.read_text("utf-8"))


def test_le_verrou_du_site_est_compris_dans_celui_des_tests():
    site, test = (exigences(RACINE / "requirements" / f"{nom}.txt") for nom in ("site", "test"))
    version = re.compile(r"==[^\s;]+")
    assert {n: version.search(ligne)[0] for n, ligne in site.items()}.items() <= {
        n: version.search(ligne)[0] for n, ligne in test.items()
    }.items()


def test_chaque_paquet_node_est_verrouille_par_empreinte_sans_adresse():
    verrou = json.loads((RACINE / "package-lock.json").read_text("utf-8"))
    paquets = {nom: paquet for nom, paquet in verrou["packages"].items() if nom}
    assert [nom for nom, paquet in paquets.items() if "integrity" not in paquet or "resolved" in paquet] == []
    declares = json.loads((RACINE / "package.json").read_text("utf-8"))
    voulus = declares["devDependencies"] | declares["optionalDependencies"]
    assert {nom: paquets[f"node_modules/{nom}"]["version"] for nom in voulus} == voulus
    assert "registry=" not in (RACINE / ".npmrc").read_text("utf-8")


def test_chaque_paquet_debian_dit_pourquoi():
    lignes = (RACINE / "paquets-debian.txt").read_text("utf-8").splitlines()
    paquets = [ligne for ligne in lignes if not ligne.startswith("#")]
    assert [ligne for ligne in paquets if not re.fullmatch(r"[a-z0-9][a-z0-9+.-]+ +# \S.+", ligne)] == []
    noms = [ligne.split()[0] for ligne in paquets]
    assert len(noms) == len(set(noms))


# --- Verbes


def test_l_aide_liste_chaque_verbe(exige_programme):
    aide = lancer(exige_programme("make", paquet="make"), "--no-print-directory", cwd=RACINE).stdout
    assert re.findall(r"^  ([a-z-]+) +\S", aide, re.MULTILINE) == VERBES


def test_le_readme_ne_cite_que_des_verbes_qui_existent():
    assert set(re.findall(r"`?make ([a-z-]+)", README)) <= set(VERBES)


def test_l_integration_continue_lance_la_commande_de_test_du_readme():
    lanceur = RACINE / ".ci" / "run"
    assert os.access(lanceur, os.X_OK)
    assert "make test\n" in lanceur.read_text("utf-8")
    assert "`make test`" in README


@pytest.mark.parametrize(
    ("refus", "message"),
    [
        ("ensurepip", "Le module venv manque : installez-le par « apt install python3-venv »."),
        ("version_info", "Python 3.11 ou plus récent est nécessaire"),
    ],
    ids=["sans-venv", "trop-ancien"],
)
def test_un_python_insuffisant_est_dit_en_une_ligne(tmp_path, exige_programme, refus, message):
    make = exige_programme("make", paquet="make")
    copie = copier(tmp_path)
    faux = tmp_path / "python3"
    faux.write_text(f'#!/bin/sh\ncase "$*" in *{refus}*) exit 1 ;; esac\nexec "{sys.executable}" "$@"\n')
    faux.chmod(0o755)
    fini = subprocess.run([make, "-C", copie, "site", f"PYTHON={faux}"], capture_output=True, encoding="utf-8")
    assert fini.returncode == 2
    lignes = [ligne for ligne in fini.stderr.splitlines() if not ligne.startswith("make")]
    assert len(lignes) == 1 and lignes[0].startswith(message)
    assert not (copie / ".venv").exists()


# --- Lignes d’installation du README


def test_les_lignes_windows_disent_la_meme_chose_que_les_lignes_unix():
    windows = [ligne.replace("Scripts", "bin").replace("\\", "/") for ligne in bloc("powershell", "pip")]
    assert [re.sub(r"^py ", "python3 ", ligne) for ligne in windows] == bloc("sh", "-m pip")


@pytest.mark.lent
@pytest.mark.parametrize(
    ("outil", "python"),
    [("-m pip", sys._base_executable), ("-m pip", "/usr/bin/python3"), ("uv pip", sys._base_executable)],
    ids=["pip", "pip-python-du-systeme", "uv"],
)
def test_les_lignes_du_readme_installent_le_projet(tmp_path, exige_programme, outil, python):
    if python == "/usr/bin/python3":
        exige_programme(python, paquet="python3-venv")
    copie = copier(tmp_path)
    chemin = tmp_path / "bin"
    chemin.mkdir()
    (chemin / "python3").write_text(f'#!/bin/sh\nexec "{python}" "$@"\n')
    (chemin / "python3").chmod(0o755)
    env = {"PATH": f"{chemin}:{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for ligne in bloc("sh", outil):
        if "mkdocs serve" not in ligne:
            lancer("sh", "-c", ligne, cwd=copie, env=env, sans_reseau_sauter=True)
    lancer(copie / ".venv/bin/clausier", "--help", cwd=tmp_path)
    lancer(copie / ".venv/bin/mkdocs", "build", "--strict", cwd=copie, env={"NO_MKDOCS_2_WARNING": "1"})
    assert (copie / "site" / "index.html").exists()


# --- Paquet


@pytest.mark.lent
def test_le_paquet_installe_ailleurs_porte_son_catalogue(tmp_path):
    pip = ("-m", "pip", "--disable-pip-version-check", "--quiet")
    sans_reseau = ("--no-deps", "--no-build-isolation", "--no-index")
    lancer(sys.executable, *pip, "wheel", *sans_reseau, "-w", tmp_path, RACINE)
    (roue,) = tmp_path.glob("clausier-*.whl")
    noms = set(zipfile.ZipFile(roue).namelist())
    fichiers = {f"clausier/{p.relative_to(RACINE)}" for p in (RACINE / "clauses").rglob("*.yml")}
    assert fichiers and fichiers <= noms
    assert "clausier/render/pdf.typ" in noms

    venv = tmp_path / "venv"
    lancer(sys.executable, "-m", "venv", venv)
    noyau = tmp_path / "noyau.txt"
    noyau.write_text(exigences(RACINE / "requirements" / "site.txt")["pyyaml"])
    installer = (venv / "bin" / "python", *pip, "install")
    lancer(*installer, "--require-hashes", "--only-binary", ":all:", "-r", noyau, sans_reseau_sauter=True)
    lancer(*installer, "--no-deps", "--no-index", roue)

    clausier = venv / "bin" / "clausier"
    assert "composer" in lancer(clausier, "--help", cwd=tmp_path).stdout
    lancer(clausier, "valider", cwd=tmp_path)
    (tmp_path / "réponses.yml").write_text(lancer(clausier, "exemple", cwd=tmp_path).stdout, "utf-8")
    lancer(clausier, "composer", "réponses.yml", "-o", "contrat.docx", cwd=tmp_path)
    assert zipfile.is_zipfile(tmp_path / "contrat.docx")
    refus = subprocess.run([clausier, "composer", "réponses.yml", "-o", "contrat.pdf"], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert refus.returncode == 2 and "pip install typst" in refus.stderr and not (tmp_path / "contrat.pdf").exists()


# --- Sauts interdits sous CI=true (conftest.py)

ESSAIS = """
import pytest

def test_passe():
    pass

def test_programme(exige_programme):
    exige_programme("programme-qui-n-existe-pas", paquet="chromium")

@pytest.mark.skip(reason="pas envie")
def test_saute():
    pass

@pytest.mark.textes_officiels
def test_textes():
    pytest.skip("le dossier des textes officiels n’est pas là")

@pytest.mark.xfail(strict=True)
def test_defaut_connu():
    raise AssertionError
"""


@pytest.fixture
def essais(pytester, monkeypatch):
    dossier = pytester.mkdir("tests")
    shutil.copy(RACINE / "tests" / "conftest.py", dossier)
    shutil.copy(RACINE / "paquets-debian.txt", pytester.path)
    shutil.copy(RACINE / "pyproject.toml", pytester.path)
    (dossier / "test_essais.py").write_text(ESSAIS, "utf-8")
    (dossier / "test_module.py").write_text("import pytest\npytest.importorskip('module_qui_n_existe_pas')", "utf-8")

    def jouer(ci: str, *options):
        monkeypatch.setenv("CI", ci)
        return pytester.runpytest_subprocess("--import-mode=importlib", *options)

    return jouer


def test_un_programme_qui_manque_est_dit_avec_son_remede(essais):
    resultat = essais("")
    resultat.assert_outcomes(passed=1, skipped=4, xfailed=1)
    resultat.stdout.fnmatch_lines("*programme-qui-n-existe-pas est introuvable*« apt install chromium »*")


@pytest.mark.parametrize("options", [["-n", "0"], ["-n", "2"]], ids=["un-processus", "deux-processus"])
@pytest.mark.lent
def test_sous_ci_un_test_saute_est_un_echec(essais, options):
    resultat = essais("true", "--continue-on-collection-errors", *options)
    resultat.assert_outcomes(passed=1, failed=1, errors=2, skipped=1, xfailed=1)
    assert resultat.ret == pytest.ExitCode.TESTS_FAILED
    resultat.stdout.fnmatch_lines("*aucun test n’est sauté*apt install chromium*")


def test_un_paquet_absent_de_la_liste_debian_est_une_erreur(exige_programme):
    with pytest.raises(ValueError, match="paquets-debian.txt"):
        exige_programme("sh", paquet="paquet-inconnu")
