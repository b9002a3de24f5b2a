"""One list, many mark-ups: the same rows."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from classifier.model import Outcome, Page, PageKind
from classifier.reading import read_page
from tests.classifier.vendors.listings import ITEMS, LISTINGS, Item

URL = "https://dvc.tinh.example.vn/tra-cuu?page=1"


@pytest.mark.parametrize("draw", LISTINGS, ids=lambda draw: draw.__name__)
def test_every_markup_gives_the_same_rows(draw: Callable[[tuple[Item, ...]], str]) -> None:
    html = draw(ITEMS)
    reading = read_page(Page(URL, html))
    assert (reading.outcome, reading.kind) == (Outcome.OK, PageKind.LISTING)
    assert [row.name for row in reading.rows] == [item.name for item in ITEMS]
    shown = re.sub(r"<[^>]+>", " ", html)
    if ITEMS[0].code in shown:
        assert [row.code for row in reading.rows] == [item.code for item in ITEMS]
    if f">{ITEMS[1].level}<" in html or f": {ITEMS[1].level}<" in html or f"'{ITEMS[1].level}'" in html:
        assert [row.level_text for row in reading.rows] == [item.level for item in ITEMS]
    else:
        assert all(row.level_text is None for row in reading.rows)
    for row, item in zip(reading.rows, ITEMS, strict=True):
        assert item.id[1:] in (row.key or "") or row.handle is not None
        assert row.url is not None or row.handle
        if row.url:
            assert item.id[1:] in row.url and "nop" not in row.url


@pytest.mark.parametrize("count", [1, 2])
def test_a_table_with_heads_may_have_few_rows(count: int) -> None:
    draw = LISTINGS[0]
    reading = read_page(Page(URL, draw(ITEMS[:count])))
    assert [row.name for row in reading.rows] == [item.name for item in ITEMS[:count]]


def test_the_only_procedure_of_a_category_is_a_list_beside_featured_ones() -> None:
    featured = "".join(f"<p><a href='/tthc/xem/{n}'>{item.name}</a></p>" for n, item in enumerate(ITEMS, 300))
    own = "<ul><li>1. <a href='/tthc/xem/777;jsessionid=0A1B2C3D4E5F.n1'>Cấp lại thẻ hướng dẫn viên</a> <i>Sở Du lịch</i></li></ul>"
    html = f"<html><title>Du lịch</title><body><h2>Lĩnh vực Du lịch</h2>{own}<div><b>Thủ tục nổi bật</b>{featured}</div></body></html>"
    reading = read_page(Page(URL, html))
    assert [(row.name, row.key) for row in reading.rows] == [("Cấp lại thẻ hướng dẫn viên", "777")]


def test_a_long_name_that_begins_like_an_order_is_a_name() -> None:
    names = (
        "Đánh giá tác động môi trường của dự án đầu tư nhóm II",
        "Cấp thẻ hướng dẫn viên",
        "Gửi thang lương, bảng lương của doanh nghiệp",
    )
    cards = "".join(
        f"<section><h4><a href='/thu-tuc/{n}'>{name}</a></h4><a href='/thu-tuc/{n}'>Xem</a> <a href='/y-kien/{n}'>Đánh giá</a></section>"
        for n, name in enumerate(names, 40)
    )
    reading = read_page(Page(URL, f"<html><body><h1>Danh mục thủ tục</h1>{cards}</body></html>"))
    assert tuple(row.name for row in reading.rows) == names
