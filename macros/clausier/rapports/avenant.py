"""The amendment that would add to a contract the clauses it lacks: a neutral document, to be completed and adapted before anyone signs.

The contract is not ours: its articles have other numbers and other words. A reference to an article that the amendment does not itself add
is a blank to fill.
"""

from __future__ import annotations

from collections.abc import Mapping

from .. import blocks as b, model as m, texte
from ..check.rapport import ABSENT, Rapport
from ..passages import Holds, Passages
from ..typography import NBSP, french


def avenant(report: Rapport, catalogue: m.Catalogue, rules: m.Controle) -> b.Document:
    """The amendment that adds the clauses of the sections found absent. Raises ValueError (French) when none is, or without words for an amendment."""
    words = catalogue.textes.avenant
    if words is None:
        raise ValueError("ce catalogue n'a pas de mots pour un avenant : ajoutez « avenant » à vocabulaire/textes.yml")
    missing = [finding.id for finding in report.rubriques if finding.etat == ABSENT]
    if report.hors_sujet is not None or not missing:
        raise ValueError("aucune rubrique n'est absente : il n'y a pas de clause à ajouter")
    situation = catalogue.worlds.situation(report.types, report.formule, report.hors_forfait or report.formule, report.options)
    return _Additions(catalogue, missing, Holds(situation), rules.rapport.phrases).document(words)


class _Additions(Passages):
    def __init__(self, catalogue: m.Catalogue, missing: list[str], holds: Holds, phrases: Mapping[str, str]):
        super().__init__(catalogue, {})
        self.holds, self.notice, self.renvoi = holds, phrases["avenant"], phrases["avenant_renvoi"]
        by_section = {name: sorted((c for c in catalogue.clauses.values() if c.rubrique == name and holds(c.condition)), key=lambda c: (c.rang, c.id)) for name in missing}
        self.added = {name: clauses for name, clauses in by_section.items() if clauses}
        self.rubrique_of = {clause.id: name for name, clauses in self.added.items() for clause in clauses}
        self.article = self.paragraph = 0

    def document(self, words: m.TextesAvenant) -> b.Document:
        """The amendment, under the notice."""
        self.out.append(b.Paragraph(self._spans(self.notice), "notice"))
        for line in (*words.parties, words.rappel):
            self.out.append(b.Paragraph(self._spans(line), "plain"))
        self._article(words.articles["objet"], "objet", words.objet)
        self._article(words.articles["inseres"], "inseres", ())
        for name, clauses in self.added.items():
            self._numbered((b.Text(french(words.modifie["complete"].replace("#", self.c.rubriques[name].titre))),))
            for clause in clauses:
                for alinea in clause.version("equilibree").alineas:
                    if self.holds(alinea.condition):
                        self.out.append(b.Paragraph(self._spans(alinea.texte), "quote"))
                        self._follow(alinea)
        self._article(words.articles["effet"], "effet", words.effet)
        self._article(words.articles["maintien"], "maintien", words.maintien)
        self.out.append(b.Paragraph(self._spans(words.fait), "plain"))
        columns = [b.Signatory(french(s.titre), tuple(self._spans(line) for line in s.lignes)) for s in self.c.textes.signataires]
        self.out.append(b.SignatureBlock(tuple(columns)))
        title = b.plain(self._spans(words.titre))
        return b.Document(title, tuple(self.out), header=self._spans(self.c.textes.entete), footer=f"Clausier, catalogue{NBSP}{self.c.version}", subject=title)

    def _article(self, title: str, anchor: str, paragraphs) -> None:
        self.article, self.paragraph = self.article + 1, 0
        self.out.append(b.Heading("article", (b.Text(french(title)),), f"article-{anchor}", f"Article {self.article}", str(self.article)))
        for text in paragraphs:
            self._numbered(self._spans(text))

    def _numbered(self, spans: b.Spans) -> None:
        self.paragraph += 1
        self.out.append(b.Paragraph(spans, "clause", f"{self.article}.{self.paragraph}"))

    # ------------------------------------------------------------ references
    def _keeps(self, alinea: m.Alinea) -> bool:
        return self.holds(alinea.condition)

    def _present(self, link: texte.Renvoi) -> bool:
        return link.genre == "clause" and link.id in self.rubrique_of

    def _reference(self, link: texte.Renvoi) -> b.Span:
        """The title of an article added here, else the blank where the number of the contract's own goes."""
        if link.genre == "annexe":
            title, key = self.c.annexes[link.id].titre, f"renvoi_annexe_{link.id}"
        else:
            rubrique = self.c.rubriques[self.c.clauses[link.id].rubrique]
            title, key = rubrique.titre, f"renvoi_{rubrique.id}"
            if rubrique.id in self.added:
                return b.Text(french(self.renvoi.replace("#", title)), link.gras)
        label = french(self.c.textes.avenant.modifie["renvoi"].replace("#", title))
        return b.FieldValue(key.replace("-", "_"), self._blank_text(label), label, True, link.gras)
