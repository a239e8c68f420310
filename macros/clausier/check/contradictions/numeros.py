"""Article numbers: given twice, skipped, out of order; and what is sent to an article that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ... import model as m
from ...extract.document import HORS_TEXTE
from ...extract.etiquettes import Etiquette, etiquette, romain
from ...mots import plier
from ..rapport import Contradiction
from ..texte import Texte
from .commun import passage

REGLE = "numerotation"
ASSEZ = 3  # articles: below, a text is not numbered
ECART = 4  # numbers skipped at most; a further one begins another numbering
TROP = 0.34  # share of skipped numbers past which the reading, not the contract, is at fault
DE_CODE = 200  # an article number above is one of a code
ANNEXES = 2  # annexes that a text holds: below, they may stand elsewhere
COURT = 120  # characters quoted of a block
LISTE = "liste"
ROMAINES = (9, 22, 24)  # I, V, X: as the head of a section, a letter reads as a Roman number
_BIS = ("bis", "ter", "quater")
_TER = re.compile(r" ?(?:bis|ter|quater)(?![a-z])", re.I)
_POINTS = r"(?:\.[0-9]{1,2}(?![0-9])){0,3}"
_CHIFFRES = rf"[0-9lo]{{1,3}}(?![a-z0-9]){_POINTS}"
_ROMAINS = rf"[ivx]{{1,5}}(?![a-z0-9']){_POINTS}"
_RENVOI = re.compile(rf"(?<![a-z])(?:articles?|art\.|clauses?|sections?) ?({_CHIFFRES}|{_ROMAINS})(?: ?(bis|ter|quater|nonies|octies)(?![a-z]))?")
_AUSSI = rf" ?(?:,|et|ou|a|-) ?(?:(?:de )?l'article |aux? |articles? )?({_CHIFFRES})"
_SUITE = re.compile(rf"{_AUSSI}(?! ?(?:€|%|(?!(?:et|ou|a) )[a-z]))")
_LISTE = re.compile(rf"{_AUSSI}(?! ?(?:€|%|(?:h|j|heures?|jours?|mois|ans?|annees?|semaines?|minutes?|euros?|postes?|sites?)(?![a-z])))")  # after « les articles »
_DEDANS = re.compile(r"[^\W_]+")
_SOUS = re.compile(r"(?<=[.-])([0-9]{1,2})(?![0-9])")
_AU_FIL = re.compile(r"(?:^|[.;:|] )([0-9]{1,3}(?:\.[0-9]{1,2}){1,3}) ?[./)–-]? ?[A-ZÀ-Ý«]")  # « 6.1/ Garantie… 6.2/ Plafond… » inside a paragraph
_CHIFFRE = re.compile(r"([0-9]{1,2}) ?[–—:-]")
_ANNEXE = re.compile(r"(?<![a-z])annexe ?(?:n ?° ?)?([0-9]{1,2}|[a-h]|[ivx]{1,4})(?![a-z0-9'’.-]*[a-z0-9])")
_NOMMEE = re.compile(r" ?[(:–—«|,-]")
_DEROGE = re.compile(r"[ ,]{1,2}(?:[a-z]+ ){0,3}derog")


@dataclass(frozen=True, slots=True)
class _Numero:
    """The number at the head of a block: `style` tells one numbering from another; `rangs`: 4.2.1 → (4, 2, 1)."""

    style: str
    rangs: tuple[int, ...]
    bloc: int
    bis: bool


def trouver(texte: Texte, rules: m.ReglesContradictions) -> Iterator[Contradiction]:
    """Faults of the numbering, then references to what is not there."""
    words = {name: f"{rules.genres[REGLE].pourquoi} {text}" for name, text in rules.mots.items()}
    heads = _tetes(texte)
    suites = _suites([head for head in heads if len(head.rangs) == 1])
    for suite in suites:
        yield from _fautes(texte, suite, words)
    for suite in _sous_suites(heads):
        yield from _sous_fautes(texte, suite, words)
    yield from _renvois(texte, rules.numeros, heads, suites, words["renvoi"])
    yield from _annexes(texte, rules.numeros, words["annexe"])


# ---------------------------------------------------------------- what is numbered
def _tetes(texte: Texte) -> list[_Numero]:
    found, annex = [], ""
    for number, bloc in enumerate(texte.blocs):
        if bloc.genre in HORS_TEXTE or bloc.genre in ("ligne", "note"):
            continue
        label = etiquette(bloc.texte)
        if label is None or not label.valeur or not label.valeur[0]:
            continue
        title = bloc.genre == "titre"
        if label.genre == "annexe":
            annex = f"annexe {number} " if title else annex
            continue
        if label.genre == "article" and not title and (not label.ferme or _cite(bloc.texte, label.fin)):
            continue  # « Article 12 du code civil… » is a reference
        rangs = label.valeur
        if label.genre == "article" and (under := _SOUS.match(bloc.texte, label.fin) or _coupe(texte, number, label)):
            rangs = (*rangs, int(under[1]))  # « Article II.3 »
        lettered = label.numero[:1].isalpha()
        if lettered and label.genre == "decimal" and not title and not re.match(r"[A-Z]{1,5}[.-]?[0-9]+[.-][0-9]|[IVX]+[.-][0-9]|A[0-9]+\.", label.numero) and not re.match("[A-Z]{1,3}[.-][0-9]", label.numero):
            continue  # « S1 est l'indice… »
        if label.genre == "decimal" and len(label.valeur) == 1:
            sign = bloc.texte[len(label.numero) : label.fin].strip()
            if not label.ferme and not title:
                continue
            style = LISTE + sign if sign else label.genre
        elif label.genre == "minuscule" or (not title and not _en_tete(label, bloc.texte)):
            continue
        else:
            style = label.genre + ("L" if lettered and label.genre == "decimal" else "")
        bis = label.numero.lower().endswith(_BIS) or bool(_TER.match(bloc.texte, label.fin))
        found.append(_Numero(annex + style, rangs, number, bis))
    return found


def _coupe(texte: Texte, block: int, label: Etiquette) -> re.Match | None:
    """« Article IV. » alone, whose block below begins « 1 – … »: the reading cut the number."""
    text = texte.blocs[block].texte
    alone = label.fin >= len(text) and text.endswith(".") and label.numero.isalpha() and block + 1 < len(texte.blocs)
    return _CHIFFRE.match(texte.blocs[block + 1].texte) if alone else None


def _en_tete(label: Etiquette, text: str) -> bool:
    """Can this label, whose block is no heading, still number an article?"""
    if label.genre == "romain":
        return label.ferme and len(text) <= COURT
    return label.genre != "lettre"


def _cite(text: str, after: int) -> bool:
    return bool(re.match(r" ?(?:du |de la |de l|des |et |à [0-9]|ou )", text[after:]))


def _suites(heads: Sequence[_Numero]) -> list[list[_Numero]]:
    """Each numbering apart: a number goes on with the latest one that it follows, 1 begins another; what follows none goes with the latest near it."""
    open_: dict[str, list[list[_Numero]]] = {}
    done: list[list[_Numero]] = []
    for head in heads:
        here, latest = head.rangs[0], open_.setdefault(head.style, [])
        suite = None
        if here != 1 or head.bis:
            suite = next((each for each in reversed(latest) if each[-1].rangs[0] == here - 1 or (head.bis and each[-1].rangs[0] == here)), None)
            if suite is None:
                suite = next((each for each in reversed(latest) if each[0].rangs[0] <= here <= each[-1].rangs[0] + ECART), None)
        if suite is None:
            suite = []
            latest.append(suite)
            done.append(suite)
        while latest[-1] is not suite:
            latest.pop()
        suite.append(head)
    return [suite for suite in done if len(suite) >= ASSEZ + (LISTE in suite[0].style)]


def _sous_suites(heads: Sequence[_Numero]) -> list[list[_Numero]]:
    """4.1, 4.2… : the second numbers under one first."""
    done: list[list[_Numero]] = []
    for head in heads:
        if len(head.rangs) == 2:
            if done and done[-1][-1].rangs[0] == head.rangs[0] and done[-1][-1].style == head.style and (head.rangs[1] != 1 or done[-1][-1].rangs[1] == 1):
                done[-1].append(head)
            else:
                done.append([head])
    return done


# ---------------------------------------------------------------- faults
def _fautes(texte: Texte, suite: Sequence[_Numero], words: Mapping[str, str]) -> Iterator[Contradiction]:
    present = {head.rangs[0] for head in suite}
    low, high = suite[0].rangs[0], max(present)
    if high - low + 1 - len(present) > TROP * len(present):
        return
    seen = {low: suite[0]}
    for before, head in zip(suite, suite[1:]):
        here, last = head.rangs[0], before.rangs[0]
        twin = seen.setdefault(here, head)
        if head.bis or (here == last and before.bis) or (here == last + 1 and twin is head):
            continue
        if twin is not head:
            yield _faute(texte, twin, head, words["double"].replace("#", str(here)))
        elif here < last:
            yield _faute(texte, before, head, words["apres"].replace("#", str(here), 1).replace("#", str(last)))
        else:
            missing = [n for n in range(last + 1, here) if n not in present and not (head.style.endswith("lettre") and n in ROMAINES)]
            if missing and not _noye(texte, str(missing[0]), before, head):
                yield _faute(texte, before, head, words["manque"].replace("#", str(missing[0])))


def _sous_fautes(texte: Texte, suite: Sequence[_Numero], words: Mapping[str, str]) -> Iterator[Contradiction]:
    seen = {suite[0].rangs: suite[0]}
    for before, head in zip(suite, suite[1:]):
        here, last, name = head.rangs[1], before.rangs[1], ".".join(map(str, head.rangs))
        twin = seen.setdefault(head.rangs, head)
        if head.bis or (here == last and before.bis) or (here == last + 1 and twin is head):
            continue
        if twin is not head:
            yield _faute(texte, twin, head, words["double"].replace("#", name))
        elif here < last:
            yield _faute(texte, before, head, words["place"].replace("#", name))
        elif here == last + 2 and len(suite) >= ASSEZ and (head.rangs[0], last + 1) not in {other.rangs for other in suite}:
            missing = f"{head.rangs[0]}.{last + 1}"
            if not _noye(texte, missing, before, head):
                yield _faute(texte, before, head, words["manque"].replace("#", missing))


def _noye(texte: Texte, missing: str, before: _Numero, head: _Numero) -> bool:
    """Does the missing number stand inside a block between the two, where the reading glued it?"""
    name = re.escape(missing)
    sign = re.compile(rf"(?<![0-9.,]){name}(?![0-9,]|\.[0-9])(?: ?[.)–-])? [A-ZÀ-Ý«]|(?:[Aa]rticle|ARTICLE|[Aa]rt\.|ART\.) ?{name}(?![0-9])")
    return any(sign.search(texte.blocs[number].texte) for number in range(before.bloc, head.bloc + 1))


def _faute(texte: Texte, first: _Numero, second: _Numero, why: str) -> Contradiction:
    heads = []
    for block in sorted({first.bloc, second.bloc}):
        start = texte.debuts[block]
        heads.append(passage(texte, block, start, start + min(len(texte.blocs[block].texte), COURT)))
    return Contradiction(REGLE, tuple(heads), why)


# ---------------------------------------------------------------- references
def _renvois(texte: Texte, rules: m.ReglesNumeros, heads: Sequence[_Numero], suites: Sequence[Sequence[_Numero]], why: str) -> Iterator[Contradiction]:
    """« l'article 27 » where there are twenty-five."""
    numbered = {head for suite in suites for head in suite}
    known = {head.rangs for head in heads if len(head.rangs) > 1 or head in numbered}
    tops = {rangs[0] for rangs in known}
    if len(tops) < ASSEZ or max(tops) - len(tops) > TROP * len(tops):
        return
    divided = {rangs[0] for rangs in known if len(rangs) > 1}
    sections = any(bloc.genre == "titre" and plier(bloc.texte).startswith("section ") for bloc in texte.blocs)
    outside, before = frozenset(rules.dehors), frozenset(rules.avant)
    inline = {name for bloc in texte.blocs for name in _AU_FIL.findall(bloc.texte)}
    for number, bloc in enumerate(texte.blocs):
        if bloc.genre in HORS_TEXTE:
            continue
        folded = plier(bloc.texte)
        if "art" not in folded and "clause" not in folded and "section" not in folded:
            continue
        elsewhere = _sous_un_autre(texte, number, outside)
        of_law = False
        for match in _RENVOI.finditer(folded):
            if match[2] or (match.start() == 0 and bloc.genre == "titre"):
                continue
            if match[0].startswith("section") and not sections:
                continue
            cited, end = [match[1]], match.end()
            more_of = _LISTE if folded[match.start() :].startswith("articles") else _SUITE
            while more := more_of.match(folded, end):
                cited.append(more[1])
                end = more.end()
            here = _DEROGE.match(folded, end)  # what derogates is ours
            if not here and (elsewhere or _dehors(folded, match.start(), end, outside, before)):
                of_law = True
                continue
            if not here and of_law and max(_premier(name) for name in cited) > max(tops):
                continue  # a paragraph that cites a law, and a number that the contract does not reach
            lost = next((name for name in cited if not _existe(name, known, tops, divided) and name not in inline), "")
            if lost:
                start, stop = _phrase(bloc.texte, match.start(), end)
                place = texte.debuts[number]
                yield Contradiction(REGLE, (passage(texte, number, place + start, place + stop),), why.replace("#", lost.upper()))


