"""How a ticket is counted: logged time, coefficient, sum by Dossier and day, whole tickets, balance; and what the other versions give."""

from __future__ import annotations

from fractions import Fraction

from ... import calculs, model as m
from ...typography import NBSP, clock
from ..markup import Page, esc, p, table, ul
from ..site import Site
from ..words import VERSIONS, counted, upper
from .exemple import Exemple, jour, nombre
from .trace import boite, couper, element, figure, hachures, mots, paragraphe, svg

DOSSIER = "2027-0042"
REGLES = {"equilibree": ("dossier-jour", "par Dossier et par jour"), "client": ("dossier", "pour tout le Dossier"), "prestataire": ("passage", "passage par passage")}


def ticket(site: Site, page: Page) -> str:
    """The worked example, drawn and told."""
    e = Exemple(site, "ticket")
    value, coefficients = e.champ("ticket_duree"), {row["moment"]: row["coefficient"] for row in e.champ("grille_coefficients")}
    times = [_temps(etape, coefficients) for etape in e.dessin.etapes]
    lines = calculs.tickets(times, value)
    balance = calculs.solde(e.champ("carnet_nombre"), sum(line.unites for line in lines), e.champ("prepaye_alerte"))
    drawing = _draw(e, times, lines, value, balance)
    return figure(e.dessin.titre, drawing, e.dessin.avis, _words(e, times, lines, value, balance))


def _temps(etape: m.Etape, coefficients: dict[str, str]) -> calculs.Temps:
    if etape.tarif and etape.tarif not in coefficients:
        raise ValueError(f"vocabulaire/dessins.yml, étape « {etape.id} » : « {etape.tarif} » n'est pas une ligne de l'exemple de grille_coefficients")
    return calculs.Temps(DOSSIER, etape.moment[:10], etape.minutes, coefficients.get(etape.tarif, "1"), etape.id)


# ---------------------------------------------------------------- drawing
def _draw(e: Exemple, times: list[calculs.Temps], lines: list[calculs.Ligne], value: int, balance: calculs.Solde) -> list[str]:
    said = " ".join(f"{upper(jour(_jour(line)))} : {nombre(line.ponderees)} minutes pondérées, {counted(line.unites, 'ticket')}." for line in lines)
    description = f"{e.dessin.description} {said} Au total {counted(balance.consommes, 'ticket')}."
    out = []
    for ident, width, classe in (("dz-ticket-l", 700, "dz-large"), ("dz-ticket-e", 340, "dz-etroit")):
        days = [[t for t in times if t.jour == _jour(line)] for line in lines]
        room = [max(sum(_poids(t) for t in day), Fraction(line.unites * value)) for day, line in zip(days, lines)]
        scale = float((width - 24 * (len(lines) - 1) - 2) / sum(room))
        body, y = [hachures(f"{ident}-h")], 12
        for title, kind in (("1. Le temps relevé, en minutes", "releve"), ("2. Multiplié par le coefficient du moment", "pondere"), (f"3. Découpé en tickets de {value}{NBSP}minutes, même entamés", "tickets")):
            heading = couper(title, width, True)
            body.append(paragraphe(0, y, heading, "dz-mots dz-gras"))
            y += 16 * len(heading) + 2
            x, number = 1.0, 1
            for day, line, place in zip(days, lines, room):
                if kind == "releve":
                    last = line is lines[-1] and len(lines) > 1
                    body.append(mots(width if last else x, y + 2, jour(_jour(line), True), "dz-mots", "end" if last else "start"))
                top = y + (8 if kind == "releve" else -6)
                if kind == "tickets":
                    body.append(_tickets(ident, x, top, line, value, scale, number))
                    number += line.unites
                else:
                    body.append(_segments(x, top, day, scale, kind == "pondere"))
                x += float(place) * scale + 24
            y += 56 if kind == "releve" else 46
        total = couper(f"{counted(balance.consommes, 'ticket')} au total : le carnet de {balance.achetes} en garde {balance.reste}. Le temps hachuré est payé sans être travaillé.", width, True)
        body.append(paragraphe(0, y, total, "dz-mots dz-gras"))
        out.append(svg(ident, width, y + 16 * len(total) - 8, e.dessin.titre, description, "".join(body), classe))
    return out


def _segments(x: float, y: float, day: list[calculs.Temps], scale: float, weighted: bool) -> str:
    out = []
    for item in day:
        long = float(_poids(item) if weighted else item.minutes) * scale
        out.append(boite(x, y, long, 26, "dz-segment dz-fort" if item.coefficient != "1" else "dz-segment"))
        said = nombre(_decimal(item) if weighted else str(item.minutes))
        if weighted and item.coefficient != "1" and long > 110:
            said = f"{item.minutes} × {nombre(item.coefficient)} = {said}"
        out.append(mots(x + long / 2, y + 17.5, said, "dz-mots", "middle"))
        x += long
    return "".join(out)


def _tickets(ident: str, x: float, y: float, line: calculs.Ligne, value: int, scale: float, number: int) -> str:
    """Whole tickets; what the last one pays for nothing is hatched."""
    out, left, side = [], Fraction(line.ponderees), value * scale
    for i in range(line.unites):
        used = min(left, Fraction(value))
        left -= used
        spent = float(used) * scale
        out.append(boite(x, y, side, 26, "dz-segment"))
        if used < value:
            out.append(element("rect", x=x + spent, y=y, width=side - spent, height=26, fill=f"url(#{ident}-h)"))
        out.append(boite(x, y, side, 26, "dz-cadre"))
        out.append(mots(x + 6, y + 17.5, f"n°{NBSP}{number + i}" if side > 60 else str(number + i), "dz-mots dz-halo"))
        x += side
    return "".join(out)


# ---------------------------------------------------------------- words
def _words(e: Exemple, times: list[calculs.Temps], lines: list[calculs.Ligne], value: int, balance: calculs.Solde) -> str:
    rows = []
    for etape, item in zip(e.dessin.etapes, times):
        how = f"× {nombre(item.coefficient)} ({etape.tarif})" if etape.tarif else "aucun"
        rows.append([esc(etape.titre), esc(f"{jour(item.jour)}, {clock(etape.moment[11:])}"), esc(f"{item.minutes} minutes"), esc(how), esc(f"{nombre(_decimal(item))} minutes")])
    steps = [f"{upper(jour(_jour(line)))} : {nombre(line.ponderees)} minutes, soit {counted(line.unites, 'ticket')} de {value} minutes." for line in lines]
    other = [
        f"Version {VERSIONS[version].lower()}, arrondi {said} : {counted(sum(line.unites for line in calculs.tickets(times, value, rule)), 'ticket')}."
        for version, (rule, said) in REGLES.items()
    ]
    return (
        p(esc(e.dessin.description))
        + table("Le temps relevé, passage par passage", ["Passage", "Quand", "Temps relevé", "Coefficient", "Temps pondéré"], rows, "cl-large")
        + ul(map(esc, steps))
        + p(esc(f"Total : {counted(balance.consommes, 'ticket')}. Le carnet de {balance.achetes} en garde {balance.reste}."))
        + p(esc("Le temps hachuré est payé sans être travaillé. Le mode d'arrondi change le compte :"))
        + ul(map(esc, other))
    )


def _poids(item: calculs.Temps) -> Fraction:
    return item.minutes * Fraction(item.coefficient)


def _decimal(item: calculs.Temps) -> str:
    """Its weighted minutes, exactly."""
    return calculs.tickets([item], 1)[0].ponderees


def _jour(line: calculs.Ligne) -> str:
    return line.groupe.rpartition(" ")[2]
