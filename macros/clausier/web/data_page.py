"""The pages of open data: the files made for programs, and their keys, printed from the very tables that their schemas are
written from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from .. import export, publicshapes, schema
from ..shapes import Brut, Carte, Choix, Ids, Liste, ListeDeTextes, Objet, Tableau, Type
from .changes_page import FEED, URI as CHANGES
from .llms import PLAN, WHOLE
from .markup import Page, esc, p, table, ul
from .sitemap import ROBOTS, SITEMAP
from .site import Site
from .words import either, upper

URI, KEYS, CATALOGUE, CATALOGUE_SCHEMA = "donnees.md", "donnees-cles.md", "catalogue.json", "schemas/catalogue.json"
_PYTHON = """import json, urllib.request
catalogue = json.load(urllib.request.urlopen("ADRESSE/catalogue.json"))
print([c["titre"] for c in catalogue["clauses"] if c["statut"] == "impose"])"""
_SHELL = """curl -sO ADRESSE/catalogue.json
jq -r '.clauses[] | [.id, .version, .empreinte] | @tsv' catalogue.json | sort > avant.tsv
# Six mois plus tard, la même commande dans apres.tsv, puis : diff avant.tsv apres.tsv"""
_MARKS = (
    ("**gras**", "du gras"),
    ("{champ}", "une valeur que les Parties donnent ; son libellé est dans « champs »"),
    ("clause:id", "entre doubles crochets : le numéro de cet article"),
    ("annexe:id", "entre doubles crochets : le numéro de cette annexe"),
    ("clause:id|avec #|sans", "entre doubles crochets : deux rédactions, selon que la cible est au contrat ; « # » est son numéro"),
)


