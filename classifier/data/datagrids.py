"""Lists in JSON whose records are bare cells, in an order that only the page's script knows: read as the table that it makes of them."""

from __future__ import annotations

import itertools
import re
from collections import deque
from collections.abc import Sequence
from html import escape, unescape
from typing import Any

from classifier.data.datacolumns import reads_like_name
from classifier.data.datakeys import plain
from classifier.words.names import is_level_text, names_an_agency
from classifier.words.text import fold

_MOST = 2000  # records
_SAMPLE = 30  # records by which it is known what their columns hold
_STEPS = 5000
_NARROWEST, _WIDEST = 2, 40  # columns
_MARKED = re.compile(r"<[a-zA-Z/!][^>]*>")
_PICTURED = re.compile(r"""<img\b[^>]*?\s(?:alt|title)\s*=\s*(?P<quote>["'])(?P<words>[^"'<>]{1,80})(?P=quote)""", re.IGNORECASE)
_LONGEST = 2000  # characters of a cell
_CODE = re.compile(r"\s*[1-9]\.\d{6}(?:\.[\w.]*)?\s*")
_ID = re.compile(r"\d{2,12}|[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SCALAR = (str, int, float, type(None))
_HEADS = {"name": "Tên thủ tục", "code": "Mã thủ tục", "level": "Mức độ", "agency": "Cơ quan thực hiện"}


def grid_in(data: Any) -> str | None:
    """The table of an answer whose records are arrays of cells, with heads by what the columns hold; None when no column holds names."""
    queue: deque[Any] = deque([data])
    steps = 0
    while queue and steps < _STEPS:
        value = queue.popleft()
        steps += 1
        if isinstance(value, dict):
            queue.extend(inner for inner in list(value.values())[:100] if isinstance(inner, dict | list))
        elif isinstance(value, list) and value:
            table = _table(value[:_MOST])
            if table is not None:
                return table
            queue.extend(inner for inner in value[:3] if isinstance(inner, dict))
    return None


def _cells(record: Any) -> tuple[Sequence[Any], str]:
    """The cells of a record and its id; some grids wrap the cells: `{"id": "7", "cell": […]}`."""
    if isinstance(record, dict):
        inner: list[Any] = next((record[name] for name in ("cell", "cells", "columns") if isinstance(record.get(name), list)), [])
        return inner, str(record.get("id") or "")
    return (record, "") if isinstance(record, list) else ([], "")


def _table(records: Sequence[Any]) -> str | None:
    lines = [_cells(record) for record in records]
    width = len(lines[0][0])
    if not _NARROWEST <= width <= _WIDEST or not all(
        len(cells) == width and all(isinstance(c, _SCALAR) for c in cells) for cells, _ in lines
    ):
        return None
    columns = [[_said(cells[place]) for cells, _ in lines[:_SAMPLE]] for place in range(width)]
    meanings = _meanings(columns)
    if "name" not in meanings:
        return None
    marks = _marks(lines, columns, meanings)
    heads = "".join(f"<th>{_HEADS.get(meaning, '')}</th>" for meaning in meanings)
    rows = "".join(
        f"<tr{f' data-id={mark}' if mark else ''}>{''.join(f'<td>{_shown(cell)}</td>' for cell in cells)}</tr>"
        for (cells, _), mark in zip(lines, marks, strict=True)
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _said(cell: Any) -> str:
    """The words of a cell, or those that a picture in it stands for."""
    said = plain(cell)
    pictured = _PICTURED.search(cell[:_LONGEST]) if not said and isinstance(cell, str) else None
    return unescape(pictured["words"]) if pictured is not None else said


def _shown(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return text if _MARKED.search(text) else escape(text, quote=False)


def _meanings(columns: Sequence[Sequence[str]]) -> list[str]:
    """What each column holds: "name", "code", "level", "agency" or ""."""
    found = [""] * len(columns)
    tests = {
        "code": lambda text: _CODE.fullmatch(text) is not None,
        "level": is_level_text,
        "agency": lambda text: names_an_agency(fold(text)),
        "name": lambda text: len(text.split()) > 2 and reads_like_name(text[:200]),
    }
    for meaning, test in tests.items():
        shares = [(sum(map(test, filled)) / len(filled) if (filled := [t for t in texts if t]) else 0.0) for texts in columns]
        best = max((place for place in range(len(columns)) if not found[place]), key=lambda place: shares[place], default=None)
        if best is not None and shares[best] >= 0.5:
            found[best] = meaning
    return found


def _marks(lines: Sequence[tuple[Sequence[Any], str]], columns: Sequence[Sequence[str]], meanings: Sequence[str]) -> list[str]:
    """An id for each record that its own cells do not lead to: the one that wraps them, else that of a column that holds nothing else."""
    if all(ident and _ID.fullmatch(ident) for _, ident in lines):
        return [ident for _, ident in lines]
    if any(_MARKED.search(str(cell)) and re.search(r"\b(?:href|onclick|data-[\w-]+)\s*=", str(cell)) for cell in lines[0][0]):
        return [""] * len(lines)
    for place in reversed(range(len(columns))):
        values = [str(cells[place]) for cells, _ in lines]
        if meanings[place] or len(set(values)) < len(values) or not all(map(_ID.fullmatch, values)) or _counts(values):
            continue
        return values
    return [""] * len(lines)


def _counts(values: Sequence[str]) -> bool:
    """Whether a column numbers its records."""
    return all(map(str.isdigit, values)) and all(int(after) - int(before) == 1 for before, after in itertools.pairwise(values))
