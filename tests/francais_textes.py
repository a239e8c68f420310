"""Le français à juger : ce qu’un lecteur lit, tiré des pages construites et des documents produits, chaque paragraphe une fois.

Rien n’est lu dans les sources : ce que les gabarits, la typographie et les valeurs ajoutent est jugé avec le reste.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import golden
import lxml.html
from lecture import LECTEURS

from clausier import exemple, loader, model as m, reponses as r
from clausier.contrat import assemble
from clausier.render import FORMATS
from clausier.texte import Mots, RefChamp, analyse
from clausier.typography import french
from clausier.valeurs import read_value, show_value

# À la place d’un blanc, d’un champ, d’une adresse ou d’un code : un nom propre que les juges connaissent, et qui n’exige aucun accord.
NEUTRE = "Paris"
DANS_LA_PHRASE = set("a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s small span strong sub sup time u wbr".split())
EN_BLOC = {"cl-sous", "cl-suite"}  # la feuille de style fait un bloc du premier et met un tiret devant le second
MUETS = {"script", "style", "template", "noscript", "pre"}
ATTRIBUTS = ("aria-label", "title", "alt", "data-nom", "placeholder")

_BLANC = re.compile(r"\[À compléter[\u00a0\u202f ]: [^\]]*\]")
_ADRESSE = re.compile(r"\b(?:https?://|www\.)[^\s»)]+|\b[\w.+-]+@[\w.-]+\.\w+|\b\w[\w-]*(?:\.[\w-]+)*\.(?:exemple|fr|eu|com|org)\b(?:/[\w./-]*)?")
_LIGNE_DE_COMMANDE = re.compile(r"(?<=«\u00a0)--[^»]+(?=\u00a0»)|\b(?:[\w-]+/)*[\w-]+\.(?:docx|html|json|md|tsv|txt|xml|yml)\b|\b(?:clauses|schemas)/[\w./*-]*")
_VERSIONS = re.compile(r"(Les clauses et leurs versions\u00a0:).*")  # suivent des identifiants
_NUMERO = re.compile(r"^(?:A?\d+(?:\.\d+)+|(Article|Annexe)[\u00a0 ]\d+ – )[\u00a0 ]?")
_RENVOI = re.compile(r"\b([Aa]rticle|[Aa]nnexe)\u00a0(?:\d+\b(?!-)|«\u00a0[^»]*\u00a0»)")


def paragraphe(texte: str) -> str:
    """Un paragraphe prêt à juger : blancs et adresses neutralisés, une espace ordinaire au plus de suite.

    Les numéros que l’assemblage calcule, et les titres qui en tiennent lieu, deviennent le même : la même phrase, dans vingt contrats, se juge une fois.
    """
    texte = _ADRESSE.sub(NEUTRE, _BLANC.sub(NEUTRE, texte))
    texte = _VERSIONS.sub(rf"\1 {NEUTRE}.", _options().sub(lambda nom: "" if nom[0][0] == " " else NEUTRE, _LIGNE_DE_COMMANDE.sub(NEUTRE, texte)))
    texte = re.sub("[ \t\r\n]+", " ", texte).strip(" ")
    return _RENVOI.sub("\\1\u00a09", _NUMERO.sub("", texte))


@lru_cache(maxsize=1)
def _options() -> re.Pattern[str]:
    """L’identifiant d’une option, à recopier dans ses réponses : entre guillemets, ou entre parenthèses à la fin d’une ligne."""
    noms = "|".join(loader.load().options)
    return re.compile(rf" \((?:{noms})\)$|(?<=«\u00a0)(?:{noms})(?=\u00a0»)")


def de_page(fichier: Path, racine: str = "//html") -> Iterator[str]:
    """Les paragraphes d’une page, sous les éléments du chemin XPath `racine`, puis les textes que des attributs portent."""
    arbre = lxml.html.parse(str(fichier), lxml.html.HTMLParser(encoding="utf-8"))
    for element in arbre.xpath(racine):
        trouves = "".join(_morceaux(element)).split("\f")
        trouves += [valeur for attribut in ATTRIBUTS for valeur in element.xpath(f".//@{attribut}")]
        trouves += element.xpath(".//meta[@name='description']/@content")
        yield from filter(None, map(paragraphe, trouves))


# La prose d’une page : ses paragraphes et ses puces, sans les tableaux, les dessins et les passages tirés du catalogue.
PROSE = (
    "//article//*[self::p or self::li or self::dd][not(ancestor::p or ancestor::li or ancestor::dd or ancestor::table or ancestor::figure)]"
    "[not(ancestor-or-self::*[contains(concat(' ', @class, ' '), ' cl ')])]"
)


def _morceaux(element) -> Iterator[str]:
    """Le texte d’un élément ; un saut de page sépare deux blocs."""
    if isinstance(element.tag, str) and element.tag not in MUETS:
        classes = element.get("class", "").split()
        bord = "" if element.tag in DANS_LA_PHRASE and not EN_BLOC.intersection(classes) else " " if _suite(element) else "\f"
        yield bord + ("—\u00a0" if "cl-suite" in classes else "")
        if element.tag == "code" or "cl-champ" in classes:
            yield NEUTRE
        elif "headerlink" not in classes and element.get("aria-hidden") != "true" and "cl-compare" not in classes:  # les versions comparées se lisent entières à côté
            yield element.text or ""
            for enfant in element:
                yield from _morceaux(enfant)
        yield "" if element.tag == "text" else bord
    yield element.tail or ""


def _suite(element) -> bool:
    """Est-ce une ligne d’un dessin qui continue la précédente ?"""
    avant = element.getprevious()
    return element.tag == "text" and avant is not None and avant.tag == "text" and all(avant.get(a) == element.get(a) for a in ("x", "class"))


def de_document(extension: str, donnees: bytes) -> Iterator[str]:
    """Les paragraphes d’un document produit, relus sans rien emprunter aux rendus ; du Markdown, les cellules à part."""
    if extension == "md":
        donnees = re.sub(rb"^\|[ :|-]+\|$", b"", donnees, flags=re.M).replace(b"|", b"\n")
    lignes = LECTEURS[extension](donnees).split("\n")
    return filter(None, (paragraphe(ligne.removeprefix("– ")) for ligne in lignes))  # le tiret d’un titre suit son numéro, que Word écrit


def composes(catalogue: m.Catalogue) -> Iterator[tuple[str, str, bytes]]:
    """Les textes de référence des modèles vierges, puis le contrat d’exemple de chaque modèle : ses valeurs et leurs jointures."""
    for nom, modele in catalogue.modeles.items():
        yield f"tests/golden/{nom}.md", "md", golden.fichier(nom, "md").read_bytes()
        options = [*modele.options, *r.default_options(catalogue, modele.options)]
        brut = exemple.raw_answers(catalogue, modele.types, modele.formule, modele.hors_forfait, options)
        yield f"exemple {nom}", "docx", FORMATS["docx"].render(assemble(catalogue, r.build(brut, catalogue)).document)


def de_clause(catalogue: m.Catalogue, version: m.Version, valeurs: bool = True) -> Iterator[str]:
    """Les paragraphes d’une clause, chaque champ rempli de son exemple (`valeurs`) ou d’un mot ; deux fois, si un renvoi a deux rédactions."""
    champs = catalogue.champs if valeurs else {}
    for alinea in version.alineas:
        for texte in (alinea.texte, *(point.texte for point in alinea.liste)):
            yield from dict.fromkeys(paragraphe(_plat(champs, analyse(texte), absente)) for absente in (False, True))


def _plat(champs: Mapping[str, m.Champ], morceaux: Iterable, absente: bool) -> str:
    """Le texte d’une phrase du catalogue ; `absente` : comme si la cible de chaque renvoi à deux rédactions manquait."""
    dit = []
    for morceau in morceaux:
        if isinstance(morceau, Mots):
            dit.append(morceau.texte)
        elif isinstance(morceau, RefChamp):
            champ = champs.get(morceau.id)
            valeur = read_value(champ, exemple.typed(champ.exemple), lambda chemin, message: None) if champ else None
            dit.append(show_value(champ, valeur) if valeur is not None else NEUTRE)
        elif morceau.deux_redactions:
            dit.append(_plat(champs, morceau.sans if absente else morceau.avec, absente).replace("#", "9"))
        else:
            dit.append("9")
    return french("".join(dit))


class Corpus(dict[str, str]):
    """Chaque paragraphe, une fois, et le premier endroit où il se lit."""

    def ajoute(self, paragraphes: Iterable[str], lieu: str) -> None:
        for texte in paragraphes:
            self.setdefault(texte, lieu)


def corpus(site: Path, catalogue: m.Catalogue) -> Corpus:
    """Tout le français à juger. `site` : le site construit."""
    tout = Corpus()
    for fichier in pages(site):
        tout.ajoute(de_page(fichier), fichier.relative_to(site).as_posix())
    for clause in catalogue.clauses.values():
        for nom, version in clause.versions.items():
            tout.ajoute(de_clause(catalogue, version), f"clause {clause.id}, version {nom}")
    for lieu, extension, donnees in composes(catalogue):
        tout.ajoute(de_document(extension, donnees), lieu)
    return tout


def pages(site: Path) -> list[Path]:
    """Les pages du site ; les contrats HTML à télécharger ont le texte des modèles."""
    return [f for f in sorted(site.rglob("*.html")) if f.name in ("index.html", "404.html")]
