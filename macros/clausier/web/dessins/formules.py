"""The formulas side by side: four short answers each, and the rhythm of the payments that the same need makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ... import calculs, model as m
from ...typography import amount
from ..markup import Page, details, esc, p, table
from ..site import Site, place
from ..words import sorted_by_rank
from .exemple import Exemple, duree
from .trace import boite, ligne, mots, svg

QUESTIONS = {"paie": "Ce que vous payez", "quand": "Quand", "garanti": "Ce qui est garanti", "volume": "Qui porte le risque du volume"}


def formules(site: Site, page: Page) -> str:
    """One card per formula: its answers, its rhythm; then the amounts of the drawings, in a table."""
    e = Exemple(site, "formules")
    items = sorted_by_rank(site.c.formules.values())
    paid = {f.id: _PAIEMENTS[f.id](e) for f in items if f.id in _PAIEMENTS}
    cards = "".join(f"<li>{_card(page, e, f, paid.get(f.id))}</li>" for f in items)
    return (
        f'<div class="cl dz"><ul class="dz-cartes">{cards}</ul><p class="dz-avis">{esc(e.dessin.avis)}</p>'
        f'{details("Les montants de ces graphiques, mois par mois", _amounts(e, items, paid)).replace("<details>", """<details class="dz-texte">""", 1)}</div>'
    )


def _card(page: Page, e: Exemple, formule: m.Formule, paid: Sequence[int] | None) -> str:
    brief = formule.en_bref
    answers = "".join(f"<div><dt>{esc(label)}</dt><dd>{esc(getattr(brief, key))}</dd></div>" for key, label in QUESTIONS.items()) if brief else ""
    drawing = _bars(formule, [etape.titre for etape in e.dessin.etapes], paid) if paid else ""
    return f'<p class="dz-nom">{page.link(*place(formule))}</p><div data-search-exclude="">{drawing}</div><dl>{answers}</dl>'


def _bars(formule: m.Formule, months: Sequence[str], paid: Sequence[int]) -> str:
    """Twelve bars, to the scale of their own year."""
    width, height, top = 152, 62, max(paid) or 1
    step = width / len(paid)
    bars = [boite(i * step + 2, height - 46 * value / top, step - 4, 46 * value / top, "dz-plein", 1) for i, value in enumerate(paid) if value]
    letters = [mots(i * step + step / 2, height + 14, month[0], "dz-petit", "middle") for i, month in enumerate(months)]
    said = ", ".join(f"{month.lower()} {amount(value)}" for month, value in zip(months, paid))
    body = "".join([mots(0, 11, "Vos paiements, par mois", "dz-petit"), ligne(0, height, width, height), *bars, *letters])
    return svg(f"dz-rythme-{formule.id}", width, height + 18, f"Rythme des paiements : {formule.titre.lower()}", f"{said}.", body, "dz-rythme")


def _amounts(e: Exemple, items: Sequence[m.Formule], paid: dict[str, Sequence[int]]) -> str:
    kept = [f for f in items if f.id in paid]
    rows = [[esc(etape.titre), esc(duree(etape.minutes)), *(esc(amount(paid[f.id][i])) for f in kept)] for i, etape in enumerate(e.dessin.etapes)]
    rows.append([esc("Année"), esc(duree(sum(etape.minutes for etape in e.dessin.etapes))), *(esc(amount(sum(paid[f.id]))) for f in kept)])
    supposed = (
        f"On suppose une redevance de {e.dit('redevance')} par mois, une heure à {e.dit('taux_horaire')}, un minimum de {e.dit('minimum_mensuel')} par mois reporté un mois, "
        f"des interventions de {e.dit('ticket_duree')}, un carnet de {e.dit('carnet_nombre')} à {e.dit('carnet_prix')} racheté quand il est épuisé. Déplacements non compris."
    )
    return p(esc(supposed)) + table("Paiements de chaque mois, hors taxes", ["Mois", "Besoin", *(f.titre.removeprefix("Formule ").capitalize() for f in kept)], rows, "cl-large")


# ---------------------------------------------------------------- what each formula makes pay, month by month, in cents
def _forfait(e: Exemple) -> list[int]:
    monthly = calculs.cout_forfait(e.champ("redevance"), "mois")
    return [monthly.montant // monthly.unites] * len(e.dessin.etapes)


def _demande(e: Exemple) -> list[int]:
    return [calculs.cout_temps([etape.minutes], e.champ("taux_horaire")).montant for etape in e.dessin.etapes]


def _temps_passe(e: Exemple) -> list[int]:
    months = calculs.mois_factures([etape.minutes for etape in e.dessin.etapes], e.champ("minimum_mensuel") * 60)
    return [calculs.cout_temps([month.facture], e.champ("taux_horaire")).montant for month in months]


def _ticket(e: Exemple) -> list[int]:
    """A book is bought whenever the tickets in hand do not suffice for the month."""
    size, price, value, stock, paid = e.champ("carnet_nombre"), e.champ("carnet_prix"), e.champ("ticket_duree"), 0, []
    for etape in e.dessin.etapes:
        whole, rest = divmod(etape.minutes, value)
        jobs = [value] * whole + ([rest] if rest else [])
        used = sum(line.unites for line in calculs.tickets([calculs.Temps(f"{etape.id}-{i}", "2027-01-04", minutes) for i, minutes in enumerate(jobs)], value))
        books = max(0, -(-(used - stock) // size))
        stock += books * size - used
        paid.append(books * price)
    return paid


_PAIEMENTS: dict[str, Callable[[Exemple], list[int]]] = {"forfait": _forfait, "demande": _demande, "temps-passe": _temps_passe, "ticket": _ticket}
