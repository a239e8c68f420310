"""A text as the checker reads it: sentences of folded words, and the quantities they hold (durations, amounts, rates, dates).

`lire(texte)` → Phrases. Folding is one character for one, so a position in the folded text is a position in the text. The browser's twin,
docs/assets/clausier/verifier/mots.js, reads `exportees()`; tests/vectors/mots.yml holds both to the same answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .plis import plier, table

# ---------------------------------------------------------------- words
PETITS = frozenset("le la les l de du des d un une au aux a ce cet cette ces son sa ses leur leurs et ou en y".split())
ABREVIATIONS = frozenset("art al cf ch etc ex l m me mm mme n no p pp r d ste st tel".split())
_UNITS = {"zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16}
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "octante": 80, "nonante": 90}
_GREAT = {"cent": 100, "cents": 100, "mille": 1000}
NOMBRES = _UNITS | _TENS | _GREAT
MINUTES = {"minute": 1, "heure": 60, "jour": 1440, "semaine": 10080, "mois": 43200, "an": 525600}
UNITES = {
    **dict.fromkeys("minute minutes mn min".split(), "minute"),
    **dict.fromkeys("heure heures h hr hrs".split(), "heure"),
    **dict.fromkeys("jour jours j".split(), "jour"),
    **dict.fromkeys("semaine semaines".split(), "semaine"),
    "mois": "mois",
    **dict.fromkeys("an ans annee annees".split(), "an"),
    **dict.fromkeys("€ euro euros eur".split(), "euro"),
    **dict.fromkeys("% pourcent".split(), "taux"),
    "fois": "fois",
}
REGIMES = {"ouvre": "ouvre", "ouvres": "ouvre", "ouvree": "ouvre", "ouvrees": "ouvre", "ouvrable": "ouvre", "ouvrables": "ouvre", "calendaire": "calendaire", "calendaires": "calendaire", "franc": "calendaire", "francs": "calendaire"}
MOIS = {name: i for i, name in enumerate("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(), 1)}

# Folded ASCII only; a run of digits or letters is taken whole, so that no place of it is tried again: linear. Groups: round the clock, date, hour of the day (hour, minute), article of a code, number, word, sign.
JETON = (
    r"(24 ?h? ?/ ?24|7 ?j? ?/ ?7)(?![0-9])|([0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4})(?![0-9])|([01]?[0-9]|2[0-4]) ?[h:] ?([0-5][0-9])(?![0-9a-z])"
    r"|([lrda]\.? ?[0-9]{1,5}(?:-[0-9]{1,4}){1,3}|[lrd]\.? ?[0-9]{3,5}|[0-9]{1,5}(?:-[0-9]{1,4}){1,3})(?![0-9a-z])"
    r"|([0-9]{1,3}(?:[ .][0-9]{3}){1,4}(?![0-9])(?:,[0-9]{1,4})?|[0-9]+(?:[.,][0-9]{1,4}(?![0-9]))?)|([a-z]+)|([€%])"
)
CHIFFRES = 12  # digits of a whole number that are read: the last ones
FINS = ".!?…;"  # what may end a sentence
_token = re.compile(JETON)
_LONG = re.compile("[0-9]{%d}" % (CHIFFRES + 1))
_COLLES = frozenset(" '-")  # signs alone between two words, which end no sentence
_APRES_UN = frozenset("er et pour".split()) | MOIS.keys()  # what makes a number of « un », with numbers and units
_KINDS = ("", "continu", "date", "", "heure", "article", "nombre", "mot", "signe")  # by the number of the last group


@lru_cache(maxsize=50_000)
def reduit(word: str) -> str:
    """A folded word without its plural nor the second « e » of a feminine participle; « oe », « ae » as « e »."""
    word = word.replace("oe", "e").replace("ae", "e")
    if len(word) > 3:
        if word[-1] in "sx" and word[-2] != "s":
            word = word[:-1]
        if word.endswith("ee"):
            word = word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class Quantite:
    """A quantity. `genre`: duree (valeur in minutes), montant (cents), taux (hundredths of a percent), fois, nombre (hundredths), date (yyyymmdd),
    heure (minute of the day). `unite` and `regime` (ouvre, calendaire or "") of a duration; `lettres`: what the words said, when figures follow them."""

    genre: str
    valeur: int
    unite: str = ""
    regime: str = ""
    lettres: int | None = None


@dataclass(slots=True)  # not frozen, which would cost a third of the reading
class Mot:
    """A word of the text, small words left out: `mot` reduced (« <duree> » for a quantity), `debut` and `fin` in the text. Never changed."""

    mot: str
    debut: int
    fin: int
    quantite: Quantite | None = None


def lire(texte: str, start: int = 0) -> list[list[Mot]]:
    """The sentences of a text, each the list of its words; a line end ends a sentence. `start`: where the text stands in a longer one."""
    phrases: list[list[Mot]] = []
    for line in texte.split("\n"):
        if line:
            _Ligne(line, start).into(phrases)
        start += len(line) + 1
    return phrases


def _court(kind: str, text: str, start: int, end: int) -> tuple[str, str, int, int]:
    """A number without the digits that are not read."""
    unread = max(0, len(text) - len(text.lstrip("0123456789")) - CHIFFRES)
    return kind, text[unread:], start + unread, end


class _Ligne:
    """One line: its tokens (kind, text, start, end), read from left to right."""

    def __init__(self, line: str, start: int):
        self.line, self.start, self.folded = line, start, plier(line)
        self.tokens = [(_KINDS[match.lastindex], match[0], match.start(), match.end()) for match in _token.finditer(self.folded)]
        if _LONG.search(line):
            self.tokens = [_court(*token) if token[0] == "nombre" else token for token in self.tokens]

    def into(self, phrases: list[list[Mot]]) -> None:
        """Adds the line's sentences."""
        words: list[Mot] = []
        tokens, folded, start = self.tokens, self.folded, self.start
        i, end, before = 0, len(tokens), 0
        while i < end:
            kind, text, first, last = tokens[i]
            if words and (first - before > 1 or folded[before] not in _COLLES) and self.ended(i):
                phrases.append(words)
                words = []
            if kind == "mot" and (text not in NOMBRES or self.is_article(i)):
                if text not in PETITS:
                    words.append(Mot(reduit(text), start + first, start + last))
                i, before = i + 1, last
                continue
            name, quantity, i = self.quantity(i)
            before = tokens[i - 1][3]
            if name:
                words.append(Mot(name, start + first, start + before, quantity))
        if words:
            phrases.append(words)

    def ended(self, i: int) -> bool:
        """Does a sentence end before this token?"""
        between = self.folded[self.tokens[i - 1][3] : self.tokens[i][2]]
        place = next((k for k, char in enumerate(between) if char in FINS), -1)
        if place < 0:
            return False
        if between[place] == ".":
            if self.tokens[i - 1][1] in ABREVIATIONS or between[place + 1 : place + 2] != " ":
                return False
            following = self.line[self.tokens[i][2]]
            return following != following.lower() or following in "0123456789" or "«" in between
        return True

    # ------------------------------------------------------------ quantities
    def is_article(self, i: int) -> bool:
        """« un contrat »: no number, nor the first word of one, as `quantity` would say at more length."""
        if self.tokens[i][1] not in ("un", "une") or i + 1 == len(self.tokens):
            return False
        kind, text = self.tokens[i + 1][:2]
        return kind == "mot" and text not in _APRES_UN and text not in NOMBRES and text not in UNITES

    def text(self, i: int) -> str:
        return self.tokens[i][1] if i < len(self.tokens) else ""

    def near(self, i: int, allowed: str = " ") -> bool:
        """Is this token, but for such signs, right after the one before?"""
        return i < len(self.tokens) and all(char in allowed for char in self.folded[self.tokens[i - 1][3] : self.tokens[i][2]])

    def quantity(self, i: int) -> tuple[str, Quantite | None, int]:
        """What begins here: the name of the word, the quantity if it is one, the index after; no name when it is a small word."""
        kind, text = self.tokens[i][0], self.text(i)
        if kind == "continu":
            return ("24h24" if text[0] == "2" else "7j7"), None, i + 1
        if kind == "article":
            return text.replace(".", "").replace(" ", ""), None, i + 1
        if kind == "signe":
            return text, None, i + 1
        if kind == "date":
            day, month, year = text.replace(".", "/").split("/")
            return "<date>", Quantite("date", int(year) * 10000 + int(month) * 100 + int(day)), i + 1
        if kind == "heure":
            hour, minute = text.replace(":", "h").replace(" ", "").split("h")
            return "<heure>", Quantite("heure", int(hour) * 60 + int(minute)), i + 1
        value, letters, after = self.number(i)
        if value is None:
            return ("" if text in PETITS else reduit(text)), None, i + 1
        return self.measured(i, value, letters, after)

    def measured(self, i: int, value: int, letters: int | None, after: int) -> tuple[str, Quantite | None, int]:
        """A number and its unit."""
        if self.text(after) == "er" and self.near(after, ""):  # « 1er »
            after += 1
        unit = UNITES.get(self.text(after), "") if self.near(after, " )") else ""
        if self.text(after) == "pour" and self.text(after + 1) == "cent":
            unit, after = "taux", after + 1
        if self.text(i) in ("un", "une") and after == i + 1 and not unit:
            return "", None, after  # an article
        if not unit and self.text(after) in MOIS and len(self.text(after + 1)) == 4 and self.tokens[after + 1][0] == "nombre":
            return "<date>", Quantite("date", int(self.text(after + 1)) * 10000 + MOIS[self.text(after)] * 100 + value // 100), after + 2
        if not unit:
            return "<nombre>", Quantite("nombre", value, lettres=letters), after
        after += 1
        if unit == "euro":
            return "<montant>", Quantite("montant", value, lettres=letters), after
        if unit in ("taux", "fois"):
            return f"<{unit}>", Quantite(unit, value, lettres=letters), after
        if unit == "heure" and value <= 2400 and self.is_clock(i, after):
            return "<heure>", Quantite("heure", value * 60 // 100), after
        regime = REGIMES.get(self.text(after), "")
        if regime:
            after += 1
        return "<duree>", Quantite("duree", value * MINUTES[unit] // 100, unit, regime, letters), after

    def is_clock(self, i: int, after: int) -> bool:
        """« 9 h à 18 h », « 9h-12h »: hours of the day, not lengths."""
        return self._bound(after) or (i > 1 and self.text(i - 1) == "a" and self._hour_before(i - 2)) or (i > 0 and self._hour_before(i - 1) and self.near_dash(i))

    def _bound(self, after: int) -> bool:
        if self.text(after) == "a":
            return self._hour(after + 1)
        return self._hour(after) and after < len(self.tokens) and self.near_dash(after)

    def near_dash(self, i: int) -> bool:
        return "-" in self.folded[self.tokens[i - 1][3] : self.tokens[i][2]] and self.near(i, " -")

    def _hour(self, i: int) -> bool:
        return i < len(self.tokens) and (self.tokens[i][0] == "heure" or (self.tokens[i][0] == "nombre" and UNITES.get(self.text(i + 1)) == "heure"))

    def _hour_before(self, i: int) -> bool:
        return self.tokens[i][0] == "heure" or (i > 0 and UNITES.get(self.text(i)) == "heure" and self.tokens[i - 1][0] == "nombre")

    def number(self, i: int) -> tuple[int | None, int | None, int]:
        """The number at this token, in hundredths; what its words said when figures repeat it; the index after."""
        spelled, after = self.spelled(i)
        if spelled is None:
            figure = self.figure(i)
            if figure is None:
                return None, None, i + 1
            said, then = self.spelled(i + 1) if self.opened(i + 1) else (None, i + 1)
            return (figure, said * 100, then) if said is not None and self.closed(then) else (figure, None, i + 1)
        figure = self.figure(after) if self.opened(after) and self.closed(after + 1) else None
        return (figure, spelled * 100, after + 1) if figure is not None else (spelled * 100, None, after)

    def opened(self, i: int) -> bool:
        """Is this token the first inside a parenthesis that follows?"""
        return i < len(self.tokens) and self.folded[self.tokens[i - 1][3] : self.tokens[i][2]].strip() == "("

    def closed(self, i: int) -> bool:
        """Is the parenthesis closed right before this token?"""
        return self.folded[self.tokens[i - 1][3] :][:2].strip().startswith(")")

    def figure(self, i: int) -> int | None:
        if i >= len(self.tokens) or self.tokens[i][0] != "nombre":
            return None
        whole, _, decimals = self.text(i).replace(" ", "").partition(",")
        parts = whole.split(".")
        if len(parts) == 2 and len(parts[1]) != 3:  # « 1.5 »
            parts, decimals = parts[:1], parts[1]
        return int("".join(parts)) * 100 + int((decimals + "00")[:2])

    def spelled(self, i: int) -> tuple[int | None, int]:
        """A number in words, and the index after."""
        total, group, after, used = 0, 0, i, False
        while after < len(self.tokens):
            text = self.text(after)
            if after > i and not self.near(after, " -"):
                break
            if text == "et" and used and self.text(after + 1) in ("un", "une", "onze"):
                after += 1
                continue
            value = NOMBRES.get(text)
            if value is None or (used and text in ("un", "une") and self.text(after - 1) not in ("et", "vingt", "quatre") and group % 100 not in (0, 20, 30, 40, 50, 60, 80)):
                break
            if text in ("vingt", "vingts") and group % 100 == 4:
                group += 76
            elif value == 1000:
                total, group = total + (group or 1) * 1000, 0
            elif value == 100:
                group = (group or 1) * 100
            elif used and value >= _last(group):
                break
            else:
                group += value
            used, after = True, after + 1
        return (total + group, after) if used else (None, i)


def _last(group: int) -> int:
    """What a number so far can still be followed by, being less."""
    if group % 100 == 0:
        return 100
    return 20 if group % 100 in (60, 80) else 10 if group % 10 == 0 else 0


def exportees() -> dict:
    """What the browser's twin reads: the folding and the lists of words."""
    groups: dict[str, str] = {}
    for code, to in sorted(table().items()):
        groups[to] = groups.get(to, "") + chr(code)
    pairs = {"nombres": NOMBRES, "unites": UNITES, "minutes": MINUTES, "regimes": REGIMES, "mois": MOIS}
    return {"jeton": JETON, "chiffres": CHIFFRES, "fins": FINS, "plis": sorted(groups.items()), "petits": sorted(PETITS), "abreviations": sorted(ABREVIATIONS)} | {name: sorted(table.items()) for name, table in pairs.items()}
