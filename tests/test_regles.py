"""Les règles du vérificateur : complètes, éprouvées par leurs propres exemples, et refusées avec la clé et le remède quand elles sont fautives."""

import re

import pytest
import yaml
from site_outils import RACINE

from clausier import controle, loader
from clausier.check import alertes
from clausier.check.rubriques import exemples_faux
from clausier.check.texte import Texte
from clausier.extract import lire_octets
from clausier.mots import plier

CATALOGUE = loader.load()
REGLES = controle.load(CATALOGUE)
DOSSIER = RACINE / "clauses/controle"
DE_SUITE = 6  # mots : une règle n’en reprend pas davantage de nos clauses


def texte_de(texte: str) -> Texte:
    return Texte(lire_octets("exemple.txt", texte.encode()), REGLES.langue)


def test_chaque_rubrique_a_sa_regle():
    assert sorted(REGLES.rubriques) == sorted(CATALOGUE.rubriques)


@pytest.mark.parametrize("nom", REGLES.rubriques)
def test_les_exemples_d_une_rubrique_ont_l_etat_dit(nom):
    regle = REGLES.rubriques[nom]
    assert {etat: len(textes) for etat, textes in regle.exemples.items() if len(textes) < {"present": 4, "vague": 3, "absent": 3}[etat]} == {}
    assert exemples_faux(texte_de, regle) == []


@pytest.mark.parametrize("nom", [nom for nom, regle in REGLES.alertes.items() if regle.manque is None])
def test_les_exemples_d_une_alerte_la_levent_et_leurs_voisins_non(nom):
    regle = REGLES.alertes[nom]
    assert len(regle.exemples["oui"]) >= 4 and len(regle.exemples["non"]) >= 4
    assert [t for t in regle.exemples["oui"] if not alertes.trouve(texte_de(t), regle.tournures, regle.nie)] == []
    assert [t for t in regle.exemples["non"] if alertes.trouve(texte_de(t), regle.tournures, regle.nie)] == []


@pytest.mark.parametrize("nom", REGLES.flous)
def test_les_exemples_d_une_phrase_floue_la_levent_et_leurs_voisins_non(nom):
    regle = REGLES.flous[nom]
    assert [t for t in regle.exemples["oui"] if not alertes.trouve(texte_de(t), regle.motifs, regle.nie)] == []
    assert [t for t in regle.exemples["non"] if alertes.trouve(texte_de(t), regle.motifs, regle.nie)] == []


# ---------------------------------------------------------------- d’autres mots que les nôtres
LECTEUR = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # le lecteur en C, dix fois plus rapide, s'il est là


def mots(texte: str) -> list[str]:
    """Les mots, un mot élidé ou composé comptant pour un (« l’article », « 1231-5 »)."""
    return re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", plier(texte))


def suites(liste: list[str]) -> set[tuple[str, ...]]:
    return {tuple(liste[i : i + DE_SUITE + 1]) for i in range(len(liste) - DE_SUITE)}


def textes_de(donnee) -> list[str]:
    """Toutes les chaînes d’un YAML, en profondeur."""
    if isinstance(donnee, str):
        return [donnee]
    valeurs = donnee.values() if isinstance(donnee, dict) else donnee if isinstance(donnee, list) else []
    return [texte for valeur in valeurs for texte in textes_de(valeur)]


def test_aucune_regle_ne_reprend_plus_de_six_mots_de_suite_de_nos_clauses():
    alineas = [alinea for clause in CATALOGUE.clauses.values() for version in clause.versions.values() for alinea in version.alineas]
    nos = {suite for alinea in alineas for texte in (alinea.texte, *(puce.texte for puce in alinea.liste)) for suite in suites(mots(texte))}
    assert len(nos) > 10_000
    fautes = []
    for fichier in sorted(f for f in DOSSIER.rglob("*.yml") if f.name != "mesures.yml"):
        for texte in textes_de(yaml.load(fichier.read_text("utf-8"), Loader=LECTEUR)):
            communs = suites(mots(texte)) & nos
            if communs:
                fautes.append(f"{fichier.relative_to(DOSSIER)} : « {' '.join(sorted(communs)[0])} »")
    assert fautes == []


