"""What a menu entry leads to when it is no ordinary page: scripts, files, walls, parts of the front page, frames, groups."""

from __future__ import annotations

import pytest

from classifier.model import Outcome, Page
from classifier.sites.behind import Behind, look_behind
from classifier.sites.items import RULES
from classifier.sites.judge import judge_site, state_of, wanted
from classifier.sites.model import Item, SitePage, SiteState, SiteTier, State
from classifier.sites.site import Site, open_site_page
from classifier.sites.why import Why, causes_of
from tests.classifier.sites.made import AT, HOST, context, entry, page, site

LONG = "<p>Phòng tiếp nhận phản ánh của người dân vào sáng thứ hai và sáng thứ năm hằng tuần tại trụ sở chính.</p>"


def behind(menu: str, *more: SitePage, front: str = "", label: str = "Góc chuyên đề") -> Behind:
    """What the entry `label` of the front page leads to. `more`: what was fetched besides the front page."""
    made = Site(context(), [open_site_page(page(front, menu=menu), front=True), *more])
    return look_behind(made, next(link for link in made.home_links if link.label == label), made.home)


def fetched(path: str, body: str = LONG, kind: str = "text/html", outcome: Outcome = Outcome.OK, landed: str = "") -> SitePage:
    return open_site_page(
        Page(landed or HOST + path, body, 200, kind, HOST + path, AT), outcome, "Request Rejected" if outcome is not Outcome.OK else ""
    )


@pytest.mark.parametrize(
    ("href", "state", "reason"),
    [
        ("javascript:moTrang(4)", State.UNKNOWN, Why.BY_SCRIPT),
        ("javascript:void(0)", State.EMPTY, Why.LEADS_NOWHERE),
        ("#", State.EMPTY, Why.LEADS_NOWHERE),
        ("/chua-doc", State.UNKNOWN, Why.NOT_READ),
        ("/", State.EMPTY, Why.TO_ITSELF),
        ("#goc", State.PRESENT, ""),
        ("#rong", State.EMPTY, Why.NO_CONTENT_PART),
    ],
)
def test_an_entry_without_a_page_of_its_own(href: str, state: State, reason: str) -> None:
    found = behind(entry("Góc chuyên đề", href), front=f"<div id=goc>{LONG}</div><div id=rong>Sắp có</div>")
    assert (found.state, found.reason) == (state, reason)


def test_an_entry_that_was_fetched_is_judged_by_what_came() -> None:
    menu = entry("Góc chuyên đề", "/goc")
    wall = behind(menu, fetched("/goc", outcome=Outcome.BLOCKED))
    assert wall.state is State.UNKNOWN and "Request Rejected" in wall.reason
    paper = behind(menu, fetched("/goc", "%PDF-1.4", "application/pdf"))
    assert paper.state is State.PRESENT and "application/pdf" in paper.reason
    away = behind(menu, fetched("/goc", landed="http://chuyen-de.example.vn/goc"))
    assert away.state is State.PRESENT and away.url == "http://chuyen-de.example.vn/goc" and "chuyen-de.example.vn" in away.reason
    home = behind(menu, fetched("/goc", landed=HOST + "/"))
    assert (home.state, home.reason) == (State.EMPTY, Why.TO_FRONT_PAGE)


def test_a_group_is_as_good_as_the_best_entry_that_it_opens() -> None:
    group = "<li><a href='#'>Góc chuyên đề</a><ul><li><a href='/a'>Phần một</a></li><li><a href='/b'>Phần hai</a></li></ul></li>"
    assert behind(group).state is State.UNKNOWN
    full = behind(group, open_site_page(page(LONG, "/b", menu=group)), open_site_page(page("", "/a", 404, menu=group)))
    assert (full.state, full.url) == (State.PRESENT, HOST + "/b")


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("<article><img src='/so-do.png' alt=''></article>", State.PRESENT),
        ("<iframe src='https://ban-do.example.vn/nhung'></iframe>", State.PRESENT),
        ("<form action=/gui><input name=hoten><textarea name=noidung></textarea></form>", State.PRESENT),
        ("<p>Tạm thời bảo trì</p>", State.EMPTY),
    ],
)
def test_a_page_without_text_may_still_hold_something(body: str, state: State) -> None:
    menu = entry("Góc chuyên đề", "/goc")
    assert behind(menu, open_site_page(page(body, "/goc", menu=menu))).state is state


