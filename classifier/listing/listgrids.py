"""Grids of a list of procedures beside the one that a page shows: rows and cells by their roles, as scripts draw them without a table."""

from __future__ import annotations

from collections.abc import Iterator

from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.words.wordings import label_key

_FEWEST = 3  # rows, the heads among them


def list_grids(doc: Document) -> Iterator[int]:
    """The grids with a column of names of procedures: what stands in them is of the list, whatever is shown beside it."""
    for grid in doc.select("[role=grid],[role=treegrid],[role=table]"):
        rows = [e for e in range(grid, doc.ends[grid]) if doc.attributes(e).get("role") == "row"] if doc.tags[grid] != "table" else []
        heads = doc.children(rows[0]) if len(rows) >= _FEWEST else []
        if any(doc.attributes(e).get("role") == "columnheader" and label_key(doc.text_of(e)) is FieldKey.NAME for e in heads):
            yield grid
