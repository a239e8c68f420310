"""`verifier`: an existing contract to a report, in the terminal, as JSON, or as a page to forward."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .. import controle, model as m
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


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _verifier(a: argparse.Namespace) -> int:
    from ..check import verifier
    from ..extract import Illisible, lire
    from ..rapports import document, terminal

    catalogue = fichiers.catalogue(a)
    rules = controle.load(catalogue, Path(a.catalogue) if a.catalogue else None)
    _known(a, catalogue)
    form = _format(a)
    try:
        reading = lire(Path(a.contrat))
    except Illisible as error:
        raise Refus(f"{a.contrat} : {error}") from None
    report = verifier(reading, catalogue, rules, a.types, a.formule, a.hors_forfait, a.options)
    name = Path(a.contrat).name
    if form == "json":
        data = (json.dumps(report.json(), ensure_ascii=False, indent=1) + "\n").encode()
    elif form == "texte":
        data = terminal.terminal(report, catalogue, name).encode()
    else:
        data = fichiers.printed(fichiers.format_of(form, "-"), document.document(report, catalogue, name))
    if a.annoter:
        from ..rapports import annotation

        try:
            fichiers.write(annotation.annoter(Path(a.contrat).read_bytes(), reading, report, catalogue), a.annoter, a.contrat)
        except ValueError as error:
            raise Refus(f"--annoter : {error}") from None
    if a.avenant:
        from ..rapports import avenant

        fichiers.write(fichiers.printed(fichiers.format_of("", a.avenant), avenant.avenant(report, catalogue)), a.avenant, a.contrat)
    fichiers.write(data, a.sortie or "-", a.contrat)
    return 0 if report.verdict == "complet" else 1


def _format(a: argparse.Namespace) -> str:
    """What to print: json, texte, or the format of a document."""
    if a.json or a.html:
        return "json" if a.json else "html"
    suffix = Path(a.sortie).suffix.lower().lstrip(".") if a.sortie else ""
    if suffix in ("", "txt"):
        return "texte"
    return suffix if suffix == "json" else fichiers.format_of("", a.sortie).extension


def _known(a: argparse.Namespace, catalogue: m.Catalogue) -> None:
    """Refuses an id that the catalogue does not have."""
    types = {**catalogue.types, **{brought: kind for kind in catalogue.types.values() for brought in kind.apporte}}
    for name in a.types:
        fichiers.known(name, types, "type", listed=True)
    for name in filter(None, (a.formule, a.hors_forfait)):
        fichiers.known(name, catalogue.formules, "formule", listed=True)
    for name in a.options or ():
        fichiers.known(name, catalogue.options, "option", listed=True)
