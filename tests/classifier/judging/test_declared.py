"""Labels of level cells: the strings seen on real portals, variants of them, and words that only look like a label."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from classifier.findings.declared import bounds, customary_bounds, declare, is_past
from classifier.model import Declared, Scheme
from classifier.words.names import states_level

BEFORE_2022, UNDER_ND42, UNDER_ND224 = date(2019, 5, 1), date(2025, 3, 27), date(2026, 11, 22)

OLD = {
    "Mức độ 4": "4", "Mức 4": "4", "MUC_DO_4": "4", "Mức độ 3": "3", "Mức: 3": "3", "Mức : 3": "3", "MUC_DO_3": "3", "Mức độ 2": "2",
    "Level 2": "2", "MUC_DO_2": "2", "Mức độ 1": "1", "MUC_DO_1": "1", "Mức độ III": "3", "DVC mức độ III": "3", "mức độ iv": "4",
    "MĐ4": "4", "M3": "3", "Mức độ: 4": "4", "MỨC ĐỘ 4": "4", "DVCTT mức 4": "4", "DVCTT 4": "4", "cấp độ 3": "3", "3": "3", "III": "3",
    "Mức độ 03": "3", "Mức độ bốn": "4",
    "Mức độ một": "1", "Dịch vụ công trực tuyến mức độ 4": "4", "Mức\u00a0độ\u00a03": "3", "Mức độ3": "3",
    "mucdo3": "3", "muc-do-4": "4", "MucDo4": "4", "Mức độ dịch vụ công trực tuyến: 3": "3", "Mức độ cung cấp: Mức độ 3": "3",
    "Mức độ\n4": "4", "Lv.3": "3",
    "Mức độ dịch vụ: 2-3": "2-3", "Cấp độ dịch vụ 4": "4", "Mức dịch vụ hành chính công: 3": "3",
    # merged
    "Dịch vụ công mức độ 1 và 2": "1-2", "Mức độ 2, 3": "2-3", "Mức độ 2-3": "2-3", "2-3": "2-3", "1,2": "1-2", "Mức 1-2": "1-2",
    "Mức độ 3 và mức độ 4": "3-4", "Mức độ 3/4": "3-4",
}  # fmt: skip

NEW = {
    "Toàn trình": "toan-trinh", "Dịch vụ công trực tuyến toàn trình": "toan-trinh", "DVC TT toàn trình": "toan-trinh", "FULL": "toan-trinh",
    "isFullProcess=true": "toan-trinh", "TOAN_TRINH": "toan-trinh", "ToanTrinh": "toan-trinh", "toàn trình (Mức 4)": "toan-trinh",
    "DVC mức độ 3 - toàn trình": "toan-trinh", "Trực tuyến toàn trình": "toan-trinh", "TOÀN TRÌNH": "toan-trinh",
    "Một phần": "mot-phan", "Dịch vụ công trực tuyến một phần": "mot-phan", "DVC TT một phần": "mot-phan", "PARTIAL": "mot-phan",
    "MotPhan": "mot-phan", "Một phần (Mức 3)": "mot-phan",
    "Còn lại": "cung-cap-thong-tin", "Dịch vụ cung cấp thông tin trực tuyến": "cung-cap-thong-tin", "NONE": "cung-cap-thong-tin",
    "INFO": "cung-cap-thong-tin",
    "DV cung cấp thông tin trực tuyến": "cung-cap-thong-tin", "Cung cấp thông tin": "cung-cap-thong-tin",
    "Chưa cung cấp DVC": "cung-cap-thong-tin", "Không cung cấp DVC": "cung-cap-thong-tin",
    "Không cung cấp dịch vụ công trực tuyến": "cung-cap-thong-tin",
    "DVC 1 phần": "mot-phan", "Chưa phải toàn trình – một phần": "mot-phan", "Không toàn trình mà là một phần": "mot-phan",
    "MP": "mot-phan",
    "Chỉ xem thông tin": "cung-cap-thong-tin",
    "TTTT": "cung-cap-thong-tin",
}  # fmt: skip

NO_LABEL = [
    None, "", " ", "-", "Không công bố", "Chưa công bố", "Đang cập nhật", "null", "Mức độ", "Mức độ 5", "5", "Dịch vụ công trực tuyến",
    "Mức độ 1 Mức độ 2 Mức độ 3 Mức độ 4", "Toàn trình, Một phần", "Chưa toàn trình", "Không phải toàn trình", "Toàn trình: Không",
    "isFullProcess: false", "một phần diện tích", "Tài khoản định danh điện tử mức độ 02", "Mức độ hài lòng: 4", "Độ ưu tiên: mức 1",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), OLD.items())
@pytest.mark.parametrize("at", [BEFORE_2022, UNDER_ND42, UNDER_ND224])
def test_a_numbered_label_belongs_to_nd43_whatever_the_date(text: str, value: str, at: date) -> None:
    assert declare(text, at) == Declared(Scheme.ND43_2011, value, text.strip())


@pytest.mark.parametrize(("text", "value"), NEW.items())
def test_a_later_label_is_split_by_the_capture_date(text: str, value: str) -> None:
    assert declare(text, date(2026, 6, 30)) == Declared(Scheme.ND42_2022, value, text)
    assert declare(text, date(2026, 7, 1)) == Declared(Scheme.ND224_2026, value, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Thuộc nhóm ưu tiên của tỉnh. Hiện là DVC trực tuyến mức độ II.", "2"),
        ("Mức độ 3 về an toàn thông tin", None),
        ("Ưu tiên: mức 2", None),
    ],
)
def test_a_level_of_the_service_counts_whatever_else_its_cell_speaks_of(text: str, value: str | None) -> None:
    assert declare(text, UNDER_ND42).value == value


@pytest.mark.parametrize("text", NO_LABEL)
def test_what_is_no_label_is_not_published(text: str | None) -> None:
    found = declare(text, UNDER_ND42)
    assert (found.scheme, found.value, bounds(found), customary_bounds(found)) == (None, None, None, None)


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [("Dịch vụ công chủ động mức độ 3", "Mức độ", "3"), ("Chủ động - mức 2", "", "2"), ("Mức 1", "Mức độ dịch vụ chủ động", "1")],
)
def test_the_proactive_scale_is_another_scale_and_no_level(text: str, label: str, value: str) -> None:
    found = declare(text, UNDER_ND224, label)
    assert (found.scheme, found.value) == (Scheme.CD_2026, value)
    assert bounds(found) is None
    assert customary_bounds(found) is None


def test_the_cells_own_label_can_tell_another_scale() -> None:
    assert declare("Mức 2", UNDER_ND42, "Mức độ định danh yêu cầu").value is None
    assert declare("Mức 2", UNDER_ND42, "Mức độ DVC").value == "2"


@pytest.mark.parametrize(
    ("cell", "label", "past"),
    [
        ("Mức độ 4", "Mức độ trước ngày 15/8/2022 (hết hiệu lực)", True),
        ("3 (đã thay thế)", "Mức độ", True),
        ("Mức 3", "Cấp độ dịch vụ công (cũ)", True),
        ("Mức độ 2", "Xếp loại theo quy định trước đây", True),
        ("Mức độ 3 (tính đến ngày 30/6/2021)", "Mức độ", False),
        ("Toàn trình", "Hình thức cung cấp hiện nay", False),
        ("Mức độ 4", "Mức độ dịch vụ cư trú", False),
    ],
)
def test_a_level_that_no_longer_holds_says_so(cell: str, label: str, past: bool) -> None:
    assert is_past(cell, label) is past


def test_decomposed_letters_read_like_composed_ones() -> None:
    decomposed = unicodedata.normalize("NFD", "Mức độ 3")
    assert decomposed != "Mức độ 3"
    assert declare(decomposed, UNDER_ND42).value == "3"


@pytest.mark.parametrize(
    ("text", "legal", "customary"),
    [
        ("Toàn trình", (4, 4), (4, 4)),
        ("Một phần", (1, 4), (3, 3)),
        ("Còn lại", (1, 2), (2, 2)),
        ("Mức độ 3", (3, 3), (3, 3)),
        ("Mức độ 1 và 2", (1, 2), (1, 2)),
        ("Mức độ 2, 3", (2, 3), (2, 3)),
    ],
)
def test_what_a_label_admits(text: str, legal: tuple[int, int], customary: tuple[int, int]) -> None:
    found = declare(text, UNDER_ND42)
    assert bounds(found) == legal
    assert customary_bounds(found) == customary


def test_a_long_cell_is_read_by_its_beginning() -> None:
    found = declare("Dịch vụ công trực tuyến một phần theo Quyết định số 123/QĐ-UBND " + "x" * 5000, UNDER_ND42)
    assert found.value == "mot-phan"
    assert len(found.text) <= 200


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("Mức độ 3, dự kiến lên mức độ 4 cuối năm", "Mức độ", "3"),
        ("Được nâng từ mức 3 lên mức 4", "Mức độ", "4"),
        ("2 (chưa phải mức 3)", "Mức độ", "2"),
        ("Trước năm 2018: mức độ 2. Nay: mức độ 3", "Mức độ", "3"),
        ("Chưa đạt toàn trình, mới ở một phần", "Loại hình", "mot-phan"),
        ("Toàn trình, không còn một phần", "Loại hình", "toan-trinh"),
        ("☐ Toàn trình ☑ Một phần", "Loại hình", "mot-phan"),
        ("Mức 1\nMức 2\nMức 3\n☐\n☐\nx", "Mức độ", "3"),
        ("Chưa được cung cấp dịch vụ công trực tuyến", "Mức độ", "cung-cap-thong-tin"),
        ("Mức độ 4 cho phép thanh toán qua mạng", "Mức độ 4 là gì", None),
        ("Chưa đạt mức độ 3", "Mức độ", None),
        ("Chưa xếp lại; mức độ 3 đã bị thu hồi theo Quyết định số 9/QĐ-STTTT", "Mức độ", None),
        ("Đã gỡ mức độ 4, nay là mức độ 2", "Mức độ", "2"),
        ("Một phần (nhãn toàn trình đã rút)", "Loại hình", "mot-phan"),
    ],
)
def test_a_level_that_is_denied_left_or_yet_to_come_is_none(text: str, label: str, value: str | None) -> None:
    assert declare(text, UNDER_ND42, label).value == value


@pytest.mark.parametrize(
    ("label", "text", "level"),
    [
        ("Cung cấp qua mạng ở mức", "Chưa đạt mức toàn trình; một phần", True),
        ("Thực hiện trực tuyến", "Không phải mức độ 4, mức độ 3", True),
        ("Thực hiện trực tuyến", "Không phải nộp phí; một phần", False),
        ("Phân loại:", "Dịch vụ công trực tuyến toàn trình", True),
        ("Loại hình", "Cung cấp thông tin", True),
        ("Hình thức", "Trực tuyến", False),
        ("Loại giấy", "Một phần", False),
    ],
)
def test_a_level_behind_one_that_is_denied(label: str, text: str, level: bool) -> None:
    assert states_level(label, text) is level
