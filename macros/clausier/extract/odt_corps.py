"""The text of an OpenDocument text as a person sees it: paragraphs with their numbers, lists, tables, frames and notes, in reading order.

Source: OpenDocument 1.3 part 3, §5 (paragraphs, sections, changes), §6 (what a paragraph holds), §8 (indexes), §9 (tables), §10 (drawings).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from . import odt_noms as n
from .archive import ETRANGE
from .document import Bloc, Illisible
from .lecteur import est_une_entree, poser
from .odt_listes import NIVEAUX, Compte, entier
from .odt_styles import BLANC, INCONNU, MASQUE, VISIBLE, Allure
from .odt_tableaux import Contexte, Tableaux

MAX_ESPACES = 10_000  # in a row


@dataclass(slots=True)
class Place:
    """Where the reader is among lists: the count that runs, the style, the level; `numero` when the next paragraph bears the item's number."""

    compte: Compte
    style: str
    rang: int
    depart: int | None = None
    numero: bool = False


class Recit(Tableaux):
    """One story: the body, a note, a header, a box. `genre` and `lieu`: those of all its blocks, when it is not the body."""

    def __init__(self, contexte: Contexte, genre: str = "", lieu: str = "", sol: str = BLANC):
        self.contexte, self.genre, self.lieu, self.sol = contexte, genre, lieu, sol
        self.force = VISIBLE  # what hides a whole section, row or cell
        self.sommaire = 0
        self.morceaux: list[str] = []
        self.maigre = -1  # the rank in it of the first text that is not bold
        self.apres: list[Element] = []
        self.efface = False  # a field hides the paragraph being read

    # ------------------------------------------------------------ blocks
    def blocs(self, node: Element, found: list[Bloc], place: Place | None = None) -> None:
        """Adds the blocks of a container."""
        for child in node:
            tag = child.tag
            if tag == n.P or tag == n.H:
                self.paragraphe(child, found, place)
            elif tag == n.LIST:
                self.liste(child, found, place)
            elif tag == n.TABLEAU:
                self.tableau(child, found)
            elif tag == n.SECTION:
                self.section(child, found)
            elif tag.startswith(n.DRAW):
                self.dessin(child, found)
            elif tag in _INDEX:
                self.sommaire += 1
                for body in child.findall(f"{n.TEXT}index-body"):
                    self.blocs(body, found)
                self.sommaire -= 1
            elif tag not in _MUETS and len(child):
                self.blocs(child, found, place)

    def section(self, node: Element, found: list[Bloc]) -> None:
        before = self.force
        if node.get(f"{n.TEXT}display") == "none" or node.get(f"{n.TEXT}is-hidden") == "true":
            self.force = before or MASQUE
        self.blocs(node, found)
        self.force = before

    def liste(self, node: Element, found: list[Bloc], place: Place | None) -> None:
        style = node.get(n.STYLE_NAME) or (place.style if place else "")
        rank = min(place.rang + 1 if place else 1, NIVEAUX)
        if place and style == place.style:
            count = place.compte
        else:
            going_on = node.get(f"{n.TEXT}continue-numbering") == "true"
            count = self.contexte.listes.compte(style, node.get(n.XML_ID, ""), node.get(f"{n.TEXT}continue-list", ""), going_on)
        for item in node:
            if item.tag in (n.ITEM, n.LIST_HEADER):
                start = entier(item.get(f"{n.TEXT}start-value"))
                self.blocs(item, found, Place(count, style, rank, start, item.tag == n.ITEM))

    def paragraphe(self, p: Element, found: list[Bloc], place: Place | None) -> None:
        styles = self.contexte.styles
        look = styles.paragraphe(p.get(n.STYLE_NAME, ""))
        self.morceaux, self.maigre, self.efface = [], -1, False
        self.inline(p, look)
        if self.efface or self.force:
            text = "".join(self.morceaux)
            if text.strip():
                self.cacher(self.force or MASQUE, text)
            self.morceaux = []
        seen = any([not piece.isspace() for piece in self.morceaux])
        label, bullet = self._numero(p, look, place) if seen or not (self.efface or self.force or look.cache) else ("", False)
        if seen or (label and p.tag == n.H):
            self._ajouter(p, look, f"{label} " if label else "", bullet, found)
        if self.apres:
            self._suite(found)

    def _numero(self, p: Element, look: Allure, place: Place | None) -> tuple[str, bool]:
        lists = self.contexte.listes
        if place is not None:
            if not place.numero:
                return "", False
            place.numero = False
            levels = lists.styles.get(place.style or look.liste or "", {})
            return place.compte.avancer(place.rang, levels, place.depart)
        if p.tag == n.H and lists.plan and look.liste != "" and p.get(f"{n.TEXT}is-list-header") != "true":
            rank = entier(p.get(f"{n.TEXT}outline-level"), 1) or 1
            level = lists.plan.get(rank)
            if level is not None and (level.forme or level.avant or level.modele):
                restart = 1 if p.get(f"{n.TEXT}restart-numbering") == "true" else None
                return lists.titres.avancer(rank, lists.plan, entier(p.get(f"{n.TEXT}start-value"), restart))
        return "", False

    def _ajouter(self, p: Element, look: Allure, label: str, bullet: bool, found: list[Bloc]) -> None:
        for text, bold in poser(self.morceaux, self.maigre, label, self.contexte.normaliser):
            kind, level = "puce" if bullet else "alinea", 0
            if look.sommaire or (self.sommaire and est_une_entree(text)):
                kind = "sommaire"
            elif p.tag == n.H:
                kind, level = "titre", max(1, min(entier(p.get(f"{n.TEXT}outline-level"), look.plan or 1) or 1, NIVEAUX))
            elif look.titre:
                kind, level = "titre", 1
            elif bold and not bullet:
                kind = "titre"
            if text:
                found.append(self._bloc(text, kind, level))

    def _bloc(self, text: str, kind: str, level: int = 0) -> Bloc:
        return Bloc(text, self.genre, 0, self.lieu) if self.genre else Bloc(text, kind, level)

    def _suite(self, found: list[Bloc]) -> None:
        """The frames and notes of the paragraph just read."""
        waiting, self.apres = self.apres, []
        for node in waiting:
            if node.tag != n.NOTE:
                self.dessin(node, found)
                continue
            kind = "endnote" if node.get(f"{n.TEXT}note-class") == "endnote" else "footnote"
            self.contexte.notes[kind] += 1
            place = f"note{' de fin' if kind == 'endnote' else ''} {self.contexte.notes[kind]}"
            for body in node.findall(n.NOTE_BODY):
                story = Recit(self.contexte, self.genre or "note", self.lieu or place)
                story.force = self.force
                story.blocs(body, found)

    # ------------------------------------------------------------ what a paragraph holds
    def inline(self, node: Element, look: Allure) -> None:
        if node.text:
            self.mettre(node.text, look)
        for child in node:
            act = _INLINE.get(child.tag, Recit._descend)
            if act is not None:
                act(self, child, look)
            if child.tail:
                self.mettre(child.tail, look)

    def mettre(self, text: str, look: Allure) -> None:
        state = self.contexte.etats.get((id(look), self.sol))
        if state is None:
            state = self.contexte.etats[id(look), self.sol] = look.etat(self.sol)
        if state and text.strip():
            self.cacher(state, text)
        elif not state:
            if self.maigre < 0 and not look.gras and not text.isspace():
                self.maigre = len(self.morceaux)
            self.morceaux.append(text)

    def cacher(self, state: int, text: str) -> None:
        kept = self.contexte.caches[state]
        if len(kept) < 40:
            kept.append(text[:200])

    def _descend(self, node: Element, look: Allure) -> None:
        if node.tag.startswith(n.DRAW):
            self.apres.append(node)
        else:
            self.inline(node, look)

    def _passage(self, node: Element, look: Allure) -> None:
        self.inline(node, self.contexte.styles.passage(look, node.get(n.STYLE_NAME, "")))

    def _blancs(self, node: Element, _look: Allure) -> None:
        count = node.get(f"{n.TEXT}c", "1")
        if len(count) > 9 or (entier(count, 1) or 1) > MAX_ESPACES:
            raise Illisible(f"une suite de plus de {MAX_ESPACES} espaces : {ETRANGE}")
        self.morceaux.append(" ")

    def _espace(self, _node: Element, _look: Allure) -> None:
        self.morceaux.append(" ")

    def _note(self, node: Element, _look: Allure) -> None:
        self.apres.append(node)

    def _condition(self, node: Element, look: Allure) -> None:
        """A text that a condition hides: what is written in the element is what was shown."""
        if node.get(f"{n.TEXT}is-hidden") == "true":
            hidden = node.get(f"{n.TEXT}string-value", "") or node.text or ""
            if hidden.strip():
                self.cacher(MASQUE, hidden)
        else:
            self.inline(node, look)

    def _efface(self, node: Element, _look: Allure) -> None:
        self.efface = self.efface or node.get(f"{n.TEXT}is-hidden") == "true"

    def _variable(self, node: Element, look: Allure) -> None:
        if node.get(f"{n.TEXT}display") != "none":
            self.inline(node, look)

    def _rubis(self, node: Element, look: Allure) -> None:
        for base in node.findall(f"{n.TEXT}ruby-base"):
            self.inline(base, look)

    # ------------------------------------------------------------ drawings
    def dessin(self, node: Element, found: list[Bloc]) -> None:
        """The text of a frame, of a shape, of what they group."""
        ground = self.contexte.styles.fond("graphic", node.get(f"{n.DRAW}style-name", ""), INCONNU if node.tag == f"{n.DRAW}custom-shape" else self.sol)
        story = Recit(self.contexte, self.genre, self.lieu, ground)
        story.force, story.sommaire = self.force, self.sommaire
        story.blocs(node, found)


