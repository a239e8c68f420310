/* axe-core, en français, toutes règles de WCAG 2.0 à 2.2 (A et AA), de bonne pratique et du RGAA 4 : chaque page, clair et sombre, 320 et 1 280 px,
   les blocs repliables ouverts ; puis les états qu'on n'atteint qu'en agissant. Réglages : "etats" pour ces derniers seulement ; "autonome" pour une
   page qui porte son style, et que personne ne sert. */
import { readFileSync } from "node:fs";
import { ETATS } from "./etats.mjs";
import { aller, MODULES, onglet, PAGES, premieres, proces, REGLAGES } from "./outils.mjs";

const AXE = readFileSync(MODULES + "axe-core/axe.min.js", "utf8");
const LOCALE = JSON.parse(readFileSync(MODULES + "axe-core/locales/fr.json", "utf8"));
const REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"];

async function examiner(page, adresse, ou, fautes) {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(AXE);
  const dit = await page.evaluate(([locale, values]) => { axe.configure({ locale }); return axe.run({ runOnly: { type: "tag", values } }); }, [LOCALE, REGLES]);
  for (const v of dit.violations) fautes.push([adresse, v.id, `(${ou}) ${v.help} : ${v.nodes.length} fois, dont ${v.nodes[0].html.slice(0, 200)}`]);
}

/* Le thème sombre, comme un lecteur le prend : par son système, ou par le bouton du site. */
async function assombrir(page) {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(() => document.querySelector("input[data-md-color-scheme=slate]")?.click());
  await page.waitForFunction(() => (document.body.dataset.mdColorScheme ?? "slate") === "slate" && !document.body.hasAttribute("data-md-color-switching"));
}

const nommer = (couleur, largeur) => `${couleur === "dark" ? "sombre" : "clair"}, ${largeur} px`;

await proces(async (navigateur, fautes) => {
  let portent = null;
  const etats = REGLAGES.includes("etats"), bypassCSP = REGLAGES.includes("autonome");
  if (!etats) for (const largeur of [1280, 320]) {
    const page = await onglet(navigateur, { largeur, bypassCSP });
    for (const adresse of PAGES) {
      await page.emulateMedia({ colorScheme: "light" });
      await aller(page, adresse);
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
      await examiner(page, adresse, nommer("light", largeur), fautes);
      await assombrir(page); // sans rouvrir la page : le chargement coûte plus que l'examen
      await examiner(page, adresse, nommer("dark", largeur), fautes);
      await page.evaluate(() => localStorage.clear()); // le thème choisi ne passe pas à la page suivante
    }
    await page.context().close();
  }
  else for (const couleur of ["light", "dark"]) for (const largeur of [1280, 320]) {
    const page = await onglet(navigateur, { couleur, largeur, bypassCSP });
    portent ??= await premieres(page, ETATS.map(([, selecteur]) => selecteur));
    for (const [rang, [nom, , largeurs, agir]] of ETATS.entries()) {
      if (!largeurs.includes(largeur)) continue;
      const adresse = portent[rang];
      if (adresse === null) { fautes.push(["", "etat-introuvable", nom]); continue; }
      await aller(page, adresse);
      await agir(page);
      await examiner(page, adresse, `${nom}, ${nommer(couleur, largeur)}`, fautes);
    }
    await page.context().close();
  }
});
