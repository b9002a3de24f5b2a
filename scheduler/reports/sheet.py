"""A report as a workbook: one sheet per table with typed cells, frozen header and filters, and native charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from scheduler.charts import LEVEL_COLOURS
from scheduler.messages import say
from scheduler.reports.model import Report
from scheduler.reports.sections import cautions, headings, tables
from scheduler.reports.tables import Table
from scheduler.workbook import Cell, open_workbook, write_cell

HEADER = 3  # the row of the headings, counted from 0: title, scope and a blank line stand above
CHARTED = 20  # bars of a chart; more cannot be told apart
_LEVELS = ("level_0", "level_1", "level_2", "level_3", "level_4", "level_unknown")


@dataclass(frozen=True, slots=True)
class _Styles:
    title: Format
    small: Format
    head: Format
    kinds: Mapping[tuple[str, bool], Format]

    def of(self, cell: Cell, strong: bool) -> Format:
        kind = "day" if isinstance(cell, date) else "share" if isinstance(cell, float) else "count" if isinstance(cell, int) else "text"
        return self.kinds[kind, strong]


def write_sheet(report: Report) -> bytes:
    """The whole report; numbers are numbers, days are days, and what a portal wrote is never a formula or a link."""
    output = BytesIO()
    book = open_workbook(output, report.composed_at)
    styles = _styles(book)
    found = tables(report)
    title, period, scope = headings(report)
    for table in found:
        sheet = book.add_worksheet(say(f"report.sheet.{table.id}", report.lang))
        sheet.write_string(0, 0, f"{title}: {table.title}", styles.title)
        sheet.write_string(1, 0, f"{scope} · {period}. {_composed(report)}", styles.small)
        _write(sheet, table, styles)
        _below(sheet, [*table.notes, *cautions(report)], HEADER + len(table.rows) + 2, styles.small)
        _paper(sheet)
    _charts(book, report, {table.id: table for table in found})
    book.close()
    return output.getvalue()


def _composed(report: Report) -> str:
    return say("report.composed", report.lang, as_of=report.as_of, at=report.composed_at.date())


def _write(sheet: Worksheet, table: Table, styles: _Styles) -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(HEADER, place, column.title, styles.head)
        sheet.set_column(place, place, column.width)
    for number, row in enumerate(table.rows, HEADER + 1):
        for place, cell in enumerate(row.cells):
            write_cell(sheet, number, place, cell, styles.of(cell, row.strong))
    sheet.set_row(HEADER, 48)
    sheet.freeze_panes(HEADER + 1, table.item + 1)
    sheet.autofilter(HEADER, 0, HEADER + max(1, len(table.rows)), len(table.columns) - 1)


def _below(sheet: Worksheet, notes: Sequence[str], row: int, style: Format) -> None:
    for number, note in enumerate(notes, row):
        sheet.write_string(number, 0, note, style)


def _paper(sheet: Worksheet) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER)
    sheet.set_footer("&C&P/&N")


def _styles(book: Workbook) -> _Styles:
    font = {"font_name": "Times New Roman", "font_size": 11}
    cell: dict[str, object] = {**font, "border": 1, "border_color": "#b8c2cc", "valign": "top"}
    strong = {"bold": True, "bg_color": "#e8eef5"}
    kinds: dict[str, dict[str, object]] = {
        "text": {"text_wrap": True},
        "count": {"num_format": "#,##0"},
        "share": {"num_format": "#,##0.00"},
        "day": {"num_format": "dd/mm/yyyy", "align": "center"},
    }
    formats = {(name, False): book.add_format(cell | kind) for name, kind in kinds.items()}
    formats |= {(name, True): book.add_format(cell | kind | strong) for name, kind in kinds.items()}
    head = {**cell, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#14508c", "font_color": "#ffffff"}
    return _Styles(
        title=book.add_format({**font, "bold": True, "font_size": 14}),
        small=book.add_format({**font, "italic": True, "font_color": "#52606d"}),
        head=book.add_format(head),
        kinds=formats,
    )


def _charts(book: Workbook, report: Report, found: Mapping[str, Table]) -> None:
    """Native charts over the sheets' own cells: they change when a person corrects a figure."""
    sheet = book.add_worksheet(say("report.sheet.charts", report.lang))
    wanted = [("tiers", "bar", _LEVELS), ("fields", "bar", _LEVELS)]
    wanted += [("provinces", "bar", _LEVELS)] if "provinces" in found else []
    for place, (ident, kind, columns) in enumerate(wanted):
        sheet.insert_chart(place * 26, 0, _stacked(book, report, found[ident], kind, columns))
    sheet.insert_chart(0, 11, _trend(book, report, found["trend"]))


def _stacked(book: Workbook, report: Report, table: Table, kind: str, columns: Sequence[str]) -> object:
    chart = book.add_chart({"type": kind, "subtype": "stacked"})
    name = say(f"report.sheet.{table.id}", report.lang)
    places = [column.id for column in table.columns]
    last = HEADER + max(1, min(CHARTED, sum(not row.strong for row in table.rows)))
    for ident in columns:
        place = places.index(ident)
        chart.add_series({
            "name": [name, HEADER, place],
            "categories": [name, HEADER + 1, table.item, last, table.item],
            "values": [name, HEADER + 1, place, last, place],
            "fill": {"color": LEVEL_COLOURS[ident.removeprefix("level_")]},
            "gap": 40,
        })  # fmt: skip
    chart.set_title({"name": say(f"report.chart.{table.id}", report.lang), "name_font": {"size": 12}})
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 640, "height": 480})
    return chart


def _trend(book: Workbook, report: Report, table: Table) -> object:
    """The levels at the start and at the end; the total and the share above and below them are other scales."""
    chart = book.add_chart({"type": "column"})
    name = say("report.sheet.trend", report.lang)
    first, last = HEADER + 2, HEADER + 1 + len(_LEVELS)
    for place, colour in ((1, LEVEL_COLOURS["2"]), (2, LEVEL_COLOURS["4"])):
        chart.add_series({
            "name": [name, HEADER, place],
            "categories": [name, first, 0, last, 0],
            "values": [name, first, place, last, place],
            "fill": {"color": colour},
        })  # fmt: skip
    chart.set_title({"name": say("report.chart.trend", report.lang), "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 640, "height": 480})
    return chart
