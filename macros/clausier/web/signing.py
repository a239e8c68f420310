"""What to check and to gather before signing: the points of the catalogue, as lists to tick; one list for each party, for any contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .. import model as m
from ..shapes import did_you_mean
from ..typography import NBSP
from .markup import Page, anchor, esc, heading_text, p, table, ul
from .site import Site, place
from .words import citation, lower, upper

WHERE = {"listes": ("listes", m.LES_DEUX), "fiches": ("fiches", m.LES_DEUX)}
_FORCES = {"impose": "imposé :", "oblige": "obligation :", "encadre": "encadré :", "suppletif": "à défaut :"}
_GIVES = {"client": "le Client", "prestataire": "le Prestataire", m.LES_DEUX: "chaque Partie"}


def register(env, site: Site, page: Callable[[], Page]) -> None:
    """Adds the macros of the guide; `page()` is the page being written."""
    env.macro(lambda cote: side_list(site, page(), cote), "liste_avant_signer")
    env.macro(lambda moment: '<div class="cl">' + points_table(site, page(), moment) + "</div>", "points_avant_signer")


def points_of(site: Site, moment: m.Moment) -> list[m.Point]:
    """The points of a moment, less those whose clause or annex a house has withdrawn."""
    return [
        point
        for point in site.c.avant_signer.values()
        if point.moment == moment.id and (not point.clause or point.clause in site.c.clauses) and (not point.annexe or point.annexe in site.c.annexes)
    ]


def target_of(site: Site, point: m.Point) -> m.Clause | m.Annexe | None:
    """The clause or the annex that a point leads to."""
    return site.c.clauses.get(point.clause) or site.c.annexes.get(point.annexe)


def to_tick(items: Iterable[str], style: str = "") -> str:
    """A list whose boxes are ticked on paper: drawn by the style sheet, no control to name."""
    return ul(items, f"cl-cases {style}".rstrip())


def bases(site: Site, page: Page, point: m.Point) -> list[str]:
    """The official texts of a point, each list with its force."""
    said = []
    for force, word in _FORCES.items():
        codes: dict[str, list[str]] = {}  # the articles of a code follow its name, said once
        for name in point.fondements.get(force, ()):
            reference = site.c.references[name]
            known = codes.setdefault(reference.code, [])
            known.append(page.link("textes.md", reference.article if known and reference.article else citation(reference), anchor(name)))
        if codes:
            said.append(f"{esc(word)} " + ", ".join(link for links in codes.values() for link in links))
    return said


def aside(parts: list[str]) -> str:
    """What stands after a point, in small."""
    return f' <span class="cl-suite">{f"{NBSP}; ".join(parts)}</span>' if parts else ""


# ---------------------------------------------------------------- one list for each party
def side_list(site: Site, page: Page, cote: str) -> str:
    """The whole list of a party (`client` or `prestataire`), titled by moments. Raises ValueError for another name."""
    if cote not in m.PARTIES:
        raise ValueError(f"Partie « {cote} » inconnue : corrigez l'appel{did_you_mean(cote, m.PARTIES)}")
    parts = []
    for moment in site.c.moments.values():
        kept = [x for x in points_of(site, moment) if moment.echange or x.cote in (cote, m.LES_DEUX)]
        if moment.sur in WHERE["listes"] and kept:
            parts.append(f"## {heading_text(moment.titre)} {{ #{moment.id} }}")
            parts.append('<div class="cl">' + (p(esc(moment.aide)) if moment.aide else "") + to_tick(_line(site, page, moment, point, cote) for point in kept) + "</div>")
    return "\n\n".join(parts)


def _line(site: Site, page: Page, moment: m.Moment, point: m.Point, cote: str) -> str:
    text = esc(f"Si {point.si} : {lower(point.texte)}" if point.si else point.texte)
    after = [esc("à remettre" if point.cote == cote else "à recevoir" if point.cote != m.LES_DEUX else "à échanger")] if moment.echange else []
    if target := target_of(site, point):
        after.append(page.link(*place(target)))
    return text + aside(after + bases(site, page, point))


def points_table(site: Site, page: Page, moment_id: str) -> str:
    """The points of one moment as a table: when, who, the texts. Raises ValueError for an unknown moment."""
    if moment_id not in site.c.moments:
        raise ValueError(f"moment « {moment_id} » inconnu : corrigez l'appel{did_you_mean(moment_id, site.c.moments)}")
    moment = site.c.moments[moment_id]
    rows = []
    for point in points_of(site, moment):
        target = target_of(site, point)
        when = esc(f"Si {point.si}" if point.si else "Toujours")
        texts = "<br>".join(upper(said) for said in bases(site, page, point))
        name = esc(point.texte) + (f'<span class="cl-sous">{esc("Voir :")} {page.link(*place(target))}</span>' if target else "")
        rows.append([name, esc(upper(_GIVES[point.cote])), when, texts])
    return table(moment.titre, ["Pièce", "Qui la remet", "Quand", "Les textes"] if moment.echange else ["Point", "Qui", "Quand", "Les textes"], rows, "cl-large")
