"""`llms.txt`, the plan of the site for language models, and `llms-full.txt`, the guide and the clauses as one text.

The form is that of the llms.txt proposal: a title, a quotation, then sections of links, each with a line that describes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import model as m, texte
from ..public import reading_order
from ..typography import NBSP, french
from .changes_page import FEED, TITLE, URI
from .downloads import Downloads
from .markup import address
from .plaintext import markdown
from .site import Site, place
from .words import FORCES, VERSIONS, citation, sorted_by_rank, upper, version_of

PLAN, WHOLE = "llms.txt", "llms-full.txt"


@dataclass(frozen=True, slots=True)
class Written:
    """A page of the guide: its address from the root, its title, its description, its content as HTML."""

    url: str
    title: str
    description: str
    html: str


def files(site: Site, name: str, summary: str, site_url: str, guide: Iterable[Written]) -> dict[str, bytes]:
    """Both files. Addresses are absolute with `site_url`, and relative to the root of the site without it."""
    guide = list(guide)
    return {PLAN: _plan(site, name, summary, site_url, guide).encode(), WHOLE: _whole(site, name, summary, guide).encode()}


def _head(site: Site, name: str, summary: str) -> list[str]:
    c = site.c
    notice = c.textes.notices["donnees"] or c.textes.notices["avertissement"]
    return [f"# {name}", f"> {french(summary)}", french(f"**Avertissement.** {notice}"), french(f"Catalogue {c.version} du {c.date}, licence {c.licence}. Langue : français. Droit : français.")]


# ---------------------------------------------------------------- the plan
def _plan(site: Site, name: str, summary: str, site_url: str, guide: list[Written]) -> str:
    c = site.c

    def link(uri: str, title: str, said: str) -> str:
        return f"- [{french(title)}]({site_url}{uri}){NBSP}: {french(said)}"

    def page(uri: str, title: str, said: str) -> str:
        return link(address(uri, site.directory_urls), title, said)

    def pages(items: Iterable) -> list[str]:
        return [page(place(item)[0], item.titre, item.en_clair) for item in items]

    sections = {
        "Guide": [link(w.url, w.title, w.description) for w in guide],
        "Types de maintenance": pages(sorted_by_rank(c.types.values())),
        "Formules de prix": pages(sorted_by_rank(c.formules.values())),
        "Modèles de contrat, texte entier en Markdown": [link(Downloads.uri(t, "md"), t.titre, t.en_clair) for t in sorted_by_rank(c.modeles.values())],
        "Clauses": pages(reading_order(c)),
        "Annexes": pages(sorted_by_rank(c.annexes.values())),
        "Courriers": pages(sorted_by_rank(c.courriers.values())),
        "Textes et vocabulaire": [
            page("obligatoire.md", "Ce qui est obligatoire, et quand", "Chaque rubrique du contrat, la situation qui l'exige et la force des textes."),
            page("textes.md", "Textes officiels", "Chaque texte cité : version lue, adresse officielle, notre résumé, les réserves."),
            page("glossaire.md", "Glossaire", "Les mots du contrat, en français simple."),
            page(URI, TITLE, "Les changements de textes et de clauses, et s'il faut un avenant."),
        ],
        "Données": [
            link(WHOLE, "Le guide et les clauses en un seul texte", "Markdown, sans mise en page."),
            link("catalogue.json", "Le catalogue", "Tout le catalogue en JSON ; sa forme est décrite par schemas/catalogue.json."),
            link(FEED, "Flux des changements", "Ce qui touche un contrat signé, au format Atom."),
            page("donnees.md", "Données ouvertes", "Ce que contient chaque fichier, et ce qui ne changera pas."),
        ],
    }
    blocks = [*_head(site, name, summary), *(f"## {title}\n\n" + "\n".join(lines) for title, lines in sections.items() if lines)]
    return "\n\n".join(blocks) + "\n"


# ---------------------------------------------------------------- the whole text
def _whole(site: Site, name: str, summary: str, guide: list[Written]) -> str:
    c = site.c
    plain = _Plain(site)
    blocks = _head(site, name, summary)
    blocks.append("Entre crochets : un champ à remplir, ou la situation où la phrase s’imprime.")
    blocks += [markdown(w.html) for w in guide]
    blocks.append("# Les clauses")
    for clause in reading_order(c):
        blocks += plain.clause(clause)
    blocks.append("# Les annexes")
    for annexe in sorted_by_rank(c.annexes.values()):
        blocks += plain.annexe(annexe)
    blocks.append("# Le glossaire")
    blocks.append("\n".join(french(f"- **{t.terme}**{f' ({t.abreviation})' if t.abreviation else ''} : {t.definition}") for t in c.glossaire.values()))
    return "\n\n".join(blocks) + "\n"


class _Plain:
    """Clauses and annexes as Markdown that no template will ever run."""

    def __init__(self, site: Site):
        self.site = site

    def clause(self, clause: m.Clause) -> Iterator[str]:
        yield from self._about(clause, clause.titre)
        for name, version in clause.versions.items():
            if clause.sensible:
                yield f"### Version {VERSIONS[name].lower()}"
                yield french(f"{version.ecart} {version.biais} Position de repli : {version.repli}")
            yield self._alineas(version.alineas)
        yield from self._after(clause)

    def annexe(self, annexe: m.Annexe) -> Iterator[str]:
        yield from self._about(annexe, f"Annexe : {annexe.titre}")
        rank = 1
        for section in annexe.sections:
            yield f"### {french(section.titre)}{self._when(section.condition)}"
            yield self._alineas(section.alineas, rank)
            rank += len(section.alineas)
        yield from self._after(annexe)

    def _about(self, item: m.Clause | m.Annexe, title: str) -> Iterator[str]:
        yield f"## {french(title)}"
        last = item.historique[-1]
        yield french(f"En clair : {item.en_clair}") + f"\n\nQuand{NBSP}: {self.site.condition(item.condition)}."
        yield french(f"Version {last.version} du {last.date}, {item.relecture}.")

    def _after(self, item: m.Clause | m.Annexe) -> Iterator[str]:
        yield french(f"Pourquoi : {item.pourquoi}")
        yield french("Pièges :") + "".join(f"\n- {french(text)}" for text in item.pieges)
        for force, names in item.fondements.items():
            if names:
                yield french(f"{FORCES[force]} :") + "".join(f"\n- {self._reference(self.site.c.references[name])}" for name in names)

    def _reference(self, reference: m.Reference) -> str:
        version = version_of(reference)
        said = f"{citation(reference)}{f' ({version})' if version else ''} : {reference.resume}{f' Réserve : {reference.reserve}' if reference.reserve else ''}"
        return french(said) + (f" {reference.url}" if reference.url else "")

    def _alineas(self, alineas: Iterable[m.Alinea], start: int = 1) -> str:
        return "\n".join(self._alinea(alinea, rank) for rank, alinea in enumerate(alineas, start))

    def _alinea(self, alinea: m.Alinea, rank: int) -> str:
        lines = [f"{rank}. {self._line(alinea)}", *(f"   - {self._line(item)}" for item in alinea.liste)]
        table = alinea.tableau
        if isinstance(table, str):
            lines.append(french(f"   Tableau : {', '.join(column.titre for column in self.site.c.champs[table].colonnes)}"))
        elif table:
            lines += ["   - " + " | ".join(self._words(cell) for cell in row) for row in (table.colonnes, *table.lignes)]
        return "\n".join(lines)

    def _line(self, alinea: m.Alinea) -> str:
        return f"{self._when(alinea.condition, '', ' ')}{self._words(alinea.texte)}"

    def _when(self, condition: m.Condition, before: str = " ", after: str = "") -> str:
        return "" if condition == m.TOUJOURS else f"{before}[{upper(self.site.condition(condition))}]{after}"

    def _words(self, text: str) -> str:
        return "".join(map(self._piece, texte.analyse(text)))

    def _piece(self, piece: texte.Morceau) -> str:
        if isinstance(piece, texte.Mots):
            return french(piece.texte)
        if isinstance(piece, texte.RefChamp):
            return french(f"[{self.site.c.champs[piece.id].libelle}]")
        target = (self.site.c.clauses if piece.genre == "clause" else self.site.c.annexes)[piece.id]
        named = french(f"« {target.titre} »")
        if not piece.deux_redactions:
            return named
        with_it = "".join(self._piece(part).replace("#", named) for part in piece.avec)
        without = "".join(map(self._piece, piece.sans))
        return f"{with_it} [sinon{NBSP}: {without}]" if without else f"{with_it} [ou rien]"
