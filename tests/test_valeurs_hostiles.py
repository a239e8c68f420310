"""Les valeurs hostiles H100 à H112 du projet, des réponses au document : telles quelles dans chaque format, ou refusées en nommant le champ.

Chaque valeur passe par chaque place où une réponse s’imprime : un champ d’une ligne (dans le corps, l’en-tête et le résumé), un paragraphe, une
liste, une case de tableau, le titre. Les fichiers sont relus par d’autres programmes que les nôtres.
"""

from __future__ import annotations

import json

import mini
import pytest
from clausier import cli, reponses as r
from clausier.contrat import assemble
from clausier.render import FORMATS
from clausier.valeurs import MAX_ROWS, MAX_TEXT
from test_rendu_valeurs import lire

LITTERALES = {
    "H100 balises": 'A & <w:br/> "B" ]]>',
    "H101 gabarits": "{{7*7}} {% import os %} ${7*7} {client} {client_nom} <%=1%> [[x]] [[clause:prix]]",
    "H103 page": "<img src=x onerror=alert(1)> <svg/onload=alert(1)> javascript:alert(1)",
    "H104 formule": "=cmd|'/c calc'!A1",
    "H104 plus": "+1",
    "H104 moins": "-1",
    "H104 arobase": "@x",
    "H104 tabulation": "a\tb",
    "H105 lien": "](javascript:alert(1)) | `code`",
    "H105 titre": "# Titre",
    "H105 en-tête": "--- titre ---",
    "H106 champ Word": '{ DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" }',
    "H108 long": "N" * 200,
    "H109 lettres": "e\u0301 ẞ œ Ÿ Ω Ж",
    "H109 arabe": "العربية",
    "H112 chemin": "../../x CON a/b .cache",
}
# Ce qu’aucune police embarquée ne dessine : le PDF le refuse, les autres le gardent.
SANS_POLICE = {"H109 émoji": ("🛠️", "U+1F6E0"), "H109 chinois": ("漢字", "U+6F22")}
INTERDITS = {"NUL": "\x00", "BEL": "\x07", "VT": "\x0b", "U+FFFE": "\ufffe", "demi-caractère": "\ud800", "H107 sens": "\u202e", "H107 isolat": "\u2066"}
PLACES = {
    "texte": ("client_nom", lambda valeur: valeur, "champs.client_nom"),
    "paragraphe": ("besoin", lambda valeur: valeur, "champs.besoin"),
    "liste": ("sites", lambda valeur: ["Siège", valeur], "champs.sites.2"),
    "case": ("inventaire", lambda valeur: [{"nom": valeur, "nombre": "1", "prix": "1"}], "champs.inventaire.1.nom"),
}
par_place = pytest.mark.parametrize("place", [*PLACES, "titre"])


def reponses(place: str, valeur: str) -> r.Reponses:
    if place == "titre":
        return mini.reponses(titre=valeur)
    champ, range_, _ = PLACES[place]
    return mini.reponses({champ: range_(valeur)})


def plat(texte: str, extension: str) -> str:
    """Le texte, ses blancs égaux ; un PDF coupe un mot plus long que sa colonne, on les y ôte."""
    return ("" if extension == "pdf" else " ").join(texte.split())


def manque(place: str, valeur: str, extensions=FORMATS) -> list[str]:
    """Les formats où la valeur ne se relit pas telle quelle."""
    document = assemble(mini.catalogue(), reponses(place, valeur), essentiel=True).document
    return [e for e in extensions if plat(valeur, e) not in plat(lire(e, FORMATS[e].render(document)), e)]


@par_place
@pytest.mark.parametrize("nom", LITTERALES)
@pytest.mark.lent
def test_une_valeur_hostile_sort_telle_quelle_de_chaque_format(nom, place):
    assert manque(place, LITTERALES[nom]) == []


@par_place
@pytest.mark.parametrize("nom", SANS_POLICE)
def test_un_signe_sans_police_sort_partout_sauf_du_pdf_qui_nomme_le_champ(nom, place):
    valeur, code = SANS_POLICE[nom]
    assert manque(place, valeur, [e for e in FORMATS if e != "pdf"]) == []
    with pytest.raises(ValueError) as refus:
        FORMATS["pdf"].render(assemble(mini.catalogue(), reponses(place, valeur)).document)
    champ = {"titre": "titre du document", "case": "inventaire.1.nom"}.get(place) or PLACES[place][0]
    assert champ in str(refus.value) and code in str(refus.value)


@par_place
@pytest.mark.parametrize("nom", INTERDITS)
def test_un_signe_interdit_est_refuse_en_nommant_le_champ(nom, place):
    with pytest.raises(r.InvalidAnswers) as refus:
        reponses(place, f"SARL {INTERDITS[nom]} Martin")
    [(chemin, message)] = refus.value.places
    ou = "titre" if place == "titre" else PLACES[place][2]
    assert f"{ou} : caractère interdit (U+{ord(INTERDITS[nom]):04X})" in str(refus.value) and message


@pytest.mark.parametrize("nom", INTERDITS)
def test_la_ligne_de_commande_refuse_aussi_et_n_ecrit_rien(nom, tmp_path, capsys):
    dossier = mini.ecrire(tmp_path / "clauses")
    source, sortie = tmp_path / "r.json", tmp_path / "c.docx"
    source.write_text(json.dumps({**mini.REPONSES, "champs": {"client_nom": f"x{INTERDITS[nom]}y"}}), "ascii")
    assert cli.main(["composer", str(source), "-o", str(sortie), "--catalogue", str(dossier)]) == 2
    dit = capsys.readouterr().err
    assert ("client_nom" in dit or "demi-caractère" in dit) and "Traceback" not in dit and not sortie.exists()


# --- H108 : les tailles


def test_dix_mille_signes_sans_blanc_sortent_de_chaque_format():
    assert manque("texte", "N" * 10_000) == []


def test_cent_kilooctets_sont_refuses_en_disant_la_limite():
    with pytest.raises(r.InvalidAnswers, match=f"champs.besoin : plus de {MAX_TEXT} signes"):
        mini.reponses({"besoin": "mot " * 25_000})
    assert manque("paragraphe", ("mot " * (MAX_TEXT // 4)).strip()) == []


def test_cinq_mille_elements_sortent_et_un_de_plus_est_refuse():
    sites = [f"Site{n}" for n in range(MAX_ROWS)]
    document = assemble(mini.catalogue(), mini.reponses({"sites": sites})).document
    for extension, forme in FORMATS.items():
        assert "Site4998 et Site4999" in " ".join(lire(extension, forme.render(document)).split()), extension
    with pytest.raises(r.InvalidAnswers, match=f"champs.sites : plus de {MAX_ROWS} éléments"):
        mini.reponses({"sites": [*sites, "de trop"]})


# --- H110, H111 : les retours à la ligne


@pytest.mark.parametrize("retour", ["\r", "\r\n", "\n"], ids=["CR", "CRLF", "LF"])
def test_un_retour_reste_un_retour_dans_un_paragraphe_et_se_refuse_sur_une_ligne(retour):
    document = assemble(mini.catalogue(), mini.reponses({"besoin": f"premier{retour}second"})).document
    for extension, forme in FORMATS.items():
        lu = lire(extension, forme.render(document))
        assert lu[lu.index("premier") + 7 :].lstrip(" ").startswith("\n"), extension
    for place, ou in (("texte", "champs.client_nom"), ("titre", "titre")):
        with pytest.raises(r.InvalidAnswers, match=f"{ou} : on attend une seule ligne"):
            reponses(place, f"premier{retour}second")
