"""Banc de l’ODT, en rapports mesurés dans la même passe : contre le simple zip des mêmes parties.

Sur un contrat de modèle, tous champs remplis : dans le contrat d’essai du banc Word, les mêmes phrases reviennent sans cesse, et le zip
n’a presque rien à faire.

Chaque ligne de `run()` est (nom, rapport, seuil) ; un rapport tient s’il ne dépasse pas son seuil.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

RACINE = Path(__file__).resolve().parent
sys.path[:0] = [str(RACINE), str(RACINE.parent / "macros")]

from bench_docx import mesurer  # noqa: E402
from clausier import contrat, exemple, loader, reponses  # noqa: E402
from clausier.blocks import Document  # noqa: E402
from clausier.render import odt  # noqa: E402

MODELE = "infogerance-forfait"
FIN = "</text:p>"


def contrat_de_modele() -> Document:
    """Le contrat d’exemple du modèle : le plus long de ceux qu’on publie."""
    catalogue = loader.load()
    modele = catalogue.modeles[MODELE]
    options = [*modele.options, *reponses.default_options(catalogue, modele.options)]
    brut = exemple.raw_answers(catalogue, modele.types, modele.formule, modele.hors_forfait, options)
    return contrat.assemble(catalogue, reponses.build(brut, catalogue)).document


def chaines(octets: bytes) -> list[tuple[str, list[str]]]:
    """Les parties d’un ODT en chaînes toutes prêtes, une par paragraphe, comme un rendu les tient avant de les joindre."""
    with ZipFile(BytesIO(octets)) as paquet:
        textes = {nom: paquet.read(nom).decode() for nom in paquet.namelist()}
    return [(nom, [c + FIN for c in texte.split(FIN)[:-1]] + [texte.split(FIN)[-1]]) for nom, texte in textes.items()]


def zipper(parties: list[tuple[str, list[str]]]) -> bytes:
    """Le plancher : les mêmes parties, jointes et zippées au niveau 6 par la bibliothèque standard, le type nu."""
    tampon = BytesIO()
    with ZipFile(tampon, "w", ZIP_DEFLATED, compresslevel=6) as paquet:
        for nom, texte in parties:
            paquet.writestr(nom, "".join(texte), compress_type=ZIP_STORED if nom == "mimetype" else ZIP_DEFLATED)
    return tampon.getvalue()


def run() -> list[tuple[str, float, float]]:
    """Les bancs : (nom, rapport, seuil)."""
    document = contrat_de_modele()
    parties = chaines(odt.render(document))
    temps = mesurer(60, rendu=lambda: odt.render(document), zip=lambda: zipper(parties))
    return [("ODT / zip des mêmes parties", temps["rendu"] / temps["zip"], 1.5)]


if __name__ == "__main__":
    resultats = run()
    for nom, rapport, seuil in resultats:
        print(f"{'tient' if rapport <= seuil else 'ÉCHOUE'}  {rapport:.3f} ≤ {seuil:.3f}  {nom}")
    sys.exit(any(rapport > seuil for _, rapport, seuil in resultats))
