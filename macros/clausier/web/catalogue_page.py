"""The catalogue of clauses: one table per group, whole without JavaScript; with it, a form that filters the rows.

Each row carries what it can be filtered by (`data-…`, values parted by spaces; no attribute: the row suits any value). The form's
side is docs/assets/clausier/catalogue.js. `data-toujours` names the choices with which a clause is in every contract (presence.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from .. import model as m
from .markup import Page, anchor, details, esc, p, table, ul
from .presence import always
from .site import Site, place, status
from .words import MODES, STATUTS, VERSIONS, citation, counted, sorted_by_rank, upper

Choices = Iterable[tuple[str, str]]


def catalogue_page(site: Site) -> Page:
    total, sensitive = len(site.c.clauses), sum(c.sensible for c in site.c.clauses.values())
    said = f"Les {total} clauses du contrat de maintenance informatique, par groupe, avec la situation où chacune s'applique et son statut."
    page = site.page("clauses/index.md", "Le catalogue des clauses", said, searched=False)
    page.html(
        p(esc(f"{counted(total, 'clause')}, dont {sensitive} en trois versions : équilibrée, favorable au client, favorable au prestataire.")),
        p(
            f'{status_legend()} {esc("La condition dit dans quels contrats la clause entre ; le tableau")} '
            f'{page.link("obligatoire.md", "Ce qui est obligatoire, et quand")} {esc("dit ce que les textes imposent.")}'
        ),
        _form(site),
    )
    promised: dict[m.Condition, list[str]] = {}  # many clauses share a condition
    for groupe in site.c.textes.groupes:
        clauses = [c for r in site.c.rubriques.values() if r.groupe == groupe.id for c in site.clauses_by_section.get(r.id, [])]
        if clauses:
            page.heading(2, groupe.titre, groupe.id)
            rows = (_row(site, page, c) for c in clauses)
            page.html(table(groupe.titre, ["Clause", "Quand", "Statut"], rows, "cl-large cl-catalogue cl-longue", marks=[_data(site, c, promised) for c in clauses]))
    if site.c.retraits:
        page.heading(2, "Clauses retirées par la maison", "retraits")
        page.html(ul(_removed(name, change) for name, change in site.c.retraits))
    return page


def status_legend() -> str:
    return esc("« Imposé par un texte » : l'écrit doit le dire. « Indispensable en pratique » : sans elle, le contrat tient mal. « Recommandé » : utile, sans plus.")


# ---------------------------------------------------------------- rows
def _row(site: Site, page: Page, clause: m.Clause) -> list[str]:
    marks = ' <span class="cl-marque">trois versions</span>' if clause.sensible else ""
    if clause.surcharge:
        marks += f' <span class="cl-marque">{esc(MODES[clause.surcharge.mode])}</span>'
    name = f'{page.link(*place(clause))}{marks}<span class="cl-sous">{esc(clause.en_clair)}</span>'
    return [name, escape(upper(site.condition(clause.condition))), status(clause)]


def _data(site: Site, clause: m.Clause, promised: dict[m.Condition, list[str]]) -> str:
    """The attributes of a row."""
    if clause.condition not in promised:
        promised[clause.condition] = always(site.c, clause.condition)
    values = {
        "toujours": promised[clause.condition] or None,
        "types": _suits(clause.condition, "types", {t.id: {t.id, *t.apporte} for t in site.c.types.values()}),
        "formules": _suits(clause.condition, "formules", {f: {f} for f in site.c.formules}),
        "groupe": [site.c.rubriques[clause.rubrique].groupe],
        "statut": [clause.statut],
        "cote": [name for name in m.VERSIONS[1:] if name in clause.versions] if clause.sensible else ["aucun"],
        "textes": [anchor(name) for names in clause.fondements.values() for name in names] or ["aucun"],
    }
    return "".join(f' data-{key}="{escape(" ".join(dict.fromkeys(found)))}"' for key, found in values.items() if found is not None)


def _suits(condition: m.Condition, key: str, choices: dict[str, set[str]]) -> list[str] | None:
    """The choices with which the condition can hold; None when it holds with each of them."""
    suited = [name for name, brought in choices.items() if _can(condition, key, brought)]
    return None if len(suited) == len(choices) else suited or ["aucun"]


def _can(condition: m.Condition, key: str, brought: set[str]) -> bool:
    """Nothing in the condition refuses this choice: what else it asks for may be met by other answers."""
    wanted = not condition.quand or any(dict(carte).get(key, frozenset(brought)) & brought for carte in condition.quand)
    return wanted and not any(len(carte) == 1 and carte[0][0] == key and carte[0][1] & brought for carte in condition.sauf)


# ---------------------------------------------------------------- the form
def _form(site: Site) -> str:
    """Each choice is named as it stands in the address. Without JavaScript the style sheet hides it (shown later, it would push the page down)."""
    fields = [
        _select("type", "types", "Type de maintenance", "tous", ((t.id, t.titre) for t in sorted_by_rank(site.c.types.values()))),
        _select("formule", "formules", "Formule", "toutes", ((f.id, f.titre) for f in sorted_by_rank(site.c.formules.values()))),
        _select("presence", "presence", "Présence", "peu importe", (("toujours", "Toujours dans ce contrat"), ("choix", "Selon vos choix"))),
        _select("groupe", "groupe", "Groupe", "tous", _groups(site)),
        _select("statut", "statut", "Obligatoire ?", "peu importe", ((name, upper(said)) for name, said in STATUTS.items())),
        _select("cote", "cote", "Version favorable", "peu importe", [*((n, upper(VERSIONS[n].removeprefix("Favorable "))) for n in m.VERSIONS[1:]), ("aucun", "Version unique")]),
        _select("texte", "textes", "Texte officiel", "tous", (), "".join(_texts(site)) + '<option value="aucun">Aucun texte</option>'),
    ]
    total = esc(counted(len(site.c.clauses), "clause"))
    return (
        '<form class="cl-filtre" role="search" aria-label="Filtrer les clauses" data-filtre="cl-catalogue">'
        '<p class="cl-filtre-mot"><label for="filtre-mot">Mot</label><input type="search" id="filtre-mot" name="mot" maxlength="200" autocomplete="off" spellcheck="false"></p>'
        f'{"".join(fields)}'
        f'<p class="cl-filtre-fin"><span role="status">{total}.</span> <button type="submit" class="md-button">Voir les clauses</button> <button type="reset" class="md-button">Tout montrer</button> '
        '<button type="button" class="md-button" data-adresse>Copier l’adresse de ce tri</button> <a class="cl-filtre-ailleurs" hidden></a></p></form>'
    )


def _select(name: str, key: str, label: str, every: str, choices: Choices, more: str = "") -> str:
    options = "".join(f'<option value="{value}">{esc(said)}</option>' for value, said in choices)
    return f'<p><label for="filtre-{name}">{esc(label)}</label><select id="filtre-{name}" name="{name}" data-cle="{key}"><option value="">{esc(every)}</option>{options}{more}</select></p>'


def _groups(site: Site) -> Choices:
    held = {site.c.rubriques[clause.rubrique].groupe for clause in site.c.clauses.values()}
    return [(g.id, g.titre) for g in site.c.textes.groupes if g.id in held]


def _texts(site: Site) -> Iterator[str]:
    """The official texts that clauses rest on, by code."""
    cited = {name for clause in site.c.clauses.values() for names in clause.fondements.values() for name in names}
    codes: dict[str, list[str]] = {}
    for reference in site.c.references.values():
        if reference.id in cited:
            codes.setdefault(reference.code, []).append(f'<option value="{anchor(reference.id)}">{esc(citation(reference))}</option>')
    for code, options in codes.items():
        yield f'<optgroup label="{esc(code)}">{"".join(options)}</optgroup>'


def _removed(name: str, change: m.Surcharge) -> str:
    text = details("Ce que disait le catalogue", "".join(p(esc(part)) for part in change.base.texte.split("\n\n"))) if change.base else ""
    return f"<code>{escape(name)}</code>, {esc(MODES[change.mode])} {esc(f'« {change.dossier} »')}{text}"
