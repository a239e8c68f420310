/* Les mots du glossaire : la définition, au survol, au clavier et au doigt. Sans script, ce sont des liens vers le glossaire. */
(function () {
  "use strict";
  if (typeof document === "undefined") return;
  var bulle = null, mot = null, depart = 0, doigt = false;

  function monter() {
    bulle = document.createElement("div");
    bulle.id = "cl-bulle";
    bulle.className = "cl-bulle";
    bulle.setAttribute("role", "tooltip");
    bulle.hidden = true;
    bulle.addEventListener("mouseenter", function () { clearTimeout(depart); });
    bulle.addEventListener("mouseleave", partir);
    (document.querySelector("main") || document.body).appendChild(bulle); /* dans le contenu : rien ne vit hors d'une région */
  }

  function montrer(lien) {
    clearTimeout(depart);
    if (!bulle) monter();
    if (mot === lien && !bulle.hidden) return;
    cacher();
    mot = lien;
    bulle.textContent = lien.getAttribute("data-definition");
    bulle.hidden = false;
    lien.setAttribute("aria-describedby", "cl-bulle");
    placer();
  }

  function placer() {
    var cadre = mot.getClientRects()[0] || mot.getBoundingClientRect(), large = bulle.offsetWidth, haut = bulle.offsetHeight;
    var gauche = Math.max(8, Math.min(cadre.left, document.documentElement.clientWidth - large - 8));
    var dessous = cadre.bottom + 4 + haut <= window.innerHeight || cadre.top - haut - 4 < 0;
    var origine = bulle.offsetParent ? bulle.offsetParent.getBoundingClientRect() : { left: -window.scrollX, top: -window.scrollY };
    bulle.style.left = gauche - origine.left + "px";
    bulle.style.top = (dessous ? cadre.bottom + 4 : cadre.top - haut - 4) - origine.top + "px";
  }

  function cacher() {
    clearTimeout(depart);
    if (mot) mot.removeAttribute("aria-describedby");
    if (bulle) bulle.hidden = true;
    mot = null;
  }

  function partir() {
    clearTimeout(depart);
    depart = setTimeout(function () { if (mot !== document.activeElement) cacher(); }, 250);
  }

  function lien(e) { return e.target.closest ? e.target.closest("a.cl-mot") : null; }

  document.addEventListener("pointerdown", function (e) {
    doigt = e.pointerType === "touch" || e.pointerType === "pen";
    if (doigt && mot && !lien(e) && !bulle.contains(e.target)) cacher();
  }, true);
  document.addEventListener("mouseover", function (e) { if (!doigt && lien(e)) montrer(lien(e)); });
  document.addEventListener("mouseout", function (e) { if (!doigt && lien(e)) partir(); });
  document.addEventListener("focusin", function (e) { if (!doigt && lien(e)) montrer(lien(e)); });
  document.addEventListener("focusout", function (e) { if (!doigt && lien(e)) cacher(); });
  /* Au doigt, le premier toucher montre la définition, le second suit le lien. */
  document.addEventListener("click", function (e) {
    var touche = lien(e);
    if (!doigt || !touche || touche === mot) return;
    e.preventDefault();
    montrer(touche);
  });
  document.addEventListener("keydown", function (e) { if (e.key === "Escape" && mot) cacher(); });
  window.addEventListener("resize", cacher);
})();
