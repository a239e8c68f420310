"""Ce que le lecteur de YAML et de JSON accepte, et comment il refuse le reste : en français, avec la ligne et le remède."""

import time

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from clausier.yamlstrict import MAX_BYTES, UnreadableFile, compose, decode, line_of, read_json, read_yaml


def refus(donnees: bytes) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as leve:
        read_yaml(donnees)
    return leve.value


# --- Ce qui est lu


@pytest.mark.parametrize(
    ("yaml_", "lu"),
    [
        ("a: NO", "NO"),
        ("a: oui", "oui"),
        ("a: 08:30", "08:30"),
        ("a: 1_000", "1_000"),
        ("a: 01234567800012", "01234567800012"),
        ("a: 2026-02-30", "2026-02-30"),
        ("a: 1e999", "1e999"),
        ("a: .nan", ".nan"),
        ("a: 0x1F", "0x1F"),
        ("a: 0,1", "0,1"),
        ("a: null", "null"),
        ("a:", ""),
        ("a: 'l''apostrophe'", "l'apostrophe"),
        ("a: R&D", "R&D"),
        ("a: gras **ici** et *là*", "gras **ici** et *là*"),
        ("a: '{{7*7}}'", "{{7*7}}"),
        ("a: >\n  deux\n  lignes\n", "deux lignes\n"),
    ],
    ids=lambda texte: repr(texte),
)
def test_un_scalaire_garde_le_texte_tape(yaml_, lu):
    assert read_yaml(yaml_.encode()) == {"a": lu}


@pytest.mark.parametrize(
    "donnees",
    ["a: é\n".encode(), "\ufeffa: é\n".encode(), "a: é\n".encode("utf-16"), "a: é\r\n".encode()],
    ids=["utf-8", "utf-8-avec-marque", "utf-16", "fins-de-ligne-windows"],
)
def test_les_codages_usuels_sont_lus(donnees):
    assert read_yaml(donnees) == {"a": "é"}


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="ab:-?&*!{}[]\"'|> \n,#", max_size=30))
def test_ce_qui_est_lu_est_ce_que_lit_pyyaml_sans_conversion(texte):
    try:
        lu = read_yaml(texte.encode())
    except UnreadableFile:
        return
    assert lu == (yaml.load(texte, Loader=yaml.CBaseLoader) or lu)
    assert not [e for e in yaml.parse(texte, Loader=yaml.CBaseLoader) if getattr(e, "anchor", None)]


# --- Ce qui est refusé


@pytest.mark.parametrize(
    ("donnees", "ligne", "remede"),
    [
        (b"a: 1\na: 2\n", 2, "en double : gardez une seule"),
        (b"x:\n  - a: 1\n    a: 2\n", 3, "en double"),
        (b"a: &b c\n", 1, "ancre ou alias"),
        (b"a: &-b c\nd: *-b\n", 1, "ancre ou alias"),
        (b'{"a":&b c, "d":*b}\n', 1, "ancre ou alias"),
        (b"a: *b\n", 1, "entre guillemets"),
        (b"a: **gras** en tete\n", 1, "entre guillemets"),
        (b"a: !!python/object/apply:os.system [id]\n", 1, "retirez les étiquettes"),
        (b"a: !<t> x\n", 1, "retirez les étiquettes"),
        (b"a: !!str x\n", 1, "retirez les étiquettes"),
        (b"a: 1\n---\nb: 2\n", 2, "plusieurs documents"),
        (b"[a, b]: c\n", 1, "écrivez un nom simple"),
        (b"a: 1\n\tb: 2\n", 2, "tabulation"),
        (b"a: b: c\n", 1, "deux-points"),
        (b"a: [1, 2\n", 2, "mal fermée"),
        (b"a: 'x\n", 2, "jamais fermé"),
        (b"a: 1\n   b: 2\n", 2, "retrait"),
        (b"a: \xff\n", 1, "UTF-8"),
        ("a: é\n".encode("latin-1"), 1, "UTF-8"),
        (b"a: \x00\n", None, "caractère"),
        (b"a: \x07\n", None, "caractère"),
        (b'a: "\\ud800"\n', 1, "YAML mal formé"),
        (b"", 1, "fichier vide"),
        (b"# un commentaire\n", 1, "fichier vide"),
        (b"a: " + b"x" * MAX_BYTES, None, "découpez-le"),
    ],
    ids=[
        "cle-en-double", "cle-en-double-plus-bas", "ancre", "ancre-a-tiret", "ancre-collee", "alias", "gras-en-tete", "objet-python",
        "etiquette-nommee", "etiquette-standard", "deux-documents", "cle-liste", "tabulation", "deux-points", "crochet-ouvert",
        "guillemet-ouvert", "retrait", "octet-faux", "latin-1", "nul", "sonnerie", "demi-caractere", "vide", "commentaire-seul", "trop-gros",
    ],
)  # fmt: skip
def test_une_entree_hostile_est_refusee_avec_sa_ligne_et_son_remede(donnees, ligne, remede):
    erreur = refus(donnees)
    assert remede in str(erreur)
    assert erreur.line == ligne


