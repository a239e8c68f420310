"""Lines as a page or a plain text shows them: bullets, labels, words cut at the end of a line, running heads and feet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .document import Avertissement
from .etiquettes import etiquette
from .normaliser import avertir

FINALES = (".", "!", "?", ";", ":", "…", "»", ".)", "»)")  # a paragraph may end there
_PUCE = re.compile(r"^[ \t]*(?:[-–—•·‣▪▫●○◦■□►▶➢➔→✓✔❖*+§]|o(?=[ \t]{2}))[ \t]+(?=\S)")
_NUMERO_DE_PAGE = re.compile(r"^(?:(?:page|p\.|pg\.?) ?\d{1,4}(?: ?(?:/|sur|de|\|) ?\d{1,4})?|\d{1,4} ?(?:/|sur|\|) ?\d{1,4}|[-–—~] ?\d{1,4} ?[-–—~]|\d{1,3})$", re.I)
_AVEC_PAGE = re.compile(r"(?:  |[|,;·•–—-] ?)(?:page|p\.) ?(?:n° ?)?\d{1,4}(?: ?(?:/|sur|de) ?\d{1,4})?[ –—|-]*$|^page ?\d{1,4} ?(?:/|sur|de) ?\d{1,4} ?[-–—|·]", re.I)
_CHIFFRES = re.compile(r"\d+")
# A hyphen at the end of a line is the word's own after these, or before those.
_GARDENT = frozenset("sous non demi semi quasi vice avant après arrière peut celui celle ceux celles lui elle eux elles soi moi toi nous vous là plus vis rendez main c’est c'est est-ce".split())
_SUIVENT = frozenset(
    "ci là il ils elle elles on je tu nous vous t-il t-elle t-on même mêmes être dire après dessus dessous delà joint jointe traitant traitants traitance traitées traitée d’œuvre d'œuvre d'oeuvre"
    " deux trois quatre cinq sept huit neuf dix vingt vingts".split()
)


def sans_puce(line: str) -> str | None:
    """The text after a bullet, or None where there is no bullet."""
    found = _PUCE.match(line)
    return line[found.end() :] if found and not _NUMERO_DE_PAGE.fullmatch(line.strip()) else None


def est_un_numero(word: str) -> bool:
    """« 4.2 », « a) », « • » alone: what follows, however far, is its text."""
    label = etiquette(f"{word} X")
    return sans_puce(f"{word} x") is not None or label is not None and (label.ferme or label.genre == "minuscule" or label.genre == "decimal" and len(label.valeur) > 1)


def est_numero_de_page(text: str) -> bool:
    """« Page 3/12 », « - 3 - », « 3 » alone."""
    return len(text) <= 24 and bool(_NUMERO_DE_PAGE.fullmatch(text.strip()))


def porte_une_page(text: str) -> bool:
    """A short line that ends (or begins) with its page, apart from the rest: « CGV 2025-1    page 3/6 »."""
    return len(text) <= 160 and "...." not in text and bool(_AVEC_PAGE.search(text.strip()))


def sans_chiffres(text: str) -> str:
    """What two running heads have in common."""
    return _CHIFFRES.sub("#", " ".join(text.split())).casefold()


def mots_de(lines: Iterable[str]) -> frozenset[str]:
    """The words of a text, to know which hyphens are its own."""
    return frozenset(word.strip(".,;:!?()«»\"'’“”[]") for line in lines for word in line.lower().split())


def recoller(left: str, right: str, words: frozenset[str] = frozenset()) -> str:
    """Two lines made one. A word cut by a hyphen is joined, unless the hyphen is its own."""
    return joindre((left, right), words)


def joindre(lines: Iterable[str], words: frozenset[str] = frozenset()) -> str:
    """Lines made one."""
    pieces: list[str] = []
    for line in lines:
        text = line.strip()
        if text and pieces:
            pieces[-1], joint = _couture(pieces[-1], text, words)
            pieces.append(joint)
        if text:
            pieces.append(text)
    return "".join(pieces)


def _couture(left: str, right: str, words: frozenset[str]) -> tuple[str, str]:
    """How two lines meet: the first one, and what stands between them."""
    if left[-1] in "’'" and left[-2:-1].isalpha() and right[0].isalpha():
        return left, ""
    if left[-1] not in "-\u00ad\u2010" or not left[-2:-1].isalnum() or not right[0].isalnum():
        return left, " "
    if right[0].isdigit() or left[-2].isdigit():  # « S-01 », « 2026-FR »
        return left, ""
    first = left[-40:-1].rsplit(None, 1)[-1].lower().lstrip("(«[\"'’“")
    second = right[:40].split(None, 1)[0].lower().rstrip(".,;:!?)»]\"”")
    whole, hyphened = first + second, f"{first}-{second}"
    if left[-1] == "\u00ad":
        own = False
    elif whole in words or hyphened in words:
        own = hyphened in words and whole not in words
    else:
        own = right[0].isupper() or second in _SUIVENT or second.startswith("à-") or "-" in first or (first in _GARDENT and not second.startswith(("cri", "tra", "obst")))
    return left[:-1], "-" if own else ""


def courantes(pages: Sequence[Sequence[str]], depth: int = 3) -> list[dict[int, str]]:
    """Of each page, the rank of the lines that are a running head or foot, with their kind: what comes back, figures aside, at the top or bottom of several pages."""
    heads, feet = ([_bords(page, depth, top) for page in pages] for top in (True, False))
    found: list[dict[int, str]] = [{} for _ in pages]
    for kind, edges in (("entete", heads), ("pied", feet)):
        seen: dict[str, int] = {}
        for edge in edges:
            for text in {_commun(line) for _, line in edge}:
                seen[text] = seen.get(text, 0) + 1
        for page, edge in zip(found, edges):
            for position, (rank, line) in enumerate(edge):
                back = seen[_commun(line)]
                usual = back >= 2 and (back >= 3 or len(pages) == 2) and back * 5 >= len(pages)
                if len(pages) > 1 and usual or porte_une_page(line) or (position == 0 and len(pages) > 1 and est_numero_de_page(line)):
                    page.setdefault(rank, kind)
                else:
                    break  # past the first line that is not one, the text has begun
    return found


def _commun(line: str) -> str:
    """What a running head keeps from page to page: all of it but its figures; all of it, when it is a heading or a sentence."""
    label = etiquette(line)
    exact = label is not None and label.genre != "minuscule" and not est_numero_de_page(line) or line.endswith(".")
    return line if exact else sans_chiffres(line)


def _bords(page: Sequence[str], depth: int, top: bool) -> list[tuple[int, str]]:
    ranks = [rank for rank, line in enumerate(page) if line.strip()]
    kept = ranks[:depth] if top else ranks[::-1][:depth]
    return [(rank, page[rank].strip()) for rank in kept]


def avertir_masque(avertissements: list[Avertissement], pieces: Sequence[str], why: str) -> None:
    """« texte-masque », or « texte-invisible » (white, or too small): words that the file holds and no reader sees. A few letters are not worth a word."""
    hidden = " ".join(" ".join(pieces).split())
    if len(hidden) >= 20:
        quote = hidden if len(hidden) <= 120 else hidden[:119] + "…"
        code = "texte-invisible" if why.startswith("blanc") else "texte-masque"
        avertir(avertissements, code, f"Texte que l’on ne voit pas, non compté ({why}, {len(hidden.split())} mots) : « {quote} »")
