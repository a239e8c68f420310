"""What every report says in the same words."""

from __future__ import annotations

from .. import model as m

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
