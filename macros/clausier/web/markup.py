"""HTML of the generated pages: addresses, clause texts, tables, lists. Everything from the catalogue is escaped here.

A generated page is Markdown for its headings only (the site's table of contents reads them); the rest is HTML blocks, which
Markdown leaves alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import repeat

from .. import model as m, texte
from ..render.markdown import escape_inline
from ..typography import NBSP, french


Trail = Sequence[tuple[str, ...]]  # the pages above one: source file, label, and perhaps an anchor


@lru_cache(maxsize=20_000)
def esc(text: str) -> str:
    """Catalogue text, with French typography, as HTML."""
    return escape(french(text), quote=True)


class Page:
    """A page being written: knows its address, so that its links are relative and work in a sub-folder."""

    def __init__(self, uri: str, directory_urls: bool, title: str, description: str, trail: Trail = (), kind: str = "", searched: bool = True):
        self.uri, self.directory_urls = uri, directory_urls
        self.root = "../" * address(uri, directory_urls).count("/")
        named = f"{title} ({kind})" if kind else title
        head = {"title": esc(named), "description": esc(description), "render_macros": False}  # the theme escapes neither
        if trail:  # what the page says of its place to search engines (web/structured.py)
            head["fil"] = [[french(label), address(step, directory_urls) + (f"#{ident[0]}" if ident and ident[0] else "")] for step, label, *ident in trail]
        if not searched:
            head["search"] = {"exclude": True}
        self.parts = [front_matter(head)]
        self.heading(1, title, anchor(uri.removesuffix(".md").removesuffix("/index")))
        if trail:
            steps = " › ".join(self.link(*step) for step in trail)
            self.parts.append(f'<nav class="cl-fil" aria-label="Fil d’Ariane">{steps}</nav>')

    def heading(self, level: int, title: str, ident: str, searched: bool = True) -> None:
        """A title; `searched`: whether the search finds what stands under it."""
        self.parts.append(f"{'#' * level} {heading_text(title)} {{ #{ident}{'' if searched else ' data-search-exclude='} }}")

    def html(self, *pieces: str) -> None:
        """One HTML block."""
        self.parts.append('<div class="cl">' + "".join(pieces) + "</div>")

    def url(self, uri: str, ident: str = "") -> str:
        """The address of another page of the site, from this page."""
        return (self.root + address(uri, self.directory_urls) or "./") + (f"#{ident}" if ident else "")

    def file(self, uri: str) -> str:
        """The address of a file to download, kept as it is (a contract in Markdown is no page of the site)."""
        return self.root + uri

    def link(self, uri: str, label: str, ident: str = "") -> str:
        return f'<a href="{self.url(uri, ident)}">{esc(label)}</a>'

    def text(self) -> str:
        """The whole page."""
        return "\n\n".join(self.parts) + "\n"


@lru_cache(maxsize=20_000)
def address(uri: str, directory_urls: bool) -> str:
    """Where MkDocs serves the page of a source file, from the root of the site."""
    stem = uri.removesuffix(".md")
    if not directory_urls:
        return stem + ".html"
    return stem.removesuffix("index") if stem.rpartition("/")[2] == "index" else stem + "/"


def front_matter(values: dict) -> str:
    return "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()) + "---"


@lru_cache(maxsize=20_000)
def heading_text(title: str) -> str:
    """A title as a Markdown heading holds it."""
    return escape_inline(french(title).replace("\n", " "))


@lru_cache(maxsize=20_000)
def anchor(item_id: str) -> str:
    """The anchor of an item: `code-civil/1103` → `code-civil-1103`."""
    return item_id.replace("/", "-").replace(" ", "-")


# ---------------------------------------------------------------- blocks
def p(html: str, style: str = "") -> str:
    return f'<p class="{style}">{html}</p>' if style else f"<p>{html}</p>"


def ul(items: Iterable[str], style: str = "") -> str:
    """A list of HTML items; nothing when there is none."""
    body = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul{f""" class="{style}" """.rstrip() if style else ""}>{body}</ul>' if body else ""


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]], style: str = "", head_column: bool = True, marks: Sequence[str] = ()) -> str:
    """A table that scrolls by itself on a narrow screen; cells are HTML, the first of each row is its heading; `marks`: attributes of the rows."""
    head = "".join(f'<th scope="col">{esc(c)}</th>' for c in columns)
    css = f"cl-t {style}".rstrip()
    first = ('<th scope="row">', "</th>") if head_column else ("<td>", "</td>")
    body = "".join(f"<tr{mark}>{first[0]}{row[0]}{first[1]}" + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>" if len(row) > 1 or len(columns) < 2 else f'<tr{mark}><td colspan="{len(columns)}">{row[0]}</td></tr>' for row, mark in zip(rows, marks or repeat("")))
    return (
        f'<div class="cl-table" role="group" aria-label="{esc(caption)}" tabindex="0"><table class="{css}">'
        f"<caption>{esc(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def details(summary: str, html: str) -> str:
    return f"<details><summary>{esc(summary)}</summary>{html}</details>"


# ---------------------------------------------------------------- clause texts
class Prose:
    """Prints clause texts: fields as placeholders, references as links (`link` gives the HTML of one)."""

    def __init__(self, catalogue: m.Catalogue, link: Callable[[texte.Renvoi], str], condition: Callable[[m.Condition], str]):
        self.c, self.link, self.condition = catalogue, link, condition

    def alineas(self, alineas: Sequence[m.Alinea], start: int = 1) -> str:
        """The numbered paragraphs of a text."""
        first = f' start="{start}"' if start != 1 else ""
        return f'<ol class="cl-alineas"{first}>' + "".join(f"<li>{self.alinea(a)}</li>" for a in alineas) + "</ol>"

    def alinea(self, alinea: m.Alinea) -> str:
        out = [self._when(alinea, "p"), f"<p>{self.spans(alinea.texte)}</p>"]
        if alinea.liste:
            out.append("<ul>" + "".join(f"<li>{self._when(i, 'span')}{self.spans(i.texte)}</li>" for i in alinea.liste) + "</ul>")
        if isinstance(alinea.tableau, str):
            champ = self.c.champs[alinea.tableau]
            out.append(table(champ.libelle, [c.titre for c in champ.colonnes], [[placeholder(c.titre) for c in champ.colonnes]], head_column=False))
        elif alinea.tableau:
            rows = [[self.spans(cell) for cell in row] for row in alinea.tableau.lignes]
            out.append(table("Tableau : " + ", ".join(alinea.tableau.colonnes), alinea.tableau.colonnes, rows))
        if alinea.annexes:
            out.append('<p class="cl-si">Ici, la liste des annexes du contrat.</p>')
        return "".join(out)

    def _when(self, alinea: m.Alinea, tag: str) -> str:
        if alinea.condition == m.TOUJOURS:
            return ""
        said = self.condition(alinea.condition)
        return f'<{tag} class="cl-si">{escape(said[:1].upper() + said[1:])}{NBSP}:</{tag}> '

    def spans(self, text: str) -> str:
        return "".join(map(self._span, texte.analyse(text)))

    def _span(self, piece: texte.Morceau) -> str:
        if isinstance(piece, texte.Mots):
            html = esc(piece.texte)
        elif isinstance(piece, texte.RefChamp):
            html = placeholder(self.c.champs[piece.id].libelle)
        elif not piece.deux_redactions:
            return self.link(piece)
        else:
            return self._wordings(piece)
        return f"<strong>{html}</strong>" if piece.gras else html

    def _wordings(self, piece: texte.Renvoi) -> str:
        """A reference with two wordings: with its target first, then without."""
        link = self.link(piece)
        with_it = "".join(self._numbered(part, link) for part in piece.avec)
        without = "".join(self._span(part) for part in piece.sans)
        target = "cet article" if piece.genre == "clause" else "cette annexe"
        said = f"ou, sans {target}{NBSP}: «{NBSP}{without}{NBSP}»" if without else f"à retirer sans {target}"
        return f'{with_it} <span class="cl-sinon">[{said}]</span>'

    def _numbered(self, part: texte.Morceau, link: str) -> str:
        """A piece of a wording, the link standing for its `#`."""
        if not isinstance(part, texte.Mots) or "#" not in part.texte:
            return self._span(part)
        html = link.join(map(esc, part.texte.split("#")))
        return f"<strong>{html}</strong>" if part.gras else html


@lru_cache(maxsize=5_000)
def placeholder(label: str) -> str:
    return f'<span class="cl-champ">[{esc(label)}]</span>'
