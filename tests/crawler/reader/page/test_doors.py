# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Portals behind a page that sets a cookie by its script and loads itself again."""

from __future__ import annotations

import pytest

from classifier.model import Outcome, Page
from classifier.reading import read_page
from crawler.fetching import Answer, Ask
from crawler.reader.page.doors import is_door
from crawler.reader.page.view import View
from tests.crawler.reader.asking.test_scripts import read_drawn
from tests.crawler.reader.made import Answering, Asked, Reply
from tests.crawler.reader.paging.test_paging import PROCEDURES, get_one_based, portal
from tests.crawler.reader.reading import assert_all, read_made

DOORS = {
    "a number that is made": "<script>var a=[7,9,11],s='';for(var i=0;i<3;i++)s+=a[i].toString(16);document.cookie='qua='+s+'; path=/';location.reload(true);</script><noscript>Bật JavaScript để tiếp tục</noscript>",
    "words and a way back": "<p>Đang kiểm tra trình duyệt, vui lòng chờ giây lát…</p><script>document.cookie = ['qua', '79b'].join('=') + ';path=/'; setTimeout(() => { window.location.href = window.location.href; }, 50);</script>",
    "the document by another name and a form that sends itself": "<form id='lai' action='/'></form><script>(function (d) { d.cookie = 'qua=' + 79 + 'b;path=/'; d.forms.lai.submit(); })(document);</script>",
    "a head that has the page loaded again": "<meta http-equiv='Refresh' content='1'><script>document['cookie']=`qua=${(0x79b).toString(16)};path=/`</script><p>Xin chờ. <a href='/'>Bấm vào đây</a> nếu trình duyệt không tự chuyển.</p>",
}


def behind(door: str, opens: bool = True) -> Answering:
    within = portal(get_one_based)

    def answer(asked: Asked) -> Reply | None:
        if asked.cookies.get("qua") == "79b" and opens:
            return within(asked)
        return f"<html><body>{door}</body></html>" if asked.path != "/robots.txt" else None

    return answer


@pytest.mark.browser
@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_who_runs_the_script_once_is_let_in_everywhere(door: str) -> None:
    found = read_drawn(behind(door))
    assert_all(found, PROCEDURES, most=1.5)
    assert found.report.coverage.complete
    assert found.report.coverage.rendered <= 2
    sent = [ask for ask in found.fetcher.asked if ask.cookies]
    assert sent
    assert {dict(ask.cookies)["qua"] for ask in sent} == {"79b"}


@pytest.mark.browser
def test_a_door_that_stays_shut_is_tried_twice_at_most() -> None:
    found = read_drawn(behind(DOORS["words and a way back"], opens=False))
    assert found.sink.entries == []
    assert not found.report.coverage.complete
    assert found.report.coverage.rendered <= 6


def test_without_a_browser_nothing_goes_through_and_nothing_is_empty() -> None:
    found = read_made(behind(DOORS["a number that is made"]))
    assert found.sink.entries == []
    assert not found.report.coverage.complete


@pytest.mark.parametrize(
    ("body", "door"),
    [
        (DOORS["a number that is made"], True),
        ("<p>Chọn ngôn ngữ</p><script>document.cookie='lang=vi'</script>", False),  # a cookie, and no coming again
        ("<script>if (document.cookie == '') location.reload()</script>", False),  # asks for one, sets none
        (DOORS["a number that is made"] + "<a href='/thu-tuc'>Thủ tục hành chính</a>", False),  # a page with ways on
        (DOORS["a head that has the page loaded again"].replace("href='/'", "href='/tthc/1'"), False),
        (DOORS["a number that is made"] + "<p>" + "Tin tức của tỉnh. " * 60 + "</p>", False),
    ],
)
def test_what_a_door_is(body: str, door: bool) -> None:
    page = Page("https://a.gov.vn/", f"<html><body>{body}</body></html>")
    assert is_door(View(Ask(page.url), Answer(Ask(page.url), Outcome.OK, page), page, read_page(page))) is door
