"""The plan of the site and the file for robots. Both need the address of the site: without it they would be false, so there is none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime, timezone
from xml.sax.saxutils import escape

from .. import model as m
from .site import place

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"


def files(catalogue: m.Catalogue, site_url: str, pages: Iterable[tuple[str, str, bool]]) -> dict[str, bytes]:
    """`sitemap.xml` and `robots.txt`; nothing without `site_url`. `pages`: source file, address, whether it was written by hand."""
    if not site_url:
        return {}
    dates = last_changes(catalogue)
    by_hand = _epoch()
    rows = []
    for source, url, written in sorted(pages, key=lambda page: page[1]):
        date = by_hand if written else dates.get(source, catalogue.date)
        rows.append(f"<url><loc>{escape(site_url + url)}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</url>")
    xml = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n' + "\n".join(rows) + "\n</urlset>\n"
    return {SITEMAP: xml.encode(), ROBOTS: f"User-agent: *\nAllow: /\nSitemap: {site_url}{SITEMAP}\n".encode()}


def last_changes(catalogue: m.Catalogue) -> dict[str, str]:
    """The date of the last version of each item that has one, by its page."""
    items = (*catalogue.clauses.values(), *catalogue.annexes.values(), *catalogue.courriers.values())
    return {place(item)[0]: item.historique[-1].date for item in items}


def _epoch() -> str:
    """The date of the sources, if whoever builds gives it (`SOURCE_DATE_EPOCH`): a page of the guide has no date of its own."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(given), timezone.utc).date().isoformat() if given.isdecimal() else ""
