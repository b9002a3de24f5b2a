"""Facts that a page says in one line, or one below the other, under a procedure's name: as sentences ("Lĩnh vực: Đất đai. Mã thủ tục:
1.000718."), with the level behind one of them and no label ("Cơ quan giải quyết: Sở Tư pháp (DVC mức độ III)").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.words.names import is_level_text, level_stated
from classifier.words.text import fold
from classifier.words.values import Value

# A name may end in the level of something else: "Cấp tài khoản định danh điện tử (mức độ 2)".
_FACTS = frozenset({FieldKey.CODE, FieldKey.FIELD, FieldKey.AGENCY, FieldKey.TIER, FieldKey.STATUS, FieldKey.DECISION, FieldKey.DURATION})
_APART = re.compile(r"[.;,|•·]\s+|\n\s*|\s[-–—]\s+|\s*(?=[(\[])")
_PRESSED = frozenset(("a", "button", "option", "label", "select"))
_ENDS = " .;,:"
_LONGEST = 70  # characters of a level


def facts_apart(doc: Document, values: Sequence[Value]) -> list[Value]:
    """The values; a level set apart at the end of a fact is one of its own, where the page labels none and no two facts differ in it, and
    facts that are sentences of one line lose the full stop.
    """
    return _without_stops(doc, _with_levels(doc, values))


def _with_levels(doc: Document, values: Sequence[Value]) -> list[Value]:
    cut = {place: found for place, value in enumerate(values) if (found := _behind(doc, value)) is not None}
    levels = {fold(level.text) for _, level in cut.values()}
    told = len(levels) != 1 or any(v.key is FieldKey.LEVEL and v.text and not v.nested for v in values)
    parted: list[Value] = []
    for place, value in enumerate(values):
        fact, level = cut.get(place, (value, None))
        parted += [fact] if level is None or told else [fact, level]
    return parted


def _behind(doc: Document, value: Value) -> tuple[Value, Value] | None:
    """A fact without the level behind it, and the level; None where nothing but the fact is said."""
    if value.key not in _FACTS or value.nested or value.spans or not value.text:
        return None
    text = value.text.rstrip(_ENDS)
    for mark in _APART.finditer(text, max(len(text) - _LONGEST, 0)):
        said = text[mark.end() :]
        if not mark.start() or not is_level_text(said) or not level_stated(said) or (value.key is FieldKey.DURATION and not _ends(mark[0])):
            continue
        start = doc.text.rfind(said, value.start, value.end)
        fact = text[: mark.start() + mark[0].startswith(".")].rstrip()
        if start < 0 or _is_pressed(doc, start) or is_level_text(_APART.split(fact.rstrip(_ENDS))[-1]):
            return None  # a menu of levels below the last fact
        level = Value(FieldKey.LEVEL, "", said.strip("()[]" + _ENDS), start, start + len(said), start, -1)
        return replace(value, text=fact, end=start), level
    return None


def _is_pressed(doc: Document, place: int) -> bool:
    element = doc.element_at(place)
    return any(doc.tags[e] in _PRESSED for e in (element, *doc.ancestors(element)[:4]))


def _ends(mark: str) -> bool:
    """Whether a mark ends a sentence or a line; what stands in brackets behind a term may be said of the term."""
    return "." in mark or "\n" in mark


def _without_stops(doc: Document, values: Sequence[Value]) -> list[Value]:
    """The values, a full stop between two facts of one line being no part of the first; nor is the one behind the last of such a line."""
    found: list[Value] = []
    before = False  # whether the fact before this one, on the same line, ends with a stop
    for place, value in enumerate(values):
        after = values[place + 1] if place + 1 < len(values) else None
        stopped = value.element < 0 and not value.nested and value.text.endswith(".")
        on = after is not None and after.element < 0 and "\n" not in doc.text[value.label_start : after.label_start].rstrip()
        apart = stopped and value.key in (*_FACTS, FieldKey.NAME) and (on or before)
        found.append(replace(value, text=value.text[:-1].rstrip()) if apart else value)
        before = stopped and on
    return found
