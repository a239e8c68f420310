"""Nos propres contrats, écrits puis relus par le lecteur de contrats : les mêmes mots, numéros compris."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from clausier import exemple, loader, reponses as r
from clausier.blocks import Document
from clausier.contrat import assemble
from clausier.extract import Lecture
from clausier.extract.normaliser import normaliser
from clausier.render import FORMATS
from rendu_lecture import mots

MODELES = ("infogerance-forfait", "corrective-ticket", "preventive-corrective-temps-passe")


@lru_cache(maxsize=8)
def document(modele: str) -> Document:
    """Le contrat rempli que donne `clausier exemple --modele`."""
    catalogue = loader.load()
    choisi = catalogue.modeles[modele]
    options = r.from_model(choisi, catalogue).options
    return assemble(catalogue, r.build(exemple.raw_answers(catalogue, choisi.types, choisi.formule, choisi.hors_forfait, options), catalogue), essentiel=True).document


def mots_voulus(modele: str) -> list[str]:
    """Les mots du rendu texte, sans le pied, qui court en bas des pages ailleurs."""
    ecrit = document(modele)
    texte = FORMATS["txt"].render(ecrit).decode()
    return mots(normaliser(texte, []))[: -len(mots(normaliser(ecrit.footer, [])))]


def mots_lus(lecture: Lecture) -> list[str]:
    return mots("\n".join(bloc.texte for bloc in lecture.blocs if bloc.genre not in ("entete", "pied")))


def relu_par_libreoffice(soffice: str, dossier: Path, modele: str, de: str, vers: str) -> Path:
    """Notre document, ouvert par LibreOffice et enregistré dans l’autre format."""
    from lecture_odt import lus_par_libreoffice

    source = dossier / f"contrat.{de}"
    source.write_bytes(FORMATS[de].render(document(modele)))
    return lus_par_libreoffice(soffice, [source], dossier, vers)[source.name]
