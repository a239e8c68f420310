"""Reads a catalogue folder: the only place that opens clause files.

`load(folder)` → Catalogue, or raises InvalidCatalogue with every fault found (file, line, key, cure). A catalogue is remembered by the
content of its files only: change a byte and it is read again.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from . import crosscheck, model as m, overrides
from .implication import Worlds
from .schema import CATALOGUE, DOSSIERS, LISTES, TEXTES
from .shapes import Objet, Problem, Problems, did_you_mean
from .yamlstrict import UnreadableFile, compose, line_of, read_yaml

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_KNOWN_FOLDERS = {"vocabulaire", "controle", *DOSSIERS}
_remembered: dict[str, m.Catalogue] = {}


class InvalidCatalogue(ValueError):
    """The faults of a catalogue, all of them; `str()` is the French list to print."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        count = f"{len(problems)} faute{'s' if len(problems) > 1 else ''} dans le catalogue"
        super().__init__("\n".join([f"{count} :", *(f"  - {p}" for p in problems)]))


def default_folder() -> Path:
    """The catalogue shipped with the package: beside it in a clone, inside it in a wheel."""
    here = Path(__file__).resolve().parent
    inside = here / "clauses"
    return inside if inside.is_dir() else here.parent.parent / "clauses"


def load(folder: Path | None = None, house: Path | None = None) -> m.Catalogue:
    """The catalogue of `folder` (the shipped one by default), with the `house` folder merged on top.

    Raises InvalidCatalogue (every fault) or FileNotFoundError (no such folder).
    """
    folder = folder or default_folder()
    files = read_files(folder)
    house_files = read_files(house) if house else {}
    mark = fingerprint(files, house_files, str(house or ""))
    if mark not in _remembered:
        _remembered.clear()
        _remembered[mark] = build(files, house_files, house.name if house else "", mark)
    return _remembered[mark]


def read_files(folder: Path) -> dict[str, bytes]:
    """The YAML files of a catalogue folder: path relative to it → bytes, sorted. Raises FileNotFoundError."""
    if not folder.is_dir():
        raise FileNotFoundError(f"dossier introuvable : {folder}")
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and (p.suffix == ".yml" or p.parent != folder))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files if not p.name.startswith((".", "LICENCE"))}


def fingerprint(*parts: Mapping[str, bytes] | str) -> str:
    """A short hash of file names and contents."""
    digest = hashlib.sha256()
    for part in parts:
        for name, data in part.items() if isinstance(part, Mapping) else [("", part.encode())]:
            digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:16]


def build(files: Mapping[str, bytes], house_files: Mapping[str, bytes], house_name: str, mark: str) -> m.Catalogue:
    """Files to a Catalogue: read, merge the house's folder, validate each, then check across. Raises InvalidCatalogue."""
    with _collector_paused():
        return _build(files, house_files, house_name, mark)


# ---------------------------------------------------------------- inside
@contextmanager
def _collector_paused() -> Iterator[None]:
    """A catalogue is some hundred thousand objects without a cycle: the cycle collector would only walk them, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _build(files: Mapping[str, bytes], house_files: Mapping[str, bytes], house_name: str, mark: str) -> m.Catalogue:
    problems = Problems()
    raw = dict(_read_all(files, problems))
    prefix = f"{house_name}/" if house_name else ""
    house_raw = dict(_read_all(house_files, problems, prefix))
    merged = overrides.merge(raw, house_raw, prefix, problems)
    parts = _parts(merged, problems)
    if {"textes", "version"} <= parts.keys() and parts["textes"]:
        worlds = Worlds(parts["types"], parts["formules"], parts["options"])
        catalogue = m.Catalogue(empreinte=mark, retraits=merged.removed, worlds=worlds, **parts)
        crosscheck.check(catalogue, merged.files_of, problems)
        if not problems.found:
            return catalogue
    sources = {**files, **{prefix + name: data for name, data in house_files.items()}}
    raise InvalidCatalogue([_with_line(problem, sources) for problem in problems.found])


def _read_all(files: Mapping[str, bytes], problems: Problems, prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, data in files.items():
        problems.file = prefix + name
        folder, _, stem = name.rpartition("/")
        if not stem.endswith(".yml"):
            problems.add((), "ce n'est pas un fichier « .yml » : renommez-le, ou sortez-le du dossier des clauses")
            continue
        stem = stem.removesuffix(".yml")
        if folder.split("/")[0] not in _KNOWN_FOLDERS and name != "catalogue.yml":
            problems.add((), f"fichier hors des dossiers connus ({', '.join(sorted(_KNOWN_FOLDERS))}) : déplacez-le{did_you_mean(folder, _KNOWN_FOLDERS)}")
            continue
        if not ID.match(stem):
            problems.add((), "nom de fichier : minuscules, chiffres et tirets seulement, sans accent")
            continue
        if folder.split("/")[0] == "controle":
            continue
        try:
            yield name, read_yaml(data)
        except UnreadableFile as error:
            problems.found.append(Problem(problems.file, (), str(error), error.line))


def _parts(merged: "overrides.Merged", problems: Problems) -> dict:
    """The validated parts of a Catalogue, by attribute name."""
    parts: dict = {}
    for folder, kind in DOSSIERS.items():
        items = {}
        for item_id, (file, data, known) in merged.items[folder].items():
            problems.file = file
            item = kind.read(data, (), problems, id=item_id, **known)
            if item is not None:
                items[item_id] = item
        parts["clauses" if folder == "corps" else folder] = items
    for name, kind in LISTES.items():
        parts[name.replace("-", "_")] = _list(name, kind, merged, problems)
    for name, kind in (("vocabulaire/textes.yml", TEXTES), ("catalogue.yml", CATALOGUE)):
        problems.file = name
        if name not in merged.single:
            problems.add((), "fichier manquant : rétablissez-le")
            continue
        problems.file, data = merged.single[name]
        value = kind.read(data, (), problems)
        if kind is TEXTES:
            parts["textes"] = value
        elif value:
            parts.update(version=value["version"], date=value["date"], licence=value["licence"])
    return parts


def _list(name: str, kind: Objet, merged: "overrides.Merged", problems: Problems) -> dict:
    items: dict = {}
    for file, index, data in merged.lists[name]:
        problems.file = file
        item = kind.read(data, (index,), problems)
        if item is None:
            continue
        if item.id in items:
            problems.add((index, "id"), f"identifiant « {item.id} » déjà pris : choisissez-en un autre")
        items[item.id] = item
    return items


def _with_line(problem: Problem, sources: Mapping[str, bytes]) -> Problem:
    """Finds the line of a fault by composing its file again: only faults pay for it."""
    if problem.line is None and problem.file in sources:
        try:
            problem.line = line_of(compose(sources[problem.file]), problem.path)
        except UnreadableFile as error:
            problem.line = error.line
    return problem
