"""Facts of a procedure in the column beside its text: the column is the site's, but for the part in which the page goes on to describe.

Many pages set fee, time limit and the way to apply apart from the steps and papers; what else stands in such a column (related procedures,
news, filters) stays the site's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from classifier.document import Document
from classifier.model import FieldKey
from classifier.regions import Regions, is_column
from classifier.spans import covers
from classifier.values import Label

_TELLING = frozenset({
    FieldKey.STEPS, FieldKey.MANNER, FieldKey.DOSSIER, FieldKey.DURATION, FieldKey.RESULT, FieldKey.LEGAL_BASIS, FieldKey.FORMS,
    FieldKey.CONDITIONS, FieldKey.SUBJECT, FieldKey.FEE, FieldKey.PAYMENT, FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT,
})  # fmt: skip
_FEWEST = 2  # facts that the text beside the column does not tell
_CLOSE = 400  # characters of what stands above or below the facts and is the procedure's, too: its buttons
_FEW_LINKS = 2
_ASKING = frozenset(("input", "select", "textarea"))
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FRAME = frozenset(("nav", "footer", "header", "form", "aside"))


def with_side_facts(doc: Document, regions: Regions, labels: Sequence[Label]) -> Regions:
    """The regions of a page without what its column says of the procedure that the page is about. `labels`: of the whole page."""
    columns = [each for each in regions.chrome if is_column(doc, each[0])]
    if not columns:
        return regions
    frame = [(doc.text_from[a], doc.text_to[a]) for a, _ in regions.chrome]
    outside = {label.key for label in labels if not covers(frame, label.start)} & _TELLING
    left = {column: rest for column in columns if (rest := _without_facts(doc, column[0], labels, outside)) is not None} if outside else {}
    if len(left) != 1:  # two of them are cards of other procedures
        return regions
    return replace(regions, chrome=tuple(sorted(part for each in regions.chrome for part in left.get(each, [each]))))


def _without_facts(doc: Document, column: int, labels: Sequence[Label], outside: set[FieldKey]) -> list[tuple[int, int]] | None:
    """What is left of a column without its facts; None where it tells nothing of the page's procedure that the page lacks. `outside`: what
    its text tells.
    """
    first = bisect_left(labels, doc.text_from[column], key=_start)
    facts = [label for label in labels[first : bisect_left(labels, doc.text_to[column], key=_start)] if not label.column]
    telling = [label.key for label in facts if label.key in _TELLING]
    if len(set(telling)) != len(telling) or len(set(telling) - outside) < _FEWEST or set(telling) & outside:
        return None  # told once more: of another procedure, if not of several
    known = [label for label in facts if label.key in _TELLING]
    holder = doc.element_at(known[0].start)
    while holder > column and doc.text_to[holder] <= known[-1].end:
        holder = doc.parents[holder]
    if any(doc.tags[inner] in _ASKING for inner in range(holder, doc.ends[holder])):
        return None  # boxes of a search are called like facts
    return _around(doc, column, holder, known)


def _around(doc: Document, column: int, holder: int, facts: Sequence[Label]) -> list[tuple[int, int]]:
    """What stands in a column around its facts, without what stands close to them and is neither headed nor a list of links."""
    inner = doc.children(holder)
    before = [child for child in inner if doc.text_to[child] <= facts[0].start]
    behind = [child for child in inner if doc.text_from[child] > facts[-1].end][1:]  # the first is the value of the last fact
    left = [*_far(doc, before[::-1]), *_far(doc, behind)]
    while holder > column:
        beside = doc.children(doc.parents[holder])
        place = beside.index(holder)
        left += [*_far(doc, beside[:place][::-1]), *_far(doc, beside[place + 1 :])]
        holder = doc.parents[holder]
    return [(element, doc.ends[element]) for element in left]


def _far(doc: Document, elements: Sequence[int]) -> list[int]:
    """Those of the elements on one side of the facts, the nearest first, that are the site's."""
    for place, element in enumerate(elements):
        inner = range(element, doc.ends[element])
        headed = any(doc.tags[e] in _HEADS for e in inner) or doc.tags[element] in _FRAME
        links = sum(doc.tags[e] == "a" for e in inner)
        if headed or links > _FEW_LINKS or doc.text_to[element] - doc.text_from[element] > _CLOSE:
            return list(elements[place:])
    return []


def _start(label: Label) -> int:
    return label.start
