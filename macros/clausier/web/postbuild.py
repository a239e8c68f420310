"""What the theme's pages lack, added on the finished HTML: French names for controls, and no attribute that HTML refuses.

A test fails when the theme no longer holds the text on the left of a line: the line is then to be removed.
"""

from __future__ import annotations

MENDED = (
    # `autocomplete` has no meaning on a checkbox (HTML validator); the box has no name (RGAA 11.1.1).
    ('type="checkbox" id="__drawer" autocomplete="off"', 'type="checkbox" id="__drawer" aria-label="Ouvrir le menu"'),
    ('type="checkbox" id="__search" autocomplete="off"', 'type="checkbox" id="__search" aria-label="Ouvrir la recherche"'),
    ('type="checkbox" id="__toc"', 'type="checkbox" id="__toc" aria-label="Ouvrir le sommaire de la page"'),
    # An empty number is no number (HTML validator).
    (' tabindex=""', ""),
)
_LABEL = ' for="__toc"'  # on a page that is not in the navigation, the label of a box that is not there (HTML validator)


def mend(html: str) -> str:
    """The page, its controls named."""
    if 'id="__toc"' not in html:
        html = html.replace(_LABEL, "")
    for before, after in MENDED:
        html = html.replace(before, after)
    return html
