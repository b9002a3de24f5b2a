"""Tables that describe a whole procedure in each row, a column for each item: rows that lead nowhere because they say it all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from classifier.labelled.columns import Heads
from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.page.targets import target_of
from classifier.words.values import MAX_VALUE, Label, Value, stated

_TELLING = frozenset({FieldKey.STEPS, FieldKey.DOSSIER})
_FEWEST = 4  # items of a description among the columns; a summary has two or three
_ITEMS = frozenset({
    FieldKey.STEPS, FieldKey.DOSSIER, FieldKey.MANNER, FieldKey.DURATION, FieldKey.FEE, FieldKey.RESULT, FieldKey.LEGAL_BASIS,
    FieldKey.SUBJECT, FieldKey.CONDITIONS, FieldKey.FORMS, FieldKey.AGENCY, FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT, FieldKey.COPIES,
})  # fmt: skip


def describing_heads(doc: Document, heads: Heads, labels: Sequence[Label]) -> dict[int, Label]:
    """The heads of a table by their columns, when they are items enough to describe a procedure; empty otherwise."""
    keys = {label.key for label in heads.by_column.values()}
    if len(keys & _ITEMS) < _FEWEST or not keys & _TELLING:
        return {}
    # Long tables repeat their heads; others in the same table head something else.
    words = {label.text for label in labels if label.column and label.parent in heads.rows}
    others = (label for label in labels if label.column and doc.within(label.parent, heads.table) and label.parent not in heads.rows)
    return {} if any(label.text not in words for label in others) else heads.by_column


def row_values(doc: Document, row: int, cells: Sequence[int], heads: dict[int, Label], name: str) -> list[Value]:
    """The cells of a row as labelled values; empty when its name leads to where more is said.

    `cells`: the cell at each column, those that reach down from rows above too; these have no part of the row's own text.
    """
    values: list[Value] = []
    for place, head in heads.items():
        if place >= len(cells):
            return []
        cell = cells[place]
        text = stated(doc.text[doc.text_from[cell] : doc.text_to[cell]])
        from_above = not doc.within(cell, row)
        start, end = (doc.text_from[row],) * 2 if from_above else (doc.text_from[cell], doc.text_to[cell])
        pictured = head.key is FieldKey.CHANNEL_IN and not from_above and any(doc.tags[e] == "a" for e in range(cell, doc.ends[cell]))
        if head.key is not FieldKey.NAME and (text or pictured) and not (place and cells[place - 1] == cell):
            values.append(Value(head.key, head.text, text[:MAX_VALUE], start, end, start, row if from_above else cell))
    return [] if _names_a_page(doc, row, name) else values


def forms_cell(doc: Document, row: int, cells: Sequence[int], heads: Mapping[int, Label]) -> Value | None:
    """The cell of a row under a head of forms, where files are linked in it; None where there is no such cell of its own."""
    for place, head in heads.items():
        cell = cells[place] if head.key is FieldKey.FORMS and place < len(cells) else -1
        if (
            cell < 0
            or not doc.within(cell, row)
            or not any(doc.tags[e] == "a" and target_of(doc, e).url for e in range(cell, doc.ends[cell]))
        ):
            continue
        start, end = doc.text_from[cell], doc.text_to[cell]
        return Value(head.key, head.text, stated(doc.text[start:end])[:MAX_VALUE], start, end, start, cell)
    return None


def is_telling(values: Sequence[Value]) -> bool:
    """Whether the cells of a row describe its procedure by themselves: items enough are filled."""
    filled = {value.key for value in values if value.text}
    return len(filled & _ITEMS) >= _FEWEST and bool(filled & _TELLING)


def _names_a_page(doc: Document, row: int, name: str) -> bool:
    """Whether the name of a row is a link."""
    links = [e for e in range(row, doc.ends[row]) if doc.tags[e] == "a" and doc.text_of(e)]
    return any(" ".join(doc.text_of(e).split()) in name and len(doc.text_of(e)) > len(name) // 2 and target_of(doc, e).url for e in links)
