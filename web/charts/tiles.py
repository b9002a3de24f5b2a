"""The map: every province of 2025's 63 is a square near its place; provinces that merged are squares without a line between them.

A drawing of places, not of borders. The places are our own; the two archipelagos are drawn beside the mainland, as part of the units
that administer them: Hoàng Sa of Đà Nẵng, Trường Sa of Khánh Hòa.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CELL_WIDTH, CELL_HEIGHT = 52.0, 44.0
COLUMNS, ROWS = 10, 23

PLACES: Mapping[str, tuple[int, int]] = {
    "ha-giang": (4, 0), "bac-kan": (5, 0), "cao-bang": (6, 0),
    "lai-chau": (1, 1), "lao-cai": (2, 1), "yen-bai": (3, 1), "tuyen-quang": (4, 1), "thai-nguyen": (5, 1), "lang-son": (6, 1),
    "dien-bien": (1, 2), "son-la": (2, 2), "phu-tho": (3, 2), "vinh-phuc": (4, 2), "bac-giang": (5, 2), "quang-ninh": (6, 2),
    "hoa-binh": (3, 3), "ha-noi": (4, 3), "bac-ninh": (5, 3), "hai-duong": (6, 3), "hai-phong": (7, 3),
    "ha-nam": (4, 4), "hung-yen": (5, 4), "thai-binh": (6, 4),
    "thanh-hoa": (3, 5), "ninh-binh": (4, 5), "nam-dinh": (5, 5),
    "nghe-an": (3, 6),
    "ha-tinh": (4, 7),
    "quang-binh": (4, 8),
    "quang-tri": (4, 9),
    "hue": (5, 10), "da-nang": (6, 10),
    "quang-nam": (6, 11),
    "kon-tum": (5, 12), "quang-ngai": (6, 12),
    "gia-lai": (5, 13), "binh-dinh": (6, 13),
    "dak-lak": (5, 14), "phu-yen": (6, 14),
    "binh-phuoc": (4, 15), "dak-nong": (5, 15), "khanh-hoa": (6, 15),
    "tay-ninh": (2, 16), "binh-duong": (3, 16), "dong-nai": (4, 16), "lam-dong": (5, 16), "ninh-thuan": (6, 16),
    "long-an": (2, 17), "ho-chi-minh": (3, 17), "ba-ria-vung-tau": (4, 17), "binh-thuan": (5, 17),
    "an-giang": (0, 18), "dong-thap": (1, 18), "tien-giang": (2, 18),
    "kien-giang": (0, 19), "can-tho": (1, 19), "vinh-long": (2, 19), "ben-tre": (3, 19),
    "hau-giang": (1, 20), "tra-vinh": (2, 20),
    "bac-lieu": (0, 21), "soc-trang": (1, 21),
    "ca-mau": (0, 22),
}  # fmt: skip
_RENAMED = {"thua-thien-hue": "hue"}
_SHORT = {
    "ba-ria-vung-tau": ("Bà Rịa -", "V. Tàu"),
    "ho-chi-minh": ("TP. Hồ", "Chí Minh"),
    "thua-thien-hue": ("Thừa T.", "Huế"),
}
# The islands of the two archipelagos as dots around their place: columns and rows of the grid, and a radius in units of the picture.
_ISLANDS: Mapping[str, tuple[str, tuple[tuple[float, float, float], ...]]] = {
    "hoang-sa": (
        "da-nang",
        ((8.3, 9.3, 3), (8.6, 9.15, 4), (8.9, 9.45, 3), (8.45, 9.65, 3.5), (9.2, 9.2, 3.5), (9.4, 9.6, 3), (8.75, 9.75, 2.5)),
    ),
    "truong-sa": (
        "khanh-hoa",
        (
            (8.2, 16.1, 3), (8.5, 15.8, 3.5), (8.9, 15.7, 3), (9.3, 15.9, 4), (8.4, 16.5, 3), (8.8, 16.3, 3.5), (9.2, 16.4, 3),
            (9.6, 16.2, 3), (8.6, 16.95, 3), (9.0, 16.85, 4), (9.45, 16.8, 3), (8.15, 17.1, 2.5), (9.7, 16.7, 2.5),
        ),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Square:
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two squares of different provinces."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Place:
    """One province on the map: its squares, where its name stands, and the islands it administers."""

    code: str
    lines: tuple[str, ...]
    squares: tuple[Square, ...]
    label: Square
    islands: tuple[Dot, ...] = ()


@dataclass(frozen=True, slots=True)
class Archipelago:
    """Where an archipelago's name stands."""

    id: str
    x: float
    y: float


def places(members: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> tuple[Place, ...]:
    """The provinces of a day as the eye meets them, from the north to the south and from the west to the east: so Tab goes as well.

    `members`: the codes of 2025's 63 that each consists of; `names`: by code.
    """
    found = []
    for code, parts in members.items():
        squares = [_square(part) for part in parts if _place_of(part) is not None]
        label = _square(code) if _place_of(code) is not None else squares[0] if squares else None
        if label is not None:
            dots = tuple(
                Dot(round(x * CELL_WIDTH, 1), round(y * CELL_HEIGHT, 1), radius)
                for owner, islands in _ISLANDS.values()
                if owner in parts
                for x, y, radius in islands
            )
            found.append(Place(code, _lines(code, names[code]), tuple(squares), label, dots))
    return tuple(sorted(found, key=lambda place: min((square.top, square.left) for square in (*place.squares, place.label))))


def edges(members: Mapping[str, Sequence[str]]) -> tuple[Edge, ...]:
    """The lines between squares of different provinces."""
    owner = {_place_of(part): code for code, parts in members.items() for part in parts}
    found = []
    for place, code in owner.items():
        if place is None:
            continue
        column, row = place
        right, below = owner.get((column + 1, row)), owner.get((column, row + 1))
        x, y = column * CELL_WIDTH, row * CELL_HEIGHT
        if right is not None and right != code:
            found.append(Edge(x + CELL_WIDTH, y, x + CELL_WIDTH, y + CELL_HEIGHT))
        if below is not None and below != code:
            found.append(Edge(x, y + CELL_HEIGHT, x + CELL_WIDTH, y + CELL_HEIGHT))
    return tuple(found)


def archipelagos() -> tuple[Archipelago, ...]:
    """The names' places: below the dots."""
    return tuple(
        Archipelago(ident, round(8.95 * CELL_WIDTH, 1), round((max(y for _, y, _ in dots) + 0.45) * CELL_HEIGHT, 1))
        for ident, (_, dots) in _ISLANDS.items()
    )


def _place_of(code: str) -> tuple[int, int] | None:
    return PLACES.get(_RENAMED.get(code, code))


def _square(code: str) -> Square:
    column, row = _place_of(code) or (0, 0)
    return Square(column * CELL_WIDTH, row * CELL_HEIGHT)


def _lines(code: str, name: str) -> tuple[str, ...]:
    """A name on two lines where it has several words."""
    if code in _SHORT:
        return _SHORT[code]
    words = name.split()
    if len(name) <= 7 or len(words) == 1:
        return (name,)
    return (words[0], " ".join(words[1:]))
