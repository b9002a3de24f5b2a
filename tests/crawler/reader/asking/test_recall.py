# ruff: noqa: E501 - the pages of the invented portal are easier to read when each part stands on one line
"""A portal is asked nothing twice: what a run was told already answers the pages that it draws, and the questions it asks."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from classifier.model import Submission
from crawler.fetching import Ask, Exchange
from crawler.reader.asking import recall
from crawler.reader.asking.recall import Recall
from crawler.reader.asking.session import Session
from crawler.sink import CollectingSink, RunOrder
from tests.crawler.reader.asking.test_scripts import FRAME, data, hexed, js, read_drawn, record
from tests.crawler.reader.details.test_parts import STEPS, facts
from tests.crawler.reader.made import Asked, Reply, served, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, portal, table
from tests.crawler.reader.plain import PlainFetcher
from tests.crawler.reader.reading import AT, assert_all

EMPTY = b'<!doctype html><html><body><div id="root"></div><script src="/a.js"></script></body></html>'


def told(url: str, body: bytes = b'{"a": 1}', status: int = 200, method: str = "GET", sent: str | None = None) -> Exchange:
    return Exchange(method, url, {}, sent, status, "application/json", body)


def test_the_same_question_has_the_same_answer_wherever_the_route_points() -> None:
    known = Recall()
    known.keep(told("https://tinh.example/api/ban-ghi?so=7&loai=a"))
    assert known.data("get", "https://tinh.example/api/ban-ghi?loai=a&so=7#/xem", None) is not None
    assert known.data("GET", "https://tinh.example/api/ban-ghi?so=8&loai=a", None) is None


def test_a_post_is_the_same_question_only_with_the_same_body() -> None:
    known = Recall()
    known.keep(told("https://tinh.example/api/tim", method="POST", sent='{"trang": 1}'))
    assert known.data("POST", "https://tinh.example/api/tim", '{"trang": 1}') is not None
    assert known.data("POST", "https://tinh.example/api/tim", '{"trang": 2}') is None
    assert known.data("GET", "https://tinh.example/api/tim", None) is None


@pytest.mark.parametrize("status", [204, 304, 403, 404, 500])
def test_an_answer_that_may_be_another_one_later_is_not_kept(status: int) -> None:
    known = Recall()
    known.keep(told("https://tinh.example/api", status=status, body=b"" if status == 204 else b"{}"))
    assert (known.data("GET", "https://tinh.example/api", None) is not None) is (200 <= status < 300 and status != 204)


def test_the_oldest_answers_are_let_go_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "MOST_BYTES", 250)
    known = Recall()
    for number in range(4):
        known.keep(told(f"https://tinh.example/api/{number}", body=b"x" * 100))
    kept = [number for number in range(4) if known.data("GET", f"https://tinh.example/api/{number}", None)]
    assert kept == [2, 3]


def test_a_frame_stands_for_its_kind_once_another_address_has_the_same() -> None:
    known = Recall()
    known.keep_frame("https://tinh.example/thu-tuc/101", 200, "text/html", EMPTY)
    assert known.frame("https://tinh.example/thu-tuc/101#/phi") is not None
    assert known.frame("https://tinh.example/thu-tuc/102") is None
    known.keep_frame("https://tinh.example/", 200, "text/html", EMPTY)
    assert known.frame("https://tinh.example/thu-tuc/102") is not None
    assert known.frame("https://tinh.example/tin-tuc/bai/102") is None


def test_no_frame_stands_for_an_address_with_a_page_of_its_own_nor_for_its_unknown_kin() -> None:
    known = Recall()
    known.keep_frame("https://tinh.example/dv/tra-cuu", 200, "text/html", EMPTY)
    known.keep_frame("https://tinh.example/dv/tra-cuu?so=", 200, "text/html", EMPTY)
    known.keep_apart("https://tinh.example/dv/danh-ba", 200, sent_on=False)
    assert known.frame("https://tinh.example/dv/danh-ba") is None
    assert known.frame("https://tinh.example/dv/hoi-dap") is None  # of two kinds of pages under one kind of address
    assert known.frame("https://tinh.example/dv/tra-cuu") is not None
    known.keep_apart("https://tinh.example/thu-tuc/9", 404, sent_on=False)
    known.keep_frame("https://tinh.example/thu-tuc/7", 200, "text/html", EMPTY)
    assert known.frame("https://tinh.example/thu-tuc/8") is not None  # a page that is not there says nothing of those that are


def test_a_frame_that_carries_a_token_or_the_record_stands_for_nothing_else() -> None:
    known = Recall()
    known.keep_frame("https://tinh.example/a/1", 200, "text/html", EMPTY.replace(b"<body>", b'<meta name="csrf-token" content="x"><body>'))
    assert known.frame("https://tinh.example/a/1") is None
    for number in (b"2", b"3"):
        known.keep_frame(f"https://tinh.example/a/{number.decode()}", 200, "text/html", EMPTY.replace(b"root", b"root" + number))
    assert known.frame("https://tinh.example/a/4") is None


def test_a_page_that_says_one_line_stands_for_no_other_of_its_kind() -> None:
    known = Recall()
    for number in (1, 2):
        known.keep_frame(
            f"https://tinh.example/khai?viec={number}", 200, "text/html", EMPTY.replace(b"<div", b"Kh\xc3\xb4ng m\xe1\xbb\x9f<div")
        )
    known.keep_apart("https://tinh.example/khai?viec=3", 200, sent_on=True)  # it sent on to a login
    assert known.frame("https://tinh.example/khai?viec=3") is None
    assert known.frame("https://tinh.example/khai?viec=4") is not None
    known.keep_frame("https://tinh.example/khai?viec=5", 200, "text/html", EMPTY)
    assert known.frame("https://tinh.example/khai?viec=4") is None
    assert known.frame("https://tinh.example/khai?viec=1") is not None


def test_an_answer_keeps_what_was_said_beside_it_when_it_is_asked_for_without_a_page() -> None:
    known = Recall()
    known.keep(replace(told("https://tinh.example/mo"), answer_headers={"x-so-luong": "31"}))
    known.keep(told("https://tinh.example/mo", body=b'{"a": 2}'))
    kept = known.data("GET", "https://tinh.example/mo", None)
    assert kept is not None
    assert (kept.body, kept.answer_headers) == (b'{"a": 2}', {"x-so-luong": "31"})


CHOSEN = PROCEDURES[:26]


def uneven(asked: Asked) -> Reply | None:
    """Menu and record come apart on every page; which button stands there follows from nothing but the record itself."""
    if asked.path == "/main.js":
        return js(
            "const LIST='/danh-ba';" + FRAME + "const lay = async u => (await fetch(u)).json();"
            "async function go() { const p = location.pathname; const m = await lay('/dv/khung'); document.title = m.ten;"
            "if (p === LIST) { const d = await lay('/dv/danh-ba?tu=0&so=60');"
            "draw('<p>Có ' + d.tong + ' thủ tục</p><ul>' + d.muc.map(r => '<li><a href=\"/ho-so-thu-tuc/' + r.id + '\">' + esc(r.procedureName) + '</a> <em>' + r.code + '</em></li>').join('') + '</ul>'); }"
            "else if (p.startsWith('/ho-so-thu-tuc/')) { const d = await lay('/dv/muc/' + p.split('/').pop()); const i = parseInt(d.id, 16);"
            "draw(parts(d) + (i % 3 ? '' : '<a class=btn href=\"/cua-vao?ma=' + d.id + '\">Nộp hồ sơ trực tuyến</a>')); }"
            "else draw('<h2>Chào mừng</h2>'); } go();"
        )
    if asked.path == "/dv/khung":
        return data({"ten": "Cổng dịch vụ công tỉnh An Bình"})
    if asked.path == "/dv/danh-ba":
        return data({"tong": len(CHOSEN), "muc": [record(p, hexed(p)) for p in CHOSEN]})
    if asked.path.startswith("/dv/muc/"):
        p = BY_ID[int(asked.path.rpartition("/")[2], 16)]
        return data(record(p, hexed(p)))
    if asked.path == "/cua-vao":
        return shell("<h3>Đăng nhập để nộp hồ sơ</h3><form><input name=u><input type=password name=p><button>Đăng nhập</button></form>")
    frame = '<!doctype html><html><head><meta charset="utf-8"><title>DVC</title></head><body><app-root></app-root><script src="/main.js"></script></body></html>'
    return frame if asked.path in ("/", "/danh-ba") or asked.path.startswith("/ho-so-thu-tuc/") else None


@pytest.mark.browser
def test_every_page_is_drawn_and_next_to_nothing_is_asked_for() -> None:
    found = read_drawn(uneven)
    assert_all(found, CHOSEN, most=2.5)
    by_name = {entry.name: entry.features.submission for entry in found.sink.entries}
    assert by_name == {p.name: Submission.NO if p.id % 3 else Submission.GATE for p in CHOSEN}
    asked = Counter(one.path for one in found.served.asked)
    assert asked["/dv/khung"] == 1
    assert {asked[f"/dv/muc/{hexed(p)}"] for p in CHOSEN} == {1}
    frames = sum(count for path, count in asked.items() if path.startswith("/ho-so-thu-tuc/"))
    assert frames <= 8  # two to learn that they are alike, one for each new tab's cookies


FEW = PROCEDURES[:12]
ODD = FEW[7]


def one_of_many(asked: Asked) -> Reply | None:
    """The same button with a listener on every page; all but one of them only say that the procedure is not offered."""
    if asked.path == "/main.js":
        return js(
            "const LIST='/danh-ba';" + FRAME + "const lay = async u => (await fetch(u)).json();"
            "async function go() { const p = location.pathname;"
            "if (p === LIST) { const d = await lay('/dv/danh-ba?tu=0&so=60');"
            "draw('<p>Có ' + d.tong + ' thủ tục</p><ul>' + d.muc.map(r => '<li><a href=\"/ho-so-thu-tuc/' + r.id + '\">' + esc(r.procedureName) + '</a> <em>' + r.code + '</em></li>').join('') + '</ul>'); }"
            "else if (p.startsWith('/ho-so-thu-tuc/')) { const d = await lay('/dv/muc/' + p.split('/').pop());"
            "draw(parts(d) + '<button type=button id=gui>Nộp hồ sơ trực tuyến</button>');"
            "document.getElementById('gui').addEventListener('click', () => { if (d.mo) location.href = '/cua-vao?ma=' + d.id;"
            "else { const o = document.createElement('div'); o.textContent = 'Thủ tục này chưa được hỗ trợ nộp trực tuyến'; document.body.appendChild(o); } }); }"
            "else draw('<h2>Chào mừng</h2>'); } go();"
        )
    if asked.path == "/dv/danh-ba":
        return data({"tong": len(FEW), "muc": [record(p, hexed(p)) for p in FEW]})
    if asked.path.startswith("/dv/muc/"):
        p = BY_ID[int(asked.path.rpartition("/")[2], 16)]
        return data({**record(p, hexed(p)), "mo": p == ODD})
    return uneven(asked)


@pytest.mark.browser
def test_a_button_is_pressed_on_every_page_that_costs_the_portal_nothing() -> None:
    found = read_drawn(one_of_many)
    by_name = {entry.name: entry.features.submission for entry in found.sink.entries}
    assert by_name == {p.name: Submission.GATE if p == ODD else Submission.NO for p in FEW}
    asked = Counter(one.path for one in found.served.asked)
    assert {asked[f"/dv/muc/{hexed(p)}"] for p in FEW} == {1}


def routed(asked: Asked) -> Reply | None:
    """A button whose listener goes to another address of the application, where its script asks for what one fills in."""
    if asked.path == "/main.js":
        return js(
            "const LIST='/danh-ba';" + FRAME + "const lay = async u => (await fetch(u)).json();"
            "async function go() { const p = location.pathname, ma = p.split('/').pop();"
            "if (p === LIST) { const d = await lay('/dv/danh-ba?tu=0&so=60');"
            "draw('<p>Có ' + d.tong + ' thủ tục</p><ul>' + d.muc.map(r => '<li><a href=\"/ho-so-thu-tuc/' + r.id + '\">' + esc(r.procedureName) + '</a> <em>' + r.code + '</em></li>').join('') + '</ul>'); }"
            "else if (p.startsWith('/ho-so-thu-tuc/')) { const d = await lay('/dv/muc/' + ma);"
            "draw(parts(d) + '<button type=button id=gui>Nộp hồ sơ trực tuyến</button>');"
            "document.getElementById('gui').addEventListener('click', () => { history.pushState(null, '', '/ke-khai/' + d.id); go(); }); }"
            "else if (p.startsWith('/ke-khai/')) { const d = await lay('/dv/to-khai?ma=' + ma);"
            "draw('<h2>' + esc(d.ten) + '</h2>' + (d.truong.length ? '<form method=post action=/gui>' + d.truong.map((t, i) => '<label>' + t + ' <input name=f' + i + '></label>').join('') + '<button>Gửi hồ sơ</button></form>' : '<p>Thủ tục này chưa hỗ trợ nộp trực tuyến</p>')); }"
            "else draw('<h2>Chào mừng</h2>'); } go();"
        )
    if asked.path == "/dv/danh-ba":
        return data({"tong": len(FEW), "muc": [record(p, hexed(p)) for p in FEW]})
    if asked.path == "/dv/to-khai":
        p = BY_ID[int(asked.query["ma"], 16)]
        return data({"ten": p.name, "truong": ["Tên cơ sở", "Địa điểm kinh doanh", "Quy mô", "Số phòng", "Vốn"] if p.id % 2 else []})
    return uneven(Asked("GET", "/danh-ba", {}, {}, "")) if asked.path.startswith("/ke-khai/") else uneven(asked)


@pytest.mark.browser
def test_where_a_press_goes_within_the_application_is_drawn_from_what_is_known() -> None:
    found = read_drawn(routed)
    by_name = {entry.name: entry.features.submission for entry in found.sink.entries}
    assert by_name == {p.name: Submission.YES if p.id % 2 else Submission.NO for p in FEW}
    asked = Counter(one.path for one in found.served.asked)
    assert sum(count for path, count in asked.items() if path.startswith("/ke-khai/")) <= 3
    assert asked["/dv/to-khai"] <= len(FEW) + 1


HALF = PROCEDURES[:9]
REFUSED = HALF[0].level  # theirs are asked first
BARE = '<!doctype html><html><head><meta charset="utf-8"><title>{}</title></head><body><b onclick="di(\'/\')">Trang đầu</b><section>{}</section><script>function di(noi) {{ location.assign(noi); }}</script></body></html>'


def with_bare_pages(asked: Asked) -> Reply | None:
    """A portal without links: where one applies, some procedures have a line that says no, all the same; the others send on to a login."""
    head, _, ident = asked.path.rpartition("/")
    p = BY_ID.get(int(ident)) if ident.isdigit() else None
    if asked.path == "/khai":
        refused = BY_ID[asked.number("viec", 0)].level == REFUSED
        return BARE.format("Thông báo", "<p>Việc này không tiếp nhận trực tuyến.</p>") if refused else (302, "/vao", "")
    if asked.path == "/vao":
        return BARE.format(
            "Đăng nhập",
            "<form method=post><input name=ten placeholder='Tên đăng nhập'><input type=password name=khoa><button>Đăng nhập</button></form>",
        )
    if head == "/thu-tuc" and p:
        return shell(f"<h1>{p.name}</h1><dl>{facts(p)}{STEPS}</dl><p><a href='/khai?viec={p.id}'>Nộp hồ sơ trực tuyến</a></p>")
    return portal(lambda _: shell(table(HALF, anchor), menu=MENU))(asked)


@pytest.mark.browser
def test_what_some_controls_lead_to_is_not_taken_for_what_stands_behind_the_others() -> None:
    found = read_drawn(with_bare_pages)
    by_name = {entry.name: entry.features.submission for entry in found.sink.entries}
    assert by_name == {p.name: Submission.NO if p.level == REFUSED else Submission.GATE for p in HALF}


def short_addresses(asked: Asked) -> Reply | None:
    """Pages of the server's under short addresses of one kind, with one script for all of them; the list's looks like a poor procedure."""
    frame = "<script src=/dung-chung.js></script>"
    if asked.path == "/dv/kiem-tra":
        return shell(f"<h1>Kiểm tra</h1><form><input name=tu><button>Tìm</button></form>{frame}")
    facts = (
        "<p>Cơ quan thực hiện: Ủy ban nhân dân xã</p><p>Cấp thực hiện: Cấp xã</p><p>Lĩnh vực: Tất cả</p>"
        + "<p>Bà con cần gì thì tìm trong sổ.</p>" * 40
    )
    return shell(f"<h1>Sổ tra</h1>{facts}<div class=ban></div>{frame}") if asked.path == "/dv/so-tra" else None


async def drawn_from(url: str) -> Exchange | None:
    """What the browser is given in place of the list's document after all pages were asked for."""
    order = RunOrder(url, AT)
    session = Session(order, PlainFetcher(), None, CollectingSink(order), None)
    for place in ("dv/so-tra", "dv/kiem-tra", "dv/kiem-tra?tu="):
        await session.ask(Ask(url + place))
    return session.recall.frame(url + "dv/so-tra")


def test_a_page_is_never_drawn_from_the_document_of_another_of_its_kind() -> None:
    with served(short_addresses) as state:
        assert asyncio.run(drawn_from(state.url)) is None
