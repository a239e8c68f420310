"""`lot`: one contract per line of a table; what it is given is read and refused here, `lot_moteur` does the work."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .. import __version__, lot, model as m, reponses as r, tableau as t
from ..blocks import Document
from ..contrat import EDITIONS
from ..essentiel import PageImpossible, words_of
from ..render import FORMATS, Format
from . import fichiers
from .fichiers import Refus
from .lot_ligne import Setting
from .lot_moteur import Run, alone


def add(verb) -> None:
    """Declares the verb to the parser."""
    sub = verb("lot", _lot, "Écrit un contrat par ligne d'un tableau (CSV ou .xlsx) ; relancé, reprend où il s'est arrêté.", 'clausier lot clients.csv --reponses commun.yml -o contrats --nom "{reference_contrat}"')
    sub.add_argument("tableau", metavar="TABLEAU", help="CSV ou .xlsx ; la première ligne porte les identifiants de champs, ou types, formule, formule-hors-forfait, options, options.X, position, versions.X, fichier")
    sub.add_argument("--reponses", metavar="COMMUN", help="les réponses communes à toutes les lignes (YAML ou JSON) ; une cellule remplie l'emporte")
    sub.add_argument("-o", "--sortie", required=True, metavar="DOSSIER", help="le dossier des contrats, créé s'il n'existe pas")
    sub.add_argument("--format", default="docx", metavar="A,B", help=f"docx par défaut ; {', '.join(FORMATS)}")
    sub.add_argument("--nom", default="", metavar="MOTIF", help="nom des fichiers : « {champ}-{ligne} » ; sinon la colonne fichier, sinon le numéro de ligne")
    sub.add_argument("--edition", choices=EDITIONS, default="propre", help="propre, ou annotee : avec les notes de rédaction")
    sub.add_argument("--essentiel", action="store_true", help="chaque contrat commence par « L'essentiel en une page », en clair, sans valeur contractuelle")
    fichiers.add_tables(sub)
    sub.add_argument("--strict", action="store_true", help="refuse une ligne dont un champ reste à compléter")
    sub.add_argument("--processus", type=int, default=0, metavar="N", help="nombre de processus ; par défaut, un par cœur")


def _lot(a: argparse.Namespace) -> int:
    catalogue = fichiers.catalogue(a)
    forms = _formats(a.format)
    if a.essentiel:
        _summary(catalogue)
    folder = Path(a.sortie)
    try:
        table = t.lire(fichiers.read_bounded(a.tableau, t.MAX_OCTETS))
        lot.verifier_colonnes(table, catalogue)
        common, marked = _common(a, catalogue)
        if not table.lignes:
            raise t.TableauInutilisable("aucune ligne sous les titres : rien à composer")
        works, faults = lot.travaux(table, catalogue, common, a.nom)
        journal = _prepare(folder)
    except t.TableauInutilisable as error:
        raise Refus(f"{a.tableau} : tableau inutilisable\n{error}") from None
    for remark in table.remarques:
        print(f"Attention : {remark}", file=sys.stderr)
    setting = Setting(a.catalogue, a.surcharge, catalogue.empreinte, common, tuple(f.extension for f in forms), a.edition, a.essentiel, a.strict, str(folder))
    with alone(folder):
        run = Run(folder, journal, setting, catalogue, lot.empreinte(marked, catalogue.empreinte, __version__, a.edition, a.essentiel, a.strict))
        return run.all(works, faults, len(table.lignes), a.processus)


def _formats(text: str) -> list[Format]:
    """The formats asked for, each tried on nothing: a library that lacks is said once, not at each line. Raises Refus."""
    forms = [fichiers.format_of(name.strip(), "-") for name in dict.fromkeys(text.split(","))]
    for form in forms:
        fichiers.printed(form, Document("essai", ()))
    return forms


def _summary(catalogue: m.Catalogue) -> None:
    """The catalogue has the words of « L'essentiel en une page »: their lack is said once, not at each line. Raises Refus."""
    try:
        words_of(catalogue)
    except PageImpossible as error:
        raise Refus(f"--essentiel : {error}") from None


def _common(a: argparse.Namespace, catalogue: m.Catalogue) -> tuple[dict, str]:
    """The common answers and their mark. Raises Refus."""
    raw, source = {}, b""
    try:
        if a.reponses:
            raw, source = r.parse(fichiers.read_input(a.reponses))
        if not isinstance(raw, dict):
            raise r.InvalidAnswers(["on attend une carte (clé : valeur) : partez de `clausier exemple`"])
        lot.verifier_commun(raw, catalogue, source)
    except r.InvalidAnswers as error:
        raise Refus(f"{a.reponses} : réponses inutilisables\n{error}") from None
    raw = fichiers.with_tables(raw, a.tableaux, catalogue)
    return raw, lot.empreinte(raw)


def _prepare(folder: Path) -> lot.Journal:
    """The folder, made if need be, and its journal. Raises Refus."""
    if folder.exists() and not folder.is_dir():
        raise Refus(f"{folder} : ce n'est pas un dossier ; donnez-en un, ou un nom libre")
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / lot.RAPPORT
    if report.exists() and not lot.est_un_rapport(report.read_bytes()[:4096]):
        raise Refus(f"{report} : ce fichier n'est pas un rapport de lot ; déplacez-le, ou choisissez un autre dossier")
    return lot.Journal.lire(folder)
