"""A report as a Word draft in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I: number, date and signature are left to the office.

A4, margins 20/20/30/15 mm, Times New Roman in black, page numbers at the top centre from the second page on; the tables follow as
an annex on landscape pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from docx import Document
from docx.document import Document as Draft
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table as WordTable, _Cell
from docx.text.paragraph import Paragraph

from scheduler.mail.chart import LEVEL_COLOURS, stacked_bar
from scheduler.messages import say
from scheduler.reports.model import LEVELS, Report
from scheduler.reports.sections import cautions, headings, scope, sections, tables
from scheduler.reports.tables import Table, text

FONT = "Times New Roman"
BODY, HEAD, SMALL, TINY = Pt(14), Pt(13), Pt(12), Pt(9)
_A4 = (Mm(210), Mm(297))
_CELL = "Report cell"  # a style of its own: an empty cell is as high as the style's letters
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a paragraph is set. `before`, `after`: distances in points."""

    size: Pt = BODY
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    before: float = 0
    after: float = 0
    style: str = "Normal"


_CENTRED = _Look(align=WD_ALIGN_PARAGRAPH.CENTER)
_HEADING = _Look(bold=True, before=10, after=2)
_RUNNING = _Look(align=WD_ALIGN_PARAGRAPH.JUSTIFY, before=6)


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
    style.element.get_or_add_rPr().append(_element("w:lang", val="vi-VN" if report.lang == "vi" else "en-GB"))
    style.paragraph_format.space_after = Pt(0)
    cell = draft.styles.add_style(_CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style, cell.font.size = style, TINY
    properties = draft.core_properties
    properties.title, properties.author, properties.comments = " – ".join(headings(report)), "mucdo", ""
    properties.created = properties.modified = report.composed_at.replace(tzinfo=None)
    section = draft.sections[0]
    section.page_width, section.page_height = _A4
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    _page_number(section.header.paragraphs[0])


def _head(draft: Draft, report: Report) -> None:
    """Issuing body on the left; quốc hiệu and tiêu ngữ on the right, each side over a line."""
    table = draft.add_table(rows=2, cols=2)
    _fixed(table, (Mm(66), Mm(99)))
    left, right = table.rows[0].cells
    lang = report.lang
    place = f"{_say(report.kind, lang)} {report.provinces[0].upper()}" if report.kind else ""
    small, strong = replace(_CENTRED, size=SMALL), replace(_CENTRED, size=HEAD, bold=True)
    _write(left, _say("superior", lang, province=place) if place else _say("superior_blank", lang), small)
    _write(left, _say("agency_blank", lang), replace(small, bold=True))
    _rule(left.add_paragraph(), Mm(22))
    _write(right, _say("nation", lang), replace(small, bold=True))
    _write(right, _say("motto", lang), strong)
    _rule(right.add_paragraph(), Mm(22))
    left, right = table.rows[1].cells
    _write(left, _say("number", lang), replace(_CENTRED, size=HEAD))
    _write(left, _say("draft", lang), strong)
    _write(right, _say("place", lang), replace(_CENTRED, size=HEAD, italic=True))


def _body(draft: Draft, report: Report) -> None:
    lang = report.lang
    title = replace(_CENTRED, bold=True)
    _, period, _ = headings(report)
    _add(draft, _say("kind", lang), replace(title, before=18))
    _add(draft, _say("subject", lang, scope=scope(report), period=period[:1].lower() + period[1:]), title)
    _rule(draft.add_paragraph(), Mm(60))
    days = say("report.range", lang, since=report.period.since, until=report.period.until)
    _add(draft, days, replace(_CENTRED, italic=True, after=4))
    for words in cautions(report):
        _running(draft, words, italic=True)
    parts = sections(report)
    for number, (part, sentences) in enumerate(parts.items(), 1):
        _add(draft, _say(f"section.{part}", lang, number=_ROMAN[number - 1]), _HEADING)
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
            _run(legend, "■ ", _Look(size=SMALL), colour)
            name = say(f"report.column.level_{level}", report.lang)
            _run(legend, f"{name}: {text(counts[level], report.lang)}    ", _Look(size=SMALL))


def _signature(draft: Draft, report: Report) -> None:
    table = draft.add_table(rows=1, cols=2)
    _fixed(table, (Mm(75), Mm(90)))
    left, right = table.rows[0].cells
    _write(left, _say("recipients", report.lang), _Look(size=SMALL, bold=True, italic=True, before=14))
    for line in _say("recipients_lines", report.lang).split("|"):
        _write(left, line, _Look(size=Pt(11)))
    _write(right, _say("signer", report.lang), replace(_CENTRED, bold=True, before=14))


def _annex(draft: Draft, report: Report) -> None:
    _landscape(draft.add_section(WD_SECTION.NEW_PAGE))
    lang = report.lang
    _add(draft, _say("annex", lang), replace(_CENTRED, bold=True))
    _add(draft, _say("annex_of", lang), replace(_CENTRED, italic=True, size=SMALL))
    for number, table in enumerate(tables(report), 1):
        heading = _add(draft, _say("table", lang, number=number, title=table.title), replace(_HEADING, size=SMALL, after=4))
        heading.paragraph_format.keep_with_next = True
        _table(draft, table.printed(), lang)


def _table(draft: Draft, table: Table, lang: str) -> None:
    if table.rows:
        made = draft.add_table(rows=1 + len(table.rows), cols=len(table.columns))
        made.style = "Table Grid"
        _padding(made, 1.1)
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        unit = min(2.2, 257 / table.width)  # millimetres for a character: narrow tables stay narrow
        _fixed(made, [Mm(unit * column.width) for column in table.columns])
        sides = [WD_ALIGN_PARAGRAPH.RIGHT if column.numeric else WD_ALIGN_PARAGRAPH.LEFT for column in table.columns]
        head, *lines = _grid(made)
        for cell, column in zip(head, table.columns, strict=True):
            _write(cell, column.title, replace(_CENTRED, size=TINY, bold=True, before=1, after=1, style=_CELL))
        for cells, row in zip(lines, table.rows, strict=True):
            for cell, side, value in zip(cells, sides, row.cells, strict=True):
                _write(cell, text(value, lang), _Look(size=TINY, bold=row.strong, align=side, before=1, after=1, style=_CELL))
        _repeat_head(made)
    for note in table.notes:
        _add(draft, note, _Look(size=Pt(10), italic=True))


def _grid(table: WordTable) -> list[list[_Cell]]:
    """All cells, asked for once: python-docx would look for a row's cells anew at each call."""
    return [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def _repeat_head(table: WordTable) -> None:
    """The head row again on every page, and no row parted between two pages."""
    for number, row in enumerate(table._tbl.tr_lst):
        properties = row.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if number == 0:
            properties.append(_element("w:tblHeader"))


def _fixed(table: WordTable, widths: Sequence[Length]) -> None:
    """Columns as wide as given, whatever stands in them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in _grid(table):
        for cell, width in zip(row, widths, strict=True):
            cell.width = width


def _padding(table: WordTable, millimetres: float) -> None:
    """The space left and right of every cell's text."""
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=str(Mm(millimetres).twips), type="dxa"))
    table._tbl.tblPr.append(margins)


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
    _add(draft, words, replace(_RUNNING, italic=italic)).paragraph_format.first_line_indent = Mm(10)


