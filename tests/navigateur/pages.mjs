/* Une page de chaque sorte : rien ne déborde à 360 px, rien n'est demandé à un tiers, la console reste vide ; et une clause se lit sans JavaScript. */
import { essayer } from "./outils.mjs";

const PAGES = ["", "guide/", "guide/choisir-la-formule/", "clauses/", "clauses/gti/", "clauses/parties/", "annexes/vigilance/", "types/corrective/", "formules/", "modeles/",
  "modeles/corrective-forfait/", "obligatoire/", "textes/", "glossaire/", "composer/", "a-propos/licence/"];

await essayer([
  ["à 360 px, aucune page ne déborde", async ({ page, local, assert }) => {
    const larges = [], absentes = [];
    const p = await page(local, { viewport: { width: 360, height: 740 } });
    for (const adresse of PAGES) {
      const reponse = await p.goto(local + adresse);
      if (reponse.status() !== 200) absentes.push(adresse);
      const largeur = await p.evaluate(() => document.documentElement.scrollWidth);
      if (largeur > 360) larges.push(adresse + " " + largeur);
    }
    assert.deepEqual({ larges, absentes }, { larges: [], absentes: [] });
  }],
  ["sans JavaScript, le texte se lit, le bouton qui ne marcherait pas est caché, les versions se choisissent", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/gti/", { javaScriptEnabled: false });
    assert.ok(await p.locator("#texte-equilibree").isVisible());
    assert.equal(await p.locator("[data-copier]").first().isVisible(), false);
    assert.equal(await p.locator("#texte-client").isVisible(), false);
    await p.locator("label[for=__tabbed_1_2]").click();
    await p.locator("#texte-client").waitFor({ state: "visible" });
    assert.equal(await p.locator("#texte-equilibree").isVisible(), false);
  }]
]);
