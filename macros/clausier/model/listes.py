"""The closed lists that the program itself knows."""

from __future__ import annotations

FORCES = ("impose", "oblige", "encadre", "suppletif")
VERSIONS = ("equilibree", "client", "prestataire")
SEULE_VERSION = "unique"
PARTIES = ("client", "prestataire")
LES_DEUX = "les-deux"
AVENANTS = ("oui", "non", "a-verifier")
ARTICLES_AVENANT = ("objet", "modifies", "inseres", "supprimes", "annexes", "numeros", "effet", "maintien")
GESTES_AVENANT = (
    *("article", "article-renumerote", "paragraphe", "paragraphe-renumerote", "insere", "supprime", "complete", "renvoi"),
    *("annexe", "annexe-renumerotee", "annexe-paragraphe", "annexe-paragraphe-renumerote", "annexe-inseree", "annexe-supprimee"),
)
