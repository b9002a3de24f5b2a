"""A year of nights as a field of small squares, a column a week, Monday on top."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from storage.queries.nights import Night

WEEKS = 53
CELL = 12.0


@dataclass(frozen=True, slots=True)
class Day:
    """One night: `state` ok, suspect, failed or none (not read). `run` leads to it."""

    day: date
    left: float
    top: float
    state: str
    outcome: str | None
    run: int | None


@dataclass(frozen=True, slots=True)
class Month:
    left: float
    day: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """The nights of one portal. `counts`: by state."""

    portal: str
    days: tuple[Day, ...]
    months: tuple[Month, ...]
    counts: dict[str, int]
    since: date


def first_day(until: date) -> date:
    return until - timedelta(days=until.weekday()) - timedelta(weeks=WEEKS - 1)


def calendar(portal: str, nights: Iterable[Night], until: date) -> Calendar:
    """The nights of a portal up to `until`; of two readings of one night the better one shows."""
    since = first_day(until)
    best: dict[date, Night] = {}
    for night in nights:
        known = best.get(night.night)
        if night.portal == portal and (known is None or _rank(night) <= _rank(known)):
            best[night.night] = night
    days = []
    for number in range((until - since).days + 1):
        day = since + timedelta(days=number)
        read = best.get(day)
        left, top = number // 7 * CELL, number % 7 * CELL
        days.append(Day(day, left, top, read.state, read.outcome, read.run) if read else Day(day, left, top, "none", None, None))
    counts = {state: sum(one.state == state for one in days) for state in ("ok", "suspect", "failed", "none")}
    firsts = [one for one in days if one.day.weekday() == 0 and one.day.day <= 7]
    return Calendar(portal, tuple(days), tuple(Month(one.left, one.day) for one in firsts), counts, since)


def _rank(night: Night) -> int:
    return ("ok", "suspect", "failed").index(night.state)
