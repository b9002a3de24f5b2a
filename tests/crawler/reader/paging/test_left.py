# ruff: noqa: E501 - mark-up is easier to read on one line
"""Lists that go on where nothing was found to lead on, and the parameters by which grids of many makes go on."""

from __future__ import annotations

import pytest

from classifier.model import Outcome, Page
from classifier.reading import read_page
from crawler.fetching import Answer, Ask
from crawler.reader.page.view import View
from crawler.reader.paging.left import left_unread
from crawler.reader.paging.numbers import enlarged, following
from tests.crawler.reader.made import Asked, Reply, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES, anchor, portal, table
from tests.crawler.reader.reading import read_made

LIST = "".join(f'<li><a href="/tt/{i}">Cấp giấy phép kinh doanh karaoke đợt {i}</a></li>' for i in range(11, 15))


def view(body: str, script: str = "") -> View:
    page = Page("http://dvc.example/ds", f"<html><body><main>{body}</main><script>{script}</script></body></html>", 200, "text/html")
    ask = Ask(page.url)
    return View(ask, Answer(ask, Outcome.OK, page), page, read_page(page))


@pytest.mark.parametrize(
    ("body", "script"),
    [
        (f"<ul>{LIST}</ul><select v-model='trang'><option>1<option>2<option>3</select>", ""),
        (f"<ul>{LIST}</ul><div class='phan-trang'><a class='active' onclick='sang(1)'>1</a><a onclick='sang(2)'>2</a></div>", ""),
        (f"<div><ul>{LIST}</ul><button data-x>Xem thêm thủ tục</button></div>", ""),
        (f"<div><ul>{LIST}</ul><div class='load-more-sentinel'></div></div>", "new IntersectionObserver(nap)"),
    ],
)
def test_a_list_that_goes_on_is_not_whole(body: str, script: str) -> None:
    assert left_unread(view(body, script))


@pytest.mark.parametrize(
    ("body", "script"),
    [
        (f"<ul>{LIST}</ul>", "window.onscroll = function(){ if (window.scrollY > 99) len.style.display = 'block'; }"),
        (f"<ul>{LIST}</ul><select name='trang'><option>1</select>", ""),
        (f"<ul>{LIST}</ul><section><p>Tin mới</p><button data-x>Xem thêm tin</button></section>", ""),
        (f"<ul>{LIST}</ul><div class='phan-trang'><a href='/ds?page=1' class='active'>1</a><a href='/ds?page=2'>2</a></div>", ""),
        (f"<ul>{LIST}</ul><div class='moc-lich-su'></div>", "new IntersectionObserver(hien)"),
    ],
)
def test_a_list_without_such_a_sign_is_whole(body: str, script: str) -> None:
    assert not left_unread(view(body, script))


@pytest.mark.parametrize(
    ("sent", "larger", "next_page"),
    [
        ("sEcho=1&iDisplayStart=0&iDisplayLength=10", "sEcho=1&iDisplayStart=0&iDisplayLength=34", "sEcho=1&iDisplayStart=10&iDisplayLength=10"),
        ("_search=false&rows=10&page=1&sidx=id", "_search=false&rows=34&page=1&sidx=id", "_search=false&rows=10&page=2&sidx=id"),
        ("take=10&skip=0&page=1&pageSize=10", "take=34&skip=0&page=1&pageSize=34", "take=10&skip=10&page=2&pageSize=10"),
        ("current=1&rowCount=10&searchPhrase=", "current=1&rowCount=34&searchPhrase=", "current=2&rowCount=10&searchPhrase="),
        ("pq_curpage=1&pq_rpp=10", "pq_curpage=1&pq_rpp=34", "pq_curpage=2&pq_rpp=10"),
        ("draw=1&start=0&length=10&order%5B0%5D%5Bcolumn%5D=0", "draw=1&start=0&length=34&order%5B0%5D%5Bcolumn%5D=0", "draw=1&start=10&length=10&order%5B0%5D%5Bcolumn%5D=0"),
    ],
)  # fmt: skip
def test_grids_of_many_makes_go_on_by_their_own_parameters(sent: str, larger: str, next_page: str) -> None:
    ask = Ask("http://dvc.example/ds", method="POST", body=sent.encode())
    more = enlarged(ask, 34, 10)
    assert more is not None and more.body == larger.encode()
    assert next(following(ask, 10)).body == next_page.encode()


@pytest.mark.parametrize(("shown", "whole"), [(12, False), (2, True)])
def test_codes_of_a_list_that_are_no_rows_are_told(shown: int, whole: bool) -> None:
    """Some lines of a list are drawn in a way that nobody reads: what they are called is a picture."""

    def listing(asked: Asked) -> Reply:
        pictures = "".join(f"<div><img src='/ten/{p.id}.png'><i>{p.code}</i></div>" for p in PROCEDURES[20 : 20 + shown])
        return shell(table(PROCEDURES[:20], anchor) + pictures, menu=MENU)

    report = read_made(portal(listing)).report
    assert (report.coverage.listed, report.coverage.complete) == (20, whole)
    assert whole is not any(warning.startswith(f"codes_unlisted: the lists show {shown} codes") for warning in report.warnings)
