"""What a plan is held against: the standing of every procedure of a province on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from classifier.model import Declared
from classifier.vocabulary import Flag, Result, Scheme, Tier

DISTRICTS_ABOLISHED = date(2025, 7, 1)
SCHEME_BREAKS = (date(2022, 8, 15), date(2025, 7, 1), date(2026, 7, 1))
"""Days on which labels or their bearers changed their meaning: NĐ 42/2022, the merger of provinces, NĐ 224/2026 (levels.md §3)."""

TOP = 4
NOT_PUBLISHED = Declared()
UNKNOWN_SPAN = (0, TOP)
Span = tuple[int, int]
"""The lowest and the highest level a procedure may have; unknown is [0, 4]."""

_ND43 = {"1": (1, 1), "2": (2, 2), "3": (3, 3), "4": (4, 4), "1-2": (1, 2), "2-3": (2, 3), "3-4": (3, 4)}
_LATER = {"toan-trinh": (4, 4), "mot-phan": (1, 4), "cung-cap-thong-tin": (1, 2)}
_CUSTOMARY = {"toan-trinh": (4, 4), "mot-phan": (3, 3), "cung-cap-thong-tin": (2, 2)}


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of one portal on a day: `level` and `level_max` are evidenced, None when unknown."""

    portal: str
    key: str
    code: str | None
    name: str
    url: str
    field: str | None
    agency: str | None
    tier: Tier | None
    level: int | None
    level_max: int | None
    declared: Declared = NOT_PUBLISHED
    result: Result = Result.UNKNOWN
    flags: frozenset[Flag] = frozenset()

    @property
    def evidenced(self) -> Span:
        if self.level is None:
            return (0, TOP if self.level_max is None else self.level_max)
        return (self.level, max(self.level, self.level if self.level_max is None else self.level_max))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The standings of a province on the day `at`. `data_at`: the last day up to `at` on which its portals were read well, None = never.

    `first_data`: the first day on which they were ever read, for the words of "no data".
    """

    at: date
    data_at: date | None
    standings: tuple[Standing, ...] = ()
    first_data: date | None = None


def declared_span(declared: Declared, *, customary: bool = False) -> Span | None:
    """The levels a declared label may mean, None when there is none. The proactive scale of 2026 is never a level here.

    `customary`: một phần and cung cấp thông tin taken as 3 and 2, as front ends do without a legal text (levels.md §3.1).
    """
    if declared.value is None or declared.scheme is None or declared.scheme is Scheme.CD_2026:
        return None
    if declared.scheme is Scheme.ND43_2011:
        return _ND43.get(declared.value)
    return (_CUSTOMARY if customary else _LATER).get(declared.value)


def breaks_between(first: date, last: date) -> tuple[date, ...]:
    """The scheme breaks after `first` and up to `last`: across them nothing is compared without a mark."""
    return tuple(day for day in SCHEME_BREAKS if first < day <= last)
