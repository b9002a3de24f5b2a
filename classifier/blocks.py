"""One page that describes several procedures, each in a block of its own, whatever labels the blocks have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from classifier.document import Document
from classifier.model import FieldKey
from classifier.names import starts_like_name
from classifier.regions import Regions
from classifier.rowparts import clean_name, heading_before
from classifier.text import fold
from classifier.values import Value

_MARKS = (FieldKey.STEPS, FieldKey.DOSSIER, FieldKey.DURATION, FieldKey.MANNER)  # what a description of a procedure has once
_CASE = re.compile(r"\W*(?:\d+\W+)?(?:truong hop|doi voi|muc|phan|buoc)\b")
_NAMED = 0.5  # part of the headings that must read like names of procedures


def split_blocks(doc: Document, values: Sequence[Value], regions: Regions) -> list[list[Value]]:
    """The values of each block, when blocks of one make repeat on the page under headings that name procedures; empty otherwise."""
    outer = [v for v in values if not v.nested and v.text]
    repeated = max(([v for v in outer if v.key is key] for key in _MARKS), key=len, default=[])
    if len(repeated) < 2 or any(v.key is FieldKey.NAME for v in outer):
        return []
    roots = _roots(doc, [doc.element_at(v.label_start) for v in repeated])
    if not roots:
        return []
    starts = [doc.text_from[root] for root in roots]
    groups: list[list[Value]] = [[] for _ in roots]
    for value in values:
        place = bisect_right(starts, value.label_start) - 1
        if place >= 0 and value.label_start < doc.text_to[roots[place]]:
            groups[place].append(value)
    if any(v.key in (FieldKey.CODE, *_MARKS) and v.label_start < starts[0] for v in outer):
        return []  # the page is about one procedure, and the blocks are its parts
    names = [_heading(doc, group, regions) for group in groups if group]
    good = [name for name in names if starts_like_name(name)]
    if len(set(names)) < len(names) or any(_CASE.match(name) for name in names) or len(good) < _NAMED * len(roots):
        return []
    return [group for group in groups if group]


def _heading(doc: Document, group: Sequence[Value], regions: Regions) -> str:
    return fold(clean_name(heading_before(doc, min(v.label_start for v in group), regions)))


def _roots(doc: Document, elements: Sequence[int]) -> list[int]:
    """The largest subtrees that hold one of the elements each, when they are siblings of one make; empty otherwise."""
    roots: list[int] = []
    for place, element in enumerate(elements):
        before = elements[place - 1] if place else -1
        after = elements[place + 1] if place + 1 < len(elements) else len(doc.nodes)
        root = element
        while (parent := doc.parents[root]) > 0 and parent > before and doc.ends[parent] <= after:
            root = parent
        roots.append(root)
    # The first and the last have more room above them than the others.
    floor = max(_depth(doc, root) for root in roots)
    levelled = [_lifted(doc, element, floor) for element in elements]
    makes = {(doc.tags[root], doc.attributes(root).get("class", ""), doc.parents[root]) for root in levelled}
    apart = all(doc.ends[one] <= other for one, other in pairwise(levelled))
    return levelled if len(makes) == 1 and apart else []


def _depth(doc: Document, element: int) -> int:
    return len(doc.ancestors(element))


def _lifted(doc: Document, element: int, depth: int) -> int:
    while _depth(doc, element) > depth and doc.parents[element] > 0:
        element = doc.parents[element]
    return element
