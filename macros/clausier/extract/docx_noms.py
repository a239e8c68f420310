"""The names of WordprocessingML that the reader of Word documents looks for, as ElementTree writes them."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"

VAL = f"{W}val"
P, R, T, TBL, TR, TC = (W + name for name in ("p", "r", "t", "tbl", "tr", "tc"))
PPR, RPR, SDT_PR, TBL_PR, TR_PR, TC_PR = (W + name for name in ("pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr"))
SDT, SDT_CONTENT, INS, DEL, MOVE_FROM, MOVE_TO = (W + name for name in ("sdt", "sdtContent", "ins", "del", "moveFrom", "moveTo"))
P_STYLE, R_STYLE, NUM_PR, NUM_ID, ILVL, OUTLINE, FRAME = (W + name for name in ("pStyle", "rStyle", "numPr", "numId", "ilvl", "outlineLvl", "framePr"))
SPACING, LINE, SHD, HIGHLIGHT, COLOR, SZ, WIDTH, VANISH = (W + name for name in ("spacing", "line", "shd", "highlight", "color", "sz", "w", "vanish"))
BOLD = f"{W}b"
SECTION = f"{W}sectPr"
TEXT_FILL = f"{W14}textFill"

SUPPRIMES = frozenset((DEL, MOVE_FROM))
# What holds no text, or none of its own place.
MUETS = frozenset(
    W + name
    for name in "pPr rPr sdtPr sdtEndPr tblPr tblGrid tblPrEx trPr tcPr sectPr bookmarkStart bookmarkEnd proofErr commentRangeStart commentRangeEnd altChunk".split()
)
