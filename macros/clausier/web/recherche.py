"""The search index, from the final text of the pages: an inverted index of words, and the passages that excerpts are cut from.

Both are classic scripts, because a page opened from the disk cannot fetch. The index is loaded when the reader opens the search; a
file of passages, when one of its pages is among the results shown. The reader's side is docs/assets/clausier/recherche.js.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape

from . import folding

FOLDER = "assets/clausier/recherche"
INDEX = "assets/clausier/recherche-index.js"
PASSAGES = 24_000  # characters of text in one file of passages
KINDS = {"guide": "Guide", "clauses": "Clause", "annexes": "Annexe", "types": "Type", "formules": "Formule", "modeles": "Modèle", "courriers": "Courrier"}
# Weights of a word in a page, from two bits: in the text, several times, in a heading, in the title.
TEXT, OFTEN, HEADING, TITLE = range(4)
OFTEN_FROM = 3
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
BREAK = "\x00"  # where an element ends and another begins, until `_text` says it with a point or a space
UNSEARCHED = "data-search-exclude"  # on an element, it is not read; on a heading, nothing under it is, up to the next heading

_tag = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b([^>]*)>|<!--.*?-->", re.S)
_id = re.compile(r'\bid="([^"]*)"')
_skipped = re.compile(r'class="(?:[^"]* )?(?:headerlink|cl-fil|cl-marques|cl-copie|cl-comparer|cl-contrat|cl-filtre|tabbed-labels)(?: [^"]*)?"')
_INLINE = frozenset("a abbr b code del em i ins kbd mark q s small span strong sub sup time u var wbr".split())
_VOID = frozenset("area br col hr img input link meta source wbr".split())
_SILENT = frozenset("script style svg template button select noscript".split())
_HEADINGS = frozenset("h1 h2 h3 h4 dt".split())
_spaces = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")  # not each single space: there is one at every word
_ENDS = (*".:;,!?…»|–",)

# What readers type, the words to try too, and the addresses of the pages to show first.
Synonyms = Iterable[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]


@dataclass(slots=True)
class Section:
    """A passage with an address of its own."""

    anchor: str
    title: str = ""
    text: str = ""
    searched: bool = True


@dataclass(slots=True)
class Searched:
    """A page, as the search knows it."""

    url: str
    title: str
    description: str
    sections: list[Section] = field(default_factory=list)

    @property
    def kind(self) -> str:
        head, slash, _ = self.url.partition("/")
        return KINDS.get(head, "") if slash else ""


def page_of(url: str, title: str, description: str, html: str, titles_only: bool = False) -> Searched:
    """What to search in a page; `titles_only`, for a page whose text is found elsewhere."""
    parts = list(sections(html))
    if parts and not parts[0].anchor:  # what stands before any heading, or the page's own heading
        title = parts[0].title or title
    return Searched(url, unescape(title), unescape(description), [] if titles_only else [s for s in parts if s.searched])


def files(pages: Iterable[Searched], synonyms: Synonyms = ()) -> dict[str, bytes]:
    """The index and the files of passages, by address. The same pages and synonyms give the same bytes."""
    pages, synonyms = _sorted(pages), list(synonyms)
    mark = version(pages, synonyms)
    made, places = _passages(pages, mark)
    words = _postings(pages)
    ordered = sorted(words)
    index = {
        "version": mark,
        "pages": [[p.url, p.title, p.description, p.kind, *places[n]] for n, p in enumerate(pages)],
        "mots": " ".join(_front_coded(ordered)),
        "listes": " ".join(_packed(words[word]) for word in ordered),
        "synonymes": list(_synonyms(pages, synonyms)),
    }
    made[INDEX] = f"(globalThis.Clausier=globalThis.Clausier||{{}}).index={_json(index)};\n".encode()
    return made


def version(pages: Iterable[Searched], synonyms: Synonyms = ()) -> str:
    """Changes when any page or synonym does: a browser never mixes an old index with new passages."""
    return sha256(repr((_sorted(pages), list(synonyms))).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _sorted(pages: Iterable[Searched]) -> list[Searched]:
    return sorted(pages, key=lambda page: page.url)


# ---------------------------------------------------------------- reading a page
def sections(html: str) -> Iterator[Section]:
    """The passages of a page, cut at its headings, terms and references."""
    section, pieces, end = Section(""), [], 0
    closing = ""  # the tag whose end ends the title being read
    skip, depth = "", 0  # the element being skipped, and how deep we are in others of its name
    for found in _tag.finditer(html):
        if not skip and found.start() > end:
            pieces.append(html[end : found.start()])
        end = found.end()
        name = found[2] and found[2].lower()
        if not name:
            continue
        closes, attributes = found[1], found[3]
        if skip:
            if name == skip and name not in _VOID:
                depth += -1 if closes else 1
                skip = skip if depth else ""
            continue
        unsearched = UNSEARCHED in attributes
        if not closes and name not in _VOID and (name in _SILENT or (unsearched and name not in _HEADINGS) or ("class=" in attributes and _skipped.search(attributes))):
            skip, depth = name, 1
            continue
        if not closes and 'id="' in attributes and (name in _HEADINGS or "cl-reference" in attributes or '"rubrique-' in attributes or '"option-' in attributes):
            section.text = _text(pieces)
            if section.text or section.title:
                yield section
            pieces = []
            section = Section("" if name == "h1" else _id.search(attributes)[1], searched=not unsearched)
            closing = name if name in _HEADINGS or name == "span" else "a"
        elif closes and name == closing:
            section.title, pieces, closing = _text(pieces), [], ""
        elif name not in _INLINE:
            pieces.append(" " if name == "br" else BREAK)
    pieces.append(html[end:])
    section.text = _text(pieces)
    if section.text or section.title:
        yield section


def _text(pieces: list[str]) -> str:
    text = "".join(pieces)
    if "&" in text:
        text = unescape(text)
    said: list[str] = []
    for part in _spaces.sub(" ", text).split(BREAK):
        if part := part.strip(" "):
            said += [" " if said[-1].endswith(_ENDS) else " · ", part] if said else [part]
    return "".join(said).strip(" ,·").lstrip(".:; ")


# ---------------------------------------------------------------- what is written
def _passages(pages: list[Searched], mark: str) -> tuple[dict[str, bytes], list[tuple[int, int]]]:
    """Files of passages, and for each page its file and its rank there (−1 when it has no text)."""
    groups: list[list[list]] = []
    places, size = [], PASSAGES
    for page in pages:
        if not page.sections:
            places.append((-1, 0))
            continue
        if size >= PASSAGES:
            groups.append([])
            size = 0
        places.append((len(groups) - 1, len(groups[-1])))
        groups[-1].append([[s.anchor, s.title, s.text] for s in page.sections])
        size += sum(len(s.text) for s in page.sections)
    return {f"{FOLDER}/{n}.js": f"Clausier.passages({n},{_json(mark)},{_json(group)});\n".encode() for n, group in enumerate(groups)}, places


def _postings(pages: list[Searched]) -> dict[str, list[tuple[int, int]]]:
    """For each word, the pages that hold it and its weight there."""
    words: dict[str, list[tuple[int, int]]] = {}
    for number, page in enumerate(pages):
        counts = folding.counted("\n".join([page.description, *(s.text for s in page.sections)]))
        weights = {term: OFTEN if count >= OFTEN_FROM else TEXT for term, count in counts.items()}
        for section in page.sections:
            if section.anchor:
                weights.update(dict.fromkeys(folding.terms(section.title), HEADING))
        weights.update(dict.fromkeys(folding.terms(page.title), TITLE))
        for term, weight in weights.items():
            if term not in folding.EMPTY:
                words.setdefault(term, []).append((number, weight))
    return words


def _synonyms(pages: list[Searched], synonyms: Synonyms) -> Iterator[list]:
    """For each expression: its words, the words to try too, the numbers of the pages to show first."""
    numbers = {page.url: number for number, page in enumerate(pages)}
    for typed, tried, urls in synonyms:
        more, first = list(dict.fromkeys(t for said in tried for t in _full(said))), [numbers[url] for url in urls if url in numbers]
        for said in typed:
            yield [_full(said), more, first]


def _full(said: str) -> list[str]:
    return [term for term in folding.terms(said) if term not in folding.EMPTY]


def _front_coded(words: list[str]) -> Iterator[str]:
    """Each word as what it shares with the one before (one digit) and its end."""
    before = ""
    for word in words:
        shared = 0
        while shared < min(len(before), len(word), 35) and before[shared] == word[shared]:
            shared += 1
        yield "0123456789abcdefghijklmnopqrstuvwxyz"[shared] + word[shared:]
        before = word


def _packed(postings: list[tuple[int, int]]) -> str:
    """Page numbers as gaps, each with its weight, five bits a character."""
    out, before = [], -1
    for number, weight in postings:
        value = (number - before - 1) << 2 | weight
        before = number
        while value > 31:
            out.append(DIGITS[value & 31 | 32])
            value >>= 5
        out.append(DIGITS[value])
    return "".join(out)


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
