"""Charts of a report as measured shapes; the page's template draws them as SVG, so that no script is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.charts import LEVEL_COLOURS, gauge, segments
from scheduler.reports.model import LEVELS, Counts, Report, ReportedTarget

WIDTH = 600.0
"""Of the drawn part of a bar, in the units of the picture."""


@dataclass(frozen=True, slots=True)
class Part:
    """One level's part of a bar."""

    level: str
    left: float
    width: float
    colour: str
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    total: int
    parts: tuple[Part, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Gauge:
    """A target in percent: solid up to what is proven, pale up to what is not ruled out, a mark at the threshold."""

    target: ReportedTarget
    low: float
    high: float
    threshold: float | None


def bar(name: str, counts: Counts, *, strong: bool = False) -> Bar:
    """A bar as wide as the picture, divided by evidenced level: shares are compared, the total stands beside."""
    numbers = {**{str(level): counts.levels[level] for level in LEVELS}, "unknown": counts.unknown}
    parts = (Part(one.level, _scaled(one.left), _scaled(one.width), one.colour, one.count) for one in segments(numbers))
    return Bar(name, counts.total, tuple(parts), strong)


def gauges(targets: Sequence[ReportedTarget]) -> Iterable[Gauge]:
    """The targets that have a share: by the declared labels where published, as verdicts go, else by the evidence."""
    for target in targets:
        share = target.declared or target.evidenced
        if share is not None and target.unit == "percent":
            drawn = gauge(*share, target.threshold)
            yield Gauge(target, _scaled(drawn.low), _scaled(drawn.high), None if drawn.threshold is None else _scaled(drawn.threshold))


def legend(report: Report) -> list[tuple[str, str]]:
    """Each level that occurs, with its colour."""
    lines = [counts for block in report.blocks for counts in (block.counts, *(line.counts for line in block.lines)) if counts]
    found = {str(level) for level in LEVELS if any(counts.levels[level] for counts in lines)}
    found |= {"unknown"} if any(counts.unknown for counts in lines) else set()
    return [(level, colour) for level, colour in LEVEL_COLOURS.items() if level in found]


def _scaled(percent: float) -> float:
    return round(WIDTH * percent / 100, 2)
