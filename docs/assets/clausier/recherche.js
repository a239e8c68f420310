/* La recherche : un index de mots chargé à la première ouverture, des extraits chargés avec les résultats montrés. Script classique,
   sans dépendance ; tout texte entre dans la page par textContent. L'index vient de macros/clausier/web/recherche.py. */
(function () {
  "use strict";
  var Clausier = (globalThis.Clausier = globalThis.Clausier || {});
  var CHIFFRES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var VALEUR = [1, 1.6, 5, 14]; /* dans le texte, souvent, dans un titre de partie, dans le titre */
  var GENRES = { "": 0.8, "Modèle": 0.8 }; /* les pages qui parlent de tout, et celles qui recopient les clauses, passent après */
  var DEBUTS_MAX = 400;
  var DEBUT_MIN = 4; /* un mot plus court ne vaut comme début que s'il est le dernier tapé : « mot » n'est pas « motif » */
  var FAMILLE = 0.6, SYNONYME = 0.8, DILUE = 0.3; /* la même famille, un autre mot, un mot seul d'une expression connue */
  var FINS = "ibilite abilite isation ation ition ement ible able ance ence ment tion ion age eur ite iser er ir ee e".split(" "), RACINE_MIN = 5;

  /* ------------------------------------------------------------ l'index */
  function ouvrir(index) {
    if (!index.lus) {
      var avant = "";
      index.lus = index.mots ? index.mots.split(" ").map(function (code) {
        avant = avant.slice(0, parseInt(code[0], 36)) + code.slice(1);
        return avant;
      }) : [];
      index.paquets = index.listes.split(" ");
    }
    return index;
  }

  function pages(paquet) {
    var trouvees = [], page = -1;
    for (var i = 0; i < paquet.length; ) {
      var valeur = 0, rang = 0, chiffre;
      do {
        chiffre = CHIFFRES.indexOf(paquet[i++]);
        valeur += (chiffre & 31) * Math.pow(32, rang++);
      } while (chiffre & 32);
      page += 1 + Math.floor(valeur / 4);
      trouvees.push([page, valeur % 4]);
    }
    return trouvees;
  }

  function place(mots, mot) {
    var bas = 0, haut = mots.length;
    while (bas < haut) {
      var milieu = (bas + haut) >> 1;
      if (mots[milieu] < mot) bas = milieu + 1; else haut = milieu;
    }
    return bas;
  }

  /* Les mots cherchés : chacun au singulier, et tel qu'il est tapé pour les débuts de mots. Les mots vides ne comptent que seuls. */
  function demande(texte) {
    var mots = Clausier.mots(texte), vus = {};
    var pleins = mots.filter(function (m) { return !Clausier.motVide(m.entier); }), dernier = mots[mots.length - 1];
    return (pleins.length ? pleins : mots).filter(function (m) {
      var neuf = !vus["/" + m.terme];
      vus["/" + m.terme] = true;
      m.debute = m === dernier || m.entier.length >= DEBUT_MIN;
      m.racine = racine(m.terme);
      m.autres = [];
      m.pages = [];
      return neuf;
    });
  }

  /* Le mot sans sa fin : « résilier » et « résiliation » ont la même. */
  function racine(terme) {
    for (var i = 0; i < FINS.length; i++) {
      if (terme.length - FINS[i].length >= RACINE_MIN && terme.endsWith(FINS[i])) return terme.slice(0, terme.length - FINS[i].length);
    }
    return terme;
  }

  /* Ajoute à chaque mot cherché ce que le vocabulaire dit des expressions où il entre (clauses/vocabulaire/synonymes.yml). */
  function elargir(index, mots) {
    (index.synonymes || []).forEach(function (synonyme) {
      var dit = synonyme[0];
      for (var i = 0; dit.length && i + dit.length <= mots.length; i++) {
        var ici = mots.slice(i, i + dit.length);
        if (!ici.every(function (m, k) { return m.terme === dit[k]; })) continue;
        ici.forEach(function (m) {
          m.autres = m.autres.concat(synonyme[1]);
          m.pages = m.pages.concat(synonyme[2]);
          m.dilue = m.dilue || dit.length > 1;
        });
      }
    });
    return mots;
  }

  /* Les mots de l'index qu'un mot cherché atteint : [[rang, qualité]]. */
  function atteints(index, mot) {
    var trouves = [], vus = {}, part = mot.dilue ? DILUE : 1;
    function ajouter(rang, qualite) {
      if (!vus[rang]) { vus[rang] = true; trouves.push([rang, qualite]); }
    }
    mot.autres.forEach(function (autre) {
      var rang = place(index.lus, autre);
      if (index.lus[rang] === autre && autre !== mot.terme) ajouter(rang, SYNONYME);
    });
    var debuts = [mot.entier];
    if (/^[0-9]/.test(mot.entier)) {
      Clausier.pliage.lettres.split("").forEach(function (lettre) { debuts.push(lettre + mot.entier); });
    }
    [mot.terme].concat(debuts).forEach(function (exact) {
      var rang = place(index.lus, exact);
      if (index.lus[rang] === exact) ajouter(rang, part);
    });
    for (var proche = place(index.lus, mot.racine); mot.racine.length >= RACINE_MIN && proche < index.lus.length && index.lus[proche].startsWith(mot.racine); proche++) {
      if (racine(index.lus[proche]) === mot.racine) ajouter(proche, FAMILLE * part);
    }
    if (mot.debute) debuts.forEach(function (debut) {
      for (var rang = place(index.lus, debut); rang < index.lus.length && index.lus[rang].startsWith(debut); rang++) {
        if (trouves.length >= DEBUTS_MAX) break;
        ajouter(rang, part * (0.25 + 0.45 * debut.length / index.lus[rang].length));
      }
    });
    return trouves;
  }

  /* Les pages qui répondent, les meilleures d'abord : {tous, resultats: [{page, note}]}. `tous` est faux quand aucune n'a tous les mots. */
  function chercher(index, texte) {
    ouvrir(index);
    var mots = elargir(index, demande(texte)), notes = new Map(), total = index.pages.length;
    mots.forEach(function (mot) {
      var meilleures = new Map();
      mot.pages.forEach(function (page, rang) { meilleures.set(page, VALEUR[3] * Math.max(0.5, 1.2 - rang / 10)); });
      atteints(index, mot).forEach(function (atteint) {
        pages(index.paquets[atteint[0]]).forEach(function (couple) {
          var note = VALEUR[couple[1]] * atteint[1];
          if (!(meilleures.get(couple[0]) >= note)) meilleures.set(couple[0], note);
        });
      });
      var rarete = Math.log(1 + total / meilleures.size);
      meilleures.forEach(function (note, page) {
        note *= rarete;
        var somme = notes.get(page) || [0, 0];
        notes.set(page, [somme[0] + note, somme[1] + 1]);
      });
    });
    var plus = 0, resultats = [];
    notes.forEach(function (somme) { plus = Math.max(plus, somme[1]); });
    notes.forEach(function (somme, page) {
      if (somme[1] === plus) resultats.push({ page: page, note: somme[0] * (GENRES[index.pages[page][3]] || 1) * (1 + part(index.pages[page][1], mots)) });
    });
    resultats.sort(function (a, b) { return b.note - a.note || a.page - b.page; });
    return { tous: plus === mots.length, mots: mots, resultats: resultats };
  }

  /* La part d'un titre que la demande couvre : « prix » met « Prix » avant « Prix et formule ». */
  function part(titre, mots) {
    var pleins = Clausier.mots(titre).filter(function (m) { return !Clausier.motVide(m.entier); });
    return pleins.length ? pleins.filter(function (m) { return touche(mots, m); }).length / pleins.length : 0;
  }

  /* ------------------------------------------------------------ les extraits */
  function touche(mots, trouve) {
    return mots.some(function (m) {
      return trouve.terme === m.terme || (m.debute && trouve.entier.startsWith(m.entier)) || m.autres.indexOf(trouve.terme) >= 0 || (m.racine.length >= RACINE_MIN && racine(trouve.terme) === m.racine) || (/^[0-9]/.test(m.entier) && /^[lrd][0-9]/.test(trouve.entier) && trouve.entier.slice(1).startsWith(m.entier));
    });
  }

  /* Un texte découpé en morceaux [texte, marqué]. */
  function marquer(texte, mots) {
    var morceaux = [], fin = 0;
    Clausier.mots(texte).forEach(function (trouve) {
      if (!touche(mots, trouve)) return;
      if (trouve.debut > fin) morceaux.push([texte.slice(fin, trouve.debut), false]);
      morceaux.push([texte.slice(trouve.debut, trouve.fin), true]);
      fin = trouve.fin;
    });
    if (fin < texte.length) morceaux.push([texte.slice(fin), false]);
    return morceaux;
  }

  /* Le passage d'une page qui répond le mieux : {ancre, titre, morceaux}, ou null. */
  function extraire(passages, mots, longueur) {
    var mieux = null;
    passages.forEach(function (passage, rang) {
      var titre = {}, places = [], corps = {};
      Clausier.mots(passage[1]).forEach(function (t) { if (touche(mots, t)) titre[t.terme] = true; });
      Clausier.mots(passage[2]).forEach(function (t) {
        if (touche(mots, t)) { places.push(t); corps[t.terme] = true; }
      });
      var note = 3 * Object.keys(titre).length + 2 * Object.keys(corps).length + Math.min(places.length, 5) / 10 - rang / 1000;
      if ((places.length || Object.keys(titre).length) && (!mieux || note > mieux.note)) mieux = { note: note, passage: passage, places: places };
    });
    if (!mieux) return null;
    var texte = mieux.passage[2], debut = 0;
    if (mieux.places.length && mieux.places[0].debut > longueur * 0.6) {
      debut = texte.lastIndexOf(" ", mieux.places[0].debut - Math.floor(longueur / 4)) + 1;
    }
    var fin = texte.length <= debut + longueur ? texte.length : texte.lastIndexOf(" ", debut + longueur);
    if (fin <= debut) fin = Math.min(texte.length, debut + longueur);
    return {
      ancre: mieux.passage[0],
      titre: mieux.passage[1],
      morceaux: [].concat(debut ? [["… ", false]] : [], marquer(texte.slice(debut, fin), mots), fin < texte.length ? [[" …", false]] : [])
    };
  }

  /* Le genre, si le titre ne le dit pas déjà (« Modèle : … »). */
  function genre(page) {
    return page[3] && !Clausier.plier(page[1]).startsWith(Clausier.plier(page[3])) ? page[3] : "";
  }

  Clausier.recherche = { chercher: chercher, marquer: marquer, extraire: extraire, demande: demande, genre: genre };
  if (typeof document === "undefined") return;

  /* ------------------------------------------------------------ la fenêtre */
  var PAS = 8, LONGUEUR = 220;
  var ici = document.currentScript, base = ici ? new URL("../../", ici.src).href : "";
  var attendus = {}, recus = {}, vue = null;

  function charger(adresse) {
    if (!attendus[adresse]) {
      attendus[adresse] = new Promise(function (bien, mal) {
        var script = document.createElement("script");
        script.src = base + adresse + "?v=" + Clausier.version;
        script.onload = bien;
        script.onerror = function () { delete attendus[adresse]; script.remove(); mal(new Error(adresse)); };
        document.head.appendChild(script);
      });
    }
    return attendus[adresse];
  }

  Clausier.passages = function (numero, version, groupe) { if (version === Clausier.index.version) recus[numero] = groupe; };

  function element(nom, attributs, texte) {
    var noeud = document.createElement(nom);
    Object.keys(attributs || {}).forEach(function (cle) { noeud.setAttribute(cle, attributs[cle]); });
    if (texte) noeud.textContent = texte;
    return noeud;
  }

  function ecrire(noeud, morceaux) {
    noeud.textContent = "";
    morceaux.forEach(function (morceau) {
      noeud.appendChild(morceau[1] ? element("mark", {}, morceau[0]) : document.createTextNode(morceau[0]));
    });
  }

  function memoire(valeur) {
    try {
      if (valeur !== undefined) localStorage.setItem("clausier.raccourci", valeur);
      return localStorage.getItem("clausier.raccourci");
    } catch (erreur) { return null; }
  }

  function monter() {
    var fenetre = element("dialog", { "class": "cl-recherche", "aria-labelledby": "cl-recherche-titre" });
    var tete = element("div", { "class": "cl-recherche-tete" });
    var champ = element("input", { type: "search", id: "cl-recherche-champ", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", maxlength: "200" });
    var fermer = element("button", { type: "button", "class": "cl-recherche-fermer" }, "Fermer");
    var label = element("label", { "for": "cl-recherche-champ", id: "cl-recherche-titre" }, "Rechercher dans le site");
    var etat = element("p", { role: "status", "class": "cl-recherche-etat" });
    var liste = element("ol", { "class": "cl-recherche-liste" });
    var suite = element("button", { type: "button", "class": "cl-recherche-suite", hidden: "" }, "Voir la suite");
    var pied = element("div", { "class": "cl-recherche-pied" });
    var choix = element("label"), case_ = element("input", { type: "checkbox" });
    case_.checked = memoire() !== "non";
    choix.append(case_, " La touche / ouvre la recherche");
    pied.append(element("span", {}, "↑ ↓ pour choisir, Entrée pour ouvrir, Échap pour fermer."), choix);
    tete.append(label, champ, fermer);
    fenetre.append(tete, etat, liste, suite, pied);
    document.body.appendChild(fenetre);
    vue = { fenetre: fenetre, champ: champ, etat: etat, liste: liste, suite: suite, montres: 0, trouve: null, minuteur: 0 };

    champ.addEventListener("input", function () { lancer(champ.value); });
    fermer.addEventListener("click", function () { fenetre.close(); });
    suite.addEventListener("click", function () {
      var premier = vue.montres;
      montrer(PAS);
      var liens = liste.querySelectorAll("a");
      if (liens[premier]) liens[premier].focus();
    });
    case_.addEventListener("change", function () { memoire(case_.checked ? "oui" : "non"); });
    fenetre.addEventListener("click", function (e) { if (e.target === fenetre) fenetre.close(); });
    fenetre.addEventListener("close", function () { adresse(""); });
    fenetre.addEventListener("keydown", function (e) {
      var liens = Array.prototype.slice.call(liste.querySelectorAll("a"));
      var rang = liens.indexOf(document.activeElement);
      if (e.key === "ArrowDown" && (rang >= 0 || document.activeElement === champ)) {
        if (liens[rang + 1]) liens[rang + 1].focus(); else if (!suite.hidden && liens.length) suite.click();
      } else if (e.key === "ArrowUp" && rang >= 0) {
        if (rang) liens[rang - 1].focus(); else champ.focus();
      } else if (e.key === "Enter" && document.activeElement === champ) {
        if (liens[0]) liens[0].click();
      } else return;
      e.preventDefault();
    });
  }

  function adresse(texte) {
    var url = new URL(location.href);
    if (texte) url.searchParams.set("q", texte); else url.searchParams.delete("q");
    try { history.replaceState(history.state, "", url.href); } catch (erreur) { /* certains navigateurs le refusent depuis le disque */ }
  }

  function compte(nombre) {
    return nombre < 2 ? nombre + "\u00a0page" : nombre + "\u00a0pages";
  }

  function lancer(texte) {
    vue.texte = texte;
    charger("assets/clausier/recherche-index.js").then(function () {
      if (vue.texte !== texte || !vue.fenetre.open) return; /* tapé depuis, ou fermé pendant le chargement */
      adresse(texte.trim());
      vue.liste.textContent = "";
      vue.montres = 0;
      vue.trouve = chercher(Clausier.index, texte);
      var nombre = vue.trouve.resultats.length;
      vue.etat.textContent = !vue.trouve.mots.length ? "" : !nombre ? "Aucune page ne contient ces mots."
        : vue.trouve.tous ? compte(nombre) + "." : "Aucune page n’a tous ces mots\u00a0; " + compte(nombre) + " en " + (nombre < 2 ? "a" : "ont") + " une partie.";
      montrer(PAS);
    }, function () {
      vue.etat.textContent = "L’index de la recherche n’a pas pu être chargé.";
    });
  }

  function montrer(combien) {
    var fin = Math.min(vue.trouve.resultats.length, vue.montres + combien), neufs = [];
    for (; vue.montres < fin; vue.montres++) neufs.push(resultat(vue.trouve.resultats[vue.montres].page));
    vue.suite.hidden = fin >= vue.trouve.resultats.length;
    clearTimeout(vue.minuteur);
    vue.minuteur = setTimeout(function () { neufs.forEach(function (neuf) { extrait(neuf); }); }, 120);
  }

  function resultat(numero) {
    var page = Clausier.index.pages[numero], mots = vue.trouve.mots;
    var point = element("li"), lien = element("a", { href: base + page[0] });
    var titre = element("span", { "class": "cl-recherche-page" }), texte = element("span", { "class": "cl-recherche-extrait" });
    ecrire(titre, marquer(page[1], mots));
    if (genre(page)) lien.append(element("span", { "class": "cl-recherche-genre" }, genre(page)), " ");
    lien.append(titre);
    ecrire(texte, marquer(page[2], mots));
    point.append(lien, texte);
    vue.liste.appendChild(point);
    return { page: page, lien: lien, titre: titre, texte: texte, mots: mots };
  }

  function extrait(neuf) {
    var numero = neuf.page[4];
    if (numero < 0) return;
    charger("assets/clausier/recherche/" + numero + ".js").then(function () {
      var passage = neuf.lien.isConnected && recus[numero] && extraire(recus[numero][neuf.page[5]], neuf.mots, LONGUEUR);
      if (!passage) return;
      if (passage.ancre) {
        neuf.lien.setAttribute("href", base + neuf.page[0] + "#" + encodeURIComponent(passage.ancre));
        var partie = element("span", { "class": "cl-recherche-partie" });
        ecrire(partie, [[" › ", false]].concat(marquer(passage.titre, neuf.mots)));
        neuf.lien.append(partie);
      }
      if (passage.morceaux.length) ecrire(neuf.texte, passage.morceaux);
    }, function () { /* l'extrait manque : la description reste */ });
  }

  function ouvrirFenetre(texte) {
    if (!vue) monter();
    if (!vue.fenetre.open) vue.fenetre.showModal();
    if (texte !== undefined) vue.champ.value = texte;
    vue.champ.focus();
    vue.champ.select();
    lancer(vue.champ.value);
  }

  Clausier.recherche.ouvrir = ouvrirFenetre;
  Clausier.recherche.index = function () { return charger("assets/clausier/recherche-index.js").then(function () { return Clausier.index; }); };

  document.addEventListener("click", function (e) {
    if (e.target.closest && e.target.closest("[data-recherche]")) ouvrirFenetre();
  });
  document.addEventListener("keydown", function (e) {
    var cible = e.target, ecrit = cible.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(cible.tagName || "");
    var barre = e.key === "/" && !e.ctrlKey && !e.metaKey && !e.altKey && !ecrit && memoire() !== "non";
    if (!barre && !((e.ctrlKey || e.metaKey) && !e.shiftKey && !e.altKey && e.key === "k")) return;
    if (document.querySelector("dialog[open]")) return;
    e.preventDefault();
    ouvrirFenetre();
  });
  var premiere = new URLSearchParams(location.search).get("q");
  if (premiere) ouvrirFenetre(premiere.slice(0, 200));
})();
