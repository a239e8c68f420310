"""A house's folder merged on top of the catalogue, before validation.

A house's clause or annex file says its `mode`: `remplace` (the whole item), `complete` (alinéas and pitfalls added after the
catalogue's), `retire` (removed), `ajoute` (new id). All but `ajoute` carry `base:` (version, empreinte, texte of what they change), so
that a later change of the catalogue is seen. A type, formula, template or letter of a house, and each item of its vocabulary lists, says
`mode: ajoute` (new id) or `mode: remplace` (the catalogue's).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace

from . import model as m
from .schema import BASE, DOSSIERS, LISTES
from .shapes import Problems, did_you_mean

MODES = ("remplace", "complete", "retire", "ajoute")
_SINGLE = ("catalogue.yml", "vocabulaire/textes.yml")


@dataclass
class Merged:
    """Raw data ready to validate: folder items (file, data, known values), list items (file, index, data), single files
    (file, data)."""

    items: dict[str, dict[str, tuple[str, object, dict]]] = field(default_factory=dict)
    lists: dict[str, list[tuple[str, int, object]]] = field(default_factory=dict)
    single: dict[str, tuple[str, object]] = field(default_factory=dict)
    removed: tuple[tuple[str, m.Surcharge], ...] = ()

    def files_of(self, folder: str, item_id: str) -> tuple[str, tuple]:
        """Where an item stands: its file and the path of it in that file (`textes` has no item)."""
        if folder == "textes":
            return self.single["vocabulaire/textes.yml"][0], ()
        if folder in self.items:
            return self.items[folder][item_id][0], ()
        for file, index, data in self.lists[folder]:
            if isinstance(data, dict) and data.get("id") == item_id:
                return file, (index,)
        return f"vocabulaire/{folder}.yml", ()


def hash_of(data: object) -> str:
    """The hash of an item's content, as `base.empreinte` holds it: independent of layout and comments."""
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def merge(raw: dict[str, object], house: dict[str, object], prefix: str, problems: Problems) -> Merged:
    """The catalogue's raw files and the house's, as one. Faults of modes and bases go to `problems`."""
    merged = Merged(items={folder: {} for folder in DOSSIERS}, lists={name: [] for name in LISTES})
    for name, data in raw.items():
        folder, _, file = name.rpartition("/")
        stem = file.removesuffix(".yml")
        if folder in DOSSIERS:
            known = {"empreinte": hash_of(data)} if folder in ("corps", "annexes") else {}
            merged.items[folder][stem] = (name, data, known)
        elif name in _SINGLE:
            merged.single[name] = (name, data)
        elif folder == "vocabulaire":
            _add_list(merged, name, stem, data, problems, name)
        else:
            problems.file = name
            problems.add((), "fichier mal placé : un dossier de clauses ne contient pas de sous-dossier")
    removed = []
    for name, data in house.items():
        problems.file = prefix + name
        folder, _, file = name.rpartition("/")
        stem = file.removesuffix(".yml")
        if folder in ("corps", "annexes"):
            change = _override(merged, folder, stem, prefix, name, data, problems)
            if change is not None:
                removed.append((stem, change))
        elif folder in DOSSIERS:
            body = _plain_mode(data, stem in merged.items[folder], (), problems)
            if body is not None:
                merged.items[folder][stem] = (prefix + name, body, {})
        elif name in _SINGLE:
            merged.single[name] = (prefix + name, data)
        elif folder == "vocabulaire":
            _house_list(merged, prefix + name, stem, data, problems)
        else:
            problems.add((), "fichier mal placé dans la surcharge : corps/, annexes/, modeles/, courriers/, tableurs/, types/, formules/ ou vocabulaire/")
    merged.removed = tuple(removed)
    return merged


# ---------------------------------------------------------------- inside
def _add_list(merged: Merged, name: str, stem: str, data: object, problems: Problems, file: str) -> None:
    problems.file = file
    if stem not in LISTES:
        problems.add((), f"vocabulaire inconnu : {', '.join(LISTES)}{did_you_mean(stem, LISTES)}")
    elif not isinstance(data, list):
        problems.add((), "on attend une liste (un tiret par élément)")
    else:
        merged.lists[stem] += [(file, i, item) for i, item in enumerate(data)]


