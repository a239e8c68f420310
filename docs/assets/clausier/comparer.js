/* L'adresse d'une version (#version-client) ouvre son onglet, choisir un onglet change l'adresse, et un titre dans un dépliant l'ouvre. */
(function () {
  "use strict";
  if (typeof document === "undefined") return;

  function ouvrir() {
    var nom = "";
    try { nom = decodeURIComponent(location.hash.slice(1)); } catch (erreur) { return; }
    var cible = nom && document.getElementById(nom);
    if (!cible) return;
    var bloc = cible.closest(".tabbed-block"), depliant = cible.closest("details");
    if (depliant) depliant.open = true;
    if (bloc) {
      var ensemble = bloc.closest(".tabbed-set"), rang = Array.prototype.indexOf.call(bloc.parentNode.children, bloc);
      var choix = ensemble.querySelectorAll(":scope > input")[rang];
      if (choix && !choix.checked) {
        choix.checked = true;
        choix.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
    if (bloc || depliant) cible.scrollIntoView();
  }

  /* Seulement à la main : l'onglet qu'une adresse ouvre l'a déjà. */
  function noter(e) {
    var ensemble = e.isTrusted && e.target.closest && e.target.closest(".tabbed-set");
    if (!ensemble) return;
    var rang = Array.prototype.indexOf.call(ensemble.querySelectorAll(":scope > input"), e.target);
    var titre = rang >= 0 && ensemble.querySelectorAll(":scope > .tabbed-content > .tabbed-block > h3[id^=version-]")[rang];
    if (!titre) return;
    try { history.replaceState(history.state, "", "#" + titre.id); } catch (erreur) { /* certains navigateurs le refusent depuis le disque */ }
  }

  document.addEventListener("change", noter);
  window.addEventListener("hashchange", ouvrir);
  ouvrir();
})();
