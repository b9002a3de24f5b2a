"""The stacked chart: every shape is as high as its number, day by day, and years of nights give a short path."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import accumulate

import pytest

from web.charts.bars import LEVEL_NAMES
from web.charts.timeline import LEFT, WIDTH, Timeline, timeline
from web.figures.levels import Point

START = date(2019, 1, 1)


def corners(path: str) -> list[tuple[float, float]]:
    """The corners of a shape of horizontal and vertical lines."""
    first = re.match(r"M([\d.]+) ([\d.]+)", path)
    assert first and path.endswith("Z")
    x, y = float(first[1]), float(first[2])
    found = [(x, y)]
    for letter, number in re.findall(r"([HV])([\d.]+)", path):
        x, y = (float(number), y) if letter == "H" else (x, float(number))
        found.append((x, y))
    return found


def edges_at(path: str, x: float) -> tuple[float, float]:
    """The upper and lower edge at a place."""
    found = corners(path)
    crossed = [a[1] for a, b in zip(found, [*found[1:], found[0]], strict=True) if a[1] == b[1] and min(a[0], b[0]) < x < max(a[0], b[0])]
    assert len(crossed) == 2, (x, crossed)
    return min(crossed), max(crossed)


def heights(chart: Timeline, x: float) -> dict[str, float]:
    """How many procedures each shape stands for at a place."""
    unit = (chart.numbers[0].place - chart.numbers[1].place) / (int(str(chart.numbers[1].value)) - int(str(chart.numbers[0].value)))
    shapes = {area.level: edges_at(area.path, x) for area in chart.areas}
    below = chart.numbers[0].place
    for low, high in sorted(shapes.values(), reverse=True):
        assert high == pytest.approx(below, abs=0.02), "shapes stand on each other"
        below = low
    return {level: (lower - upper) / unit for level, (upper, lower) in shapes.items()}


def test_shapes_are_as_high_as_their_numbers_each_day() -> None:
    points = [Point(START + timedelta(days=10 * n), (n % 3, 5, 20 - n, 10 + n, 1, 0)) for n in range(12)]
    until = points[-1].day + timedelta(days=10)
    chart = timeline(points, until)
    assert chart is not None
    for point in points:
        x = LEFT + (WIDTH - LEFT) * ((point.day - START).days + 5) / (until - START).days
        found = heights(chart, x)
        expected = dict(zip(LEVEL_NAMES, point.levels, strict=True))
        assert {level: pytest.approx(number, abs=0.1) for level, number in expected.items() if level in found} == found
        assert all(number == 0 for level, number in expected.items() if level not in found)


def test_two_years_of_changing_nights_stay_short_and_end_with_the_last_night() -> None:
    levels = accumulate(range(1, 730), lambda now, n: now + (7 if n % 3 else -13), initial=900)
    points = [Point(START + timedelta(days=n), (10, 20, 100, now, 500, 3)) for n, now in enumerate(levels)]
    chart = timeline(points, points[-1].day + timedelta(days=5))
    assert chart is not None and sum(len(area.path) for area in chart.areas) < 40_000
    assert heights(chart, WIDTH - 3)["3"] == pytest.approx(points[-1].levels[3], abs=2)


def test_one_night_is_a_chart_and_none_is_not() -> None:
    assert timeline([], START) is None
    chart = timeline([Point(START, (0, 0, 3, 0, 0, 0))], START)
    assert chart is not None and [area.level for area in chart.areas] == ["2"]
