"""Deux cents fichiers de réponses qui, ensemble, emploient chaque clause, chaque version et chaque paire de choix compatibles.

L’ensemble est bâti par un algorithme glouton, toujours le même : à chaque pas, de quelques tirages, on garde celui qui couvre le plus de
ce qui manque. Les valeurs sont celles des exemples, certaines longues, accentuées, sur plusieurs lignes, ou absentes.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import combinations

from clausier import model as m, reponses as r

NOMBRE = 200
_TIRAGES = 12
_CALCULEES = {  # l’option déduite, et une valeur qui l’allume ou l’éteint
    "montant-5000": ("montant_total_ht", "36000", "4000"),
    "sur-site-400h": ("heures_sur_site", "500", "10"),
    "plus-de-12-mois": ("duree_contrat", "24", "12"),
    "interventions-illimitees": ("regime_interventions", "illimite", "plafonne"),
}
_LONG = (
    "Société européenne de l’Île-aux-Œufs « Ça & là » – dépôts, façades, hôtels, archives et cætera ; ateliers n° 1 à 12, "
    "à l’angle de la rue de l’Abbé-Groult et de l’avenue du Maréchal-Leclerc, bâtiment B, 3ᵉ étage (accès par la cour)"
)
_ACCENTS = "ÉTABLISSEMENTS NAÏVE & FRÈRES – Çà, où l’œuvre coûte 20 % « déjà »"
_LIGNES = "Première ligne : l’atelier d’été.\nDeuxième ligne, plus longue, où l’on précise l’accès, l’étage et l’heure.\n- troisième ligne qui commence par un tiret"

Choix = tuple[frozenset[str], str, str, frozenset[str]]  # types, formule, hors forfait, options demandées
Paire = frozenset[tuple[str, str]]


# ---------------------------------------------------------------- ce qu’il faut couvrir
def atomes(situation: m.Situation, types: Iterable[str]) -> set[tuple[str, str]]:
    """Les choix d’une situation, chacun par son genre et son nom."""
    trouves = {("type", t) for t in types} | {("option", o) for o in situation.options}
    return trouves | {("formule", situation.formule), ("hors-forfait", situation.hors_forfait)}


def compatibles(catalogue: m.Catalogue) -> set[Paire]:
    """Les paires de choix qu’un contrat peut porter ensemble : ni deux formules, ni deux options d’un même groupe exclusif, implications comprises."""
    tous = [("type", t) for t in catalogue.types] + [(g, f) for g in ("formule", "hors-forfait") for f in catalogue.formules] + [("option", o) for o in catalogue.options]
    trouvees = set()
    for un, autre in combinations(tous, 2):
        if un[0] == autre[0] in ("formule", "hors-forfait"):
            continue
        options = set().union(*(_apporte(catalogue, genre, nom) for genre, nom in (un, autre)))
        groupes = [catalogue.options[o].groupe for o in options if catalogue.options[o].groupe]
        if len(groupes) == len(set(groupes)):
            trouvees.add(frozenset((un, autre)))
    return trouvees


def _apporte(catalogue: m.Catalogue, genre: str, nom: str) -> set[str]:
    """Les options qu’un choix allume, la sienne comprise."""
    if genre == "hors-forfait":
        return set()
    a_voir = [nom] if genre == "option" else list((catalogue.types if genre == "type" else catalogue.formules)[nom].implique)
    trouvees: set[str] = set()
    while a_voir:
        option = a_voir.pop()
        if option not in trouvees:
            trouvees.add(option)
            a_voir += catalogue.options[option].implique
    return trouvees


# ---------------------------------------------------------------- l’ensemble couvrant
def choix(catalogue: m.Catalogue) -> list[Choix]:
    """Les choix de chaque fichier, dans l’ordre où l’algorithme les retient."""
    hasard = random.Random("clausier")
    manquent, retenus = compatibles(catalogue), []
    for _ in range(NOMBRE):
        tirages = [(tirage, _paires(catalogue, tirage) & manquent) for tirage in (_tirage(catalogue, hasard) for _ in range(_TIRAGES))]
        retenu, apports = max(tirages, key=lambda tirage: len(tirage[1]))
        manquent -= apports
        retenus.append(retenu)
    return retenus


def _tirage(catalogue: m.Catalogue, hasard: random.Random) -> Choix:
    types = frozenset(hasard.sample(sorted(catalogue.types), hasard.randint(1, len(catalogue.types))))
    formule, hors_forfait = (hasard.choice(sorted(catalogue.formules)) for _ in range(2))
    densite = hasard.choice((0.1, 0.4, 0.7))
    options, groupes = [], {}
    for option in catalogue.options.values():
        if option.groupe:
            groupes.setdefault(option.groupe, []).append(option.id)
        elif hasard.random() < densite:
            options.append(option.id)
    options += [hasard.choice(noms) for noms in groupes.values()]
    return types, formule, hors_forfait, frozenset(options)


def _paires(catalogue: m.Catalogue, choix: Choix) -> set[Paire]:
    types, formule, hors_forfait, options = choix
    presents = atomes(catalogue.worlds.situation(types, formule, hors_forfait, options), types)
    return {frozenset(paire) for paire in combinations(sorted(presents), 2)}


def reponses(catalogue: m.Catalogue, choisi: Choix, rang: int) -> dict:
    """Les réponses de ces choix, prêtes pour `reponses.build` : une version par clause sensible, des valeurs d’exemple, certaines changées ou retirées."""
    types, formule, hors_forfait, options = choisi
    hasard = random.Random(f"valeurs {rang}")
    brut = {
        "types": [t for t in catalogue.types if t in types],
        "formule": formule,
        "formule-hors-forfait": hors_forfait,
        "options": [o for o in catalogue.options if o in options and not catalogue.options[o].calculee],
        "fictif": "oui" if rang % 2 else "non",
        "position": hasard.choice(m.VERSIONS),
        "champs": {champ: allumee if option in options else eteinte for option, (champ, allumee, eteinte) in _CALCULEES.items()},
    }
    situation = r.build(brut, catalogue).situation
    brut["versions"] = {c.id: hasard.choice(m.VERSIONS) for c in catalogue.clauses.values() if c.sensible and c.condition.vraie(situation)}
    blancs = hasard.choice((0, 0, 0.02, 0.3))
    for champ in catalogue.champs.values():
        exemple = next((e.exemple for e in champ.exemples_selon if e.condition.vraie(situation)), champ.exemple)
        if champ.id not in brut["champs"] and hasard.random() >= blancs:
            brut["champs"][champ.id] = _valeur(champ, _apostrophes(exemple), hasard)
    return brut


def _apostrophes(valeur: object) -> object:
    if isinstance(valeur, str):
        return valeur.replace("'", "’")
    return [_apostrophes(x) for x in valeur] if isinstance(valeur, list) else {cle: _apostrophes(x) for cle, x in valeur.items()}


def _valeur(champ: m.Champ, valeur: object, hasard: random.Random) -> object:
    """La valeur d’exemple, ou une autre plus difficile à imprimer ; nombres et dates restent, car ils se comparent entre eux."""
    change = hasard.random()
    if champ.type == "texte" and change < 0.3:
        return _LONG if change < 0.1 else _ACCENTS
    if champ.type == "paragraphe" and change < 0.4:
        return _LIGNES if change < 0.2 else f"{_LONG}. " * 4
    if champ.type == "liste" and change < 0.3:
        return [*valeur, _ACCENTS, _LONG]
    if champ.type == "tableau" and change < 0.3:
        textes = [c.id for c in champ.colonnes if c.type == "texte"]
        return [*valeur[:-1], {**valeur[-1], textes[-1]: _ACCENTS}] if textes else valeur
    return valeur


def employes(contrats: Iterable) -> Iterator[tuple[str, str]]:
    """Chaque (clause, version) et chaque (annexe, « ») de ces contrats."""
    for contrat in contrats:
        yield from ((k.clause.id, k.version) for k in contrat.clauses)
        yield from ((a.id, "annexe") for a in contrat.annexes)
