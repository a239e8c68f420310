"""From a need to a template in two answers, by disclosure boxes alone: no script, and every link is in the page."""

from __future__ import annotations

from ... import model as m
from ..markup import Page, esc, p, ul
from ..site import Site, place
from ..words import lower, sorted_by_rank
from .exemple import Exemple


def chemin(site: Site, page: Page) -> str:
    """One box per first answer; in it, one line per second answer, with its template and what must be checked."""
    e = Exemple(site, "chemin")
    needs = [etape for etape in e.dessin.etapes if etape.types]
    ways = [etape for etape in e.dessin.etapes if etape.formule]
    boxes = "".join(_box(site, page, need, ways) for need in needs)
    return f'<div class="cl dz"><p>{esc(e.dessin.description)}</p><div class="dz-chemin">{boxes}</div><p class="dz-avis">{esc(e.dessin.avis)}</p></div>'


def modeles(site: Site, types: tuple[str, ...], formule: str) -> list[m.Modele]:
    """The templates of that choice, the general one first."""
    return [t for t in sorted_by_rank(site.c.modeles.values()) if set(t.types) == set(types) and t.formule == formule]


def _box(site: Site, page: Page, need: m.Etape, ways: list[m.Etape]) -> str:
    names = [site.c.types[name].titre for name in need.types]
    said = " et ".join([names[0], *(lower(name).removeprefix("maintenance ") for name in names[1:])])
    lines = [_line(site, page, way, found) for way in ways if (found := modeles(site, need.types, way.formule))]
    if lines and len(lines) < len(ways):
        lines.append(esc("Une autre formule se compose : ") + page.link("composer.md", "composer un contrat"))
    return f'<details class="dz-reponse"><summary>{esc(need.titre)} <span class="dz-choix">{esc("→ " + said)}</span></summary>{_lines(lines)}</details>'


def _lines(lines: list[str]) -> str:
    return ul(lines, "dz-suite") or p(esc("Aucun modèle pour ce choix."))


def _line(site: Site, page: Page, way: m.Etape, found: list[m.Modele]) -> str:
    first, *others = found
    out = [f'<span class="dz-phrase">{esc(way.titre)}</span> <span class="dz-choix">{esc("→ " + site.c.formules[way.formule].titre)}</span>', f'<strong>{page.link(*place(first))}</strong>']
    if others:
        out.append(esc("Variantes : ") + ", ".join(page.link(*place(other)) for other in others))
    out += [f'<em>{esc("À vérifier : " + warning)}</em>' for warning in site.contracts[first.id][1].avertissements]
    return "<br>".join(out)
