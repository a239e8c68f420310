"""The workbook of an annex: its sheets, empty or filled from answers, with the formulas of `formules` placed where they compute.

Each formula is given the value that it has at once, computed here by `calculs`: a reader that does not compute shows the right figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import calculs, model as m, tableau
from .formules import FORMULES, PLACE
from .reponses import Reponses
from .sheets import EMPTY, Cell, Column, Sheet, Workbook
from .typography import french
from .valeurs import Value

REGLAGES, SYNTHESE, MODE_D_EMPLOI = "Réglages", "Synthèse", "Mode d’emploi"


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column as the sheet shows it: the field's, or the workbook's own. `du_champ` when the contract prints it."""

    id: str
    titre: str
    type: str
    largeur: int
    liste: tuple[str, ...] | str
    calcul: str
    aide: str
    du_champ: bool


def construire(catalogue: m.Catalogue, tableur: m.Tableur, reponses: Reponses | None = None) -> Workbook:
    """The workbook, filled with what the answers hold."""
    return _Builder(catalogue, tableur, reponses).run()


def colonnes(catalogue: m.Catalogue, feuille: m.FeuilleTableur) -> list[Colonne]:
    """The columns of a sheet: those of its field first, then its own."""
    own = {c.id: c for c in feuille.colonnes}
    found = []
    for base in catalogue.champs[feuille.champ].colonnes if feuille.champ else ():
        more = own.pop(base.id, None)
        found.append(Colonne(base.id, base.titre, base.type, more.largeur if more else 0, more.liste if more else (), "", more.aide if more else "", True))
    return found + [Colonne(c.id, c.titre, c.type, c.largeur, c.liste, c.calcul, c.aide, False) for c in own.values()]


def colonnes_ajoutees(catalogue: m.Catalogue, champ: str) -> list[str]:
    """The titles that the workbooks add beside the columns of a field: who reads the field back leaves them out."""
    return [
        french(c.titre)
        for tableur in catalogue.tableurs.values()
        for feuille in tableur.feuilles
        if feuille.champ == champ
        for c in colonnes(catalogue, feuille)
        if not c.du_champ
    ]


def en_csv(workbook: Workbook) -> bytes:
    """The first sheet as CSV for French Excel: the columns to fill, and what is filled already."""
    sheet = workbook.sheets[0]
    kept = [i for i, column in enumerate(sheet.columns) if not column.computed]
    rows = [[_texte(sheet.columns[i].kind, row[i].value) for i in kept] for row in sheet.rows]
    return tableau.ecrire_csv([[sheet.columns[i].title for i in kept], *(row for row in rows if any(row))])


def valeurs_d_un_choix(catalogue: m.Catalogue, reglage: m.Reglage) -> tuple[m.Valeur, ...]:
    """Those of the setting, or of its field."""
    champ = catalogue.champs.get(reglage.champ)
    return reglage.valeurs or (champ.valeurs if champ else ())


