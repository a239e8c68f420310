"""The words of the glossary, linked where they are read: in the guide, the first time in each section; in the texts of the contract, in the
plain words above them and on the pages of choices, the first time on the page. A plain link to the definition.

The link carries its definition, which docs/assets/clausier/infobulles.js shows; without JavaScript it remains a link.
"""

from __future__ import annotations

import re
from functools import cached_property

from .. import model as m
from ..typography import french
from .markup import address, esc
from .site import Site

GUIDE = "guide/"
TEXTS = ("clauses/", "annexes/", "modeles/", "courriers/")
CHOICES = ("types/", "formules/", "obligatoire.md")
DEFINITIONS = "definitions"  # the clause that defines the words: nothing is linked in it, it says the same
# What is read on a page of TEXTS: the plain words, the paragraphs of a clause or an annex, the articles of a template, a letter.
_zone = re.compile(
    r'<p class="cl-clair">.*?</p>|<ol class="cl-alineas".*?</ol>'
    rf'|<h3 id="(?:article-(?!{DEFINITIONS}")|annexe-).*?(?=<h[23] )|<div class="cl cl-contrat" id=.*?(?=<h[23] )',
    re.S,
)
# Words that the contract defines and that the language also uses otherwise: « ce site », « un tiers » are not the term, « Site » is.
ORDINARY = frozenset("Contrat Écrit Équipement Interlocuteur Intervention Livrable Logiciel Personnel Prestations Rétablissement Site Tiers Utilisateur".split())
# « avoir » is a verb far more often than a credit note: the term is the one that follows an article.
AFTER_AN_ARTICLE = frozenset({"avoir"})
# Nothing is linked inside these, which never hold one of their own kind: links, titles, code, drawings; blanks, conditions, folded texts.
_SILENT = "a abbr button caption code details dt figure h1 h2 h3 h4 h5 h6 label mark nav pre script select style summary svg textarea th".split()
_passed = (
    rf'<!--.*?-->|<({"|".join(_SILENT)})\b[^>]*>.*?</\1>'
    r'|<(p|span|ul)\b[^>]* class="(?:[^"]* )?cl-(?:champ|copie|marques|si)[ "].*?</\2>'
    r"|<[^>]*>"
)
_generated = re.compile(r'<div[^>]* class="(?:[^"]* )?cl[ "]')  # in the guide, a block that the catalogue fills
_bold = re.compile(r"\*\*([^*]+)\*\* :")
_LETTER = "0-9A-Za-zÀ-ÖØ-öø-ÿŒœ"


class Glossary:
    """Links the words of one catalogue's glossary."""

    def __init__(self, site: Site):
        self.directory_urls = site.directory_urls
        self.terms: dict[str, list[m.Terme]] = {}
        for term in site.c.glossaire.values():
            self.terms.setdefault(french(term.terme).partition(" (")[0], []).append(term)
        self.defined = frozenset(french(word) for word in defined_words(site.c)) | ORDINARY

    def marked(self, html: str, uri: str) -> str:
        """The HTML of a page, its words linked; unchanged where the page is none of those."""
        if uri.startswith((GUIDE, *CHOICES)):
            return self._linked(html, uri, set(), ORDINARY, uri.startswith(GUIDE))
        if not uri.startswith(TEXTS) or uri == f"clauses/{DEFINITIONS}.md":
            return html
        seen: set[str] = set()
        return _zone.sub(lambda zone: self._linked(zone[0], uri, seen, ORDINARY if zone[0].startswith("<p") else self.defined), html)

    def _linked(self, html: str, uri: str, seen: set[str], capital: frozenset[str], guide: bool = False) -> str:
        """The words linked, but those already `seen`; those of `capital` only with theirs. In the guide, each section begins anew."""
        root = "../" * address(uri, self.directory_urls).count("/") + address("glossaire.md", self.directory_urls)
        pattern, found = self._pattern
        out, end, depth = [], 0, 0
        for match in pattern.finditer(html):
            text = match[0]
            if text[0] == "<":
                if guide and text.startswith("<h2"):
                    seen.clear()
                elif guide and (depth or _generated.match(text)):
                    depth += text.startswith("<div") - text.startswith("</div")
                continue
            word = found.get(text) or found.get(_folded(text))
            if depth or word is None or word in seen or (text[0].islower() and word in capital) or not _is_term(match):
                continue
            seen.add(word)
            out += [html[end : match.start()], f'<a class="cl-mot" href="{root}#{self._links[word]}">{text}</a>']
            end = match.end()
        return "".join([*out, html[end:]])

    @cached_property
    def _links(self) -> dict[str, str]:
        """For each word, the end of its link: the anchor of its definition, and the definition."""
        links = {}
        for word, terms in self.terms.items():
            said = " ".join(f"{esc(t.terme)}{f' ({esc(t.abreviation)})' if t.abreviation else ''}{esc(' : ')}{esc(t.definition)}" for t in terms)
            links[word] = f'{terms[0].id}" data-definition="{said}'
        return links

    @cached_property
    def _pattern(self) -> tuple[re.Pattern, dict[str, str]]:
        """One pattern for what is passed over and for every word; and the word of each form: an abbreviation as it is, a term folded."""
        forms, found = [], {}
        for base, terms in self.terms.items():
            for short in (french(t.abreviation) for t in terms if t.abreviation):
                forms.append((short, re.escape(short[1:])))
                found[short] = base
            forms.append((base, r"\s+".join([_word(word, 0 if rank else 1) for rank, word in enumerate(base.split())])))
            found[_folded(base)] = base
        initials: dict[str, list[str]] = {}  # a letter read once rejects most words at a glance
        for form, tail in sorted(forms, key=lambda form: (-len(form[0]), form[0])):
            initials.setdefault(form[0].upper(), []).append(tail)
        spelled = "|".join(f"[{re.escape(first + first.lower())}](?:{'|'.join(tails)})" for first, tails in initials.items())
        return re.compile(rf"{_passed}|(?<![{_LETTER}\-])(?:{spelled})(?![{_LETTER}\-])", re.S), found


def _word(word: str, start: int) -> str:
    """A word of a term from its letter `start`, with or without its capital, in the singular or the plural; an abbreviation keeps its case."""
    if word.isupper() or len(word) < 3:
        return re.escape(word[start:])
    stem = _singular(word)
    initial = "" if start else f"[{re.escape(stem[0].upper() + stem[0].lower())}]"
    return f"{initial}{re.escape(stem[1:])}[sx]?"


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 2 and word.endswith(("s", "x")) else word


def _folded(term: str) -> str:
    """A term as all its forms are found: without capitals nor plurals."""
    return " ".join(map(_singular, term.lower().split()))


def _is_term(match: re.Match) -> bool:
    """Whether what stands before lets it be the term: « un avoir », not « avoir » ; « PAS », not in a sentence in capitals."""
    before = match.string[max(0, match.start() - 4) : match.start()]
    if match[0].lower() in AFTER_AN_ARTICLE:
        return before.endswith(("un ", "cet ", "des ", "l’"))
    return not (match[0].isupper() and before[-3:-1].isalpha() and before[-3:-1].isupper() and before[-1:] in " \u00a0")


def defined_words(catalogue: m.Catalogue) -> list[str]:
    """The words that the clause of definitions sets in bold and defines, as it writes them; none when a house has withdrawn it."""
    clause = catalogue.clauses.get(DEFINITIONS)
    items = [item.texte for version in clause.versions.values() for alinea in version.alineas for item in alinea.liste] if clause else []
    return list(dict.fromkeys(found[1] for text in items if (found := _bold.match(text))))
