"""What the rules across files share: where an item stands, how a fault is said, what a text may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .. import model as m, texte
from ..shapes import Path, Problems, did_you_mean

Place = Callable[[str, str], tuple[str, Path]]
SOURCES = {"types": "types", "formules": "formules", "hors-forfait": "formules", "options": "options"}


class Rules:
    def __init__(self, catalogue: m.Catalogue, place: Place, problems: Problems, faulty: frozenset[str]):
        self.c, self.place, self.problems = catalogue, place, problems
        brought = {b for t in catalogue.types.values() for b in t.apporte}
        self.known = {
            "types": {*catalogue.types, *brought},
            "formules": set(catalogue.formules),
            "hors-forfait": set(catalogue.formules),
            "options": set(catalogue.options),
        }
        self.faulty = faulty
        self.broken = {_source(file) for file in self.faulty}
        self.prefix: Path = ()
        self.table_fields = {f.id for f in catalogue.champs.values() if f.type == "tableau"}
        self.vocabulary = {
            "textes": {g.id for g in catalogue.textes.groupes} if catalogue.textes else set(),
            **{name: getattr(catalogue, name) for name in ("rubriques", "options", "champs", "references", "types", "formules", "moments")},
        }

    # ------------------------------------------------------------ saying
    def at(self, folder: str, item_id: str) -> bool:
        """Goes to an item; false when its file was already found faulty, and is to be left alone."""
        self.problems.file, self.prefix = self.place(folder, item_id)
        return self.problems.file not in self.faulty

    def say(self, path: Path, message: str) -> None:
        if self.problems.file not in self.faulty:
            self.problems.add(self.prefix + path, message)

    def unknown(self, source: str, path: Path, message: str) -> None:
        """An id that is not there: said, unless the file that should hold it is itself at fault."""
        if source not in self.broken:
            self.say(path, message)

    def ids(self, values: Iterable[str], source: str, path: Path) -> None:
        """Every id is in that vocabulary (or folder) of the catalogue."""
        known = self.vocabulary[source]
        for i, value in enumerate(values):
            if value not in known:
                self.id(value, source, path + (i,))

    def id(self, value: str, source: str, path: Path) -> None:
        known = self.vocabulary[source]
        if value not in known:
            self.unknown(source, path, f"« {value} » n'est pas dans {source}{did_you_mean(value, known) or ' : vérifiez, ou ajoutez-le'}")

    def condition(self, condition: m.Condition, path: Path) -> None:
        if condition is m.TOUJOURS:
            return
        for key, cartes in (("quand", condition.quand), ("sauf", condition.sauf)):
            for carte in cartes:
                for name, values in carte:
                    if not values <= self.known[name]:
                        for value in sorted(values - self.known[name]):
                            self.unknown(SOURCES[name], path + (key,), f"valeur inconnue « {value} » dans « {name} »{did_you_mean(value, self.known[name])}")

    def foundations(self, fondements: m.Fondements) -> None:
        for force, ids in fondements.items():
            self.ids(ids, "references", ("fondements", force))

    def words(self, text: str, path: Path, used: set[str]) -> list[texte.Renvoi]:
        """The marks of a text are well written; its fields go to `used`, its references are returned."""
        for fault in texte.defauts(text):
            self.say(path, fault)
        if "{" in text:
            for name in texte.champs(text):
                used.add(name)
                if name in self.table_fields:
                    self.say(path, f"« {name} » est un tableau : citez-le par « tableau: », non dans le texte")
        return texte.references(text) if "[[" in text else []


def _source(file: str) -> str:
    """What a file is the source of: `champs` for vocabulaire/champs-2.yml, `types`, `clause:gti` for corps/gti.yml."""
    folder, _, name = file.rpartition("/")
    folder, stem = folder.rpartition("/")[2], name.removesuffix(".yml")
    if folder in ("corps", "annexes"):
        return f"{'clause' if folder == 'corps' else 'annexe'}:{stem}"
    return stem.rstrip("-0123456789") if folder == "vocabulaire" else folder
