"""Warnings that every office document may call for: links that do more than open a page, text that is not seen, revisions that are pending."""

from __future__ import annotations

import re

from .archive import montrable
from .document import Avertissement
from .normaliser import avertir

_SCHEMA = re.compile(r"[\s\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]{1,30}):")
_ORDINAIRES = frozenset(("http", "https", "mailto", "tel", "sip", "ftp", "ftps", "callto", "sms"))
_CACHES = ((1, "texte-masque", "Texte masqué"), (2, "texte-invisible", "Texte invisible (de la couleur du fond, ou trop petit)"))


def adresse(cible: str, avertissements: list[Avertissement]) -> None:
    """Warns of a link that does more than open a page or a message."""
    scheme = _SCHEMA.match(cible)
    if cible.startswith(("\\\\", "//")) or (scheme and scheme[1].lower() not in _ORDINAIRES):
        avertir(avertissements, "lien-suspect", f"Un lien du document mène à « {montrable(cible)} » : ne le suivez pas sans savoir ce qu’il ouvre.")


def signaler_lecture(revisions: bool, caches: dict[int, list[str]], avertissements: list[Avertissement]) -> None:
    """Warns of pending revisions, and of the texts that are not seen (by what hides them)."""
    if revisions:
        message = "Le document a des modifications non acceptées : le texte inséré est compté, le texte supprimé ne l’est pas. Acceptez-les ou refusez-les avant de signer."
        avertir(avertissements, "modifications-suivies", message)
    for state, code, name in _CACHES:
        if caches[state]:
            avertir(avertissements, code, f"{name}, non compté : « {montrable(' '.join(caches[state]), 160)} »")
