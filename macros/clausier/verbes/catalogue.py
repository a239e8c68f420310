"""`valider`, `nouvelle-clause`, `schema`: the verbs of who writes the catalogue."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .. import controle, export, loader
from ..shapes import did_you_mean
from . import fichiers
from .fichiers import Refus


def add(verb) -> None:
    """Declares the verbs to the parser."""
    verb("valider", _valider, "Relit le catalogue : toutes les fautes, puis un seul échec.", "clausier valider --surcharge ma-maison")
    sub = verb("nouvelle-clause", _nouvelle_clause, "Imprime un spécimen commenté de clause.", "clausier nouvelle-clause ma-clause > clauses/corps/ma-clause.yml")
    sub.add_argument("id", metavar="ID", help="l'identifiant de la clause : minuscules, chiffres et tirets")
    sub = verb("schema", _schema, "Imprime un schéma JSON.", "clausier schema reponses > reponses.schema.json")
    sub.add_argument("nom", metavar="NOM", help="reponses, clause, annexe, champ…")


def _valider(a: argparse.Namespace) -> int:
    catalogue = fichiers.catalogue(a)
    print(
        f"Catalogue {catalogue.version} valide : {len(catalogue.rubriques)} rubriques, {len(catalogue.clauses)} clauses, {len(catalogue.annexes)} annexes, "
        f"{len(catalogue.modeles)} modèles, {len(catalogue.courriers)} courriers, {len(catalogue.champs)} champs, {len(catalogue.references)} textes."
    )
    folder = Path(a.catalogue) if a.catalogue else loader.default_folder()
    if (folder / "controle").is_dir():
        rules = controle.load(catalogue, folder)
        print(f"Règles du vérificateur valides : {len(rules.rubriques)} rubriques, {len(rules.alertes)} alertes, {len(rules.flous)} phrases floues.")
    for item in (*catalogue.clauses.values(), *catalogue.annexes.values()):
        if item.surcharge:
            aged = " — la base a changé depuis : relisez-la" if item.surcharge.base_depassee else ""
            print(f"  {item.surcharge.mode} : {item.id}{aged}")
    for name, change in catalogue.retraits:
        print(f"  retire : {name}{' — la base a changé depuis : relisez-la' if change.base_depassee else ''}")
    return 0


def _nouvelle_clause(a: argparse.Namespace) -> int:
    if not loader.ID.match(a.id):
        raise Refus(f"identifiant « {a.id} » : minuscules, chiffres et tirets, sans accent")
    folder = Path(a.catalogue) if a.catalogue else loader.default_folder()
    existing = folder / "corps" / f"{a.id}.yml"
    if existing.exists() and existing.stat().st_size:  # empty, it is the file that the shell has just made for our output
        raise Refus(f"la clause « {a.id} » existe déjà : choisissez un autre identifiant")
    sys.stdout.write(export.clause_specimen(a.id))
    return 0


def _schema(a: argparse.Namespace) -> int:
    schemas = export.schema_names()
    if a.nom not in schemas:
        raise Refus(f"schéma « {a.nom} » inconnu : {', '.join(schemas)}{did_you_mean(a.nom, schemas)}")
    json.dump(export.json_schema(a.nom, fichiers.catalogue(a)), sys.stdout, ensure_ascii=False, indent=2)
    print()
    return 0
