"""Les valeurs des champs : ce qui est tapé, ce qui est compris, ce qui s’imprime ; exact, ou refusé avec le remède."""

import dataclasses
import re
import unicodedata

import mini
import pytest
from clausier.contrat import assemble
from clausier.model import Champ
from clausier.render import FORMATS
from clausier.valeurs import MAX_ROWS, MAX_TEXT, in_order, read_value, show_value
from hypothesis import given, settings, strategies as st
from lecture import lire

NBSP, FINE = "\u00a0", "\u202f"
CHAMPS = {c.type: c for c in reversed(mini.catalogue().champs.values())}


def lire_valeur(champ: Champ | str, tape) -> tuple[object, list[str]]:
    """La valeur comprise, et ce qui a été dit."""
    dit: list[str] = []
    champ = CHAMPS[champ] if isinstance(champ, str) else champ
    return read_value(champ, tape, lambda chemin, message: dit.append(message)), dit


LUS = [
    ("texte", "Société A", "Société A", "Société A"),
    ("texte", "  bords gardés ", "  bords gardés ", "  bords gardés "),
    ("paragraphe", "deux\r\nlignes\rtrois", "deux\nlignes\ntrois", "deux\nlignes\ntrois"),
    ("entier", "1", 1, f"1{NBSP}mois"),
    ("entier", "012", 12, f"12{NBSP}mois"),
    ("decimal", "0", "0", f"0{NBSP}heure"),
    ("decimal", "1,5", "1.5", f"1,5{NBSP}heure"),
    ("decimal", "2.50", "2.50", f"2,5{NBSP}heures"),
    ("montant", "1250", 125000, f"1{FINE}250{NBSP}€"),
    ("montant", "1 250,5 €", 125050, f"1{FINE}250,50{NBSP}€"),
    ("montant", f"1{FINE}250,05{NBSP}€ HT", 125005, f"1{FINE}250,05{NBSP}€"),
    ("montant", "1250.00", 125000, f"1{FINE}250{NBSP}€"),
    ("taux", "10", "10", f"10{NBSP}%"),
    ("taux", "8,25 %", "8.25", f"8,25{NBSP}%"),
    ("taux", "0.1", "0.1", f"0,1{NBSP}%"),
    ("date", "2027-01-01", "2027-01-01", f"1er{NBSP}janvier{NBSP}2027"),
    ("date", "4/1/2027", "2027-01-04", f"4{NBSP}janvier{NBSP}2027"),
    ("date", "2028-02-29", "2028-02-29", f"29{NBSP}février{NBSP}2028"),
    ("heure", "08:30", "08:30", f"8{NBSP}h{NBSP}30"),
    ("heure", "8h", "08:00", f"8{NBSP}h"),
    ("heure", "18 h 05", "18:05", f"18{NBSP}h{NBSP}05"),
    ("heure", "24:00", "24:00", f"24{NBSP}h"),
    ("choix", "illimite", "illimite", "illimité"),
    ("liste", ["A", "B", "C"], ["A", "B", "C"], "A, B et C"),
    ("liste", ["A", ""], ["A"], "A"),
]


@pytest.mark.parametrize(("genre", "tape", "compris", "imprime"), LUS, ids=[f"{g}-{t!r}" for g, t, *_ in LUS])
def test_une_valeur_est_comprise_et_imprimee_en_francais(genre, tape, compris, imprime):
    valeur, dit = lire_valeur(genre, tape)
    assert (valeur, dit) == (compris, [])
    assert show_value(CHAMPS[genre], valeur) == imprime


BLANCS = [(genre, vide) for genre in CHAMPS for vide in ("", None, [])] + [("texte", "   "), ("texte", NBSP), ("paragraphe", "\n\n"), ("liste", [""])]


@pytest.mark.parametrize(("genre", "vide"), BLANCS, ids=[f"{g}-{v!r}" for g, v in BLANCS])
def test_un_vide_est_un_blanc_jamais_une_valeur(genre, vide):
    assert lire_valeur(genre, vide) == (None, [])


