"""A copy of the DOCX that was checked, its findings as comments by « Clausier », undated; nothing else of it changes.

Source: ISO/IEC 29500-1 §17.13.4 (comments). A paragraph is found again by its rank in the main part (`Bloc.ancre`).
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from .. import model as m
from ..check.rapport import ABSENT, VAGUE, Extrait, Rapport
from ..extract.document import Lecture
from . import mots

_WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_DOCUMENT_REL = re.compile(rb'<[^<>]*Type="[^"]*/officeDocument"[^<>]*>')
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def annoter(data: bytes, reading: Lecture, report: Rapport, catalogue: m.Catalogue) -> bytes:
    """The bytes of the annotated copy. Raises ValueError (French) for what is not a DOCX, or already has comments that we cannot join."""
    if reading.format != "docx":
        raise ValueError("seul un .docx s'annote : enregistrez le contrat en .docx, ou lisez le rapport HTML")
    remarks = list(_remarks(reading, report, catalogue))
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {info.filename: source.read(info) for info in source.infolist() if not info.is_dir()}
    main = _main_part(parts)
    document, ids = _with_ranges(parts[main], remarks, _first_free(parts, main))
    parts[main] = document
    _add_comments(parts, main, [(number, text) for number, (_, text) in zip(ids, remarks)])
    return _zipped(parts)


# ---------------------------------------------------------------- what to say, and where
def _remarks(reading: Lecture, report: Rapport, catalogue: m.Catalogue) -> Iterator[tuple[int, str]]:
    """(rank of the paragraph, text) of each comment, in the order of the contract."""
    starts, place = [], 0
    for bloc in reading.blocs:
        starts.append(place)
        place += len(bloc.texte) + 1
    anchored = [(number, int(bloc.ancre)) for number, bloc in enumerate(reading.blocs) if bloc.ancre.isdigit()]
    if not anchored:
        return
    found: list[tuple[int, str]] = [(anchored[0][1], _overview(report))]

    def put(passage: Extrait, text: str) -> None:
        number = bisect_right(starts, passage.debut) - 1
        before = [rank for block, rank in anchored if block <= number]
        found.append((before[-1] if before else anchored[0][1], text))

    for alert in report.alertes:
        head = "Phrase floue" if alert.regle.startswith("flou-") else f"{alert.titre} ({mots.GRAVITES[alert.gravite]})"
        texts = f" Textes : {', '.join(mots.reference(catalogue, r) for r in alert.references)}." if alert.references else ""
        put(alert.extrait, f"{head}. {alert.pourquoi.strip()}{texts} Écrivez plutôt : {alert.conseil.strip()}")
    for contradiction in report.contradictions:
        for passage in contradiction.extraits:
            put(passage, f"Contradiction : {mots.CONTRADICTIONS.get(contradiction.regle, contradiction.regle)}. {contradiction.pourquoi.strip()}")
    for finding in report.rubriques:
        if finding.etat == VAGUE and finding.extrait:
            lacking = "; ".join(mots.elements(catalogue, finding.id, finding.manque))
            put(finding.extrait, f"Rubrique vague : {finding.titre}." + (f" Manque : {lacking}." if lacking else ""))
    yield from sorted(found, key=lambda remark: remark[0])


def _overview(report: Rapport) -> str:
    absent = [finding.titre for finding in report.rubriques if finding.etat == ABSENT]
    lacking = f" Rubriques absentes : {', '.join(absent)}." if absent else ""
    return f"Vérification par Clausier. {mots.resume(report) if report.hors_sujet is None else report.hors_sujet}{lacking} {mots.AVERTISSEMENT}"


# ---------------------------------------------------------------- the parts of the file
def _main_part(parts: dict[str, bytes]) -> str:
    match = _DOCUMENT_REL.search(parts.get("_rels/.rels", b""))
    target = re.search(rb'Target="/?([^"]+)"', match[0]) if match else None
    name = target[1].decode() if target else "word/document.xml"
    if name not in parts:
        raise ValueError("la partie principale du document est introuvable : enregistrez-le à nouveau en .docx")
    return name


def _first_free(parts: dict[str, bytes], main: str) -> int:
    """The first comment number that the file does not use."""
    known = parts.get(_comments_part(parts, main) or "", b"")
    return max((int(number) for number in re.findall(rb'<[a-z0-9]+:comment\b[^>]*?:id="([0-9]{1,9})"', known)), default=-1) + 1


def _rels_of(main: str) -> str:
    folder, _, name = main.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _comments_part(parts: dict[str, bytes], main: str) -> str | None:
    match = re.search(rb'<Relationship\b[^>]*/comments"[^>]*>', parts.get(_rels_of(main), b""))
    target = re.search(rb'Target="([^"]+)"', match[0]) if match else None
    if not target:
        return None
    name = target[1].decode()
    return name[1:] if name.startswith("/") else f"{main.rpartition('/')[0]}/{name}".lstrip("/")


def _with_ranges(xml: bytes, remarks: list[tuple[int, str]], first: int) -> tuple[bytes, list[int]]:
    """The main part with the range and the mark of each comment; the numbers given to them."""
    wanted = {rank for rank, _ in remarks}
    places, prefix = _paragraphs(xml, wanted)
    inserts: list[tuple[int, bytes]] = []
    ids = []
    for number, (rank, _) in enumerate(remarks, first):
        ids.append(number)
        if rank not in places:
            continue
        start, end = places[rank]
        mark = f'<{prefix}commentRangeEnd {prefix}id="{number}"/><{prefix}r><{prefix}commentReference {prefix}id="{number}"/></{prefix}r>'
        inserts += [(start, f'<{prefix}commentRangeStart {prefix}id="{number}"/>'.encode()), (end, mark.encode())]
    out, last = [], 0
    for place, piece in sorted(inserts, key=lambda insert: insert[0]):
        out += [xml[last:place], piece]
        last = place
    return b"".join([*out, xml[last:]]), ids


def _paragraphs(xml: bytes, wanted: set[int]) -> tuple[dict[int, tuple[int, int]], str]:
    """Of each paragraph wanted, the bytes after its properties and before its end; the prefix of the Word namespace."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    names = {f"{space} p" for space in _WORD}
    properties = {f"{space} pPr" for space in _WORD}
    places: dict[int, list[int]] = {}
    stack: list[int] = []
    state = {"rank": -1, "prefix": "w:", "depth": 0}
    pending: dict[int, bool] = {}

    def bare(name: str) -> str:
        parts = name.split(" ")
        if len(parts) == 3 and " ".join(parts[:2]) in names:
            state["prefix"] = f"{parts[2]}:"
        elif len(parts) == 2 and name in names:
            state["prefix"] = ""
        return " ".join(parts[:2])

    def after_tag() -> int:
        return xml.index(b">", parser.CurrentByteIndex) + 1

    def start(name, attributes):
        name = bare(name)
        if name in names:
            state["rank"] += 1
            stack.append(state["rank"])
            end = after_tag()
            if state["rank"] in wanted and xml[end - 2 : end - 1] != b"/":
                places[state["rank"]] = [end, -1]
                pending[state["rank"]] = True

    def end(name):
        name = bare(name)
        if name in properties and stack and pending.get(stack[-1]):
            index = parser.CurrentByteIndex
            places[stack[-1]][0] = xml.index(b">", index) + 1
            pending[stack[-1]] = False
        elif name in names:
            rank = stack.pop()
            if rank in places:
                places[rank][1] = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(f"le document ne se relit pas ({error}) : enregistrez-le à nouveau en .docx") from None
    return {rank: (place[0], place[1]) for rank, place in places.items() if place[1] >= place[0]}, state["prefix"]


