import { writeFileSync } from "node:fs";
import { essayer } from "./outils.mjs";

const DROITS = { permissions: ["clipboard-read", "clipboard-write"] };
const lire = (p) => p.evaluate(async () => {
  const [objet] = await navigator.clipboard.read(), lu = {};
  for (const genre of objet.types) lu[genre] = await (await objet.getType(genre)).text();
  return lu;
});

function verifier(lu, assert) {
  const texte = lu["text/plain"], html = lu["text/html"];
  assert.match(texte, /^Facturation et paiement\n1\. /);
  assert.match(texte, /\n2\. /);
  assert.match(texte, /\n- |\t/);
  assert.doesNotMatch(texte, /Lien vers|Copier le texte/);
  assert.match(html, /<h2[^>]*>Facturation et paiement<\/h2>/);
  assert.match(html, /<ol[^>]*>\s*<li[^>]*>/);
  assert.match(texte, /\n12\. \[Toujours, sauf si .*\u00a0:\] Ce délai/);
  assert.match(html, /<p[^>]*><em>\[Toujours, sauf si [^]*?<\/em> Ce délai/);
  assert.doesNotMatch(html, /<a |<script|<button|onerror/i);
}

await essayer([
  ["au clavier : mise en forme et texte, et dit ce qui est copié", async ({ page, local, assert }) => {
    const p = await page(local + "clauses/facturation/", DROITS);
    await p.locator(".cl-copier:visible").first().focus();
    await p.keyboard.press("Enter");
    await p.waitForFunction(() => [...document.querySelectorAll(".cl-copie [role=status]")].some((s) => /^Copié\u00a0: « Facturation et paiement », version équilibrée, avec sa mise en forme \(\d+\u00a0signes\)\.$/.test(s.textContent.replace(/\u00a0(?=[F»])|(?<=«)\u00a0|\u00a0(?=»)/g, " "))));
    assert.equal(await p.evaluate(() => document.activeElement.className.includes("cl-copier")), true);
    const lu = await lire(p);
    verifier(lu, assert);
    if (process.argv[3]) writeFileSync(process.argv[3], `<html><body>${lu["text/html"]}</body></html>`);
  }],
  ["sur un intranet en http, sans navigator.clipboard", async ({ page, local, intranet, assert }) => {
    const p = await page(intranet + "clauses/facturation/", DROITS);
    assert.equal(await p.evaluate(() => window.isSecureContext || !!navigator.clipboard), false);
    await p.locator(".cl-copier:visible").first().click();
    await p.waitForFunction(() => [...document.querySelectorAll(".cl-copie [role=status]")].some((s) => s.textContent.startsWith("Copié")));
    assert.equal(await p.locator("textarea").count(), 0);
    await p.goto(local);
    await p.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    verifier(await lire(p), assert);
  }],
  ["chaque version, chaque annexe et chaque fichier de réponses se copie", async ({ page, local, assert }) => {
    let p = await page(local + "clauses/gti/#version-client", DROITS);
    await p.locator(".cl-copier:visible").click();
    await p.waitForSelector("text=/Copié.*favorable au client/");
    let lu = await lire(p);
    assert.match(lu["text/html"], /<table[^>]*>[^]*<th/);
    assert.match(lu["text/plain"], /\[Gravité\]\t\[Délai de Prise en charge\]/);
    assert.match(lu["text/html"], /mark/);
    p = await page(local + "annexes/niveaux-de-service/", DROITS);
    await p.locator(".cl-copier:visible").click();
    await p.waitForSelector("text=/Copié.*annexe/");
    lu = await lire(p);
    assert.match(lu["text/html"], /<h3[^>]*>[^]*<ol start="\d+"/);
    assert.doesNotMatch(lu["text/plain"], /^1\. [^]*\n1\. [^]*\n1\. /);
  }],
  ["un refus se dit", async ({ page, intranet, assert }) => {
    const p = await page(intranet + "clauses/facturation/");
    await p.evaluate(() => { document.execCommand = () => false; });
    await p.locator(".cl-copier:visible").first().click();
    await p.waitForSelector("text=/La copie est refusée/");
    assert.ok(true);
  }],
  ["depuis le disque", async ({ page, disque, assert }) => {
    const p = await page(disque("clauses/facturation/"), DROITS);
    await p.locator(".cl-copier:visible").first().click();
    await p.waitForSelector("text=/Copié.*Facturation/");
    assert.ok(true);
  }]
]);
