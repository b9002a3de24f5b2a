"""Heads of another make among those of several procedures on one page: a clerk who pastes from Word dresses some names as headings and some
as bold paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.words.codes import find_code
from classifier.words.names import starts_like_name
from classifier.words.text import fold
from classifier.words.values import Value

Head = tuple[int, str]  # the element, and the name that it gives

_MARKS = frozenset({FieldKey.STEPS, FieldKey.DOSSIER, FieldKey.DURATION, FieldKey.MANNER})
_FEWEST = 2  # marks that are a description
_NUMBER = re.compile(r"\W*(?:thu tuc(?: so)? )?(\d{1,3})\s*[.):/-](?!\s*\d)")
_PART = re.compile(r"\W*(?:phan|chuong|phu luc)\s+(?:thu\s+)?(?:[ivx]{1,4}|\d{1,2}|[a-e]|nhat|hai|ba|tu|nam)\b")
_RANKS = {f"h{rank}": rank for rank in range(1, 7)}
_BOLD = 5  # elements in which the words of a paragraph are bold


def with_other_makes(doc: Document, heads: Sequence[Head], others: Iterable[Head], values: Sequence[Value]) -> list[Head]:
    """The heads of one make with those of others among them and before them, in order.

    One of another make may head a case or a part of a procedure: a procedure has a description of its own, apart from the one before it,
    and goes on with the numbers of the heads or has another code.
    """
    kept = list(heads)
    waiting: list[Head] = []
    for head in sorted(others):
        inside = bool(waiting) and doc.within(head[0], waiting[-1][0])
        if not inside and starts_like_name(fold(head[1])) and not _within(doc, head[0], heads):
            waiting.append(head)
    for head, follower in pairwise([*waiting, (len(doc.nodes), "")]):
        if not _said(doc, values, head[0], follower[0]) & _MARKS:
            continue  # the title of a group of procedures
        at = bisect_left(kept, head)
        before = kept[at - 1][0] if at else -1
        after = kept[at][0] if at < len(kept) else len(doc.nodes)
        if _is_another(doc, values, before, head[0], after):
            kept.insert(at, head)
    return kept


def end_of_last(doc: Document, head: int, end: int, values: Sequence[Value]) -> int:
    """Where the part of the last head ends, that stands somewhere before `end`: at a heading above its own rank, or of the next part of the
    document, which names no item of a description."""
    rank = _RANKS.get(doc.tags[head], 0)
    had = _said(doc, values, head, end)
    labels = {v.label_start: v.key for v in values}
    for element in range(doc.ends[head], min(end, len(doc.nodes))):
        words = doc.folded_of(element)
        if not 3 < len(words) <= 200 or not (doc.tags[element] in _RANKS or _is_bold(doc, element)):
            continue
        key = labels.get(doc.text_from[element])
        counted = sum(v.key is key for v in values if doc.text_from[head] <= v.label_start) if key in had else 0
        above = 0 < _RANKS.get(doc.tags[element], 9) < rank or _PART.match(words) is not None
        if above and (key in (None, FieldKey.OTHER) or counted > 1 or key is FieldKey.FORMS):
            return element
    return end


def _is_another(doc: Document, values: Sequence[Value], before: int, head: int, after: int) -> bool:
    own = _said(doc, values, head, after)
    if len(own & _MARKS) < _FEWEST:
        return False
    if before < 0:
        number, following = _number(doc, head), _number(doc, after)
        return (number is not None and following is not None and number < following) or _codes_differ(
            doc, values, head, after, len(doc.nodes)
        )
    if len(_said(doc, values, before, head) & _MARKS) < _FEWEST:
        return False
    number, previous = _number(doc, head), _number(doc, before)
    follows = number is not None and previous is not None and number == previous + 1
    return follows or _codes_differ(doc, values, before, head, after)


def _said(doc: Document, values: Sequence[Value], since: int, until: int) -> set[FieldKey]:
    """What is said between two elements."""
    return {v.key for v in _between(doc, values, since, until)}


def _between(doc: Document, values: Sequence[Value], since: int, until: int) -> list[Value]:
    first = doc.text_to[since] if since < len(doc.nodes) else len(doc.text)
    last = doc.text_from[until] if until < len(doc.nodes) else len(doc.text) + 1
    return [v for v in values if first <= v.label_start < last]


def _codes_differ(doc: Document, values: Sequence[Value], one: int, other: int, end: int) -> bool:
    """Whether the code after an element is another than the one after the next element."""
    first, second = _code(_between(doc, values, one, other)), _code(_between(doc, values, other, end))
    return bool(first and second and first != second)


def _code(values: Iterable[Value]) -> str:
    codes = (find_code(v.text) for v in values if v.key is FieldKey.CODE and v.text)
    return next((code.text for code in codes if code is not None), "")


def _number(doc: Document, element: int) -> int | None:
    said = _NUMBER.match(doc.folded_of(element)) if element < len(doc.nodes) else None
    return int(said[1]) if said is not None else None


def _within(doc: Document, element: int, heads: Iterable[Head]) -> bool:
    return any(doc.within(element, head) or doc.within(head, element) for head, _ in heads)


def _is_bold(doc: Document, element: int) -> bool:
    words = doc.text_of(element)
    inner = chain((element,), range(element + 1, min(doc.ends[element], element + _BOLD)))
    return any(doc.tags[e] in ("b", "strong") and doc.text_of(e) == words for e in inner)
