"""« Chaque fois que A, l’une de B » : la réponse exacte est celle de l’énumération de toutes les situations possibles."""

from functools import lru_cache
from itertools import chain, combinations, product

import mini
import pytest
from hypothesis import given, settings, strategies as st

from clausier import implication
from clausier.model import TOUJOURS, Condition

VALEURS = {
    "types": ("corrective", "preventive", "palliative"),
    "formules": ("forfait", "ticket"),
    "hors-forfait": ("forfait", "ticket"),
    "options": ("client-commercant", "client-public", "delais", "astreinte", "longue"),
}
cartes = st.dictionaries(st.sampled_from(list(VALEURS)), st.none(), min_size=1, max_size=2).flatmap(
    lambda cles: st.tuples(*(st.tuples(st.just(c), st.frozensets(st.sampled_from(VALEURS[c]), min_size=1, max_size=2)) for c in cles))
)
conditions = st.builds(Condition, st.lists(cartes, max_size=2).map(tuple), st.lists(cartes, max_size=1).map(tuple))


def parties(elements, au_moins=0):
    return chain.from_iterable(combinations(elements, n) for n in range(au_moins, len(elements) + 1))


@lru_cache(maxsize=1)
def situations():
    """Toutes les situations : choix compatibles, et tout ce qu’ils impliquent."""
    mondes = mini.catalogue().worlds
    statuts = [["client-commercant"], ["client-public"]]
    choix = product(list(parties(mondes.types, 1)), mondes.formules, mondes.formules, statuts, list(parties(["delais", "astreinte", "longue"])))
    return {mondes.situation(types, f, h, [*statut, *options]) for types, f, h, statut, options in choix}


@settings(max_examples=400, deadline=None)
@given(st.lists(conditions, min_size=1, max_size=2), st.lists(st.lists(conditions, min_size=1, max_size=2), max_size=3))
@pytest.mark.lent
def test_la_reponse_est_celle_de_l_enumeration(donnees, une_de):
    def dement(situation):
        return all(c.vraie(situation) for c in donnees) and not any(all(c.vraie(situation) for c in cas) for cas in une_de)

    trouve = mini.catalogue().worlds.counterexample(donnees, une_de)
    assert (trouve is not None) == any(map(dement, situations()))
    assert trouve is None or dement(trouve)


def quand(**cartes_):
    return Condition((tuple((cle.replace("_", "-"), frozenset(valeurs)) for cle, valeurs in cartes_.items()),))


@pytest.mark.parametrize(
    ("si", "alors"),
    [
        (quand(options=["astreinte"]), quand(options=["delais"])),
        (quand(formules=["ticket"]), quand(options=["delais"])),
        (quand(types=["corrective"]), quand(types=["palliative"])),
        (TOUJOURS, quand(types=["corrective", "preventive"])),
        (TOUJOURS, quand(formules=["forfait", "ticket"])),
        (TOUJOURS, quand(options=["client-commercant", "client-public"])),
        (quand(options=["client-public"]), Condition(sauf=quand(options=["client-commercant"]).quand)),
    ],
    ids=["option", "formule", "type-apporte", "au-moins-un-type", "une-formule", "un-statut-par-defaut", "statuts-exclusifs"],
)
def test_ce_que_les_choix_impliquent_est_su(si, alors):
    assert mini.catalogue().worlds.counterexample([si], [[alors]]) is None


def test_un_groupe_sans_defaut_peut_rester_vide():
    mondes = mini.construire(mini.fichiers(("vocabulaire/options.yml", "groupe: statut, defaut: oui,", "groupe: statut,"))).worlds
    assert mondes.counterexample([TOUJOURS], [[quand(options=["client-commercant", "client-public"])]]) is not None


def test_trop_de_choix_meles_se_dit_au_lieu_de_durer():
    lettres = "abcdefghijklmnopqrstuvwxyz"
    options = "".join(f"- {{id: o-{x}, libelle: L'option, force: pratique}}\n" for x in lettres)
    clause = mini.FICHIERS["corps/prix-longue-duree.yml"]
    ou = ", ".join(f"{{options: [o-{x}]}}" for x in lettres)
    fautes = mini.fautes(
        ("vocabulaire/options.yml", "", options),
        ("corps/melee.yml", "", clause.replace("quand: {options: [longue]}", f"quand: [{ou}]")),
        ("corps/prix.yml", "Le prix est", "Voir l'article [[clause:melee]] ; il est"),
    )
    assert fautes and all("trop mêlées" in faute for faute in fautes)


def test_la_table_de_verite_d_une_variable_alterne_par_blocs():
    assert [bin(implication._variable(rang, 3))[2:].zfill(8) for rang in range(3)] == ["10101010", "11001100", "11110000"]
