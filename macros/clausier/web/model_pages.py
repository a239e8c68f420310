"""The templates: their list, one page each with the whole text, and how to compose a contract."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from .. import contrat, model as m, reponses as r
from ..render import FORMATS
from ..typography import grouped
from .downloads import ARCHIVE, Downloads
from .markup import Page, esc, p, table, ul
from .sheet_pages import sheet_place
from .site import Site, place
from .words import counted, lower, sorted_by_rank, upper

_ARTICLE = re.compile(r"(?=<h3 )")  # each article in a box of its own: the browser lays out those that are on the screen


def model_pages(site: Site, downloads: Downloads) -> Iterator[Page]:
    yield _list(site, downloads)
    for modele in site.c.modeles.values():
        yield _model(site, downloads, modele)
    yield _compose(site, downloads)


# ---------------------------------------------------------------- the list
def _list(site: Site, downloads: Downloads) -> Page:
    templates = sorted_by_rank(site.c.modeles.values())
    page = site.page("modeles/index.md", "Les modèles", f"{len(templates)} modèles de contrat de maintenance informatique, à lire à l'écran puis à télécharger en Word, en LibreOffice, en PDF ou en texte.")
    formats = ", ".join(form.label_fr for form in FORMATS.values())
    page.html(
        p(esc(f"Chaque modèle est un contrat entier, avec ses annexes. Lisez-le à l'écran, puis téléchargez-le vierge ({formats}). Ce qui reste à remplir est marqué « [À compléter : …] ».")),
        p(esc("En Word, une valeur se tape dans le texte. En LibreOffice, Ctrl+Maj+F9 passe d'un blanc à l'autre. Une valeur écrite une fois se reporte partout ; celles des tableaux et de l'en-tête s'écrivent à leur place.")),
        p(f'<a class="md-button" href="{page.file(ARCHIVE)}" download>{esc("Tout télécharger")} (zip, {size(len(downloads.files[ARCHIVE]))})</a>'),
    )
    page.heading(2, "Par type et par formule", "choisir")
    page.html(_matrix(site, page, templates))
    page.heading(2, "La liste", "liste")
    for modele in templates:
        page.heading(3, modele.titre, modele.id)
        page.html(p(esc(modele.en_clair)), p(f"<strong>{esc('Pour :')}</strong> {esc(lower(modele.pour))}"), p(f'{page.link(*place(modele))} · {page.link(*sheet_place(modele))} · {_links(page, modele)}'))
    return page


def _matrix(site: Site, page: Page, templates: list[m.Modele]) -> str:
    """Types in rows, formulas in columns; several templates may share a cell."""
    formulas = sorted_by_rank(site.c.formules.values())
    lines: dict[tuple[str, ...], dict[str, list[m.Modele]]] = {}
    for modele in templates:
        lines.setdefault(modele.types, {}).setdefault(modele.formule, []).append(modele)
    rows = []
    for types, cells in lines.items():
        names = " et ".join(lower(site.c.types[name].titre) if i else site.c.types[name].titre for i, name in enumerate(types))
        rows.append([esc(names), *("<br>".join(page.link(*place(t)) for t in cells.get(f.id, [])) for f in formulas)])
    return table("Modèles par type et par formule", ["Types", *(f.titre for f in formulas)], rows, "cl-large")


def _links(page: Page, modele: m.Modele) -> str:
    return " · ".join(
        f'<a href="{page.file(Downloads.uri(modele, extension))}" download>{esc(form.label_fr)}</a>' for extension, form in FORMATS.items()
    )


# ---------------------------------------------------------------- one template
def _model(site: Site, downloads: Downloads, modele: m.Modele) -> Page:
    page = site.page(place(modele)[0], f"Modèle : {lower(modele.titre)}", modele.en_clair, [("modeles/index.md", "Modèles")], searched=False)
    answers, contract = site.contracts[modele.id]
    articles = len({kept.clause.rubrique for kept in contract.clauses})
    page.html(
        p(f"<strong>En clair.</strong> {esc(modele.en_clair)}", "cl-clair"),
        p(f"<strong>{esc('Pour :')}</strong> {esc(lower(modele.pour))}"),
        p(esc(f"{counted(articles, 'article')}, {counted(len(contract.annexes), 'annexe')}, {counted(len(contract.blancs), 'champ')} à remplir.")),
        *(f'<div class="cl-alerte"><strong>{esc("Combinaison à vérifier :")}</strong> {esc(warning)}</div>' for warning in contract.avertissements),
    )
    page.heading(2, "Ce qu'il suppose", "suppose")
    page.html(_choices(site, page, modele, answers))
    page.heading(2, "Ce modèle n'est pas fait pour", "pas-pour")
    page.html(ul(f"<strong>{esc(upper(x.public))}.</strong> {esc(x.pourquoi)}" for x in contrat.not_for(site.c, answers.situation)))
    page.heading(2, "Télécharger", "telecharger")
    files = [(form.label_fr, Downloads.uri(modele, extension)) for extension, form in FORMATS.items()]
    files.append(("Exemple de réponses, pour « clausier composer »", Downloads.example_uri(modele)))
    page.html(
        ul(f'<a href="{page.file(uri)}" download>{esc(label)}</a> ({uri.rpartition(".")[2]}, {size(len(downloads.files[uri]))})' for label, uri in files),
        p(f'{esc("Le modèle est vierge. Pour un contrat rempli :")} {page.link("composer.md", "Composer un contrat")}.'),
    )
    page.html(p(f'{esc("À imprimer avec lui, la fiche de ce qui reste à faire :")} {page.link(sheet_place(modele)[0], "Avant de signer")}.'))
    page.heading(2, "Le texte entier", "contrat")
    articles = _ARTICLE.sub('</div><div class="cl-article">', downloads.screen[modele.id])
    page.parts.append(f'<div class="cl cl-contrat"><div>{articles}</div></div>')
    page.heading(2, "D'où vient chaque article", "clauses")
    page.html(_origin(site, page, contract))
    return page


def _choices(site: Site, page: Page, modele: m.Modele, answers: r.Reponses) -> str:
    types = ", ".join(page.link(*place(site.c.types[name])) for name in modele.types)
    chosen = [o for o in site.c.options.values() if o.id in answers.situation.options]
    asked = [o for o in chosen if o.id in modele.options]
    others = [o for o in chosen if o.id not in modele.options]
    return (
        ul(
            [
                f"{esc('Types :')} {types}",
                f"{esc('Formule :')} {page.link(*place(site.c.formules[modele.formule]))}",
                f"{esc('Hors forfait :')} {page.link(*place(site.c.formules[modele.hors_forfait]))}",
            ]
        )
        + (p(esc("Options de ce modèle :")) + ul(esc(o.libelle) for o in asked) if asked else "")
        + (p(esc("Options supposées par défaut, ou qui découlent de ces choix :")) + ul(esc(o.libelle) for o in others) if others else "")
    )


def _origin(site: Site, page: Page, contract: contrat.Contrat) -> str:
    sections: dict[str, list[str]] = {}
    for kept in contract.clauses:
        sections.setdefault(kept.clause.rubrique, []).append(page.link(*place(kept.clause)))
    rows = [[str(i), esc(site.c.rubriques[name].titre), ", ".join(links)] for i, (name, links) in enumerate(sections.items(), 1)]
    annexes = [[f"Annexe {i}", esc(a.titre), page.link(*place(a))] for i, a in enumerate(contract.annexes, 1)]
    return table("Articles et clauses", ["Article", "Rubrique", "Clauses"], [*rows, *annexes])


# ---------------------------------------------------------------- composing
def _compose(site: Site, downloads: Downloads) -> Page:
    page = site.page("composer.md", "Composer un contrat", "Du fichier de réponses au contrat rempli, avec la commande clausier : un exemple, les formats, ce qui se signale.")
    modele = sorted_by_rank(site.c.modeles.values())[0] if site.c.modeles else None
    name = modele.id if modele else "ID"
    page.html(
        p(esc("Un modèle se remplit à la main. Avec la commande « clausier », vous donnez vos réponses une fois et le contrat s'écrit : articles choisis, numérotés, renvois compris.")),
    )
    page.heading(2, "En trois commandes", "commandes")
    page.html(
        "<ol>"
        f"<li>{p(esc('Partez d’un exemple complet, dont chaque valeur est fictive.'))}{_command(f'clausier exemple --modele {name} > reponses.yml')}</li>"
        f"<li>{p(esc('Remplacez les valeurs par les vôtres, dans un éditeur de texte. Une valeur retirée s’imprimera « [À compléter : …] ».'))}</li>"
        f"<li>{p(esc('Écrivez le contrat.'))}{_command('clausier composer reponses.yml -o contrat.docx')}</li>"
        "</ol>",
        p(esc("Tout se passe sur votre machine : rien n'est envoyé. Depuis une copie du projet, la commande est") + " <code>.venv/bin/clausier</code>."),
    )
    page.heading(2, "Les formats", "formats")
    page.html(ul(f"<code>.{extension}</code>{esc(' : ')}{esc(form.label_fr)}" for extension, form in FORMATS.items()))
    page.heading(2, "Ce que la commande vous dit", "messages")
    page.html(
        ul(
            map(
                esc,
                (
                    "Ce qui reste à compléter est listé avant l'écriture ; « --strict » refuse d'écrire tant qu'il en reste.",
                    "Une combinaison de choix à vérifier est signalée par son nom ; le contrat est composé tout de même.",
                    "Une réponse inutilisable est refusée avec sa ligne, sa clé et le remède ; rien n'est écrit.",
                    "« --edition annotee » ajoute les notes de rédaction de chaque clause.",
                ),
            )
        )
    )
    page.heading(2, "Et après", "apres")
    page.html(
        "<ul>"
        f"<li>{p(esc('Une page de résumé en tête, sans valeur contractuelle.'))}{_command('clausier composer reponses.yml -o contrat.docx --essentiel')}</li>"
        f"<li>{p(esc('Un contrat par ligne d’un tableau (CSV ou Excel) ; la commande reprend où elle s’est arrêtée.'))}{_command('clausier lot clients.csv --reponses commun.yml -o contrats')}</li>"
        f"<li>{p(esc('L’inventaire en tableur, avec ses formules ; rempli, il revient dans le contrat par une option.'))}{_command('clausier tableur inventaire reponses.yml -o inventaire.xlsx')}{_command('clausier composer reponses.yml --tableau inventaire=inventaire.xlsx -o contrat.docx')}</li>"
        f"<li>{p(esc('Ce qui change entre deux jeux de réponses, et l’avenant qui mène de l’un à l’autre.'))}{_command('clausier comparer anciennes.yml nouvelles.yml -o avenant.docx')}</li>"
        "</ul>"
    )
    if modele:
        page.heading(2, "Un exemple de réponses", "exemple")
        text = escape(downloads.files[Downloads.example_uri(modele)].decode())
        page.html(
            p(f'{esc(f"Celui du modèle « {modele.titre} ».")} <a href="{page.file(Downloads.example_uri(modele))}" download>{esc("Télécharger ce fichier")}</a>.'),
            '<p class="cl-copie"><button type="button" class="md-button cl-copier" data-copier="reponses" data-nom="le fichier de réponses">Copier</button> <span role="status"></span></p>',
            f'<pre data-search-exclude class="cl-fichier" id="reponses" role="group" tabindex="0" aria-label="Fichier de réponses"><code>{text}</code></pre>',
        )
        page.html(p(f'{esc("Chaque modèle a le sien, sur sa page :")} {page.link("modeles/index.md", "les modèles")}.'))
    page.heading(2, "Le schéma des réponses", "schema")
    page.html(p(f'{esc("Un éditeur de texte qui lit les schémas JSON vous aide à remplir :")} <a href="{page.file("schemas/reponses.json")}">schemas/reponses.json</a>.'))
    return page


def _command(text: str) -> str:
    return f'<p class="cl-commande"><code>{escape(text)}</code></p>'


def size(count: int) -> str:
    """« 48 Ko »."""
    return f"{grouped(str(max(1, round(count / 1024))))}\u00a0Ko"
