"""Rules of the spreadsheets: each serves an annex, holds its printed columns, and has everything that its formulas name."""

from __future__ import annotations

from .. import model as m
from ..formules import FORMULES, PLACE
from ..shapes import did_you_mean
from .rules import Rules

_MAX_LIGNES = 2_000
_NOM = 31  # what Excel allows
_LISTE = 250


class SpreadsheetRules(Rules):
    def check(self) -> None:
        for tableur in self.c.tableurs.values():
            if self.at("tableurs", tableur.id):
                self.one(tableur)

    def one(self, tableur: m.Tableur) -> None:
        if tableur.id not in self.c.annexes:
            self.unknown("annexes", (), f"un tableur porte le nom de son annexe ; « {tableur.id} » n'en est pas une{did_you_mean(tableur.id, self.c.annexes)}")
            return
        columns = {f.id: self.columns(f, ("feuilles", i)) for i, f in enumerate(tableur.feuilles)}
        names: set[str] = set()
        for i, feuille in enumerate(tableur.feuilles):
            where = ("feuilles", i)
            if len(feuille.titre) > _NOM or set(feuille.titre) & set("[]:*?/\\'") or feuille.titre.casefold() in names:
                self.say((*where, "titre"), f"nom de feuille : {_NOM} signes au plus, sans []:*?/\\ ni apostrophe droite, et un seul de chaque")
            names.add(feuille.titre.casefold())
            if not 1 <= feuille.lignes <= _MAX_LIGNES:
                self.say((*where, "lignes"), f"de 1 à {_MAX_LIGNES} lignes")
            if feuille.reprend:
                self.printed(self.c.annexes[tableur.id], feuille, columns[feuille.id], where)
            for j, column in enumerate(feuille.colonnes):
                self.choices(tableur, columns, column.liste, (*where, "colonnes", j, "liste"))
                self.formula(tableur, columns, feuille.id, column.calcul, (*where, "colonnes", j, "calcul"))
        for key, items in (("reglages", tableur.reglages), ("synthese", tableur.synthese)):
            for i, item in enumerate(items):
                self.setting(tableur, columns, item, (key, i))

    def columns(self, feuille: m.FeuilleTableur, where: tuple) -> dict[str, str]:
        """Id → title of each column. A column of the field is not given another title."""
        champ = self.c.champs.get(feuille.champ)
        if feuille.champ and (champ is None or champ.type != "tableau"):
            self.unknown("champs", (*where, "champ"), f"« {feuille.champ} » n'est pas un champ de type tableau{did_you_mean(feuille.champ, self.table_fields)}")
        found = {c.id: c.titre for c in champ.colonnes} if champ else {}
        for j, column in enumerate(feuille.colonnes):
            place = (*where, "colonnes", j)
            if column.id in found and champ and column.id in {c.id for c in champ.colonnes}:
                if column.titre or column.type or column.calcul:
                    self.say(place, f"la colonne « {column.id} » vient du champ « {champ.id} » : son titre et son type s'y changent")
                continue
            if column.id in found:
                self.say((*place, "id"), f"deux colonnes « {column.id} » : gardez-en une")
            if not (column.titre and column.type):
                self.say(place, "il manque « titre » ou « type », que seule une colonne du champ peut taire")
            if column.titre in found.values():
                self.say((*place, "titre"), f"deux colonnes « {column.titre} » : changez l'un des titres")
            found[column.id] = column.titre
        return found

    def printed(self, annexe: m.Annexe, feuille: m.FeuilleTableur, columns: dict[str, str], where: tuple) -> None:
        """Every column that the annex prints in that section is in the sheet: the two say the same."""
        section = next((s for s in annexe.sections if s.titre == feuille.reprend), None)
        tables = [a.tableau for a in section.alineas if isinstance(a.tableau, m.TableauFixe)] if section else []
        if not tables:
            self.say((*where, "reprend"), f"l'annexe n'a pas de section « {feuille.reprend} » avec un tableau{did_you_mean(feuille.reprend, [s.titre for s in annexe.sections])}")
        there = {*columns.values(), *(c.reprend for c in feuille.colonnes)}
        for title in (t for table in tables for t in table.colonnes if t not in there):
            self.say((*where, "colonnes"), f"l'annexe imprime une colonne « {title} » que la feuille n'a pas : ajoutez-la, ou dites laquelle la `reprend`")

    def setting(self, tableur: m.Tableur, columns: dict[str, dict[str, str]], item: m.Reglage, where: tuple) -> None:
        if item.champ:
            self.id(item.champ, "champs", (*where, "champ"))
        champ = self.c.champs.get(item.champ)
        values = item.valeurs or (champ.valeurs if champ else ())
        if item.type == "choix" and not values:
            self.say(where, "un choix a des « valeurs », ou celles de son champ")
        if item.selon and item.selon.get("clause") not in self.c.clauses:
            self.unknown("corps", (*where, "selon"), f"clause inconnue « {item.selon.get('clause', '')} »{did_you_mean(item.selon.get('clause', ''), self.c.clauses)}")
        for version, value in item.selon.items():
            if item.type == "choix" and version != "clause" and value and value not in {v.id for v in values}:
                self.say((*where, "selon", version), f"« {value} » n'est pas une des valeurs : {', '.join(v.id for v in values)}")
        if item.type == "entier" and item.defaut and not item.defaut.isdecimal():
            self.say((*where, "defaut"), "on attend un nombre entier")
        self.choices(tableur, columns, tuple(v.libelle for v in values) or item.liste, where)
        self.formula(tableur, columns, "", item.calcul, (*where, "calcul"))

    def choices(self, tableur: m.Tableur, columns: dict[str, dict[str, str]], liste: tuple[str, ...] | str, where: tuple) -> None:
        if isinstance(liste, str):
            place, _, name = liste.partition(".")
            known = {g.id for g in tableur.reglages} if place == "reglages" else columns.get(place, {})
            if name not in known:
                self.say(where, f"« {liste} » n'existe pas : feuille.colonne, ou reglages.id{did_you_mean(name, known)}")
        elif any("," in value for value in liste) or len(",".join(liste)) > _LISTE:
            self.say(where, f"les valeurs d'une liste n'ont pas de virgule et tiennent, ensemble, en {_LISTE} signes")

    def formula(self, tableur: m.Tableur, columns: dict[str, dict[str, str]], sheet: str, name: str, where: tuple) -> None:
        """Everything that a formula names is there: a column, a setting, a word."""
        if not name:
            return
        if name not in FORMULES:
            self.say(where, f"calcul inconnu « {name} »{did_you_mean(name, FORMULES) or ' : ' + ', '.join(FORMULES)}")
            return
        settings = {g.id: g for g in tableur.reglages}
        for setting, first, column, _, word in PLACE.findall(FORMULES[name]):
            if setting and first not in settings:
                self.say(where, f"le calcul « {name} » emploie le réglage « {first} » : ajoutez-le")
            elif setting and word:
                champ = self.c.champs.get(settings[first].champ)
                if word not in {v.id for v in settings[first].valeurs or (champ.valeurs if champ else ())}:
                    self.say(where, f"le calcul « {name} » emploie la valeur « {word} » du réglage « {first} » : ajoutez-la")
            elif word and not setting and word not in tableur.mots:
                self.say(where, f"le calcul « {name} » emploie le mot « {word} » : ajoutez-le à « mots »")
            elif column and column not in columns.get(first, {}):
                self.say(where, f"le calcul « {name} » emploie la colonne « {column} » de la feuille « {first} » : ajoutez-la")
            elif not (setting or word or column) and first not in columns.get(sheet, {}):
                self.say(where, f"le calcul « {name} » emploie la colonne « {first} » de sa feuille : ajoutez-la")
