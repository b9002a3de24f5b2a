# ruff: noqa: E501 - mark-up is easier to read on one line
"""Forms that stand on a page of their own, for many procedures at once."""

from __future__ import annotations

import pytest

from classifier.forms.formpages import forms_on, forms_page
from classifier.labelled.fields import read_values
from classifier.labelled.labels import find_labels
from classifier.model import Page, ProcedureReading
from classifier.page.document import open_document
from classifier.reading import read_page

URL = "https://tthc.example.vn/chi-tiet/881"


def leads_to(cell: str) -> str:
    rows = f"<tr><th>Mẫu đơn, tờ khai</th><td>{cell}</td></tr><tr><th>Lệ phí</th><td>Không</td></tr>"
    doc = open_document(
        f"<p><a href='/bieu-mau'>Các biểu mẫu</a></p><table><tr><th>Mã thủ tục</th><td>1.003001</td></tr>{rows}</table>", URL
    )
    return forms_page(doc, read_values(doc, find_labels(doc)))


@pytest.mark.parametrize(
    ("cell", "page"),
    [
        ("<a href='/kho/mau-don'>Kho biểu mẫu</a>", "https://tthc.example.vn/kho/mau-don"),
        ("<a href='/kho?nhom=3'>Xem mục biểu mẫu, tờ khai</a>", "https://tthc.example.vn/kho?nhom=3"),
        ("<a href='/kho?pb=7'>Danh mục mẫu đơn, tờ khai của Phòng Kinh tế</a>", "https://tthc.example.vn/kho?pb=7"),
        ("<a href='/kho#so-881'>Xem mục biểu mẫu, tờ khai</a>", "https://tthc.example.vn/kho#so-881"),
        ("<a href='/mau/881'>Biểu mẫu</a>", ""),  # of this procedure: a file of its own as likely
        ("<a href='/taixuong.do?tep=9c1e07d2'>Biểu mẫu</a>", ""),  # one file by its id
        ("<a href='/kho/tai-ve/4417'>Tờ khai</a>", ""),
        ("<a href='/tai-ve'>Biểu mẫu</a>", "https://tthc.example.vn/tai-ve"),
        ("<a href='/tai-ve?loai='>Biểu mẫu</a>", "https://tthc.example.vn/tai-ve?loai="),
        ("<a href='#mau'>Biểu mẫu</a>", ""),
        ("<a href='javascript:mo()'>Biểu mẫu</a>", ""),
        ("<a href='/tai/don.docx'>Biểu mẫu</a>", ""),
        ("<a href='https://khac.example.vn/kho'>Biểu mẫu</a>", ""),
        ("<a href='/kho/mau-don'>Đơn xin cấp lại giấy phép</a>", ""),
        ("<a href='/kho/mau-don'></a>", ""),
        ("Không có", ""),
    ],
)
def test_where_the_cell_of_forms_leads(cell: str, page: str) -> None:
    assert leads_to(cell) == page


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("Đơn theo mẫu HT-2, lấy tại trang <a href='/don/ho-tich.html'>Mẫu đơn của lĩnh vực Hộ tịch</a>.", "https://tthc.example.vn/don/ho-tich.html"),
        ("Tờ khai có trong mục <a href='/don'>Biểu mẫu ngành Tư pháp</a>", "https://tthc.example.vn/don"),
        ("Đơn đề nghị: <a href='/don/ho-tich.html'>Mẫu đơn đề nghị</a>", ""),
        ("Xem tại trang <a href='/huong-dan.html'>Hướng dẫn nộp hồ sơ</a>", ""),
    ],
)  # fmt: skip
def test_where_a_sentence_of_the_dossier_leads(line: str, page: str) -> None:
    doc = open_document(
        f"<table><tr><th>Mã thủ tục</th><td>1.003001</td></tr><tr><th>Thành phần hồ sơ</th><td><p>{line}</p></td></tr></table>", URL
    )
    assert forms_page(doc, read_values(doc, find_labels(doc))) == page


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("Mẫu của việc này nằm trong <a href='/kho'>Kho mẫu đơn</a>", []),
        ("Đơn xin thuê đất theo mẫu<br>Lấy mẫu ở <a href='/kho'>Thư viện biểu mẫu</a>", ["Đơn xin thuê đất theo mẫu"]),
    ],
)
def test_the_line_that_says_where_the_forms_are_names_none(cell: str, named: list[str]) -> None:
    facts = "<tr><th>Mã thủ tục</th><td>1.003001</td></tr><tr><th>Trình tự thực hiện</th><td>Nộp đơn rồi chờ.</td></tr>"
    table = f"<h1>Cho thuê đất trồng rừng</h1><table>{facts}<tr><th>Mẫu đơn, tờ khai</th><td>{cell}</td></tr></table>"
    [reading] = read_page(Page(URL, f"<html><body>{table}</body></html>")).procedures
    assert (reading.forms_at, [form.named for form in reading.forms]) == ("https://tthc.example.vn/kho", named)


def test_a_link_that_only_says_what_to_do_is_called_by_what_stands_before_it() -> None:
    row = ProcedureReading(URL, "Đăng ký nuôi chim yến trong khu dân cư", None)
    item = "<li>Mẫu CY-07: Giấy cam đoan (thủ tục “Đăng ký nuôi chim yến trong khu dân cư”) <a href='/tep/9'>tải mẫu này</a></li>"
    ((form,),) = forms_on(Page("https://tthc.example.vn/kho", f"<html><body><h3>Mẫu đơn</h3><ul>{item}</ul></body></html>"), [row])
    assert (form.symbol, form.named[:10]) == ("cy07", "Mẫu CY-07:")


def test_each_file_is_the_form_of_the_procedure_named_nearest_to_it() -> None:
    rows = [
        ProcedureReading(f"{URL}{n}", name, code)
        for n, (name, code) in enumerate(
            (("Cấp thẻ hướng dẫn viên du lịch", "1.004628"), ("Cấp lại thẻ hướng dẫn viên du lịch nội địa", None), ("Ngắn", None))
        )
    ]
    body = (
        "<div><h3>1.004628</h3><ul><li><a href='/a.doc'>Đơn đề nghị cấp thẻ (Mẫu số 05)</a></li><li><a href='/luat.pdf'>Nghị định số 5/2020/NĐ-CP</a></li></ul></div>"
        "<div><p>Cấp lại thẻ hướng dẫn viên du lịch nội địa</p><a href='/b.doc'>Tải về</a></div>"
        "<div><p>Ngắn</p><a href='/c.doc'>Tờ khai chung</a></div>"
        "<table><tr><td>1.004628, Cấp lại thẻ hướng dẫn viên du lịch nội địa</td><td><a href='/d.doc'>Tờ khai cho cả hai</a></td></tr></table>"
    )
    found = forms_on(Page("https://tthc.example.vn/kho", f"<html><body>{body}</body></html>"), rows)
    assert [[(form.symbol, form.file.url if form.file else None) for form in forms] for forms in found] == [
        [("mau so 05", "https://tthc.example.vn/a.doc")],
        [(None, "https://tthc.example.vn/b.doc")],
        [],
    ]
