"""The plan of a contract, found from its words when its styles do not say it: headings and their levels, the place of each block.

`structurer` is the last step of every reader. Sober: a line of a list or a sentence is no heading; a title is followed by what it announces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .document import HORS_TEXTE, Bloc
from .etiquettes import etiquette, oublier
from .lieux import situer
from .plan import niveaux
from .sommaires import cle, ecarter
from .titres import Titre, phrase, titre_de

_DEBUT = re.compile(r"^([^.:!?;]{3,44})( ?[.:?]) (?=[A-ZÀ-Ý«])")
_SIGNE = re.compile(r"^(?:fait|sign[ée]|lu et approuv|bon pour|pour le|pour la|le prestataire|le client)|exemplaires?\b", re.I)


def structurer(blocs: Sequence[Bloc]) -> tuple[Bloc, ...]:
    """The blocks with their headings told from the text, cut where both stand on one line, and each with its place."""
    kept = ecarter([bloc for bloc in blocs if bloc.texte])
    titles = _titres(kept)
    placed: list[tuple[Bloc, Titre | None]] = []
    for bloc, title in zip(kept, titles):
        if title is None:
            placed.append((replace(bloc, genre="alinea", niveau=0) if bloc.genre == "titre" else bloc, None))
            continue
        placed.append((replace(bloc, texte=title.titre, genre="titre", niveau=bloc.niveau if bloc.genre == "titre" else 0), title))
        if title.reste:
            placed.append((replace(bloc, texte=title.reste, genre="alinea", niveau=0), None))
    found = situer(niveaux(placed))
    oublier()
    return found


def _titres(blocs: list[Bloc]) -> list[Titre | None]:
    """The heading that each block is, or begins with."""
    found = [titre_de(bloc) if bloc.genre not in HORS_TEXTE else None for bloc in blocs]
    text = [i for i, bloc in enumerate(blocs) if bloc.genre not in HORS_TEXTE]  # running heads do not part neighbours
    _resumes(found)
    _listes(blocs, text, found)
    _isoles(blocs, text, found)
    _en_tete_d_alinea(blocs, text, found)
    return found


def _resumes(found: list[Titre | None]) -> None:
    """« Article 7 – Durée : ce qu'il faut en savoir » is a summary, when « Article 7 – Durée » stands alone elsewhere."""
    alone = {(title.etiquette.valeur, cle(title.nom)) for title in found if title is not None and title.etiquette and not title.reste}
    for i, title in enumerate(found):
        if title is not None and title.reste and title.etiquette and title.nom and (title.etiquette.valeur, cle(title.nom)) in alone:
            found[i] = None


def _listes(blocs: list[Bloc], text: list[int], found: list[Titre | None]) -> None:
    """Labels in a row, with nothing between them or under « … : », are the items of a list."""
    rank = 0
    while rank < len(text):
        first = found[text[rank]]
        if first is None or first.genre == "style":
            rank += 1
            continue
        end = rank + 1
        while end < len(text) and _meme_suite(found[text[end - 1]], found[text[end]]):
            end += 1
        before = blocs[text[rank - 1]] if rank and found[text[rank - 1]] is None else None
        announced = before is not None and before.texte.endswith(":") and (first.etiquette is None or first.etiquette.valeur[:1] in ((1,), ())) and not (first.genre == "nomme" and first.sur)
        # « Annexe 1 : … », « Annexe 2 : … », one under another, name annexes and open none
        row = end - rank >= 3 and first.genre not in ("capitales", "gras", "seul") and not any(found[text[k]].reste for k in range(rank, end))
        bullets = blocs[text[rank]].genre == "puce" and (end - rank >= 2 or any(blocs[text[k]].genre == "puce" for k in (rank - 1, end) if 0 <= k < len(text)))
        if row or announced or bullets:
            opens = row and not announced and not bullets and _recommence(first, found[text[end - 1]])
            for k in range(rank, end - 1 if opens else end):
                found[text[k]] = None
            if announced:
                end = _suite_de_liste(text, found, end, first, end - rank)
        rank = max(end, rank + 1)


def _meme_suite(before: Titre | None, after: Titre | None) -> bool:
    """Two labels of one list, with no text between them?"""
    if before is None or after is None or before.reste or after.genre == "style" or before.genre != after.genre:
        return False
    a, b = before.etiquette, after.etiquette
    if a is None or b is None:
        return before.genre == after.genre and a is b
    return a.genre == b.genre and len(a.valeur) == len(b.valeur)


