"""Les références du catalogue, comparées au dossier des textes officiels (hors du dépôt) : identifiant, date, adresse, état, vérification.

Le dossier est celui de la variable CLAUSIER_DROIT, ou ../shared/droit à côté du dépôt ; sans lui, ce test et lui seul est sauté.
"""

import os
import re
from pathlib import Path

import pytest
import yaml
from clausier import loader

RACINE = Path(__file__).resolve().parent.parent
DROIT = Path(os.environ.get("CLAUSIER_DROIT") or RACINE.parent / "shared" / "droit")
REFERENCES = loader.load().references
ETATS = {"texte intégral recoupé": "recoupe", "une source": "une-source", "non vérifié": "non-verifie"}

pytestmark = pytest.mark.textes_officiels


@pytest.fixture(scope="module")
def officiels() -> dict[str, dict]:
    fichier = DROIT / "articles.yml"
    if not fichier.exists():
        pytest.skip(f"le dossier des textes officiels n’est pas là : donnez-le par CLAUSIER_DROIT={DROIT}")
    textes = yaml.load(fichier.read_bytes(), yaml.CSafeLoader)
    return {texte["id"]: texte for texte in textes}


def etat(texte: dict) -> str:
    if not texte.get("contenu"):
        return "sans-texte"
    return "extrait" if "[…]" in texte["contenu"] else "integral"


def ecarts(texte: dict, reference) -> list[str]:
    """Ce qui, dans une référence, n’est pas ce que dit le texte officiel ; et son résumé, s’il le recopie sur douze mots."""
    attendu = {
        "article": str(texte["article"] or ""),
        "version_du": str(texte["version_du"] or ""),
        "url": texte["url"] or "",
        "verification": ETATS[texte["verification"]],
        "etat": etat(texte),
    }
    faux = [f"{reference.id} : {cle} « {getattr(reference, cle)} », le texte dit « {valeur} »" for cle, valeur in attendu.items() if getattr(reference, cle) != valeur]
    source, resume = " ".join(mots(texte.get("contenu") or "")), mots(reference.resume)
    suites = [" ".join(resume[i : i + 12]) for i in range(len(resume) - 11)]
    faux += [f"{reference.id} : résumé recopié, « {suite} »" for suite in suites if suite in source]
    return faux if 4 <= len(resume) <= 60 else [*faux, f"{reference.id} : résumé de {len(resume)} mots"]


def mots(texte: str) -> list[str]:
    return re.findall(r"\w+", texte.lower())


def test_les_references_disent_ce_que_disent_les_textes_officiels(officiels):
    inconnues = set(REFERENCES) - set(officiels)
    assert inconnues == set()
    assert [ecart for reference in REFERENCES.values() for ecart in ecarts(officiels[reference.id], reference)] == []
    # Les rédactions dépassées ne se citent pas.
    assert set(officiels) - set(REFERENCES) == {
        "code-commerce/L442-1-version-2021",
        *(f"cpc/{n}" for n in (1528, 1529, 1530, 1531, 1532, 1533, 1534, 1542)),
    }
    # Un code a chez nous un nom, et un seul.
    noms = {(officiels[reference.id]["texte"], reference.code) for reference in REFERENCES.values()}
    assert len({officiel for officiel, _ in noms}) == len(noms) == len({notre for _, notre in noms})