def _add_comments(parts: dict[str, bytes], main: str, comments: list[tuple[int, str]]) -> None:
    body = "".join(_comment(number, text) for number, text in comments)
    known = _comments_part(parts, main)
    if known and known in parts:
        existing = parts[known]
        place = existing.rfind(b"</")
        if place < 0 or b":comments" not in existing[place:]:
            raise ValueError("le document a déjà des commentaires que nous ne savons pas compléter : supprimez-les, ou lisez le rapport HTML")
        declared = body.replace("<w:comment ", f'<w:comment xmlns:w="{_space(existing)}" ')
        parts[known] = existing[:place] + declared.encode() + existing[place:]
        return
    folder = main.rpartition("/")[0]
    name = f"{folder}/clausier-commentaires.xml".lstrip("/")
    parts[name] = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{_space(parts[main])}">{body}</w:comments>'.encode()
    rels = _rels_of(main)
    relation = f'<Relationship Id="rClausier" Type="{_COMMENTS_REL}" Target="clausier-commentaires.xml"/>'.encode()
    empty = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts[rels] = _before_end(parts.get(rels, empty), b"</Relationships>", relation)
    kind = f'<Override PartName="/{name}" ContentType="{_COMMENTS_TYPE}"/>'.encode()
    parts["[Content_Types].xml"] = _before_end(parts["[Content_Types].xml"], b"</Types>", kind)


def _space(xml: bytes) -> str:
    """The Word namespace of this part: transitional, or strict."""
    return next((space for space in _WORD if space.encode() in xml), _WORD[0])


def _before_end(xml: bytes, closing: bytes, piece: bytes) -> bytes:
    place = xml.rfind(closing)
    if place < 0:  # « <Relationships …/> »
        opened = xml.rfind(b"/>")
        return xml[:opened] + b">" + piece + closing
    return xml[:place] + piece + xml[place:]


def _comment(number: int, text: str) -> str:
    words = escape(_FORBIDDEN.sub("", text))
    return f'<w:comment w:id={quoteattr(str(number))} w:author="Clausier" w:initials="C"><w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p></w:comment>'


def _zipped(parts: dict[str, bytes]) -> bytes:
    """The file again: same parts in the same order, no date."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(parts, key=lambda name: name != "[Content_Types].xml"):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            out.writestr(info, parts[name])
    return target.getvalue()
