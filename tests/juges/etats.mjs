/* Les états d'une page qu'on n'atteint qu'en agissant : [nom, sélecteur de ce qui les porte, largeurs où ils existent, gestes]. */
const LARGE = 1280, ETROIT = 320, TOUTES = [LARGE, ETROIT];

async function menu(p) {
  await p.locator(".cl-menu").click();
  await p.waitForFunction(() => document.querySelector(".md-sidebar--primary").getBoundingClientRect().left >= 0);
}

export const ETATS = [
  ["recherche ouverte, avec ses résultats", "[data-recherche]", TOUTES, async (p) => {
    await p.locator("[data-recherche]").click();
    await p.keyboard.type("penalites");
    await p.locator("dialog[open] li").first().waitFor();
  }],
  ["recherche ouverte, sans résultat", "[data-recherche]", TOUTES, async (p) => {
    await p.locator("[data-recherche]").click();
    await p.keyboard.type("zzzzzz");
    await p.locator("dialog[open] [role=status]").filter({ hasText: /\S/ }).waitFor();
  }],
  ["menu ouvert", ".md-sidebar--primary .md-nav--secondary", [ETROIT], menu],
  ["menu ouvert, au sommaire de la page", ".md-sidebar--primary .md-nav--secondary li", [ETROIT], async (p) => {
    await menu(p);
    await p.locator("label.md-nav__link[for=__toc]").click();
    await p.locator(".md-sidebar--primary .md-nav--secondary a").first().waitFor();
  }],
  ["infobulle ouverte", "a.cl-mot", TOUTES, async (p) => {
    await p.locator("a.cl-mot").first().focus();
    await p.getByRole("tooltip").waitFor();
  }],
  ["catalogue trié", "form.cl-filtre", TOUTES, async (p) => {
    await p.selectOption("#filtre-statut", "impose");
    await p.locator(".cl-filtre [role=status]").filter({ hasText: "sur" }).waitFor();
  }],
  ["catalogue trié, aucune clause", "form.cl-filtre", TOUTES, async (p) => {
    await p.fill("#filtre-mot", "zzzzzz");
    await p.locator(".cl-filtre [role=status]").filter({ hasText: "Aucune" }).waitFor();
  }],
  ["comparaison dépliée", "details.cl-comparer", TOUTES, async (p) => { await p.locator("details.cl-comparer > summary").click(); }],
  ["deuxième onglet", ".tabbed-labels label", TOUTES, async (p) => { await p.locator(".tabbed-labels label").nth(1).click(); }],
  ["clause copiée", "[data-copier]", TOUTES, async (p) => { await p.locator("[data-copier]:visible").first().click(); }]
];
