"""A report as a Word draft in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I: number, date and signature are left to the office.

A4, margins 20/20/30/15 mm, Times New Roman in black, page numbers at the top centre from the second page on; the tables follow as
an annex on landscape pages.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document
from docx.document import Document as Draft
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from scheduler.charts import LEVEL_COLOURS
from scheduler.mail.chart import stacked_bar
from scheduler.messages import say
from scheduler.reports.model import LEVELS, Report
from scheduler.reports.sections import cautions, headings, scope, sections, tables
from scheduler.reports.tables import Table, text
from scheduler.reports.typesetting import (
    BODY,
    Look,
    add,
    add_run,
    element,
    fill,
    fix_widths,
    grid,
    pad,
    page_number,
    repeat_head,
    rule,
    write,
)

FONT = "Times New Roman"
HEAD, SMALL, TINY = Pt(13), Pt(12), Pt(9)
_A4 = (Mm(210), Mm(297))
_CELLS = {"ReportHead": WD_ALIGN_PARAGRAPH.CENTER, "ReportText": WD_ALIGN_PARAGRAPH.LEFT, "ReportFigure": WD_ALIGN_PARAGRAPH.RIGHT}
"""The styles of the annex: a thousand cells that name a style are written ten times faster than as many that carry their own look."""

_ROMAN = ("I", "II", "III", "IV")

_CENTRED = Look(align=WD_ALIGN_PARAGRAPH.CENTER)
_HEADING = Look(bold=True, before=10, after=2)
_RUNNING = Look(align=WD_ALIGN_PARAGRAPH.JUSTIFY, before=6)


def write_letter(report: Report) -> bytes:
    """The draft as .docx."""
    draft = Document()
    _prepare(draft, report)
    _head(draft, report)
    _body(draft, report)
    _signature(draft, report)
    _annex(draft, report)
    output = BytesIO()
    draft.save(output)
    return output.getvalue()


def _prepare(draft: Draft, report: Report) -> None:
    style = draft.styles["Normal"]
    style.font.name, style.font.size = FONT, BODY
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.element.get_or_add_rPr().append(element("w:lang", val="vi-VN" if report.lang == "vi" else "en-GB"))
    style.paragraph_format.space_after = Pt(0)
    for name, side in _CELLS.items():
        cell = draft.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        cell.base_style, cell.font.size, cell.font.bold = style, TINY, name == "ReportHead"
        cell.paragraph_format.alignment = side
        cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1)
    properties = draft.core_properties
    properties.title, properties.author, properties.comments = " – ".join(headings(report)), "mucdo", ""
    properties.created = properties.modified = report.composed_at.replace(tzinfo=None)
    section = draft.sections[0]
    section.page_width, section.page_height = _A4
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    page_number(section.header.paragraphs[0])


def _head(draft: Draft, report: Report) -> None:
    """Issuing body on the left; quốc hiệu and tiêu ngữ on the right, each side over a line."""
    table = draft.add_table(rows=2, cols=2)
    fix_widths(table, (Mm(66), Mm(99)))
    left, right = table.rows[0].cells
    lang = report.lang
    place = f"{_say(report.kind, lang)} {report.provinces[0].upper()}" if report.kind else ""
    small, strong = replace(_CENTRED, size=SMALL), replace(_CENTRED, size=HEAD, bold=True)
    write(left, _say("superior", lang, province=place) if place else _say("superior_blank", lang), small)
    write(left, _say("agency_blank", lang), replace(small, bold=True))
    rule(left.add_paragraph(), Mm(22))
    write(right, _say("nation", lang), replace(small, bold=True))
    write(right, _say("motto", lang), strong)
    rule(right.add_paragraph(), Mm(22))
    left, right = table.rows[1].cells
    write(left, _say("number", lang), replace(_CENTRED, size=HEAD))
    write(left, _say("draft", lang), strong)
    write(right, _say("place", lang), replace(_CENTRED, size=HEAD, italic=True))


def _body(draft: Draft, report: Report) -> None:
    lang = report.lang
    title = replace(_CENTRED, bold=True)
    _, period, _ = headings(report)
    add(draft, _say("kind", lang), replace(title, before=18))
    add(draft, _say("subject", lang, scope=scope(report), period=period[:1].lower() + period[1:]), title)
    rule(draft.add_paragraph(), Mm(60))
    days = say("report.range", lang, since=report.period.since, until=report.period.until)
    add(draft, days, replace(_CENTRED, italic=True, after=4))
    for words in cautions(report):
        _running(draft, words, italic=True)
    parts = sections(report)
    for number, (part, sentences) in enumerate(parts.items(), 1):
        add(draft, _say(f"section.{part}", lang, number=_ROMAN[number - 1]), _HEADING)
        for words in sentences:
            _running(draft, words)
        if part == "levels":
            _picture(draft, report)
    _running(draft, _say("see", lang))


def _picture(draft: Draft, report: Report) -> None:
    """One bar divided by evidenced level, its numbers in words below."""
    if report.total is None or not report.total.total:
        return
    total = report.total
    counts = {str(level): total.levels[level] for level in LEVELS} | {"unknown": total.unknown}
    drawn = draft.add_paragraph()
    drawn.paragraph_format.space_before = Pt(8)
    drawn.alignment = WD_ALIGN_PARAGRAPH.CENTER
    drawn.add_run().add_picture(BytesIO(stacked_bar(counts, 600, 26)), width=Mm(162))
    legend = draft.add_paragraph()
    legend.alignment, legend.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(6)
    for level, colour in LEVEL_COLOURS.items():
        if counts[level]:
            add_run(legend, "■ ", Look(size=SMALL), colour)
            name = say(f"report.column.level_{level}", report.lang)
            add_run(legend, f"{name}: {text(counts[level], report.lang)}    ", Look(size=SMALL))


def _signature(draft: Draft, report: Report) -> None:
    table = draft.add_table(rows=1, cols=2)
    fix_widths(table, (Mm(75), Mm(90)))
    left, right = table.rows[0].cells
    write(left, _say("recipients", report.lang), Look(size=SMALL, bold=True, italic=True, before=14))
    for line in _say("recipients_lines", report.lang).split("|"):
        write(left, line, Look(size=Pt(11)))
    write(right, _say("signer", report.lang), replace(_CENTRED, bold=True, before=14))


def _annex(draft: Draft, report: Report) -> None:
    _landscape(draft.add_section(WD_SECTION.NEW_PAGE))
    lang = report.lang
    add(draft, _say("annex", lang), replace(_CENTRED, bold=True))
    add(draft, _say("annex_of", lang), replace(_CENTRED, italic=True, size=SMALL))
    for number, table in enumerate(tables(report), 1):
        heading = add(draft, _say("table", lang, number=number, title=table.title), replace(_HEADING, size=SMALL, after=4))
        heading.paragraph_format.keep_with_next = True
        _table(draft, table.printed(), lang)


def _table(draft: Draft, table: Table, lang: str) -> None:
    if table.rows:
        made = draft.add_table(rows=1 + len(table.rows), cols=len(table.columns))
        made.style = "Table Grid"
        pad(made, 1.1)
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        unit = min(2.2, 257 / table.width)  # millimetres for a character: narrow tables stay narrow
        fix_widths(made, [Mm(unit * column.width) for column in table.columns])
        styles = ["ReportFigure" if column.numeric else "ReportText" for column in table.columns]
        head, *lines = grid(made)
        for cell, column in zip(head, table.columns, strict=True):
            fill(cell, column.title, "ReportHead")
        for cells, row in zip(lines, table.rows, strict=True):
            for cell, style, value in zip(cells, styles, row.cells, strict=True):
                fill(cell, text(value, lang), style, bold=row.strong)
        repeat_head(made)
    for note in table.notes:
        add(draft, note, Look(size=Pt(10), italic=True))


def _landscape(section: Section) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _A4[1], _A4[0]
    section.top_margin, section.bottom_margin = Mm(20), Mm(15)
    section.left_margin = section.right_margin = Mm(20)
    section.different_first_page_header_footer = False


def _say(key: str, lang: str, **values: object) -> str:
    return say(f"report.letter.{key}", lang, **values)


def _running(draft: Draft, words: str, *, italic: bool = False) -> None:
    """Running text: justified, the first line set in by a centimetre."""
    add(draft, words, replace(_RUNNING, italic=italic)).paragraph_format.first_line_indent = Mm(10)
