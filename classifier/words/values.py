"""A labelled value, and when a value says nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from classifier.model import FieldKey
from classifier.words.lexicon import NOTHING
from classifier.words.memo import remembered
from classifier.words.signs import is_marks
from classifier.words.text import fold

MAX_VALUE = 20_000
EDGE = " \n\t:;|·•–-"
# The number of the label that follows, when it stands in an element of its own.
_NUMBERING = re.compile(r"\n\s*(?:\d{1,2}|[IVX]{1,5}|[a-k])\s*[.)]\s*$")


@dataclass(slots=True)
class Label:
    """A label and where it stands. `element`: the outermost element that holds nothing else, -1 for "Label: value" in one run.

    `parent`: the element in which its value is expected. `column`: a head of a table column.
    """

    start: int
    end: int
    key: FieldKey
    text: str
    element: int
    parent: int
    column: bool = False
    ends_all: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A label with the part of the text that is its value. `nested`: it stands inside the value of another label."""

    key: FieldKey
    label: str
    text: str
    start: int
    end: int
    label_start: int
    element: int
    nested: bool = False
    spans: tuple[tuple[int, int], ...] = ()

    def holds(self, offset: int) -> bool:
        """Whether a place of the text belongs to the value, its end included: an icon without words stands there."""
        if self.spans:
            return any(a <= offset <= b for a, b in self.spans)
        return self.start <= offset <= self.end

    def holds_in(self, offset: int, cells: Collection[tuple[int, int]]) -> bool:
        """Whether the value holds what stands at a place of the text in these cells of tables: where a cell ends, the next one begins."""
        return any(self._has_cell(cell) for cell in cells) if self.spans else self.holds(offset)

    def _has_cell(self, cell: tuple[int, int]) -> bool:
        place = bisect_left(self.spans, cell)
        return place < len(self.spans) and self.spans[place] == cell

    @property
    def reach(self) -> int:
        """The last place of the text that belongs to the value."""
        return max(self.end, self.spans[-1][1]) if self.spans else self.end


class Innermost:
    """Values asked by a place of the text: the one that begins last among those that hold it (the later of two that begin together).

    A page of 100,000 rows has as many values as files: looking through all of them for each would cost the square.
    """

    def __init__(self, values: Iterable[Value]) -> None:
        self._values = sorted(values, key=_start)
        self._reach = list(accumulate((v.reach for v in self._values), max))

    def at(self, offset: int, cells: Collection[tuple[int, int]]) -> Value | None:
        """The innermost value at a place of the text and in these cells of tables, or None where no value stands."""
        place = bisect_right(self._values, offset, key=_start) - 1
        while place >= 0 and self._reach[place] >= offset:
            if self._values[place].holds_in(offset, cells):
                return self._values[place]
            place -= 1
        return None


def _start(value: Value) -> int:
    return value.start


_FACTS = frozenset({FieldKey.CODE, FieldKey.FIELD, FieldKey.AGENCY, FieldKey.TIER, FieldKey.LEVEL, FieldKey.COPIES, FieldKey.NAME})


def without_full_stops(values: Sequence[Value]) -> list[Value]:
    """The same values; facts that the page writes as sentences ("Lĩnh vực: Hộ tịch.") lose the full stop, codes among them.

    A stop after a code alone is kept: it is how the portal spells that code.
    """
    facts = [v for v in values if v.key in _FACTS and v.text and not v.nested]
    if sum(v.text.endswith(".") for v in facts) < max(2, len(facts)):
        return list(values)
    return [replace(v, text=v.text[:-1].rstrip()) if v in facts and "\n" not in v.text else v for v in values]


@remembered
def stated(text: str) -> str:
    """The value, or "" when it only says that there is none to show ("Đang cập nhật", "-"). Marks say something ("★★☆☆")."""
    text = _NUMBERING.sub("", text.strip())
    value = text.strip(EDGE)
    if len(value) > 60:
        return _trimmed(text)
    words = " ".join(re.sub(r"[^\w\s/]", " ", fold(value)).split())
    if not words and is_marks(value):
        return value
    if not words or words in NOTHING or words.startswith(("khong co thong tin", "chua co thong tin")):
        return ""
    return _trimmed(text)


def _trimmed(text: str) -> str:
    """Without what only sets the value apart from its label and from the next fact on the line."""
    return text.strip(" \n\t:;|").rstrip(" \n\t:;|•·–—-")
