"""What touches a signed contract: the changes of the official texts and of our own texts, as a page and as entries of a feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from .. import model as m
from ..typography import enumeration, long_date
from .markup import Page, anchor, esc, p, ul
from .site import Site, place
from .words import citation, counted, upper

URI, FEED = "changements.md", "changements.xml"
TITLE = "Ce qui touche votre contrat"
ANSWERS = {
    "oui": ("oui", "sans avenant, votre contrat garde le texte d'avant, et la différence compte"),
    "non": ("non", "le changement est de forme, ou il joue sans que le contrat bouge"),
    "a-verifier": ("à vérifier", "la réponse dépend de ce que dit votre contrat ; lisez-le, et faites-le relire si l'enjeu est grand"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `date`: the day it takes effect; `noted`: the day the catalogue said it; texts are bare, to be escaped."""

    key: str
    date: str
    noted: str
    title: str
    text: str
    touched: str
    to_do: str
    amendment: str
    links: tuple[tuple[str, str], ...] = ()  # source file and title of the pages to read again
    references: tuple[str, ...] = ()


def entries(site: Site) -> list[Entry]:
    """Every change, the latest to take effect first."""
    found = [*_events(site), *_new_versions(site), *_first_versions(site)]
    return sorted(found, key=lambda e: (e.date, e.key), reverse=True)


def changes_page(site: Site) -> Page:
    page = site.page(URI, TITLE, "Les changements de textes officiels et de clauses : leur date, les contrats de maintenance qu'ils touchent, et s'il faut un avenant.")
    every = entries(site)
    coming = [e for e in every if e.date > site.c.date][::-1]
    page.html(
        p(esc("Un contrat signé ne change pas quand une clause change ici. Il peut en revanche être touché par un texte officiel nouveau. Cette page dit ce qui a changé, ce qui va changer, et que faire.")),
        p(f'{esc("Pour être prévenu, ajoutez ce flux à un lecteur de flux (Atom) :")} <a href="{page.file(FEED)}">changements.xml</a>. {esc("Il ne demande ni compte ni adresse.")}'),
        p(esc("Ces lignes n'ont pas été relues par un juriste. Elles ne disent que ce que nous avons lu : un texte absent d'ici a pu changer.")),
    )
    page.heading(2, "Votre contrat est-il touché ?", "mon-contrat")
    page.html(_how_to_tell(site, page))
    page.heading(2, "Ce qui va changer", "a-venir")
    page.html(p(esc(f"À la date de ce catalogue, le {long_date(site.c.date)}" + (", par ordre de date." if coming else ", rien n'est annoncé avec une date."))))
    for entry in coming:
        _entry(site, page, entry)
    page.heading(2, "Ce qui a changé", "passe")
    page.html(p(esc("Le plus récent d'abord.")))
    for entry in every:
        if entry.date <= site.c.date:
            _entry(site, page, entry)
    return page


# ---------------------------------------------------------------- where entries come from
def _events(site: Site) -> Iterator[Entry]:
    for event in site.c.changements.values():
        pages = [items[name] for items, names in ((site.c.clauses, event.clauses), (site.c.annexes, event.annexes)) for name in names if name in items]
        when = [f"si {event.si}"] if event.si else []
        if event.condition != m.TOUJOURS:
            when.append(_whom(site, event.condition))
        touched = " ; et ".join(when) or "tous les contrats"
        yield Entry(event.id, event.date, event.releve, event.titre, event.changement, touched, event.que_faire, event.avenant, tuple(map(place, pages)), event.references)


def _whom(site: Site, condition: m.Condition) -> str:
    """« si … », or « tous, sauf si … »."""
    return site.condition(condition).replace("toujours, ", "tous, ", 1)


def _items(site: Site) -> Iterator[tuple[str, m.Clause | m.Annexe | m.Courrier]]:
    for kind, items in (("clause", site.c.clauses), ("annexe", site.c.annexes), ("courrier", site.c.courriers)):
        for item in items.values():
            yield kind, item


