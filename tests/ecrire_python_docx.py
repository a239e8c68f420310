"""Le même contrat par python-docx, pour les bancs : ses styles, sa numérotation, son en-tête et son pied viennent d’un gabarit tiré de notre
sortie ; le corps s’ajoute par l’API, le XML là où elle ne sait pas (renvois, signets, contrôles de contenu, tête de tableau répétée)."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from io import BytesIO

from docx import Document as ouvrir
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from clausier.blocks import BulletList, Document, FieldValue, Heading, PageBreak, Paragraph, Reference, SignatureBlock, Table, TableOfContents, Text, heading_text, plain
from clausier.render import word

_STYLES = {"group": "Titre1", "article": "Titre2", "annex": "Titreannexe", "section": "Titre3"}


@lru_cache(maxsize=4)
def _gabarit(titre: str, entete: str, pied: str) -> bytes:
    return word.render(dataclasses.replace(Document(titre, ()), header=(Text(entete),), footer=pied))


def ecrire(document: Document) -> bytes:
    """Les octets du contrat."""
    sortie = BytesIO()
    _Ecrivain(document).tout().save(sortie)
    return sortie.getvalue()


def _element(nom: str, **attributs: object):
    trouve = OxmlElement(nom)
    for cle, valeur in attributs.items():
        trouve.set(qn(f"w:{cle}"), str(valeur))
    return trouve


class _Ecrivain:
    def __init__(self, document: Document):
        self.document = document
        self.docx = ouvrir(BytesIO(_gabarit(document.title, plain(document.header), document.footer)))
        self.styles = {style.style_id: style for style in self.docx.styles}
        self.signets = {b.anchor: i for i, b in enumerate(b for b in document.blocks if getattr(b, "anchor", ""))}
        self.valeurs: list[str] = []

    def tout(self):
        saut = False
        if self.document.subtitle:
            self.docx.add_paragraph(self.document.subtitle, style=self.styles["Soustitre"])
        for bloc in self.document.blocks:
            saut = self.bloc(bloc, saut)
        for partie in self.docx.part.package.iter_parts():
            if partie.partname == "/customXml/item1.xml":
                echappees = (v.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for v in self.valeurs)
                partie._blob = ("<valeurs xmlns='urn:clausier:valeurs:1'>" + "".join(f"<v>{v}</v>" for v in echappees) + "</valeurs>").encode()
        return self.docx

    def bloc(self, bloc, saut: bool) -> bool:
        if isinstance(bloc, PageBreak):
            return True
        if isinstance(bloc, Heading):
            self.ancre(self.paragraphe(_STYLES[bloc.kind], (Text("– "), *bloc.spans) if bloc.label else bloc.spans, saut), bloc.anchor)
        elif isinstance(bloc, Paragraph):
            style = ("Alineaannexe" if bloc.number.startswith("A") else "Alinea") if bloc.number else {"notice": "Encadre", "quote": "Citation", "origin": "Provenance"}.get(bloc.kind, "Corpsdetexte")
            self.ancre(self.paragraphe(style, bloc.spans, saut), bloc.anchor)
        elif isinstance(bloc, BulletList):
            for puce in bloc.items:
                self.paragraphe("Puce", puce)
        elif isinstance(bloc, Table):
            self.tableau(bloc)
        elif isinstance(bloc, SignatureBlock):
            self.signatures(bloc)
        elif isinstance(bloc, TableOfContents):
            self.sommaire(bloc)
        return False

    def paragraphe(self, style: str, spans, saut: bool = False):
        fait = self.docx.add_paragraph(style=self.styles[style])
        fait.paragraph_format.page_break_before = saut or None
        self.spans(fait, spans)
        return fait

    def spans(self, paragraphe, spans) -> None:
        for span in spans:
            if isinstance(span, FieldValue):
                self.controle(paragraphe, span)
            elif isinstance(span, Reference):
                self.champ(paragraphe, f"REF _Ref{self.signets[span.target]} \\r \\h", span.text)
            else:
                run = paragraphe.add_run(span.text)
                run.bold = span.bold or None

    def controle(self, paragraphe, span: FieldValue) -> None:
        """Le texte par l’API, puis son contrôle autour, lié à la partie XML."""
        run = paragraphe.add_run(span.text, style=self.styles["ACompleter"] if span.blank else None)
        run.bold = span.bold or None
        self.valeurs.append(span.text)
        sdt, proprietes, contenu = OxmlElement("w:sdt"), OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent")
        rang = len(self.valeurs)
        lien = _element("w:dataBinding", prefixMappings="xmlns:c='urn:clausier:valeurs:1'", xpath=f"/c:valeurs[1]/c:v[{rang}]", storeItemID="{6F0B5C1E-2D0A-4B7C-9C55-3A1E7D0C8F21}")
        for enfant in (_element("w:alias", val=span.label[:64]), _element("w:tag", val=span.key[:64]), _element("w:id", val=rang), lien, _element("w:text", multiLine="1")):
            proprietes.append(enfant)
        run._r.addprevious(sdt)
        contenu.append(run._r)
        sdt.append(proprietes)
        sdt.append(contenu)

    def champ(self, paragraphe, instruction: str, resultat: str) -> None:
        for nature in ("begin", "instr", "separate", "texte", "end"):
            run = paragraphe.add_run(resultat if nature == "texte" else "")
            if nature == "instr":
                texte = _element("w:instrText")
                texte.text = f" {instruction} "
                run._r.append(texte)
            elif nature != "texte":
                run._r.append(_element("w:fldChar", fldCharType=nature))

    def ancre(self, paragraphe, nom: str) -> None:
        if nom:
            rang = self.signets[nom]
            paragraphe._p.insert(1, _element("w:bookmarkStart", id=rang, name=f"_Ref{rang}"))
            paragraphe._p.append(_element("w:bookmarkEnd", id=rang))

    def tableau(self, bloc: Table) -> None:
        if bloc.caption:
            self.docx.add_paragraph(bloc.caption, style=self.styles["Legende"])
        fait = self.docx.add_table(len(bloc.rows) + 1, len(bloc.columns))
        fait.style = self.styles["Tableauclausier"]
        cellules = iter(fait._cells)  # une fois pour toutes : « table.rows[i].cells » recompte la grille à chaque ligne
        for titre in bloc.columns:
            tete = next(cellules).paragraphs[0]
            tete.style = self.styles["Celluletitre"]
            tete.add_run(titre)
        for ligne in bloc.rows:
            for spans in ligne:
                dedans = next(cellules).paragraphs[0]
                dedans.style = self.styles["Cellule"]
                self.spans(dedans, spans)
        for i, rangee in enumerate(fait._tbl.tr_lst):
            proprietes = rangee.get_or_add_trPr()
            proprietes.append(OxmlElement("w:cantSplit"))
            if not i:
                proprietes.append(OxmlElement("w:tblHeader"))
        self.docx.add_paragraph(style=self.styles["Intervalle"])

    def signatures(self, bloc: SignatureBlock) -> None:
        fait = self.docx.add_table(2, len(bloc.signatories))
        for cellule, signataire in zip(fait.rows[0].cells, bloc.signatories):
            cellule.paragraphs[0].style = self.styles["Signatairetitre"]
            cellule.paragraphs[0].add_run(signataire.heading)
            for ligne in signataire.lines:
                self.spans(cellule.add_paragraph(style=self.styles["Signataire"]), ligne)

    def sommaire(self, bloc: TableOfContents) -> None:
        self.docx.add_paragraph(bloc.title, style=self.styles["Titresommaire"])
        for titre in (b for b in self.document.blocks if isinstance(b, Heading) and b.kind != "section"):
            entree = self.docx.add_paragraph(style=self.styles["TM1" if titre.kind == "group" else "TM2"])
            lien = _element("w:hyperlink", anchor=f"_Ref{self.signets.get(titre.anchor, 0)}", history="1")
            lien.append(entree.add_run(heading_text(titre))._r)
            entree._p.append(lien)
