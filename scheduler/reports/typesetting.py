"""Setting words in a Word document: what python-docx has no words for, or does too slowly for a thousand cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as Draft
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

BODY = Pt(14)


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set. `before`, `after`: distances in points."""

    size: Pt = BODY
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    before: float = 0
    after: float = 0


def add(draft: Draft, words: str, look: Look) -> Paragraph:
    """A new paragraph at the end of the document."""
    return _set(draft.add_paragraph(), words, look)


def write(cell: _Cell, words: str, look: Look) -> None:
    """A paragraph in a cell; the empty one that every cell begins with is used first."""
    first = cell.paragraphs[0]
    _set(cell.add_paragraph() if first.runs else first, words, look)


def _set(paragraph: Paragraph, words: str, look: Look) -> Paragraph:
    paragraph.alignment = look.align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(look.before), Pt(look.after)
    add_run(paragraph, words, look)
    return paragraph


def add_run(paragraph: Paragraph, words: str, look: Look, colour: str = "#000000") -> None:
    """More words in a paragraph, in a look of their own."""
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = look.size, look.bold, look.italic
    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())


def fill(cell: _Cell, words: str, style: str, *, bold: bool = False) -> None:
    """Words in an empty cell. `style`: the id of a paragraph style."""
    paragraph = cell._tc.p_lst[0]
    paragraph.style = style
    if words:
        run = paragraph.add_r()
        run.text = words
        if bold:
            run.get_or_add_rPr().append(element("w:b"))


def grid(table: Table) -> list[list[_Cell]]:
    """All cells, asked for once: python-docx would look for a row's cells anew at each call."""
    return [[_Cell(cell, table) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def fix_widths(table: Table, widths: Sequence[Length]) -> None:
    """Columns as wide as given, whatever stands in them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in grid(table):
        for cell, width in zip(row, widths, strict=True):
            cell.width = width


def pad(table: Table, millimetres: float) -> None:
    """The space left and right of every cell's text."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=str(Mm(millimetres).twips), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def repeat_head(table: Table) -> None:
    """The head row again on every page, and no row parted between two pages."""
    for number, row in enumerate(table._tbl.tr_lst):
        properties = row.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if number == 0:
            properties.append(element("w:tblHeader"))


def rule(paragraph: Paragraph, inset: Length) -> None:
    """A thin line under what stands above, set in on both sides."""
    look = paragraph.paragraph_format
    look.left_indent = look.right_indent = inset
    look.space_before, look.space_after = Pt(2), Pt(6)
    look.line_spacing = Pt(4)
    border = element("w:pBdr")
    border.append(element("w:top", val="single", sz="6", space="1", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def page_number(paragraph: Paragraph) -> None:
    """The number of the page, centred, at the 13 pt of the decree."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = element("w:fldSimple", instr="PAGE")
    run = element("w:r")
    size = element("w:rPr")
    size.append(element("w:sz", val="26"))
    number = element("w:t")
    number.text = "2"
    run.extend((size, number))
    field.append(run)
    paragraph._p.append(field)


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """A new element such as `w:tblHeader`, with attributes of the same namespace."""
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
