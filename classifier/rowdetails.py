"""Tables that describe a whole procedure in each row, a column for each item: rows that lead nowhere because they say it all."""

from __future__ import annotations

from collections.abc import Sequence

from classifier.document import Document
from classifier.model import FieldKey
from classifier.rowparts import cells_of
from classifier.targets import target_of
from classifier.values import MAX_VALUE, Label, Value, stated

_TELLING = frozenset({FieldKey.STEPS, FieldKey.DOSSIER})
_FEWEST = 4  # items of a description among the columns; a summary has two or three
_ITEMS = frozenset({
    FieldKey.STEPS, FieldKey.DOSSIER, FieldKey.MANNER, FieldKey.DURATION, FieldKey.FEE, FieldKey.RESULT, FieldKey.LEGAL_BASIS,
    FieldKey.SUBJECT, FieldKey.CONDITIONS, FieldKey.FORMS, FieldKey.AGENCY, FieldKey.CHANNEL_IN, FieldKey.CHANNEL_OUT, FieldKey.COPIES,
})  # fmt: skip


def describing_heads(doc: Document, table: int, labels: Sequence[Label]) -> dict[int, Label]:
    """The heads of a table by their columns, when they are items enough to describe a procedure; empty otherwise."""
    heads = [label for label in labels if label.column and doc.within(label.parent, table)]
    if not heads or len({label.parent for label in heads}) > 1:
        return {}
    keys = {label.key for label in heads}
    if len(keys & _ITEMS) < _FEWEST or not keys & _TELLING:
        return {}
    cells = cells_of(doc, heads[0].parent)
    return {cells.index(label.element): label for label in heads if label.element in cells}


def row_values(doc: Document, row: int, heads: dict[int, Label], name: str) -> list[Value]:
    """The cells of a row as labelled values; empty when too few are filled, or when a link of the row leads to where more is said."""
    cells = cells_of(doc, row)
    values: list[Value] = []
    for place, head in heads.items():
        if place >= len(cells):
            return []
        start, end = doc.text_from[cells[place]], doc.text_to[cells[place]]
        if head.key is not FieldKey.NAME and (text := stated(doc.text[start:end])):
            values.append(Value(head.key, head.text, text[:MAX_VALUE], start, end, start, cells[place]))
    filled = {value.key for value in values}
    if len(filled & _ITEMS) < _FEWEST or not filled & _TELLING or _names_a_page(doc, row, name):
        return []
    return values


def _names_a_page(doc: Document, row: int, name: str) -> bool:
    """Whether the name of a row is a link."""
    links = [e for e in range(row, doc.ends[row]) if doc.tags[e] == "a" and doc.text_of(e)]
    return any(" ".join(doc.text_of(e).split()) in name and len(doc.text_of(e)) > len(name) // 2 and target_of(doc, e).url for e in links)