def test_une_bombe_d_alias_est_refusee():
    lignes = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lignes += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert "ancre ou alias" in str(refus("\n".join(lignes).encode()))


@pytest.mark.parametrize(
    "donnees",
    [
        b"[" * 5_000,
        b"{a: " * 5_000,
        b"- " * 300_000 + b"a",
        b"-  " * 300_000 + b"a",
        b"? " * 300_000 + b"a",
        b"? - " * 200_000 + b"a",
        b"\n".join(b" " * n + b"a:" for n in range(1_900)),
        b"a: " + b"[" * 41 + b"]" * 41,
    ],
    ids=["crochets", "accolades", "tirets", "tirets-espaces", "points-d-interrogation", "meles", "retraits", "quarante-et-un"],
)
def test_un_yaml_trop_profond_est_refuse_aussitot(donnees):
    debut = time.perf_counter()
    assert "niveaux imbriqués : aplatissez" in str(refus(donnees))
    assert time.perf_counter() - debut < 2


def test_quarante_niveaux_sont_lus():
    assert read_yaml(b"[" * 40 + b"]" * 40)


# --- JSON


@pytest.mark.parametrize(
    ("json_", "lu"),
    [
        ("12", "12"),
        ("0.1", "0.1"),
        ("1e5", "100000"),
        ("-0", "-0"),
        ("true", "oui"),
        ("false", "non"),
        ("null", ""),
        ('"\\u00e9"', "é"),
        ("[1, 2.50]", ["1", "2.50"]),
    ],
    ids=lambda x: repr(x),
)
def test_le_json_donne_les_memes_textes_que_le_yaml(json_, lu):
    assert read_json(f'{{"a": {json_}}}') == {"a": lu}


@pytest.mark.parametrize(
    ("json_", "remede"),
    [
        ('{"a": 1, "a": 2}', "en double"),
        ('{"a": NaN}', "n'est pas un nombre"),
        ('{"a": Infinity}', "n'est pas un nombre"),
        ('{"a": 1e999}', "hors limites"),
        ('{"a": 1e-999999999}', "hors limites"),
        ('{"a": ' + "1" * 31 + "}", "plus de 30 chiffres"),
        ('{"a": 1,}', "JSON mal formé"),
        ('{"a": ' + "[" * 200_000, "niveaux imbriqués"),
        ('{"a": ' + "[" * 41 + "]" * 41 + "}", "niveaux imbriqués"),
        ('{"a": "\x07"}', "JSON mal formé"),
    ],
    ids=["doublon", "nan", "infini", "trop-grand", "trop-petit", "trop-de-chiffres", "virgule", "abime", "quarante-et-un", "controle"],
)
def test_un_json_hostile_est_refuse(json_, remede):
    with pytest.raises(UnreadableFile, match=remede):
        read_json(json_)


def test_une_cle_proto_est_une_cle_comme_une_autre():
    assert read_json('{"__proto__": {"a": 1}, "constructor": 2}') == {"__proto__": {"a": "1"}, "constructor": "2"}


def test_un_crochet_dans_un_texte_json_ne_compte_pas_comme_un_niveau():
    assert read_json('{"a": "' + "[" * 100 + '"}') == {"a": "[" * 100}


# --- Lignes


@pytest.mark.parametrize(
    ("chemin", "ligne"),
    [(("a",), 1), (("b",), 2), (("b", 1), 4), (("b", 1, "c"), 4), (("b", 9), 2), (("zz",), 1), ((), 1)],
    ids=["premiere", "seconde", "element", "cle-d-element", "element-absent", "cle-absente", "tout"],
)
def test_un_chemin_donne_sa_ligne(chemin, ligne):
    assert line_of(compose(b"a: 1\nb:\n  - x\n  - c: 2\n"), chemin) == ligne


def test_un_fichier_trop_gros_est_refuse_avant_lecture():
    with pytest.raises(UnreadableFile, match="2 Mo"):
        decode(b"x" * (MAX_BYTES + 1))
