"""The command line: a thin face. Exit 0 done · 1 findings or refused rows · 2 unusable input (file, key, cure)."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import sys
import tempfile
from pathlib import Path

from . import __version__, courrier, export, exemple, loader, model as m, reponses as r
from .contrat import EDITIONS, assemble
from .render import FORMATS
from .shapes import did_you_mean


_COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Refus(Exception):
    """An input that cannot be used: the message goes to stderr, the exit code is 2."""


def main(argv: list[str] | None = None) -> int:
    """Runs one verb; returns the exit code."""
    _utf8()
    parser = _parser()
    arguments = parser.parse_args(argv)
    if not arguments.verbe:
        parser.print_help()
        return 0
    try:
        return arguments.run(arguments)
    except (Refus, loader.InvalidCatalogue) as error:
        _complain(f"clausier {arguments.verbe} : {error}")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _complain(f"clausier {arguments.verbe} : {error.filename or ''} : {_reason(error)}")
    return 2


def _complain(message: str) -> None:
    """To stderr, what could command a terminal being shown and not sent: a message may quote a hostile file."""
    print(_COMMANDS.sub(lambda found: f"\\x{ord(found[0]):02x}", message), file=sys.stderr)


def _utf8() -> None:
    """What is sent to a file or a pipe is UTF-8 whatever the terminal, for we read it back; nothing that cannot be shown stops us."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


# ---------------------------------------------------------------- verbs
def _exemple(a: argparse.Namespace) -> int:
    catalogue = _catalogue(a)
    modele = _known(a.modele, catalogue.modeles, "modèle") if a.modele else None
    types = a.types or (modele.types if modele else ("corrective",))
    formule = a.formule or (modele.formule if modele else "forfait")
    default = next((f.id for f in catalogue.formules.values() if f.defaut_hors_forfait), formule)
    hors_forfait = a.hors_forfait or (modele.hors_forfait if modele else default)
    chosen = a.options if a.options is not None else (modele.options if modele else ())
    options = [*chosen, *r.default_options(catalogue, chosen)]
    try:
        letter = _known(a.courrier, catalogue.courriers, "courrier", listed=True) if a.courrier else None
        text = exemple.example_yaml(catalogue, types, formule, hors_forfait, options, courrier.champs_de(catalogue, letter) if letter else ())
    except r.InvalidAnswers as error:
        raise Refus(f"choix impossible :\n{error}") from None
    sys.stdout.write(text)
    return 0


def _composer(a: argparse.Namespace) -> int:
    catalogue = _catalogue(a)
    form = _format(a)
    try:
        answers = r.read(_input(a.reponses), catalogue)
    except r.InvalidAnswers as error:
        raise Refus(f"{a.reponses} : réponses inutilisables\n{error}") from None
    contract = assemble(catalogue, answers, a.edition)
    for choice in answers.assumed:
        print(f"Supposé, faute de réponse : {choice}", file=sys.stderr)
    _say_what_lacks(contract, a.strict)
    _output(form.render(contract.document), a.sortie, a.reponses)
    if a.sortie != "-":
        print(f"Écrit : {a.sortie} ({len(contract.clauses)} clauses, {len(contract.annexes)} annexes, {len(contract.blancs)} champ(s) à compléter)", file=sys.stderr)
    return 0


def _courrier(a: argparse.Namespace) -> int:
    catalogue = _catalogue(a)
    form = _format(a)
    chosen = _known(a.id, catalogue.courriers, "courrier", listed=True)
    try:
        answers = r.read(_input(a.reponses), catalogue) if a.reponses else None
        letter = courrier.rediger(catalogue, chosen, answers, a.expediteur or "")
    except r.InvalidAnswers as error:
        raise Refus(f"{a.reponses} : réponses inutilisables\n{error}") from None
    except ValueError as error:
        raise Refus(f"--expediteur : {error}") from None
    _say_what_lacks(letter, a.strict)
    _output(form.render(letter.document), a.sortie, a.reponses or "-")
    return 0


def _say_what_lacks(made, strict: bool) -> None:
    """Warnings and blanks of a contract or a letter, on stderr."""
    for warning in made.avertissements:
        print(f"Attention : {warning}", file=sys.stderr)
    if made.blancs:
        print(f"À compléter ({len(made.blancs)}) :", file=sys.stderr)
        for blank in made.blancs:
            print(f"  - {blank.champ} : {blank.libelle}", file=sys.stderr)
        if strict:
            raise Refus("des champs restent à compléter (--strict) : rien n'a été écrit")


