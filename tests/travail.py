"""Joue les règles sur la partie de travail, et dit chaque raté avec sa phrase : `.venv/bin/python tests/travail.py [ID…]`.

Un ID est une rubrique, un genre de contradiction ou une alerte ; sans ID, les chiffres seuls, de toutes. La partie figée ne se lit pas ainsi (voir tests/mesure.py).
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import yaml
from mesure import RACINE, binaire, contrats, est_oui, est_vu, part, regles, texte_de

from clausier.check import alertes as a, contradictions as c, verifier
from clausier.check.rubriques import etat, etats
from clausier.check.texte import Texte
from clausier.extract import lire_octets

TRAVAIL = RACINE / "tests/contrats/travail"
Ligne = tuple[str, str, str, str, str]  # (mesure, nom, attendu, trouvé, où)


def d_un_contrat(cas: tuple[str, dict]) -> list[Ligne]:
    """Chaque rubrique, genre de contradiction et alerte d'un contrat : ce que disent ses étiquettes, ce que trouvent les règles, et dans quelle phrase."""
    chemin, dites = Path(cas[0]), cas[1]
    catalogue, k = regles()
    lecture = lire_octets(chemin.name, chemin.read_bytes())
    texte, rapport = Texte(lecture, k.langue), verifier(lecture, catalogue, k)
    lignes = [("sujet", "contrat", "contrat", "hors sujet" if rapport.hors_sujet else "contrat", chemin.stem)]
    for nom, trouve in etats(texte, k.rubriques).items():
        attendu = (dites["rubriques"] or {}).get(nom, {})
        cite = texte.texte[slice(*texte.bornes(trouve.phrase))][:200] if trouve.phrase is not None else ""
        lignes.append(("rubrique", nom, attendu.get("etat", "absent"), trouve.etat, f"{chemin.stem} : attendu « {attendu.get('passage', '')} », trouvé « {cite} »"))
    lignes += _contradictions(texte, dites, chemin.stem)
    levees = {x.regle for x in rapport.alertes if not x.regle.startswith("flou-")}
    return lignes + _ensemble("alerte", dites["alertes"] or (), levees, k.alertes, chemin.stem)


def d_un_contredit(cas: tuple[str, dict]) -> list[Ligne]:
    """Chaque genre de contradiction d'un contrat étiqueté pour elles seules ; ses leurres sont dits dans son fichier, et se jouent avec lui."""
    chemin = Path(cas[0])
    return _contradictions(Texte(lire_octets(chemin.name, chemin.read_bytes()), regles()[1].langue), cas[1], chemin.stem)


def _contradictions(texte: Texte, dites: dict, ou: str) -> list[Ligne]:
    rules = regles()[1].contradictions
    return _ensemble("contradiction", dites["contradictions"] or (), {x.regle for x in c.chercher(texte, rules)}, rules.genres, ou)


def _ensemble(mesure: str, dites: Collection[dict], trouves: Collection[str], noms: Collection[str], ou: str) -> list[Ligne]:
    passages = {x["genre"]: x.get("passages") or [x["passage"]] for x in dites}
    return [(mesure, nom, "oui" if nom in passages else "non", "oui" if nom in trouves else "non", f"{ou} : {' / '.join(passages.get(nom, ()))}") for nom in noms]


def passages() -> Iterator[Ligne]:
    """Chaque passage isolé, écrit pour une rubrique : ce qu'il en dit, ce que trouve la règle."""
    k = regles()[1]
    for nom, dits in yaml.safe_load((TRAVAIL / "reformulations.yml").read_text("utf-8")).items():
        for attendu, textes in dits.items():
            for texte in textes:
                yield "passage", nom, attendu, etat(texte_de(texte), k.rubriques[nom]).etat, texte


def phrases() -> Iterator[Ligne]:
    """Chaque phrase isolée, écrite pour une alerte ou à côté d'elle : ce qu'elle doit lever, ce qu'elle lève."""
    k = regles()[1]
    for nom, dites in yaml.safe_load((TRAVAIL / "alertes.yml").read_text("utf-8")).items():
        rule = k.alertes[nom]
        for sorte, attendu in (("leve", "oui"), ("tait", "non")):
            for texte in dites[sorte]:
                yield "phrase", nom, attendu, "oui" if a.trouve(texte_de(texte), rule.tournures, rule.nie) else "non", texte


def lignes_des_contrats() -> list[Ligne]:
    with ProcessPoolExecutor() as equipe:
        travaux = [(d_un_contrat, contrats(TRAVAIL / "contrats")), (d_un_contredit, contrats(TRAVAIL / "contredits"))]
        return [ligne for passe, cas in travaux for lignes in equipe.map(passe, cas, chunksize=4) for ligne in lignes]


def chiffres(lignes: Collection[Ligne]) -> dict[str, dict]:
    """Par mesure : rappel, précision, et présent contre vague."""
    rendus = {}
    for mesure, compte in (("rubrique", est_vu), ("passage", est_vu), ("contradiction", est_oui), ("alerte", est_oui), ("phrase", est_oui)):
        siennes = [ligne[:4] for ligne in lignes if ligne[0] == mesure]
        if siennes:
            rendus[mesure] = {nom: valeur["part"] for nom, valeur in binaire(siennes, compte).items()}
        if siennes and compte is est_vu:
            vus = [x for x in siennes if est_vu(x[2]) and est_vu(x[3])]
            rendus[mesure]["present_ou_vague"] = part(sum(x[2] == x[3] for x in vus), len(vus))["part"]
    return rendus


def main(noms: list[str]) -> int:
    lignes = [*lignes_des_contrats(), *passages(), *phrases()]
    for mesure, nom, attendu, trouve, ou in lignes:
        if attendu != trouve and (nom in noms or mesure == "sujet"):
            print(f"{nom} ({mesure}) : {attendu} attendu, {trouve} trouvé. {ou}")
    for nom in noms:
        print(nom, chiffres([ligne for ligne in lignes if ligne[1] == nom]))
    print("toutes", chiffres(lignes))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
