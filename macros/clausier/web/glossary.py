"""The words of the glossary, linked where a guide page uses them: the first time in each section, a plain link to the definition.

The link carries its definition, which docs/assets/clausier/infobulles.js shows; without JavaScript it remains a link.
"""

from __future__ import annotations

import re
from functools import cached_property

from .. import model as m
from ..typography import french
from .markup import address, esc
from .site import Site

FOLDER = "guide/"
# « avoir » is a verb far more often than a credit note: the term is the one that follows an article.
AFTER_AN_ARTICLE = frozenset({"avoir"})
_piece = re.compile(r"<!--.*?-->|<[^>]*>", re.S)
_name = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_SILENT = frozenset("a abbr button code figure h1 h2 h3 h4 h5 h6 label nav pre script select style summary svg textarea".split())
_VOID = frozenset("area br col hr img input link meta source wbr".split())
_LETTER = "0-9A-Za-zÀ-ÖØ-öø-ÿŒœ"


class Glossary:
    """Links the words of one catalogue's glossary."""

    def __init__(self, site: Site):
        self.directory_urls = site.directory_urls
        self.terms: dict[str, list[m.Terme]] = {}
        for term in site.c.glossaire.values():
            self.terms.setdefault(french(term.terme).partition(" (")[0], []).append(term)

    def marked(self, html: str, uri: str) -> str:
        """The HTML of a page, its words linked; unchanged outside the guide."""
        return self._linked(html, uri) if uri.startswith(FOLDER) else html

    def _linked(self, html: str, uri: str) -> str:
        root = "../" * address(uri, self.directory_urls).count("/") + address("glossaire.md", self.directory_urls)
        pattern, found = self._pattern
        out, end, silent, seen = [], 0, [], set()

        def link(match: re.Match) -> str:
            name = match.lastgroup
            if found[name] in seen:
                return match[0]
            seen.add(found[name])
            terms = self.terms[found[name]]
            said = " ".join(f"{esc(t.terme)}{f' ({esc(t.abreviation)})' if t.abreviation else ''}{esc(' : ')}{esc(t.definition)}" for t in terms)
            return f'<a class="cl-mot" href="{root}#{terms[0].id}" data-definition="{said}">{match[0]}</a>'

        for piece in _piece.finditer(html):
            text = html[end : piece.start()]
            out.append(pattern.sub(link, text) if text.strip() and not silent else text)
            end = piece.end()
            tag = piece[0]
            out.append(tag)
            named = _name.match(tag)
            name = named[1].lower() if named else ""
            if not name or name in _VOID or tag.endswith("/>"):
                continue
            if name == "h2" and not tag.startswith("</"):
                seen.clear()
            if tag.startswith("</"):
                if silent and silent[-1] == name:
                    silent.pop()
            elif silent:
                if silent[-1] == name or name in silent:
                    silent.append(name)
            elif name in _SILENT or (name == "div" and re.search(r'class="(?:[^"]* )?cl[ "]', tag)):
                silent.append(name)
        out.append(pattern.sub(link, html[end:]))
        return "".join(out)

    @cached_property
    def _pattern(self) -> tuple[re.Pattern, dict[str, str]]:
        """One pattern for every word, longest first, and the word that each of its groups stands for."""
        forms = []
        for base, terms in self.terms.items():
            forms.append((base, _spelled(base), base))
            forms += [(t.abreviation, re.escape(t.abreviation), base) for t in terms if t.abreviation]
        groups, found = [], {}
        for rank, (_, spelled, base) in enumerate(sorted(forms, key=lambda form: (-len(form[0]), form[0]))):
            found[f"m{rank}"] = base
            groups.append(f"(?P<m{rank}>{spelled})")
        return re.compile(rf"(?<![{_LETTER}\-])(?:{'|'.join(groups)})(?![{_LETTER}\-])"), found


def _spelled(term: str) -> str:
    """A term, with or without its capital, in the singular or the plural; abbreviations keep their case."""
    words = [_word(word) for word in term.split()]
    spelled = r"\s+".join(words)
    first = term[0]
    if first.isalpha() and not term[:2].isupper():
        spelled = f"[{first.upper()}{first.lower()}]" + spelled[len(re.escape(first)) :]
    return rf"(?:(?<=\bun )|(?<=\bcet )|(?<=\bdes )|(?<=\bl’)){spelled}" if term.lower() in AFTER_AN_ARTICLE else spelled


def _word(word: str) -> str:
    if word.isupper() or len(word) < 4:
        return re.escape(word)
    stem = re.escape(word[:-1] if word.endswith(("s", "x")) else word)
    return stem + "[sx]?"