def _valider(a: argparse.Namespace) -> int:
    catalogue = _catalogue(a)
    print(
        f"Catalogue {catalogue.version} valide : {len(catalogue.rubriques)} rubriques, {len(catalogue.clauses)} clauses, {len(catalogue.annexes)} annexes, "
        f"{len(catalogue.modeles)} modèles, {len(catalogue.courriers)} courriers, {len(catalogue.champs)} champs, {len(catalogue.references)} textes."
    )
    for item in (*catalogue.clauses.values(), *catalogue.annexes.values()):
        if item.surcharge:
            aged = " — la base a changé depuis : relisez-la" if item.surcharge.base_depassee else ""
            print(f"  {item.surcharge.mode} : {item.id}{aged}")
    for name, change in catalogue.retraits:
        print(f"  retire : {name}{' — la base a changé depuis : relisez-la' if change.base_depassee else ''}")
    return 0


def _nouvelle_clause(a: argparse.Namespace) -> int:
    if not loader.ID.match(a.id):
        raise Refus(f"identifiant « {a.id} » : minuscules, chiffres et tirets, sans accent")
    folder = Path(a.catalogue) if a.catalogue else loader.default_folder()
    existing = folder / "corps" / f"{a.id}.yml"
    if existing.exists() and existing.stat().st_size:  # empty, it is the file that the shell has just made for our output
        raise Refus(f"la clause « {a.id} » existe déjà : choisissez un autre identifiant")
    sys.stdout.write(export.clause_specimen(a.id))
    return 0


def _schema(a: argparse.Namespace) -> int:
    schemas = export.schema_names()
    if a.nom not in schemas:
        raise Refus(f"schéma « {a.nom} » inconnu : {', '.join(schemas)}{did_you_mean(a.nom, schemas)}")
    json.dump(export.json_schema(a.nom, _catalogue(a)), sys.stdout, ensure_ascii=False, indent=2)
    print()
    return 0


# ---------------------------------------------------------------- inputs and outputs
def _catalogue(a: argparse.Namespace) -> m.Catalogue:
    try:
        return loader.load(Path(a.catalogue) if a.catalogue else None, Path(a.surcharge) if a.surcharge else None)
    except FileNotFoundError as error:
        raise Refus(str(error)) from None


