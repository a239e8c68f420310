"""Plain text and Markdown: the bytes decoded, then the blocks."""

from __future__ import annotations

import re

from . import markdown, page, paragraphes
from .decodage import decoder
from .document import Avertissement, Bloc, Illisible
from .normaliser import nettoyer

_FINS = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")

_CESURE = re.compile("\u00ad(?=\n| {2})")  # a soft hyphen that shows, at the end of a line


def lire(octets: bytes, nom: str, avertissements: list[Avertissement]) -> list[Bloc]:
    """The blocks of a .txt or .md file. Raises Illisible, with the cure."""
    texte = decoder(octets, avertissements)
    if not any(sign.isalnum() for sign in texte):
        raise Illisible("le fichier ne contient aucun texte : vérifiez que c’est le bon.")
    if texte[:400].lstrip().lower().startswith(("<!doctype html", "<html")):
        return page.blocs(texte, avertissements)
    texte = nettoyer(_CESURE.sub("-", _FINS.sub("\n", texte)), avertissements)
    if nom.lower().endswith((".md", ".markdown", ".mdown")) or markdown.en_est(texte):
        return markdown.blocs(texte, avertissements)
    return paragraphes.blocs(texte, avertissements)
