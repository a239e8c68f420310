"""HTML cut into tags and text, in one pass over the file. (`html.parser` takes the square of the length on tags left open, and changes with Python.)"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_NOM = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:_-]{0,40})")
_BLANCS = re.compile(r"[\s/]*")
_ATTRIBUT = re.compile(r"([^\s=>/\"'<]{1,200})(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_GRANDS = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
_BRUTS = {name: re.compile(f"</{name}(?=[\\s/>])", re.I) for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")}
GARDES = frozenset("style class id hidden href src aria-hidden start type value reversed colspan rowspan role checked selected open bgcolor align data".split())  # attributes of use


def sans_grands_codes(texte: str) -> str:
    """Without « &#999999999999; », which no sign has and Python may refuse to count."""
    return _GRANDS.sub("\ufffd", texte) if "&#" in texte else texte


def lu(texte: str) -> str:
    """Entities as the signs they stand for."""
    return html.unescape(sans_grands_codes(texte)) if "&" in texte else texte


def jetons(texte: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """(« texte », text, {}), (« ouvre », name, attributes), (« ferme », name, {}), and (« brut », text, {}) for what a script, a style… holds."""
    place, size = 0, len(texte)
    while place < size:
        start = texte.find("<", place)
        if start < 0:
            start = size
        if start > place:
            yield "texte", lu(texte[place:start]), {}
        if start == size:
            return
        follows = texte[start + 1 : start + 2]
        tag = _NOM.match(texte, start + 1)
        if tag:
            name = tag[1].lower()
            if follows == "/":
                place = _apres(texte, ">", tag.end())
                yield "ferme", name, {}
                continue
            attributes, place = _attributs(texte, tag.end())
            yield "ouvre", name, attributes
            if name in _BRUTS:
                closing = _BRUTS[name].search(texte, place)
                end = closing.start() if closing else size
                yield "brut", texte[place:end], {}
                place = end
        elif texte.startswith("<!--", start):
            place = _apres(texte, "-->", start + 4)
        elif follows in ("!", "?", "/"):
            place = _apres(texte, ">", start + 1)
        else:
            yield "texte", "<", {}
            place = start + 1


def _apres(texte: str, mark: str, place: int) -> int:
    found = texte.find(mark, place)
    return found + len(mark) if found >= 0 else len(texte)


def _attributs(texte: str, place: int) -> tuple[dict[str, str], int]:
    """The attributes of use of a tag, and where the tag ends."""
    kept: dict[str, str] = {}
    while True:
        place = _BLANCS.match(texte, place).end()
        if place >= len(texte) or texte[place] == "<":  # a tag left open
            return kept, place
        if texte[place] == ">":
            return kept, place + 1
        found = _ATTRIBUT.match(texte, place)
        if not found:
            place += 1  # a stray quote
            continue
        place = found.end()
        name = found[1].lower()
        if name in GARDES and name not in kept:
            kept[name] = lu(next((value for value in found.groups()[1:] if value is not None), ""))
