"""Which controls of a page are those of a procedure that it describes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from classifier.bounds.blocks import Block
from classifier.controls.ownaddress import has_id
from classifier.model import Control, ControlKind, FieldKey
from classifier.page.document import Document
from classifier.page.recordids import blank_ids
from classifier.page.regions import close_before, close_behind
from classifier.page.siblings import of_another
from classifier.words.spans import slice_of
from classifier.words.values import Value


def within_block(
    doc: Document, controls: Sequence[tuple[int, Control]], block: Block, first: int, last: int, shown: Mapping[str | None, int]
) -> list[Control]:
    """The controls of one procedure of several: those among its elements, else those between its first label and its last value.

    An address with an id that no other block names is the procedure's own, though nothing else on the page says whose id it is.
    """
    if block.elements:
        inside = [c for _, c in slice_of(controls, block.elements.start, block.elements.stop)]
        here = Counter(c.url for c in inside)
        return [replace(c, own=True) if c.url and shown.get(c.url) == here[c.url] and has_id(c.url) else c for c in inside]
    return [c for e, c in controls if first <= doc.text_from[e] <= last]


def in_fee_cells(doc: Document, controls: Sequence[tuple[int, Control]], own: Sequence[Control], values: Sequence[Value]) -> list[Control]:
    """The same controls; one that pays, stands with the procedure's fee and leads to a record is the procedure's own, though its number is
    another than the page's: what is paid for has one of its own.
    """
    spans = [(value.start, value.reach) for value in values if value.key in (FieldKey.FEE, FieldKey.PAYMENT)]

    def pays(element: int, control: Control) -> bool:
        if (
            control.own
            or control.kind is not ControlKind.PAYMENT
            or not any(first <= doc.text_from[element] <= last for first, last in spans)
        ):
            return False
        return has_id(control.url or "") or control.action in ("post", "script")

    return [replace(c, own=True) if pays(e, c) else c for (e, _), c in zip(controls, own, strict=True)]


def around_one(doc: Document, controls: Sequence[tuple[int, Control]], inside: range) -> list[Control]:
    """All controls of a page about one procedure; those outside its own part are the site's unless they carry its id, and so are those
    that lead where its own leads, with another record's id.
    """
    ways = {blank_ids(c.url): c.url for _, c in controls if c.own and c.url and c.kind is ControlKind.SUBMIT}

    def foreign(element: int, control: Control) -> bool:
        if control.own or control.in_chrome:
            return False
        own_way = ways.get(blank_ids(control.url)) if control.url else None
        if own_way is not None and control.url is not None and of_another(control.url, own_way):
            return True
        return not (element in inside or close_before(doc, element, inside.start) or close_behind(doc, element, inside.start))

    return [replace(c, in_chrome=True) if foreign(e, c) else c for e, c in controls]
