"""Banc du vérificateur : un DOCX de cent pages lu et vérifié, contre la seule lecture du zip et du XML du même fichier ; puis, par page, mille pages contre cent.

Le DOCX est fait de nos contrats, mis bout à bout, chacun varié (nombres, noms, mots inconnus). Temps de processeur, passes alternées, minimum.
Chaque ligne de `run()` est (nom, rapport, seuil) ; un rapport tient s’il ne dépasse pas son seuil.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from time import process_time
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent / "macros")]

from bench_docx import lire_parties  # noqa: E402

from clausier import controle, exemple, loader, reponses as r  # noqa: E402
from clausier.check import verifier  # noqa: E402
from clausier.contrat import assemble  # noqa: E402
from clausier.extract import lire_octets  # noqa: E402
from clausier.render import word  # noqa: E402

SIGNES = 2_800  # d’une page de texte
DOCUMENT = "word/document.xml"
SEUIL, SEUIL_PAGE = 10.0, 1.5
_CORPS = re.compile(r"<w:body>(.*)(<w:sectPr>.*)</w:body>", re.S)
_TEXTE = re.compile(r"(<w:t(?: [^<>]*)?>)([^<]*)")
_NOMBRE = re.compile(r"(?<![\w.,])[1-9][0-9]?(?![\w.,])")
_MOT = re.compile(r"(?<![\w’'])[a-zà-ÿ]{8,}(?!\w)")


@lru_cache(maxsize=1)
def contrats() -> tuple[dict[str, str], ...]:
    """Les parties du DOCX de chacun de nos modèles."""
    catalogue = loader.load()
    faits = []
    for modele in catalogue.modeles.values():
        octets = exemple.example_yaml(catalogue, modele.types, modele.formule, modele.hors_forfait, r.from_model(modele, catalogue).options).encode()
        faits.append(lire_parties(word.render(assemble(catalogue, r.read(octets, catalogue)).document)))
    return tuple(faits)


def docx(pages: int) -> bytes:
    """Un DOCX de ce nombre de pages."""
    modeles, corps, signes, rang = contrats(), [], 0, 0
    while signes < pages * SIGNES:
        dedans = _CORPS.search(modeles[rang % len(modeles)][DOCUMENT])[1]
        for bloc in dedans.split("</w:p>")[:-1] if dedans.endswith("</w:p>") else [dedans]:
            corps.append(_varie(bloc, rang) + ("</w:p>" if dedans.endswith("</w:p>") else ""))
        signes += sum(len(texte) for _, texte in _TEXTE.findall(dedans))
        rang += 1
    parties = dict(modeles[0])
    parties[DOCUMENT] = _CORPS.sub(lambda m: f"<w:body>{''.join(corps)}{m[2]}</w:body>", parties[DOCUMENT])
    tampon = BytesIO()
    with ZipFile(tampon, "w", ZIP_DEFLATED) as paquet:
        for nom, texte in parties.items():
            paquet.writestr(nom, texte)
    return tampon.getvalue()


def _varie(xml: str, rang: int) -> str:
    """Le même texte, ses nombres décalés, ses noms numérotés, un mot long sur trente remplacé par un mot que nul ne connaît."""
    place = 0

    def mot(trouve: re.Match) -> str:
        nonlocal place
        place += 1
        return trouve[0] if (place + rang) % 30 else f"{trouve[0][:4]}{''.join(chr(97 + int(c)) for c in str(rang * 7919 + place))}"

    def texte(trouve: re.Match) -> str:
        dit = _NOMBRE.sub(lambda n: str(int(n[0]) + rang % 7), trouve[2].replace("Fictif", f"Fictif {rang}"))
        return trouve[1] + _MOT.sub(mot, dit)

    return _TEXTE.sub(texte, xml) if rang else xml


def nu(octets: bytes) -> ElementTree.Element:
    """Le plancher : le zip ouvert, le document déplié, son XML lu."""
    with ZipFile(BytesIO(octets)) as paquet:
        return ElementTree.fromstring(paquet.read(DOCUMENT))


def minimum(passes: int, *actions: Callable[[], object]) -> list[float]:
    """Le moindre temps de processeur de chaque action, alternées dans la même passe."""
    temps = [float("inf")] * len(actions)
    for _ in range(passes):
        for rang, action in enumerate(actions):
            gc.collect()
            debut = process_time()
            action()
            temps[rang] = min(temps[rang], process_time() - debut)
    return temps


def run(passes: int = 5, passes_mille: int = 2) -> list[tuple[str, float, float]]:
    """Les bancs : (nom, rapport, seuil)."""
    catalogue = loader.load()
    regles = controle.load(catalogue)

    def verifie(octets: bytes) -> None:
        assert verifier(lire_octets("contrat.docx", octets), catalogue, regles).hors_sujet is None

    cent, mille = docx(100), docx(1_000)
    verifie(cent)  # les règles sont lues
    notre, plancher = minimum(passes, lambda: verifie(cent), lambda: nu(cent))
    (long,) = minimum(passes_mille, lambda: verifie(mille))
    return [
        ("vérifier un DOCX de 100 pages / son zip et son XML nus", notre / plancher, SEUIL),
        ("vérifier, par page : 1 000 pages / 100 pages", long / 10 / notre, SEUIL_PAGE),
    ]


if __name__ == "__main__":
    resultats = run()
    for nom, rapport, seuil in resultats:
        print(f"{'tient' if rapport <= seuil else 'ÉCHOUE'}  {rapport:.3f} ≤ {seuil:.3f}  {nom}")
    sys.exit(any(rapport > seuil for _, rapport, seuil in resultats))
