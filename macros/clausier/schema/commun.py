"""What every table shares: the shapes of simple values, and conditions."""

from __future__ import annotations

from collections.abc import Callable

from .. import model as m
from ..shapes import Carte, Choix, Date, Entier, Identifiant, Ids, Key, OuiNon, Quand, Texte, TexteLibre

TEXTE, LIBRE, ID, IDS, ENTIER, OUI_NON, DATE, QUAND = Texte(), TexteLibre(), Identifiant(), Ids(), Entier(), OuiNon(), Date(), Quand()


def conditioned(build: Callable) -> Callable:
    """A builder that folds `quand` and `sauf` into one Condition."""

    def with_condition(quand=(), sauf=(), **values):
        return build(condition=m.condition(quand, sauf) if quand or sauf else m.TOUJOURS, **values)

    return with_condition


def conditions() -> list[Key]:
    return [
        Key("quand", QUAND, "quand l'élément est présent ; sans cette clé, toujours", required=False),
        Key("sauf", QUAND, "ce qui l'écarte", required=False),
    ]


FONDEMENTS = Carte(IDS, m.FORCES)
AVENANT = Choix(*m.AVENANTS)
SI = Key("si", TEXTE, "la condition, en français (« le contrat a une durée déterminée ») : imprimée quand le contrat n'est pas connu", required=False)
