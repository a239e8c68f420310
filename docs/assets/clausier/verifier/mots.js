/* Un texte tel que le vérificateur le lit : des phrases de mots pliés, et les quantités qu'elles tiennent. Jumeau de macros/clausier/mots.py,
   dont il lit les tables (Clausier.langue) ; tests/vectors/mots.yml tient les deux aux mêmes réponses. Les bornes comptent les points de code. */
(function () {
  "use strict";
  var Clausier = (globalThis.Clausier = globalThis.Clausier || {});
  var GENRES = ["", "continu", "date", "", "heure", "article", "nombre", "mot", "signe"];
  var langue = null, plis, petits, abreviations, nombres, unites, minutes, regimes, mois;

  function lireLangue() {
    if (langue === Clausier.langue) return;
    langue = Clausier.langue;
    plis = new Map();
    langue.plis.forEach(function (groupe) { Array.from(groupe[1]).forEach(function (signe) { plis.set(signe, groupe[0]); }); });
    petits = new Set(langue.petits);
    abreviations = new Set(langue.abreviations);
    nombres = new Map(langue.nombres);
    unites = new Map(langue.unites);
    minutes = new Map(langue.minutes);
    regimes = new Map(langue.regimes);
    mois = new Map(langue.mois);
  }

  function plier(signes) {
    return signes.map(function (signe) { return plis.has(signe) ? plis.get(signe) : signe; });
  }

  function reduit(mot) {
    mot = mot.split("oe").join("e").split("ae").join("e");
    if (mot.length > 3) {
      if ((mot.endsWith("s") || mot.endsWith("x")) && mot[mot.length - 2] !== "s") mot = mot.slice(0, -1);
      if (mot.endsWith("ee")) mot = mot.slice(0, -1);
    }
    return mot;
  }

  /* Une ligne : ses jetons {genre, texte, debut, fin}. Les caractères hors du plan de base valent deux unités en JavaScript et une ici : un « ? » les remplace. */
  function Ligne(ligne, debut) {
    this.signes = Array.from(ligne);
    this.debut = debut;
    this.plie = plier(this.signes).map(function (s) { return s.length === 1 ? s : "\uffff"; }).join("");
    var motif = new RegExp(langue.jeton, "g"), m;
    this.jetons = [];
    while ((m = motif.exec(this.plie))) {
      var rang = m.length - 1;
      while (m[rang] === undefined) rang -= 1;
      var texte = m[0], fin = m.index + texte.length;
      if (GENRES[rang] === "nombre") texte = texte.slice(Math.max(0, /^[0-9]*/.exec(texte)[0].length - langue.chiffres));
      this.jetons.push({ genre: GENRES[rang], texte: texte, debut: fin - texte.length, fin: fin });
    }
  }

  Ligne.prototype.dans = function (phrases) {
    var mots = [], i = 0;
    while (i < this.jetons.length) {
      var j = this.jetons[i];
      if (mots.length && i && this.finit(i)) { phrases.push(mots); mots = []; }
      if (j.genre === "mot" && !nombres.has(j.texte)) {
        if (!petits.has(j.texte)) mots.push({ mot: reduit(j.texte), debut: this.debut + j.debut, fin: this.debut + j.fin, quantite: null });
        i += 1;
        continue;
      }
      var lu = this.quantite(i);
      if (lu.nom) mots.push({ mot: lu.nom, debut: this.debut + j.debut, fin: this.debut + this.jetons[lu.apres - 1].fin, quantite: lu.quantite || null });
      i = lu.apres;
    }
    if (mots.length) phrases.push(mots);
  };

  Ligne.prototype.entre = function (i) { return this.plie.slice(this.jetons[i - 1].fin, this.jetons[i].debut); };

  Ligne.prototype.finit = function (i) {
    var entre = this.entre(i), place = -1;
    for (var k = 0; k < entre.length && place < 0; k++) if (langue.fins.includes(entre[k])) place = k;
    if (place < 0) return false;
    if (entre[place] !== ".") return true;
    if (abreviations.has(this.jetons[i - 1].texte) || entre[place + 1] !== " ") return false;
    var suivant = this.signes[this.jetons[i].debut];
    return suivant !== suivant.toLowerCase() || "0123456789".includes(suivant) || entre.includes("«");
  };

  Ligne.prototype.texte = function (i) { return i < this.jetons.length ? this.jetons[i].texte : ""; };

  Ligne.prototype.pres = function (i, permis) {
    return i < this.jetons.length && Array.from(this.entre(i)).every(function (s) { return permis.includes(s); });
  };

  Ligne.prototype.quantite = function (i) {
    var genre = this.jetons[i].genre, texte = this.texte(i), parts;
    if (genre === "continu") return { nom: texte[0] === "2" ? "24h24" : "7j7", apres: i + 1 };
    if (genre === "article") return { nom: texte.split(".").join("").split(" ").join(""), apres: i + 1 };
    if (genre === "signe") return { nom: texte, apres: i + 1 };
    if (genre === "date") {
      parts = texte.split(".").join("/").split("/").map(Number);
      return { nom: "<date>", quantite: q("date", parts[2] * 10000 + parts[1] * 100 + parts[0]), apres: i + 1 };
    }
    if (genre === "heure") {
      parts = texte.split(":").join("h").split(" ").join("").split("h").map(Number);
      return { nom: "<heure>", quantite: q("heure", parts[0] * 60 + parts[1]), apres: i + 1 };
    }
    var lu = this.nombre(i);
    if (lu.valeur === null) return { nom: petits.has(texte) ? "" : reduit(texte), apres: i + 1 };
    return this.mesure(i, lu.valeur, lu.lettres, lu.apres);
  };

  function q(genre, valeur, lettres, unite, regime) {
    return { genre: genre, valeur: valeur, unite: unite || "", regime: regime || "", lettres: lettres === undefined ? null : lettres };
  }

  Ligne.prototype.mesure = function (i, valeur, lettres, apres) {
    if (this.texte(apres) === "er" && this.pres(apres, "")) apres += 1;
    var unite = this.pres(apres, " )") ? unites.get(this.texte(apres)) || "" : "";
    if (this.texte(apres) === "pour" && this.texte(apres + 1) === "cent") { unite = "taux"; apres += 1; }
    if ((this.texte(i) === "un" || this.texte(i) === "une") && apres === i + 1 && !unite) return { nom: "", apres: apres };
    if (!unite && mois.has(this.texte(apres)) && this.texte(apres + 1).length === 4 && this.jetons[apres + 1].genre === "nombre") {
      return { nom: "<date>", quantite: q("date", Number(this.texte(apres + 1)) * 10000 + mois.get(this.texte(apres)) * 100 + Math.floor(valeur / 100)), apres: apres + 2 };
    }
    if (!unite) return { nom: "<nombre>", quantite: q("nombre", valeur, lettres), apres: apres };
    apres += 1;
    if (unite === "euro") return { nom: "<montant>", quantite: q("montant", valeur, lettres), apres: apres };
    if (unite === "taux" || unite === "fois") return { nom: "<" + unite + ">", quantite: q(unite, valeur, lettres), apres: apres };
    if (unite === "heure" && valeur <= 2400 && this.horloge(i, apres)) return { nom: "<heure>", quantite: q("heure", Math.floor(valeur * 60 / 100)), apres: apres };
    var regime = regimes.get(this.texte(apres)) || "";
    if (regime) apres += 1;
    return { nom: "<duree>", quantite: q("duree", Math.floor(valeur * minutes.get(unite) / 100), lettres, unite, regime), apres: apres };
  };

  Ligne.prototype.horloge = function (i, apres) {
    return this.borne(apres) || (i > 1 && this.texte(i - 1) === "a" && this.heureAvant(i - 2)) || (i > 0 && this.heureAvant(i - 1) && this.tiret(i));
  };
  Ligne.prototype.borne = function (apres) {
    if (this.texte(apres) === "a") return this.heure(apres + 1);
    return this.heure(apres) && apres < this.jetons.length && this.tiret(apres);
  };
  Ligne.prototype.tiret = function (i) { return this.entre(i).includes("-") && this.pres(i, " -"); };
  Ligne.prototype.heure = function (i) {
    return i < this.jetons.length && (this.jetons[i].genre === "heure" || (this.jetons[i].genre === "nombre" && unites.get(this.texte(i + 1)) === "heure"));
  };
  Ligne.prototype.heureAvant = function (i) {
    return this.jetons[i].genre === "heure" || (i > 0 && unites.get(this.texte(i)) === "heure" && this.jetons[i - 1].genre === "nombre");
  };

  Ligne.prototype.nombre = function (i) {
    var lettres = this.enLettres(i), chiffres;
    if (lettres.valeur === null) {
      chiffres = this.chiffres(i);
      if (chiffres === null) return { valeur: null, lettres: null, apres: i + 1 };
      var dit = this.ouvre(i + 1) ? this.enLettres(i + 1) : { valeur: null };
      return dit.valeur !== null && this.ferme(dit.apres) ? { valeur: chiffres, lettres: dit.valeur * 100, apres: dit.apres } : { valeur: chiffres, lettres: null, apres: i + 1 };
    }
    chiffres = this.ouvre(lettres.apres) && this.ferme(lettres.apres + 1) ? this.chiffres(lettres.apres) : null;
    return chiffres !== null ? { valeur: chiffres, lettres: lettres.valeur * 100, apres: lettres.apres + 1 } : { valeur: lettres.valeur * 100, lettres: null, apres: lettres.apres };
  };

  Ligne.prototype.ouvre = function (i) { return i < this.jetons.length && this.entre(i).trim() === "("; };

  Ligne.prototype.ferme = function (i) { return this.plie.slice(this.jetons[i - 1].fin, this.jetons[i - 1].fin + 2).trim().startsWith(")"); };

  Ligne.prototype.chiffres = function (i) {
    if (i >= this.jetons.length || this.jetons[i].genre !== "nombre") return null;
    var deux = this.texte(i).split(" ").join("").split(","), decimales = deux[1] || "", parts = deux[0].split(".");
    if (parts.length === 2 && parts[1].length !== 3) { decimales = parts[1]; parts = parts.slice(0, 1); }
    return Number(parts.join("")) * 100 + Number((decimales + "00").slice(0, 2));
  };

  Ligne.prototype.enLettres = function (i) {
    var total = 0, groupe = 0, apres = i, vu = false;
    while (apres < this.jetons.length) {
      var texte = this.texte(apres), avant = apres ? this.texte(apres - 1) : "";
      if (apres > i && !this.pres(apres, " -")) break;
      if (texte === "et" && vu && ["un", "une", "onze"].includes(this.texte(apres + 1))) { apres += 1; continue; }
      var valeur = nombres.has(texte) ? nombres.get(texte) : null;
      if (valeur === null || (vu && (texte === "un" || texte === "une") && !["et", "vingt", "quatre"].includes(avant) && ![0, 20, 30, 40, 50, 60, 80].includes(groupe % 100))) break;
      if ((texte === "vingt" || texte === "vingts") && groupe % 100 === 4) groupe += 76;
      else if (valeur === 1000) { total += (groupe || 1) * 1000; groupe = 0; }
      else if (valeur === 100) groupe = (groupe || 1) * 100;
      else if (vu && valeur >= reste(groupe)) break;
      else groupe += valeur;
      vu = true;
      apres += 1;
    }
    return vu ? { valeur: total + groupe, apres: apres } : { valeur: null, apres: i };
  };

  function reste(groupe) {
    if (groupe % 100 === 0) return 100;
    return groupe % 100 === 60 || groupe % 100 === 80 ? 20 : groupe % 10 === 0 ? 10 : 0;
  }

  /* Les phrases d'un texte, chacune la liste de ses mots {mot, debut, fin, quantite} ; une fin de ligne finit la phrase. */
  Clausier.lireMots = function (texte) {
    lireLangue();
    var phrases = [], debut = 0;
    texte.split("\n").forEach(function (ligne) {
      var longueur = 0;
      if (ligne) {
        var lue = new Ligne(ligne, debut);
        lue.dans(phrases);
        longueur = lue.signes.length;
      }
      debut += longueur + 1;
    });
    return phrases;
  };
  Clausier.plierMots = function (texte) { lireLangue(); return plier(Array.from(texte)).join(""); };
  Clausier.reduireMot = reduit;
})();
