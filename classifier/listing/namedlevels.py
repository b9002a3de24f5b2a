"""Levels that a portal writes into the names of its procedures: "Cấp lại thẻ hướng dẫn viên (DVC toàn trình)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from classifier.findings.declared import ND224_FROM, TOAN_TRINH, declare
from classifier.model import Field, FieldKey, ProcedureReading, Row
from classifier.words.names import is_level_text, level_stated, level_words
from classifier.words.text import fold

_BEHIND = re.compile(r"(?P<name>.*\w\W*?)\s*(?:[(\[](?P<level>[^()\[\]]{3,60})[)\]]|\s[-–—|]\s+(?P<bare>[^()\[\]]{3,60}?))\W*", re.DOTALL)
_BEFORE = re.compile(r"\W{0,3}[(\[](?P<level>[^()\[\]]{3,60})[)\]]\W*(?P<name>\w.*)", re.DOTALL)
_FEWEST_WORDS = 2  # of what is left of a name
# What says that a level is one of services, and of nothing that the name speaks of.
_OF_SERVICE = re.compile(r"\b(?:dvc|dvctt|dich vu|truc tuyen)\b")
# Names of what has levels of its own: "Cấp tài khoản định danh điện tử (mức độ 2)".
_HAS_LEVELS = re.compile(
    r"\b(?:dinh danh|xac thuc|tai khoan|khuyet tat|an toan|bao mat|chat luong|chuan|pho cap|xoa mu|kha nang|suy giam|thuong tat|benh)\b"
)


def split_name(name: str) -> tuple[str, str]:
    """A name without the level at its end or, in brackets, before it, and the level; "" when there is none."""
    for pattern in (_BEHIND, _BEFORE) if level_stated(name) else ():
        said = pattern.fullmatch(name)
        level = (said["level"] or said.groupdict().get("bare") or "").strip() if said is not None else ""
        if said is None or not (is_level_text(level) and level_stated(level)) or len(said["name"].split()) < _FEWEST_WORDS:
            continue
        if declare(level, ND224_FROM).value is not None and not (any(map(str.isdigit, level)) and _HAS_LEVELS.search(fold(said["name"]))):
            return said["name"].rstrip(" .,;:"), level_words(level)
    return name, ""


def is_of_service(level: str) -> bool:
    """Whether a level in a name can only be that of the service: "(một phần)" may be said of a plot, "(mức độ 2)" of anything."""
    return _OF_SERVICE.search(fold(level)) is not None or declare(level, ND224_FROM).value == TOAN_TRINH


def levels_in_names(rows: Sequence[Row]) -> list[Row]:
    """The rows of a list with the levels that their names bear, and without these in their names; two that only their levels tell apart
    keep them. Words that may be said of something else are levels where another name of the list bears another level.
    """
    split = [split_name(row.name) for row in rows]
    values = {declare(level, ND224_FROM).value for _, level in split if level}
    sure = len(values) > 1
    alike = Counter(fold(name) for name, _ in split)
    told: list[Row] = []
    for row, (name, level) in zip(rows, split, strict=True):
        if level and (sure or is_of_service(level)):
            row = replace(row, name=name if alike[fold(name)] == 1 else row.name, level_text=row.level_text or level)
        told.append(row)
    return told


def with_level_in_name(reading: ProcedureReading) -> ProcedureReading:
    """A reading with the level that its name bears as a field where no other gives one, and without it in the name."""
    name, level = split_name(reading.name)
    if not level or not is_of_service(level):
        return reading
    said = any(f.key is FieldKey.LEVEL and f.text for f in reading.fields)
    fields = reading.fields if said else (*reading.fields, Field(FieldKey.LEVEL, "", level))
    return replace(reading, name=name, fields=fields)
