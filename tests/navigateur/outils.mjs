/* Ce que les essais dans Chromium partagent : un serveur du site dans un sous-dossier, avec une CSP stricte, et une page qui note ses fautes. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(import.meta.url)(join(import.meta.dirname, "../../node_modules/playwright-core"));
export const SITE = process.argv[2];
export const DOSSIER = "/maison/clausier/";
const GENRES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json" };

/* Les scripts que le thème écrit dans les pages ont une empreinte ; rien d'autre n'est permis en ligne. */
export function politique() {
  const empreintes = new Set(), styles = new Set();
  const hacher = (corps) => "'sha256-" + createHash("sha256").update(corps).digest("base64") + "'";
  (function parcourir(dossier) {
    for (const nom of readdirSync(dossier)) {
      const chemin = join(dossier, nom);
      if (statSync(chemin).isDirectory()) parcourir(chemin);
      else if (nom.endsWith(".html")) {
        for (const [, corps] of readFileSync(chemin, "utf8").matchAll(/<script>([^]*?)<\/script>/g)) {
          empreintes.add(hacher(corps));
        }
        if (dossier.endsWith("telecharger")) for (const [, corps] of readFileSync(chemin, "utf8").matchAll(/<style>([^]*?)<\/style>/g)) styles.add(hacher(corps)); // un document tient en un fichier
      }
    }
  })(SITE);
  return `default-src 'none'; script-src 'self' ${[...empreintes].join(" ")}; style-src 'self' ${[...styles].join(" ")}; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'`;
}

export function servir() {
  const csp = politique();
  const serveur = createServer((demande, reponse) => {
    const chemin = decodeURIComponent(new URL(demande.url, "http://x").pathname);
    let fichier = chemin.startsWith(DOSSIER) ? normalize(join(SITE, chemin.slice(DOSSIER.length))) : "";
    try {
      if (fichier && statSync(fichier).isDirectory()) fichier = join(fichier, "index.html");
      const corps = readFileSync(fichier);
      reponse.writeHead(200, { "content-type": GENRES[extname(fichier)] || "application/octet-stream", "content-security-policy": csp }).end(corps);
    } catch { reponse.writeHead(404, { "content-type": GENRES[".html"], "content-security-policy": csp }).end(chemin.startsWith(DOSSIER) ? readFileSync(join(SITE, "404.html")) : ""); }
  });
  return new Promise((pret) => serveur.listen(0, "127.0.0.1", () => pret(serveur)));
}

/* Lance les essais : [nom, essai(aide)]. Une faute de console, d'exécution, ou une requête vers un tiers fait échouer l'essai. */
export async function essayer(essais) {
  const serveur = await servir(), port = serveur.address().port;
  const navigateur = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--host-resolver-rules=MAP intranet.test 127.0.0.1"] });
  let echecs = 0;
  for (const [nom, essai] of essais) {
    const contextes = [], fautes = [];
    const aide = {
      assert,
      local: `http://127.0.0.1:${port}${DOSSIER}`,
      intranet: `http://intranet.test:${port}${DOSSIER}`,
      disque: (adresse) => pathToFileURL(join(SITE, adresse.split(/[?#]/)[0], "index.html")).href + adresse.slice(adresse.split(/[?#]/)[0].length),
      async page(adresse, options = {}) {
        const contexte = await navigateur.newContext({ viewport: { width: 1280, height: 800 }, ...options });
        contextes.push(contexte);
        const page = await contexte.newPage();
        page.on("console", (m) => { if (m.type() === "error") fautes.push("console : " + m.text()); });
        page.on("pageerror", (e) => fautes.push("erreur : " + e.message));
        page.on("dialog", (d) => { fautes.push("dialogue : " + d.message()); d.dismiss(); });
        page.on("request", (r) => { if (!/^(http:\/\/(127\.0\.0\.1|intranet\.test):|file:|data:|blob:)/.test(r.url())) fautes.push("requête : " + r.url()); });
        await page.goto(adresse);
        return page;
      },
      fautes
    };
    try {
      await essai(aide);
      assert.deepEqual(fautes, []);
      console.log("réussi  " + nom);
    } catch (erreur) {
      echecs++;
      console.log("ÉCHOUE  " + nom + "\n" + (erreur.stack || erreur) + (fautes.length ? "\n" + fautes.join("\n") : ""));
    }
    for (const contexte of contextes) await contexte.close();
  }
  await navigateur.close();
  serveur.close();
  process.exitCode = echecs ? 1 : 0;
}
