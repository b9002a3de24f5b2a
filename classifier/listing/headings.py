"""Levels that a list gives once for many records, in the heading above them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.words.names import heading_level

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "dt"))
_WITHIN_A_LINE = frozenset(("span", "em", "i", "small", "a", "label", "code", "sup", "button", "option"))
_OVER_LISTS = "h1,h2,h3,h4,h5,h6,legend"
_NEAR = 600  # characters between a list and its heading: advice, a search form
_LONGEST = 120  # characters
_OUTWARD = 3  # elements around a list above which its heading may stand


class Placed(Protocol):
    """A record of a list as far as headings go: its first element, and the level that a heading gives it."""

    first: int
    last: int
    level: str | None


def give_levels(doc: Document, group: Sequence[Placed]) -> None:
    """Give each record the level of the heading above it; a heading that says something else ends the one before.

    An element that is no heading by its tag counts when the list has several of its kind, or when it is a row of a table in one cell over
    several columns.
    """
    above: list[int] = []  # the heading that each record stands under, -1 for none
    for place, record in enumerate(group):
        before = group[place - 1] if place else None
        found = _between(doc, before, record) if before is not None else None
        if found is None:
            found = _over(doc, record)
        above.append(found if found >= 0 or not place or not _adjoin(doc, group[place - 1], record) else above[-1])
    levels = {head: heading_level(doc.text_of(head)) for head in set(above) if head >= 0}
    kinds = [_kind(doc, head) for head, level in levels.items() if level is not None]
    # A badge behind the names of a few records stands between two of them as well, but never above the first.
    opens = len(kinds) > 1 and above[0] >= 0 and _kind(doc, above[0]) in kinds
    for record, head in zip(group, above, strict=True):
        if head < 0:
            continue
        if doc.tags[head] in _HEADINGS or _heads_rows(doc, head) or (opens and doc.tags[head] not in _WITHIN_A_LINE):
            record.level = levels[head]


def level_over(doc: Document, regions: Regions, first: int) -> str | None:
    """The level that the last heading above a whole list gives all of it; None when it heads something else."""
    start = doc.text_from[first]
    above = [e for e in doc.select(_OVER_LISTS) if e < first and 0 <= start - doc.text_to[e] <= _NEAR and doc.text_to[e] > doc.text_from[e]]
    head = next((e for e in reversed(above) if not (regions.in_chrome(e) or regions.in_menu(e) or regions.in_dialog(e))), None)
    return heading_level(doc.text_of(head)) if head is not None and _says_little(doc, head) else None


def _kind(doc: Document, element: int) -> tuple[str, str]:
    return doc.tags[element], doc.attributes(element).get("class", "")


def _heads_rows(doc: Document, row: int) -> bool:
    """Whether a row of a table is one cell over several columns, as a group of rows is headed."""
    cells = [c for c in doc.children(row) if doc.tags[c] in ("td", "th")] if doc.tags[row] == "tr" else []
    return len(cells) == 1 and doc.spanned(cells[0], "colspan") > 1


def _adjoin(doc: Document, before: Placed, record: Placed) -> bool:
    return doc.parents[before.first] == doc.parents[record.first]


def _between(doc: Document, before: Placed, record: Placed) -> int | None:
    """The heading between two records of one parent, -1 when there is none; None when they have different parents."""
    if not _adjoin(doc, before, record):
        return None
    siblings = doc.children(doc.parents[record.first])
    inner = siblings[bisect_left(siblings, before.last) : bisect_left(siblings, record.first)]
    return next((element for element in reversed(inner) if _says_little(doc, element)), -1)


def _over(doc: Document, record: Placed) -> int:
    """The short text right above the first record of a list, or above the list itself."""
    element = record.first
    for _ in range(_OUTWARD):
        parent = doc.parents[element]
        if parent <= 0:
            break
        siblings = doc.children(parent)
        earlier = [e for e in siblings[: bisect_left(siblings, element)] if doc.text_of(e)]
        if earlier:
            return earlier[-1] if _says_little(doc, earlier[-1]) else -1
        element = parent
    return -1


def _says_little(doc: Document, element: int) -> bool:
    return 0 < doc.text_to[element] - doc.text_from[element] <= _LONGEST and "\n" not in doc.text_of(element)
