"""The words of a PDF page with their place, and the lines ruled on it, as pdfium gives them. Words that nobody sees are told apart."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field

CADRES = 2_000
OBJETS = 20_000  # of one page: beyond, its rules are not sought
MINUSCULE = 2.5  # points: smaller letters are not read
_MOT = re.compile("[^\\s\u0002\ufffe]+")
_CESURES = "\u0002\ufffe"  # what pdfium writes for a hyphen at the end of a line


@dataclass(slots=True)
class Mot:
    """A word: its box (origin at the bottom left), its baseline, the size of its letters."""

    texte: str
    x0: float
    x1: float
    y: float
    corps: float
    gras: bool = False
    retour: bool = False  # does pdfium start a new line with it?


@dataclass(slots=True)
class Page:
    """A page: its words in the order of the file, its rules, and what was set aside."""

    numero: int
    largeur: float
    hauteur: float
    mots: list[Mot] = field(default_factory=list)
    horizontales: list[tuple[float, float, float]] = field(default_factory=list)  # y, x0, x1
    verticales: list[tuple[float, float, float]] = field(default_factory=list)  # x, y0, y1
    penches: list[str] = field(default_factory=list)  # written across the page
    caches: list[str] = field(default_factory=list)
    illisibles: int = 0
    tourne: bool = False  # is its text turned by a quarter?
    images: float = 0.0  # how much of the page they cover


def lire_page(pdfium, document, numero: int) -> Page:
    """The words and the rules of a page (from 0). `pdfium`: pypdfium2.raw. Raises pypdfium2.PdfiumError on a page that is not one."""
    page = document[numero]
    if _a_remplir(pdfium, page) and pdfium.FPDFPage_Flatten(page, 0) == 1:  # what was typed in a form, or over the page
        page.close()
        page = document[numero]
    left, bottom, right, top = page.get_bbox()
    found = Page(numero + 1, right - left, top - bottom)
    fonds, cadres = _traits(pdfium, page, found)
    textpage = page.get_textpage()
    try:
        _mots(pdfium, textpage, found, (left, bottom, right, top), fonds)
    finally:
        textpage.close()
        page.close()
    _ranger(found, cadres, left, bottom)
    return found


def _a_remplir(pdfium, page) -> bool:
    for rank in range(min(pdfium.FPDFPage_GetAnnotCount(page), 2000)):
        annotation = pdfium.FPDFPage_GetAnnot(page, rank)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT):
            return True
    return False


Cadre = tuple[float, float, float, float]  # left, bottom, right, top


def _ranger(found: Page, cadres: list[Cadre], left: float, bottom: float) -> None:
    """Adds the sides of the boxes to the rules, but for those that only highlight words; puts all of them where the words are."""
    if found.tourne:  # its rules are not turned with it
        found.horizontales, found.verticales = [], []
        return
    found.horizontales = [(y - bottom, x0 - left, x1 - left) for y, x0, x1 in found.horizontales]
    found.verticales = [(x - left, y0 - bottom, y1 - bottom) for x, y0, y1 in found.verticales]
    by_height: dict[int, list[Mot]] = {}
    for word in found.mots:
        by_height.setdefault(int(word.y) // 20, []).append(word)
    for box in cadres:
        x0, y0, x1, y1 = box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom
        if y1 - y0 <= 20:
            inside = [word for band in range(int(y0) // 20, int(y1) // 20 + 1) for word in by_height.get(band, ()) if y0 - 1 <= word.y <= y1 and x0 <= (word.x0 + word.x1) / 2 <= x1]
            if inside and min(word.x0 for word in inside) - x0 < 2.5 and x1 - max(word.x1 for word in inside) < 2.5:
                continue
        found.horizontales += [(y0, x0, x1), (y1, x0, x1)]
        found.verticales += [(x0, y0, y1), (x1, y0, y1)]


def _traits(pdfium, page, found: Page) -> tuple[list[Cadre], list[Cadre]]:
    """Fills the rules of the page. Gives what is painted under the text (grounds that are not white, pictures), and the boxes."""
    grounds: list[Cadre] = []
    boxes: list[Cadre] = []
    box = [ctypes.c_float() for _ in range(4)]
    refs = [ctypes.byref(side) for side in box]
    colour = [ctypes.c_uint() for _ in range(4)]
    colours = [ctypes.byref(part) for part in colour]
    for rank in range(min(pdfium.FPDFPage_CountObjects(page), OBJETS)):
        item = pdfium.FPDFPage_GetObject(page, rank)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE) or not pdfium.FPDFPageObj_GetBounds(item, *refs):
            continue
        x0, y0, x1, y1 = (side.value for side in box)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            found.images += max(0.0, x1 - x0) * max(0.0, y1 - y0) / max(1.0, found.largeur * found.hauteur)
            grounds.append((x0, y0, x1, y1))
            continue
        wide, tall = x1 - x0, y1 - y0
        if tall <= 3 and wide >= 12:
            found.horizontales.append(((y0 + y1) / 2, x0, x1))
        elif wide <= 3 and tall >= 6:
            found.verticales.append(((x0 + x1) / 2, y0, y1))
        elif wide >= 12 and tall >= 6:
            if pdfium.FPDFPageObj_GetFillColor(item, *colours) and colour[3].value and min(part.value for part in colour[:3]) < 200:
                grounds.append((x0, y0, x1, y1))
            if wide < found.largeur * 0.95 and tall < found.hauteur * 0.9 and len(boxes) < CADRES:
                boxes.append((x0, y0, x1, y1))
    return grounds, boxes


def _mots(pdfium, textpage, found: Page, box: tuple[float, float, float, float], fonds: list) -> None:
    count = textpage.count_chars()
    text = textpage.get_text_range() if count else ""
    if len(text) != count:  # a sign of two halves, or none: one by one
        text = "".join(_signe(pdfium.FPDFText_GetUnicode(textpage, i)) for i in range(count))
    handle = textpage.raw
    matrix = pdfium.FS_MATRIX()
    matrix_ref = ctypes.byref(matrix)
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    rect_ref, x_ref, y_ref = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    colour = [ctypes.c_uint() for _ in range(4)]
    colours = [ctypes.byref(part) for part in colour]
    font = ctypes.create_string_buffer(128), ctypes.c_int()
    before = turned = 0
    hidden: list[str] = []
    for match in _MOT.finditer(text):
        first, last = match.start(), match.end() - 1
        word = match[0] + ("-" if text[match.end() : match.end() + 1] in _CESURES and match.end() < len(text) else "")
        fresh = any(sign in "\r\n" or sign in _CESURES for sign in text[before:first]) or not found.mots
        before = match.end()
        angle = pdfium.FPDFText_GetCharAngle(handle, first)
        quarter = round(angle / 1.5707963) % 4 if angle >= 0 else 0
        turned += quarter != 0
        if angle >= 0 and abs(angle - round(angle / 1.5707963) * 1.5707963) > 0.06:
            found.penches.append(word)
            continue
        pdfium.FPDFText_GetCharOrigin(handle, first, x_ref, y_ref)
        pdfium.FPDFText_GetLooseCharBox(handle, first, rect_ref)
        sides = [rect.left, rect.bottom, rect.right, rect.top]
        if last > first:
            pdfium.FPDFText_GetLooseCharBox(handle, last, rect_ref)
            sides = [min(sides[0], rect.left), min(sides[1], rect.bottom), max(sides[2], rect.right), max(sides[3], rect.top)]
        scale = math.hypot(matrix.c, matrix.d) if pdfium.FPDFText_GetMatrix(handle, first, matrix_ref) else 1.0
        size = pdfium.FPDFText_GetFontSize(handle, first) * (scale or 1.0)
        pdfium.FPDFText_GetFillColor(handle, first, *colours)
        if _cache(sides, box, size, [part.value for part in colour], fonds):
            hidden.append(word)
            continue
        if pdfium.FPDFText_HasUnicodeMapError(handle, first) == 1:
            found.illisibles += 1
        bold = pdfium.FPDFText_GetFontWeight(handle, first) >= 600 or _nom_gras(pdfium, handle, first, font)
        found.mots.append(Mot(word, *_redresse(quarter, sides, x.value, y.value, box), round(size, 1), bold, fresh))
    found.caches = hidden
    found.tourne = turned * 2 > len(found.mots)


def _signe(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "


def _cache(sides: list[float], box: tuple[float, float, float, float], size: float, colour: list[int], fonds: list) -> bool:
    """Is this word out of the page, too small to be read, or white on white?"""
    x, y = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    if not (box[0] - 2 <= x <= box[2] + 2 and box[1] - 2 <= y <= box[3] + 2) or 0 < size < MINUSCULE:
        return True
    return min(colour[:3]) >= 250 and not any(x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1 for x0, y0, x1, y1 in fonds)


def _redresse(quarter: int, sides: list[float], x: float, y: float, box: tuple[float, float, float, float]) -> tuple[float, float, float]:
    """Left, right and baseline of a word, as if it were upright."""
    if quarter == 3:
        return sides[1] - box[1], sides[3] - box[1], box[2] - x
    if quarter == 2:
        return box[2] - sides[2], box[2] - sides[0], box[3] - y
    if quarter == 1:
        return box[3] - sides[3], box[3] - sides[1], x - box[0]
    return sides[0] - box[0], sides[2] - box[0], y - box[1]


def _nom_gras(pdfium, handle, rank: int, font: tuple) -> bool:
    """Does the name of the font say that it is bold?"""
    buffer, flags = font
    length = pdfium.FPDFText_GetFontInfo(handle, rank, buffer, 128, ctypes.byref(flags))
    name = buffer.raw[: max(0, min(length, 128) - 1)].lower()
    return bool(flags.value & 0x40000) or any(part in name for part in (b"bold", b"black", b"heavy", b"-demi"))
