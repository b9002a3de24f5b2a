"""Columns of which each is a level, with a mark in the one that a procedure has."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.findings.declared import declare
from classifier.model import Page
from classifier.reading import read_page
from tests.classifier.vendors.listings import ITEMS

URL = "https://sxd.tinh.example.vn/dvc"
DAY = date(2026, 1, 5)
ONE_ROW = "<tr><th>TT<th>Tên thủ tục<th>Mức độ 2<th>Mức độ 3<th>Mức độ 4<th>Ghi chú</tr>"
BELOW = (
    "<tr><th rowspan=2>TT<th rowspan=2>Thủ tục hành chính<th colspan=3>Mức độ cung cấp<th rowspan=2>Ghi chú</tr><tr><th>2<th>III<th>04</tr>"
)
LATER = "<tr><td><b>TT</b><td><b>Tên thủ tục</b><td><b>Còn lại</b><td><b>Một phần</b><td><b>Toàn trình</b><td><b>Ghi chú</b></tr>"
ONE_EACH = [(0,), (1,), (2,), (), (1,), (0,)]


def labels(heads: str, marks: list[tuple[int, ...]], mark: str = "x", none: str = "") -> list[str | None]:
    rows = "".join(
        f"<tr><td>{n}<td><a href='/dvc/{i.id}'>{i.name}</a>{''.join(f'<td>{mark if c in own else none}' for c in range(3))}<td></tr>"
        for n, (i, own) in enumerate(zip(ITEMS, marks, strict=True), 1)
    )
    reading = read_page(Page(URL, f"<html><body><h1>Dịch vụ công</h1><table>{heads}{rows}</table></body></html>"))
    assert [row.name for row in reading.rows] == [item.name for item in ITEMS]
    return [declare(row.level_text, DAY).value for row in reading.rows]


@pytest.mark.parametrize(
    ("mark", "none"),
    [
        ("✓", ""),
        ("(X)", "-"),
        ("Có", "Không"),
        ("<img src='/i/tick.gif'>", ""),
        ("<i class='fa fa-check'></i>", "<i class='fa fa-times'></i>"),
        ("<input type=checkbox checked>", "<input type=checkbox>"),
        ("<img src='/i/dung.png'>", "<img src='/i/trong/blank.png'>"),
    ],
)
@pytest.mark.parametrize("heads", [ONE_ROW, BELOW])
def test_the_marked_column_is_the_level(heads: str, mark: str, none: str) -> None:
    assert labels(heads, ONE_EACH, mark, none) == ["2", "3", "4", None, "3", "2"]


def test_levels_of_the_later_scale() -> None:
    told = ["cung-cap-thong-tin", "mot-phan", "toan-trinh", None, "mot-phan", "cung-cap-thong-tin"]
    assert labels(LATER, ONE_EACH) == told
    assert labels(LATER, [(1, 2), *ONE_EACH[1:]]) == [None, *told[1:]]  # both is neither


def test_lower_levels_marked_together_with_the_highest() -> None:
    assert labels(ONE_ROW, [(0,), (0, 1), (0, 1, 2), (), (0, 1), (0,)]) == ["2", "3", "4", None, "3", "2"]


def test_several_marks_are_several_levels_where_others_stand_alone() -> None:
    assert labels(ONE_ROW, [(0, 1), (1,), (2,), (), (1, 2), (0,)]) == ["2-3", "3", "4", None, "3-4", "2"]


@pytest.mark.parametrize("cell", ["12", "Xem chi tiết", "30.000"])
def test_figures_and_words_are_no_marks(cell: str) -> None:
    assert set(labels(ONE_ROW, ONE_EACH, cell, cell)) == {None}


PLAIN = (
    "<tr><td rowspan=2><b>TT</b><td rowspan=2><b>Tên thủ tục</b><td colspan=3><b>Mức độ DVC</b><td rowspan=2><b>Ghi chú</b></tr>"
    "<tr><td>Mức 2<td>Mức 3<td>Mức 4</tr>"
)


def test_plain_cells_below_a_head_over_several_columns_are_heads() -> None:
    assert labels(PLAIN, ONE_EACH) == ["2", "3", "4", None, "3", "2"]
