"""What every verb reads and writes: the catalogue, answers, an output written whole or not at all."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .. import loader, model as m, reponses as r, tableau, tableur
from ..blocks import Document
from ..render import FORMATS, Format, FormatUnavailable
from ..shapes import did_you_mean


class Refus(Exception):
    """An input that cannot be used: the message goes to stderr, the exit code is 2."""


def catalogue(a: argparse.Namespace) -> m.Catalogue:
    """The catalogue of these arguments. Raises Refus when its folder is not there, InvalidCatalogue when it has faults."""
    return load(a.catalogue, a.surcharge)


def load(folder: str | None, house: str | None) -> m.Catalogue:
    """The catalogue of these folders, as `catalogue` gives it."""
    try:
        return loader.load(Path(folder) if folder else None, Path(house) if house else None)
    except FileNotFoundError as error:
        raise Refus(str(error)) from None


def read_input(name: str) -> bytes:
    """A file, or standard input for « - »."""
    if name == "-":
        return sys.stdin.buffer.read()
    return Path(name).read_bytes()


def read_bounded(name: str, limit: int) -> bytes:
    """As `read_input`, but never much more than `limit` bytes in memory: the reader refuses what is longer."""
    if name == "-":
        return sys.stdin.buffer.read(limit + 1)
    with open(name, "rb") as stream:
        return stream.read(limit + 1)


def read_answers(name: str, known: m.Catalogue, tables: Sequence[str] = ()) -> r.Reponses:
    """The answers of that file, their table fields replaced by those of `tables` (« CHAMP=FICHIER »). Raises Refus with every fault."""
    try:
        if not tables:
            return r.read(read_input(name), known)
        raw, source = r.parse(read_input(name))
        return r.build(with_tables(raw, tables, known), known, source)
    except r.InvalidAnswers as error:
        raise Refus(f"{name} : réponses inutilisables\n{error}") from None


def add_tables(sub) -> None:
    """The option of every verb whose answers may take a table from a spreadsheet."""
    sub.add_argument("--tableau", action="append", default=[], dest="tableaux", metavar="CHAMP=FICHIER", help="remplit un champ de type tableau depuis un CSV ou un .xlsx ; peut se répéter")


def with_tables(raw: object, tables: Sequence[str], known_: m.Catalogue) -> object:
    """Plain answers with the fields « CHAMP=FICHIER » read from those files. Raises Refus with every fault."""
    for item in tables:
        name, sign, file = item.partition("=")
        if not (name and sign and file):
            raise Refus(f"--tableau {item} : on attend CHAMP=FICHIER, par exemple inventaire=parc.csv")
        champ = known(name, {f.id: f for f in known_.champs.values() if f.type == "tableau"}, "champ de type tableau", listed=True)
        try:
            table = tableau.lire(read_bounded(file, tableau.MAX_OCTETS))
            rows = tableau.vers_champ(champ, table, tableur.colonnes_ajoutees(known_, name))
        except tableau.TableauInutilisable as error:
            raise Refus(f"{file} : tableau inutilisable pour « {name} »\n{error}") from None
        for remark in table.remarques:
            print(f"{file} : {remark}", file=sys.stderr)
        if isinstance(raw, dict) and isinstance(raw.get("champs") or {}, dict):
            raw = {**raw, "champs": {**(raw.get("champs") or {}), name: rows}}
    return raw


def format_of(chosen: str | None, output: str) -> Format:
    """`--format`, else the extension of the output. Raises Refus."""
    extension = (chosen or ("" if output == "-" else Path(output).suffix.lstrip("."))).lower()
    if not extension:
        raise Refus(f"format non dit : ajoutez --format, ou une extension ; choisissez parmi {', '.join(FORMATS)}")
    if extension not in FORMATS:
        where = "--format" if chosen or output == "-" else f"extension de « {output} »"
        raise Refus(f"{where} : format « {extension} » inconnu ; choisissez parmi {', '.join(FORMATS)}{did_you_mean(extension, FORMATS)}")
    return FORMATS[extension]


def printed(form: Format, document: Document) -> bytes:
    """The document in that format. Raises Refus when the format cannot print one of its values, or lacks its library."""
    try:
        return form.render(document)
    except (ValueError, FormatUnavailable) as error:
        raise Refus(f"rien n'a été écrit\n  {error}") from None


def write(data: bytes, name: str, *sources: str, what: str = "le fichier de réponses") -> None:
    """Writes whole or not at all, never over one of `sources` (`what` they are): a temporary file beside the target, then one rename."""
    if name == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    writable(name, *sources, what=what)
    replace(data, Path(name))


def writable(name: str, *sources: str, what: str = "le fichier de réponses") -> None:
    """Raises Refus when an output cannot have that name: one of `sources`, a folder, a folder that is not there."""
    target = Path(name)
    for source in sources:
        if source != "-" and target.exists() and Path(source).exists() and target.samefile(source):
            raise Refus(f"{name} : c'est {what} ; choisissez un autre nom de sortie")
    if target.is_dir():
        raise Refus(f"{name} : c'est un dossier ; donnez un nom de fichier")
    if not target.parent.is_dir():
        raise Refus(f"{name} : le dossier « {target.parent} » n'existe pas ; créez-le, ou choisissez-en un autre")


def replace(data: bytes, target: Path) -> None:
    """The file, replaced in one move: it holds the old bytes or the new ones, at any moment."""
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".clausier-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def known(name: str, items, what: str, listed: bool = False):
    """`items[name]`. Raises Refus, with the nearest name."""
    if name not in items:
        feminine = "e" if what in ("formule", "option") else ""
        raise Refus(f"{what} « {name} » inconnu{feminine}{' : ' + ', '.join(items) if listed else ''}{did_you_mean(name, items)}")
    return items[name]


def say_what_lacks(made, strict: bool) -> None:
    """Warnings and blanks of a contract or a letter, on stderr. Raises Refus for a blank when `strict`."""
    for warning in made.avertissements:
        print(f"Attention : {warning}", file=sys.stderr)
    if made.blancs:
        print(f"À compléter ({len(made.blancs)}) :", file=sys.stderr)
        for blank in made.blancs:
            print(f"  - {blank.champ} : {blank.libelle}", file=sys.stderr)
        if strict:
            raise Refus("des champs restent à compléter (--strict) : rien n'a été écrit")
