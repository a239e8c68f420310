"""The octets of a file to its Lecture, in this process; `ouvrier` runs it in a process of its own."""

from __future__ import annotations

from ..memoire import sans_ramasser
from .document import HORS_TEXTE, Avertissement, Bloc, Illisible, Lecture


@sans_ramasser()
def lire_octets(nom: str, octets: bytes) -> Lecture:
    """The octets of a file of that name, read in this process. Raises Illisible."""
    from . import archive, langues, structure

    if len(octets) > archive.MAX_FICHIER:
        raise Illisible(archive.trop_gros())
    warnings: list[Avertissement] = []
    try:
        form, raw = _bruts(nom, octets, warnings)
        blocks = structure.structurer(raw)
    except RecursionError:
        raise Illisible(f"le document emboîte trop de niveaux : {archive.ETRANGE}") from None
    if not any(sign.isalnum() for bloc in blocks if bloc.genre not in HORS_TEXTE for sign in bloc.texte):
        raise Illisible("le document ne contient aucun texte : s’il est numérisé (une image), demandez le fichier d’origine, ou passez-le par une reconnaissance de caractères (OCR).")
    langues.signaler(blocks, warnings)
    return Lecture(form, tuple(blocks), tuple(dict.fromkeys(warnings)))


def _bruts(nom: str, octets: bytes, warnings: list[Avertissement]) -> tuple[str, list[Bloc]]:
    """The format, and the blocks as its reader gives them."""
    from . import formats

    form, archive = formats.reconnaitre(octets, nom)
    if archive is not None:
        warnings += archive.avertissements
        if form == "odt":
            from . import odt

            return form, odt.lire(archive, warnings)
        from . import docx, paquet

        return form, docx.lire(paquet.Paquet(archive), warnings)
    if form == "pdf":
        from . import pdf as reader
    elif form == "html":
        from . import page as reader
    else:
        from . import brut as reader
    return form, reader.lire(octets, nom, warnings)
