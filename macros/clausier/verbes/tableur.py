"""`tableur`: an annex as a spreadsheet that computes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .. import tableur
from ..render import FormatUnavailable, xlsx
from . import fichiers
from .fichiers import Refus

FORMATS = ("xlsx", "csv")


def add(verb) -> None:
    """Declares the verb to the parser."""
    sub = verb("tableur", _tableur, "Écrit une annexe en tableur (.xlsx avec ses formules, ou .csv), vierge ou rempli des réponses.", "clausier tableur inventaire reponses.yml -o parc.xlsx")
    sub.add_argument("annexe", metavar="ANNEXE", help="inventaire, bordereau-tickets, releve-heures, niveaux-de-service")
    sub.add_argument("reponses", metavar="REPONSES", nargs="?", help="les réponses du contrat (YAML ou JSON ; « - » : entrée standard) ; sans elles, le tableur est vierge")
    sub.add_argument("-o", "--sortie", required=True, metavar="FICHIER", help="le fichier à écrire ; « - » écrit sur la sortie standard, avec --format")
    sub.add_argument("--format", metavar="FORMAT", help="xlsx ou csv ; sinon, l'extension du fichier")
    fichiers.add_tables(sub)


def _tableur(a: argparse.Namespace) -> int:
    catalogue = fichiers.catalogue(a)
    form = (a.format or ("" if a.sortie == "-" else Path(a.sortie).suffix.lstrip("."))).lower()
    if form not in FORMATS:
        raise Refus(f"format « {form} » : un tableur s'écrit en {' ou '.join(FORMATS)}")
    chosen = fichiers.known(a.annexe, catalogue.tableurs, "tableur", listed=True)
    if a.tableaux and not a.reponses:
        raise Refus("--tableau remplit des réponses : donnez-les aussi")
    answers = fichiers.read_answers(a.reponses, catalogue, a.tableaux) if a.reponses else None
    workbook = tableur.construire(catalogue, chosen, answers)
    try:
        data = xlsx.render(workbook) if form == "xlsx" else tableur.en_csv(workbook)
    except FormatUnavailable as error:
        raise Refus(f"rien n'a été écrit\n  {error}") from None
    fichiers.write(data, a.sortie, a.reponses or "-", *(item.partition("=")[2] for item in a.tableaux))
    if a.sortie != "-":
        print(f"Écrit : {a.sortie} ({', '.join(sheet.name for sheet in workbook.sheets)})", file=sys.stderr)
    return 0
