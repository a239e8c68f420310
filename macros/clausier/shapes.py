"""The types that the schema tables are made of: each reads plain data, says what is wrong, and knows its JSON Schema.

A type reads dicts, lists and strings and returns domain values; what is wrong goes to a `Problems` list with its path in the
file, and reading goes on.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from . import model as m

Path = tuple[object, ...]
_ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")


@dataclass(slots=True)
class Problem:
    """One fault: `file` relative to the catalogue, `path` of keys in it, the message and its cure (French)."""

    file: str
    path: Path
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in self.path)
        return f"{place} : {key} : {self.message}" if key else f"{place} : {self.message}"


@dataclass(slots=True)
class Problems:
    """The faults found so far, in the file being read."""

    found: list[Problem] = field(default_factory=list)
    file: str = ""

    def add(self, path: Path, message: str) -> None:
        self.found.append(Problem(self.file, path, message))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """« ; vouliez-vous dire « x » ? », or the empty string."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" ; vouliez-vous dire « {close[0]} » ?" if close else ""


# ---------------------------------------------------------------- types
class Type:
    """Reads one value; `describe` is its French name in messages and documentation, `json` its JSON Schema."""

    describe = "un texte"
    empty: object = ""

    def read(self, value, path: Path, problems: Problems):
        raise NotImplementedError

    def json(self) -> dict:
        return {"type": "string"}

    def wrong(self, path: Path, problems: Problems):
        problems.add(path, f"on attend {self.describe}")
        return self.empty


class Texte(Type):
    def read(self, value, path, problems):
        if value.__class__ is str and value:
            return value[:-1] if value[-1] == "\n" else value
        return self.wrong(path, problems)


class TexteLibre(Texte):
    """A text that may be empty (`null` for an unknown date or address)."""

    describe = "un texte, ou null"

    def read(self, value, path, problems):
        if value.__class__ is str:
            return "" if value in ("null", "~") else value
        return self.wrong(path, problems)

    def json(self):
        return {"type": ["string", "null"]}


class Identifiant(Type):
    describe = "un identifiant : minuscules, chiffres, tirets, sans accent"

    def read(self, value, path, problems):
        if value.__class__ is str and _ID.match(value):
            return value
        return self.wrong(path, problems)

    def json(self):
        return {"type": "string", "pattern": _ID.pattern.replace(r"\Z", "$").join(("^", ""))}


class Entier(Type):
    describe = "un nombre entier"
    empty = 0

    def read(self, value, path, problems):
        if value.__class__ is str and value.lstrip("-").isdecimal() and value.isascii() and len(value) < 16:
            return int(value)
        return self.wrong(path, problems)

    def json(self):
        return {"type": "integer"}


class OuiNon(Type):
    describe = "« oui » ou « non »"
    empty = False

    def read(self, value, path, problems):
        if value == "oui":
            return True
        if value == "non":
            return False
        return self.wrong(path, problems)

    def json(self):
        return {"enum": ["oui", "non"]}


class Date(Type):
    describe = "une date AAAA-MM-JJ"

    def read(self, value, path, problems):
        if value.__class__ is str and _DATE.match(value):
            return value
        return self.wrong(path, problems)

    def json(self):
        return {"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\d$"}


class Choix(Type):
    def __init__(self, *values: str):
        self.values = values
        self.describe = "un de : " + ", ".join(values)

    def read(self, value, path, problems):
        if value.__class__ is str and value in self.values:
            return value
        problems.add(path, f"on attend {self.describe}" + (did_you_mean(value, self.values) if isinstance(value, str) else ""))
        return self.values[0]

    def json(self):
        return {"enum": list(self.values)}


class Liste(Type):
    def __init__(self, of: Type, at_least: int = 0):
        self.of, self.at_least = of, at_least
        self.describe = "une liste (entre crochets, ou un tiret par ligne)"
        self.empty = ()

    def read(self, value, path, problems):
        if value.__class__ is not list:
            return self.wrong(path, problems)
        if len(value) < self.at_least:
            problems.add(path, f"liste trop courte : donnez au moins {self.at_least} élément(s)")
        read = self.of.read
        items = [read(item, path + (i,), problems) for i, item in enumerate(value)]
        return tuple([item for item in items if item is not None])  # None: a map that could not be read, already said

    def json(self):
        return {"type": "array", "items": self.of.json(), **({"minItems": self.at_least} if self.at_least else {})}


class Ids(Liste):
    """A list of identifiers: the fast common case."""

    def __init__(self):
        super().__init__(Texte())
        self.describe = "une liste d'identifiants entre crochets"

    def read(self, value, path, problems):
        if value.__class__ is not list:
            return self.wrong(path, problems)
        for i, item in enumerate(value):
            if item.__class__ is not str or not item:
                problems.add(path + (i,), "on attend un identifiant")
                return ()
        return tuple(value)

    def json(self):
        return {"type": "array", "items": {"type": "string"}}


class Brut(Type):
    """Any data, kept as it is: the example of a field, whose shape depends on the field's own type."""

    describe = "une valeur"

    def read(self, value, path, problems):
        return value

    def json(self):
        return {}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a kind: YAML name, type, the model's attribute, whether it must be there, what it means."""

    name: str
    type: Type
    doc: str
    required: bool = True
    attribute: str = ""
    default: object = None


