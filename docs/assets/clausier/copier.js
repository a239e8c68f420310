/* Le bouton « Copier » : le texte d'une clause, mis en forme pour un traitement de texte, et en texte simple. Script classique, sans
   dépendance. Tout bouton [data-copier] copie l'élément de cet identifiant ; [data-nom] dit quoi, [data-titre] lui donne un titre. */
(function () {
  "use strict";
  var Clausier = (globalThis.Clausier = globalThis.Clausier || {});

  function mots(texte) { return texte.replace(/[ \n\t\r]+/g, " "); }
  function liste(enfants) { return Array.prototype.slice.call(enfants); }
  function proteger(texte) { return texte.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;"); }
  function classe(noeud, nom) { return (" " + (noeud.className || "") + " ").indexOf(" " + nom + " ") >= 0; }
  function muet(noeud) { return classe(noeud, "headerlink") || classe(noeud, "cl-cache") || noeud.tagName === "CAPTION" || noeud.tagName === "BUTTON"; }

  /* Le texte d'un nœud ; une condition (« Si… : ») entre crochets. */
  function brut(noeud) {
    if (noeud.nodeType === 3) return noeud.nodeValue;
    if (noeud.nodeType !== 1 || muet(noeud)) return "";
    if (noeud.tagName === "BR") return "\u2028"; // gardé comme retour à la ligne
    var texte = liste(noeud.childNodes).map(brut).join("");
    return classe(noeud, "cl-si") ? "[" + texte.trim() + "]" : texte;
  }
  function ligne(noeud) { return mots(brut(noeud)).replace(/ ?\u2028 ?/g, "\n").trim(); }
  function cellule(noeud) { return ligne(noeud).replace(/\n/g, " "); }

  /* ------------------------------------------------------------ texte simple : un alinéa par ligne, numéros, tirets, tabulations */
  function enTexte(bloc, titre) {
    if (bloc.tagName === "PRE") return bloc.textContent;
    var lignes = titre ? [titre] : [];
    function parcourir(noeud, tete) {
      liste(noeud.children).forEach(function (enfant) {
        var nom = enfant.tagName;
        if (muet(enfant)) return;
        if (nom === "TABLE") liste(enfant.rows).forEach(function (rang) { lignes.push(liste(rang.cells).map(cellule).join("\t")); });
        else if (nom === "OL" || nom === "UL") {
          var numero = Number(enfant.getAttribute("start") || 1);
          liste(enfant.children).forEach(function (point) {
            var devant = nom === "OL" ? numero++ + ". " : "- ";
            var blocs = liste(point.children).some(function (e) { return /^(P|OL|UL|DIV|TABLE)$/.test(e.tagName); });
            if (blocs) parcourir(point, devant); else lignes.push(devant + ligne(point));
          });
        } else if (nom === "P" && classe(enfant, "cl-si")) tete += ligne(enfant) + " "; /* la condition ouvre l'alinéa */
        else if (nom === "P" || /^H\d$/.test(nom)) { lignes.push(tete + ligne(enfant)); tete = ""; }
        else { parcourir(enfant, tete); tete = ""; }
      });
    }
    parcourir(bloc, "");
    return lignes.join("\n") + "\n";
  }

  /* ------------------------------------------------------------ texte mis en forme : titres, listes numérotées, tableaux, champs surlignés */
  var GARDES = { P: "p", OL: "ol", UL: "ul", LI: "li", STRONG: "strong", B: "strong", EM: "em", I: "em", BR: "br", TABLE: "table", THEAD: "thead", TBODY: "tbody", TR: "tr", TH: "th", TD: "td", H1: "h2", H2: "h2", H3: "h3", H4: "h4", H5: "h4", H6: "h4", PRE: "pre" };
  /* Aucun attribut « style » : le navigateur relit ce texte sous la CSP de la page, et s'en plaindrait. */
  var ATTRIBUTS = { table: ' border="1" cellspacing="0" cellpadding="4"' };

  function dedans(noeud) {
    return liste(noeud.childNodes).map(enHtml).join("").replace(/<\/em>\0\s*<p>/g, "</em> ").replace(/\0/g, "</p>");
  }

  function enHtml(noeud) {
    if (noeud.nodeType === 3) return proteger(mots(noeud.nodeValue));
    if (noeud.nodeType !== 1 || muet(noeud)) return "";
    if (classe(noeud, "cl-champ") || noeud.tagName === "MARK") return "<mark>" + dedans(noeud) + "</mark>";
    if (classe(noeud, "cl-si")) {
      var condition = "<em>[" + dedans(noeud).trim() + "]</em>";
      return noeud.tagName === "P" ? "<p>" + condition + "\0" : condition; /* \0 : la condition ouvre l'alinéa qui suit */
    }
    var nom = GARDES[noeud.tagName];
    if (!nom) return dedans(noeud);
    if (nom === "br") return "<br>";
    var debut = nom === "ol" && noeud.getAttribute("start") ? ' start="' + Number(noeud.getAttribute("start")) + '"' : ATTRIBUTS[nom] || "";
    if (nom === "pre") return "<pre>" + proteger(noeud.textContent) + "</pre>";
    return "<" + nom + debut + ">" + dedans(noeud) + "</" + nom + ">";
  }

  function riche(bloc, titre) {
    return '<meta charset="utf-8">' + (titre ? "<h2>" + proteger(titre) + "</h2>" : "") + (bloc.tagName === "PRE" ? enHtml(bloc) : dedans(bloc));
  }

  /* ------------------------------------------------------------ le presse-papiers */
  /* navigator.clipboard n'existe pas sur un intranet en http : execCommand et l'événement « copy » le remplacent. */
  function parEvenement(texte, html) {
    var zone = document.createElement("textarea"), avant = document.activeElement, fait = false;
    zone.value = texte;
    zone.setAttribute("aria-hidden", "true");
    zone.setAttribute("tabindex", "-1");
    zone.className = "cl-zone";
    function remplir(evenement) {
      if (!html || !evenement.clipboardData) return;
      evenement.clipboardData.setData("text/plain", texte);
      evenement.clipboardData.setData("text/html", html);
      evenement.preventDefault();
    }
    document.body.appendChild(zone);
    zone.select();
    document.addEventListener("copy", remplir, true);
    try { fait = document.execCommand("copy"); } catch (erreur) { fait = false; }
    document.removeEventListener("copy", remplir, true);
    zone.remove();
    if (avant && avant.focus) avant.focus();
    return fait;
  }

  function copier(texte, html) {
    function secours() { return parEvenement(texte, html); }
    if (!(navigator.clipboard && window.isSecureContext)) return Promise.resolve(secours());
    if (!html || typeof ClipboardItem === "undefined") return navigator.clipboard.writeText(texte).then(function () { return true; }, secours);
    var objet = new ClipboardItem({ "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob([texte], { type: "text/plain" }) });
    return navigator.clipboard.write([objet]).then(function () { return true; }, secours);
  }

  Clausier.texteACopier = enTexte;
  Clausier.htmlACopier = riche;
  Clausier.copier = copier;
  if (typeof document === "undefined") return;

  document.addEventListener("click", function (evenement) {
    var bouton = evenement.target.closest && evenement.target.closest("[data-copier]");
    if (!bouton) return;
    var bloc = document.getElementById(bouton.getAttribute("data-copier")), titre = bouton.getAttribute("data-titre") || "";
    var brut = bloc.tagName === "PRE", texte = enTexte(bloc, titre), dire = bouton.parentNode.querySelector("[role=status]");
    dire.textContent = "";
    copier(texte, brut ? "" : riche(bloc, titre)).then(function (fait) {
      bouton.focus();
      dire.textContent = fait
        ? "Copié\u00a0: " + bouton.getAttribute("data-nom") + (brut ? "" : ", avec sa mise en forme") + " (" + texte.length + "\u00a0signes)."
        : "La copie est refusée par le navigateur\u00a0: sélectionnez le texte, puis Ctrl+C.";
    });
  });
})();
