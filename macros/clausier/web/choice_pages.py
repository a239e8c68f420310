"""The annexes, the types and the formulas: what a reader chooses from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from .. import model as m
from .catalogue_page import catalogue_page
from .markup import Page, esc, p, table, ul
from .site import Site, place
from .words import sorted_by_rank, upper


def choice_pages(site: Site) -> Iterator[Page]:
    yield catalogue_page(site)
    yield _annexes(site)
    yield _types(site)
    yield _formules(site)
    for item in site.c.types.values():
        yield _type(site, item)
    for item in site.c.formules.values():
        yield _formule(site, item)


# ---------------------------------------------------------------- annexes
def _annexes(site: Site) -> Page:
    page = site.page("annexes/index.md", "Les annexes", "Les annexes du contrat de maintenance informatique, et la situation où chacune se joint.")
    page.html(p(esc("Les annexes portent ce qui change ou se mesure : listes, grilles, procès-verbaux. Elles sont numérotées à la composition du contrat.")))
    rows = [
        [f'{page.link(*place(a))}<span class="cl-sous">{esc(a.en_clair)}</span>', escape(upper(site.condition(a.condition)))]
        for a in sorted_by_rank(site.c.annexes.values())
    ]
    page.html(table("Annexes", ["Annexe", "Quand"], rows, "cl-large cl-catalogue"))
    return page


# ---------------------------------------------------------------- types and formulas
def _types(site: Site) -> Page:
    page = site.page("types/index.md", "Les types de maintenance", "Préventive, corrective, palliative, infogérance, évolutive : ce que chaque type promet et ce qu'il oblige à écrire.")
    page.html(types_table(site, page))
    return page


def _formules(site: Site) -> Page:
    page = site.page("formules/index.md", "Les formules de prix", "Forfait, à la demande, temps passé, ticket : ce que chaque formule coûte à l'usage et ce qu'elle oblige à écrire.")
    page.html(formules_table(site, page))
    page.heading(2, "Les rubriques, formule par formule", "rubriques")
    page.html(sections_table(site, page))
    page.heading(2, "Les combinaisons à vérifier", "combinaisons")
    page.html(_warnings(site.c.incoherences.values()))
    return page


def types_table(site: Site, page: Page) -> str:
    items = sorted_by_rank(site.c.types.values())
    rows = [
        ["En clair", *(esc(t.en_clair) for t in items)],
        ["Elle exige", *(esc(t.ce_qu_il_exige) for t in items)],
        ["Le piège", *(esc(t.pieges[0]) if t.pieges else "" for t in items)],
        ["On l'appelle aussi", *(esc(upper(", ".join(t.synonymes))) for t in items)],
    ]
    return _side_by_side("Les types, côte à côte", page, items, rows)


def formules_table(site: Site, page: Page) -> str:
    items = sorted_by_rank(site.c.formules.values())
    rows = [
        ["En clair", *(esc(f.en_clair) for f in items)],
        ["Pour qui", *(esc(f.pour_qui) for f in items)],
        ["Elle exige", *(esc(f.ce_qu_elle_exige) for f in items)],
        ["Le piège", *(esc(f.pieges[0]) if f.pieges else "" for f in items)],
        ["On l'appelle aussi", *(esc(upper(", ".join(f.synonymes))) for f in items)],
    ]
    return _side_by_side("Les formules, côte à côte", page, items, rows)


def _side_by_side(caption: str, page: Page, items, rows: list[list[str]]) -> str:
    head = [["Sa page", *(page.link(*place(item)) for item in items)]]
    columns = ["Critère", *(item.titre for item in items)]
    return table(caption, columns, [[esc(row[0]), *row[1:]] for row in (*rows, *head)], "cl-large cl-cote")


def sections_table(site: Site, page: Page) -> str:
    """The sections that each formula asks for, beyond those of every contract."""
    items = sorted_by_rank(site.c.formules.values())
    asked = [r for r in site.c.rubriques.values() if any(r.id in f.exige for f in items)]
    rows = [[site.section(page, r), *(esc("exigée") if r.id in f.exige else "" for f in items)] for r in asked]
    return table("Rubriques que la formule exige", ["Rubrique", *(f.titre for f in items)], rows, "cl-large")


def _type(site: Site, item: m.TypeMaintenance) -> Page:
    page = site.page(place(item)[0], item.titre, item.en_clair, [("types/index.md", "Types")], "type")
    _choice(site, page, item, item.ce_qu_il_exige, "Ce que ce type oblige à écrire")
    if item.apporte:
        page.html(p(esc("Ce type apporte toujours : " + ", ".join(site.words.types[name] for name in item.apporte) + ".")))
    _own(site, page, "types", {item.id, *item.apporte}, [t for t in site.c.modeles.values() if item.id in t.types], item.id)
    return page


def _formule(site: Site, item: m.Formule) -> Page:
    page = site.page(place(item)[0], item.titre, item.en_clair, [("formules/index.md", "Formules")], "formule")
    page.html(p(f"<strong>{esc('Pour qui :')}</strong> {esc(item.pour_qui)}"))
    _choice(site, page, item, item.ce_qu_elle_exige, "Ce que cette formule oblige à écrire")
    _own(site, page, "formules", {item.id}, [t for t in site.c.modeles.values() if item.id == t.formule], item.id)
    return page


def _choice(site: Site, page: Page, item, demand: str, title: str) -> None:
    names = p(f"{esc('On dit aussi :')} {esc(', '.join(item.synonymes))}.") if item.synonymes else ""
    page.html(p(f"<strong>En clair.</strong> {esc(item.en_clair)}", "cl-clair"), p(esc(item.definition)), names)
    page.heading(2, title, "exige")
    implied = [site.c.options[name].libelle for name in item.implique]
    page.html(
        p(esc(demand)),
        p(esc("Rubriques à traiter :")) + site.sections(page, item.exige),
        p(esc("Ce choix suppose aussi : " + " ; ".join(implied) + ".")) if implied else "",
    )
    page.heading(2, "Les pièges", "pieges")
    page.html(ul(map(esc, item.pieges)))
    if item.references:
        page.heading(2, "Les textes officiels", "textes-officiels")
        page.html(ul(site.reference(page, site.c.references[name]) for name in item.references))


def _own(site: Site, page: Page, key: str, values: set[str], templates: list[m.Modele], name: str) -> None:
    """The clauses whose condition names this choice, the combinations to check, the templates."""
    clauses = [c for c in site.c.clauses.values() if _names(c.condition.quand, key, values)]
    if clauses:
        page.heading(2, "Les clauses que ce choix appelle", "clauses")
        page.html(ul((page.link(*place(c)) for c in clauses), "cl-colonnes"))
    rules = [rule for rule in site.c.incoherences.values() if _names(rule.condition.quand, key, {name})]
    if rules:
        page.heading(2, "Les combinaisons à vérifier", "combinaisons")
        page.html(_warnings(rules))
    if templates:
        page.heading(2, "Les modèles", "modeles", searched=False)
        page.html(ul(page.link(*place(t)) for t in sorted_by_rank(templates)))


def _names(cartes: tuple[m.Carte, ...], key: str, values: set[str]) -> bool:
    return any(k == key and not v.isdisjoint(values) for carte in cartes for k, v in carte)


def _warnings(rules: Iterable[m.Incoherence]) -> str:
    return ul(f"<strong>{esc(rule.titre)}.</strong> {esc(rule.message)}" for rule in rules)
