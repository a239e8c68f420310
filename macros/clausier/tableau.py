"""Tables typed in a spreadsheet, read: CSV as French Excel writes it, or .xlsx, to titled lines of text; and CSV written.

`lire(data)` → Tableau. What a cell means is left to `valeurs`: here it is only brought to the form that the answers take (`cellule`).
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import classeur, model as m
from .shapes import did_you_mean
from .valeurs import MAX_TEXT, read_value

MAX_OCTETS = 20_000_000
MAX_LIGNES, MAX_COLONNES = classeur.MAX_LIGNES, classeur.MAX_COLONNES

_SEPARATORS = ";\t,"  # in order of preference when a title line holds as many of each
_FORMULA = "=+-@＝＋－＠"
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+\Z", re.ASCII)
_OUI, _NON = {"oui", "vrai", "true", "o", "x", "1"}, {"non", "faux", "false", "n", "0"}

_CSV_FAULTS = (
    ("unexpected end", "guillemet ouvert et jamais fermé : fermez-le, ou doublez-le s'il fait partie du texte"),
    ("field larger", "cellule démesurée : un guillemet est ouvert et jamais fermé, ou le séparateur n'est pas le bon"),
    ("expected after", "guillemet au milieu d'une cellule entre guillemets : doublez-le"),
)


class TableauInutilisable(ValueError):
    """A table that cannot be read at all: French message, with the line when it is known, and its cure."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line that is not empty: its number in the file, its cells by title, and what is wrong with its form."""

    numero: int
    cellules: Mapping[str, str]
    fautes: tuple[tuple[str, str], ...] = ()  # title, message


@dataclass(frozen=True, slots=True)
class Tableau:
    titres: tuple[str, ...]
    lignes: tuple[Ligne, ...]
    remarques: tuple[str, ...] = ()


# ---------------------------------------------------------------- reading
def lire(data: bytes) -> Tableau:
    """The table of those bytes, CSV or .xlsx by what they hold. Raises TableauInutilisable."""
    if len(data) > MAX_OCTETS:
        raise TableauInutilisable(f"fichier de plus de {MAX_OCTETS // 1_000_000} Mo : découpez-le")
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise TableauInutilisable("classeur .xls ancien, ou protégé par un mot de passe : enregistrez-le au format « Classeur Excel (.xlsx) », sans mot de passe")
    if data[:2] == b"PK":
        try:
            rows, sheets = classeur.feuille(data)
        except classeur.ClasseurIllisible as error:
            raise TableauInutilisable(str(error)) from None
        others = f"feuille lue : « {sheets[0]} » ; les autres ne le sont pas ({', '.join(sheets[1:6])}{'…' if len(sheets) > 6 else ''})"
        return _titled(rows, (others,) if sheets[1:] else ())
    return _titled(_csv(_decode(data)), ())


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")  # what is not UTF-8 comes from an Excel that writes in the code page of Windows
    for encoding in encodings:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise TableauInutilisable("codage inconnu : enregistrez-le au format « CSV UTF-8 »")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TableauInutilisable(f"ligne {line} : caractère nul (U+0000) ; ce n'est pas un CSV, ou son codage n'est pas dit : enregistrez-le au format « CSV UTF-8 »")
    return text


def _csv(text: str) -> list[tuple[int, list[str]]]:
    """Numbered lines of a CSV that are not empty; the separator is said by « sep= » or found in the first line."""
    first = 1
    if match := re.match(r'"?sep=([;,|\t])"?\r?\n', text):
        separator, text, first = match[1], text[match.end() :], 2
    else:
        text_of_titles = re.sub(r'"(?:[^"]|"")*"', "", text.lstrip("\r\n").partition("\n")[0])
        # « Marque, modèle ou version » is one title: a comma that separates has no space after it.
        separator = max(_SEPARATORS, key=lambda sign: (len(re.findall(f"{re.escape(sign)}(?! )", text_of_titles)), text_of_titles.count(sign)))
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) > MAX_COLONNES:
                    raise TableauInutilisable(f"ligne {start + first} : plus de {MAX_COLONNES} colonnes ; vérifiez le séparateur")
                if len(rows) > MAX_LIGNES:
                    raise TableauInutilisable(f"plus de {MAX_LIGNES} lignes : découpez le tableau")
                rows.append((start + first, [denuder(cell.strip()) for cell in cells]))
            start = reader.line_num
    except csv.Error as error:
        raise TableauInutilisable(f"ligne {start + first} : {next((french for english, french in _CSV_FAULTS if english in str(error)), 'CSV mal formé : vérifiez les guillemets')}") from None
    return rows


def _titled(rows: Sequence[tuple[int, list[str]]], remarks: tuple[str, ...]) -> Tableau:
    """The first line gives the titles; each other line, its cells under them."""
    if not rows:
        raise TableauInutilisable("tableau vide : sa première ligne porte les titres de colonnes")
    titles = rows[0][1]
    seen: dict[str, int] = {}
    for i, title in enumerate(titles):
        if isinstance(title, classeur.Erreur):
            raise TableauInutilisable(f"colonne {i + 1} : titre en erreur ({title}) ; écrivez-le en toutes lettres")
        if title and plier(title) in seen:
            raise TableauInutilisable(f"deux colonnes « {title} » ({seen[plier(title)]} et {i + 1}) : gardez-en une")
        seen[plier(title)] = i + 1
    lines = []
    for number, cells in rows[1:]:
        faults = []
        for i, cell in enumerate(cells):
            if cell and (i >= len(titles) or not titles[i]):
                faults.append((f"colonne {i + 1}", f"cellule sans titre de colonne (« {cell[:40]} ») : donnez un titre, effacez-la, ou mettez le texte entre guillemets s'il contient le séparateur"))
            elif isinstance(cell, classeur.Erreur):
                faults.append((titles[i], f"formule en erreur ({cell}) : corrigez-la, ou remplacez-la par sa valeur"))
        named = {title: cells[i] if i < len(cells) else "" for i, title in enumerate(titles) if title}
        lines.append(Ligne(number, named, tuple(faults)))
    return Tableau(tuple(title for title in titles if title), tuple(lines), remarks)


