"""Mesure le vérificateur sur la partie figée : `make mesure` (ou `.venv/bin/python tests/mesure.py`) récrit clauses/controle/mesures.yml, que le site publie.

Rappel et précision par rubrique et par règle, présent contre vague, contradictions, alertes, hors-sujet, fausses alarmes sur nos contrats ; effectifs et intervalles de
Wilson à 95 %. Rien d'aléatoire : mêmes règles, mêmes octets. Le détail des ratés ne se lit pas ici : régler sur la mesure la rendrait muette.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from math import sqrt
from pathlib import Path

import yaml

from clausier import controle, exemple, loader, reponses
from clausier.check import alertes as a, contradictions as c, verifier
from clausier.check.contexte import hors_sujet
from clausier.check.rubriques import Plan, etat, etats
from clausier.check.texte import Texte
from clausier.contrat import assemble
from clausier.extract import lire_octets
from clausier.render import FORMATS

RACINE = Path(__file__).resolve().parent.parent
MESURE = RACINE / "tests/contrats/mesure"
SORTIE = RACINE / "clauses/controle/mesures.yml"
RETIRES = ("infogerance-forfait", "preventive-corrective-forfait", "corrective-ticket", "preventive-corrective-forfait-public")  # où chaque clause est ôtée, puis vidée
ENTETE = "# Écrit par « make mesure » sur la partie figée de tests/contrats/mesure ; ne se corrige pas à la main.\n"
VIDE = "Les parties verront ce point ensemble le moment venu."


@lru_cache(maxsize=1)
def regles():
    catalogue = loader.load()
    return catalogue, controle.load(catalogue)


def lire(texte: str, nom: str = "contrat.txt"):
    return lire_octets(nom, texte.encode())


def texte_de(texte: str, nom: str = "contrat.txt") -> Texte:
    return Texte(lire(texte, nom), regles()[1].langue)


def contrats(dossier: Path) -> Iterator[tuple[str, dict]]:
    """Chaque texte étiqueté d'un dossier : son fichier, ses étiquettes."""
    for fiche in sorted(dossier.glob("*.yml")):
        texte = next(f for f in (fiche.with_suffix(".txt"), fiche.with_suffix(".md")) if f.exists())
        yield texte.as_posix(), yaml.safe_load(fiche.read_text("utf-8"))


def notre(modele: str) -> str:
    """Un de nos contrats, rempli des valeurs fictives de l'exemple, en texte."""
    catalogue, _ = regles()
    choisi = catalogue.modeles[modele]
    options = [*choisi.options, *reponses.default_options(catalogue, choisi.options)]
    source = exemple.example_yaml(catalogue, choisi.types, choisi.formule, choisi.hors_forfait, options, ())
    return FORMATS["txt"].render(assemble(catalogue, reponses.read(source.encode(), catalogue)).document).decode()


# ---------------------------------------------------------------- les passes, chacune dans son processus
def d_un_contrat(cas: tuple[str, dict]) -> list[tuple]:
    """(mesure, nom, attendu, trouvé) de chaque rubrique, genre de contradiction et alerte d'un contrat étiqueté."""
    chemin, dites = cas
    catalogue, k = regles()
    texte = lire(Path(chemin).read_text("utf-8"), chemin)
    rapport = verifier(texte, catalogue, k)
    vu = Texte(texte, k.langue)
    lignes = [("sujet", "contrat", "contrat", "hors sujet" if rapport.hors_sujet else "contrat")]
    trouves = etats(vu, k.rubriques)
    lignes += [("rubrique", nom, dites["rubriques"].get(nom, {}).get("etat", "absent"), trouves[nom].etat) for nom in k.rubriques]
    lignes += _ensembles("contradiction", {x["genre"] for x in dites["contradictions"]}, {x.regle for x in c.chercher(vu, k.contradictions)}, genres())
    lignes += _ensembles("alerte", {x["genre"] for x in dites["alertes"]}, {x.regle for x in rapport.alertes if not x.regle.startswith("flou-")}, k.alertes)
    return lignes


