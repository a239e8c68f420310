"""« L'essentiel en une page »: the contract in plain words, without contractual value. Its words are in `vocabulaire/essentiel.yml`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from . import blocks as b, model as m, texte
from .passages import Holds
from .typography import french

ANCHOR = "essentiel"


class PageImpossible(ValueError):
    """The page has nothing to print; the message, in French, says « why : cure »."""


def words_of(catalogue: m.Catalogue) -> m.TextesEssentiel:
    """The words around the page. Raises PageImpossible when the catalogue has none."""
    if catalogue.textes.essentiel is None:
        raise PageImpossible("ce catalogue n'a pas de mots pour cette page : ajoutez « essentiel » à vocabulaire/textes.yml")
    return catalogue.textes.essentiel


def page(catalogue: m.Catalogue, holds: Holds, printed: Collection[str], spans: Callable[[str], b.Spans]) -> Iterator[b.Block]:
    """The blocks of the page, ended by a page break. `printed`: the fields that the contract prints; `spans` turns a text into spans.

    A line that cites another field is left out: it would say what the version retained does not. Raises PageImpossible when the
    catalogue has no words for this page, or no line that suits these answers: an empty summary would mislead.
    """
    words = words_of(catalogue)
    rows: dict[str, list[b.Span]] = {}
    for line in catalogue.essentiel.values():
        if holds(line.condition) and all(name in printed for name in texte.champs(line.texte)):
            row = rows.setdefault(line.titre, [])
            row += [b.Text(" ")] if row else []
            row += spans(line.texte)
    if not rows:
        raise PageImpossible("aucune ligne de « L'essentiel en une page » ne convient à ces réponses : composez ce contrat sans cette page")
    yield b.Heading("group", (b.Text(french(words.titre)),), ANCHOR)
    yield b.Paragraph(spans(words.avis), "notice")
    cells = tuple([((b.Text(french(title), bold=True),), tuple(row)) for title, row in rows.items()])
    yield b.Table(tuple(map(french, words.colonnes)), cells)
    yield b.PageBreak()
