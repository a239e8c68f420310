"""Tables of contents, running heads and page numbers: what is printed in a contract and is no part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..mots import plier
from .document import Bloc, ligne
from .etiquettes import etiquette
from .lignes import FINALES, est_numero_de_page, sans_chiffres

COURT = 170
_MOT = re.compile(r"[a-z0-9]+")
_NOMS = re.compile(r"^(?:sommaire|table des matieres|table des articles|plan du contrat|plan|index|contents|table of contents)\b ?(?:du contrat|general)? ?(.{0,3})")
_INITIALES = frozenset("stpic")  # of these names
_PAGE_A_LA_FIN = re.compile(r" page ?\d{1,4} ?(?:/|sur|de) ?\d{1,4}$|^page ?\d{1,4} ?(?:/|sur|de) ?\d{1,4} ", re.I)


def ecarter(blocs: Sequence[Bloc]) -> list[Bloc]:
    """The same blocks, with the kinds « sommaire », « pied » given to those that are so; prices after dots become rows."""
    found = _points(list(blocs))
    found = _pages(found)
    return _sommaires(found)


# ---------------------------------------------------------------- dots
def _conduite(text: str) -> tuple[str, str] | None:
    """« Durée ........ 4 »: what is before the dots, and after; None without dots."""
    if len(text) > 300 or not ("...." in text or ". . . ." in text or "……" in text or "____" in text or "····" in text or ".…" in text):
        return None
    end = len(text)
    while end and text[end - 1] not in ".…_·":
        end -= 1
    left = text[:end].rstrip(". …_·")
    after = text[end:].strip()
    return (left, after) if left and after and len(after) <= 30 and end - len(left) >= 4 else None


def _points(blocs: list[Bloc]) -> list[Bloc]:
    """Runs of dotted lines: a table of contents when their numbers grow, else rows of two cells."""
    dotted = [_conduite(bloc.texte) if bloc.genre in ("alinea", "puce", "titre", "ligne") else None for bloc in blocs]
    found = list(blocs)
    start = 0
    while start < len(blocs):
        if dotted[start] is None:
            start += 1
            continue
        end = last = start
        while end + 1 < len(blocs) and (dotted[end + 1] is not None or end == last and len(blocs[end + 1].texte) <= COURT and end + 2 < len(blocs) and dotted[end + 2] is not None):
            end += 1
            last = end if dotted[end] is not None else last
        run = [i for i in range(start, last + 1) if dotted[i] is not None]
        pages = [dotted[i][1].lower().removeprefix("page").removeprefix("p.").strip() for i in run]
        numbers = [int(page) for page in pages if page.isdigit() and len(page) <= 4]
        if len(run) >= 2 and len(numbers) == len(run) and numbers == sorted(numbers):
            for i in range(start, last + 1):
                found[i] = replace(blocs[i], genre="sommaire", niveau=0, cellules=(), colonnes=())
        elif len(run) >= 2:
            for i in run:
                if found[i].genre != "ligne":
                    found[i] = ligne([dotted[i][0], dotted[i][1]], lieu=blocs[i].lieu, ancre=blocs[i].ancre)
        start = last + 1
    return found


# ---------------------------------------------------------------- pages
def _pages(blocs: list[Bloc]) -> list[Bloc]:
    """Page numbers alone, lines that carry one, lines that come back and cut a sentence."""
    found = list(blocs)
    numbers = []
    back: dict[str, list[int]] = {}
    for i, bloc in enumerate(blocs):
        text = bloc.texte
        if bloc.genre not in ("alinea", "puce") or len(text) > COURT:
            continue
        if text.isdigit():
            if len(text) <= 3:
                numbers.append(i)
        elif est_numero_de_page(text) or len(text) <= 120 and _PAGE_A_LA_FIN.search(text) and not text.endswith("."):
            found[i] = replace(bloc, genre="pied")
        elif len(text) >= 6:
            back.setdefault(sans_chiffres(text), []).append(i)
    values = [int(blocs[i].texte) for i in numbers]
    if len(values) >= 2 and all(0 < after - before <= 2 for before, after in zip(values, values[1:])):
        for i in numbers:
            found[i] = replace(blocs[i], genre="pied")
    for ranks in back.values():
        if len(ranks) >= 3 and any(_coupe(blocs, i) for i in ranks):
            for i in ranks:
                found[i] = replace(blocs[i], genre="pied")
    return found


def _coupe(blocs: list[Bloc], i: int) -> bool:
    """Does this block stand in the middle of a sentence?"""
    if i == 0 or i + 1 >= len(blocs):
        return False
    before, after = blocs[i - 1], blocs[i + 1]
    return before.genre == after.genre == "alinea" and len(before.texte) > 40 and not before.texte.endswith((*FINALES, ",")) and after.texte[0].islower()


# ---------------------------------------------------------------- tables of contents
def cle(text: str) -> str:
    """The words of a heading, its label apart."""
    label = etiquette(text)
    words = _MOT.findall(plier(text[label.fin :] if label else text))
    return " ".join(words)


def _cle_de_ligne(text: str) -> str:
    """The words of a line of a table of contents: its page left out."""
    bare = text.rstrip("0123456789").rstrip(" .…|·_-–—") if text[-1:].isdigit() else text
    return cle(bare) or cle(text)


def _sommaires(blocs: list[Bloc]) -> list[Bloc]:
    found = list(blocs)
    later: dict[str, int] = {}  # the words of a short block → the last place where they are
    keys: list[str] = []
    for i, bloc in enumerate(blocs):
        short = bloc.genre in ("alinea", "puce", "titre") or bloc.genre == "ligne" and bloc.texte[-1:].isdigit()
        keys.append(_cle_de_ligne(bloc.texte) if short and len(bloc.texte) <= COURT and not bloc.texte.endswith((".", ";", ",")) else "")
        if bloc.genre in ("alinea", "puce", "titre"):
            later[keys[i] if keys[i] else _tete(bloc.texte)] = i
    i = 0
    while i < len(blocs):
        name = _NOMS.match(plier(blocs[i].texte[:60])) if blocs[i].genre in ("alinea", "titre", "puce") and plier(blocs[i].texte[:1]) in _INITIALES else None
        if name and len(blocs[i].texte) > 40 and name[1].lstrip()[:1] in (":", "-", "—") and sum(map(blocs[i].texte.count, (" - ", ", ", " ; ", " – ", " / "))) >= 3:
            found[i] = replace(blocs[i], genre="sommaire", niveau=0)
        elif name and len(blocs[i].texte) <= 40:
            end = _fin(keys, later, i + 1, blocs)
            if end > i + 1 or i + 1 < len(blocs) and found[i + 1].genre == "sommaire":
                for k in range(i, end):
                    found[k] = replace(blocs[k], genre="sommaire", niveau=0, cellules=(), colonnes=())
                i = end
                continue
        elif keys[i] and i * 5 < len(blocs) * 2 + 10 and later.get(keys[i], -1) > i:
            end = _fin(keys, later, i, blocs)
            if end - i >= 4 and all(later.get(keys[k], -1) >= end for k in range(i, end) if keys[k]):
                for k in range(i, end):
                    found[k] = replace(blocs[k], genre="sommaire", niveau=0, cellules=(), colonnes=())
            i = max(end, i + 1)
            continue
        i += 1
    return found


def _tete(text: str) -> str:
    """The title that a long block may begin with."""
    label = etiquette(text)
    start = text[label.fin : label.fin + 120] if label else ""
    return " ".join(_MOT.findall(plier(re.split(r"[.:]", start)[0])))


def _fin(keys: list[str], later: dict[str, int], start: int, blocs: list[Bloc]) -> int:
    """Where a run of lines that come back further on ends."""
    end = place = start
    misses = 0
    while place < len(blocs) and misses <= 2:
        back = later.get(keys[place], -1) > place if keys[place] else blocs[place].genre == "sommaire"
        if back or blocs[place].genre in ("sommaire", "pied", "entete"):
            end, misses = place + 1, 0
        elif len(blocs[place].texte) > COURT:
            break
        else:
            misses += 1
        place += 1
    return end
