"""A lot at work: what is left to do, shared out among processes, stopped and resumed; the journal and the report it leaves."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from .. import lot, model as m
from ..render import FORMATS
from . import fichiers
from .avancement import Avancement
from .fichiers import Refus
from .lot_ligne import Result, Setting, Task, Worker, begin, kept, run

_CHUNK = 8
_TEMPORARY = re.compile(r"\.clausier-[a-z0-9_]{8}\Z")  # what `fichiers.replace` names a file that it has not finished
_JOURNAL_EVERY = 2.0  # seconds; what a sudden death leaves out of the journal is recognised by its bytes


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """No other run in this folder meanwhile, where the system can say so. Raises Refus."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Refus(f"{folder} : un autre lot y travaille ; attendez sa fin") from None
    finally:
        os.close(handle)


class Stop:
    """Ctrl-C, or a polite kill, asks for an end: what is begun is finished, the journal is written. A second one does not wait."""

    def __init__(self):
        self.asked = False

    def __call__(self, *_) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True

    @contextmanager
    def listening(self) -> Iterator[None]:
        before = {number: signal.signal(number, self) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def _deaf() -> Iterator[None]:
    """The processes begun meanwhile never hear Ctrl-C, which a terminal sends to all: this one alone decides when to stop."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Run:
    """One run in one folder: what is left to do, what comes back, the journal, the report."""

    def __init__(self, folder: Path, journal: lot.Journal, setting: Setting, catalogue: m.Catalogue, mark: str):
        self.folder, self.journal, self.setting, self.catalogue, self.mark = folder, journal, setting, catalogue, mark
        self.sources: dict[str, str] = {}
        self.asked: dict[int, int] = {}  # how many files of each line are due
        self.faults: list[lot.Faute] = []
        self.blanks, self.warnings = Counter(), Counter()
        self.written = self.kept = self.incomplete = 0
        self.saved = monotonic()
        self.stop = Stop()

    def all(self, works: list[lot.Travail], faults: list[lot.Faute], lines: int, processes: int) -> int:
        """Everything; returns the exit code."""
        for left in self.folder.iterdir():  # by a run that died while writing; none other writes here now
            if _TEMPORARY.match(left.name):
                left.unlink()
        self.faults = list(faults)
        tasks = self._due(works)
        bar = Avancement(sum(len(task.files) for task in tasks), "contrat(s)")
        stopped = ""
        try:
            with self.stop.listening():
                self._each(tasks, processes, bar)
            stopped = "Arrêté" if bar.done < bar.total else ""
        except KeyboardInterrupt:
            stopped = "Arrêté"
        except BrokenExecutor:
            stopped = "Un processus est mort (mémoire ?)"
        finally:
            bar.fin()
            self._save()
        return self._conclude(stopped, lines)

    def _due(self, works: list[lot.Travail]) -> list[Task]:
        """What is to be composed: neither done already, nor changed by hand since."""
        tasks = []
        for work in works:
            files = []
            for form in self.setting.formats:
                name = f"{work.nom}.{form}"
                source = self.sources[name] = lot.empreinte(self.mark, work.donnees, form)
                known, path = self.journal.ecrits.get(name), self.folder / name
                if path.is_dir():
                    self.faults.append(kept(work, name, "est un dossier"))
                elif not path.exists() and not path.is_symlink():
                    files.append((form, name, False))
                elif not known:
                    files.append((form, name, True))
                elif path.is_symlink() or lot.somme(path.read_bytes()) != known.sortie:
                    self.faults.append(kept(work, name, "a été modifié depuis le lot"))
                elif known.source != source:
                    files.append((form, name, False))
                else:
                    self.kept += 1
            if files:
                tasks.append(Task(work, tuple(files)))
                self.asked[work.ligne] = len(files)
        return tasks

    # ------------------------------------------------------------ work
    def _each(self, tasks: list[Task], processes: int, bar: Avancement) -> None:
        count = min(processes if processes > 0 else os.cpu_count() or 1, len(tasks))
        if count <= 1:
            worker = Worker(self.setting, self.catalogue)
            for task in tasks:
                if self.stop.asked:
                    return
                self._take([worker.one(task)], bar)
            return
        import multiprocessing  # what no other verb needs
        from concurrent.futures import ProcessPoolExecutor

        heavy = any(FORMATS[form].heavy for form in self.setting.formats)
        size = 1 if heavy else max(1, min(_CHUNK, len(tasks) // (count * 2)))
        chunks = iter([tasks[i : i + size] for i in range(0, len(tasks), size)])
        fresh = multiprocessing.get_context("spawn")  # a copy of this process would lack the threads of the PDF engine, and wait for them for ever
        with ProcessPoolExecutor(count, fresh, begin, (self.setting,)) as team:
            running: set[Future] = set()
            while True:
                while not self.stop.asked and len(running) < count * 2 and (chunk := next(chunks, None)):  # never more in memory than this
                    with _deaf():
                        running.add(team.submit(run, chunk))
                if self.stop.asked:
                    running = {future for future in running if not future.cancel()}
                if not running:
                    return
                running = self._gather(running, bar)

    def _gather(self, running: set[Future], bar: Avancement) -> set[Future]:
        done, rest = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            self._take(future.result(), bar)
        return rest

    def _take(self, results: list[Result], bar: Avancement) -> None:
        for result in results:
            for name, digest in result.written:
                self.journal.ecrits[name] = lot.Ecrit(self.sources[name], digest)
            self.written += len(result.written)
            self.faults += result.faults
            self.incomplete += bool(result.blanks)
            self.blanks.update(result.blanks)
            self.warnings.update(result.warnings)
            bar.avance(self.asked[result.travail.ligne], bool(result.faults))
        if monotonic() - self.saved > _JOURNAL_EVERY:
            self._save()

    def _save(self) -> None:
        fichiers.replace(self.journal.octets(), self.folder / lot.JOURNAL)
        self.saved = monotonic()

    # ------------------------------------------------------------ the end
    def _conclude(self, stopped: str, lines: int) -> int:
        report = self.folder / lot.RAPPORT
        if self.faults:
            fichiers.replace(lot.rapport(self.faults), report)
        else:
            report.unlink(missing_ok=True)
        refused = len({fault.ligne for fault in self.faults})
        print(f"{lines} ligne(s) : {self.written} contrat(s) écrit(s), {self.kept} déjà fait(s), {refused} ligne(s) refusée(s).")
        for warning, count in sorted(self.warnings.items()):
            print(f"Attention ({count} contrat(s)) : {warning}", file=sys.stderr)
        if self.incomplete:
            names = ", ".join(name for name, _ in self.blanks.most_common(8))
            print(f"À compléter dans {self.incomplete} contrat(s) : {names}{'…' if len(self.blanks) > 8 else ''}", file=sys.stderr)
        for line in lot.resume(self.faults):
            print(line, file=sys.stderr)
        if self.faults:
            print(f"Lignes refusées : {report}", file=sys.stderr)
        if stopped:
            print(f"{stopped} avant la fin : relancez la même commande, elle reprendra.", file=sys.stderr)
            return 130
        return 1 if self.faults else 0
