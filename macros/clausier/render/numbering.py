"""What native numbering will print: an office document computes its own numbers, which must be those of the assembly."""

from __future__ import annotations

from clausier.blocks import Heading, Paragraph, heading_text, plain


class Numbers:
    """Counts articles, annexes and their paragraphs in reading order, as `program` will when it opens the file."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._article = self._annex = self._clause = 0
        self._prefix = "0."
        self.in_annex = False

    def heading(self, heading: Heading) -> None:
        """Counts a labelled article or annex. ValueError when its label is not the one that will be printed."""
        self._clause = 0
        self.in_annex = heading.kind == "annex"
        if self.in_annex:
            self._annex += 1
            printed, self._prefix = f"Annexe {self._annex}", f"A{self._annex}."
        else:
            self._article += 1
            printed, self._prefix = f"Article {self._article}", f"{self._article}."
        if heading.label != printed:
            raise self._other(heading.label, printed, heading_text(heading))

    def clause(self, text: Paragraph) -> None:
        """Counts a numbered paragraph. ValueError when its number is not the one that will be printed."""
        self._clause += 1
        printed = f"{self._prefix}{self._clause}"
        if text.number != printed:
            raise self._other(text.number, printed, plain(text.spans))

    def _other(self, wanted: str, printed: str, passage: str) -> ValueError:
        return ValueError(
            f"numérotation : « {wanted} » attendu, {self._program} imprimerait « {printed} » ({passage[:60]})."
        )
