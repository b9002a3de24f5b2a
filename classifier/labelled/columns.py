"""The columns of a table as a reader sees them: cells that reach over several columns or rows, and heads in one row or in several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from classifier.page.document import Document
from classifier.page.once import once_a_page
from classifier.page.rowparts import cells_of
from classifier.words.values import Label

_MOST_COLUMNS = 60  # a row may say that it reaches over thousands
_MOST_HEADS = 4  # rows
_DEEPEST = 3  # tables within a table


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a table. `rows`: the elements of the rows that they stand in; `by_column`: the label of each column that has one."""

    table: int
    rows: tuple[int, ...]
    by_column: dict[int, Label] = field(default_factory=dict)


@once_a_page
def rows_of(doc: Document, table: int) -> Sequence[tuple[int, list[int]]]:
    """The rows of a table with the cell at each column: a cell that reaches over several columns stands at each of them, and one that
    reaches down in each row. Of the tables inside it only those count that are all of a row.
    """
    lines: list[tuple[int, list[int]]] = []
    reaching: dict[int, tuple[int, int]] = {}  # by column: the cell from above, and into how many more rows it reaches
    within: list[int] = []  # where the rows end that hold tables, of which the lines are read
    element = table + 1
    while element < doc.ends[table]:
        while within and within[-1] <= element:
            within.pop()
        if doc.tags[element] == "tr" and len(within) < _DEEPEST and _holds_rows(doc, element):
            within.append(doc.ends[element])
            element += 1  # old editors put the lines below the heads into a table of their own
            continue
        if doc.tags[element] == "table" and doc.tags[doc.parents[element]] in ("td", "th"):
            reaching = {}
            element += 1
            continue
        if doc.tags[element] == "tr":
            cells: list[int] = []
            for cell in cells_of(doc, element):
                _reach_down(cells, reaching)
                down = doc.spanned(cell, "rowspan")
                for _ in range(max(min(doc.spanned(cell, "colspan"), _MOST_COLUMNS - len(cells)), 1)):
                    if down > 1:
                        reaching[len(cells)] = (cell, down)
                    cells.append(cell)
            _reach_down(cells, reaching)
            reaching = {column: (cell, more - 1) for column, (cell, more) in reaching.items() if more > 1 and column < len(cells)}
            lines.append((element, cells))
        element = doc.ends[element] if doc.tags[element] in ("tr", "table") else element + 1
    return lines


def _holds_rows(doc: Document, row: int) -> bool:
    """Whether a row is one cell with nothing but a table in it, whose lines have several cells with words: a heading beside its picture
    stands in a table as well.
    """
    cells = cells_of(doc, row)
    inner = next((e for e in doc.children(cells[0]) if doc.tags[e] == "table"), None) if len(cells) == 1 else None
    if inner is None:
        return False
    before, behind = doc.text[doc.text_from[row] : doc.text_from[inner]], doc.text[doc.text_to[inner] : doc.text_to[row]]
    if before.strip() or behind.strip():
        return False
    first = next((e for e in range(inner + 1, doc.ends[inner]) if doc.tags[e] == "tr"), None)
    return first is not None and sum(doc.text_to[c] > doc.text_from[c] for c in cells_of(doc, first)) > 1


def _reach_down(cells: list[int], reaching: dict[int, tuple[int, int]]) -> None:
    """Put the cells from above that come next in a row to its cells."""
    while (above := reaching.get(len(cells))) is not None:
        cells.append(above[0])


def heads_of(doc: Document, table: int, lines: Sequence[tuple[int, Sequence[int]]], labels: Iterable[Label]) -> Heads | None:
    """The heads of a table, `lines` being its rows; None when no row of it is one of heads.

    `labels`: those of the page that head columns. Heads in several rows: the lowest one says what stands in its column, and one over
    several columns nothing of each.
    """
    known = {label.element: label for label in labels}
    first = next((place for place, (row, cells) in enumerate(lines) if any(_is_in(doc, c, row) and c in known for c in cells)), None)
    if first is None:
        return None
    last = _last_head(doc, lines, first, known)
    by_column: dict[int, Label] = {}
    for column in range(max(len(cells) for _, cells in lines[first : last + 1])):
        over = list(dict.fromkeys(cells[column] for _, cells in lines[first : last + 1] if column < len(cells)))
        lowest = next((cell for cell in reversed(over) if doc.text_of(cell)), None)
        if lowest in known:
            by_column[column] = known[lowest]
        elif lowest is not None and (upper := next((c for c in over if c in known and doc.spanned(c, "colspan") == 1), None)) is not None:
            by_column[column] = known[upper]
    return Heads(table, tuple(row for row, _ in lines[first : last + 1]), by_column)


def _last_head(doc: Document, lines: Sequence[tuple[int, Sequence[int]]], first: int, known: dict[int, Label]) -> int:
    """The place of the last row of heads: as far down as the heads of the first row reach, or as rows of heads divide those above."""
    row, cells = lines[first]
    own = [cell for cell in cells if _is_in(doc, cell, row)]
    last = first + max(doc.spanned(cell, "rowspan") for cell in own) - 1
    divided = any(doc.spanned(cell, "colspan") > 1 for cell in own)
    if last == first and divided and first + 1 < len(lines):
        below, under = lines[first + 1]
        last += any(cell in known and _is_in(doc, cell, below) for cell in under)
    last = min(last, len(lines) - 1, first + _MOST_HEADS - 1)
    # A head that claims to reach into the rows of the list itself is only badly written.
    while last > first and not (
        any(cell in known or doc.tags[cell] == "th" for cell in lines[last][1] if _is_in(doc, cell, lines[last][0]))
        or _divides(doc, lines[last], cells)
    ):
        last -= 1
    return last


def _divides(doc: Document, line: tuple[int, Sequence[int]], over: Sequence[int]) -> bool:
    """Whether all cells of a row stand below heads that reach over several columns: they say what these are divided into, as plain as
    they may be ("Mức 2 | Mức 3 | Mức 4"). `over`: the heads at each column.
    """
    row, cells = line
    own = [column for column, cell in enumerate(cells) if _is_in(doc, cell, row)]
    below = all(column < len(over) and doc.spanned(over[column], "colspan") > 1 for column in own)
    return len(own) > 1 and below and all(doc.text_of(cells[column]) for column in own)


def _is_in(doc: Document, cell: int, row: int) -> bool:
    return doc.parents[cell] == row
