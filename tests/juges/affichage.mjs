/* Ce qu'un lecteur règle : 320 px de large (WCAG 1.4.10), zoom de 200 % (1.4.4), espacement du texte (1.4.12). Rien ne déborde, rien n'est coupé. */
import { aller, onglet, PAGES, proces } from "./outils.mjs";

const ESPACES = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }";
const VUES = [["320 px", { largeur: 320, hauteur: 640 }], ["zoom 200 %", { largeur: 640, hauteur: 450, deviceScaleFactor: 2 }], ["1 280 px", { largeur: 1280 }]];

/* Dans la page : le débordement, et les textes qu'une boîte coupe (sans défilement pour les lire). */
function mesurer() {
  const coupes = [];
  for (const e of document.body.querySelectorAll("*")) {
    const s = getComputedStyle(e), cache = (axe) => s["overflow" + axe] === "hidden" || s["overflow" + axe] === "clip";
    if (!(cache("X") || cache("Y")) || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || e.clientWidth < 2 || e.clientHeight < 2 || !e.textContent.trim()) continue;
    if ((cache("X") && e.scrollWidth > e.clientWidth + 2) || (cache("Y") && e.scrollHeight > e.clientHeight + 2)) coupes.push(e.outerHTML.replace(/\s+/g, " ").slice(0, 140));
  }
  const large = document.documentElement.scrollWidth > innerWidth ? [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility()).map((e) => e.outerHTML.slice(0, 140))[0] || "la page" : null;
  return { large, coupes };
}

await proces(async (navigateur, fautes) => {
  for (const [vue, reglages] of VUES) {
    const page = await onglet(navigateur, { ...reglages, bypassCSP: true });
    for (const adresse of PAGES) {
      await aller(page, adresse);
      const avant = await page.evaluate(mesurer);
      if (avant.large) fautes.push([adresse, "deborde", `(${vue}) ${avant.large}`]);
      for (const coupe of avant.coupes) fautes.push([adresse, "texte-coupe", `(${vue}) ${coupe}`]);
      await page.addStyleTag({ content: ESPACES });
      const apres = await page.evaluate(mesurer);
      if (apres.large && !avant.large) fautes.push([adresse, "espacement-deborde", `(${vue}) ${apres.large}`]);
      for (const coupe of apres.coupes) if (!avant.coupes.includes(coupe)) fautes.push([adresse, "espacement-coupe", `(${vue}) ${coupe}`]);
    }
    await page.context().close();
  }
});
