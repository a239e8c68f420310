"""Remplir un tableur comme un utilisateur, le faire recalculer par LibreOffice, relire ce qu’il montre."""

from __future__ import annotations

import csv
import dataclasses
import subprocess
from pathlib import Path

from clausier.sheets import Cell, Workbook

# LibreOffice ne recalcule d’ordinaire pas un .xlsx : on le lui demande.
_TOUJOURS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>%d</value></prop></item></oor:items>"""
_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036,false,%s,false,false,false,-1"


def remplir(classeur: Workbook, feuille: str, lignes: list[dict[str, object]]) -> Workbook:
    """Le même classeur, ces lignes (titre → valeur du domaine) tapées au début de la feuille."""
    page = next(s for s in classeur.sheets if s.name == feuille)
    titres = [c.title for c in page.columns]
    rangees = list(page.rows)
    for i, ligne in enumerate(lignes):
        cellules = list(rangees[i])
        for titre, valeur in ligne.items():
            cellules[titres.index(titre)] = dataclasses.replace(cellules[titres.index(titre)], value=valeur)
        rangees[i] = tuple(cellules)
    return _changer(classeur, dataclasses.replace(page, rows=tuple(rangees)))


def regler(classeur: Workbook, **valeurs: object) -> Workbook:
    """Le même classeur, ces réglages (début du libellé, « _ » pour l’espace) tapés."""
    page = next(s for s in classeur.sheets if s.name == "Réglages")
    rangees = []
    for libelle, valeur, precision in page.rows:
        mot = next((m for m in valeurs if str(libelle.value).startswith(m.replace("_", " "))), None)
        rangees.append((libelle, dataclasses.replace(valeur, value=valeurs[mot]) if mot else valeur, precision))
    return _changer(classeur, dataclasses.replace(page, rows=tuple(rangees)))


def _changer(classeur: Workbook, page) -> Workbook:
    return dataclasses.replace(classeur, sheets=tuple(page if s.name == page.name else s for s in classeur.sheets))


def recalculer(soffice: str, dossier: Path, xlsx: bytes, recalcule: bool = True, affiche: bool = False) -> dict[str, list[dict[str, str]]]:
    """Feuille → lignes (titre → texte), telles que LibreOffice les calcule (ou, sans recalcul, les lit)."""
    profil = dossier / "profil"
    (profil / "user").mkdir(parents=True, exist_ok=True)
    (profil / "user" / "registrymodifications.xcu").write_text(_TOUJOURS % (0 if recalcule else 1), "utf-8")
    entree = dossier / "classeur.xlsx"
    entree.write_bytes(xlsx)
    sortie = dossier / "csv"
    filtre = _CSV % ("true" if affiche else "false")
    subprocess.run([soffice, "--headless", f"-env:UserInstallation={profil.as_uri()}", "--convert-to", filtre, "--outdir", sortie, entree], check=True, capture_output=True, timeout=180)
    feuilles = {}
    for fichier in sorted(sortie.glob("classeur-*.csv")):
        with fichier.open(encoding="utf-8-sig", newline="") as flux:
            titres, *lignes = list(csv.reader(flux, delimiter=";"))
        feuilles[fichier.stem.removeprefix("classeur-")] = [dict(zip(titres, ligne)) for ligne in lignes]
        fichier.unlink()
    assert feuilles
    return feuilles


def valeurs(feuille: list[dict[str, str]]) -> dict[str, str]:
    """La Synthèse ou les Réglages : libellé → valeur."""
    premiere, seconde = list(feuille[0])[:2]
    return {ligne[premiere]: ligne[seconde] for ligne in feuille}


def cellules_calculees(classeur: Workbook) -> list[tuple[str, int, str, Cell, str]]:
    """(feuille, ligne, titre, cellule, type) de chaque formule."""
    return [
        (page.name, i, colonne.title, cellule, cellule.kind or colonne.kind)
        for page in classeur.sheets
        for i, ligne in enumerate(page.rows)
        for colonne, cellule in zip(page.columns, ligne)
        if cellule.formula
    ]
