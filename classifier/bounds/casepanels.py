"""Cases (trường hợp) that a page describes one after another, each under a heading or a tab of its own (§6.16)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from classifier.controls.orders import is_guide
from classifier.labelled.tabs import OPENERS, opened_by_tab
from classifier.model import Control, ControlKind, FieldKey
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.words.patterns import Sifted
from classifier.words.text import fold
from classifier.words.values import Value

_A_CASE = r"(?:(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)/] ?)?(?:(?:doi voi|ap dung (?:cho|voi)|danh cho) )?(?:cac )?(?:truong hop|tinh huong)\b"
_HEAD = re.compile(rf"^[^\w\n]*{_A_CASE}[^\n]{{1,120}}$", re.MULTILINE)
_TELLS_CASES = Sifted(("truong hop", "tinh huong"), _HEAD)
_OF_A_CASE = re.compile(rf"\W*{_A_CASE}")
_OF_A_WAY = re.compile(
    r"\b(?:tai khoan|dang nhap|vneid|chu ky so|(?:nop|gui|khai|lam|thuc hien)(?: ho so)? (?:truc|qua|tren|bang|tai)|truc tuyen|qua mang"
    r"|buu (?:dien|chinh)|(?:bi|gap|bao) loi|su co|khong (?:the )?(?:nop|gui|vao|truy cap|dang nhap|thuc hien)|bao tri|bi tra lai"
    r"|bo sung (?:ho so|giay to)|dien thoai|may tinh|trinh duyet)\b"
)
_CASES = re.compile(r"\W*(?:(?:cac|tung|theo|danh muc|danh sach) ){0,2}(?:truong hop|tinh huong)\b(?: [a-z]+){0,3}\W*")
_HEADING = ("h2", "h3", "h4", "h5", "h6", "summary", "legend", "dt", "strong", "b")
_MOST, _LONGEST = 8, 160  # cases; characters of a head
_RANKS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DESCRIBING = frozenset({
    FieldKey.STEPS, FieldKey.MANNER, FieldKey.CHANNEL_IN, FieldKey.DOSSIER, FieldKey.FORMS, FieldKey.DURATION, FieldKey.FEE,
    FieldKey.PAYMENT, FieldKey.CHANNEL_OUT, FieldKey.RESULT, FieldKey.LEVEL,
})  # fmt: skip
_FUNCTIONS = frozenset({FieldKey.MANNER, FieldKey.CHANNEL_IN, FieldKey.LEVEL})
_PAPERS = frozenset({FieldKey.DOSSIER, FieldKey.FORMS})
_FEWEST, _FEWEST_ALIKE = 2, 3  # items that each case describes
_A_WAY = re.compile(r"\b(?:truc tiep|truc tuyen|buu chinh|buu dien|qua mang|online|dien tu|buoc \d)\b")


def case_parts(
    doc: Document, regions: Regions, values: Sequence[Value], controls: Sequence[tuple[int, Control]]
) -> list[tuple[str, int, int]]:
    """Name and text range of each case; empty unless the page describes each by items of its own, and one of them by how one applies."""
    openers = set(doc.select(OPENERS)) if _TELLS_CASES.search(doc.folded) else set()
    heads = _heads(doc, regions, openers) or _heads_within(doc, values) or _heads_alike(doc, regions, values)
    parts = [(" ".join(doc.text_of(head).split()), *span) for head, span in zip(heads, _spans(doc, heads, openers), strict=True)]
    if (sending := _sending_apart(doc, parts, values, controls)) is not None:
        return sending
    functions = False
    for _, start, end in parts:
        keys = {v.key for v in values if start <= v.label_start < end and v.text} & _DESCRIBING
        if len(keys) < _FEWEST:
            return []
        sends = any(start <= doc.text_from[e] < end for e, c in controls if c.kind is ControlKind.SUBMIT and not c.in_chrome)
        functions |= sends or bool(keys & _FUNCTIONS)
    return parts if functions else []


def lead_apart(names: Sequence[str], own: Sequence[Sequence[Control]]) -> bool:
    """Whether each of several cases has buttons of its own to apply and not all of them lead to one place: what stands behind them may then
    differ from case to case. What is called after how one applies ("Trường hợp đã có tài khoản"), or after what went wrong, are ways of one
    case; so are buttons of which nobody says whom they are for. `names`: what heads each.
    """
    places = {frozenset((c.url, c.call) for c in buttons) for buttons in own}
    return all(own) and len(places) > 1 and all(_OF_A_CASE.match(fold(n)) and not _OF_A_WAY.search(fold(n)) for n in names)


def _sending_apart(
    doc: Document, parts: Sequence[tuple[str, int, int]], values: Sequence[Value], controls: Sequence[tuple[int, Control]]
) -> list[tuple[str, int, int]] | None:
    """The cases where each says where it is applied for; None where they do not. Behind the buttons of the last one stands what holds for
    all of them, but for items that the others have as well.
    """
    if len(parts) < 2:
        return None
    sent = [(doc.text_from[e], c) for e, c in controls if c.kind is ControlKind.SUBMIT and not (c.in_chrome or is_guide(fold(c.text)))]
    own = [[(at, c) for at, c in sent if start <= at < end] for _, start, end in parts]
    if not lead_apart([name for name, _, _ in parts], [[c for _, c in buttons] for buttons in own]):
        return None
    told = {v.key for v in values for _, start, end in parts[:-1] if start <= v.label_start < end}
    name, start, end = parts[-1]
    common = (v.label_start for v in values if start <= v.label_start < end and v.key in _DESCRIBING - told)
    return [*parts[:-1], (name, start, min([end, *(place for place in common if place > own[-1][0][0])]))]


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
    for hit in _TELLS_CASES.finditer(doc.folded):
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


def _heads_within(doc: Document, values: Sequence[Value]) -> list[int]:
    """The heads in a part for the cases, which need not say that they are some ("Cấp mới", "Đối với tổ chức"): lines of their own by one
    tag that no item of a description is called.
    """
    parts = [v for v in values if v.key is FieldKey.CASES and v.text and _CASES.fullmatch(fold(v.label))]
    for part in parts:
        for tag in _HEADING:
            named = [e for e in doc.select(tag) if part.start <= doc.text_from[e] < doc.text_to[e] <= part.end]
            heads = [e for e in named if _may_head(doc, e, values)]
            if 2 <= len(heads) <= _MOST:
                return heads
    return []


def _heads_alike(doc: Document, regions: Regions, values: Sequence[Value]) -> list[int]:
    """Heads of one tag under which the same items stand again and again, among them how one applies: whatever the heads are called, what
    a page about one procedure describes twice are its cases. Ways to apply, each with its own term and fee, are none.
    """
    told = [v for v in values if v.text and v.key in _DESCRIBING]
    if all(count < 2 for key, count in Counter(v.key for v in told).items() if key in _FUNCTIONS):
        return []
    for tag in _HEADING:
        everyone = [e for e in doc.select(tag) if not (regions.in_chrome(e) or regions.in_dialog(e))]
        heads: list[int] = []
        for head, after in pairwise([*everyone, len(doc.nodes)]):
            end = doc.text_from[after] if after < len(doc.nodes) else len(doc.text)
            keys = {v.key for v in told if doc.text_to[head] <= v.label_start < end}
            if len(keys) >= _FEWEST_ALIKE and keys & _FUNCTIONS and keys & _PAPERS and _may_head(doc, head, values):
                heads.append(head)
            elif heads:
                break
        if 2 <= len(heads) <= _MOST and not any(_A_WAY.search(doc.folded_of(head)) for head in heads):
            return heads
    return []


def _may_head(doc: Document, element: int, values: Sequence[Value]) -> bool:
    """Whether an element is a line of its own that is no label of an item."""
    first, last = doc.text_from[element], doc.text_to[element]
    return _is_a_line(doc, element) and not any(first <= v.label_start < last and v.key is not FieldKey.OTHER for v in values)


def _is_a_line(doc: Document, element: int) -> bool:
    """Whether an element is a short line of its own that announces no value by a colon."""
    said = doc.text_of(element)
    if not 0 < len(said) <= _LONGEST or "\n" in said or said.endswith((":", ".", ";")):
        return False
    first, last = doc.text.find(said, doc.text_from[element]), doc.text_to[element]
    before, after = doc.text[max(first - 3, 0) : first].rstrip(" ")[-1:], doc.text[last : last + 3].lstrip(" ")[:1]
    return before in "\n" and after in "\n"


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
