# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Portals that cannot be read, and parts that cannot: never procedures, never levels."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from classifier.model import Outcome
from crawler.fetching import Answer, Ask, Browser
from crawler.render.executable import find_chromium
from tests.crawler.reader.made import NEWS, Asked, Reply, detail_table, served, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, get_one_based, portal, table
from tests.crawler.reader.plain import PlainFetcher
from tests.crawler.reader.reading import read, read_made

WAF = "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 123456789</body></html>"
MAINTENANCE = shell("<h2>Hệ thống đang bảo trì, nâng cấp</h2><p>Vui lòng quay lại sau 06:00 ngày 23/11/2026.</p>")
CLOSED = shell(
    "<h2>Cổng dịch vụ công tỉnh đã đóng giao diện từ ngày 01/07/2025</h2><p>Vui lòng truy cập Cổng Dịch vụ công quốc gia tại <a href='https://dichvucong.gov.vn'>dichvucong.gov.vn</a> để thực hiện thủ tục hành chính.</p>"
)
LOGIN = "<html><head><title>Đăng nhập</title></head><body><h1>Đăng nhập hệ thống</h1><form method=post action=/login><input name=user><input type=password name=pass><button>Đăng nhập</button></form></body></html>"

WHOLE = {
    "waf": (WAF, Outcome.BLOCKED),
    "forbidden": ((403, "text/html", "<html><body>403 Forbidden</body></html>"), Outcome.BLOCKED),
    "maintenance": (MAINTENANCE, Outcome.ERROR),
    "closed": (CLOSED, Outcome.CLOSED),
    "moved by its script": (
        '<html><body><p>Đang chuyển trang…</p><script>top.location.replace("https://dichvucong.gov.vn/p/home")</script></body></html>',
        Outcome.CLOSED,
    ),
    "moved within": (
        '<html><body><p>Đang chuyển trang…</p><script>location.href = "https://khac.dichvucong.gov.vn/"</script></body></html>',
        Outcome.EMPTY,
    ),
    "login": (LOGIN, Outcome.LOGIN),
    "down": ((500, "text/html", "<html><body>Internal Server Error</body></html>"), Outcome.ERROR),
    "unavailable": ((503, "text/html; charset=utf-8", MAINTENANCE), Outcome.ERROR),
    "news only": (shell(f"<h1>Sở Nội vụ</h1><ul>{NEWS}</ul>"), Outcome.EMPTY),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_portal_that_cannot_be_read(name: str) -> None:
    reply, outcome = WHOLE[name]
    found = read_made(
        lambda asked: (
            reply if asked.path == "/" or name != "news only" else (shell("<p>Bài viết</p>") if asked.path.startswith("/tin") else None)
        )
    )
    assert found.report.outcome is outcome, found.report
    assert found.sink.entries == []
    assert found.report.coverage.complete is False
    assert found.report.coverage.pages <= 14


def test_nobody_listens() -> None:
    from tests.crawler.reader.made import Served
    from tests.crawler.reader.reading import read

    found = read("http://127.0.0.1:9/", Served("http://127.0.0.1:9/"))
    assert found.report.outcome is Outcome.ERROR
    assert found.report.reason


def some_details(reply: Reply, share: int) -> object:
    def answer(asked: Asked) -> Reply | None:
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc" and int(ident) // 13 % share == 0:
            return reply
        return portal(get_one_based)(asked)

    return answer


SOFT_404 = shell("<h2>Không tìm thấy trang</h2><p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa.</p>", menu=MENU)


@pytest.mark.parametrize("reply", [WAF, SOFT_404, (500, "text/html", "lỗi")], ids=["waf", "soft 404", "500"])
def test_details_that_fail_leave_the_level_unknown(reply: Reply) -> None:
    found = read_made(some_details(reply, 4))  # type: ignore[arg-type]
    assert found.report.outcome is Outcome.OK
    assert sorted(found.names) == sorted(p.name for p in PROCEDURES)
    unknown = {entry.name for entry in found.sink.entries if entry.level is None}
    assert unknown == {p.name for p in PROCEDURES if p.id // 13 % 4 == 0}
    assert found.report.coverage.failed == len(unknown)
    assert not found.report.coverage.complete
    assert found.report.suspect


def test_all_details_blocked_is_a_blocked_portal() -> None:
    found = read_made(some_details(WAF, 1))  # type: ignore[arg-type]
    assert found.report.outcome is Outcome.BLOCKED
    assert found.sink.entries == []


def test_details_behind_a_firewall_are_soon_left_alone() -> None:
    seen: list[str] = []

    def answer(asked: Asked) -> Reply | None:
        if asked.path.startswith("/thu-tuc/"):
            seen.append(asked.path)
            if len(set(seen)) > 3:
                return WAF
        return portal(get_one_based)(asked)

    found = read_made(answer)
    assert sorted(found.names) == sorted(p.name for p in PROCEDURES)
    assert sum(entry.level is not None for entry in found.sink.entries) == 3
    assert len(set(seen)) <= 12  # pages that were under way at the same time come to an end
    assert not found.report.coverage.complete


def test_a_counter_that_disagrees_makes_the_run_suspect() -> None:
    def listing(asked: Asked) -> Reply:
        return shell(f"<p>Tìm thấy 340 kết quả</p>{table(PROCEDURES[:10], anchor)}", menu=MENU)

    found = read_made(portal(listing))
    assert len(found.names) == 10
    assert not found.report.coverage.complete
    assert "10 of 340" in found.report.suspect


def test_a_limit_of_procedures_is_kept() -> None:
    found = read_made(portal(get_one_based), max_procedures=7)
    assert len(found.names) == 7
    assert found.report.coverage.complete is False
    assert found.report.suspect == ""


def test_a_limit_of_pages_is_kept() -> None:
    found = read_made(portal(get_one_based), max_pages=12)
    assert found.report.coverage.pages == 12
    assert found.report.coverage.complete is False
    assert found.report.outcome is Outcome.OK
    assert found.report.suspect == ""
    assert all(entry.name for entry in found.sink.entries)


def test_a_listing_that_fails_in_the_middle_is_incomplete() -> None:
    def listing(asked: Asked) -> Reply:
        return (500, "text/html", "lỗi") if asked.number("page", 1) == 3 else get_one_based(asked)

    found = read_made(portal(listing))
    assert found.report.outcome is Outcome.OK
    assert not found.report.coverage.complete
    assert len(found.names) >= 24


def test_a_procedure_under_the_wrong_address_is_not_taken_for_the_row() -> None:
    def answer(asked: Asked) -> Reply | None:
        head, _, ident = asked.path.rpartition("/")
        return (
            shell(detail_table(BY_ID[PROCEDURES[0].id]), menu=MENU)
            if head == "/thu-tuc" and int(ident) != PROCEDURES[0].id
            else portal(get_one_based)(asked)
        )

    found = read_made(answer)
    assert sum(entry.level is not None for entry in found.sink.entries) == 1


def test_a_notice_on_the_front_page_does_not_hide_the_portal_behind_it() -> None:
    notice = "<h2>Hệ thống đang bảo trì chức năng thanh toán</h2><p>Mời quay lại sau.</p>"
    more = "".join(f"<a href='/muc-{n}'>Mục {n}</a>" for n in range(4))

    def answer(asked: Asked) -> Reply | None:
        return shell(notice, menu=MENU + more) if asked.path == "/" else portal(get_one_based)(asked)

    found = read_made(answer)
    assert found.report.outcome is Outcome.OK
    assert sorted(found.names) == sorted(p.name for p in PROCEDURES)


def test_a_poor_page_among_full_ones_is_read_and_below_level_one() -> None:
    poor = PROCEDURES[3]

    def answer(asked: Asked) -> Reply | None:
        if asked.path == f"/thu-tuc/{poor.id}":
            cells = (
                ("Mã thủ tục", poor.code),
                ("Lĩnh vực", poor.field),
                ("Cơ quan thực hiện", poor.agency),
                ("Thời hạn giải quyết", "5 ngày"),
            )
            rows = "".join(f"<tr><td><strong>{label}</strong></td><td>{value}</td></tr>" for label, value in cells)
            return shell(f"<h1>{poor.name}</h1><table>{rows}</table>", menu=MENU)
        return portal(get_one_based)(asked)

    found = read_made(answer)
    assert found.report.coverage.complete, found.report
    assert {entry.name: entry.level for entry in found.sink.entries}[poor.name] == 0


PARTING = "Kể từ 0 giờ ngày 01/7/2025, hệ thống một cửa điện tử của tỉnh chính thức dừng phục vụ. Tổ chức, cá nhân tra cứu và nộp hồ sơ trên Cổng Dịch vụ công quốc gia."
POPULAR = "".join(f"<li><a href='/thu-tuc/{p.id}'>{p.name}</a></li>" for p in PROCEDURES[:6])
PUZZLE = "<html><head><title>Một cửa</title></head><body><h1><a href='/'>Một cửa điện tử</a></h1><p>Chúng tôi ghi nhận truy cập bất thường. Hãy kéo thanh trượt để hoàn thành hình ảnh rồi tiếp tục.</p><canvas id=c></canvas><form method=post action=/v><input type=hidden name=t></form></body></html>"


@pytest.mark.parametrize(
    ("inner", "outcome"),
    [(shell(f"<h2>Thông báo</h2><p>{PARTING}</p>", menu=MENU), Outcome.CLOSED), (PUZZLE, Outcome.BLOCKED)],
    ids=["closed", "blocked"],
)
@pytest.mark.parametrize("front", [POPULAR, ""], ids=["with procedures", "with news"])
def test_a_front_page_that_still_looks_alive(front: str, inner: str, outcome: Outcome) -> None:
    """Menus, news and popular procedures stand as ever; whatever they lead to is one notice."""

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell(f"<h1>Phục vụ người dân</h1><ul>{front}</ul><h3>Tin tức</h3><ul>{NEWS}</ul>", menu=MENU)
        return shell(f"<h1>Tin</h1><p>{'Hội nghị sơ kết. ' * 40}</p>", menu=MENU) if asked.path.startswith("/tin") else inner

    found = read_made(answer)
    assert found.report.outcome is outcome, found.report
    assert found.sink.entries == []
    assert found.report.coverage.pages <= 24


WORKS = "<h3>Thông báo</h3><p>Hệ thống một cửa tạm ngừng tiếp nhận, tiến hành nâng cấp đến 6 giờ ngày 30/11.</p>"


def test_one_notice_at_every_address_is_soon_believed() -> None:
    columns = "".join(f"<div><b>Cột {n}</b> <a href='/nhom/{n}'>Dịch vụ công nhóm {n}</a></div>" for n in range(12))
    found = read_made(lambda asked: shell(f"{WORKS}{columns}", menu=MENU))
    assert found.report.outcome is Outcome.ERROR
    assert "tạm ngừng tiếp nhận" in found.report.reason
    assert found.report.coverage.pages <= 8


def test_the_same_notice_above_the_lists_of_a_portal_that_answers_stops_nothing() -> None:
    def answer(asked: Asked) -> Reply | None:
        reply = portal(get_one_based)(asked)
        return reply.replace("<main>", f"<main><div class=luu-y>{WORKS}</div>") if isinstance(reply, str) else reply

    found = read_made(answer)
    assert found.report.outcome is Outcome.OK
    assert sorted(found.names) == sorted(p.name for p in PROCEDURES)


def test_works_said_by_a_page_with_code_of_its_own_are_no_empty_portal() -> None:
    code = "<script>var a=[];a.push(['đếm','X-1']);a.push(['gửi','trang']);</script>"
    found = read_made(lambda asked: f"<html><head><title>Cổng</title>{code}</head><body><p>Hệ thống đang bảo trì.</p></body></html>")
    assert found.report.outcome is Outcome.ERROR
    walled = read_made(
        lambda asked: f"<html><head><title>Lỗi</title>{code}</head><body><p>Truy cập bị chặn bởi tường lửa.</p></body></html>"
    )
    assert (walled.report.outcome, walled.report.coverage.pages) == (Outcome.BLOCKED, 1)


def test_a_search_that_counts_nothing_is_not_tried_for_every_agency() -> None:
    boxed = "".join(f"<option value={n}>Sở số {n}</option>" for n in range(1, 13))
    form = f"<form action='/tra-cuu'><input name=q><select name=so><option value=''>Tất cả</option>{boxed}</select><button>Tìm kiếm</button></form>"
    found = read_made(lambda asked: shell(f"<h2>Thủ tục hành chính</h2>{form}<p>Tổng số: 0 thủ tục</p>"))
    assert found.report.outcome is Outcome.EMPTY
    assert found.report.coverage.pages <= 6


def test_articles_named_like_procedures_are_no_portal() -> None:
    titles = [f"Đăng ký {what}: người dân cần biết những gì" for what in ("khai sinh", "kết hôn", "khai tử", "giám hộ", "tạm trú")]
    items = "".join(f"<h3><a href='/muc/bai-{n}.html'>{title}</a></h3><p>Phóng viên ghi nhận.</p>" for n, title in enumerate(titles))
    found = read_made(
        lambda asked: (
            shell(f"<h2>Thủ tục hành chính</h2>{items}")
            if asked.path == "/"
            else shell(f"<h1>Bài</h1><p>{'Phóng viên đưa tin. ' * 60}</p>")
        )
    )
    assert found.report.outcome is Outcome.EMPTY
    assert found.sink.entries == []


def test_an_open_portal_may_tell_of_the_national_one_and_of_what_has_closed() -> None:
    banner = f"<div class=thong-bao><p>{PARTING}</p><p>Cổng này vẫn tiếp nhận hồ sơ của các thủ tục dưới đây.</p></div>"

    def answer(asked: Asked) -> Reply | None:
        reply = portal(get_one_based)(asked)
        return reply.replace("<main>", f"<main>{banner}") if isinstance(reply, str) else reply

    found = read_made(answer)
    assert found.report.outcome is Outcome.OK
    assert sorted(found.names) == sorted(p.name for p in PROCEDURES)


@dataclass
class Forbidding(PlainFetcher):
    """Robots.txt forbids what stands under some path."""

    under: str = ""

    async def fetch(self, ask: Ask) -> Answer:
        if urlsplit(ask.url).path.startswith(self.under):
            self.asked.append(ask)
            return Answer(ask, Outcome.ROBOTS, reason="robots.txt forbids it")
        return await super().fetch(ask)


@pytest.mark.parametrize(("under", "outcome"), [("/danh-muc", Outcome.ROBOTS), ("/rieng", Outcome.EMPTY), ("/", Outcome.ROBOTS)])
def test_robots_is_the_outcome_only_where_the_list_is_forbidden(under: str, outcome: Outcome) -> None:
    """A forbidden way to something else is no reason why a list that may be read holds nothing."""
    menu = "<a href='/danh-muc'>Danh mục thủ tục hành chính</a> <a href='/rieng'>Thủ tục của cán bộ</a>"

    def answer(asked: Asked) -> Reply | None:
        return shell(f"<h1>{'Danh mục' if asked.path == '/danh-muc' else 'Tin tức'}</h1><ul>{NEWS}</ul>", menu=menu)

    with served(answer) as state:
        found = read(state.url, state, fetcher=Forbidding(under=under))
    assert found.report.outcome is outcome, found.report
    assert any(under in ask.url for ask in found.fetcher.asked)


def test_a_machine_without_a_browser_says_so_of_itself() -> None:
    """A page drawn by script is nobody's fault; what other pages show over HTTP is read all the same."""

    async def none() -> Browser:
        raise AssertionError(find_chromium("/nonexistent/chromium"))  # it raises what a run without Chromium meets

    with served(
        lambda asked: "<html><title>Cổng</title><body><div id=root></div><script src=/ung-dung.js></script></body></html>"
    ) as state:
        report = read(state.url, state, none).report
    assert report.outcome is Outcome.ERROR
    assert "machine lacks" in report.reason and "MUCDO_CHROMIUM" in report.reason
    assert any("no browser" in warning for warning in report.warnings)


def test_details_that_robots_forbids_leave_what_the_list_says() -> None:
    with served(portal(get_one_based)) as state:
        found = read(state.url, state, fetcher=Forbidding(under="/thu-tuc/"))
    assert found.report.outcome is Outcome.OK, found.report
    assert sorted(found.names) == sorted(p.name for p in PROCEDURES)
    assert {entry.level for entry in found.sink.entries} == {None}
    assert not found.report.coverage.complete


@pytest.mark.parametrize(("shut", "complete"), [("/phong/2", False), ("/lich-tiep-dan", True)])
def test_a_part_that_robots_keeps_shut_is_there_all_the_same(shut: str, complete: bool) -> None:
    """The lists of four offices, one behind robots.txt; shut pages of something else hold no procedures."""
    offices = sorted({p.agency for p in PROCEDURES})

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            links = "".join(f"<td><a href='/phong/{i}'>{name}</a></td>" for i, name in enumerate(offices))
            return shell(f"<h3>Chọn nơi giải quyết thủ tục</h3><table><tr>{links}</tr></table>", menu="<a href='/lich-tiep-dan'>Lịch</a>")
        if asked.path.startswith("/phong/"):
            return shell(table([p for p in PROCEDURES if p.agency == offices[int(asked.path[7:])]], anchor))
        # There is no list of all of them.
        return None if asked.path == "/thu-tuc-hanh-chinh" else portal(get_one_based)(asked)

    with served(answer) as state:
        found = read(state.url, state, fetcher=Forbidding(under=shut))
    left = set() if complete else {p.name for p in PROCEDURES if p.agency == offices[2]}
    assert set(found.names) == {p.name for p in PROCEDURES} - left
    assert found.report.coverage.complete is complete, found.report
