"""Records as bare cells: what each column holds is told by what it holds."""

from __future__ import annotations

from typing import Any

import pytest

from classifier.data.datagrids import grid_in
from classifier.model import Page, Row
from classifier.reading import read_page

NAMES = ("Cấp giấy phép kinh doanh karaoke", "Đăng ký khai sinh lưu động", "Gia hạn giấy phép khai thác nước")
CODES = ("1.001029", "2.000528", "1.004122")


def rows(payload: Any) -> tuple[Row, ...]:
    grid = grid_in(payload)
    return () if grid is None else read_page(Page("http://dvc.example/du-lieu", grid, 200, "text/html")).rows


def test_cells_with_links_lead_where_the_links_lead() -> None:
    data = [[i + 1, f'<a href="/tt/{40 + i}">{name}</a>', CODES[i], "Sở Y tế", "<i>Toàn trình</i>"] for i, name in enumerate(NAMES)]
    found = rows({"draw": 1, "recordsTotal": 3, "aaData": data})
    assert [(row.name, row.code, row.url) for row in found] == [
        (name, CODES[i], f"http://dvc.example/tt/{40 + i}") for i, name in enumerate(NAMES)
    ]
    assert {row.agency for row in found} == {"Sở Y tế"} and {row.level_text for row in found} == {"Toàn trình"}


def test_a_column_of_pictures_holds_what_they_stand_for() -> None:
    data = [[f'<a href="/tt/{40 + i}">{name}</a>', f"<img src='/m.png' alt='Mức độ {2 + i}'>"] for i, name in enumerate(NAMES)]
    assert [row.level_text for row in rows({"data": data})] == ["Mức độ 2", "Mức độ 3", "Mức độ 4"]
    assert {row.level_text for row in rows({"data": [[cell, "<img src='/m.png' alt='Xem'>"] for cell, _ in data]})} == {None}


@pytest.mark.parametrize(
    "data",
    [
        {
            "page": "1",
            "total": 1,
            "records": 3,
            "rows": [{"id": f"{900 + i * 7}", "cell": [CODES[i], name]} for i, name in enumerate(NAMES)],
        },
        {"iTotalRecords": 3, "aaData": [[i + 1, CODES[i], name, 900 + i * 7] for i, name in enumerate(NAMES)]},
        {"data": [[f'<span class="ten" data-ma="{900 + i * 7}">{name}</span>', CODES[i]] for i, name in enumerate(NAMES)]},
    ],
)
def test_records_are_told_apart_by_the_id_beside_their_cells(data: Any) -> None:
    assert [(row.name, row.key) for row in rows(data)] == [(name, f"{900 + i * 7}") for i, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    "data",
    [
        {"rows": [[1, "Sở Y tế", 12], [2, "Sở Tư pháp", 30]]},
        {"data": [{"ten": NAMES[0], "ma": CODES[0]}]},
        {"series": [[1, 2, 3], [4, 5, 6]]},
        {"data": [[NAMES[0], CODES[0]], [NAMES[1]]]},
        {"rows": [[{"ten": NAMES[0]}, 5], [{"ten": NAMES[1]}, 6]]},
        [],
    ],
)
def test_other_arrays_are_no_list_of_procedures(data: Any) -> None:
    assert grid_in(data) is None
