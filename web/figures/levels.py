"""Procedures counted as rows of portals, the way `mucdo levels` and the weekly mail count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from scheduler.plan.snapshot import TOP
from scheduler.reports.model import LEVELS, Counts, Label, Pair
from scheduler.reports.order import alphabetical
from storage.queries.tallies import LabelTally, LevelStep, Tally, label_tallies
from web.site import Site


@dataclass(frozen=True, slots=True)
class Ranked:
    """An agency, field or tier with the levels of its procedures; `name` "" = the portal does not say."""

    name: str
    levels: tuple[int, ...]
    unknown: int
    above: int

    @property
    def total(self) -> int:
        return sum(self.levels) + self.unknown

    @property
    def share(self) -> float:
        """Surely at level 3 or 4, in percent."""
        return 100 * sum(self.levels[3:]) / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Point:
    """How many procedures stood at each level from a day on: 0 to 4, then unknown."""

    day: date
    levels: tuple[int, ...]


def portal_counts(site: Site, day: date) -> Mapping[str, Counts]:
    """The counts of every portal on a day."""

    def make() -> dict[str, Counts]:
        with site.store.read() as connection:
            rows = label_tallies(connection, day)
        found: dict[str, list[LabelTally]] = {}
        for row in rows:
            found.setdefault(row.portal, []).append(row)
        return {portal: counted(own) for portal, own in found.items()}

    return site.remembered.get(("counts", day), make)


def counted(rows: Iterable[LabelTally]) -> Counts:
    """One `Counts` of tallies."""
    levels: Counter[int | None] = Counter()
    labels: Counter[Label] = Counter()
    possible = [0] * len(LEVELS)
    above = 0
    for row in rows:
        levels[row.level] += row.count
        labels[row.scheme if row.declared is not None else None, row.declared] += row.count
        above += row.count if row.above else 0
        highest = max(TOP if row.level_max is None else row.level_max, row.level or 0)
        for level in range(highest + 1):
            possible[level] += row.count
    return Counts(sum(levels.values()), tuple(levels[n] for n in LEVELS), levels[None], tuple(possible), dict(labels), above)


def summed(parts: Iterable[Counts]) -> Counts:
    """Counts of several portals together."""
    found = list(parts)
    labels: Counter[Label] = Counter()
    for part in found:
        labels.update(part.labels)
    return Counts(
        sum(part.total for part in found),
        tuple(sum(part.levels[n] for part in found) for n in LEVELS),
        sum(part.unknown for part in found),
        tuple(sum(part.possible[n] for part in found) for n in LEVELS),
        dict(labels),
        sum(part.above for part in found),
    )


def ranked(rows: Iterable[Tally], by: Literal["agency", "field"]) -> tuple[Ranked, ...]:
    """Agencies or fields, the highest share of levels 3 and 4 first."""
    found: dict[str, list[Tally]] = {}
    for row in rows:
        found.setdefault(getattr(row, by) or "", []).append(row)
    lines = [_ranked(name, own) for name, own in found.items()]
    return tuple(sorted(lines, key=lambda line: (not line.name, -line.share, -line.total, alphabetical(line.name))))


def _ranked(name: str, rows: Iterable[Tally]) -> Ranked:
    levels: Counter[int | None] = Counter()
    above = 0
    for row in rows:
        levels[row.level] += row.count
        above += row.count if row.above else 0
    return Ranked(name, tuple(levels[n] for n in LEVELS), levels[None], above)


def pairs(rows: Iterable[LabelTally]) -> tuple[Pair, ...]:
    """Declared beside evidenced: one line per declared label, what is not published last."""
    found: dict[Label, list[LabelTally]] = {}
    for row in rows:
        found.setdefault((row.scheme if row.declared is not None else None, row.declared), []).append(row)
    lines = []
    for label, own in found.items():
        counts = counted(own)
        lines.append(Pair(label, (*counts.levels, counts.unknown), counts.above))
    return tuple(sorted(lines, key=lambda pair: (pair.label[1] is None, pair.label[0] or "", pair.label[1] or "")))


def over_time(steps: Iterable[LevelStep], until: date) -> tuple[Point, ...]:
    """Levels over time: a point for every day on which a number changed, up to `until`."""
    now: Counter[int | None] = Counter()
    points = []
    for day, moved in groupby(steps, key=lambda step: step.day):
        if day > until:
            break
        for step in moved:
            now[step.level] += step.by
        points.append(Point(day, tuple(now[n] for n in (*LEVELS, None))))
    return tuple(points)
