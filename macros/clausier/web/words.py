"""The catalogue said in French words: conditions, statuses, legal forces, versions, dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .. import model as m
from ..typography import NBSP, french, long_date

STATUTS = {"impose": "imposé par un texte", "indispensable": "indispensable en pratique", "recommande": "recommandé"}
VERSIONS = {"equilibree": "Équilibrée", "client": "Favorable au client", "prestataire": "Favorable au prestataire"}
FORCES = {
    "impose": "Imposé : l'écrit doit le dire",
    "oblige": "Oblige une partie ; la clause l'organise",
    "encadre": "Encadre la clause, si elle existe",
    "suppletif": "Joue à défaut de clause",
}
MODES = {
    "remplace": "remplacée par la maison",
    "complete": "complétée par la maison",
    "retire": "retirée par la maison",
    "ajoute": "ajoutée par la maison",
}
_KINDS = {
    "texte": "texte d'une ligne",
    "paragraphe": "texte libre",
    "entier": "nombre entier",
    "decimal": "nombre",
    "montant": "montant en euros",
    "taux": "taux en pour cent",
    "date": "date",
    "heure": "heure",
    "choix": "choix",
    "liste": "liste",
    "tableau": "tableau",
}


class Words:
    """Says conditions with the names that a catalogue gives to its types, formulas and options."""

    def __init__(self, catalogue: m.Catalogue):
        self.types = {t.id: lower(t.titre) for t in catalogue.types.values()}
        for item in catalogue.types.values():
            for brought in item.apporte:
                self.types.setdefault(brought, f"maintenance {brought}")
        self.formules = {f.id: lower(f.titre.removeprefix("Formule ")) for f in catalogue.formules.values()}
        self.options = {o.id: lower(o.libelle) for o in catalogue.options.values()}
        self._said: dict[m.Condition, str] = {}

    def condition(self, condition: m.Condition) -> str:
        """« toujours », or « si … ; ou si … ; sauf si … »."""
        if condition not in self._said:
            self._said[condition] = french(self._condition(condition))
        return self._said[condition]

    def _condition(self, condition: m.Condition) -> str:
        parts = []
        if condition.quand:
            parts.append("si " + " ; ou si ".join(map(self._map, condition.quand)))
        if condition.sauf:
            parts.append(("sauf si " if parts else "toujours, sauf si ") + " ; ou si ".join(map(self._map, condition.sauf)))
        return " ; ".join(parts) or "toujours"

    def _map(self, carte: m.Carte) -> str:
        return " et ".join(self._key(key, values) for key, values in carte)

    def _key(self, key: str, values: frozenset[str]) -> str:
        if key == "types":
            return f"le contrat comprend {self._among(values, self.types, 'la ')}"
        if key == "formules":
            return f"la formule est {self._among(values, self.formules)}"
        if key == "hors-forfait":
            return f"le hors-forfait suit la formule {self._among(values, self.formules)}"
        return self._among(values, self.options)

    def _among(self, values: frozenset[str], names: dict[str, str], article: str = "") -> str:
        ordered = [name for item, name in names.items() if item in values]
        if article:
            ordered = [("l'" if n[0] in "aeéiou" else article) + n for n in ordered]
        return either(ordered)


def lower(text: str) -> str:
    """The first letter in lower case."""
    return text[:1].lower() + text[1:]


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def either(items: Sequence[str]) -> str:
    """« A, B ou C »."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} ou {items[-1]}" if items else ""


def counted(count: int, noun: str, plural: str = "") -> str:
    """« 1 clause », « 3 clauses »."""
    return f"{count}{NBSP}{noun if count < 2 else plural or noun + 's'}"


def kind_of(champ: m.Champ) -> str:
    """The type of a field, as a reader understands it."""
    said = _KINDS[champ.type]
    if champ.valeurs:
        said += " : " + either([v.libelle for v in champ.valeurs])
    if champ.colonnes:
        said += " : " + ", ".join(c.titre for c in champ.colonnes)
    if champ.unite:
        said += f", en {champ.unite[1]}"
    return french(said)


def citation(reference: m.Reference) -> str:
    """« Code civil, art. 1103 »."""
    article = reference.article
    if not article or article == "ensemble":
        return french(reference.code)
    return french(f"{reference.code}, {'' if article.startswith(('art', 'clause', 'annexe')) else 'art. '}{article}")


def version_of(reference: m.Reference) -> str:
    """« version du 1er octobre 2016 », or nothing."""
    return f"version du {long_date(reference.version_du)}" if reference.version_du else ""


def sorted_by_rank(items: Iterable):
    return sorted(items, key=lambda item: (item.rang, item.id))
