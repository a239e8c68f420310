"""The report as a neutral document: one page to forward, in every format a contract has."""

from __future__ import annotations

from collections.abc import Iterator

from .. import blocks as b, model as m
from ..check.rapport import A_CONFIRMER, ABSENT, PRESENT, SANS_OBJET, VAGUE, Alerte, Constat, Extrait, Rapport
from ..typography import french
from . import mots

_QUOTE = 600  # characters of a passage


def document(report: Rapport, catalogue: m.Catalogue, name: str) -> b.Document:
    """The whole report; `name`: of the file checked."""
    return b.Document(
        title="Vérification d’un contrat de maintenance informatique",
        subtitle=name,
        blocks=tuple(_blocks(report, catalogue)),
        footer=french(f"Clausier {report.version}, catalogue {report.versions['catalogue']}"),
        subject="Rapport de vérification",
    )


def _blocks(report: Rapport, catalogue: m.Catalogue) -> Iterator[b.Block]:
    yield _notice(mots.AVERTISSEMENT)
    if report.hors_sujet is not None:
        yield _title("Hors sujet", "hors-sujet")
        yield _plain(f"{report.hors_sujet} Rien d'autre n'a été vérifié.")
        yield from _warnings(report)
        return
    yield _title("En bref", "en-bref")
    yield _plain(mots.resume(report))
    yield _plain("Lu comme : " + mots.choix(report, catalogue))
    yield b.Table(("État", "Rubriques"), tuple((_text(mots.ETATS[state]), _text(str(sum(c.etat == state for c in report.rubriques)))) for state in mots.ETATS))
    for gravity, title in (("impose", "Ce qu’un texte impose"), ("risque", "Risques")):
        yield from _alerts([alert for alert in report.alertes if alert.gravite == gravity], title, f"alertes-{gravity}", catalogue)
    if report.contradictions:
        yield _title("Contradictions", "contradictions")
        for found in report.contradictions:
            yield _plain(mots.CONTRADICTIONS.get(found.regle, found.regle), bold=True)
            yield from (_quote(passage) for passage in found.extraits)
            yield _plain(found.pourquoi)
    for state, title in ((ABSENT, "Rubriques absentes"), (VAGUE, "Rubriques vagues"), (A_CONFIRMER, "Rubriques à confirmer")):
        findings = sorted((c for c in report.rubriques if c.etat == state), key=lambda c: c.statut == "recommande")
        if findings:
            yield _title(title, f"rubriques-{state}")
            for finding in findings:
                yield from _finding(finding, catalogue)
    yield from _alerts([alert for alert in report.alertes if alert.gravite == "usage"], "Phrases floues et usages", "alertes-usage", catalogue)
    for state, title in ((PRESENT, "Rubriques présentes"), (SANS_OBJET, "Rubriques sans objet")):
        findings = [c for c in report.rubriques if c.etat == state]
        if findings:
            yield _title(title, f"rubriques-{state}")
            rows = tuple((_text(c.titre), _text(_short(c.extrait.texte) if c.extrait else (c.condition or "–")), _text(c.extrait.lieu if c.extrait else "")) for c in findings)
            yield b.Table(("Rubrique", "Passage" if state == PRESENT else "Due si", "Lieu"), rows)
    yield from _warnings(report)


def _alerts(alerts: list[Alerte], title: str, anchor: str, catalogue: m.Catalogue) -> Iterator[b.Block]:
    if not alerts:
        return
    yield _title(title, anchor)
    for alert in alerts:
        yield _plain(alert.titre, bold=True)
        yield _quote(alert.extrait)
        if alert.suppose:
            yield _plain("Suppose : " + " ; ".join(catalogue.options[o].libelle for o in alert.suppose) + ".")
        yield _plain(alert.pourquoi)
        if alert.references:
            yield _plain("Textes : " + ", ".join(mots.reference(catalogue, r) for r in alert.references) + ".")
        yield _plain("Écrivez plutôt : " + alert.conseil)


def _finding(finding: Constat, catalogue: m.Catalogue) -> Iterator[b.Block]:
    yield _plain(finding.titre + (" (recommandée)" if finding.statut == "recommande" else ""), bold=True)
    if finding.extrait:
        yield _quote(finding.extrait)
    if finding.etat == A_CONFIRMER and finding.condition:
        yield _plain(f"Due si : {finding.condition}.")
    if finding.manque:
        yield _plain("Ce qui manque : " + " ; ".join(mots.elements(catalogue, finding.id, finding.manque)) + ".")
    if finding.pourquoi:
        yield _plain(finding.pourquoi)
    if finding.references:
        yield _plain("Textes : " + ", ".join(mots.reference(catalogue, r) for r in finding.references) + ".")
    if finding.clause:
        yield _plain(f"Clause du catalogue à coller : « {catalogue.clauses[finding.clause].titre} » ({finding.clause}).")


def _warnings(report: Rapport) -> Iterator[b.Block]:
    if report.avertissements:
        yield _title("Lecture du fichier", "lecture")
        yield b.BulletList(tuple(_text(message) for _, message in report.avertissements))


def _title(text: str, anchor: str) -> b.Heading:
    return b.Heading("article", (b.Text(text),), anchor)


def _text(text: str) -> b.Spans:
    return (b.Text(text),)


def _plain(text: str, bold: bool = False) -> b.Paragraph:
    return b.Paragraph((b.Text(french(text), bold),), "plain")


def _notice(text: str) -> b.Paragraph:
    return b.Paragraph((b.Text(french(text)),), "notice")


def _quote(passage: Extrait) -> b.Paragraph:
    """The words of the contract as they are, and where they stand."""
    place = f" ({passage.lieu})" if passage.lieu else ""
    return b.Paragraph((b.Text(f"«\u00a0{_short(passage.texte)}\u00a0»"), b.Text(place)), "quote")


def _short(text: str) -> str:
    return text if len(text) <= _QUOTE else text[:_QUOTE].rsplit(" ", 1)[0] + " […]"
