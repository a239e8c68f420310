"""The report as a neutral document: one page to forward, in every format a contract has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .. import blocks as b, model as m
from ..check.alertes import FLOU
from ..check.rapport import A_CONFIRMER, ABSENT, PRESENT, SANS_OBJET, VAGUE, Alerte, Constat, Extrait, Rapport
from ..typography import NBSP, french
from .mots import Mots, court

_QUOTE = 600  # characters of a passage
_RARE = re.compile("[^ -~\u00a0-\u017f\u0192\u02c6\u02dc\u2013-\u2026\u202f-\u203a\u20ac\u2122]")


def document(report: Rapport, catalogue: m.Catalogue, rules: m.Controle, name: str, sobre: bool = False) -> b.Document:
    """The whole report; `name`: of the file checked. `sobre`: signs that the fonts of a PDF may lack are written as their code, « [U+1F6E0] »."""
    mots = Mots(report, catalogue, rules)
    blocks = _Page(mots).blocks()
    return b.Document(
        title=french(mots.phrase("titre")),
        subtitle=_drawn(name) if sobre else name,
        blocks=tuple(map(_sober, blocks) if sobre else blocks),
        footer=french(mots.phrase("pied", report.version, report.versions["catalogue"])),
        subject=french(mots.phrase("sujet")),
    )


class _Page:
    """Writes one report, block by block."""

    def __init__(self, mots: Mots):
        self.mots, self.report, self.textes = mots, mots.report, mots.textes

    def blocks(self) -> Iterator[b.Block]:
        yield _paragraph(self.mots.phrase("avertissement"), "notice")
        if self.report.hors_sujet is not None:
            yield _heading(self.textes.verdicts["hors-sujet"], "hors-sujet")
            yield _paragraph(self.mots.phrase("hors_sujet", self.report.hors_sujet))
            yield from self.warnings()
            return
        yield from self.summary()
        yield b.TableOfContents(french(self.textes.parties["sommaire"]))
        yield from self.warnings()  # what was not read, or acts, bears on all the rest
        for gravity in ("impose", "risque"):
            yield from self.alerts(gravity)
        yield from self.contradictions()
        for state in (ABSENT, VAGUE, A_CONFIRMER):
            yield from self.findings(state)
        yield from self.alerts("usage")
        for state, last in ((PRESENT, "passage"), (SANS_OBJET, "condition")):
            yield from self.settled(state, last)

    def summary(self) -> Iterator[b.Block]:
        yield self.title("bref")
        yield _paragraph(self.mots.resume())
        states = [(state, sum(finding.etat == state for finding in self.report.rubriques)) for state in self.textes.etats]
        rows = tuple((_text(self.textes.etats[state]), _text(str(count))) for state, count in states if count)
        yield b.Table(self.columns("etat", "nombre"), rows)
        yield b.BulletList(tuple(_text(line) for line in self.mots.choix(labels=True)))
        if self.report.deduits:
            yield _paragraph(self.mots.phrase("corriger"))
        if any(finding.etat == ABSENT for finding in self.report.rubriques):
            yield _paragraph(self.mots.phrase("avenant_dit"))

    # ------------------------------------------------------------ what to act on
    def alerts(self, gravity: str) -> Iterator[b.Block]:
        groups = self.mots.groupes(gravity)
        if groups:
            yield self.title(gravity)
        for rank, alerts in enumerate(groups, 1):
            if not alerts[0].regle.startswith(FLOU):  # their one title would be said again and again
                yield _heading(alerts[0].titre, f"{gravity}-{rank}", "section")
            yield self.quote(alerts[0].extrait)
            for alert in alerts:
                yield from self.alert(alert)

    def alert(self, alert: Alerte) -> Iterator[b.Block]:
        if alert.suppose:
            yield _paragraph(self.mots.suppose(alert))
        yield _paragraph(alert.pourquoi)
        if alert.references:
            yield _paragraph(self.mots.textes_officiels(alert.references))
        yield _paragraph(self.mots.conseil(alert))

    def contradictions(self) -> Iterator[b.Block]:
        if self.report.contradictions:
            yield self.title("contradictions")
        for rank, found in enumerate(self.report.contradictions, 1):
            yield _heading(found.titre, f"contradiction-{rank}", "section")
            yield from (self.quote(passage) for passage in found.extraits)
            yield _paragraph(found.pourquoi)
            if found.references:
                yield _paragraph(self.mots.textes_officiels(found.references))

    def findings(self, state: str) -> Iterator[b.Block]:
        findings = self.mots.constats(state)
        if findings:
            yield self.title(state)
        for finding in findings:
            yield _heading(self.mots.titre(finding), f"rubrique-{finding.id}", "section")
            yield from self.finding(finding)

    def finding(self, finding: Constat) -> Iterator[b.Block]:
        if finding.extrait:
            yield self.quote(finding.extrait)
        doubt = self.mots.pourquoi_douter(finding) if finding.etat == A_CONFIRMER else ""
        if doubt:
            yield _paragraph(doubt)
        if finding.manque:
            yield _paragraph(self.mots.manque(finding))
        if finding.pourquoi:
            yield _paragraph(finding.pourquoi)
        if finding.references:
            yield _paragraph(self.mots.textes_officiels(finding.references))
        if finding.clause:
            yield _paragraph(self.mots.clause(finding))

    # ------------------------------------------------------------ the rest
    def settled(self, state: str, last: str) -> Iterator[b.Block]:
        """The sections that call for nothing, in a table."""
        findings = [finding for finding in self.report.rubriques if finding.etat == state]
        if not findings:
            return
        yield self.title(state)
        if last == "passage":
            rows = [(_text(f.titre), _literal(court(f.extrait.texte, _QUOTE)), _literal(self.mots.lieu(f.extrait))) if f.extrait else (_text(f.titre), (), ()) for f in findings]
            yield b.Table(self.columns("rubrique", last, "lieu"), tuple(rows))
        else:
            yield b.Table(self.columns("rubrique", last), tuple((_text(f.titre), _text(f.condition or "–")) for f in findings))

    def warnings(self) -> Iterator[b.Block]:
        if self.report.avertissements:
            yield self.title("lecture")
            yield b.BulletList(tuple(_literal(message) for _, message in self.report.avertissements))

    def title(self, part: str) -> b.Heading:
        return _heading(self.textes.parties[part], f"partie-{part}")

    def columns(self, *names: str) -> tuple[str, ...]:
        return tuple(french(self.textes.colonnes[name]) for name in names)

    def quote(self, passage: Extrait) -> b.Paragraph:
        """The words of the contract as they are, and where they stand."""
        return b.Paragraph((b.Text(f"«{NBSP}{court(passage.texte, _QUOTE)}{NBSP}»"), b.Text(f" ({self.mots.lieu(passage)})")), "quote")


def _heading(text: str, anchor: str, kind: str = "article") -> b.Heading:
    return b.Heading(kind, _text(text), anchor)


def _paragraph(text: str, kind: str = "plain") -> b.Paragraph:
    return b.Paragraph(_text(text), kind)


def _text(text: str) -> b.Spans:
    """Words of ours."""
    return (b.Text(french(text)),)


def _literal(text: str) -> b.Spans:
    """Words of the contract, or of its file."""
    return (b.Text(text),)


# ---------------------------------------------------------------- what every font draws
def _drawn(text: str) -> str:
    return _RARE.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text)


def _spans(spans: b.Spans) -> b.Spans:
    return tuple(replace(span, text=_drawn(span.text)) for span in spans)


def _sober(block: b.Block) -> b.Block:
    """The block, in signs that every font draws."""
    match block:
        case b.Heading() | b.Paragraph():
            return replace(block, spans=_spans(block.spans))
        case b.BulletList():
            return replace(block, items=tuple(map(_spans, block.items)))
        case b.Table():
            return replace(block, rows=tuple(tuple(map(_spans, row)) for row in block.rows))
    return block
