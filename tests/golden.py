"""Le texte de référence de chaque modèle vierge : `make golden` le récrit ; le diff se relit comme un contrat."""

from __future__ import annotations

import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(RACINE / "macros"))

from clausier import loader, model as m, reponses as r  # noqa: E402
from clausier.contrat import assemble  # noqa: E402
from clausier.render import FORMATS as TOUS  # noqa: E402

DOSSIER = RACINE / "tests" / "golden"
FORMATS = ("md", "txt")


def fichier(nom: str, extension: str) -> Path:
    return DOSSIER / f"{nom}.{extension}"


def texte(catalogue: m.Catalogue, nom: str, extension: str) -> str:
    """Le modèle vierge, imprimé."""
    modele = catalogue.modeles[nom]
    contrat = assemble(catalogue, r.from_model(modele, catalogue), modele=modele)
    return TOUS[extension].render(contrat.document).decode()


def main() -> None:
    catalogue = loader.load()
    DOSSIER.mkdir(exist_ok=True)
    voulus = {fichier(nom, extension): (nom, extension) for nom in catalogue.modeles for extension in FORMATS}
    for perime in set(DOSSIER.glob("*")) - set(voulus):
        perime.unlink()
    changes = 0
    for chemin, (nom, extension) in voulus.items():
        nouveau = texte(catalogue, nom, extension).encode()
        if not chemin.exists() or chemin.read_bytes() != nouveau:
            chemin.write_bytes(nouveau)
            changes += 1
    print(f"{len(voulus)} textes de référence, {changes} récrits : relisez « git diff {DOSSIER.relative_to(RACINE)} »")


if __name__ == "__main__":
    main()
