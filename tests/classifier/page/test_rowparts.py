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
