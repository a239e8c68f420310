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


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_une_reference_dit_ce_que_dit_le_texte_officiel(officiels, reference):
    assert reference.id in officiels, "identifiant inconnu du dossier des textes officiels"
    texte = officiels[reference.id]
    attendu = (str(texte["article"] or ""), str(texte["version_du"] or ""), texte["url"] or "")
    assert (reference.article, reference.version_du, reference.url) == attendu
    assert reference.verification == ETATS[texte["verification"]]
    assert reference.etat == etat(texte)


def test_un_code_a_chez_nous_un_nom_et_un_seul(officiels):
    noms = {(officiels[reference.id]["texte"], reference.code) for reference in REFERENCES.values()}
    assert len({officiel for officiel, _ in noms}) == len(noms) == len({notre for _, notre in noms})


def mots(texte: str) -> list[str]:
    return re.findall(r"\w+", texte.lower())


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_le_resume_est_une_phrase_a_nous(officiels, reference):
    """Jamais une citation : pas douze mots de suite du texte officiel."""
    source = " ".join(mots(officiels[reference.id].get("contenu") or ""))
    resume = mots(reference.resume)
    assert 4 <= len(resume) <= 60
    assert [" ".join(resume[i : i + 12]) for i in range(len(resume) - 11) if " ".join(resume[i : i + 12]) in source] == []


def test_les_redactions_depassees_ne_sont_pas_citees(officiels):
    assert set(officiels) - set(REFERENCES) == {
        "code-commerce/L442-1-version-2021",
        *(f"cpc/{n}" for n in (1528, 1529, 1530, 1531, 1532, 1533, 1534, 1542)),
    }
