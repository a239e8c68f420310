"""Chaque juge de pages sait dire non : un site de fautes plantées, une par règle, et chacune est trouvée."""

from pathlib import Path

import pytest
from juges_pages import juger, juger_html_validate, juger_vnu  # noqa: F401

pytestmark = pytest.mark.lent


def page(corps: str, tete: str = "") -> str:
    return f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>Essai</title>{tete}</head><body>{corps}</body></html>\n'


def planter(dossier: Path, **pages: str) -> list[str]:
    """Un site fait de ces pages, et d’une feuille et d’un script ; rend leurs adresses."""
    (dossier / "404.html").write_text(page("<h1>Rien</h1>"), "utf-8")
    for nom, html in pages.items():
        (dossier / f"{nom}.html").write_text(html, "utf-8")
    return [f"{nom}.html" for nom in pages]


def regles(fautes) -> dict[str, set[str]]:
    trouvees: dict[str, set[str]] = {}
    for faute in fautes:
        trouvees.setdefault(faute.page, set()).add(faute.regle)
    return trouvees


def test_les_validateurs_voient_un_balisage_faux(tmp_path, exige_programme, exige_juge):
    planter(tmp_path, a=page("<p><ul><li>x</li></p>"), b=page('<form><label>x <input></label></form><button aria-label="">x</button>'))
    java = exige_programme("java", paquet="default-jre-headless")
    assert regles(juger_vnu(java, exige_juge("vnu-jar/build/dist/vnu.jar"), tmp_path)) == {"a.html": {"erreur"}}
    trouvees = regles(juger_html_validate(exige_juge("html-validate/bin/html-validate.mjs"), tmp_path))
    assert "close-order" in trouvees["a.html"] and "wcag/h32" in trouvees["b.html"]


def test_axe_voit_une_image_muette_un_contraste_faible_et_un_etat_introuvable(tmp_path, juger, exige_juge):  # noqa: F811
    exige_juge("axe-core/axe.min.js")
    css = '<link rel="stylesheet" href="x.css">'
    (tmp_path / "x.css").write_text("p { color: #bbb; background: #fff; } @media (max-width: 400px) { .etroit { color: #ccc; background: #fff; } } @media (prefers-color-scheme: dark) { .nuit { color: #ccc; background: #fff; } }", "utf-8")
    pages = planter(
        tmp_path,
        image=page('<main><h1>A</h1><img src="x.png"></main>'),
        contraste=page("<main><h1>A</h1><p>Un texte pâle.</p></main>", css),
        etroit=page('<main><h1>A</h1><div class="etroit">Illisible sur un téléphone.</div></main>', css),
        nuit=page('<main><h1>A</h1><div class="nuit">Illisible la nuit.</div></main>', css),
        bonne=page("<main><h1>A</h1></main>"),
    )
    fautes = juger("axe", tmp_path, pages)
    trouvees = regles(fautes)
    assert "image-alt" in trouvees["image.html"] and trouvees["contraste.html"] == {"color-contrast"} and "bonne.html" not in trouvees
    assert {f.ou.split(")")[0] for f in fautes if f.page == "etroit.html"} == {"(clair, 320 px", "(sombre, 320 px"}
    assert {f.ou.split(")")[0] for f in fautes if f.page == "nuit.html"} == {"(sombre, 1280 px", "(sombre, 320 px"}
    assert regles(juger("axe", tmp_path, pages, "etats")) == {"": {"etat-introuvable"}}


