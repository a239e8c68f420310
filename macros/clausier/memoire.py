"""Reading makes objects by the hundred thousand and no cycle worth finding: Python need not look for one all the while."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sans_ramasser() -> Iterator[None]:
    """Puts off the search for cycles, a seventh of a check, until the end of the block; a block inside another leaves it to the outer one."""
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()
