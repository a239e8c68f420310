"""The command line: a thin face. Exit 0 done · 1 findings or refused rows · 2 unusable input (file, key, cure)."""

from __future__ import annotations

import argparse
import io
import os
import re
import sys

from . import __version__, loader
from .verbes import catalogue, comparer, composer, lot, tableur, verifier
from .verbes.fichiers import Refus

# In the order of the help.
VERBS = (composer, verifier, lot, tableur, comparer, catalogue)
_COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


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

    for module in VERBS:
        module.add(verb)
    return parser


if __name__ == "__main__":
    sys.exit(main())
