"""Charts for mails as small PNG images, drawn from rectangles: mail programs run no script and many show no SVG.

All words and numbers stand in the mail's text beside the picture; `alt` repeats them for those whose program hides pictures.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.charts import POSSIBLE, PROVEN, THRESHOLD, TRACK, gauge, segments

SCALE = 2
"""Pixels per CSS pixel, so that bars stay sharp on dense screens."""

_MAX_SIDE = 4000


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle in CSS pixels."""

    left: float
    top: float
    width: float
    height: float
    colour: str


def draw(width: int, height: int, rectangles: Sequence[Rectangle], background: str = "#ffffff") -> bytes:
    """A PNG of `width` × `height` CSS pixels at twice the density; later rectangles cover earlier ones."""
    columns, rows = width * SCALE, height * SCALE
    if not (0 < columns <= _MAX_SIDE and 0 < rows <= _MAX_SIDE):
        raise ValueError(f"a chart of {width} × {height} is out of bounds")
    palette = list(dict.fromkeys([background, *(r.colour for r in rectangles)]))
    if len(palette) > 256:
        raise ValueError("a chart has at most 256 colours")
    canvas = [bytearray(columns) for _ in range(rows)]
    for shape in rectangles:
        left, right = (_clamp(x * SCALE, columns) for x in (shape.left, shape.left + shape.width))
        top, bottom = (_clamp(y * SCALE, rows) for y in (shape.top, shape.top + shape.height))
        line = bytes([palette.index(shape.colour)]) * (right - left)
        for row in canvas[top:bottom]:
            row[left:right] = line
    return _png(columns, rows, palette, b"".join(b"\x00" + row for row in canvas))


def stacked_bar(counts: Mapping[str, int], width: int, height: int) -> bytes:
    """One bar divided by level; the parts are exact to the pixel and add up to the whole width."""
    shapes = [Rectangle(width * part.left / 100, 0, width * part.width / 100, height, part.colour) for part in segments(counts)]
    return draw(width, height, shapes, TRACK)


def share_bar(low: float, high: float, threshold: float | None, width: int, height: int) -> bytes:
    """A share in percent: solid up to what is proven, pale up to what is not ruled out, a mark at the threshold."""
    drawn = gauge(low, high, threshold)
    shapes = [
        Rectangle(0, 3, width, height - 6, TRACK),
        Rectangle(0, 3, width * drawn.high / 100, height - 6, POSSIBLE),
        Rectangle(0, 3, width * drawn.low / 100, height - 6, PROVEN),
    ]
    if drawn.threshold is not None:
        shapes.append(Rectangle(min(width * drawn.threshold / 100, width - 2), 0, 2, height, THRESHOLD))
    return draw(width, height, shapes)


def _clamp(value: float, limit: int) -> int:
    return max(0, min(limit, round(value)))


def _png(columns: int, rows: int, palette: Sequence[str], raw: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", columns, rows, 8, 3, 0, 0, 0)
    colours = b"".join(bytes.fromhex(colour.removeprefix("#")) for colour in palette)
    parts = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
