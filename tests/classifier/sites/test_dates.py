"""Dates as Vietnamese sites write them, and which of them say when something was published."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.sites.dates import stamp_of
from classifier.words.text import fold

AT = date(2020, 12, 30)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("24/08/2020", date(2020, 8, 24)),
        ("(24/08/2020)", date(2020, 8, 24)),
        ("4-8-2020", date(2020, 8, 4)),
        ("24.08.2020", date(2020, 8, 24)),
        ("2020-08-24", date(2020, 8, 24)),
        ("2020-08-24T08:00:00", date(2020, 8, 24)),
        ("Ngày 24 tháng 8 năm 2020", date(2020, 8, 24)),
        ("Thứ Hai, 24/08/2020, 10:45 (GMT+7)", date(2020, 8, 24)),
        ("29/09/2012 | 12:00 AM", date(2012, 9, 29)),
        ("Cập nhật lúc 08:15 ngày 24/08/2020", date(2020, 8, 24)),
        ("20 Tháng Mười Hai, 2020", date(2020, 12, 20)),
        ("Tháng Mười Hai 20, 2020", date(2020, 12, 20)),
        ("December 20, 2020", date(2020, 12, 20)),
        ("20 Th12", date(2020, 12, 20)),
        ("5 Th4, 2019", date(2019, 4, 5)),
        ("Được đăng vào 5 Tháng Tư, 2019", date(2019, 4, 5)),
        ("Thg 4 5, 2019", date(2019, 4, 5)),
        ("3 ngày trước", date(2020, 12, 27)),
        ("Hôm qua", date(2020, 12, 29)),
        ("24/8/20", date(2020, 8, 24)),
        ("Tuần từ 21/12/2020 đến 27/12/2020", date(2020, 12, 27)),
        ("Hội nghị giao ban công tác quý (24/08/2020)", date(2020, 8, 24)),
        ("24/08/2020 - Hội nghị giao ban công tác quý", date(2020, 8, 24)),
        ("12/2020", date(2020, 12, 30)),
    ],
)
def test_stamps(line: str, day: date) -> None:
    assert stamp_of(fold(line), AT) == day


@pytest.mark.parametrize(
    "line",
    [
        "Triển khai Chỉ thị số 12/CT-UBND ngày 08/6/2020 của UBND Thành phố",
        "Hướng dẫn tuyên truyền kỷ niệm 75 năm Ngày Thương binh - Liệt sỹ (27/7/1947 - 27/7/2020)",
        "Giấy phép số 12/GP-TTĐT ngày 12/3/2015.",
        "Số 45/2020/QĐ-UBND",
        "Điện thoại: 0320.3853112",
        "Ngày 31/02/2020",
        "Đường dây nóng hoạt động 24/7",
        "",
    ],
)
def test_dates_that_are_no_stamps(line: str) -> None:
    assert stamp_of(fold(line), AT) is None
