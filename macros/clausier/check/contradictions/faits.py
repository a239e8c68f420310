"""What a contract fixes as a quantity: each sentence that gives it, with the severity, the place, the party… it gives it for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ... import model as m
from ...mots import Quantite, lire
from ..texte import Texte
from . import plafonds
from .commun import FAIBLE, GRAVE, TROP, Repere, absorbes, dit, nommes, places, plus_proche, reparties, reperes, titre_de
from .gravites import distincts, severites
from .mesures import Valeur, valeur
from .parties import parties, qui_agit
from .quantites import quantites, regimes
from .suites import AVANT, enchaine, entetes, renvoie
from .tableaux import GRILLES, cellule, familles, separees, siennes

SUITE = 8  # words between two values of one fact
_PARTICIPES = frozenset("remi remise rendu rendue livre envoye transmi transmise adresse fourni diffuse publie sou dan".split())
PARTIE, DOCUMENT, OBJET = "partie", "document", "objet"
_CELUI = frozenset(("celui", "celle"))
SUIVIES = ("plage", "cause")  # what a sentence says of the hours, the one that goes on with it says too
EXCEPTES = ("dommage", "objet")  # dimensions whose exceptions leave the rule as it is
_SAUF = frozenset("sauf hor hormi excepte exception".split())
_IMPERSONNEL = (["est"], ["s"], ["faut"], ["peut"])  # « Il est rappelé que… »
_RESTE = frozenset("reste autre surplu sinon".split())  # « pour le reste »: another case than the sentence before
REPRISE = 4  # words between a severity and the quantity of a sentence that only goes on with a grid


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence that gives a fact. `rangs`: severities; `cles`: other dimensions; `famille`: the table or list it stands in (-1: none), in
    which `etiquette` is its line's own name."""

    fait: m.Fait
    valeur: Valeur
    phrase: int
    rangs: frozenset[str]
    cles: Mapping[str, frozenset[str]]
    famille: int
    etiquette: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mentions:
    """All of them, by fact; `distincts`: pairs of severities that one scale tells apart; `libres`: by sentence, the quantities no fact explains."""

    par_fait: Mapping[str, Sequence[Mention]]
    distincts: frozenset[frozenset[str]]
    libres: Mapping[int, Sequence[tuple[int, Quantite]]]


def mentions(texte: Texte, rules: m.ReglesContradictions) -> Mentions:
    """Every quantity of the text that a fact of the rules explains."""
    return _Releve(texte, rules).mentions()


