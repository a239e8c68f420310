"""Tables written in Markdown, put in the frame of the generated ones: it scrolls by itself on a narrow screen, and by keyboard.

The theme's script would add its own frame, which cannot be reached by keyboard and needs JavaScript; it leaves alone a table that has a class.
"""

from __future__ import annotations

import re
from itertools import count

from ..typography import NBSP

_TABLE = re.compile(r"<table>(.*?)</table>", re.S)
_HEADS = re.compile(r"<th\b[^>]*>(.*?)</th>", re.S)
_TAG = re.compile(r"<[^>]+>")


def framed(html: str) -> str:
    """The content of a page, each bare table framed and named by its column heads; two frames never share a name."""
    rank, names = count(2), set()

    def frame(found: re.Match[str]) -> str:
        heads = [head for each in _HEADS.findall(found[1]) if (head := _TAG.sub("", each).strip())]
        name = f"Tableau{NBSP}: {', '.join(heads)}" if heads else "Tableau"
        if name in names:
            name += f" ({next(rank)})"
        names.add(name)
        body = found[1].replace("<th>", '<th scope="col">')
        return f'<div class="cl-table" role="group" aria-label="{name.replace(chr(34), "&quot;")}" tabindex="0"><table class="cl-t">{body}</table></div>'

    return _TABLE.sub(frame, html) if "<table>" in html else html
