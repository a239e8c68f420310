import { essayer } from "./outils.mjs";

const visibles = (p) => p.$$eval("table.cl-catalogue tbody tr", (l) => l.filter((x) => x.offsetParent).map((x) => x.querySelector("a").getAttribute("href")));

await essayer([
  ["sans JavaScript, tout le tableau et pas de formulaire", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/?statut=impose", { javaScriptEnabled: false });
    assert.ok((await visibles(p)).length > 80);
    assert.equal(await p.locator("form.cl-filtre").isVisible(), false);
    assert.equal(await p.locator("[data-recherche]").isVisible(), false);
  }],
  ["chaque choix trie, l'adresse les garde, le compte est dit", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/");
    const tout = (await visibles(p)).length;
    await p.selectOption("#filtre-type", "preventive");
    const preventive = await visibles(p);
    assert.ok(preventive.length < tout && preventive.includes("../clauses/maintenance-preventive/") && !preventive.includes("../clauses/infogerance/"));
    await p.selectOption("#filtre-statut", "impose");
    const impose = await visibles(p);
    assert.ok(impose.length && impose.length < preventive.length);
    assert.equal(await p.textContent(".cl-filtre [role=status]"), `${impose.length}\u00a0clauses sur\u00a0${tout}.`);
    await p.waitForFunction(() => location.search === "?type=preventive&statut=impose");
    await p.reload();
    assert.deepEqual(await visibles(p), impose);
    await p.click("form.cl-filtre [type=reset]");
    await p.waitForFunction(() => location.search === "");
    assert.equal((await visibles(p)).length, tout);
  }],
  ["le mot plie les accents ; un groupe vide disparaît avec son titre", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/");
    await p.focus("#filtre-mot");
    await p.keyboard.type("penal");
    assert.ok((await visibles(p)).some((a) => a.endsWith("penalites-prestataire/")));
    assert.equal(await p.locator("#vie-fin, h2:has-text('Cadre du contrat')").first().isVisible(), false);
  }],
  ["texte officiel, côté et formule", async ({ page, local, assert }) => {
    let p = await page(local + "clauses/?texte=code-commerce-L441-10");
    assert.deepEqual((await visibles(p)).map((a) => a.split("/").at(-2)).sort(), ["facturation", "retard-paiement"].sort());
    p = await page(local + "clauses/?cote=client");
    const cote = (await visibles(p)).length;
    assert.ok(cote > 10 && cote < 60);
    p = await page(local + "clauses/?formule=ticket&mot=decompte");
    assert.ok((await visibles(p)).some((a) => a.endsWith("decompte/")));
  }],
  ["une adresse hostile ne trie rien et n'exécute rien", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/?type=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&groupe=__proto__");
    assert.ok((await visibles(p)).length > 80);
    assert.equal(await p.inputValue("#filtre-type"), "");
  }],
  ["aucune clause : le compte le dit", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/?mot=zzzzz");
    assert.match(await p.textContent(".cl-filtre [role=status]"), /^Aucune\u00a0clause sur/);
  }],
  ["depuis le disque", async ({ page, disque, assert }) => {
    const p = await page(disque("clauses/?statut=impose"));
    assert.ok((await visibles(p)).length < 60);
    await p.selectOption("#filtre-type", "infogerance");
  }],
  ["320 px : rien ne déborde", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/", { viewport: { width: 320, height: 700 } });
    assert.ok(await p.evaluate(() => document.documentElement.scrollWidth <= 320));
  }]
]);
