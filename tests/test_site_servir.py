"""« mkdocs serve » suit chaque enregistrement ; un YAML fautif laisse les dernières pages valides, avec la faute en français."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from site_outils import ENVIRONNEMENT, mkdocs, projet

pytestmark = pytest.mark.lent
PATIENCE = 90


class Serveur:
    """`mkdocs serve` d’un projet, sur un port libre."""

    def __init__(self, dossier: Path):
        with socket.socket() as prise:
            prise.bind(("127.0.0.1", 0))
            port = prise.getsockname()[1]
        self.racine = f"http://127.0.0.1:{port}/"
        self.journal = dossier / "journal.txt"
        with self.journal.open("w") as sortie:
            commande = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
            environnement = {**ENVIRONNEMENT, "TMPDIR": str(dossier.parent)}  # s’il faut le tuer, il ne laisse rien dans /tmp
            self.processus = subprocess.Popen(commande, cwd=dossier, env=environnement, stdout=sortie, stderr=subprocess.STDOUT)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.processus.send_signal(signal.SIGINT)
        try:
            self.processus.wait(5)
        except subprocess.TimeoutExpired:
            self.processus.kill()
            self.processus.wait()

    def lire(self, adresse: str) -> str:
        try:
            with urllib.request.urlopen(self.racine + adresse, timeout=10) as reponse:
                return reponse.read().decode()
        except OSError:
            return ""

    def attendre(self, adresse: str, vrai) -> str:
        """La page, dès qu’elle convient."""
        limite = time.monotonic() + PATIENCE
        while time.monotonic() < limite:
            assert self.processus.poll() is None, f"le serveur s’est arrêté :\n{self.journal.read_text('utf-8')[-3000:]}"
            html = self.lire(adresse)
            if html and vrai(html):
                return html
            time.sleep(0.3)
        raise AssertionError(f"{adresse} n’a pas changé en {PATIENCE} s :\n{self.journal.read_text('utf-8')[-3000:]}")


@pytest.fixture(scope="module")
def dossier(tmp_path_factory):
    return projet(tmp_path_factory.mktemp("servir") / "projet")


@pytest.fixture(scope="module")
def serveur(dossier):
    with Serveur(dossier) as serveur:
        serveur.attendre("clauses/duree/", lambda html: "Durée" in html)
        yield serveur


def changer(fichier: Path, motif: str, par: str) -> str:
    avant = fichier.read_text("utf-8")
    apres = re.sub(motif, par, avant, count=1, flags=re.M)
    assert apres != avant
    fichier.write_text(apres, "utf-8")
    return avant


def test_un_yaml_modifie_change_la_page(serveur, dossier):
    fichier = dossier / "clauses/corps/duree.yml"
    avant = changer(fichier, r"^en_clair: .*(\n +.*)*", "en_clair: Phrase neuve pour le test.")
    serveur.attendre("clauses/duree/", lambda html: "Phrase neuve pour le test." in html)
    fichier.write_text(avant, "utf-8")
    serveur.attendre("clauses/duree/", lambda html: "Phrase neuve pour le test." not in html)


def test_un_yaml_fautif_garde_la_derniere_page_et_dit_la_faute(serveur, dossier):
    fichier = dossier / "clauses/corps/duree.yml"
    avant = changer(fichier, r"^titre:", "titres:")
    html = serveur.attendre("clauses/duree/", lambda html: "ces pages sont les dernières valides" in html)
    assert "corps/duree.yml" in html and "clé inconnue" in html
    assert "Le texte" in html
    assert "corps/duree.yml" in serveur.journal.read_text("utf-8")
    assert "Traceback" not in serveur.journal.read_text("utf-8")
    fichier.write_text(avant, "utf-8")
    serveur.attendre("clauses/duree/", lambda html: "ces pages sont les dernières valides" not in html)


def test_un_appel_fautif_dans_une_page_n_arrete_pas_le_serveur(serveur, dossier):
    fichier = dossier / "docs/index.md"
    avant = fichier.read_text("utf-8")
    fichier.write_text(avant + "\n{{ lien_clause('dure') }}\n", "utf-8")
    serveur.attendre("", lambda html: "inconnu" in html)
    fichier.write_text(avant, "utf-8")
    serveur.attendre("", lambda html: "inconnu" not in html)


def test_une_page_modifiee_se_voit(serveur, dossier):
    fichier = dossier / "docs/index.md"
    avant = fichier.read_text("utf-8")
    fichier.write_text(avant + "\nUne phrase du test.\n", "utf-8")
    serveur.attendre("", lambda html: "Une phrase du test." in html)
    fichier.write_text(avant, "utf-8")


def test_un_yaml_fautif_arrete_la_construction_avec_la_liste_en_francais(tmp_path):
    dossier = projet(tmp_path / "projet")
    changer(dossier / "clauses/corps/duree.yml", r"^titre:", "titres:")
    resultat = mkdocs(dossier, "build")
    assert resultat.returncode == 1
    assert "Le site n'est pas construit" in resultat.stdout
    assert "corps/duree.yml" in resultat.stdout and "clé inconnue" in resultat.stdout
    assert "Traceback" not in resultat.stdout
    assert not (dossier / "site").exists()


def test_un_appel_fautif_dans_une_page_arrete_la_construction(tmp_path):
    dossier = projet(tmp_path / "projet")
    with (dossier / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write("\n{{ lien_clause('dure') }}\n")
    resultat = mkdocs(dossier, "build")
    assert resultat.returncode != 0
    assert "vouliez-vous dire « duree »" in resultat.stdout
