"""`exemple`, `composer`, `courrier`: from answers to a contract or a letter."""

from __future__ import annotations

import argparse
import sys

from .. import courrier, exemple, model as m, reponses as r
from ..contrat import EDITIONS, assemble
from ..essentiel import PageImpossible
from ..render import FORMATS
from . import fichiers
from .fichiers import Refus


def add(verb) -> None:
    """Declares the verbs to the parser."""
    sub = verb("exemple", _exemple, "Imprime un fichier de réponses commenté, complet et valide.", "clausier exemple --types preventive,corrective --formule forfait > reponses.yml")
    sub.add_argument("--modele", metavar="ID", help="part d'un modèle du catalogue")
    sub.add_argument("--types", type=_ids, metavar="A,B", help="types de maintenance")
    sub.add_argument("--formule", metavar="F", help="formule de prix")
    sub.add_argument("--hors-forfait", metavar="F", help="formule de ce qui sort de la première")
    sub.add_argument("--options", type=_ids, metavar="X,Y", help="options, en plus de celles par défaut")
    sub.add_argument("--courrier", metavar="ID", help="ajoute les champs propres à ce courrier")

    sub = verb("composer", _composer, "Écrit le contrat de ces réponses.", "clausier composer reponses.yml -o contrat.docx")
    sub.add_argument("reponses", metavar="REPONSES", help="fichier YAML ou JSON ; « - » lit l'entrée standard")
    add_output(sub, "le contrat")
    sub.add_argument("--edition", choices=EDITIONS, default="propre", help="propre, ou annotee : avec les notes de rédaction")
    sub.add_argument("--essentiel", action="store_true", help="commence par « L'essentiel en une page », en clair, sans valeur contractuelle")
    fichiers.add_tables(sub)

    sub = verb("courrier", _courrier, "Écrit une lettre ou un acte autour du contrat, vierge ou rempli des réponses de ce contrat.", "clausier courrier mise-en-demeure-service reponses.yml -o lettre.docx")
    sub.add_argument("id", metavar="ID", help="le courrier ; un nom inconnu en imprime la liste")
    sub.add_argument("reponses", metavar="REPONSES", nargs="?", help="les réponses du contrat (YAML ou JSON ; « - » : entrée standard) ; sans elles, le courrier est vierge")
    add_output(sub, "le courrier")
    sub.add_argument("--expediteur", choices=m.PARTIES, help="qui écrit, quand l'un ou l'autre le peut")


def add_output(sub, what: str) -> None:
    """The options of every verb that writes a document."""
    sub.add_argument("-o", "--sortie", required=True, metavar="FICHIER", help=f"{what} à écrire ; « - » écrit sur la sortie standard, avec --format")
    sub.add_argument("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)} ; sinon, l'extension du fichier")
    sub.add_argument("--strict", action="store_true", help="refuse d'écrire s'il reste un champ à compléter")


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _exemple(a: argparse.Namespace) -> int:
    catalogue = fichiers.catalogue(a)
    modele = fichiers.known(a.modele, catalogue.modeles, "modèle") if a.modele else None
    types = a.types or (modele.types if modele else ("corrective",))
    formule = a.formule or (modele.formule if modele else "forfait")
    default = next((f.id for f in catalogue.formules.values() if f.defaut_hors_forfait), formule)
    hors_forfait = a.hors_forfait or (modele.hors_forfait if modele else default)
    chosen = a.options if a.options is not None else (modele.options if modele else ())
    options = [*chosen, *r.default_options(catalogue, chosen)]
    try:
        letter = fichiers.known(a.courrier, catalogue.courriers, "courrier", listed=True) if a.courrier else None
        text = exemple.example_yaml(catalogue, types, formule, hors_forfait, options, courrier.champs_de(catalogue, letter) if letter else ())
    except r.InvalidAnswers as error:
        raise Refus(f"choix impossible :\n{error}") from None
    sys.stdout.write(text)
    return 0


def _composer(a: argparse.Namespace) -> int:
    catalogue = fichiers.catalogue(a)
    form = fichiers.format_of(a.format, a.sortie)
    answers = fichiers.read_answers(a.reponses, catalogue, a.tableaux)
    try:
        contract = assemble(catalogue, answers, a.edition, essentiel=a.essentiel)
    except PageImpossible as error:
        raise Refus(f"--essentiel : {error}") from None
    for choice in answers.assumed:
        print(f"Supposé, faute de réponse : {choice}", file=sys.stderr)
    fichiers.say_what_lacks(contract, a.strict)
    fichiers.write(fichiers.printed(form, contract.document), a.sortie, a.reponses, *(item.partition("=")[2] for item in a.tableaux))
    if a.sortie != "-":
        print(f"Écrit : {a.sortie} ({len(contract.clauses)} clauses, {len(contract.annexes)} annexes, {len(contract.blancs)} champ(s) à compléter)", file=sys.stderr)
    return 0


def _courrier(a: argparse.Namespace) -> int:
    catalogue = fichiers.catalogue(a)
    form = fichiers.format_of(a.format, a.sortie)
    chosen = fichiers.known(a.id, catalogue.courriers, "courrier", listed=True)
    answers = fichiers.read_answers(a.reponses, catalogue) if a.reponses else None
    try:
        letter = courrier.rediger(catalogue, chosen, answers, a.expediteur or "")
    except ValueError as error:
        raise Refus(f"--expediteur : {error}") from None
    fichiers.say_what_lacks(letter, a.strict)
    fichiers.write(fichiers.printed(form, letter.document), a.sortie, a.reponses or "-")
    return 0
