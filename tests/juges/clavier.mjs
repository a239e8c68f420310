/* Le clavier seul, à 1 280 et 320 px : un lien d'évitement d'abord, chaque arrêt visible et montré, aucun piège, pas d'ordre forcé ; le menu étroit.
   Les pages de liste ont jusqu'à mille liens semblables : au-delà de MAXIMUM arrêts, la page n'est plus suivie. */
import { aller, onglet, PAGES, proces } from "./outils.mjs";

const MAXIMUM = 150;

/* Dans la page : ce que vaut l'arrêt où la touche Tab vient de mener ; null s'il n'y en a plus. */
async function examiner() {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const vu = globalThis.__vus ??= { elements: new Map(), ordre: [] };
  if (vu.elements.has(e)) return { revenu: vu.elements.get(e) === 0, boucle: true };
  vu.elements.set(e, vu.elements.size);
  const suite = e.nextElementSibling, fautes = [];
  const cibles = [e, ...(e.labels || []), ...(e.matches("input") && suite?.matches("label") ? [suite] : [])]; // une case cachée se montre par son étiquette
  const montree = cibles.find((c) => { const r = c.getBoundingClientRect(); return r.width > 1 && r.height > 1 && c.checkVisibility({ opacityProperty: true, visibilityProperty: true }); });
  if (!montree) fautes.push("arret-invisible");
  else {
    const couverte = () => {
      const r = montree.getBoundingClientRect();
      const [g, h, d, b] = [Math.max(r.left, 0), Math.max(r.top, 0), Math.min(r.right, innerWidth), Math.min(r.bottom, innerHeight)]; // ce qui en est à l'écran
      const points = [[.5, .5], [.05, .5], [.95, .5], [.5, .1], [.5, .9], [.05, .1], [.95, .9]].map(([x, y]) => [g + (d - g) * x, h + (b - h) * y]);
      return d <= g || b <= h || !points.some(([x, y]) => { const dessus = document.elementFromPoint(x, y); return dessus && (montree.contains(dessus) || dessus.contains(montree)); });
    };
    for (let essai = 0; couverte() && essai < 10; essai++) await new Promise((suite) => setTimeout(suite, 50)); // le défilement vers l'arrêt s'achève
    if (couverte()) fautes.push("focus-masque");
    const style = (c) => { const s = getComputedStyle(c); return [s.outlineStyle !== "none" && s.outlineWidth + s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.color, s.textDecorationLine, s.textDecorationThickness].join(); };
    const trait = cibles.some((c) => { const s = getComputedStyle(c); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1 && !/^rgba\(.*, 0\)$/.test(s.outlineColor); });
    if (!trait) {
      const avec = cibles.map(style);
      e.blur();
      const change = cibles.some((c, i) => style(c) !== avec[i]);
      e.focus({ preventScroll: true, focusVisible: true });
      if (!change) fautes.push("focus-invisible");
    }
  }
  return { fautes, ou: e.outerHTML.slice(0, 160), tabindex: e.tabIndex > 0 };
}

await proces(async (navigateur, fautes) => {
  for (const largeur of [1280, 320]) for (const adresse of PAGES) {
    const page = await onglet(navigateur, { largeur, bypassCSP: true }), noter = (regle, ou) => fautes.push([adresse, regle, `(${largeur} px) ${ou}`]);
    await aller(page, adresse);
    await page.addStyleTag({ content: "*, ::before, ::after { transition: none !important; animation: none !important; scroll-behavior: auto !important; }" });
    const limite = Math.min(MAXIMUM, 10 + await page.evaluate(() => document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]").length));
    let arrets = 0, fini = false;
    while (!fini && arrets <= limite) {
      await page.keyboard.press("Tab");
      const arret = await page.evaluate(examiner);
      if (arret === null || arret.revenu) { fini = true; break; }
      if (arret.boucle) { noter("piege", "la touche Tab revient en arrière"); fini = true; break; }
      for (const regle of arret.fautes) noter(regle, arret.ou);
      if (arret.tabindex) noter("tabindex-positif", arret.ou);
      arrets++;
    }
    if (!fini && limite < MAXIMUM) noter("piege", `${arrets} arrêts sans sortir de la page`);
    if (!arrets && limite > 10) noter("aucun-arret", "rien ne s'atteint au clavier");
    /* Le premier arrêt mène au contenu, s'il n'y est pas déjà. */
    await aller(page, adresse);
    await page.keyboard.press("Tab");
    const cible = await page.evaluate(() => { if (document.activeElement === document.body || document.querySelector("main")?.contains(document.activeElement)) return ""; const h = document.activeElement?.getAttribute?.("href") || ""; return h.startsWith("#") && document.querySelector("main")?.contains(document.getElementById(decodeURIComponent(h.slice(1)))) ? h : null; });
    if (cible === null) noter("lien-d-evitement", await page.evaluate(() => document.activeElement.outerHTML.slice(0, 160)));
    else if (cible) {
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      if (!await page.evaluate(() => document.querySelector("main").contains(document.activeElement) || !document.querySelector("main a[href], main button, main input, main [tabindex='0']"))) noter("lien-d-evitement", `${cible} : l'arrêt suivant n'est pas dans le contenu`);
    }
    if (await page.locator("button.cl-menu:visible").count()) {
      await aller(page, adresse.split("#")[0] + "?menu"); // le thème ferme le menu quand l'ancre change : repartir d'une page neuve
      await menu(page, noter);
    }
    await page.context().close();
  }
});

/* Le menu des écrans étroits : le bouton l'ouvre, le focus y entre ; on va d'étage en étage ; Échap le ferme et rend le focus au bouton. */
async function menu(page, noter) {
  const dedans = () => page.evaluate(() => { const e = document.activeElement; return Boolean(e.closest(".md-sidebar--primary")) && e.checkVisibility({ visibilityProperty: true }); });
  const bouton = page.locator("button.cl-menu");
  await bouton.focus();
  await page.keyboard.press("Enter");
  if (await bouton.getAttribute("aria-expanded") !== "true" || !await dedans()) noter("menu", "le bouton n'ouvre pas le menu, ou le focus n'y entre pas");
  const titre = page.locator(".md-sidebar--primary label[tabindex='0']:visible").first();
  if (await titre.count()) {
    await titre.focus();
    await page.keyboard.press("Enter");
    if (!await dedans()) noter("menu", "le focus se perd d'un étage à l'autre");
  }
  await page.keyboard.press("Escape");
  if (await bouton.getAttribute("aria-expanded") !== "false" || !await bouton.evaluate((b) => b === document.activeElement)) noter("menu", "Échap ne ferme pas le menu, ou perd le focus");
}
