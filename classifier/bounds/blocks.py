"""One page that describes several procedures: cut where its structure repeats, whatever labels the blocks have and in which order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from classifier.bounds.blockends import with_what_follows
from classifier.bounds.blockheads import MAX_BLOCKS, RunningHeads, name_of_block, names_in_strip, openers_of, running_heads
from classifier.model import Control, FieldKey
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.page.targets import same_page, target_of
from classifier.words.names import starts_like_name
from classifier.words.spans import covers
from classifier.words.text import fold
from classifier.words.values import Label, Value, stated

_MARKS = (FieldKey.STEPS, FieldKey.DOSSIER, FieldKey.DURATION, FieldKey.MANNER)  # what a description of a procedure has once
_REPEATED = (*_MARKS, FieldKey.RESULT, FieldKey.LEGAL_BASIS, FieldKey.SUBJECT, FieldKey.FEE)
_KNOWN = frozenset({*_REPEATED, FieldKey.CODE, FieldKey.AGENCY, FieldKey.FIELD, FieldKey.CONDITIONS, FieldKey.FORMS})
_WITH_WAYS = frozenset({FieldKey.STEPS, FieldKey.DOSSIER, FieldKey.MANNER, FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT, FieldKey.FORMS})
_STATE = re.compile(r"\b(?:active|show|shown|in|open|opened|current|selected|collapsed?|expanded|first|last|odd|even|hidden)\b|\d+")
_CASE = re.compile(r"\W*(?:\d+\W+)?(?:truong hop|doi voi|muc|phan|buoc)\b")
_FEWEST_FURTHER, _NAME = 3, 12  # kinds of items that a page says in a dialog alone; characters of a name
_NAMED = 0.5  # part of the headings that must read like names of procedures
_MOSTLY = 0.8  # part of the values among the blocks that must stand in one of them


@dataclass(frozen=True, slots=True)
class Block:
    """The values of one procedure. `elements` and `name` are known where the structure of the page tells the blocks apart; `until`: else
    where in the text the next one begins, 0 behind the last.
    """

    values: tuple[Value, ...]
    elements: range = range(0)
    name: str = ""
    until: int = 0


def split_blocks(doc: Document, values: Sequence[Value], regions: Regions) -> list[Block]:
    """The block of each procedure, when blocks of one make repeat on the page under names of procedures; empty otherwise."""
    outer = [v for v in values if not v.nested and v.text]
    if any(v.key is FieldKey.NAME for v in outer):
        return []
    repeated = {key: places for key in _REPEATED if len(places := [v for v in outer if v.key is key]) > 1}
    if not repeated.keys() & set(_MARKS):
        return []
    for _, places in sorted(repeated.items(), key=lambda pair: -len(pair[1])):
        roots = _roots(doc, [doc.element_at(v.label_start) for v in places])
        if 0 < len(roots) <= MAX_BLOCKS and (blocks := _under_roots(doc, _widened(doc, roots, outer), values, regions)):
            return blocks
    heads = running_heads(doc, regions, outer)
    return max((_under_heads(doc, each, values) for each in heads), key=len, default=[])


def without_descriptions(doc: Document, dialogs: tuple[tuple[int, int], ...], labels: Sequence[Label]) -> tuple[tuple[int, int], ...]:
    """What opens over a page, without those parts that describe a procedure each, and without the one in which the page goes on to
    describe its own: it keeps its content in them.
    """
    places = [label.start for label in labels] if dialogs else []
    told = {
        each: {label.key for label in labels[bisect_left(places, doc.text_from[each[0]]) : bisect_left(places, doc.text_to[each[0]])]}
        for each in dialogs
    }
    telling = [each for each, keys in told.items() if len(keys & _KNOWN) > len(_MARKS) and keys & set(_MARKS)]
    if len(telling) < 2:  # a single one may be another procedure's, shown at a glance
        spans = [(doc.text_from[a], doc.text_to[a]) for a, _ in dialogs]
        outside = {label.key for label in labels if not covers(spans, label.start)} if dialogs else set()
        further = [each for each, keys in told.items() if len(keys & _KNOWN - outside) >= _FEWEST_FURTHER]
        goes_on = len(further) == 1 and outside & set(_MARKS) and _names_the_page(doc, further[0], spans)
        telling = further if goes_on else []
    return tuple(each for each in dialogs if each not in telling)


def _names_the_page(doc: Document, dialog: tuple[int, int], dialogs: Sequence[tuple[int, int]]) -> bool:
    """Whether a line of a dialog ends with the heading that the page has outside of its dialogs."""
    lines = [line.strip() for line in doc.folded_of(dialog[0]).split("\n")]
    heads = (e for e in doc.select("h1,h2,h3,h4") if not covers(dialogs, doc.text_from[e]))
    said = (" ".join(doc.folded_of(e).split()) for e in heads)
    return any(len(name) >= _NAME and any(line.endswith(name) for line in lines) for name in said)


def _under_roots(doc: Document, roots: Sequence[int], values: Sequence[Value], regions: Regions) -> list[Block]:
    """Blocks that stand in an element of their own each."""
    starts = [doc.text_from[root] for root in roots]
    groups: list[list[Value]] = [[] for _ in roots]
    for value in values:
        place = bisect_right(starts, value.label_start) - 1
        if place >= 0 and value.label_start < doc.text_to[roots[place]]:
            groups[place].append(value)
    between = [v for v in values if v.key in _KNOWN and not v.nested and starts[0] <= v.label_start < doc.text_to[roots[-1]]]
    inside = sum(1 for group in groups for v in group if v.key in _KNOWN and not v.nested)
    if _begins_before(values, starts[0]) or inside < len(between) * _MOSTLY:
        return []
    blocks: list[Block] = []
    openers = openers_of(doc)
    for root, group in zip(roots, groups, strict=True):
        if group:
            name, head = name_of_block(doc, root, min(v.label_start for v in group), regions, openers)
            blocks.append(_block(doc, group, range(head, doc.ends[root]), name))
    if blocks and not any(block.name for block in blocks):
        names = names_in_strip(doc, [block.elements.start for block in blocks])
        blocks = [replace(block, name=name) for block, name in zip(blocks, names, strict=False)]
    if len(blocks) > 1:
        reaches = with_what_follows(doc, [block.elements for block in blocks])
        blocks = [replace(block, elements=elements) for block, elements in zip(blocks, reaches, strict=True)]
    return blocks if _are_named(doc, blocks) else []


def _under_heads(doc: Document, heads: RunningHeads, values: Sequence[Value]) -> list[Block]:
    """Blocks that are nothing but what follows a heading up to the next one."""
    if _begins_before(values, doc.text_from[heads.elements[0]]):
        return []
    blocks: list[Block] = []
    for (head, until), name in zip(pairwise([*heads.elements, heads.end]), heads.names, strict=True):
        last = doc.text_from[until] if until < len(doc.nodes) else len(doc.text)
        group = [v for v in values if doc.text_to[head] <= v.label_start < last]
        marks = set(_REPEATED if starts_like_name(fold(name)) else _MARKS)  # of one that is named so little may be told
        if {v.key for v in group if not v.nested} & marks:
            blocks.append(_block(doc, group, range(head, until), name))
    return blocks if len(blocks) * 2 >= len(heads.elements) and _are_named(doc, blocks) else []


def _begins_before(values: Iterable[Value], first: int) -> bool:
    """Whether the page is about one procedure, and the blocks are its parts."""
    return any(v.key in (FieldKey.CODE, *_MARKS) and v.text and not v.nested and v.label_start < first for v in values)


def _block(doc: Document, group: Sequence[Value], elements: range, name: str) -> Block:
    last = doc.text_from[elements.stop] if elements.stop < len(doc.nodes) else len(doc.text)
    return Block(tuple(_cut(doc, value, last) for value in group), elements, name)


def _cut(doc: Document, value: Value, last: int) -> Value:
    """A value that ends with its block."""
    if value.end <= last or value.spans or value.start > last:
        return value
    return replace(value, text=stated(doc.text[value.start : last]), end=last)


def ended(values: Sequence[Value], blocks: Sequence[Block]) -> list[Value]:
    """The values of a page as its blocks have them: the last one of a block says nothing of what follows the block."""
    own = {(v.key, v.label_start): v for block in blocks for v in block.values}
    return [own.get((v.key, v.label_start), v) for v in values]


def without_buttons(doc: Document, block: Block, controls: Sequence[tuple[int, Control]]) -> tuple[Value, ...]:
    """The values of a block, without buttons in lines of their own at the end of the last one or of one that has no ways to apply in it."""
    if not block.elements:
        return block.values
    start_of = {doc.text_to[e]: doc.text_from[e] for e, _ in controls if e in block.elements}
    last = max(block.values, key=lambda value: value.end)
    return tuple(_before_buttons(doc, v, start_of) if v is last or v.key not in _WITH_WAYS else v for v in block.values)


def _before_buttons(doc: Document, value: Value, start_of: Mapping[int, int]) -> Value:
    """`start_of`: where a button begins, by its end."""
    if value.spans or not value.text:
        return value
    end, kept = _stripped(doc, value.start, value.end), value.end
    while (start := start_of.get(end)) is not None and value.start < start < end:
        button, end = end, _stripped(doc, value.start, start)
        behind = doc.text[end:button]
        if "\n" in behind[: len(behind) - len(behind.lstrip())]:
            kept = end
    if kept in (value.start, value.end):
        return value
    return replace(value, text=stated(doc.text[value.start : kept]), end=kept)


def _stripped(doc: Document, start: int, end: int) -> int:
    return start + len(doc.text[start:end].rstrip())


def _are_named(doc: Document, blocks: Sequence[Block]) -> bool:
    """Whether the blocks are named like procedures, each in its own way."""
    names = [fold(block.name) for block in blocks]
    if len(blocks) < 2 or len(set(names)) < len(names) or any(_CASE.match(name) for name in names):
        return False
    return sum(map(starts_like_name, names)) >= _NAMED * len(names)


def is_named(block: Block) -> bool:
    """Whether a block that stands among others is named like a procedure: then it is one, however little is said of it. Where the page's
    structure gives no name, a labelled one counts that has something else beside it.
    """
    if block.elements:
        return starts_like_name(fold(block.name))
    said = [value for value in block.values if value.text and not value.nested]
    return len(said) > 1 and any(value.key is FieldKey.NAME and starts_like_name(fold(value.text)) for value in said)


def are_cards(doc: Document, blocks: Sequence[Block], values: Sequence[Value]) -> bool:
    """Whether the blocks are the cards of a list: their names lead to pages of their own, and nothing is described beside them."""
    if sum(_leads_elsewhere(doc, block) for block in blocks) * 2 <= len(blocks):
        return False
    inside = {v.label_start for block in blocks for v in block.values}
    return all(v.label_start in inside for v in values if v.key in _MARKS and v.text and not v.nested)


def _leads_elsewhere(doc: Document, block: Block) -> bool:
    """Whether the name of a block is a link to another page: then that page describes the procedure."""
    first = min((v.label_start for v in block.values), default=0)
    for element in block.elements[:60]:
        if doc.text_from[element] >= first:
            break
        if doc.tags[element] == "a" and fold(block.name) in doc.folded_of(element):
            url = target_of(doc, element).url
            return bool(url and not same_page(url, doc.url))
    return False


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
    makes = {(_make(doc, root), doc.parents[root]) for root in levelled}
    apart = all(doc.ends[one] <= other for one, other in pairwise(levelled))
    return levelled if len(makes) == 1 and apart else []


def _widened(doc: Document, roots: Sequence[int], outer: Sequence[Value]) -> list[int]:
    """The roots with those siblings of their make that say less: a procedure may lack the item by which the others were found."""
    make, starts = _make(doc, roots[0]), [v.label_start for v in outer if v.key in _KNOWN]
    alike = [c for c in doc.children(doc.parents[roots[0]]) if _make(doc, c) == make]
    found = set(roots)
    return [
        c
        for c in alike[:MAX_BLOCKS]
        if c in found or bisect_right(starts, doc.text_to[c]) - bisect_right(starts, doc.text_from[c] - 1) >= len(_MARKS) // 2
    ]


def _make(doc: Document, element: int) -> tuple[str, tuple[str, ...]]:
    return doc.tags[element], tuple(_STATE.sub("", doc.attributes(element).get("class", "")).split())


def _depth(doc: Document, element: int) -> int:
    return len(doc.ancestors(element))


def _lifted(doc: Document, element: int, depth: int) -> int:
    while _depth(doc, element) > depth and doc.parents[element] > 0:
        element = doc.parents[element]
    return element
