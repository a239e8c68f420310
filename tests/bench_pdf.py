"""Banc du PDF : des blocs aux octets, contre typst nu, qui compile le même gabarit et des données toutes prêtes.

typst se souvient de ce qu’il a déjà mis en page : chaque mesure a donc son propre contrat (un autre nom de client), et les deux côtés alternent.
On mesure le temps de processeur, tous fils compris. Chaque ligne de `run()` est (nom, rapport, seuil) ; un rapport tient s’il ne dépasse pas son seuil.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median
from time import process_time

RACINE = Path(__file__).resolve().parent
sys.path[:0] = [str(RACINE), str(RACINE.parent / "macros")]

from clausier import contrat, exemple, loader, reponses as r  # noqa: E402
from clausier.blocks import Document  # noqa: E402
from clausier.render import pdf, pdf_data  # noqa: E402

SEUIL = 1.3
MODELES = ("corrective-ticket", "preventive-corrective-forfait")


def documents(nom: str, nombre: int) -> list[Document]:
    """Autant de contrats remplis de ce modèle, qui diffèrent par le nom du client."""
    catalogue = loader.load()
    modele = catalogue.modeles[nom]
    brut = exemple.raw_answers(catalogue, modele.types, modele.formule, modele.hors_forfait, r.from_model(modele, catalogue).options)
    faits = []
    for rang in range(nombre):
        brut["champs"]["client_denomination"] = f"Client fictif {rang}"
        faits.append(contrat.assemble(catalogue, r.build(brut, catalogue)).document)
    return faits


def typst_nu(donnees: str) -> bytes:
    """Le gabarit et ces données, sans rien d’autre."""
    import typst

    gabarit = Path(pdf.__file__).with_name("pdf.typ")
    polices = typst.Fonts(include_system_fonts=False)
    compilateur = typst.Compiler(gabarit, root=gabarit.parent, font_paths=polices, ignore_system_fonts=True)
    return compilateur.compile(sys_inputs={"document": donnees}, format="pdf", pdf_standards="ua-1", timestamp=0)


def mesurer(action, objet) -> float:
    debut = process_time()
    action(objet)
    return process_time() - debut


def run(passes: int = 9) -> list[tuple[str, float, float]]:
    """Les bancs : (nom, rapport, seuil)."""
    resultats = []
    for nom in MODELES:
        faits = documents(nom, 2 * passes + 2)
        prets = [json.dumps(pdf_data.build(document), ensure_ascii=False) for document in faits[1::2]]
        assert typst_nu(prets[0]) == pdf.render(faits[1])
        temps = [(mesurer(pdf.render, document), mesurer(typst_nu, pret)) for document, pret in zip(faits[2::2], prets[1:])]
        notre, nu = (median(cote) for cote in zip(*temps))
        print(f"   secondes : {notre:.3f} (le nôtre), {nu:.3f} (typst nu)", file=sys.stderr)
        resultats.append((f"PDF {nom} / typst nu, mêmes données", notre / nu, SEUIL))
    return resultats


if __name__ == "__main__":
    resultats = run()
    for nom, rapport, seuil in resultats:
        print(f"{'tient' if rapport <= seuil else 'ÉCHOUE'}  {rapport:.3f} ≤ {seuil:.3f}  {nom}")
    sys.exit(any(rapport > seuil for _, rapport, seuil in resultats))
