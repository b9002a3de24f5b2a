"""Two texts side by side, line by line, with the words that differ marked. Plain values: the template escapes and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from classifier.judging.explain import explain
from storage.queries.procedures import HistorySpan

Pieces = tuple[tuple[str, bool], ...]
"""Text in parts; True = it is not on the other side."""

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of each side, None where the other side has one more. `same`: nothing differs."""

    left: Pieces | None
    right: Pieces | None
    same: bool


def span_lines(span: HistorySpan, lang: str) -> list[str]:
    """What a label rests on as lines: the rules' words with their effects, then each quote under its feature."""
    entry = span.entry
    if entry is None:
        return []
    steps = [f"{step.title}: {step.found} ({step.effect_words})" for step in explain(entry, lang).steps]
    return [*steps, *dict.fromkeys(f"{seen.feature}: “{seen.quote}”" for seen in entry.evidence)]


def differences(before: Sequence[str], after: Sequence[str]) -> tuple[Row, ...]:
    """The lines in order; changed ones stand opposite each other with their differing words marked."""
    rows: list[Row] = []
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row(((line, False),), ((line, False),), True) for line in before[a1:a2]]
            continue
        for place in range(max(a2 - a1, b2 - b1)):
            left = before[a1 + place] if a1 + place < a2 else None
            right = after[b1 + place] if b1 + place < b2 else None
            rows.append(_changed(left, right))
    return tuple(rows)


def _changed(left: str | None, right: str | None) -> Row:
    if left is None or right is None:
        return Row(None if left is None else ((left, True),), None if right is None else ((right, True),), False)
    old, new = _WORDS.findall(left), _WORDS.findall(right)
    sides: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, words in zip(sides, (old[a1:a2], new[b1:b2]), strict=True):
            if words:
                side.append(("".join(words), tag != "equal"))
    return Row(tuple(sides[0]), tuple(sides[1]), False)
