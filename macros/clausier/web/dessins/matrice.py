"""Types × formulas × mandatory sections: computed from the conditions of the catalogue, over every possible set of options."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ... import model as m
from ..markup import Page, esc, ul
from ..site import Site
from ..words import counted, lower, sorted_by_rank

TOUJOURS, SELON, JAMAIS = "●", "○", "–"
DITS = {TOUJOURS: "toujours exigée", SELON: "selon les options", JAMAIS: "non exigée"}
CLASSES = {TOUJOURS: "dz-toujours", SELON: "dz-selon", JAMAIS: "dz-jamais"}  # the style sheet draws the mark: one element per cell, not two, in a table of hundreds


def combinaisons(site: Site) -> list[tuple[str, ...]]:
    """The sets of types that have a template for every formula, in the order of the templates; then each other type, alone."""
    found: dict[tuple[str, ...], set[str]] = {}
    for modele in sorted_by_rank(site.c.modeles.values()):
        found.setdefault(modele.types, set()).add(modele.formule)
    full = [types for types, formulas in found.items() if formulas >= site.c.formules.keys()]
    return full + [(t.id,) for t in sorted_by_rank(site.c.types.values()) if (t.id,) not in full]


def marque(catalogue: m.Catalogue, rubrique: m.Rubrique, types: Sequence[str], formule: str) -> str:
    """Is that section mandatory in such a contract: whatever its options, for some of them, or never?"""
    if rubrique.statut == "recommande":
        return JAMAIS
    asked = rubrique.id in catalogue.formules[formule].exige or any(rubrique.id in catalogue.types[name].exige for name in types)
    if asked or rubrique.statut == "toujours":
        return TOUJOURS
    given = [m.condition(((("types", frozenset([name])),),)) for name in types]
    given.append(m.condition(((("formules", frozenset([formule])),),)))
    if others := catalogue.types.keys() - set(types):
        given.append(m.condition((), ((("types", frozenset(others)),),)))
    if catalogue.worlds.counterexample(given, [[rubrique.condition]]) is None:
        return TOUJOURS
    return JAMAIS if catalogue.worlds.counterexample([*given, rubrique.condition], []) is None else SELON


def matrice(site: Site, page: Page) -> str:
    """The table of the sections that depend on the choice; the others in two lists below."""
    formulas, sets = sorted_by_rank(site.c.formules.values()), combinaisons(site)
    marks = {r.id: [marque(site.c, r, types, f.id) for types in sets for f in formulas] for r in site.c.rubriques.values() if r.statut != "recommande"}
    varying = [site.c.rubriques[name] for name, row in marks.items() if len(set(row)) > 1]
    always = [site.c.rubriques[name] for name, row in marks.items() if set(row) == {TOUJOURS}]
    options = [site.c.rubriques[name] for name, row in marks.items() if set(row) == {SELON}]
    never = [site.c.rubriques[name] for name, row in marks.items() if set(row) == {JAMAIS}]
    head = "".join(f'<th scope="colgroup" colspan="{len(formulas)}">{esc(_types(site, types))}</th>' for types in sets)
    edge = ' class="dz-bord"'
    short = "".join(f'<th scope="col"{edge if i == 0 else ""}><span class="dz-debout">{esc(f.titre.removeprefix("Formule ").capitalize())}</span></th>' for _ in sets for i, f in enumerate(formulas))
    rows = "".join(f'<tr><th scope="row">{page.link("obligatoire.md", r.titre, f"rubrique-{r.id}")}</th>{_cells(marks[r.id], len(formulas))}</tr>' for r in varying)
    groups = "<colgroup></colgroup>" + f'<colgroup span="{len(formulas)}"></colgroup>' * len(sets)
    caption = "Rubriques obligatoires, par type et par formule"
    legend = " · ".join(f"{mark} {DITS[mark]}" for mark in DITS)
    return (
        f'<div class="cl dz"><p class="dz-legende">{esc(legend)}</p>'
        f'<div class="cl-table dz-matrice" data-search-exclude="" role="group" aria-label="{esc(caption)}" tabindex="0"><table class="cl-t"><caption>{esc(caption)}</caption>{groups}'
        f'<thead><tr><td rowspan="2"></td>{head}</tr><tr>{short}</tr></thead><tbody>{rows}</tbody></table></div>'
        + _list(page, "toujours exigée, quels que soient le type et la formule", "toujours exigées, quels que soient le type et la formule", always)
        + _list(page, "exigée selon les seules options", "exigées selon les seules options", options)
        + _list(page, "que seul un autre type exige", "que seul un autre type exige", never)
        + "</div>"
    )


def _types(site: Site, types: Sequence[str]) -> str:
    names = [site.c.types[name].titre.removeprefix("Maintenance ") for name in types]
    return " et ".join([names[0][:1].upper() + names[0][1:], *map(lower, names[1:])])


def _cells(marks: Sequence[str], formulas: int) -> str:
    """The cells of a row; under one type, formulas side by side that say the same share a cell."""
    cells = []
    for start in range(0, len(marks), formulas):
        edge = " dz-bord"
        for mark, same in groupby(marks[start : start + formulas]):
            width = len(list(same))
            span = f' colspan="{width}"' if width > 1 else ""
            cells.append(f'<td class="{CLASSES[mark]}{edge}"{span}><span class="dz-lu">{esc(DITS[mark])}</span></td>')
            edge = ""
    return "".join(cells)


def _list(page: Page, one: str, many: str, rubriques: Sequence[m.Rubrique]) -> str:
    if not rubriques:
        return ""
    title = f"{counted(len(rubriques), 'rubrique')} {one if len(rubriques) == 1 else many}"
    return f'<details class="dz-texte"><summary>{esc(title)}</summary>{ul((page.link("obligatoire.md", r.titre, f"rubrique-{r.id}") + (f" ({esc(r.note)})" if r.note else "") for r in rubriques), "cl-colonnes")}</details>'
