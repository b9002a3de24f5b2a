"""Stacked bars and gauges, measured in percent of their width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.plan.readings import Measure

LEVEL_NAMES = ("0", "1", "2", "3", "4", "unknown")


@dataclass(frozen=True, slots=True)
class Segment:
    """One level's part of a bar."""

    level: str
    left: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Gauge:
    """A share: solid up to `low` (proven), pale up to `high` (not ruled out), a mark at `threshold`. All in percent of the width."""

    low: float
    high: float
    threshold: float | None


def segments(levels: Sequence[int], unknown: int) -> tuple[Segment, ...]:
    """A bar that is always as wide as its picture: shares are compared, the number stands beside it."""
    total = sum(levels) + unknown
    found, before = [], 0
    for name, count in zip(LEVEL_NAMES, (*levels, unknown), strict=True):
        if count:
            found.append(Segment(name, round(100 * before / total, 3), round(100 * count / total, 3), count))
            before += count
    return tuple(found)


def gauge(measure: Measure, threshold: float | None) -> Gauge:
    return Gauge(_place(float(measure.low)), _place(float(measure.high)), None if threshold is None else _place(threshold))


def _place(percent: float) -> float:
    return round(min(max(percent, 0.0), 100.0), 3)