def plier(text: str) -> str:
    """A title as it is compared: without case, accents, typographic apostrophes and spaces."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.replace("’", "'")) if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


# ---------------------------------------------------------------- cells
def cellule(champ: m.Champ | m.Colonne, text: str) -> object:
    """A cell in the form that the answers take; what cannot be is left as it is, for `valeurs` to refuse. Raises ValueError for a number that Excel has spoilt."""
    kind = champ.type
    if kind in ("texte", "paragraphe") and _SCIENTIFIC.match(text):
        raise ValueError(f"« {text} » : le tableur a abrégé ce nombre ; mettez la colonne au format Texte et retapez-le")
    if kind == "entier":
        return re.sub(r"[.,]0+\Z", "", text)
    if kind == "date":
        return re.sub(r" 0?0:00(:00)?\Z", "", text)
    if kind == "heure":
        return re.sub(r"\A(\d\d?:\d\d):00\Z", r"\1", text)
    if kind == "liste":
        return [part.strip() for part in re.split(r"[|\n]", text.replace("\r\n", "\n")) if part.strip()]
    if kind == "choix":
        folded = plier(text)
        by_label = {plier(v.libelle): v.id for v in champ.valeurs} | {plier(v.id): v.id for v in champ.valeurs}
        if folded not in by_label and {"oui", "non"} <= set(by_label.values()):
            folded = "oui" if folded in _OUI else "non" if folded in _NON else folded
        return by_label.get(folded, text)
    return text


def oui_ou_non(text: str) -> bool | None:
    """True, False, or None when it is neither."""
    return True if plier(text) in _OUI else False if plier(text) in _NON else None


def ids(text: str) -> list[str]:
    """« a, b | c » → the ids."""
    return [part for part in re.split(r"[\s,;|]+", text) if part]


def vers_champ(champ: m.Champ, table: Tableau, ignores: Iterable[str] = ()) -> list[dict[str, str]]:
    """The rows of a field of type tableau, columns by id or printed title; those of `ignores` (titles) are left out.

    Raises TableauInutilisable with every fault, its line and its column.
    """
    known = {plier(c.titre): c for c in champ.colonnes} | {plier(c.id): c for c in champ.colonnes}
    left = {plier(title) for title in ignores}
    faults, columns = [], {}
    for title in table.titres:
        column = known.get(plier(title))
        if column is None and plier(title) not in left:
            faults.append(f"colonne « {title} » inconnue : {', '.join(c.titre for c in champ.colonnes)}{did_you_mean(title, [n for c in champ.colonnes for n in (c.titre, c.id)])}")
        elif column is not None and column in columns.values():
            faults.append(f"deux colonnes pour « {column.titre} » : gardez-en une")
        elif column is not None:
            columns[title] = column
    if not columns and not faults:
        faults.append(f"aucune des colonnes attendues : {', '.join(c.titre for c in champ.colonnes)}")
    rows, lines = [], []
    for line in table.lignes:
        row = {}
        for title, column in columns.items():
            try:
                row[column.id] = cellule(column, line.cellules[title])
            except ValueError as error:
                faults.append(f"ligne {line.numero}, colonne « {title} » : {error}")
        if any(row.values()):  # a line where only computed columns are filled is not one of the inventory
            faults += [f"ligne {line.numero}, {title} : {message}" for title, message in line.fautes if title in columns or title not in table.titres]
            rows.append({name: cell for name, cell in row.items() if cell})
            lines.append(line.numero)
    titles = {column.id: title for title, column in columns.items()}

    def say(path: tuple, message: str) -> None:
        if len(path) > 1:
            faults.append(f"ligne {lines[path[0]]}, colonne « {titles.get(path[1], path[1])} » : {message}")
        else:
            faults.append(message)

    read_value(champ, rows, say)
    if faults:
        raise TableauInutilisable("\n".join(f"  - {fault}" for fault in faults[:200]))
    return rows


# ---------------------------------------------------------------- writing
def neutraliser(text: str) -> str:
    """A cell that no spreadsheet will take for a formula: what begins like one is preceded by an apostrophe."""
    return f"'{text}" if text.lstrip()[:1] in tuple(_FORMULA) or text[:1] in ("\t", "\r", "\n") else text


def denuder(text: str) -> str:
    """The cell before `neutraliser`."""
    return text[1:] if text[:1] == "'" and neutraliser(text[1:]) != text[1:] else text


def ecrire_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """CSV for French Excel: semicolons, UTF-8 with its mark, CRLF, formulas neutralised."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([neutraliser(cell[:MAX_TEXT]) for cell in row])
    return out.getvalue().encode("utf-8-sig")
