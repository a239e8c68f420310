"""Bancs du DOCX, en rapports mesurés dans la même passe : contre le simple zip des mêmes parties, et contre docxtpl.

Chaque ligne de `run()` est (nom, rapport, seuil) ; un rapport tient s’il ne dépasse pas son seuil.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Callable, Iterable
from zipfile import ZIP_DEFLATED, ZipFile

RACINE = Path(__file__).resolve().parent
sys.path[:0] = [str(RACINE), str(RACINE.parent / "macros")]

from clausier.blocks import Document, FieldValue, all_spans  # noqa: E402
from clausier.render import word  # noqa: E402
from rendu_exemples import contrat  # noqa: E402

_LIGNE = re.compile(r"<w:tr><w:trPr><w:cantSplit/></w:trPr>(?:(?!</w:tr>).)*</w:tr>", re.S)
_TABLEAU = re.compile(
    r"(</w:trPr>(?:(?!</w:tr>).)*</w:tr>)((?:<w:tr><w:trPr><w:cantSplit/></w:trPr>(?:(?!</w:tr>).)*</w:tr>)+)(</w:tbl>)",
    re.S,
)


def _avec_balises(span: object) -> object:
    if isinstance(span, FieldValue):
        return dataclasses.replace(span, text="{{ v['%s'] }}" % span.key)
    return span


def _transformer(noeud: object, fonction: Callable[[object], object]) -> object:
    """Copie de l’arbre, chaque objet passé par `fonction` de bas en haut."""
    if isinstance(noeud, tuple):
        return tuple(_transformer(element, fonction) for element in noeud)
    if dataclasses.is_dataclass(noeud):
        champs = {f.name: _transformer(getattr(noeud, f.name), fonction) for f in dataclasses.fields(noeud)}
        return fonction(type(noeud)(**champs))
    return noeud


def _en_modele(ligne: str) -> str:
    """La ligne d’un tableau en corps de boucle : ses valeurs, ses numéros et ses clés pris dans « l »."""
    for motif, nature in (
        (r'(<w:tag w:val=")[^"]*', "c"),
        (r'(<w:id w:val=")\d+', "i"),
        (r"(c:v\[)\d+", "r"),
        (r'(<w:t xml:space="preserve">)\{\{.*?\}\}', "t"),
    ):
        colonnes = iter(range(99))
        ligne = re.sub(motif, lambda m, n=nature, rangs=colonnes: f"{m[1]}{{{{ l[{next(rangs)}].{n} }}}}", ligne)
    return ligne


def gabarit_docxtpl(document: Document) -> tuple[bytes, str, dict[str, object]]:
    """Gabarit docxtpl de mêmes fonctions Word que notre sortie, partie XML des valeurs à rendre à part, et contexte.

    Les lignes de tableau y sont des boucles, ce que docxtpl sait faire de plus rapide.
    """
    contexte: dict[str, object] = {"v": {s.key: s.text for s in (*all_spans(document), *document.header) if isinstance(s, FieldValue)}}
    parties = lire_parties(word.render(_transformer(document, _avec_balises)))

    def boucle(trouve: re.Match[str]) -> str:
        nom = f"t{sum(cle.startswith('t') for cle in contexte)}"
        lignes = []
        for ligne in _LIGNE.findall(trouve[2]):
            cles = re.findall(r'<w:tag w:val="([^"]*)"', ligne)
            ids = re.findall(r'<w:id w:val="(\d+)"', ligne)
            rangs = re.findall(r"c:v\[(\d+)\]", ligne)
            lignes.append([{"t": contexte["v"][c], "c": c, "i": i, "r": r} for c, i, r in zip(cles, ids, rangs)])
        modeles = {_en_modele(ligne) for ligne in _LIGNE.findall(trouve[2])}
        if len(modeles) > 1:  # un tableau dont les mots sont ceux du catalogue : il n’y a rien à remplir
            return trouve[0]
        contexte[nom] = lignes
        modele = modeles.pop()
        texte = "<w:tr><w:tc><w:p><w:r><w:t>{%%tr %s %%}</w:t></w:r></w:p></w:tc></w:tr>"
        return trouve[1] + texte % f"for l in {nom}" + modele + texte % "endfor" + trouve[3]

    corps = parties["word/document.xml"]
    sommaire, reste = corps.split("</w:sdtContent></w:sdt>", 1)
    parties["word/document.xml"] = sommaire + "</w:sdtContent></w:sdt>" + _TABLEAU.sub(boucle, reste)
    return zipper(parties.items()), parties["customXml/item1.xml"], contexte


def composer_docxtpl(gabarit: bytes, valeurs: str, contexte: dict[str, object]) -> bytes:
    """Un document par docxtpl, valeurs de la partie XML comprises."""
    from docxtpl import DocxTemplate
    from jinja2 import Environment

    modele = DocxTemplate(BytesIO(gabarit))
    modele.render(contexte, autoescape=True)
    rendu = Environment(autoescape=True).from_string(valeurs).render(contexte)
    for partie in modele.docx.part.package.iter_parts():
        if partie.partname == "/customXml/item1.xml":
            partie._blob = rendu.encode()
    sortie = BytesIO()
    modele.save(sortie)
    return sortie.getvalue()


def lire_parties(docx: bytes) -> dict[str, str]:
    """Les parties d’un paquet, par nom."""
    with ZipFile(BytesIO(docx)) as paquet:
        return {nom: paquet.read(nom).decode() for nom in paquet.namelist()}


def chaines(parties: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Les mêmes parties en chaînes toutes prêtes, une par paragraphe, comme un rendu les tient avant de les joindre."""
    return [(nom, [chaine + "</w:p>" for chaine in texte.split("</w:p>")[:-1]] + [texte.split("</w:p>")[-1]]) for nom, texte in parties]


