/* Le menu des écrans étroits, au clavier : un vrai bouton l'ouvre, le focus y entre, Échap ou la fin de la liste le referme.
   Sans ce script, la case du thème prend le focus, et la touche Espace la coche (clausier.css). */
(function () {
  "use strict";
  if (typeof document === "undefined") return;
  var etiquette = document.querySelector("label.md-header__button[for=__drawer]"), caseDuMenu = document.getElementById("__drawer");
  var menu = document.querySelector(".md-sidebar--primary");
  if (!etiquette || !caseDuMenu || !menu) return;

  var bouton = document.createElement("button");
  bouton.type = "button";
  bouton.className = "md-header__button md-icon cl-menu";
  bouton.setAttribute("aria-label", "Menu");
  Array.prototype.slice.call(etiquette.childNodes).forEach(function (n) { bouton.appendChild(n); });
  etiquette.replaceWith(bouton);
  caseDuMenu.tabIndex = -1;
  caseDuMenu.setAttribute("aria-hidden", "true");

  function ouvert() { return caseDuMenu.checked; }

  function dire() { bouton.setAttribute("aria-expanded", String(ouvert())); }

  /* Le thème écoute « change » de cette case. */
  function mettre(oui) {
    if (ouvert() !== oui) caseDuMenu.click();
    dire();
  }

  function visible(e) { return e.offsetParent && getComputedStyle(e).visibility === "visible"; }

  function entrer() {
    Array.prototype.some.call(menu.querySelectorAll("a[href], label[tabindex='0']"), function (e) {
      if (visible(e)) e.focus();
      return visible(e);
    });
  }

  bouton.addEventListener("click", function () {
    mettre(!ouvert());
    if (ouvert()) entrer();
  });
  caseDuMenu.addEventListener("change", dire);
  menu.addEventListener("keydown", function (e) {
    if (e.key !== "Escape" || !ouvert()) return;
    mettre(false);
    bouton.focus();
  });
  menu.addEventListener("focusout", function (e) {
    if (ouvert() && e.relatedTarget && !menu.contains(e.relatedTarget) && e.relatedTarget !== bouton) mettre(false);
  });

  /* Les titres qui ouvrent un étage du menu et en reviennent : des étiquettes, que le thème actionne par Entrée quand elles ont le focus.
     Quand un étage s'ouvre ou se ferme, le focus y va. */
  var etages = Array.prototype.slice.call(menu.querySelectorAll("label.md-nav__title[for^=__nav], label.md-nav__title[for=__toc], label.md-nav__link:not([tabindex])")), etroit = matchMedia("(max-width: 76.234375em)");
  function rendreAtteignables() {
    etages.forEach(function (e) { if (etroit.matches) e.tabIndex = 0; else e.removeAttribute("tabindex"); });
    if (!etroit.matches) mettre(false);
  }
  etroit.addEventListener("change", rendreAtteignables);
  menu.addEventListener("change", function (e) {
    if (!ouvert() || !e.target.classList.contains("md-nav__toggle")) return;
    var titre = e.target.parentNode.querySelector(e.target.checked ? "nav > label.md-nav__title" : "label[for='" + e.target.id + "']");
    if (titre) titre.focus();
  });
  rendreAtteignables();
  dire();
})();
