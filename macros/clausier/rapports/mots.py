"""What every report says in the same words, which are those of clauses/controle/rapport.yml."""

from __future__ import annotations

from collections.abc import Iterable

from .. import model as m
from ..check.alertes import FLOU
from ..check.rapport import A_CONFIRMER, ABSENT, PRESENT, VAGUE, Alerte, Constat, Extrait, Rapport
from ..typography import french


class Mots:
    """The words of the reports on one contract, drawn from the catalogue and the rules."""

    def __init__(self, report: Rapport, catalogue: m.Catalogue, rules: m.Controle):
        self.report, self.catalogue, self.textes = report, catalogue, rules.rapport

    def phrase(self, name: str, *values: str) -> str:
        """A sentence, its # filled in order."""
        first, *rest = self.textes.phrases[name].split("#")
        return first + "".join(value + piece for value, piece in zip(values, rest))

    # ------------------------------------------------------------ the whole
    def resume(self) -> str:
        """The report in one sentence."""
        states = {state: sum(finding.etat == state for finding in self.report.rubriques) for state in self.textes.etats}
        due = sum(states[state] for state in (PRESENT, VAGUE, ABSENT, A_CONFIRMER))
        graves = {gravity: sum(alert.gravite == gravity for alert in self.report.alertes) for gravity in ("impose", "risque")}
        counts = [self._compte(states[state], state) for state in (PRESENT, VAGUE, ABSENT, A_CONFIRMER)]
        found = [self._compte(len(self.report.contradictions), "contradiction"), *(self._compte(count, gravity) for gravity, count in graves.items())]
        return self.phrase("resume", self.textes.verdicts[self.report.verdict], counts[0], str(due), *counts[1:], *found)

    def _compte(self, count: int, what: str) -> str:
        one, several = self.textes.comptes[what]
        return f"{count} {one if count < 2 else several}"

    def choix(self, labels: bool) -> list[str]:
        """What the contract was read as, and what of it was deduced: types, formula, formula beyond it, options (by their label, or their id)."""
        report, catalogue = self.report, self.catalogue
        types = [catalogue.types[t].titre.lower() if t in catalogue.types else self.phrase("maintenance", t) for t in report.types]
        options = [catalogue.options[option].libelle for option in report.options] if labels else report.options
        said = [("types", "types", ", ".join(types)), ("formule", "formule", self._formule(report.formule))]
        if report.hors_forfait:
            said.append(("hors_forfait", "hors-forfait", self._formule(report.hors_forfait)))
        said.append(("options", "options", (" ; " if labels else ", ").join(options) or self.phrase("aucune")))
        return [f"{self.phrase(name, value)}{self._provenance(key)}." for name, key, value in said]

    def _formule(self, name: str) -> str:
        return self.catalogue.formules[name].titre.lower() if name else self.phrase("formule_inconnue")

    def _provenance(self, key: str) -> str:
        if key not in self.report.deduits:
            return ""
        return " " + self.phrase("suppose" if key in self.report.supposes else "deduit")

    # ------------------------------------------------------------ a finding
    def constats(self, state: str) -> list[Constat]:
        """The sections in that state: those that a text imposes first, those that are only recommended last."""
        imposed = {name for name, rubrique in self.catalogue.rubriques.items() if rubrique.fondements.get("impose")}
        findings = [finding for finding in self.report.rubriques if finding.etat == state]
        return sorted(findings, key=lambda finding: (finding.statut == "recommande", finding.id not in imposed))

    def alertes(self, gravity: str) -> list[Alerte]:
        """The alerts of that gravity."""
        return [alert for alert in self.report.alertes if alert.gravite == gravity]

    def groupes(self, gravity: str) -> list[list[Alerte]]:
        """The alerts of that gravity, those of one passage and one title together."""
        groups: dict[tuple, list[Alerte]] = {}
        for alert in self.alertes(gravity):
            groups.setdefault((alert.extrait.debut, alert.titre), []).append(alert)
        return list(groups.values())

    def conseil(self, alert: Alerte) -> str:
        """What to do, or to write."""
        return self.phrase("mieux" if alert.regle.startswith(FLOU) else "conseil", alert.conseil)

    def titre(self, finding: Constat) -> str:
        """The title of a section, and whether it is only recommended."""
        return self.phrase("recommandee", finding.titre) if finding.statut == "recommande" else finding.titre

    def manque(self, finding: Constat) -> str:
        """The elements that lack."""
        known = {element.id: element.texte for element in self.catalogue.rubriques[finding.id].exige}
        return self.phrase("manque", " ; ".join(known.get(name, name) for name in finding.manque))

    def pourquoi_douter(self, finding: Constat) -> str:
        """Why a section is to be confirmed: the reading, or its condition."""
        if finding.reserve:
            return self.phrase("a_confirmer", finding.reserve)
        return self.phrase("due_si", finding.condition) if finding.condition else ""

    def textes_officiels(self, references: Iterable[str]) -> str:
        """These official texts: « Code civil, art. 1103 (Force obligatoire) »."""
        known = self.catalogue.references
        return self.phrase("textes", " ; ".join(_citation(known[name]) if name in known else name for name in references))

    def suppose(self, alert: Alerte) -> str:
        """The options that an alert supposes."""
        return self.phrase("suppose_que", " ; ".join(self.catalogue.options[option].libelle for option in alert.suppose))

    def clause(self, finding: Constat) -> str:
        """The clause to paste."""
        return self.phrase("clause", self.catalogue.clauses[finding.clause].titre, finding.clause)

    def lieu(self, passage: Extrait) -> str:
        """Where a passage stands."""
        return french(passage.lieu) or self.phrase("dans_le_texte")


def _citation(reference: m.Reference) -> str:
    article = "" if reference.article in ("", "ensemble") else f", {'' if reference.article.startswith(('clause', 'annexe')) else 'art. '}{reference.article}"
    return f"{reference.code}{article} ({reference.titre})"


def court(text: str, length: int) -> str:
    """A passage, cut at a word when it is long."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " […]"
