"""La page « Ce qui touche votre contrat » et son flux disent chaque changement, à sa date, sans rien inventer."""

import re
from datetime import date

import mini
import pytest
from lxml import etree

from clausier import loader, model as m
from clausier.typography import french
from clausier.web.changes_page import changes_page, entries
from clausier.web.feed import feed
from clausier.web.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
CATALOGUE = loader.load()
VERSION_2 = """
  - version: 2
    date: 2026-06-01
    changement: délai porté à dix jours
    avenant: oui
    que_faire: Proposez l'avenant à l'échéance.
    touche: {formules: [forfait]}
"""


def change(*changements):
    return mini.construire(mini.fichiers(*changements))


def avec_version_2(texte: str = VERSION_2):
    """Le petit catalogue, dont la clause de prix a une deuxième version."""
    return change(("corps/prix.yml", "changement: première rédaction}\n", "changement: première rédaction}" + texte))


def une(catalogue, cle):
    (trouvee,) = [e for e in entries(Site(catalogue)) if e.key == cle]
    return trouvee


def test_une_nouvelle_version_dit_qui_elle_touche_que_faire_et_s_il_faut_un_avenant():
    entree = une(avec_version_2(), "clause-prix-2")
    assert (entree.date, entree.amendment, entree.to_do) == ("2026-06-01", "oui", "Proposez l'avenant à l'échéance.")
    assert entree.title == "Clause « Prix », version 2" and entree.text == "Délai porté à dix jours."
    assert "la version 1, ou une version plus ancienne" in entree.touched and "forfait" in entree.touched


def test_une_ligne_d_historique_ancienne_reste_valable_et_demande_de_verifier():
    entree = une(avec_version_2("\n  - {version: 2, date: 2026-06-01, changement: faute corrigée}\n"), "clause-prix-2")
    assert entree.amendment == "a-verifier" and entree.to_do


@pytest.mark.parametrize(
    ("faux", "attendu"),
    [("avenant: peut-etre", "on attend un de : oui, non, a-verifier"), ("touche: {formules: [forfai]}", "valeur inconnue « forfai »")],
    ids=["reponse-inconnue", "condition-inconnue"],
)
def test_une_ligne_d_historique_de_travers_est_refusee(faux, attendu):
    cle = faux.partition(":")[0]
    texte = re.sub(rf"{cle}: .*", faux, VERSION_2)
    fautes = mini.fautes(("corps/prix.yml", "changement: première rédaction}\n", "changement: première rédaction}" + texte))
    assert len(fautes) == 1 and attendu in fautes[0] and fautes[0].startswith("corps/prix.yml")


EVENEMENT = """\
- id: taux
  date: 2026-03-01
  releve: 2026-01-01
  titre: Le taux change
  changement: Le taux change le 1er mars.
  que_faire: Relisez.
  avenant: non
  references: [code-civil/1166]
  clauses: [prix]
"""


def test_un_evenement_a_venir_est_annonce_puis_passe_avec_la_date_du_catalogue_et_non_avec_l_horloge():
    def place(date_du_catalogue):
        catalogue = change(("vocabulaire/changements.yml", "", EVENEMENT), ("catalogue.yml", "date: 2026-01-01", f"date: {date_du_catalogue}"))
        venir, passe = changes_page(Site(catalogue)).text().split("{ #passe }")
        return "#taux }" in venir, "#taux }" in passe

    assert place("2026-02-28") == (True, False)
    assert place("2026-03-01") == (False, True)


@pytest.mark.parametrize(
    ("avant", "apres", "attendu"),
    [("clauses: [prix]", "clauses: [pris]", "« pris » n'est pas dans clauses"), ("code-civil/1166", "code-civil/1", "« code-civil/1 » n'est pas dans references")],
    ids=["clause", "texte"],
)
def test_un_evenement_ne_nomme_que_ce_qui_existe(avant, apres, attendu):
    (faute,) = mini.fautes(("vocabulaire/changements.yml", "", EVENEMENT.replace(avant, apres)))
    assert faute.startswith("vocabulaire/changements.yml") and attendu in faute


def test_la_premiere_publication_est_une_seule_entree_et_une_clause_nouvelle_est_nommee():
    clause = mini.FICHIERS["corps/prix.yml"].replace("titre: Prix", "titre: Nouveauté").replace("date: 2026-01-01", "date: 2026-05-01")
    trouvees = [e for e in entries(Site(change(("corps/nouveau.yml", "", clause)))) if e.key.startswith("nouveautes-")]
    assert [(e.date, e.title) for e in trouvees] == [("2026-05-01", "Textes nouveaux"), ("2026-01-01", "Première publication")]
    assert trouvees[0].links == (("clauses/nouveau.md", "Nouveauté"),)


