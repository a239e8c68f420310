"""What the theme's pages lack, added on the finished HTML: French names for controls, and no attribute that HTML refuses.

A test fails when the theme no longer holds the text on the left of a line: the line is then to be removed.
"""

from __future__ import annotations

import re

from ..typography import NBSP

MENDED = (
    # `autocomplete` has no meaning on a checkbox (HTML validator); the box has no name (RGAA 11.1.1).
    ('type="checkbox" id="__drawer" autocomplete="off"', 'type="checkbox" id="__drawer" aria-label="Ouvrir le menu"'),
    ('type="checkbox" id="__search" autocomplete="off"', 'type="checkbox" id="__search" aria-label="Ouvrir la recherche"'),
    ('type="checkbox" id="__toc"', 'type="checkbox" id="__toc" aria-label="Ouvrir le sommaire de la page"'),
    # An empty number is no number (HTML validator).
    (' tabindex=""', ""),
)
# The theme writes the page's own contents twice, in the menu and beside the text: two landmarks, which need two names.
_CONTENTS = 'class="md-nav md-nav--secondary" aria-label="Table des matières'
# The choice of colours sends nothing: it is no form (a form has a button that submits it, WCAG technique H32).
_PALETTE = re.compile(r'<form( class="md-header__option" data-md-component="palette">.*?)</form>', re.S)
# A page without contents (404) has no link that skips the menus: its title is where it leads.
_SKIP = re.compile(r'(<div data-md-component="skip">)\s*(</div>.*?)<h1 id="([^"]+)"', re.S)
_LABEL = ' for="__toc"'  # on a page that is not in the navigation, the label of a box that is not there (HTML validator)


def mend(html: str) -> str:
    """The page, its controls named."""
    html = _PALETTE.sub(r"<div\1</div>", html)
    if html.count(_CONTENTS) == 2:
        html = html.replace(f'{_CONTENTS}"', f'{_CONTENTS}, dans le menu"', 1)
    html = _SKIP.sub(r'\1<a href="#\3" class="md-skip">Aller au contenu</a>\2<h1 id="\3"', html)
    if 'id="__toc"' not in html:
        html = html.replace(_LABEL, "")
    for before, after in MENDED:
        html = html.replace(before, after)
    for way in ("Précédent", "Suivant"):  # French sets a no-break space before a colon
        html = html.replace(f'aria-label="{way}: ', f'aria-label="{way}{NBSP}: ')
    return html
