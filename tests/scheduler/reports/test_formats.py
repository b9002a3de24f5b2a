"""Each file is opened again by a reader that knows nothing of its writer: the same figures in all of them, and nothing that acts."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.config import Settings
from crawler.render.executable import NoChromiumError, find_chromium
from scheduler.cells import safe_cell
from scheduler.messages import say
from scheduler.reports.gather import ReportError, gather
from scheduler.reports.model import Report
from scheduler.reports.period import parse_period
from scheduler.reports.sections import PRINTED_CHANGES, tables
from scheduler.reports.service import FORMATS, render, write_report
from scheduler.reports.sheet import HEADER
from scheduler.reports.tables import Table, text
from storage.engine import Store, open_store
from tests.scheduler.reports.quarters import AT, HOSTILE, fill

QUARTER = parse_period("2026-Q3")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('reports') / 'mucdo.db'}") as store:
        fill(store)
        yield store


@pytest.fixture(scope="module", params=["vi", "en"])
def report(request: pytest.FixtureRequest, filled: Store) -> Report:
    return gather(filled, QUARTER, "Hà Tĩnh", request.param, AT)


def printed(report: Report) -> list[Table]:
    return [table.printed() for table in tables(report)]


def as_text(table: Table, lang: str) -> list[list[str]]:
    return [[text(cell, lang) for cell in row.cells] for row in table.rows]


def test_the_workbook_has_every_cell_with_its_type(report: Report) -> None:
    book = load_workbook(io.BytesIO(render(report, ".xlsx")))
    for table in tables(report):
        sheet = book[say(f"report.sheet.{table.id}", report.lang)]
        head = [cell.value for cell in sheet[HEADER + 1]]
        assert head == [column.title for column in table.columns]
        for number, row in enumerate(table.rows, HEADER + 2):
            found = [cell.value for cell in sheet[number]][: len(row.cells)]
            assert [cell.date() if isinstance(cell, datetime) else cell for cell in found] == list(row.cells), table.id
        below = [sheet.cell(HEADER + 3 + len(table.rows) + n, 1).value for n in range(len(table.notes))]
        assert tuple(below) == table.notes
        assert sheet.freeze_panes and sheet.auto_filter.ref and sheet.print_title_rows


def test_the_workbook_acts_on_nothing_and_draws_its_own_charts(report: Report) -> None:
    content = render(report, ".xlsx")
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert {HOSTILE[0], HOSTILE[4], HOSTILE[5]} <= {cell.value for cell in cells}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        charts = [name for name in parts.namelist() if re.match(r"xl/charts/chart\d+\.xml", name)]
        formulas = " ".join(parts.read(name).decode() for name in charts)
    assert len(charts) == 3
    sheet, first, last = re.findall(r"<c:val><c:numRef><c:f>'?([^'!]+)'?!\$E\$(\d+):\$E\$(\d+)", formulas)[0]
    by_tier = next(table for table in tables(report) if table.id == "tiers")
    assert sheet == say("report.sheet.tiers", report.lang) and int(first) == HEADER + 2
    assert int(last) == HEADER + 1 + sum(not row.strong for row in by_tier.rows)


def test_the_letter_has_every_printed_cell(report: Report) -> None:
    draft = Document(io.BytesIO(render(report, ".docx")))
    annexed = [table for table in draft.tables if table.style is not None and table.style.name == "Table Grid"]
    wanted = [table for table in printed(report) if table.rows]
    assert len(annexed) == len(wanted)
    for made, table in zip(annexed, wanted, strict=True):
        rows = [["\n".join(p.text for p in cell.paragraphs) for cell in row.cells] for row in made.rows]
        assert rows == [[column.title for column in table.columns], *as_text(table, report.lang)], table.id
        assert made.rows[0]._tr.trPr is not None and made.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_the_letter_is_laid_out_as_the_decree_says(report: Report) -> None:
    draft = Document(io.BytesIO(render(report, ".docx")))
    first, annex = draft.sections
    assert first.page_width is not None and first.page_height is not None
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    margins = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [20, 20, 30, 15]
    assert draft.styles["Normal"].font.name == "Times New Roman"
    head = " ".join(cell.text for row in draft.tables[0].rows for cell in row.cells)
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND TỈNH HÀ TĨNH"):
        assert words in head
    assert say("report.letter.draft", report.lang) in head
    number, place = (say(f"report.letter.{name}", report.lang) for name in ("number", "place"))
    assert not re.search(r"\d", number + place) and number in head and place in head
    assert first.different_first_page_header_footer and not first.first_page_header.paragraphs[0].text
    assert 'w:instr="PAGE"' in first.header.paragraphs[0]._p.xml and annex.header.is_linked_to_previous


def page(report: Report) -> LexborHTMLParser:
    return LexborHTMLParser(render(report, ".html").decode())


def one(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    (found,) = tree.css(selector)[:1]
    return found


def test_the_page_has_every_printed_cell(report: Report) -> None:
    tree = page(report)
    for table in printed(report):
        section = one(tree, f"section#{table.id}")
        assert table.title in one(section, "h2").text()
        rows = [[cell.text() for cell in row.css("td")] for row in section.css("tbody tr")]
        assert rows == as_text(table, report.lang), table.id
        assert [note.text() for note in section.css(".notes li")] == list(table.notes)


def test_the_page_needs_nothing_and_does_nothing(report: Report) -> None:
    tree = page(report)
    assert not tree.css("script, link, iframe, object, img, a, form, b b")
    for node in tree.css("*"):
        assert not [name for name in node.attributes if name.startswith("on") or name in ("src", "href")]
    assert HOSTILE[1] in one(tree, "body").text() and HOSTILE[3] in one(tree, "body").text()
    assert "url(" not in one(tree, "style").text()


def test_the_bars_of_the_page_are_as_long_as_their_numbers(report: Report) -> None:
    bar = one(page(report), ".chart svg")
    widths = [float(part.attributes["width"] or 0) for part in bar.css("rect")]
    assert report.total is not None
    numbers = [number for number in (*report.total.levels, report.total.unknown) if number]
    assert widths == pytest.approx([600 * number / report.total.total for number in numbers], abs=0.01)


def test_the_csv_has_every_cell_for_programs(report: Report) -> None:
    content = render(report, ".csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    wanted = [
        (table.id, str(number), column.id, _value(cell))
        for table in tables(report)
        for number, row in enumerate(table.rows, 1)
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]
    assert [(r["table"], r["row"], r["column"], r["value"]) for r in rows if r["column"] != "note"] == wanted
    notes = [(table.id, note) for table in tables(report) for note in table.notes]
    assert [(r["table"], r["value"]) for r in rows if r["column"] == "note"] == notes
    numbers = re.compile(r"-?\d+(\.\d+)?")
    risky = [r for r in rows for value in r.values() if value[:1] in tuple("=+-@\t\r") and not numbers.fullmatch(value)]
    assert not risky


def _value(cell: object) -> str:
    if isinstance(cell, str):
        return safe_cell(cell)
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)


@pytest.mark.browser
def test_the_pdf_has_every_printed_cell(report: Report) -> None:
    try:
        find_chromium()
    except NoChromiumError as error:
        pytest.skip(str(error))
    reader = PdfReader(io.BytesIO(render(report, ".pdf")))
    assert {round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]} == {210, 297}
    found = _packed("".join(sheet.extract_text() for sheet in reader.pages))
    for table in printed(report):
        assert _packed(table.title) in found
        for row in as_text(table, report.lang):
            assert _packed("".join(row)) in found, (table.id, row)
    resources: list[Any] = [sheet["/Resources"] for sheet in reader.pages]
    fonts = [font.get_object() for found_on in resources for font in found_on["/Font"].values()]
    assert fonts and all(_embedded(font) for font in fonts), "Vietnamese letters are embedded"


def _packed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _embedded(font: Any) -> bool:
    """Whether the file carries the letters of a font; a Type 3 font draws them itself."""
    described = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    return font["/Subtype"] == "/Type3" or any(key.startswith("/FontFile") for key in described["/FontDescriptor"].get_object())


def test_documents_print_a_part_of_a_long_list_and_say_so(filled: Store) -> None:
    report = gather(filled, QUARTER, "Hà Tĩnh", "vi", AT)
    number = PRINTED_CHANGES + 21
    many = replace(report, changes=report.changes * number)
    assert len(page(many).css("section#changes tbody tr")) == PRINTED_CHANGES
    assert f"{PRINTED_CHANGES} trong {number} dòng" in one(page(many), "section#changes .notes").text()
    sheet = load_workbook(io.BytesIO(render(many, ".xlsx")))[say("report.sheet.changes")]
    assert sheet.cell(HEADER + 1 + number, 1).value is not None


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != ".pdf"])
def test_the_file_is_written_whole(filled: Store, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"báo cáo{suffix}"
    settings = Settings(now=AT)
    for _ in range(2):
        write_report(filled, settings, QUARTER, "ha-tinh", path)
    assert path.stat().st_size > 1000 and [path.name for path in tmp_path.iterdir()] == [path.name]


def test_a_bad_place_for_the_file_is_said(filled: Store, tmp_path: Path) -> None:
    settings = Settings(now=AT)
    with pytest.raises(ReportError, match=r"\.xlsx, \.docx"):
        write_report(filled, settings, QUARTER, None, tmp_path / "r.odt")
    with pytest.raises(ReportError, match="does not exist"):
        write_report(filled, settings, QUARTER, None, tmp_path / "none" / "r.csv")
    (tmp_path / "r.csv").mkdir()
    with pytest.raises(ReportError, match="cannot be written"):
        write_report(filled, settings, QUARTER, None, tmp_path / "r.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["r.csv"]
