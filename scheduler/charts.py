"""The one drawing of bars and gauges: the page, the mail, the report and the letter show the same parts in the same colours.

Everything is measured in percent of the width; who draws says only how wide, and whether as SVG or pixels.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEVEL_COLOURS: Mapping[str, str] = {
    "0": "#8d99a6",
    "1": "#c6dbef",
    "2": "#6baed6",
    "3": "#2171b5",
    "4": "#08306b",
    "unknown": "#d5dae0",
}
"""Light to dark with the level, so that the order is seen without colours too. A page in the dark has its own."""
TRACK = "#edf0f2"
"""What is drawn upon."""
PROVEN, POSSIBLE, THRESHOLD = "#2171b5", "#9ecae1", "#b3261e"


@dataclass(frozen=True, slots=True)
class Segment:
    """One level's part of a bar."""

    level: str
    left: float
    width: float
    count: int

    @property
    def colour(self) -> str:
        return LEVEL_COLOURS[self.level]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A share: solid up to `low` (proven), pale up to `high` (not ruled out), a mark at `threshold`."""

    low: float
    high: float
    threshold: float | None


def segments(counts: Mapping[str, int]) -> tuple[Segment, ...]:
    """A bar that is always as wide as its picture: shares are compared, the number stands beside it."""
    total = sum(counts.values())
    found, before = [], 0
    for level in LEVEL_COLOURS:
        count = counts.get(level, 0)
        if count:
            left, right = 100 * before / total, 100 * (before + count) / total
            found.append(Segment(level, round(left, 3), round(right - left, 3), count))
            before += count
    return tuple(found)


def gauge(low: float, high: float, threshold: float | None) -> Gauge:
    """A share in percent; what is beyond the ends is drawn at the end."""
    return Gauge(_place(low), _place(high), None if threshold is None else _place(threshold))


def _place(percent: float) -> float:
    return round(min(max(percent, 0.0), 100.0), 3)
