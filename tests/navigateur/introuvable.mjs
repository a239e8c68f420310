/* La page 404, servie à une adresse profonde d'un sous-dossier que le site ne connaît pas : elle retrouve son habit, ses liens et sa recherche. */
import { essayer } from "./outils.mjs";

/* Chercher la racine du site laisse des 404 dans la console ; rien d'autre n'y est permis. */
function seulementDes404(fautes, assert) {
  assert.deepEqual(fautes.filter((f) => !/^console : (Failed to load resource.* 404|Refused to (apply style|execute script))/.test(f)), []);
  fautes.length = 0;
}

await essayer([
  ["à une adresse profonde, ses liens mènent au site, son style et sa recherche marchent", async ({ page, local, assert, fautes }) => {
    const p = await page(local + "clauses/rien/du/tout/");
    await p.waitForFunction(() => getComputedStyle(document.querySelector(".cl-porte")).fontWeight === "700" && document.querySelector("a.cl-porte").href.includes("/maison/clausier/"));
    const liens = await p.$$eval("article a[href], .md-tabs a[href], .md-footer a[href]", (tous) => tous.map((a) => a.href));
    assert.ok(liens.length > 8);
    const perdus = [];
    for (const lien of new Set(liens)) if ((await p.request.get(lien)).status() !== 200) perdus.push(lien);
    assert.deepEqual(perdus, []);
    await p.waitForFunction(() => globalThis.Clausier && globalThis.Clausier.catalogue);
    await p.locator("[data-recherche]").first().click();
    await p.getByRole("searchbox").fill("penalite");
    await p.locator(".cl-recherche-liste a").first().waitFor();
    assert.match(await p.locator(".cl-recherche-liste a").first().getAttribute("href"), /\/maison\/clausier\//);
    seulementDes404(fautes, assert);
  }],
  ["sans JavaScript, elle se lit encore", async ({ page, local, assert, fautes }) => {
    const p = await page(local + "nulle/part", { javaScriptEnabled: false });
    assert.ok(await p.getByRole("heading", { name: "Page introuvable" }).isVisible());
    assert.ok(await p.getByRole("link", { name: "Le guide", exact: true }).isVisible());
    seulementDes404(fautes, assert);
  }]
]);
