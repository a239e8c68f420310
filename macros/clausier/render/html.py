"""Blocks → one self-contained, accessible HTML page: no script, no request, readable on screen and on A4 paper.

Source: HTML Living Standard (sectioning, tables), WCAG 2.2 (1.3.1, 1.4.3, 2.4.1), CSS Paged Media 3.
"""

from __future__ import annotations

from clausier.blocks import (
    Annotation,
    BulletList,
    Document,
    FieldValue,
    Heading,
    PageBreak,
    Paragraph,
    Reference,
    SignatureBlock,
    Spans,
    Table,
    TableOfContents,
)
from clausier.render.chars import anchored, check_references, field_name, notes_by_anchor, safe, safe_line

_CSS = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1f2933;--head:#1f3a5f;--rule:#b8c2ce;--tint:#eef2f6;--mark:#fff0a3;--mark-ink:#3b2f00}
@media (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e3e7ec;--head:#b9cfea;--rule:#4a5664;--tint:#222b35;--mark:#5c4a00;--mark-ink:#fff6d0}}
body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1rem/1.55 Calibri,Carlito,"Segoe UI",sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1,h2,h3,h4{color:var(--head);font-family:Cambria,Caladea,Georgia,serif;line-height:1.25;break-after:avoid}
h1{text-align:center;margin-bottom:.3rem}
h2{border-bottom:1px solid var(--rule);padding-bottom:.2rem;margin-top:2.2rem}
.subtitle{text-align:center;margin-top:0}
.notice,.note{border:1px solid var(--rule);background:var(--tint);padding:.6rem .9rem;font-style:italic}
.note{border-left:.4rem solid var(--head);margin:1rem 0}
.note p{margin:.3rem 0}
.quote{margin-left:1.6rem;border-left:.2rem solid var(--rule);padding-left:.8rem}
.origin{border-top:1px solid var(--rule);margin-top:2rem;padding-top:.5rem;font-size:.8rem}
.numbered{padding-left:3.2rem}
.number{display:inline-block;min-width:3.2rem;margin-left:-3.2rem}
.value{unicode-bidi:isolate}
mark{background:var(--mark);color:var(--mark-ink);padding:0 .1em}
a{color:inherit}
main>ul{padding-left:4.4rem}
nav ul{list-style:none;padding-left:1.2rem}
nav>ul{padding-left:0}
nav a{display:inline-block;min-height:1.5rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
caption{text-align:left;font-weight:bold;padding:.3rem 0}
th,td{border:1px solid var(--rule);padding:.3rem .5rem;text-align:left;vertical-align:top}
th{background:var(--tint)}
.signatures{display:flex;flex-wrap:wrap;gap:2rem;margin-top:2rem;break-inside:avoid}
.signatures>div{flex:1 1 14rem;min-height:11rem}
.signatures p{margin:.3rem 0}
footer{border-top:1px solid var(--rule);margin-top:3rem;font-size:.85rem}
@page{size:A4;margin:2.3cm;@bottom-right{content:"Page " counter(page) " / " counter(pages);font-size:8.5pt}}
@media print{body{max-width:none;margin:0;padding:0;font-size:10.5pt;color:#000;background:none}a{text-decoration:none}.page{break-before:page}tr{break-inside:avoid}thead{display:table-header-group}}
"""


def render(document: Document) -> bytes:
    """The document as an HTML page, UTF-8. Raises ValueError like every format (see `Format.render`)."""
    return _Page(document).html().encode()


class _Page:
    """Prints one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        check_references(document, anchored(document))
        self._notes = notes_by_anchor(document)
        # Without groups, articles come right under the title: no level of heading is skipped.
        grouped = any(type(block) is Heading and block.kind == "group" for block in document.blocks)
        under = 3 if grouped else 2
        self._level = {"group": 2, "article": under, "annex": under, "section": under + 1}
        self._break = False

    def html(self) -> str:
        """The whole page."""
        document = self._document
        title = safe_line(document.title, "titre du document")
        out = [
            f'<!DOCTYPE html>\n<html lang="{safe_line(document.lang, "langue")}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n"
        ]
        if document.subject:
            out.append(f'<meta name="description" content="{safe_line(document.subject, "sujet")}">\n')
        out.append(f"<style>{_CSS}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n")
        if document.subtitle:
            out.append(f'<p class="subtitle">{safe_line(document.subtitle, "sous-titre")}</p>\n')
        for block in document.blocks:
            if type(block) is PageBreak:
                self._break = True
                continue
            out.append(self._block(block) + "\n")
            if type(block) is Heading or type(block) is Paragraph:
                out += [_note(note) for note in self._notes.get(block.anchor, ())]
            self._break = False
        out.append("</main>\n")
        if document.footer:
            out.append(f"<footer><p>{safe_line(document.footer, 'pied de page')}</p></footer>\n")
        out.append("</body>\n</html>\n")
        return "".join(out)

    def _attributes(self, anchor: str = "", style: str = "") -> str:
        classes = " ".join(filter(None, (style, "page" if self._break else "")))
        return (f' id="{_id(anchor)}"' if anchor else "") + (f' class="{classes}"' if classes else "")

    def _block(self, block: object) -> str:
        match block:
            case Heading():
                tag = f"h{self._level[block.kind]}"
                return f"<{tag}{self._attributes(block.anchor)}>{_heading(block)}</{tag}>"
            case Paragraph(number="", kind=kind):
                style = kind if kind in ("notice", "quote", "origin") else ""
                return f"<p{self._attributes(block.anchor, style)}>{_spans(block.spans)}</p>"
            case Paragraph():
                number = f'<span class="number">{safe_line(block.number, "numéro")}</span> '
                return f"<p{self._attributes(block.anchor, 'numbered')}>{number}{_spans(block.spans)}</p>"
            case BulletList():
                items = "".join(f"<li>{_spans(item)}</li>\n" for item in block.items)
                return f"<ul{self._attributes()}>\n{items}</ul>"
            case Table():
                return self._table(block)
            case SignatureBlock():
                cells = "".join(
                    f"<div><p><strong>{safe_line(signatory.heading, 'signataire')}</strong></p>"
                    + "".join(f"<p>{_spans(line)}</p>" for line in signatory.lines)
                    + "</div>\n"
                    for signatory in block.signatories
                )
                return f"<div{self._attributes('', 'signatures')}>\n{cells}</div>"
            case TableOfContents():
                return self._contents(block)
        raise TypeError(f"unknown block: {type(block).__name__}")

    def _table(self, table: Table) -> str:
        caption = f"<caption>{safe_line(table.caption, 'légende de tableau')}</caption>\n" if table.caption else ""
        head = "".join(f'<th scope="col">{safe_line(name, "titre de colonne")}</th>' for name in table.columns)
        rows = "".join("<tr>" + "".join(f"<td>{_spans(cell)}</td>" for cell in row) + "</tr>\n" for row in table.rows)
        return (
            f"<div{self._attributes('', 'scroll')}>\n<table>\n{caption}<thead><tr>{head}</tr></thead>\n"
            f"<tbody>\n{rows}</tbody>\n</table>\n</div>"
        )

    def _contents(self, block: TableOfContents) -> str:
        """A list of links; the articles of a group are a list inside its entry."""
        out: list[str] = []
        depth = 0
        for heading in self._document.blocks:
            if type(heading) is not Heading or heading.kind == "section":
                continue
            wanted = 1 if heading.kind != "article" or not depth or self._level["article"] == 2 else 2
            if wanted > depth:
                out.append("\n<ul>\n" * (wanted - depth))
            else:
                out.append("</li>\n" + "</ul>\n</li>\n" * (depth - wanted))
            depth = wanted
            text = _heading(heading, linked=False)
            out.append(f'<li><a href="#{_id(heading.anchor)}">{text}</a>' if heading.anchor else f"<li>{text}")
        out.append("</li>\n</ul>\n" * depth)
        title = safe_line(block.title, "titre du sommaire")
        return f'<nav aria-labelledby="sommaire-titre">\n<h2 id="sommaire-titre">{title}</h2>{"".join(out)}</nav>'


def _id(anchor: str) -> str:
    return safe_line(anchor, "ancre").replace(" ", "-")  # an id holds no space


def _heading(heading: Heading, linked: bool = True) -> str:
    label = f"{safe_line(heading.label, 'titre')} – " if heading.label else ""
    return label + _spans(heading.spans, linked)


def _spans(spans: Spans, linked: bool = True) -> str:
    out = []
    for span in spans:
        kind = type(span)
        where = field_name(span.key) if kind is FieldValue else "texte du catalogue"
        text = safe(span.text, where).replace("\n", "<br>")
        if kind is FieldValue:
            text = f"<mark>{text}</mark>" if span.blank else f'<span class="value">{text}</span>'
        elif kind is Reference and linked:
            text = f'<a href="#{_id(span.target)}">{text}</a>'
        out.append(f"<strong>{text}</strong>" if span.bold else text)
    return "".join(out)


def _note(note: Annotation) -> str:
    first, *others = [safe(text, "note de rédaction") for text in note.paragraphs]
    paragraphs = "".join(f"<p>{text}</p>" for text in (f"<strong>Note de rédaction.</strong> {first}", *others))
    return f'<div class="note" role="note">{paragraphs}</div>\n'
