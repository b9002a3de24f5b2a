"""Workbooks for officers: numbers as numbers, days as days, and text that stays text."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None
_MAX_CELL = 32_000  # characters; a cell of Excel holds 32,767


def open_workbook(output: BytesIO, created: datetime) -> Workbook:
    """An empty workbook in which nothing that a portal wrote becomes a formula or a link."""
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": created.replace(tzinfo=None)})
    return book


def write_cell(sheet: Worksheet, row: int, column: int, value: Cell, style: Format | None = None) -> None:
    """One typed cell; what is missing stays blank."""
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    elif value:
        sheet.write_string(row, column, value[:_MAX_CELL], style)
    elif style is not None:
        sheet.write_blank(row, column, None, style)
