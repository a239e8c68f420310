/* Au clavier seul : la touche Tab ne s'arrête que sur ce qui se voit, et ce qui a le clavier est entouré. */
import { essayer } from "./outils.mjs";

/* L'élément qui a le clavier, ou l'étiquette qui le montre à sa place ; rien s'il n'y en a plus. */
const ou = (p) => p.evaluate(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const montre = [e, ...document.querySelectorAll("label, li")].find((x) => {
    const r = x.getBoundingClientRect(), c = getComputedStyle(x);
    return c.outlineStyle !== "none" && parseFloat(c.outlineWidth) >= 2 && c.opacity !== "0" && c.visibility !== "hidden" && r.width > 8 && r.height > 8 && r.right > 8 && r.left < innerWidth - 8 && r.bottom > 0 && r.top < innerHeight;
  });
  return { vu: Boolean(montre), nom: e.tagName + " " + e.className + " " + (e.id || e.textContent.trim().slice(0, 30)) };
});

async function parcourir(p, fois) {
  const perdus = [];
  for (let i = 0; i < fois; i++) {
    await p.keyboard.press("Tab");
    let la = await ou(p);
    if (!la) break;
    for (let attente = 0; !la.vu && attente < 10; attente++) { await p.waitForTimeout(60); la = await ou(p); } // le thème fait apparaître en fondu
    if (!la.vu) perdus.push(la.nom);
  }
  return perdus;
}

await essayer([
  ["large ou étroit, chaque arrêt se voit", async ({ page, local, assert }) => {
    const perdus = {};
    for (const [adresse, width] of [["", 1280], ["", 360], ["guide/choisir-la-formule/", 360], ["clauses/gti/", 1280], ["clauses/gti/", 360]]) {
      const p = await page(local + adresse, { viewport: { width, height: 800 } });
      const ici = await parcourir(p, 32);
      if (ici.length) perdus[adresse + " " + width] = ici;
    }
    assert.deepEqual(perdus, {});
  }]
]);
