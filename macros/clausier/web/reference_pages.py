"""What is mandatory and when, the official texts, the glossary."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import escape

from .. import model as m
from ..typography import long_date
from .markup import Page, anchor, esc, p, table, ul
from .site import Site, place, reference_html
from .words import citation, counted, sorted_by_rank, upper

_WHEN = {"toujours": "Toujours", "recommande": "Recommandée"}
_SHORT = {"impose": "Impose", "oblige": "Oblige", "encadre": "Encadre", "suppletif": "Supplée"}
_MEANING = {
    "impose": "l'écrit doit le dire",
    "oblige": "une partie doit le faire ; la clause l'organise",
    "encadre": "si la clause existe, elle respecte ce texte",
    "suppletif": "le texte joue quand le contrat se tait",
}


def reference_pages(site: Site) -> Iterator[Page]:
    yield _mandatory(site)
    yield _texts(site)
    yield _glossary(site)


# ---------------------------------------------------------------- what is mandatory, when
def _mandatory(site: Site) -> Page:
    count = len(site.c.rubriques)
    page = site.page("obligatoire.md", "Ce qui est obligatoire, et quand", f"Les {count} rubriques d'un contrat de maintenance informatique : celles qu'un texte impose, celles qu'un type ou une formule exige.")
    page.html(
        p(esc(f"{counted(count, 'rubrique')}. « Toujours » : aucun contrat ne s'en passe. « Si » : dans la situation dite. « Recommandée » : utile, sans plus.")),
        p(esc("Un texte n'a pas toujours la même force : ")),
        ul(f"<strong>{esc(word)}</strong>{esc(' : ')}{esc(_MEANING[force])}." for force, word in _SHORT.items()),
    )
    for groupe in site.c.textes.groupes:
        sections = [r for r in site.c.rubriques.values() if r.groupe == groupe.id]
        if sections:
            page.heading(2, groupe.titre, groupe.id)
            columns = ["Rubrique", "Quand", "Les textes", "Types et formules qui l'exigent"]
            page.html(table(groupe.titre, columns, (_section_row(site, page, r) for r in sections), "cl-large cl-longue cl-rubriques"))
    page.heading(2, "Les situations qui changent le contrat", "options")
    page.html(
        p(esc("Chaque situation est une option des réponses ; elle allume des clauses et des annexes. Certaines se calculent d'après un champ.")),
        table("Situations", ["Situation", "Option", "Force", "Les textes"], (_option_row(site, page, o) for o in site.c.options.values()), "cl-large cl-longue"),
    )
    return page


def _section_row(site: Site, page: Page, rubrique: m.Rubrique) -> list[str]:
    elements = ul((esc(e.texte) + ("" if e.condition == m.TOUJOURS else f" ({escape(site.condition(e.condition))})") for e in rubrique.exige), "cl-fin")
    name = f'<span id="rubrique-{rubrique.id}">{site.section(page, rubrique)}</span>'
    when = _WHEN.get(rubrique.statut) or ("Si " + esc(rubrique.si) if rubrique.si else escape(upper(site.condition(rubrique.condition))))
    if rubrique.note:
        when += f'<span class="cl-sous">{esc(upper(rubrique.note))}</span>'
    when += f'<details><summary>Elle règle {counted(len(rubrique.exige), "élément")}</summary>{elements}</details>'
    texts = [f"<strong>{_SHORT[force]}</strong>{esc(' : ')}" + ", ".join(_cite(site, page, name) for name in names) for force, names in rubrique.fondements.items() if names]
    choices = [page.link(*place(item)) for item in (*sorted_by_rank(site.c.types.values()), *sorted_by_rank(site.c.formules.values())) if rubrique.id in item.exige]
    return [name, when, "<br>".join(texts), ", ".join(choices)]


def _option_row(site: Site, page: Page, option: m.Option) -> list[str]:
    name = f"<code>{option.id}</code>"
    if option.defaut:
        name += " (par défaut)"
    if option.calculee:
        name += f' ({esc("calculée :")} {esc(site.c.champs[option.calculee.champ].libelle)})'
    return [f'<span id="option-{option.id}">{esc(option.libelle)}</span>', name, esc(upper(option.force)), ", ".join(_cite(site, page, n) for n in option.references)]


def _cite(site: Site, page: Page, name: str) -> str:
    return page.link("textes.md", citation(site.c.references[name]), anchor(name))


# ---------------------------------------------------------------- official texts
def _texts(site: Site) -> Page:
    page = site.page("textes.md", "Les textes officiels", "Les textes que les clauses citent : version, lien officiel, résumé en une phrase, et où chacun sert.")
    page.html(
        p(
            f"{esc(counted(len(site.c.references), 'texte'))}. {esc('Le résumé est une phrase du projet, jamais une citation ; il n’a pas été relu par un juriste. Seul le texte officiel fait foi : suivez le lien.')}"
        )
    )
    codes: dict[str, list[m.Reference]] = {}
    for reference in site.c.references.values():
        codes.setdefault(reference.code, []).append(reference)
    for code, references in codes.items():
        page.heading(2, code, "code-" + anchor(references[0].id))
        page.html("".join(_text(site, page, reference) for reference in references))
    if site.c.indices:
        page.heading(2, "Indices, taux et montants qui changent", "indices")
        page.html("".join(_index(site, page, index) for index in site.c.indices.values()))
    return page


def _text(site: Site, page: Page, reference: m.Reference) -> str:
    places: dict[str, tuple[str, list[str]]] = {}
    for force, (uri, title) in site.cited_in[reference.id]:
        places.setdefault(uri, (title, []))[1].append(_SHORT.get(force, "").lower())
    cited = [page.link(uri.partition("#")[0], title, uri.partition("#")[2]) + (f" ({', '.join(f)})" if (f := sorted({x for x in forces if x})) else "") for uri, (title, forces) in places.items()]
    where = p(f"{esc('Sert à :')} " + ", ".join(cited) + ".", "cl-fin") if cited else ""
    unseen = p(esc("Nous ne détenons pas ce texte : vérifiez-le à la source."), "cl-fin") if reference.verification == "non-verifie" else ""
    return f'<div class="cl-reference" id="{anchor(reference.id)}"><p>{reference_html(reference)}</p>{unseen}{where}</div>'


def _index(site: Site, page: Page, index: m.Indice) -> str:
    values = ul(esc(f"{long_date(v.date)} : {v.valeur} ({v.source})") for v in index.valeurs)
    cites = ", ".join(_cite(site, page, name) for name in index.references)
    return (
        f'<div class="cl-reference" id="indice-{index.id}"><p><strong>{esc(index.titre)}.</strong> {esc(index.usage)}</p>'
        f'{p(esc(f"Source : {index.source}"))}{p(esc(index.note)) if index.note else ""}{values}{p(cites, "cl-fin") if cites else ""}</div>'
    )


# ---------------------------------------------------------------- glossary
def _glossary(site: Site) -> Page:
    page = site.page("glossaire.md", "Le glossaire", "Les mots du contrat de maintenance informatique, en français simple : GTI, GTR, infogérance, ticket, réversibilité.")
    page.html(p(f'{esc("Ces définitions aident à lire. Celles qui engagent les Parties sont dans la clause")} {_definitions(site, page)}.'))
    letters: dict[str, list[m.Terme]] = {}
    for term in sorted(site.c.glossaire.values(), key=lambda t: _folded(t.terme)):
        letters.setdefault(_folded(term.terme)[:1].upper(), []).append(term)
    for letter, terms in letters.items():
        page.heading(2, letter, f"lettre-{letter.lower()}")
        page.html("<dl>" + "".join(_term(site, page, term) for term in terms) + "</dl>")
    return page


def _definitions(site: Site, page: Page) -> str:
    clause = site.c.clauses.get("definitions")
    return page.link(*place(clause)) if clause else esc("« Définitions »")


def _term(site: Site, page: Page, term: m.Terme) -> str:
    short = f" ({esc(term.abreviation)})" if term.abreviation else ""
    see = [site.section(page, site.c.rubriques[name]) for name in term.voir if name in site.c.rubriques]
    links = f' <span class="cl-fin">{esc("Voir :")} {", ".join(see)}.</span>' if see else ""
    return f'<dt id="{term.id}">{esc(term.terme)}{short}</dt><dd>{esc(term.definition)}{links}</dd>'


def _folded(text: str) -> str:
    """A word as French dictionaries sort it: without case nor accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