def _new_versions(site: Site) -> Iterator[Entry]:
    for kind, item in _items(site):
        for before, change in zip(item.historique, item.historique[1:]):
            condition = change.touche if change.touche != m.TOUJOURS else item.condition
            touched = f"les contrats qui portent la version {before.version}, ou une version plus ancienne"
            if kind == "courrier":
                touched = "aucun contrat ; seulement vos prochains courriers"
            elif condition != m.TOUJOURS:
                touched += f" ({_whom(site, condition)})"
            title = f"{upper(kind)} « {item.titre} », version {change.version}"
            to_do = change.que_faire or "Comparez les deux textes sur sa page, puis décidez."
            amendment = change.avenant or ("non" if kind == "courrier" else "a-verifier")
            yield Entry(f"{kind}-{item.id}-{change.version}", change.date, change.date, title, f"{upper(change.changement)}.", touched, to_do, amendment, (place(item),))


def _first_versions(site: Site) -> Iterator[Entry]:
    """What was published on one day is one entry; the very first day is the whole catalogue, which nobody reads item by item."""
    born = sorted(((item.historique[0].date, kind, item) for kind, item in _items(site)), key=lambda b: (b[0], b[1], b[2].id))
    for rank, (date, group) in enumerate(groupby(born, key=lambda b: b[0])):
        new = list(group)
        said = enumeration([counted(count, kind) for kind in ("clause", "annexe", "courrier") if (count := sum(k == kind for _, k, _ in new))])
        links = tuple(place(item) for _, _, item in new) if rank else (("clauses/index.md", "Le catalogue des clauses"),)
        title = "Textes nouveaux" if rank else "Première publication"
        text = f"{upper(said)}, en première rédaction."
        yield Entry(f"nouveautes-{date}", date, date, title, text, "aucun contrat signé avant cette date", "Rien pour un contrat signé ; ces textes servent aux suivants.", "non", links)


# ---------------------------------------------------------------- the page
def _how_to_tell(site: Site, page: Page) -> str:
    clause = site.c.clauses.get("avenants")
    how = f' {esc("La clause")} {page.link(*place(clause))} {esc("dit sous quelle forme.")}' if clause else ""
    steps = [
        esc("Relevez la date de signature : seul ce qui change après elle peut vous surprendre."),
        esc("Si le contrat a été établi avec Clausier, sa dernière page porte la version du catalogue et celle de chaque clause. Comparez-les à celles d'ici."),
        esc("Lisez « Contrats touchés » : la condition parle du Client, des Prestations ou de la date du contrat."),
        f"{esc('Lisez « Faut-il un avenant ? ».')}{how}",
    ]
    answers = ul(f"<strong>{esc(upper(word))}</strong>{esc(' : ')}{esc(meaning)}." for word, meaning in ANSWERS.values())
    return "<ol>" + "".join(f"<li>{step}</li>" for step in steps) + "</ol>" + p(esc("À la question de l'avenant, trois réponses :")) + answers


def _entry(site: Site, page: Page, entry: Entry) -> None:
    page.heading(3, f"{long_date(entry.date)} : {entry.title}", entry.key)
    lines = [
        f"<strong>{esc('Contrats touchés :')}</strong> {esc(entry.touched)}.",
        f"<strong>{esc('Que faire :')}</strong> {esc(entry.to_do)}",
        f"<strong>{esc('Faut-il un avenant ?')}</strong> {esc(upper(ANSWERS[entry.amendment][0]))}.",
    ]
    if entry.links:
        lines.append(f"<strong>{esc('À relire :')}</strong> " + ", ".join(page.link(*link) for link in entry.links) + ".")
    if entry.references:
        lines.append(f"<strong>{esc('Les textes :')}</strong> " + ", ".join(map(partial(_cited, site, page), entry.references)) + ".")
    page.html(p(esc(entry.text)), ul(lines))


def _cited(site: Site, page: Page, name: str) -> str:
    reference = site.c.references[name]
    unread = esc(" (texte non détenu)") if reference.etat == "sans-texte" else ""
    return page.link("textes.md", citation(reference), anchor(name)) + unread
