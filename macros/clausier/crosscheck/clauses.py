"""Rules of clauses, annexes and of the page that sums them up: fields declared, references that arrive, elements that a sentence fills."""

from __future__ import annotations

from .. import model as m
from ..implication import TooMixed
from ..shapes import Path, did_you_mean
from .rules import Rules


class ClauseRules(Rules):
    def check(self) -> None:
        # Links by (conditions of the sentence, condition of its target); elements filled, by version then name.
        self.links: dict[tuple, list[tuple]] = {}
        self.filled: dict[str, dict[str, list[tuple[m.Condition, ...]]]] = {}
        self.elements = {f"{r.id}/{e.id}" for r in self.c.rubriques.values() for e in r.exige}
        self.worlds = self.c.worlds
        for clause in self.c.clauses.values():
            self.clause(clause)
        for annexe in self.c.annexes.values():
            self.annexe(annexe)
        self.summary()
        if not self.problems.found:  # these two reason on conditions, whose ids must be known first
            self.references_reach()
            self.elements_filled()

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

    def summary(self) -> None:
        """The lines of the one-page summary: known fields, references that arrive, lines of one title together."""
        seen: list[str] = []
        for line in self.c.essentiel.values():
            if not self.at("essentiel", line.id):
                continue
            self.condition(line.condition, ())
            used: set[str] = set()
            self.text(line.texte, ("texte",), used, (line.condition,), ("essentiel", line.id))
            for name in sorted(used):
                self.id(name, "champs", ("texte",))
            if line.titre in seen[:-1]:
                self.say(("titre",), f"les lignes « {line.titre} » ne se suivent pas : rapprochez-les")
            if seen[-1:] != [line.titre]:
                seen.append(line.titre)

    def common(self, item, kind: str) -> None:
        self.condition(item.condition, ())
        self.foundations(item.fondements)
        if kind == "clause" and (item.statut == "impose") != bool(item.fondements.get("impose")):
            self.say(("statut",), "« impose » va avec un texte sous fondements.impose, et seulement avec lui")
        self.versions(item)

    def versions(self, item) -> None:
        versions = [change.version for change in item.historique]
        if versions != sorted(set(versions)):
            self.say(("historique",), "numéros de version à mettre en ordre croissant, sans doublon")
        for i, change in enumerate(item.historique):
            self.condition(change.touche, ("historique", i))

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

    def gone(self, name: str) -> str:
        """What to say of a target that a house has removed, or nothing."""
        place = next((change.fichier for removed, change in self.c.retraits if removed == name), "")
        return place and f"que {place} retire : gardez cette clause, ou remplacez aussi celle-ci"

    def text(self, text: str, path: Path, used: set[str], conditions, item) -> None:
        for link in self.words(text, path, used):
            known = self.c.clauses if link.genre == "clause" else self.c.annexes
            target = known.get(link.id)
            if target is None:
                fault = self.gone(link.id) or "qui n'existe pas" + did_you_mean(link.id, known)
                self.unknown(f"{link.genre}:{link.id}", path, f"renvoi vers « {link.genre}:{link.id} », {fault}")
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
        removed = {change.rubrique: change.fichier for _, change in self.c.retraits}
        for rubrique in self.c.rubriques.values():
            if rubrique.id in removed and rubrique.statut == "recommande":
                continue  # a house may do without what is only recommended
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
                    if fault and rubrique.id in removed:
                        self.problems.file, self.prefix = removed[rubrique.id], ()
                        self.say(("mode",), f"retirer cette clause laisse l'élément « {name} » sans phrase, et la rubrique est due : écrivez « mode: remplace », ou ajoutez une clause qui le remplit")
                        break
                    if fault:
                        self.say(("exige", i, "id"), f"élément « {name} » {fault}")
                        break


def describe(situation: m.Situation) -> str:
    """A situation in a few French words, for messages."""
    options = ", ".join(sorted(situation.options)) or "aucune option"
    return f"types {'+'.join(sorted(situation.types))}, formule {situation.formule}, hors forfait {situation.hors_forfait}, {options}"
