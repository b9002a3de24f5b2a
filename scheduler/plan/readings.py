"""The readings of a target, each a pure step from levels to an interval and from an interval to a verdict.

Percentages are exact fractions: 90.0 % does not pass "trên 90 %", and 2/3 is never rounded over a threshold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from scheduler.plan.model import ReadingId
from scheduler.plan.snapshot import TOP, Span


class Verdict(StrEnum):
    MET = "met"
    MISSED = "missed"
    DEPENDS = "depends"  # "tùy cách hiểu", or the interval straddles the threshold
    NO_DATA = "no_data"
    NO_LIST = "no_list"
    NOT_OBSERVABLE = "not_observable"


class Basis(StrEnum):
    """Which label a verdict rests on."""

    DECLARED = "declared"
    EVIDENCED = "evidenced"
    MANUAL = "manual"


WEIGHED = frozenset({ReadingId.AT_LEAST, ReadingId.STACKED, ReadingId.MINIMAL, ReadingId.PLURAL, ReadingId.INCREASE})
"""Readings that can turn a verdict to `depends`. `exactly` is shown only: it would punish a rise from 3 to 4 (targets, meta)."""

UNTESTABLE = {ReadingId.TYPO: Verdict.NOT_OBSERVABLE, ReadingId.SHARE_OF_PLANNED_LEVEL3: Verdict.NO_LIST}


class Candidate(NamedTuple):
    """One procedure as a reading sees it. `certain`: surely in the scope of the target."""

    span: Span
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """An interval with its counts. `low`, `high`: percent, or a number for counts. `proven` of `total` surely reach the level,

    `possible` may; `doubtful` more procedures may belong to the scope and are not in `total`.
    """

    low: Fraction
    high: Fraction
    proven: int
    possible: int
    total: int
    doubtful: int = 0


def levels_of(reading: ReadingId, level: int) -> Span:
    """The levels that count under a reading: N and higher, or N alone for `exactly`."""
    return (level, level) if reading is ReadingId.EXACTLY else (level, TOP)


def proves(span: Span, wanted: Span) -> bool:
    return wanted[0] <= span[0] and span[1] <= wanted[1]


def allows(span: Span, wanted: Span) -> bool:
    return span[1] >= wanted[0] and span[0] <= wanted[1]


def share(candidates: Iterable[Candidate], wanted: Span) -> Measure:
    """The share in percent whose level is among the wanted, as [proven, not ruled out].

    A procedure that may belong to the scope lowers the low end unless it is proven, and raises the high end if it is possible.
    """
    proven = possible = total = doubtful_unproven = doubtful_possible = doubtful = 0
    for (span, certain), number in Counter(candidates).items():  # thousands of procedures share a few intervals
        is_proven, is_possible = proves(span, wanted), allows(span, wanted)
        if certain:
            total += number
            proven += number * is_proven
            possible += number * is_possible
        else:
            doubtful += number
            doubtful_unproven += number * (not is_proven)
            doubtful_possible += number * is_possible
    if total + doubtful == 0:
        raise ValueError("a share of no procedures")
    low = Fraction(100 * proven, total + doubtful_unproven) if total + doubtful_unproven else Fraction(100)
    high = Fraction(100 * (possible + doubtful_possible), total + doubtful_possible) if total + doubtful_possible else Fraction(0)
    return Measure(low, high, proven, possible, total, doubtful)


def count(candidates: Iterable[Candidate], wanted: Span) -> Measure:
    """The number of procedures whose level is among the wanted, as [proven and surely in scope, not ruled out]."""
    known = Counter(candidates)
    proven = sum(number for (span, certain), number in known.items() if certain and proves(span, wanted))
    possible = sum(number for (span, _), number in known.items() if allows(span, wanted))
    total = sum(number for (_, certain), number in known.items() if certain)
    return Measure(Fraction(proven), Fraction(possible), proven, possible, total, known.total() - total)


def rise(now: Measure, before: Measure) -> Measure:
    """How many more there are now than before, at least and at most."""
    return Measure(now.low - before.high, now.high - before.low, now.proven, now.possible, now.total, now.doubtful)


def holds(value: Fraction | Decimal, comparator: str, threshold: Decimal) -> bool:
    """Whether one value passes; `>` is strict, `~` ("khoảng") passes from the threshold on."""
    left, right = Fraction(value), Fraction(threshold)
    return {">=": left >= right, "~": left >= right, ">": left > right, "<=": left <= right, "=": left == right}[comparator]


def judge(measure: Measure, comparator: str, threshold: Decimal) -> Verdict:
    """Met when both ends pass, missed when neither does, else it depends on what the pages do not show."""
    ends = {holds(measure.low, comparator, threshold), holds(measure.high, comparator, threshold)}
    return Verdict.DEPENDS if len(ends) == 2 else Verdict.MET if ends == {True} else Verdict.MISSED
