"""Lines that explain the signs which a portal writes for levels, and lines that only look like them."""

from __future__ import annotations

import pytest

from classifier.findings.levelsigns import levels_by_sign, of_one_portal, spelled_out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Chú thích: [0] còn lại | [1] một phần | [2] toàn trình", {"0": "còn lại", "1": "một phần", "2": "toàn trình"}),
        ("(a) Toàn trình (b) Một phần (c) Thông tin", {"a": "Toàn trình", "b": "Một phần", "c": "Thông tin"}),
        ("QT: dịch vụ công toàn trình\nQP: dịch vụ công một phần", {"QT": "dịch vụ công toàn trình", "QP": "dịch vụ công một phần"}),
        ("Toàn trình (TT), một phần (MP)", {"TT": "Toàn trình", "MP": "một phần"}),
        ("Trang chủ\n① Mức độ 3 ② Mức độ 4\nGóp ý", {"①": "Mức độ 3", "②": "Mức độ 4"}),
        ("** toàn trình; * một phần; (†) tạm dừng", {"**": "toàn trình", "*": "một phần", "†": "tạm dừng"}),
        ("1 = Mức độ 2; 2 = Mức độ 3; 3 = Mức độ 4", {"1": "Mức độ 2", "2": "Mức độ 3", "3": "Mức độ 4"}),
    ],
)
def test_lines_that_explain_signs(text: str, told: dict[str, str]) -> None:
    assert levels_by_sign(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Toàn trình (12), một phần (30), còn lại (4)",  # counts
        "Toàn trình: 3\nMột phần: 2",
        "1. Toàn trình\n2. Một phần",  # entries of a menu
        "(1) Toàn trình",  # one is no legend
        "(1) Toàn trình; (2) Toàn trình",
        "(1) Một phần; (2) Toàn trình\nTin\nBài\n(1) Toàn trình; (2) Một phần",  # which of them?
        "(1) Nộp đơn; (2) Trả một phần diện tích; (3) Nhận kết quả",
    ],
)
def test_lines_that_explain_none(text: str) -> None:
    assert levels_by_sign(text) == {}


def test_cells_take_the_words_and_a_number_that_is_left_out_keeps_all_as_they_are() -> None:
    line = "Ghi chú: (1) cung cấp thông tin; (2) một phần; (3) toàn trình."
    told = of_one_portal([line], ["(2)", "3"])
    assert [spelled_out(cell, told) for cell in ("(2)", "3", "Mức độ 3", "TT")] == ["một phần", "toàn trình", "Mức độ 3", "TT"]
    assert of_one_portal([line], ["(2)", "4"]) == {}


def test_numbers_in_brackets_that_a_note_explains_in_other_words_are_no_level() -> None:
    told = of_one_portal(["Ký hiệu: (1) tiếp nhận tại quầy; (2) tiếp nhận qua mạng"], ["(1)", "(2)"])
    assert [spelled_out(cell, told) for cell in ("(2)", "2")] == ["tiếp nhận qua mạng", "2"]
    assert of_one_portal(["Trình tự: (1) nộp đơn tại quầy; (2) nhận giấy hẹn"], ["(1)", "(2)"]) == {}
