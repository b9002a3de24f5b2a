"""When a target that is not met would be reached at the present pace: a robust line through the history, with its uncertainty.

Theil–Sen: the median of the slopes between all pairs of points, which one bad night cannot turn; the uncertainty is the interval of
Kendall's statistic at 90 % (P. K. Sen, 1968). Points before a scheme break are another scale and are left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations
from statistics import median

from scheduler.plan.snapshot import SCHEME_BREAKS

MIN_POINTS = 4
MIN_SPAN = timedelta(days=28)
HORIZON = timedelta(days=365 * 20)
_Z90 = 1.645


class Outlook(StrEnum):
    REACHABLE = "reachable"
    NOT_AT_THIS_PACE = "not_at_this_pace"  # standing still, falling, or more than twenty years away
    NOT_ENOUGH_HISTORY = "not_enough_history"


@dataclass(frozen=True, slots=True)
class Projection:
    """`expected` with `earliest` and `latest` (None: at the slow end of the pace it is not reached). `pace`: points per 30 days."""

    outlook: Outlook
    points: int
    expected: date | None = None
    earliest: date | None = None
    latest: date | None = None
    pace: float | None = None


def project(history: Sequence[tuple[date, float]], threshold: float) -> Projection:
    """`history`: (day, share in percent) in any order; `threshold` in percent. The start is the latest point."""
    points = _since_last_break(sorted(set(history)))
    if len(points) < MIN_POINTS or points[-1][0] - points[0][0] < MIN_SPAN:
        return Projection(Outlook.NOT_ENOUGH_HISTORY, len(points))
    slopes = sorted((b - a) / (later - first).days for (first, a), (later, b) in combinations(points, 2) if later > first)
    pace = median(slopes)
    slow, fast = _interval(slopes, len(points))
    start, share = points[-1]
    expected = _reached(start, threshold - share, pace)
    if expected is None:
        return Projection(Outlook.NOT_AT_THIS_PACE, len(points), pace=round(pace * 30, 4))
    return Projection(
        Outlook.REACHABLE,
        len(points),
        expected,
        _reached(start, threshold - share, max(fast, pace)),
        _reached(start, threshold - share, min(slow, pace)),
        round(pace * 30, 4),
    )


def _since_last_break(points: list[tuple[date, float]]) -> list[tuple[date, float]]:
    if not points:
        return points
    start = max((day for day in SCHEME_BREAKS if day <= points[-1][0]), default=date.min)
    return list({day: (day, share) for day, share in points if day >= start}.values())


def _interval(slopes: Sequence[float], points: int) -> tuple[float, float]:
    half = _Z90 * math.sqrt(points * (points - 1) * (2 * points + 5) / 18)
    low = max(0, math.floor((len(slopes) - half) / 2))
    high = min(len(slopes) - 1, math.ceil((len(slopes) + half) / 2))
    return slopes[low], slopes[high]


def _reached(start: date, gap: float, pace: float) -> date | None:
    """The day on which the gap is closed, None when the pace never closes it within the horizon."""
    if gap <= 0:
        return start
    days = gap / pace if pace > 0 else math.inf
    return start + timedelta(days=math.ceil(days)) if days <= HORIZON.days else None
