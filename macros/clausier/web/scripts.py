"""The browser's scripts, joined in one file (each stays a classic script of its own, on the one `Clausier` namespace), and its style sheets too."""

from __future__ import annotations

import json
from collections.abc import Iterable

from . import folding

FOLDER = "assets/clausier"
BUNDLE = f"{FOLDER}/clausier.js"
SCRIPTS = tuple(f"{FOLDER}/{name}.js" for name in ("plier", "recherche", "catalogue", "copier", "comparer", "infobulles", "menu"))
TWINS = tuple(f"{FOLDER}/verifier/{name}.js" for name in ("mots", "motifs"))  # of the checker: held by vectors, on no page yet
STYLE = f"{FOLDER}/clausier.css"
STYLES = tuple(f"{FOLDER}/{name}.css" for name in ("habit", "outils", "dessins", "fiches"))  # in the order the cascade wants


def bundle(sources: Iterable[str], version: str) -> bytes:
    """The sources, one after the other, with what the build knows: the folding of words, the version of the index."""
    known = {"pliage": folding.exported(), "version": version}
    head = f"globalThis.Clausier=Object.assign(globalThis.Clausier||{{}},{json.dumps(known, ensure_ascii=False, separators=(',', ':'))});\n"
    return (head + "\n".join(sources)).encode()
