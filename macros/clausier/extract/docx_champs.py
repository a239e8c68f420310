"""Fields of a Word document: only the result that was saved is text; the instruction is never carried out, only named when it is active.

Source: ISO/IEC 29500-1 §17.16 (fields).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .archive import ETRANGE
from .docx_noms import VAL, W
from .docx_styles import allume, entier
from .document import Illisible

MAX_CHAMPS = 200  # one inside the other

_MOT = re.compile(r"\s*([A-Za-z]+)")
_BOUTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)", re.S | re.I)


@dataclass(slots=True)
class Champ:
    """A field that is open. `montre`: what a form field shows without saving it as text."""

    montre: str = ""
    instruction: list[str] = field(default_factory=list)
    resultat: bool = False  # its instruction is over
    sommaire: bool = False


class Champs:
    """The fields of one story. `muet` counts those whose instruction is being read, `sommaire` the tables of contents one is in."""

    def __init__(self, instructions: list[str]):
        self.morceaux: list[str] = []
        self.champs: list[Champ] = []
        self.instructions = instructions
        self.muet = self.sommaire = 0

    def borne(self, kind: str, montre: str = "") -> None:
        """A w:fldChar."""
        if kind == "begin":
            if len(self.champs) >= MAX_CHAMPS:
                raise Illisible(f"plus de {MAX_CHAMPS} champs emboîtés : {ETRANGE}")
            self.champs.append(Champ(montre))
            self.muet += 1
        elif self.champs:
            last = self.champs[-1]
            if not last.resultat:
                last.resultat = True
                self.muet -= 1
                self._dit(last, kind == "separate")
            if kind == "end":
                self.champs.pop()
                self.sommaire -= last.sommaire

    def instruire(self, text: str) -> None:
        """A w:instrText."""
        if self.champs and not self.champs[-1].resultat:
            self.champs[-1].instruction.append(text)

    def fermer(self) -> None:
        """Ends the instructions still open at the end of a paragraph: a field that never ends must not hide what follows."""
        for left in [champ for champ in self.champs if not champ.resultat]:
            self.champs.remove(left)
            self.muet -= 1
            self._dit(left, False)

    def sortir_du_sommaire(self) -> None:
        self.sommaire -= 1

    def _dit(self, champ: Champ, suivi: bool) -> None:
        """The instruction is complete. `suivi`: a result follows."""
        text = "".join(champ.instruction)
        found = _MOT.match(text)
        name = found[1].upper() if found else ""
        self.noter(text)
        if name == "TOC" and suivi:
            champ.sommaire = True
            self.sommaire += 1
        if not suivi and not self.muet:
            button = _BOUTON.match(text)
            self.morceaux.append(button[1] if button else champ.montre)

    def noter(self, text: str) -> None:
        if text.strip():
            self.instructions.append(text)


def de_formulaire(borne: Element) -> str:
    """What a form field shows: a box, ticked or not, or the entry chosen in a list."""
    for data in borne.iter(f"{W}ffData"):
        box, choices = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
        if box is not None:
            ticked, usual = box.find(f"{W}checked"), box.find(f"{W}default")
            return "☒" if allume(ticked if ticked is not None else usual) else "☐"
        if choices is not None:
            chosen = choices.find(f"{W}result")
            chosen = chosen if chosen is not None else choices.find(f"{W}default")
            entries = [entry.get(VAL, "") for entry in choices.findall(f"{W}listEntry")]
            rank = entier(chosen.get(VAL), 0) if chosen is not None else 0
            return entries[rank] if rank is not None and 0 <= rank < len(entries) else ""
    return ""
