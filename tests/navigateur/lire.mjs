/* Les versions d'une clause et les mots du glossaire. */
import { essayer } from "./outils.mjs";

const montree = (p) => p.$$eval(".tabbed-block", (blocs) => blocs.filter((b) => b.offsetParent).map((b) => b.querySelector("h3").id));

await essayer([
  ["l'adresse d'une version ouvre son onglet", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/gti/#version-client");
    assert.deepEqual(await montree(p), ["version-client"]);
    await p.waitForFunction(() => { const r = document.getElementById("version-client").getBoundingClientRect(); return r.top > 0 && r.top < innerHeight / 2; });
    await p.evaluate(() => { location.hash = "#version-prestataire"; });
    await p.waitForFunction(() => document.getElementById("version-prestataire").offsetParent);
    await p.locator(".tabbed-labels label").first().click();
    assert.deepEqual(await montree(p), ["version-equilibree"]);
  }],
  ["sans JavaScript, elle montre son texte", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/gti/#version-client", { javaScriptEnabled: false });
    assert.ok(await p.locator("#version-client").isVisible());
  }],
  ["une adresse mal formée ne casse rien", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/gti/#%E0%A4%A");
    assert.deepEqual(await montree(p), ["version-equilibree"]);
  }],
  ["les versions se comparent, au clavier, avec ce qui change nommé", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/gti/");
    await p.locator(".cl-comparer > summary").focus();
    await p.keyboard.press("Enter");
    assert.ok(await p.locator(".cl-compare del").first().isVisible());
    assert.match(await p.locator(".cl-compare ins").first().textContent(), /^\[ajouté\u00a0: .+\]$/);
  }],
  ["au clavier, la définition paraît, décrit le lien, et Échap la ferme", async ({ page, local, assert }) => {
    const p = await page(local + "guide/sortir/");
    const mot = p.locator("a.cl-mot").first();
    await mot.focus();
    const bulle = p.getByRole("tooltip");
    assert.ok(await bulle.isVisible());
    assert.equal(await mot.getAttribute("aria-describedby"), await bulle.getAttribute("id"));
    assert.equal(await bulle.textContent(), await mot.getAttribute("data-definition"));
    await p.keyboard.press("Escape");
    assert.equal(await bulle.isVisible(), false);
    assert.equal(await mot.getAttribute("aria-describedby"), null);
    assert.ok(await mot.evaluate((m) => m === document.activeElement));
  }],
  ["au survol, elle reste tant qu'on la survole", async ({ page, local, assert }) => {
    const p = await page(local + "guide/sortir/");
    await p.locator("a.cl-mot").first().hover();
    const bulle = p.getByRole("tooltip");
    await bulle.waitFor({ state: "visible" });
    await bulle.hover();
    await p.waitForTimeout(500);
    assert.ok(await bulle.isVisible());
    await p.mouse.move(5, 5);
    await bulle.waitFor({ state: "hidden" });
  }],
  ["au doigt, le premier toucher montre, le second suit le lien", async ({ page, local, assert }) => {
    const p = await page(local + "guide/sortir/", { hasTouch: true, viewport: { width: 360, height: 740 } });
    const mot = p.locator("a.cl-mot").first();
    await mot.tap();
    const bulle = p.getByRole("tooltip");
    await bulle.waitFor({ state: "visible" });
    const cadre = await bulle.boundingBox();
    assert.ok(cadre.x >= 0 && cadre.x + cadre.width <= 360);
    assert.match(p.url(), /guide\/sortir\/$/);
    await Promise.all([p.waitForURL(/glossaire\/#/), mot.tap()]);
  }],
  ["sans JavaScript, le mot est un lien vers le glossaire", async ({ page, local, assert }) => {
    const p = await page(local + "guide/sortir/", { javaScriptEnabled: false });
    await Promise.all([p.waitForURL(/glossaire\/#/), p.locator("a.cl-mot").first().click()]);
    assert.ok(await p.locator("dt:target").isVisible());
  }]
]);
