"""The timelines of the guide: an incident, its delay in business hours, a contract's life, a notice period."""

from __future__ import annotations

from datetime import date, timedelta

from ... import calculs
from ...typography import clock
from ..markup import Page, esc, p
from ..site import Site, place
from ..words import upper
from .exemple import Exemple, duree, instant, jour
from .frise import Barre, Repere, dessiner
from .trace import boite, element, figure, hachures, ligne, mots, svg

GRAVITE = "Majeure"


def incident(site: Site, page: Page) -> str:
    """GTI, workaround, definitive correction, GTR: who waits for whom, with dates computed from the fields' examples."""
    e = Exemple(site, "incident")
    plage, start, bypass = e.plage, e.etape("declaration").moment, e.etape("contournement").moment
    taken = calculs.echeance(start, e.delai("grille_gti", GRAVITE), plage)[0]
    fixed = f'{calculs.jours_ouvres(bypass[:10], e.champ("palliative_duree_max"), plage)} {plage.fermeture}'
    delay = e.delai("grille_gtr", GRAVITE)
    restored = calculs.echeance(start, delay, plage, [[bypass, fixed]])[0]
    spent = calculs.temps_ouvre(start, bypass, plage)
    moments = {"declaration": start, "gti": taken, "contournement": bypass, "correction": fixed, "gtr": restored}
    notes = {
        "gti": f"Délai : {duree(e.delai('grille_gti', GRAVITE))}.",
        "contournement": f"Écoulé : {duree(spent)} sur {duree(delay)}.",
        "correction": f"Durée : {e.dit('palliative_duree_max')}.",
        "gtr": f"Temps restant : {duree(delay - spent)}.",
    }
    order = sorted(moments, key=lambda name: moments[name])
    reperes = [_repere(e, name, instant(moments[name], True), instant(moments[name]), notes.get(name, "")) for name in order]
    at = {name: i for i, name in enumerate(order)}
    barres = [
        Barre("Délai de prise en charge (GTI)", at["declaration"], at["gti"]),
        Barre("Délai de rétablissement (GTR), hachuré quand il est suspendu", at["declaration"], at["contournement"]),
        Barre("Délai de rétablissement (GTR), hachuré quand il est suspendu", at["contournement"], at["correction"], hachure=True),
        Barre("Délai de rétablissement (GTR), hachuré quand il est suspendu", at["correction"], at["gtr"]),
        Barre("Durée maximale du contournement", at["contournement"], at["correction"]),
    ]
    return _frise(site, page, e, reperes, barres)


def vie(site: Site, page: Page) -> str:
    """A contract from its signature to the erasure of the last copies."""
    e = Exemple(site, "vie")
    effect, plage = e.champ("date_effet"), e.plage
    notice = calculs.preavis(effect, e.champ("duree_contrat"), e.champ("preavis_non_reconduction"), plage)
    returned = calculs.plus_jours(notice.terme, e.champ("reversibilite_delai"))
    dates = {
        "signature": e.champ("signature_date"),
        "effet": effect,
        "etat-des-lieux": calculs.jours_ouvres(effect, e.champ("etat_lieux_delai"), plage),
        "revision": calculs.plus_mois(effect, 12),
        "preavis": notice.limite,
        "echeance": notice.terme,
        "restitution": returned,
        "effacement": calculs.plus_jours(returned, e.champ("reversibilite_conservation")),
    }
    notes = {
        "etat-des-lieux": f"Délai : {e.dit('etat_lieux_delai')}.",
        "preavis": f"Préavis : {e.dit('preavis_non_reconduction')}.",
        "echeance": f"Durée : {e.dit('duree_contrat')}.",
        "restitution": f"Délai : {e.dit('reversibilite_delai')}.",
        "effacement": f"Conservation : {e.dit('reversibilite_conservation')}.",
    }
    order = sorted(dates, key=lambda name: dates[name])
    at = {name: i for i, name in enumerate(order)}
    reperes = [_repere(e, name, jour(dates[name]).partition(" ")[2], jour(dates[name]), notes.get(name, "")) for name in order]
    barres = [Barre("Le contrat s'exécute", at["effet"], at["echeance"]), Barre("La réversibilité", at["echeance"], at["effacement"])]
    return _frise(site, page, e, reperes, barres)


def preavis(site: Site, page: Page) -> str:
    """The notice counted backwards from the term."""
    e = Exemple(site, "preavis")
    months = e.champ("preavis_non_reconduction")
    notice = calculs.preavis(e.champ("date_effet"), e.champ("duree_contrat"), months, e.plage)
    dates = {
        "rappel-debut": notice.rappel_debut,
        "rappel-fin": notice.rappel_fin,
        "limite": notice.limite,
        "sans-rappel": notice.limite_sans_rappel,
        "terme": notice.terme,
    }
    notes = {"limite": f"Préavis : {e.dit('preavis_non_reconduction')}.", "terme": f"Effet le {jour(e.champ('date_effet')).partition(' ')[2]}, durée de {e.dit('duree_contrat')}."}
    order = sorted(dates, key=lambda name: dates[name])
    at = {name: i for i, name in enumerate(order)}
    reperes = [_repere(e, name, jour(dates[name]), jour(dates[name]), notes.get(name, "")) for name in order]
    barres = [
        Barre(f"Préavis : {e.dit('preavis_non_reconduction')}, comptés à rebours du terme", at["limite"], at["terme"], rebours=True),
        Barre("Le Prestataire rappelle la date limite", at["rappel-debut"], at["rappel-fin"]),
        Barre("Refus encore possible si aucun rappel n'a été fait", at["limite"], at["sans-rappel"], hachure=True),
    ]
    return _frise(site, page, e, reperes, barres)


