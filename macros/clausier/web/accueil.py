"""What the home page shows of the catalogue: its true figures, and one paragraph of a real clause in its three versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .. import model as m
from ..shapes import did_you_mean
from ..typography import NBSP
from .compare import changed, flat
from .markup import Page, esc, p
from .site import Site, place
from .words import VERSIONS


class Home:
    """Bodies of the macros; an unknown id raises ValueError with the cure, which stops the build."""

    def __init__(self, site: Site, page: Callable[[], Page]):
        self.site, self.page = site, page

    def compte(self, kind: str) -> str:
        """How many clauses, templates, letters… the catalogue holds."""
        counts = _counts(self.site.c)
        if kind not in counts:
            raise ValueError(f"compte « {kind} » inconnu{did_you_mean(kind, counts)}")
        return str(counts[kind])

    def chiffres(self) -> str:
        """The catalogue in figures, each leading to its page."""
        c, page = _counts(self.site.c), self.page()
        rows = (
            (c["clauses"], page.link("clauses/index.md", "clauses"), f'dont {c["sensibles"]} en trois versions'),
            (c["modeles"], page.link("modeles/index.md", "modèles de contrat"), "à lire, puis à télécharger"),
            (c["courriers"], page.link("courriers/index.md", "courriers et actes"), "autour du contrat"),
            (c["textes"], page.link("textes.md", "textes officiels"), f'dont {c["dates"]} datés de leur version'),
        )
        return '<ul class="cl cl-chiffres">' + "".join(f"<li><strong>{n}</strong> {link}<br><span>{esc(more)}</span></li>" for n, link, more in rows) + "</ul>"

    def apercu(self, clause_id: str, number: int) -> str:
        """One paragraph of a clause, in each of its versions, side by side."""
        clauses: Mapping[str, m.Clause] = self.site.c.clauses
        if clause_id not in clauses:
            raise ValueError(f"clause « {clause_id} » inconnue{did_you_mean(clause_id, clauses)}")
        clause, page = clauses[clause_id], self.page()
        names = [name for name in m.VERSIONS if name in clause.versions]
        if not names or any(len(clause.versions[name].alineas) < number for name in names):
            raise ValueError(f"la clause « {clause_id} » n'a pas trois versions de l'alinéa {number} : choisissez-en une autre pour l'accueil")
        prose = self.site.prose(page)
        texts = {name: flat(clause.versions[name].alineas[number - 1], self.site.c, prose.spans, self.site.condition) for name in names}
        cards = "".join(
            f'<li><p class="cl-apercu-nom">{esc(VERSIONS[name])}</p>'
            f'<div class="cl-apercu-texte"><span class="cl-apercu-numero">{number}.</span> {texts[name] if name == names[0] else changed(texts[names[0]], texts[name])}</div>'
            f"{p(esc(clause.versions[name].biais), 'cl-fin')}</li>"
            for name in names
        )
        return (
            '<div class="cl cl-apercu">'
            f'<p class="cl-apercu-titre">{page.link(*place(clause))}{esc(f", alinéa {number}")}</p>'
            f'{p(f"<strong>En clair.</strong>{NBSP}{esc(clause.en_clair)}", "cl-clair")}<ul>{cards}</ul>'
            f'{p(esc("Souligné : ce que cette version écrit autrement que la version équilibrée."), "cl-fin")}</div>'
        )


def _counts(c: m.Catalogue) -> dict[str, int]:
    return {
        "clauses": len(c.clauses),
        "sensibles": sum(clause.sensible for clause in c.clauses.values()),
        "modeles": len(c.modeles),
        "annexes": len(c.annexes),
        "courriers": len(c.courriers),
        "textes": len(c.references),
        "dates": sum(bool(r.version_du) for r in c.references.values()),
        "mots": len(c.glossaire),
    }


def register(env, site: Site, page: Callable[[], Page]) -> None:
    """Adds the macros of the home page; `page()` is the page being written."""
    home = Home(site, page)
    for name in ("compte", "chiffres", "apercu"):
        env.macro(getattr(home, name), name)
