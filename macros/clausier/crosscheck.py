"""Rules across files: every id known, every field declared and used, every reference reachable, every element filled, no cycle.

`check(catalogue, place, problems)` adds every fault it finds; `place(folder, id)` tells an item's file and path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from . import model as m, texte
from .implication import TooMixed
from .shapes import Path, Problems, did_you_mean
from .valeurs import COMPARABLE, read_value

Place = Callable[[str, str], tuple[str, Path]]


def check(catalogue: m.Catalogue, place: Place, problems: Problems) -> None:
    """Every rule across files, all faults added to `problems`; a file that is already faulty is a target, not a source."""
    checker = _Checker(catalogue, place, problems)
    checker.vocabularies()
    checker.document_words()
    checker.choices()
    for clause in catalogue.clauses.values():
        checker.clause(clause)
    for annexe in catalogue.annexes.values():
        checker.annexe(annexe)
    if not problems.found:  # these two reason on conditions, whose ids must be known first
        checker.references_reach()
        checker.elements_filled()


class _Checker:
    def __init__(self, catalogue: m.Catalogue, place: Place, problems: Problems):
        self.c, self.place, self.problems = catalogue, place, problems
        brought = {b for t in catalogue.types.values() for b in t.apporte}
        self.known = {
            "types": {*catalogue.types, *brought},
            "formules": set(catalogue.formules),
            "hors-forfait": set(catalogue.formules),
            "options": set(catalogue.options),
        }
        self.worlds = catalogue.worlds
        self.faulty = {problem.file for problem in problems.found}
        self.broken = {_source(file) for file in self.faulty}
        self.prefix: Path = ()
        self.links: dict[tuple, list[tuple]] = {}
        self.filled: dict[str, dict[str, list[tuple[m.Condition, ...]]]] = {}
        self.table_fields = {f.id for f in catalogue.champs.values() if f.type == "tableau"}
        self.elements = {f"{r.id}/{e.id}" for r in catalogue.rubriques.values() for e in r.exige}
        self.vocabulary = {
            "textes": {g.id for g in catalogue.textes.groupes} if catalogue.textes else set(),
            **{name: getattr(catalogue, name) for name in ("rubriques", "options", "champs", "references", "types", "formules")},
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

    # ------------------------------------------------------------ vocabularies
    def vocabularies(self) -> None:
        c = self.c
        for rubrique in c.rubriques.values():
            self.at("rubriques", rubrique.id)
            self.id(rubrique.groupe, "textes", ("groupe",))
            self.condition(rubrique.condition, ())
            self.foundations(rubrique.fondements)
            if rubrique.statut == "si" and not (rubrique.condition.quand or rubrique.condition.sauf):
                self.say((), "statut « si » sans condition : ajoutez « quand »")
            seen: set[str] = set()
            for i, element in enumerate(rubrique.exige):
                self.condition(element.condition, ("exige", i))
                if element.id in seen:
                    self.say(("exige", i, "id"), f"élément « {element.id} » en double : renommez l'un des deux")
                seen.add(element.id)
        for option in c.options.values():
            self.at("options", option.id)
            self.ids(option.implique, "options", ("implique",))
            self.ids(option.suppose, "options", ("suppose",))
            self.ids(option.references, "references", ("references",))
            if option.calculee:
                self.calculation(option.calculee)
            if cycle := _cycle(option.id, c.options):
                self.say(("implique",), f"cycle d'implications : {' → '.join(cycle)} ; retirez-en une")
        for champ in c.champs.values():
            self.at("champs", champ.id)
            self.id(champ.groupe, "textes", ("groupe",))
            for needed, key, value in (("choix", "valeurs", champ.valeurs), ("tableau", "colonnes", champ.colonnes)):
                if (champ.type == needed) != bool(value):
                    self.say((), f"« {key} » va avec le type « {needed} », et seulement avec lui")
            self.example(champ)
        for terme in c.glossaire.values():
            self.at("glossaire", terme.id)
            self.ids(terme.voir, "rubriques", ("voir",))
        for indice in c.indices.values():
            self.at("indices", indice.id)
            self.ids(indice.references, "references", ("references",))

    def example(self, champ: m.Champ) -> None:
        """The example is a value that answers could hold, and is never blank."""
        faults: list[tuple[tuple, str]] = []
        value = read_value(champ, champ.exemple, lambda path, message: faults.append((path, message)))
        for path, message in faults or ([((), "donnez une valeur fictive")] if value is None else []):
            self.say(("exemple", *path), message)

    def calculation(self, calcul: m.Calcul) -> None:
        champ = self.c.champs.get(calcul.champ)
        if champ is None:
            self.unknown("champs", ("calculee", "champ"), f"champ inconnu « {calcul.champ} »{did_you_mean(calcul.champ, self.c.champs)}")
        elif calcul.vaut and calcul.vaut not in {v.id for v in champ.valeurs}:
            self.say(("calculee", "vaut"), f"« {calcul.vaut} » n'est pas une valeur du choix « {champ.id} »")
        elif (calcul.seuil is None) == (not calcul.vaut):
            self.say(("calculee",), "donnez « seuil » ou « vaut », l'un des deux")

    def foundations(self, fondements: m.Fondements) -> None:
        for force, ids in fondements.items():
            self.ids(ids, "references", ("fondements", force))

    def choices(self) -> None:
        c = self.c
        for folder, items in (("types", c.types), ("formules", c.formules)):
            for item in items.values():
                self.at(folder, item.id)
                self.ids(item.implique, "options", ("implique",))
                self.ids(item.exige, "rubriques", ("exige",))
                self.ids(item.references, "references", ("references",))
        for modele in c.modeles.values():
            self.at("modeles", modele.id)
            self.ids(modele.types, "types", ("types",))
            self.id(modele.formule, "formules", ("formule",))
            self.id(modele.hors_forfait, "formules", ("hors_forfait",))
            self.ids(modele.options, "options", ("options",))
            self.choosable(modele)
        for rule in c.incoherences.values():
            self.at("incoherences", rule.id)
            self.condition(rule.condition, ())
        for rule in c.comparaisons.values():
            self.at("comparaisons", rule.id)
            self.condition(rule.condition, ())
            kinds: dict[str, str | None] = {}
            constant = rule.grand.isdecimal()
            for key, place in (("petit", rule.petit), *([] if constant else [("grand", rule.grand)])):
                name, _, column = place.partition(".")
                kinds[key] = self.kind_of(name, column)
                if kinds[key] is None:
                    self.unknown("champs", (key,), f"champ inconnu « {place} »{did_you_mean(name, c.champs)}")
                elif kinds[key] not in COMPARABLE:
                    self.say((key,), f"« {place} » n'a pas d'ordre : on compare {', '.join(COMPARABLE)}")
                elif rule.par and self.kind_of(name, rule.par) is None:
                    self.say(("par",), f"« {rule.par} » n'est pas une colonne de « {name} »")
                elif ("." in rule.petit) != ("." in rule.grand) or (rule.par and not column):
                    self.say((key,), "on compare deux champs, ou deux colonnes de tableau (table.colonne ; « par » les apparie)")
            if len({kind for kind in kinds.values() if kind}) > 1:
                self.say(("grand",), f"on compare deux valeurs du même type : {kinds['petit']} et {kinds['grand']}")
        for rule in c.pas_pour.values():
            self.at("pas-pour", rule.id)
            self.ids(rule.sauf_options, "options", ("sauf_options",))

    def kind_of(self, name: str, column: str) -> str | None:
        """The type of a field, or of a column of a table field; None if there is no such thing."""
        champ = self.c.champs.get(name)
        if champ is None or not column:
            return champ and champ.type
        return next((c.type for c in champ.colonnes if c.id == column), None)

    def choosable(self, modele: m.Modele) -> None:
        """A template makes choices that answers could make."""
        if not modele.types:
            self.say(("types",), "donnez au moins un type")
        groups: dict[str, str] = {}
        for i, option in enumerate(o for o in map(self.c.options.get, modele.options) if o):
            if option.calculee:
                self.say(("options", i), f"l'option « {option.id} » se calcule, elle ne se choisit pas : retirez-la")
            if option.groupe in groups:
                self.say(("options", i), f"options qui s'excluent : {groups[option.groupe]}, {option.id} ; gardez-en une")
            if option.groupe:
                groups[option.groupe] = option.id

    def document_words(self) -> None:
        """The words that belong to no clause: their fields are known, and they refer to nothing (numbers come from the body)."""
        if not self.at("textes", ""):
            return
        textes = self.c.textes
        places = [(("entete",), textes.entete), *((("notices", key), text) for key, text in textes.notices.items())]
        places += [(("signataires", i, "lignes", j), line) for i, s in enumerate(textes.signataires) for j, line in enumerate(s.lignes)]
        for path, text in places:
            used: set[str] = set()
            self.text(text, path, used, (m.TOUJOURS,), None)
            for name in sorted(used):
                self.id(name, "champs", path)
            if texte.references(text):
                self.say(path, "un renvoi ne va que dans une clause ou une annexe : retirez-le")

    # ------------------------------------------------------------ clauses and annexes
    def clause(self, clause: m.Clause) -> None:
        if not self.at("corps", clause.id):
            return
        self.id(clause.rubrique, "rubriques", ("rubrique",))
        if not clause.versions:
            self.say((), "il manque le texte : « alineas », ou « versions »")
        elif clause.sensible and set(clause.versions) != set(m.VERSIONS):
            self.say(("versions",), f"les trois versions sont dues : {', '.join(m.VERSIONS)}")
        self.common(clause, "clause")
        used: set[str] = set()
        for name, version in clause.versions.items():
            base: Path = ("versions", name, "alineas") if clause.sensible else ("alineas",)
            filled = self.filled.setdefault(name, {})
            self.paragraphs(version.alineas, base, (clause.condition,), clause.rubrique, filled, used, ("clause", clause.id))
        self.declared(clause.champs, used)

    def annexe(self, annexe: m.Annexe) -> None:
        if not self.at("annexes", annexe.id):
            return
        self.common(annexe, "annexe")
        used: set[str] = set()
        filled = self.filled.setdefault(m.SEULE_VERSION, {})
        for i, section in enumerate(annexe.sections):
            self.condition(section.condition, ("sections", i))
            held = (annexe.condition, section.condition)
            self.paragraphs(section.alineas, ("sections", i, "alineas"), held, "", filled, used, ("annexe", annexe.id))
        self.declared(annexe.champs, used)

    def common(self, item, kind: str) -> None:
        self.condition(item.condition, ())
        self.foundations(item.fondements)
        if kind == "clause" and (item.statut == "impose") != bool(item.fondements.get("impose")):
            self.say(("statut",), "« impose » va avec un texte sous fondements.impose, et seulement avec lui")
        versions = [change.version for change in item.historique]
        if versions != sorted(set(versions)):
            self.say(("historique",), "numéros de version à mettre en ordre croissant, sans doublon")

    def declared(self, declared: tuple[str, ...], used: set[str]) -> None:
        for i, name in enumerate(declared):
            if name not in used:
                self.say(("champs", i), f"champ « {name} » déclaré et jamais employé : retirez-le")
        for name in sorted(used):
            if name not in declared and name in self.c.champs:
                self.say(("champs",), f"champ « {name} » employé et non déclaré : ajoutez-le")
            elif name not in self.c.champs:
                self.unknown("champs", ("champs",), f"champ inconnu « {name} »{did_you_mean(name, self.c.champs) or ' : ajoutez-le à vocabulaire/champs.yml'}")

    def paragraphs(self, alineas, path: Path, held, rubrique: str, filled, used: set[str], item) -> None:
        for i, alinea in enumerate(alineas):
            here = path + (i,)
            self.condition(alinea.condition, here)
            conditions = held if alinea.condition is m.TOUJOURS else (*held, alinea.condition)
            for element in alinea.remplit:
                name = f"{rubrique}/{element}" if rubrique and "/" not in element else element
                if name not in self.elements:
                    self.unknown("rubriques", here + ("remplit",), f"élément inconnu « {element} »{did_you_mean(name, self.elements)}")
                filled.setdefault(name, []).append(conditions)
            self.text(alinea.texte, here + ("texte",), used, conditions, item)
            if alinea.liste:
                self.paragraphs(alinea.liste, here + ("liste",), conditions, rubrique, filled, used, item)
            if isinstance(alinea.tableau, str):
                used.add(alinea.tableau)
                if alinea.tableau in self.c.champs and alinea.tableau not in self.table_fields:
                    self.say(here + ("tableau",), f"« {alinea.tableau} » n'est pas un champ de type tableau")
            elif alinea.tableau:
                for r, row in enumerate(alinea.tableau.lignes):
                    for cell in row:
                        self.text(cell, here + ("tableau", "lignes", r), used, conditions, item)

    def text(self, text: str, path: Path, used: set[str], conditions, item) -> None:
        for fault in texte.defauts(text):
            self.say(path, fault)
        if "{" in text:
            for name in texte.champs(text):
                used.add(name)
                if name in self.table_fields:
                    self.say(path, f"« {name} » est un tableau : citez-le par « tableau: », non dans le texte")
        if "[[" in text:
            for link in texte.references(text):
                target = (self.c.clauses if link.genre == "clause" else self.c.annexes).get(link.id)
                if target is None:
                    known = self.c.clauses if link.genre == "clause" else self.c.annexes
                    self.unknown(f"{link.genre}:{link.id}", path, f"renvoi vers « {link.genre}:{link.id} », qui n'existe pas{did_you_mean(link.id, known)}")
                elif not link.deux_redactions and (link.genre, link.id) != item:
                    self.links.setdefault((conditions, target.condition), []).append((self.problems.file, self.prefix + path, link))

    # ------------------------------------------------------------ reasoning on conditions
    def references_reach(self) -> None:
        for (conditions, target), places in self.links.items():
            try:
                missing = self.worlds.counterexample(conditions, [[target]])
                fault = missing and f"absent quand {describe(missing)} : conditionnez l'alinéa, ou écrivez [[…|avec #|sans]]"
            except TooMixed as error:
                fault = str(error)
            for file, path, link in places if fault else ():
                self.problems.file, self.prefix = file, ()
                self.say(path, f"renvoi vers « {link.genre}:{link.id} », {fault}")

    def elements_filled(self) -> None:
        shared = self.filled.get(m.SEULE_VERSION, {})
        for rubrique in self.c.rubriques.values():
            self.at("rubriques", rubrique.id)
            for i, element in enumerate(rubrique.exige):
                name = f"{rubrique.id}/{element.id}"
                for version in m.VERSIONS:
                    ways = [*shared.get(name, []), *self.filled.get(version, {}).get(name, [])]
                    try:
                        missing = self.worlds.counterexample((rubrique.condition, element.condition), ways)
                        fault = missing and f"sans phrase qui le remplisse (version {version}) quand {describe(missing)} : marquez un alinéa `remplit: [{element.id}]`"
                    except TooMixed as error:
                        fault = str(error)
                    if fault:
                        self.say(("exige", i, "id"), f"élément « {name} » {fault}")
                        break


def describe(situation: m.Situation) -> str:
    """A situation in a few French words, for messages."""
    options = ", ".join(sorted(situation.options)) or "aucune option"
    return f"types {'+'.join(sorted(situation.types))}, formule {situation.formule}, hors forfait {situation.hors_forfait}, {options}"


SOURCES = {"types": "types", "formules": "formules", "hors-forfait": "formules", "options": "options"}


def _source(file: str) -> str:
    """What a file is the source of: `champs` for vocabulaire/champs-2.yml, `types`, `clause:gti` for corps/gti.yml."""
    folder, _, name = file.rpartition("/")
    folder, stem = folder.rpartition("/")[2], name.removesuffix(".yml")
    if folder in ("corps", "annexes"):
        return f"{'clause' if folder == 'corps' else 'annexe'}:{stem}"
    return stem.rstrip("-0123456789") if folder == "vocabulaire" else folder


def _cycle(start: str, options: Mapping[str, m.Option]) -> list[str]:
    """The chain of implications that leads from an option back to itself, or nothing."""

    def walk(trail: list[str]) -> Iterator[list[str]]:
        for implied in options[trail[-1]].implique if trail[-1] in options else ():
            if implied == start:
                yield [*trail, implied]
            elif implied not in trail:
                yield from walk([*trail, implied])

    return next(walk([start]), [])
