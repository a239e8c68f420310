"""Un contrat entier sous le vérificateur : le nôtre se lit comme il s’annonce, une clause ôtée ou vidée ne passe plus pour présente, un autre texte est dit hors sujet."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from clausier.check import verifier
from clausier.check.contexte import hors_sujet
from clausier.check.rubriques import etats
from mesure import VIDE, articles, lire, notre, regles, texte_de

TRAVAIL = Path(__file__).resolve().parent / "contrats/travail"
MODELES = ("corrective-ticket", "preventive-demande", "infogerance-forfait")
OTEES = ("confidentialite", "responsabilite", "reversibilite", "sauvegarde", "assurance", "cession")
HORS_SUJET = yaml.safe_load((TRAVAIL / "hors-sujet.yml").read_text("utf-8"))
contrat_de = lru_cache(maxsize=None)(notre)


def article(contrat: str, rubrique: str) -> tuple[int, int]:
    """Où commence et finit l’article d’une rubrique dans un de nos contrats."""
    [(debut, fin)] = [(debut, fin) for trouvee, debut, fin in articles(contrat) if trouvee == rubrique]
    return debut, fin


def etat_dans(contrat: str, rubrique: str) -> str:
    return etats(texte_de(contrat), regles()[1].rubriques)[rubrique].etat


@pytest.mark.lent
@pytest.mark.parametrize("modele", MODELES)
def test_notre_contrat_se_lit_comme_il_s_annonce_et_rien_n_y_manque(modele):
    catalogue, controle = regles()
    rapport, annonce = verifier(lire(contrat_de(modele)), catalogue, controle), catalogue.modeles[modele]
    assert (set(rapport.types), rapport.formule) == (set(annonce.types), annonce.formule)
    assert [x.id for x in rapport.rubriques if x.etat == "absent"] == []
    assert rapport.contradictions == () and [x.regle for x in rapport.alertes if x.gravite != "usage"] == []


@pytest.mark.lent
@pytest.mark.parametrize("rubrique", OTEES)
def test_une_clause_otee_ou_videe_n_est_plus_presente(rubrique):
    contrat = contrat_de("infogerance-forfait")
    debut, fin = article(contrat, rubrique)
    titre = contrat[debut:fin].split("\n\n")[0]
    assert etat_dans(contrat, rubrique) == "present"
    assert etat_dans(contrat[:debut] + contrat[fin:], rubrique) != "present"
    assert etat_dans(f"{contrat[:debut]}{titre}\n\n{VIDE}\n\n{contrat[fin:]}", rubrique) != "present"


def test_un_resume_sans_valeur_contractuelle_n_est_pas_une_clause():
    liste = "\n\n- Assurance : le Prestataire est assuré pour 500 000 euros par sinistre et en justifie chaque année."
    assert etat_dans(f"Points à lire. Ce résumé n'a pas de valeur contractuelle.{liste}", "assurance") == "absent"
    assert etat_dans(f"Points convenus entre les parties.{liste}", "assurance") == "present"


@pytest.mark.parametrize("nom", HORS_SUJET)
def test_ce_qui_ressemble_a_un_tel_contrat_est_dit_hors_sujet(nom):
    assert hors_sujet(texte_de(HORS_SUJET[nom].replace(". ", ".\n")), regles()[1].contexte)


@pytest.mark.parametrize("fichier", sorted((TRAVAIL / "sujet").glob("*.txt")), ids=lambda f: f.stem)
def test_un_voisin_est_hors_sujet_et_un_contrat_atypique_ne_l_est_pas(fichier):
    raison = hors_sujet(texte_de(fichier.read_text("utf-8"), fichier.name), regles()[1].contexte)
    assert bool(raison) == fichier.stem.startswith("autre"), raison


TITRES = [
    "Contrat de maintenance informatique et de vidéosurveillance",
    "Maintenance du parc informatique et des onduleurs",
    "Conditions générales d’utilisation du service de maintenance du parc",
    "Contrat de licence et de maintenance du logiciel",
    "UNIVERSITÉ EXEMPLE\n\nCCTP – Infogérance des serveurs",
    "Contrat de maintenance de votre blog",
    "Offre n° 2024-12\n\nMaintenance informatique",
    "Avenant en cours de contrat de maintenance",
    "Règlement de la consultation et CCTP\n\nMaintenance informatique",
    "Location financière et maintenance de serveurs",
    "Lycée Exemple\n\nContrat de maintenance des postes de travail du CDI",
    "Charte de services – contrat d’infogérance",
    "Contrat de maintenance climatisation et informatique de la salle serveurs",
]


@pytest.mark.parametrize("titre", TITRES)
def test_un_titre_qui_parle_aussi_d_autre_chose_ne_met_pas_hors_sujet(titre):
    corps = (TRAVAIL / "sujet/contrat-06.txt").read_text("utf-8").split("\n", 3)[3]
    assert hors_sujet(texte_de(f"{titre}\n\n{corps}"), regles()[1].contexte) is None


@pytest.mark.parametrize("fichier", sorted((TRAVAIL / "contrats").glob("*.txt")) + sorted((TRAVAIL / "contrats").glob("*.md")), ids=lambda f: f.stem)
@pytest.mark.lent
def test_un_contrat_de_travail_n_est_pas_dit_hors_sujet(fichier):
    assert hors_sujet(texte_de(fichier.read_text("utf-8"), fichier.name), regles()[1].contexte) is None
