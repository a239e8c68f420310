"""Drawing: SVG strings, wrapped words, and the figure that holds a drawing with the same facts in words.

Colours are classes (docs/assets/clausier/dessins.css); nothing is fetched, nothing runs. A drawing that would be too small on a
telephone is drawn twice, wide and narrow: the style sheet shows one, and only that one is read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ...typography import french
from ..markup import esc

TEXTE, LIGNE = 13, 16  # size of the letters, height of a line
_LETTRE = 6.6  # width of an average letter of that size, rounded up


def element(name: str, content: str = "", **attributes: object) -> str:
    """`element("rect", x=1, classe="dz-plein")`."""
    said = "".join(f' {"class" if key == "classe" else key.replace("_", "-")}="{escape(_say(value))}"' for key, value in attributes.items())
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def ligne(x1: float, y1: float, x2: float, y2: float, classe: str = "dz-trait") -> str:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, classe=classe)


def boite(x: float, y: float, width: float, height: float, classe: str, rx: float = 2) -> str:
    return element("rect", x=x, y=y, width=width, height=height, rx=rx, classe=classe)


def mots(x: float, y: float, text: str, classe: str = "dz-mots", ancre: str = "start") -> str:
    """One line of text; `ancre`: start, middle or end."""
    return element("text", esc(text), x=x, y=y, classe=classe, text_anchor=ancre)


def paragraphe(x: float, y: float, lines: Sequence[str], classe: str = "dz-mots", ancre: str = "start") -> str:
    return "".join(mots(x, y + i * LIGNE, line, classe, ancre) for i, line in enumerate(lines))


def couper(text: str, width: float, gras: bool = False) -> list[str]:
    """The text in lines that fit a width, cut at spaces only."""
    room = int(width / (_LETTRE * (1.06 if gras else 1)))
    lines: list[str] = []
    for word in french(text).split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def hachures(ident: str) -> str:
    """The pattern of what is suspended or not counted: told from the rest without colour."""
    return f'<defs><pattern id="{ident}" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M-1 7 7 -1M-1 1 1 -1M5 7 7 5" class="dz-hachure"/></pattern></defs>'


def svg(ident: str, width: float, height: float, title: str, description: str, body: str, classe: str = "") -> str:
    """A drawing with its name and its description; `ident` is unique in the page."""
    return (
        f'<svg class="{("dz-svg " + classe).strip()}" viewBox="0 0 {_say(width)} {_say(height)}" role="img" aria-labelledby="{ident}-t" aria-describedby="{ident}-d">'
        f'<title id="{ident}-t">{esc(title)}</title><desc id="{ident}-d">{esc(description)}</desc>{body}</svg>'
    )


def figure(title: str, drawings: Iterable[str], notice: str, words: str, classe: str = "") -> str:
    """A drawing, its title, what is fictitious in it, and the same facts in words."""
    return (
        f'<div class="cl dz {classe}"><figure class="dz-figure" data-search-exclude=""><figcaption class="dz-titre">{esc(title)}</figcaption>{"".join(drawings)}</figure>'
        f'<p class="dz-avis">{esc(notice)}</p><details class="dz-texte"><summary>{esc("Le même contenu, en texte")}</summary>{words}</details></div>'
    )


def _say(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
