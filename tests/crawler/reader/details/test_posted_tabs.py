# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Tabs of a procedure's page that send the form around it: the server answers with the page, another part of it open."""

from __future__ import annotations

from html import escape

from classifier.model import Forms, Outcome, Page, Payment, Result
from classifier.reading import read_page
from crawler.fetching import Answer, Ask
from crawler.reader.details.posted_tabs import LARGEST, posted_parts
from crawler.reader.page.view import View
from tests.crawler.reader.details.test_parts import STEPS, facts
from tests.crawler.reader.made import Asked, Made, Reply, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES, portal, table
from tests.crawler.reader.reading import assert_all, read_made

SHOWN = PROCEDURES[:14]
TABS = ("Trình tự thực hiện", "Mẫu đơn, tờ khai", "Phí và kết quả", "Nộp hồ sơ")


def _part(one: Made, number: int) -> str:
    return (
        f"<dl>{STEPS}</dl>",
        f"<p>Tờ khai đề nghị <a href='/tep/{one.id}.docx'>Tải về</a></p>",
        "<dl><dt>Lệ phí</dt><dd>Không thu</dd><dt>Hình thức trả kết quả</dt><dd>Trả qua bưu điện</dd></dl>",
        "<p>Mời đăng nhập</p>",
    )[number]


def _page(one: Made, number: int) -> str:
    strip = "".join(
        f"<li class='{'dang-mo' if n == number else ''}'><a {'class=active' if n == number else ''} href=\"javascript:__doPostBack('ctl00$tc$muc{n}','')\">{words}</a></li>"
        for n, words in enumerate(TABS)
    )
    state = f"<input type=hidden name=__VIEWSTATE value='/w{one.id}E{number}'><input type=hidden name=__EVENTVALIDATION value='{one.id}'><input type=hidden name=__EVENTTARGET><input type=hidden name=__EVENTARGUMENT>"
    body = f"<h1>{escape(one.name)}</h1><dl>{facts(one)}</dl><ul class=dai>{strip}</ul><div>{_part(one, number)}</div>"
    return shell(f"<form method=post action='/xem.aspx?so={one.id}'>{state}{body}</form>", menu=MENU)


def aspx(asked: Asked) -> Reply | None:
    """Pages of their own addresses; a state that is not the page's own is refused, and nobody may be sent to the tab for applying."""
    if asked.path == "/thu-tuc-hanh-chinh":
        return shell(table(SHOWN, lambda p: f'<a href="/xem.aspx?so={p.id}">{p.name}</a>'), menu=MENU)
    one = next((p for p in SHOWN if str(p.id) == asked.query.get("so")), None) if asked.path == "/xem.aspx" else None
    if one is None:
        return portal(lambda _: "")(asked)
    if asked.method == "GET":
        return _page(one, 0)
    if asked.form.get("__EVENTVALIDATION") != str(one.id) or not asked.form.get("__VIEWSTATE", "").startswith(f"/w{one.id}E"):
        return (500, "text/html", "<h1>Server Error in '/' Application.</h1>")
    return _page(one, int(asked.form["__EVENTTARGET"].removeprefix("ctl00$tc$muc")))


def test_tabs_that_send_the_form_are_read_like_those_with_an_address() -> None:
    found = read_made(aspx)
    assert_all(found, SHOWN, most=70 / len(SHOWN))
    told = {(e.features.forms, e.features.payment, e.features.result) for e in found.sink.entries}
    assert told == {(Forms.YES, Payment.NOT_APPLICABLE, Result.POST)}
    targets = {asked.form.get("__EVENTTARGET") for asked in found.served.asked if asked.method == "POST"}
    assert targets == {"ctl00$tc$muc1", "ctl00$tc$muc2"}


def test_what_stays_unread_is_unknown() -> None:
    found = read_made(lambda asked: (500, "text/html", "<h1>Lỗi</h1>") if asked.method == "POST" else aspx(asked))
    assert_all(found, SHOWN, most=70 / len(SHOWN))
    assert {(e.features.forms, e.features.payment) for e in found.sink.entries} == {(Forms.UNKNOWN, Payment.UNKNOWN)}


def _view(html: str) -> View:
    page = Page("http://dvc.tinh.example.vn/xem.aspx?so=1", html, content_type="text/html; charset=utf-8")
    return View(Ask(page.url), Answer(Ask(page.url), Outcome.OK, page), page, read_page(page))


def test_only_tabs_of_the_pages_own_form_are_sent_and_no_form_of_any_size() -> None:
    page = _page(SHOWN[0], 0)
    assert list(posted_parts(_view(page))) == ["Mẫu đơn, tờ khai", "Phí và kết quả"]
    assert not posted_parts(_view(page.replace("__doPostBack", "moMuc")))
    assert not posted_parts(_view(page.replace("action='/xem", "action='https://khac.example/xem")))
    assert not posted_parts(_view(page.replace("value='/w", f"value='{'A' * LARGEST}")))
