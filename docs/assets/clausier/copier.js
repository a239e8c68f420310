/* Le bouton « Copier » : le texte d'une clause, tel qu'on le colle dans un traitement de texte. Script classique, sans dépendance. */
(function () {
  "use strict";
  var Clausier = (window.Clausier = window.Clausier || {});

  function ligne(noeud) {
    return noeud.textContent.replace(/[ \n\t]+/g, " ").trim();
  }

  function tableau(noeud) {
    return Array.prototype.map.call(noeud.querySelectorAll("tr"), function (rang) {
      return Array.prototype.map.call(rang.cells, ligne).join("\t");
    }).join("\n");
  }

  /* Le texte d'un bloc : un paragraphe par ligne, des tirets pour les listes, des tabulations pour les tableaux. */
  function lire(bloc) {
    if (bloc.tagName === "PRE") return bloc.textContent;
    var lignes = [];
    (function parcourir(noeud) {
      Array.prototype.forEach.call(noeud.children, function (enfant) {
        var nom = enfant.tagName;
        if (nom === "TABLE") lignes.push(tableau(enfant));
        else if (nom === "UL") Array.prototype.forEach.call(enfant.children, function (point) { lignes.push("- " + ligne(point)); });
        else if (nom === "P" && enfant.classList.contains("cl-si")) lignes.push("[" + ligne(enfant) + "]");
        else if (nom === "P" || /^H\d$/.test(nom)) lignes.push(ligne(enfant));
        else parcourir(enfant);
      });
    })(bloc);
    return lignes.join("\n") + "\n";
  }

  /* navigator.clipboard n'existe pas sur un intranet en http : une zone de texte cachée et execCommand le remplacent. */
  function parZone(texte) {
    var zone = document.createElement("textarea");
    zone.value = texte;
    zone.setAttribute("aria-hidden", "true");
    zone.className = "cl-zone";
    document.body.appendChild(zone);
    zone.select();
    var fait = false;
    try { fait = document.execCommand("copy"); } catch (erreur) { fait = false; }
    zone.remove();
    return fait;
  }

  function copier(texte) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(texte).then(function () { return true; }, function () { return parZone(texte); });
    }
    return Promise.resolve(parZone(texte));
  }

  Clausier.texteACopier = lire;
  Clausier.copier = copier;

  document.addEventListener("click", function (evenement) {
    var bouton = evenement.target.closest && evenement.target.closest("[data-copier]");
    if (!bouton) return;
    var texte = lire(document.getElementById(bouton.getAttribute("data-copier")));
    var dire = bouton.parentNode.querySelector("[role=status]");
    copier(texte).then(function (fait) {
      bouton.focus();
      dire.textContent = fait
        ? "Copié\u00a0: " + bouton.getAttribute("data-nom") + " (" + texte.length + "\u00a0signes)."
        : "La copie est refusée par le navigateur\u00a0: sélectionnez le texte, puis Ctrl+C.";
    });
  });
})();
