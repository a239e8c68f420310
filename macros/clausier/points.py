"""What to look at before signing: the difficult clauses, in plain words, and the values that are missing, each with its article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from . import blocks as b, model as m
from .passages import Blanc
from .typography import NBSP, french

if TYPE_CHECKING:
    from .contrat import ClauseRetenue

MANY = 40  # beyond, the labels would fill pages: the articles are enough to go and look


def difficult(notices: Mapping[str, str], sections: Iterable[tuple[m.Rubrique, list[ClauseRetenue]]], article_of: Mapping[str, str], spans: Callable[[str], b.Spans]) -> Iterator[b.Block]:
    """The clauses that have three versions because the parties argue over them; a version that favours one of them says so, and how."""
    points = []
    for rubrique, clauses in sections:
        for kept in clauses:
            if kept.clause.sensible:
                number = b.Reference(f"article-{rubrique.id}", article_of[rubrique.id])
                words = f" – {kept.clause.titre} : {kept.clause.en_clair}"
                if kept.version in m.PARTIES:
                    words += f" {notices[f'avantage_{kept.version}']} {kept.clause.versions[kept.version].ecart}"
                points.append((b.Text(f"Article{NBSP}"), number, b.Text(french(words))))
    if points:
        yield b.Paragraph(spans(notices["difficiles"]), "notice")
        yield b.BulletList(tuple(points))


def reserved(notices: Mapping[str, str], blocks: Iterable[b.Block], blanks: Mapping[str, Blanc], spans: Callable[[str], b.Spans]) -> Iterator[b.Block]:
    """The values that remain to be completed in `blocks`, by the article or annex where each comes first; what no block holds is in the running head."""
    if not blanks:
        return
    places = _places(blocks, blanks)
    by_place: dict[b.Heading | None, list[str]] = {}
    for key in (*(key for key in places if key in blanks), *(key for key in blanks if key not in places)):
        by_place.setdefault(places.get(key), []).append(french(blanks[key].libelle))
    if len(blanks) <= MANY:
        yield b.Paragraph(spans(notices["reserves"]), "notice")
        yield b.BulletList(tuple([_labels(place, labels, notices) for place, labels in by_place.items()]))
        return
    yield b.Paragraph(spans(notices["reserves_nombreux"].replace("#", str(len(blanks)))), "notice")
    yield b.BulletList(tuple(filter(None, (_numbers(by_place, "article", "Article"), _numbers(by_place, "annex", "Annexe")))))


# ---------------------------------------------------------------- inside
def _places(blocks: Iterable[b.Block], blanks: Mapping[str, Blanc]) -> dict[str, b.Heading]:
    """The heading under which each blank comes first, in reading order; a table with no row is one blank, whatever its cells."""
    found: dict[str, b.Heading] = {}
    heading = None
    for block in blocks:
        if isinstance(block, b.Heading) and block.number:
            heading = block
        for span in b.all_spans(b.Document("", (block,))):
            if isinstance(span, b.FieldValue) and span.blank and heading:
                found.setdefault(span.key if span.key in blanks else span.key.partition(".")[0], heading)
    return found


def _labels(place: b.Heading | None, labels: list[str], notices: Mapping[str, str]) -> b.Spans:
    listed = b.Text(f"{NBSP}: {f'{NBSP}; '.join(labels)}")
    if place is None:
        return (b.Text(french(notices["reserves_entete"])), listed)
    word = "Annexe" if place.kind == "annex" else "Article"
    return (b.Text(f"{word}{NBSP}"), b.Reference(place.anchor, place.number), b.Text(f" – {b.plain(place.spans)}"), listed)


def _numbers(places: Iterable[b.Heading | None], kind: str, word: str) -> b.Spans:
    """« Articles 1, 4, 7 », each number a reference; nothing if there is none."""
    numbers = [b.Reference(place.anchor, place.number) for place in places if place is not None and place.kind == kind]
    spans: list[b.Span] = []
    for number in numbers:
        spans += [b.Text(", " if spans else f"{word}{'s' if len(numbers) > 1 else ''}{NBSP}"), number]
    return tuple(spans)