# ---------------------------------------------------------------- inside
class _Builder:
    def __init__(self, catalogue: m.Catalogue, tableur: m.Tableur, reponses: Reponses | None):
        self.c, self.t, self.r = catalogue, tableur, reponses
        self.columns = {f.id: colonnes(catalogue, f) for f in tableur.feuilles}
        self.sheets = {f.id: f for f in tableur.feuilles}
        self.settings = {g.id: g for g in tableur.reglages}
        self.rows = {f.id: (reponses.values.get(f.champ, []) if reponses and f.champ else []) for f in tableur.feuilles}
        self.value_of = {g.id: self._setting(g) for g in tableur.reglages}

    def run(self) -> Workbook:
        sheets = [self._sheet(feuille) for feuille in self.t.feuilles]
        pairs = ((SYNTHESE, self.t.synthese), (REGLAGES, self.t.reglages))
        sheets += [self._pairs(name, items) for name, items in pairs if items]
        words = Column(MODE_D_EMPLOI, "texte", 100)
        sheets.append(Sheet(MODE_D_EMPLOI, (words,), tuple((Cell(french(text)),) for text in (self.t.en_clair, *self.t.mode_d_emploi)), False))
        return Workbook(french(self.t.titre), french(f"Annexe « {self.c.annexes[self.t.id].titre} », catalogue {self.c.version}"), tuple(sheets))

    # ------------------------------------------------------------ sheets
    def _sheet(self, feuille: m.FeuilleTableur) -> Sheet:
        columns = self.columns[feuille.id]
        rows = []
        for i in range(self._size(feuille.id)):
            values = dict(self.rows[feuille.id][i]) if i < len(self.rows[feuille.id]) else {}
            cells = []
            for column in columns:
                if column.calcul:
                    values[column.id] = _VALEURS.get(column.calcul, _vide)(self, values)
                    cells.append(Cell(values[column.id], self._formula(column.calcul, feuille.id, i + 2)))
                else:
                    value = values.get(column.id)
                    cells.append(Cell(value) if value is not None else EMPTY)
            rows.append(tuple(cells))
        shown = tuple(Column(french(c.titre), c.type, c.largeur, self._choices(c.liste), french(c.aide), bool(c.calcul)) for c in columns)
        return Sheet(feuille.titre, shown, tuple(rows))

    def _size(self, name: str) -> int:
        return max(self.sheets[name].lignes, len(self.rows[name]))

    def _pairs(self, name: str, items: tuple[m.Reglage, ...]) -> Sheet:
        """Settings or totals: a title, a value, where it comes from."""
        rows = []
        for item in items:
            kind = "texte" if item.type == "choix" else item.type
            choices = tuple(french(v.libelle) for v in valeurs_d_un_choix(self.c, item)) if item.type == "choix" else item.liste
            if item.calcul:
                value = Cell(_VALEURS[item.calcul](self, {}), self._formula(item.calcul, "", 0), kind)
            else:
                value = Cell(self._shown(item), "", kind, choices)
            rows.append((Cell(french(item.titre)), value, Cell(french(item.aide or self._origin(item)))))
        columns = (Column(name, "texte", 58), Column("Valeur", "texte", 26), Column("Précision", "texte", 46))
        shown = 3 if any(about.value for _, _, about in rows) else 2
        return Sheet(name, columns[:shown], tuple(row[:shown] for row in rows), False)

    def _origin(self, item: m.Reglage) -> str:
        if item.champ:
            return f"Au Contrat : {self.c.champs[item.champ].libelle}."
        return f"Selon l'article « {self.c.clauses[item.selon['clause']].titre} »." if item.selon else ""

    def _choices(self, liste: tuple[str, ...] | str) -> tuple[str, ...] | str:
        if not isinstance(liste, str):
            return tuple(map(french, liste))
        place, _, column = liste.partition(".")
        if place == "reglages":
            return tuple(french(v.libelle) for v in valeurs_d_un_choix(self.c, self.settings[column]))
        return self._range(place, column)

    # ------------------------------------------------------------ settings
    def _setting(self, item: m.Reglage) -> Value | None:
        """The value of a setting in the domain: an id for a choice, cents for an amount."""
        version = (self.r.versions.get(item.selon.get("clause", ""), self.r.position) if self.r else m.VERSIONS[0]) if item.selon else ""
        if version in item.selon:
            return item.selon[version] or None
        if item.champ:
            return self.r.values.get(item.champ) if self.r else None
        return (int(item.defaut) if item.type == "entier" else item.defaut) if item.defaut else None

    def _shown(self, item: m.Reglage) -> Value | None:
        value = self.value_of[item.id]
        if item.type == "choix" and value is not None:
            return next((french(v.libelle) for v in valeurs_d_un_choix(self.c, item) if v.id == value), None)
        return value

    # ------------------------------------------------------------ formulas
    def _formula(self, name: str, sheet: str, row: int) -> str:
        return PLACE.sub(lambda place: self._place(*place.groups(), sheet, row), FORMULES[name])

    def _place(self, setting: str, name: str, column: str | None, span: str, word: str | None, sheet: str, row: int) -> str:
        if setting:
            if word:
                return _quoted(next(v.libelle for v in valeurs_d_un_choix(self.c, self.settings[name]) if v.id == word))
            return f"'{REGLAGES}'!$B${list(self.settings).index(name) + 2}"
        if word:
            return _quoted(self.t.mots[word])
        if column:
            return self._range(name, column)
        letter = _letter([c.id for c in self.columns[sheet]].index(name))
        return f"{letter}$2:{letter}{row}" if span == "^" else f"{letter}{row}"

    def _range(self, sheet: str, column: str) -> str:
        letter = _letter([c.id for c in self.columns[sheet]].index(column))
        return f"'{self.sheets[sheet].titre}'!${letter}$2:${letter}${self._size(sheet) + 1}"

    # ------------------------------------------------------------ for the values of the formulas
    def number(self, name: str) -> int:
        """A whole setting, nought when it is empty."""
        return int(self.value_of[name] or 0)

    def inventory(self) -> Iterator[tuple[dict, int | None]]:
        """Each line with its amount in cents, when it has a price."""
        for row in self.rows["inventaire"]:
            price = _prix(self, row)
            yield row, row["quantite"] * price if isinstance(price, int) and "quantite" in row else None

    def total(self) -> int:
        return sum(amount or 0 for _, amount in self.inventory())


