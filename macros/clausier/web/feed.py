"""The feed of changes, in Atom. Its identifiers are drawn from what they name, never from a domain: they outlive a move of the site."""

from __future__ import annotations

from uuid import UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from ..typography import french, long_date
from .changes_page import ANSWERS, FEED, TITLE, URI, Entry, entries
from .markup import address
from .site import Site
from .words import citation, upper

_NAMES = UUID("2f0f6c52-6d1c-5d0c-9a39-6b1f6f0f3c11")  # the root of our identifiers: a constant, drawn once


def feed(site: Site, name: str, site_url: str = "") -> bytes:
    """The feed; `site_url` makes its addresses absolute. Without it they are relative to the feed, which RFC 4287 allows."""
    every = sorted(entries(site), key=lambda e: (e.noted, e.date, e.key), reverse=True)
    page = site_url + address(URI, site.directory_urls)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">',
        f"<title>{_text(f'{name} : {TITLE[:1].lower()}{TITLE[1:]}')}</title>",
        f"<id>{_id('flux', site_url)}</id>",
        f"<updated>{_moment(max((e.noted for e in every), default=site.c.date))}</updated>",
        f"<author><name>{_text(name)}</name></author>",
        f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>',
    ]
    if site_url:
        lines.append(f'<link rel="self" type="application/atom+xml" href={quoteattr(site_url + FEED)}/>')
    for entry in every:
        lines += [
            "<entry>",
            f"<title>{_text(entry.title)}</title>",
            f"<id>{_id('changement', entry.key)}</id>",
            f"<published>{_moment(entry.noted)}</published>",
            f"<updated>{_moment(entry.noted)}</updated>",
            f'<link rel="alternate" type="text/html" href={quoteattr(f"{page}#{entry.key}")}/>',
            f'<content type="text">{_text(_body(site, entry))}</content>',
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _body(site: Site, entry: Entry) -> str:
    lines = [
        f"{upper(long_date(entry.date))}. {entry.text}",
        f"Contrats touchés : {entry.touched}.",
        f"Que faire : {entry.to_do}",
        f"Faut-il un avenant ? {upper(ANSWERS[entry.amendment][0])}.",
    ]
    if entry.references:
        lines.append("Les textes : " + ", ".join(citation(site.c.references[name]) for name in entry.references) + ".")
    return "\n".join([*lines, "Non relu par un juriste."])


def _text(text: str) -> str:
    return escape(french(text))


def _id(*names: str) -> str:
    return f"urn:uuid:{uuid5(_NAMES, '/'.join(names))}"


def _moment(date: str) -> str:
    return f"{date}T00:00:00Z"
