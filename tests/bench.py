"""Tous les bancs : un rapport par ligne, avec son seuil ; sort en 1 si l’un est au-dessus. Des noms en argument en choisissent."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

ICI = Path(__file__).resolve().parent
BANCS = ("bench_catalogue", "bench_docx", "bench_odt", "bench_pdf", "bench_composer", "bench_lot", "bench_verifier", "bench_site")


def main(choisis: list[str]) -> int:
    sys.path.insert(0, str(ICI))
    au_dessus = 0
    for banc in BANCS:
        if not (ICI / f"{banc}.py").exists() or (choisis and banc.removeprefix("bench_") not in choisis):
            continue
        for nom, rapport, seuil in importlib.import_module(banc).run():
            tient = rapport <= seuil
            au_dessus += not tient
            print(f"{'OK       ' if tient else 'au-dessus'}  {rapport:6.3f} ≤ {seuil:.3f}  {nom}", flush=True)
    return int(au_dessus > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
