"""The runs of a Word paragraph: the text they show, in order, without what is deleted, hidden or asked of a field.

Source: ISO/IEC 29500-1 §17.3.2–17.3.3 (runs), §17.13.5 (revisions), §22.1 (formulas).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from . import docx_noms as n
from .docx_champs import Champs, de_formulaire
from .docx_contexte import INVISIBLE, VISIBLE, Contexte, etat
from .docx_dessins import boites, choix
from .docx_styles import Allure, allume, couleur, entier, fond, transparent

_SAID = frozenset((n.VANISH, n.COLOR, n.SZ, n.R_STYLE, n.SHD, n.HIGHLIGHT, n.WIDTH, n.BOLD, n.TEXT_FILL))
_SYMBOLES = {"f0fe": "☒", "f0fd": "☒", "f078": "☒", "f054": "☒", "f052": "☒", "f0a8": "☐", "f06f": "☐", "f071": "☐", "f0fc": "✓", "f0fb": "✗", "f0e0": "→", "f0b7": "•", "f0a7": "•"}


class Runs(Champs):
    """Gathers in `morceaux` what the runs of the paragraph being read show."""

    def __init__(self, contexte: Contexte):
        super().__init__(contexte.instructions)
        self.contexte = contexte
        self.force = VISIBLE  # what hides a whole row or cell
        self.etat = VISIBLE  # of a run that says nothing
        self.gras = False  # of such a run
        self.maigre = -1  # the rank in `morceaux` of the first text that is not bold
        self.allure = Allure()  # of the paragraph
        self.sol = contexte.page  # the ground of the paragraph
        self.a_cache = False  # it has a text that is not seen
        self.apres: list[tuple[str, object]] = []  # boxes and notes, read after the paragraph that bears them

    def inline(self, node: Element) -> None:
        """The runs of a container, whatever holds them."""
        for child in node:
            tag = child.tag
            if tag == n.R:
                self.run(child)
            elif tag in _INLINE:
                act = _INLINE[tag]
                if act is not None:
                    act(self, child)
            elif len(child):
                self.inline(child)

    def run(self, r: Element) -> None:
        shown, bold = self.etat, self.gras
        for x in r:
            tag = x.tag
            if tag == n.T:
                text = x.text
                if text and not self.muet:
                    if shown:
                        self.cacher(shown, text)
                    else:
                        if self.maigre < 0 and not bold and not text.isspace():
                            self.maigre = len(self.morceaux)
                        self.morceaux.append(text)
            elif tag == n.RPR:
                shown, bold = self.etat_du_run(x)
            elif tag in _RUN and (not (shown or self.muet) or tag in _BORNES):
                _RUN[tag](self, x)

    def etat_du_run(self, rpr: Element) -> tuple[int, bool]:
        """Is this run seen, is it bold? What it says goes over its style, its style over the paragraph's."""
        said = [x for x in rpr if x.tag in _SAID]
        if not said or self.force:
            return self.etat, self.gras
        base = self.allure
        hidden, colour, size, width, ground, bold = base.cache, base.couleur, base.taille, base.largeur, self.sol, self.gras
        own: dict[str, object] = {}
        for x in said:
            tag = x.tag
            if tag == n.BOLD:
                own[tag] = allume(x)
            elif tag == n.R_STYLE:
                style = self.contexte.styles.caractere(x.get(n.VAL))
                hidden, bold = hidden != style.cache, bold != style.gras  # toggles: twice is not at all
                colour, size, width, ground = style.couleur or colour, style.taille or size, style.largeur or width, style.fond or ground
            elif tag == n.COLOR:
                own[tag] = couleur(x)
            elif tag == n.SZ:
                own[tag] = entier(x.get(n.VAL))
            elif tag == n.VANISH:
                own[tag] = allume(x)
            elif tag == n.SHD or tag == n.HIGHLIGHT:
                ground = fond(x) or ground
            elif tag == n.WIDTH:
                own[tag] = entier((x.get(n.VAL) or "").removesuffix("%"))
            elif transparent(rpr):
                return INVISIBLE, bold
        return etat(own.get(n.VANISH, hidden), own.get(n.COLOR, colour), own.get(n.SZ, size), own.get(n.WIDTH, width), ground), own.get(n.BOLD, bold)

    def cacher(self, etat: int, text: str) -> None:
        if text.strip():
            self.a_cache = True
            self.contexte.cacher(etat, text)

    def ouvrir(self, node: Element) -> Iterator[Element]:
        """What a container shows: the branch chosen, the content of a control, what is inserted. A table of contents is one while it is read."""
        if node.tag == n.ALTERNATE:
            yield from choix(node)
        elif node.tag != n.SDT:
            self.contexte.revisions += node.tag in (n.INS, n.MOVE_TO)
            yield node
        else:
            properties, content = node.find(n.SDT_PR), node.find(n.SDT_CONTENT)
            gallery = next(properties.iter(f"{n.W}docPartGallery"), None) if properties is not None else None
            contents = gallery is not None and gallery.get(n.VAL) == "Table of Contents"
            self.sommaire += contents
            if content is not None:
                yield content
            self.sommaire -= contents

    def controle(self, node: Element) -> None:
        """A content control among runs; the value it is bound to, if any, is noted with its text."""
        start = len(self.morceaux)
        for content in self.ouvrir(node):
            self.inline(content)
        properties = node.find(n.SDT_PR)
        binding = properties.find(f"{n.W}dataBinding") if properties is not None else None
        if binding is not None:
            self.contexte.liees.append((binding.get(f"{n.W}storeItemID", ""), binding.get(f"{n.W}xpath", ""), "".join(self.morceaux[start:])))

    # ------------------------------------------------------------ what each element does
    def _ouvre(self, node: Element) -> None:
        for inner in self.ouvrir(node):
            self.inline(inner)

    def _choisit(self, node: Element) -> None:
        for inner in choix(node):
            self.run(inner)

    def _supprime(self, _node: Element) -> None:
        self.contexte.revisions += 1

    def _champ_simple(self, node: Element) -> None:
        self.borne("begin")
        self.instruire(node.get(f"{n.W}instr", ""))
        self.borne("separate")
        self.inline(node)
        self.borne("end")

    def _borne(self, x: Element) -> None:
        self.borne(x.get(f"{n.W}fldCharType", ""), de_formulaire(x) if len(x) else "")

    def _instruit(self, x: Element) -> None:
        self.instruire(x.text or "")

    def _espace(self, _x: Element) -> None:
        self.morceaux.append(" ")

    def _tiret(self, _x: Element) -> None:
        self.morceaux.append("\u2011")

    def _symbole(self, x: Element) -> None:
        code = x.get(f"{n.W}char", "").lower()
        shown = _SYMBOLES.get(code, "")
        if not shown and len(code) == 4 and set(code) <= set("0123456789abcdef") and "0020" <= code < "d800":
            shown = chr(int(code, 16))
        self.morceaux.append(shown)

    def _rubis(self, x: Element) -> None:
        base = x.find(f"{n.W}rubyBase")
        if base is not None:
            self.inline(base)

    def _appel(self, x: Element) -> None:
        self.apres.append((x.tag[len(n.W) : -len("Reference")], x.get(f"{n.W}id", "")))

    def _dessin(self, x: Element) -> None:
        self.apres += [("boite", box) for box in boites(x, self.contexte.diagramme)]

    def _formule(self, node: Element) -> None:
        """A formula in a line: « P0 × S/S0 »."""
        for child in node:
            name = child.tag.rpartition("}")[2]
            if name == "t":
                if not (self.muet or self.etat):
                    self.morceaux.append(child.text or "")
            elif not name.endswith("Pr"):
                if name == "den":
                    self.morceaux.append("/")
                self._formule(child)


