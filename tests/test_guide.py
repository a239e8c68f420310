"""Le guide écrit à la main : son plan, les points du sujet qu’il traite, les courriers et les annexes où il mène."""

import re
from pathlib import Path

import pytest

from clausier import loader

RACINE = Path(__file__).resolve().parent.parent
GUIDE = RACINE / "docs" / "guide"
CATALOGUE = loader.load()
PLAN = ("ce-que-vous-en-retirez", "exemple", "pieges", "textes", "suite")
SANS_PLAN = {"index", "liste-client", "liste-prestataire"}  # un sommaire et deux feuilles à imprimer
PAGES = {f.stem: f.read_text("utf-8").replace("\u00a0", " ") for f in sorted(GUIDE.glob("*.md"))}
ENSEMBLE = "\n".join(PAGES.values())

# Ce que dit la page d’où est parti le projet, point par point, et les mots du guide qui y répondent.
SUJET = [
    ("faire appel à des prestataires spécialisés", "pourquoi-externaliser", "Confier sa maintenance à un spécialiste"),
    ("vérifier l’état du système", "a-quoi-il-sert", "savoir dans quel état est le système"),
    ("cadre, objectifs, modalités, responsabilités", "definition", r"Le cadre \|(.|\n)+Les objectifs \|(.|\n)+Les modalités \|(.|\n)+Les responsabilités \|"),
    ("un contrat de service aux entreprises", "definition", "contrat de service"),
    ("un contrat d’entreprise, de droit commun", "definition", "contrat d’entreprise(.|\n)+droit commun des contrats"),
    ("ni licence ni développement : conseil et assistance", "definition", "le client paie du conseil et de l’assistance"),
    ("une composition d’apports", "a-quoi-il-sert", "réunit plusieurs apports"),
    ("veiller, intervenir en permanence", "a-quoi-il-sert", "« intervient en permanence »"),
    ("un entretien régulier", "a-quoi-il-sert", r"\*\*Entretenir\.\*\*"),
    ("la sauvegarde mieux assurée", "a-quoi-il-sert", r"\*\*Sauvegarder\.\*\*"),
    ("économique", "a-quoi-il-sert", "Est-ce économique"),
    ("installation et maintenance", "pourquoi-externaliser", "Installation et maintenance se répondent"),
    ("le lien entre fondateurs et développeurs", "pourquoi-externaliser", "Celui qui a fondé l’entreprise(.|\n)+celui qui développe(.|\n)+fait le lien"),
    ("sécuriser l’alliance", "pourquoi-externaliser", r"\*\*Une relation sûre\.\*\*"),
    ("réduire les marges d’erreur", "pourquoi-externaliser", r"\*\*Moins d’erreurs\.\*\*"),
    ("un seul interlocuteur", "pourquoi-externaliser", "Un interlocuteur unique coupe court"),
    ("associer et séparer les prestations", "pourquoi-externaliser", r"Il les \*\*associe\*\*(.|\n)+Il les \*\*sépare\*\*"),
    ("alerter sur les contenus complexes et incomplets", "points-complexes", "Un bon contrat vous alerte"),
    ("nombre d’interventions, durée, nature, moyens, fin", "interventions-duree-moyens", r"### Le nombre(.|\n)+### La durée(.|\n)+### La nature(.|\n)+### Les moyens(.|\n)+### La fin"),
    ("examiner si la prestation correspond à ses exigences", "verifier-un-contrat", "Une exigence sans article est une exigence refusée"),
    ("« Objet du contrat » et « Définitions »", "rediger-pas-a-pas", "« Objet du contrat » et « Définitions »"),
    ("préventive : éviter les défauts, coût global, arrêts, origine, durée de vie", "choisir-le-type", r"éviter les défauts(.|\n)+Des arrêts plus rares(.|\n)+L’origine des accidents graves effacée(.|\n)+qui dure plus longtemps(.|\n)+Un coût global plus bas"),
    ("préventive : distinguer les opérations", "choisir-le-type", "distinguer les opérations, une par une"),
    ("palliative, provisoire, suivie d’une corrective", "choisir-le-type", "Elle est toujours suivie d’une corrective"),
    ("infogérance : long terme, consignes, diagnostic quotidien", "choisir-le-type", "au long cours(.|\n)+chaque jour un diagnostic(.|\n)+donne des consignes"),
    ("forfait : au mois ou à l’année, inventaire nécessaire", "choisir-la-formule", "au mois ou à l’année. Sans inventaire"),
    ("à la demande : libre, coûteuse, sans assurance ni suivi", "choisir-la-formule", "la plus libre(.|\n)+la plus chère(.|\n)+Aucune intervention n’est assurée(.|\n)+Personne ne suit"),
    ("temps passé : minimum mensuel, même prestataire, prise en charge", "choisir-la-formule", "Chaque mois porte un minimum facturé(.|\n)+par le même prestataire(.|\n)+pris en charge"),
    ("ticket : une PME, un service de qualité, payé selon le besoin", "choisir-la-formule", "Une PME y trouve un service de qualité qu’elle paie selon le besoin"),
]  # fmt: skip


@pytest.mark.parametrize("page", sorted(set(PAGES) - SANS_PLAN))
def test_chaque_page_suit_le_plan_et_cite_un_texte(page):
    places = [PAGES[page].find(f"{{ #{ancre} }}") for ancre in PLAN]
    assert -1 not in places, f"il manque à {page} : {[a for a, place in zip(PLAN, places) if place < 0]}"
    assert places == sorted(places)
    textes, suite = PAGES[page].split("{ #textes }")[1].split("{ #suite }")
    assert "texte_officiel(" in textes
    assert re.search(r"\]\([\w./-]+\.md\)", suite), "l’étape suivante ne mène nulle part"


@pytest.mark.parametrize("point, page, mots", SUJET, ids=[point for point, _, _ in SUJET])
def test_le_guide_traite_chaque_point_du_sujet(point, page, mots):
    assert re.search(mots, PAGES[page]), f"{page} ne traite plus « {point} »"


@pytest.mark.parametrize("genre, noms", [("courriers", CATALOGUE.courriers), ("annexes", CATALOGUE.annexes)])
def test_chaque_courrier_et_chaque_annexe_se_rencontre_dans_le_guide(genre, noms):
    assert [nom for nom in noms if f"../{genre}/{nom}.md" not in ENSEMBLE] == []


@pytest.mark.parametrize("page", PAGES)
def test_aucune_page_ne_rend_de_verdict(page):
    assert re.findall(r"\b(?:est|sont|serait|seraient|devient) (?:nul|nulle|nuls|nulles|illégale?|illégaux|conformes?)\b", PAGES[page]) == []


@pytest.mark.parametrize("page", PAGES)
def test_une_societe_inventee_est_dite_fictive(page):
    assert "Ateliers Fictifs" not in PAGES[page] or re.search("fictiv|fictif|n’existe pas", PAGES[page].replace("Ateliers Fictifs", ""))