def test_a_site_needs_a_front_page() -> None:
    with pytest.raises(ValueError, match="front page"):
        Site(context(), [])


def test_frames_of_the_site_itself_are_read_and_those_of_others_are_not() -> None:
    frames = "<iframe src='/menu-trai.html'></iframe><iframe src='https://video.example.com/1'></iframe><iframe src='about:blank'></iframe>"
    front = open_site_page(page(frames, menu=entry("Góc chuyên đề", "/goc")), front=True)
    assert Site(context(), [front]).frames == (HOST + "/menu-trai.html",)
    assert wanted([front], context())[0] == HOST + "/menu-trai.html"
    assert wanted([], context()) == []


def test_a_front_page_that_works_is_no_error_whatever_a_box_on_it_says() -> None:
    links = "".join(entry(f"Mục số {n}", f"/muc-{n}") for n in range(30))
    front = open_site_page(page("<h1>Không tìm thấy trang</h1>", menu=links), front=True)
    assert front.outcome is Outcome.OK and not front.gone


def landed(url: str, body: str = LONG, title: str = "Sở") -> SitePage:
    many = "".join(f"<a href='/{n}'>Chuyên mục số {n}</a>" for n in range(20))
    return open_site_page(Page(url, f"<title>{title}</title>{many}{body}", 200, "text/html", HOST, AT), front=True)


def test_a_site_that_sends_its_visitors_elsewhere_has_moved() -> None:
    told = context(
        province_hosts=frozenset({"tinh.example.gov.vn"}),
        portal_hosts=frozenset({"dvc.example.gov.vn"}),
        agency_hosts=(("so-y-te", "soyte.example.gov.vn"),),
    )
    assert state_of(landed("http://dvc.example.gov.vn/"), told)[0] is SiteState.MOVED
    assert state_of(landed("http://tinh.example.gov.vn/"), told)[0] is SiteState.MOVED
    other, words = state_of(landed("http://soyte.example.gov.vn/"), told)
    assert other is SiteState.MOVED and "so-y-te" in words
    assert state_of(landed("http://soyte.example.gov.vn/", title="Sở Nội vụ tỉnh Hà Tĩnh"), told)[0] is SiteState.OK
    assert judge_site([landed("http://noivu-moi.example.gov.vn/")], told).notes == ("redirected to noivu-moi.example.gov.vn",)


def test_a_site_under_construction_is_bare_and_a_wall_is_unread() -> None:
    bare = Page(HOST, "<title>Website</title><p>Trang web đang được xây dựng</p>", 200, "text/html", HOST, AT)
    assert state_of(open_site_page(bare, front=True), context())[0] is SiteState.BARE
    wall = open_site_page(bare, Outcome.BLOCKED, "Request Rejected")
    assert state_of(wall, context())[0] is SiteState.UNREAD
    assert judge_site([wall], context()).state is SiteState.UNREAD


def test_services_of_a_section_need_services_and_those_of_the_portal_count() -> None:
    rule, menu = RULES[Item.SERVICES], entry("Dịch vụ công trực tuyến", "/dvc")
    assert rule(site(menu, {"/dvc": f"<h2>Dịch vụ công trực tuyến</h2>{LONG}"})).state is State.EMPTY
    told = {"portal_hosts": frozenset({"dvc.example.gov.vn"})}
    away = entry("Nộp trực tuyến", "http://dvc.example.gov.vn/nop")
    unread = rule(site(away, **told))
    assert (unread.state, unread.reason) == (State.UNKNOWN, Why.PORTAL_NOT_READ)
    made = site(away, **told)
    portal = open_site_page(Page("http://dvc.example.gov.vn/nop", LONG, 200, "text/html", "http://dvc.example.gov.vn/nop", AT))
    read = rule(Site(made.context, [*made.pages, portal]))
    assert (read.state, read.reason) == (State.PRESENT, Why.ON_PORTAL)


def test_links_to_agencies_are_told_of_the_provincial_portal_alone() -> None:
    rule = RULES[Item.PORTAL_LINK]
    menu = entry("Sở Y tế", "http://soyte.example.gov.vn/") + entry("Facebook", "https://www.facebook.com/so")
    agencies = (("so-y-te", "soyte.example.gov.vn"), ("so-cong-thuong", "soct.example.gov.vn"))
    assert rule(site(menu, tier=SiteTier.TINH)).state is State.UNKNOWN
    found = rule(site(menu, tier=SiteTier.TINH, agency_hosts=agencies))
    assert found.state is State.PRESENT and "1/2" in found.reason
    assert rule(site("", tier=SiteTier.TINH, agency_hosts=agencies)).state is State.MISSING
    assert rule(site(menu)).state is State.UNKNOWN
    made = site(menu, tier=SiteTier.TINH, agency_hosts=agencies)
    assert judge_site(made.pages, made.context).outward == (("Sở Y tế", "http://soyte.example.gov.vn/"),)


