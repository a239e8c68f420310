"""What programs read: gathers the public catalogue, the schemas, the feed, the plans. Each is written by its own module."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from html import unescape

from .. import export, model as m, public, publicshapes
from ..render import FORMATS
from ..typography import NBSP, grouped
from . import changes_page, data_page, feed, llms, sitemap
from .downloads import Downloads
from .markup import Page, address, anchor
from .site import Site, place

_PAGES = {m.Rubrique: ("obligatoire.md", "rubrique-"), m.Option: ("obligatoire.md", "option-"), m.Reference: ("textes.md", ""), m.Terme: ("glossaire.md", ""), m.Indice: ("textes.md", "indice-")}


def fixed(site: Site) -> tuple[list[Page], dict[str, bytes]]:
    """The pages and the files that need nothing but the catalogue."""
    data = _json(public.catalogue(site.c, public.Places(lambda item: _place(site, item), lambda item: _downloads(item), site.condition)))
    files = {data_page.CATALOGUE: data, data_page.CATALOGUE_SCHEMA: _json({"$schema": export.DRAFT, "title": "catalogue.json", **publicshapes.json_schema()})}
    files |= {data_page.list_uri(name): _json(body) for name, body in export.list_schemas().items()}
    packed = len(gzip.compress(data, 6, mtime=0))
    weight = f"{_kilo(len(data))}{NBSP}Ko, ou {_kilo(packed)}{NBSP}Ko après compression"
    return [changes_page.changes_page(site), data_page.data_page(site, weight), data_page.keys_page(site)], files


def of_site(site: Site, name: str, summary: str, site_url: str, pages: Iterable) -> dict[str, bytes]:
    """The files that need the finished pages (MkDocs', in the order of the navigation) or the address of the site."""
    pages = list(pages)
    site_url = site_url and site_url.rstrip("/") + "/"
    guide = [llms.Written(_path(p), unescape(p.title), unescape(p.meta.get("description") or ""), p.content or "") for p in pages if p.file.src_uri.startswith("guide/")]
    return {
        changes_page.FEED: feed.feed(site, name, site_url),
        **llms.files(site, name, summary, site_url, guide),
        **sitemap.files(site.c, site_url, ((p.file.src_uri, _path(p), p.file.generated_by is None) for p in pages)),
    }


def _path(page) -> str:
    """The address of a page from the root of the site."""
    return page.url.removeprefix("./")


def _place(site: Site, item) -> str:
    if type(item) in _PAGES:
        uri, prefix = _PAGES[type(item)]
        return f"{address(uri, site.directory_urls)}#{prefix}{anchor(item.id)}"
    return address(place(item)[0], site.directory_urls)


def _downloads(item: m.Modele | m.Courrier) -> list[dict]:
    if isinstance(item, m.Modele):
        files = [{"format": extension, "adresse": Downloads.uri(item, extension)} for extension in FORMATS]
        return [*files, {"format": "yml", "adresse": Downloads.example_uri(item), "exemple": True}]
    files = [(name, extension) for name in item.expediteurs or ("",) for extension in FORMATS]
    named = len(item.expediteurs) > 1
    return [{"format": extension, "adresse": Downloads.letter_uri(item, name, extension), **({"expediteur": name} if named else {})} for name, extension in files]


def _kilo(size: int) -> str:
    return grouped(str(max(1, round(size / 1024))))


def _json(data) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
