"""What a page hides: `hidden`, « display: none », a class of the page's own style sheet, white or tiny letters."""

from __future__ import annotations

import re

_SELECTEUR = re.compile(r"^([a-z][a-z0-9]*)?([.#])([a-z_-][\w-]*)$", re.I)
_CACHE = re.compile(r"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0+)?(?=;|!|$)|font-size:(?:0|1)(?:\.\d+)?(?:px|pt)?(?=;|!|$)|(?:left|top|text-indent):-\d{3,})")
_BLANC = re.compile(r"(?:^|;)color:(?:#fff(?:fff)?(?=;|!|$)|white|rgba?\(255,255,255)")
_FOND = re.compile(r"(?:^|;)background")
SELECTEURS = 2000


class Styles:
    """The classes and ids that the page's style sheets hide whatever the screen."""

    def __init__(self) -> None:
        self.caches: set[str] = set()

    def lire(self, sheet: str) -> None:
        """Reads a style sheet; what stands in « @media » or another block is left out."""
        for rule in _premier_rang(sheet[:300_000]).split("}"):
            selectors, _, rules = rule.partition("{")
            if _CACHE.search(_serre(rules)):
                for selector in selectors.split(","):
                    found = _SELECTEUR.match(selector.strip())
                    if found and len(self.caches) < SELECTEURS:
                        self.caches.add(found[2] + found[3])


def _premier_rang(sheet: str) -> str:
    """A sheet without its comments nor its « @… { { } } »."""
    pieces = [part.partition("*/")[2] if rank else part for rank, part in enumerate(sheet.split("/*"))]
    sheet = "".join(pieces)
    kept, depth, start, at = [], 0, 0, 0
    for brace in re.finditer(r"[{}]", sheet):
        if brace[0] == "{":
            if depth == 0 and "@" in sheet[at : brace.start()]:
                kept.append(sheet[start:at])
                start = -1
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                at = brace.end()
                if start < 0:
                    start = at
    return "".join([*kept, sheet[start:] if start >= 0 else ""])


def cache_par(name: str, attributes: dict[str, str], styles: Styles) -> str:
    """Why this element is not seen; « » when it is."""
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return "élément caché"
    if name == "dialog" and "open" not in attributes or name == "input" and attributes.get("type", "").lower() == "hidden":
        return "élément caché"
    if name == "option" and "selected" not in attributes:
        return "jamais"
    style = _serre(attributes.get("style", ""))
    if style and _CACHE.search(style):
        return "élément caché"
    if style and _BLANC.search(style):
        return "blanc"
    if styles.caches and (attributes.get("class") or attributes.get("id")):
        names = {f".{each}" for each in attributes.get("class", "").split()[:50]} | {f"#{attributes.get('id', '')}"}
        if names & styles.caches:
            return "élément caché"
    return ""


def a_un_fond(name: str, attributes: dict[str, str]) -> bool:
    """May white letters be seen on this element? Its style paints it, or a class may."""
    return name not in ("html", "body") and bool({"bgcolor", "class", "id"} & attributes.keys()) or bool(_FOND.search(_serre(attributes.get("style", ""))))


def _serre(style: str) -> str:
    return "".join(style[:5000].lower().split())
