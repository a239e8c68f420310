"""Tous les bancs : un rapport par ligne, avec son seuil ; sort en 1 si l’un est au-dessus. Des noms en argument en choisissent.

Chaque banc tourne dans un processus à lui : ce qu’un autre a laissé en mémoire pèserait sur l’un des deux côtés de son rapport.
"""

from __future__ import annotations

import importlib
import multiprocessing
import sys
from pathlib import Path

ICI = Path(__file__).resolve().parent
BANCS = ("bench_catalogue", "bench_docx", "bench_odt", "bench_pdf", "bench_composer", "bench_lot", "bench_verifier", "bench_site")


def mesurer(banc: str) -> list[tuple[str, float, float]]:
    """Les lignes d’un banc : (nom, rapport, seuil)."""
    return importlib.import_module(banc).run()


def main(choisis: list[str]) -> int:
    sys.path.insert(0, str(ICI))
    au_dessus = 0
    for banc in BANCS:
        if not (ICI / f"{banc}.py").exists() or (choisis and banc.removeprefix("bench_") not in choisis):
            continue
        with multiprocessing.get_context("spawn").Pool(1) as processus:
            lignes = processus.apply(mesurer, (banc,))
        for nom, rapport, seuil in lignes:
            tient = rapport <= seuil
            au_dessus += not tient
            print(f"{'OK       ' if tient else 'au-dessus'}  {rapport:6.3f} ≤ {seuil:.3f}  {nom}", flush=True)
    return int(au_dessus > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
