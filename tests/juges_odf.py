"""Le juge des ODT : les schémas RelaxNG d’OASIS."""

from __future__ import annotations

import subprocess
from importlib.metadata import files
from pathlib import Path
from typing import Iterable
from zipfile import ZipFile


def schema_odf(nom: str) -> Path:
    """Un schéma d’OASIS pour OpenDocument 1.3, pris dans la roue d’openxml-audit : `schema` (les parties) ou `manifest-schema`."""
    [chemin] = [f.locate() for f in files("openxml-audit") if f.name == f"OpenDocument-v1.3-{nom}.rng"]
    return Path(chemin)


def valider_odf(chemins: Iterable[Path], jing: str, dossier: Path) -> list[str]:
    """Erreurs de jing sur chaque partie XML de chaque ODT, une ligne chacune. Liste vide si tout est valide.

    jing et non libxml2 : celle-ci refuse à tort un renvoi (`text:bookmark-ref`) placé dans un `text:span`.
    """
    parties: dict[str, list[Path]] = {"schema": [], "manifest-schema": []}
    for chemin in chemins:
        with ZipFile(chemin) as paquet:
            for nom in paquet.namelist():
                if nom.endswith(".xml"):
                    ecrit = dossier / f"{chemin.stem}--{nom.replace('/', '-')}"
                    ecrit.write_bytes(paquet.read(nom))
                    parties["manifest-schema" if nom.startswith("META-INF") else "schema"].append(ecrit)
    erreurs = []
    for schema, fichiers in parties.items():
        # `-i` : sans la vérification des types ID, dont RelaxNG dit qu’elle est un autre métier.
        fini = subprocess.run([jing, "-i", schema_odf(schema), *fichiers], capture_output=True, text=True, timeout=600)
        erreurs += [ligne.replace(f"{dossier}/", "") for ligne in fini.stdout.splitlines()]
        if fini.returncode and not erreurs:
            erreurs.append(f"jing n’a pas pu lire : {fini.stderr}")
    return erreurs
