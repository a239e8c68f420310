"""`lot`: one contract per line of a table, on every core; stops and resumes without doing twice, never writes over a file changed by hand."""

from __future__ import annotations

import argparse
import gc
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from .. import __version__, lot, model as m, reponses as r, tableau as t
from ..blocks import Document
from ..contrat import EDITIONS, assemble
from ..essentiel import PageImpossible, words_of
from ..render import FORMATS, Format, FormatUnavailable
from . import fichiers
from .avancement import Avancement
from .fichiers import Refus

_CHUNK = 8
_TEMPORARY = re.compile(r"\.clausier-[a-z0-9_]{8}\Z")  # what `fichiers.replace` names a file that it has not finished
_JOURNAL_EVERY = 2.0  # seconds; what a sudden death leaves out of the journal is recognised by its bytes


def add(verb) -> None:
    """Declares the verb to the parser."""
    sub = verb("lot", _lot, "Écrit un contrat par ligne d'un tableau (CSV ou .xlsx) ; relancé, reprend où il s'est arrêté.", 'clausier lot clients.csv --reponses commun.yml -o contrats --nom "{reference_contrat}"')
    sub.add_argument("tableau", metavar="TABLEAU", help="CSV ou .xlsx ; la première ligne porte les identifiants de champs, ou types, formule, formule-hors-forfait, options, options.X, position, versions.X, fichier")
    sub.add_argument("--reponses", metavar="COMMUN", help="les réponses communes à toutes les lignes (YAML ou JSON) ; une cellule remplie l'emporte")
    sub.add_argument("-o", "--sortie", required=True, metavar="DOSSIER", help="le dossier des contrats, créé s'il n'existe pas")
    sub.add_argument("--format", default="docx", metavar="A,B", help=f"docx par défaut ; {', '.join(FORMATS)}")
    sub.add_argument("--nom", default="", metavar="MOTIF", help="nom des fichiers : « {champ}-{ligne} » ; sinon la colonne fichier, sinon le numéro de ligne")
    sub.add_argument("--edition", choices=EDITIONS, default="propre", help="propre, ou annotee : avec les notes de rédaction")
    sub.add_argument("--essentiel", action="store_true", help="chaque contrat commence par « L'essentiel en une page », en clair, sans valeur contractuelle")
    fichiers.add_tables(sub)
    sub.add_argument("--strict", action="store_true", help="refuse une ligne dont un champ reste à compléter")
    sub.add_argument("--processus", type=int, default=0, metavar="N", help="nombre de processus ; par défaut, un par cœur")


# ---------------------------------------------------------------- one line, in its process
@dataclass(frozen=True, slots=True)
class _Setting:
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
class _Task:
    """A line, and for each file due: whether a file of that name, unknown to the journal, is already there."""

    travail: lot.Travail
    files: tuple[tuple[str, str, bool], ...]  # format, name, unknown


@dataclass(frozen=True, slots=True)
class _Result:
    travail: lot.Travail
    written: tuple[tuple[str, str], ...] = ()  # name, hash
    faults: tuple[lot.Faute, ...] = ()
    blanks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class _Worker:
    """Composes lines with one catalogue."""

    def __init__(self, setting: _Setting, catalogue: m.Catalogue):
        self.s, self.c = setting, catalogue

    def run(self, tasks: list[_Task]) -> list[_Result]:
        return [self.one(task) for task in tasks]

    def one(self, task: _Task) -> _Result:
        travail = task.travail
        try:
            contract = assemble(self.c, lot.reponses_de(travail, self.s.common, self.c), self.s.edition, essentiel=self.s.essentiel)
            if self.s.strict and contract.blancs:
                return _Result(travail, faults=tuple(lot.Faute(travail.ligne, b.champ, f"champ à compléter : {b.libelle}", "remplissez la cellule, ou donnez une valeur commune") for b in contract.blancs))
            written, faults = [], []
            for form, name, unknown in task.files:
                data = FORMATS[form].render(contract.document)
                if unknown and (Path(self.s.folder) / name).read_bytes() != data:
                    faults.append(_kept(travail, name, "existe déjà et ne vient pas de ce lot"))
                    continue
                if not unknown:
                    fichiers.replace(data, Path(self.s.folder) / name)
                written.append((name, lot.somme(data)))
            return _Result(travail, tuple(written), tuple(faults), tuple(b.champ for b in contract.blancs), contract.avertissements)
        except r.InvalidAnswers as error:
            return _Result(travail, faults=tuple(lot.fautes_de(travail, error)))
        except PageImpossible as error:
            return _Result(travail, faults=(lot.Faute.de(travail.ligne, "", str(error)),))
        except (ValueError, FormatUnavailable) as error:
            return _Result(travail, faults=(lot.Faute(travail.ligne, "", str(error)),))
        except OSError as error:
            return _Result(travail, faults=(lot.Faute(travail.ligne, "", f"écriture impossible ({error.strerror})", "fermez le fichier s'il est ouvert, vérifiez le disque, puis relancez"),))


def _kept(travail: lot.Travail, name: str, why: str) -> lot.Faute:
    return lot.Faute(travail.ligne, "", f"« {name} » {why} : il est gardé tel quel", "renommez ou déplacez ce fichier, puis relancez")


_worker: _Worker | None = None  # of this process of the pool


def _begin(setting: _Setting) -> None:
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    catalogue = fichiers.load(setting.catalogue, setting.house)
    if catalogue.empreinte != setting.mark:
        raise Refus("le catalogue a changé pendant le lot : relancez")
    gc.collect()
    gc.freeze()  # the catalogue never dies: the collector need not walk it for each contract
    _worker = _Worker(setting, catalogue)


