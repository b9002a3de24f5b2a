"""Files of forms that stand behind the last item of a procedure, by the number under which its dossier names them."""

from __future__ import annotations

import pytest

from classifier.model import Page, ProcedureReading
from classifier.reading import read_page

URL = "https://xa.tinh.example.vn/viec/31"
DOSSIER = "- Đơn xin thuê mặt nước (Phụ lục I);<br>- Bản cam kết bảo vệ môi trường (Phụ lục II);<br>- Sơ đồ khu vực"


def read(behind: str, dossier: str = DOSSIER) -> ProcedureReading:
    items = (
        ("Mã thủ tục", "1.004692"),
        ("Trình tự thực hiện", "Đến nộp rồi về chờ."),
        ("Thành phần hồ sơ", dossier),
        ("Căn cứ pháp lý", "Luật Thủy sản; Thông tư số 05/2019/TT-BNNPTNT"),
    )
    body = "".join(f"<p><b>{label}:</b></p><div>{text}</div>" for label, text in items)
    (found,) = read_page(Page(URL, f"<h1>Cho thuê mặt nước nuôi cá lồng</h1>{body}{behind}")).procedures
    return found


def files(found: ProcedureReading) -> list[str | None]:
    return [form.file.url.rpartition("/")[2] if form.file and form.file.url else None for form in found.forms]


@pytest.mark.parametrize(
    "behind",
    [
        "<h4>Các phụ lục</h4><ul><li>Phụ lục I - <a href='/f/1.doc'>Đơn xin thuê mặt nước</a></li>"
        "<li>Phụ lục II - <a href='/f/2.doc'>Bản cam kết</a></li></ul>",
        "<p>Phụ lục I. <a href='/f/1.doc'>Tải về</a></p><p>Phụ lục II. <a href='/f/2.doc'>Tải về</a></p>",
        "<div><a href='/f/1.doc'>Đơn xin thuê mặt nước</a></div><div><a href='/f/2.doc'>Bản cam kết bảo vệ môi trường</a></div>",
    ],
)
def test_a_form_takes_the_file_of_its_number_or_name_behind_the_items(behind: str) -> None:
    assert files(read(behind)) == ["1.doc", "2.doc"]


def test_a_form_whose_annex_is_not_there_has_no_file() -> None:
    assert files(read("<p>Phụ lục I. <a href='/f/1.doc'>Đơn xin thuê</a></p>")) == ["1.doc", None]


@pytest.mark.parametrize(
    "behind",
    [
        "<p>Phụ lục I. <a href='/f/1.doc'>Đơn xin thuê</a></p><p>Phụ lục I. <a href='/f/9.doc'>Đơn xin trả</a></p>",  # which of them?
        "<p>Phụ lục I. <a href='/f/1.pdf'>Danh mục loài cá nuôi</a></p>",  # of the law, by the same number
        "<p><a href='/f/tt.pdf'>Thông tư số 05/2019/TT-BNNPTNT (Phụ lục I, mẫu đơn)</a></p>",
        "<p>Phụ lục III. <a href='/f/3.doc'>Đơn xin gia hạn</a></p>",
    ],
)
def test_files_of_laws_and_of_other_forms_are_not_taken(behind: str) -> None:
    assert files(read(behind)) == [None, None]