def test_le_clavier_voit_un_piege_un_arret_cache_et_un_focus_qui_ne_se_montre_pas(tmp_path, juger):  # noqa: F811
    (tmp_path / "x.css").write_text(".muet:focus { outline: 0; } .loin { position: absolute; left: -900px; } .voile { position: fixed; inset: 0; background: #fff; }", "utf-8")
    (tmp_path / "x.js").write_text("document.querySelector('.piege')?.addEventListener('keydown', (e) => { if (e.key === 'Tab') { e.preventDefault(); document.querySelector('main a').focus(); } });", "utf-8")
    tete, evitement = '<link rel="stylesheet" href="x.css"><script defer src="x.js"></script>', '<a href="#t">Aller au contenu</a><main><h1 id="t">A</h1><a href="#t">lien</a>'
    pages = planter(
        tmp_path,
        bonne=page(f"{evitement}</main>", tete),
        sans=page('<a href="ailleurs.html">A</a><main><a href="#t">lien</a></main>', tete),
        cache=page(f'{evitement}<a class="loin" href="#t">hors de l’écran</a></main>', tete),
        muet=page(f'{evitement}<a class="muet" href="#t">sans trait</a></main>', tete),
        ordre=page(f'{evitement}<a tabindex="3" href="#t">premier</a></main>', tete),
        voile=page(f'{evitement}</main><div class="voile"></div>', tete),
        piege=page(f'{evitement}<a class="piege" href="#t">piège</a><a href="#t">jamais</a></main>', tete),
        muette=page('<h1>A</h1><a href="#t" tabindex="-1">lien</a>'),
        simple=page("<main><h1>A</h1></main>"),
    )
    trouvees = regles(juger("clavier", tmp_path, pages))
    assert "bonne.html" not in trouvees and "simple.html" not in trouvees
    assert trouvees["sans.html"] == {"lien-d-evitement"}
    assert trouvees["cache.html"] == {"focus-masque"}
    assert trouvees["muet.html"] == {"focus-invisible"}
    assert "tabindex-positif" in trouvees["ordre.html"]
    assert trouvees["voile.html"] == {"focus-masque"}
    assert trouvees["piege.html"] == {"piege"}
    assert "aucun-arret" in trouvees["muette.html"]


def test_l_affichage_voit_un_debordement_et_un_texte_coupe(tmp_path, juger):  # noqa: F811
    (tmp_path / "x.css").write_text("body { margin: 0; } .large { width: 500px; } .coupe { width: 90px; white-space: nowrap; overflow: hidden; } .juste { width: 12em; height: 1.3em; line-height: 1.3; overflow: hidden; }", "utf-8")
    tete = '<link rel="stylesheet" href="x.css">'
    pages = planter(
        tmp_path,
        bonne=page("<p>Un texte qui va à la ligne quand il le faut, sans rien perdre.</p>", tete),
        large=page('<p class="large">x</p>', tete),
        coupe=page('<p class="coupe">Un texte trop long pour sa boîte.</p>', tete),
        juste=page('<p class="juste">Douze caractères</p>', tete),
    )
    trouvees = regles(juger("affichage", tmp_path, pages))
    assert trouvees == {"large.html": {"deborde"}, "coupe.html": {"texte-coupe"}, "juste.html": {"espacement-coupe"}}


def test_le_reseau_voit_un_tiers_un_fichier_absent_une_violation_et_une_erreur(tmp_path, juger):  # noqa: F811
    (tmp_path / "x.js").write_text("throw new Error('planté');", "utf-8")
    pages = planter(
        tmp_path,
        bonne=page("<p>x</p>"),
        tiers=page('<a href="https://tiers.exemple/">x</a><img alt="" src="https://tiers.exemple/x.png">'),
        absent=page('<img alt="" src="absent.png">'),
        csp=page('<p style="color:red">x</p>'),
        erreur=page('<script src="x.js"></script>'),
    )
    trouvees = regles(juger("reseau", tmp_path, pages))
    assert "bonne.html" not in trouvees
    assert {"tiers", "csp"} <= trouvees["tiers.html"]
    assert "manque" in trouvees["absent.html"] and trouvees["csp.html"] == {"csp"} and "erreur" in trouvees["erreur.html"]


def test_lighthouse_voit_une_page_lente_et_une_page_negligee(tmp_path, juger, exige_juge):  # noqa: F811
    exige_juge("lighthouse/package.json")
    (tmp_path / "lent.js").write_text("const debut = performance.now(); while (performance.now() - debut < 3000);", "utf-8")
    pages = planter(tmp_path, mauvaise='<!DOCTYPE html><html><head><script src="lent.js"></script></head><body><img src="x.png"><p>x</p></body></html>')
    trouvees = regles(juger("lighthouse", tmp_path, pages, "", "1"))
    assert trouvees["mauvaise.html"] == {"accessibility", "best-practices", "seo", "performance"}
