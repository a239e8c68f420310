"""An OpenDocument text (.odt, .ott): its parts, read into blocks; what acts or comes from elsewhere is named, never run nor followed.

Comments and properties are not text. Source: OpenDocument 1.3 parts 2 (packages) and 3 (schema).
"""

from __future__ import annotations

from posixpath import normpath
from xml.etree.ElementTree import Element

from . import odt_noms as n
from .adresses import adresse, signaler_lecture
from .archive import Archive, montrable
from .document import Avertissement, Bloc, Illisible
from .lecteur import nettoyeur
from .normaliser import avertir
from .odt_corps import Contexte, Recit
from .odt_listes import Listes
from .odt_styles import Styles
from .xml_sur import arbre

_ORDINAIRES = frozenset((n.P, n.H, n.SPAN, n.S, n.LIST, n.ITEM, n.ROW, n.CELL))
_MANIFESTE = "META-INF/manifest.xml"


def lire(archive: Archive, avertissements: list[Avertissement]) -> list[Bloc]:
    """The blocks of the document; what is to be known of it is added to `avertissements`. Raises Illisible."""
    manifest = _tree(archive, _MANIFESTE)
    if manifest is not None and any(True for _ in manifest.iter(f"{n.MANIFEST}encryption-data")):
        raise Illisible("document protégé par un mot de passe : enregistrez-en une copie sans mot de passe.")
    content, look = arbre(archive.lire("content.xml"), "content.xml"), _tree(archive, "styles.xml")
    body = content.find(f"{n.OFFICE}body/{n.OFFICE}text")
    if body is None:
        raise Illisible("le document n’a pas de corps de texte : rouvrez-le dans LibreOffice et enregistrez-le de nouveau.")
    clean = nettoyeur(avertissements)
    context = Contexte(Styles(look, content), Listes(look, content), clean)
    blocks: list[Bloc] = []
    Recit(context).blocs(body, blocks)
    heads, feet = _courants(content, look, context)
    tracked = body.find(f"{n.TEXT}tracked-changes")
    signaler_lecture(tracked is not None and len(tracked) > 0, context.caches, avertissements)
    for part in (content, look):
        if part is not None:
            _dangers(part, avertissements)
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.noms):
        avertir(avertissements, "macros", "Le document contient des macros ; elles n’ont pas été exécutées. N’activez rien à l’ouverture sans savoir d’où il vient.")
    return [*heads, *blocks, *feet]


# ---------------------------------------------------------------- inside
def _tree(archive: Archive, name: str) -> Element | None:
    return arbre(archive.lire(name), name) if name in archive else None


def _courants(content: Element, look: Element | None, context: Contexte) -> tuple[list[Bloc], list[Bloc]]:
    """Running heads and feet of the pages in use, each once."""
    pages = look.find(f"{n.OFFICE}master-styles") if look is not None else None
    if look is None or pages is None:
        return [], []
    used = {"Standard"} | {style.get(f"{n.STYLE}master-page-name", "") for root in (content, look) for style in root.iter(f"{n.STYLE}style")}
    used |= {page.get(f"{n.STYLE}next-style-name", "") for page in pages if page.get(f"{n.STYLE}name") in used}
    context = Contexte(Styles(look), context.listes, context.normaliser, context.caches)
    found: dict[str, list[Bloc]] = {"entete": [], "pied": []}
    for page in pages:
        if page.get(f"{n.STYLE}name") not in used:
            continue
        for part in page:
            name = part.tag.rpartition("}")[2]
            kind, place = ("entete", "en-tête") if name.startswith("header") else ("pied", "pied de page") if name.startswith("footer") else ("", "")
            if not kind or part.get(f"{n.STYLE}display") == "false":
                continue
            blocks: list[Bloc] = []
            Recit(context, kind, place).blocs(part, blocks)
            known = {b.texte for b in found[kind]}
            found[kind] += [b for b in blocks if b.texte not in known]
    return found["entete"], found["pied"]


def _dangers(root: Element, avertissements: list[Avertissement]) -> None:
    """Every link, script and event of a part."""
    for element in root.iter():
        tag = element.tag
        if n.HREF in element.keys():
            _lien(tag, element.get(n.HREF, ""), avertissements)
        elif tag in _ORDINAIRES:
            continue
        elif tag.startswith((n.SCRIPT, f"{n.OFFICE}script", f"{n.TEXT}execute-macro")) and tag != f"{n.OFFICE}scripts":
            avertir(avertissements, "macros", "Le document lie un événement à un script ou contient une macro ; rien n’a été exécuté.")
        elif tag in (f"{n.OFFICE}dde-source", f"{n.TEXT}dde-connection", f"{n.TEXT}dde-connection-decl"):
            avertir(avertissements, "champ-actif", "Le document contient un lien DDE, qui va chercher un contenu dans un autre programme ; il n’a pas été suivi.")


def _lien(tag: str, target: str, avertissements: list[Avertissement]) -> None:
    inside = ":" not in target.partition("/")[0] and not target.startswith(("/", "\\")) and not normpath(target).startswith("..")
    if target.startswith("vnd.sun.star.script:"):
        avertir(avertissements, "macros", f"Le document lie un événement à un script (« {montrable(target)} ») ; rien n’a été exécuté.")
    elif tag in (f"{n.TEXT}a", f"{n.DRAW}a"):
        adresse(target, avertissements)
    elif tag == f"{n.TEXT}section-source":
        avertir(avertissements, "contenu-importe", f"Une section vient d’un autre fichier (« {montrable(target)} ») ; il n’a pas été ouvert. Le texte lu est celui de la dernière mise à jour.")
    elif not inside:
        avertir(avertissements, "lien-distant", f"Le document va chercher un élément hors du fichier (« {montrable(target)} ») ; rien n’a été lu ni demandé là.")
    elif tag in (f"{n.DRAW}object", f"{n.DRAW}object-ole", f"{n.DRAW}plugin", f"{n.DRAW}applet", f"{n.DRAW}floating-frame"):
        avertir(avertissements, "objet-incorpore", "Le document contient un objet incorporé (classeur, document, formule) ; son contenu n’est pas lu.")
