"""Which controls of a page are those of a procedure that it describes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from classifier.bounds.blocks import Block
from classifier.controls.orders import orders_own, path_of, says_apply
from classifier.controls.ownaddress import has_id
from classifier.model import Control, ControlKind, FieldKey
from classifier.page.document import Document
from classifier.page.recordids import blank_ids, record_ids, record_pairs
from classifier.page.regions import close_before, close_behind
from classifier.page.siblings import of_another
from classifier.page.targets import handed_on, led_by_data
from classifier.words.spans import slice_of
from classifier.words.values import Value

_WAYS = (FieldKey.MANNER, FieldKey.CHANNEL_IN)
_LEADING = "a[href],button,[onclick],input[type=button],input[type=submit]"
_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}")  # of a record; a year, and a shorter one, may be anything's


def ids_of_blocks(doc: Document, blocks: Sequence[Block]) -> list[str]:
    """What names the records of the procedures of a page that describes several: its own address names none of them, and ways to apply
    may be called anything.

    An id in the address of a link counts where no other block has it and the link begins something, by its address or its words, or
    stands with the ways to apply while another address of the block, such as that of a form, has the same id.
    """
    if len(blocks) < 2:
        return []
    every = [(e, where) for e in sorted({*doc.select(_LEADING), *led_by_data(doc)}) if (where := handed_on(doc, e))]
    leading = [_within(doc, block, every) for block in blocks]
    marks = {url: _marks(url) for _, url in every}
    times = Counter(mark for links in leading for mark in {mark for _, url in links for mark in marks[url]})
    found: list[str] = []
    for block, links in zip(blocks, leading, strict=True):
        shared = Counter(mark for mark, _ in {(mark, blank_ids(url)) for _, url in links for mark in marks[url]})
        ways = [(value.start, value.reach) for value in block.values if value.key in _WAYS]
        for element, url in links:
            own = [mark for mark in marks[url] if times[mark] == 1]
            if own and (says_apply(url) or orders_own(" ".join(doc.folded_of(element).split()))):
                found += own
            elif any(first <= doc.text_from[element] <= last for first, last in ways):
                found += [mark for mark in own if shared[mark] > 1]
    return list(dict.fromkeys(found))


def _within(doc: Document, block: Block, links: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
    """The links of a block: those among its elements, else those between its first label and the end of its last value."""
    if block.elements:
        return slice_of(links, block.elements.start, block.elements.stop)
    first, last = min(v.label_start for v in block.values), max(v.end for v in block.values)
    return slice_of(links, bisect_left(doc.text_from, first), bisect_right(doc.text_from, last))


def _marks(url: str) -> tuple[str, ...]:
    """What in an address may name its record."""
    return tuple(dict.fromkeys((*record_ids(url), *record_pairs(url), *_NUMBER.findall(path_of(url)))))


def within_block(
    doc: Document, controls: Sequence[tuple[int, Control]], block: Block, first: int, last: int, shown: Mapping[str | None, int]
) -> list[Control]:
    """The controls of one procedure of several: those among its elements, else those between its first label and the next procedure, or the
    end of the line behind its last value where none follows.

    An address with an id that no other block names is the procedure's own, though nothing else on the page says whose id it is.
    """
    if block.elements:
        inside = [c for _, c in slice_of(controls, block.elements.start, block.elements.stop)]
        here = Counter(c.url for c in inside)
        return [replace(c, own=True) if c.url and shown.get(c.url) == here[c.url] and has_id(c.url) else c for c in inside]
    line = doc.text.find("\n", last + 1)
    end = max(block.until - 1, last) if block.until else line if line >= 0 else len(doc.text)
    return [c for e, c in controls if first <= doc.text_from[e] <= end]


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
