"""Ce que les tests du site partagent : un projet MkDocs à construire, le site construit une fois, la lecture de ses pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

RACINE = Path(__file__).resolve().parent.parent
ENVIRONNEMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}


def projet(dossier: Path, plus: str = "") -> Path:
    """Une copie du projet où un test peut tout changer ; `plus` s’ajoute à mkdocs.yml."""
    (dossier / "macros").mkdir(parents=True)
    shutil.copy(RACINE / "macros/__init__.py", dossier / "macros")
    shutil.copytree(RACINE / "docs", dossier / "docs")
    shutil.copytree(RACINE / "clauses", dossier / "clauses")
    texte = (RACINE / "mkdocs.yml").read_text("utf-8")
    (dossier / "mkdocs.yml").write_text(texte + plus, "utf-8")
    return dossier


def mkdocs(dossier: Path, *arguments: str) -> subprocess.CompletedProcess:
    """`mkdocs …` dans ce dossier ; la sortie et les erreurs ensemble, dans `stdout`."""
    commande = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(commande, cwd=dossier, env=ENVIRONNEMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)


def construire_une_fois(tmp_path_factory, nom: str, construire) -> Path:
    """Le dossier que `construire(dossier)` remplit, une fois pour tous les tests, même répartis entre plusieurs processus."""
    commun = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        commun = commun.parent
    dossier, fini = commun / nom, commun / f"{nom}.txt"
    try:
        dossier.mkdir()
    except FileExistsError:
        limite = time.monotonic() + 300
        while not fini.exists():
            assert time.monotonic() < limite, "le site n’a pas été construit à temps par l’autre processus"
            time.sleep(0.2)
    else:
        resultat = construire(dossier)
        fini.with_suffix(".tmp").write_text(f"{resultat.returncode}\n{resultat.stdout}", "utf-8")
        fini.with_suffix(".tmp").rename(fini)
    code, _, dit = fini.read_text("utf-8").partition("\n")
    assert code == "0", f"mkdocs build --strict a échoué :\n{dit}"
    return dossier


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """Le site du projet."""
    return construire_une_fois(tmp_path_factory, "site-construit", lambda dossier: mkdocs(RACINE, "build", "--strict", "--site-dir", str(dossier)))


@dataclass
class PageLue(HTMLParser):
    """Ce qu’une page HTML contient : ses identifiants, ses liens, ce qu’elle charge, son texte."""

    ids: list[str] = field(default_factory=list)
    liens: list[str] = field(default_factory=list)
    charges: list[str] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    langue: str = ""
    morceaux: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self.muet = 0

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        self.muet += tag in ("script", "style")
        if "id" in a:
            self.ids.append(a["id"])
        if tag == "html":
            self.langue = a.get("lang", "")
        elif tag == "meta" and "name" in a:
            self.metas[a["name"]] = a.get("content", "")
        elif tag == "a" and "href" in a:
            self.liens.append(a["href"])
        elif tag == "link" and "href" in a:
            self.charges.append(a["href"])
        if "src" in a:
            self.charges.append(a["src"])
        if "srcset" in a:
            self.charges += [part.split()[0] for part in a["srcset"].split(",")]

    def handle_endtag(self, tag):
        self.muet -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.muet:
            self.morceaux.append(data)

    @property
    def texte(self) -> str:
        return " ".join("".join(self.morceaux).split())


def lire_page(fichier: Path) -> PageLue:
    page = PageLue()
    page.feed(fichier.read_text("utf-8"))
    page.close()
    return page


def cible(fichier: Path, adresse: str) -> tuple[Path, str] | None:
    """Le fichier et l’ancre qu’une adresse relative désigne depuis cette page ; None si elle sort du site."""
    chemin, ancre = urldefrag(adresse)
    if urlsplit(adresse).scheme or adresse.startswith("//"):
        return None
    chemin = unquote(urlsplit(chemin).path)
    but = Path(os.path.normpath(fichier.parent / chemin)) if chemin else fichier
    if chemin.endswith("/") or but.is_dir():
        but /= "index.html"
    return but, unquote(ancre)