def _run(tasks: list[_Task]) -> list[_Result]:
    return _worker.run(tasks)


# ---------------------------------------------------------------- the run
def _lot(a: argparse.Namespace) -> int:
    catalogue = fichiers.catalogue(a)
    forms = _formats(a.format)
    if a.essentiel:
        _summary(catalogue)
    folder = Path(a.sortie)
    try:
        table = t.lire(fichiers.read_bounded(a.tableau, t.MAX_OCTETS))
        lot.verifier_colonnes(table, catalogue)
        common, marked = _common(a, catalogue)
        if not table.lignes:
            raise t.TableauInutilisable("aucune ligne sous les titres : rien à composer")
        works, faults = lot.travaux(table, catalogue, common, a.nom)
        journal = _prepare(folder)
    except t.TableauInutilisable as error:
        raise Refus(f"{a.tableau} : tableau inutilisable\n{error}") from None
    for remark in table.remarques:
        print(f"Attention : {remark}", file=sys.stderr)
    setting = _Setting(a.catalogue, a.surcharge, catalogue.empreinte, common, tuple(f.extension for f in forms), a.edition, a.essentiel, a.strict, str(folder))
    with _alone(folder):
        run = _Run(folder, journal, setting, catalogue, lot.empreinte(marked, catalogue.empreinte, __version__, a.edition, a.essentiel, a.strict))
        return run.all(works, faults, len(table.lignes), a.processus)


def _formats(text: str) -> list[Format]:
    """The formats asked for, each tried on nothing: a library that lacks is said once, not at each line. Raises Refus."""
    forms = [fichiers.format_of(name.strip(), "-") for name in dict.fromkeys(text.split(","))]
    for form in forms:
        fichiers.printed(form, Document("essai", ()))
    return forms


def _summary(catalogue: m.Catalogue) -> None:
    """The catalogue has the words of « L'essentiel en une page »: their lack is said once, not at each line. Raises Refus."""
    try:
        words_of(catalogue)
    except PageImpossible as error:
        raise Refus(f"--essentiel : {error}") from None


def _common(a: argparse.Namespace, catalogue: m.Catalogue) -> tuple[dict, str]:
    """The common answers and their mark. Raises Refus."""
    raw, source = {}, b""
    try:
        if a.reponses:
            raw, source = r.parse(fichiers.read_input(a.reponses))
        if not isinstance(raw, dict):
            raise r.InvalidAnswers(["on attend une carte (clé : valeur) : partez de `clausier exemple`"])
        lot.verifier_commun(raw, catalogue, source)
    except r.InvalidAnswers as error:
        raise Refus(f"{a.reponses} : réponses inutilisables\n{error}") from None
    raw = fichiers.with_tables(raw, a.tableaux, catalogue)
    return raw, lot.empreinte(raw)


def _prepare(folder: Path) -> lot.Journal:
    """The folder, made if need be, and its journal. Raises Refus."""
    if folder.exists() and not folder.is_dir():
        raise Refus(f"{folder} : ce n'est pas un dossier ; donnez-en un, ou un nom libre")
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / lot.RAPPORT
    if report.exists() and not lot.est_un_rapport(report.read_bytes()[:4096]):
        raise Refus(f"{report} : ce fichier n'est pas un rapport de lot ; déplacez-le, ou choisissez un autre dossier")
    return lot.Journal.lire(folder)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
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


class _Stop:
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


class _Run:
    """One run in one folder: what is left to do, what comes back, the journal, the report."""

    def __init__(self, folder: Path, journal: lot.Journal, setting: _Setting, catalogue: m.Catalogue, mark: str):
        self.folder, self.journal, self.setting, self.catalogue, self.mark = folder, journal, setting, catalogue, mark
        self.sources: dict[str, str] = {}
        self.asked: dict[int, int] = {}  # how many files of each line are due
        self.faults: list[lot.Faute] = []
        self.blanks, self.warnings = Counter(), Counter()
        self.written = self.kept = self.incomplete = 0
        self.saved = monotonic()
        self.stop = _Stop()

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

    def _due(self, works: list[lot.Travail]) -> list[_Task]:
        """What is to be composed: neither done already, nor changed by hand since."""
        tasks = []
        for work in works:
            files = []
            for form in self.setting.formats:
                name = f"{work.nom}.{form}"
                source = self.sources[name] = lot.empreinte(self.mark, work.donnees, form)
                known, path = self.journal.ecrits.get(name), self.folder / name
                if path.is_dir():
                    self.faults.append(_kept(work, name, "est un dossier"))
                elif not path.exists() and not path.is_symlink():
                    files.append((form, name, False))
                elif not known:
                    files.append((form, name, True))
                elif path.is_symlink() or lot.somme(path.read_bytes()) != known.sortie:
                    self.faults.append(_kept(work, name, "a été modifié depuis le lot"))
                elif known.source != source:
                    files.append((form, name, False))
                else:
                    self.kept += 1
            if files:
                tasks.append(_Task(work, tuple(files)))
                self.asked[work.ligne] = len(files)
        return tasks

    # ------------------------------------------------------------ work
    def _each(self, tasks: list[_Task], processes: int, bar: Avancement) -> None:
        count = min(processes if processes > 0 else os.cpu_count() or 1, len(tasks))
        if count <= 1:
            worker = _Worker(self.setting, self.catalogue)
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
        with ProcessPoolExecutor(count, fresh, _begin, (self.setting,)) as team:
            running: set[Future] = set()
            while True:
                while not self.stop.asked and len(running) < count * 2 and (chunk := next(chunks, None)):  # never more in memory than this
                    with _deaf():
                        running.add(team.submit(_run, chunk))
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

    def _take(self, results: list[_Result], bar: Avancement) -> None:
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
