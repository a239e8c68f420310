"""The text of a Word document as a person sees it: paragraphs with their numbers, tables, boxes and notes, in reading order.

A story (`Recit`) is the body, a note, a header, or what a box holds; each has its own fields. No link is followed, no field computed.
Source: ISO/IEC 29500-1 §17.2–17.3 (paragraphs), §17.11 (notes), §17.13 (revisions).
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from . import docx_noms as n
from .document import Bloc
from .docx_contexte import INVISIBLE, Contexte
from .docx_numeros import Compteurs
from .docx_styles import Allure, allume, entier, fond, ligne_serree
from .docx_tableaux import Tableaux
from .lecteur import est_une_entree, poser

_OWN = frozenset((n.NUM_PR, n.OUTLINE, n.SHD, n.SPACING, n.FRAME, n.RPR, n.SECTION))


@dataclass(slots=True)
class Paragraphe:
    """A paragraph's properties, over its style's."""

    allure: Allure
    style: str | None = None
    numero: str | None = None
    rang: int | None = None
    plan: int | None = None
    fond: str | None = None
    serre: bool = False
    effacee: bool = False  # its mark is deleted: it runs into the next one
    cachee: bool = False  # its mark is hidden
    lettrine: bool = False


class Recit(Tableaux):
    """One story. `genre` and `lieu`: those of all its blocks, when it is not the body."""

    def __init__(self, contexte: Contexte, genre: str = "", lieu: str = "", compteurs: Compteurs | None = None):
        super().__init__(contexte)
        self.compteurs = Compteurs() if compteurs is None else compteurs  # of its lists
        self.genre, self.lieu = genre, lieu
        self.fond = contexte.page  # the ground of the cell or box
        self.reste = ""  # the text of a paragraph that runs into the next one
        self._usuels: dict[str | None, Paragraphe] = {}  # what each style alone gives

    def lire(self, node: Element, found: list[Bloc]) -> None:
        """Adds all the blocks of the story."""
        self.blocs(node, found)
        text = self.contexte.normaliser(self.reste)
        if text:
            found.append(self._bloc(text))

    def blocs(self, node: Element, found: list[Bloc]) -> None:
        """Adds the blocks of a container."""
        for child in node:
            tag = child.tag
            if tag == n.P:
                self.paragraphe(child, found)
            elif tag == n.TBL:
                self.tableau(child, found)
            elif tag in n.SUPPRIMES:
                self.contexte.revisions += 1
            elif tag not in n.MUETS and len(child):
                for inner in self.ouvrir(child):
                    self.blocs(inner, found)

    # ------------------------------------------------------------ paragraphs
    def paragraphe(self, p: Element, found: list[Bloc]) -> None:
        """Adds a paragraph, then the boxes and the notes it bears."""
        own = self._proprietes(p.find(n.PPR))
        self.allure, self.sol, self.gras = own.allure, own.fond or self.fond, own.allure.gras
        self.etat = self.force or (INVISIBLE if own.serre else self.contexte.etat(own.allure, self.sol))
        self.morceaux, self.maigre = ([self.reste], 0) if self.reste else ([], -1)
        self.reste, self.a_cache, listed = "", False, self.sommaire
        self.inline(p)
        if self.muet:
            self.fermer()
        if own.effacee or own.lettrine:
            self.reste = "".join(self.morceaux)
        elif not self.force:
            filled = any([not piece.isspace() for piece in self.morceaux])
            if filled or not (self.a_cache and own.cachee):
                self._ajouter(p, own, filled, bool(listed or self.sommaire), found)
        if self.apres:
            self._suite(found)

    def _ajouter(self, p: Element, own: Paragraphe, filled: bool, listed: bool, found: list[Bloc]) -> None:
        """Adds the paragraph just read, with its number."""
        number = self.contexte.numerotation.numero(own.numero, own.rang, own.style, self.compteurs) if own.numero and own.numero != "0" else None
        label = number.texte if number else ""
        if not filled and not (label and (own.plan is not None or sum(map(str.isalpha, label)) > 1)):
            return
        if number and label and not number.colle:
            label += " "
        rank = self.contexte.rangs.get(id(p))
        anchor = "" if rank is None else str(rank)
        for text, bold in poser(self.morceaux, self.maigre, label, self.contexte.normaliser):
            kind, level = "puce" if number and number.puce else "alinea", 0
            if own.allure.sommaire or (listed and est_une_entree(text)):
                kind = "sommaire"
            elif own.plan is not None:
                kind, level = "titre", own.plan + 1
            elif bold and kind == "alinea":
                kind = "titre"
            if text:
                found.append(self._bloc(text, kind, level, anchor))

    def _bloc(self, text: str, kind: str = "alinea", level: int = 0, anchor: str = "") -> Bloc:
        return Bloc(text, self.genre, 0, self.lieu, ancre=anchor) if self.genre else Bloc(text, kind, level, ancre=anchor)

    def _suite(self, found: list[Bloc]) -> None:
        """The boxes and notes of the paragraph just read."""
        waiting, self.apres = self.apres, []
        for kind, what in waiting:
            genre, place, ground, count = self.genre, self.lieu, self.contexte.page, None
            if kind != "boite":
                count = self.contexte.compteurs[kind]
                what, note = self.contexte.note(kind, what)
                genre, place = genre or "note", place or note
            elif isinstance(what, tuple):
                what, ground = what
            else:
                text = self.contexte.normaliser(what)
                found += [self._bloc(text)] if text else []
                continue
            if what is not None:
                story = Recit(self.contexte, genre, place, count)
                story.force, story.fond = self.force, ground
                story.lire(what, found)

    # ------------------------------------------------------------ properties
    def _proprietes(self, ppr: Element | None) -> Paragraphe:
        styles = self.contexte.styles
        found = {child.tag: child for child in ppr} if ppr is not None else {}
        style = found[n.P_STYLE].get(n.VAL) if n.P_STYLE in found else None
        plain = _OWN.isdisjoint(found)
        if plain and style in self._usuels:
            return self._usuels[style]
        look = styles.paragraphe(style)
        own = Paragraphe(look, style or styles.par_defaut, look.numero, look.rang, look.plan, look.fond, look.serre)
        if look.titre and look.plan is None:
            own.plan = 0
        if plain:
            self._usuels[style] = own
        if n.NUM_PR in found:
            self._numeroter(own, found[n.NUM_PR])
        if n.OUTLINE in found:
            level = entier(found[n.OUTLINE].get(n.VAL), 9)
            own.plan = level if level is not None and 0 <= level < 9 else None
        if n.SHD in found:
            own.fond = fond(found[n.SHD])
        if n.SPACING in found and found[n.SPACING].get(n.LINE):
            own.serre = ligne_serree(found[n.SPACING])
        if n.FRAME in found:
            own.lettrine = found[n.FRAME].get(f"{n.W}dropCap", "none") != "none"
        if n.SECTION in found:
            self.contexte.sections.append(found[n.SECTION])
        if n.RPR in found:
            marks = {child.tag: child for child in found[n.RPR]}
            own.cachee = allume(marks.get(n.VANISH))
            own.effacee = not n.SUPPRIMES.isdisjoint(marks)
            self.contexte.revisions += own.effacee or n.INS in marks or n.MOVE_TO in marks
        return own

    def _numeroter(self, own: Paragraphe, numbering: Element) -> None:
        """The list and level that a paragraph gives itself; in another list than its style's, the level is that which the style is tied to."""
        number, rank = numbering.find(n.NUM_ID), numbering.find(n.ILVL)
        if number is not None:
            own.numero = number.get(n.VAL)
            tied = self.contexte.numerotation.niveau_du_style(own.numero or "", own.style or "")
            own.rang = own.rang if tied is None else tied
        if rank is not None:
            own.rang = entier(rank.get(n.VAL))
