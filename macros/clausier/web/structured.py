"""What a page says to search engines in schema.org's words (JSON-LD): nothing that the page does not show.

A block of data is not a script: a strict CSP lets it be. Without `site_url`, addresses are relative to the page.
"""

from __future__ import annotations

import json
import re
from html import unescape
from collections.abc import Iterator

from .. import model as m
from ..render import FORMATS
from ..typography import french
from .downloads import Downloads
from .markup import address
from .plaintext import markdown
from .site import Site, place

_LICENCES = {"CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/"}
_QUESTIONS = "guide/questions.md"
_question = re.compile(r'<h3 id="([^"]*)"[^>]*>(.*?)</h3>(.*?)(?=<h[123]\b|\Z)', re.S)


class Structured:
    """The data of each page of one site."""

    def __init__(self, site: Site, name: str, summary: str, site_url: str = ""):
        self.site, self.name, self.summary, self.site_url = site, name, summary, site_url
        c = site.c
        self.items = {place(item)[0]: item for kind in (c.clauses, c.annexes, c.courriers, c.modeles) for item in kind.values()}

    def of(self, page) -> str:
        """The JSON of a page (MkDocs'), ready to stand inside a `<script>`; empty when there is nothing to say."""
        found = list(self._of(page)) if page else []
        if not found:
            return ""
        data = {"@context": "https://schema.org", **(found[0] if len(found) == 1 else {"@graph": found})}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

    def _of(self, page) -> Iterator[dict]:
        uri = page.file.src_uri
        if page.is_homepage:
            yield self._known({"@type": "WebSite", "name": self.name, "description": french(self.summary), "inLanguage": "fr", "url": self.site_url})
        if trail := page.meta.get("fil"):
            yield self._trail(page, [*trail, (unescape(page.title), page.url)])
        if uri in self.items:
            yield self._known(self._work(page, self.items[uri]))
        elif uri == "glossaire.md":
            yield self._glossary(page)
        elif uri == _QUESTIONS:
            yield from self._questions(page)

    def _url(self, page, target: str) -> str:
        """An address given from the root of the site, as that page may write it."""
        return self.site_url + target if self.site_url else "../" * page.url.removeprefix("./").count("/") + target or "./"

    def _trail(self, page, steps) -> dict:
        named = [{"@type": "ListItem", "position": rank, "name": title, "item": self._url(page, url)} for rank, (title, url) in enumerate(steps, 1)]
        return {"@type": "BreadcrumbList", "itemListElement": named}

    def _work(self, page, item: m.Clause | m.Annexe | m.Courrier | m.Modele) -> dict:
        c = self.site.c
        work = {
            "@type": "CreativeWork",
            "name": french(item.titre),
            "description": french(item.en_clair),
            "inLanguage": "fr",
            "license": _LICENCES.get(c.licence, c.licence),
            "isAccessibleForFree": True,
            "url": self.site_url and self._url(page, page.url),
        }
        if isinstance(item, m.Modele):
            files = [(form.media_type.partition(";")[0], Downloads.uri(item, extension)) for extension, form in FORMATS.items()]
            encoding = [{"@type": "MediaObject", "encodingFormat": kind, "contentUrl": self._url(page, uri)} for kind, uri in files]
            return {**work, "version": c.version, "dateModified": c.date, "encoding": encoding}
        return {**work, "version": str(item.numero_version), "datePublished": item.historique[0].date, "dateModified": item.historique[-1].date}

    def _glossary(self, page) -> dict:
        own = self.site_url and self._url(page, address("glossaire.md", self.site.directory_urls))
        terms = []
        for term in self.site.c.glossaire.values():
            said = {"@type": "DefinedTerm", "name": french(term.terme), "termCode": term.abreviation, "description": french(term.definition), "url": f"{own}#{term.id}"}
            terms.append(self._known(said))
        return self._known({"@type": "DefinedTermSet", "name": unescape(page.title), "inLanguage": "fr", "url": own, "hasDefinedTerm": terms})

    def _questions(self, page) -> Iterator[dict]:
        """Only what is asked as a question, with the very answer that the page shows."""
        asked = []
        for _, title, answer in _question.findall(page.content or ""):
            question, said = markdown(title), markdown(answer)
            if question.endswith("?") and said:
                asked.append({"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": said}})
        if asked:
            yield {"@type": "FAQPage", "inLanguage": "fr", "mainEntity": asked}

    @staticmethod
    def _known(data: dict) -> dict:
        """Without what we do not know."""
        return {key: value for key, value in data.items() if value not in ("", None)}