def heures_ouvrees(site: Site, page: Page) -> str:
    """A delay in business hours, one row per day: what counts, and what does not."""
    e = Exemple(site, "heures-ouvrees")
    plage, start = e.plage, e.etape("declaration").moment
    delay = e.delai("grille_gtr", GRAVITE)
    end, used = calculs.echeance(start, delay, plage)
    counted = {t.jour: t for t in used}
    first, last = (date.fromisoformat(moment[:10]) for moment in (start, end))
    days = [(first + timedelta(days=i)).isoformat() for i in range((last - first).days + 1)]
    rows = []
    for day in days:
        part = counted.get(day)
        if part:
            rows.append((day, part, f"{duree(part.minutes)} comptées, reste {duree(part.reste)}" if part.reste else f"{duree(part.minutes)} comptées : fin à {clock(part.fin)}"))
        else:
            rows.append((day, None, "Férié : rien ne compte" if day in plage.feries else "Hors service : rien ne compte"))
    description = f"{e.dessin.description} Départ {instant(start)}, échéance {instant(end)}."
    drawings = [_jours(ident, wide, e.dessin.titre, description, plage, rows) for ident, wide in (("dz-heures-l", True), ("dz-heures-e", False))]
    words = p(f"{esc('Départ :')} {esc(instant(start))}.") + "<ul>" + "".join(f"<li>{esc(upper(jour(day)))}{esc(' :')} {esc(said)}.</li>" for day, _, said in rows) + "</ul>"
    words += p(esc(f"Échéance : {instant(end)}, pour {duree(delay)} de délai et une plage de {clock(plage.ouverture)} à {clock(plage.fermeture)}."))
    return figure(e.dessin.titre, drawings, e.dessin.avis, words)


# ---------------------------------------------------------------- inside
def _jours(ident: str, wide: bool, title: str, description: str, plage: calculs.Plage, rows: list[tuple[str, calculs.Tranche | None, str]]) -> str:
    """One row per day: its name, the opening hours, the part that counted, and that part in words (above the bar when narrow)."""
    width, step = (700, 30) if wide else (340, 46)
    left, right = (104, 460) if wide else (4, width - 4)
    opened, closed = _minute(plage.ouverture), _minute(plage.fermeture)
    first, last = opened // 60, -(-closed // 60)

    def x(minute: int) -> float:
        return left + (minute - first * 60) / ((last - first) * 60) * (right - left)

    body, bottom = [hachures(f"{ident}-h")], 24 + step * len(rows)
    for hour in range(first, last + 1, 2):
        anchor = "start" if hour == first and not wide else "end" if hour == last and not wide else "middle"
        body += [ligne(x(hour * 60), 20, x(hour * 60), bottom, "dz-grille"), mots(x(hour * 60), 14, clock(f"{hour:02d}:00"), "dz-mots", anchor)]
    for i, (day, part, said) in enumerate(rows):
        y = 24 + i * step
        bar = y + (8 if wide else 20)
        body.append(mots(0 if wide else left, y + (20 if wide else 14), upper(jour(day, True)), "dz-mots dz-gras dz-halo"))
        body.append(mots(right + 14 if wide else right, y + (20 if wide else 14), said, "dz-mots dz-halo", "start" if wide else "end"))
        body.append(boite(x(opened), bar, x(closed) - x(opened), 14, "dz-vide"))
        if part:
            body.append(boite(x(_minute(part.debut)), bar, x(_minute(part.fin)) - x(_minute(part.debut)), 14, "dz-plein"))
        else:
            body.append(element("rect", x=x(opened), y=bar, width=x(closed) - x(opened), height=14, fill=f"url(#{ident}-h)"))
    return svg(ident, width, bottom + 2, title, description, "".join(body), "dz-large" if wide else "dz-etroit")




def _repere(e: Exemple, name: str, short: str, long: str, note: str) -> tuple[Repere, str]:
    etape = e.etape(name)
    text = " ".join(part for part in (etape.texte, note) if part)
    return Repere(short, etape.titre, text, etape.clause), long


def _frise(site: Site, page: Page, e: Exemple, reperes: list[tuple[Repere, str]], barres: list[Barre]) -> str:
    events = [repere for repere, _ in reperes]
    told = " ".join(f"{i}. {repere.titre}, {long}." for i, (repere, long) in enumerate(reperes, 1))
    drawings = dessiner(f"dz-{e.dessin.id}", e.dessin.titre, f"{e.dessin.description} {told}", events, barres)
    steps = "".join(f"<li>{_step(site, page, repere, long)}</li>" for repere, long in reperes)
    runs = "".join(f"<li>{_run(barre)}</li>" for barre in barres)
    words = p(esc(e.dessin.description)) + f"<ol>{steps}</ol>" + (p(esc("Les barres :")) + f"<ul>{runs}</ul>" if runs else "")
    return figure(e.dessin.titre, drawings, e.dessin.avis, words)


def _step(site: Site, page: Page, repere: Repere, long: str) -> str:
    clause = site.c.clauses.get(repere.clause)
    link = f' ({page.link(*place(clause))})' if clause else ""
    text = f" {esc(repere.texte)}" if repere.texte else ""
    return f"<strong>{esc(repere.titre)}</strong>{esc(' : ' + long)}.{text}{link}"


def _run(barre: Barre) -> str:
    first, last = (barre.fin, barre.debut) if barre.rebours else (barre.debut, barre.fin)
    return esc(f"{barre.nom} : de l'étape {first + 1} à l'étape {last + 1}{' (hachuré)' if barre.hachure else ''}.")


def _minute(hhmm: str) -> int:
    return int(hhmm[:2]) * 60 + int(hhmm[3:])
