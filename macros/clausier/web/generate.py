"""Every generated file of the site, from a catalogue: pages in Markdown, downloads in bytes.

`generate` gives them all at once, for whoever hands them to a site generator in memory or writes them to a folder.
"""

from __future__ import annotations

import json

from . import machines
from .check_pages import check_pages
from .choice_pages import choice_pages
from .clause_page import annex_pages, clause_pages
from .downloads import Downloads, schemas
from .letter_pages import letter_pages
from .model_pages import model_pages
from .reference_pages import reference_pages
from .sheet_pages import sheet_pages
from .site import Site

_made: dict[tuple[str, bool], dict[str, str | bytes]] = {}


def generate(site: Site) -> dict[str, str | bytes]:
    """Source file → content. Remembered for the last catalogue only: saving a page of the guide makes nothing again.

    `site` is that of the hand-written pages: what both look up is worked out once.
    """
    mark = site.c.empreinte, site.directory_urls
    if mark not in _made:
        files = _generate(site)
        _made.clear()
        _made[mark] = files
    return _made[mark]


def _generate(site: Site) -> dict[str, str | bytes]:
    downloads = Downloads(site)
    files: dict[str, str | bytes] = {}
    for pages in (choice_pages(site), reference_pages(site), clause_pages(site), annex_pages(site), model_pages(site, downloads), sheet_pages(site), letter_pages(site, downloads), check_pages(site)):
        for page in pages:
            files[page.uri] = page.text()
    pages, data = machines.fixed(site)
    files.update({page.uri: page.text() for page in pages}, **data, **downloads.files)
    for uri, schema in schemas(site.c).items():
        files[uri] = json.dumps(schema, ensure_ascii=False, indent=1).encode()
    return files
