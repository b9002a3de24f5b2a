"""Columns of a list of which each is a level ("Mức 2 | Mức 3 | Mức 4", "Toàn trình | Một phần"): the mark in a row says which it has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from classifier.findings.declared import ND224_FROM, declare
from classifier.labelled.columns import Heads
from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.words.names import heading_level
from classifier.words.text import fold, folded_words
from classifier.words.wordings import label_key

_NUMERAL = re.compile(r"0?[1-4]|i{1,3}|iv", re.IGNORECASE)
_MARKED = re.compile(r"[(\[]?\s*(?:[x✓✔√v☑☒🗹✅1●•◉⬤■*+]|co|yes|da|true)\s*[)\]]?", re.IGNORECASE)
_OPEN = re.compile(r"[-–—.…0☐□○◯✗✘❌]|khong|ko|no|chua|false", re.IGNORECASE)
_PICTURES = frozenset(("img", "i", "svg", "span", "em", "b", "input"))
# What a picture is called that says no, or stands for nothing.
_NO_PICTURE = re.compile(
    r"(?<![a-z])(?:no|none|cross|close|times|xmark|remove|ban|minus|un[a-z]*|khong|chua|empty|off|blank|spacer|transparent|pixel|false|square-o)(?![a-z])"
)
_FEWEST = 2  # columns that are levels
_ODD = 0.1  # part of the cells that may hold something else than a mark
_CUMULATIVE = 2  # rows with several marks that must show that higher levels are marked together with all lower ones


def level_columns(doc: Document, heads: Heads, lines: Sequence[tuple[int, Sequence[int]]]) -> dict[int, str]:
    """The columns of a table that are levels, with their words; none where fewer than two tell levels apart. `lines`: its rows, each with
    the cell at each column.
    """
    over = [cells for row, cells in lines if row in heads.rows]
    found: dict[int, str] = {}
    for column in range(max(map(len, over), default=0)):
        cells = list(dict.fromkeys(cells[column] for cells in over if column < len(cells)))
        words = [doc.text_of(cell) for cell in cells if doc.text_of(cell)]
        level = _level_of(words)
        if level and doc.spanned(cells[-1], "colspan") == 1:
            found[column] = level
    values = {declare(level, ND224_FROM).value for level in found.values()}
    return found if len(found) >= _FEWEST and len(values) == len(found) and None not in values else {}


def _level_of(words: Sequence[str]) -> str | None:
    """The level that the lowest of the heads of a column is; a numeral alone is one below a head of levels."""
    lowest = " ".join(words[-1].split()) if words else ""
    if lowest and _NUMERAL.fullmatch(lowest) and any(label_key(upper) is FieldKey.LEVEL for upper in words[:-1]):
        return f"Mức {lowest}"
    return heading_level(lowest) if lowest else None


def marked_levels(doc: Document, columns: Mapping[int, str], rows: Mapping[int, Sequence[int]]) -> dict[int, str]:
    """The level of each row, "" where it has no mark; nothing at all where the columns hold something else than marks. `rows`: the cells.

    Levels are cumulative by law, and some lists mark with one all that are below it: then the highest counts. Else several are named.
    """
    said = {row: {c: _says(doc, cells[c]) for c in columns if c < len(cells)} for row, cells in rows.items()}
    every = [answer for answers in said.values() for answer in answers.values()]
    if not any(every) or every.count(None) > _ODD * len(every):
        return {}
    marks = {row: [c for c, answer in answers.items() if answer] for row, answers in said.items()}
    ranks = _ranks(columns)
    up_to = bool(ranks) and _are_cumulative(list(marks.values()), ranks)
    return {row: _told(own, columns, ranks if up_to else {}) for row, own in marks.items()}


def _told(marks: Sequence[int], columns: Mapping[int, str], ranks: Mapping[int, int]) -> str:
    if ranks and marks:
        return columns[max(marks, key=ranks.__getitem__)]
    return ", ".join(columns[c] for c in marks)


def _ranks(columns: Mapping[int, str]) -> dict[int, int]:
    """The number of each column's level; nothing where they are no numbers."""
    values = {column: declare(level, ND224_FROM).value or "" for column, level in columns.items()}
    return {column: int(value) for column, value in values.items()} if all(map(str.isdigit, values.values())) else {}


def _are_cumulative(marks: Sequence[Sequence[int]], ranks: Mapping[int, int]) -> bool:
    order = sorted(ranks, key=ranks.__getitem__)
    upward = all(set(own) == set(order[: len(own)]) for own in marks)
    return upward and sum(len(own) > 1 for own in marks) >= _CUMULATIVE


def _says(doc: Document, cell: int) -> bool | None:
    """Whether a cell is marked; None for one that holds something else than a mark."""
    said = folded_words(doc.text_of(cell))
    if said:
        return True if _MARKED.fullmatch(said) else False if _OPEN.fullmatch(said) else None
    for element in range(cell + 1, doc.ends[cell]):
        tag, attributes = doc.tags[element], doc.attributes(element)
        if tag == "input":
            return "checked" in attributes
        if tag in _PICTURES and (tag in ("img", "svg") or attributes.get("class")):
            called = " ".join(attributes.get(name) or "" for name in ("alt", "title", "class", "src"))
            return _NO_PICTURE.search(fold(called.rpartition("/")[2] if tag == "img" else called)) is None
    return False
