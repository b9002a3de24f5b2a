"""Ways to apply that are told by where they stand and lead, whatever they are called."""

from __future__ import annotations

import pytest

from classifier.model import Control, ControlKind, Page
from classifier.reading import read_page
from tests.classifier.vendors.details import Procedure, page, table_th_td

URL = "https://dvc.tinh.example.vn/viec/11724"


def submits(html: str) -> list[Control]:
    (found,) = read_page(Page(URL, html)).procedures
    return [c for c in found.controls if c.kind is ControlKind.SUBMIT and not c.in_chrome]


def beside(link: str) -> str:
    return table_th_td(Procedure()).replace("</main>", f"</main><aside><div class=o>{link}</div><h3>Việc khác</h3></aside>")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/ho-so/tao-moi/11724", "Bắt tay vào việc"),
        ("/viec/11724/khai", "Vào đây"),
        ("/apply?viec=11724", "Đi thôi"),
        ("/gui-tep/11724", "Đưa giấy tờ lên"),
        ("/11724/e-form", "Mở tờ điện tử"),
    ],
)
def test_a_button_with_the_record_in_an_address_that_says_to_apply(address: str, words: str) -> None:
    (found,) = submits(beside(f"<a class=nut href='{address}'>{words}</a>"))
    assert found.own


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/ho-so/tao-moi/99999", "Bắt tay vào việc"),  # another record's
        ("/ho-so/tao-moi", "Bắt tay vào việc"),  # everybody's
        ("/viec/11724/dang-ky", "Theo dõi việc này"),
        ("/viec/11724/dang-ky", "In ra giấy"),
        ("/viec/dang-ky-lai-khai-sinh-11724/lich-su", "Các lần sửa"),  # a title is no order
        ("/tao-moi/11724.docx", "Lá đơn"),
    ],
)
def test_other_links_beside_the_text(address: str, words: str) -> None:
    assert submits(beside(f"<a href='{address}'>{words}</a>")) == []


@pytest.mark.parametrize("words", ["Làm luôn", "+ Nộp mới", "Tiến hành nộp", "Xin cấp trực tuyến", "Toàn trình: Nộp", "Tôi muốn nộp"])
def test_a_short_order_with_the_record_in_its_address(words: str) -> None:
    (found,) = submits(beside(f"<a href='/q?ma=11724'>{words}</a>"))
    assert found.own


@pytest.mark.parametrize(
    "words",
    [
        "Làm thế nào?",
        "Nộp ở đâu",
        "Gửi câu hỏi",
        "Gửi góp ý",
        "Đặt lịch làm việc",
        "Chọn ngôn ngữ",
        "Dùng thử",
        "Đi tới đầu trang",
        "Gửi email",
    ],
)
def test_other_words_with_the_record_in_their_address(words: str) -> None:
    assert submits(beside(f"<a href='/q?ma=11724'>{words}</a>")) == []


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("<a href='/upload/11724' title='Đưa tệp của ông bà vào'><i class=i></i></a>", True),
        ("<a href='/giay/11724'><img src=/a.png alt='Tải lên giấy tờ'></a>", True),
        ("<a href='/giay/11724' title='Upload bản chụp'><img src=/a.png></a>", True),
        ("<a href='/upload/11724' title='Tải lên từ máy'><img src=/a.png></a>", True),
        ("<a href='/upload/11724' title='Tải mẫu'><img src=/a.png></a>", False),
        ("<a href='/upload/99999' title='Đưa tệp của ông bà vào'><i class=i></i></a>", False),
        ("<a href='/upload/11724'><i class=i></i></a>", False),  # nobody says what it is
    ],
)
def test_a_picture_that_leads_to_where_copies_are_taken(link: str, found: bool) -> None:
    assert [c.own for c in submits(beside(link))] == [True] * found


def test_a_link_with_the_record_where_the_ways_to_apply_are_named() -> None:
    way = "<tr><th>Cách nộp hồ sơ</th><td>Ở nhà: <a href='/x/11724'>mở trang này</a>; hoặc đến quầy</td></tr>"
    (found,) = submits(table_th_td(Procedure()).replace("</table>", f"{way}</table>"))
    assert found.url == "https://dvc.tinh.example.vn/x/11724"


def test_a_word_that_names_nothing_leads_to_another_system_with_the_code() -> None:
    code = Procedure().code
    way = f"<p>- Nộp trực tuyến: bấm <a href='https://dvc.tinh.example/ap?maTTHC={code}'>vào đây</a> để nộp trên hệ thống của tỉnh.</p>"
    html = table_th_td(Procedure()).replace("<p>Trực tiếp</p>", f"<p>- Nộp tại xã.</p>{way}")
    assert [(c.url, c.own) for c in submits(html)] == [(f"https://dvc.tinh.example/ap?maTTHC={code}", True)]


@pytest.mark.parametrize("words", ["Làm ở hệ thống của Bộ Y tế", "Nộp tại phần mềm của ngành", "Chuyển sang cổng của Bộ"])
def test_an_order_to_go_to_another_system(words: str) -> None:
    (found,) = submits(
        page(table_th_td(Procedure()).replace("<table", f"<p><a href='https://dichvucong.bo.example/'>{words}</a></p><table", 1))
    )
    assert found.url == "https://dichvucong.bo.example/"


def test_a_way_named_in_the_cell_that_says_where_one_applies() -> None:
    way = "<tr><th>Cách nộp</th><td>Qua mạng: làm tại <a href='https://dkkd.example/'>Cổng quốc gia về doanh nghiệp</a></td></tr>"
    assert [c.url for c in submits(table_th_td(Procedure()).replace("</table>", f"{way}</table>"))] == ["https://dkkd.example/"]


@pytest.mark.parametrize(
    ("words", "own"),
    [("Lập biểu mẫu trực tuyến", True), ("Khai biểu mẫu điện tử", True), ("Danh mục biểu mẫu điện tử", False)],
)
def test_a_form_that_one_fills_in_on_the_network(words: str, own: bool) -> None:
    assert [c.own for c in submits(beside(f"<a href='/trang/11724'>{words}</a>"))] == [True] * own