def d_un_hors_sujet(cas: tuple[str, dict]) -> list[tuple]:
    vu = texte_de(Path(cas[0]).read_text("utf-8"), cas[0])
    return [("sujet", "autre", "hors sujet", "hors sujet" if hors_sujet(vu, regles()[1].contexte) else "contrat")]


def d_une_reformulation(cas: tuple[str, str, str]) -> list[tuple]:
    nom, attendu, texte = cas
    return [("reformulation", nom, attendu, etat(texte_de(texte), regles()[1].rubriques[nom]).etat)]


def d_une_epreuve(cas: tuple[str, str, str, bool]) -> list[tuple]:
    """Une contradiction ou une alerte en petit, ou son voisin sain."""
    sorte, genre, texte, sain = cas
    catalogue, k = regles()
    vu = texte_de(texte)
    if sorte == "contradiction-petite":
        trouve = any(x.regle == genre for x in c.chercher(vu, k.contradictions))
    else:
        regle = k.alertes[genre]
        trouve = bool(a.trouve(vu, regle.tournures, regle.nie))
    return [(sorte, genre, "non" if sain else "oui", "oui" if trouve else "non")]


def d_un_contredit(cas: tuple[str, str, str, str]) -> list[tuple]:
    """Un de nos contrats, avec un alinéa de plus après un article."""
    modele, apres, texte, genre = cas
    contrat = notre(modele)
    place = contrat.index(apres.splitlines()[0]) if apres in contrat else len(contrat) - 1
    fin = contrat.find("\n\n", contrat.find("\n\n", place) + 2)
    vu = texte_de(contrat[:fin] + "\n\n" + texte + contrat[fin:])
    trouves = {x.regle for x in c.chercher(vu, regles()[1].contradictions)}
    if genre == "sain":
        return [("contredit", "sain", "non", "oui" if trouves else "non")]
    return [("contredit", genre, "oui", "oui" if genre in trouves else "non")]


def d_un_des_notres(modele: str) -> list[tuple]:
    """Nos contrats entiers : aucune rubrique due absente, aucune contradiction, aucune alerte fondée sur un texte ni de risque."""
    catalogue, k = regles()
    rapport = verifier(lire(notre(modele)), catalogue, k)
    lignes = [("notre", x.id, "vu", "absent" if x.etat == "absent" else "vu") for x in rapport.rubriques if x.etat in ("present", "vague", "absent") and x.statut != "recommande"]
    lignes += [("notre-present", x.id, "present", x.etat) for x in rapport.rubriques if x.etat in ("present", "vague")]
    lignes.append(("notre-contradiction", modele, "non", "oui" if rapport.contradictions else "non"))
    lignes.append(("notre-alerte", modele, "non", "oui" if any(x.gravite != "usage" for x in rapport.alertes) else "non"))
    return lignes


def d_un_contrat_ampute(modele: str) -> list[tuple]:
    """Chaque clause ôtée (sa rubrique n'est plus présente), puis vidée (elle n'est plus que vague)."""
    _, k = regles()
    contrat = notre(modele)
    lignes = []
    trouves = articles(contrat)
    seuls = Counter(rubrique for rubrique, _, _ in trouves)
    for rubrique, debut, fin in trouves:
        if seuls[rubrique] > 1 or rubrique not in k.rubriques:
            continue
        sans = dans(contrat[:debut] + contrat[fin:], rubrique)
        entete = contrat[debut:fin].split("\n\n")[0]
        vide = dans(contrat[:debut] + entete + "\n\n" + VIDE + "\n\n" + contrat[fin:], rubrique)
        lignes += [("otee", rubrique, "pas presente", "presente" if sans == "present" else "pas presente"), ("videe", rubrique, "pas presente", "presente" if vide == "present" else "pas presente")]
    return lignes


