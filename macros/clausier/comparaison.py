"""Two contracts side by side: what an article or an annex says in one and not in the other.

`compare(avant, apres)` → Comparaison. Articles and annexes are matched by what they are (section, annex), never by number; a
reference that only changes number is no change.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from . import blocks as b
from .contrat import Contrat

Mark = tuple


@dataclass(frozen=True, slots=True)
class Passage:
    """A numbered paragraph with the lists and tables that follow it, or the title of a part of an annex."""

    number: str
    blocks: tuple[b.Block, ...]

    @property
    def mark(self) -> Mark:
        """What this passage says, numbers apart: two passages with the same mark say the same thing."""
        return tuple(_mark(block) for block in self.blocks)

    def lines(self) -> Iterator[tuple[Mark, str, str]]:
        """Each line of text: its mark, the number of the paragraph, the words; a list or a table has one line for each item or row."""
        for block in self.blocks:
            match block:
                case b.BulletList():
                    rows = [(f"- {b.plain(item)}", _spans(item)) for item in block.items]
                case b.Table():
                    rows = [(" | ".join(map(b.plain, row)), tuple(map(_spans, row))) for row in block.rows]
                case _:
                    rows = [(b.plain(block.spans), _spans(block.spans))]
            yield from ((mark, self.number, text) for text, mark in rows)


@dataclass(frozen=True, slots=True)
class Partie:
    """An article or an annex of an assembled contract. `genre`: `article` or `annexe`; `id`: its section or the annex."""

    genre: str
    id: str
    titre: str
    number: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Changement:
    """One article or annex that is not the same in both contracts; `avant` is None when added, `apres` when removed.

    `passages`: the pairs of paragraphs that differ, when no paragraph was added or removed; else empty.
    """

    avant: Partie | None
    apres: Partie | None
    passages: tuple[tuple[Passage, Passage], ...] = ()

    @property
    def partie(self) -> Partie:
        return self.apres or self.avant


@dataclass(frozen=True, slots=True)
class Valeur:
    """A field printed in both contracts, with two values."""

    champ: str
    libelle: str
    avant: str
    apres: str


@dataclass(frozen=True, slots=True)
class Comparaison:
    """What changes from one contract to another. `numeros`: each article and annex, with its number before and after (or None)."""

    changements: tuple[Changement, ...]
    valeurs: tuple[Valeur, ...]
    numeros: tuple[tuple[Partie, str | None, str | None], ...]

    @property
    def renumerotes(self) -> bool:
        """Whether an article or an annex that is in both changes number."""
        return any(before and after and before != after for _, before, after in self.numeros)


def compare(avant: Contrat, apres: Contrat) -> Comparaison:
    """What changes from the first contract to the second, in the order of the second; what it no longer holds stands where it was."""
    before, after = ({(p.genre, p.id): p for p in parties(contract)} for contract in (avant, apres))
    keys = _merged(list(before), list(after))
    changes = tuple(change for key in keys if (change := _change(before.get(key), after.get(key))))
    numbers = tuple((after.get(key) or before[key], *(found[key].number if key in found else None for found in (before, after))) for key in keys)
    return Comparaison(changes, tuple(_values(avant.document, apres.document)), numbers)


def parties(contract: Contrat) -> Iterator[Partie]:
    """The articles and annexes of an assembled contract, in their order."""
    heading: b.Heading | None = None
    passages: list[list[b.Block]] = []
    for block in (*contract.document.blocks, b.PageBreak()):
        opens = isinstance(block, b.Heading) and block.kind in ("article", "annex")
        ends = isinstance(block, (b.SignatureBlock, b.PageBreak)) or isinstance(block, b.Heading) and block.kind == "group" or isinstance(block, b.Paragraph) and block.kind in ("notice", "origin")
        if heading and (opens or ends):
            yield _partie(heading, passages)
            heading, passages = None, []
        if opens:
            heading = block
        elif heading and isinstance(block, (b.Paragraph, b.Heading)):
            passages.append([block])
        elif heading and not ends:
            passages[-1].append(block)


# ---------------------------------------------------------------- inside
def _partie(heading: b.Heading, passages: list[list[b.Block]]) -> Partie:
    genre = {"article": "article", "annex": "annexe"}[heading.kind]
    kept = tuple(Passage(getattr(blocks[0], "number", ""), tuple(blocks)) for blocks in passages)
    return Partie(genre, heading.anchor.removeprefix(f"{genre}-"), b.plain(heading.spans), heading.number, kept)


def _mark(block: b.Block) -> Mark:
    match block:
        case b.Heading() | b.Paragraph():
            return _spans(block.spans)
        case b.BulletList():
            return tuple(map(_spans, block.items))
        case b.Table():
            return (block.columns, tuple(tuple(map(_spans, row)) for row in block.rows))
    raise TypeError(f"no comparison for {type(block).__name__}")


def _spans(spans: b.Spans) -> Mark:
    """The words, those of neighbouring spans joined; a reference counts for its target."""
    parts: list = [""]
    for span in spans:
        if isinstance(span, b.Reference):
            parts += [("→", span.target), ""]
        else:
            parts[-1] += span.text
    return tuple(parts)


def _change(before: Partie | None, after: Partie | None) -> Changement | None:
    if not before or not after:
        return Changement(before, after)
    marks = [[p.mark for p in part.passages] for part in (before, after)]
    if marks[0] == marks[1]:
        return None
    pairs: list[tuple[Passage, Passage]] = []
    for tag, i, j, k, n in difflib.SequenceMatcher(None, *marks, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        found = list(zip(before.passages[i:j], after.passages[k:n]))
        if j - i != n - k or not all(x.number and y.number for x, y in found):  # a paragraph comes, goes or has no number to name it by
            return Changement(before, after)
        pairs += found
    return Changement(before, after, tuple(pairs))


def _merged(before: list, after: list) -> list:
    """The keys of both, in the order of the second; what is only in the first, after what it followed."""
    merged = []
    for tag, i, j, k, n in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        merged += [key for key in before[i:j] if tag != "equal" and key not in after]
        merged += after[k:n]
    return merged


def _values(before: b.Document, after: b.Document) -> Iterator[Valeur]:
    old, new = ({s.key: s for s in b.all_spans(document) if isinstance(s, b.FieldValue)} for document in (before, after))
    for key, span in new.items():
        if key in old and old[key].text != span.text:
            yield Valeur(key, span.label, old[key].text, span.text)
