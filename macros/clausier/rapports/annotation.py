"""A copy of the DOCX that was checked, its findings as comments by « Clausier », undated; nothing else of it changes.

What to say and where is here; how a comment enters the file is in `commentaires`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from .. import model as m
from ..check.rapport import ABSENT, VAGUE, Extrait, Rapport
from ..extract.document import Lecture
from ..typography import french
from . import commentaires
from .commentaires import Commentaire
from .mots import Mots


def annoter(octets: bytes, reading: Lecture, report: Rapport, catalogue: m.Catalogue, rules: m.Controle) -> bytes:
    """The bytes of the annotated copy. Raises ValueError (French) for what is not a DOCX, or cannot bear our comments."""
    if reading.format != "docx":
        raise ValueError("seul un .docx s'annote : enregistrez le contrat en .docx, ou lisez le rapport HTML")
    return commentaires.poser(octets, list(_remarks(reading, Mots(report, catalogue, rules))))


def _remarks(reading: Lecture, mots: Mots) -> Iterator[Commentaire]:
    """The comments, in the order of the contract; the summary first."""
    place = _Places(reading)
    found = [Commentaire(place.premier, *_overview(mots))]
    for alert in mots.report.alertes:
        head = alert.titre if alert.gravite == "usage" else f"{alert.titre} ({mots.textes.gravites[alert.gravite]})"
        texts = [mots.suppose(alert)] if alert.suppose else []
        texts += [alert.pourquoi, *([mots.textes_officiels(alert.references)] if alert.references else []), mots.conseil(alert)]
        found.append(Commentaire(place.de(alert.extrait), french(head), tuple(map(french, texts))))
    for contradiction in mots.report.contradictions:
        head = french(mots.phrase("annotation_contradiction", contradiction.titre))
        for number, passage in enumerate(contradiction.extraits):
            others = [f"« {other.texte} » ({mots.lieu(other)})" for rank, other in enumerate(contradiction.extraits) if rank != number]
            found.append(Commentaire(place.de(passage), head, (*others, french(contradiction.pourquoi))))
    for finding in mots.constats(VAGUE):
        if finding.extrait:
            texts = (mots.manque(finding),) if finding.manque else ()
            found.append(Commentaire(place.de(finding.extrait), french(mots.phrase("annotation_vague", finding.titre)), (*map(french, texts), french(mots.clause(finding)))))
    yield from sorted(found, key=lambda remark: remark.rang)


def _overview(mots: Mots) -> tuple[str, tuple[str, ...]]:
    """The head and the paragraphs of the first comment."""
    report = mots.report
    if report.hors_sujet is not None:
        texts = [f"{mots.textes.verdicts['hors-sujet']}. {mots.phrase('hors_sujet', report.hors_sujet)}"]
    else:
        absent = ", ".join(finding.titre for finding in mots.constats(ABSENT))
        texts = [mots.resume(), *([mots.phrase("annotation_absentes", absent)] if absent else [])]
    return french(mots.phrase("annotation_tete")), (*map(french, [*texts, mots.phrase("avertissement")]),)


class _Places:
    """The paragraph of the main part that a passage is in; for a note or a header, the one before it."""

    def __init__(self, reading: Lecture):
        self.starts, start = [], 0
        for bloc in reading.blocs:
            self.starts.append(start)
            start += len(bloc.texte) + 1
        self.anchored = [(number, int(bloc.ancre)) for number, bloc in enumerate(reading.blocs) if bloc.ancre.isdigit()]
        self.premier = self.anchored[0][1] if self.anchored else 0

    def de(self, passage: Extrait) -> int:
        """The rank of that paragraph."""
        block = bisect_right(self.starts, passage.debut) - 1
        before = bisect_right(self.anchored, (block, float("inf")))
        return self.anchored[before - 1][1] if before else self.premier
