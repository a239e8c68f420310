"""Chaque mot défini et chaque sigle est-il au glossaire, et lié là où on le lit ?"""

import re
from html import escape, unescape
from pathlib import Path

import lxml.html
import pytest
from site_outils import site  # noqa: F401

from clausier import loader
from clausier.typography import french
from clausier.web.glossary import DEFINITIONS, Glossary, defined_words
from clausier.web.site import Site

CATALOGUE = loader.load()
GLOSSAIRE = Glossary(Site(CATALOGUE))
SIGLE = re.compile(r"(?<!\w)(?=\w*[A-Z]\w*[A-Z])[A-Za-z][A-Za-z0-9]*(?!\w)")
EN_CAPITALES = re.compile(r"[A-ZÀ-Þ]+(?:[ \u00a0\u202f,.’]+[A-ZÀ-Þ]+){2,}(?![a-zß-ÿ])")  # la clause de juridiction est écrite ainsi : ce n’est pas un sigle

# Ce qui s’écrit en capitales sans être un mot du contrat : relu, chacun avec sa raison.
SANS_ENTREE = {
    nom: raison
    for noms, raison in (
        ("II III IV", "chiffre romain d’un article"),
        ("AAAA MM JJ", "forme d’une date"),
        ("BC DV EX", "préfixe d’un numéro fictif"),
        ("ATELIERS EXEMPLE FICTIF FICTIFS FICTIVE FILIALE INFORMATIQUE RENFORT VILLEFICTIVE", "nom fictif d’un exemple"),
        ("ADRESSE", "mot à remplacer dans une commande"),
        ("EN FD IEC ISO NF", "début du nom d’une norme"),
        ("CSV EML HTML JSON OpenDocument PDF SQL", "format de fichier"),
        ("CC0 MIT SPDX", "licence, et la liste de leurs noms"),
        ("EUR LEGI", "nom d’une base de textes officiels"),
        ("RAS", "mention d’un état des lieux, citée pour être écartée"),
        ("AA RGAA W3C WCAG", "règles d’accessibilité du site, et qui les écrit ; le contrat n’en parle pas"),
        ("JAWS LibreOffice MkDocs NVDA TalkBack VoiceOver VS", "nom d’un logiciel"),
    )
    for nom in noms.split()
}


# ---------------------------------------------------------------- les entrées
def sigles(texte: str) -> set[str]:
    return set(SIGLE.findall(EN_CAPITALES.sub(" ", texte)))


def manquants(textes, termes) -> set[str]:
    """Les sigles de ces textes qui n’ont ni entrée, ni exception."""
    au_glossaire = {sigle for terme in termes for sigle in SIGLE.findall(f"{terme.terme} {terme.abreviation}")}
    return set().union(*map(sigles, textes)) - au_glossaire - set(SANS_ENTREE)


def lu(html: str) -> str:
    """Le texte d’une page, sans l’habillage ni le code."""
    if "<article" not in html:
        return ""
    html = html[html.index("<article") : html.index("</article>")]
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<(script|style|code|pre)\b.*?</\1>", " ", html, flags=re.S)))


def test_chaque_mot_que_la_clause_definitions_definit_a_son_entree():
    definis = defined_words(CATALOGUE)
    assert len(definis) > 30
    assert set(definis) - {terme.terme for terme in CATALOGUE.glossaire.values()} == set()


def test_chaque_mot_en_gras_d_une_definition_est_lu():
    lignes = [x.texte for version in CATALOGUE.clauses[DEFINITIONS].versions.values() for alinea in version.alineas for x in alinea.liste]
    assert {ligne.split("**")[1] for ligne in lignes} == set(defined_words(CATALOGUE))


