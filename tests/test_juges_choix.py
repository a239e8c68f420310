"""Quelles pages les juges ouvrent : chaque genre, chaque composant, par règle ; et les exceptions, qui nomment page, règle et raison."""

import pytest
from juges_pages import choisir, composants, exceptions, genre, inventaire, pages_jugees, reste, site_juge, Faute  # noqa: F401

pytestmark = pytest.mark.lent

# Ce que l’issue nomme. Un genre de plus est jugé sans être ajouté ici ; un genre qui disparaît, ou un composant que plus aucune page ne montre, se voit.
GENRES = ("accueil guide guide/* clauses clauses/* annexes annexes/* types types/* formules formules/* modeles modeles/* modeles/*/* courriers courriers/*"
          " obligatoire textes glossaire composer changements donnees a-propos/* telecharger/* 404").split()
COMPOSANTS = {
    "dessin": "<svg>", "versions en onglets": ".tabbed-set", "versions comparées": ".cl-comparer", "filtres du catalogue": ".cl-filtre", "copie": ".cl-copier",
    "mot du glossaire": ".cl-mot", "tableau": "<table>", "bloc repliable": "<details>", "recherche": ".cl-recherche-bouton", "matrice": ".dz-matrice",
}  # fmt: skip


def test_chaque_genre_de_page_existe(site_juge):  # noqa: F811
    assert sorted(set(GENRES) - {genre(chemin) for chemin in inventaire(site_juge)}) == []


def test_chaque_composant_est_dans_une_page_jugee(site_juge):  # noqa: F811
    pages = inventaire(site_juge)
    jugees = choisir(pages)
    assert sorted(nom for nom, marque in COMPOSANTS.items() if not any(marque in pages[chemin] for chemin in jugees)) == []
    assert sorted(frozenset().union(*pages.values()) - frozenset().union(*(pages[chemin] for chemin in jugees))) == []
    assert {genre(chemin) for chemin in pages} == {genre(chemin) for chemin in jugees}


def test_une_clause_a_trois_versions_et_une_clause_simple_sont_jugees(site_juge):  # noqa: F811
    pages = inventaire(site_juge)
    clauses = [pages[chemin] for chemin in choisir(pages) if genre(chemin) == "clauses/*"]
    assert any(".tabbed-set" in c for c in clauses) and any(".tabbed-set" not in c for c in clauses)


def test_une_sorte_de_page_nouvelle_est_jugee_d_office():
    pages = {"index.html": frozenset(), "clauses/a/index.html": frozenset({"<p>"}), "clauses/b/index.html": frozenset({"<p>"})}
    assert "clauses/a/index.html" in choisir(pages) and "clauses/b/index.html" not in choisir(pages)
    assert "fiches/x/index.html" in choisir({**pages, "fiches/x/index.html": frozenset()})
    assert "clauses/b/index.html" in choisir({**pages, "clauses/b/index.html": frozenset({"<p>", "<dialog>"})})


def test_le_genre_se_lit_dans_le_chemin():
    assert [genre(c) for c in ("index.html", "404.html", "clauses/index.html", "clauses/gti/index.html", "modeles/a/fiche/index.html", "telecharger/a.html")] == [
        "accueil", "404", "clauses", "clauses/*", "modeles/*/*", "telecharger/*",
    ]  # fmt: skip
    assert composants('<body class="md-x"><svg></svg><input type="radio"><p class="cl-a md-b" role="note">') == {"<svg>", "<input radio>", ".cl-a", "[role=note]"}


# ---------------------------------------------------------------- les exceptions
def test_chaque_exception_nomme_une_page_jugee(site_juge, pages_jugees, imprime):  # noqa: F811
    pages = inventaire(site_juge)
    imprime("Juges de pages", [f"{len(exceptions())} exception(s) ; {len(pages_jugees)} pages jugées sur {len(pages)}, de {len({genre(c) for c in pages})} genres"])
    assert [e for e in exceptions() if e["page"] not in pages_jugees and e["juge"] not in ("vnu", "html-validate")] == []


def test_une_exception_cache_sa_faute_et_elle_seule():
    permise = {"juge": "axe", "page": "clauses/", "regle": "color-contrast", "raison": "essai"}
    fautes = [Faute("clauses/", "color-contrast", "ici"), Faute("clauses/", "label"), Faute("", "color-contrast")]
    assert reste("axe", ["", "clauses/"], fautes, (permise,)) == ["/ color-contrast", "/clauses/ label"]
    assert len(reste("vnu", ["", "clauses/"], fautes, (permise,))) == 3


def test_une_exception_qui_ne_sert_plus_est_une_faute():
    permise = {"juge": "axe", "page": "clauses/", "regle": "color-contrast", "raison": "essai"}
    assert "ne sert plus" in reste("axe", ["clauses/"], [], (permise,))[0]
    assert reste("axe", ["guide/"], [], (permise,)) == []


@pytest.mark.parametrize("ligne", ["{juge: axe, page: '', regle: x}", "{juge: axe, page: '', regle: x, raison: ' '}", "{juge: pascal, page: '', regle: x, raison: y}"])
def test_une_exception_incomplete_est_refusee(tmp_path, ligne):
    fichier = tmp_path / "exceptions.yml"
    fichier.write_text(f"- {ligne}\n", "utf-8")
    with pytest.raises(ValueError, match="une exception dit"):
        exceptions.__wrapped__(fichier)
