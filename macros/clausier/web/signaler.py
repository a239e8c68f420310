"""« Signaler une erreur »: the link at the foot of each page, when the house says where to write (`extra.clausier.signaler`)."""

from __future__ import annotations

from html import unescape
from urllib.parse import quote, urlsplit

PLACE = "{sujet}"  # in an address, where the subject goes; without it, a parameter is added


def checked(address: object) -> str:
    """The address of mkdocs.yml, or "" when there is none. Raises ValueError, in French, unless it is a `mailto:` or `https:` one."""
    if address is None or address == "":
        return ""
    said = "extra.clausier.signaler, dans mkdocs.yml : "
    if not isinstance(address, str) or any(c.isspace() or c in "\"'<>\\" or not c.isprintable() for c in address):
        raise ValueError(f"{said}écrivez une adresse d'un seul tenant, sans espace ni guillemet")
    parts = urlsplit(address)
    if parts.scheme == "mailto" and "@" in parts.path.strip("@") and not parts.netloc:
        return address
    if parts.scheme == "https" and parts.hostname:
        return address
    raise ValueError(f"{said}« {address} » n'est ni une adresse « mailto:quelqu.un@domaine », ni un formulaire « https://… »")


def link(address: str, title: str, page: str) -> str:
    """The address to follow from one page: its title (as HTML) and its own address stand in the subject, escaped."""
    subject = quote(" ".join(f"Clausier, erreur à signaler : {unescape(title)} ({page})".split()), safe="")
    if PLACE in address:
        return address.replace(PLACE, subject)
    before, mark, fragment = address.partition("#")
    name = "subject" if address.startswith("mailto:") else "sujet"
    return f"{before}{'&' if '?' in before else '?'}{name}={subject}{mark}{fragment}"
