/* Les mots tels que la recherche les compare : sans casse, sans accent, au singulier. Jumeau de macros/clausier/web/folding.py,
   dont il lit la table et les règles (Clausier.pliage) ; tests/vectors/plier.yml les tient aux mêmes réponses. */
(function () {
  "use strict";
  var Clausier = (globalThis.Clausier = globalThis.Clausier || {});
  var table = null, regles = null, vides = null, irreguliers = null;

  function lire() {
    if (regles === Clausier.pliage) return;
    regles = Clausier.pliage;
    table = new Map();
    regles.table.forEach(function (groupe) {
      Array.from(groupe[1]).forEach(function (signe) { table.set(signe, groupe[0]); });
    });
    vides = new Set(regles.vides);
    irreguliers = new Map(regles.irreguliers);
  }

  function plier(texte) {
    lire();
    var sortie = "";
    for (var i = 0; i < texte.length; i++) {
      var par = table.get(texte[i]);
      sortie += par === undefined ? texte[i] : par;
    }
    return sortie;
  }

  function singulier(mot) {
    lire();
    if (irreguliers.has(mot)) return irreguliers.get(mot);
    if (mot.length < regles.assez) return mot;
    for (var i = 0; i < regles.pluriels.length; i++) {
      var fin = regles.pluriels[i][0];
      if (mot.endsWith(fin)) return mot.slice(0, mot.length - fin.length) + regles.pluriels[i][1];
    }
    return mot;
  }

  /* Les mots d'un texte : [{entier, terme, debut, fin}], les bornes dans le texte d'origine. */
  function mots(texte) {
    lire();
    var plie = "", origine = [];
    for (var i = 0; i < texte.length; i++) {
      var par = table.get(texte[i]);
      if (par === undefined) par = texte[i];
      for (var k = 0; k < par.length; k++) origine.push(i);
      plie += par;
    }
    origine.push(texte.length);
    var motif = new RegExp(regles.mot, "g"), trouves = [], m;
    while ((m = motif.exec(plie))) {
      var entier = m[1] ? m[1] + m[2] : m[0];
      var terme = m[1] ? entier : singulier(entier);
      if (terme.length > 1) trouves.push({ entier: entier, terme: terme, debut: origine[m.index], fin: origine[m.index + m[0].length - 1] + 1 });
    }
    return trouves;
  }

  Clausier.plier = plier;
  Clausier.singulier = singulier;
  Clausier.mots = mots;
  Clausier.motVide = function (mot) { lire(); return vides.has(mot); };
})();
