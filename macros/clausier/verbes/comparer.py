"""`comparer`: what changes from one contract to another, and the amendment that leads there."""

from __future__ import annotations

import argparse
import difflib
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from .. import avenant, loader, model as m, reponses as r
from ..comparaison import Changement, Comparaison, Passage, compare
from ..contrat import assemble
from ..render import FORMATS
from . import fichiers
from .fichiers import Refus

_WIDTH = 100


def add(verb) -> None:
    """Declares the verb to the parser."""
    sub = verb(
        "comparer",
        _comparer,
        "Montre, article par article, ce qui change d'un contrat à un autre, et écrit l'avenant.",
        "clausier comparer anciennes.yml nouvelles.yml -o avenant.docx",
    )
    sub.add_argument("anciennes", metavar="ANCIENNES", help="les réponses du contrat en vigueur (YAML ou JSON)")
    sub.add_argument("nouvelles", metavar="NOUVELLES", nargs="?", help="les nouvelles réponses ; sans elles, les mêmes, avec --catalogue-avant")
    sub.add_argument("--catalogue-avant", metavar="DOSSIER", help="le catalogue du contrat en vigueur, s'il a changé depuis")
    sub.add_argument("--surcharge-avant", metavar="DOSSIER", help="le dossier de votre maison, tel qu'il était alors")
    sub.add_argument("-o", "--sortie", metavar="FICHIER", help="l'avenant à écrire ; « - » écrit sur la sortie standard, avec --format")
    sub.add_argument("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)} ; sinon, l'extension du fichier")
    sub.add_argument("--strict", action="store_true", help="refuse d'écrire l'avenant s'il reste un champ à compléter")


def _comparer(a: argparse.Namespace) -> int:
    if not a.nouvelles and not (a.catalogue_avant or a.surcharge_avant):
        raise Refus("donnez aussi les nouvelles réponses, ou --catalogue-avant pour comparer deux catalogues")
    form = fichiers.format_of(a.format, a.sortie) if a.sortie else None
    catalogue = fichiers.catalogue(a)
    earlier = _earlier(a) or catalogue
    before = fichiers.read_answers(a.anciennes, earlier)
    after = fichiers.read_answers(a.nouvelles or a.anciennes, catalogue)
    contracts = assemble(earlier, before), assemble(catalogue, after)
    found = compare(*contracts)
    shown = sys.stderr if a.sortie == "-" else sys.stdout
    for line in report(found, choices(before, after, catalogue)):
        print(line, file=shown)
    if not form:
        return 0
    try:
        made = avenant.rediger(catalogue, found, before, after)
    except ValueError as error:
        raise Refus(str(error)) from None
    fichiers.say_what_lacks(made, a.strict)
    fichiers.write(fichiers.printed(form, made.document), a.sortie, a.anciennes, a.nouvelles or a.anciennes)
    return 0


def _earlier(a: argparse.Namespace) -> m.Catalogue | None:
    if not (a.catalogue_avant or a.surcharge_avant):
        return None
    try:
        return loader.load(Path(a.catalogue_avant) if a.catalogue_avant else None, Path(a.surcharge_avant) if a.surcharge_avant else None)
    except FileNotFoundError as error:
        raise Refus(str(error)) from None


# ---------------------------------------------------------------- the report
def choices(before: r.Reponses, after: r.Reponses, catalogue: m.Catalogue) -> Iterator[str]:
    """The choices that differ, one line each."""
    for name, old, new in (("Types", before.types, after.types), ("Options", sorted(before.options), sorted(after.options))):
        lost, won = [x for x in old if x not in new], [x for x in new if x not in old]
        if lost or won:
            yield f"{name} : " + ", ".join([*(f"− {x}" for x in lost), *(f"+ {x}" for x in won)])
    for name, old, new in (("Formule", before.formule, after.formule), ("Hors forfait", before.hors_forfait, after.hors_forfait), ("Position", before.position, after.position)):
        if old != new:
            yield f"{name} : {old} → {new}"
    for clause in catalogue.clauses.values():
        old, new = (answers.versions.get(clause.id, answers.position) for answers in (before, after))
        if clause.sensible and old != new and (clause.id in before.versions or clause.id in after.versions):
            yield f"Version de « {clause.titre} » : {old} → {new}"


def report(found: Comparaison, chosen: Iterator[str]) -> Iterator[str]:
    """The comparison as lines of text: choices, values, then each article."""
    if not found.changements:
        yield "Aucun changement : les deux contrats disent la même chose."
        return
    for title, lines in (("Choix", list(chosen)), ("Valeurs", [f"{v.libelle} : {v.avant} → {v.apres}" for v in found.valeurs])):
        if lines:
            yield from (title, *(f"  {line}" for line in lines), "")
    counts = [sum(1 for c in found.changements if test(c)) for test in (lambda c: c.avant and c.apres, lambda c: not c.avant, lambda c: not c.apres)]
    yield f"{counts[0]} modifié(s), {counts[1]} ajouté(s), {counts[2]} supprimé(s)"
    for change in found.changements:
        yield ""
        yield from _lines(change)


def _lines(change: Changement) -> Iterator[str]:
    part, name = change.partie, "Annexe" if change.partie.genre == "annexe" else "Article"
    if not change.avant:
        yield f"{name} {part.number} – {part.titre} : ajouté{'e' if name == 'Annexe' else ''}"
        return
    if not change.apres:
        yield f"{name} {part.number} – {part.titre} : supprimé{'e' if name == 'Annexe' else ''}"
        return
    moved = f" (avant : {change.avant.number})" if change.avant.number != part.number else ""
    yield f"{name} {part.number}{moved} – {part.titre} : modifié{'e' if name == 'Annexe' else ''}"
    yield from _differences(change.avant.passages, change.apres.passages)


def _differences(before: tuple[Passage, ...], after: tuple[Passage, ...]) -> Iterator[str]:
    """The lines of text that one side alone has, with the number of their paragraph."""
    old, new = ([line for passage in side for line in passage.lines()] for side in (before, after))
    marks = [[mark for mark, _, _ in side] for side in (old, new)]
    for tag, i, j, k, n in difflib.SequenceMatcher(None, *marks, autojunk=False).get_opcodes():
        if tag != "equal":
            for sign, lines in (("−", old[i:j]), ("+", new[k:n])):
                for _, number, text in lines:
                    lead = f"  {sign} {number} "
                    yield from textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_long_words=False)
