"""The macros of the hand-written pages. Each gives Markdown or HTML that is whole: links are right from the page being written."""

from __future__ import annotations

from collections.abc import Mapping

from .. import model as m
from ..render.markdown import escape_inline
from ..shapes import did_you_mean
from ..typography import french
from . import accueil, dessins, signing
from .choice_pages import formules_table, sections_table, types_table
from .guide_blocks import group_list, positions
from .markup import Page, anchor, esc, p
from .site import Site, esc_url, place
from .words import VERSIONS, citation, version_of


def register(env, site: Site) -> None:
    """Adds the macros to mkdocs-macros."""
    functions = Functions(env, site)
    for name in ("texte_officiel", "extrait", "lien_clause", "formules_cote_a_cote", "types_cote_a_cote", "rubriques_par_formule", "clauses_du_groupe", "positions_des_parties"):
        env.macro(getattr(functions, name), name)
    dessins.register(env, site, functions._page)
    accueil.register(env, site, functions._page)
    signing.register(env, site, functions._page)


class Functions:
    """Bodies of the macros; an unknown id raises ValueError with the cure, which stops the build."""

    def __init__(self, env, site: Site):
        self.env, self.site = env, site

    def texte_officiel(self, reference_id: str) -> str:
        """An official text, linked, with its version and our summary."""
        reference = _known(reference_id, self.site.c.references, "texte")
        name = esc(citation(reference))
        link = f'<a href="{esc_url(reference.url)}" rel="external noreferrer">{name}</a>' if reference.url else f"<em>{name}</em>"
        summary = f"[résumé]({self._source('textes.md')}#{anchor(reference.id)})"
        version = esc(version_of(reference))
        return f"{link} ({version + ', ' if version else ''}{summary})"

    def lien_clause(self, clause_id: str) -> str:
        """The title of a clause, linked to its page."""
        clause = _known(clause_id, self.site.c.clauses, "clause")
        return f"[{escape_inline(french(clause.titre))}]({self._source(place(clause)[0])})"

    def extrait(self, clause_id: str) -> str:
        """The text of a clause, in its balanced version."""
        clause = _known(clause_id, self.site.c.clauses, "clause")
        page = self._page()
        version = clause.version(m.VERSIONS[0])
        said = f"« {clause.titre} »" + (f", version {VERSIONS[m.VERSIONS[0]].lower()}" if clause.sensible else "")
        text = self.site.prose(page).alineas(version.alineas)
        more = p(page.link(place(clause)[0], "La page de cette clause"), "cl-fin")
        return f'<div class="cl cl-extrait"><p><strong>{esc(said)}</strong></p><div class="cl-texte">{text}</div>{more}</div>'

    def formules_cote_a_cote(self) -> str:
        """The formulas, side by side."""
        return self._block(formules_table)

    def types_cote_a_cote(self) -> str:
        """The types, side by side."""
        return self._block(types_table)

    def rubriques_par_formule(self) -> str:
        """The sections that each formula asks for."""
        return self._block(sections_table)

    def clauses_du_groupe(self, groupe_id: str) -> str:
        """Every clause of a group of the contract, folded."""
        groupe = _known(groupe_id, {g.id: g for g in self.site.c.textes.groupes}, "groupe")
        return self._block(lambda site, page: group_list(site, page, groupe))

    def positions_des_parties(self) -> str:
        """What each side holds and can yield, from the clauses of three versions: one titled table per group."""
        return positions(self.site, self._page())

    # ------------------------------------------------------------ inside
    def _page(self) -> Page:
        return self.site.page(self.env.page.file.src_uri, "", "")

    def _block(self, write) -> str:
        return f'<div class="cl">{write(self.site, self._page())}</div>'

    def _source(self, uri: str) -> str:
        """The source file of a page, from the folder of the page being written: MkDocs checks such links."""
        return "../" * self.env.page.file.src_uri.count("/") + uri


def _known(name: str, items: Mapping, what: str):
    if name not in items:
        raise ValueError(f"{what} « {name} » inconnu : corrigez l'appel{did_you_mean(name, items)}")
    return items[name]
