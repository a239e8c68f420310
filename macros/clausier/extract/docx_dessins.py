"""What a drawing of a Word document holds of text: boxes (DrawingML, VML), lettering, SmartArt. The picture itself is not looked at.

Sources: ISO/IEC 29500-1 §20.4 (drawings in a text), §14.9.1.1 and 29500-4 (VML), §21.4 (diagrams).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from .docx_noms import ALTERNATE, REL, W
from .docx_styles import BLANC, INCONNU

_BOX = f"{W}txbxContent"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FILLS = frozenset(_A + name for name in ("solidFill", "gradFill", "pattFill", "blipFill", "grpFill"))
_HEX = re.compile("#?([0-9A-Fa-f]{6})(?: |$)").match
# The extensions that are shown as Word shows them; another choice falls back.
_CONNUS = frozenset("wps wpg wpc wpi w14 w15 w16 w16se w16cid w16cex w16sdtdh wp14 a14 v o aink am3d c14 cx cx1".split())

Boite = str | tuple[Element, str]  # a text, or the content of a box and its ground


def choix(node: Element) -> list[Element]:
    """The branch of an mc:AlternateContent that is shown: the first choice that is understood, else the fallback."""
    choices = [child for child in node if child.tag.endswith("}Choice")]
    fallback = [child for child in node if child.tag.endswith("}Fallback")]
    known = [choice for choice in choices if set(choice.get("Requires", "").split()) <= _CONNUS]
    return (known or fallback or choices)[:1]


def boites(node: Element, diagramme: Callable[[str], list[str]], sol: str = BLANC) -> list[Boite]:
    """The texts of a drawing, in its order. `diagramme`: the texts of a SmartArt, by the relationship that names its data."""
    found: list[Boite] = []
    for child in node:
        tag = child.tag
        if tag == ALTERNATE:
            for choice in choix(child):
                found += boites(choice, diagramme, sol)
        elif tag == _BOX:
            found.append((child, sol))
        elif tag == f"{_A}p":
            found.append("".join(t.text or "" for t in child.iter(f"{_A}t")))
        elif tag.endswith("}textpath"):
            found.append(child.get("string", ""))
        elif tag.endswith("}relIds"):
            found += diagramme(child.get(f"{REL}dm", ""))
        elif len(child):
            found += boites(child, diagramme, _sol(child, sol))
    return found


def _sol(shape: Element, around: str) -> str:
    """The ground of a shape, when the element is one."""
    name = shape.tag.rpartition("}")[2]
    if name == "wsp":
        properties = next((child for child in shape if child.tag.endswith("}spPr")), None)
        fill = next((child for child in properties if child.tag in _FILLS), None) if properties is not None else None
        if fill is not None:
            colour = fill.find(f"{_A}srgbClr")
            return colour.get("val", INCONNU).upper() if colour is not None and not len(colour) else INCONNU
        styled = any(child.tag.endswith("}style") for child in shape)
        return INCONNU if styled and (properties is None or properties.find(f"{_A}noFill") is None) else BLANC
    if name in ("shape", "rect", "roundrect", "oval") and shape.tag.startswith("{urn:schemas-microsoft-com:vml}"):
        if shape.get("filled") in ("f", "false"):
            return BLANC
        colour = shape.get("fillcolor", "")
        plain = _HEX(colour)
        return plain[1].upper() if plain else INCONNU if colour and colour != "white" else BLANC
    return around
