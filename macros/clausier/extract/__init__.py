"""Reads an existing contract: docx, odt, pdf, html, md, txt → Lecture, or Illisible with the reason and the cure.

The format is read in the octets. Nothing is fetched, nothing is written, nothing that the file holds is run. Limits: archive.py, xml_sur.py, lecteur.py, ouvrier.py.
"""

from __future__ import annotations

from pathlib import Path

from .document import Avertissement, Bloc, Illisible, Lecture
from .lecture import lire_octets


def lire(chemin: Path | str) -> Lecture:
    """A file, read in a process of its own, whose time and memory are bounded. Raises Illisible, OSError."""
    from .ouvrier import lire_a_part

    return lire_a_part(Path(chemin))
