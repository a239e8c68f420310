"""A liability cap given otherwise than as an amount: « douze mois de redevance », « le double du prix annuel »."""

from __future__ import annotations

from ... import model as m
from ...mots import Quantite
from ..texte import Texte
from .commun import reperes

MOIS, AUTRE = "mois-de-prix", "autre-plafond"


def multiples(texte: Texte, rules: m.ReglesPlafond) -> dict[int, list[tuple[int, Quantite]]]:
    """By sentence, the caps given as a multiple of the price: the word where each begins, and a quantity of kind MOIS (in months) or AUTRE."""
    found: dict[int, dict[int, Quantite]] = {}
    taken: dict[int, list[tuple[int, int]]] = {}
    for multiple in rules.multiples:
        for number, spots in reperes(texte, [("", multiple.motif)]).items():
            for spot in spots:
                count = _count(texte, number, spot.i, spot.j, multiple)
                if count is None:
                    continue
                quantity = Quantite(AUTRE, hash_of(multiple.genre)) if multiple.genre else Quantite(MOIS, count)
                if not any(spot.i < j and i < spot.j for i, j in taken.setdefault(number, [])):  # the first rule of the file wins
                    taken[number].append((spot.i, spot.j))
                    found.setdefault(number, {})[spot.i] = quantity
    return {number: sorted(here.items()) for number, here in found.items()}


def hash_of(name: str) -> int:
    """The same number for the same name, on any machine."""
    return int.from_bytes(name.encode()[:12].ljust(12, b"\0"), "big")


def _count(texte: Texte, number: int, i: int, j: int, multiple: m.Multiple) -> int | None:
    """How many months of price; a length, a number of times or a rate in the words multiplies what the rule says."""
    if multiple.genre:
        return 0
    for word in texte.phrases[number][i:j]:
        quantity = word.quantite
        if quantity and quantity.genre == "duree" and quantity.unite in ("mois", "an"):
            return round(quantity.valeur / 43200) if quantity.unite == "mois" else quantity.valeur * 12 // 525600
        if quantity and quantity.genre in ("fois", "nombre"):
            return quantity.valeur * multiple.mois // 100
        if quantity and quantity.genre == "taux":
            return quantity.valeur * multiple.mois // 10000
        if quantity:
            return None
    return multiple.mois
