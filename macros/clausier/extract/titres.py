"""Is this line a heading? What it says alone, without what stands around it: its label, its title, the text that follows on the same line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..mots import plier
from .document import Bloc
from .etiquettes import Etiquette, etiquette

LONG = 110  # letters of a title
MOTS = 14
_FIN = re.compile(r"(?:\.[ ]?[-–—]|[.?!]|[ ][-–—])[ ]+(?=[A-ZÀ-ÝŒ«(\[\d])|:[ ]+(?=[A-ZÀ-ÝŒ][a-zà-ÿœ’' ]|«)")  # where a title may end and its text begin
_VERBES = frozenset(  # with their accents: « confie » is a verb, « confié » may be in a title
    "est sont sera seront était étaient soit ont aura auront doit doivent devra devront peut peuvent pourra pourront engage engagent assure assurent assurera fournit fournissent fournira effectue effectuent effectuera"
    " met mettent mettra prend prennent prendra restent demeure demeurent comprend comprennent comporte comportent constitue constituent désigne désignent signifie dispose disposent déclare déclarent"
    " reconnaît reconnaissent accepte acceptent garantit garantissent conservent informe informent remettent transmet transmettent notifie notifient paie paient verse appliquent"
    " interdit interdisent obligent convient conviennent intervient interviennent prévoit prévoient ferai font faites avons avez suis sommes répond répondent bénéficie bénéficient"
    " confie confient tient tiennent permet réalisent établit définit définissent souscrit respectent veille fera feront vaut valent courent commence commencent cèdent".split()
)
_SUJETS = frozenset("je tu il elle on nous vous ils elles ce cela ceci chaque tout toute tous toutes aucun aucune si lorsque lorsqu quand sauf sous dans pour par en a au aux afin toutefois neanmoins cependant ainsi".split())
_DETERMINANTS = frozenset("le la les l un une ce cet cette ces leur leurs son sa ses nos notre vos votre".split())
_DEBUTS = _SUJETS | _DETERMINANTS  # of a sentence
_QUESTIONS = ("ce que ", "ce qu’", "ce qu'", "ce qui ", "comment ", "quand ", "combien ", "pourquoi ", "qui ", "que ", "où ", "quel", "de quoi ", "à qui ")
_PAS_DES_TITRES = frozenset(
    "le la les l pour par et entre d ne soit a au aux en dans notamment exemple exemples nota nb note remarque attention conseil fait signature date nom prenom adresse telephone tel mail courriel email fax siret siren rcs"
    " tva bon lu page version reference ref client prestataire total".split()
)
_SEUL = re.compile(r"^[^\W\d_][^,;@=/\\|<>_\d]*[^\W_»]$|^[^\W\d_][^,;@=/\\|<>_\d()]*\([^()\d]{2,40}\)$")


@dataclass(frozen=True, slots=True)
class Titre:
    """`genre`: style, gras, nomme, decimal, romain, lettre, minuscule, capitales, deux-points or seul; `titre`: the heading as written, label included;
    `nom`: without its label; `reste`: the text after it on the same line; `sur`: does it stand without its neighbours' help?"""

    genre: str
    titre: str
    nom: str
    reste: str = ""
    etiquette: Etiquette | None = None
    sur: bool = False


def titre_de(bloc: Bloc) -> Titre | None:
    """The heading that this block is, or begins with; None when it is none."""
    text = bloc.texte
    if bloc.genre not in ("titre", "alinea", "puce"):
        return None
    label = etiquette(text)
    if bloc.genre == "titre":
        return _marque(bloc, label)
    if label:
        if label.genre == "minuscule":
            return _petit(text, label)
        return _etiquete(text, label)
    return _sans_etiquette(text) if bloc.genre == "alinea" else None


def peut_titrer(text: str) -> bool:
    """May these bold words, at the head of a paragraph, be its title? Not « Le Client : », nor a sentence."""
    label = etiquette(text)
    name = (text[label.fin :] if label else text).strip(" .:")
    first = re.match(r"[^\W\d_]*", plier(name))[0]
    return sum(map(str.isalpha, name)) >= 4 and not phrase(name) and (first not in _PAS_DES_TITRES | _SUJETS or name.lower().startswith(_QUESTIONS)) and name[:1].isupper()


def phrase(text: str, suivie: bool = False) -> bool:
    """Does it read as a sentence rather than as a title? `suivie`: a text follows on the same line, so that a sentence is likelier."""
    words = re.findall(r"[^\W\d_]+", text[:400].lower())
    if not words or text.lower().startswith(_QUESTIONS) and len(words) <= MOTS:
        return False
    if len(words) > MOTS or len(text) > LONG:
        return True
    if suivie and (" : " in text or re.search(r"\d\d", text)):
        return True
    capitals = text.isupper()
    if len(words) >= 3 and not _VERBES.isdisjoint(words) and not capitals:
        return True
    return len(words) >= (5 if suivie else 9) and plier(words[0]) in _DEBUTS and not capitals