@pytest.mark.lent
def test_chaque_sigle_du_site_a_son_entree(site):  # noqa: F811
    textes = [lu(page.read_text("utf-8")) for page in sorted(site.rglob("*.html"))]
    assert manquants(textes, CATALOGUE.glossaire.values()) == set()
    sans = [terme for terme in CATALOGUE.glossaire.values() if terme.abreviation != "TVA"]
    assert manquants(textes, sans) == {"TVA"}
    assert set(SANS_ENTREE) - set().union(*map(sigles, textes)) == set(), "exceptions à retirer : plus aucune page ne les emploie"


def test_une_phrase_en_capitales_n_est_pas_une_suite_de_sigles():
    assert sigles("LE CLIENT N’EST PAS TENU. Le RCS, l’eIDAS et la GTI de NIS 2.") == {"RCS", "eIDAS", "GTI", "NIS"}


# ---------------------------------------------------------------- les liens
def lies(html: str, uri: str = "guide/essai.md") -> list[str]:
    return re.findall(r'<a class="cl-mot"[^>]*>([^<]*)</a>', GLOSSAIRE.marked(html, uri))


def alinea(texte: str) -> str:
    return f'<ol class="cl-alineas"><li><p>{texte}</p></li></ol>'


def test_un_mot_du_glossaire_est_lie_une_fois_par_partie_au_pluriel_et_en_majuscule():
    assert lies("<p>Les Pénalités, puis une pénalité.</p><h2 id=a>Pénalité</h2><p>La GTI et la pénalité.</p>") == ["Pénalités", "GTI", "pénalité"]
    assert lies("<p>deux heures ouvrées</p>") == ["heures ouvrées"]
    assert lies("<p>le délai de Prise en charge, les Bons de commande</p>") == ["délai de Prise en charge", "Bons de commande"]


def test_les_mots_du_glossaire_ne_touchent_ni_aux_liens_ni_au_code_ni_aux_titres():
    for html in ('<a href="x">GTI</a>', "<code>GTI</code>", "<h3>GTI</h3>", '<div class="cl cl-extrait"><div><p>GTI</p></div></div>', '<img alt="GTI">', "<svg><g><text>GTI</text></g></svg>", "<summary>GTI</summary>"):
        assert GLOSSAIRE.marked(html, "guide/essai.md") == html
    assert lies('<svg><g></g></svg><p>GTI</p>') == ["GTI"]


@pytest.mark.parametrize("dehors", [
    '<a href="../gtr/">« GTI »</a>', '<span class="cl-champ">[GTI]</span>', '<span class="cl-si">Si une GTI :</span>', "<table><caption>GTI</caption><tr><th>GTI</th></tr></table>",
    "<mark>[À compléter : GTI]</mark>", "<details><summary>x</summary>GTI</details>", "<button>GTI</button>",
])  # fmt: skip
def test_rien_n_est_lie_dans_un_lien_un_champ_une_condition_un_titre_ou_un_bouton(dehors):
    html = alinea(dehors)
    assert GLOSSAIRE.marked(html, "clauses/gtr.md") == html
    assert lies(alinea(dehors + "La GTI."), "clauses/gtr.md") == ["GTI"]


def test_un_mot_n_est_lie_qu_une_fois_par_page_de_clause_et_dans_le_seul_texte():
    html = '<p class="cl-clair">La GTI.</p><p>Un avenant.</p>' + alinea("La GTI, la Gravité.") + "<p>Un avenant.</p>" + alinea("La Gravité, un avenant.")
    assert lies(html, "clauses/gti.md") == ["GTI", "Gravité", "avenant"]
    assert lies(html, f"clauses/{DEFINITIONS}.md") == [] and lies(html, "donnees.md") == []


def test_un_mot_defini_n_est_lie_dans_un_alinea_qu_avec_sa_majuscule():
    assert lies(alinea("la gravité du manquement, sur ce site, par un tiers, par écrit")) == ["gravité"]
    assert lies(alinea("la gravité du manquement, sur ce site, par un tiers"), "clauses/x.md") == []
    assert lies(alinea("sa Gravité, sur un Site, par un Tiers, après mise en demeure"), "clauses/x.md") == ["Gravité", "Site", "Tiers", "mise en demeure"]


