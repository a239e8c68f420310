/* L'adresse d'une version (#version-client) ouvre son onglet, et un titre dans un dépliant l'ouvre. */
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

  window.addEventListener("hashchange", ouvrir);
  ouvrir();
})();