def test_a_poll_and_a_look_up_of_dossiers() -> None:
    poll = (
        "<form><p>Đánh giá của bạn?</p><label><input type=radio name=d>Tốt</label><label><input type=radio name=d>Chưa tốt</label></form>"
    )
    assert RULES[Item.SURVEY](site("", front=poll)).state is State.PRESENT
    assert RULES[Item.SURVEY](site("", front="<label><input type=radio>Một</label>")).state is not State.PRESENT
    menu = entry("Tra cứu hồ sơ", "/tra-cuu")
    assert RULES[Item.ONE_STOP](site(menu, {"/tra-cuu": f"<h2>Tra cứu hồ sơ</h2>{LONG}"})).state is State.EMPTY
    box = "<form><label>Số biên nhận <input name=so></label></form>"
    assert RULES[Item.ONE_STOP](site(menu, {"/tra-cuu": f"<h2>Tra cứu hồ sơ</h2>{LONG}{box}"})).state is State.PRESENT


def test_a_page_of_contacts_holds_a_way_to_reach_somebody() -> None:
    rule, menu = RULES[Item.CONTACTS], entry("Liên hệ", "/lien-he")
    box = "<form><textarea name=noidung></textarea></form>"
    footer = "<p>Điện thoại: 0239.3855.555</p>"
    assert rule(site(menu, {"/lien-he": f"<h2>Liên hệ</h2>{LONG}{box}"}, front=footer)).state is State.EMPTY
    assert rule(site(menu, {"/lien-he": f"<h2>Liên hệ</h2>{LONG}<p>Thư điện tử: so@example.gov.vn</p>"})).state is State.PRESENT


@pytest.mark.parametrize(("secure", "state"), [(None, State.UNKNOWN), (True, State.PRESENT), (False, State.MISSING)])
def test_https_that_was_not_tried_is_unknown(secure: bool | None, state: State) -> None:
    assert RULES[Item.HTTPS](site("", secure=secure)).state is state


def test_a_look_up_of_dossiers_and_services_on_the_portal_of_the_province() -> None:
    menu = entry("Tra cứu hồ sơ", "/tra-cuu") + entry("Dịch vụ công trực tuyến", "/dvc")
    made = site(menu, portal_hosts=frozenset({"dvc.example.gov.vn"}))
    portal = "http://dvc.example.gov.vn"
    more = [open_site_page(Page(f"{portal}/{path}", LONG, 200, "text/html", f"{HOST}/{path}", AT)) for path in ("tra-cuu", "dvc")]
    both = Site(made.context, [*made.pages, *more])
    for item in (Item.ONE_STOP, Item.SERVICES):
        assert (RULES[item](both).state, RULES[item](both).reason) == (State.PRESENT, Why.ON_PORTAL)


def test_a_search_that_is_a_page_of_its_own_and_boxes_that_search_nothing() -> None:
    rule = RULES[Item.SEARCH]
    assert rule(site("", front="<input name=email placeholder='Nhập email'><input name=hoten>")).state is State.MISSING
    found = rule(site(entry("Tìm kiếm nâng cao", "/tim"), {"/tim": "<form><input name=tu><button>Tìm</button></form>"}))
    assert (found.state, found.reason) == (State.PRESENT, Why.OWN_PAGE)


def test_a_section_of_news_without_entries_is_empty() -> None:
    menu = entry("Tin tức", "/tin")
    found = RULES[Item.NEWS](site(menu, {"/tin": "<h2>Tin tức</h2><p>Chuyên trang của văn phòng về các hoạt động thường kỳ trong năm</p>"}))
    assert (found.state, found.reason) == (State.EMPTY, Why.NO_ENTRIES)


def test_causes_of_another_version_are_kept_as_they_are_written() -> None:
    assert causes_of("") == []
    assert causes_of("một lý do cũ") == [("", "một lý do cũ")]
    assert causes_of(Why.NOT_READ) == [(Why.NOT_READ, "")]
