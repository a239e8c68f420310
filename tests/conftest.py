"""Ce que les tests demandent au système : s’il manque, le test est sauté avec le remède ; sous CI=true, il échoue."""

import os
import secrets
import shutil
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parent.parent


def pytest_configure():
    """Une graine pour les tests qui tirent un échantillon : posée ici, les processus de pytest-xdist en héritent."""
    os.environ.setdefault("CLAUSIER_GRAINE", str(secrets.randbelow(1_000_000)))


def pytest_report_header() -> str:
    return f"échantillons : CLAUSIER_GRAINE={os.environ['CLAUSIER_GRAINE']} les rejoue"


@pytest.fixture(scope="session")
def exige_programme():
    """`exige_programme("soffice", paquet="libreoffice-writer-nogui")` rend le chemin du programme, ou saute le test."""
    connus = {ligne.split()[0] for ligne in (RACINE / "paquets-debian.txt").read_text("utf-8").splitlines() if ligne}

    def chercher(nom: str, paquet: str) -> str:
        if paquet not in connus:
            raise ValueError(f"{paquet} n’est pas dans paquets-debian.txt : l’intégration continue ne l’installe pas.")
        chemin = shutil.which(nom)
        if chemin is None:
            pytest.skip(f"{nom} est introuvable : installez-le par « apt install {paquet} »")
        return chemin

    return chercher


@pytest.fixture(scope="session")
def exige_juge():
    """`exige_juge("vnu-jar/build/dist/vnu.jar")` rend le chemin du fichier dans node_modules/, ou saute le test."""

    def chercher(chemin: str) -> Path:
        fichier = RACINE / "node_modules" / chemin
        if not fichier.exists():
            pytest.skip(f"node_modules/{chemin} est introuvable : « make test » l’installe")
        return fichier

    return chercher


def refuser_le_saut(report) -> None:
    if os.environ.get("CI") == "true" and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        raison = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Sous CI=true, aucun test n’est sauté. {raison}"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item):
    report = yield
    if item.get_closest_marker("textes_officiels") is None:
        refuser_le_saut(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report():
    report = yield
    refuser_le_saut(report)
    return report


@pytest.fixture
def imprime(record_property):
    """`imprime("Lisibilité", lignes)` : ces lignes se lisent à la fin de la session, que le test passe ou non, quel que soit le processus."""
    return lambda titre, lignes: record_property("imprime", (titre, list(lignes)))


def pytest_terminal_summary(terminalreporter):
    for rapports in terminalreporter.stats.values():
        for rapport in rapports:
            for nom, valeur in getattr(rapport, "user_properties", ()):
                if nom == "imprime" and rapport.when == "call":
                    titre, lignes = valeur
                    terminalreporter.section(titre, sep="-")
                    terminalreporter.write_line("\n".join(lignes))
