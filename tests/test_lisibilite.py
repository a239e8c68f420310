"""Le compteur de syllabes, de mots et de phrases compte-t-il comme un lecteur ?"""

import pytest
from lisibilite import kandel_moles, mediane, mots, phrases, syllabes

SYLLABES = {
    1: "le que vie vue dues joue oui nuit mois fin août œuvre guide longue veille",
    2: "contrat client créer réel payer moyen accueil louage jouer ticket idée logique parties question délai suspend",
    3: "prestataire responsable préventive création maintenance préavis continue période aérien ouvrier qualité rendez-vous suspendu",
    4: "situation contractuel réalité obligation informatique pénalité",
    5: "précontractuelle inexécution",
    6: "responsabilité disponibilité réversibilité",
}


@pytest.mark.parametrize("nombre, mot", [(nombre, mot) for nombre, liste in SYLLABES.items() for mot in liste.split()])
def test_un_mot_a_les_syllabes_qu_on_entend(nombre, mot):
    assert syllabes(mot) == nombre


@pytest.mark.parametrize("mot, nombre", [("GTI", 3), ("TVA", 3), ("RGPD", 4), ("DORA", 2), ("2027", 4), ("l’article", 2), ("aujourd’hui", 3), ("–", 0)])
def test_un_sigle_s_epelle_et_un_nombre_compte_ses_chiffres(mot, nombre):
    assert syllabes(mot) == nombre


def test_une_majuscule_ou_un_accent_en_capitale_ne_change_rien():
    assert [syllabes(mot) for mot in ("État", "Écrit", "CONTRAT", "Contrat")] == [2, 2, 2, 2]


def test_un_mot_est_entre_deux_espaces_et_un_tiret_seul_n_en_est_pas_un():
    assert mots("L’article\u00a04 – Durée\u00a0: «\u00a0trois mois\u00a0»") == ["L’article", "4", "Durée", "trois", "mois"]


def test_une_phrase_finit_au_point_et_non_a_l_abreviation():
    texte = "Voir l’article L.\u00a0441-10 et l’art. 1103. Payez\u00a0! Le prix est de 4,5\u00a0€. Il «\u00a0reste.\u00a0» Fin"
    assert phrases(texte) == ["Voir l’article L.\u00a0441-10 et l’art. 1103.", "Payez\u00a0!", "Le prix est de 4,5\u00a0€.", "Il «\u00a0reste.", "Fin"]


def test_le_score_suit_la_formule_publiee():
    # quatre phrases de deux mots de deux syllabes : 207 − 1,015 × 2 − 73,6 × 2
    assert kandel_moles(["Client payé. Contrat signé.", "Délai tenu. Ticket fermé"]) == pytest.approx(207 - 2.03 - 147.2)


def test_le_simple_se_lit_mieux_que_le_jargon():
    simple = ["Vous payez chaque mois. Le technicien vient dans les quatre heures. S’il tarde, le prix baisse."]
    jargon = ["L’inexécution contractuelle caractérisée des stipulations susvisées emporte, nonobstant toute indemnisation forfaitaire préalablement convenue, application de pénalités libératoires proportionnelles."]
    assert kandel_moles(simple) > 80
    assert kandel_moles(jargon) < 20


def test_un_texte_vide_n_a_pas_de_score():
    with pytest.raises(ValueError, match="pas de mot"):
        kandel_moles(["– : –"])


def test_la_mediane_partage_en_deux():
    assert [mediane([3, 1, 2]), mediane([4, 1, 3, 2])] == [2, 2.5]
