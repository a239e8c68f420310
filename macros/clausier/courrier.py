"""Letters and acts about a contract: a text of the catalogue to a neutral document, with the contract's values and numbers if known.

`rediger(catalogue, courrier, reponses, expediteur)` → CourrierRedige. Without answers the letter is blank: an article is named by its
title, and a conditional passage is printed behind the words of its condition. With them it has its number, and what does not hold goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from . import blocks as b, model as m, texte
from .contrat import annexes_retenues, selection
from .passages import Blanc, Holds, Passages
from .reponses import Reponses
from .typography import NBSP, french


@dataclass(frozen=True, slots=True)
class CourrierRedige:
    """An assembled letter: the document to print, what remains to be completed, what does not fit this contract."""

    document: b.Document
    blancs: tuple[Blanc, ...]
    avertissements: tuple[str, ...]


def rediger(catalogue: m.Catalogue, courrier: m.Courrier, reponses: Reponses | None = None, expediteur: str = "") -> CourrierRedige:
    """A letter, blank or with a contract's answers. `expediteur`: which party writes, when either may.

    Raises ValueError (French) when nobody, or the wrong party, writes.
    """
    return _Writer(catalogue, courrier, reponses, _writer_of(courrier, expediteur)).run()


def champs_de(catalogue: m.Catalogue, courrier: m.Courrier) -> set[str]:
    """Every field that a letter may print, whoever writes: those of its text, and those of its head and foot."""
    letters = [rediger(catalogue, courrier, None, name).document for name in courrier.expediteurs or ("",)]
    return {span.key.partition(".")[0] for letter in letters for span in b.all_spans(letter) if isinstance(span, b.FieldValue)}


def _writer_of(courrier: m.Courrier, expediteur: str) -> str:
    able = courrier.expediteurs
    if not able:
        if expediteur:
            raise ValueError("les deux Parties signent ce document : retirez l'expéditeur")
        return ""
    if not expediteur and len(able) == 1:
        return able[0]
    if expediteur not in able:
        raise ValueError(f"qui écrit : {' ou '.join(able)}")
    return expediteur


# ---------------------------------------------------------------- inside
class _Numbers:
    """What a letter takes from a contract: the numbers of its articles and annexes, and the fields it prints."""

    def __init__(self, catalogue: m.Catalogue, reponses: Reponses, holds: Holds):
        sections = selection(catalogue, reponses, holds)
        annexes = annexes_retenues(catalogue, reponses)
        self.of = {("clause", kept.clause.id): str(i) for i, (_, clauses) in enumerate(sections, 1) for kept in clauses}
        self.of |= {("annexe", annexe.id): str(i) for i, annexe in enumerate(annexes, 1)}
        self.fields: set[str] = set()
        for alineas in (*(kept.alineas for _, clauses in sections for kept in clauses), *(s.alineas for a in annexes for s in a.sections if holds(s.condition))):
            self._read(alineas, holds)

    def _read(self, alineas: Iterable[m.Alinea], holds: Holds) -> None:
        for alinea in alineas:
            if holds(alinea.condition):
                self.fields.update(texte.champs(alinea.texte))
                self._read(alinea.liste, holds)
                if isinstance(alinea.tableau, str):
                    self.fields.add(alinea.tableau)
                elif alinea.tableau:
                    self.fields.update(name for row in alinea.tableau.lignes for cell in row for name in texte.champs(cell))


class _Writer(Passages):
    def __init__(self, catalogue: m.Catalogue, courrier: m.Courrier, reponses: Reponses | None, expediteur: str):
        super().__init__(catalogue, reponses.values if reponses else {})
        self.courrier, self.r, self.expediteur = courrier, reponses, expediteur
        self.words = catalogue.textes.courriers
        self.holds = Holds(reponses.situation) if reponses else None
        self.numbers = _Numbers(catalogue, reponses, self.holds) if reponses else None
        self.named: set[tuple[str, str]] = set()
        self.missing: dict[tuple[str, str], str] = {}

    def run(self) -> CourrierRedige:
        self._notices()
        if self.courrier.genre == "lettre":
            self._letter()
        else:
            self._act()
        c = self.c
        document = b.Document(
            title=french(self.courrier.titre),
            blocks=tuple(self.out),
            header=() if self.courrier.genre == "lettre" else self._spans(c.textes.entete),
            footer=f"Clausier, catalogue{NBSP}{c.version}, courrier {self.courrier.id} v{self.courrier.numero_version}",
            subject=french(self.courrier.titre),
        )
        return CourrierRedige(document, tuple(self.blanks.values()), tuple(self._warnings()))

    # ------------------------------------------------------------ the two kinds
    def _notices(self) -> None:
        if self.r is None:
            self._plain(self.words.avertissement, "notice")
        elif self.r.fictif:
            self._plain(self.c.textes.notices["fictif"], "notice")

    def _letter(self) -> None:
        words, sender = self.words, self.words.parties[self.expediteur]
        recipient = words.parties[next(name for name in m.PARTIES if name != self.expediteur)]
        self._lines(sender.adresse)
        self._lines((*recipient.adresse, *([words.recommande] if self.courrier.recommande else [])))
        self._plain(words.lieu_date)
        self.out.append(b.Paragraph(self._bold(words.objet.replace("#", self.courrier.objet)), "plain"))
        self._plain(words.reference)
        self._plain(words.salutation)
        self._sections()
        self._plain(words.politesse)
        self._lines((f"**{sender.titre}**", *sender.signature))

    def _act(self) -> None:
        if self.courrier.reprend:
            self._sections(self.c.annexes[self.courrier.reprend].sections)
            return
        self._sections()
        self._plain(self.words.fait)
        self._signatures(self.words.parties["prestataire"], self.words.parties["client"])

    def _sections(self, sections: tuple[m.Section, ...] = ()) -> None:
        for i, section in enumerate(sections or self.courrier.sections, 1):
            if self.holds and not self.holds(section.condition):
                continue
            if section.titre:
                self.out.append(b.Heading("group", (b.Text(french(section.titre)),), f"partie-{i}"))
            for alinea in section.alineas:
                if self._keeps(alinea):
                    self.out.append(b.Paragraph((*self._when(alinea), *self._spans(alinea.texte)), "plain"))
                    self._follow(alinea)

    # ------------------------------------------------------------ pieces
    def _plain(self, text: str, kind: str = "plain") -> None:
        self.out.append(b.Paragraph(self._spans(text), kind))

    def _lines(self, lines: Iterable[str]) -> None:
        """One paragraph, a line for each text."""
        spans: list[b.Span] = []
        for line in lines:
            spans += [*([b.Text("\n")] if spans else []), *self._spans(line)]
        self.out.append(b.Paragraph(tuple(spans), "plain"))

    def _bold(self, text: str) -> b.Spans:
        return self._spans(f"**{text}**")

    def _signatures(self, *parties: m.PartieCourrier) -> None:
        columns = [b.Signatory(french(p.titre), tuple(self._spans(line) for line in p.signature)) for p in parties]
        self.out.append(b.SignatureBlock(tuple(columns)))

    def _when(self, alinea: m.Alinea) -> b.Spans:
        """In a blank letter, the condition of a passage, to be struck out with it or alone."""
        if self.holds or not alinea.si:
            return ()
        return (b.Text(french(self.words.a_garder).replace("#", french(alinea.si)) + " ", True),)

    def _item(self, alinea: m.Alinea) -> b.Spans:
        return (*self._when(alinea), *self._spans(alinea.texte))

    # ------------------------------------------------------------ what a letter decides
    def _keeps(self, alinea: m.Alinea) -> bool:
        if alinea.expediteur and alinea.expediteur != self.expediteur:
            return False
        return self.holds is None or self.holds(alinea.condition)

    def _present(self, link: texte.Renvoi) -> bool:
        return self.numbers is None or (link.genre, link.id) in self.numbers.of

    def _reference(self, link: texte.Renvoi) -> b.Text:
        """« Suspension pour impayé », in quotes; with a contract « 12 (« Suspension pour impayé ») » the first time, then « 12 »."""
        key = (link.genre, link.id)
        title = french(f"« {self._title(link)} »")
        number = self.numbers.of.get(key) if self.numbers else None
        if number is None:
            if self.numbers:
                self.missing[key] = title
            return b.Text(title, link.gras)
        if key in self.named:
            return b.Text(number, link.gras)
        self.named.add(key)
        return b.Text(f"{number} ({title})", link.gras)

    def _title(self, link: texte.Renvoi) -> str:
        """The title printed in the contract: the article's, which is its section's, or the annex's."""
        if link.genre == "annexe":
            return self.c.annexes[link.id].titre
        return self.c.rubriques[self.c.clauses[link.id].rubrique].titre

    def _warnings(self) -> Iterable[str]:
        """What this letter says and this contract does not."""
        if not self.numbers:
            return
        if not self.holds(self.courrier.condition):
            yield french(f"Ce courrier suppose que {self.courrier.si} ; d'après vos réponses, ce n'est pas le cas.")
        for genre, name in self.missing:
            what = "L'article" if genre == "clause" else "L'annexe"
            yield french(f"{what} {self.missing[genre, name]}, que ce courrier cite, n'est pas dans votre contrat : revoyez le passage.")
        of_clauses = {name for item in (*self.c.clauses.values(), *self.c.annexes.values()) for name in item.champs}
        for name in self.values:
            if name in self.courrier.champs and name in of_clauses and name not in self.numbers.fields:
                yield french(f"« {self.c.champs[name].libelle} », que ce courrier cite, n'est pas dans votre contrat : revoyez le passage.")
