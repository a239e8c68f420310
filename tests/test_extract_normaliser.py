"""Un texte lu est-il celui qu’on voit : une forme par lettre, une espace pour toutes, rien d’invisible, et ce qui était caché est-il dit ?"""

import unicodedata

import pytest
from clausier.extract.normaliser import AU_PLUS, avertir, nettoyer, normaliser
from hypothesis import example, given
from hypothesis import strategies as st

VUS = {
    "accents décomposés": (unicodedata.normalize("NFD", "réversibilité à l’échéance"), "réversibilité à l’échéance"),
    "ligatures": ("con\ufb01dentialité, \ufb02ux, a\ufb00ecté, o\ufb03ce, e\ufb06", "confidentialité, flux, affecté, office, est"),
    "œ et æ restent": ("mise en œuvre, ex æquo", "mise en œuvre, ex æquo"),
    "trait d’union conditionnel": ("main\u00adte\u00adnance", "maintenance"),
    "largeur nulle": ("mainte\u200bnan\u2060ce\ufeff", "maintenance"),
    "espaces de toute sorte": ("10\u202f000\u00a0€\u2003HT\u2009;\u3000\tnet", "10 000 € HT ; net"),
    "trait d’union insécable": ("sous\u2011traitant\u2010", "sous-traitant-"),
    "le tiret demi-cadratin reste": ("Article 5 – Durée", "Article 5 – Durée"),
    "fins de ligne": ("une\r\nphrase\u2028sur\vquatre\x85lignes", "une phrase sur quatre lignes"),
    "contrôles": ("a\x00b\x07c\x7fd", "abcd"),
    "cp1252 pris pour du latin-1": ("l\x92article \x80 1\x96", "l’article € 1–"),
    "séquences de terminal": ("\x1b[31mprix\x1b[0m \x1b]8;;http://x.exemple\x1b\\lien\x1b]8;;\x07 \x1b(Bnet", "prix lien net"),
    "bidi": ("montant \u202e000 1\u202c €", "montant 000 1 €"),
    "sosies": ("révеrsibilité, сlаuse, ΡRIX", "réversibilité, clause, PRIX"),
    "pleine chasse et gras mathématique": ("ＡＲＴＩＣＬＥ １, 𝐃𝐮𝐫é𝐞", "ARTICLE 1, Durée"),
    "exposants": ("1ᵉʳ janvier, № 5", "1er janvier, n° 5"),
    "puces des polices de symboles": ("\uf0b7 les pannes", "• les pannes"),
    "non-caractères": ("a\ufffe\uffff\U0001fffe\ufdd0b", "ab"),
    "emoji et sélecteurs": ("accord ✔\ufe0f", "accord ✔"),
}


@pytest.mark.parametrize("ecrit, vu", VUS.values(), ids=VUS)
def test_le_texte_est_celui_qu_on_voit(ecrit, vu):
    assert normaliser(ecrit, []) == vu


@pytest.mark.parametrize(
    "texte, code, dans",
    [
        ("délai de \u202e84\u202c heures", "bidi", "U+202E"),
        ("société \u2067שלום\u2069", "bidi", "U+2067"),
        ("10\u200b000 €", "caracteres-invisibles", "U+200B"),
        ("1\u20602 heures", "caracteres-invisibles", "U+2060"),
        ("révеrsibilité", "caracteres-meles", "U+0435"),
        ("ΡRIX", "caracteres-meles", "grecques"),
        ("\x1b[2J effacé", "sequences-terminal", "terminal"),
    ],
)
def test_ce_qui_etait_cache_est_dit(texte, code, dans):
    dits = []
    normaliser(texte, dits)
    assert [dit.code for dit in dits] == [code] and dans in dits[0].message


@pytest.mark.parametrize("texte", ["Κωνσταντίνος et Дмитрий", "10 μs, 5 kΩ, α = 3", "l’Agence – « mise en œuvre »", "\u200eligne collée d’un courriel", "mot\u200bcoupé"])
def test_ce_qui_est_ordinaire_n_alerte_pas(texte):
    dits = []
    normaliser(texte, dits)
    assert dits == []


def test_un_avertissement_ne_se_repete_pas_et_ne_noie_pas_les_autres():
    dits = []
    for rang in range(50):
        avertir(dits, "bidi", f"message {rang % 20}")
    avertir(dits, "autre", "message")
    assert len(dits) == AU_PLUS + 1 and dits[-1].code == "autre"


def test_nettoyer_garde_les_lignes_et_les_tabulations():
    assert nettoyer("a\tb\n\nc\u00add\x07", []) == "a\tb\n\ncd"


@given(st.text())
@example("е\u0301\u0327" * 30)
@example("a" + "\u0301\u0327" * 100)
@example("\x1b[\x1b[0m0m")
@example("mоt\u00ad")
def test_relire_ne_change_plus_rien(texte):
    une_fois = normaliser(texte, [])
    dits = []
    assert normaliser(une_fois, dits) == une_fois
    assert une_fois == une_fois.strip() and "  " not in une_fois and "\n" not in une_fois
    assert not any(unicodedata.category(signe) in ("Cc", "Cs") for signe in une_fois)


def test_mille_accents_empiles_ne_coutent_pas_leur_carre():
    """Les mettre dans l’ordre coûterait le carré de leur nombre : on n’en garde que quelques-uns."""
    assert len(normaliser("a" + "\u0327\u0301" * 200_000, [])) < 40
