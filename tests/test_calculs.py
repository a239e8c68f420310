"""Les calculs du contrat : chaque cas de vectors/calculs.yml, et des lois qui valent pour toutes les entrées."""

from dataclasses import asdict, is_dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given, strategies as st

from clausier import calculs

CAS = yaml.safe_load((Path(__file__).parent / "vectors/calculs.yml").read_text("utf-8"))
LIRE = {"plage": lambda valeur: calculs.Plage(**valeur), "temps": lambda valeur: [calculs.Temps(**v) if isinstance(v, dict) else v for v in valeur]}
PLAGE = calculs.Plage("08:30", "18:00")


def calcule(cas: dict):
    entrees = {nom: LIRE.get(nom, lambda v: v)(valeur) for nom, valeur in cas["entrees"].items()}
    resultat = getattr(calculs, cas["calcul"])(**entrees)
    return resultat[0] if cas["calcul"] == "echeance" else resultat


def simple(valeur):
    if is_dataclass(valeur):
        return asdict(valeur)
    return [simple(v) for v in valeur] if isinstance(valeur, (list, tuple)) else valeur


@pytest.mark.parametrize("cas", CAS, ids=lambda cas: f"{cas['calcul']}: {cas['nom']}")
def test_le_cas(cas):
    if "erreur" in cas:
        with pytest.raises(ValueError, match=cas["erreur"]):
            calcule(cas)
    else:
        assert simple(calcule(cas)) == cas["attendu"]


def test_les_noms_des_cas_sont_uniques_et_chaque_calcul_a_le_sien():
    assert len({cas["nom"] for cas in CAS}) == len(CAS)
    publics = {nom for nom, valeur in vars(calculs).items() if callable(valeur) and getattr(valeur, "__module__", "").startswith(calculs.__name__) and nom[0].islower() and nom[0] != "_"}
    assert publics - {cas["calcul"] for cas in CAS} == {"plus_jours"}  # le pas élémentaire des autres


@given(st.integers(0, 60 * 24 * 14), st.integers(1, 60 * 60))
def test_le_temps_ouvre_jusqu_a_l_echeance_est_le_delai(depart, minutes):
    jour, reste = divmod(depart, 60 * 24)
    instant = f"{calculs.plus_jours('2027-03-15', jour)} {reste // 60:02d}:{reste % 60:02d}"
    fin, tranches = calculs.echeance(instant, minutes, PLAGE)
    assert calculs.temps_ouvre(instant, fin, PLAGE) == minutes == sum(t.minutes for t in tranches)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=5), st.integers(1, 120))
def test_arrondir_par_passage_ne_coute_jamais_moins(durees, valeur):
    temps = [calculs.Temps("D1", f"2027-03-{15 + i // 2}", minutes, "1", str(i)) for i, minutes in enumerate(durees)]
    totaux = [sum(ligne.unites for ligne in calculs.tickets(temps, valeur, regle)) for regle in ("dossier", "dossier-jour", "passage")]
    assert totaux == sorted(totaux)
    assert totaux[0] * valeur >= sum(durees)


@given(st.integers(0, 10**9), st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 100))
def test_une_revision_ne_depasse_jamais_ses_bornes(p0, s1, s0, plafond):
    prix = calculs.revision(p0, str(s1), str(s0), str(plafond)).prix
    assert abs(prix - p0) * 100 <= p0 * plafond


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=14), st.integers(0, 600), st.one_of(st.none(), st.integers(0, 4)))
def test_le_temps_facture_couvre_le_minimum_et_le_report_ne_fait_jamais_payer_plus(temps, minimum, report):
    mois = calculs.mois_factures(temps, minimum, report)
    assert all(m.facture >= minimum for m in mois)
    assert sum(m.facture for m in mois) <= sum(m.facture for m in calculs.mois_factures(temps, minimum, 0))
    assert sum(m.facture for m in mois) >= sum(temps)
