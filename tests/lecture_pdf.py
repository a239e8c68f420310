"""Relire un PDF produit, par pdfium : son texte sans les têtes courantes, et ses mots dans l’ordre, comparables à ceux du texte."""

from __future__ import annotations

import re

import pypdfium2
from clausier.blocks import Document, Table
from clausier.render import FORMATS
from rendu_lecture import mots

HAUT, BAS = 842 - 69, 67  # les têtes courantes sont dans les marges, hors de ces ordonnées


def pages(octets: bytes) -> list[str]:
    """Le texte de chaque page, sans en-tête ni pied. pdfium rend U+0002 ou U+FFFE pour un trait d’union en fin de ligne, et joint ses deux moitiés."""
    lues = []
    with pypdfium2.PdfDocument(octets) as document:
        for page in document:
            lues.append(re.sub("[\x02\ufffe]", "-", page.get_textpage().get_text_bounded(bottom=BAS, top=HAUT)).replace("\r\n", "\n"))
            page.close()
    return lues


def texte(octets: bytes) -> str:
    """Tout le texte. Un mot plus long qu’une ligne est coupé à l’impression : ses morceaux sont rejoints."""
    return re.sub(r"(\S{30,})\n(?=\S)", r"\1", "\n".join(pages(octets)))


def ecart(octets: bytes, document: Document) -> str:
    """Où les mots du PDF s’écartent de ceux de notre texte ; vide s’ils sont les mêmes, dans le même ordre.

    À part : les numéros de page du sommaire, les têtes de tableau répétées en haut d’une page, un mot coupé en fin de ligne.
    """
    attendus = mots(FORMATS["txt"].render(document).decode())[: -len(mots(document.footer)) or None]
    tetes = ["".join(mots(" ".join(bloc.columns))) for bloc in document.blocks if type(bloc) is Table]
    rang, debut = 0, ""  # le mot attendu, et ce qui en a été lu
    for numero, page in enumerate(pages(octets), 1):
        lus = mots(_SUITE.sub("", page))
        if numero > 1:
            lus = lus[_tete_repetee(lus, tetes, "".join(attendus[rang : rang + 40])) :]
        for place, lu in enumerate(lus):
            voulu = attendus[rang] if rang < len(attendus) else ""
            debut += lu
            if debut == voulu:
                rang, debut = rang + 1, ""
            elif not voulu.startswith(debut):
                return f"page {numero} : « {' '.join(lus[max(0, place - 5) : place + 8])} » au lieu de « {' '.join(attendus[max(0, rang - 5) : rang + 8])} »"
    return f"manque : « {' '.join(attendus[rang : rang + 12])} »" if rang < len(attendus) else ""


def _tete_repetee(lus: list[str], tetes: list[str], suite: str) -> int:
    """Combien de mots, en haut d’une page, répètent la tête d’un tableau que la suite attendue ne contient pas là."""
    for nombre in range(1, min(len(lus), 40) + 1):
        tete = "".join(lus[:nombre])
        if tete in tetes and not suite.startswith(tete):
            return nombre
    return 0


_SUITE = re.compile(r"(?: ?\.){3,} ?\d+$", re.M)  # les points de conduite et le numéro de page d’une ligne de sommaire