_BORNES = frozenset((f"{n.W}fldChar", f"{n.W}instrText"))  # a field goes on even where it is hidden
_INLINE: dict[str, Callable[[Runs, Element], None] | None] = {
    **dict.fromkeys(n.MUETS, None),
    **dict.fromkeys(n.SUPPRIMES, Runs._supprime),
    **dict.fromkeys((n.ALTERNATE, n.INS, n.MOVE_TO), Runs._ouvre),
    n.SDT: Runs.controle,
    f"{n.W}fldSimple": Runs._champ_simple,
    f"{n.MATH}oMath": Runs._formule,
    f"{n.MATH}oMathPara": Runs._formule,
}
_RUN: dict[str, Callable[[Runs, Element], None]] = {
    **dict.fromkeys((n.W + name for name in ("tab", "br", "cr", "ptab")), Runs._espace),
    f"{n.W}noBreakHyphen": Runs._tiret,
    f"{n.W}sym": Runs._symbole,
    f"{n.W}fldChar": Runs._borne,
    f"{n.W}instrText": Runs._instruit,
    f"{n.W}footnoteReference": Runs._appel,
    f"{n.W}endnoteReference": Runs._appel,
    **dict.fromkeys((n.W + name for name in ("drawing", "pict", "object")), Runs._dessin),
    n.ALTERNATE: Runs._choisit,
    f"{n.W}ruby": Runs._rubis,
}
