# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Rows that send the page's form back: one portal answers with a redirect, the other in place; only the page's own state will do."""

from __future__ import annotations

import base64
from html import escape

import pytest

from classifier.model import Row
from crawler.reader.identity import RecordBook
from tests.crawler.reader.made import Answering, Asked, Made, Reply, detail_dl, detail_table, made, shell
from tests.crawler.reader.reading import assert_all, read_made

PROCEDURES = made(23)
SIZE = 6


def _state(page: int) -> str:
    return base64.b64encode(f"/wEPDw|{page}|".encode()).decode()


def _page_of(asked: Asked) -> int | None:
    """The page whose state came back; None for a state that this portal never gave."""
    try:
        return int(base64.b64decode(asked.form.get("__VIEWSTATE", "")).decode().split("|")[1])
    except (ValueError, IndexError):
        return None


def _grid(page: int, press: str) -> str:
    rows = PROCEDURES[page * SIZE : page * SIZE + SIZE]
    lines = "".join(
        f'<tr><td>{page * SIZE + place + 1}</td><td>{p.code}</td><td><a href="javascript:{press.format(place=place + 2)}">{escape(p.name)}</a></td>'
        f"<td>{p.agency}</td><td>{p.level}</td></tr>"
        for place, p in enumerate(rows)
    )
    pager = "".join(f"<a href=\"javascript:__doPostBack('ctl00$gv','Page${n + 1}')\">{n + 1}</a> " for n in range(4) if n != page)
    heads = "".join(f"<th>{h}</th>" for h in ("STT", "Mã số", "Tên thủ tục", "Đơn vị", "Mức độ"))
    hidden = f'<input type="hidden" name="__VIEWSTATE" value="{_state(page)}"><input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">'
    return f'<form method="post" action="/TTHC/DanhSach.aspx">{hidden}<table><tr>{heads}</tr>{lines}</table><p>Trang: {pager}</p></form>'


def _pressed(asked: Asked) -> Made | None:
    page, target = _page_of(asked), asked.form.get("__EVENTTARGET", "")
    if page is None or "$ctl" not in target:
        return None
    place = int(target.rpartition("$ctl")[2].partition("$")[0]) - 2
    return PROCEDURES[page * SIZE + place]


def _portal(asked: Asked, press: str, opened: str) -> Reply | None:
    if asked.path == "/":
        return shell('<p>Kính chào quý khách</p><a href="/TTHC/DanhSach.aspx">Thủ tục hành chính</a>')
    if asked.path == "/TTHC/DanhSach.aspx":
        if asked.method == "POST" and (found := _pressed(asked)) is not None:
            if opened == "elsewhere":
                return (302, f"/TTHC/ChiTiet.aspx?k={found.id * 31}", "")
            return shell(detail_dl(found))
        page = _page_of(asked) if asked.method == "POST" else 0
        if page is None:
            return (500, "text/html", "<h1>Server Error in '/' Application.</h1><p>Invalid viewstate</p>")
        argument = asked.form.get("__EVENTARGUMENT", "")
        return shell(_grid(int(argument.removeprefix("Page$")) - 1 if argument.startswith("Page$") else page, press))
    if asked.path == "/TTHC/ChiTiet.aspx":
        found = next((p for p in PROCEDURES if str(p.id * 31) == asked.query.get("k")), None)
        return shell(detail_table(found)) if found else None
    return None


def elsewhere(asked: Asked) -> Reply | None:
    return _portal(asked, "__doPostBack('ctl00$gv$ctl{place:02d}$lnk','')", "elsewhere")


def in_place(asked: Asked) -> Reply | None:
    press = "WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions(&quot;ctl00$gv$ctl{place:02d}$btn&quot;, &quot;&quot;, true))"
    return _portal(asked, press, "here")


@pytest.mark.parametrize("portal", [elsewhere, in_place], ids=lambda f: f.__name__)
def test_rows_that_post_the_form_back_are_pressed_with_the_state_of_their_page(portal: Answering) -> None:
    run = read_made(portal)
    assert_all(run, PROCEDURES)


def test_a_place_in_a_grid_is_nobodys_identity() -> None:
    book = RecordBook()
    handle = "__doPostBack('ctl00$gv$ctl02$lnk','')"
    assert book.add(Row("Cấp giấy phép quảng cáo", "1.000101", handle=handle), "http://a/") is not None
    assert book.add(Row("Cấp giấy phép quảng cáo", "1.000101", handle=handle.replace("02", "05")), "http://a/") is None
    assert book.add(Row("Thu hồi giấy phép quảng cáo", "1.000102", handle=handle), "http://a/") is not None


def test_a_row_learns_what_only_another_list_says() -> None:
    book = RecordBook()
    record = book.add(Row("Cấp giấy phép quảng cáo", url="http://a/tt/17"), "http://a/")
    book.add(Row("Cấp giấy phép quảng cáo", "1.000101", url="http://a/tt/17", agency="Sở Y tế", level_text="Mức độ 3"), "http://a/ds")
    assert record is not None
    assert (record.row.code, record.row.agency, record.row.level_text) == ("1.000101", "Sở Y tế", "Mức độ 3")
