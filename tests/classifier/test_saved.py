"""Saved pages: where they say they come from, and one entry for a procedure that is both a row and a page."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.model import FieldKey, Page, Submission
from classifier.reading import read_page
from classifier.saved import NOWHERE, address_of, classify_pages
from tests.classifier.vendors.details import Procedure, page, table_th_td

AT = date(2026, 11, 22)
HOME = "https://mot-cua.tinh.example.vn"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<!-- saved from url=(0041)https://dvc.tinh.example.vn/tthc?id=7 -->", "https://dvc.tinh.example.vn/tthc?id=7"),
        (b"<link rel='canonical' href='https://a.example.vn/x'>", "https://a.example.vn/x"),
        (b'<link href="https://a.example.vn/y" rel="canonical">', "https://a.example.vn/y"),
        (b"<meta property=og:url content='http://a.example.vn/z'>", "http://a.example.vn/z"),
        (b"<link rel=canonical href='/only/a/path'>", NOWHERE + "trang%20l%C6%B0u.html"),
        (b" " * 30_000 + b"<link rel=canonical href='https://far.example.vn/'>", NOWHERE + "trang%20l%C6%B0u.html"),
    ],
)
def test_a_saved_page_tells_its_address(head: bytes, expected: str) -> None:
    assert address_of(head + b"<title>x</title>", "trang lưu.html") == expected


def listing(*rows: tuple[str, str, str]) -> Page:
    body = "".join(f"<tr><td>{code}</td><td><a href='{href}'>{name}</a></td><td>Sở Du lịch</td></tr>" for code, name, href in rows)
    head = "<tr><th>Mã TTHC</th><th>Tên thủ tục</th><th>Cơ quan</th></tr>"
    return Page(f"{HOME}/danh-muc", page(f"<main><table>{head}{body}</table></main>"))


def detail(procedure: Procedure, path: str) -> Page:
    return Page(HOME + path, table_th_td(procedure))


def test_a_row_and_its_page_are_one_entry_and_a_row_alone_is_one_too() -> None:
    known = Procedure()
    other = "Cấp đổi thẻ hướng dẫn viên du lịch nội địa"
    entries = classify_pages([listing((known.code, known.name, "/tt/1"), ("1.004623", other, "/tt/2")), detail(known, "/tt/1")], AT)
    assert [(entry.name, entry.url) for entry in entries] == [(known.name, f"{HOME}/tt/1"), (other, f"{HOME}/tt/2")]


def test_a_page_saved_under_another_address_is_known_by_its_code_and_name() -> None:
    known = Procedure()
    (entry,) = classify_pages([listing((known.code, known.name, "/tt/1")), detail(known, "/luu/trang-7")], AT)
    assert entry.url == f"{HOME}/luu/trang-7"


def test_a_page_whose_code_is_another_does_not_take_the_row() -> None:
    known = Procedure()
    assert len(classify_pages([listing(("2.000999", known.name, "/tt/9")), detail(known, "/tt/1")], AT)) == 2
    assert FieldKey.CODE in {key for key, *_ in known.items}  # the page does say a code of its own


def test_a_form_that_names_a_code_below_the_menu_is_no_line_of_a_list() -> None:
    known = Procedure()
    links = ("Về chúng tôi", "Dịch vụ công mức độ 4", "Nộp hồ sơ trực tuyến", "Tra cứu hồ sơ", "Hỏi đáp", "Văn bản", "Liên hệ")
    menu = "".join(f"<li><a href='/trang/{number}'>{words}</a></li>" for number, words in enumerate(links))
    form = f"<p>Mã thủ tục: {known.code}</p><label>Họ và tên <input name='ten'></label><input type='submit' value='Tiếp tục'>"
    laid_out = f"<form method='post'><table><tr><td><ul>{menu}</ul></td><td>{form}</td></tr></table></form>"
    filled = Page(f"{HOME}/gui/7", f"<html><head><title>Kê khai</title></head><body>{laid_out}</body></html>")
    assert not read_page(filled).rows
    assert [entry.url for entry in classify_pages([detail(known, "/tt/1"), filled], AT)] == [f"{HOME}/tt/1"]


@pytest.mark.parametrize(
    ("boxes", "shown"),
    [
        (("Họ và tên", "Số giấy tờ tùy thân", "Nơi ở hiện nay", "Nội dung xin cấp"), Submission.YES),
        ((), Submission.UPLOAD_ONLY),
    ],
)
def test_a_form_on_a_saved_page_is_what_it_asks_for(boxes: tuple[str, ...], shown: Submission) -> None:
    asked = "".join(f"<li>{words}<br><input name='o{number}' aria-label='{words}'></li>" for number, words in enumerate(boxes))
    sent = "Bản chụp giấy tờ <input type='file' name='tep'><button>Gửi hồ sơ</button>"
    form = f"<form method='post' action='/nhan/ho-so'><ul>{asked}</ul>{sent}</form>"
    known = detail(Procedure(), "/tt/1")
    assert isinstance(known.body, str)
    (entry,) = classify_pages([Page(known.url, known.body.replace("</table>", f"</table>{form}", 1))], AT)
    assert entry.features.submission is shown