def test_un_modele_lie_ses_articles_mais_ni_son_sommaire_ni_ses_definitions():
    articles = '<h3 id="article-definitions">Définitions</h3><p>Un Dossier.</p><h3 id="article-gti">GTI</h3><p class="numbered">Le Dossier.</p><h2 id="clauses">D’où</h2><p>Le Parc.</p>'
    assert lies(f'<div class="cl cl-contrat"><div><nav>GTI</nav><ul><li>GTI</li></ul>{articles}', "modeles/x.md") == ["Dossier"]
    assert GLOSSAIRE.marked(articles, "modeles/x.md").index("cl-mot") > articles.index("article-gti")


def test_le_verbe_avoir_et_la_negation_ne_sont_pas_des_termes():
    assert lies("<p>Il ne faut pas avoir de doute ; sous-incident ; incidente.</p>") == []
    assert lies("<p>Il reçoit un avoir.</p>") == ["avoir"]
    assert lies("<p>TOUT LITIGE QUI N’EST PAS RÉGLÉ</p>") == []
    assert lies("<p>Le PAS est annexé.</p>") == ["PAS"]


def test_un_terme_lie_porte_sa_definition_et_mene_au_glossaire():
    terme = CATALOGUE.glossaire["prise-en-charge"]
    html = GLOSSAIRE.marked("<p>La GTI.</p>", "guide/essai.md")
    assert f'href="../../glossaire/#{terme.id}"' in html
    assert escape(terme.definition.split("'")[0]) in html


def test_lier_ne_change_pas_un_signe_du_texte():
    html = alinea("Le <strong>Prestataire</strong> traite l’Incident, hors\u00a0forfait &amp; sans TVA, dans la Plage de\u00a0service.")
    marque = GLOSSAIRE.marked(html, "clauses/x.md")
    assert marque.count("cl-mot") > 2 and re.sub(r'</?a\b[^>]*>', "", marque) == html


@pytest.mark.lent
def test_les_pages_que_l_on_lit_lient_les_mots_du_glossaire_et_elles_seules(site):  # noqa: F811
    avec = {f.relative_to(site) for f in site.rglob("*.html") if 'class="cl-mot"' in f.read_text("utf-8")}
    assert {chemin.parts[0] for chemin in avec} == {"guide", "clauses", "annexes", "modeles", "courriers", "types", "formules", "obligatoire"}
    sans = [c.id for c in CATALOGUE.clauses.values() if Path("clauses", c.id, "index.html") not in avec and c.id != DEFINITIONS]
    assert sans == ["juridiction"]  # tout en capitales : aucun mot n’y a sa forme
    assert [m.id for m in CATALOGUE.modeles.values() if Path("modeles", m.id, "index.html") not in avec] == []


@pytest.mark.lent
def test_aucun_lien_du_glossaire_n_est_dans_un_lien_un_titre_un_bouton_ou_un_champ_ni_en_double(site):  # noqa: F811
    ancres = {f"#{terme.id}" for terme in CATALOGUE.glossaire.values()}
    for fichier in sorted(site.rglob("*.html")):
        html = fichier.read_text("utf-8")
        if 'class="cl-mot"' not in html:
            continue
        mots = lxml.html.fromstring(html).xpath("//a[@class='cl-mot']")
        nom = fichier.relative_to(site).as_posix()
        assert {"#" + mot.get("href").partition("#")[2] for mot in mots} <= ancres, nom
        assert [mot.text for mot in mots for parent in mot.iterancestors() if parent.tag in {"a", "button", "code", "summary", "th", "h1", "h2", "h3", "h4"}] == [], nom
        if not nom.startswith("guide/"):
            assert len({mot.get("href") for mot in mots}) == len(mots), nom


def test_un_mot_defini_se_lit_pareil_dans_le_glossaire_et_a_l_impression():
    assert all(french(mot) in GLOSSAIRE.terms for mot in defined_words(CATALOGUE))
