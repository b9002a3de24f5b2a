"""Files of forms in the row of a list, beside a page that only names the forms."""

from __future__ import annotations

import pytest

from classifier.forms.listedforms import with_listed_forms
from classifier.model import FileLink, FormMention, Page, ProcedureReading, Row
from classifier.reading import read_page

URL = "https://chicuc.tinh.example.vn/bang-tthc"
NAMES = ("Cấp thẻ kiểm ngư viên", "Gia hạn giấy phép đánh bắt", "Công nhận cảng cá loại hai")


def listed(cells: tuple[str, str, str]) -> tuple[Row, ...]:
    rows = "".join(
        f"<tr><td>{n}<td><a href='/xem/{n}0'>{name}</a><td>{cell}<td>5 ngày</tr>"
        for n, (name, cell) in enumerate(zip(NAMES, cells, strict=True), 1)
    )
    table = f"<table><tr><th>TT<th>Tên thủ tục<th>Tải mẫu đơn, tờ khai<th>Thời hạn giải quyết</tr>{rows}</table>"
    return read_page(Page(URL, f"<html><body><h2>Bảng thủ tục</h2>{table}</body></html>")).rows


def test_the_files_in_a_cell_of_forms_are_the_rows_own_and_no_way_to_its_page() -> None:
    first, second, third = listed(("<a href='/t/1.doc'>Mẫu 1</a>", "<a href='/t/2.pdf'>Đơn đề nghị gia hạn</a>", "Không"))
    assert [form.file.url if form.file else None for form in first.forms] == ["https://chicuc.tinh.example.vn/t/1.doc"]
    assert [form.file.url if form.file else None for form in second.forms] == ["https://chicuc.tinh.example.vn/t/2.pdf"]
    assert third.forms == () and third.url == "https://chicuc.tinh.example.vn/xem/30"


def test_a_row_without_a_page_leads_to_its_text_and_not_to_a_form() -> None:
    rows = "".join(
        f"<tr><td>{name}<td><a href='/t/{n}.doc'>Mẫu số {n}</a><td><a href='/nd/{n}.doc'>Toàn văn</a></tr>"
        for n, name in enumerate(NAMES, 1)
    )
    table = f"<table><tr><th>Tên thủ tục<th>Biểu mẫu<th>Nội dung</tr>{rows}</table>"
    found = read_page(Page(URL, f"<html><body>{table}</body></html>")).rows
    assert [row.url for row in found] == [f"https://chicuc.tinh.example.vn/nd/{n}.doc" for n in (1, 2, 3)]


def mention(named: str, file: str = "") -> FormMention:
    return FormMention(named, file=FileLink(named, f"https://a.vn/{file}") if file else None)


@pytest.mark.parametrize(
    ("own", "told", "files"),
    [
        ([mention("Đơn xin cấp thẻ"), mention("Bản cam kết")], [mention("Mẫu 1", "1.doc"), mention("Mẫu 2", "2.doc")], ["1.doc", "2.doc"]),
        (
            [mention("Đơn xin cấp thẻ"), mention("Bản cam kết")],
            [mention("Bản cam kết", "2.doc"), mention("Mẫu 1", "1.doc")],
            ["1.doc", "2.doc"],
        ),
        ([mention("Đơn xin cấp thẻ"), mention("Bản cam kết")], [mention("Bản cam kết", "2.doc")], ["", "2.doc"]),
        ([mention("Đơn xin cấp thẻ", "own.doc"), mention("Bản cam kết")], [mention("Mẫu 1", "1.doc"), mention("Mẫu 2")], ["own.doc", ""]),
        ([], [mention("Mẫu 1", "1.doc"), mention("Tờ khai phụ")], ["1.doc", ""]),
    ],
)
def test_files_of_the_list_go_to_the_forms_that_the_page_names(own: list[FormMention], told: list[FormMention], files: list[str]) -> None:
    reading = ProcedureReading("https://a.vn/1", NAMES[0], None, forms=tuple(own))
    found = with_listed_forms(reading, Row(NAMES[0], forms=tuple(told))).forms
    assert [(form.file.url or "").rpartition("/")[2] if form.file else "" for form in found] == files
