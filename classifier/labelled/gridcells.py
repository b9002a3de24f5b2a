"""Tables that a page draws from a flat run of cells in a grid of its style sheet: so many heads, then row after row without an element."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from classifier.page.document import Document
from classifier.words.values import Label

_FEWEST, _MOST = 2, 8  # columns
_LONGEST = 40  # characters of a head
_BOLD = frozenset(("b", "strong", "th"))

Spans = tuple[tuple[int, int], ...]


def grid_columns(doc: Document, labels: Sequence[Label]) -> dict[int, Spans]:
    """The cells below each label that is a head of such a table, by the element of the label, as parts of the text."""
    heads: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for label in labels:
        if label.element > 0 and not label.column:
            cell = doc.outermost(label.element)
            heads[doc.parents[cell]].append((cell, label.element))
    found: dict[int, Spans] = {}
    for holder, own in heads.items():
        cells = doc.content(holder) if len(own) >= _FEWEST and holder > 0 else []
        width = _width(doc, cells)
        if width and {cell for cell, _ in own} <= set(cells[:width]):
            for cell, element in own:
                below = cells[cells.index(cell) + width :: width]
                found[element] = tuple((doc.text_from[each], doc.text_to[each]) for each in below)
    return found


def _width(doc: Document, cells: Sequence[int]) -> int:
    """How many of the cells are heads, where they begin the run and the others fill rows of as many; 0 where they do not."""
    width = next((place for place, cell in enumerate(cells[: _MOST + 1]) if not _is_head(doc, cell, cells[-1])), 0)
    return width if width >= _FEWEST and len(cells) >= 2 * width and len(cells) % width == 0 else 0


def _is_head(doc: Document, cell: int, last: int) -> bool:
    """Whether a cell is set off from the last one of its run, and says a few words."""
    said = doc.text_of(cell)
    if not 0 < len(said) <= _LONGEST or "\n" in said or doc.tags[cell] != doc.tags[last]:
        return False
    if doc.attributes(cell).get("class", "") != doc.attributes(last).get("class", ""):
        return True
    return any(doc.tags[e] in _BOLD and doc.text_of(e) == said for e in range(cell + 1, min(doc.ends[cell], cell + 4)))
