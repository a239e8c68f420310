"""Chaque modèle, dans chaque format, relu : pour chaque rubrique obligatoire, la phrase marquée de chaque élément y est ; ôtée, la rubrique manque.

Ce qui est obligatoire vient des rubriques, des types et de la formule, jamais du choix des clauses. Un modèle est relu vierge, rempli
de son exemple, et dans chacune des positions de départ des clauses sensibles.
"""

import re
from functools import lru_cache

import golden
import pytest
from clausier import blocks as b, exemple, loader, reponses as r
from clausier.contrat import assemble
from clausier.render import FORMATS
from lecture import Lecteur, lire, plier

CATALOGUE = loader.load()
RAPIDES = ("corrective-ticket", "preventive-corrective-forfait", "preventive-demande", "infogerance-temps-passe")  # un par formule
ETATS = ("vierge", "rempli", "client", "prestataire")


def reponses(nom: str, etat: str) -> r.Reponses:
    modele = CATALOGUE.modeles[nom]
    vierge = r.from_model(modele, CATALOGUE)
    if etat == "vierge":
        return vierge
    if etat == "rempli":
        return r.build(exemple.raw_answers(CATALOGUE, modele.types, modele.formule, modele.hors_forfait, vierge.options), CATALOGUE)
    choix = {"types": list(vierge.types), "formule": vierge.formule, "formule-hors-forfait": vierge.hors_forfait, "options": list(vierge.options)}
    return r.build({**choix, "position": etat}, CATALOGUE)


@lru_cache(maxsize=8)
def relu(nom: str, etat: str) -> tuple[Lecteur, dict[str, str]]:
    """Ce que les rubriques exigent, et le texte plié du document, par format."""
    donnees = reponses(nom, etat)
    document = assemble(CATALOGUE, donnees, modele=CATALOGUE.modeles[nom] if etat == "vierge" else None).document
    textes = {extension: plier(lire(extension, f.render(document))) for extension, f in FORMATS.items()}
    return Lecteur(CATALOGUE, donnees.situation, donnees.values, position=donnees.position), textes


def fautes(lecteur: Lecteur, rubrique: str, texte: str) -> list[str]:
    """Ce qui manque d’une rubrique dans un texte plié ; et chaque élément dont la phrase peut s’ôter sans que cela se voie."""
    declaree = CATALOGUE.rubriques[rubrique]
    trouvees = [f"{rubrique}.{element} : phrase marquée introuvable" for element in lecteur.manquants(declaree, texte)]
    trouvees += [f"{rubrique} : titre introuvable"] * (plier(declaree.titre) not in texte)
    for element in lecteur.elements(declaree):
        if lecteur.present(declaree, element, lecteur.sans(declaree, element, texte)):
            trouvees.append(f"{rubrique}.{element.id} : ôter sa phrase ne se voit pas")
    return trouvees


CAS = [
    pytest.param(nom, etat, id=f"{nom}-{etat}", marks=[] if etat == "vierge" and nom in RAPIDES else pytest.mark.lent)
    for nom in CATALOGUE.modeles
    for etat in ETATS
]


@pytest.mark.parametrize(("nom", "etat"), CAS)
def test_chaque_rubrique_obligatoire_se_lit_dans_chaque_format_et_manque_si_on_l_ote(nom, etat):
    lecteur, textes = relu(nom, etat)
    rubriques = list(lecteur.obligatoires())
    assert len(rubriques) > 30
    assert [f"{extension} : {faute}" for extension, texte in textes.items() for r in rubriques for faute in fautes(lecteur, r.id, texte)] == []


# Ce que Word compte lui-même, et les marques de mise en forme des autres : ni l’un ni les autres ne sont des mots.
DECOMPTE = re.compile(r"(?:Article|Annexe)? ?\d+ – |\bA?\d+\.\d+ (?![a-zà-ÿ])|[-=*–|+]{2,}| – ")


@pytest.mark.parametrize("nom", CATALOGUE.modeles)
@pytest.mark.lent
def test_les_quatre_formats_disent_les_memes_mots_dans_le_meme_ordre(nom):
    _, textes = relu(nom, "vierge")
    document = assemble(CATALOGUE, reponses(nom, "vierge")).document
    premier = plier(next(b.plain(x.spans) for x in document.blocks if isinstance(x, b.Paragraph) and x.number))
    dernier = plier(CATALOGUE.textes.notices["provenance"].split("#")[0])

    def mots(texte: str) -> list[str]:
        return DECOMPTE.sub(" ", texte[texte.index(premier) : texte.index(dernier)]).split()

    attendu = mots(textes["html"])
    assert len(attendu) > 3000
    for extension, texte in textes.items():
        if extension == "pdf":
            continue  # une tête de tableau s’y répète à chaque page : test_pdf_juges.py compare ses mots à ceux du texte
        obtenu = mots(texte)
        ecart = next((i for i, (x, y) in enumerate(zip(obtenu, attendu)) if x != y), None)
        assert obtenu == attendu, f"{nom}, {extension} : {obtenu[ecart - 8 : ecart + 8]} au lieu de {attendu[ecart - 8 : ecart + 8]}"


@pytest.mark.parametrize("nom", CATALOGUE.modeles)
@pytest.mark.lent
def test_un_modele_vierge_ne_contient_aucune_valeur_et_un_exemple_aucun_blanc(nom):
    modele = CATALOGUE.modeles[nom]
    vierge = assemble(CATALOGUE, reponses(nom, "vierge"), modele=modele)
    rempli = assemble(CATALOGUE, reponses(nom, "rempli"))
    assert vierge.blancs and rempli.blancs == ()
    assert "EXEMPLE FICTIF" in relu(nom, "rempli")[1]["txt"] and "EXEMPLE FICTIF" not in relu(nom, "vierge")[1]["txt"]


@pytest.mark.parametrize("extension", golden.FORMATS)
@pytest.mark.parametrize("nom", CATALOGUE.modeles)
def test_le_texte_du_modele_est_celui_qui_a_ete_relu(nom, extension):
    """Un mot changé dans une clause se voit ici, dans chaque modèle qui la porte."""
    fichier = golden.fichier(nom, extension)
    assert fichier.exists(), f"{fichier.name} manque : « make golden », puis relisez-le"
    attendu, obtenu = fichier.read_text("utf-8"), golden.texte(CATALOGUE, nom, extension)
    assert obtenu == attendu, f"Le modèle {nom} a changé : « make golden », puis relisez « git diff tests/golden »"


def test_aucun_texte_de_reference_ne_survit_a_son_modele():
    voulus = {golden.fichier(nom, extension).name for nom in CATALOGUE.modeles for extension in golden.FORMATS}
    assert {p.name for p in golden.DOSSIER.glob("*")} <= voulus
