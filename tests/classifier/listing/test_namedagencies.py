"""Agencies behind the names of a list: told apart where the list writes them so, and left where a name ends like that."""

from __future__ import annotations

import pytest

from classifier.listing.namedagencies import with_named_agencies
from classifier.model import Row


def told(*names: str) -> list[tuple[str, str | None]]:
    return [(row.name, row.agency) for _, row in with_named_agencies([(n, Row(name)) for n, name in enumerate(names)])]


def test_the_agency_behind_each_name_is_the_rows() -> None:
    assert told("Đăng ký khai sinh (UBND xã Tân Lập)", "Cấp giấy phép bán lẻ rượu [Phòng Kinh tế].", "Gia hạn giấy phép") == [
        ("Đăng ký khai sinh", "UBND xã Tân Lập"),
        ("Cấp giấy phép bán lẻ rượu", "Phòng Kinh tế"),
        ("Gia hạn giấy phép", None),
    ]


@pytest.mark.parametrize(
    "names",
    [
        ("Cấp đổi thẻ (do mất, hỏng)", "Cấp lại thẻ (lần hai)"),
        ("Đăng ký khai sinh (UBND cấp xã)", "Đăng ký khai tử (UBND cấp xã)"),  # whose it is anywhere
        ("Đăng ký khai sinh (Sở Tư pháp)", "Đăng ký khai tử", "Đăng ký kết hôn"),
        ("Hộ_tịch (Sở Tư pháp)",),  # nothing is left of the name
    ],
)
def test_what_else_stands_in_brackets_is_a_part_of_the_name(names: tuple[str, ...]) -> None:
    assert told(*names) == [(name, None) for name in names]
