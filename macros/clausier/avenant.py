"""The amendment that leads from one contract to another: a neutral document, like a contract.

`rediger(catalogue, comparaison, avant, apres)` → Avenant. Its words are in `vocabulaire/textes.yml`. A paragraph is replaced alone; an
article in which one comes or goes is replaced whole. Numbers are those of the consolidated text, which the amendment joins when
they change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from . import blocks as b, model as m, texte
from .comparaison import Changement, Comparaison, Passage
from .passages import Blanc, Passages
from .reponses import Reponses
from .typography import NBSP, french


@dataclass(frozen=True, slots=True)
class Avenant:
    """An assembled amendment: the document to print, what remains to be completed, what to look at before signing."""

    document: b.Document
    blancs: tuple[Blanc, ...]
    avertissements: tuple[str, ...]


def rediger(catalogue: m.Catalogue, comparaison: Comparaison, avant: Reponses, apres: Reponses) -> Avenant:
    """The amendment from the answers of the contract in force to the new ones.

    Raises ValueError (French) when nothing changes, or when the catalogue has no words for an amendment.
    """
    if not comparaison.changements:
        raise ValueError("les deux contrats disent la même chose : il n'y a pas d'avenant à écrire")
    if catalogue.textes.avenant is None:
        raise ValueError("ce catalogue n'a pas de mots pour un avenant : ajoutez « avenant » à vocabulaire/textes.yml")
    return _Writer(catalogue, comparaison, avant, apres).run()


# ---------------------------------------------------------------- inside
class _Words(Passages):
    """The words of an amendment cite no article of their own: what they print is text and values."""

    def _reference(self, link: texte.Renvoi) -> b.Span:
        raise NotImplementedError("crosscheck refuses a reference in these words")


class _Writer(_Words):
    def __init__(self, catalogue: m.Catalogue, comparaison: Comparaison, avant: Reponses, apres: Reponses):
        super().__init__(catalogue, apres.values)
        self.words, self.comparison, self.before, self.after = catalogue.textes.avenant, comparaison, avant, apres
        self.articles = self.paragraphs = 0

    def run(self) -> Avenant:
        if self.after.fictif:
            self.out.append(b.Paragraph(self._spans(self.c.textes.notices["fictif"]), "notice"))
        for line in self.words.parties:
            self._plain(self._spans(line))
        self._plain(self._signed())
        self._article("objet", self.words.objet)
        self._changes()
        if self.comparison.renumerotes:
            self._article("numeros", self.words.concordance)
            self.out.append(self._numbers())
        self._article("effet", self.words.effet)
        self._article("maintien", self.words.maintien)
        self._plain(self._spans(self.words.fait))
        columns = [b.Signatory(french(s.titre), tuple(self._spans(line) for line in s.lignes)) for s in self.c.textes.signataires]
        self.out.append(b.SignatureBlock(tuple(columns)))
        document = b.Document(
            title=b.plain(self._spans(self.words.titre)),
            blocks=tuple(self.out),
            header=self._spans(self.c.textes.entete),
            footer=f"Clausier, catalogue{NBSP}{self.c.version}",
            subject=b.plain(self._spans(self.words.titre)),
        )
        return Avenant(document, self._lacking(), tuple(self._warnings()))

    # ------------------------------------------------------------ pieces
    def _plain(self, spans: b.Spans) -> None:
        self.out.append(b.Paragraph(spans, "plain"))

    def _signed(self) -> b.Spans:
        """What was signed: the values of the contract in force, which the new answers may no longer hold."""
        words = _Words(self.c, {**self.given, **self.before.values})
        spans = words._spans(self.words.rappel)
        self.blanks.update(words.blanks)
        return spans

    def _article(self, name: str, paragraphs: Iterable[str] = ()) -> None:
        self.articles, self.paragraphs = self.articles + 1, 0
        number = str(self.articles)
        self.out.append(b.Heading("article", (b.Text(french(self.words.articles[name])),), f"article-{name}", f"Article {number}", number))
        for text in paragraphs:
            self._paragraph(self._spans(text))

    def _paragraph(self, spans: b.Spans) -> None:
        self.paragraphs += 1
        self.out.append(b.Paragraph(spans, "clause", f"{self.articles}.{self.paragraphs}"))

    # ------------------------------------------------------------ what changes
    def _changes(self) -> None:
        kinds: dict[str, list[Changement]] = {"modifies": [], "inseres": [], "supprimes": [], "annexes": []}
        for change in self.comparison.changements:
            if change.partie.genre == "annexe":
                kinds["annexes"].append(change)
            else:
                kinds["supprimes" if not change.apres else "modifies" if change.avant else "inseres"].append(change)
        for name, changes in kinds.items():
            if changes:
                self._article(name)
                for change in changes:
                    self._change(change)

    def _change(self, change: Changement) -> None:
        before, after = change.avant, change.apres
        annex = change.partie.genre == "annexe"
        if not after:
            self._said("annexe-supprimee" if annex else "supprime", before.number, before.titre)
            return
        if not before:
            self._said("annexe-inseree" if annex else "insere", after.number, after.titre)
            self._quoted(after.passages)
            return
        moved = before.number != after.number
        if not change.passages:
            whole = ("annexe-renumerotee" if moved else "annexe") if annex else ("article-renumerote" if moved else "article")
            self._said(whole, before.number, before.titre, after.number)
            self._quoted(after.passages)
        for old, new in change.passages:
            kind = ("annexe-" if annex else "") + ("paragraphe-renumerote" if moved else "paragraphe")
            self._said(kind, old.number, before.titre, new.number)
            self._quoted((new,))

    def _said(self, gesture: str, *pieces: str) -> None:
        text, *rest = french(self.words.modifie[gesture]).split("#")
        self._paragraph((b.Text(text + "".join(piece + after for piece, after in zip(pieces, rest))),))

    def _quoted(self, passages: Iterable[Passage]) -> None:
        """The new text, its numbers typed: they are those of the contract, not of the amendment."""
        for passage in passages:
            for block in passage.blocks:
                self.out.append(self._as_quotation(block))

    def _as_quotation(self, block: b.Block) -> b.Block:
        match block:
            case b.Heading():
                return b.Paragraph(tuple(replace(span, bold=True) for span in _still(block.spans)), "quote")
            case b.Paragraph():
                number = (b.Text(f"{block.number}{NBSP}{NBSP}"),) if block.number else ()
                return b.Paragraph((*number, *_still(block.spans)), "quote")
            case b.BulletList():
                return b.BulletList(tuple(map(_still, block.items)))
            case b.Table():
                return b.Table(block.columns, tuple(tuple(map(_still, row)) for row in block.rows), block.caption)
        raise TypeError(f"no quotation of {type(block).__name__}")

    def _numbers(self) -> b.Table:
        nothing = self.words.neant
        rows = [[part.titre, *(f"{'Annexe' if part.genre == 'annexe' else 'Article'}{NBSP}{n}" if n else nothing for n in (before, after))] for part, before, after in self.comparison.numeros if before != after]
        return b.Table(tuple(map(french, self.words.colonnes)), tuple(tuple((b.Text(cell),) for cell in row) for row in rows))

    # ------------------------------------------------------------ what to look at
    def _lacking(self) -> tuple[Blanc, ...]:
        """The blanks of the amendment, those of its quoted texts included."""
        found = dict(self.blanks)
        for block in self.out:
            for span in b.all_spans(b.Document("", (block,))):
                if isinstance(span, b.FieldValue) and span.blank:
                    found.setdefault(span.key, Blanc(span.key, span.label))
        return tuple(found.values())

    def _warnings(self) -> Iterable[str]:
        for side in m.PARTIES:
            changed = [v.libelle for v in self.comparison.valeurs if v.champ in (f"{side}_denomination", f"{side}_immatriculation")]
            if changed:
                yield french(f"La Partie elle-même change ({', '.join(changed)}) : si c'est une autre personne, un avenant ne suffit pas ; voyez l'article sur la cession du Contrat.")
        if self.comparison.renumerotes:
            yield french("La numérotation change : joignez le texte consolidé (« clausier composer » avec les nouvelles réponses) et faites-le signer le même jour.")
        yield from self.after.warnings


def _still(spans: b.Spans) -> b.Spans:
    """Spans whose references are plain text: their target is in the contract, not in this document."""
    return tuple(b.Text(span.text, span.bold) if isinstance(span, b.Reference) else span for span in spans)