def couper(rest: str) -> tuple[str, str] | None:
    """What follows a label: its title, and the text after it on the same line; None when it is only text."""
    if len(rest) <= LONG and not phrase(rest, rest.endswith(":")) and not rest.endswith((".", ";", ",")) and not (len(rest) > 50 and re.search(" : [a-zà-ÿ]", rest)):
        return rest, ""
    for end in _FIN.finditer(rest[: LONG + 20]):
        name, after = rest[: end.start()] + (end[0].strip() if end[0][0] in "?!" else ""), rest[end.end() :]
        if len(name) <= LONG and not phrase(name, True) and name[:1] not in "-–—" and _commence(name) and sum(map(str.isalpha, name)) >= 3:
            return rest[: end.end()].rstrip(), after
        if end[0][0] in ".?!":
            break
    capitals = _capitales_en_tete(rest)
    if capitals:
        return rest[:capitals].rstrip(), rest[capitals:]
    if rest.endswith(".") and rest.count(". ") == 0 and len(rest) <= 70 and len(rest.split()) <= 8 and not phrase(rest[:-1], True) and _commence(rest):
        return rest, ""
    return None


def _commence(text: str) -> bool:
    return text[:1].isupper() or text[:1] in "«\"“(" or text[:1].isdigit()


def _capitales_en_tete(rest: str) -> int:
    """Where the capitals of « DURÉE Le contrat est conclu » end; 0 when it has none."""
    place = 0
    for word in rest[:LONG].split(" "):
        if word != word.upper() or len(word) == 1 and word.isalpha() and place and rest[place + 2 : place + 3].islower():
            break
        place += len(word) + 1
    head = rest[:place].strip()
    return place if sum(sign.isalpha() for sign in head) >= 4 and len(rest) - place > 20 and rest[place : place + 1].isupper() and rest[place + 1 : place + 2].islower() else 0


def _marque(bloc: Bloc, label: Etiquette | None) -> Titre | None:
    """A block that its reader takes for a heading: by its style (level 1 and more), or by its bold (level 0)."""
    text = bloc.texte
    name = text[label.fin :] if label and label.genre != "minuscule" else text
    if bloc.niveau:
        if len(text) <= 90 or not text.endswith((".", ";")) and len(text) <= 250:
            return Titre("style", text, name, etiquette=label, sur=True)
        parts = couper(name) if label else None
        if parts and parts[1]:
            return Titre("style", text[: len(text) - len(parts[1])].rstrip(), parts[0].rstrip(" .:-–—"), parts[1], label, True)
        return None if text.endswith((".", ";")) else Titre("style", text, name, etiquette=label, sur=True)
    if sum(sign.isalpha() for sign in text) < 4 or len(text) > 130 or text.endswith((";", ",")) or text.endswith(".") and len(text.split()) > 9 or _annonce_une_suite(name) or phrase(name.rstrip(".:")):
        return None
    return Titre("gras", text, name.rstrip(" .:"), etiquette=label, sur=True)


def _annonce_une_suite(name: str) -> bool:
    """« Le Client : », « Les délais sont : » lead to what follows; they do not name it."""
    return name.endswith(":") and re.match(r"[^\W\d_]*", plier(name))[0] in _DETERMINANTS


def _etiquete(text: str, label: Etiquette) -> Titre | None:
    rest = text[label.fin :]
    if _annonce_une_suite(rest):
        return None
    named = label.genre not in ("decimal", "romain", "lettre")
    kind = "nomme" if named else label.genre
    if not rest:
        return Titre(kind, text, "", etiquette=label, sur=True) if named else None
    if not label.ferme and (rest[:1].islower() or not _commence(rest)) and not rest.startswith("("):
        return None
    if named and not label.ferme and label.genre == "annexe" and not label.numero and not text.isupper() and len(rest.split()) > 5:
        return None
    parts = couper(rest)
    if parts is None or not (parts[0][:1].isupper() or parts[0][:1] in "«\"“(" or named or parts[0][:1].isdigit() and label.ferme):
        if named and label.ferme and _commence(rest) and len(rest) > 30:
            return Titre(kind, text[: label.fin].rstrip(), "", rest, label, True)
        return None
    if not named and rest[:1].islower():
        return None
    title = text[: label.fin] + parts[0]
    if label.genre == "decimal" and len(label.valeur) > 1 and not parts[1] and rest.endswith(".") and len(rest.split()) > 4:
        return None
    strong = named and (label.ferme or text[: label.fin].isupper() or bool(parts[0].isupper())) or label.genre == "decimal" and len(label.valeur) > 1
    return Titre(kind, title, parts[0].rstrip(" .:-–—"), parts[1], label, strong)


def _petit(text: str, label: Etiquette) -> Titre | None:
    """« a) Visites », alone on its line."""
    rest = text[label.fin :]
    good = 4 <= len(rest) <= 60 and rest[0].isupper() and rest[-1].isalnum() and not phrase(rest) and len(rest.split()) <= 7
    return Titre("minuscule", text, rest, etiquette=label) if good else None


def _sans_etiquette(text: str) -> Titre | None:
    if len(text) > LONG or len(text) < 4:
        return None
    letters = sum(sign.isalpha() for sign in text)
    words = text.split()
    if text.upper() == text and letters >= 5 and len(words) <= MOTS and not text.endswith((".", ";", ",")) and letters * 2 > len(text) and text[0].isalpha():
        return Titre("capitales", text, text.rstrip(" :"))
    first = re.match(r"[^\W\d_]*", plier(text))[0]
    if first in _PAS_DES_TITRES or not text[0].isupper() or phrase(text.rstrip(" :")):
        return None
    if text.endswith(":") and len(text) <= 60 and len(words) <= 8 and text.count(":") == 1 and first not in _SUJETS:
        return Titre("deux-points", text, text.rstrip(" :"))
    if len(text) <= 60 and len(words) <= 7 and _SEUL.match(text) and (first not in _SUJETS or text.lower().startswith(_QUESTIONS)):
        return Titre("seul", text, text)
    return None