_INDEX = frozenset(n.TEXT + name for name in ("table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index", "bibliography"))
_MUETS = frozenset(
    (
        *(n.TEXT + name for name in ("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls", "alphabetical-index-auto-mark-file", "section-source")),
        *(n.OFFICE + name for name in ("annotation", "annotation-end", "forms", "event-listeners", "dde-source")),
        *(n.SVG + name for name in ("title", "desc")),
        *(n.TABLE + name for name in ("title", "desc")),
    )
)
_INLINE: dict[str, Callable[[Recit, Element, Allure], None] | None] = {
    **dict.fromkeys(_MUETS, None),
    **dict.fromkeys((n.TEXT + name for name in ("number", "script", "soft-page-break", "change", "change-start", "change-end")), None),
    **dict.fromkeys((n.TEXT + name for name in ("tab", "line-break")), Recit._espace),
    **dict.fromkeys((n.TEXT + name for name in ("variable-set", "user-field-get", "expression", "variable-input", "user-field-input")), Recit._variable),
    n.SPAN: Recit._passage,
    n.S: Recit._blancs,
    n.NOTE: Recit._note,
    f"{n.TEXT}hidden-text": Recit._condition,
    f"{n.TEXT}hidden-paragraph": Recit._efface,
    f"{n.TEXT}ruby": Recit._rubis,
}
