"""What the guide takes from the catalogue: the clauses of a group, and what each side holds or can yield on those of three versions."""

from __future__ import annotations

from collections.abc import Iterator

from .. import model as m
from .markup import Page, details, esc, heading_text, table, ul
from .site import Site, place

CAMPS = {"client": "Le client", "prestataire": "Le prestataire"}


def clauses_of(site: Site, groupe_id: str) -> list[m.Clause]:
    """The clauses of a group, in the order of the contract."""
    return [c for r in site.c.rubriques.values() if r.groupe == groupe_id for c in site.clauses_by_section.get(r.id, [])]


def group_list(site: Site, page: Page, groupe: m.Groupe) -> str:
    """All the clauses of a group, folded: the step of the guide names those that matter, the list leaves none out."""
    clauses = clauses_of(site, groupe.id)
    said = f"Les {len(clauses)} clauses du groupe « {groupe.titre} »"
    return details(said, ul((page.link(*place(c)) for c in clauses), "cl-colonnes"))


def positions(site: Site, page: Page) -> str:
    """For each clause of three versions: what each side asks, and its fall-back. One titled table per group, in Markdown."""
    return "\n\n".join(_positions(site, page))


def _positions(site: Site, page: Page) -> Iterator[str]:
    for groupe in site.c.textes.groupes:
        rows = [_row(page, c) for c in clauses_of(site, groupe.id) if c.sensible]
        if rows:
            # The search finds each clause by its own page: the same words here would hide it.
            yield f"### {heading_text(groupe.titre)} {{ #positions-{groupe.id} data-search-exclude= }}"
            yield '<div class="cl">' + table(f"Positions : {groupe.titre}", ["Clause", *CAMPS.values()], rows, "cl-positions") + "</div>"


def _row(page: Page, clause: m.Clause) -> list[str]:
    return [page.link(*place(clause)), *(_cell(clause.versions[camp], said) for camp, said in CAMPS.items())]


def _cell(version: m.Version, said: str) -> str:
    """`said` repeats the head of the column: a narrow screen shows the cells one under the other."""
    asked = f'<p><span class="cl-camp">{esc(said + " :")} </span>{esc(version.ecart)}</p>'
    return f'{asked}<p class="cl-repli"><strong>{esc("Repli :")}</strong> {esc(version.repli)}</p>'