def dans(contrat: str, rubrique: str) -> str:
    """L'état d'une rubrique dans un contrat entier."""
    vu, regles_ = texte_de(contrat), regles()[1].rubriques
    return etat(vu, regles_[rubrique], Plan(vu, regles_)).etat


def articles(contrat: str) -> list[tuple[str, int, int]]:
    """Rubrique, début et fin de chaque article de notre texte (« Article 4 – Objet », souligné)."""
    rubriques = {clause.titre.replace("'", "’"): clause.rubrique for clause in regles()[0].clauses.values() if clause.rubrique}
    places = [(m[1].strip(), m.start()) for m in re.finditer(r"^Article [0-9]+ [–-] (.+)\n[-=~]{3,}", contrat, re.M)]
    fins = [debut for _, debut in places[1:]] + [len(contrat)]
    return [(rubriques[titre], debut, fin) for (titre, debut), fin in zip(places, fins) if titre in rubriques]


def _ensembles(sorte: str, attendus: set[str], trouves: set[str], tous: Iterable[str]) -> list[tuple]:
    return [(sorte, nom, "oui" if nom in attendus else "non", "oui" if nom in trouves else "non") for nom in tous]


def genres() -> list[str]:
    return list(yaml.safe_load((MESURE / "contradictions.yml").read_text("utf-8")))


# ---------------------------------------------------------------- les comptes
def passes() -> list[tuple]:
    """Toutes les lignes (mesure, nom, attendu, trouvé)."""
    reform = yaml.safe_load((MESURE / "reformulations.yml").read_text("utf-8"))
    petites = yaml.safe_load((MESURE / "contradictions.yml").read_text("utf-8"))
    alertes = yaml.safe_load((MESURE / "alertes.yml").read_text("utf-8"))
    contredits = yaml.safe_load((MESURE / "contredits.yml").read_text("utf-8"))
    catalogue, k = regles()
    travaux = [
        (d_un_contrat, list(contrats(MESURE / "contrats"))),
        (d_un_hors_sujet, list(contrats(MESURE / "hors-sujet"))),
        (d_une_reformulation, [(nom, attendu, texte) for nom, dits in reform.items() for attendu in ("present", "vague") for texte in dits[attendu]]),
        (d_une_epreuve, [("contradiction-petite", genre, x["texte"], bool(x.get("sain"))) for genre, cas in petites.items() for x in cas]),
        (d_une_epreuve, [("alerte-petite", genre, x["texte"], bool(x.get("sain"))) for genre, cas in alertes.items() if genre in k.alertes for x in cas]),
        (d_un_contredit, [(x["modele"], x["apres"], x["texte"], "sain" if genre == "sains" else genre) for genre, cas in contredits.items() for x in cas]),
        (d_un_des_notres, list(catalogue.modeles)),
        (d_un_contrat_ampute, list(RETIRES)),
    ]
    with ProcessPoolExecutor() as equipe:
        return [ligne for passe, cas in travaux for lignes in equipe.map(passe, cas, chunksize=4) for ligne in lignes]


def wilson(juste: int, total: int) -> list[float] | None:
    """L'intervalle à 95 % d'une proportion ; None sans effectif."""
    if not total:
        return None
    z, p = 1.96, juste / total
    centre, marge = p + z * z / (2 * total), z * sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return [round(max(0.0, (centre - marge) / (1 + z * z / total)), 3), round(min(1.0, (centre + marge) / (1 + z * z / total)), 3)]


def part(juste: int, total: int) -> dict:
    return {"juste": juste, "total": total, "part": round(juste / total, 3) if total else None, "intervalle": wilson(juste, total)}


def binaire(lignes: Iterable[tuple], oui) -> dict:
    """Rappel et précision : `oui` dit si une valeur compte pour trouvée."""
    compte = Counter((oui(attendu), oui(trouve)) for _, _, attendu, trouve in lignes)
    vrais = compte[True, True]
    return {
        "rappel": part(vrais, vrais + compte[True, False]),
        "precision": part(vrais, vrais + compte[False, True]),
        "fausses_alarmes": part(compte[False, True], compte[False, True] + compte[False, False]),
    }


