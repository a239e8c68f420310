"""Banc de « composer » : des octets de réponses aux octets du DOCX, catalogue chargé, contre les mêmes parties en chaînes toutes prêtes, jointes et zippées.

Chaque ligne de `run()` est (nom, rapport, seuil) ; un rapport tient s’il ne dépasse pas son seuil.
"""

from __future__ import annotations

import sys

from bench_catalogue import mesurer
from bench_docx import chaines, lire_parties, zipper

from clausier import exemple, loader, reponses as r
from clausier.contrat import assemble
from clausier.render import word

SEUIL = 2.0
MODELES = ("corrective-ticket", "preventive-corrective-forfait", "infogerance-forfait-financier")


def run() -> list[tuple[str, float, float]]:
    """Les bancs : (nom, rapport, seuil)."""
    catalogue = loader.load()
    resultats = []
    for nom in MODELES:
        modele = catalogue.modeles[nom]
        options = r.from_model(modele, catalogue).options
        octets = exemple.example_yaml(catalogue, modele.types, modele.formule, modele.hors_forfait, options).encode()

        def composer(octets=octets):
            return word.render(assemble(catalogue, r.read(octets, catalogue)).document)

        parties = chaines(lire_parties(composer()).items())
        notre, zip_seul = mesurer(40, composer, lambda parties=parties: zipper(parties))
        resultats.append((f"composer {nom} / zip des mêmes parties", notre / zip_seul, SEUIL))
    return resultats


if __name__ == "__main__":
    resultats = run()
    for nom, rapport, seuil in resultats:
        print(f"{'tient' if rapport <= seuil else 'ÉCHOUE'}  {rapport:.3f} ≤ {seuil:.3f}  {nom}")
    sys.exit(any(rapport > seuil for _, rapport, seuil in resultats))
