"""The files to download: each template and each letter blank in every format, an example of answers, all of it in one archive."""

from __future__ import annotations

import os
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property, lru_cache

from .. import blocks as b, courrier, export, model as m, reponses as r, tableur
from ..exemple import example_yaml
from ..render import FORMATS, xlsx
from ..render.office_zip import pack, part
from ..sheets import Workbook
from .site import Site

FOLDER = "telecharger"
ARCHIVE = f"{FOLDER}/clausier-modeles.zip"
_remembered: dict[tuple[str, b.Document], bytes] = {}  # the heavy files of the last site: while serving, only what changed is made again


class Downloads:
    """Every downloaded file, by its address in the site; and each template as it shows on screen."""

    def __init__(self, site: Site):
        self.site = site

    @staticmethod
    def uri(modele: m.Modele, extension: str) -> str:
        return f"{FOLDER}/{modele.id}.{extension}"

    @staticmethod
    def letter_uri(letter: m.Courrier, expediteur: str, extension: str) -> str:
        """`expediteur` is part of the name only when either party may write."""
        return f"{FOLDER}/courrier-{letter.id}{f'-{expediteur}' if len(letter.expediteurs) > 1 else ''}.{extension}"

    @staticmethod
    def sheet_uri(sheet: m.Tableur) -> str:
        return f"{FOLDER}/tableur-{sheet.id}.xlsx"

    @staticmethod
    def example_uri(modele: m.Modele) -> str:
        return f"{FOLDER}/{modele.id}-exemple.yml"

    @cached_property
    def files(self) -> dict[str, bytes]:
        documents = {self.uri(modele, ""): self.site.contracts[modele.id][1].document for modele in self.site.c.modeles.values()}
        documents |= {self.letter_uri(self.site.c.courriers[name], sender, ""): document for (name, sender), document in self._letters.items()}
        heavy = _heavy(dict.fromkeys((form.extension, document) for form in FORMATS.values() if form.heavy for document in documents.values()))
        found = {
            stem + extension: heavy[extension, document] if form.heavy else form.render(document)
            for stem, document in documents.items()
            for extension, form in FORMATS.items()
        }
        found |= {self.example_uri(modele): self._example(modele).encode() for modele in self.site.c.modeles.values()}
        found |= {self.sheet_uri(sheet): _sheet(tableur.construire(self.site.c, sheet)) for sheet in self.site.c.tableurs.values()}
        found[ARCHIVE] = pack(part(name.partition("/")[2], data, stored=name.endswith((".docx", ".odt", ".xlsx"))) for name, data in sorted(found.items()))
        return found

    @cached_property
    def screen(self) -> dict[str, str]:
        """The whole text of each template as HTML: what its downloaded page holds, without its frame nor its title."""
        return {modele.id: _inside(self.files[self.uri(modele, "html")].decode()) for modele in self.site.c.modeles.values()}

    @cached_property
    def letters(self) -> dict[tuple[str, str], str]:
        """The whole text of each letter as HTML, by id and sender, without the remark that it is a template."""
        return {
            key: _inside(FORMATS["html"].render(replace(document, blocks=tuple(x for x in document.blocks if not (isinstance(x, b.Paragraph) and x.kind == "notice")))).decode())
            for key, document in self._letters.items()
        }

    @cached_property
    def _letters(self) -> dict[tuple[str, str], b.Document]:
        """Each letter, blank, by id and sender."""
        c = self.site.c
        return {(x.id, name): courrier.rediger(c, x, None, name).document for x in c.courriers.values() for name in x.expediteurs or ("",)}

    def _example(self, modele: m.Modele) -> str:
        options = [*modele.options, *r.default_options(self.site.c, modele.options)]
        return example_yaml(self.site.c, modele.types, modele.formule, modele.hors_forfait, options)


def _heavy(wanted: Collection[tuple[str, b.Document]]) -> dict[tuple[str, b.Document], bytes]:
    """Those files, by format and document: remembered from the last time, or made on every core."""
    made = {key: _remembered[key] for key in wanted if key in _remembered}
    missing = [key for key in wanted if key not in made]
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as team:
        made |= zip(missing, team.map(lambda key: FORMATS[key[0]].render(key[1]), missing))
    _remembered.clear()
    _remembered.update(made)
    return made


@lru_cache(maxsize=8)
def _sheet(workbook: Workbook) -> bytes:
    """The blank workbook, made again only when its words have changed."""
    return xlsx.render(workbook)


def _inside(html: str) -> str:
    """What stands between the title of a printed page and the end of its main part."""
    start, end = html.index("</h1>") + len("</h1>"), html.index("</main>")
    text = html[start:end].strip().replace("\n\n", "\n").replace("<table>", '<table class="cl-t">')
    # A table that scrolls must be reachable by keyboard.
    return text.replace('class="scroll"', 'class="scroll" role="group" aria-label="Tableau" tabindex="0"')


def schemas(catalogue: m.Catalogue) -> dict[str, object]:
    """The JSON Schemas of answers and of catalogue files, by address."""
    return {f"schemas/{name}.json": export.json_schema(name, catalogue) for name in export.schema_names()}
