"""The catalogue as the pages look it up: what cites what, what fills what, which template holds which clause."""

from __future__ import annotations

from functools import cached_property

from .. import contrat, model as m, reponses as r, texte
from .markup import Page, Prose, Trail, anchor, esc, p, ul
from .words import FORCES, STATUTS, Words, citation, version_of

Place = tuple[str, str]  # the source file of a page, and its title


class Site:
    """What every generated page is written from."""

    def __init__(self, catalogue: m.Catalogue, directory_urls: bool = True, house: str = ""):
        self.c, self.directory_urls, self.house = catalogue, directory_urls, house
        self.words = Words(catalogue)
        self.condition = self.words.condition

    def page(self, uri: str, title: str, description: str, trail: Trail = (), kind: str = "", searched: bool = True) -> Page:
        """A page to write; `trail`: the pages above it; `kind` tells homonyms apart in the title."""
        return Page(uri, self.directory_urls, title, description, trail, kind, searched)

    def prose(self, page: Page) -> Prose:
        """Prints clause texts for that page: a reference shows the title of its target, linked."""

        def link(piece: texte.Renvoi) -> str:
            item = self.c.clauses[piece.id] if piece.genre == "clause" else self.c.annexes[piece.id]
            return page.link(place(item)[0], f"« {item.titre} »")

        return Prose(self.c, link, self.condition)

    # ------------------------------------------------------------ look-ups
    @cached_property
    def contracts(self) -> dict[str, tuple[r.Reponses, contrat.Contrat]]:
        """Each template, assembled blank."""
        found = {}
        for modele in self.c.modeles.values():
            answers = r.from_model(modele, self.c)
            found[modele.id] = answers, contrat.assemble(self.c, answers, modele=modele)
        return found

    @cached_property
    def templates_of(self) -> dict[str, list[m.Modele]]:
        """The templates that hold a clause or an annex, by its page."""
        found: dict[str, list[m.Modele]] = {}
        for modele in sorted(self.c.modeles.values(), key=lambda t: (t.rang, t.id)):
            contract = self.contracts[modele.id][1]
            for item in (*(kept.clause for kept in contract.clauses), *contract.annexes):
                found.setdefault(place(item)[0], []).append(modele)
        return found

    @cached_property
    def cited_in(self) -> dict[str, list[tuple[str, Place]]]:
        """For each official text: the force and the page of every item that rests on it."""
        found: dict[str, list[tuple[str, Place]]] = {name: [] for name in self.c.references}
        for item in (*self.c.clauses.values(), *self.c.annexes.values(), *self.c.courriers.values()):
            for force, names in item.fondements.items():
                for name in names:
                    found[name].append((force, place(item)))
        for item in (*self.c.types.values(), *self.c.formules.values()):
            for name in item.references:
                found[name].append(("", place(item)))
        for rubrique in self.c.rubriques.values():
            for force, names in rubrique.fondements.items():
                for name in names:
                    found[name].append((force, ("obligatoire.md#rubrique-" + rubrique.id, f"rubrique « {rubrique.titre} »")))
        for option in self.c.options.values():
            for name in option.references:
                found[name].append(("", ("obligatoire.md#option-" + option.id, f"option « {option.libelle} »")))
        return found

    def cited_by(self, courrier: m.Courrier) -> list[m.Clause | m.Annexe]:
        """The clauses and annexes that a letter applies, in the order of its text."""
        found = {self.c.annexes[courrier.reprend].id: self.c.annexes[courrier.reprend]} if courrier.reprend else {}
        for section in courrier.sections or self.c.annexes[courrier.reprend].sections:
            for alinea in section.alineas:
                for link in texte.references(" ".join((alinea.texte, *(item.texte for item in alinea.liste)))):
                    found.setdefault(link.genre + link.id, (self.c.clauses if link.genre == "clause" else self.c.annexes)[link.id])
        return list(found.values())

    @cached_property
    def letters_of(self) -> dict[str, list[m.Courrier]]:
        """The letters that apply a clause or an annex, by its page."""
        found: dict[str, list[m.Courrier]] = {}
        for courrier in sorted(self.c.courriers.values(), key=lambda x: (x.rang, x.id)):
            for item in self.cited_by(courrier):
                found.setdefault(place(item)[0], []).append(courrier)
        return found

    @cached_property
    def clauses_by_section(self) -> dict[str, list[m.Clause]]:
        found: dict[str, list[m.Clause]] = {}
        for clause in sorted(self.c.clauses.values(), key=lambda c: (c.rang, c.id)):
            found.setdefault(clause.rubrique, []).append(clause)
        return found

    # ------------------------------------------------------------ shared passages
    def basis(self, page: Page, fondements: m.Fondements) -> str:
        """The official texts of an item, by force."""
        out = []
        for force, title in FORCES.items():
            names = fondements.get(force, ())
            if names:
                out.append(f"<h3>{esc(title)}</h3>" + ul(self.reference(page, self.c.references[name]) for name in names))
        return "".join(out) or p("Aucun texte : c’est l’usage qui demande cette clause.")

    def reference(self, page: Page, reference: m.Reference) -> str:
        """One official text: link, version, our summary, its reserve, and where else it is used."""
        return self._reference[reference.id] + f' {page.link("textes.md", "Où ce texte est cité", anchor(reference.id))}.'

    @cached_property
    def _reference(self) -> dict[str, str]:
        return {name: reference_html(reference) for name, reference in self.c.references.items()}

    def templates(self, page: Page, item: m.Clause | m.Annexe) -> str:
        """Where an item is used: links to the templates."""
        held = self.templates_of.get(place(item)[0], [])
        if not held:
            return p(esc("Dans aucun modèle : elle vient quand sa condition est remplie, par") + " <code>clausier composer</code>.")
        if len(held) == len(self.c.modeles):
            return p(f'Dans {page.link("modeles/index.md", "tous les modèles")}.')
        return ul((page.link(*place(t)) for t in held), "cl-colonnes")

    def sections(self, page: Page, names: tuple[str, ...]) -> str:
        """A list of sections, each linked to its clauses."""
        return ul((self.section(page, self.c.rubriques[name]) for name in names), "cl-colonnes")

    def section(self, page: Page, rubrique: m.Rubrique) -> str:
        """The title of a section, linked to its clause when there is only one, followed by them otherwise."""
        clauses = self.clauses_by_section.get(rubrique.id, [])
        if len(clauses) == 1:
            return page.link(place(clauses[0])[0], rubrique.titre)
        links = ", ".join(page.link(*place(clause)) for clause in clauses)
        return f"{esc(rubrique.titre)}" + (f"{esc(' : ')}{links}" if links else "")