def _annexes(texte: Texte, rules: m.ReglesNumeros, why: str) -> Iterator[Contradiction]:
    """« l'annexe 5 » of a contract that holds several, and not that one. One that is named where it is cited is taken to stand apart, and so are two."""
    labels = (etiquette(bloc.texte) for bloc in texte.blocs if bloc.genre not in HORS_TEXTE and len(bloc.texte) <= COURT)
    held = {plier(label.numero) for label in labels if label and label.genre == "annexe"}
    if len(held) < ANNEXES:
        return
    outside = frozenset(rules.dehors)
    lost: dict[str, tuple[int, int, int]] = {}
    for number, bloc in enumerate(texte.blocs):
        folded = plier(bloc.texte) if bloc.genre not in HORS_TEXTE else ""
        for match in _ANNEXE.finditer(folded):
            if match[1] in held or match[1].isdigit() != next(iter(held)).isdigit() or _dehors(folded, match.start(), match.end(), outside, frozenset()):
                continue
            if match[1] in lost or _NOMMEE.match(folded, match.end()):
                return
            lost[match[1]] = (number, match.start(), match.end())
    if len(lost) == 1:
        [(name, (number, start, end))] = lost.items()
        first, stop = _phrase(texte.blocs[number].texte, start, end)
        place = texte.debuts[number]
        yield Contradiction(REGLE, (passage(texte, number, place + first, place + stop),), why.replace("#", name.upper()))