# ---------------------------------------------------------------- le vrai catalogue
def test_chaque_evenement_de_date_connue_cite_un_texte_et_sa_date_y_est_dite():
    """La date d’un événement se lit dans un des textes cités (version, résumé, réserve), ou dans le titre officiel."""
    mois = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
    sans_trace = []
    for event in CATALOGUE.changements.values():
        an, mo, jour = event.date.split("-")
        dite = f"{'1er' if jour == '01' else int(jour)} {mois[int(mo) - 1]} {an}"
        textes = [CATALOGUE.references[nom] for nom in event.references]
        if not any(dite in f"{t.titre} {t.resume} {t.reserve}" or t.version_du == event.date for t in textes):
            sans_trace.append((event.id, dite))
    assert sans_trace == []


def test_chaque_changement_du_catalogue_est_sur_la_page_et_dans_le_flux():
    site = Site(CATALOGUE)
    page, flux = changes_page(site).text(), feed(site, "Clausier").decode()
    for entree in entries(site):
        assert page.count(f"{{ #{entree.key} }}") == 1
        assert f"#{entree.key}\"" in flux
    for event in CATALOGUE.changements.values():
        assert all(french(passage).replace("'", "’") in page for passage in (event.changement, event.que_faire))
        assert date.fromisoformat(event.date) and date.fromisoformat(event.releve) <= date.fromisoformat(CATALOGUE.date)


# ---------------------------------------------------------------- le flux
@pytest.mark.parametrize("adresse", ["", "https://exemple.invalid/dossier/"], ids=["sans-adresse", "avec-adresse"])
def test_le_flux_a_tout_ce_qu_atom_exige(adresse):
    racine = etree.fromstring(feed(Site(CATALOGUE), "Clausier", adresse))
    assert racine.tag == ATOM + "feed" and racine.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    entrees = racine.findall(ATOM + "entry")
    assert len(entrees) == len(entries(Site(CATALOGUE)))
    for noeud in (racine, *entrees):
        assert all(len(noeud.findall(ATOM + nom)) == 1 and noeud.findtext(ATOM + nom) for nom in ("title", "id", "updated"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", noeud.findtext(ATOM + "updated"))
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", noeud.findtext(ATOM + "id"))
    assert racine.findtext(f"{ATOM}author/{ATOM}name") == "Clausier"
    assert racine.findtext(ATOM + "updated") == max(e.findtext(ATOM + "updated") for e in entrees)
    assert len({e.findtext(ATOM + "id") for e in entrees} | {racine.findtext(ATOM + "id")}) == len(entrees) + 1
    liens = [lien.get("href") for lien in racine.iter(ATOM + "link")]
    assert all(lien.startswith(adresse) if adresse else "://" not in lien for lien in liens)
    assert [lien.get("href") for lien in racine.findall(ATOM + "link") if lien.get("rel") == "self"] == ([adresse + "changements.xml"] if adresse else [])


def test_l_identifiant_d_une_entree_ne_change_ni_avec_l_adresse_ni_avec_les_autres_entrees():
    def ids(catalogue, adresse=""):
        return {e.findtext(ATOM + "title"): e.findtext(ATOM + "id") for e in etree.fromstring(feed(Site(catalogue), "Clausier", adresse)).findall(ATOM + "entry")}

    avant = ids(mini.catalogue())
    apres = ids(avec_version_2(), "https://exemple.invalid/")
    assert avant.items() < apres.items()


def test_un_texte_hostile_reste_un_texte_dans_le_flux():
    hostile = EVENEMENT.replace("titre: Le taux change", "titre: \"<script>alert(1)</script> & ]]> {{ 7 }}\"")
    racine = etree.fromstring(feed(Site(change(("vocabulaire/changements.yml", "", hostile))), "A & <b>", "https://exemple.invalid/?a=1&b=2/"))
    assert not list(racine.iter("script"))
    assert any("<script>alert(1)</script> & ]]> {{ 7 }}" in e.findtext(ATOM + "title") for e in racine.findall(ATOM + "entry"))
    assert m.AVENANTS == ("oui", "non", "a-verifier")
