/* Ce que chaque page demande, sous une CSP stricte : rien à un tiers, rien qui manque, aucune violation, aucune erreur ; y compris dans ses états. */
import { ETATS } from "./etats.mjs";
import { aller, BASE, onglet, PAGES, premieres, proces } from "./outils.mjs";

await proces(async (navigateur, fautes) => {
  for (const largeur of [1280, 320]) {
    let adresse = "";
    const page = await onglet(navigateur, { largeur }), noter = (regle, ou) => fautes.push([adresse, regle, `(${largeur} px) ${ou}`]);
    page.on("request", (r) => { if (!r.url().startsWith(BASE.href) && !/^(data|blob):/.test(r.url())) noter("tiers", r.url()); });
    page.on("requestfailed", (r) => { if (r.failure().errorText !== "net::ERR_ABORTED") noter("echec", `${r.url()} ${r.failure().errorText}`); }); // abandonnée en changeant de page
    page.on("response", (r) => { if (r.status() >= 400) noter("manque", `${r.status()} ${r.url()}`); });
    page.on("pageerror", (e) => noter("erreur", e.message));
    page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") noter(/Content Security Policy/.test(m.text()) ? "csp" : "console", `${m.text()} ${m.location().url}`); });
    for (adresse of PAGES) await aller(page, adresse);
    const ou = await premieres(page, ETATS.map(([, selecteur]) => selecteur));
    for (const [rang, [, , largeurs, agir]] of ETATS.entries()) {
      if (!largeurs.includes(largeur) || ou[rang] === null) continue;
      adresse = ou[rang];
      await aller(page, adresse);
      await agir(page);
      await page.waitForTimeout(200); // une requête tardive se voit encore
    }
    await page.context().close();
  }
});