def _sous_un_autre(texte: Texte, block: int, outside: frozenset[str]) -> bool:
    """Does the heading over a block name another text (« Dérogations au CCAG »)?"""
    head = texte.articles[texte.article_de[block]].titre
    return head >= 0 and bool(outside & {*_DEDANS.findall(plier(texte.blocs[head].texte))})


def _existe(name: str, known: set[tuple[int, ...]], tops: set[int], divided: set[int]) -> bool:
    """Is there such an article? One whose parts bear no number is taken at its word for them."""
    rest, top = name.split(".")[1:], _premier(name)
    if not 0 < top < DE_CODE:
        return True
    rangs = (top, *map(int, rest))
    return rangs[:2] in known or (top in tops and (len(rangs) == 1 or top not in divided))


def _premier(name: str) -> int:
    """The number of an article, without those of its parts; 0 when it is none."""
    first = name.split(".")[0]
    digits = first.replace("l", "1").replace("o", "0") if any(sign.isdigit() for sign in first) else ""
    return int(digits) if digits else romain(first) or 0 if set(first) <= set("ivx") else 0


def _dehors(folded: str, start: int, end: int, outside: frozenset[str], before: frozenset[str]) -> bool:
    """Is it an article of a law, a code, another contract?"""
    after = _DEDANS.findall(re.split(r"[.;] ", folded[end : end + 90])[0])[:9]
    if "present" in after[:3] or "presente" in after[:3] or "presentes" in after[:3]:
        return False  # « l'article 9.4 du présent CCTP »
    past = _DEDANS.findall(re.split(r"[.;] ", folded[max(0, start - 60) : start])[-1])[-9:]
    return any(word in outside for word in after) or any(word in before for word in past)


def _phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a place in a block."""
    first = max(text.rfind(". ", 0, start), text.rfind("; ", 0, start))
    last = text.find(". ", end)
    return (first + 2 if first >= 0 else 0), (last + 1 if last >= 0 else len(text))
