"""Assembly: answers and catalogue to a neutral document — selection, numbering, cross-references, blanks.

`assemble(catalogue, reponses)` → Contrat. Numbers follow what is selected; every reference is resolved; nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from . import blocks as b, essentiel as page, model as m, points, texte
from .passages import Blanc, Holds, Passages, title
from .reponses import Reponses
from .typography import NBSP, french

EDITIONS = ("propre", "annotee")


@dataclass(frozen=True, slots=True)
class ClauseRetenue:
    clause: m.Clause
    version: str
    alineas: tuple[m.Alinea, ...]


@dataclass(frozen=True, slots=True)
class Contrat:
    """An assembled contract: the document to print, what remains to be completed, what was selected."""

    document: b.Document
    blancs: tuple[Blanc, ...]
    avertissements: tuple[str, ...]
    clauses: tuple[ClauseRetenue, ...]
    annexes: tuple[m.Annexe, ...]


def selection(catalogue: m.Catalogue, reponses: Reponses, holds: Holds | None = None) -> list[tuple[m.Rubrique, list[ClauseRetenue]]]:
    """The sections present, in printing order, each with its clauses and the paragraphs that apply."""
    holds = Holds(reponses.situation) if holds is None else holds
    by_section: dict[str, list[m.Clause]] = {}
    for clause in catalogue.clauses.values():
        if holds(clause.condition):
            by_section.setdefault(clause.rubrique, []).append(clause)
    rank = {groupe.id: i for i, groupe in enumerate(catalogue.textes.groupes)}
    found = []
    for rubrique in sorted((r for r in catalogue.rubriques.values() if r.id in by_section), key=lambda r: rank[r.groupe]):
        clauses = sorted(by_section[rubrique.id], key=lambda c: (c.rang, c.id))
        found.append((rubrique, [_keep(clause, reponses, holds) for clause in clauses]))
    return found


def annexes_retenues(catalogue: m.Catalogue, reponses: Reponses) -> list[m.Annexe]:
    """The annexes present, in printing order."""
    return sorted((a for a in catalogue.annexes.values() if a.condition.vraie(reponses.situation)), key=lambda a: (a.rang, a.id))


def assemble(catalogue: m.Catalogue, reponses: Reponses, edition: str = "propre", modele: m.Modele | None = None, essentiel: bool = False) -> Contrat:
    """Answers to a contract. `modele`: the blank template being printed, whose choices are then stated at the head.

    `essentiel`: begins with a page that sums it up in plain words; raises `essentiel.PageImpossible` when it would be empty.
    """
    return _Assembler(catalogue, reponses, edition, modele).run(essentiel)


# ---------------------------------------------------------------- inside
def _keep(clause: m.Clause, reponses: Reponses, holds: Holds) -> ClauseRetenue:
    name = reponses.versions.get(clause.id, reponses.position)
    version = clause.version(name)
    alineas = tuple([a for a in version.alineas if a.condition is m.TOUJOURS or holds(a.condition)])
    return ClauseRetenue(clause, name if clause.sensible else m.SEULE_VERSION, alineas)


class _Assembler(Passages):
    def __init__(self, catalogue: m.Catalogue, reponses: Reponses, edition: str, modele: m.Modele | None):
        super().__init__(catalogue, reponses.values)
        self.r, self.modele = reponses, modele
        self.annotated = edition == "annotee"
        self.holds = Holds(reponses.situation)
        self.sections = selection(catalogue, reponses, self.holds)
        self.annexes = annexes_retenues(catalogue, reponses)
        self.article_of = {rubrique.id: str(i) for i, (rubrique, _) in enumerate(self.sections, 1)}
        self.annex_of = {annexe.id: str(i) for i, annexe in enumerate(self.annexes, 1)}
        self.targets = {kept.clause.id: rubrique.id for rubrique, clauses in self.sections for kept in clauses}
        self.references: dict[tuple[str, str, bool], b.Reference] = {}
        self.annotations: list[b.Annotation] = []

    def run(self, essentiel: bool) -> Contrat:
        textes = self.c.textes
        self._body()
        self._annexes()
        header = self._spans(textes.entete)
        contract, self.out = self.out, []  # what comes before it looks at what it prints
        if self.r.fictif:
            self._notice(textes.notices["fictif"])
        if essentiel:
            self.out += page.page(self.c, self.holds, self.values, self._spans)
        self._head()
        self.out.append(b.TableOfContents())
        self.out += points.difficult(textes.notices, self.sections, self.article_of, self._spans)
        if not self.modele:
            self.out += points.reserved(textes.notices, contract, self.blanks, self._spans)
        self.out += contract
        self._origin()
        document = b.Document(
            title=self.r.titre or textes.titre,
            subtitle=self._subtitle(),
            blocks=tuple(self.out),
            header=header,
            footer=f"Clausier, catalogue{NBSP}{self.c.version}",
            subject=self._subtitle(),
            annotations=tuple(self.annotations),
        )
        kept = tuple(k for _, clauses in self.sections for k in clauses)
        return Contrat(document, tuple(self.blanks.values()), self.r.warnings, kept, tuple(self.annexes))

    # ------------------------------------------------------------ head and tail
    def _subtitle(self) -> str:
        types = [self.c.types[t] for t in self.r.types]
        names = [t.titre for t in sorted(types, key=lambda t: t.rang)]
        names = [names[0], *(n[0].lower() + n[1:] for n in names[1:])]
        formule = self.c.formules[self.r.formule].titre
        return french(f"{', '.join(names)} – {formule[0].lower()}{formule[1:]}")

    def _head(self) -> None:
        notices = self.c.textes.notices
        if "contrat-adhesion" in self.r.situation.options:
            self._notice(notices["adhesion"])
        if not self.modele:
            return
        self._notice(notices["avertissement"])
        self._notice(notices["choix"])
        self.out.append(b.BulletList(tuple((b.Text(french(text)),) for text in self.choices())))
        self._notice(notices["pas_pour"])
        self.out.append(b.BulletList(tuple((b.Text(french(f"{p.public} : {p.pourquoi[:1].lower()}{p.pourquoi[1:]}")),) for p in not_for(self.c, self.r.situation))))
        for warning in self.r.warnings:
            self._notice(f"{notices['attention']} {warning}")

    def choices(self) -> Iterator[str]:
        """What the template supposes, one sentence each."""
        for name in self.r.types:
            yield f"type de prestation : {self.c.types[name].titre.lower()}"
        yield f"formule : {self.c.formules[self.r.formule].titre.lower()}"
        yield f"hors forfait : {self.c.formules[self.r.hors_forfait].titre.lower()}"
        for option in self.c.options.values():
            if option.id in self.r.situation.options:
                yield f"{option.libelle} ({option.id})"

    def _notice(self, text: str) -> None:
        self.out.append(b.Paragraph(self._spans(text), "notice"))

    def _origin(self) -> None:
        names = [f"{k.clause.id} v{k.clause.numero_version}" + (f" {k.version}" if k.clause.sensible else "") for _, clauses in self.sections for k in clauses]
        names += [f"annexe {a.id} v{a.numero_version}" for a in self.annexes]
        origin = self.c.textes.notices["provenance"].replace("#", f"{self.c.version} du {self.c.date}")
        self.out.append(b.Paragraph((b.Text(french(f"{origin} {', '.join(names)}.")),), "origin"))

    # ------------------------------------------------------------ body
    def _body(self) -> None:
        titles = {g.id: g.titre for g in self.c.textes.groupes}
        group = ""
        for rubrique, clauses in self.sections:
            if rubrique.groupe != group:
                group = rubrique.groupe
                self.out.append(b.Heading("group", title(titles[group]), f"groupe-{group}"))
            number = self.article_of[rubrique.id]
            self.out.append(b.Heading("article", title(rubrique.titre), f"article-{rubrique.id}", f"Article {number}", number))
            count = 0
            for kept in clauses:
                anchor = f"clause-{kept.clause.id}"
                for alinea in kept.alineas:
                    count += 1
                    self._paragraph(alinea, f"{number}.{count}", anchor)
                    anchor = ""
                if self.annotated and not anchor:
                    self.annotations.append(b.Annotation(f"clause-{kept.clause.id}", tuple(notes(self.c, kept.clause, kept.version))))
        self._signatures()

    def _signatures(self) -> None:
        columns = [b.Signatory(french(s.titre), tuple(self._spans(line) for line in s.lignes)) for s in self.c.textes.signataires]
        self.out.append(b.SignatureBlock(tuple(columns)))

    def _annexes(self) -> None:
        if not self.annexes:
            return
        self.out.append(b.PageBreak())
        self.out.append(b.Heading("group", title(self.c.textes.annexes), "groupe-annexes"))
        for annexe in self.annexes:
            number = self.annex_of[annexe.id]
            self.out.append(b.Heading("annex", title(annexe.titre), f"annexe-{annexe.id}", f"Annexe {number}", number))
            count = 0
            for i, section in enumerate(annexe.sections, 1):
                if not self.holds(section.condition):
                    continue
                self.out.append(b.Heading("section", title(section.titre), f"annexe-{annexe.id}-{i}"))
                for alinea in section.alineas:
                    if self.holds(alinea.condition):
                        count += 1
                        self._paragraph(alinea, f"A{number}.{count}", "")
            if self.annotated:
                self.annotations.append(b.Annotation(f"annexe-{annexe.id}", tuple(notes(self.c, annexe, m.SEULE_VERSION))))

    def _paragraph(self, alinea: m.Alinea, number: str, anchor: str) -> None:
        self.out.append(b.Paragraph(self._spans(alinea.texte), "clause", number, anchor))
        self._follow(alinea)
        if alinea.annexes:
            items = [(b.Text(f"Annexe{NBSP}"), b.Reference(f"annexe-{a.id}", self.annex_of[a.id]), b.Text(f" – {french(a.titre)}")) for a in self.annexes]
            self.out.append(b.BulletList(tuple(items)))

    # ------------------------------------------------------------ references
    def _keeps(self, alinea: m.Alinea) -> bool:
        return self.holds(alinea.condition)

    def _present(self, link: texte.Renvoi) -> bool:
        return link.id in (self.targets if link.genre == "clause" else self.annex_of)

    def _reference(self, link: texte.Renvoi) -> b.Reference:
        known = self.references.get((link.genre, link.id, link.gras))
        if known is None:
            target = f"annexe-{link.id}" if link.genre == "annexe" else f"article-{self.targets[link.id]}"
            number = self.annex_of[link.id] if link.genre == "annexe" else self.article_of[self.targets[link.id]]
            known = self.references[link.genre, link.id, link.gras] = b.Reference(target, number, link.gras)
        return known


def not_for(catalogue: m.Catalogue, situation: m.Situation) -> list[m.PasPour]:
    """Whom a contract of this situation does not suit."""
    return [p for p in catalogue.pas_pour.values() if situation.options.isdisjoint(p.sauf_options)]


def notes(catalogue: m.Catalogue, item: m.Clause | m.Annexe, version: str) -> Iterable[str]:
    """The drafting notes of a clause or annex, as the annotated edition prints them."""
    yield french(f"{item.titre}. {item.en_clair}")
    yield french(f"Pourquoi : {item.pourquoi}")
    if isinstance(item, m.Clause) and item.sensible:
        chosen = item.versions[version]
        yield french(f"Version {version} : {chosen.ecart} {chosen.biais} Repli : {chosen.repli}")
    yield french("Pièges : " + " ; ".join(p.rstrip(".") for p in item.pieges) + ".")
    for force, ids in item.fondements.items():
        if ids:
            yield french(f"{FORCES[force]} : " + " ; ".join(citation(catalogue.references[i]) for i in ids) + ".")
    yield french(f"Relecture : {item.relecture}.")


FORCES = {"impose": "Imposé par", "oblige": "Oblige une partie", "encadre": "Encadré par", "suppletif": "À défaut de clause"}


def citation(reference: m.Reference) -> str:
    """« Code civil, art. 1103 (Force obligatoire du contrat), version du 2016-10-01 »."""
    article = f", art. {reference.article}" if reference.article else ""
    version = f", version du {reference.version_du}" if reference.version_du else ""
    return f"{reference.code}{article} ({reference.titre}){version}"
