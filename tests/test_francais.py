"""Ce que l’on lit est-il en bon français, bien imprimé, et facile à lire ?

Tout est jugé sur le texte tiré des pages construites et des contrats composés : grammalecte pour la grammaire et la typographie, hunspell
pour l’orthographe, le score de Kandel et Moles pour la lisibilité. Les listes relues sont dans tests/francais/.
"""

from __future__ import annotations

import pytest
from francais_juges import SANS_EXCEPTION, Constat, Grammaire, grammalecte, hunspell, mots_admis, mots_distincts
from francais_textes import PROSE, corpus, de_clause, de_page
from lisibilite import kandel_moles, mediane, mots, phrases
from site_outils import RACINE, site  # noqa: F401

from clausier import loader

pytestmark = pytest.mark.lent
CATALOGUE = loader.load()
SCORE = 50
PHRASE, MEDIANE = 40, 20


@pytest.fixture(scope="module")
def textes(site):  # noqa: F811
    """Chaque paragraphe du site, des clauses et des contrats, et où on le lit d’abord."""
    return corpus(site, CATALOGUE)


@pytest.fixture(scope="module")
def constats(textes, exige_programme, tmp_path_factory) -> list[Constat]:
    programme = exige_programme("grammalecte-cli", paquet="grammalecte-cli")
    return grammalecte(programme, list(textes), tmp_path_factory.mktemp("grammalecte"))


def test_grammalecte_ne_trouve_rien_hors_de_la_liste_relue(textes, constats, imprime):
    liste = Grammaire()
    refuses = [f"{textes[c.texte]} : {c}" for c in constats if not liste.admet(c)]
    imprime("Français", [
        f"{len(textes)} paragraphes lus ; {len(constats)} constats de grammalecte, {len(refuses)} hors de la liste",
        f"exceptions relues : {len(liste.exceptions)} de grammaire, {len(liste.ecartees)} règles écartées, {len(mots_admis())} mots",
    ])
    assert refuses == []
    assert liste.inutiles() == [], "exceptions à retirer de tests/francais/grammaire.yml : plus rien ne les demande"


def test_hunspell_ne_trouve_que_les_mots_de_la_liste(textes, exige_programme):
    programme = exige_programme("hunspell", paquet="hunspell")
    trouves, admis = mots_distincts(textes), mots_admis()
    inconnus = hunspell(programme, trouves)
    assert {mot: f"{textes[trouves[mot]]} : {trouves[mot]}" for mot in sorted(inconnus - set(admis))} == {}
    assert sorted(set(admis) - inconnus) == [], "mots à retirer de tests/francais/mots.txt : plus aucune page ne les emploie, ou le dictionnaire les connaît"


def test_les_listes_relues_sont_triees_sans_double_et_motivees():
    liste, admis = Grammaire(), mots_admis()
    assert list(admis) == sorted(admis, key=lambda mot: (mot.casefold(), mot))
    assert [mot for mot, raison in admis.items() if len(raison) < 4] == []
    for exception in (*liste.ecartees, *liste.exceptions):
        assert len(exception["raison"]) > 15, exception
        assert set(exception) in ({"regle", "raison"}, {"regles", "extrait", "raison"}, {"regles", "motif", "raison"}), exception
    cles = [(tuple(e["regles"]), e.get("extrait") or e["motif"]) for e in liste.exceptions]
    assert len(set(cles)) == len(cles)


def test_aucune_exception_ne_couvre_un_signe_une_espace_ou_une_unite():
    liste = Grammaire()
    for exception in liste.exceptions:
        for famille in SANS_EXCEPTION:
            constat = Constat(exception["regles"][0], famille, "", exception.get("extrait", "mot"), 0, 1)
            assert not liste.admet(constat), exception


def test_les_juges_voient_les_fautes_qu_on_leur_tend(exige_programme, tmp_path):
    fautes = {
        "Le Client valident la Prestation.": "conj",
        "Les délai sont tenus.": "gn",
        "Le prix est ferme : il ne change pas.": "nbsp",
        "Le Prestataire remet l'Inventaire.": "apos",
        "Il remet les clefs ,puis il part.": "typo",
        "Le délai est de 4 h par panne.": "unit",
    }
    trouves = grammalecte(exige_programme("grammalecte-cli", paquet="grammalecte-cli"), list(fautes), tmp_path)
    assert {phrase: famille for phrase, famille in fautes.items() if famille not in {c.famille for c in trouves if c.texte == phrase}} == {}
    assert [str(c) for c in trouves if Grammaire().admet(c)] == []
    mots_lus = mots_distincts(["L’inventère du\u00a0Client, en 3\u00a0exemplaires."])
    assert hunspell(exige_programme("hunspell", paquet="hunspell"), mots_lus) == {"inventère"}


# ---------------------------------------------------------------- lisibilité
def pages_ecrites() -> list[str]:
    """Les pages écrites à la main : l’adresse de chacune, d’après docs/."""
    sources = sorted((RACINE / "docs").rglob("*.md"))
    return [str(f.relative_to(RACINE / "docs").with_suffix("")).removesuffix("index").rstrip("/") for f in sources]


def mesure(paragraphes: list[str]) -> tuple[float, float, int]:
    """Le score, la phrase médiane et la plus longue, en mots."""
    longueurs = [len(mots(phrase)) for paragraphe in paragraphes for phrase in phrases(paragraphe)]
    return kandel_moles(paragraphes), mediane(longueurs), max(longueurs)


def test_chaque_page_ecrite_a_la_main_se_lit_sans_effort(site, imprime):  # noqa: F811
    mesures = {adresse or "accueil": mesure(list(de_page(site / adresse / "index.html", PROSE))) for adresse in pages_ecrites()}
    imprime("Lisibilité des pages (Kandel et Moles, 50 au moins)", [f"{score:6.1f}  phrase médiane {milieu:4.1f}, la plus longue {longue:3d}  {nom}" for nom, (score, milieu, longue) in mesures.items()])
    assert len(mesures) >= 18
    assert {nom: score for nom, (score, _, _) in mesures.items() if score < SCORE} == {}


def test_les_phrases_d_une_clause_sont_courtes(imprime):
    mesures = {
        f"{clause.id} {nom}": mesure(list(de_clause(CATALOGUE, version, valeurs=False)))
        for clause in CATALOGUE.clauses.values()
        for nom, version in clause.versions.items()
    }
    scores = sorted((score, nom) for nom, (score, _, _) in mesures.items())
    imprime("Lisibilité des clauses (Kandel et Moles)", [f"{len(scores)} textes ; le moins lisible {scores[0][0]:.1f} ({scores[0][1]}), médiane {scores[len(scores) // 2][0]:.1f}"])
    assert {nom: milieu for nom, (_, milieu, _) in mesures.items() if milieu > MEDIANE} == {}
    assert {nom: longue for nom, (_, _, longue) in mesures.items() if longue > PHRASE} == {}
