"""An Open Packaging document: its main part, and what each part is related to. Links that leave the file are named, never followed.

Source: ISO/IEC 29500-2 (packages, relationships, content types).
"""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from .archive import Archive
from .document import Illisible
from .xml_sur import arbre

TYPES = "[Content_Types].xml"
_INCOMPLET = "ce n’est pas un document Word complet : rouvrez-le et enregistrez-le de nouveau, ou demandez-en une copie."


@dataclass(frozen=True, slots=True)
class Lien:
    """A relationship: `genre` is the last word of its type; `cible` a part's name, or what is outside when `dehors`."""

    ident: str
    genre: str
    cible: str
    dehors: bool


class Paquet:
    """The parts of a package, and their relationships. Raises Illisible."""

    def __init__(self, archive: Archive):
        if TYPES not in archive or "_rels/.rels" not in archive:
            missing = TYPES if TYPES not in archive else "_rels/.rels"
            raise Illisible(f"la partie « {missing} » manque : {_INCOMPLET}")
        self.archive = archive
        self._types: dict[str, str] = {}
        self._usual: dict[str, str] = {}
        for element in arbre(archive.lire(TYPES), TYPES):
            kind = element.get("ContentType", "")
            if element.get("PartName"):
                self._types[element.get("PartName", "").lstrip("/").lower()] = kind
            else:
                self._usual[element.get("Extension", "").lower()] = kind
        self._links: dict[str, list[Lien]] = {}

    def type(self, nom: str) -> str:
        """The content type of a part."""
        return self._types.get(nom.lower()) or self._usual.get(nom.rpartition(".")[2].lower(), "")

    def liens(self, nom: str) -> list[Lien]:
        """What a part is related to; the package itself is « »."""
        if nom not in self._links:
            folder, _, base = nom.rpartition("/")
            place = f"{folder}/_rels/{base}.rels".lstrip("/")
            self._links[nom] = [_link(element, folder) for element in arbre(self.archive.lire(place), place)] if place in self.archive else []
        return self._links[nom]

    def lie(self, nom: str, genre: str) -> str:
        """The part that another one is related to in that way; « » when there is none."""
        return next((link.cible for link in self.liens(nom) if link.genre == genre and not link.dehors and link.cible in self.archive), "")

    def principale(self) -> str:
        """The main part of the document. Raises Illisible when there is none."""
        found = self.lie("", "officeDocument")
        if not found:
            raise Illisible(f"il ne désigne aucun texte principal : {_INCOMPLET}")
        return found

    def arbre(self, nom: str) -> Element | None:
        """The tree of a part, or None when it is not there."""
        return arbre(self.archive.lire(nom), nom) if nom and nom in self.archive else None

    def tous_les_liens(self) -> list[tuple[str, Lien]]:
        """Every relationship of every part, with the part that bears it."""
        found = []
        for name in self.archive.noms:
            if name.lower().endswith(".rels"):
                folder = dirname(dirname(name))
                source = f"{folder}/{name.rpartition('/')[2][: -len('.rels')]}".lstrip("/")
                found += [(source, link) for link in self.liens(source)]
        return found


def _link(element: Element, folder: str) -> Lien:
    target, outside = element.get("Target", ""), element.get("TargetMode", "") == "External"
    if not outside:
        path = unquote(target.partition("#")[0])
        target = normpath(path if path.startswith("/") else f"{folder}/{path}").lstrip("/")
    return Lien(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target, outside)
