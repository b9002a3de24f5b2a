# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Paging, mechanic by mechanic: each on portals of two different hands."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from html import escape

import pytest

from tests.crawler.reader.made import NEWS, Answering, Asked, Made, Reply, detail_dl, detail_heads, detail_table, made, shell
from tests.crawler.reader.reading import assert_all, read_made

PROCEDURES = made(34)
BY_ID = {p.id: p for p in PROCEDURES}
MENU = '<a href="/tin-tuc">Tin tức</a> <a href="/thu-tuc-hanh-chinh">Thủ tục hành chính</a>'

Listing = Callable[[Asked], Reply]


def table(rows: list[Made], link: Callable[[Made], str], first: int = 0) -> str:
    body = "".join(
        f"<tr><td>{first + i + 1}</td><td>{p.code}</td><td>{link(p)}</td><td>{p.field}</td><td>{p.agency}</td><td>{p.level}</td></tr>"
        for i, p in enumerate(rows)
    )
    heads = "".join(f"<th>{h}</th>" for h in ("STT", "Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Cơ quan thực hiện", "Mức độ"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def cards(rows: list[Made], link: Callable[[Made], str]) -> str:
    return "".join(
        f'<div class="card"><h4>{link(p)}</h4><p>Mã: {p.code}</p><p>Lĩnh vực: {p.field}</p><span class="badge">{p.level}</span></div>'
        for p in rows
    )


def anchor(p: Made) -> str:
    return f'<a href="/thu-tuc/{p.id}">{escape(p.name)}</a>'


def portal(listing: Listing, at: str = "/thu-tuc-hanh-chinh", draw: Callable[[Made], str] = detail_table) -> Answering:
    """Home page with a menu, one listing, detail pages."""

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu=MENU)
        if asked.path.startswith(at):
            return listing(asked)
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc" and ident.isdigit() and int(ident) in BY_ID:
            return shell(draw(BY_ID[int(ident)]), menu=MENU)
        return shell("<p>Nội dung đang cập nhật</p>") if asked.path in ("/gioi-thieu", "/tin-tuc", "/thong-ke") else None

    return answer


def page_of(number: int, size: int = 10) -> list[Made]:
    return PROCEDURES[max(number, 0) * size : max(number, 0) * size + size]


def get_one_based(asked: Asked) -> Reply:
    page = asked.number("page", 1)
    pager = "".join(f'<li><a href="/thu-tuc-hanh-chinh?page={n}">{n}</a></li>' for n in range(1, 5))
    return shell(table(page_of(page - 1), anchor, page * 10 - 10) + f'<ul class="pagination">{pager}</ul>', menu=MENU)


def get_zero_based(asked: Asked) -> Reply:
    page = asked.number("trang", 0)
    links = "".join(f'<a href="?trang={n}&co=10">{n + 1}</a> ' for n in range(4) if n != page)
    return shell(f"<p>Tìm thấy 34 thủ tục</p>{cards(page_of(page), anchor)}<div class=phan-trang>{links}</div>", menu=MENU)


def next_only(asked: Asked) -> Reply:
    page = asked.number("p", 1)
    way = f'<a href="/thu-tuc-hanh-chinh?p={page + 1}">Tiếp theo »</a>' if page < 4 else ""
    return shell(f'{cards(page_of(page - 1), anchor)}<div class="nav-links">{way}</div>', menu=MENU)


def older_posts(asked: Asked) -> Reply:
    """What blogs have for a pager: the next page is what is older, whatever the arrows say."""
    tail = asked.path.rpartition("page/")[2].strip("/")
    page = int(tail) if tail.isdigit() else 1
    older = f'<a href="/thu-tuc-hanh-chinh/page/{page + 1}/">« Các bài viết cũ hơn</a>' if page < 4 else ""
    newer = f'<a href="/thu-tuc-hanh-chinh/page/{page - 1}/">Các bài viết mới hơn »</a>' if page > 1 else ""
    return shell(f"{cards(page_of(page - 1), anchor)}<p>{older} {newer}</p>", menu=MENU)


def rel_next(asked: Asked) -> Reply:
    page = asked.number("cur", 1)
    head = f'<a rel="next" href="/thu-tuc-hanh-chinh?cur={page + 1}"><img src="/n.png" alt=""></a>' if page < 4 else ""
    return shell(table(page_of(page - 1), anchor) + head, menu=MENU)


def offsets(asked: Asked) -> Reply:
    start = asked.number("start", 0)
    links = "".join(f'<a class="pg" href="/thu-tuc-hanh-chinh?start={n * 10}&amp;end={n * 10 + 10}">{n + 1}</a>' for n in range(4))
    return shell(table(PROCEDURES[start : start + 10], anchor) + f"<div>{links}</div>", menu=MENU)


def liferay(asked: Asked) -> Reply:
    prefix = "p_p_id=tthc_WAR_dvcportlet&p_p_lifecycle=0&p_p_state=normal&p_p_mode=view"
    page, delta = asked.number("_tthc_WAR_dvcportlet_cur", 1), asked.number("_tthc_WAR_dvcportlet_delta", 10)
    links = "".join(
        f'<li><a href="/thu-tuc-hanh-chinh?{prefix}&_tthc_WAR_dvcportlet_delta=10&_tthc_WAR_dvcportlet_cur={n}">{n}</a></li>'
        for n in range(1, 5)
    )
    return shell(f'{table(page_of(page - 1, delta), anchor)}<div class="lfr-pagination"><ul>{links}</ul></div>', menu=MENU)


def path_pages(asked: Asked) -> Reply:
    tail = asked.path.rpartition("trang-")[2]
    page = int(tail) if tail.isdigit() else 1
    links = "".join(f'<a href="/thu-tuc-hanh-chinh/trang-{n}">{n}</a>' for n in range(1, 5) if n != page) + f"<span>{page}</span>"
    return shell(cards(page_of(page - 1), anchor) + f'<div class="pages">{links}</div>', menu=MENU)


def path_numbers(asked: Asked) -> Reply:
    tail = asked.path.rpartition("/")[2].removesuffix(".html")
    page = int(tail) if tail.isdigit() else 1
    links = "".join(f'<li><a href="/thu-tuc-hanh-chinh/{n}.html">Trang {n}</a></li>' for n in range(1, 5))
    return shell(table(page_of(page - 1), anchor) + f"<ol>{links}</ol>", menu=MENU)


def script_function(asked: Asked) -> Reply:
    page = asked.number("trangHienTai", 1)
    links = "".join(f'<li><a href="javascript:void(0)" onclick="chuyenTrang({n})">{n}</a></li>' for n in range(1, 5))
    code = "var goc='/thu-tuc-hanh-chinh'; function chuyenTrang(n){ window.location.href = goc + '?trangHienTai=' + n; }"
    return shell(table(page_of(page - 1), anchor) + f'<ul class="pagination">{links}</ul>', menu=MENU, script=code)


def post_form(asked: Asked) -> Reply:
    page = asked.number("trang", 1)
    links = "".join(
        f"<a href=\"#\" onclick=\"document.getElementById('trang').value='{n}'; document.getElementById('f').submit(); return false;\">{n}</a>"
        for n in range(1, 5)
    )
    form = '<form id="f" method="post" action="/thu-tuc-hanh-chinh"><input type="hidden" name="trang" id="trang" value="1"><input name="tukhoa" value=""><button>Tìm kiếm</button></form>'
    return shell(form + table(page_of(page - 1), anchor) + f'<div class="paging">{links}</div>', menu=MENU)


def submit_buttons(asked: Asked) -> Reply:
    page = asked.number("so_trang", 1)
    buttons = "".join(f'<button type="submit" name="so_trang" value="{n}">{n}</button>' for n in range(1, 5))
    form = f'<form method="post" action="/thu-tuc-hanh-chinh"><input type="hidden" name="loai" value="tthc">{buttons}</form>'
    return shell(cards(page_of(page - 1), anchor) + form, menu=MENU)


def fragment_html(asked: Asked) -> Reply:
    if asked.path.endswith("/them"):
        return cards(page_of(asked.number("page", 1) - 1), anchor) or "<!-- hết -->"
    more = '<button class="btn-more" data-url="/thu-tuc-hanh-chinh/them" data-page="1">Xem thêm</button>'
    return shell(f'<div id="ds">{cards(page_of(0), anchor)}</div>{more}', menu=MENU)


def fragment_counted(asked: Asked) -> Reply:
    """The link for more says how many to pass over, in words of its own, and a script moves it on."""
    if asked.path.endswith("/tiep.ashx"):
        at = asked.number("bo", 0) // asked.number("so", 1)
        return cards(page_of(at), anchor) or "<!-- hết -->"
    size = len(page_of(0))
    more = f'<a id="nua" href="/thu-tuc-hanh-chinh/tiep.ashx?bo={size}&amp;so={size}" data-tong="{len(PROCEDURES)}">Xem thêm</a>'
    return shell(f'<div id="ds">{cards(page_of(0), anchor)}</div>{more}', menu=MENU)


def fragment_json(asked: Asked) -> Reply:
    if asked.path.endswith("/nap"):
        first = asked.number("offset", 0)
        return (
            200,
            "application/json",
            json.dumps({"html": cards(PROCEDURES[first : first + 10], anchor), "conLai": max(34 - first - 10, 0)}),
        )
    code = "let daCo = 10; $('.xem-them').on('click', function(){ $.get('/thu-tuc-hanh-chinh/nap?offset=' + daCo, function(r){ $('#ds').append(r.html); daCo += 10; }); });"
    return shell(
        f'<div id="ds">{cards(page_of(0), anchor)}</div><a class="xem-them" href="javascript:;">Xem thêm</a>', menu=MENU, script=code
    )


def scroll(asked: Asked) -> Reply:
    if asked.path.endswith("/cuon"):
        page = asked.number("page", 0)
        items = [{"id": p.id, "tenThuTuc": p.name, "maThuTuc": p.code, "mucDo": p.level, "url": f"/thu-tuc/{p.id}"} for p in page_of(page)]
        return (200, "application/json; charset=utf-8", json.dumps({"items": items, "total": 34}))
    box = f'<div id="list" data-endpoint="/thu-tuc-hanh-chinh/cuon" data-page="0" data-total="34">{cards(page_of(0), anchor)}</div>'
    return shell(f"<p>Tổng số: 34 thủ tục</p>{box}", menu=MENU)


def _state(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def postback(asked: Asked) -> Reply:
    argument = asked.form.get("__EVENTARGUMENT", "")
    page = int(argument.removeprefix("Page$")) if asked.form.get("__VIEWSTATE", "").strip() and argument.startswith("Page$") else 1
    links = "".join(f"<td><a href=\"javascript:__doPostBack('ctl00$main$grid','Page${n}')\">{n}</a></td>" for n in range(1, 5) if n != page)
    grid = table(page_of(page - 1), anchor) + f'<table class="pager"><tr>{links}<td><span>{page}</span></td></tr></table>'
    return shell(
        f'<form method="post" action="/thu-tuc-hanh-chinh" id="aspnetForm"><input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value=""><input type="hidden" name="__VIEWSTATE" value="{_state(f"page {page}")}">{grid}</form>',
        menu=MENU,
    )


def postback_next(asked: Asked) -> Reply:
    """Only a "next" button; where one is lives in the view state."""
    state = base64.b64decode(asked.form.get("__VIEWSTATE", "") or _state("0")).decode()
    page = int(state) + 1 if asked.form.get("__EVENTTARGET") == "ctl00$C$pager$next" else 0
    way = "<a class=\"rgPageNext\" href=\"javascript:__doPostBack('ctl00$C$pager$next','')\">Trang sau</a>" if page < 3 else ""
    hidden = f'<input type="hidden" name="__VIEWSTATE" value="{_state(str(page))}"><input type="hidden" name="__VIEWSTATEGENERATOR" value="AB"><input type="hidden" name="__EVENTTARGET"><input type="hidden" name="__EVENTARGUMENT">'
    return shell(
        f'<form method="post" action="./thu-tuc-hanh-chinh">{hidden}{cards(page_of(page), anchor)}<div>{way}</div></form>', menu=MENU
    )


def postback_windows(asked: Asked) -> Reply:
    """Two numbers at a time, dots before them that lead back and dots after them that lead on; a page is named by its place."""
    page = int(asked.form.get("__EVENTARGUMENT", "0").removeprefix("p") or 0)
    first, last = page // 2 * 2, min(page // 2 * 2 + 2, 5)
    step = "<li><a href=\"javascript:__doPostBack('l$trang','p{}')\">{}</a></li>"
    numbers = [f"<li><b>{n + 1}</b></li>" if n == page else step.format(n, n + 1) for n in range(first, last)]
    ways = [*([step.format(first - 1, "...")] if first else []), *numbers, *([step.format(last, "...")] if last < 5 else [])]
    held = (PROCEDURES[:34])[page * 7 : page * 7 + 7]
    hidden = f'<input type="hidden" name="__VIEWSTATE" value="{_state(f"w{page}")}">'
    return shell(
        f'<form method="post" action="/thu-tuc-hanh-chinh">{hidden}{cards(held, anchor)}<ul>{"".join(ways)}</ul></form>', menu=MENU
    )


def size_select(asked: Asked) -> Reply:
    page, size = asked.number("page", 1), asked.number("per_page", 5)
    options = "".join(f'<option data-gourl="/thu-tuc-hanh-chinh?per_page={s}">{s}</option>' for s in (5, 10, 20, 50))
    pager = "".join(f'<a href="/thu-tuc-hanh-chinh?page={n}&per_page={size}">{n}</a>' for n in range(1, -(-34 // size) + 1))
    return shell(
        f'{table(page_of(page - 1, size), anchor)}<select id="pageSize">{options}</select><div class="pagination">{pager}</div><span>trên <span id="totalRecord">34</span> bản ghi</span>',
        menu=MENU,
    )


def no_pager(asked: Asked) -> Reply:
    """A counter, and a pager that only a script would draw."""
    page = asked.number("page", 1)
    return shell(f'<p>Tìm thấy 34 kết quả</p>{table(page_of(page - 1), anchor)}<div id="pager"></div>', menu=MENU)


def select_of_pages(asked: Asked) -> Reply:
    page = asked.number("t", 1)
    options = "".join(f"<option value={n}{' selected' if n == page else ''}>{n}</option>" for n in range(1, 5))
    pager = f"""Trang <select onchange="location.href = '?t=' + this.value">{options}</select> trong 4"""
    return shell(table(page_of(page - 1), anchor, page * 10 - 10) + pager, menu=MENU)


def lone_arrow(asked: Asked) -> Reply:
    page = asked.number("doan", 0)
    more = f'<p align=center><a href="/thu-tuc-hanh-chinh?doan={page + 1}">&raquo;</a></p>' if page < 3 else ""
    return shell(cards(page_of(page), anchor) + more, menu=MENU)


MECHANICS = [
    select_of_pages, lone_arrow,
    get_one_based, get_zero_based, next_only, older_posts, rel_next, offsets, liferay, path_pages, path_numbers, script_function, post_form,
    submit_buttons, fragment_html, fragment_counted, fragment_json, scroll, postback, postback_next, postback_windows, size_select, no_pager,
]  # fmt: skip


@pytest.mark.parametrize("listing", MECHANICS, ids=lambda f: f.__name__)
def test_reads_all_pages_from_the_home_page(listing: Listing) -> None:
    draw = (detail_table, detail_dl, detail_heads)[MECHANICS.index(listing) % 3]
    found = read_made(portal(listing, draw=draw))
    assert_all(found, PROCEDURES, most=1.6)
    assert found.report.coverage.complete
    assert found.report.coverage.listed == 34


@pytest.mark.parametrize("listing", [get_one_based, postback, fragment_json, path_pages], ids=lambda f: f.__name__)
def test_reads_all_pages_from_the_listing(listing: Listing) -> None:
    assert_all(read_made(portal(listing), "thu-tuc-hanh-chinh"), PROCEDURES, most=1.5)


def test_a_page_in_the_middle_leads_to_the_whole_list() -> None:
    assert_all(read_made(portal(get_one_based), "thu-tuc-hanh-chinh?page=3"), PROCEDURES, most=1.5)


@pytest.mark.parametrize(
    "code",
    [
        "nut.onclick = () => fetch(nut.dataset.feed + '?bat_dau=' + nut.dataset.tuDong).then(them)",
        "$('#nut').click(function(){ var n = $(this); $.getJSON(n.data('feed'), { bat_dau: n.data('tu-dong') }, them); })",
        "n.addEventListener('click', () => nap(`${n.getAttribute('data-feed')}?bat_dau=${n.getAttribute('data-tu-dong')}`))",
    ],
)
def test_the_name_of_a_paging_number_is_in_a_file_and_rows_are_no_endpoints(code: str) -> None:
    def box(p: Made) -> str:
        return f'<div class="o" data-href="/thu-tuc/{p.id}"><h5>{p.name}</h5><p>Mã TTHC: {p.code}</p></div>'

    def listing(asked: Asked) -> Reply:
        if asked.path.endswith("/lay"):
            first = asked.number("bat_dau", 0)
            boxes = "".join(map(box, PROCEDURES[first : first + 8]))
            return (200, "application/json", json.dumps({"view": boxes, "bat_dau": first + 8}))
        button = '<button id="nut" data-feed="/thu-tuc-hanh-chinh/lay" data-tu-dong="8">Hiển thị thêm 26 mục</button>'
        return shell(f'{"".join(map(box, PROCEDURES[:8]))}{button}<script src="/ham.js"></script>', menu=MENU)

    def answer(asked: Asked) -> Reply | None:
        return (200, "application/javascript", code) if asked.path == "/ham.js" else portal(listing)(asked)

    assert_all(read_made(answer), PROCEDURES, most=1.6)


def test_the_function_that_turns_the_page_is_in_a_file() -> None:
    def listing(asked: Asked) -> Reply:
        if asked.path.endswith(".js"):
            return (200, "text/javascript", "function lat(so){ document.location.href = '/thu-tuc-hanh-chinh?to=' + so; }")
        page = asked.number("to", 1)
        pager = " ".join(f'<a href="javascript:lat({n})">{n}</a>' for n in range(1, 5))
        return shell(f'{cards(page_of(page - 1), anchor)}<script src="/thu-tuc-hanh-chinh.js"></script>{pager}', menu=MENU)

    assert_all(read_made(portal(listing)), PROCEDURES, most=1.6)


def test_a_parameter_that_is_only_sent_when_filtering_is_left_out() -> None:
    code = "function nap(t){ fetch('/lay?trang=' + t + '&limit=' + muc.limit + (loc.nganh ? '&nganh=' + loc.nganh : '')).then(them); }"

    def listing(asked: Asked) -> Reply:
        return shell(f'{cards(page_of(0), anchor)}<p>Tổng số: 34 thủ tục</p><script src="/ma.js"></script>', menu=MENU)

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/ma.js":
            return (200, "application/javascript", code)
        if asked.path == "/lay":
            return cards(page_of(asked.number("trang", 1) - 1, min(asked.number("limit", 10), 10)), anchor) or "<i></i>"
        return portal(listing)(asked)

    found = read_made(answer)
    assert_all(found, PROCEDURES, most=1.6)
    assert {a.query["limit"] for a in found.served.asked if "limit" in a.query} == {"10"}
