"""« Signaler une erreur » : actif seulement si la maison donne une adresse, sûre et bien écrite ; la page et son titre sont dans le sujet."""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from mkdocs.exceptions import Abort
from site_outils import lire_page, mkdocs, projet

from clausier.web import pages, signaler

TITRE = "Prix & « formule » : 100 % d'accord ? #1"
TITRE_EN_HTML = "Prix &amp; « formule » : 100 % d&#x27;accord ? #1"


@pytest.mark.parametrize("rien", [None, ""])
def test_sans_adresse_il_n_y_a_pas_de_lien(rien):
    assert signaler.checked(rien) == ""


@pytest.mark.parametrize("adresse", ["mailto:juridique@exemple.fr", "mailto:a@exemple.fr?cc=b@exemple.fr", "https://exemple.fr/signaler", "https://exemple.fr/n?titre={sujet}&genre=erreur"])
def test_une_adresse_de_courriel_ou_de_formulaire_est_prise(adresse):
    assert signaler.checked(adresse) == adresse


@pytest.mark.parametrize(
    "adresse",
    ["javascript:alert(1)", "http://exemple.fr/", "data:text/html,x", "juridique@exemple.fr", "mailto:", "mailto:@", "mailto://a@b", "https://", "https:exemple.fr",
     "//exemple.fr", "JAVASCRIPT:alert(1)", 'mailto:a@b"><script>', "mailto:a@b c", "mailto:a@b\n", "https://exemple.fr/\u202e", 12, ["mailto:a@b"], True],
)  # fmt: skip
def test_toute_autre_adresse_est_refusee_avec_le_remede(adresse):
    with pytest.raises(ValueError, match="extra.clausier.signaler, dans mkdocs.yml"):
        signaler.checked(adresse)


def test_une_adresse_refusee_arrete_la_construction():
    with pytest.raises(Abort, match="Le site n'est pas construit"):
        pages._reporting({"extra": {"clausier": {"signaler": "javascript:alert(1)"}}})
    assert pages._reporting({"extra": SimpleNamespace(get=lambda _: None)}) is None


@pytest.mark.parametrize(
    "adresse, cle, garde",
    [
        ("mailto:a@exemple.fr", "subject", {}),
        ("mailto:a@exemple.fr?cc=b@exemple.fr", "subject", {"cc": ["b@exemple.fr"]}),
        ("https://exemple.fr/x", "sujet", {}),
        ("https://exemple.fr/x?genre=erreur#formulaire", "sujet", {"genre": ["erreur"]}),
        ("https://exemple.fr/x?titre={sujet}&genre=erreur", "titre", {"genre": ["erreur"]}),
    ],
)
def test_le_sujet_porte_le_titre_et_l_adresse_de_la_page(adresse, cle, garde):
    lien = signaler.link(adresse, TITRE_EN_HTML + "\r\nBcc: x@exemple.fr", "clauses/gti/")
    assert not set(' "<>\r\n') & set(lien)
    parts = urlsplit(lien)
    lu = parse_qs(parts.query, strict_parsing=True)
    assert lu.pop(cle) == [f"Clausier, erreur à signaler : {TITRE} Bcc: x@exemple.fr (clauses/gti/)"]
    assert lu == garde and parts.fragment == urlsplit(adresse).fragment and parts.path == urlsplit(adresse).path


@pytest.mark.lent
def test_chaque_page_porte_le_lien_de_la_maison_et_pas_d_autre(tmp_path):
    dossier = projet(tmp_path / "p")
    reglage = dossier / "mkdocs.yml"
    texte = reglage.read_text("utf-8")
    assert texte.count("  generator: false\n") == 1
    reglage.write_text(texte.replace("  generator: false\n", '  generator: false\n  clausier: {signaler: "mailto:a@exemple.fr?cc=b@exemple.fr"}\n') + "\nsite_url: https://exemple.fr/maison/\n", "utf-8")
    construit = mkdocs(dossier, "build", "--strict")
    assert construit.returncode == 0, construit.stdout
    for nom, sujet in (("index.html", "(https://exemple.fr/maison/)"), ("clauses/gti/index.html", "Délai de prise en charge (GTI) (clause) (https://exemple.fr/maison/clauses/gti/)"), ("404.html", "page introuvable (404)")):
        liens = [lien for lien in lire_page(dossier / "site" / nom).liens if lien.startswith("mailto:")]
        assert len(liens) == 1
        lu = parse_qs(urlsplit(liens[0]).query)
        assert lu["cc"] == ["b@exemple.fr"] and lu["subject"][0].endswith(sujet), lu
        assert not any(lien.endswith("#signaler") for lien in lire_page(dossier / "site" / nom).liens)