# ---------------------------------------------------------------- une règle fautive
def construire(**fichiers: str):
    base = {f.relative_to(DOSSIER).as_posix(): f.read_bytes() for f in DOSSIER.rglob("*.yml") if f.name != "mesures.yml"}
    return controle.build(base | {nom: texte.encode() for nom, texte in fichiers.items()}, CATALOGUE)


BONNE = (DOSSIER / "rubriques/loi-applicable.yml").read_text("utf-8")


def avec_groupes(lignes: str) -> str:
    """Une règle juste, qui définit des groupes de plus."""
    assert BONNE.startswith("groupes:\n")
    return BONNE.replace("groupes:\n", f"groupes:\n{lignes}", 1)


RAPPORT = (DOSSIER / "rapport.yml").read_text("utf-8")


def test_un_groupe_de_la_regle_se_lit_dans_ses_motifs():
    motifs = avec_groupes('  texte: [loi, droit]\n  regi: ["@texte (applicable | francais)"]\n').replace("titres:", 'titres:\n  - "@regi contrat"', 1)
    assert construire(**{"rubriques/loi-applicable.yml": motifs}).rubriques["loi-applicable"].titres[0] == "((loi | droit) (applicable | francais)) contrat"


@pytest.mark.parametrize(
    ("nom", "texte", "attendu"),
    [
        ("rubriques/loi-applicable.yml", BONNE.replace("operant:", "operants:", 1), "clé inconnue"),
        ("rubriques/loi-applicable.yml", re.sub(r"^titres:", 'sauf: ["(ouvert"]\ntitres:', BONNE, count=1, flags=re.M) if "\nsauf:" not in f"\n{BONNE}" else BONNE + "\nnie: peut-être\n", ""),
        ("rubriques/loi-du-plus-fort.yml", BONNE, "n'est pas une rubrique"),
        ("rubriques/loi-applicable.yml", "titres: [", "loi-applicable.yml"),
        ("rubriques/loi-applicable.yml", BONNE.replace("titres:", 'titres:\n  - "@cliant paie"', 1), "« @cliant » n'est pas un groupe"),
        ("rubriques/loi-applicable.yml", avec_groupes('  client: ["(vous"]\n'), "le groupe « client » est déjà défini"),
        ("rubriques/loi-applicable.yml", avec_groupes('  texte: ["(loi | droit"]\n'), "parenthèse ouverte"),
        ("rubriques/loi-applicable.yml", "- rien", "loi-applicable.yml"),
        ("rubriques/loi-applicable.yml", BONNE.replace("sujet:", 'sujet:\n  - {motif: "droit suisse", sous_titre: oui}', 1), "sujet.1.sous_titre : ne vaut que pour une tournure d'« operant »"),
        ("rubriques/loi-applicable.yml", re.sub(r"(?m)^(elements:\n  [a-z-]+:)", r'\1\n    - {motif: "droit suisse", sous_titre: oui}', BONNE, count=1), "retirez cette clé, ou déplacez la tournure"),
        ("alertes/adhesion.yml", "tournures: [{motif: suisse, sous_titre: oui}]", "tournures.1.sous_titre : ne vaut que"),
        ("rapport.yml", RAPPORT.replace("# sur #", "# sur"), "rapport.yml:"),
        ("rapport.yml", RAPPORT.replace("  lecture:", "  lectures:"), "vouliez-vous dire « lecture » ?"),
    ],
)
def test_une_regle_fautive_est_refusee_avec_le_fichier_la_cle_et_le_remede(nom, texte, attendu):
    with pytest.raises(loader.InvalidCatalogue) as refus:
        construire(**{nom: texte})
    assert attendu in str(refus.value) and nom in str(refus.value)


def test_sous_titre_vaut_pour_operant():
    regles = construire(**{"rubriques/loi-applicable.yml": BONNE.replace("operant:", 'operant:\n  - {motif: "droit suisse", sous_titre: oui}', 1)})
    assert regles.rubriques["loi-applicable"].operant[0].sous_titre


def test_chaque_phrase_des_rapports_est_employee():
    """Une phrase que plus rien n’imprime ne reste pas à corriger."""
    code = "".join(f.read_text("utf-8") for dossier in ("rapports", "check") for f in (RACINE / "macros/clausier" / dossier).rglob("*.py"))
    assert [nom for nom in REGLES.rapport.phrases if f'"{nom}"' not in code] == []
