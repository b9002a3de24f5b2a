"""Bars and gauges of the pages: the drawing that mails and reports show too."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler import charts
from scheduler.plan.readings import Measure

LEVEL_NAMES = tuple(charts.LEVEL_COLOURS)


def segments(levels: Sequence[int], unknown: int) -> tuple[charts.Segment, ...]:
    """A bar from the numbers of the levels 0 to 4 and of what is not known."""
    return charts.segments({**{str(level): count for level, count in enumerate(levels)}, "unknown": unknown})


def gauge(measure: Measure, threshold: float | None) -> charts.Gauge:
    return charts.gauge(float(measure.low), float(measure.high), threshold)
