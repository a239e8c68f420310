"""Banc du catalogue : lire et contrôler en entier mille clauses, contre la seule lecture YAML des mêmes fichiers.

Les clauses supplémentaires sont des copies des vraies sous d’autres noms ; leurs renvois restent ceux des vraies.
Chaque ligne de `run()` est (nom, rapport, seuil) ; un rapport tient s’il ne dépasse pas son seuil.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from statistics import median
from time import process_time
from typing import Callable

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "macros"))

from clausier import implication, loader, texte  # noqa: E402

SEUIL = 1.1


def mille(nombre: int = 1000) -> dict[str, bytes]:
    """Les fichiers du catalogue, complétés de copies jusqu’à ce nombre de clauses."""
    fichiers = loader.read_files(loader.default_folder())
    vraies = [nom for nom in fichiers if nom.startswith("corps/")]
    copies = {}
    for rang in range(nombre - len(vraies)):
        nom = vraies[rang % len(vraies)]
        copies[f"{nom.removesuffix('.yml')}-copie-{rang // len(vraies) + 1}.yml"] = fichiers[nom]
    return dict(sorted({**fichiers, **copies}.items()))


def lire_et_controler(fichiers: dict[str, bytes]) -> None:
    """Tout le travail d’un premier chargement : rien n’est gardé du passage précédent."""
    texte.analyse.cache_clear()
    implication._variable.cache_clear()
    loader.build(fichiers, {}, "", "banc")


def mesurer(passes: int, *actions: Callable[[], object]) -> list[float]:
    """Médiane du temps de processeur de chaque action, les actions alternées dans la même passe, après une passe de chauffe."""
    temps: list[list[float]] = [[] for _ in actions]
    for passe in range(passes + 1):
        for rang, action in enumerate(actions):
            gc.collect()
            debut = process_time()
            action()
            if passe:
                temps[rang].append(process_time() - debut)
    return [median(liste) for liste in temps]


def run(passes: int = 5) -> list[tuple[str, float, float]]:
    """Les bancs : (nom, rapport, seuil)."""
    fichiers = mille()
    notre, yaml_seul = mesurer(
        passes,
        lambda: lire_et_controler(fichiers),
        lambda: [yaml.load(donnees, Loader=yaml.CSafeLoader) for donnees in fichiers.values()],
    )
    return [("catalogue de 1 000 clauses, lu et contrôlé / yaml.load", notre / yaml_seul, SEUIL)]


if __name__ == "__main__":
    resultats = run()
    for nom, rapport, seuil in resultats:
        print(f"{'tient' if rapport <= seuil else 'ÉCHOUE'}  {rapport:.3f} ≤ {seuil:.3f}  {nom}")
    sys.exit(any(rapport > seuil for _, rapport, seuil in resultats))
