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
    const compte = (await p.textContent(".cl-filtre [role=status]")).match(/^(\d+)\u00a0clauses sur\u00a0(\d+)\u00a0: (\d+)\u00a0toujours, (\d+)\u00a0selon vos choix\.$/).slice(1).map(Number);
    assert.deepEqual(compte.slice(0, 2), [impose.length, tout]);
    assert.equal(compte[2] + compte[3], impose.length);
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
    await p.fill("#filtre-mot", "sous-traitance rgpd article 28");
    await p.waitForFunction(() => Clausier.index && [...document.querySelectorAll(".md-content h2")].some((t) => t.hidden));
    await p.fill("#filtre-mot", "astreinte");
    const groupes = await p.$$eval("table.cl-catalogue", (t) => t.map((x) => [...x.tBodies[0].rows].some((l) => !l.hidden) === !x.closest(".cl").hidden && x.closest(".cl").hidden === x.closest(".cl").previousElementSibling.hidden));
    assert.ok(groupes.length > 3 && groupes.every(Boolean));
    assert.ok((await p.$$eval("table.cl-catalogue", (t) => t.filter((x) => x.closest(".cl").hidden).length)) > 0);
  }],
  ["le mot lit le texte, les fondements et l'identifiant, non la seule ligne", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/");
    for (const [mot, attendue] of [["rgpd", "rgpd"], ["astreinte", "horaires"], ["resilier", "resiliation-manquement"], ["L441-10", "retard-paiement"], ["L. 441-10", "facturation"], ["441-10", "retard-paiement"], ["mot de passe", "identifiants"]]) {
      await p.fill("#filtre-mot", mot);
      await p.waitForFunction(() => Clausier.index && document.querySelector("table.cl-catalogue tbody tr:not([hidden])"));
      const montrees = await visibles(p);
      assert.ok(montrees.includes(`../clauses/${attendue}/`) && montrees.length < 60, `${mot} : ${montrees.length}`);
    }
  }],
  ["un type choisi : chaque ligne dit si elle y est toujours, et la présence réduit la liste ; l'adresse la garde", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/");
    assert.equal(await p.locator(".cl-presence:visible").count(), 0);
    await p.selectOption("#filtre-type", "preventive");
    await p.selectOption("#filtre-formule", "forfait");
    const tout = await visibles(p), marques = await p.$$eval(".cl-presence", (l) => l.filter((x) => x.offsetParent).map((x) => x.textContent[0]));
    assert.equal(marques.length, tout.length);
    await p.focus("#filtre-presence");
    await p.keyboard.press("ArrowDown");
    const toujours = await visibles(p);
    assert.equal(toujours.length, marques.filter((x) => x === "●").length);
    assert.ok(toujours.length > 10 && toujours.length < tout.length - 10 && toujours.includes("../clauses/maintenance-preventive/"));
    await p.waitForFunction(() => location.search === "?type=preventive&formule=forfait&presence=toujours");
    await p.selectOption("#filtre-presence", "choix");
    assert.equal((await visibles(p)).length + toujours.length, tout.length);
    await p.goto(local + "clauses/?type=preventive&formule=forfait&presence=toujours");
    assert.deepEqual(await visibles(p), toujours);
  }],
  ["texte officiel, côté et formule", async ({ page, local, assert }) => {
    let p = await page(local + "clauses/?texte=code-commerce-L441-10");
    assert.deepEqual((await visibles(p)).map((a) => a.split("/").at(-2)).sort(), ["facturation", "retard-paiement"].sort());
    p = await page(local + "clauses/?cote=client");
    const cote = (await visibles(p)).length;
    assert.ok(cote > 10 && cote < 60);
    assert.ok((await visibles(p)).every((a) => a.endsWith("/#version-client")));
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
    assert.equal(await p.locator(".cl-filtre-ailleurs").isVisible(), true);
    await p.fill("#filtre-mot", "<img src=x>prixzzz");
    await p.waitForFunction(() => document.querySelector(".cl-filtre-ailleurs").textContent.includes("<img src=x>prixzzz"));
    await p.click(".cl-filtre-ailleurs");
    assert.equal(await p.inputValue(".cl-recherche input[type=search]"), "<img src=x>prixzzz");
    assert.equal(await p.locator(".cl-filtre img, .cl-recherche img").count(), 0);
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
