import { essayer } from "./outils.mjs";

const premier = ".cl-recherche-liste a";
const chemin = (url) => new URL(url).pathname;

async function resultats(page) {
  await page.waitForSelector(premier);
  return page.$$eval(premier, (liens) => liens.map((lien) => new URL(lien.href).pathname.replace(/index\.html$/, "")));
}

await essayer([
  ["la touche / ouvre, la frappe cherche, les flèches et Entrée ouvrent la page, dans un sous-dossier", async ({ page, local, assert }) => {
    const p = await page(local + "guide/negocier/");
    await p.keyboard.press("/");
    await p.keyboard.type("penalites");
    assert.match((await resultats(p))[0], /\/maison\/clausier\/clauses\/penalites-prestataire\/$/);
    assert.equal(await p.evaluate(() => document.activeElement.type), "search");
    await p.keyboard.press("ArrowDown");
    await p.keyboard.press("ArrowDown");
    await p.keyboard.press("ArrowUp");
    assert.equal(await p.evaluate((s) => document.activeElement === document.querySelector(s), premier), true);
    await Promise.all([p.waitForURL(/penalites-prestataire/), p.keyboard.press("Enter")]);
  }],
  ["Entrée dans le champ ouvre le premier résultat", async ({ page, local }) => {
    const p = await page(local);
    await p.keyboard.press("Control+k");
    await p.keyboard.type("gtr");
    await p.waitForSelector(premier);
    await Promise.all([p.waitForURL(/clauses\/gtr\//), p.keyboard.press("Enter")]);
  }],
  ["chaque façon d'écrire trouve", async ({ page, local, assert }) => {
    const p = await page(local + "textes/");
    await p.click("[data-recherche]");
    for (const [mot, attendu] of [["penal", "clauses/penalites-prestataire/"], ["Pénalité", "clauses/penalites-prestataire/"], ["GTI", "clauses/gti/"], ["L441-10", "clauses/retard-paiement/"], ["L. 441-10", "clauses/facturation/"], ["441-10", "textes/"]]) {
      await p.fill(".cl-recherche input[type=search]", mot);
      await p.waitForFunction((m) => new URLSearchParams(location.search).get("q") === m, mot);
      assert.ok((await resultats(p)).slice(0, 4).some((u) => u.endsWith("/" + attendu)), mot);
    }
  }],
  ["la fenêtre a un nom, dit combien de pages, garde le clavier, se ferme par Échap et rend la main au bouton", async ({ page, local, assert }) => {
    const p = await page(local);
    await p.focus("[data-recherche]");
    await p.keyboard.press("Enter");
    assert.equal(await p.getByRole("dialog", { name: "Rechercher dans le site" }).count(), 1);
    await p.keyboard.type("penalites");
    await p.waitForFunction(() => /^\d+\u00a0pages\.$/.test(document.querySelector(".cl-recherche [role=status]").textContent));
    for (let i = 0; i < 30; i++) await p.keyboard.press("Tab");
    assert.equal(await p.evaluate(() => document.activeElement === document.body || !!document.activeElement.closest("dialog")), true);
    await p.keyboard.press("Escape");
    await p.waitForFunction(() => !document.querySelector("dialog[open]") && !location.search); // « close » arrive après la fermeture
    assert.equal(await p.locator("dialog[open]").count(), 0);
    assert.equal(await p.evaluate(() => document.activeElement.hasAttribute("data-recherche")), true);
    assert.equal(new URL(p.url()).search, "");
  }],
  ["les mots sont marqués dans l'extrait, qui mène à sa partie", async ({ page, local, assert }) => {
    const p = await page(local + "?q=L.%20441-10");
    await p.waitForFunction(() => [...document.querySelectorAll(".cl-recherche-extrait mark")].some((m) => m.textContent === "L.\u00a0441-10"));
    const cibles = await p.$$eval(premier, (l) => l.map((a) => a.getAttribute("href")));
    assert.ok(cibles.some((c) => c.endsWith("textes/#code-commerce-L441-10")), cibles.join(" "));
  }],
  ["le genre n'est pas dit deux fois", async ({ page, local, assert }) => {
    const p = await page(local + "?q=formule%20au%20temps%20passe");
    await p.waitForSelector(premier);
    assert.ok((await p.$$eval(premier, (l) => l.map((a) => a.textContent))).every((t) => !/^(Formule Formule|Modèle Modèle)/.test(t)));
  }],
  ["un onglet choisi change l'adresse, qui rouvre cet onglet ; #comparer ouvre la comparaison", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/gti/");
    await p.click(".tabbed-labels label:nth-child(2)");
    await p.waitForFunction(() => location.hash === "#version-client");
    await p.reload();
    assert.equal(await p.locator("#texte-client").isVisible(), true);
    await p.goto(local + "clauses/prix/#comparer");
    await p.goto(local + "clauses/gti/#comparer");
    assert.equal(await p.locator("#comparer .cl-compare").first().isVisible(), true);
  }],
  ["?q= se partage, et un texte hostile reste du texte", async ({ page, local, assert }) => {
    const hostile = '<img src=x onerror=alert(1)>"\'</mark><script>alert(2)</script> prix';
    const p = await page(local + "clauses/prix/?q=" + encodeURIComponent(hostile));
    await p.waitForSelector(premier);
    assert.equal(await p.inputValue(".cl-recherche input[type=search]"), hostile);
    assert.equal(await p.locator(".cl-recherche img, .cl-recherche script").count(), 0);
  }],
  ["rien ne se charge avant d'ouvrir ; à l'ouverture, l'index seul, puis peu d'extraits", async ({ page, local, assert }) => {
    const p = await page(local + "guide/sortir/");
    const demandes = [];
    p.on("request", (r) => demandes.push(chemin(r.url())));
    await p.waitForTimeout(300);
    assert.deepEqual(demandes.filter((d) => d.includes("recherche")), []);
    await p.keyboard.press("/");
    await p.waitForFunction(() => Clausier.index);
    assert.deepEqual(demandes.filter((d) => d.includes("recherche")).map((d) => d.split("/").pop()), ["recherche-index.js"]);
    await p.keyboard.type("prix");
    await p.waitForSelector(".cl-recherche-extrait mark");
    await p.waitForTimeout(500);
    assert.ok(demandes.filter((d) => d.includes("/recherche/")).length <= 24);
  }],
  ["depuis le disque", async ({ page, disque, assert }) => {
    const p = await page(disque("guide/negocier/"));
    await p.keyboard.press("/");
    await p.keyboard.type("penalites");
    assert.match((await resultats(p))[0], /penalites-prestataire\/$/);
    await p.waitForSelector(".cl-recherche-extrait mark");
  }],
  ["la touche / s'éteint, et n'ouvre pas quand on écrit", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/");
    await p.focus("#filtre-mot");
    await p.keyboard.press("/");
    assert.equal(await p.inputValue("#filtre-mot"), "/");
    assert.equal(await p.locator("dialog[open]").count(), 0);
    await p.click("[data-recherche]");
    await p.uncheck(".cl-recherche input[type=checkbox]");
    await p.keyboard.press("Escape");
    await p.evaluate(() => document.activeElement.blur());
    await p.keyboard.press("/");
    assert.equal(await p.locator("dialog[open]").count(), 0);
    await p.keyboard.press("Control+k");
    assert.equal(await p.locator("dialog[open]").count(), 1);
  }],
  ["à 320 px, la fenêtre tient dans l'écran", async ({ page, local, assert }) => {
    const p = await page(local + "?q=responsabilite", { viewport: { width: 320, height: 600 } });
    await p.waitForSelector(premier);
    assert.ok(await p.evaluate(() => { const d = document.querySelector("dialog"); return d.scrollWidth <= 320 && document.documentElement.scrollWidth <= 320; }));
  }]
]);
