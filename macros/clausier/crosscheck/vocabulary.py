"""Rules of the closed lists and of the choices: types, formulas, options, fields, templates, words of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import model as m
from ..shapes import did_you_mean
from ..valeurs import COMPARABLE, read_value
from .rules import Rules


class VocabularyRules(Rules):
    def check(self) -> None:
        self.vocabularies()
        self.document_words()
        self.choices()

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
            self.example(champ, champ.exemple, ("exemple",))
            for i, other in enumerate(champ.exemples_selon):
                self.condition(other.condition, ("exemples_selon", i))
                self.example(champ, other.exemple, ("exemples_selon", i, "exemple"))
        for terme in c.glossaire.values():
            self.at("glossaire", terme.id)
            self.ids(terme.voir, "rubriques", ("voir",))
        for indice in c.indices.values():
            self.at("indices", indice.id)
            self.ids(indice.references, "references", ("references",))
        removed = {name for name, _ in c.retraits}
        for synonyme in c.synonymes.values():
            self.at("synonymes", synonyme.id)
            if not synonyme.trouve and not synonyme.clauses:
                self.say((), "donnez « trouve », « clauses », ou les deux")
            self.known_clauses(synonyme.clauses, removed)
        for dessin in c.dessins.values():
            self.at("dessins", dessin.id)
            for i, etape in enumerate(dessin.etapes):
                self.ids(etape.types, "types", ("etapes", i, "types"))
                if etape.formule:  # the clause is not looked for: a house may have withdrawn it, and the step then has no link
                    self.id(etape.formule, "formules", ("etapes", i, "formule"))
        for change in c.changements.values():
            self.at("changements", change.id)
            self.condition(change.condition, ())
            self.ids(change.references, "references", ("references",))
            for key, known in (("clauses", c.clauses), ("annexes", c.annexes)):
                for name in getattr(change, key):
                    if name not in known and name not in removed:  # what a house has withdrawn is no fault of the list
                        self.unknown(f"{key[:-1]}:{name}", (key,), f"« {name} » n'est pas dans {key}{did_you_mean(name, known) or ' : vérifiez'}")

    def known_clauses(self, names: tuple[str, ...], removed: set[str]) -> None:
        for name in names:
            if name not in self.c.clauses and name not in removed:  # what a house has withdrawn is no fault of the list
                self.unknown(f"clause:{name}", ("clauses",), f"« {name} » n'est pas dans clauses{did_you_mean(name, self.c.clauses) or ' : vérifiez'}")

    def example(self, champ: m.Champ, example: object, where: tuple) -> None:
        """The example is a value that answers could hold, and is never blank."""
        faults: list[tuple[tuple, str]] = []
        value = read_value(champ, example, lambda path, message: faults.append((path, message)))
        for path, message in faults or ([((), "donnez une valeur fictive")] if value is None else []):
            self.say((*where, *path), message)

    def calculation(self, calcul: m.Calcul) -> None:
        champ = self.c.champs.get(calcul.champ)
        if champ is None:
            self.unknown("champs", ("calculee", "champ"), f"champ inconnu « {calcul.champ} »{did_you_mean(calcul.champ, self.c.champs)}")
        elif calcul.vaut and calcul.vaut not in {v.id for v in champ.valeurs}:
            self.say(("calculee", "vaut"), f"« {calcul.vaut} » n'est pas une valeur du choix « {champ.id} »")
        elif (calcul.seuil is None) == (not calcul.vaut):
            self.say(("calculee",), "donnez « seuil » ou « vaut », l'un des deux")

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
                elif column and not rule.par and rule.petit.split(".")[0] != rule.grand.split(".")[0]:
                    self.say(("par",), "deux tableaux se comparent ligne à ligne : dites par quelle colonne (« par »)")
                elif constant and kinds[key] not in ("entier", "decimal", "taux"):
                    self.say((key,), f"on ne compare pas à un nombre une valeur de type {kinds[key]}")
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
        if courriers := textes.courriers:
            places += [(("courriers", key), getattr(courriers, key)) for key in ("lieu_date", "objet", "reference", "salutation", "politesse", "fait", "recommande")]
            places += [(("courriers", "parties", n, key, i), line) for n, p in courriers.parties.items() for key in ("adresse", "signature") for i, line in enumerate(getattr(p, key))]
            if set(courriers.parties) != set(m.PARTIES):
                self.say(("courriers", "parties"), f"les deux Parties sont dues : {', '.join(m.PARTIES)}")
        if essentiel := textes.essentiel:
            places += [(("essentiel", key), getattr(essentiel, key)) for key in ("titre", "avis")]
            places += [(("essentiel", "colonnes", i), text) for i, text in enumerate(essentiel.colonnes)]
            if len(essentiel.colonnes) != 2:
                self.say(("essentiel", "colonnes"), "deux colonnes : le sujet, la réponse")
        if avenant := textes.avenant:
            places += [(("avenant", key), getattr(avenant, key)) for key in ("titre", "rappel", "neant", "fait")]
            places += [(("avenant", key, i), text) for key in ("parties", "objet", "concordance", "colonnes", "effet", "maintien") for i, text in enumerate(getattr(avenant, key))]
            places += [(("avenant", key, name), text) for key in ("articles", "modifie") for name, text in getattr(avenant, key).items()]
            for key, due in (("articles", m.ARTICLES_AVENANT), ("modifie", m.GESTES_AVENANT)):
                if lacking := [name for name in due if name not in getattr(avenant, key)]:
                    self.say(("avenant", key), f"il manque : {', '.join(lacking)}")
        for path, text in places:
            used: set[str] = set()
            links = self.words(text, path, used)
            for name in sorted(used):
                self.id(name, "champs", path)
            if links:
                self.say(path, "un renvoi ne va que dans une clause ou une annexe : retirez-le")


def _cycle(start: str, options: Mapping[str, m.Option]) -> list[str]:
    """The chain of implications that leads from an option back to itself, or nothing."""

    def walk(trail: list[str]) -> Iterator[list[str]]:
        for implied in options[trail[-1]].implique if trail[-1] in options else ():
            if implied == start:
                yield [*trail, implied]
            elif implied not in trail:
                yield from walk([*trail, implied])

    return next(walk([start]), [])
