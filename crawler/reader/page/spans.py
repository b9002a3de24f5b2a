"""Pager links that name the records of a page instead of its number: "1–8", "9–16", "17–20"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from crawler.reader.page.words import fold

_SPAN = re.compile(r"[^\d]{0,20}(\d{1,5})\s*(?:[-–—]|\bden\b|\bto\b)\s*(\d{1,5})[^\d]{0,15}")
_SHORT = 40  # characters
_SHORTEST, _LONGEST = 5, 500  # records that a page shows: levels and tiers are told by twos


class Worded(Protocol):
    """What has words and stands somewhere among its like."""

    @property
    def text(self) -> str: ...
    @property
    def place(self) -> str: ...


def pages_of(links: Sequence[Worded]) -> dict[int, int]:
    """The page numbers of links that name records, by their indices in `links`. Those of one place must be pages of one length, from the
    first or the second on: years ("2016–2020") are no pages.
    """
    spans: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for index, link in enumerate(links):
        if len(link.text) <= _SHORT and (match := _SPAN.fullmatch(fold(link.text).strip())):
            spans[link.place][index] = int(match[1]), int(match[2])
    found: dict[int, int] = {}
    for named in spans.values():
        least = min(first for first, _ in named.values())
        length = least - 1 or max(last for first, last in named.values() if first == 1)
        if _SHORTEST <= length <= _LONGEST and _are_pages(set(named.values()), length):
            found |= {index: (first - 1) // length + 1 for index, (first, _) in named.items()}
    return found


def _are_pages(spans: set[tuple[int, int]], length: int) -> bool:
    """Whether each span is a page of that length; the last one may be shorter."""
    furthest = max(first for first, _ in spans)
    return all(
        (first - 1) % length == 0 and (last == first - 1 + length or (first == furthest and first <= last < first + length))
        for first, last in spans
    )
