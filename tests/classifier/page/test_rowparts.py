"""Names as rows and headings write them."""

from __future__ import annotations

import unicodedata

import pytest

from classifier.page.rowparts import clean_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Thủ tục số 4: Công nhận hộ thoát nghèo", "Công nhận hộ thoát nghèo"),
        ("THỦ TỤC 12. Đăng ký khai tử", "Đăng ký khai tử"),
        ("TTHC thứ 3 - Cấp bản sao", "Cấp bản sao"),
        ("Thủ tục hành chính 2) Hỗ trợ mai táng", "Hỗ trợ mai táng"),
        (unicodedata.normalize("NFD", "Thủ tục số 4: Công nhận hộ nghèo"), "Công nhận hộ nghèo"),
        ("Thủ tục đăng ký kết hôn lưu động", "Thủ tục đăng ký kết hôn lưu động"),
        ("Thủ tục 1.001193: Đăng ký khai sinh", "Thủ tục 1.001193: Đăng ký khai sinh"),
        ("Thủ tục 2025", "Thủ tục 2025"),
    ],
)
def test_which_of_several_it_is_is_no_part_of_a_name(written: str, name: str) -> None:
    assert clean_name(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Đăng ký khai tử (Số: 2.000986)", "Đăng ký khai tử"),
        ("Đăng ký khai tử [Mã thủ tục 1.000656.000.00.00.H42]", "Đăng ký khai tử"),
        ("Đăng ký khai tử - Mã TTHC: 1.000656", "Đăng ký khai tử"),
        ("Đăng ký khai tử - 1.000656", "Đăng ký khai tử"),
        ("Đăng ký khai tử (cấp xã)", "Đăng ký khai tử (cấp xã)"),
        ("Hỗ trợ theo Quyết định 1.000656", "Hỗ trợ theo Quyết định 1.000656"),
    ],
)
def test_the_code_behind_a_name_is_no_part_of_it(written: str, name: str) -> None:
    assert clean_name(written) == name
