"""The drawings of the guide, made by our build from the catalogue: accessible SVG and tables, with the same facts in words.

Words and examples are in clauses/vocabulaire/dessins.yml, the arithmetic in calculs/, the colours in docs/assets/clausier/dessins.css.
"""

from __future__ import annotations

from collections.abc import Callable

from ..markup import Page
from ..site import Site
from .chemin import chemin
from .formules import formules
from .matrice import matrice
from .temps import heures_ouvrees, incident, preavis, vie
from .ticket import ticket

DESSINS: dict[str, Callable[[Site, Page], str]] = {
    "dessin_formules": formules,
    "dessin_rubriques": matrice,
    "dessin_chemin": chemin,
    "dessin_incident": incident,
    "dessin_heures_ouvrees": heures_ouvrees,
    "dessin_vie": vie,
    "dessin_preavis": preavis,
    "dessin_ticket": ticket,
}


def register(env, site: Site, page: Callable[[], Page]) -> None:
    """Adds one macro per drawing; `page()` is the page being written."""
    for name, write in DESSINS.items():
        env.macro(lambda write=write: write(site, page()), name)
