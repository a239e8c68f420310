"""Banc de « lot » : par contrat, d’une ligne de tableau à un fichier DOCX sur le disque, contre docxtpl et python-docx.

Les mêmes lignes, le même contrat, les mêmes traits : titres et alinéas numérotés par Word, renvois, sommaire, en-tête et pied, tableaux à
tête répétée, un contrôle de contenu par champ lié à la partie XML. En face, le contrat est déjà assemblé : l’un remplit un gabarit tiré de
notre sortie, l’autre ajoute ses paragraphes un à un ; nous, nous lisons la ligne, choisissons les clauses et les imprimons. Un seul
processus de chaque côté. Chaque ligne de `run()` est (nom, rapport, seuil) ; un rapport tient s’il ne dépasse pas son seuil.
"""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time

from bench_docx import composer_docxtpl, gabarit_docxtpl

from clausier import exemple, loader, lot, reponses as r, tableau
from clausier.blocks import Document, FieldValue
from clausier.contrat import assemble
from clausier.verbes import lot_ligne
from ecrire_python_docx import ecrire

MODELES = ("corrective-ticket", "preventive-corrective-forfait")
LIGNES = 10


def lignes() -> tableau.Tableau:
    return tableau.lire(("client_denomination;reference_contrat;date_effet\n" + "".join(f"SOCIÉTÉ FICTIVE {i};EX-{i:04d};0{i % 9 + 1}/02/2027\n" for i in range(LIGNES))).encode("cp1252"))


def run(passes: int = 5) -> list[tuple[str, float, float]]:
    """Les bancs : (nom, rapport, seuil)."""
    catalogue = loader.load()
    resultats = []
    for nom in MODELES:
        modele = catalogue.modeles[nom]
        commun = r.parse(exemple.example_yaml(catalogue, modele.types, modele.formule, modele.hors_forfait, r.from_model(modele, catalogue).options).encode())[0]
        with tempfile.TemporaryDirectory() as dossier:
            temps = _mesurer(catalogue, commun, Path(dossier), passes)
        resultats.append((f"lot {nom} / docxtpl (inverse de 15)", temps["nous"] / temps["docxtpl"], 1 / 15))
        resultats.append((f"lot {nom} / python-docx (inverse de 20)", temps["nous"] / temps["python-docx"], 1 / 20))
    return resultats


def _mesurer(catalogue, commun: dict, dossier: Path, passes: int) -> dict[str, float]:
    """Temps de processeur par contrat, passes alternées, médiane, après une passe de chauffe."""
    travaux, fautes = lot.travaux(lignes(), catalogue, commun, "{reference_contrat}")
    assert not fautes
    reglage = lot_ligne.Setting(None, None, catalogue.empreinte, commun, ("docx",), "propre", essentiel=False, strict=False, folder=str(dossier))
    ouvrier = lot_ligne.Worker(reglage, catalogue)
    document = assemble(catalogue, lot.reponses_de(travaux[0], commun, catalogue)).document
    gabarit = gabarit_docxtpl(document)

    def nous() -> int:
        rendus = [ouvrier.one(lot_ligne.Task(travail, (("docx", f"{travail.nom}.docx", False),))) for travail in travaux]
        assert not any(rendu.faults for rendu in rendus)
        return len(travaux)

    def docxtpl() -> int:
        for travail in travaux[:3]:
            contexte = {**gabarit[2], "v": {**gabarit[2]["v"], **travail.donnees["champs"]}}
            (dossier / f"{travail.nom}-t.docx").write_bytes(composer_docxtpl(gabarit[0], gabarit[1], contexte))
        return 3

    def python_docx() -> int:
        (dossier / "p.docx").write_bytes(ecrire(_rempli(document, travaux[1].donnees["champs"])))
        return 1

    temps: dict[str, list[float]] = {"nous": [], "docxtpl": [], "python-docx": []}
    for passe in range(passes + 1):
        for nom, action in zip(temps, (nous, docxtpl, python_docx)):
            debut = process_time()
            nombre = action()
            if passe:
                temps[nom].append((process_time() - debut) / nombre)
    return {nom: median(liste) for nom, liste in temps.items()}


def _rempli(document: Document, valeurs: dict[str, str]) -> Document:
    """Le même document, les valeurs d’une ligne à leur place."""

    def changer(noeud):
        if isinstance(noeud, tuple):
            return tuple(map(changer, noeud))
        if isinstance(noeud, FieldValue):
            return dataclasses.replace(noeud, text=valeurs.get(noeud.key, noeud.text))
        if dataclasses.is_dataclass(noeud):
            return type(noeud)(**{f.name: changer(getattr(noeud, f.name)) for f in dataclasses.fields(noeud)})
        return noeud

    return changer(document)


if __name__ == "__main__":
    resultats = run()
    for nom, rapport, seuil in resultats:
        print(f"{'tient' if rapport <= seuil else 'ÉCHOUE'}  {rapport:.4f} ≤ {seuil:.4f} (1/{1 / rapport:.1f})  {nom}")
    sys.exit(any(rapport > seuil for _, rapport, seuil in resultats))
