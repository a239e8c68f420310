"""The public catalogue: `catalogue.json`, for programs. Plain text with French typography, never HTML.

What each map holds is said by the tables of `publicshapes`; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from . import model as m, publicshapes as shapes
from .typography import NBSP, french


@dataclass(frozen=True, slots=True)
class Places:
    """What the site knows and the catalogue does not: the address of each thing, and how a condition is said in French."""

    of: Callable[[object], str]  # an item of the catalogue → its page, from the root of the site
    downloads: Callable[[object], list[dict]]  # a template or a letter → its files
    said: Callable[[m.Condition], str]


def catalogue(c: m.Catalogue, places: Places) -> dict:
    """The public catalogue, as JSON data. The same catalogue gives the same data."""
    return _Writer(c, places).catalogue()


def reading_order(c: m.Catalogue) -> list[m.Clause]:
    """The clauses in the order of the contract: groups, sections, then rank."""
    return [clause for groupe in c.textes.groupes for r in c.rubriques.values() if r.groupe == groupe.id for clause in c.clauses_de(r.id)]


class _Writer:
    def __init__(self, c: m.Catalogue, places: Places):
        self.c, self.places = c, places

    def catalogue(self) -> dict:
        c = self.c
        return {
            "format": shapes.FORMAT,
            "version": c.version,
            "date": c.date,
            "licence": c.licence,
            "avertissement": typed(c.textes.notices["donnees"] or c.textes.notices["avertissement"]),
            "groupes": [self.plain(g) for g in c.textes.groupes],
            "types": [self.plain(t) for t in _ranked(c.types)],
            "formules": [self.plain(f) for f in _ranked(c.formules)],
            "options": [self.plain(o) for o in c.options.values()],
            "champs": [self.plain(f, without=("exemple", "exemples_selon"), address=False) for f in c.champs.values()],
            "rubriques": [self.plain(r, without=("numero", "frequence")) for r in c.rubriques.values()],
            "clauses": [self.clause(k) for k in reading_order(c)],
            "annexes": [self.versioned(a) for a in _ranked(c.annexes)],
            "modeles": [{**self.plain(t), "telechargements": self.places.downloads(t)} for t in _ranked(c.modeles)],
            "courriers": [{**self.versioned(x), "recommande": x.recommande, "telechargements": self.places.downloads(x)} for x in _ranked(c.courriers)],
            "references": [self.reference(r) for r in c.references.values()],
            "glossaire": [self.plain(t) for t in c.glossaire.values()],
            "indices": [self.plain(i) for i in c.indices.values()],
            "changements": [self.plain(e, address=False) for e in sorted(c.changements.values(), key=lambda e: (e.date, e.id))],
        }

    def clause(self, clause: m.Clause) -> dict:
        own = self.places.of(clause)
        versions = [{"id": name, **self.plain(v, address=False), "adresse": f"{own}#{f'version-{name}' if clause.sensible else 'texte'}"} for name, v in clause.versions.items()]
        return {**self.versioned(clause), "versions": versions}

    def versioned(self, item: m.Clause | m.Annexe | m.Courrier) -> dict:
        written = {**self.plain(item, without=("versions", "surcharge", "recommande")), "version": item.numero_version}
        change = getattr(item, "surcharge", None)
        return {**written, "maison": {"mode": change.mode, "dossier": change.dossier}} if change else written

    def reference(self, reference: m.Reference) -> dict:
        written = self.plain(reference, without=("url",))
        return {**written, "adresse_officielle": reference.url} if reference.url else written

    def plain(self, item, without: Iterable[str] = (), address: bool = True) -> dict:
        """A dataclass as a map: what is empty is left out, unless the table says that it is always there."""
        table = _TABLES.get(type(item))
        written: dict = {}
        for name in item.__dataclass_fields__:
            value = getattr(item, name)
            if name in without:
                continue
            if name == "condition" or name == "touche":
                written.update(self.condition(value))
            elif value not in ("", (), None, False) or (table and name in table.keys and table.keys[name].required):
                written[name] = self.value(value, name)
        return {**written, "adresse": self.places.of(item)} if address and table and "adresse" in table.keys else written

    def condition(self, condition: m.Condition) -> dict:
        maps = {"quand": condition.quand, "sauf": condition.sauf}
        found = {key: [{name: sorted(values) for name, values in carte} for carte in cartes] for key, cartes in maps.items() if cartes}
        return {**found, "condition": self.places.said(condition)} if found else {}

    def value(self, value, name: str):
        if isinstance(value, str):
            return value if name in _VERBATIM else typed(value)
        if isinstance(value, Mapping):
            return {key: self.value(item, name) for key, item in value.items() if item}
        if isinstance(value, tuple):
            return [self.value(item, name) for item in value]
        return self.plain(value) if hasattr(value, "__dataclass_fields__") else value


_VERBATIM = frozenset(
    "id rubrique rang statut champs groupe type types formule hors_forfait options apporte implique suppose references clauses annexes exige force etat verification "
    "article version_du date releve avenant remplit fondements empreinte expediteur genre reprend voir champ vaut tableau url".split()
)
_TABLES = {
    m.Alinea: shapes.ALINEA,
    m.Annexe: shapes.ANNEXE,
    m.Calcul: shapes.CALCUL,
    m.Champ: shapes.CHAMP,
    m.Changement: shapes.CHANGEMENT,
    m.Clause: shapes.CLAUSE,
    m.Courrier: shapes.COURRIER,
    m.Element: shapes.ELEMENT,
    m.Evenement: shapes.EVENEMENT,
    m.Formule: shapes.FORMULE,
    m.Indice: shapes.INDICE,
    m.Modele: shapes.MODELE,
    m.Option: shapes.OPTION,
    m.Reference: shapes.REFERENCE,
    m.Rubrique: shapes.RUBRIQUE,
    m.Section: shapes.SECTION,
    m.Terme: shapes.TERME,
    m.TypeMaintenance: shapes.TYPE,
    m.Version: shapes.VERSION,
}


def _ranked(items: Mapping) -> list:
    return sorted(items.values(), key=lambda item: (item.rang, item.id))


_before_a_number = re.compile(r"\b([Aa]rticles?|[Aa]nnexes?) (?=\[\[|\{)")


def typed(text: str) -> str:
    """A text of the catalogue with French typography; its marks (`{champ}`, `[[clause:id]]`) are kept."""
    said = french(text)
    return _before_a_number.sub(rf"\1{NBSP}", said) if "[[" in said or "{" in said else said
