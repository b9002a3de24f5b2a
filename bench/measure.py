"""What all rows share: rounds in alternating order, medians, ratios within a round, and a figure held against its goal."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Way = Callable[[], Mapping[str, float]]
Rounds = dict[str, list[Mapping[str, float]]]


class Verdict(StrEnum):
    STRETCH = "stretch"
    MET = "met"
    MISSED = "missed"
    NOT_MEASURED = "not measured"
    TOLD = "told"  # a figure without a goal


@dataclass(frozen=True, slots=True)
class Goal:
    """`most` or `least` with the stretch beside it; None = no stretch was set."""

    bound: float
    stretch: float | None = None
    least: bool = False

    def verdict(self, value: float) -> Verdict:
        def holds(bound: float) -> bool:
            return value >= bound if self.least else value <= bound

        if self.stretch is not None and holds(self.stretch):
            return Verdict.STRETCH
        return Verdict.MET if holds(self.bound) else Verdict.MISSED

    def __str__(self) -> str:
        sign = "≥" if self.least else "≤"
        return f"{sign} {self.bound:g}" + (f" ({sign} {self.stretch:g})" if self.stretch is not None else "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `low`, `high`: over the rounds. `parts`: medians of what went into it. `note`: why it is so, or not there."""

    what: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    goal: str
    verdict: Verdict
    rounds: int
    parts: Mapping[str, float] = field(default_factory=dict)
    note: str = ""


def figure(
    what: str, unit: str, values: Sequence[float], goal: Goal | None = None, parts: Mapping[str, float] | None = None, note: str = ""
) -> Figure:
    """The median of some rounds, held against its goal."""
    value = statistics.median(values)
    verdict = Verdict.TOLD if goal is None else goal.verdict(value)
    rounded = {name: round(part, 4) for name, part in (parts or {}).items()}
    return Figure(what, unit, _short(value), _short(min(values)), _short(max(values)), str(goal or ""), verdict, len(values), rounded, note)


def skipped(what: str, goal: Goal | None, why: str) -> Figure:
    """A line that could not be measured here, with the reason."""
    return Figure(what, "", None, None, None, str(goal or ""), Verdict.NOT_MEASURED, 0, note=why)


def alternate(ways: Mapping[str, Way], rounds: int) -> Rounds:
    """Every way once a round, in an order that turns round after round, so that drift falls on all alike."""
    found: Rounds = {name: [] for name in ways}
    for number in range(rounds):
        for name in list(ways) if number % 2 == 0 else list(reversed(ways)):
            found[name].append(ways[name]())
    return found


def ratios(found: Rounds, one: str, other: str, key: str) -> list[float]:
    """One way against another, round by round."""
    return [a[key] / b[key] for a, b in zip(found[one], found[other], strict=True)]


def medians(found: Rounds, key: str) -> dict[str, float]:
    return {name: statistics.median(each[key] for each in results) for name, results in found.items()}


def cpu_of(work: Callable[[], object]) -> float:
    """CPU seconds of this process for one call."""
    before = time.process_time()
    work()
    return time.process_time() - before


def _short(value: float) -> float:
    return float(f"{value:.3g}")
