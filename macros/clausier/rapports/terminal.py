"""The report as text, for the terminal: first what to act on."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from .. import model as m
from ..check.rapport import A_CONFIRMER, ABSENT, PRESENT, SANS_OBJET, VAGUE, Alerte, Constat, Contradiction, Extrait, Rapport
from .mots import Mots, court

_WIDTH = 100
_QUOTE = 220  # characters of a passage
_FLOUS = 12
_COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # what could command a terminal
_JOINED = re.compile(r"(?<=«) | (?=[»;:!?%€])")  # spaces where no line ends


def terminal(report: Rapport, catalogue: m.Catalogue, rules: m.Controle, name: str) -> str:
    """The whole report on the file of that name. Nothing that a hostile file holds can command the terminal."""
    lines = "\n".join(_Page(Mots(report, catalogue, rules)).lines(name))
    return _COMMANDS.sub(lambda found: f"\\x{ord(found[0]):02x}", lines) + "\n"


class _Page:
    """Writes one report, line by line."""

    def __init__(self, mots: Mots):
        self.mots, self.report, self.parts = mots, mots.report, mots.textes.parties

    def lines(self, name: str) -> Iterator[str]:
        yield from _wrapped(self.mots.phrase("tete", name, self.report.version))
        yield ""
        if self.report.hors_sujet is not None:
            yield from _wrapped(f"{self.mots.textes.verdicts['hors-sujet']}. {self.mots.phrase('hors_sujet', self.report.hors_sujet)}")
            yield from self.warnings()
            return
        yield from _wrapped(self.mots.resume())
        yield from self.warnings()  # what was not read, or acts, bears on all the rest
        for gravity in ("impose", "risque"):
            yield from self.part(gravity, [self.alerts(alerts) for alerts in self.mots.groupes(gravity)])
        yield from self.part("contradictions", [self.contradiction(found) for found in self.report.contradictions])
        for state in (ABSENT, VAGUE, A_CONFIRMER):
            yield from self.part(state, [self.finding(finding) for finding in self.mots.constats(state)])
        vague = self.mots.groupes("usage")
        more = [iter(["  " + self.mots.phrase("autres", str(len(vague) - _FLOUS))])] if len(vague) > _FLOUS else []
        yield from self.part("usage", [*(self.alerts(alerts) for alerts in vague[:_FLOUS]), *more])
        yield from self.part("reste", [self.named(state) for state in (PRESENT, SANS_OBJET)])
        yield from self.read_as()
        yield ""
        yield from _wrapped(self.mots.phrase("avertissement"))

    def part(self, title: str, items: list[Iterator[str]]) -> Iterator[str]:
        """A title, then its items; nothing when there are none."""
        if items:
            yield from ("", self.parts[title].upper(), "")
            for item in items:
                yield from item

    def alerts(self, alerts: list[Alerte]) -> Iterator[str]:
        """The alerts of one passage."""
        yield from _bullet(alerts[0].titre)
        yield from self.quote(alerts[0].extrait)
        for alert in alerts:
            if alert.suppose:
                yield from _under(self.mots.suppose(alert))
            yield from _under(alert.pourquoi)
            if alert.references:
                yield from _under(self.mots.textes_officiels(alert.references))
            yield from _under(self.mots.conseil(alert))

    def contradiction(self, contradiction: Contradiction) -> Iterator[str]:
        yield from _bullet(contradiction.titre)
        for passage in contradiction.extraits:
            yield from self.quote(passage)
        yield from _under(contradiction.pourquoi)

    def finding(self, finding: Constat) -> Iterator[str]:
        yield from _bullet(self.mots.titre(finding))
        if finding.extrait:
            yield from self.quote(finding.extrait)
        if finding.etat == A_CONFIRMER:
            yield from _under(self.mots.pourquoi_douter(finding))
        if finding.manque:
            yield from _under(self.mots.manque(finding))
        if finding.etat != VAGUE and finding.pourquoi:
            yield from _under(finding.pourquoi)
        if finding.references:
            yield from _under(self.mots.textes_officiels(finding.references))
        if finding.clause:
            yield from _under(self.mots.clause(finding))

    def quote(self, passage: Extrait) -> Iterator[str]:
        yield from _under(f"« {court(passage.texte, _QUOTE)} » ({self.mots.lieu(passage)})")

    def named(self, state: str) -> Iterator[str]:
        titles = [finding.titre for finding in self.report.rubriques if finding.etat == state]
        if titles:
            yield from _wrapped(f"{self.parts[state]} ({len(titles)}) : {', '.join(titles)}.", "  ")

    def warnings(self) -> Iterator[str]:
        yield from self.part("lecture", [_bullet(message) for _, message in self.report.avertissements])

    def read_as(self) -> Iterator[str]:
        """What the contract was read as; it comes last, for nothing there is to act on."""
        yield ""
        for line in self.mots.choix(labels=False):
            yield from _wrapped(line)
        if self.report.deduits:
            yield from _wrapped(self.mots.phrase("corriger"))


def _bullet(text: str) -> Iterator[str]:
    yield from _wrapped(f"• {text}", "", "  ")


def _under(text: str) -> Iterator[str]:
    if text:
        yield from _wrapped(text, "    ")


def _wrapped(text: str, indent: str = "", rest: str | None = None) -> list[str]:
    lines = textwrap.wrap(_JOINED.sub("\u00a0", text), _WIDTH, initial_indent=indent, subsequent_indent=indent if rest is None else rest, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\u00a0", " ") for line in lines]