def data_page(site: Site, weight: str) -> Page:
    """`weight`: what the catalogue weighs, to be printed."""
    page = site.page(URI, "Données ouvertes", "Le catalogue de clauses en JSON, ses schémas, le flux des changements et les fichiers pour programmes, et ce qui n'y changera pas.")
    c = site.c
    page.html(
        p(esc("Tout ce que ce site montre se lit aussi par un programme. Aucun compte, aucune clé, aucun suivi.")),
        p(esc(f"Les textes sont sous licence {c.licence}. L'avertissement vaut aussi pour les données : montrez-le avec les clauses.")),
        table("Les fichiers", ["Fichier", "Ce qu'il contient"], _files(page), "cl-large"),
    )
    page.heading(2, "Le catalogue en un fichier", "catalogue")
    page.html(
        p(f'{_file(page, CATALOGUE)} ({weight}), {esc("décrit par")} {_file(page, CATALOGUE_SCHEMA)}. {esc("Du texte, jamais de HTML, dans la typographie des pages.")}'),
        p(esc("Ce que nous promettons :")),
        ul(
            esc(promise)
            for promise in (
                f"« format » vaut « {publicshapes.FORMAT} ». Tant qu'il ne change pas, aucune clé ne disparaît ni ne change de sens. Des clés peuvent s'ajouter : ignorez celles que vous ne connaissez pas.",
                "Un identifiant publié ne change plus.",
                "Une clé facultative est absente quand il n'y a rien à dire ; elle n'est jamais vide.",
                "Les adresses sont relatives à la racine du site.",
                "Le même catalogue donne le même fichier, octet pour octet. L'empreinte d'une clause change dès que son fichier change.",
            )
        ),
        p(esc("Trois lignes de Python, puis de shell (remplacez ADRESSE par celle de ce site) :")),
        _code("Exemple en Python", _PYTHON),
        _code("Exemple en shell", _SHELL),
        p(f'{esc("Le sens de chaque clé est à la page")} {page.link(KEYS, "Les clés des données", _anchor(publicshapes.CATALOGUE))}. {esc("Le texte d’un alinéa porte des marques :")}'),
        table("Les marques d'un texte", ["Marque", "Sens"], ([f"<code>{escape(mark)}</code>", esc(sense)] for mark, sense in _MARKS)),
    )
    page.heading(2, "Les schémas des fichiers de clauses", "schemas")
    page.html(
        p(esc("Qui écrit des clauses, ou des réponses, peut brancher ces schémas dans son éditeur de texte : il propose les clés et signale les fautes pendant la frappe. Le contrôle entier reste « clausier valider ».")),
        p(esc("Avec un éditeur qui emploie yaml-language-server (VS Code, Neovim, Emacs…), une ligne en tête du fichier suffit :")),
        _code("Ligne à mettre en tête d'une clause", f"# yaml-language-server: $schema=ADRESSE/{export_uri('clause')}"),
        p(esc("Le schéma peut aussi être un fichier de votre machine :") + f" <code>{escape('clausier schema clause > clause.json')}</code>."),
        table("Les schémas", ["Schéma", "Pour"], _schemas(page), "cl-large"),
    )
    page.html(p(f'{esc("Le sens de chaque clé :")} {page.link(KEYS, "Les clés des données", "fichiers")}.'))
    page.heading(2, "Les fichiers pour les modèles de langage", "llms")
    page.html(
        p(f'{_file(page, PLAN)} {esc("suit la proposition llms.txt : un titre, l’avertissement, puis la liste des pages, chacune avec une phrase.")} {_file(page, WHOLE)} {esc("réunit le guide, les clauses et les annexes en un seul texte.")}'),
        p(esc("Un programme qui s'en sert doit dire la version du catalogue et montrer l'avertissement.")),
    )
    page.heading(2, "Le flux des changements", "flux")
    page.html(
        p(f'{_file(page, FEED)} {esc("est un flux Atom. Il annonce ce que montre la page")} {page.link(CHANGES, "Ce qui touche votre contrat")}.'),
        p(esc("L'identifiant d'une entrée ne dépend pas de l'adresse du site : elle n'est pas annoncée deux fois s'il déménage. Quand le site ne connaît pas sa propre adresse, les liens du flux sont relatifs au flux. La plupart des lecteurs les suivent ; un lecteur ancien peut ne pas ouvrir la page.")),
    )
    page.heading(2, "Le plan du site", "plan")
    page.html(
        p(f"<code>{SITEMAP}</code> et <code>{ROBOTS}</code> " + esc(f"n'existent que si celui qui publie a donné l'adresse du site (« site_url ») : un plan sans adresses serait faux. Un robot ne lit {ROBOTS} qu'à la racine d'un domaine ; dans un sous-dossier, donnez-lui l'adresse du plan.")),
        p(esc("La date d'une page de clause, d'annexe ou de courrier est celle de sa dernière version. Les autres pages tirées du catalogue portent la date du catalogue. Une page du guide n'a de date que si SOURCE_DATE_EPOCH est donnée à la construction.")),
    )
    return page


def keys_page(site: Site) -> Page:
    """Every key of every file, table by table."""
    page = site.page(KEYS, "Les clés des données", "Chaque clé de catalogue.json et des fichiers de clauses : sa forme, son sens, si elle est toujours là.", [(URI, "Données ouvertes")], searched=False)
    page.html(p(esc("Ces tables viennent de celles qui lisent les fichiers et qui écrivent les schémas : elles disent ce que fait le programme.")))
    page.heading(2, "Dans catalogue.json", "catalogue")
    _tables(page, publicshapes.CATALOGUE, seen := set())
    page.heading(2, "Dans les fichiers de clauses", "fichiers")
    for kind in export.kinds().values():
        _tables(page, kind, seen)
    return page


def export_uri(name: str) -> str:
    return f"schemas/{name}.json"


def list_uri(name: str) -> str:
    return f"schemas/vocabulaire/{name}.json"


# ---------------------------------------------------------------- lists of files
def _file(page: Page, uri: str) -> str:
    return f'<a href="{page.file(uri)}"><code>{escape(uri)}</code></a>'


