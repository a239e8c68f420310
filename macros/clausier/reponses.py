"""Answers: read (YAML or JSON), validated against the catalogue, completed with what follows from them.

The answers hold the choices (types, formula, second formula, options, positions) and the values of the fields. Every fault is listed
with its key and cure; a value that is missing is not a fault, it is a blank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from . import model as m
from .shapes import did_you_mean
from .valeurs import Value, in_order, read_text, read_value
from .yamlstrict import UnreadableFile, compose, decode, line_of, read_json, read_yaml

FORMAT = 1
KEYS = ("format", "modele", "titre", "fictif", "types", "formule", "formule-hors-forfait", "options", "position", "versions", "champs")


class InvalidAnswers(ValueError):
    """The faults of an answers file, all of them; `str()` is the French list to print, `places` the path and the message of each."""

    def __init__(self, faults: list[str], places: list[tuple[tuple, str]] | None = None):
        self.faults = faults
        self.places = [((), fault) for fault in faults] if places is None else places
        super().__init__("\n".join(f"  - {fault}" for fault in faults))


@dataclass(frozen=True, slots=True)
class Reponses:
    """Validated answers. `values` hold typed values (cents, ISO dates, ids…) by field; a field that is not there is blank."""

    types: tuple[str, ...]
    formule: str
    hors_forfait: str
    options: tuple[str, ...]
    position: str
    versions: Mapping[str, str]
    values: Mapping[str, Value]
    situation: m.Situation
    titre: str = ""
    fictif: bool = False
    modele: str = ""
    warnings: tuple[str, ...] = field(default=())
    assumed: tuple[str, ...] = ()  # the choices that the answers do not make, in words


def parse(data: bytes, is_json: bool | None = None) -> tuple[object, bytes]:
    """Answer bytes to plain data (JSON when it begins with `{`, else YAML). Raises InvalidAnswers."""
    try:
        text = decode(data)
        if is_json if is_json is not None else text.lstrip()[:1] == "{":
            return read_json(text), b""
        source = text.encode()
        return read_yaml(source), source
    except UnreadableFile as error:
        raise InvalidAnswers([f"ligne {error.line} : {error}" if error.line else str(error)]) from None
    except UnicodeEncodeError:
        raise InvalidAnswers(["demi-caractère Unicode (surrogate) isolé : retirez-le"]) from None


def read(data: bytes, catalogue: m.Catalogue, is_json: bool | None = None) -> Reponses:
    """Answer bytes to validated answers. Raises InvalidAnswers with every fault."""
    raw, source = parse(data, is_json)
    return build(raw, catalogue, source)


def build(raw: object, catalogue: m.Catalogue, source: bytes = b"") -> Reponses:
    """Plain data to validated answers; `source` (YAML bytes) lets faults name their line. Raises InvalidAnswers."""
    return _Reader(catalogue, source).read(raw)


def from_model(modele: m.Modele, catalogue: m.Catalogue) -> Reponses:
    """The answers of a blank template: its choices, no value."""
    return build(
        {
            "types": list(modele.types),
            "formule": modele.formule,
            "formule-hors-forfait": modele.hors_forfait,
            "options": [*modele.options, *default_options(catalogue, modele.options)],
            "titre": "",
            "modele": modele.id,
        },
        catalogue,
    )


def default_options(catalogue: m.Catalogue, chosen: tuple[str, ...] | list[str] = ()) -> list[str]:
    """The options supposed by default, less those that an exclusive choice replaces."""
    taken = {catalogue.options[o].groupe for o in chosen if o in catalogue.options} - {""}
    return [o.id for o in catalogue.options.values() if o.defaut and o.id not in chosen and o.groupe not in taken]


def situation_of(catalogue: m.Catalogue, types, formule: str, hors_forfait: str, options, values: Mapping[str, Value]) -> m.Situation:
    """The choices with everything they imply, thresholds computed from the values."""
    chosen = [*options, *(o.id for o in catalogue.options.values() if o.calculee and _reached(o.calculee, values))]
    return catalogue.worlds.situation(types, formule, hors_forfait, chosen)


def warnings_of(catalogue: m.Catalogue, situation: m.Situation, options) -> list[str]:
    """The incoherent combinations, by name, and options that lack what they suppose."""
    found = [f"{rule.titre} : {rule.message}" for rule in catalogue.incoherences.values() if rule.condition.vraie(situation)]
    for name in options:
        missing = [s for s in catalogue.options[name].suppose if s not in situation.options]
        if missing:
            found.append(f"Option « {name} » sans « {missing[0]} » : elle suppose que {catalogue.options[missing[0]].libelle[0].lower()}{catalogue.options[missing[0]].libelle[1:]}.")
    return found


# ---------------------------------------------------------------- inside
def _reached(calcul: m.Calcul, values: Mapping[str, Value]) -> bool:
    value = values.get(calcul.champ)
    if value is None:
        return calcul.si_vide
    if calcul.vaut:
        return value == calcul.vaut
    return value > calcul.seuil if calcul.strict else value >= calcul.seuil


class _Reader:
    def __init__(self, catalogue: m.Catalogue, source: bytes):
        self.c, self.source = catalogue, source
        self.faults: list[str] = []
        self.places: list[tuple[tuple, str]] = []
        self.tree = None

    def say(self, path: tuple, message: str) -> None:
        line = None
        if self.source:
            self.tree = self.tree or compose(self.source)
            line = line_of(self.tree, path)
        key = ".".join(str(s + 1) if isinstance(s, int) else str(s) for s in path)
        self.places.append((path, message))
        self.faults.append(" : ".join([*([f"ligne {line}"] if line else []), *([key] if key else []), message]))

    def read(self, raw: object) -> Reponses:
        if not isinstance(raw, dict):
            raise InvalidAnswers(["on attend une carte (clé : valeur) : partez de `clausier exemple`"])
        for key in raw:
            if key not in KEYS:
                self.say((key,), f"clé inconnue : retirez-la{did_you_mean(key, KEYS)}")
        if raw.get("format", str(FORMAT)) != str(FORMAT):
            self.say(("format",), f"format « {raw['format']} » inconnu : ce clausier lit le format {FORMAT}")
        types = self._ids(raw, "types", self.c.types, required=True)
        formule = self._one(raw, "formule", self.c.formules, None)
        default = next((f.id for f in self.c.formules.values() if f.defaut_hors_forfait), next(iter(self.c.formules)))
        hors_forfait = self._one(raw, "formule-hors-forfait", self.c.formules, default)
        asked = {o.id: o for o in self.c.options.values() if not o.calculee}
        options = self._ids(raw, "options", asked, required=False)
        if "options" not in raw:
            options = tuple(default_options(self.c))
        options = self._exclusive(options)
        position = self._one(raw, "position", m.VERSIONS, "equilibree")
        versions = self._versions(raw.get("versions", {}))
        values = self._values(raw.get("champs", {}))
        titre = raw.get("titre", "")
        if not isinstance(titre, str) or len(titre) > 200:
            self.say(("titre",), "on attend un texte d'une ligne, de 200 signes au plus")
        else:
            titre = read_text(titre, False, lambda path, message: self.say(("titre",), message)) or ""
        fictif = raw.get("fictif", "non")
        if fictif not in ("oui", "non"):
            self.say(("fictif",), "on attend « oui » ou « non »")
        if self.faults:
            raise InvalidAnswers(self.faults, self.places)
        assumed = [self.c.options[o].libelle for o in options if o not in (raw.get("options") or ())]
        if "formule-hors-forfait" not in raw:
            assumed.append(f"hors forfait : {self.c.formules[hors_forfait].titre.lower()}")
        situation = situation_of(self.c, types, formule, hors_forfait, options, values)
        self._compare(values, situation)
        if self.faults:
            raise InvalidAnswers(self.faults, self.places)
        warnings = tuple(warnings_of(self.c, situation, options))
        modele = raw.get("modele", "")
        return Reponses(types, formule, hors_forfait, options, position, versions, values, situation, titre, fictif == "oui", modele if isinstance(modele, str) else "", warnings, tuple(assumed))

    # ------------------------------------------------------------ choices
    def _ids(self, raw: dict, key: str, known: Mapping, required: bool) -> tuple[str, ...]:
        value = raw.get(key)
        if value is None or value == [] or value == "":
            if required:
                self.say((key,) if key in raw else (), f"il manque « {key} » : choisissez parmi {', '.join(known)}")
            return ()
        if not isinstance(value, list):
            self.say((key,), "on attend une liste : [a, b]")
            return ()
        result = []
        for i, item in enumerate(value):
            if not isinstance(item, str) or item not in known:
                calculated = " ; elle se calcule, ne la demandez pas" if isinstance(item, str) and item in self.c.options else ""
                self.say((key, i), f"« {item} » n'est pas un choix connu{calculated or did_you_mean(str(item), known)}")
            elif item not in result:
                result.append(item)
        return tuple(result)

    def _one(self, raw: dict, key: str, known, default: str | None) -> str:
        value = raw.get(key, default)
        if value is None:
            self.say((), f"il manque « {key} » : choisissez parmi {', '.join(known)}")
            return next(iter(known))
        if not isinstance(value, str) or value not in known:
            self.say((key,), f"« {value} » n'est pas un choix connu{did_you_mean(str(value), known) or ' : ' + ', '.join(known)}")
            return next(iter(known))
        return value

    def _exclusive(self, options: tuple[str, ...]) -> tuple[str, ...]:
        groups: dict[str, list[str]] = {}
        for name in options:
            if group := self.c.options[name].groupe:
                groups.setdefault(group, []).append(name)
        for names in groups.values():
            if len(names) > 1:
                self.say(("options",), f"options qui s'excluent : {', '.join(names)} ; gardez-en une")
        missing = [o.id for o in self.c.options.values() if o.groupe and o.defaut and o.groupe not in groups]
        return (*options, *missing)

    def _versions(self, raw: object) -> dict[str, str]:
        if raw in ("", None):
            return {}
        if not isinstance(raw, dict):
            self.say(("versions",), "on attend une carte : {clause: version}")
            return {}
        result = {}
        for clause, version in raw.items():
            if clause not in self.c.clauses:
                self.say(("versions", clause), f"clause inconnue{did_you_mean(clause, self.c.clauses)}")
            elif not self.c.clauses[clause].sensible:
                self.say(("versions", clause), "cette clause n'a qu'une version : retirez la ligne")
            elif version not in m.VERSIONS:
                self.say(("versions", clause), f"on attend un de : {', '.join(m.VERSIONS)}{did_you_mean(str(version), m.VERSIONS)}")
            else:
                result[clause] = version
        return result

    # ------------------------------------------------------------ values
    def _values(self, raw: object) -> dict[str, Value]:
        if raw in ("", None):
            return {}
        if not isinstance(raw, dict):
            self.say(("champs",), "on attend une carte : {champ: valeur}")
            return {}
        result = {}
        for name, value in raw.items():
            champ = self.c.champs.get(name)
            if champ is None:
                self.say(("champs", name), f"champ inconnu : retirez-le{did_you_mean(name, self.c.champs)}")
                continue
            read = read_value(champ, value, lambda path, message, name=name: self.say(("champs", name, *path), message))
            if read is not None:
                result[name] = read
        return result

    def _compare(self, values: Mapping[str, Value], situation: m.Situation) -> None:
        for rule in self.c.comparaisons.values():
            if not rule.condition.vraie(situation):
                continue
            for table, name in _twice(rule, values):
                self.say(("champs", table), f"deux lignes pour « {name} » : gardez-en une")
            for label, small, large in _pairs(rule, values):
                kind = self._kind(rule.petit)
                if in_order(kind, small) > in_order(kind, large):
                    where = f" ({label})" if label else ""
                    self.say(("champs", rule.petit.split(".")[0]), f"{rule.message}{where} : vérifiez « {rule.petit} » et « {rule.grand} »")

    def _kind(self, place: str) -> str:
        name, _, column = place.partition(".")
        champ = self.c.champs[name]
        return next(c.type for c in champ.colonnes if c.id == column) if column else champ.type


def _twice(rule: m.Comparaison, values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """The names that stand twice in a table whose rows a rule matches by name."""
    for place in (rule.petit, rule.grand) if rule.par else ():
        table = place.split(".")[0]
        names = [row.get(rule.par) for row in values.get(table, ()) if row.get(rule.par)]
        yield from ((table, str(name)) for name in sorted({n for n in names if names.count(n) > 1}))


def _pairs(rule: m.Comparaison, values: Mapping[str, Value]) -> Iterator[tuple[str, Value, Value]]:
    """The values to compare, with a label: two fields, a field and a number, or two columns (same row, or matched by `par`)."""
    (a, _, column_a), (b, _, column_b) = rule.petit.partition("."), rule.grand.partition(".")
    if a not in values or (b not in values and not b.isdecimal()):
        return
    if not column_a:
        yield "", values[a], int(b) if b.isdecimal() else values[b]
        return
    matched = {row.get(rule.par): row for row in values[b] if row.get(rule.par)} if rule.par else {}
    for number, row in enumerate(values[a], 1):
        other = matched.get(row.get(rule.par), {}) if rule.par else row
        if row.get(column_a) is not None and other.get(column_b) is not None:
            yield str(row.get(rule.par) or f"ligne {number}"), row[column_a], other[column_b]
