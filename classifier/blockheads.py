"""What names each of several procedures on one page: the head of its block, the tab that opens it, the heading that it runs under."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from classifier.codes import find_code
from classifier.document import Document
from classifier.labels import exact_key
from classifier.names import is_level_text, starts_like_name
from classifier.questions import asked_key
from classifier.regions import Regions
from classifier.rowparts import clean_name, heading_before
from classifier.text import fold

_HEADS = (
    "h1,h2,h3,h4,h5,h6,summary,dt,caption,legend,button,strong,b,p,[role=button],[aria-expanded],[aria-controls]"
    ",[class*=title i],[class*=head i],[class*=name i],[class*=tieude i]"
)
_NAMES_BY_ID = ("data-bs-target", "data-target", "aria-controls", "href", "data-tab", "data-panel", "data-id", "for")
_LONGEST = 400  # characters of a name
_FEWEST_WORDS = 3
_STATE = re.compile(r"\b(?:active|show|in|open|current|selected|collapsed|expanded|first|last|odd|even)\b|\d+")


@dataclass(frozen=True, slots=True)
class RunningHeads:
    """Elements of one make that name procedures, what each says, and the element after all that belongs to the last."""

    elements: tuple[int, ...]
    names: tuple[str, ...]
    end: int


def name_of_block(doc: Document, root: int, first: int, regions: Regions) -> str:
    """What names a block whose first label stands at a place of the text; "" when nothing does."""
    return (
        _own_head(doc, doc.text_from[root], first)
        or _opener(doc, root)
        or _head_beside(doc, root)
        or clean_name(heading_before(doc, first, regions))
    )


def _own_head(doc: Document, start: int, first: int) -> str:
    """The line above the labels of a block that reads like a name, else the first that may be one."""
    lines = [line for line in _lines(doc, start, first) if len(line.split()) >= _FEWEST_WORDS]
    return next((line for line in lines if starts_like_name(fold(line))), lines[0] if lines else "")


def _lines(doc: Document, start: int, last: int) -> list[str]:
    """The lines between two places, without the levels, codes and numbers that stand beside a name in elements of their own."""
    lines: dict[int, list[str]] = {}
    for piece in doc.pieces[bisect_right(doc.piece_starts, start - 1) : bisect_right(doc.piece_starts, last - 1)]:
        said = doc.text[piece.start : min(piece.end, last)].strip()
        beside = is_level_text(said) or (len(said) < 60 and find_code(said) is not None and len(said.split()) <= 4)
        if not beside and any(c.isalpha() for c in said):
            lines.setdefault(doc.text.count("\n", start, piece.start), []).append(said)
    joined = (clean_name(" ".join(parts)) for parts in lines.values())
    return [line for line in joined if len(line) <= _LONGEST and not _is_label(line)]


def _is_label(line: str) -> bool:
    return exact_key(line) is not None or asked_key(fold(line).strip(" ?:.")) is not None


def _opener(doc: Document, root: int) -> str:
    """The words of the tab or head that opens a block by its id."""
    attributes = doc.attributes(root)
    named_by = doc.by_id.get(attributes.get("aria-labelledby", "").split(" ")[0])
    if named_by is not None and not doc.within(named_by, root):
        return _head_words(doc, named_by)
    identity = attributes.get("id", "")
    if not identity or '"' in identity or "\\" in identity:
        return ""
    selector = ",".join(f'[{name}="{mark}{identity}"]' for name in _NAMES_BY_ID for mark in ("#", "") if name != "href" or mark)
    return next((words for e in doc.select(selector) if not doc.within(e, root) and (words := _head_words(doc, e))), "")


def _head_beside(doc: Document, root: int) -> str:
    """The words of the sibling right before a block, when it is a head and not the block before."""
    parent = doc.parents[root]
    earlier = [c for c in doc.children(parent) if c < root and doc.text_of(c)] if parent >= 0 else []
    if not earlier or (doc.tags[earlier[-1]] == doc.tags[root] and doc.attributes(earlier[-1]) == doc.attributes(root)):
        return ""
    return _head_words(doc, earlier[-1])


def _head_words(doc: Document, element: int) -> str:
    if doc.text_to[element] - doc.text_from[element] > _LONGEST:
        return ""
    lines = _lines(doc, doc.text_from[element], doc.text_to[element])
    named = [line for line in lines if len(line.split()) >= _FEWEST_WORDS]
    return named[0] if len(lines) <= 2 and named else ""


def running_heads(doc: Document, regions: Regions, values: Sequence[tuple[int, int]]) -> list[RunningHeads]:
    """Groups of heads of one make between which labelled values (start of the label, end of the value) stand."""
    groups: dict[tuple[str, str], list[tuple[int, str]]] = {}
    starts = [start for start, _ in values]
    for element in doc.select(_HEADS):
        if not 6 < doc.text_to[element] - doc.text_from[element] <= _LONGEST or regions.in_chrome(element) or regions.in_dialog(element):
            continue
        if name := _head_words(doc, element):
            make = doc.tags[element], _STATE.sub("", doc.attributes(element).get("class", ""))
            groups.setdefault(make, []).append((element, name))
    found: list[RunningHeads] = []
    for heads in groups.values():
        # A bold line among the values of a procedure is no head: right after one stands a label.
        kept = [(e, name) for e, name in heads if _label_follows(doc, e, starts)]
        named = sum(starts_like_name(fold(name)) for _, name in kept)
        if len(kept) > 1 and named * 2 >= len(kept):
            elements = tuple(e for e, _ in kept)
            found.append(RunningHeads(elements, tuple(name for _, name in kept), _end_of(doc, elements)))
    return found


def _label_follows(doc: Document, head: int, starts: Sequence[int]) -> bool:
    place = bisect_right(starts, doc.text_to[head] - 1)
    return place < len(starts) and starts[place] - doc.text_to[head] <= _LONGEST and starts[place] >= doc.text_to[head]


def _end_of(doc: Document, heads: Sequence[int]) -> int:
    """The element after the smallest one that holds all heads."""
    holder = heads[0]
    while doc.ends[holder] <= heads[-1] and doc.parents[holder] >= 0:
        holder = doc.parents[holder]
    return doc.ends[holder]
