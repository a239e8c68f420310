"""How far a long run has gone: a bar on a terminal; elsewhere, a line at each tenth."""

from __future__ import annotations

import sys
from time import monotonic

_WIDTH = 30


class Avancement:
    """`avance(more)` each time something is done; everything goes to stderr."""

    def __init__(self, total: int, what: str, stream=None):
        self.total, self.what, self.done, self.refused = total, what, 0, 0
        self.stream = sys.stderr if stream is None else stream
        self.live = self.stream.isatty()
        self.start, self.drawn, self.tenth = monotonic(), 0.0, 0

    def avance(self, done: int = 1, refused: int = 0) -> None:
        """That many more are done, of which so many refused."""
        self.done += done
        self.refused += refused
        if self.live:
            if monotonic() - self.drawn > 0.1 or self.done == self.total:
                self.drawn = monotonic()
                self._draw()
        elif self.total and self.done * 10 // self.total > self.tenth:
            self.tenth = self.done * 10 // self.total
            print(f"{self.done}/{self.total} {self.what}", file=self.stream, flush=True)

    def fin(self) -> None:
        """Leaves the line of the bar."""
        if self.live and self.drawn:
            print(file=self.stream, flush=True)

    def _draw(self) -> None:
        filled = _WIDTH * self.done // (self.total or 1)
        elapsed = monotonic() - self.start
        left = f"{elapsed / self.done * (self.total - self.done):.0f} s" if self.done else "…"
        refused = f", {self.refused} refusé(s)" if self.refused else ""
        bar = f"[{'█' * filled}{'·' * (_WIDTH - filled)}] {self.done}/{self.total} {self.what}{refused}, reste {left}"
        print(f"\r{bar}\x1b[K", end="", file=self.stream, flush=True)
