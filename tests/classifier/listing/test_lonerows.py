# ruff: noqa: E501 - mark-up is easier to read on one line
"""A list of one row says of its procedure what longer lists say of theirs."""

from __future__ import annotations

import pytest

from classifier.listing.lonerows import rows_around
from classifier.model import Page
from tests.classifier.vendors.details import page

URL = "https://dvc.tinh.example.vn/don-vi/so-y-te?trang=3"
ONE = "https://dvc.tinh.example.vn/tthc/812"
FILTER = (
    "<p><label>Mức độ</label> <select><option>Mức độ 2</option><option>Mức độ 4</option></select></p>"
    + "<p>Nội dung khác của trang.</p>" * 12
)


@pytest.mark.parametrize(
    "row",
    [
        "<div class=muc><a href='/tthc/812'>Cấp thẻ nhà báo</a><div><small>Mã: 1.009374</small> <small>Mức độ:</small> <span>Mức độ 3</span></div></div>",
        "<ul><li><a href='/tthc/812'>Cấp thẻ nhà báo</a> <span class=the>Mức độ 3</span> 1.009374</li></ul>",
        "<article><h3><a href='/tthc/812'>Cấp thẻ nhà báo</a></h3><p>Mã thủ tục: 1.009374</p><p>Mức độ DVC: Mức độ 3</p></article>",
        "<dl><dt><a href='/tthc/812'>Cấp thẻ nhà báo</a></dt><dd><img src=/3.png alt='Mức độ 3'> 1.009374</dd></dl>",
        "<div><div class=ten><a href='/tthc/812'>Cấp thẻ nhà báo</a></div><div class=ma>1.009374</div><div class=md>Mức độ 3</div></div>",
    ],
)
def test_the_only_row_tells_code_and_level(row: str) -> None:
    found = rows_around(Page(URL, page(f"<main>{FILTER}<div class=ds>{row}</div>{FILTER}</main>")), [ONE])[ONE]
    assert (found.name, found.code, found.level_text) == ("Cấp thẻ nhà báo", "1.009374", "Mức độ 3")


def test_what_stands_with_another_procedure_is_not_said_of_it() -> None:
    html = page("<main><p><a href='/tthc/812'>Cấp thẻ nhà báo</a></p><p><a href='/tthc/813'>Cấp đổi thẻ</a> <b>Mức độ 4</b></p></main>")
    found = rows_around(Page(URL, html), [ONE, ONE.replace("812", "813")])
    assert [row.level_text for row in found.values()] == [None, "Mức độ 4"]
    assert not rows_around(Page(URL, html), ["https://dvc.tinh.example.vn/tthc/9"])


def test_rows_of_several_links_to_one_address_end_where_the_next_begins() -> None:
    row = "<p><a href='/tthc/{0}'>Cấp thẻ nhà báo {0}</a> <b>Mức độ {1}</b> <a href='/tthc/{0}'>Xem chi tiết</a></p>"
    html = page(f"<main>{''.join(row.format(n, n % 3 + 1) for n in range(811, 815))}</main>")
    found = rows_around(Page(URL, html), [ONE.replace("812", str(n)) for n in range(811, 815)])
    assert [row.level_text for row in found.values()] == ["Mức độ 2", "Mức độ 3", "Mức độ 1", "Mức độ 2"]
