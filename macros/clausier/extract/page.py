"""A web page as it is seen: its visible text, headings, lists and tables. Nothing it names is fetched, nothing it holds is run."""

from __future__ import annotations

import re

from . import paragraphes
from .adresses import adresse
from .archive import montrable
from .balises import jetons, sans_grands_codes
from .decodage import decoder
from .document import Avertissement, Bloc, Illisible
from .flux import Flux
from .lignes import avertir_masque
from .normaliser import avertir, nettoyer
from .visibilite import Styles, a_un_fond, cache_par

_CHARSET = re.compile(rb"<meta[^<>]*charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:.-]{2,30})", re.I)
_CODECS = {"utf-8": "utf-8", "utf8": "utf-8", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-15": "iso-8859-15", "macintosh": "mac-roman"}
_VIDES = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_JAMAIS = frozenset("head script style template noscript iframe object embed svg math canvas audio video map button datalist noembed noframes title xmp".split())
_BARRES = frozenset("del s strike".split())
_COUPES = dict.fromkeys(map(ord, "\t\r\n"))  # what a browser takes out of an address
_GRAS = frozenset("b strong".split())
_FERME_P = _BLOCS - {"td", "th", "tr", "tbody", "thead", "tfoot", "caption"}
_FERMENT = {"li": frozenset({"li"}), "dt": frozenset({"dt", "dd"}), "dd": frozenset({"dt", "dd"}), "tr": frozenset({"tr", "td", "th"}), "td": frozenset({"td", "th"}), "th": frozenset({"td", "th"}), "option": frozenset({"option"})}
_BORNE = {"li": frozenset({"ul", "ol", "menu", "table"}), "tr": frozenset({"table"}), "td": frozenset({"table"}), "th": frozenset({"table"}), "dt": frozenset({"dl"}), "dd": frozenset({"dl"}), "option": frozenset({"select"})}


def lire(octets: bytes, nom: str, avertissements: list[Avertissement]) -> list[Bloc]:
    """The blocks of an .html file. Raises Illisible, with the cure."""
    found = blocs(_decoder(octets, avertissements), avertissements)
    if not any(sign.isalnum() for bloc in found for sign in bloc.texte):
        raise Illisible("la page n’affiche aucun texte : ouvrez-la dans un navigateur et imprimez-la en PDF.")
    return found


def _decoder(octets: bytes, avertissements: list[Avertissement]) -> str:
    said = _CHARSET.search(octets[:4096])
    codec = _CODECS.get(said[1].decode("ascii").lower()) if said else None
    if codec and codec != "utf-8" and octets.count(0) == 0:
        try:
            octets.decode()  # a page saved again often keeps its old « charset »
        except UnicodeDecodeError:
            return octets.decode(codec, "replace")
    return decoder(octets, avertissements)


def blocs(texte: str, avertissements: list[Avertissement]) -> list[Bloc]:
    """The blocks of some HTML."""
    reader = _Lecteur(avertissements)
    text = nettoyer(texte.replace("\f", " ").replace("\x0b", " "), avertissements)
    for kind, name, attributes in jetons(text):
        if kind == "texte":
            reader.texte(name)
        elif kind == "ouvre":
            reader.ouvre(name, attributes)
        elif kind == "ferme":
            reader.ferme(name)
        else:
            reader.brut(name)
    return reader.finir()


class _Lecteur:
    """The open elements, what is seen of each, and the flow of blocks they write into."""

    def __init__(self, avertissements: list[Avertissement]):
        self.avertissements = avertissements
        self.flux = Flux(avertissements)
        self.styles = Styles()
        self.ouverts: list[tuple[str, str, bool]] = []  # name, why it is not seen (« »: it is), may its ground be painted?
        self.fonds = 0
        self.combien: dict[str, int] = {}
        self.raisons: list[str] = []  # of the open elements that are not seen
        self.masques: dict[str, list[str]] = {}

    def texte(self, text: str) -> None:
        if self.raisons:
            self._masquer(text)
        else:
            self.flux.texte(sans_grands_codes(text))

    def brut(self, text: str) -> None:
        """What a script, a style or a text area holds."""
        name = self.ouverts[-1][0] if self.ouverts else ""
        if name == "style":
            self.styles.lire(text)
        elif name == "textarea" and not self.raisons:
            self.flux.texte(text)

    def _masquer(self, text: str) -> None:
        if "jamais" not in self.raisons[:1] and self.raisons[-1] != "jamais" and text.strip():
            self.masques.setdefault(self.raisons[-1], []).append(text)

    def ouvre(self, name: str, attributes: dict[str, str]) -> None:
        self._fermer_avant(name)
        if attributes.get("href"):
            adresse(attributes["href"].translate(_COUPES), self.avertissements)
        if name in ("iframe", "object", "embed") and (attributes.get("src") or attributes.get("data")):
            avertir(self.avertissements, "lien-distant", f"La page affiche un autre document (« {montrable(attributes.get('src') or attributes['data'])} ») ; il n’a été ni cherché ni lu.")
        why = "jamais" if name in _JAMAIS else "texte barré" if name in _BARRES else cache_par(name, attributes, self.styles)
        painted = a_un_fond(name, attributes)
        if why == "blanc" and (self.fonds or painted):
            why = ""
        if name in _VIDES:
            if not self.raisons and not why:
                self._vide(name, attributes)
            return
        self.ouverts.append((name, why, painted))
        self.fonds += painted
        self.combien[name] = self.combien.get(name, 0) + 1
        if why:
            self.raisons.append(why)
        if self.raisons:
            return
        if name in _GRAS:
            self.flux.gras += 1
        elif name == "pre":
            self.flux.finir_bloc()
            self.flux.brut = []
        elif name in _BLOCS:
            self.flux.ouvre(name, attributes)

    def _vide(self, name: str, attributes: dict[str, str]) -> None:
        if name == "br":
            self.flux.retour()
        elif name == "hr":
            self.flux.finir_bloc()
        elif name == "input":
            kind = attributes.get("type", "text").lower()
            if kind in ("checkbox", "radio"):
                self.flux.texte(" ☒ " if "checked" in attributes else " ☐ ")
            elif kind not in ("hidden", "password", "submit", "button", "image", "reset", "file"):
                self.flux.texte(f" {attributes.get('value', '')} ")

    def _fermer_avant(self, name: str) -> None:
        """A <p> that no tag closes ends where a block begins, an <li> where the next one does."""
        if name in _FERME_P and self.combien.get("p"):
            self._fermer_jusqu(frozenset({"p"}), frozenset({"table", "button"}))
        if name in _FERMENT:
            self._fermer_jusqu(_FERMENT[name], _BORNE[name])

    def _fermer_jusqu(self, names: frozenset[str], bounds: frozenset[str]) -> None:
        if not any(self.combien.get(name) for name in names):
            return
        last = -1
        for rank in range(len(self.ouverts) - 1, max(-1, len(self.ouverts) - 60), -1):
            if self.ouverts[rank][0] in bounds:
                break
            if self.ouverts[rank][0] in names:
                last = rank
        if last >= 0:
            while len(self.ouverts) > last:
                self._depiler()

    def ferme(self, name: str) -> None:
        if name == "p" and not self.combien.get("p"):
            self.flux.finir_bloc()
        if not self.combien.get(name):
            return
        while self._depiler() != name:
            pass

    def _depiler(self) -> str:
        name, why, painted = self.ouverts.pop()
        self.fonds -= painted
        self.combien[name] -= 1
        if why:
            self.raisons.pop()
        elif not self.raisons:
            if name in _GRAS:
                self.flux.gras -= 1
            elif name == "pre" and self.flux.brut is not None:
                held, self.flux.brut = "".join(self.flux.brut), None
                self.flux.ajouter(paragraphes.blocs(held, self.avertissements))
            elif name in _BLOCS:
                self.flux.ferme(name)
        return name

    def finir(self) -> list[Bloc]:
        while self.ouverts:
            self._depiler()
        for why, pieces in self.masques.items():
            avertir_masque(self.avertissements, pieces, why)
        return self.flux.finir()
