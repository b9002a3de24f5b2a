"""Which procedure a page is about."""

from __future__ import annotations

import pytest

from classifier.model import Page, ProcedureReading
from classifier.reading import read_page

URL = "https://tthc.example.vn/xem?so=7"
ITEMS = {"Trình tự thực hiện": "Bước 1: nộp hồ sơ.", "Thành phần hồ sơ": "Bản vẽ", "Thời hạn giải quyết": "9 ngày", "Kết quả": "Giấy phép"}


def read(head: str, more: str = "", title: str = "Một cửa", url: str = URL) -> ProcedureReading:
    rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in ITEMS.items())
    html = f"<html><head><title>{title}</title></head><body><main>{head}<table>{more}{rows}</table></main></body></html>"
    (found,) = read_page(Page(url, html)).procedures
    return found


@pytest.mark.parametrize(
    ("head", "more", "title", "url", "code"),
    [
        ("", "<tr><th>Ký hiệu lưu trữ</th><td>1.004367</td></tr>", "Một cửa", URL, "1.004367"),
        ("", "<tr><th>Ký hiệu lưu trữ</th><td>KH-12</td></tr>", "Một cửa", URL, None),
        ("", "", "2.001234 - Một cửa", URL, "2.001234"),
        ("", "", "Một cửa", "https://tthc.example.vn/tt/1.009876.000.00.00.H05", "1.009876.000.00.00.H05"),
        ("", "<tr><th>Tên thủ tục</th><td>Cấp phép xây dựng (1.005555)</td></tr>", "Một cửa", URL, "1.005555"),
    ],
)
def test_where_the_code_stands(head: str, more: str, title: str, url: str, code: str | None) -> None:
    assert read(head, more, title, url).code == code


@pytest.mark.parametrize(
    ("head", "title", "name"),
    [
        ("<h2>Cấp phép xây dựng nhà ở riêng lẻ</h2>", "Một cửa", "Cấp phép xây dựng nhà ở riêng lẻ"),
        ("<h2>Thông tin thủ tục: Cấp phép xây dựng nhà ở</h2>", "Một cửa", "Cấp phép xây dựng nhà ở"),
        ("<h3>Cấp phép đào đường <i>[Mã số: 1.004999]</i></h3>", "Một cửa", "Cấp phép đào đường"),
        ("<h2>Chi tiết thủ tục hành chính</h2>", "Cấp phép xây dựng nhà ở - Một cửa", "Cấp phép xây dựng nhà ở"),
        ("<p>Cấp phép xây dựng nhà ở tạm</p>", "Một cửa", "Cấp phép xây dựng nhà ở tạm"),
        ("<h2>Danh sách</h2><div class=tieude><p>a</p><p>b</p><p>c</p><p>d</p></div>", "Tra cứu | Khai thác cát sỏi", "Khai thác cát sỏi"),
    ],
)
def test_where_the_name_stands(head: str, title: str, name: str) -> None:
    assert read(head, title=title).name == name


@pytest.mark.parametrize("button", ["<div><a href='/nop?so=7'>Nộp hồ sơ tại đây</a></div>", "<br><button>In phiếu hướng dẫn</button>"])
def test_a_button_below_the_name_is_no_part_of_it(button: str) -> None:
    head = f"<p><b>Tên thủ tục hành chính:</b></p><p>Cấp phép đào đường{button}</p>"
    assert read(head).name == "Cấp phép đào đường"


def test_a_name_that_is_a_link_keeps_its_words() -> None:
    assert read("", "<tr><th>Tên thủ tục</th><td>Cấp phép <br><i>đào đường</i></td></tr>").name == "Cấp phép đào đường"
