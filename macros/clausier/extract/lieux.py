"""Where a block is, as one would say it: « article 5 « Durée », alinéa 2 »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..mots import plier
from .document import Bloc
from .etiquettes import etiquette
from .titres import Titre

NOM = 60  # letters of a title in a place
_DOCUMENT = re.compile(r"\b(?:contrat|conditions|convention|accord|cahier|devis|marche|abonnement|avenant|proposition|offre|maintenance|infogerance|formule|edition)\b")
_PARTIE = re.compile(r"^(?:preambule|entre|objet|parties|definitions|article|il a ete|sommaire)\b")
_SEULS = {"entete": "en-tête", "pied": "pied de page", "sommaire": "sommaire", "note": "note"}


@dataclass(slots=True)
class _Section:
    """The headings that are open, and what has been counted under the last one."""

    titres: list[tuple[int, Titre, str]] = field(default_factory=list)  # level, heading, name
    debut: bool = True
    alineas: int = 0
    tirets: int = 0
    tableau: int = 0
    lignes: int = 0
    colonnes: tuple[str, ...] = ()
    precedent: str = ""


def situer(placed: Sequence[tuple[Bloc, Titre | None]]) -> tuple[Bloc, ...]:
    """The blocks with their place. A place that a reader gave (a page, a row, a note) is kept, after the heading."""
    tables = _tables(placed)
    section, found = _Section(), []
    first = next((rank for rank, (bloc, title) in enumerate(placed) if bloc.genre not in _SEULS), -1)
    for rank, (bloc, title) in enumerate(placed):
        given, page = _donne(bloc.lieu)
        if bloc.genre in _SEULS:
            found.append(bloc.place(given or _SEULS[bloc.genre] + page))
            continue
        if title is not None:
            _ouvrir(section, bloc, title, titre_du_document=section.debut and rank - first <= 3 and _est_celui_du_document(title, rank == first))
            where = _nom(section) or "titre"
        else:
            where = f"{_nom(section) or 'début'}, {given or _local(section, bloc, tables.get(_cle(section), 0))}"
        section.precedent = bloc.genre
        found.append(bloc.place(where + page))
    return tuple(found)


def _est_celui_du_document(title: Titre, premier: bool) -> bool:
    """The title of the whole contract, or the name of who writes it, at its head: not that of a part."""
    if title.etiquette is not None or title.genre in ("deux-points", "seul"):
        return False
    words = plier(title.nom)
    return bool(_DOCUMENT.search(words)) if not premier else not _PARTIE.match(words)


def _donne(lieu: str) -> tuple[str, str]:
    """What the reader said of the place, and of the page."""
    return ("", f", {lieu}") if lieu.startswith("page ") else (lieu, "")


def _ouvrir(section: _Section, bloc: Bloc, title: Titre, titre_du_document: bool) -> None:
    name = title.nom
    above = section.titres
    if titre_du_document and title.etiquette is None:
        section.titres = []
    else:
        section.debut = False
        if title.etiquette is None and above and above[-1][1].etiquette is not None and not above[-1][2] and section.precedent == "titre":
            level, previous, _ = above.pop()  # « ARTICLE 5 », and « DURÉE » on the next line
            above.append((level, previous, name))
        else:
            while above and above[-1][0] >= bloc.niveau:
                above.pop()
            above.append((bloc.niveau, title, name))
    section.alineas = section.tirets = section.tableau = section.lignes = 0
    section.colonnes = ()


def _nom(section: _Section) -> str:
    """The heading one is under, with the annex or the article that holds it."""
    if not section.titres:
        return ""
    _, title, name = section.titres[-1]
    said = _dit(title, name)
    label = title.etiquette
    if label is not None and label.genre == "annexe":
        return said
    for _, other, other_name in reversed(section.titres[:-1]):
        kind = other.etiquette.genre if other.etiquette else ""
        if kind == "annexe":
            short = said.removeprefix("article ") if label is not None and label.genre in ("decimal", "romain") else said
            return f"{_dit(other, other_name)}, {short}"
        if label is None or label.genre == "minuscule" or label.genre == "decimal" and len(label.valeur) == 1 and kind in ("lettre", "romain", "article"):
            if other.etiquette is not None and kind != "minuscule":
                return f"{_dit(other, other_name)}, {said}"
    return said


def _dit(title: Titre, name: str) -> str:
    quoted = _entre_guillemets(name)
    label = title.etiquette
    if label is None:
        return f"sous {quoted}" if quoted else ""
    if label.genre == "minuscule":
        return f"{label.numero}) {quoted}".strip()
    kind = {"decimal": "article", "romain": "article", "lettre": "partie"}.get(label.genre, label.genre)
    return " ".join(part for part in (kind, label.numero, quoted) if part)


def _entre_guillemets(name: str) -> str:
    name = name.replace("«", "“").replace("»", "”").strip(" .:-–—")
    if len(name) > NOM:
        name = name[:NOM].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"
    return f"« {name} »" if name else ""


def _local(section: _Section, bloc: Bloc, tables: int) -> str:
    """Its rank under the heading."""
    if bloc.genre == "ligne":
        if section.precedent != "ligne" or section.lignes == 0 or bloc.colonnes != section.colonnes:
            section.tableau, section.lignes, section.colonnes = section.tableau + 1, 0, bloc.colonnes
        section.lignes += 1
        return f"tableau{f' {section.tableau}' if tables > 1 else ''}, ligne {section.lignes}"
    label = etiquette(bloc.texte)
    if bloc.genre == "puce" or label is not None and label.genre == "minuscule":
        section.tirets += 1
        item = f"point {label.numero}" if label is not None and label.genre in ("minuscule", "decimal", "lettre", "romain") else f"tiret {section.tirets}"
        return f"alinéa {section.alineas}, {item}" if section.alineas else item
    section.alineas += 1
    section.tirets = 0
    if label is not None and label.genre == "decimal" and (len(label.valeur) > 1 or label.ferme):
        return f"paragraphe {label.numero}"
    return f"alinéa {section.alineas}"


def _cle(section: _Section) -> int:
    return id(section.titres[-1][1]) if section.titres else 0


def _tables(placed: Sequence[tuple[Bloc, Titre | None]]) -> dict[int, int]:
    """How many tables each heading has."""
    found: dict[int, int] = {}
    under, before, heads = 0, "", ()
    for bloc, title in placed:
        if title is not None:
            under = id(title)
        elif bloc.genre == "ligne" and (before != "ligne" or bloc.colonnes != heads):
            found[under] = found.get(under, 0) + 1
            heads = bloc.colonnes
        before = bloc.genre
    return found
