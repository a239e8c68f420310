"""Ce que le réglage a gagné sur la partie de travail ne se perd pas. Le chiffre qui vaut est celui de la partie figée (tests/mesure.py)."""

import pytest
from travail import chiffres, lignes_des_contrats, phrases

PLANCHERS = {
    "rubrique": {"rappel": 0.95, "precision": 0.95, "present_ou_vague": 0.88},
    "contradiction": {"rappel": 0.85, "precision": 0.95},
    "alerte": {"rappel": 0.85, "precision": 0.95},
    "phrase": {"rappel": 0.9, "precision": 0.95},
}


@pytest.mark.lent
def test_rien_ne_se_perd_sur_les_contrats_de_travail(imprime):
    lignes = [*lignes_des_contrats(), *phrases()]
    trouves = chiffres(lignes)
    imprime("Vérificateur, partie de travail", [f"{mesure} : {valeurs}" for mesure, valeurs in trouves.items()])
    assert [ou for mesure, _, attendu, trouve, ou in lignes if mesure == "sujet" and attendu != trouve] == []
    assert {mesure: {nom: trouves[mesure][nom] for nom, plancher in planchers.items() if trouves[mesure][nom] < plancher} for mesure, planchers in PLANCHERS.items()} == {mesure: {} for mesure in PLANCHERS}
