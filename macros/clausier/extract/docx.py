"""A Word document (.docx, .docm, .dotx): its parts, read into blocks. The text is read by docx_corps, the dangers named by docx_dangers.

Comments and properties are not text. Source: ISO/IEC 29500-1 (WordprocessingML), the transitional and strict forms.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from . import docx_noms as n
from .document import Avertissement, Bloc, Illisible
from .docx_contexte import Contexte
from .docx_corps import Recit
from .docx_dangers import signaler
from .docx_numeros import Numerotation
from .docx_styles import Styles, allume, couleur
from .lecteur import nettoyeur
from .paquet import Paquet
from .xml_sur import utf8

_A_T = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_A_P = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"


def lire(paquet: Paquet, avertissements: list[Avertissement]) -> list[Bloc]:
    """The blocks of the document; what is to be known of it is added to `avertissements`. Raises Illisible."""
    main = paquet.principale()
    root = paquet.arbre(main)
    body = root.find(f"{n.W}body") if root is not None else None
    if root is None or body is None:
        raise Illisible("le document n’a pas de corps de texte : rouvrez-le dans Word et enregistrez-le de nouveau.")
    styles = Styles(paquet.arbre(paquet.lie(main, "styles")))
    context = Contexte(
        styles,
        Numerotation(paquet.arbre(paquet.lie(main, "numbering")), styles),
        nettoyeur(avertissements),
        {id(p): rank for rank, p in enumerate(root.iter(n.P))},
        _notes(paquet, main),
        lambda ident: _diagramme(paquet, main, ident),
        _page(root),
    )
    blocks: list[Bloc] = []
    Recit(context).lire(body, blocks)
    heads, feet = _courants(paquet, main, [*context.sections, *body.findall(n.SECTION)], context)
    signaler(paquet, context, avertissements)
    return [*heads, *blocks, *feet]


# ---------------------------------------------------------------- parts
def _notes(paquet: Paquet, main: str) -> dict[tuple[str, str], Element]:
    found: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        root = paquet.arbre(paquet.lie(main, f"{kind}s"))
        for note in root if root is not None else ():
            found.setdefault((kind, note.get(f"{n.W}id", "")), note)
    return found


def _diagramme(paquet: Paquet, main: str, ident: str) -> list[str]:
    """The texts of a SmartArt."""
    part = next((link.cible for link in paquet.liens(main) if link.ident == ident and link.genre == "diagramData"), "")
    root = paquet.arbre(part)
    return ["".join(t.text or "" for t in p.iter(_A_T)) for p in root.iter(_A_P)] if root is not None else []


def _page(root: Element) -> str:
    """The ground of the pages."""
    background = root.find(f"{n.W}background")
    colour = background.get(f"{n.W}color", "") if background is not None else ""
    if not colour:
        return "FFFFFF"
    holder = Element("page", {n.VAL: colour})
    return couleur(holder) or "FFFFFF"


def _courants(paquet: Paquet, main: str, sections: list[Element], context: Contexte) -> tuple[list[Bloc], list[Bloc]]:
    """Running heads and feet that some page prints, each once."""
    parts = {link.ident: link.cible for link in paquet.liens(main) if link.genre in ("header", "footer")}
    settings = paquet.lie(main, "settings")
    even = settings and b"evenAndOddHeaders" in utf8(paquet.archive.lire(settings), settings)
    found: dict[str, list[Bloc]] = {"header": [], "footer": []}
    for section in sections:
        first = allume(section.find(f"{n.W}titlePg"))
        for kind, genre, place in (("header", "entete", "en-tête"), ("footer", "pied", "pied de page")):
            for reference in section.findall(f"{n.W}{kind}Reference"):
                page = reference.get(f"{n.W}type", "default")
                if (page == "first" and not first) or (page == "even" and not even):
                    continue
                part = paquet.arbre(parts.pop(reference.get(f"{n.REL}id", ""), ""))
                if part is not None:
                    blocks: list[Bloc] = []
                    Recit(context, genre, place, context.compteurs["courants"]).lire(part, blocks)
                    known = {b.texte for b in found[kind]}
                    found[kind] += [b for b in blocks if b.texte not in known]
    return found["header"], found["footer"]