def _add(draft: Draft, words: str, look: _Look) -> Paragraph:
    return _set(draft.add_paragraph(), words, look)


def _write(cell: _Cell, words: str, look: _Look) -> None:
    """A paragraph in a cell; the empty one that every cell begins with is used first."""
    first = cell.paragraphs[0]
    _set(cell.add_paragraph() if first.runs else first, words, look)


def _set(paragraph: Paragraph, words: str, look: _Look) -> Paragraph:
    paragraph.style = look.style
    paragraph.alignment = look.align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(look.before), Pt(look.after)
    _run(paragraph, words, look)
    return paragraph


def _run(paragraph: Paragraph, words: str, look: _Look, colour: str = "#000000") -> None:
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = look.size, look.bold, look.italic
    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())


def _rule(paragraph: Paragraph, inset: Length) -> None:
    """A thin line under what stands above, set in on both sides."""
    look = paragraph.paragraph_format
    look.left_indent = look.right_indent = inset
    look.space_before, look.space_after = Pt(2), Pt(6)
    look.line_spacing = Pt(4)
    border = _element("w:pBdr")
    border.append(_element("w:top", val="single", sz="6", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _page_number(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = _element("w:fldSimple", instr="PAGE")
    run = _element("w:r")
    size = _element("w:rPr")
    size.append(_element("w:sz", val="26"))
    number = _element("w:t")
    number.text = "2"
    run.extend((size, number))
    field.append(run)
    paragraph._p.append(field)


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