def est_vu(valeur: str) -> bool:
    return valeur in ("present", "vague")


def est_oui(valeur: str) -> bool:
    return valeur == "oui"


def tableau(lignes: list[tuple]) -> dict:
    """Tout ce que le site publie."""
    de = {sorte: [x for x in lignes if x[0] == sorte] for sorte in dict.fromkeys(x[0] for x in lignes)}
    noms = list(dict.fromkeys(x[1] for x in de["rubrique"]))

    def juste(choix: list[tuple]) -> dict:
        vus = [x for x in choix if est_vu(x[2]) and est_vu(x[3])]
        return part(sum(x[2] == x[3] for x in vus), len(vus))

    def par_nom(sorte: str, petite: str) -> dict:
        regles_ = list(dict.fromkeys(x[1] for x in [*de[sorte], *de.get(petite, [])]))
        return {nom: {"contrats": binaire([x for x in de[sorte] if x[1] == nom], est_oui), "petites": binaire([x for x in de.get(petite, []) if x[1] == nom], est_oui)} for nom in regles_}

    return {
        "effectifs": {"contrats": sum(x[1] == "contrat" for x in de["sujet"]), "hors_sujet": sum(x[1] == "autre" for x in de["sujet"]), "reformulations": len(de["reformulation"]), "modeles": len(de["notre-alerte"])},
        "rubriques": {
            "contrats": binaire(de["rubrique"], est_vu) | {"present_ou_vague": juste(de["rubrique"])},
            "reformulations": {"vues": part(sum(est_vu(x[3]) for x in de["reformulation"]), len(de["reformulation"])), "present_ou_vague": juste(de["reformulation"])},
            "otees": part(sum(x[2] == x[3] for x in de["otee"]), len(de["otee"])),
            "videes": part(sum(x[2] == x[3] for x in de["videe"]), len(de["videe"])),
        },
        "par_rubrique": {nom: binaire([x for x in de["rubrique"] if x[1] == nom], est_vu) | {"present_ou_vague": juste([x for x in [*de["rubrique"], *de["reformulation"]] if x[1] == nom])} for nom in noms},
        "contradictions": {"contrats": binaire(de["contradiction"], est_oui), "petites": binaire(de["contradiction-petite"], est_oui), "dans_nos_contrats": binaire(de["contredit"], est_oui)},
        "par_contradiction": par_nom("contradiction", "contradiction-petite"),
        "alertes": {"contrats": binaire(de["alerte"], est_oui), "petites": binaire(de["alerte-petite"], est_oui)},
        "par_alerte": par_nom("alerte", "alerte-petite"),
        "sujet": part(sum(x[2] == x[3] for x in de["sujet"]), len(de["sujet"])),
        "nos_contrats": {
            "faux_absents": part(sum(x[3] == "absent" for x in de["notre"]), len(de["notre"])),
            "presentes": part(sum(x[3] == "present" for x in de["notre-present"]), len(de["notre-present"])),
            "contradictions": part(sum(est_oui(x[3]) for x in de["notre-contradiction"]), len(de["notre-contradiction"])),
            "alertes": part(sum(est_oui(x[3]) for x in de["notre-alerte"]), len(de["notre-alerte"])),
        },
    }


def main() -> int:
    mesures = {"regles": regles()[1].empreinte, **tableau(passes())}
    SORTIE.parent.mkdir(parents=True, exist_ok=True)
    SORTIE.write_text(ENTETE + yaml.safe_dump(mesures, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200), "utf-8")
    for titre, valeur in (("rubriques", mesures["rubriques"]), ("contradictions", mesures["contradictions"]), ("alertes", mesures["alertes"]), ("sujet", mesures["sujet"]), ("nos contrats", mesures["nos_contrats"])):
        print(f"— {titre}")
        for nom, quoi in valeur.items() if titre != "sujet" else [("sujet", valeur)]:
            print(f"  {nom} : {quoi}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
