"""A report as CSV: one rectangular table with a line for every cell, for programs; numbers with a point, days in ISO."""

from __future__ import annotations

import csv
import io
from datetime import date

from scheduler.cells import safe_cell
from scheduler.reports.model import Report
from scheduler.reports.sections import tables
from scheduler.workbook import Cell

COLUMNS = ("table", "row", "item", "column", "heading", "value")
NOTE = "note"


def write_csv(report: Report) -> bytes:
    """UTF-8 with a mark, so that Excel reads the Vietnamese. A blank value is missing, never 0; notes are lines of column `note`."""
    output = io.StringIO(newline="")
    writer = csv.writer(output)
    writer.writerow(COLUMNS)
    for table in tables(report):
        for number, row in enumerate(table.rows, 1):
            item = safe_cell(_value(row.cells[table.item]))
            for column, cell in zip(table.columns, row.cells, strict=True):
                value = safe_cell(cell) if isinstance(cell, str) else _value(cell)
                writer.writerow((table.id, number, item, column.id, safe_cell(column.title), value))
        for note in table.notes:
            writer.writerow((table.id, "", "", NOTE, "", safe_cell(note)))
    return output.getvalue().encode("utf-8-sig")


def _value(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)
