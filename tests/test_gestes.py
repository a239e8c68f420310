"""Les gestes du mode d’emploi, tels qu’on les tape, sur le vrai catalogue."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clausier import cli, exemple, loader, reponses

RACINE = Path(__file__).resolve().parent.parent
CATALOGUE = loader.load()


def brut(**change) -> dict:
    return {**exemple.raw_answers(CATALOGUE, ["infogerance"], "forfait", "demande", reponses.default_options(CATALOGUE)), **change}


def test_nouvelle_clause_s_ecrit_par_la_ligne_du_guide(tmp_path):
    """Le shell crée le fichier vide avant que la commande ne lise le catalogue."""
    shutil.copytree(RACINE / "clauses", tmp_path / "clauses")
    ligne = f'"{sys.executable}" -m clausier nouvelle-clause ma-clause --catalogue clauses > clauses/corps/ma-clause.yml'
    assert subprocess.run(ligne, shell=True, cwd=tmp_path, capture_output=True, text=True).stderr == ""
    assert loader.load(tmp_path / "clauses").clauses["ma-clause"].rubrique == "duree"


def test_une_nouvelle_clause_ne_reprend_pas_un_identifiant(capsys):
    assert cli.main(["nouvelle-clause", "gti"]) == 2
    assert "existe déjà" in capsys.readouterr().err


@pytest.mark.parametrize("nom", ["clause.yaml", "clause.txt"])
def test_un_fichier_qui_n_est_pas_yml_est_dit(tmp_path, nom):
    shutil.copytree(RACINE / "clauses", tmp_path / "clauses")
    (tmp_path / "clauses" / "corps" / nom).write_text("titre: x\n", "utf-8")
    with pytest.raises(loader.InvalidCatalogue, match="n'est pas un fichier « .yml »"):
        loader.load(tmp_path / "clauses")


def test_deux_delais_pour_une_gravite_sont_refuses():
    donnees = brut()
    donnees["champs"]["grille_gtr"] = [*donnees["champs"]["grille_gtr"], {"gravite": "Majeure", "delai": "30"}]
    with pytest.raises(reponses.InvalidAnswers, match="champs.grille_gtr : deux lignes pour « Majeure »"):
        reponses.build(donnees, CATALOGUE)


def test_un_choix_qui_n_est_pas_fait_est_dit():
    lues = reponses.build({"types": ["corrective"], "formule": "forfait", "options": ["a-distance"]}, CATALOGUE)
    assert [choix for choix in lues.assumed if choix.startswith(("Le Client est commerçant", "Le contrat a une durée", "hors forfait"))] == list(lues.assumed)
    assert len(lues.assumed) == 3


def test_le_contrat_nomme_ses_clauses_difficiles():
    from clausier.contrat import assemble
    from clausier.render import FORMATS

    texte = " ".join(FORMATS["txt"].render(assemble(CATALOGUE, reponses.build(brut(), CATALOGUE)).document).decode().replace("\u00a0", " ").split())
    assert "Points à lire de près." in texte
    assert f"{CATALOGUE.clauses['gti'].titre} : {CATALOGUE.clauses['gti'].en_clair}".replace("'", "’") in texte


def test_une_maison_peut_retirer_ce_qui_n_est_que_recommande(tmp_path):
    empreinte = CATALOGUE.clauses["preambule"].empreinte
    (tmp_path / "corps").mkdir()
    (tmp_path / "corps" / "preambule.yml").write_text(f"mode: retire\nbase: {{version: 1, empreinte: {empreinte}, texte: le préambule}}\n", "utf-8")
    assert "preambule" not in loader.load(house=tmp_path).clauses


def test_retirer_ce_qui_est_du_se_dit_dans_le_fichier_de_la_maison(tmp_path):
    empreinte = CATALOGUE.clauses["parties"].empreinte
    (tmp_path / "corps").mkdir()
    (tmp_path / "corps" / "parties.yml").write_text(f"mode: retire\nbase: {{version: 1, empreinte: {empreinte}, texte: les parties}}\n", "utf-8")
    with pytest.raises(loader.InvalidCatalogue, match="corps/parties.yml.*la rubrique est due"):
        loader.load(house=tmp_path)