def place(item) -> Place:
    """The page of an item of the catalogue."""
    folder = _FOLDERS[type(item)]
    return f"{folder}/{item.id}.md", item.titre


_FOLDERS = {m.Clause: "clauses", m.Annexe: "annexes", m.TypeMaintenance: "types", m.Formule: "formules", m.Modele: "modeles", m.Courrier: "courriers"}


def reference_html(reference: m.Reference) -> str:
    """An official text with its link, version, summary and reserve."""
    name = esc(f"{citation(reference)} – {reference.titre}")
    link = f'<a href="{esc_url(reference.url)}" rel="external noreferrer">{name}</a>' if reference.url else f"<strong>{name}</strong>"
    version = version_of(reference)
    out = [link, f", {esc(version)}." if version else "" if reference.titre.endswith("…") else ".", f" {esc(reference.resume)}"]
    if reference.reserve:
        out.append(f' <span class="cl-reserve">{esc("Réserve : " + reference.reserve)}</span>')
    return "".join(out)


def esc_url(url: str) -> str:
    """An address of the catalogue, only if a browser will take it for a web page."""
    return url.replace("&", "&amp;").replace('"', "%22").replace("<", "%3C") if url.startswith(("https://", "http://")) else "#"


def status(item: m.Clause) -> str:
    return f'<span class="cl-statut cl-{item.statut}">{esc(STATUTS[item.statut])}</span>'
