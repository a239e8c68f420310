/* Ce que les juges de pages partagent : un serveur comme celui d'un hébergeur (sous-dossier, gzip, CSP stricte, page 404), Chromium, l'énoncé des fautes.
   Appel : node juge.mjs DOSSIER_DU_SITE '["adresse", …]' [réglages] ; la variable ADRESSE est celle du site. Imprime [[page, règle, où], …]. */
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { politique } from "../navigateur/outils.mjs";

export const MODULES = join(import.meta.dirname, "../../node_modules/");
const { chromium } = createRequire(import.meta.url)(MODULES + "playwright-core");
export const [SITE, , ...REGLAGES] = process.argv.slice(2);
export const PAGES = JSON.parse(process.argv[3]);
export const BASE = new URL(process.env.ADRESSE);
const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
  ".json": "application/json; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8"
};

function servir() {
  const csp = politique();
  return createServer((demande, reponse) => {
    const chemin = decodeURIComponent(new URL(demande.url, BASE).pathname);
    if (chemin === "/favicon.ico") { reponse.writeHead(204).end(); return; } // la racine du serveur n'est pas la nôtre
    let fichier = join(SITE, "404.html"), etat = 404;
    if (chemin.startsWith(BASE.pathname)) {
      let voulu = normalize(join(SITE, chemin.slice(BASE.pathname.length)));
      if (statSync(voulu, { throwIfNoEntry: false })?.isDirectory()) voulu = join(voulu, "index.html");
      if (statSync(voulu, { throwIfNoEntry: false })) [fichier, etat] = [voulu, 200];
    }
    const type = TYPES[extname(fichier)], entetes = { "content-type": type || "application/octet-stream", "content-security-policy": csp, "cache-control": "public, max-age=86400", "x-content-type-options": "nosniff" };
    let corps = readFileSync(fichier);
    if (type && type !== "image/png" && /\bgzip\b/.test(demande.headers["accept-encoding"] || "")) {
      corps = gzipSync(corps);
      entetes["content-encoding"] = "gzip";
    }
    reponse.writeHead(etat, entetes).end(corps);
  });
}

/* Ouvre Chromium, le site servi à son adresse, appelle `juger(navigateur, fautes)` et imprime les fautes. */
export async function proces(juger, options = {}) {
  const serveur = servir(), fautes = [];
  await new Promise((pret) => serveur.listen(0, "127.0.0.1", pret));
  const regle = `MAP ${BASE.hostname}:80 127.0.0.1:${serveur.address().port}`;
  const navigateur = await chromium.launch({ executablePath: "/usr/bin/chromium", ...options, args: ["--no-sandbox", `--host-resolver-rules=${regle}`, ...(options.args || [])] });
  try {
    await juger(navigateur, fautes);
  } finally {
    await navigateur.close();
    serveur.close();
    serveur.closeAllConnections();
  }
  console.log(JSON.stringify(fautes));
}

/* Une page du navigateur, à cette largeur et dans ce thème, dont les accidents (console, requête, CSP) sont des fautes de la page ouverte. */
export async function onglet(navigateur, { largeur = 1280, hauteur = 900, couleur = "light", ...plus } = {}) {
  const contexte = await navigateur.newContext({ viewport: { width: largeur, height: hauteur }, colorScheme: couleur, reducedMotion: "reduce", ...plus });
  return contexte.newPage();
}

/* Ouvre une adresse du site ; les scripts de la page ont fini quand elle rend la main. */
export async function aller(page, adresse) {
  await page.goto(new URL(adresse, BASE).href, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
}

/* Pour chaque sélecteur, la page jugée qui le porte le plus, ou null : un état se juge là où son composant abonde. */
export async function premieres(page, selecteurs) {
  const meilleures = selecteurs.map(() => ({ adresse: null, compte: 0 }));
  for (const adresse of PAGES) {
    await aller(page, adresse);
    const comptes = await page.evaluate((liste) => liste.map((s) => document.querySelectorAll(s).length), selecteurs);
    comptes.forEach((compte, i) => { if (compte > meilleures[i].compte) meilleures[i] = { adresse, compte }; });
  }
  return meilleures.map((m) => m.adresse);
}
