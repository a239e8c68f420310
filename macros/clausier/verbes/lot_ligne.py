"""One line of a lot, in the process that composes it: its contract in every format, written, or why it is refused."""

from __future__ import annotations

import gc
import signal
from dataclasses import dataclass
from pathlib import Path

from .. import lot, model as m, reponses as r
from ..contrat import assemble
from ..essentiel import PageImpossible
from ..render import FORMATS, FormatUnavailable
from . import fichiers
from .fichiers import Refus


@dataclass(frozen=True, slots=True)
class Setting:
    """What every line shares, given to each process once."""

    catalogue: str | None
    house: str | None
    mark: str
    common: dict
    formats: tuple[str, ...]
    edition: str
    essentiel: bool
    strict: bool
    folder: str


@dataclass(frozen=True, slots=True)
class Task:
    """A line, and for each file due: whether a file of that name, unknown to the journal, is already there."""

    travail: lot.Travail
    files: tuple[tuple[str, str, bool], ...]  # format, name, unknown


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a line: the files written, or why it is refused; what remains to be completed in it."""

    travail: lot.Travail
    written: tuple[tuple[str, str], ...] = ()  # name, hash
    faults: tuple[lot.Faute, ...] = ()
    blanks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Worker:
    """Composes lines with one catalogue."""

    def __init__(self, setting: Setting, catalogue: m.Catalogue):
        self.s, self.c = setting, catalogue

    def one(self, task: Task) -> Result:
        """Composes and writes; raises nothing that a line may be at fault for."""
        travail = task.travail
        try:
            contract = assemble(self.c, lot.reponses_de(travail, self.s.common, self.c), self.s.edition, essentiel=self.s.essentiel)
            if self.s.strict and contract.blancs:
                return Result(travail, faults=tuple(lot.Faute(travail.ligne, b.champ, f"champ à compléter : {b.libelle}", "remplissez la cellule, ou donnez une valeur commune") for b in contract.blancs))
            written, faults = [], []
            for form, name, unknown in task.files:
                data = FORMATS[form].render(contract.document)
                if unknown and (Path(self.s.folder) / name).read_bytes() != data:
                    faults.append(kept(travail, name, "existe déjà et ne vient pas de ce lot"))
                    continue
                if not unknown:
                    fichiers.replace(data, Path(self.s.folder) / name)
                written.append((name, lot.somme(data)))
            return Result(travail, tuple(written), tuple(faults), tuple(b.champ for b in contract.blancs), contract.avertissements)
        except r.InvalidAnswers as error:
            return Result(travail, faults=tuple(lot.fautes_de(travail, error)))
        except PageImpossible as error:
            return Result(travail, faults=(lot.Faute.de(travail.ligne, "", str(error)),))
        except (ValueError, FormatUnavailable) as error:
            return Result(travail, faults=(lot.Faute(travail.ligne, "", str(error)),))
        except OSError as error:
            return Result(travail, faults=(lot.Faute(travail.ligne, "", f"écriture impossible ({error.strerror})", "fermez le fichier s'il est ouvert, vérifiez le disque, puis relancez"),))


def kept(travail: lot.Travail, name: str, why: str) -> lot.Faute:
    """The refusal to write over a file that is not ours any more."""
    return lot.Faute(travail.ligne, "", f"« {name} » {why} : il est gardé tel quel", "renommez ou déplacez ce fichier, puis relancez")


_worker: Worker | None = None  # of this process of the pool


def begin(setting: Setting) -> None:
    """The first act of a process of the pool. Raises Refus when the catalogue is not the one of the run."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    catalogue = fichiers.load(setting.catalogue, setting.house)
    if catalogue.empreinte != setting.mark:
        raise Refus("le catalogue a changé pendant le lot : relancez")
    gc.collect()
    gc.freeze()  # the catalogue never dies: the collector need not walk it for each contract
    _worker = Worker(setting, catalogue)


def run(tasks: list[Task]) -> list[Result]:
    """Some lines, in a process begun by `begin`."""
    return [_worker.one(task) for task in tasks]
