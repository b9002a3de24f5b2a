"""Tables in which a page sets out its fees: the heads of their columns say nothing of a fee, and the first cell of a row names the next."""

from __future__ import annotations

from classifier.labelled.columns import rows_of
from classifier.model import FieldKey
from classifier.page.document import Document
from classifier.words.wordings import label_key

_FEWEST_COLUMNS = 2


def fee_lines(doc: Document, start: int, end: int) -> str:
    """The text between two places, each row of a table with column heads on one line, without the heads; "" where no such table stands."""
    table = next((e for e in doc.select("table") if start <= doc.text_from[e] and doc.text_to[e] <= end and doc.text_of(e)), None)
    if table is None:
        return ""
    rows = rows_of(doc, table)
    if len(rows) < _FEWEST_COLUMNS or not _are_heads(doc, *rows[0]):
        return ""
    heads = [label_key(doc.text_of(cell)) for cell in rows[0][1]]
    lines = [line for _, cells in rows[1:] if (line := _line(_texts(doc, cells), heads))]
    around = (doc.text[start : doc.text_from[table]].strip(), *lines, doc.text[doc.text_to[table] : end].strip())
    return "\n".join(filter(None, around)) if lines else ""


def _are_heads(doc: Document, row: int, cells: list[int]) -> bool:
    return len(cells) >= _FEWEST_COLUMNS and (doc.tags[doc.parents[row]] == "thead" or all(doc.tags[cell] == "th" for cell in cells))


def _texts(doc: Document, cells: list[int]) -> list[str]:
    """The words at each column of a row, those of a cell that reaches over several once."""
    return ["" if place and cells[place - 1] == cell else doc.text_of(cell) for place, cell in enumerate(cells)]


def _line(cells: list[str], heads: list[FieldKey]) -> str:
    """The cells of one row that say something; a colon behind the first where the fee itself stands further on."""
    said = [(place, " ".join(cell.split())) for place, cell in enumerate(cells) if any(c.isalnum() for c in cell)]
    if len(said) > 1 and said[0][1].isdigit():
        said = said[1:]
    if not said:
        return ""
    place, first = said[0]
    names = FieldKey.FEE not in heads[place : place + 1] or FieldKey.FEE in heads[place + 1 :]
    return first + "".join((": " if names and number == 0 else "; ") + cell for number, (_, cell) in enumerate(said[1:]))
