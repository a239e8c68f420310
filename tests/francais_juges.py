"""Grammalecte et hunspell, avec les listes relues de tests/francais/ : ce qui n’y est pas, et ce qui n’y sert plus."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from clausier.yamlstrict import read_yaml

DOSSIER = Path(__file__).resolve().parent / "francais"
# Signes, espaces, apostrophes, unités : aucune phrase ne fait exception.
SANS_EXCEPTION = frozenset({"typo", "nbsp", "apos", "esp", "unit"})
_ESPACES = re.compile(r"[\u00a0\u202f]")


@dataclass(frozen=True)
class Constat:
    regle: str
    famille: str
    message: str
    texte: str  # le paragraphe
    debut: int
    fin: int

    @property
    def vise(self) -> str:
        return self.texte[self.debut : self.fin]

    def __str__(self) -> str:
        avant, apres = self.texte[max(0, self.debut - 50) : self.debut], self.texte[self.fin : self.fin + 40]
        return f"{avant}⟦{self.vise}⟧{apres} – {self.message} ({self.regle})"


def grammalecte(programme: str, paragraphes: Sequence[str], dossier: Path) -> list[Constat]:
    """Les constats sur ces paragraphes (sans saut de ligne), deux processus de front. Lève AssertionError si le juge n’a pas tout lu."""

    def juger(rang: int) -> list[Constat]:
        lot = paragraphes[rang::2]
        fichier = dossier / f"paragraphes-{rang}.txt"
        fichier.write_text("\n".join(lot) + "\n", "utf-8")
        sortie = subprocess.run([programme, "-j", "-f", fichier], capture_output=True, text=True, encoding="utf-8", check=True, timeout=300).stdout
        lus = json.loads(sortie[sortie.index("{") :])["data"]
        assert len(lus) == len(lot), f"grammalecte a lu {len(lus)} paragraphes sur {len(lot)}"
        return [
            Constat(e["sRuleId"], e["sType"], e["sMessage"], lot[lu["iParagraph"] - 1], e["nStart"], e["nEnd"])
            for lu in lus
            for e in lu["lGrammarErrors"]
        ]

    with ThreadPoolExecutor(2) as equipe:
        return [constat for lot in equipe.map(juger, range(2)) for constat in lot]


class Grammaire:
    """La liste relue des exceptions, et ce qui en a servi."""

    def __init__(self, fichier: Path = DOSSIER / "grammaire.yml"):
        liste = read_yaml(fichier.read_bytes())
        self.ecartees, self.exceptions = liste["regles_ecartees"], liste["exceptions"]
        self.servies: set[int] = set()

    def admet(self, constat: Constat) -> bool:
        """Une règle écartée partout, ou une exception ; les familles sans exception n’ont que les premières."""
        rangs = [i for i, e in enumerate(self.ecartees) if e["regle"] == constat.regle]
        if constat.famille not in SANS_EXCEPTION:
            rangs += [-i for i, e in enumerate(self.exceptions, 1) if constat.regle in e["regles"] and _porte(e, constat)]
        self.servies.update(rangs)
        return bool(rangs)

    def inutiles(self) -> list[str]:
        """Les lignes de la liste qu’aucun constat n’a demandées."""
        return [e["regle"] for i, e in enumerate(self.ecartees) if i not in self.servies] + [
            e.get("extrait") or e["motif"] for i, e in enumerate(self.exceptions, 1) if -i not in self.servies
        ]


def _porte(exception: dict, constat: Constat) -> bool:
    """`extrait` : les mots exacts autour du passage visé ; `motif` : une expression du seul passage visé."""
    if "motif" in exception:
        return re.fullmatch(exception["motif"], _ESPACES.sub(" ", constat.vise)) is not None
    texte = _ESPACES.sub(" ", constat.texte)
    debuts = (trouve.start() for trouve in re.finditer(re.escape(exception["extrait"]), texte))
    return any(debut <= constat.debut and constat.fin <= debut + len(exception["extrait"]) for debut in debuts)


# ---------------------------------------------------------------- orthographe
_ELISION = re.compile(r"\b(?:[cdjlmnst]|jusqu|lorsqu|puisqu|qu)’(?=\w)", re.I)
_MOT = re.compile(r"(?<![\w.])[^\W\d_]+(?:[-’][^\W\d_]+)*")


def mots_distincts(paragraphes: Iterable[str]) -> dict[str, str]:
    """Chaque mot, une fois, et le premier paragraphe où il se lit. Les élisions et les chiffres n’en sont pas."""
    trouves: dict[str, str] = {}
    for texte in paragraphes:
        for mot in _MOT.findall(_ELISION.sub(" ", texte)):
            trouves.setdefault(mot, texte)
    return trouves


def hunspell(programme: str, mots: Iterable[str]) -> set[str]:
    """Ceux de ces mots que le dictionnaire ne connaît pas. Lève CalledProcessError si hunspell échoue."""
    resultat = subprocess.run(
        [programme, "-d", "fr_FR", "-i", "utf-8", "-l"], input="\n".join(mots), capture_output=True, text=True, encoding="utf-8", check=True, timeout=120,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    return set(resultat.stdout.split())


def mots_admis(fichier: Path = DOSSIER / "mots.txt") -> dict[str, str]:
    """Chaque mot de la liste et sa raison, dans l’ordre du fichier (`mot  # raison`)."""
    lignes = [ligne.partition("#") for ligne in fichier.read_text("utf-8").splitlines() if ligne.strip() and not ligne.startswith("#")]
    return {mot.strip(): raison.strip() for mot, _, raison in lignes}
