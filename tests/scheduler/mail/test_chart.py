"""The pictures, read back pixel by pixel."""

from __future__ import annotations

import struct
import zlib

import pytest

from scheduler.charts import LEVEL_COLOURS, POSSIBLE, PROVEN, THRESHOLD, TRACK
from scheduler.mail.chart import SCALE, Rectangle, draw, share_bar, stacked_bar


def pixels(png: bytes) -> list[list[str]]:
    """The picture as rows of colours; a second reading of the format, written for this test."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    place, chunks = 8, {}
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        kind, data = png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        assert struct.unpack(">I", png[place + 8 + size : place + 12 + size])[0] == zlib.crc32(kind + data)
        chunks[kind] = data
        place += 12 + size
    width, height, depth, colour, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, colour) == (8, 3)
    palette = ["#" + chunks[b"PLTE"][i : i + 3].hex() for i in range(0, len(chunks[b"PLTE"]), 3)]
    raw = zlib.decompress(chunks[b"IDAT"])
    assert len(raw) == height * (width + 1)
    return [[palette[p] for p in raw[y * (width + 1) + 1 : (y + 1) * (width + 1)]] for y in range(height)]


def test_a_rectangle_is_where_it_was_drawn() -> None:
    image = pixels(draw(10, 5, [Rectangle(2, 1, 3, 2, "#ff0000")]))
    assert (len(image[0]), len(image)) == (10 * SCALE, 5 * SCALE)
    red = [(x, y) for y, row in enumerate(image) for x, colour in enumerate(row) if colour == "#ff0000"]
    assert (min(red), max(red)) == ((4, 2), (9, 5)) and len(red) == 24


def test_the_parts_of_a_bar_fill_it_in_proportion() -> None:
    row = pixels(stacked_bar({"1": 1, "2": 1, "4": 2}, 100, 4))[0]
    assert [row.count(LEVEL_COLOURS[level]) for level in ("1", "2", "4")] == [50, 50, 100]
    odd = pixels(stacked_bar({"0": 1, "3": 1, "unknown": 1}, 100, 4))[0]
    assert TRACK not in odd, "rounding leaves no gap"


def test_a_share_shows_what_is_proven_what_is_possible_and_the_threshold() -> None:
    image = pixels(share_bar(50, 75, 90, 100, 16))
    middle, edge = image[16], image[0]
    assert middle.count(PROVEN) == 100 and middle.count(POSSIBLE) == 50
    assert [x for x, colour in enumerate(edge) if colour == THRESHOLD] == [180, 181, 182, 183]
    assert pixels(share_bar(100, 100, 100, 100, 16))[0][-1] == THRESHOLD, "a threshold of 100 % is still seen"


@pytest.mark.parametrize(("width", "height"), [(0, 5), (5, 0), (5000, 5)])
def test_impossible_sizes_are_refused(width: int, height: int) -> None:
    with pytest.raises(ValueError, match="bounds"):
        draw(width, height, [])
