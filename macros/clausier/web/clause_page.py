"""One page per clause and per annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from .. import model as m
from ..exemple import typed
from ..typography import NBSP, long_date
from ..valeurs import read_value, show_value
from .compare import compared, flat
from .downloads import Downloads
from .markup import Page, details, esc, p, table, ul
from .site import Site, place, status
from .words import MODES, VERSIONS, counted, kind_of, upper


def clause_pages(site: Site) -> Iterator[Page]:
    for clause in site.c.clauses.values():
        yield _clause(site, clause)


def annex_pages(site: Site) -> Iterator[Page]:
    for annexe in site.c.annexes.values():
        yield _annexe(site, annexe)


# ---------------------------------------------------------------- inside
def _clause(site: Site, clause: m.Clause) -> Page:
    rubrique = site.c.rubriques[clause.rubrique]
    groupe = next(g for g in site.c.textes.groupes if g.id == rubrique.groupe)
    trail = [("clauses/index.md", "Clauses"), ("clauses/index.md", groupe.titre, groupe.id)]
    page = site.page(place(clause)[0], clause.titre, clause.en_clair, trail, "clause")
    marks = [status(clause), f'{esc("Rubrique :")} {page.link("obligatoire.md", rubrique.titre, "rubrique-" + rubrique.id)}', *_marks(clause)]
    page.html(ul(marks, "cl-marques"), p(f"<strong>En clair.</strong> {esc(clause.en_clair)}", "cl-clair"), _override(clause))
    page.heading(2, "Quand elle s'applique", "quand")
    page.html(p(_when(site, clause.condition)))
    page.heading(2, "Le texte", "texte")
    page.html(_versions(site, page, clause) if clause.sensible else _version(site, page, clause, m.SEULE_VERSION))
    page.heading(2, "Pourquoi", "pourquoi")
    page.html(p(esc(clause.pourquoi)))
    page.heading(2, "Les pièges", "pieges")
    page.html(ul(map(esc, clause.pieges)))
    page.heading(2, "Les textes officiels", "textes-officiels")
    page.html(site.basis(page, clause.fondements))
    page.heading(2, "Ce qu'elle remplit", "elements", searched=False)
    page.html(_filled(site, page, clause, rubrique))
    _end(site, page, clause)
    return page


def _annexe(site: Site, annexe: m.Annexe) -> Page:
    page = site.page(place(annexe)[0], annexe.titre, annexe.en_clair, [("annexes/index.md", "Annexes")], "annexe")
    page.html(ul(_marks(annexe), "cl-marques"), p(f"<strong>En clair.</strong> {esc(annexe.en_clair)}", "cl-clair"), _override(annexe))
    page.heading(2, "Quand elle s'applique", "quand")
    page.html(p(_when(site, annexe.condition)))
    page.heading(2, "Le texte", "texte")
    page.html(_copy(f"annexe « {annexe.titre} »", title=annexe.titre), '<div class="cl-texte" id="texte-unique">', *_annex_sections(site, page, annexe), "</div>")
    if sheet := site.c.tableurs.get(annexe.id):
        page.heading(2, "En tableur", "tableur")
        page.html(p(esc(sheet.en_clair)), p(f'<a href="{page.file(Downloads.sheet_uri(sheet))}" download>{esc(sheet.titre)}</a> (xlsx, vierge, avec ses formules)'))
    page.heading(2, "Pourquoi", "pourquoi")
    page.html(p(esc(annexe.pourquoi)))
    page.heading(2, "Les pièges", "pieges")
    page.html(ul(map(esc, annexe.pieges)))
    page.heading(2, "Les textes officiels", "textes-officiels")
    page.html(site.basis(page, annexe.fondements))
    _end(site, page, annexe)
    return page


def _end(site: Site, page: Page, item: m.Clause | m.Annexe) -> None:
    if item.champs:
        page.heading(2, "Les champs à remplir", "champs", searched=False)
        rows = [field_row(site.c.champs[name]) for name in item.champs]
        page.html(table("Champs", ["Champ", "Type", "Exemple fictif", "À quoi il sert"], rows))
    page.heading(2, "Dans quels modèles", "modeles", searched=False)
    page.html(site.templates(page, item))
    letters = site.letters_of.get(place(item)[0], [])
    if letters:
        page.heading(2, "Les courriers qui l'appliquent", "courriers", searched=False)
        page.html(ul((page.link(*place(letter)) for letter in letters), "cl-colonnes"))
    page.heading(2, "Historique et relecture", "historique", searched=False)
    page.html(history(item))


def _marks(item: m.Clause | m.Annexe) -> list[str]:
    last = item.historique[-1]
    return [esc(f"Version {last.version} du {long_date(last.date)}"), esc(upper(item.relecture))]


def _when(site: Site, condition: m.Condition) -> str:
    """The condition of an item, as a sentence."""
    said = site.condition(condition)
    return esc("Toujours : elle est dans tous les contrats.") if said == "toujours" else f"{escape(upper(said))}."


# ---------------------------------------------------------------- the text
def _versions(site: Site, page: Page, clause: m.Clause) -> str:
    """Three versions in tabs, in the form of pymdownx.tabbed; without style or script, three titled texts one after the other."""
    names = [name for name in m.VERSIONS if name in clause.versions]
    inputs, labels, blocks = [], [], []
    for i, name in enumerate(names, 1):
        checked = ' checked="checked"' if i == 1 else ""
        inputs.append(f'<input{checked} id="__tabbed_1_{i}" name="__tabbed_1" type="radio">')
        labels.append(f'<label for="__tabbed_1_{i}">{VERSIONS[name]}</label>')
        blocks.append(f'<div class="tabbed-block"><h3 id="version-{name}">Version {VERSIONS[name].lower()}<a class="headerlink" href="#version-{name}" title="Lien vers cette version">§</a></h3>{_version(site, page, clause, name)}</div>')
    return (
        f'<div class="tabbed-set tabbed-alternate" data-tabs="1:{len(names)}">{"".join(inputs)}'
        f'<div class="tabbed-labels">{"".join(labels)}</div><div class="tabbed-content">{"".join(blocks)}</div></div>'
        + _comparison(site, page, clause, names)
    )


def _comparison(site: Site, page: Page, clause: m.Clause, names: list[str]) -> str:
    """Each version facing the first, the words that differ marked."""
    prose = site.prose(page)
    texts = {name: [flat(a, site.c, prose.spans, site.condition) for a in clause.versions[name].alineas] for name in names}
    tables = [
        table(
            f"Version {VERSIONS[names[0]].lower()} et version {VERSIONS[name].lower()}",
            [VERSIONS[names[0]], VERSIONS[name]],
            compared(texts[names[0]], texts[name]),
            "cl-large cl-compare",
            head_column=False,
        )
        for name in names[1:]
    ]
    legend = p(
        "<del>Barré</del> : ce que la version équilibrée dit seule. <ins>Souligné</ins> : ce que l’autre version dit seule.".replace(" : ", "\u00a0: "), "cl-fin"
    )
    return f'<details class="cl-comparer" id="comparer"><summary>Comparer les versions</summary>{legend}{"".join(tables)}</details>'


def _version(site: Site, page: Page, clause: m.Clause, name: str) -> str:
    version = clause.versions[name]
    about = [("Ce qui la distingue", version.ecart), ("Qui elle avantage", version.biais), ("Position de repli", version.repli)]
    notes = "".join(f"<dt>{title}</dt><dd>{esc(text)}</dd>" for title, text in about if text)
    said = f"« {clause.titre} »" + (f", version {VERSIONS[name].lower()}" if clause.sensible else "")
    return (
        (f'<dl class="cl-version">{notes}</dl>' if notes else "")
        + _copy(said, name, clause.titre)
        + f'<div class="cl-texte" id="texte-{name}">{site.prose(page).alineas(version.alineas)}</div>'
    )


def _copy(said: str, name: str = m.SEULE_VERSION, title: str = "") -> str:
    """A copy button, and the place where it says what it copied."""
    return (
        f'<p class="cl-copie"><button type="button" class="md-button cl-copier" data-copier="texte-{name}" data-nom="{esc(said)}" data-titre="{esc(title)}">'
        'Copier le texte</button> <span role="status"></span></p>'
    )


def _annex_sections(site: Site, page: Page, annexe: m.Annexe) -> Iterator[str]:
    prose, count = site.prose(page), 1
    for i, section in enumerate(annexe.sections, 1):
        yield f'<h3 id="section-{i}">{esc(section.titre)}</h3>'
        if section.condition != m.TOUJOURS:
            yield p(f"{escape(upper(site.condition(section.condition)))}{NBSP}:", "cl-si")
        yield prose.alineas(section.alineas, count)
        count += len(section.alineas)


# ---------------------------------------------------------------- what surrounds it
def _filled(site: Site, page: Page, clause: m.Clause, rubrique: m.Rubrique) -> str:
    """Each element of the section, the paragraphs of this clause that fill it, or where it is filled otherwise."""
    numbers: dict[str, list[int]] = {}
    version = clause.version(m.VERSIONS[0])
    for i, alinea in enumerate(version.alineas, 1):
        for name in (*alinea.remplit, *(n for item in alinea.liste for n in item.remplit)):
            numbers.setdefault(name if "/" in name else f"{clause.rubrique}/{name}", []).append(i)
    rows = []
    for element in rubrique.exige:
        found = list(dict.fromkeys(numbers.pop(f"{rubrique.id}/{element.id}", [])))
        where = "alinéa" + ("s " if len(found) > 1 else " ") + ", ".join(map(str, found)) if found else "dans une autre clause ou une annexe"
        when = "" if element.condition in (m.TOUJOURS, clause.condition) else f' <span class="cl-si">({escape(site.condition(element.condition))})</span>'
        rows.append([esc(upper(element.texte)) + when, where])
    for name in numbers:
        other = site.c.rubriques[name.partition("/")[0]]
        text = next(e.texte for e in other.exige if e.id == name.partition("/")[2])
        rows.append([f"{esc(upper(text))} ({esc(other.titre)})", ", ".join(map(str, dict.fromkeys(numbers[name])))])
    others = [c for c in site.clauses_by_section[rubrique.id] if c.id != clause.id]
    note = p(f"{esc('Autres clauses de la même rubrique :')} " + ", ".join(page.link(*place(c)) for c in others) + ".") if others else ""
    named = " (numéros de la version équilibrée)" if clause.sensible else ""
    return table(f"Éléments de la rubrique « {rubrique.titre} »{named}", ["Élément", "Rempli par"], rows) + note


def field_row(champ: m.Champ) -> Sequence[str]:
    return [f'<span id="champ-{champ.id}">{esc(champ.libelle)}</span>', esc(kind_of(champ)), esc_value(champ), esc(champ.aide)]


def esc_value(champ: m.Champ) -> str:
    """The example of a field, as it prints."""
    if champ.type == "tableau":
        return counted(len(champ.exemple), "ligne") if isinstance(champ.exemple, list) else ""
    value = read_value(champ, typed(champ.exemple), lambda path, message: None)
    return escape(show_value(champ, value)) if value is not None else ""


def history(item: m.Clause | m.Annexe | m.Courrier) -> str:
    """The versions of an item, its review, its id."""
    lines = []
    for change in item.historique:
        line = esc(f"Version {change.version}, {long_date(change.date)} : {change.changement}.")
        if change.texte_anterieur:
            line += details("Texte antérieur", "".join(p(esc(part)) for part in change.texte_anterieur.split("\n\n")))
        if change.que_faire:
            line += f" {esc(f'Que faire : {change.que_faire}')}"
        lines.append(line)
    return ul(lines) + p(esc(f"Relecture : {item.relecture}. Identifiant :") + f" <code>{item.id}</code>.")


def _override(item: m.Clause | m.Annexe) -> str:
    """What a house changed: how, from which version, what was replaced."""
    change = item.surcharge
    if not change:
        return ""
    kind = "Clause" if isinstance(item, m.Clause) else "Annexe"
    said = f"{kind} {MODES[change.mode]} « {change.dossier} »"
    out = [p(f"<strong>{esc(said)}.</strong>" + (f" {esc(f'Base : version {change.base.version} du catalogue.')}" if change.base else ""))]
    if change.base_depassee:
        out.append(p(esc("Attention : le catalogue a changé depuis que la maison a écrit sa version ; relisez-la.")))
    if change.base:
        out.append(details("Ce que disait le catalogue", "".join(p(esc(part)) for part in change.base.texte.split("\n\n"))))
    return f'<div class="cl-surcharge">{"".join(out)}</div>'


