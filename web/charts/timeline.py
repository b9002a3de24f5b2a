"""Levels over time as stacked steps, with the days on which the meaning of labels changed; and one procedure's spans on a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.plan.snapshot import breaks_between
from storage.queries.procedures import HistorySpan
from web.charts.bars import LEVEL_NAMES
from web.figures.levels import Point

WIDTH, HEIGHT = 1080.0, 260.0
LEFT, TOP, BOTTOM = 44.0, 10.0, 24.0
_MARGIN = timedelta(days=14)
_FINEST = 3.0  # units of the width


@dataclass(frozen=True, slots=True)
class Area:
    level: str
    path: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where, and the day or number it stands for."""

    place: float
    value: date | int


@dataclass(frozen=True, slots=True)
class Timeline:
    """`breaks`: changes of regime inside the window; labels before and after are not compared."""

    areas: tuple[Area, ...]
    days: tuple[Tick, ...]
    numbers: tuple[Tick, ...]
    breaks: tuple[Tick, ...]
    since: date
    until: date


def timeline(points: Sequence[Point], until: date) -> Timeline | None:
    """The stacked chart of a province from its first reading to `until`; None when nothing was ever read."""
    if not points:
        return None
    since = points[0].day
    if until - since < 2 * _MARGIN:
        since = until - 2 * _MARGIN
    scale = _Scale(since, until, _rounded(max(sum(point.levels) for point in points)))
    shown = _thinned(scale, points)
    places, right = [scale.x(point.day) for point in shown], scale.x(until)
    areas = []
    below = [0] * len(shown)
    for place, name in enumerate(LEVEL_NAMES):
        above = [low + point.levels[place] for low, point in zip(below, shown, strict=True)]
        if above != below:
            areas.append(Area(name, _band(places, [scale.y(n) for n in above], [scale.y(n) for n in below], right)))
        below = above
    numbers = [Tick(scale.y(scale.top * part // 4), scale.top * part // 4) for part in range(5)]
    breaks = [Tick(scale.x(day), day) for day in breaks_between(since, until)]
    return Timeline(tuple(areas), tuple(scale.days()), tuple(numbers), tuple(breaks), since, until)


@dataclass(frozen=True, slots=True)
class SpanBar:
    """One span of a procedure on the line from its first day to today."""

    span: HistorySpan
    left: float
    width: float
    level: str


def span_bars(history: Sequence[HistorySpan], until: date, width: float = WIDTH) -> tuple[SpanBar, ...]:
    """The spans that count, side by side; a span of a day is still wide enough to be seen."""
    kept = [span for span in history if span.withdrawn_on is None and span.valid_from <= until]
    if not kept:
        return ()
    first = kept[0].valid_from
    whole = max((until - first).days + 1, 1)
    bars = []
    for span in kept:
        end = min(span.valid_to, until) if span.valid_to is not None else until + timedelta(days=1)
        left = width * (span.valid_from - first).days / whole
        right = width * (end - first).days / whole
        name = "gone" if not span.present else "unknown" if span.level is None else str(span.level)
        bars.append(SpanBar(span, round(left, 2), round(max(right - left, 3.0), 2), name))
    return tuple(bars)


@dataclass(frozen=True, slots=True)
class _Scale:
    since: date
    until: date
    top: int

    def x(self, day: date) -> float:
        return round(LEFT + (WIDTH - LEFT) * (day - self.since).days / max((self.until - self.since).days, 1), 2)

    def y(self, number: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * number / self.top, 2)

    def days(self) -> list[Tick]:
        """First days of years, or of months when the window is short, at most about eight."""
        length = (self.until - self.since).days
        months = next(step for step in (1, 2, 3, 6, 12, 24, 48, 120) if length / 30.4 / step <= 8 or step == 120)
        day = date(self.since.year, 1, 1)
        found = []
        while day <= self.until:
            if day >= self.since:
                found.append(Tick(self.x(day), day))
            later = day.year * 12 + day.month - 1 + months
            day = date(later // 12, later % 12 + 1, 1)
        return found or [Tick(self.x(self.since), self.since)]


def _thinned(scale: _Scale, points: Sequence[Point]) -> list[Point]:
    """The first point and the last of every few units of width: more than that nobody can see, and years have hundreds."""
    kept = {int(scale.x(point.day) / _FINEST): point for point in points[1:]}
    return [points[0], *kept.values()]


def _band(places: Sequence[float], above: Sequence[float], below: Sequence[float], right: float) -> str:
    """One closed shape: along the upper edge to the right, back along the lower one; steps, because labels jump."""
    path = [f"M{places[0]} {above[0]}"]
    path += [f"H{place}V{now}" for place, before, now in zip(places[1:], above, above[1:], strict=False) if now != before]
    path.append(f"H{right}V{below[-1]}")
    back = zip(reversed(places[1:]), reversed(below[1:]), reversed(below[:-1]), strict=True)
    path += [f"H{place}V{before}" for place, now, before in back if now != before]
    return "".join([*path, f"H{places[0]}Z"])


def _rounded(number: int) -> int:
    """A round number above, whose quarters are round as well."""
    quarter = max(1, -(-number // 4))
    size = 1
    while True:
        for step in (1, 2, 5):
            if step * size >= quarter:
                return 4 * step * size
            if step * size * 3 // 2 >= quarter and size > 1:
                return 4 * (step * size * 3 // 2)
        size *= 10