def zipper(parties: Iterable[tuple[str, str | list[str]]]) -> bytes:
    """Le plancher : les mêmes parties, chaînes toutes prêtes, jointes et zippées au niveau 6 par la bibliothèque standard."""
    tampon = BytesIO()
    with ZipFile(tampon, "w", ZIP_DEFLATED, compresslevel=6) as paquet:
        for nom, texte in parties:
            paquet.writestr(nom, "".join(texte))
    return tampon.getvalue()


def mesurer(passes: int, **actions: Callable[[], object]) -> dict[str, float]:
    """Médiane de chaque action, les actions alternées dans la même passe, après une passe de chauffe."""
    temps: dict[str, list[float]] = {nom: [] for nom in actions}
    for passe in range(passes + 1):
        for nom, action in actions.items():
            debut = perf_counter()
            action()
            if passe:
                temps[nom].append(perf_counter() - debut)
    return {nom: median(liste) for nom, liste in temps.items()}


def run() -> list[tuple[str, float, float]]:
    """Les bancs : (nom, rapport, seuil)."""
    document = contrat()
    parties = chaines(lire_parties(word.render(document)).items())
    gabarit = gabarit_docxtpl(document)
    courts = mesurer(150, rendu=lambda: word.render(document), zip=lambda: zipper(parties))
    longs = mesurer(7, rendu=lambda: word.render(document), docxtpl=lambda: composer_docxtpl(*gabarit))
    return [
        ("DOCX / zip des mêmes parties", courts["rendu"] / courts["zip"], 1.5),
        ("DOCX / docxtpl (inverse de 15)", longs["rendu"] / longs["docxtpl"], 1 / 15),
    ]


if __name__ == "__main__":
    resultats = run()
    for nom, rapport, seuil in resultats:
        print(f"{'tient' if rapport <= seuil else 'ÉCHOUE'}  {rapport:.3f} ≤ {seuil:.3f}  {nom}")
    sys.exit(any(rapport > seuil for _, rapport, seuil in resultats))
