"""La partie de mesure du vérificateur, écrite et étiquetée avant la première règle, sans en voir aucune : personne ne la change plus."""

import hashlib

import yaml
from clausier import controle, loader
from site_outils import RACINE

MESURE = RACINE / "tests/contrats/mesure"
# Empreinte de tous les fichiers de la partie (noms et octets). Elle ne se met pas à jour : un corpus retouché après les règles ne mesure plus rien.
EMPREINTE = "9189d05697beb0a1dfc4a03308278934a41016cca1af92359df09d9d7b36666f"


def test_la_partie_de_mesure_est_celle_d_avant_les_regles():
    somme = hashlib.sha256()
    for fichier in sorted(f for f in MESURE.rglob("*") if f.is_file()):
        somme.update(f"{fichier.relative_to(MESURE).as_posix()}\0".encode() + hashlib.sha256(fichier.read_bytes()).digest())
    assert somme.hexdigest() == EMPREINTE


def test_elle_tient_trente_contrats_etiquetes_d_apres_les_78_rubriques():
    rubriques = {r["id"] for r in yaml.safe_load((RACINE / "clauses/vocabulaire/rubriques.yml").read_text("utf-8"))}
    etiquettes = sorted((MESURE / "contrats").glob("*.yml"))
    assert len(etiquettes) == 30
    for fichier in etiquettes:
        textes = [f for f in (fichier.with_suffix(".txt"), fichier.with_suffix(".md")) if f.exists()]
        assert len(textes) == 1, fichier.name
        plat = " ".join(textes[0].read_text("utf-8").split())
        lues = yaml.safe_load(fichier.read_text("utf-8"))
        assert set(lues["rubriques"]) <= rubriques, fichier.name
        passages = [dite["passage"] for dite in lues["rubriques"].values()]
        passages += [p for c in lues["contradictions"] for p in c["passages"]] + [a["passage"] for a in lues["alertes"]]
        assert [p for p in passages if " ".join(p.split()) not in plat] == [], fichier.name


def test_les_chiffres_publies_sont_ceux_des_regles_d_aujourd_hui():
    publies = yaml.safe_load((RACINE / "clauses" / controle.MESURES).read_text("utf-8"))
    assert publies["regles"] == controle.load(loader.load()).empreinte, "une règle a changé depuis la mesure : lancez « make mesure »"
