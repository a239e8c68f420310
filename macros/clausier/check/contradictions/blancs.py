"""Places left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import model as m
from ...mots import plier
from ..rapport import Contradiction
from ..texte import Texte, section
from .commun import dit, passage

REGLE = "blanc"
LIGNE = 80  # letters of a line to sign
NOM = 40  # signs of a name, or of a quality, between lines to sign
_CROCHETS = re.compile(r"\[([^\[\]]{0,80})\](?!\()")
_CHEVRONS = re.compile(r"<<[^<>]{1,60}>>|\{\{[^{}]{1,60}\}\}|\$\{[^{}]{1,60}\}|%%[^%]{1,40}%%|«[a-z0-9]{1,30}_[a-z0-9_]{1,30}»")
_CHEVRON = re.compile(r"<([a-z][^<>/=\"]{1,50})>")
_IXES = re.compile(r"(?<![a-z0-9])x{2,10}(?![a-z0-9'])|(?<![a-z0-9])20xx(?![a-z0-9])|(?<![0-9])20(?:\.\.|__)")
_X_SEUL = re.compile(r"(?<![\w'’])X ?(?=[a-z%€(])")
_CONDUITE = re.compile(r"(.{2,60}?[^\s.…:_,;]) ?(?:[.…] ?){4,}([^\s.…_][^…_]*)")
_POINTS = re.compile(r"[.…](?: ?[.…])+")
_SOULIGNES = re.compile(r"_{3,400}")
_LIGNE = re.compile(r"[.…_]{3}|…")
_POUR = re.compile(r"(?:pour|for) [^:;.]{2,60}: ?[_.…]{3}")  # « Pour le Client : ______ »
_SIGNE = re.compile(r"(?:noms?|prenoms?|qualite|fonction|titre|date(?! (?:souhait|d'|de ))|lieu|fait|le|a|pour|for|par|representant|name|title|date|place|by)(?![a-z])|(?:la |le |l')[a-z]{4,20} ?: ?[_.…]{3}")
_DATE = re.compile(r"(?:[_.…]{1,6}|jj) ?/ ?(?:[_.…]{1,6}|mm) ?/ ?(?:[_.…]{1,8}|20[_.…]{0,6}|aaaa)")
_VERBE = r"(?:completer|renseigner|remplir|preciser|definir|determiner)"
_A_COMPLETER = re.compile(rf"[(:] ?a {_VERBE}(?![a-z])[a-z' ]{{0,40}}(?:[).]|$)|(?<![a-z])(?:tbd|todo)(?![a-z])|\?{{3}}")
_CAPITALES = re.compile(r"(?<![A-Za-zÀ-ÿ])[AÀ] (?:COMPL[EÉ]TER|RENSEIGNER|REMPLIR|D[EÉ]FINIR|PR[EÉ]CISER)(?![A-Za-zÀ-ÿ])")
_AVANT = frozenset("no numero societe police a le la de du par effectue assure euros".split())  # words that a value follows
_MOTS = re.compile(r"[a-z]+")


def trouver(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    """One per block that holds such a place."""
    r = rules.blancs
    why = rules.genres[REGLE].pourquoi
    words, not_brackets, units = frozenset(r.mots), tuple(r.pas_crochets), frozenset(r.unites)
    leaders = _conduites(texte, units)
    signed, signers, forms = _signatures(texte, r), _blocs(texte, r.signataires), _formulaires(texte, r)
    for number, bloc in enumerate(texte.blocs):
        if bloc.genre in ("sommaire", "entete", "pied") or not bloc.texte:
            continue
        to_sign = number in signed and _lettres(bloc.texte) <= LIGNE
        later = number in forms or to_sign or number in leaders or not _lettres(bloc.texte) or (number in signers and not any(map(str.isalpha, _LIGNE.split(bloc.texte, 1)[-1])))
        place = _blanc(bloc.texte, words, not_brackets, units, later)
        if place:
            start = texte.debuts[number]
            first, last = _autour(bloc.texte, *place)
            yield Contradiction(REGLE, (passage(texte, number, start + first, start + last),), why)


def _blocs(texte: Texte, patterns) -> set[int]:
    return {texte.bloc_de[number] for number in dit(texte, patterns)}


def _lettres(text: str) -> int:
    return sum(map(str.isalpha, text))


def _signatures(texte: Texte, r: m.ReglesBlancs) -> set[int]:
    """The blocks that speak of signing, and the short ones beside them that hold lines to fill in (« Nom : ……… », « Date : ____ »)."""
    said = {block for block in _blocs(texte, r.signature) if _lettres(texte.blocs[block].texte) <= LIGNE}
    said |= {block for block in _blocs(texte, r.signataires) if not _LIGNE.search(texte.blocs[block].texte)}
    said |= {block for block, bloc in enumerate(texte.blocs) if _POUR.match(plier(bloc.texte))}
    found = set(said)
    for block in sorted(said):
        for step in (-1, 1):
            other = block + step
            while 0 <= other < len(texte.blocs) and other not in found and _SIGNE.match(plier(texte.blocs[other].texte)) and _a_remplir(texte.blocs[other]):
                found.add(other)
                other += step
    return found


def _a_remplir(bloc) -> bool:
    """A short line of labels and of lines to fill in, or a name alone."""
    return bloc.genre != "titre" and _lettres(bloc.texte) <= LIGNE and (bool(_LIGNE.search(bloc.texte)) or len(bloc.texte) <= NOM) and not bloc.texte.rstrip("._… ").endswith((",", ";"))


def _conduites(texte: Texte, units: frozenset[str]) -> set[int]:
    """The lines of a summary whose dots lead from a name to its value (« Durée ferme ......... 4 ans »), two together at least."""
    led = set()
    for block, bloc in enumerate(texte.blocs):
        match = _CONDUITE.fullmatch(bloc.texte)
        if match and plier(match[1]).split()[-1] not in _AVANT and re.split("[^a-z€%]", plier(match[2]), maxsplit=1)[0] not in units and not re.search(r"[.…_]{3}", match[2]):
            led.add(block)
    return {block for block in led if {block - 1, block + 1} & led}


def _formulaires(texte: Texte, r: m.ReglesBlancs) -> set[int]:
    """The blocks of the forms that are filled in later: under such a heading, or such a short line."""
    found: set[int] = set()
    for block in _blocs(texte, r.formulaires):
        bloc = texte.blocs[block]
        if bloc.genre == "titre":
            found.update(range(block, section(texte, block)[1]))
        elif bloc.genre == "alinea" and _lettres(bloc.texte) <= LIGNE and bloc.texte[-1:] not in ";," and not _LIGNE.search(bloc.texte):
            other = block + 1
            while other < len(texte.blocs) and other not in found and _a_remplir(texte.blocs[other]):
                found.add(other)
                other += 1
    return found


def _blanc(text: str, words: frozenset[str], not_brackets: tuple[str, ...], units: frozenset[str], later: bool) -> tuple[int, int] | None:
    """Where the first place to fill in stands in a block; `later`: dots and lines are filled in at the signature, or in a form."""
    folded = plier(text)
    for match in _CROCHETS.finditer(folded):
        if _crochet(folded, match, words, not_brackets, units):
            return match.span()
    for pattern in (_CHEVRONS, _A_COMPLETER):
        if match := pattern.search(folded):
            return match.span()
    if match := _CAPITALES.search(text):
        return match.span()
    for match in _CHEVRON.finditer(folded):
        if words & set(_MOTS.findall(match[1])):
            return match.span()
    for match in _IXES.finditer(folded):
        if _ixes(text, folded, match, units):
            return match.span()
    for match in _X_SEUL.finditer(text):
        if (word := re.match(r"(?:\([a-z0-9]{1,6}\) ?)?([a-z]+|%|€)", folded[match.end() :])) and word[1] in units:
            return match.span()
    if later:
        return None
    if match := _DATE.search(folded) or _SOULIGNES.search(folded):
        return match.span() if match[0] != folded.strip() or match.re is _DATE else None
    for match in _POINTS.finditer(text):
        if _points(text, match, units):
            return match.span()
    return _points_seuls(text, units)


def _crochet(folded: str, match: re.Match, words: frozenset[str], not_brackets: tuple[str, ...], units: frozenset[str]) -> bool:
    """Is this bracket one to fill in?"""
    inside = match[1].strip()
    named = _MOTS.findall(inside)
    if not inside or set(inside) <= set("•●_-.…* ?x"):
        if "." in inside or "…" in inside:  # « […] » leaves words out of a quotation, unless a unit follows
            after = _MOTS.match(folded[match.end() :].lstrip())
            return bool(after and after[0] in units)
        if inside in ("", "x"):  # a box to tick, unless a value stood there
            after, before = _MOTS.match(folded[match.end() :].lstrip()), _MOTS.findall(folded[max(0, match.start() - 16) : match.start()])
            return bool(after and after[0] in units) or (folded[: match.start()].rstrip()[-1:].isalpha() and bool(before) and before[-1] in _AVANT)
        return True
    if "signature" in named or any(inside.startswith(other) for other in not_brackets) or any(sign in inside for sign in "«»“”\"") or re.fullmatch(r"[0-9 ,;-]+|[a-z]{1,6}[ -]?[0-9]{1,5}", inside):
        return False
    return bool(words & set(named)) or inside in ("n°", "no")


def _ixes(text: str, folded: str, match: re.Match, units: frozenset[str]) -> bool:
    """« XXX », « XX heures »; not « Article XX » nor « le XXe siècle »."""
    if not set(match[0]) <= {"x"} or text[match.start()].islower() or len(match[0]) > 3:
        return True
    before = _MOTS.findall(folded[max(0, match.start() - 24) : match.start()])
    if before and before[-1] in ("article", "titre", "chapitre", "annexe", "section", "partie", "louis"):
        return False
    if len(match[0]) == 3 or folded[match.end() : match.end() + 1] == "/":
        return True
    after = re.match(r"[ ,.]{0,2}([a-z%€]+)", folded[match.end() :])
    return bool(after and after[1] in units) or bool(before and before[-1] in _AVANT)


def _points(text: str, match: re.Match, units: frozenset[str]) -> bool:
    """« ……… », « ....... »; not the leaders of a list of prices or of a table of contents, nor « etc... »."""
    dots = sum(3 if sign == "…" else 1 for sign in match[0] if sign in ".…")
    if dots < 4:
        return False
    after = text[match.end() :].lstrip()
    before = text[: match.start()].rstrip()
    leader = re.match(r"[0-9]", after) or re.match(r"(?:page|p\.|inclus|compris|sur devis|gratuit|néant|offert)", after, re.I)
    listed = len(after) < 40 or _POINTS.search(after)  # a list of prices that the reading put on one line
    return not (leader and before and before[-1].isalpha() and listed and plier(before).split()[-1] not in _AVANT)


def _points_seuls(text: str, units: frozenset[str]) -> tuple[int, int] | None:
    """« … visites par an », « de … euros »: one ellipsis that stands for a word."""
    for match in re.finditer(r"(?<=[\w'’:]) …(?= ?[a-zà-ÿ%€])|(?<=\w) \.\.\.(?= ?[a-zà-ÿ%€])", text):
        after = _MOTS.match(plier(text[match.end() :].lstrip()))
        before = _MOTS.findall(plier(text[max(0, match.start() - 16) : match.start()]))
        last = before[-1] if before else ""
        if (after and after[0] in units) or last in _AVANT:
            return match.span()
    return None


def _autour(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place, no longer than a few lines."""
    first = max(text.rfind(". ", max(0, start - 200), start) + 2, start - 200, 0)
    last = text.find(". ", end)
    last = last + 1 if 0 <= last < end + 200 else min(len(text), end + 200)
    while first and first < start and text[first - 1] != " ":
        first += 1
    return first, last