def _recommence(first: Titre, last: Titre) -> bool:
    """Does the last of a row of labels start again from the first number? Then it is a heading after a list of them."""
    return bool(first.etiquette and last.etiquette and last.etiquette.valeur and last.etiquette.valeur <= first.etiquette.valeur)


def _suite_de_liste(text: list[int], found: list[Titre | None], end: int, first: Titre, value: int) -> int:
    """Takes off the further items of a list whose items have a text of their own; where it ends."""
    if first.etiquette is None:
        return end
    for k in range(end, min(len(text), end + 60)):
        title = found[text[k]]
        if title is None:
            continue
        if not title.etiquette or title.etiquette.genre != first.etiquette.genre or title.etiquette.valeur != (value + 1,):
            break
        found[text[k]] = None
        value, end = value + 1, k + 1
    return end


def _isoles(blocs: list[Bloc], text: list[int], found: list[Titre | None]) -> None:
    """Titles without a style nor a named label must announce something; a short line without a mark must do so plainly."""
    known = {title.etiquette.valeur for title in found if title is not None and title.etiquette}
    for rank, i in enumerate(text):
        title = found[i]
        if title is None or title.genre in ("style", "nomme") or title.reste:
            continue
        before = blocs[text[rank - 1]] if rank else None
        ended = before is None or found[text[rank - 1]] is not None or before.texte.endswith((".", "!", "?", "…", ":", "»", ")")) or before.genre in ("ligne", "note", "puce")
        following = text[rank + 1] if rank + 1 < len(text) else None
        if following is None or not _annonce(title, rank, before, ended, blocs[following], found[following], known):
            found[i] = None


def _annonce(title: Titre, rank: int, before: Bloc | None, ended: bool, after: Bloc, next_title: Titre | None, known: set[tuple[int, ...]]) -> bool:
    """Is this title followed by what it may announce? `ended`: had the sentence before it ended?"""
    label = title.etiquette
    if title.genre == "gras":
        return after.genre != "ligne" or label is not None  # else the caption of a table
    if title.genre == "capitales":
        opens = next_title is not None and (next_title.etiquette is not None or next_title.genre == "capitales" and rank < 6)
        return (opens or after.genre != "titre" and _nourri(after)) and (ended or rank <= 3)
    if title.genre == "deux-points":
        return ended and after.genre == "alinea" and next_title is None and after.texte[0].isupper() and len(after.texte) >= 40
    if title.genre == "seul":
        opens = (next_title is None or next_title.genre != "style") and not (before and _SIGNE.search(before.texte[:200])) and _ouvre(after)
        return ended and rank > 0 and (opens or after.genre == "alinea" and len(after.texte) >= 80 and next_title is None)
    if label is not None and not label.ferme and len(label.valeur) == 1:  # « 5 Durée »
        (value,) = label.valeur
        return (value == 1 or (value - 1,) in known) and ((value + 1,) in known or (value - 1,) in known) and _nourri(after)
    return next_title is not None or _nourri(after)


def _ouvre(bloc: Bloc) -> bool:
    """Does a numbered text begin here?"""
    label = etiquette(bloc.texte)
    return label is not None and label.genre != "minuscule" and bloc.genre in ("alinea", "titre") and len(bloc.texte) >= 25


def _nourri(bloc: Bloc) -> bool:
    """Is this block worth a title?"""
    return len(bloc.texte) >= 25 or bloc.genre in ("ligne", "puce")


def _en_tete_d_alinea(blocs: list[Bloc], text: list[int], found: list[Titre | None]) -> None:
    """« Mots de passe. Les mots de passe sont… »: titles at the head of their paragraph, when it is how the whole text is written."""
    paragraphs = [i for i in text if blocs[i].genre == "alinea" and found[i] is None and len(blocs[i].texte) >= 90]
    heads = {}
    for i in paragraphs:
        start = _DEBUT.match(blocs[i].texte)
        if start and len(start[1].split()) <= 6 and start[1][0].isupper() and not phrase(start[1]) and start[1].split()[0].lower().rstrip("’'") not in ("il", "elle", "nous", "vous", "je", "on", "le", "la", "les", "ces", "cette", "chaque", "tout", "toute", "m", "mme"):
            heads[i] = start
    if len(heads) >= 4 and len(heads) * 3 >= len(paragraphs) and not any(title is not None and title.genre in ("nomme", "style") for title in found):
        for i, start in heads.items():
            found[i] = Titre("seul", start[0].rstrip(), start[1], blocs[i].texte[start.end() :])