def _files(page: Page) -> Iterable[list[str]]:
    yield [_file(page, CATALOGUE), esc("Tout le catalogue : clauses, annexes, modèles, courriers, textes officiels, glossaire.")]
    yield [page.link(URI, "schemas/*.json", "schemas"), esc("La forme de chaque fichier, en JSON Schema.")]
    yield [_file(page, FEED), esc("Ce qui touche un contrat signé, en flux Atom.")]
    yield [_file(page, PLAN), esc("Le plan du site pour les modèles de langage.")]
    yield [_file(page, WHOLE), esc("Le guide et les clauses en un seul texte Markdown.")]


def _schemas(page: Page) -> Iterable[list[str]]:
    yield [_file(page, CATALOGUE_SCHEMA), esc("catalogue.json")]
    yield [_file(page, export_uri("reponses")), esc("un fichier de réponses, pour composer un contrat")]
    folders = {id(kind): f"un fichier de clauses/{folder}/" for folder, kind in schema.DOSSIERS.items()}
    lists = {id(kind): f"un élément de clauses/vocabulaire/{name}.yml" for name, kind in schema.LISTES.items()}
    for name, kind in export.kinds().items():
        yield [_file(page, export_uri(name)), esc({**lists, **folders}.get(id(kind), kind.name))]
    for name in export.list_schemas():
        yield [_file(page, list_uri(name)), esc(f"clauses/vocabulaire/{name}.yml, en entier")]


def _code(label: str, text: str) -> str:
    return f'<pre class="cl-fichier" role="group" tabindex="0" aria-label="{esc(label)}" data-search-exclude><code>{escape(text)}</code></pre>'


# ---------------------------------------------------------------- tables of keys
def _tables(page: Page, root: Objet, seen: set[str]) -> None:
    """The table of a kind, then of every map inside it, each once."""
    waiting = [root]
    while waiting:
        kind = waiting.pop(0)
        if kind.name in seen:
            continue
        seen.add(kind.name)
        inside = [found for key in kind.keys.values() if (found := _inside(key.type))]
        waiting += inside
        rows = [[f"<code>{key.name}</code>", _form(key.type), _sense(key.doc if key.required else f"{key.doc} (facultative)")] for key in kind.keys.values()]
        page.heading(3, upper(kind.name), _anchor(kind))
        page.html(table(f"Clés : {kind.name}", ["Clé", "Forme", "Sens"], rows, "cl-large cl-longue"))


def _sense(text: str) -> str:
    """What a key means; a value between back quotes is typed as it is."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", esc(text))


def _inside(kind: Type) -> Objet | None:
    """The map that a type holds, directly or in a list."""
    if isinstance(kind, Objet):
        return kind
    if isinstance(kind, ListeDeTextes):
        return kind.item
    if isinstance(kind, Tableau):
        return kind.fixed
    return _inside(kind.of) if isinstance(kind, (Liste, Carte)) else None


def _anchor(kind: Objet) -> str:
    return "objet-" + re.sub(r"[^a-z0-9]+", "-", _folded(kind.name))


def _folded(text: str) -> str:
    return text.translate(str.maketrans("éèêàçîôû’'", "eeeaciou--"))


def _form(kind: Type) -> str:
    """What a type holds, in French, linked to the table of the map inside it."""
    if isinstance(kind, Objet):
        return f'<a href="#{_anchor(kind)}">{esc(kind.name)}</a>'
    if isinstance(kind, Ids):
        return esc("liste d'identifiants")
    if isinstance(kind, ListeDeTextes):
        return f'{esc("liste de textes ou de :")} {_form(kind.item)}'
    if isinstance(kind, Tableau):
        return f'{esc("identifiant d’un champ, ou")} {_form(kind.fixed)}'
    if isinstance(kind, Liste):
        return f'{esc("liste de :")} {_form(kind.of)}'
    if isinstance(kind, Carte):
        keys = f" ({', '.join(f'<code>{key}</code>' for key in kind.keys)})" if kind.keys else ""
        return f"carte{keys} {esc('de :')} {_form(kind.of)}"
    if isinstance(kind, Choix):
        return either([f"<code>{escape(value)}</code>" for value in kind.values])
    if isinstance(kind, Brut):
        return esc("une valeur")
    return esc(kind.describe)
