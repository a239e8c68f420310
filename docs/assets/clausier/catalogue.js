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

  Clausier.catalogue = { convient: convient };
  if (typeof document === "undefined") return;
  var formulaire = document.querySelector("form[data-filtre]");
  if (!formulaire) return;

  var listes = Array.prototype.slice.call(formulaire.querySelectorAll("select")), mot = formulaire.querySelector("input");
  var etat = formulaire.querySelector("[role=status]"), minuteur = 0;
  var tableaux = Array.prototype.map.call(document.querySelectorAll("table." + formulaire.getAttribute("data-filtre")), function (table) {
    var bloc = table.closest(".cl"), titre = bloc.previousElementSibling;
    return { bloc: bloc, titre: titre && /^H\d$/.test(titre.tagName) ? titre : null, lignes: Array.prototype.map.call(table.tBodies[0].rows, function (ligne) { return { ligne: ligne, mots: null }; }) };
  });

  function filtrer() {
    var choix = {}, voulus = Clausier.mots(mot.value), montrees = 0, total = 0;
    listes.forEach(function (liste) { choix[liste.getAttribute("data-cle")] = liste.value; });
    tableaux.forEach(function (tableau) {
      var ici = 0;
      tableau.lignes.forEach(function (l) {
        if (voulus.length && !l.mots) l.mots = Clausier.mots(l.ligne.textContent);
        var garde = convient(l.ligne.dataset, l.mots || [], choix, voulus);
        l.ligne.hidden = !garde;
        ici += garde;
      });
      tableau.bloc.hidden = !ici;
      if (tableau.titre) tableau.titre.hidden = !ici;
      montrees += ici;
      total += tableau.lignes.length;
    });
    etat.textContent = montrees === total ? total + "\u00a0clauses." : (montrees || "Aucune") + (montrees > 1 ? "\u00a0clauses" : "\u00a0clause") + " sur\u00a0" + total + ".";
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
  formulaire.querySelector("[data-adresse]").addEventListener("click", function () {
    noter();
    Clausier.copier(location.href).then(function (fait) {
      etat.textContent = fait ? "Adresse copiée." : "La copie est refusée par le navigateur\u00a0: l’adresse est dans la barre du navigateur.";
    });
  });
  window.addEventListener("popstate", relire);
  relire();
})();
