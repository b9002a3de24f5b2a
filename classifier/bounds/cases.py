"""The cases (trường hợp) of one procedure that a page lists with a way to apply, or a level, of their own (§6.16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from classifier.bounds.casepanels import lead_apart
from classifier.controls.orders import is_guide
from classifier.model import Control, ControlKind, Field, FieldKey, ProcedureReading
from classifier.page.document import Document
from classifier.page.regions import Regions
from classifier.page.rowparts import cells_of
from classifier.words.names import is_level_text
from classifier.words.patterns import Sifted
from classifier.words.spans import slice_of
from classifier.words.text import fold
from classifier.words.values import Value
from classifier.words.wordings import label_key

_CASE_HEAD = re.compile(r"\W*(?:(?:ten|noi dung|cac|loai|tung)\W+)?truong hop\b\W*")
_CHANNEL_HEAD = re.compile(
    r"\b(?:cach|hinh thuc|phuong thuc|noi|kenh)\b(?: thuc)?(?: (?:nop|gui|thuc hien|tiep nhan|dang ky))|\bnop ho so\b"
)
_MOST_CASES, _LONGEST_NAME = 30, 500
_CASE_BLOCK = Sifted(("truong hop",), re.compile(r"(?:^|(?<=\n))\W*truong hop (?:\d{1,2}|[a-e]|mot|hai|ba)\b", re.MULTILINE))
_LONGEST_BLOCK, _MOST_LINES = 800, 200  # characters of a box; lines of a page that begin like a case
_NOT_ONLINE = re.compile(
    r"\b(?:chua|khong|tam ngung|ngung)(?: (?:duoc|the|co))? (?:ho tro|cung cap|ap dung|thuc hien|tiep nhan|nhan|nop|lam)\b[^.;\n]{0,40}"
    r"\b(?:truc tuyen|qua mang|tren mang|online)\b"
    r"|\bchi (?:nop|nhan|tiep nhan|lam)(?: ho so)? (?:truc tiep|(?:ban )?giay|tai (?:quay|bo phan|trung tam))\b"
)
_CASE_LINE = re.compile(
    r"^\W*(?:(?:\d{1,2}|[a-e])[.)] ?)?(?:(?:doi voi|ap dung cho|neu) )?(?:cac )?(?:truong hop|tinh huong)\b(?=[^\n]{2})", re.MULTILINE
)
_TELLS_CASES = Sifted(("truong hop", "tinh huong"), _CASE_LINE)
_SENTENCE_ENDS, _HALF_ENDS = re.compile(r"\.(?=\s|$)|\n"), re.compile(r";(?=\s)|\n")
_HEADED = re.compile(r"[^:]{3,80}:|\W*(?:truong hop|doi voi)\b")  # a sentence that says first of whom or what it speaks
_ON_PAPER = re.compile(r"\b(?:truc tiep|giay|tru so|quay|bo phan (?:mot cua|tiep nhan)|buu chinh|buu dien|mang den)\b")
_ONLINE = re.compile(r"\b(?:truc tuyen|qua mang|tren mang|dien tu|online|internet|he thong|cong dich vu|dvc)\b")
_WAYS = frozenset({FieldKey.MANNER, FieldKey.CHANNEL_IN})


def read_cases(doc: Document, regions: Regions, part: range, controls: Sequence[tuple[int, Control]]) -> tuple[ProcedureReading, ...]:
    """The cases of the procedure that a part of the page (its elements) is about; empty when it has no table of cases.

    A table is one of cases when a column is headed so and another says of each how one applies or which level it has: a table
    of fees or of papers by case changes no function. `controls`: those of the page, with their elements, in document order.
    """
    for table in doc.select("table"):
        if table not in part or regions.in_chrome(table) or regions.in_dialog(table):
            continue
        lines = [cells for row in range(table, doc.ends[table]) if doc.tags[row] == "tr" and len(cells := cells_of(doc, row)) > 1]
        if len(lines) < 3 or len(lines) > _MOST_CASES:
            continue
        named_at, keys = _heads(doc, lines[0])
        if named_at is not None and (keys := {**_with_buttons(doc, lines[1:], named_at, controls), **keys}):
            cases = [_case(doc, cells, named_at, keys, controls) for cells in lines[1:] if len(cells) == len(lines[0])]
            return tuple(case for case in cases if case.name)
    return ()


def _heads(doc: Document, heads: Sequence[int]) -> tuple[int | None, dict[int, FieldKey]]:
    """The column that names the cases, and the columns that give each a channel or a level."""
    words = [" ".join(doc.folded_of(head).split()) for head in heads]
    named_at = next((place for place, said in enumerate(words) if _CASE_HEAD.match(said)), None)
    keys: dict[int, FieldKey] = {}
    for place, said in enumerate(words):
        key = label_key(doc.text_of(heads[place]))
        if place != named_at and (key is FieldKey.LEVEL or is_level_text(said)):
            keys[place] = FieldKey.LEVEL
        elif place != named_at and (key in (FieldKey.CHANNEL_IN, FieldKey.MANNER) or _CHANNEL_HEAD.search(said)):
            keys[place] = FieldKey.CHANNEL_IN
    return named_at, keys


def _with_buttons(
    doc: Document, lines: Sequence[Sequence[int]], named_at: int, controls: Sequence[tuple[int, Control]]
) -> dict[int, FieldKey]:
    """The columns in which some cases have a button to apply: what stands there for the others is how one applies in theirs."""
    sent = [(element, control) for element, control in controls if control.kind is ControlKind.SUBMIT]
    places = {place for cells in lines for place, cell in enumerate(cells) if slice_of(sent, cell, doc.ends[cell])}
    return dict.fromkeys(places - {named_at}, FieldKey.CHANNEL_IN)


def _case(
    doc: Document, cells: Sequence[int], named_at: int, keys: dict[int, FieldKey], controls: Sequence[tuple[int, Control]]
) -> ProcedureReading:
    own = slice_of(controls, cells[0], doc.ends[cells[-1]])
    fields = tuple(Field(key, "", text) for place, key in keys.items() if (text := doc.text_of(cells[place])))
    return ProcedureReading(
        url="",
        name=" ".join(doc.text_of(cells[named_at]).split())[:_LONGEST_NAME],
        code=None,
        fields=fields,
        controls=tuple(c for _, c in own if c.kind is not ControlKind.OTHER),
    )


def case_blocks(doc: Document, regions: Regions, controls: Sequence[tuple[int, Control]]) -> tuple[ProcedureReading, ...]:
    """The cases that stand in boxes of one row: numbered ones of which some have a button while the others say that there is no way online,
    or any where each has a button of its own.
    """
    return _numbered_blocks(doc, regions, controls) or _sending_blocks(doc, regions, controls)


def _sending_blocks(doc: Document, regions: Regions, controls: Sequence[tuple[int, Control]]) -> tuple[ProcedureReading, ...]:
    sent = [(e, c) for e, c in controls if c.kind is ControlKind.SUBMIT and not (c.in_chrome or is_guide(fold(c.text)))]
    hits = [hit.end() - 1 for hit in _TELLS_CASES.finditer(doc.folded)] if len(sent) > 1 else []
    boxes = list(dict.fromkeys(_box(doc, place, hits) for place in hits if len(hits) <= _MOST_LINES))
    first = next((box for box in boxes if slice_of(sent, box, doc.ends[box])), None)
    row = [box for box in boxes if first is not None and doc.parents[box] == doc.parents[first]]
    if not 2 <= len(row) <= _MOST_CASES or any(regions.in_chrome(box) for box in row):
        return ()
    own = [tuple(c for _, c in slice_of(sent, box, doc.ends[box])) for box in row]
    return _told([doc.text_of(box) for box in row], own, [False] * len(row))


def _numbered_blocks(doc: Document, regions: Regions, controls: Sequence[tuple[int, Control]]) -> tuple[ProcedureReading, ...]:
    hits = [hit.end() - 1 for hit in _CASE_BLOCK.finditer(doc.folded)] if len(controls) else []
    if not 2 <= len(hits) <= _MOST_CASES:
        return ()
    boxes = [_box(doc, place, hits) for place in hits]
    if len({doc.parents[box] for box in boxes}) != 1 or len(set(boxes)) != len(boxes) or any(regions.in_chrome(box) for box in boxes):
        return ()
    own = [tuple(c for _, c in slice_of(controls, box, doc.ends[box]) if c.kind is ControlKind.SUBMIT) for box in boxes]
    refused = [_NOT_ONLINE.search(doc.folded_of(box)) is not None for box in boxes]
    return _told([doc.text_of(box) for box in boxes], own, refused)


def told_cases(doc: Document, values: Sequence[Value], controls: Sequence[tuple[int, Control]]) -> tuple[ProcedureReading, ...]:
    """The cases that the words on how one applies tell apart, a line or an item for each: some have a button of their own, the others are
    taken on paper only.
    """
    named = [v for v in values if v.key is FieldKey.CASES and v.text and v.element >= 0 and _CASE_LINE.match(fold(v.label))]
    items: dict[tuple[int, int], list[tuple[int, int]]] = {}  # by what holds the items, or the rows of the items
    for value in named:
        for floor, holder in enumerate(doc.ancestors(value.element)[1:3]):
            items.setdefault((floor, holder), []).append((value.label_start, value.end))
    listed = (_case_lines(doc, v.start, v.end) for v in values if v.key in {*_WAYS, FieldKey.CASES} and v.text)
    headed = (_headed(doc, v) for v in values if v.key is FieldKey.CASES and v.text and _CASE_HEAD.fullmatch(fold(v.label)))
    for parts in (*items.values(), *listed, *headed, *_case_tables(doc)):
        if not 2 <= len(parts) <= _MOST_CASES or any(end - start > _LONGEST_BLOCK for start, end in parts):
            continue
        sent = [(doc.text_from[e], c) for e, c in controls if c.kind is ControlKind.SUBMIT and not (c.in_chrome or is_guide(fold(c.text)))]
        own = [tuple(c for at, c in sent if start <= at < end) for start, end in parts]
        refused = [_is_on_paper(doc.folded[start:end]) for start, end in parts]
        if found := _told([doc.text[start:end] for start, end in parts], own, refused):
            return found
    return _told_in_one_cell([v.text for v in values if v.key in _WAYS and v.text], controls)


def _told_in_one_cell(cells: Sequence[str], controls: Sequence[tuple[int, Control]]) -> tuple[ProcedureReading, ...]:
    """The cases that one cell on the ways tells apart side by side, "X: nộp qua mạng. Y: nộp bản giấy, không nhận qua mạng": the page's
    way to apply is that of the first ones.
    """
    sent = tuple(c for _, c in controls if c.kind is ControlKind.SUBMIT and not (c.in_chrome or is_guide(fold(c.text))))
    buttons = {control.text for _, control in controls}
    for cell in cells if sent else ():
        for mark in (_SENTENCE_ENDS, _HALF_ENDS):
            clauses = [clause.strip() for clause in mark.split(cell) if clause.strip() not in {"", *buttons}]
            said = [fold(clause) for clause in clauses]
            headed = mark is _HALF_ENDS or all(_HEADED.match(clause) for clause in said)
            refused = [_NOT_ONLINE.search(clause) is not None for clause in said]
            if 2 <= len(clauses) <= _MOST_CASES and headed and all(no or _ONLINE.search(c) for no, c in zip(refused, said, strict=True)):
                if found := _told(clauses, [() if no else sent for no in refused], refused):
                    return found
    return ()


def _case_tables(doc: Document) -> Iterator[list[tuple[int, int]]]:
    """The rows of each table that has no heads and a case in the first cell of every row."""
    for table in doc.select("table") if _TELLS_CASES.search(doc.folded) else ():
        rows = [row for row in range(table, doc.ends[table]) if doc.tags[row] == "tr"][: _MOST_CASES + 1]
        cells = [cells_of(doc, row) for row in rows]
        if len(rows) > 1 and all(len(row) > 1 and _CASE_LINE.match(doc.folded_of(row[0])) for row in cells):
            yield [(doc.text_from[row], doc.text_to[row]) for row in rows]


def _headed(doc: Document, value: Value) -> list[tuple[int, int]]:
    """The rows of the table, or the items of the list, under a heading for the cases."""
    for tag in ("tr", "li"):
        parts = [
            (doc.text_from[e], doc.text_to[e]) for e in doc.select(tag) if value.start <= doc.text_from[e] < doc.text_to[e] <= value.end
        ]
        if len(parts) > 1:
            return parts
    return []


def _case_lines(doc: Document, start: int, end: int) -> list[tuple[int, int]]:
    starts = [start + hit.start() for hit in _CASE_LINE.finditer(doc.folded[start:end])]
    return list(pairwise([*starts, end])) if starts else []


def _is_on_paper(folded: str) -> bool:
    return _NOT_ONLINE.search(folded) is not None or (_ON_PAPER.search(folded) is not None and _ONLINE.search(folded) is None)


def _told(told: Sequence[str], own: Sequence[tuple[Control, ...]], refused: Sequence[bool]) -> tuple[ProcedureReading, ...]:
    """The cases by what is said of each, where each either has a button or is refused one, and both are found among them; or where each has
    buttons that lead to places of its own.
    """
    names = [" ".join(words.split())[:_LONGEST_NAME] for words in told]
    some = any(own) and any(refused) and all(bool(sent) is not said for sent, said in zip(own, refused, strict=True))
    if not some and (any(refused) or not lead_apart(_heads_of(told, own), own)):
        return ()
    return tuple(
        ProcedureReading("", words, None, fields=(Field(FieldKey.CHANNEL_IN, "", words),), controls=sent)
        for words, sent in zip(names, own, strict=True)
    )


def _heads_of(told: Sequence[str], own: Sequence[Sequence[Control]]) -> list[str]:
    """What is said of each case before the words of its first button."""
    return [words.partition(sent[0].text)[0] if sent and sent[0].text else words for words, sent in zip(told, own, strict=True)]


def _box(doc: Document, place: int, hits: Sequence[int]) -> int:
    """The outermost element that holds one case and no other."""
    element = doc.element_at(place)
    for around in doc.ancestors(element):
        first, last = doc.text_from[around], doc.text_to[around]
        if last - first > _LONGEST_BLOCK or sum(first <= hit < last for hit in hits) != 1:
            break
        element = around
    return element
