"""The report as text, for the terminal: first what to act on."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from .. import model as m
from ..check.rapport import A_CONFIRMER, ABSENT, PRESENT, SANS_OBJET, VAGUE, Alerte, Constat, Contradiction, Extrait, Rapport
from . import mots

_WIDTH = 100
_QUOTE = 220  # characters of a passage
_FLOUS = 12
_COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # what could command a terminal


def terminal(report: Rapport, catalogue: m.Catalogue, name: str) -> str:
    """The whole report. Nothing that a hostile file holds can command the terminal."""
    lines = _COMMANDS.sub(lambda found: f"\\x{ord(found[0]):02x}", "\n".join(_report(report, catalogue, name)))
    return lines + "\n"


def _report(report: Rapport, catalogue: m.Catalogue, name: str) -> Iterator[str]:
    yield f"{name} : vérification par Clausier {report.version}"
    if report.hors_sujet is not None:
        yield ""
        yield from _wrapped(f"Hors sujet. {report.hors_sujet} Rien d'autre n'a été vérifié.")
        yield from _warnings(report)
        return
    yield from _wrapped("Lu comme : " + mots.choix(report, catalogue))
    yield ""
    yield from _wrapped(mots.resume(report))
    for title, alerts in (("IMPOSÉ PAR UN TEXTE", _of(report, "impose")), ("RISQUES", _of(report, "risque"))):
        if alerts:
            yield from _heading(title)
            for alert in alerts:
                yield from _alert(alert, catalogue)
    if report.contradictions:
        yield from _heading("CONTRADICTIONS")
        for contradiction in report.contradictions:
            yield from _contradiction(contradiction)
    for title, state in (("RUBRIQUES ABSENTES", ABSENT), ("RUBRIQUES VAGUES", VAGUE), ("À CONFIRMER (selon une condition que le texte ne tranche pas)", A_CONFIRMER)):
        findings = sorted((c for c in report.rubriques if c.etat == state), key=lambda c: c.statut == "recommande")
        if findings:
            yield from _heading(title)
            for finding in findings:
                yield from _finding(finding, catalogue)
    vague = _of(report, "usage")
    if vague:
        yield from _heading("PHRASES FLOUES ET USAGES")
        for alert in vague[:_FLOUS]:
            yield from _alert(alert, catalogue)
        if len(vague) > _FLOUS:
            yield f"  … et {len(vague) - _FLOUS} autre(s) : voyez le rapport HTML ou JSON."
    yield from _heading("LE RESTE")
    for title, state in (("Présentes", PRESENT), ("Sans objet", SANS_OBJET)):
        named = [c.titre for c in report.rubriques if c.etat == state]
        if named:
            yield from _wrapped(f"{title} ({len(named)}) : " + ", ".join(named) + ".", "  ")
    yield from _warnings(report)
    yield ""
    yield from _wrapped(mots.AVERTISSEMENT)


def _of(report: Rapport, gravity: str) -> list[Alerte]:
    return [alert for alert in report.alertes if alert.gravite == gravity]


def _alert(alert: Alerte, catalogue: m.Catalogue) -> Iterator[str]:
    yield from _wrapped(f"• {alert.titre}", "", "  ")
    yield from _quote(alert.extrait)
    if alert.suppose:
        yield from _wrapped("Suppose : " + " ; ".join(catalogue.options[o].libelle for o in alert.suppose) + ".", "    ")
    yield from _wrapped(alert.pourquoi, "    ")
    if alert.references:
        yield from _wrapped("Textes : " + ", ".join(mots.reference(catalogue, r) for r in alert.references) + ".", "    ")
    yield from _wrapped("Écrivez plutôt : " + alert.conseil, "    ")


def _contradiction(contradiction: Contradiction) -> Iterator[str]:
    yield from _wrapped(f"• {mots.CONTRADICTIONS.get(contradiction.regle, contradiction.regle)}", "", "  ")
    for passage in contradiction.extraits:
        yield from _quote(passage)
    yield from _wrapped(contradiction.pourquoi, "    ")


def _finding(finding: Constat, catalogue: m.Catalogue) -> Iterator[str]:
    recommended = " (recommandée)" if finding.statut == "recommande" else ""
    yield from _wrapped(f"• {finding.titre}{recommended}", "", "  ")
    if finding.extrait:
        yield from _quote(finding.extrait)
    if finding.etat == A_CONFIRMER and finding.condition:
        yield from _wrapped(f"Due si : {finding.condition}.", "    ")
    if finding.manque:
        yield from _wrapped("Manque : " + " ; ".join(mots.elements(catalogue, finding.id, finding.manque)) + ".", "    ")
    if finding.etat != VAGUE and finding.pourquoi:
        yield from _wrapped(finding.pourquoi, "    ")
    if finding.references:
        yield from _wrapped("Textes : " + ", ".join(mots.reference(catalogue, r) for r in finding.references[:4]) + ".", "    ")
    if finding.clause:
        yield f"    Clause à coller : {finding.clause}"


def _quote(passage: Extrait) -> Iterator[str]:
    text = passage.texte if len(passage.texte) <= _QUOTE else passage.texte[:_QUOTE].rsplit(" ", 1)[0] + " […]"
    yield from _wrapped(f"« {text} » ({passage.lieu or 'dans le texte'})", "    ")


def _warnings(report: Rapport) -> Iterator[str]:
    if report.avertissements:
        yield from _heading("LECTURE DU FICHIER")
        for _, message in report.avertissements:
            yield from _wrapped(f"• {message}", "", "  ")


def _heading(title: str) -> Iterable[str]:
    return ("", title, "")


def _wrapped(text: str, indent: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent if rest is None else rest, break_long_words=False, break_on_hyphens=False)