def _vide(*_) -> str:
    return ""


def _prix(b: _Builder, row: dict) -> int | str:
    """The price of the category, which no answer gives yet."""
    found = [line["prix"] for line in b.rows["prix"] if "prix" in line and line.get("categorie") == row.get("categorie")]
    return found[0] if row.get("categorie") and len(found) == 1 else ""


def _montant(b: _Builder, row: dict) -> int | str:
    return row["quantite"] * row["prix"] if "quantite" in row and isinstance(row.get("prix"), int) else ""


def _annuel(b: _Builder, _row: dict) -> int | str:
    period = b.value_of["periode_redevance"]
    return calculs.cout_forfait(b.total(), period).montant if period else ""


def _alerte(b: _Builder, _row: dict) -> str:
    rate = b.value_of["prepaye_alerte"]
    return b.t.mots["oui" if calculs.solde(b.number("report"), 0, rate).alerte else "non"] if rate else ""


def _facture(b: _Builder) -> int:
    return calculs.mois_factures([0], 60 * b.number("minimum_mensuel"))[0].facture


def _montant_du_mois(b: _Builder, _row: dict) -> int | str:
    rate = b.value_of["taux_horaire"]
    return calculs.cout_temps([_facture(b)], rate).montant if rate is not None else ""


def _credit(b: _Builder, _row: dict) -> int:
    return max(0, 60 * b.number("credit_heures") - b.number("credit_consomme"))


def _zero(*_) -> int:
    return 0


# The values of formulas over sheets where only the fields are filled. Elsewhere, a line without an entry computes nothing.
_VALEURS: dict[str, Callable[[_Builder, dict], Value]] = {
    "prix-unitaire": _prix,
    "montant": _montant,
    "quantite-totale": lambda b, _: sum(row.get("quantite", 0) for row in b.rows["inventaire"]),
    "lignes-sans-prix": lambda b, _: sum(1 for row, amount in b.inventory() if "quantite" in row and amount is None),
    "total-inventaire": lambda b, _: b.total(),
    "ecart-redevance": lambda b, _: "" if b.value_of["redevance"] is None else b.total() - b.value_of["redevance"],
    "total-annuel": _annuel,
    "tickets-achetes": lambda b, _: b.number("report"),
    "tickets-consommes": _zero,
    "tickets-restants": lambda b, _: b.number("report"),
    "tickets-manquants": _zero,
    "alerte": _alerte,
    "total-decompte": _zero,
    "total-heures": _zero,
    "impute-minimum": _zero,
    "reste-minimum": lambda b, _: 60 * b.number("minimum_mensuel"),
    "impute-report": _zero,
    "impute-credit": _zero,
    "credit-restant": _credit,
    "temps-a-facturer": lambda b, _: _facture(b),
    "montant-du-mois": _montant_du_mois,
    "jours-fermes": lambda b, _: "".join("0" if b.value_of[day] == b.t.mots["oui"] else "1" for day in ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")),
    **dict.fromkeys(("incidents", "prises-tenues", "prises-depassees", "retablissements-tenus", "retablissements-depasses"), _zero),
}


def _quoted(text: str) -> str:
    return '"' + french(text).replace('"', '""') + '"'


def _letter(index: int) -> str:
    """0 → A, 27 → AB."""
    return (chr(64 + index // 26) if index >= 26 else "") + chr(65 + index % 26)


def _texte(kind: str, value: Value) -> str:
    """A value as French Excel writes it in a CSV."""
    if value is None:
        return ""
    if kind == "montant":
        return f"{value // 100},{value % 100:02d}"
    if kind == "date":
        return "/".join(reversed(value.split("-")))
    return str(value).replace(".", ",") if kind in ("decimal", "taux") else str(value)
