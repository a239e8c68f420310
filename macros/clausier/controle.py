"""Reads the checker's rules, clauses/controle/: `load(catalogue)` → Controle, or InvalidCatalogue with every fault (file, key, cure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from . import model as m
from .loader import InvalidCatalogue, default_folder, fingerprint
from .schema import contexte as s_contexte, contradictions as s_contradictions, controle as s, rapport as s_rapport
from .shapes import Objet, Problem, Problems
from .yamlstrict import UnreadableFile, compose, line_of, read_yaml

DOSSIERS: dict[str, Objet] = {"rubriques": s.REGLE_RUBRIQUE, "alertes": s.REGLE_ALERTE}
MESURES = "controle/mesures.yml"  # how well the rules do: written by « make mesure », no rule
GROUPE = re.compile(r"(?<![^\s(|!])@([a-z][a-z-]*)")  # a named group of words, langue.yml
_remembered: dict[tuple[str, str], m.Controle] = {}


def load(catalogue: m.Catalogue, folder: Path | None = None) -> m.Controle:
    """The rules of `folder`/controle (those shipped by default), checked against the catalogue. Raises InvalidCatalogue."""
    base = (folder or default_folder()) / "controle"
    if not base.is_dir():
        raise InvalidCatalogue([Problem("controle", (), "les règles du vérificateur manquent : rétablissez ce dossier")])
    files = {path.relative_to(base).as_posix(): path.read_bytes() for path in sorted(base.rglob("*.yml")) if path.name != "mesures.yml"}
    mark = (catalogue.empreinte, fingerprint(files))
    if mark not in _remembered:
        _remembered.clear()
        _remembered[mark] = build(files, catalogue, mark[1])
    return _remembered[mark]


def build(files: Mapping[str, bytes], catalogue: m.Catalogue, mark: str = "") -> m.Controle:
    """Files (path relative to controle/) to rules. Raises InvalidCatalogue."""
    problems = Problems()
    raw: dict[str, object] = {}
    for name, data in files.items():
        try:
            raw[name] = read_yaml(data)
        except UnreadableFile as error:
            problems.found.append(Problem(f"controle/{name}", (), str(error), error.line))
    problems.file = "controle/langue.yml"
    language = s.LANGUE.read(raw.get("langue.yml"), (), problems)
    groups = {name: f"({' | '.join(ways)})" for name, ways in language.groupes.items()} if language else {}
    for name in raw:
        problems.file = f"controle/{name}"
        raw[name] = _written_out(raw[name], groups, problems) if name != "langue.yml" else raw[name]
    parts: dict[str, object] = {folder: dict(_folder(folder, kind, raw, problems)) for folder, kind in DOSSIERS.items()}
    problems.file = "controle/flous.yml"
    parts["flous"] = {flou.id: flou for i, item in enumerate(raw.get("flous.yml") or ()) if (flou := s.FLOU.read(item, (i,), problems))}
    parts["langue"] = language
    problems.file = "controle/rapport.yml"
    parts["rapport"] = s_rapport.RAPPORT.read(raw.get("rapport.yml"), (), problems)
    problems.file = "controle/contexte.yml"
    parts["contexte"] = s_contexte.CONTEXTE.read(raw.get("contexte.yml"), (), problems)
    problems.file = "controle/contradictions.yml"
    parts["contradictions"] = s_contradictions.CONTRADICTIONS.read(raw["contradictions.yml"], (), problems) if "contradictions.yml" in raw else None
    _across(parts, catalogue, problems)
    if problems.found:
        raise InvalidCatalogue([_with_line(problem, files) for problem in problems.found])
    return m.Controle(empreinte=mark, **parts)


def _written_out(data: object, groups: Mapping[str, str], problems: Problems) -> object:
    """A file, with the groups of langue.yml and its own (key « groupes », each may use those above it) written out in its patterns."""
    if data.__class__ is not dict or data.get("groupes").__class__ is not dict:
        return _with_groups(data, groups, (), problems)
    known = dict(groups)
    for name, ways in data["groupes"].items():
        path = ("groupes", name)
        if name in known:
            problems.add(path, f"le groupe « {name} » est déjà défini : donnez-lui un autre nom")
        ways = s.MOTIFS.read(_with_groups(ways, known, path, problems), path, problems)
        known[name] = f"({' | '.join(ways)})" if ways else "(groupe illisible)"
    return _with_groups({key: each for key, each in data.items() if key != "groupes"}, known, (), problems)


def _with_groups(value: object, groups: Mapping[str, str], path: tuple, problems: Problems) -> object:
    """The same data, « @group » written out in its patterns; examples are texts, where an @ is an @."""
    if value.__class__ is str and "@" in value:
        for name in GROUPE.findall(value):
            if name not in groups:
                problems.add(path, f"« @{name} » n'est pas un groupe : prenez-en un de langue.yml ({', '.join(sorted(groups))}), ou ajoutez-le")
        return GROUPE.sub(lambda match: groups.get(match[1], match[0]), value)
    if value.__class__ is dict:
        return {key: each if key == "exemples" else _with_groups(each, groups, (*path, key), problems) for key, each in value.items()}
    if value.__class__ is list:
        return [_with_groups(each, groups, (*path, i), problems) for i, each in enumerate(value)]
    return value


def _folder(folder: str, kind: Objet, raw: Mapping[str, object], problems: Problems) -> Iterator[tuple[str, object]]:
    for name, data in raw.items():
        if name.startswith(f"{folder}/"):
            problems.file = f"controle/{name}"
            stem = name.removeprefix(f"{folder}/").removesuffix(".yml")
            rule = kind.read(data, (), problems, id=stem)
            if rule is not None:
                yield stem, rule


def _across(parts: dict, catalogue: m.Catalogue, problems: Problems) -> None:
    """What one file cannot see: ids of sections, elements, texts, clauses, options."""
    for name, rule in parts["rubriques"].items():
        problems.file = f"controle/rubriques/{name}.yml"
        rubrique = catalogue.rubriques.get(name)
        if rubrique is None:
            problems.add((), f"« {name} » n'est pas une rubrique : renommez le fichier")
            continue
        asked, given = {element.id for element in rubrique.exige}, set(rule.elements)
        for missing in sorted(asked - given):
            problems.add(("elements",), f"il manque l'élément « {missing} » : dites ce qui le remplit")
        for unknown in sorted(given - asked):
            problems.add(("elements", unknown), f"la rubrique n'exige pas d'élément « {unknown} » : retirez-le, ou ajoutez-le à rubriques.yml")
    for name, rule in parts["alertes"].items():
        problems.file = f"controle/alertes/{name}.yml"
        for key, ids, known in (("references", rule.references, catalogue.references), ("suppose", rule.suppose, catalogue.options), ("clause", [rule.clause] if rule.clause else [], catalogue.clauses)):
            for unknown in (each for each in ids if each not in known):
                problems.add((key,), f"« {unknown} » inconnu : prenez un identifiant du catalogue")
    problems.file = "controle/contradictions.yml"
    for name, genre in (parts["contradictions"].genres if parts["contradictions"] else {}).items():
        for unknown in (each for each in genre.references if each not in catalogue.references):
            problems.add(("genres", name, "references"), f"« {unknown} » inconnu : prenez un identifiant du catalogue")
    for i, fait in enumerate(parts["contradictions"].faits if parts["contradictions"] else ()):
        for unknown in (each for each in (*fait.selon, *fait.souple) if each not in ("gravite", *parts["contradictions"].dimensions)):
            problems.add(("faits", i), f"« {unknown} » n'est pas une dimension : prenez-en une de la liste, ou ajoutez-la")
    problems.file = "controle/flous.yml"
    for flou in parts["flous"].values():
        for unknown in (each for each in flou.rubriques if each not in catalogue.rubriques):
            problems.add((flou.id, "rubriques"), f"« {unknown} » n'est pas une rubrique")


def _with_line(problem: Problem, files: Mapping[str, bytes]) -> Problem:
    source = files.get(problem.file.removeprefix("controle/"))
    if problem.line is None and source is not None:
        try:
            problem.line = line_of(compose(source), problem.path)
        except UnreadableFile as error:
            problem.line = error.line
    return problem
