"""Levels in the names of procedures: which words are a level of the service, and what is left of the name."""

from __future__ import annotations

import json

import pytest

from classifier.data.listings import read_data
from classifier.judging.judge import declared_of
from classifier.listing.namedlevels import split_name
from classifier.model import Context, Page, ProcedureReading, Row
from classifier.reading import read_page
from tests.classifier.judging.building import AT

URL = "https://mot-cua.example.vn/muc-luc"


def rows(*names: str) -> list[tuple[str, str | None]]:
    cells = "".join(f"<tr><td>{n}</td><td><a href='/xem?so={n}'>{name}</a></td><td>Y tế</td></tr>" for n, name in enumerate(names, 310))
    table = f"<table><tr><th>STT</th><th>Tên thủ tục</th><th>Lĩnh vực</th></tr>{cells}</table>"
    return [(row.name, row.level_text) for row in read_page(Page(URL, f"<h1>Danh mục</h1>{table}")).rows]


def page(head: str) -> ProcedureReading:
    items = {"Trình tự thực hiện": "Nộp, xét, ký.", "Thành phần hồ sơ": "Đơn", "Thời hạn giải quyết": "9 ngày", "Kết quả": "Thẻ"}
    body = "".join(f"<h3>{label}</h3><p>{value}</p>" for label, value in items.items())
    (found,) = read_page(Page("https://mot-cua.example.vn/xem?so=310", f"<title>Một cửa</title>{head}{body}")).procedures
    return found


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Cấp thẻ bảo vệ (Dịch vụ công trực tuyến một phần)", ("Cấp thẻ bảo vệ", "Dịch vụ công trực tuyến một phần")),
        ("[Toàn trình] Cấp thẻ bảo vệ", ("Cấp thẻ bảo vệ", "Toàn trình")),
        ("Cấp thẻ bảo vệ (cấp tỉnh) – DVC mức độ 4", ("Cấp thẻ bảo vệ (cấp tỉnh)", "DVC mức độ 4")),
        ("Cấp tài khoản định danh điện tử (mức độ 2)", ("Cấp tài khoản định danh điện tử (mức độ 2)", "")),
        ("Công nhận trường đạt chuẩn (mức 1)", ("Công nhận trường đạt chuẩn (mức 1)", "")),
        ("Bãi bỏ một phần", ("Bãi bỏ một phần", "")),
        ("Thu hồi giấy phép (toàn bộ hoặc một phần)", ("Thu hồi giấy phép (toàn bộ hoặc một phần)", "")),
        ("Gia hạn thẻ (còn lại)", ("Gia hạn thẻ (còn lại)", "")),
    ],
)
def test_the_level_in_a_name(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_names_of_a_list_that_bear_several_levels_bear_levels() -> None:
    assert rows("Cấp thẻ bảo vệ (một phần)", "Gia hạn thẻ bảo vệ [Toàn trình]", "Cấp lại thẻ bảo vệ") == [
        ("Cấp thẻ bảo vệ", "một phần"),
        ("Gia hạn thẻ bảo vệ", "Toàn trình"),
        ("Cấp lại thẻ bảo vệ", None),
    ]


def test_words_that_may_be_said_of_something_else_are_no_levels_by_themselves() -> None:
    names = ("Thu hồi giấy phép khai thác (một phần)", "Trả lại giấy phép khai thác (một phần)", "Cấp giấy phép khai thác")
    assert rows(*names) == [(name, None) for name in names]


def test_two_names_that_only_their_levels_tell_apart_keep_them() -> None:
    names = ("Cấp thẻ bảo vệ (DVC toàn trình)", "Cấp thẻ bảo vệ (DVC một phần)")
    assert rows(*names) == [(names[0], "DVC toàn trình"), (names[1], "DVC một phần")]


def test_the_names_of_data_bear_levels_too() -> None:
    names = ("Cấp thẻ bảo vệ (Một phần)", "Gia hạn thẻ bảo vệ (Toàn trình)", "Cấp lại thẻ bảo vệ")
    records = [{"id": 40 + n, "maThuTuc": f"1.00400{n}", "tenThuTuc": name} for n, name in enumerate(names)]
    found = read_data(json.dumps(records), URL).rows
    assert [(row.name, row.level_text) for row in found] == [
        ("Cấp thẻ bảo vệ", "Một phần"),
        ("Gia hạn thẻ bảo vệ", "Toàn trình"),
        ("Cấp lại thẻ bảo vệ", None),
    ]


@pytest.mark.parametrize(
    ("head", "name", "value"),
    [
        ("<h1>Cấp thẻ bảo vệ (DVC trực tuyến một phần)</h1>", "Cấp thẻ bảo vệ", "mot-phan"),
        ("<h2>Cấp thẻ bảo vệ <small class=nhan>Dịch vụ công trực tuyến toàn trình</small></h2>", "Cấp thẻ bảo vệ", "toan-trinh"),
        ("<h2><mark>Mức độ 3</mark> Cấp thẻ bảo vệ</h2>", "Cấp thẻ bảo vệ", "3"),
        ("<h1>Thu hồi giấy phép (một phần)</h1>", "Thu hồi giấy phép (một phần)", None),
        ("<h1>Cấp lại tài khoản định danh (mức độ 2)</h1>", "Cấp lại tài khoản định danh (mức độ 2)", None),
    ],
)
def test_the_name_of_a_page_without_its_level(head: str, name: str, value: str | None) -> None:
    found = page(head)
    assert (found.name, declared_of(found, Context(at=AT)).value) == (name, value)


def test_words_within_a_name_are_no_badge_of_it() -> None:
    assert page("<h1>Bãi bỏ <i>một phần</i> quyết định giao rừng</h1>").name == "Bãi bỏ một phần quyết định giao rừng"


def test_a_label_of_the_page_outweighs_the_level_in_its_name() -> None:
    found = page("<h1>Cấp thẻ bảo vệ (toàn trình)</h1><p>Mức độ cung cấp dịch vụ: Một phần</p>")
    assert (found.name, declared_of(found, Context(at=AT, row=Row("Cấp thẻ bảo vệ"))).value) == ("Cấp thẻ bảo vệ", "mot-phan")
