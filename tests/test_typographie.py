"""La typographie française : appliquée une fois, la même deux fois, et nulle part ailleurs que dans les mots du catalogue."""

import pytest
from clausier import typography as t
from hypothesis import given, settings, strategies as st

N, F = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("ecrit", "imprime"),
    [
        ("L'accord d'hier", "L’accord d’hier"),
        ("Oui ; non : peut-être ! sûr ?", f"Oui{N}; non{N}: peut-être{N}! sûr{N}?"),
        ("« ci-après »", f"«{N}ci-après{N}»"),
        ("«ci-après»", f"«{N}ci-après{N}»"),
        ("10 % et 40 €", f"10{N}% et 40{N}€"),
        ("5 000 € HT", f"5{F}000{N}€ HT"),
        ("1 000 000", f"1{F}000{F}000"),
        ("3 mois", f"3{N}mois"),
        ("l'article 12", f"l’article{N}12"),
        ("l'article ", f"l’article{N}"),
        ("Annexes 1 et 2", f"Annexes{N}1{N}et 2"),
        ("article L. 441-10", f"article L.{N}441-10"),
        ("n° 75-1334", f"n°{N}75-1334"),
        ("et cetera...", "et cetera…"),
        ("https://exemple.fr:80/a?b=c", "https://exemple.fr:80/a?b=c"),
        ("de 8:30", "de 8:30"),
        ("", ""),
    ],
    ids=lambda texte: repr(texte),
)
def test_les_mots_du_catalogue_sont_imprimes_a_la_francaise(ecrit, imprime):
    assert t.french(ecrit) == imprime


@settings(max_examples=1000, deadline=None)
@given(st.text(alphabet="a1 '«»;:!?%€.L-n°articleannexe\u00a0\u202f", max_size=40))
def test_appliquer_la_typographie_deux_fois_ne_change_rien(texte):
    assert t.french(t.french(texte)) == t.french(texte)


@pytest.mark.parametrize(
    ("centimes", "imprime"),
    [(0, f"0{N}€"), (1, f"0,01{N}€"), (10, f"0,10{N}€"), (100, f"1{N}€"), (125050, f"1{F}250,50{N}€"), (10**14, f"1{F}000{F}000{F}000{F}000{N}€"), (-150, f"−1,50{N}€")],
)
def test_un_montant_s_imprime_en_francais(centimes, imprime):
    assert t.amount(centimes) == imprime


@pytest.mark.parametrize(("iso", "imprime"), [("2026-11-01", f"1er{N}novembre{N}2026"), ("2026-08-31", f"31{N}août{N}2026"), ("2026-12-11", f"11{N}décembre{N}2026")])
def test_une_date_s_imprime_en_francais(iso, imprime):
    assert t.long_date(iso) == imprime


@pytest.mark.parametrize(("nombre", "unite"), [("0", "jour"), ("1", "jour"), ("1.5", "jour"), ("2", "jours"), ("10", "jours")])
def test_le_pluriel_commence_a_deux(nombre, unite):
    assert t.with_unit(t.decimal(nombre), float(nombre), ("jour", "jours")).endswith(f"{N}{unite}")


@pytest.mark.parametrize(("elements", "imprime"), [([], ""), (["A"], "A"), (["A", "B"], "A et B"), (["A", "B", "C"], "A, B et C")])
def test_une_liste_s_enumere_en_francais(elements, imprime):
    assert t.enumeration(elements) == imprime