class Objet(Type):
    """A map with a closed set of keys, built into `build` (a model class or any callable of keywords)."""

    def __init__(self, name: str, build: Callable, keys: Sequence[Key], doc: str = ""):
        self.name, self.build, self.keys, self.doc = name, build, {k.name: k for k in keys}, doc
        self.describe = f"une carte ({', '.join(k.name for k in keys if k.required)}…)"
        self.required = [k.name for k in keys if k.required]
        self.attributes = {k.name: k.attribute or k.name for k in keys}
        self.defaults = {self.attributes[k.name]: k.default for k in keys if not k.required and k.default is not None}
        self.readers = {k.name: (self.attributes[k.name], k.type.read) for k in keys}
        self.empty = None

    def read(self, value, path, problems, **known):
        if value.__class__ is not dict:
            return self.wrong(path, problems)
        values = dict(self.defaults, **known)
        readers = self.readers
        for key, item in value.items():
            reader = readers.get(key)
            if reader is None:
                problems.add(path + (key,), f"clé inconnue : retirez-la{did_you_mean(key, readers)}")
            else:
                values[reader[0]] = reader[1](item, path + (key,), problems)
        for name in self.required:
            if name not in value:
                problems.add(path, f"il manque la clé « {name} » ({self.keys[name].doc})")
                values[self.attributes[name]] = self.keys[name].type.empty
        return self.build(**values)

    def json(self):
        schema = {
            "type": "object",
            "additionalProperties": False,
            "required": self.required,
            "properties": {k.name: {"description": k.doc, **k.type.json()} for k in self.keys.values()},
        }
        return schema


class Carte(Type):
    """A map from identifiers to values of one type."""

    describe = "une carte"

    def __init__(self, of: Type, keys: tuple[str, ...] = ()):
        self.of, self.keys = of, keys
        self.empty = {}

    def read(self, value, path, problems):
        if value.__class__ is not dict:
            return self.wrong(path, problems)
        result = {}
        for key, item in value.items():
            if self.keys and key not in self.keys:
                problems.add(path + (key,), f"clé inconnue : on attend {', '.join(self.keys)}{did_you_mean(key, self.keys)}")
            else:
                result[key] = self.of.read(item, path + (key,), problems)
        return result

    def json(self):
        if self.keys:
            return {"type": "object", "additionalProperties": False, "properties": {k: self.of.json() for k in self.keys}}
        return {"type": "object", "additionalProperties": self.of.json()}


class Quand(Type):
    """`quand` and `sauf`: a map of lists, or a list of such maps of which one suffices."""

    describe = "une carte de listes (types, formules, hors-forfait, options), ou une liste de telles cartes"
    keys = ("types", "formules", "hors-forfait", "options")
    empty = ()

    def read(self, value, path, problems):
        if value.__class__ is dict:
            return (self._one(value, path, problems),)
        if value.__class__ is list and value:
            return tuple([self._one(item, path + (i,), problems) for i, item in enumerate(value)])
        return self.wrong(path, problems)

    def _one(self, value, path, problems):
        if value.__class__ is not dict or not value:
            problems.add(path, f"on attend {self.describe}")
            return ()
        result = []
        for key, values in value.items():
            if key not in self.keys:
                problems.add(path + (key,), f"clé inconnue : on attend {', '.join(self.keys)}{did_you_mean(key, self.keys)}")
            elif values.__class__ is not list or not values or any(v.__class__ is not str for v in values):
                problems.add(path + (key,), "on attend une liste entre crochets : [a, b]")
            else:
                result.append((key, frozenset(values)))
        return tuple(result)

    def json(self):
        one = {"type": "object", "additionalProperties": False, "minProperties": 1, "properties": {k: {"type": "array", "items": {"type": "string"}, "minItems": 1} for k in self.keys}}
        return {"oneOf": [one, {"type": "array", "items": one, "minItems": 1}]}


class ListeDeTextes(Type):
    """List items: a text, or a map with the same keys as a paragraph."""

    describe = "une liste de textes ou de {texte, quand, sauf, remplit}"
    empty = ()

    def __init__(self, item: Objet):
        self.item = item

    def read(self, value, path, problems):
        if value.__class__ is not list or not value:
            return self.wrong(path, problems)
        return tuple([m.Alinea(item) if item.__class__ is str and item else self.item.read(item, path + (i,), problems) for i, item in enumerate(value)])

    def json(self):
        return {"type": "array", "minItems": 1, "items": {"oneOf": [{"type": "string"}, self.item.json()]}}


class TextesOuLieu(Type):
    """The values of a list, or the place where they stand (« feuille.colonne »)."""

    describe = "une liste de textes, ou le lieu du classeur où ils sont"
    empty = ()
    several = Liste(Texte(), 1)

    def read(self, value, path, problems):
        if value.__class__ is str and _ID.match(value) and value.count(".") == 1:
            return value
        return self.several.read(value, path, problems) if value.__class__ is list else self.wrong(path, problems)

    def json(self):
        return {"oneOf": [{"type": "string"}, self.several.json()]}


class Tableau(Type):
    """A field of type tableau, or a fixed table."""

    describe = "l'identifiant d'un champ de type tableau, ou {colonnes, lignes}"
    empty = None
    fixed = Objet(
        "tableau",
        m.TableauFixe,
        [Key("colonnes", Liste(Texte(), 1), "les titres de colonnes"), Key("lignes", Liste(Liste(Texte(), 1), 1), "les lignes, chacune une liste de textes")],
    )

    def read(self, value, path, problems):
        if value.__class__ is str and _ID.match(value):
            return value
        table = self.fixed.read(value, path, problems) if value.__class__ is dict else self.wrong(path, problems)
        if table and any(len(line) != len(table.colonnes) for line in table.lignes):
            problems.add(path + ("lignes",), f"chaque ligne doit avoir {len(table.colonnes)} textes, un par colonne")
            return None
        return table

    def json(self):
        return {"oneOf": [{"type": "string"}, self.fixed.json()]}
