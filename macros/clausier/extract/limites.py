"""The limits of what is read, in one list for who publishes them: each is the constant that the readers hold themselves to."""

from __future__ import annotations

from ..typography import NBSP, grouped
from . import archive, lecteur, odt_corps, ouvrier, pdf, pdf_controle, xml_sur


def _octets(count: int) -> str:
    return f"{grouped(str(count // 1_000_000))}{NBSP}Mo"


def _nombre(count: int, of: str = "") -> str:
    return grouped(str(count)) + (f"{NBSP}{of}" if of else "")


# (French label, readable value), in the order in which a file meets them.
LIMITES: tuple[tuple[str, str], ...] = (
    ("Taille du fichier", _octets(archive.MAX_FICHIER)),
    ("Temps de lecture, après quoi elle est arrêtée", _nombre(ouvrier.DELAI, "s")),
    ("Mémoire de la lecture (hors Windows)", _octets(ouvrier.MEMOIRE)),
    ("Parties d’un fichier Word ou LibreOffice", _nombre(archive.MAX_ENTREES)),
    ("Une partie, une fois décompressée", _octets(archive.MAX_PARTIE)),
    ("Toutes les parties, une fois décompressées", _octets(archive.MAX_TOTAL)),
    (f"Rapport entre une partie de plus de {_octets(archive.RATIO_LIBRE)} et sa forme comprimée", _nombre(archive.MAX_RATIO)),
    ("Balises d’une partie", _nombre(xml_sur.MAX_BALISES)),
    ("Balises emboîtées", _nombre(xml_sur.MAX_PROFONDEUR, "niveaux")),
    ("Espaces répétées par une balise de LibreOffice", _nombre(odt_corps.MAX_ESPACES)),
    ("Pages d’un PDF", _nombre(pdf.PAGES)),
    ("Objets d’un PDF", _nombre(pdf_controle.OBJETS)),
    ("Un élément de PDF, une fois décompressé", _octets(pdf_controle.FLUX)),
    ("Tous les éléments d’un PDF, une fois décompressés", _octets(pdf_controle.TOTAL)),
    ("Compressions d’un élément de PDF, l’une sur l’autre", _nombre(pdf_controle.TOURS)),
    ("Texte lu", _nombre(lecteur.MAX_SIGNES, "signes")),
)
