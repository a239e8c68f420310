"""The fictitious example that the drawings share: the examples of the fields, typed, and the service hours they give."""

from __future__ import annotations

from datetime import date

from ... import calculs, model as m
from ...typography import NBSP, clock, french, long_date
from ...valeurs import Value, read_value, show_value
from ..site import Site

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


class Exemple:
    """Values of the fields' examples; raises ValueError, with the cure, when a drawing lacks a field or a step."""

    def __init__(self, site: Site, name: str):
        self.site, self.c = site, site.c
        self.dessin = _known(self.c.dessins, name, "vocabulaire/dessins.yml : dessin")
        self.etapes = {etape.id: etape for etape in self.dessin.etapes}

    def etape(self, name: str) -> m.Etape:
        return _known(self.etapes, name, f"vocabulaire/dessins.yml, dessin « {self.dessin.id} » : étape")

    def champ(self, name: str) -> Value:
        champ = _known(self.c.champs, name, "vocabulaire/champs.yml : champ")
        value = read_value(champ, champ.exemple, lambda path, message: None)
        if value is None:
            raise ValueError(f"vocabulaire/champs.yml : donnez un exemple au champ « {name} », le dessin « {self.dessin.id} » s'en sert")
        return value

    def dit(self, name: str) -> str:
        """A field's example as a contract prints it: « 3 mois »."""
        return show_value(self.c.champs[name], self.champ(name))

    @property
    def plage(self) -> calculs.Plage:
        return calculs.Plage(self.champ("heure_ouverture"), self.champ("heure_fermeture"), (1, 2, 3, 4, 5), self.dessin.feries)

    def delai(self, grille: str, gravite: str) -> int:
        """Minutes of a grid of delays, for a gravity."""
        row = next((row for row in self.champ(grille) if row.get("gravite") == gravite), None)
        if row is None:
            raise ValueError(f"vocabulaire/champs.yml : l'exemple de « {grille} » n'a pas de gravité « {gravite} »")
        return row["delai"] * 60


def jour(iso: str, court: bool = False) -> str:
    """« jeudi 25 mars 2027 », or « jeu. 25 mars »."""
    name = JOURS[date.fromisoformat(iso).weekday()]
    return f"{name[:3]}.{NBSP}{long_date(iso).rpartition(NBSP)[0]}" if court else f"{name} {long_date(iso)}"


def instant(moment: str, court: bool = False) -> str:
    """« jeudi 25 mars 2027, 16 h »."""
    day, hours = moment.split(" ")
    return f"{jour(day, court)}, {clock(hours)}"


def duree(minutes: int) -> str:
    """« 45 min », « 4 h », « 4 h 30 »."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    return f"{hours}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")


def nombre(text: str) -> str:
    """« 37,5 »."""
    return french(text.replace(".", ","))


def _known(items, name: str, what: str):
    if name not in items:
        raise ValueError(f"{what} « {name} » introuvable : rétablissez-la, le site dessine d'après elle")
    return items[name]
