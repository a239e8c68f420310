"""Les contradictions du vérificateur : chaque genre se lève sur ses exemples fautifs, sur aucun de ses exemples sains, sur aucun de nos contrats."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from clausier import controle, exemple, loader, reponses
from clausier.check.contradictions import PAR_GENRE, chercher
from clausier.check.texte import Texte
from clausier.contrat import assemble
from clausier.extract import lire_octets
from clausier.extract.document import Bloc, Lecture
from clausier.model import GENRES_CONTRADICTION
from clausier.mots import plier
from clausier.render import text

ICI = Path(__file__).resolve().parent
TRAVAIL = sorted((ICI / "contrats" / "travail" / "contrats").glob("t*.yml"))
SAINS = sorted((ICI / "contrats" / "sains").iterdir())
NOS_MODELES = sorted((ICI / "golden").glob("*.txt"))
SUITE = 7  # mots : nos règles n’en reprennent pas autant d’affilée de nos clauses


@pytest.fixture(scope="module")
def catalogue():
    return loader.load()


@pytest.fixture(scope="module")
def regles(catalogue):
    return controle.load(catalogue)


@pytest.fixture(scope="module")
def dans(regles):
    """`dans(texte)` rend les contradictions d’un texte, ou de sa lecture."""

    def chercher_dans(source, nom: str = "contrat.txt"):
        lecture = source if isinstance(source, Lecture) else lire_octets(nom, source.encode())
        return chercher(Texte(lecture, regles.langue), regles.contradictions)

    return chercher_dans


def genres(trouvees) -> set[str]:
    return {trouvee.regle for trouvee in trouvees}


def citees(trouvees) -> list[str]:
    return [f"{trouvee.regle} : {[extrait.texte[:120] for extrait in trouvee.extraits]}" for trouvee in trouvees]


# ---------------------------------------------------------------- les exemples des règles
@pytest.mark.parametrize("genre", GENRES_CONTRADICTION)
@pytest.mark.lent
def test_chaque_exemple_fautif_leve_son_genre(genre, dans, regles):
    rates = [texte for texte in regles.contradictions.genres[genre].exemples["oui"] if genre not in genres(dans(texte))]
    assert not rates


@pytest.mark.parametrize("genre", GENRES_CONTRADICTION)
@pytest.mark.lent
def test_aucun_exemple_sain_ne_leve_rien(genre, dans, regles):
    leves = [(texte, citees(dans(texte))) for texte in regles.contradictions.genres[genre].exemples["non"] if dans(texte)]
    assert not leves


@pytest.mark.parametrize("genre", GENRES_CONTRADICTION)
def test_chaque_genre_a_six_exemples_fautifs_et_six_sains(genre, regles):
    exemples = regles.contradictions.genres[genre].exemples
    assert len(exemples["oui"]) >= 6 and len(exemples["non"]) >= 6


def test_les_exemples_ne_recopient_pas_nos_clauses(catalogue, regles):
    """Sinon le vérificateur apprendrait nos phrases au lieu du sens."""

    def suites(texte: str) -> set[tuple[str, ...]]:
        mots = re.findall("[a-z0-9]+", plier(texte))
        return {tuple(mots[i : i + SUITE]) for i in range(len(mots) - SUITE + 1)}

    dossier = loader.default_folder()
    clauses = [fichier.read_text("utf-8") for sous in ("corps", "annexes") for fichier in (dossier / sous).glob("*.yml")]
    notres = set().union(*map(suites, clauses))
    exemples = [texte for genre in regles.contradictions.genres.values() for sorte in genre.exemples.values() for texte in sorte]
    assert not [" ".join(suite) for texte in exemples for suite in suites(texte) & notres]


# ---------------------------------------------------------------- des contrats entiers
@pytest.mark.parametrize("etiquettes", TRAVAIL, ids=lambda fichier: fichier.stem)
def test_les_contradictions_des_contrats_de_travail_sont_toutes_trouvees_et_seules(etiquettes, dans):
    fichier = next(etiquettes.with_suffix(suffixe) for suffixe in (".txt", ".md") if etiquettes.with_suffix(suffixe).exists())
    attendues = {each["genre"] for each in yaml.safe_load(etiquettes.read_text("utf-8"))["contradictions"]}
    trouvees = dans(fichier.read_text("utf-8"), fichier.name)
    assert genres(trouvees) == attendues, citees(trouvees)


@pytest.mark.parametrize("fichier", SAINS, ids=lambda fichier: fichier.stem)
def test_un_contrat_sain_ne_leve_rien(fichier, dans):
    """CGV, CCTP, tableaux de niveaux, annexes renumérotées, deux langues, devis à signer : tout s’y tient."""
    assert not citees(dans(fichier.read_text("utf-8"), fichier.name))


@pytest.mark.parametrize("fichier", NOS_MODELES, ids=lambda fichier: fichier.stem)
@pytest.mark.lent
def test_nos_modeles_vierges_ne_levent_que_leurs_blancs(fichier, dans):
    trouvees = [trouvee for trouvee in dans(fichier.read_text("utf-8")) if trouvee.regle != "blanc"]
    assert not citees(trouvees)


@pytest.mark.lent
def test_nos_contrats_remplis_ne_levent_rien(catalogue, dans):
    for modele in catalogue.modeles.values():
        options = [*modele.options, *reponses.default_options(catalogue, modele.options)]
        remplies = exemple.example_yaml(catalogue, modele.types, modele.formule, modele.hors_forfait, options, ())
        contrat = assemble(catalogue, reponses.read(remplies.encode(), catalogue), "propre")
        trouvees = dans(text.render(contrat.document).decode())
        assert not citees(trouvees), modele.id


# ---------------------------------------------------------------- ce que rend la recherche
def test_chaque_extrait_cite_le_texte_a_sa_place(dans):
    source = "Article 1 – Durée\nLe contrat dure 12 mois.\nArticle 2 – Engagement\nLe client s'engage pour trois ans.\nArticle 4 – Prix\nLe prix est de [montant] euros."
    lecture = lire_octets("contrat.txt", source.encode())
    trouvees = dans(lecture)
    assert genres(trouvees) == {"deux-durees", "numerotation", "blanc"}
    for extrait in (extrait for trouvee in trouvees for extrait in trouvee.extraits):
        assert lecture.texte[extrait.debut : extrait.fin] == extrait.texte and extrait.lieu


def test_le_pourquoi_nomme_ce_qui_est_dit_deux_fois(dans):
    [trouvee] = dans("Les factures sont payables à 30 jours.\nLes factures sont réglées à 60 jours de leur émission.")
    assert "le délai de paiement des factures" in trouvee.pourquoi and "{" not in trouvee.pourquoi


def test_une_duree_dite_deux_fois_pareil_ne_leve_rien(dans):
    assert not dans("Le contrat est souscrit pour trente-six mois.\nLa durée du contrat est de trois ans.\nLe contrat est souscrit pour 36 mois.")


def test_deux_noms_d_une_gravite_se_rejoignent_sauf_si_une_echelle_les_separe(dans):
    un = "Un incident bloquant est pris en charge en 2 heures.\n"
    assert genres(dans(un + "Un incident critique est pris en charge en 4 heures.")) == {"deux-delais"}
    echelle = "| Gravité | Prise en charge |\n|---|---|\n| Bloquant | 2 heures |\n| Critique | 4 heures |\n"
    assert not dans(un + echelle)


def test_un_tableau_dit_la_gravite_en_ligne_ou_en_colonne(dans):
    corps = "Un incident majeur est rétabli en six heures.\n\n"
    lignes = "| Niveau | Prise en charge | Rétablissement |\n|---|---|---|\n| Majeur | 1 h | 8 h |\n| Mineur | 4 h | 24 h |\n"
    colonnes = "| Délai | Critique | Majeur |\n|---|---|---|\n| Prise en charge | 30 min | 1 h |\n| Rétablissement | 4 h | 8 h |\n"
    assert genres(dans(corps + lignes)) == genres(dans(corps + colonnes)) == {"deux-delais"}
    assert not dans("Un incident majeur est rétabli en huit heures.\n\n" + lignes)


def test_sous_des_tetes_de_colonnes_chaque_duree_n_est_que_celle_de_sa_colonne(dans):
    tableau = "| Priorité | Rappel par un technicien | Arrivée sur site | Remise en service |\n|---|---|---|---|\n| Priorité 1 | 15 minutes | 2 heures | 4 heures |\n\n"
    assert not dans(tableau + "Pour une priorité 1, le technicien se rend sur site en deux heures et rappelle sous 15 minutes.")
    assert genres(dans(tableau + "Pour une priorité 1, le technicien se rend sur site en quatre heures.")) == {"deux-delais"}


def test_les_tetes_d_une_fiche_ne_nomment_rien(dans):
    """« Réponse », en tête de la seconde colonne, n’est pas un délai de réponse."""
    fiche = "| Question | Réponse |\n|---|---|\n| Incident critique, remise en service | 8 heures |\n"
    assert not dans("Un incident critique reçoit une réponse en une heure.\n\n" + fiche)
    assert genres(dans("Un incident critique est remis en service en six heures.\n\n" + fiche)) == {"deux-delais"}


def test_une_ligne_de_fiche_se_compare_a_la_part_de_phrase_qui_la_nomme(dans):
    phrase = "Le prestataire remet sous dix jours ouvrés un plan de sortie, puis forme le repreneur pendant trois mois.\n"
    assert genres(dans(phrase + "Plan de sortie : dix jours calendaires")) == {"ouvrees-calendaires"}
    assert not dans(phrase + "Plan de sortie : dix jours ouvrés")


def test_une_liste_d_articles_se_lit_jusqu_au_dernier(dans):
    articles = "Article 1 – Objet\nEntretien.\nArticle 2 – Durée\nUn an.\nArticle 3 – Prix\nCent euros.\n"
    assert genres(dans(articles + "Article 4 – Fin\nLes articles 1, 2 et 9 survivent.")) == {"numerotation"}
    assert not dans(articles + "Article 4 – Fin\nLes articles 1, 2 et 3 survivent, et 9 jours suffisent.")


def test_un_champ_de_publipostage_laisse_est_un_blanc(dans):
    """Ses accolades n’ont pas leur place dans nos YAML, que lisent aussi des gabarits."""
    assert genres(dans("Le numéro d'appel est le {{telephone}}.")) == {"blanc"}


def test_un_genre_trop_souvent_trouve_est_borne(dans):
    assert len(dans(Lecture("txt", tuple(Bloc(f"Le site {n} est situé à [adresse].") for n in range(10 * PAR_GENRE))))) == PAR_GENRE


def test_une_phrase_demesuree_se_lit_quand_meme(dans):
    """Sans fin de phrase, tout serait comparé à tout : chaque recherche est bornée."""
    pave = "un incident critique est pris en charge en 4 heures, rétabli en 8 heures, avec une pénalité de 5 % et une obligation de moyens, " * 3000
    assert dans(Lecture("txt", (Bloc(pave),))) == []


def test_une_condition_que_l_autre_phrase_ignore_separe_deux_cas(dans):
    sans = "Le client peut auditer une fois par an, avec un préavis de quinze jours."
    assert genres(dans(f"{sans}\nL'audit annuel est annoncé avec un préavis d'un mois.")) == {"deux-preavis"}
    assert not dans(f"{sans}\nAprès une intrusion, l'audit est annoncé avec un préavis de deux jours.")


def test_le_nom_donne_a_une_partie_prime_sur_le_sens_du_mot(dans):
    noms = "Exemple SA, ci-après dénommée la « Société »,\nFictive SAS, ci-après dénommée le « Prestataire »,\n"
    une = "La Société garde le secret pendant trois ans après la fin du contrat.\n"
    assert not dans(f"{noms}{une}Le Prestataire garde le secret pendant cinq ans après la fin du contrat.")
    assert genres(dans(f"{noms}{une}La Société garde le secret pendant cinq ans après la fin du contrat.")) == {"deux-durees"}


def test_deux_grilles_cote_a_cote_parlent_chacune_de_sa_chose(dans):
    tete = "| Gravité | Prise en charge |\n|---|---|\n| Bloquante |"
    un, deux = f"## Applications du groupe A\n\n{tete} 1 heure |\n| Majeure | 4 heures |\n", f"\n## Applications du groupe B\n\n{tete} 3 heures |\n"
    assert not dans(f"{un}{deux}| Majeure | 8 heures |\n", "contrat.md")
    assert genres(dans(f"{un}{deux}| Majeure | 4 heures |\n", "contrat.md")) == {"deux-delais"}


def test_des_millions_sont_un_montant(dans):
    plafond = "La responsabilité du Prestataire est limitée à 50 000 euros par an.\nL'indemnité due par le Prestataire ne dépasse pas "
    assert genres(dans(f"{plafond}deux millions cinq cent mille euros par an.")) == {"plusieurs-plafonds"}
    assert genres(dans(f"{plafond}un million d'euros par an.")) == {"plusieurs-plafonds"}