def _house_list(merged: Merged, file: str, stem: str, data: object, problems: Problems) -> None:
    if stem not in LISTES or not isinstance(data, list):
        _add_list(merged, file, stem, data, problems, file)
        return
    places = {str(item.get("id")): i for i, (_, _, item) in enumerate(merged.lists[stem]) if isinstance(item, dict)}
    for index, item in enumerate(data):
        name = str(item.get("id")) if isinstance(item, dict) else ""
        body = _plain_mode(item, name in places, (index,), problems)
        if body is not None and name in places:
            merged.lists[stem][places[name]] = (file, index, body)
        elif body is not None:
            merged.lists[stem].append((file, index, body))


def _plain_mode(data: object, known: bool, path: tuple, problems: Problems) -> dict | None:
    """What a house adds or replaces, less its `mode`; None, and a fault, when that mode is not the right one."""
    due = "remplace" if known else "ajoute"
    if not isinstance(data, dict) or data.get("mode") != due:
        what = "l'identifiant est déjà dans le catalogue" if known else "l'identifiant n'est pas dans le catalogue"
        problems.add((*path, "mode"), f"on attend « mode: {due} » : {what}")
        return None
    return {k: v for k, v in data.items() if k != "mode"}


def _override(merged: Merged, folder: str, stem: str, prefix: str, name: str, data: object, problems: Problems) -> m.Surcharge | None:
    """Applies one house file; returns the Surcharge when the item is removed."""
    if not isinstance(data, dict) or data.get("mode") not in MODES:
        word = data.get("mode", "") if isinstance(data, dict) else ""
        problems.add(("mode",), f"on attend un de : {', '.join(MODES)}{did_you_mean(str(word), MODES)}")
        return None
    mode = data["mode"]
    body = {k: v for k, v in data.items() if k not in ("mode", "base")}
    existing = merged.items[folder].get(stem)
    if mode == "ajoute":
        if existing:
            problems.add(("mode",), f"« {stem} » existe déjà dans le catalogue : écrivez « remplace » ou « complete »")
        merged.items[folder][stem] = (prefix + name, body, {"surcharge": m.Surcharge(mode, prefix.rstrip("/"), None, False), "empreinte": hash_of(body)})
        return None
    if not existing:
        problems.add(("mode",), f"« {stem} » n'est pas dans le catalogue : écrivez « ajoute »{did_you_mean(stem, merged.items[folder])}")
        return None
    base = BASE.read(data["base"], ("base",), problems) if "base" in data else None
    if base is None:
        problems.add((), f"il manque « base » (version, empreinte, texte de ce qui est changé) ; l'empreinte actuelle est {existing[2]['empreinte']}")
    change = m.Surcharge(mode, prefix.rstrip("/"), base, base is not None and base.empreinte != existing[2]["empreinte"])
    if mode == "retire":
        if body:
            problems.add((next(iter(body)),), "une clause retirée n'a que « mode » et « base »")
        section = existing[1].get("rubrique", "") if isinstance(existing[1], dict) else ""
        change = replace(change, rubrique=section, fichier=prefix + name)
        del merged.items[folder][stem]
        return change
    new = body if mode == "remplace" else _complete(existing[1], body, problems)
    merged.items[folder][stem] = (prefix + name, new, {"surcharge": change, "empreinte": hash_of(new)})
    return None


def _longer(data: object, key: str, more: list) -> object:
    """A map whose list `key` has more items; left as it is when it is not such a map (validation says why)."""
    if not isinstance(data, dict) or not isinstance(data.get(key, []), list):
        return data
    return {**data, key: [*data.get(key, []), *more]}


_COMPLETED = ("alineas", "sections", "pieges", "champs", "historique")


def _complete(original: object, body: dict, problems: Problems) -> dict:
    """The catalogue's item with the house's alinéas (added to each version), pitfalls, fields and history after its own."""
    new = dict(original) if isinstance(original, dict) else {}
    for key, value in body.items():
        if key not in _COMPLETED or not isinstance(value, list):
            problems.add((key,), f"« complete » n'ajoute que : {', '.join(_COMPLETED)}, en listes ; pour le reste, « remplace »")
        elif key == "alineas" and isinstance(new.get("versions"), dict):
            new["versions"] = {n: _longer(v, "alineas", value) for n, v in new["versions"].items()}
        else:
            new = _longer(new, key, value)
    return new
