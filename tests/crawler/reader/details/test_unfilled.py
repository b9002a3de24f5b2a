# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Procedure pages that HTTP shows whole, but for a box that says something is on its way."""

from __future__ import annotations

import pytest

from classifier.model import Forms, Page
from crawler.reader.asking.vacant import says_wait
from crawler.reader.page.document import Document
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Asked, Made, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import PROCEDURES, anchor, table
from tests.crawler.reader.reading import read_made

SHOWN = PROCEDURES[:9]
FETCHED = SHOWN[3::2]  # the first pages that are read have their forms in the page
FILE = "{\\rtf1\\ansi To khai de nghi giai quyet thu tuc cho nguoi dan o xa.}"


@pytest.mark.parametrize(
    ("box", "waits"),
    [
        ("<ol id=tep><li>Đang nạp danh sách…</li></ol>", True),
        ("<div id=tep>Xin vui lòng chờ trong giây lát</div>", True),
        ("<div id=tep>Nội dung đang được cập nhật</div>", False),
        ("<div id=tep hidden>Đang tải…</div>", False),
        ("<div id=loading>Đang tải…</div>", False),
        ("<aside><div id=tep>Đang tải…</div></aside>", False),
    ],
)
def test_what_says_that_something_is_on_its_way(box: str, waits: bool) -> None:
    assert says_wait(Document(Page("http://xa.example/tt/1", f"<html><body><h1>Đăng ký</h1>{box}</body></html>"))) is waits


def page_of(one: Made) -> str:
    asked = f"<section><h4>Mẫu đơn, tờ khai</h4><div id=tep>Đang tải dữ liệu…</div></section><script src=/tep.js data-k={one.id}></script>"
    there = "<section><h4>Mẫu đơn, tờ khai</h4><p><a href=/m/chung.doc>Tờ khai đề nghị giải quyết</a></p></section>"
    said = "<div id=y-kien>Đang tải, vui lòng đợi</div><script src=/y-kien.js></script>"
    return shell(detail_dl(one) + (asked if one in FETCHED else there + (said if one.id % 2 else "")))


def portal(asked: Asked) -> Reply | None:
    """Forms of some procedures come by a file of code; readers' opinions of others never come."""
    if asked.path == "/":
        return shell(table(SHOWN, anchor))
    if asked.path == "/tep.js":
        return js(
            "const x = new XMLHttpRequest(), b = document.getElementById('tep'); x.open('GET', '/tep?k=' + document.currentScript.dataset.k);"
            "x.onload = () => { b.innerHTML = JSON.parse(x.responseText).map(t => `<p><a href='${t.u}'>${t.n}</a></p>`).join('') || 'Chưa có'; }; x.send();"
        )
    if asked.path == "/tep":
        none = asked.number("k", 0) == FETCHED[0].id
        return data([] if none else [{"n": "Tờ khai đề nghị giải quyết", "u": f"/m/{asked.number('k', 0)}.doc"}])
    if asked.path == "/y-kien.js":
        return js("fetch('/khong-co').then(r => r.json()).then(d => { document.getElementById('y-kien').textContent = d.n; });")
    if asked.path.startswith("/m/"):
        return (200, "application/msword", FILE)
    one = next((p for p in SHOWN if asked.path == f"/thu-tuc/{p.id}"), None)
    return page_of(one) if one else None


@pytest.mark.browser
def test_boxes_that_are_filled_later_are_read_filled() -> None:
    found = read_drawn(portal)
    forms = {entry.name: entry.features.forms for entry in found.sink.entries}
    expected = {p.name: Forms.YES for p in SHOWN}
    assert {name for name, known in forms.items() if known != expected[name]} <= {FETCHED[0].name}
    assert len(found.sink.entries) == len(SHOWN)
    assert found.report.coverage.rendered <= len(FETCHED) + 2  # the pages without opinions are drawn twice, and no more


def test_without_a_browser_nothing_is_said_of_what_did_not_come() -> None:
    found = read_made(portal)
    forms = {entry.name: entry.features.forms for entry in found.sink.entries}
    assert forms == {p.name: Forms.UNKNOWN if p in FETCHED else Forms.YES for p in SHOWN}
