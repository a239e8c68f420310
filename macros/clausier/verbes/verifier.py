"""`verifier`: an existing contract to a report, in the terminal, as JSON, or as a page to forward."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from .. import controle, model as m
from ..render import FORMATS
from . import fichiers
from .fichiers import Refus


def add(verb) -> None:
    """Declares the verb to the parser."""
    sub = verb("verifier", _verifier, "Dit ce qui manque, reste vague, se contredit ou fait risque dans un contrat existant.", "clausier verifier contrat.docx --types corrective --formule forfait")
    sub.add_argument("contrat", metavar="CONTRAT", help="le contrat : .docx, .odt, .pdf, .html, .md ou .txt")
    sub.add_argument("--types", type=_ids, default=(), metavar="A,B", help="types de maintenance ; déduits du texte sinon")
    sub.add_argument("--formule", default="", metavar="F", help="formule de prix ; déduite sinon")
    sub.add_argument("--hors-forfait", default="", metavar="F", help="formule de ce qui sort de la première ; déduite sinon")
    sub.add_argument("--options", type=_ids, metavar="X,Y", help="options ; déduites sinon (aucune autre n'est alors supposée)")
    form = sub.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="imprime le rapport en JSON")
    form.add_argument("--html", action="store_true", help="imprime le rapport en une page HTML autonome, à transmettre")
    sub.add_argument("-o", "--sortie", metavar="FICHIER", help="écrit le rapport dans ce fichier (.json, .txt, .html, .docx, .odt, .pdf ou .md) au lieu de l'imprimer")
    sub.add_argument("--annoter", metavar="FICHIER.docx", help="écrit aussi une copie du DOCX, les constats en commentaires")
    sub.add_argument("--avenant", metavar="FICHIER", help="écrit aussi l'avenant qui ajouterait les clauses absentes, à compléter")
    sub.add_argument("--ecraser", action="store_true", help="remplace les fichiers de sortie qui existent déjà")


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _verifier(a: argparse.Namespace) -> int:
    from ..check import verifier
    from ..extract import Illisible, lire
    from ..extract.archive import montrable

    catalogue = fichiers.catalogue(a)
    rules = controle.load(catalogue, Path(a.catalogue) if a.catalogue else None)
    _known(a, catalogue)
    form = _format(a)
    _outputs(a)
    try:
        reading = lire(Path(a.contrat))
    except Illisible as error:
        raise Refus(f"{montrable(a.contrat, 200)} : {error}") from None
    if a.annoter and reading.format != "docx":
        raise Refus(f"--annoter : seul un .docx s'annote, et ce contrat est un .{reading.format} : enregistrez-le en .docx, ou lisez le rapport HTML")
    report = verifier(reading, catalogue, rules, a.types, a.formule, a.hors_forfait, a.options)
    made = [(a.sortie or "-", _printed(form, report, catalogue, rules, montrable(Path(a.contrat).name, 120))), *_others(a, reading, report, catalogue, rules)]
    for name, data in reversed(made):  # nothing is written before all is made; the report comes last
        fichiers.write(data, name, a.contrat, what="le contrat vérifié")
    return 0 if report.verdict == "complet" else 1


def _printed(form: str, report, catalogue: m.Catalogue, rules: m.Controle, name: str) -> bytes:
    from ..rapports import document, terminal

    if form == "json":
        return (json.dumps(report.json(), ensure_ascii=False, indent=1) + "\n").encode()
    if form == "texte":
        return terminal.terminal(report, catalogue, rules, name).encode()
    return fichiers.printed(FORMATS[form], document.document(report, catalogue, rules, name, sobre=form == "pdf"))


def _others(a: argparse.Namespace, reading, report, catalogue: m.Catalogue, rules: m.Controle) -> Iterator[tuple[str, bytes]]:
    """The annotated copy and the amendment, where they go and their bytes. No amendment when there is nothing to add: it is said."""
    from ..rapports import annotation, avenant

    if a.annoter:
        try:
            yield a.annoter, annotation.annoter(Path(a.contrat).read_bytes(), reading, report, catalogue, rules)
        except ValueError as error:
            raise Refus(f"--annoter : {error}") from None
    if a.avenant:
        try:
            made = avenant.avenant(report, catalogue, rules)
        except ValueError as error:
            print(f"--avenant : {error} ; pas d'avenant écrit", file=sys.stderr)
        else:
            yield a.avenant, fichiers.printed(fichiers.format_of("", a.avenant), made)


def _format(a: argparse.Namespace) -> str:
    """What to print: json, texte, or the extension of a document. Raises Refus when the options say two things."""
    suffix = Path(a.sortie).suffix.lower().lstrip(".") if a.sortie and a.sortie != "-" else ""
    if suffix == "json":
        said = "json"
    elif suffix in ("", "txt"):
        said = "texte"
    else:
        said = fichiers.format_of("", a.sortie).extension
    asked = "json" if a.json else "html" if a.html else said
    if suffix and said != asked:
        raise Refus(f"--{asked} et « {a.sortie} » disent deux formats : retirez l'option, ou changez l'extension")
    return asked


def _outputs(a: argparse.Namespace) -> None:
    """Refuses, before any work, an output that could not be written, or that would erase something."""
    if a.annoter and Path(a.annoter).suffix.lower() != ".docx":
        raise Refus(f"--annoter {a.annoter} : la copie annotée est un .docx ; donnez-lui cette extension")
    if a.avenant:
        fichiers.format_of("", a.avenant)
    names = [name for name in (a.sortie, a.annoter, a.avenant) if name and name != "-"]
    for rank, name in enumerate(names):
        if any(Path(name).resolve() == Path(other).resolve() for other in names[:rank]):
            raise Refus(f"{name} : deux sorties portent ce nom ; donnez-leur deux noms")
        fichiers.writable(name, a.contrat, what="le contrat vérifié")
        if not a.ecraser and Path(name).is_file() and Path(name).stat().st_size:  # empty, it was just made to be written to
            raise Refus(f"{name} : ce fichier existe déjà et n'est pas écrasé ; choisissez un autre nom, ou ajoutez --ecraser")


def _known(a: argparse.Namespace, catalogue: m.Catalogue) -> None:
    """Refuses an id that the catalogue does not have."""
    types = {**catalogue.types, **{brought: kind for kind in catalogue.types.values() for brought in kind.apporte}}
    for name in a.types:
        fichiers.known(name, types, "type", listed=True)
    for name in filter(None, (a.formule, a.hors_forfait)):
        fichiers.known(name, catalogue.formules, "formule", listed=True)
    for name in a.options or ():
        fichiers.known(name, catalogue.options, "option", listed=True)
