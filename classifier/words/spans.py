"""Ranges of numbers that do not overlap, sorted: parts of a text, or of the elements of a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

_T = TypeVar("_T")
_FAR = 1 << 62


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same ranges sorted, overlapping ones joined."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def covers(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether one of the ranges holds a place."""
    at = bisect_right(spans, (place, _FAR)) - 1
    return at >= 0 and place < spans[at][1]


def holding(spans: Sequence[tuple[int, int]], place: int) -> tuple[int, int] | None:
    """The range that holds a place; None when none does."""
    at = bisect_right(spans, (place, _FAR)) - 1
    return spans[at] if at >= 0 and place < spans[at][1] else None


def next_start(spans: Sequence[tuple[int, int]], place: int) -> int | None:
    """Where the first range at or after a place begins."""
    at = bisect_left(spans, (place, -1))
    return spans[at][0] if at < len(spans) else None


def slice_of(pairs: Sequence[tuple[int, _T]], first: int, last: int) -> Sequence[tuple[int, _T]]:
    """The pairs whose number lies in a range; the pairs are sorted by it."""
    return pairs[bisect_left(pairs, first, key=_number) : bisect_left(pairs, last, key=_number)]


def _number(pair: tuple[int, object]) -> int:
    return pair[0]
