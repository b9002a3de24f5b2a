"""Cases (trường hợp) that a page describes one after another, each under a heading or a tab of its own (§6.16)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifier.document import Document
from classifier.model import Control, ControlKind, FieldKey
from classifier.patterns import Sifted
from classifier.regions import Regions
from classifier.tabs import OPENERS, opened_by_tab
from classifier.values import Value

_HEAD = re.compile(
    r"^[^\w\n]*(?:(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)/] ?)?(?:(?:doi voi|ap dung (?:cho|voi)|danh cho) )?(?:cac )?"
    r"(?:truong hop|tinh huong)\b[^\n]{1,120}$",
    re.MULTILINE,
)
_TELLS_CASES = Sifted(("truong hop", "tinh huong"), _HEAD)
_MOST = 8
_RANKS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DESCRIBING = frozenset({
    FieldKey.STEPS, FieldKey.MANNER, FieldKey.CHANNEL_IN, FieldKey.DOSSIER, FieldKey.FORMS, FieldKey.DURATION, FieldKey.FEE,
    FieldKey.PAYMENT, FieldKey.CHANNEL_OUT, FieldKey.RESULT, FieldKey.LEVEL,
})  # fmt: skip
_FUNCTIONS = frozenset({FieldKey.MANNER, FieldKey.CHANNEL_IN, FieldKey.LEVEL})
_FEWEST = 2  # items that each case describes


def case_parts(
    doc: Document, regions: Regions, values: Sequence[Value], controls: Sequence[tuple[int, Control]]
) -> list[tuple[str, int, int]]:
    """Name and text range of each case; empty unless the page describes each by items of its own, and one of them by how one applies."""
    openers = set(doc.select(OPENERS)) if _TELLS_CASES.search(doc.folded) else set()
    heads = _heads(doc, regions, openers)
    parts = [(" ".join(doc.text_of(head).split()), *span) for head, span in zip(heads, _spans(doc, heads, openers), strict=True)]
    functions = False
    for _, start, end in parts:
        keys = {v.key for v in values if start <= v.label_start < end and v.text} & _DESCRIBING
        if len(keys) < _FEWEST:
            return []
        sends = any(start <= doc.text_from[e] < end for e, c in controls if c.kind is ControlKind.SUBMIT and not c.in_chrome)
        functions |= sends or bool(keys & _FUNCTIONS)
    return parts if functions else []


def of_case(values: Sequence[Value], start: int, end: int) -> list[Value]:
    """The values of one case, those inside another one of it left out."""
    kept: list[Value] = []
    for value in values:
        if start <= value.label_start < end and not any(v.start <= value.label_start < v.end for v in kept):
            kept.append(value)
    return kept


def _heads(doc: Document, regions: Regions, openers: set[int]) -> list[int]:
    """The heads of the cases: lines of their own, all by one tag."""
    found: dict[str, list[int]] = {}
    for hit in _HEAD.finditer(doc.folded):
        if hit[0].rstrip().endswith((".", ";", ",")):
            continue
        top = doc.element_at(hit.start() + len(hit[0]) - len(hit[0].lstrip()))
        said = doc.text_of(top)
        if "\n" in said or regions.in_dialog(top):
            continue
        top = doc.outermost(top)
        if regions.in_chrome(top) and opened_by_tab(doc, top, openers) is None:
            continue
        if top not in (heads := found.setdefault(doc.tags[top], [])):
            heads.append(top)
    return next((heads for heads in found.values() if 2 <= len(heads) <= _MOST), [])


def _spans(doc: Document, heads: Sequence[int], openers: set[int]) -> list[tuple[int, int]]:
    """The parts of the text that the heads open as tabs, or that follow each up to the next one."""
    if not heads:
        return []
    opened = [opened_by_tab(doc, head, openers) for head in heads]
    if all(panel is not None for panel in opened):
        return [(doc.text_from[panel], doc.text_to[panel]) for panel in opened if panel is not None]
    starts = [doc.text_to[head] for head in heads]
    return list(zip(starts, [*(doc.text_from[head] for head in heads[1:]), _end(doc, heads)], strict=True))


def _end(doc: Document, heads: Sequence[int]) -> int:
    """Where the last case ends: with its own box, else at the next heading of the rank, else with the box that holds all cases."""
    last = heads[-1]
    box = next(a for a in doc.ancestors(last)[1:] if all(doc.within(head, a) for head in heads))
    own = next(a for a in doc.ancestors(last) if doc.parents[a] == box)
    if own != last and len(doc.text_of(own)) > len(doc.text_of(last)):
        return doc.text_to[own]
    rank = doc.tags[last]
    after = (c for c in doc.children(box) if c > last and rank in _RANKS and doc.tags[c] in _RANKS and doc.tags[c] <= rank)
    return next((doc.text_from[c] for c in after), doc.text_to[box])