REFUSES = [
    ("texte", "deux\nlignes", "une seule ligne"),
    ("texte", ["x"], "une valeur simple"),
    ("texte", {"a": "b"}, "une valeur simple"),
    ("texte", "x" * (MAX_TEXT + 1), "plus de 20000 signes"),
    ("texte", "a\x00b", "U+0000"),
    ("texte", "a\x07b", "U+0007"),
    ("texte", "a\x0bb", "U+000B"),
    ("texte", "a\x85b", "U+0085"),
    ("texte", "a\ufffeb", "U+FFFE"),
    ("texte", "a\U0001fffeb", "U+1FFFE"),
    ("texte", "a\ud800b", "U+D800"),
    ("texte", "a\u202eb", "U+202E"),
    ("texte", "a\u2066b", "U+2066"),
    ("entier", "1_000", "un nombre : 12"),
    ("entier", "1,5", "nombre entier"),
    ("entier", "10.000", "nombre entier"),
    ("entier", "1 2", "un nombre"),
    ("entier", "12 mois", "un nombre"),
    ("entier", "١٢", "un nombre"),
    ("entier", "0", "au moins 1"),
    ("entier", "121", "au plus 120"),
    ("entier", "NaN", "un nombre"),
    ("entier", "1e3", "un nombre"),
    ("entier", "9" * 30, "un nombre"),
    ("entier", "-0", "positif"),
    ("decimal", "10,5", "au plus 10"),
    ("decimal", "Infinity", "un nombre"),
    ("montant", "-1", "positif"),
    ("montant", "1,005", "deux décimales"),
    ("montant", "1.250,50", "un nombre"),
    ("montant", "1€2", "un nombre"),
    ("montant", "12 50", "un nombre"),
    ("montant", "10 %", "un nombre"),
    ("montant", "dix mille euros", "un nombre"),
    ("montant", "0", "au moins 1"),
    ("montant", "100000,01", "au plus 100000"),
    ("taux", "100,01", "au plus 100"),
    ("taux", "10 €", "un nombre"),
    ("taux", "1001", "pour cent"),
    ("date", "2026-02-30", "une date qui existe"),
    ("date", "2026-13-01", "une date qui existe"),
    ("date", "30/02/2026", "une date qui existe"),
    ("date", "01/02/26", "une date qui existe"),
    ("date", "demain", "une date qui existe"),
    ("heure", "24:01", "une heure : 08:30"),
    ("heure", "24:30", "une heure"),
    ("heure", "8:60", "une heure"),
    ("heure", "midi", "une heure"),
    ("choix", "ilimite", "on attend un de : plafonne, illimite"),
    ("choix", ["illimite"], "on attend un de"),
    ("liste", "A, B", "une liste : [a, b]"),
    ("liste", [["A"]], "un texte"),
    ("liste", ["a\nb"], "une seule ligne"),
    ("liste", ["x"] * (MAX_ROWS + 1), "plus de 5000 éléments"),
    ("tableau", "x", "une liste de lignes"),
    ("tableau", [["x"]], "on attend une ligne {nom, nombre, prix}"),
    ("tableau", [{"non": "x"}], "colonne inconnue : nom, nombre, prix"),
    ("tableau", [{"nombre": "x"}], "un nombre"),
    ("tableau", [{"nom": ["x"]}], "une valeur simple"),
    ("tableau", [{}] * (MAX_ROWS + 1), "plus de 5000 lignes"),
]


@pytest.mark.parametrize(("genre", "tape", "attendu"), REFUSES, ids=[f"{g}-{str(t)[:20]!r}" for g, t, _ in REFUSES])
def test_une_valeur_fausse_est_refusee_avec_son_remede(genre, tape, attendu):
    _, dit = lire_valeur(genre, tape)
    assert len(dit) == 1 and attendu in dit[0], dit


def test_une_faute_de_tableau_dit_la_ligne_et_la_colonne():
    dit = []
    read_value(CHAMPS["tableau"], [{"nom": "a"}, {"nombre": "x", "prix": "y"}], lambda chemin, message: dit.append(chemin))
    assert dit == [(1, "nombre"), (1, "prix")]


def test_un_tableau_garde_ses_lignes_et_leurs_cases_vides():
    assert lire_valeur("tableau", [{"nom": "a", "nombre": "2", "prix": "1,5"}, {"nom": ""}]) == ([{"nom": "a", "nombre": 2, "prix": 150}, {}], [])


@pytest.mark.parametrize(("genre", "petit", "grand"), [("decimal", "9.5", "10"), ("taux", "9", "10.5"), ("entier", 9, 10), ("date", "2026-12-31", "2027-01-01"), ("heure", "08:30", "18:00")])
def test_deux_valeurs_se_comparent_par_leur_sens(genre, petit, grand):
    assert in_order(genre, petit) < in_order(genre, grand)


# --- Hypothesis

textes = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**15 - 1), st.sampled_from(["{}", "{}.0", "{},00", "0{}"]))
def test_un_montant_ne_perd_pas_un_centime(centimes, forme):
    champ = dataclasses.replace(CHAMPS["montant"], minimum=None, maximum=None)
    euros, reste = divmod(centimes, 100)
    assert lire_valeur(champ, f"{euros}.{reste:02d}") == (centimes, [])
    imprime = show_value(champ, centimes).replace(FINE, "").replace(NBSP, "").replace("€", "").replace(",", ".")
    assert lire_valeur(champ, imprime) == (centimes, [])


