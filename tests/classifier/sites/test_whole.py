"""A site as a whole: what stands at its address, which pages are wanted, and the real pages beside the project."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from classifier.model import Outcome, Page
from classifier.sites.judge import MAX_PAGES, judge_site, state_of, wanted
from classifier.sites.model import Item, SiteContext, SitePage, SiteState, SiteTier, State
from classifier.sites.site import open_site_page
from classifier.sites.why import Why, causes_of
from tests.classifier.sites.made import AT, BODY, HOST, context, entry, page

LINKS = "".join(entry(f"Mục {n}", f"/muc{n}") for n in range(8))
REAL = Path(__file__).resolve().parents[3].parent / "shared" / "real" / "hanoi-mirror"


def front(html: str, url: str = HOST, status: int = 200) -> SitePage:
    return open_site_page(Page(url, html, status, "text/html", HOST, AT), front=True)


@pytest.mark.parametrize(
    ("html", "state"),
    [
        ("<html><body><h1>so.example.gov.vn</h1><p>This domain is for sale</p><a href='http://x/'>Buy</a></body></html>", SiteState.PARKED),
        ("<html><head><title>Welcome to nginx!</title></head><body><p>If you see this page, it works.</p></body></html>", SiteState.PARKED),
        ("<html><body><p>Website đang xây dựng</p></body></html>", SiteState.BARE),
        (
            "<html><head><title>Just another WordPress site</title></head><body>Hello world! <a href='/?p=1'>1</a></body></html>",
            SiteState.BARE,
        ),
        ("<html><body></body></html>", SiteState.BARE),
        ("<html><head><title>Request Rejected</title></head><body>The requested URL was rejected.</body></html>", SiteState.UNREAD),
        (f"<html><body>{LINKS}{BODY}</body></html>", SiteState.OK),
    ],
)
def test_what_stands_at_the_address(html: str, state: SiteState) -> None:
    assert state_of(front(html), context())[0] is state


def test_the_reason_quotes_the_page_as_it_writes() -> None:
    words = "Trang đang trong thời gian xây dựng: ĐANG  XÂY DỰNG, mời quay lại"
    assert causes_of(state_of(front(f"<html><body><p>{words}</p></body></html>"), context())[1]) == [(Why.WORDS, "ĐANG XÂY DỰNG")]


def test_news_about_troubles_is_no_trouble() -> None:
    links = "".join(f"<li><a href='/b{n}'>Bài viết thứ {n} trên trang</a></li>" for n in range(20))
    html = f"<html><body><h2>Bệnh viện quá tải, dự án đang xây dựng, tên miền đã hết hạn</h2><ul>{links}</ul>{BODY * 5}</body></html>"
    assert state_of(front(html), context()) == (SiteState.OK, "")


def test_a_redirect_is_followed_unless_it_ends_at_somebody_else_s_site() -> None:
    html = f"<html><body>{LINKS}{BODY}</body></html>"
    hosts = {"province_hosts": frozenset({"tinh.example"}), "agency_hosts": (("b", "khac.example"),)}
    assert state_of(front(html, "http://tinh.example/"), context(**hosts))[0] is SiteState.MOVED
    assert state_of(front(html, "http://khac.example/"), context(**hosts))[0] is SiteState.MOVED
    assert state_of(front(html, "http://moi.example/"), context(**hosts))[0] is SiteState.OK
    named = html.replace("<body>", "<body><h1>SỞ NỘI VỤ TỈNH HÀ TĨNH</h1>")
    assert state_of(front(named, "http://khac.example/"), context(**hosts))[0] is SiteState.OK


def test_only_pages_that_decide_something_are_wanted_and_never_too_many() -> None:
    menu = "".join(entry(f"Tin tức {n}", f"/tin{n}") for n in range(80)) + entry("Thời tiết", "/thoi-tiet")
    addresses = wanted([open_site_page(page(BODY, menu=menu), front=True)], context())
    assert 0 < len(addresses) < 10 and f"{HOST}/thoi-tiet" not in addresses
    many = [
        open_site_page(page(BODY, menu=menu), front=True),
        *(SitePage(f"{HOST}/{n}", f"{HOST}/{n}", Outcome.OK) for n in range(MAX_PAGES)),
    ]
    assert wanted(many, context()) == []


def test_a_menu_in_a_frame_is_the_site_s_menu() -> None:
    frameset = Page(
        HOST, "<html><frameset cols='20%,80%'><frame src='/menu.html'><frame src='/giua.html'></frameset></html>", requested_url=HOST, at=AT
    )
    menu = page(f"<ul>{LINKS}{entry('Tin tức', '/tin')}{entry('Công báo', '#')}</ul>", "/menu.html")
    pages = [open_site_page(frameset, front=True)]
    assert state_of(pages[0], context())[0] is SiteState.OK
    assert wanted(pages, context())[:2] == [f"{HOST}/menu.html", f"{HOST}/giua.html"]
    pages += [open_site_page(menu), open_site_page(page(BODY, "/giua.html"))]
    assert wanted(pages, context()) == [f"{HOST}/tin"]
    reading = judge_site(pages, context())
    news, gazette, budget = (reading.of(item) for item in (Item.NEWS, Item.GAZETTE, Item.BUDGET))
    assert news and gazette and budget
    assert (news.state, gazette.state, budget.state) == (State.UNKNOWN, State.EMPTY, State.MISSING)  # the frame's menu was read


def test_a_page_that_a_script_draws_is_no_bare_site() -> None:
    for shell in (
        "<div id='app'></div><script>start()</script>",
        "<div id='root'></div><script src='/app.js'></script>",
        "<iframe src='/x'></iframe>",
    ):
        reading = judge_site([front(f"<html><body>{shell}</body></html>")], context())
        assert {found.state for found in reading.findings if found.item in (Item.NEWS, Item.SERVICES)} == {State.UNKNOWN}


def test_a_site_map_names_sections_that_the_menu_hides() -> None:
    mapped = page(
        f"<ul>{entry('Lấy ý kiến nhân dân', '/yk')}{entry('Công báo', '/cb')}{entry('Ảnh', '/a')}</ul>",
        "/sd",
        menu=entry("Sơ đồ cổng", "/sd"),
    )
    pages = [open_site_page(page("", menu=entry("Sơ đồ cổng", "/sd")), front=True), open_site_page(mapped)]
    assert f"{HOST}/yk" in wanted(pages, context())


def test_nothing_on_a_hostile_page_raises() -> None:
    for body in (
        "<a href='http://[::1'>Tin tức</a>" * 9,
        "<option value='//'>x" * 5,
        "<a href='javascript:location=\"'>Liên hệ</a>" * 9,
        "<" * 5000,
    ):
        reading = judge_site([front(f"<html><body>{body}{''.join(map(entry, 'abcdef'))}</body></html>")], context())
        assert reading.state in SiteState


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not beside the project")
def test_a_real_department_s_site() -> None:
    base = "http://sotttt.hanoi.gov.vn/"
    names = {
        "index.html": base,
        "so-do-websitedff6.html": f"{base}so-do-website.html",
        "cong-nghe-thong-tin01ad.html": f"{base}cong-nghe-thong-tin.html",
    }
    pages = [
        open_site_page(Page(url, (REAL / name).read_bytes(), requested_url=url), front=name == "index.html") for name, url in names.items()
    ]
    known = SiteContext(
        base, SiteTier.SO, date(2022, 8, 25), "Sở Thông tin và Truyền thông", "Hà Nội", portal_hosts=frozenset({"dichvucong.hanoi.gov.vn"})
    )
    reading = judge_site(pages, known)
    states = {found.item: found.state for found in reading.findings}
    assert reading.state is SiteState.OK
    assert (states[Item.NEWS], states[Item.TRANSACTION], states[Item.LINKS], states[Item.SEARCH]) == (State.PRESENT,) * 4
    news = reading.of(Item.NEWS)
    assert news is not None and news.latest == date(2022, 8, 24)
    # Named in the menu or by a picture, but their pages were not saved.
    for item in (Item.INTRODUCTION, Item.DIRECTIVES, Item.CONSULTATION, Item.PROJECTS, Item.QUESTIONS, Item.CONTACTS, Item.BUDGET):
        assert states[item] is State.UNKNOWN, item
    for item in (Item.GAZETTE, Item.OPEN_DATA, Item.SOCIAL):
        assert states[item] is State.MISSING, item
    asked = wanted(pages, known)
    assert f"{base}chi-dao-dieu-hanh.html" in asked and f"{base}lay-y-kien-van-ban-du-thao.html" in asked
    assert not any("view_content" in address for address in asked)
