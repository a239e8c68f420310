"""What the theme's pages lack, added on the finished HTML: French names for controls, and no attribute that HTML refuses.

Each line says what is wrong; a test fails when the theme no longer holds the text on its left.
"""

from __future__ import annotations

MENDED = (
    # `autocomplete` has no meaning on a checkbox (HTML validator); the box has no name (RGAA 11.1.1).
    ('type="checkbox" id="__drawer" autocomplete="off"', 'type="checkbox" id="__drawer" aria-label="Ouvrir le menu"'),
    ('type="checkbox" id="__search" autocomplete="off"', 'type="checkbox" id="__search" aria-label="Ouvrir la recherche"'),
)
# Only on pages that have a table of contents.
MENDED_SOMETIMES = (('type="checkbox" id="__toc"', 'type="checkbox" id="__toc" aria-label="Ouvrir le sommaire de la page"'),)


def mend(html: str) -> str:
    """The page, its controls named."""
    for before, after in (*MENDED, *MENDED_SOMETIMES):
        html = html.replace(before, after, 1)
    return html
