"""Bytes to text, whatever wrote them: UTF-8, UTF-16, UTF-32, cp1252; bytes that are not text are refused."""

from __future__ import annotations

import codecs
import re

from .archive import MAX_FICHIER, trop_gros
from .document import Avertissement, Illisible
from .lecteur import MAX_SIGNES
from .normaliser import avertir

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_AUTRES = ((b"%PDF-", "un PDF", "pdf"), (b"PK\x03\x04", "un document compressé (Word, OpenDocument…)", "docx"), (b"{\\rtf", "un document RTF", ""), (b"\xd0\xcf\x11\xe0", "un document Word d’avant 2007", ""))
_DOUBLE = re.compile("[ÃÂâ][\u0080-\u00bf\u0152-\u2122]")  # « Ã© » : de l’UTF-8 lu comme du cp1252


def decoder(octets: bytes, avertissements: list[Avertissement]) -> str:
    """The text of these bytes: UTF-8 or UTF-16 (with or without their mark), else cp1252. Raises Illisible when they are not text."""
    if not octets.strip(b"\0 \t\r\n"):
        raise Illisible("le fichier est vide : vérifiez son envoi, ou demandez-en une copie." if not octets.strip() else "le fichier ne contient que des zéros : demandez-en une nouvelle copie.")
    if len(octets) > MAX_FICHIER:
        raise Illisible(trop_gros())
    for start, name, extension in _AUTRES:
        if octets.startswith(start):
            raise Illisible(f"ce fichier est {name}, pas un texte : " + (f"donnez-lui l’extension .{extension}." if extension else "enregistrez-le en .docx ou en .pdf."))
    texte = _decode(octets, avertissements)
    if len(texte) > MAX_SIGNES:
        raise Illisible(f"texte de plus de {MAX_SIGNES // 1_000_000} millions de signes : découpez-le, ou extrayez-en le contrat.")
    strange = sum(map(texte.count, map(chr, (*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0xFFFD))))
    if strange > 8 and strange * 100 > len(texte):
        raise Illisible("le fichier n’est pas un texte : enregistrez le contrat en .docx, .odt, .pdf ou .txt.")
    if len(_DOUBLE.findall(texte[:200_000])) > 2:
        texte = "\n".join(map(_redresser, texte.split("\n")))
        avertir(avertissements, "codage", "Les accents du fichier avaient été codés deux fois (« Ã© ») ; ils ont été rétablis.")
    return texte


def _decode(octets: bytes, avertissements: list[Avertissement]) -> str:
    for mark, codec in _BOMS:
        if octets.startswith(mark):
            return octets[len(mark) :].decode(codec, "replace")
    zeros = octets.count(0)
    if zeros:
        even = octets[::2].count(0)
        if zeros * 5 > len(octets) and max(even, zeros - even) > zeros * 0.9 and zeros * 10 < len(octets) * 6:
            return octets.decode("utf-16-be" if even * 2 > zeros else "utf-16-le", "replace")
        if zeros * 1000 > len(octets):
            raise Illisible("le fichier contient des octets nuls en nombre, ce n’est pas un texte : enregistrez le contrat en .docx, .odt, .pdf ou .txt.")
    try:
        return octets.decode()
    except UnicodeDecodeError:
        rough = octets.decode(errors="replace")
        if rough.count("\ufffd") <= 3 and any(ord(sign) > 0x7F for sign in rough.replace("\ufffd", "")):
            avertir(avertissements, "codage", "Quelques octets du fichier ne se lisent pas ; ils sont remplacés par « \ufffd ».")
            return rough
        return octets.decode("cp1252", "replace")


def _redresser(line: str) -> str:
    if not _DOUBLE.search(line):
        return line
    try:
        return line.encode("cp1252").decode()
    except UnicodeError:
        return line
