"""The plugin: hands the generated files to MkDocs, in memory, and keeps serving when a YAML file is broken.

mkdocs-macros has no event for files; a plugin added to `config.plugins` while it runs has them all.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File

from .. import loader, model as m
from ..typography import french, long_date
from . import machines, marque, recherche, signaler, sitemap
from .framed import framed
from .functions import register
from .generate import generate
from .glossary import Glossary
from .markup import address
from .postbuild import mend
from .scripts import BUNDLE, SCRIPTS, STYLE, STYLES, TWINS, bundle
from .site import Site
from .structured import Structured

log = logging.getLogger("mkdocs.plugins.clausier")


class Memory:
    """What outlives one build while serving: that we serve, and the last catalogue that was valid."""

    serving = False
    last_valid: m.Catalogue | None = None


def install(env) -> None:
    """Called by mkdocs-macros at each build. Raises Abort when there is no usable catalogue."""
    gc.set_threshold(100_000)  # a build keeps most of what it makes: walking it every 700 objects takes 4 % of the time
    project = Path(env.project_dir)
    house = _house(env, project)
    catalogue, faults = read(_folder(project), house)
    site = Site(catalogue, bool(getattr(env.conf, "use_directory_urls", True)))
    register(env, site)
    if Memory.serving:
        env.config["on_error_fail"] = False  # a fault in a page shows on that page; it would otherwise end the server
    try:
        env.conf.plugins["clausier"] = Pages(site, faults, house)
    except TypeError:
        log.warning("ce moteur n'accepte pas de greffon en cours de route : les pages générées sont à écrire d'avance")


def read(folder: Path | None, house: Path | None) -> tuple[m.Catalogue, list[str]]:
    """The catalogue, and no fault; or, while serving, the last valid one and the faults of this one."""
    try:
        catalogue = loader.load(folder, house)
    except (loader.InvalidCatalogue, FileNotFoundError) as error:
        if not (Memory.serving and Memory.last_valid):
            raise Abort(f"Le site n'est pas construit. {error}") from None
        log.error(f"Les dernières pages valides restent affichées. {error}")
        return Memory.last_valid, [str(p) for p in getattr(error, "problems", [error])]
    Memory.last_valid = catalogue
    return catalogue, []


def _taken(files, names: Iterable[str]) -> list[str]:
    """The contents of these sources, which are published joined in one file only."""
    found = [file for name in names if (file := files.get_file_from_path(name))]
    for file in found:
        files.remove(file)
    return [file.content_string for file in found]


class Pages(BasePlugin):
    """The generated pages and downloads, and the finishing of every page."""

    def __init__(self, site: Site, faults: list[str], house: Path | None):
        self.site, self.faults, self.house = site, faults, house
        self.glossary = Glossary(site)
        self.scripts: list[str] = []
        self.ordered: list = []  # the pages of the navigation

    def on_files(self, files, *, config):
        for uri, content in generate(self.site).items():
            if files.get_file_from_path(uri) is None:  # a page written by hand takes the place of the generated one
                files.append(_file(config, uri, content))
        self.scripts = _taken(files, SCRIPTS)
        _taken(files, TWINS)
        files.append(File.generated(config, STYLE, content="\n".join(_taken(files, STYLES))))
        drawn = files.get_file_from_path(marque.SOURCE)
        for size in marque.SIZES if drawn else ():
            files.append(File.generated(config, marque.uri(size), content=marque.png(drawn.content_string, size)))
        return files

    def on_nav(self, nav, *, config, files):
        self.ordered = list(nav.pages)
        return nav

    def on_page_content(self, html, *, page, config, files):
        _spaced(page.toc)
        return self.glossary.marked(framed(html), page.file.src_uri)

    def on_env(self, env, *, config, files):
        env.globals["clausier_fautes"] = self.faults
        env.globals["clausier_version"] = f"catalogue {self.site.c.version} du {long_date(self.site.c.date)}"
        env.globals["clausier_signaler"] = _reporting(config)
        env.globals["clausier_donnees"] = Structured(self.site, config["site_name"], config["site_description"] or "", _address(config)).of
        named = {page.file.src_uri: page for page in self.ordered}
        every = [*self.ordered, *(f.page for f in files.documentation_pages() if f.page and f.src_uri not in named)]
        for uri, content in machines.of_site(self.site, config["site_name"], config["site_description"] or "", _address(config), every).items():
            files.append(File.generated(config, uri, content=content))
        pages = [_searched(file.page) for file in files.documentation_pages() if file.page and file.page.content is not None]
        synonyms = [(s.mots, s.trouve, tuple(address(f"clauses/{name}.md", self.site.directory_urls) for name in s.clauses)) for s in self.site.c.synonymes.values()]
        for uri, content in (*recherche.files(pages, synonyms).items(), (BUNDLE, bundle(self.scripts, recherche.version(pages, synonyms)))):
            files.append(File.generated(config, uri, content=content))
        return env

    def on_post_template(self, output_content, *, template_name, config):
        if template_name == sitemap.SITEMAP:
            return ""  # MkDocs dates it from today, and writes it empty without an address: ours is among the files
        return mend(output_content) if template_name == "404.html" else None

    def on_post_page(self, output, *, page, config):
        return mend(output)

    def on_serve(self, server, *, config, builder):
        Memory.serving = True
        if self.house:
            server.watch(str(self.house))
        return server


def _address(config) -> str:
    """The address of the site, if whoever publishes has given it; while serving, MkDocs gives one that is nobody's."""
    return "" if Memory.serving else (config["site_url"] or "")


def _reporting(config) -> Callable[[str, str], str] | None:
    """What gives the address to report an error from a page (title, address), or None. Raises Abort if the house's is not usable."""
    try:
        address = signaler.checked((config["extra"].get("clausier") or {}).get("signaler"))
    except ValueError as error:
        raise Abort(f"Le site n'est pas construit. {error}.") from None
    return partial(signaler.link, address) if address else None


def _spaced(titles) -> None:
    """Gives back the no-break spaces that Markdown takes off the titles of the page's own table of contents."""
    for item in titles:
        item.title = french(item.title)
        _spaced(item.children)


def _searched(page) -> recherche.Searched:
    """A page, as the search knows it; `search: {exclude: true}` keeps its title and description only."""
    titles_only = bool((page.meta.get("search") or {}).get("exclude"))
    return recherche.page_of(page.url.removeprefix("./"), str(page.title or ""), page.meta.get("description") or "", page.content, titles_only)


def _file(config, uri: str, content: str | bytes) -> File:
    """A page (text) or a download (bytes), which stays a download even in Markdown."""
    if isinstance(content, str) or not uri.endswith(".md"):
        return File.generated(config, uri, content=content)
    file = File.generated(config, uri + ".brut", content=content)
    file.dest_uri = uri
    return file


def _folder(project: Path) -> Path | None:
    """The project's own clauses, or those of the package."""
    return project / "clauses" if (project / "clauses").is_dir() else None


def _house(env, project: Path) -> Path | None:
    """`extra: {clausier: {surcharge: dossier}}` of mkdocs.yml, from the folder of that file."""
    chosen = (env.conf["extra"].get("clausier") or {}).get("surcharge")
    return project / chosen if chosen else None
