/* Le tri du catalogue : le formulaire masque les lignes qui ne conviennent pas, et l'adresse garde les choix. */
(function () {
  "use strict";
  var Clausier = (globalThis.Clausier = globalThis.Clausier || {});

  /* Une ligne convient-elle ? `donnees` : ses attributs, `texte` : les mots qu'elle contient ; `choix` : {clé: valeur} et les mots voulus. */
  function convient(donnees, mots, choix, voulus) {
    return Object.keys(choix).every(function (cle) {
      return !choix[cle] || donnees[cle] === undefined || donnees[cle].split(" ").indexOf(choix[cle]) >= 0;
    }) && voulus.every(function (voulu) {
      return mots.some(function (mot) {
        return mot.terme === voulu.terme || mot.entier.startsWith(voulu.entier) || (/^[0-9]/.test(voulu.entier) && /^[lrd][0-9]/.test(mot.entier) && mot.entier.slice(1).startsWith(voulu.entier));
      });
    });
  }

  /* La clause est-elle dans tout contrat de ce type et de cette formule ? (macros/clausier/web/presence.py) */
  function toujours(donnees, type, formule) {
    return (donnees.toujours || "").split(" ").some(function (dit) {
      return dit === "*" || (dit && (dit === type || dit === formule)) || (type && formule && dit === type + "+" + formule);
    });
  }

  /* Le nom d'une clause dans l'adresse de sa page. */
  function nom(adresse) {
    return adresse.replace(/[?#].*$/, "").replace(/(\/index)?\.html$/, "").replace(/\/$/, "").split("/").pop();
  }

  /* Les clauses dont la page répond à tous ces mots, d'après l'index de la recherche : {nom: true}. */
  function parIndex(index, texte) {
    var trouve = Clausier.recherche.chercher(index, texte), noms = Object.create(null);
    if (trouve.tous) {
      trouve.resultats.forEach(function (r) { if (index.pages[r.page][3] === "Clause") noms[nom(index.pages[r.page][0])] = true; });
    }
    return noms;
  }

  Clausier.catalogue = { convient: convient, toujours: toujours, parIndex: parIndex };
  if (typeof document === "undefined") return;
  var formulaire = document.querySelector("form[data-filtre]");
  if (!formulaire) return;

  var listes = Array.prototype.slice.call(formulaire.querySelectorAll("select")), mot = formulaire.querySelector("input");
  var etat = formulaire.querySelector("[role=status]"), ailleurs = formulaire.querySelector(".cl-filtre-ailleurs"), minuteur = 0, index = null;
  var tableaux = Array.prototype.map.call(document.querySelectorAll("table." + formulaire.getAttribute("data-filtre")), function (table) {
    var bloc = table.closest(".cl"), titre = bloc.previousElementSibling;
    return { bloc: bloc, titre: titre && /^H\d$/.test(titre.tagName) ? titre : null, lignes: Array.prototype.map.call(table.tBodies[0].rows, preparer) };
  });

  function preparer(ligne) {
    var lien = ligne.querySelector("a"), marque = document.createElement("span");
    marque.className = "cl-presence";
    marque.hidden = true;
    ligne.cells[1].insertBefore(marque, ligne.cells[1].firstChild);
    return { ligne: ligne, lien: lien, adresse: lien.getAttribute("href"), nom: nom(lien.getAttribute("href")), texte: ligne.textContent, marque: marque, mots: null };
  }

  function filtrer() {
    var choix = {}, voulus = Clausier.mots(mot.value), montrees = 0, total = 0, sures = 0;
    listes.forEach(function (liste) { choix[liste.getAttribute("data-cle")] = liste.value; });
    var dire = !!(choix.types || choix.formules || choix.presence), camp = /^(client|prestataire)$/.test(choix.cote) ? "#version-" + choix.cote : "";
    if (voulus.length && !index) lireIndex();
    var trouvees = voulus.length && index ? parIndex(index, mot.value) : {};
    tableaux.forEach(function (tableau) {
      var ici = 0;
      tableau.lignes.forEach(function (l) {
        if (voulus.length && !l.mots) l.mots = Clausier.mots(l.texte + " " + l.nom.replace(/-/g, " "));
        var sure = toujours(l.ligne.dataset, choix.types, choix.formules);
        var garde = convient(l.ligne.dataset, l.mots || [], choix, trouvees[l.nom] ? [] : voulus) && (!choix.presence || (choix.presence === "toujours") === sure);
        l.ligne.hidden = !garde;
        l.marque.hidden = !dire;
        l.marque.textContent = dire ? (sure ? "● Toujours dans ce contrat" : "○ Selon vos choix") : "";
        l.lien.setAttribute("href", l.adresse + camp);
        ici += garde;
        sures += garde && sure;
      });
      tableau.bloc.hidden = !ici;
      if (tableau.titre) tableau.titre.hidden = !ici;
      montrees += ici;
      total += tableau.lignes.length;
    });
    etat.textContent = (montrees === total ? total + "\u00a0clauses" : (montrees || "Aucune") + (montrees > 1 ? "\u00a0clauses" : "\u00a0clause") + " sur\u00a0" + total)
      + (dire && montrees ? "\u00a0: " + sures + "\u00a0toujours, " + (montrees - sures) + "\u00a0selon vos choix." : ".");
    ailleurs.hidden = !!montrees || !voulus.length;
    ailleurs.href = "?q=" + encodeURIComponent(mot.value.trim());
    ailleurs.textContent = "Chercher «\u00a0" + mot.value.trim() + "\u00a0» dans tout le site";
  }

  /* L'index de la recherche lit le texte entier des clauses ; sans lui, le tri lit la ligne. */
  function lireIndex() {
    Clausier.recherche.index().then(function (lu) {
      if (index) return;
      index = lu;
      filtrer();
    }, function () { /* pas d'index : la ligne suffit */ });
  }

  function champs() { return listes.concat(mot); }

  function noter() {
    var url = new URL(location.href);
    champs().forEach(function (champ) {
      var valeur = champ.value.trim();
      if (valeur) url.searchParams.set(champ.name, valeur); else url.searchParams.delete(champ.name);
    });
    try { history.replaceState(history.state, "", url.href); } catch (erreur) { /* certains navigateurs le refusent depuis le disque */ }
  }

  function relire() {
    var demandes = new URLSearchParams(location.search);
    champs().forEach(function (champ) {
      champ.value = (demandes.get(champ.name) || "").slice(0, 200);
      if (champ.tagName === "SELECT" && champ.selectedIndex < 0) champ.value = "";
    });
    filtrer();
  }

  formulaire.addEventListener("input", function () {
    filtrer();
    clearTimeout(minuteur);
    minuteur = setTimeout(noter, 200);
  });
  /* Le tri se fait à mesure : le bouton, ou la touche Entrée, mène à la première clause montrée. */
  formulaire.addEventListener("submit", function (e) {
    var liens = document.querySelectorAll("table." + formulaire.getAttribute("data-filtre") + " tbody a");
    e.preventDefault();
    Array.prototype.some.call(liens, function (lien) {
      if (lien.offsetParent) lien.focus();
      return lien.offsetParent;
    });
  });
  formulaire.addEventListener("reset", function () { setTimeout(function () { filtrer(); noter(); }); });
  ailleurs.addEventListener("click", function (e) {
    e.preventDefault();
    Clausier.recherche.ouvrir(mot.value.trim());
  });
  formulaire.querySelector("[data-adresse]").addEventListener("click", function () {
    noter();
    Clausier.copier(location.href).then(function (fait) {
      etat.textContent = fait ? "Adresse copiée." : "La copie est refusée par le navigateur\u00a0: l’adresse est dans la barre du navigateur.";
    });
  });
  window.addEventListener("popstate", relire);
  relire();
})();
