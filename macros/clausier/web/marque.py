"""The mark of the site as PNG, drawn from marque.svg, for what does not read SVG: older browsers, a phone's home screen, link previews.

The drawing is read as we write it: one square, one stroke of M and C segments with absolute coordinates.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache
from math import ceil, floor, hypot

SOURCE = "assets/clausier/marque.svg"
SIZES = (32, 180, 512)  # a tab, a home screen, a link preview
_STEPS = 12  # straight pieces per curve: under a tenth of a pixel at 512

Point = tuple[float, float]


def uri(size: int) -> str:
    return f"assets/clausier/marque-{size}.png"


@lru_cache(maxsize=8)
def png(svg: str, size: int) -> bytes:
    """The mark at that size, its square filling the image (a home screen rounds it itself). Raises ValueError if the SVG is written otherwise."""
    found = re.search(r'viewBox="0 0 (\d+) \1".*fill="(#\w{6})".*stroke="#fff" stroke-width="([\d.]+)".* d="([^"]+)"', svg, re.S)
    if not found:
        raise ValueError(f"{SOURCE} n'a pas la forme attendue par web/marque.py")
    scale, ink = size / int(found[1]), float(found[3])
    cover = [bytearray(size) for _ in range(size)]  # how much of each pixel the stroke covers
    for (ax, ay), (bx, by) in _pieces(found[4]):
        _stroke(cover, (ax * scale, ay * scale), (bx * scale, by * scale), ink * scale / 2)
    ground = bytes.fromhex(found[2][1:])
    shades = b"".join(bytes(g + (255 - g) * i // 255 for g in ground) for i in range(256))
    rows = zlib.compress(b"".join(b"\0" + row for row in cover), 9)
    head = struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in ((b"IHDR", head), (b"PLTE", shades), (b"IDAT", rows), (b"IEND", b"")))


def _pieces(path: str) -> Iterator[tuple[Point, Point]]:
    """The stroke, as straight pieces."""
    here: Point = (0.0, 0.0)
    for command, numbers in re.findall(r"([MC])([^MC]*)", path):
        n = [float(x) for x in numbers.split()]
        if command == "M":
            here = (n[0], n[1])
            continue
        curve, before = (here, (n[0], n[1]), (n[2], n[3]), (n[4], n[5])), here
        for step in range(1, _STEPS + 1):
            here = _bezier(curve, step / _STEPS)
            yield before, here
            before = here


def _bezier(curve: tuple[Point, ...], t: float) -> Point:
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = curve
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _stroke(cover: list[bytearray], a: Point, b: Point, radius: float) -> None:
    """Draws one straight piece with round ends; a pixel on the edge is covered in part."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy or 1.0
    reach = radius + 1
    last = len(cover) - 1
    for y in range(max(0, floor(min(a[1], b[1]) - reach)), min(last, ceil(max(a[1], b[1]) + reach)) + 1):
        for x in range(max(0, floor(min(a[0], b[0]) - reach)), min(last, ceil(max(a[0], b[0]) + reach)) + 1):
            px, py = x + 0.5 - a[0], y + 0.5 - a[1]
            t = min(1.0, max(0.0, (px * dx + py * dy) / length))
            covered = radius + 0.5 - hypot(px - t * dx, py - t * dy)
            if covered > 0:
                cover[y][x] = max(cover[y][x], min(255, int(covered * 255)))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
