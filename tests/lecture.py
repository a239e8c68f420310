"""Relire un contrat produit comme un tiers le lirait, et y retrouver les phrases marquées, sans rien emprunter aux rendus.

`lire` : octets d’un format → texte. `Lecteur` : ce qu’une rubrique exige, et ce qui en manque dans un texte.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree

import lecture_odt
import lecture_pdf
from clausier import model as m
from clausier.valeurs import show_value
from rendu_lecture import W


# ---------------------------------------------------------------- octets → texte
def lire(extension: str, donnees: bytes | str, brut: bool = False) -> str:
    """Le texte d’un document produit, une seule espace ordinaire entre les mots. `brut` : un texte déjà nu, mis sous la même forme."""
    texte = donnees if brut else LECTEURS[extension](donnees)
    return re.sub("[ \t\r\n]+", " ", texte).strip(" ")


def _docx(donnees: bytes) -> str:
    with zipfile.ZipFile(BytesIO(donnees)) as paquet:
        racine = ElementTree.fromstring(paquet.read("word/document.xml"))
    signes = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
    lignes = []
    for paragraphe in racine.iter(f"{W}p"):
        morceaux = (n.text or "" if n.tag == f"{W}t" else signes.get(n.tag, "") for n in paragraphe.iter())
        lignes.append("".join(morceaux))
    return "\n".join(lignes)


class _Page(HTMLParser):
    BLOCS = {"p", "h1", "h2", "h3", "h4", "li", "ul", "tr", "td", "th", "caption", "div", "br", "nav", "footer", "table"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.morceaux: list[str] = []
        self.muet = ""

    def handle_starttag(self, tag, attrs):
        if tag in ("style", "script", "title", "nav"):
            self.muet = tag
        elif tag in self.BLOCS:
            self.morceaux.append("\n")

    def handle_endtag(self, tag):
        if tag == self.muet:
            self.muet = ""
        elif tag in self.BLOCS:
            self.morceaux.append("\n")

    def handle_data(self, data):
        if not self.muet:
            self.morceaux.append(data)


def _html(donnees: bytes) -> str:
    page = _Page()
    page.feed(donnees.decode())
    page.close()
    return "".join(page.morceaux)


# Ce que CommonMark §2.4, §2.5 et §6.2 disent d’un signe : littéral après une barre, entité, ou marque.
_SIGNE = re.compile(r"\\([!-/:-@\[-`{-~])|(&#?\w+;)|(\*\*|</?strong>)|(<br>|\|)|(^[ ]*(?:> ?)+|^[ ]*- |^#+ )", re.M)


def _md(donnees: bytes) -> str:
    def litteral(trouve: re.Match[str]) -> str:
        echappe, entite, gras, coupure, _debut = trouve.groups()
        return echappe or (html.unescape(entite) if entite else "" if gras else "\n" if coupure else "")

    return _SIGNE.sub(litteral, donnees.decode())


def _txt(donnees: bytes) -> str:
    return re.sub(r"^  [|–>] ", "", donnees.decode(), flags=re.M)


LECTEURS = {"pdf": lecture_pdf.texte, "docx": _docx, "odt": lecture_odt.texte, "html": _html, "md": _md, "txt": _txt}


# ---------------------------------------------------------------- typographie mise de côté
_PLIS = (
    (re.compile(r"[ \t\r\n\u00a0\u202f|]+"), " "),
    (re.compile(r"[’]"), "'"),
    (re.compile(r"…"), "..."),
    (re.compile(r" ?([;:!?%€»])"), r"\1"),
    (re.compile(r"(«) ?"), r"\1"),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), ""),
)


def plier(texte: str) -> str:
    """Un texte sans ce que la typographie française ajoute ou change : une phrase du catalogue et son impression se rejoignent."""
    for motif, par in _PLIS:
        texte = motif.sub(par, texte)
    return texte


# ---------------------------------------------------------------- phrases marquées
_JETON = re.compile(r"\*\*|\{(\w+)\}|\[\[(?:clause|annexe):[\w-]+(?:\|([^|\]]*)\|([^|\]]*))?\]\]")
_NUMERO = r"\d+"


class Lecteur:
    """Ce que les rubriques obligatoires d’une situation exigent, et les phrases qui le remplissent."""

    def __init__(self, catalogue: m.Catalogue, situation: m.Situation, valeurs, versions=None, position: str = "equilibree"):
        self.c, self.situation, self.valeurs = catalogue, situation, valeurs
        self.versions, self.position = versions or {}, position
        self.marques: dict[str, list[re.Pattern[str]]] = {}
        for clause in catalogue.clauses.values():
            if clause.condition.vraie(situation):
                self._marquer(clause.version(self.versions.get(clause.id, position)).alineas, clause.rubrique)
        for annexe in catalogue.annexes.values():
            if annexe.condition.vraie(situation):
                for section in annexe.sections:
                    if section.condition.vraie(situation):
                        self._marquer(section.alineas, "")

    def obligatoires(self) -> list[m.Rubrique]:
        """Les rubriques que la situation rend obligatoires, d’après les rubriques, les types et la formule, non d’après les clauses."""
        exigees = {r for t in self.situation.types if t in self.c.types for r in self.c.types[t].exige}
        exigees |= set(self.c.formules[self.situation.formule].exige)
        return [
            r
            for r in self.c.rubriques.values()
            if r.id in exigees or (r.statut != "recommande" and r.condition.vraie(self.situation))
        ]

    def elements(self, rubrique: m.Rubrique) -> list[m.Element]:
        return [e for e in rubrique.exige if e.condition.vraie(self.situation)]

    def manquants(self, rubrique: m.Rubrique, texte: str) -> list[str]:
        """Les éléments de la rubrique dont le texte (plié) ne contient pas les phrases marquées."""
        return [e.id for e in self.elements(rubrique) if not self.present(rubrique, e, texte)]

    def present(self, rubrique: m.Rubrique, element: m.Element, texte: str) -> bool:
        motifs = self.marques.get(f"{rubrique.id}/{element.id}", [])
        return bool(motifs) and all(motif.search(texte) for motif in motifs)

    def sans(self, rubrique: m.Rubrique, element: m.Element, texte: str) -> str:
        """Le texte d’où les phrases marquées pour cet élément sont effacées."""
        for motif in self.marques[f"{rubrique.id}/{element.id}"]:
            texte = motif.sub("", texte)
        return texte

    # ------------------------------------------------------------ dedans
    def _marquer(self, alineas, rubrique: str) -> None:
        for alinea in alineas:
            if not alinea.condition.vraie(self.situation):
                continue
            for element in alinea.remplit:
                nom = element if "/" in element else f"{rubrique}/{element}"
                self.marques.setdefault(nom, []).extend(self._motifs(alinea))
            self._marquer(alinea.liste, rubrique)

    def _motifs(self, alinea: m.Alinea) -> Iterator[re.Pattern[str]]:
        yield _compiler(self._motif(alinea.texte))
        if isinstance(alinea.tableau, str):  # une phrase qui annonce un tableau ne dit rien sans lui
            yield _compiler(r" ?".join(re.escape(plier(c.titre)) for c in self.c.champs[alinea.tableau].colonnes))
        elif alinea.tableau:
            yield _compiler(r" ?".join(re.escape(plier(titre)) for titre in alinea.tableau.colonnes))

    def _motif(self, texte: str) -> str:
        """L’expression d’une phrase : ses mots, ses valeurs, un numéro pour chaque renvoi."""
        trous: list[str] = []

        def trouer(trouve: re.Match[str]) -> str:
            champ, avec, sans = trouve.groups()
            if trouve[0] == "**":
                return ""
            if champ:
                trous.append(re.escape(plier(self._valeur(champ))))
            elif avec is None:
                trous.append(_NUMERO)
            else:
                trous.append(f"(?:{self._motif(avec).replace(re.escape('#'), _NUMERO)}|{self._motif(sans)})")
            return chr(0xE000 + len(trous) - 1)

        perce = re.escape(plier(_JETON.sub(trouer, texte)))
        return re.sub("[\ue000-\uf8ff]", lambda trou: trous[ord(trou[0]) - 0xE000], perce)

    def _valeur(self, champ: str) -> str:
        declare, valeur = self.c.champs[champ], self.valeurs.get(champ)
        if valeur is None:
            return self.c.textes.a_completer.replace("#", declare.libelle)
        return show_value(declare, valeur)


@lru_cache(maxsize=50_000)
def _compiler(motif: str) -> re.Pattern[str]:
    return re.compile(motif)