@settings(max_examples=300, deadline=None)
@given(st.dates())
def test_une_date_se_lit_dans_ses_deux_ecritures(jour):
    if jour.year >= 1000:
        assert lire_valeur("date", f"{jour.day}/{jour.month:02d}/{jour.year}") == lire_valeur("date", jour.isoformat()) == (jour.isoformat(), [])


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(st.text(max_size=8), max_size=3), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2)))
def test_n_importe_quoi_est_compris_blanc_ou_refuse_sans_erreur(tape):
    for champ in CHAMPS.values():
        valeur, dit = lire_valeur(champ, tape)
        assert all(isinstance(message, str) and message for message in dit)
        if valeur is not None and not dit and champ.type != "tableau":
            assert show_value(champ, valeur)


HOSTILES = {
    "xml": 'A & <w:br/> "B" ]]>',
    "gabarits": "{{7*7}} {% import os %} ${7*7} {client_nom} <%=1%> [[clause:prix]]",
    "html": "<img src=x onerror=alert(1)><svg/onload=alert(1)> javascript:alert(1)",
    "markdown": "](javascript:alert(1)) # Titre | `code` --- **gras** _i_",
    "titre-markdown": "# Titre",
    "liste-markdown": "- puce",
    "regle-markdown": "---",
    "tableur": "=cmd|'/c calc'!A1",
    "champ-word": "{ DDEAUTO c:\\\\windows\\\\cmd.exe }",
    "ecritures": "😀 漢字 العربية e\u0301 \u200d",
    "long": "N" * 10_000,
    "accolades": "{",
    "barre": "a\\b\\\\c",
    "entite": "&amp; &#60; &nbsp;",
    "crochets": "[À compléter : rien]",
    "url": "https://exemple.invalid/a_b*c*d?x=1&y=2",
}


@pytest.mark.parametrize("texte", HOSTILES.values(), ids=HOSTILES)
def test_une_valeur_hostile_reste_un_texte_dans_chaque_format(texte):
    document = assemble(mini.catalogue(), mini.reponses({"client_nom": texte})).document
    for extension, format_ in FORMATS.items():
        if extension == "pdf" and texte == HOSTILES["ecritures"]:
            with pytest.raises(ValueError, match="^champ « client_nom » : « 😀 » .U.1F600. n'existe pas dans les polices du PDF"):
                format_.render(document)
        else:
            assert lire(extension, texte, brut=True) in lire(extension, format_.render(document)), extension


@settings(max_examples=400, deadline=None)
@given(textes)
@pytest.mark.lent
def test_tout_texte_accepte_est_garde_tel_quel_dans_chaque_format(texte):
    valeur, dit = lire_valeur("texte", texte)
    if valeur is None:
        return
    document = assemble(mini.catalogue(), mini.reponses({"client_nom": texte})).document
    for extension, format_ in FORMATS.items():
        if extension != "pdf":
            assert lire(extension, valeur, brut=True) in lire(extension, format_.render(document)), extension


def visibles(texte: str) -> str:
    """Les signes qui s’impriment, écrits d’une seule façon : ni espaces, ni signes invisibles."""
    return "".join(s for s in unicodedata.normalize("NFKC", texte) if not s.isspace() and unicodedata.category(s) not in ("Cf", "Mn", "Zl", "Zp"))


@pytest.mark.lent
@settings(max_examples=150, deadline=None)
@given(st.text(st.one_of(st.characters(exclude_categories=("Cs", "Cc")), st.characters(max_codepoint=0x52F, exclude_categories=("Cc",))), min_size=1, max_size=60))
def test_tout_texte_accepte_s_imprime_en_pdf_ou_son_champ_est_nomme(texte):
    valeur, dit = lire_valeur("texte", texte)
    if valeur is None:
        return
    document = assemble(mini.catalogue(), mini.reponses({"client_nom": texte})).document
    try:
        octets = FORMATS["pdf"].render(document)
    except ValueError as refus:
        code = re.match(r"champ « client_nom » : .*?U\+([0-9A-F]+)", str(refus))
        assert code and chr(int(code[1], 16)) in valeur
    else:
        assert visibles(valeur) in visibles(lire("pdf", octets))


@pytest.mark.lent
def test_cinq_mille_lignes_de_tableau_s_impriment():
    lignes = [{"nom": f"Poste {n}", "nombre": "1", "prix": "1"} for n in range(MAX_ROWS)]
    document = assemble(mini.catalogue(), mini.reponses({"inventaire": lignes})).document
    for extension, format_ in FORMATS.items():
        assert "Poste 4999" in lire(extension, format_.render(document))


@pytest.mark.parametrize("rien", ["", "~", "null", None, []], ids=["vide", "tilde", "null", "rien", "liste-vide"])
def test_une_valeur_vide_est_un_blanc(rien):
    champ = Champ("c", "C", "cadre", "texte", "Aide.", "x")
    assert read_value(champ, rien, lambda *faute: pytest.fail(str(faute))) is None
