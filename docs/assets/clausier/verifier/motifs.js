/* Les motifs des règles du vérificateur, lus et cherchés dans les mots de mots.js. Jumeau de macros/clausier/motifs.py, qui dit leur langue ;
   tests/vectors/motifs.yml tient les deux aux mêmes trouvailles. Les motifs viennent du modèle exporté : Python les a déjà contrôlés. */
(function () {
  "use strict";
  var Clausier = (globalThis.Clausier = globalThis.Clausier || {});
  var SIGNE = /\.\.[0-9]*|[()|?!^$]|<[^<>]*>|[^\s()|?!^$<>.]+/g;
  var QUANTITE = /^<([a-z]+)(?:([+=-])([0-9]+(?:,[0-9]+)?) ?([a-z]*))?(?:~([a-z]+))?>$/;
  var TROU = 6, connus = new Map();

  function table(nom) { return new Map(Clausier.langue[nom]); }

  function motif(texte) {
    if (connus.has(texte)) return connus.get(texte);
    var signes = texte.match(SIGNE);
    var suites = choix(signes, { i: 0 });
    var suite = suites.length === 1 ? suites[0] : [unChoix(suites)];
    connus.set(texte, suite);
    return suite;
  }

  function choix(signes, ou) {
    var suites = [], suite = [], nie = false;
    while (ou.i < signes.length && signes[ou.i] !== ")") {
      var signe = signes[ou.i++], p;
      if (signe === "|") { suites.push(suite); suite = []; continue; }
      if (signe === "!") { nie = true; continue; }
      if (signe === "?") { suite.push({ genre: "peut-etre", suites: [[suite.pop()]] }); continue; }
      if (signe === "(") { p = unChoix(choix(signes, ou)); ou.i += 1; } else p = piece(signe);
      if (p) suite.push(nie ? { genre: "pas", suites: [[p]] } : p);
      nie = false;
    }
    suites.push(suite);
    return suites;
  }

  function unChoix(suites) {
    if (suites.every(function (s) { return s.length === 1 && s[0].genre === "mots"; })) {
      return { genre: "mots", mots: new Set(suites.flatMap(function (s) { return Array.from(s[0].mots); })) };
    }
    return { genre: "choix", suites: suites };
  }

  function piece(signe) {
    if (signe === "^" || signe === "$") return { genre: signe === "^" ? "debut" : "fin" };
    if (signe.startsWith("..")) return { genre: "trou", nombre: Number(signe.slice(2)) || TROU };
    if (signe.startsWith("<")) return quantite(signe);
    var plie = Clausier.plierMots(signe);
    if (plie.endsWith("*")) {
      var racine = plie.slice(0, -1).split("oe").join("e").split("ae").join("e");
      return { genre: "racine", racine: racine, mot: Clausier.reduireMot(racine) }; // « donnee* » : « données » se lit « donne »
    }
    var petits = new Set(Clausier.langue.petits);
    var mots = /^[lrda]?[0-9]+(-[0-9]+)+$/.test(plie) ? [plie] : plie.split(/['-]/).filter(function (m) { return m && !petits.has(m); })
      .map(function (m) { return /^[a-z]+$/.test(m) ? Clausier.reduireMot(m) : m; });
    if (!mots.length) return null;
    if (mots.length === 1) return { genre: "mots", mots: new Set(mots) };
    return { genre: "choix", suites: [mots.map(function (m) { return { genre: "mots", mots: new Set([m]) }; })] };
  }

  function quantite(signe) {
    var m = QUANTITE.exec(signe), nombre = 0;
    if (m[2]) {
      var deux = m[3].split(",");
      nombre = Number(deux[0]) * 100 + Number(((deux[1] || "") + "00").slice(0, 2));
      if (m[1] === "duree") nombre = Math.floor(nombre * table("minutes").get(table("unites").get(m[4])) / 100);
    }
    return { genre: "quantite", racine: m[1] === "quantite" ? "" : m[1], nombre: nombre, signe: m[2] || "", regime: m[5] || "" };
  }

  function suivre(suite, phrase, places) {
    for (var k = 0; k < suite.length && places.size; k++) places = pas(suite[k], phrase, places);
    return places;
  }

  function pas(p, phrase, places) {
    var apres = new Set(), fin = phrase.length;
    function siMot(garde) { places.forEach(function (i) { if (i < fin && garde(phrase[i])) apres.add(i + 1); }); return apres; }
    if (p.genre === "mots") return siMot(function (m) { return p.mots.has(m.mot); });
    if (p.genre === "racine") return siMot(function (m) { return m.mot.startsWith(p.racine) || m.mot === p.mot; });
    if (p.genre === "quantite") return siMot(function (m) { return m.quantite && mesure(p, m.quantite); });
    if (p.genre === "trou") places.forEach(function (i) { for (var j = i; j <= Math.min(i + p.nombre, fin); j++) apres.add(j); });
    else if (p.genre === "choix") p.suites.forEach(function (s) { suivre(s, phrase, places).forEach(function (i) { apres.add(i); }); });
    else if (p.genre === "peut-etre") {
      places.forEach(function (i) { apres.add(i); });
      suivre(p.suites[0], phrase, places).forEach(function (i) { apres.add(i); });
    } else if (p.genre === "pas") places.forEach(function (i) { if (!suivre(p.suites[0], phrase, new Set([i])).size) apres.add(i); });
    else places.forEach(function (i) { if (i === (p.genre === "debut" ? 0 : fin)) apres.add(i); });
    return apres;
  }

  function mesure(p, q) {
    if ((p.racine && q.genre !== p.racine) || (p.regime && q.regime !== p.regime)) return false;
    return p.signe === "" || (p.signe === "+" ? q.valeur > p.nombre : p.signe === "-" ? q.valeur < p.nombre : q.valeur === p.nombre);
  }

  /* La première trouvaille, la plus courte : [premier mot, après le dernier], ou null. */
  Clausier.chercherMotif = function (texte, phrase, debut) {
    var suite = motif(texte);
    for (var i = debut || 0; i < phrase.length; i++) {
      var fins = suivre(suite, phrase, new Set([i]));
      if (fins.size) return [i, Math.min.apply(null, Array.from(fins))];
    }
    return null;
  };
  /* Où peut finir une trouvaille qui commence à ce mot. */
  Clausier.suivreMotif = function (texte, phrase, debut) { return Array.from(suivre(motif(texte), phrase, new Set([debut]))).sort(function (a, b) { return a - b; }); };
})();