class _Releve:
    def __init__(self, texte: Texte, rules: m.ReglesContradictions):
        self.texte, self.rules = texte, rules
        found = quantites(texte, rules)
        left_out = dit(texte, (*rules.ecarte, *rules.deroge), found)
        left_out |= self._sous_derogation(found, left_out)
        self.quantites = {n: here for n, here in found.items() if n not in left_out}
        among = set(self.quantites)
        heads = {k for n in among for k in entetes(texte, n)}
        titles = {n for n in range(len(texte.phrases)) if texte.est_titre(n)}
        self.faits = {fait.id: fait for fait in rules.faits}
        rows = {k for n in among for k in texte.phrases_de[texte.bloc_de[n]]}
        self.lignes = {n for n in among if texte.bloc(n).cellules}
        self.gravites = severites(texte, rules, among | titles | rows)
        self.exclus: set[int] = set()  # sentences that speak otherwise of a fact a grid may give
        self.dit = self._faits(among | titles | self._autour(among))
        where = among | titles | heads | {n - 1 for n in among if n and self._celui(n)}
        self.dimensions = {name: absorbes(reperes(texte, nommes(values), where), "-") for name, values in rules.dimensions.items() if name != PARTIE}
        self.dimensions[PARTIE] = parties(texte, rules.dimensions[PARTIE], where)
        self.pouvoirs = frozenset(word.mot for each in rules.cas.pouvoirs for phrase in lire(each) for word in phrase)
        self.regimes = regimes(texte, rules, among)
        self.famille = familles(texte)
        self.libres: dict[int, list[tuple[int, Quantite]]] = {}

    def _sous_derogation(self, found: Mapping[int, object], left_out: set[int]) -> set[int]:
        """What goes on after a semicolon, or stands under a heading, that departs from the rule (« Phase de transition »)."""
        texte = self.texte
        apart = dit(texte, self.rules.deroge, {k for n in found for k in titre_de(texte, n)})
        under = {n for n in found if apart.intersection(titre_de(texte, n))}
        for number in sorted(found):
            before = number - 1 in left_out | under and texte.bloc_de[number - 1] == texte.bloc_de[number]
            if before and ";" in texte.texte[texte.phrases[number - 1][-1].fin : texte.phrases[number][0].debut]:
                under.add(number)
        return under

    def _autour(self, among: set[int]) -> set[int]:
        """Sentences that may name what a grid gives: those of the blocks just before its lines."""
        near: set[int] = set()
        for number in among:
            block = self.texte.bloc_de[number]
            near.update(self.texte.phrases_des(max(0, block - 1), block + 1))
        return near

    def _faits(self, among: set[int]) -> dict[int, list[Repere]]:
        found: dict[int, list[Repere]] = {}
        for fait in self.rules.faits:
            spots = reperes(self.texte, [(fait.id, pattern) for pattern in fait.motifs], among)
            for patterns, where, faible in ((fait.faibles, among, FAIBLE), (fait.graves, among.intersection(self.gravites), GRAVE)):
                for number, weak in reperes(self.texte, nommes({fait.id: patterns}), where, faible).items():
                    spots.setdefault(number, []).extend(weak)
            excluded = dit(self.texte, fait.sauf, {k for n in spots for k in (n - 1, n)})
            excluded |= {n for n in spots if n - 1 in excluded and self._pronom(n)}
            for number in self.lignes.intersection(spots):
                here = [spot for spot in spots[number] if not separees(self.texte, number, spot)]
                spots[number] = self._hors(number, fait.sauf, here) if number in excluded else here
            excluded -= self.lignes
            said = dit(self.texte, fait.avec, {k for n in spots for k in (n - 1, n, n + 1, *titre_de(self.texte, n))}) if fait.avec else set()
            if fait.grille:
                self.exclus |= excluded
            for number, here in spots.items():
                if number not in excluded and (not fait.avec or self._avec(number, said, fait.suite)):
                    found.setdefault(number, []).extend(here)
        return found

    def _pronom(self, number: int) -> bool:
        """« Prise de connaissance. Elle dure deux mois »: does a sentence speak only of what the one before names?"""
        beside = (*self.texte.phrases_de[self.texte.bloc_de[number]], *titre_de(self.texte, number))
        first, *then = (word.mot for word in self.texte.phrases[number])
        return (first == "elle" or (first == "il" and then[:1] not in _IMPERSONNEL)) and number - 1 in beside

    def _hors(self, number: int, unwanted: Sequence[str], spots: Sequence[Repere]) -> list[Repere]:
        """Of a row, what no unwanted word of its cell or of the first one speaks against."""
        against = {cellule(self.texte, number, i) for text in unwanted for i, _ in places(text, self.texte.phrases[number])}
        return [spot for spot in spots if cellule(self.texte, number, spot.j - 1) not in against and 0 not in against]

    def _avec(self, number: int, said: set[int], beside: bool) -> bool:
        """Is it said in the sentence, the one before (or after) it in its paragraph, or its heading?"""
        block = self.texte.phrases_de[self.texte.bloc_de[number]]
        near = [number - 1, number, number + 1] if beside else [number]
        if number - 1 in block and enchaine(self.texte, number):
            near.append(number - 1)
        if any(k in said and k in block for k in near) or any(k in said for k in titre_de(self.texte, number)):
            return True
        return number == block.start and renvoie(self.texte, number) and number - 1 in said  # « Leur total… », on a line of its own


    # ------------------------------------------------------------ what goes together
    def mentions(self) -> Mentions:
        found: dict[str, list[Mention]] = {}
        for number in sorted(self.quantites):
            if not self.texte.est_titre(number):
                for mention in self._phrase(number):
                    found.setdefault(mention.fait.id, []).append(mention)
        return Mentions(found, distincts(self.texte, self.gravites, self.famille), self.libres)

    def _phrase(self, number: int) -> list[Mention]:
        here = self.quantites[number][:TROP]
        spots = self.dit.get(number, [])
        row = self.texte.bloc(number).genre == "ligne"
        severities = self._severites(number)
        inherited = None if spots else self._grille(number, severities) or self._suite(number)
        bound: list[tuple[int, Quantite, m.Fait]] = []
        for k, quantity in here:
            kinds = siennes(self.texte, number, k, [spot for spot in spots if _mesure(self.faits[spot.nom], quantity)])
            obstacles = [other for other, q in here if q.genre == quantity.genre]
            spot = plus_proche(self.texte, number, k, kinds, obstacles, row)
            fait = self.faits[spot.nom] if spot else inherited if inherited and _mesure(inherited, quantity) else None
            if fait is None and bound and self._continue(bound[-1], k, quantity, spots):
                fait = bound[-1][2]
            if fait:
                bound.append((k, quantity, fait))
            else:
                self.libres.setdefault(number, []).append((k, quantity))
        made = []
        for fait in dict.fromkeys(fait for *_, fait in bound):
            mine = [(k, quantity) for k, quantity, other in bound if other is fait]
            ks = [k for k, _ in mine]
            of_severity = reparties(severities, ks)
            of_dimension = {name: self._dimension(number, name, ks, fait.mesure != "plafond") for name in (*fait.selon, *fait.souple) if name != "gravite"}
            for k, quantity in mine:
                keys = {name: values[k] for name, values in of_dimension.items()}
                ranks = of_severity[k] if "gravite" in fait.selon else frozenset()
                value = valeur(quantity, quantity.regime or self.regimes.get(number, ""))
                made.append(Mention(fait, value, number, ranks, keys, self.famille[self.texte.bloc_de[number]], self._etiquette(number, k)))
        return made

    def _continue(self, last: tuple[int, Quantite, m.Fait], k: int, quantity: Quantite, spots: Sequence[Repere]) -> bool:
        """« 7 jours s'il est critique, 30 jours sinon »: the same fact, with nothing said between."""
        return k - last[0] <= SUITE and _mesure(last[2], quantity) and not any(last[0] < other.i < k for other in spots)

    def _severites(self, number: int) -> list[Repere]:
        """The severities of a sentence; of its row; of a short heading over it."""
        here = self.gravites.get(number, [])
        if not here and self.texte.bloc(number).genre == "ligne":
            block = self.texte.phrases_de[self.texte.bloc_de[number]]
            here = [Repere(-1, -1, spot.nom) for k in block for spot in self.gravites.get(k, [])]
        if not here and number - 1 in self.texte.phrases_de[self.texte.bloc_de[number]] and enchaine(self.texte, number):
            names = {spot.nom for spot in self.gravites.get(number - 1, [])}
            apart = any(word.mot in _RESTE for word in self.texte.phrases[number])
            here = [Repere(-1, -1, name) for name in names] if len(names) == 1 and not apart else []
        if not here and (start := self.texte.phrases_de[self.texte.bloc_de[number]].start) < number:  # « Classe B (gênante) : … Réaction : 4 heures. »
            heads = {spot.nom for spot in self.gravites.get(start, []) if spot.i <= 1} if start not in self.quantites else ()
            here = [Repere(-1, -1, name) for name in heads] if len(heads) == 1 else []
        if not here:
            over = titre_de(self.texte, number)
            if len(over) == 1 and len(self.texte.phrases[over[0]]) <= 10:
                names = {spot.nom for spot in self.gravites.get(over[0], []) if "<" in spot.nom or spot.j - spot.i == len(self.texte.phrases[over[0]])}
                here = [Repere(-1, -1, name) for name in names] if len(names) == 1 else []
        return here

    def _suite(self, number: int) -> m.Fait | None:
        """« Compte rendu mensuel : incidents, actions ; remis sous 5 jours »: the fact that the head of the paragraph names, and no other."""
        block = self.texte.phrases_de[self.texte.bloc_de[number]]
        if number == block.start or self.texte.phrases[number][0].mot not in _PARTICIPES:
            return None
        names = {spot.nom for spot in self.dit.get(block.start, [])}
        return self.faits[names.pop()] if len(names) == 1 else None

    def _grille(self, number: int, severities: Sequence[Repere]) -> m.Fait | None:
        """The fact that a grid gives, named before it: in its paragraph, in a block before, in its heading. A line that names no severity gives
        a rate, or a delay for the thing it names."""
        block, severe = self.texte.bloc_de[number], bool(severities)
        if self.texte.blocs[block].genre not in GRILLES and (number in self.exclus or not self._reprend(number, severities)):
            return None
        found = self._annonce(number, block)
        if found is None or severe or found.mesure == "taux":
            return found
        return found if self.dimensions["objet"].get(number) and "objet" in found.selon else None

    def _reprend(self, number: int, severities: Sequence[Repere]) -> bool:
        """« Bloquante : 2 heures. Majeure : 8 heures »: a severity beside its quantity, and little else."""
        measured = [k for k, quantity in self.quantites[number] if quantity.genre != "nombre"]
        return any(-REPRISE <= measured[0] - spot.j <= REPRISE for spot in severities) if measured else False

    def _annonce(self, number: int, block: int) -> m.Fait | None:
        """The one fact named last before a line of a grid."""
        article = self.texte.article(number)
        before = [k for k in self.texte.phrases_de[block] if k < number][::-1]
        for other in range(block - 1, max(article.debut, block - AVANT) - 1, -1):
            before += list(self.texte.phrases_de[other])[::-1]
        for k in (*before, *titre_de(self.texte, number)):
            names = {spot.nom for spot in self.dit.get(k, [])}
            kinds = {name for name in names if self.faits[name].grille}
            if len(kinds) == 1:
                return self.faits[kinds.pop()]
            if kinds:
                return None
        return None

    def _dimension(self, number: int, name: str, ks: Sequence[int], acts: bool) -> dict[int, frozenset[str]]:
        spots = self.dimensions[name].get(number, [])
        if name == PARTIE and acts:
            spots = qui_agit(self.texte.phrases[number], spots, self.pouvoirs)
        if name in EXCEPTES and spots:  # « limitée à 50 000 €, sauf dommages corporels » is said of the others
            spots = [spot for spot in spots if not self._excepte(number, spot)]
            if not spots:
                return dict.fromkeys(ks, frozenset())
        if spots and self.texte.bloc(number).colonnes:
            return {k: frozenset(spot.nom for spot in siennes(self.texte, number, k, spots)) for k in ks}
        if spots:
            return reparties(spots, ks)
        before = [k for k in entetes(self.texte, number) if self.dimensions[name].get(k) and k not in self.quantites]
        if name in SUIVIES and not before and number - 1 in self.texte.phrases_de[self.texte.bloc_de[number]] and enchaine(self.texte, number):
            before = [number - 1]  # « … une astreinte de nuit. Le technicien rappelle alors… »
        if name == OBJET and not before and number - 1 in self.texte.phrases_de[self.texte.bloc_de[number]] and self._celui(number):
            before = [number - 1]  # « En cas d'arrêt de celui-ci… »
        heads = self._document(number) if name == DOCUMENT else titre_de(self.texte, number)
        over = frozenset(spot.nom for k in (before[-1:] or heads) for spot in self.dimensions[name].get(k, []))  # « Offre Pro. Le contrat… »
        return dict.fromkeys(ks, over if len(over) == 1 else frozenset())

    def _celui(self, number: int) -> bool:
        return any(word.mot in _CELUI for word in self.texte.phrases[number])

    def _document(self, number: int) -> Sequence[int]:
        """The last heading above a sentence that names the contract it stands in (« Contrat d'application n° 1 »)."""
        long = [k for k, spots in self.dimensions[DOCUMENT].items() if k < number and self.texte.est_titre(k) and any(spot.j - spot.i > 1 for spot in spots)]
        return long and [max(long)]

    def _excepte(self, number: int, spot: Repere) -> bool:
        """Is it what « sauf » leaves out, or « hors » in one breath (« hors dommages corporels, est limitée… »)?"""
        phrase = self.texte.phrases[number]
        before = [k for k, word in enumerate(phrase[: spot.i + 1]) if word.mot in _SAUF or (word.mot == "que" and k and phrase[k - 1].mot == "autre")]
        if not before or phrase[before[-1]].mot not in ("hor", "que"):
            return bool(before)
        return not any(sign in self.texte.texte[phrase[before[-1]].fin : phrase[spot.i].debut] for sign in ",;:")

    def _etiquette(self, number: int, k: int) -> frozenset[str]:
        """The name of a line of a table or list: its words before the quantity, those of the first cell for a row."""
        bloc = self.texte.bloc(number)
        start = self.texte.debuts[self.texte.bloc_de[number]]
        limit = start + bloc.cellules[0][1] if bloc.cellules else self.texte.phrases[number][k].debut
        before = [word for word in self.texte.phrases[number] if word.debut < word.fin <= limit]
        return frozenset(word.mot for word in before if not word.quantite and len(word.mot) > 2)


def _mesure(fait: m.Fait, quantity: Quantite) -> bool:
    """Can this quantity be this fact?"""
    if fait.mesure == "plafond":
        return quantity.genre in ("montant", plafonds.MOIS, plafonds.AUTRE)
    if quantity.genre != {"point": "nombre"}.get(fait.mesure, fait.mesure):
        return False
    return fait.mesure != "duree" or fait.au_moins <= quantity.valeur <= (fait.au_plus or quantity.valeur)
