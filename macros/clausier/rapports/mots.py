"""What every report says in the same words."""

from __future__ import annotations

from .. import model as m
from ..check.rapport import A_CONFIRMER, ABSENT, PRESENT, VAGUE, Rapport

ETATS = {"present": "présente", "vague": "vague", "absent": "absente", "a-confirmer": "à confirmer", "sans-objet": "sans objet"}
GRAVITES = {"impose": "imposé par un texte", "risque": "risque", "usage": "usage"}
AVERTISSEMENT = "Ce rapport signale des risques et les textes qui les fondent. Il n'est pas un avis juridique : un juriste seul dit ce que vaut une clause."
CONTRADICTIONS = {
    "deux-delais": "Deux délais pour le même engagement",
    "ouvrees-calendaires": "Le même délai en heures ou jours ouvrés, et calendaires",
    "moyens-resultat": "Moyens et résultat pour la même prestation",
    "deux-preavis": "Deux préavis pour le même acte",
    "deux-durees": "Deux durées",
    "plusieurs-tribunaux": "Plusieurs tribunaux",
    "plusieurs-plafonds": "Plusieurs plafonds de responsabilité",
    "pourcentages-divergents": "Des pourcentages qui divergent",
    "numerotation": "Une numérotation ou un renvoi qui ne tient pas",
    "terme-non-defini": "Un terme annoncé et jamais défini",
    "terme-defini-deux-fois": "Un terme défini deux fois",
    "blanc": "Un blanc à remplir",
    "chiffres-lettres": "Des chiffres et des lettres qui diffèrent",
    "formule-regles": "La formule contredit ses propres règles",
}


def elements(catalogue: m.Catalogue, rubrique: str, ids) -> list[str]:
    """The French names of these elements of a section."""
    known = {element.id: element.texte for element in catalogue.rubriques[rubrique].exige}
    return [known.get(name, name) for name in ids]


def reference(catalogue: m.Catalogue, name: str) -> str:
    """The short title of an official text."""
    found = catalogue.references.get(name)
    return found.titre if found else name


def choix(report: Rapport, catalogue: m.Catalogue) -> str:
    """The types, the formula and the options that the contract was read with."""
    types = ", ".join(catalogue.types[t].titre.lower() if t in catalogue.types else f"maintenance {t}" for t in report.types)
    formula = catalogue.formules[report.formule].titre.lower() if report.formule else "formule inconnue"
    deduced = " (déduit du texte ; --types, --formule et --options le corrigent)" if report.deduits else ""
    return f"{types} ; {formula} ; options : {', '.join(report.options) or 'aucune'}{deduced}."


def resume(report: Rapport) -> str:
    """The report in one sentence."""
    counts = {state: sum(c.etat == state for c in report.rubriques) for state in ETATS}
    due = sum(counts[state] for state in (PRESENT, VAGUE, ABSENT))
    grave, risks = (sum(alert.gravite == gravity for alert in report.alertes) for gravity in ("impose", "risque"))
    verdict = "À revoir" if report.verdict == "a-revoir" else "Rien à reprendre parmi ce qui est vérifié"
    return (
        f"{verdict} : {counts[PRESENT]} rubriques présentes sur {due}, {counts[VAGUE]} vagues, {counts[ABSENT]} absentes, {counts[A_CONFIRMER]} à confirmer ; "
        f"{len(report.contradictions)} contradiction(s), {grave} alerte(s) fondée(s) sur un texte, {risks} risque(s)."
    )
