"""Reads a file in a process of its own, that can be killed: its time, memory and answer are bounded by us, not by the file.

The child reads the file from its standard input and answers in JSON; what it answers is checked, for a hostile file may have taken hold of it.
Where the system cannot bound the memory (Windows), the time alone is.
"""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

from .archive import MAX_FICHIER, montrable, trop_gros
from .document import GENRES, Avertissement, Bloc, Illisible, Lecture

DELAI = 20  # seconds
ADIEU = 5  # seconds more, to end once it has answered
MEMOIRE = 1_000_000_000  # octets
MAX_REPONSE = 150_000_000  # octets
FORMATS = ("docx", "odt", "pdf", "html", "md", "txt")

_ENFANT = "import sys; sys.path[:] = sys.argv[4:]; from clausier.extract.ouvrier import repondre; repondre(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))"
_TROP_LONG = "la lecture a été arrêtée au bout de {delai} s : le document est trop long ou fait pour ne pas être lu. Découpez-le, ou enregistrez-le sous un autre format."
_TROP_GRAND = "la lecture demande plus de {memoire} Mo de mémoire : le document est trop long ou fait pour ne pas être lu. Découpez-le, ou enregistrez-le sous un autre format."
_MORT = "la lecture a échoué : le fichier est abîmé, ou fait pour ne pas être lu. Rouvrez-le et enregistrez-le de nouveau, ou sous un autre format."


def lire_a_part(chemin: Path, delai: float = DELAI, memoire: int = MEMOIRE) -> Lecture:
    """The file at that path. Raises Illisible, OSError (it cannot be opened)."""
    status = chemin.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(21, "dossier", str(chemin))
    if not stat.S_ISREG(status.st_mode):
        raise Illisible("ce n’est pas un fichier ordinaire : copiez le contrat dans un fichier.")
    if status.st_size > MAX_FICHIER:
        raise Illisible(trop_gros())
    command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _ENFANT, chemin.name, str(memoire), str(int(delai) + 1), *_places()]
    answers: list[bytes] = []
    with chemin.open("rb") as file, subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        reader = Thread(target=lambda: answers.append(child.stdout.read(MAX_REPONSE + 1)), daemon=True)
        try:
            reader.start()
            reader.join(delai)
            late = reader.is_alive()
            if not late and len(answers[0]) <= MAX_REPONSE:
                child.wait(ADIEU)
        except subprocess.TimeoutExpired:
            late = True
        finally:
            child.kill()
            reader.join(ADIEU)
    if late:
        raise Illisible(_TROP_LONG.format(delai=int(delai)))
    if child.returncode or len(answers[0]) > MAX_REPONSE:
        raise Illisible(_MORT)
    return _lue(answers[0])


def repondre(nom: str, memoire: int, secondes: int) -> None:
    """The child: bounds itself, reads, answers. A refusal is an answer; anything else that goes wrong ends it without a word."""
    import gc

    from .lecture import lire_octets

    _borner(memoire, secondes)
    gc.disable()  # it lives for one document
    try:
        reading = lire_octets(nom, sys.stdin.buffer.read(MAX_FICHIER + 1))
        answer: object = {
            "format": reading.format,
            "blocs": [[b.texte, b.genre, b.niveau, b.lieu, b.cellules, b.colonnes, b.ancre] for b in reading.blocs],
            "avertissements": [[a.code, a.message] for a in reading.avertissements],
        }
    except Illisible as error:
        answer = {"refus": str(error)}
    except MemoryError:
        answer = {"refus": _TROP_GRAND.format(memoire=memoire // 1_000_000)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))


# ---------------------------------------------------------------- inside
def _places() -> list[str]:
    """Where the child finds this package and its libraries: never the folder one works in."""
    home = str(Path(__file__).resolve().parents[2])
    return [home, *(place for place in sys.path if place and Path(place).is_absolute() and place != home)]


def _borner(memoire: int, secondes: int) -> None:
    """Memory, processor time, no file written, no core dumped; as far as the system knows how."""
    try:
        import resource
    except ImportError:
        return
    for name, limit in (("RLIMIT_AS", memoire), ("RLIMIT_CPU", secondes), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        try:
            resource.setrlimit(getattr(resource, name), (limit, limit))
        except (AttributeError, ValueError, OSError):
            continue


def _lue(answer: bytes) -> Lecture:
    """What the child read, each piece being of the kind it should be."""
    try:
        data = json.loads(answer)
        if "refus" in data:
            raise Illisible(montrable(str(data["refus"]), 400))
        blocks = tuple([_bloc(*item) for item in data["blocs"]])
        warnings = tuple([Avertissement(montrable(str(code), 40), montrable(str(message), 400)) for code, message in data["avertissements"]])
        if data["format"] not in FORMATS:
            raise ValueError("format")
        return Lecture(data["format"], blocks, warnings)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        if isinstance(error, Illisible):
            raise
        raise Illisible(_MORT) from None


def _bloc(texte: str, genre: str, niveau: int, lieu: str, cellules: list, colonnes: list, ancre: str) -> Bloc:
    cells = tuple([(int(first), int(end)) for first, end in cellules])
    fits = all([0 <= first <= end <= len(texte) for first, end in cells])
    strings = all([type(value) is str for value in (texte, genre, lieu, ancre, *colonnes)])
    if not (strings and fits and type(niveau) is int and genre in GENRES) or "\n" in texte:
        raise ValueError("bloc")
    return Bloc(texte, genre, niveau, lieu, cells, tuple(colonnes), ancre)
