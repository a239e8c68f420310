"""« Avant de signer »: one sheet per template, to print and tick. What is blank, what to join, to gather, to read again."""

from __future__ import annotations

from collections.abc import Iterator

from .. import contrat, model as m, reponses as r
from .markup import Page, esc, p, ul
from .signing import WHERE, aside, bases, points_of, to_tick
from .site import Place, Site, place
from .words import counted, lower, upper


def sheet_pages(site: Site) -> Iterator[Page]:
    for modele in site.c.modeles.values():
        yield _Sheet(site, modele).page()


def sheet_place(modele: m.Modele) -> Place:
    """The page of a template's sheet, below the template's own."""
    return f"modeles/{modele.id}/avant-de-signer.md", f"Avant de signer : {lower(modele.titre)}"


class _Sheet:
    def __init__(self, site: Site, modele: m.Modele):
        self.site, self.modele = site, modele
        self.answers: r.Reponses
        self.contract: contrat.Contrat
        self.answers, self.contract = site.contracts[modele.id]
        self.articles: dict[str, tuple[str, str]] = {}  # clause → its article, and the anchor of it on the template's page
        numbers: dict[str, int] = {}
        for kept in self.contract.clauses:
            rubrique = kept.clause.rubrique
            self.articles[kept.clause.id] = f"article {numbers.setdefault(rubrique, len(numbers) + 1)}", f"article-{rubrique}"
        self.order = {name: rank for rank, name in enumerate(self.articles)}
        self.annexes = {a.id: (f"annexe {i}", f"annexe-{a.id}") for i, a in enumerate(self.contract.annexes, 1)}
        # The template's own choices, less what is only supposed.
        self.chosen = site.c.worlds.situation(modele.types, modele.formule, modele.hors_forfait, modele.options)

    def page(self) -> Page:
        template = place(self.modele)
        said = f"Fiche à imprimer du modèle « {self.modele.titre} » : ce qui reste à remplir, les annexes à dater, les pièces à réunir, les points à relire."
        page = self.site.page(*sheet_place(self.modele), said, [("modeles/index.md", "Modèles"), template], searched=False)
        link = page.link(template[0], "les choix de ce modèle", "suppose")
        page.html(
            p(f'{esc("À imprimer et à cocher. Cette fiche suppose")} {link}{esc(" ; sa dernière partie dit ce que d’autres choix ajouteraient.")}'),
            *(f'<div class="cl-alerte"><strong>{esc("Combinaison à vérifier :")}</strong> {esc(warning)}</div>' for warning in self.contract.avertissements),
        )
        page.heading(2, f"{counted(len(self.contract.blancs), 'champ')} à remplir", "champs")
        page.html(to_tick(self._blanks(), "cl-champs"))
        page.heading(2, f"{counted(len(self.contract.annexes), 'annexe')} à joindre et à dater", "annexes")
        page.html(to_tick((f'{page.link(template[0], f"Annexe {i} – {a.titre}", f"annexe-{a.id}")}<span class="cl-date"></span>' for i, a in enumerate(self.contract.annexes, 1)), "cl-annexes"))
        for moment in self.site.c.moments.values():
            held = [x for x in points_of(self.site, moment) if self._holds(x)]
            if moment.sur == "fiches":  # read again in the order of the contract
                held.sort(key=lambda point: self.order.get(point.clause, 0))
            if moment.sur in WHERE["fiches"] and held:
                page.heading(2, moment.titre, moment.id)
                page.html(p(esc(moment.aide)) if moment.aide else "", to_tick(self._line(page, moment, point) for point in held))
        if others := self._others():
            page.heading(2, "Si votre contrat est autre", "si")
            page.html(ul(others, "cl-autres"))
        return page

    # ------------------------------------------------------------ what is held
    def _holds(self, point: m.Point) -> bool:
        """The situation of the template calls for the point, and its clause or annex is in the contract."""
        return (
            point.condition.vraie(self.answers.situation)
            and (not point.clause or point.clause in self.articles)
            and (not point.annexe or point.annexe in self.annexes)
        )

    def _others(self) -> list[str]:
        """One line for each choice not made that would add points to the sheet."""
        added: dict[str, list[str]] = {}
        for moment in self.site.c.moments.values():
            for point in points_of(self.site, moment) if moment.sur in WHERE["fiches"] else ():
                if not point.condition.vraie(self.answers.situation):
                    added.setdefault(point.si, []).append(lower(point.texte.rstrip(".")))
        return [esc(f"Si {si} : {' ; '.join(texts)}.") for si, texts in added.items()]

    # ------------------------------------------------------------ lines
    def _blanks(self) -> Iterator[str]:
        """The fields left blank, by group."""
        groups: dict[str, list[str]] = {}
        for blank in self.contract.blancs:
            groups.setdefault(self.site.c.champs[blank.champ].groupe, []).append(blank.libelle)
        for groupe in self.site.c.textes.groupes:
            if labels := groups.get(groupe.id):
                yield f"<strong>{esc(f'{groupe.titre} ({len(labels)})')}</strong>{esc(' : ')}{esc(', '.join(map(lower, labels)))}."

    def _line(self, page: Page, moment: m.Moment, point: m.Point) -> str:
        after = [self._giver(point)] if moment.echange and point.cote in m.PARTIES else []
        where = self.articles.get(point.clause) or self.annexes.get(point.annexe)
        text = esc(point.texte)
        if where and moment.sur == "fiches" and point.clause:  # a question bears on one article: its title comes first
            title = self.site.c.clauses[point.clause].titre
            text = f"<strong>{page.link(place(self.modele)[0], f'{upper(where[0])}, {title}', where[1])}.</strong> {text}"
        elif where:
            after.append(page.link(place(self.modele)[0], where[0], where[1]))
        if point.si and not point.condition.vraie(self.chosen):
            after.append(esc(f"supposé : {point.si}"))
        return text + aside(after + bases(self.site, page, point))

    @staticmethod
    def _giver(point: m.Point) -> str:
        return esc("du Client" if point.cote == "client" else "du Prestataire")
