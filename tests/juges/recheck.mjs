/* Chaque expression reçue est-elle sûre, aucune entrée ne pouvant la faire courir plus que linéairement ou peu s'en faut ? Entrée : [[nom, source, drapeaux]…] ; sortie : [[nom, verdict, détail]…]. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

process.env.RECHECK_BACKEND ||= "pure";
const { checkSync } = createRequire(import.meta.url)("recheck");
// Des pas comptés, aucune horloge : une machine lente ou occupée juge comme une autre. La limite est la centième partie de celle de recheck :
// les chaînes d’essai en sont plus courtes, une expression quadratique la passe encore, une linéaire en reste loin.
const reglages = { checker: "auto", timeout: 300_000, attackLimit: 15_000_000, attackTimeout: null, incubationTimeout: null, seedingTimeout: null };
const reponses = JSON.parse(readFileSync(0, "utf8")).map(([nom, source, drapeaux]) => {
  const { status, complexity, error } = checkSync(source, drapeaux, reglages);
  return [nom, status, complexity?.summary || (error ? JSON.stringify(error) : "")];
});
process.stdout.write(JSON.stringify(reponses));