def _input(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    return Path(name).read_bytes()


def _format(a: argparse.Namespace):
    extension = (a.format or ("" if a.sortie == "-" else Path(a.sortie).suffix.lstrip("."))).lower()
    if not extension:
        raise Refus(f"format non dit : ajoutez --format, ou une extension ; choisissez parmi {', '.join(FORMATS)}")
    if extension not in FORMATS:
        where = "--format" if a.format or a.sortie == "-" else f"extension de « {a.sortie} »"
        raise Refus(f"{where} : format « {extension} » inconnu ; choisissez parmi {', '.join(FORMATS)}{did_you_mean(extension, FORMATS)}")
    return FORMATS[extension]


def _output(data: bytes, name: str, source: str) -> None:
    """Writes whole or not at all: a temporary file beside the target, then one rename."""
    if name == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(name)
    if source != "-" and target.exists() and target.samefile(source):
        raise Refus(f"{name} : c'est le fichier de réponses ; choisissez un autre nom de sortie")
    if target.is_dir():
        raise Refus(f"{name} : c'est un dossier ; donnez un nom de fichier")
    if not target.parent.is_dir():
        raise Refus(f"{name} : le dossier « {target.parent} » n'existe pas ; créez-le, ou choisissez-en un autre")
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


def _known(name: str, items, what: str, listed: bool = False):
    if name not in items:
        raise Refus(f"{what} « {name} » inconnu{' : ' + ', '.join(items) if listed else ''}{did_you_mean(name, items)}")
    return items[name]


def _reason(error: OSError) -> str:
    known = {FileNotFoundError: "introuvable : vérifiez le chemin", PermissionError: "accès refusé", IsADirectoryError: "c'est un dossier : donnez un fichier"}
    return next((text for kind, text in known.items() if isinstance(error, kind)), f"lecture ou écriture impossible ({error.strerror})")


# ---------------------------------------------------------------- arguments, in French
class _Parser(argparse.ArgumentParser):
    def error(self, message: str):
        for english, french in _FRENCH.items():
            message = message.replace(english, french)
        self.exit(2, f"{self.prog} : {message}\nVoir : {self.prog} --help\n")

    def format_help(self) -> str:
        text = super().format_help()
        for english, french in _FRENCH_HELP.items():
            text = text.replace(english, french)
        return text


_FRENCH = {
    "argument ": "option ",
    "the following arguments are required:": "il manque :",
    "unrecognized arguments:": "argument inconnu :",
    "invalid choice:": "choix inconnu :",
    "choose from": "choisissez parmi",
    "expected one argument": "il faut une valeur après cette option",
}
_FRENCH_HELP = {"usage:": "usage :", "positional arguments:": "arguments :", "options:": "options :", "show this help message and exit": "affiche cette aide"}


def _ids(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _parser() -> _Parser:
    parser = _Parser(prog="clausier", description="Contrats de maintenance informatique : exemples, composition, catalogue.")
    parser.add_argument("--version", action="version", version=f"clausier {__version__}", help="affiche la version")
    verbs = parser.add_subparsers(dest="verbe", metavar="VERBE", parser_class=_Parser)

    def verb(name: str, run, help_: str, example: str) -> _Parser:
        sub = verbs.add_parser(name, help=help_, description=help_, epilog=f"Exemple : {example}", formatter_class=argparse.RawDescriptionHelpFormatter)
        sub.set_defaults(run=run)
        sub.add_argument("--catalogue", metavar="DOSSIER", help="un autre dossier de clauses que celui du paquet")
        sub.add_argument("--surcharge", metavar="DOSSIER", help="le dossier de votre maison, posé par-dessus le catalogue")
        return sub

    sub = verb("exemple", _exemple, "Imprime un fichier de réponses commenté, complet et valide.", "clausier exemple --types preventive,corrective --formule forfait > reponses.yml")
    sub.add_argument("--modele", metavar="ID", help="part d'un modèle du catalogue")
    sub.add_argument("--types", type=_ids, metavar="A,B", help="types de maintenance")
    sub.add_argument("--formule", metavar="F", help="formule de prix")
    sub.add_argument("--hors-forfait", metavar="F", help="formule de ce qui sort de la première")
    sub.add_argument("--options", type=_ids, metavar="X,Y", help="options, en plus de celles par défaut")
    sub.add_argument("--courrier", metavar="ID", help="ajoute les champs propres à ce courrier")

    sub = verb("composer", _composer, "Écrit le contrat de ces réponses.", "clausier composer reponses.yml -o contrat.docx")
    sub.add_argument("reponses", metavar="REPONSES", help="fichier YAML ou JSON ; « - » lit l'entrée standard")
    sub.add_argument("-o", "--sortie", required=True, metavar="FICHIER", help="le contrat à écrire ; « - » écrit sur la sortie standard, avec --format")
    sub.add_argument("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)} ; sinon, l'extension du fichier")
    sub.add_argument("--edition", choices=EDITIONS, default="propre", help="propre, ou annotee : avec les notes de rédaction")
    sub.add_argument("--strict", action="store_true", help="refuse d'écrire s'il reste un champ à compléter")

    sub = verb("courrier", _courrier, "Écrit une lettre ou un acte autour du contrat, vierge ou rempli des réponses de ce contrat.", "clausier courrier mise-en-demeure-service reponses.yml -o lettre.docx")
    sub.add_argument("id", metavar="ID", help="le courrier ; un nom inconnu en imprime la liste")
    sub.add_argument("reponses", metavar="REPONSES", nargs="?", help="les réponses du contrat (YAML ou JSON ; « - » : entrée standard) ; sans elles, le courrier est vierge")
    sub.add_argument("-o", "--sortie", required=True, metavar="FICHIER", help="le courrier à écrire ; « - » écrit sur la sortie standard, avec --format")
    sub.add_argument("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)} ; sinon, l'extension du fichier")
    sub.add_argument("--expediteur", choices=m.PARTIES, help="qui écrit, quand l'un ou l'autre le peut")
    sub.add_argument("--strict", action="store_true", help="refuse d'écrire s'il reste un champ à compléter")

    verb("valider", _valider, "Relit le catalogue : toutes les fautes, puis un seul échec.", "clausier valider --surcharge ma-maison")
    sub = verb("nouvelle-clause", _nouvelle_clause, "Imprime un spécimen commenté de clause.", "clausier nouvelle-clause ma-clause > clauses/corps/ma-clause.yml")
    sub.add_argument("id", metavar="ID", help="l'identifiant de la clause : minuscules, chiffres et tirets")
    sub = verb("schema", _schema, "Imprime un schéma JSON.", "clausier schema reponses > reponses.schema.json")
    sub.add_argument("nom", metavar="NOM", help="reponses, clause, annexe, champ…")
    return parser


if __name__ == "__main__":
    sys.exit(main())
