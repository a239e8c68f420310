"""What a Word document carries that acts, or that comes from elsewhere: named to the reader, never run, never followed.

What Word shows of a control bound to a part of the file is that part, not the text saved beside it: where the two differ, it is said.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from .adresses import adresse, signaler_lecture
from .archive import montrable
from .document import Avertissement
from .docx_contexte import Contexte
from .normaliser import avertir
from .paquet import Lien, Paquet

NOS_VALEURS = "urn:clausier:valeurs:1"  # our own part: the values of a contract that we composed
_CONNUES = frozenset((NOS_VALEURS, "http://schemas.openxmlformats.org/officeDocument/2006/bibliography", "http://schemas.microsoft.com/office/2006/coverPageProps"))
_ACTIF = re.compile(r"\s*(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|MACROBUTTON|RD|SUBSCRIBE)\b", re.I)
_ADRESSE = re.compile(r"\s*HYPERLINK\s+(?:\\[a-z]\s+)*\"?([^\"]*)", re.I)
_VALEUR = re.compile(r"/c:valeurs\[1\]/c:v\[(\d{1,6})\]")


def signaler(paquet: Paquet, contexte: Contexte, avertissements: list[Avertissement]) -> None:
    """Adds the warnings of a document whose text was read."""
    for source, link in paquet.tous_les_liens():
        _lien(source, link, avertissements)
    if any(name.lower().endswith("vbaproject.bin") for name in paquet.archive.noms):
        avertir(avertissements, "macros", "Le document contient des macros ; elles n’ont pas été exécutées. N’activez rien à l’ouverture sans savoir d’où il vient.")
    data: dict[str, Element | None] = {}
    for name in paquet.archive.noms:
        if re.fullmatch(r"customxml/item\d+\.xml", name.lower()):
            data[name] = paquet.arbre(name)
            _donnees(name, data[name], avertissements)
        elif "/activex/" in f"/{name.lower()}":
            avertir(avertissements, "activex", "Le document contient des contrôles ActiveX ; ils n’ont pas été exécutés.")
        elif "/embeddings/" in f"/{name.lower()}":
            avertir(avertissements, "objet-incorpore", "Le document contient un objet incorporé (classeur, document, objet OLE) ; son contenu n’est pas lu.")
    for instruction in contexte.instructions:
        _champ(instruction, avertissements)
    signaler_lecture(contexte.revisions > 0, contexte.caches, avertissements)
    _valeurs(data, contexte, avertissements)


# ---------------------------------------------------------------- inside
def _lien(source: str, link: Lien, avertissements: list[Avertissement]) -> None:
    shown = montrable(link.cible)
    if link.genre == "hyperlink":
        if link.dehors:
            adresse(link.cible, avertissements)
    elif link.genre == "attachedTemplate":
        avertir(avertissements, "modele-distant", f"Le document se réfère à un modèle hors du fichier, « {shown} » ; il n’a pas été chargé.")
    elif link.genre == "aFChunk":
        avertir(avertissements, "contenu-importe", f"Le document importe à l’ouverture un autre fichier (« {shown} »), dont le texte n’est pas lu : ouvrez-le dans Word, enregistrez-le, vérifiez de nouveau.")
    elif link.genre == "subDocument":
        avertir(avertissements, "contenu-importe", f"Une partie du texte est dans un autre fichier (« {shown} »), qui n’a pas été lu : réunissez-les dans Word, puis vérifiez de nouveau.")
    elif link.genre in ("oleObject", "package") and not link.dehors:
        avertir(avertissements, "objet-incorpore", "Le document contient un objet incorporé (classeur, document, objet OLE) ; son contenu n’est pas lu.")
    elif link.genre == "control":
        avertir(avertissements, "activex", "Le document contient des contrôles ActiveX ; ils n’ont pas été exécutés.")
    elif link.dehors:
        what = {"image": "une image", "oleObject": "un objet OLE", "video": "une vidéo", "frame": "un cadre"}.get(link.genre, "un élément")
        avertir(avertissements, "lien-distant", f"Le document va chercher {what} hors du fichier (« {shown} ») ; rien n’a été lu ni demandé là.")


def _donnees(name: str, root: Element | None, avertissements: list[Avertissement]) -> None:
    if root is not None and root.tag[1:].partition("}")[0] not in _CONNUES:
        avertir(avertissements, "donnees-liees", f"Le document contient des données XML à part (« {montrable(name)} ») ; elles ne sont pas lues.")


def _champ(instruction: str, avertissements: list[Avertissement]) -> None:
    found, link = _ACTIF.match(instruction), _ADRESSE.match(instruction)
    if found and not re.match(r"\s*MACROBUTTON\s+(?:NoMacro|AcceptAllChangesShown|AucuneMacro)\b", instruction, re.I):
        avertir(avertissements, "champ-actif", f"Le document contient un champ « {found[1].upper()} », qui agit ou va chercher un contenu ailleurs (« {montrable(instruction.strip())} ») ; il n’a pas été exécuté.")
    elif link:
        adresse(link[1], avertissements)


def _valeurs(data: dict[str, Element | None], contexte: Contexte, avertissements: list[Avertissement]) -> None:
    """The values of a contract of ours, as the file keeps them apart, against the text."""
    bound = [(int(found[1]), text) for _, path, text in contexte.liees if (found := _VALEUR.match(path))]
    root = next((root for root in data.values() if root is not None and root.tag == f"{{{NOS_VALEURS}}}valeurs"), None)
    if root is None:
        return
    values = [" ".join((element.text or "").split()) for element in root]
    differing = [text for rank, text in bound if 0 < rank <= len(values) and " ".join(text.split()) != values[rank - 1]]
    if differing:
        message = f"{len(differing)} valeur(s) du texte (« {montrable(differing[0], 60)} »…) diffèrent de celles que le fichier garde à part, que Word affiche à l’ouverture : comparez avant de signer."
        avertir(avertissements, "valeurs-liees", message)
