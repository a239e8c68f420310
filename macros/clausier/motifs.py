"""The pattern language of the checker's rules: what a jurist writes in clauses/controle/, compiled once, matched on the words of `mots`.

A pattern is words in order; small words (le, de, à, et…) count for nothing on either side.
`penalite` that word, singular or plural, accents and case apart · `penal*` any word that begins so · `(a | b c)` one or the other · `x?` or not ·
`..` up to six words between, `..12` up to twelve, never across a sentence · `!x` what follows is not x · `^` `$` the sentence begins, ends ·
`<duree>` `<montant>` `<taux>` `<fois>` `<nombre>` `<date>` `<heure>` `<quantite>` a quantity; `<duree+60j>` above, `<montant-40>` below, `<duree=4h>` equal,
`<duree~ouvre>` counted so.

The browser's twin is docs/assets/clausier/verifier/motifs.js; tests/vectors/motifs.yml holds both to the same matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .mots import MINUTES, NOMBRES, PETITS, UNITES, Mot, Quantite, plier, reduit

TROU = 6  # words that « .. » may skip
TROU_MAX = 40
_SIGN = re.compile(r"\s*(\.\.[0-9]*|[()|?!^$]|<[^<>]*>|[^\s()|?!^$<>.]+)")
_QUANTITY = re.compile(r"<(duree|montant|taux|fois|nombre|date|heure|quantite)(?:([+=-])([0-9]+(?:,[0-9]+)?) ?([a-z]*))?(?:~(ouvre|calendaire))?>")


class MotifInvalide(ValueError):
    """A pattern that does not read; the message says where and the cure."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """One piece; two that say the same are one (`_unique`). `genre`: mots (any of `mots`), racine (or any of `mots`), quantite, trou (up to `nombre` words), choix (one of `suites`), peut-etre, pas, debut, fin."""

    genre: str
    mots: frozenset[str] = frozenset()
    racine: str = ""
    nombre: int = 0
    signe: str = ""
    regime: str = ""
    suites: tuple[tuple["Piece", ...], ...] = ()
    atome: bool = False  # takes one word

    def mesure(self, quantity: Quantite) -> bool:
        """Does a piece of kind quantite take this quantity?"""
        if self.racine and quantity.genre != self.racine or self.regime and quantity.regime != self.regime:
            return False
        value = quantity.valeur
        return {"": True, "+": value > self.nombre, "-": value < self.nombre, "=": value == self.nombre}[self.signe]


@lru_cache(maxsize=50_000)
def _unique(genre: str, mots: frozenset[str] = frozenset(), racine: str = "", nombre: int = 0, signe: str = "", regime: str = "", suites: tuple[tuple[Piece, ...], ...] = ()) -> Piece:
    atome = genre in ("mots", "racine", "quantite") or genre == "choix" and all(len(suite) == 1 and suite[0].atome for suite in suites)
    return Piece(genre, mots, racine, nombre, signe, regime, suites, atome)


@dataclass(frozen=True, slots=True)
class Motif:
    """A compiled pattern, and what it finds in one sentence; `index` searches a whole text."""

    texte: str
    suite: tuple[Piece, ...]

    def depuis(self, phrase: Sequence[Mot], debut: int) -> set[int]:
        """Where a match that begins at this word can end (indices after the last word)."""
        return _follow(self.suite, phrase, {debut})

    def trouve(self, phrase: Sequence[Mot], debut: int = 0) -> tuple[int, int] | None:
        """The first match, as short as can be: indices of its first word and after its last; None when there is none."""
        for i in range(debut, len(phrase)):
            ends = _follow(self.suite, phrase, {i})
            if ends:
                return i, min(ends)
        return None


# ---------------------------------------------------------------- reading
@lru_cache(maxsize=20_000)
def motif(texte: str) -> Motif:
    """The pattern of this text. Raises MotifInvalide."""
    signs, place, end = [], 0, len(texte.rstrip())
    while place < end:
        match = _SIGN.match(texte, place)
        if not match:
            raise MotifInvalide(f"« {texte} » : signe inattendu à « {texte[place:].strip()[:12]} »")
        signs.append(match[1])
        place = match.end()
    suites, after = _choices(signs, 0, texte)
    if after < len(signs):
        raise MotifInvalide(f"« {texte} » : parenthèse fermée sans être ouverte")
    suite = suites[0] if len(suites) == 1 else (_choice(suites),)
    if _follow(suite, (), {0}):
        raise MotifInvalide(f"« {texte} » : rien d'obligatoire, il se trouverait partout ; ôtez un « ? » ou ajoutez un mot")
    if suite[0].genre == "trou" or suite[-1].genre == "trou":
        raise MotifInvalide(f"« {texte} » : commence ou finit par « .. » ; ôtez-les")
    return Motif(texte, suite)


def _choices(signs: list[str], i: int, texte: str) -> tuple[list[tuple[Piece, ...]], int]:
    """Sequences separated by « | », up to the end or a « ) »."""
    suites, suite, denied = [], [], False
    while i < len(signs) and signs[i] != ")":
        sign = signs[i]
        i += 1
        if sign == "|":
            suites.append(tuple(suite))
            suite = []
            continue
        if sign == "!":
            denied = True
            continue
        if sign == "?":
            if not suite:
                raise MotifInvalide(f"« {texte} » : « ? » ne suit rien")
            suite[-1] = _unique("peut-etre", suites=((suite[-1],),))
            continue
        if sign == "(":
            inner, i = _choices(signs, i, texte)
            if i >= len(signs):
                raise MotifInvalide(f"« {texte} » : parenthèse ouverte et jamais fermée")
            i += 1
            piece = _choice(inner)
        else:
            try:
                piece = _piece(sign)
            except MotifInvalide as error:
                raise MotifInvalide(f"« {texte} » : {error}") from None
        if piece:
            suite.append(_unique("pas", suites=((piece,),)) if denied else piece)
        denied = False
    suites.append(tuple(suite))
    if not all(suites):
        raise MotifInvalide(f"« {texte} » : une branche est vide (ou ne tient qu'en petits mots, qui ne comptent pas)")
    return suites, i


def _choice(suites: Iterable[tuple[Piece, ...]]) -> Piece:
    """One of these. Its branches of one word are made one piece, which an index looks for at once."""
    suites = tuple(suites)
    atoms = [atom for suite in suites if len(suite) == 1 and suite[0].atome for atom in _atoms(suite[0])]
    words = frozenset().union(*(atom.mots for atom in atoms if atom.genre == "mots"))
    atoms = [*([_unique("mots", words)] if words else ()), *dict.fromkeys(atom for atom in atoms if atom.genre != "mots")]
    longer = [suite for suite in suites if not (len(suite) == 1 and suite[0].atome)]
    if len(atoms) > 1 and longer:
        atoms = [_unique("choix", suites=tuple((atom,) for atom in atoms))]
    found = tuple([*((atom,) for atom in atoms), *longer])
    return found[0][0] if len(found) == 1 == len(found[0]) else _unique("choix", suites=found)


def _atoms(piece: Piece) -> list[Piece]:
    """The pieces of one word that a piece of one word is made of."""
    return [atom for suite in piece.suites for atom in _atoms(suite[0])] if piece.suites else [piece]


@lru_cache(maxsize=20_000)
def _piece(sign: str) -> Piece | None:
    """The piece of a sign, which comes back in many patterns; None for a small word. Raises MotifInvalide, which does not name the pattern."""
    if sign in "^$":
        return _unique("debut" if sign == "^" else "fin")
    if sign.startswith(".."):
        length = int(sign[2:] or TROU)
        if not 0 < length <= TROU_MAX:
            raise MotifInvalide(f"« {sign} » va de ..1 à ..{TROU_MAX}")
        return _unique("trou", nombre=length)
    if sign.startswith("<"):
        return _quantity(sign)
    folded = plier(sign)
    if folded.endswith("*"):
        if not re.fullmatch(r"[a-z0-9]{2,}\*", folded):
            raise MotifInvalide(f"« {sign} » : une racine a deux lettres au moins, et une étoile à la fin")
        stem = folded[:-1].replace("oe", "e").replace("ae", "e")
        return _unique("racine", frozenset({reduit(stem)}), stem)  # « donnee* » : « données » se lit « donne »
    if any(word in NOMBRES and word not in PETITS for word in re.split(r"['-]", folded)):
        raise MotifInvalide(f"« {sign} » est un nombre, lu comme une quantité : écrivez <nombre=…>, <fois=…> ou <duree=…>")
    words = [_reduced(word) for word in re.split(r"['-]", folded) if word] if not re.fullmatch(r"[lrda]?[0-9]+(-[0-9]+)+", folded) else [folded]
    words = [word for word in words if word]
    if not all(re.fullmatch(r"[a-z0-9-]+|[€%]", word) for word in words):
        raise MotifInvalide(f"« {sign} » n'est pas un mot")
    if not words:
        return None
    return _unique("mots", frozenset(words)) if len(words) == 1 else _unique("choix", suites=(tuple(_unique("mots", frozenset({word})) for word in words),))


def _reduced(word: str) -> str:
    return "" if word in PETITS else reduit(word) if word.isalpha() else word


def _quantity(sign: str) -> Piece:
    match = _QUANTITY.fullmatch(sign)
    if not match:
        raise MotifInvalide(f"« {sign} » n'est pas une quantité ; écrivez <duree>, <duree+60j>, <montant-40>, <duree~ouvre>…")
    genre, operator, value, unit, regime = match.groups()
    if not operator:
        return _unique("quantite", racine="" if genre == "quantite" else genre, regime=regime or "")
    whole, _, decimals = value.partition(",")
    amount = int(whole) * 100 + int((decimals + "00")[:2])
    if genre == "duree":
        if UNITES.get(unit) not in MINUTES:
            raise MotifInvalide(f"« {sign} » : une durée a une unité (min, h, j, mois, an)")
        amount = amount * MINUTES[UNITES[unit]] // 100
    elif unit:
        raise MotifInvalide(f"« {sign} » : seule une durée a une unité")
    return _unique("quantite", racine=genre, nombre=amount, signe=operator, regime=regime or "")


# ---------------------------------------------------------------- matching
def _follow(suite: Sequence[Piece], phrase: Sequence[Mot], places: set[int]) -> set[int]:
    """From these places, where the sequence can end."""
    for piece in suite:
        if not places:
            break
        places = _step(piece, phrase, places)
    return places


def _step(piece: Piece, phrase: Sequence[Mot], places: set[int]) -> set[int]:
    genre, end = piece.genre, len(phrase)
    if genre == "mots":
        return {i + 1 for i in places if i < end and phrase[i].mot in piece.mots}
    if genre == "racine":
        return {i + 1 for i in places if i < end and (phrase[i].mot.startswith(piece.racine) or phrase[i].mot in piece.mots)}
    if genre == "trou":
        return {j for i in places for j in range(i, min(i + piece.nombre, end) + 1)}
    if genre == "quantite":
        return {i + 1 for i in places if i < end and phrase[i].quantite and piece.mesure(phrase[i].quantite)}
    if genre == "choix":
        return set().union(*(_follow(suite, phrase, places) for suite in piece.suites))
    if genre == "peut-etre":
        return places | _follow(piece.suites[0], phrase, places)
    if genre == "pas":
        return {i for i in places if not _follow(piece.suites[0], phrase, {i})}
    return places & {0 if genre == "debut" else end}
