# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Portals drawn by scripts: the data behind the page, hash routes, clicks, controls that only a browser sees."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from html import escape
from ipaddress import ip_network
from typing import Any

import pytest

from classifier.model import Outcome, Submission
from crawler.config import Settings
from crawler.fetching import Browser
from crawler.guard.address import AddressPolicy
from crawler.guard.proxy import GuardProxy
from crawler.reader import read_portal
from crawler.render.browser import ChromiumBrowser
from crawler.sink import CollectingSink, RunOrder
from tests.crawler.reader.made import NEWS, Answering, Asked, Made, Reply, detail_dl, detail_table, served, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, table
from tests.crawler.reader.plain import PlainFetcher, plain_verify
from tests.crawler.reader.reading import AT, Found, assert_all

pytestmark = pytest.mark.browser

LOOPBACK = ip_network("127.0.0.0/8")


def read_drawn(answer: Answering, path: str = "", **order: Any) -> Found:
    """Reads an invented portal with the real browser."""

    async def run(url: str) -> tuple[Any, CollectingSink, PlainFetcher]:
        async with GuardProxy(AddressPolicy(allow=(LOOPBACK,))) as proxy:
            made: list[ChromiumBrowser] = []

            async def allowed(url: str) -> bool:
                return True

            async def maker() -> Browser:
                made.append(ChromiumBrowser(Settings(allow_networks=(LOOPBACK,)), allowed=allowed, proxy=proxy.url))
                return made[-1]

            browser: Callable[[], Awaitable[Browser]] = maker
            asked, fetcher = RunOrder(url, AT, **order), PlainFetcher()
            sink = CollectingSink(asked)
            report = await read_portal(asked, fetcher, browser, sink, verify=plain_verify)
            return report, sink, fetcher

    with served(answer) as state:
        report, sink, fetcher = asyncio.run(run(state.url + path))
        return Found(report, sink, fetcher, state)


def js(code: str) -> Reply:
    return (200, "text/javascript; charset=utf-8", code)


def data(value: Any) -> Reply:
    return (200, "application/json; charset=utf-8", json.dumps(value, ensure_ascii=False))


APP = '<!doctype html><html><head><meta charset="utf-8"><title>Cổng DVC</title></head><body><app-root></app-root><script src="/main.js"></script></body></html>'

FRAME = """
const root = document.querySelector('app-root') || document.getElementById('root');
const esc = s => String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;');
function draw(html) { root.innerHTML = '<header><nav><a href="/">Trang chủ</a> <a href="' + LIST + '">Thủ tục hành chính</a> <a href="/tin">Tin tức</a></nav></header><main>' + html + '</main>'; }
function parts(d) { return '<h1>' + esc(d.procedureName) + '</h1><table>' + [['Mã thủ tục', d.code], ['Lĩnh vực', d.sector], ['Cơ quan thực hiện', d.agency], ['Mức độ', d.level],
 ['Trình tự thực hiện', 'Bước 1: nộp hồ sơ. Bước 2: nhận kết quả.'], ['Cách thức thực hiện', 'Trực tiếp, bưu chính'], ['Thành phần hồ sơ', 'Đơn đề nghị'], ['Thời hạn giải quyết', '10 ngày'],
 ['Đối tượng thực hiện', 'Cá nhân'], ['Kết quả thực hiện', 'Giấy phép'], ['Phí, lệ phí', 'Không'], ['Căn cứ pháp lý', 'Luật số 1/2020']].map(r => '<tr><td>' + r[0] + '</td><td>' + esc(r[1]) + '</td></tr>').join('') + '</table>'; }
"""


def record(p: Made, ident: str) -> dict[str, Any]:
    return {"id": ident, "procedureName": p.name, "code": p.code, "sector": p.field, "agency": p.agency, "level": p.level}


def hexed(p: Made) -> str:
    return f"{p.id:024x}"


def spa(asked: Asked) -> Reply | None:
    """Zero-based pages behind an address route; the detail has its own data and a button for some levels."""
    if asked.path == "/main.js":
        return js(
            "const LIST='/vi/procedure/search';" + FRAME + "async function go() { const p = location.pathname;"
            "if (p === LIST) { const d = await (await fetch('/pa/procedures?keyword=&page=0&size=10&spec=page')).json();"
            "draw('<p>Tìm thấy ' + d.totalElements + ' kết quả</p><table><tr><th>STT</th><th>Mã chuẩn</th><th>Tên thủ tục</th><th>Mức độ</th></tr>' + d.content.map((r, i) => '<tr><td>' + (i + 1) + '</td><td>' + r.code + '</td><td><a href=\"/vi/procedure/detail/' + r.id + '\">' + esc(r.procedureName) + '</a></td><td>' + r.level + '</td></tr>').join('') + '</table>'); }"
            "else if (p.startsWith('/vi/procedure/detail/')) { const d = await (await fetch('/pa/procedures/' + p.split('/').pop())).json();"
            "draw(parts(d) + (d.level === 'Còn lại' ? '' : '<a class=btn href=\"/vi/padsvc/apply-online/' + d.id + '\">Nộp trực tuyến</a>')); }"
            "else draw('<h2>Chào mừng đến với cổng dịch vụ công</h2>'); } go();"
        )
    if asked.path == "/pa/procedures":
        page, size = asked.number("page", 0), min(asked.number("size", 10), 50)
        return data(
            {"content": [record(p, hexed(p)) for p in PROCEDURES[page * size : page * size + size]], "totalElements": 34, "number": page}
        )
    if asked.path.startswith("/pa/procedures/"):
        p = BY_ID[int(asked.path.rpartition("/")[2], 16)]
        return data({**record(p, hexed(p)), "steps": "Bước 1: nộp hồ sơ", "dossier": "Đơn đề nghị", "duration": "10 ngày"})
    if asked.path.startswith("/vi/padsvc/"):
        return shell("<h3>Đăng nhập để nộp hồ sơ</h3><form><input name=u><input type=password name=p><button>Đăng nhập</button></form>")
    return APP if asked.path == "/" or asked.path.startswith("/vi/") else None


def hash_routes(asked: Asked) -> Reply | None:
    """Hash routes, start/end, rows that only react to a click."""
    if asked.path == "/dvc/app.js":
        return js(
            "const LIST='/dvc/#/thu-tuc-hanh-chinh';" + FRAME + "async function go() { const h = location.hash;"
            "if (h === '#/thu-tuc-hanh-chinh') { const d = await (await fetch('/o/rest/v2/serviceinfos?start=0&end=15', {headers: {groupId: '55'}})).json();"
            "draw('<div class=list>' + d.data.map(r => '<div class=item data-k=\"' + r.serviceInfoId + '\"><b>' + esc(r.serviceName) + '</b><span>' + r.serviceCode + '</span><i>' + r.levelName + '</i></div>').join('') + '</div>');"
            "document.querySelectorAll('.item').forEach(e => e.addEventListener('click', () => { location.hash = '#/thu-tuc-hanh-chinh/' + e.dataset.k; })); }"
            "else if (h.startsWith('#/thu-tuc-hanh-chinh/')) { const d = await (await fetch('/o/rest/v2/serviceinfos/' + h.split('/').pop(), {headers: {groupId: '55'}})).json();"
            "draw(parts({procedureName: d.serviceName, code: d.serviceCode, sector: d.domainName, agency: d.administrationName, level: d.levelName})); }"
            "else draw('<h2>Xin chào</h2>'); } window.addEventListener('hashchange', go); go();"
        )
    if asked.path.startswith("/o/rest/v2/serviceinfos"):

        def one(p: Made) -> dict[str, Any]:
            return {
                "serviceInfoId": p.id,
                "serviceCode": p.code,
                "serviceName": p.name,
                "domainName": p.field,
                "administrationName": p.agency,
                "levelName": p.level,
                "maxLevel": 3,
            }

        tail = asked.path.removeprefix("/o/rest/v2/serviceinfos").strip("/")
        if tail:
            return data(
                {
                    **one(BY_ID[int(tail)]),
                    "processText": "Bước 1",
                    "methodText": "Trực tiếp",
                    "dossierText": "Đơn",
                    "durationText": "10 ngày",
                }
            )
        return data({"total": 34, "data": [one(p) for p in PROCEDURES[asked.number("start", 0) : asked.number("end", 15)]]})
    return APP.replace("/main.js", "/dvc/app.js") if asked.path in ("/", "/dvc/") else None


def cursor(asked: Asked) -> Reply | None:
    """POST JSON with a cursor; no counter."""
    if asked.path == "/main.js":
        return js(
            "const LIST='/thu-tuc-hanh-chinh';" + FRAME + "async function go() { const p = location.pathname;"
            "if (p === LIST) { const d = await (await fetch('/api/v1/formality/list-by-citizen', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({keyword: '', lastId: null, limit: 12})})).json();"
            "draw('<ul>' + d.items.map(r => '<li><a href=\"/thu-tuc-hanh-chinh/' + r.id + '\">' + esc(r.formalityName) + '</a> <em>' + r.formalityCode + '</em></li>').join('') + '</ul>'); }"
            "else if (p.startsWith(LIST + '/')) { const d = await (await fetch('/api/v1/formality/detail?id=' + p.split('/').pop())).json(); draw(parts(d)); }"
            "else draw('<h2>Cổng dịch vụ công quốc gia</h2>'); } go();"
        )
    if asked.path == "/api/v1/formality/list-by-citizen":
        wanted = json.loads(asked.body or "{}")
        last = wanted.get("lastId")
        start = next((i + 1 for i, p in enumerate(PROCEDURES) if hexed(p) == last), 0)
        rows = PROCEDURES[start : start + 12]
        return data({"items": [{"id": hexed(p), "formalityName": p.name, "formalityCode": p.code, "implementLevel": "FULL"} for p in rows]})
    if asked.path == "/api/v1/formality/detail":
        p = BY_ID[int(asked.query["id"], 16)]
        return data({**record(p, hexed(p)), "steps": "Bước 1", "dossier": "Đơn", "duration": "10 ngày"})
    return APP if asked.path == "/" or asked.path.startswith("/thu-tuc-hanh-chinh") else None


def nested_form(asked: Asked) -> Reply | None:
    """A form post whose one field is JSON, as the old national portal has it; details are plain pages."""
    if asked.path == "/jsp/tra-cuu.jsp":
        wanted = json.loads(asked.form["params"])
        size, page = min(int(wanted["recordPerPage"]), 20), int(wanted["pageIndex"])
        rows = PROCEDURES[(page - 1) * size : page * size]
        return data(
            [
                {"ROW_STT": i, "ID": p.id, "PROCEDURE_CODE": p.code, "PROCEDURE_NAME": p.name, "FIELD_NAME": p.field, "TOTAL_RECORD": 34}
                for i, p in enumerate(rows)
            ]
        )
    if asked.path == "/tthc-chi-tiet.html":
        return shell(detail_table(BY_ID[asked.number("ma_thu_tuc", 0)]), menu=MENU)
    if asked.path == "/thu-tuc-hanh-chinh":
        code = (
            "var x = new XMLHttpRequest(); x.open('POST', '/jsp/tra-cuu.jsp'); x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');"
            "x.onload = function(){ document.getElementById('ds').innerHTML = JSON.parse(x.responseText).map(function(r){ return '<li><a href=\"/tthc-chi-tiet.html?ma_thu_tuc=' + r.ID + '\">' + r.PROCEDURE_NAME + '</a> (' + r.PROCEDURE_CODE + ')</li>'; }).join(''); };"
            "x.send('params=' + encodeURIComponent(JSON.stringify({service: 'procedure_advanced_search_service_v2', type: 'ref', recordPerPage: 10, pageIndex: 1, keyword: ''})));"
        )
        return shell('<ul id="ds"></ul>', menu=MENU, script=code)
    return shell("<h1>Chào mừng</h1>", menu=MENU) if asked.path == "/" else None


def late_button(asked: Asked) -> Reply | None:
    """Everything over HTTP but the button, which a script adds for some levels."""
    if asked.path == "/" or asked.path == "/thu-tuc-hanh-chinh":
        return shell(table(PROCEDURES[:12], anchor) if asked.path != "/" else "<h1>Chào mừng</h1>", menu=MENU)
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        p = BY_ID[int(ident)]
        code = (
            f"if ('{p.level}' !== 'Còn lại') {{ var a = document.createElement('a'); a.className='btn'; a.href='/nop-ho-so?ma={p.id}'; a.textContent='Nộp hồ sơ trực tuyến'; document.querySelector('main').appendChild(a); }} "
            + "/* giao diện */ " * 20
        )
        return shell(detail_table(p), menu=MENU, script=code)
    if asked.path == "/nop-ho-so":
        return shell(
            f"<h2>Đăng nhập</h2><p>Vui lòng đăng nhập để nộp hồ sơ</p><form><input name=u><input type=password name={escape('p')}></form>"
        )
    return None


def pushed_routes(asked: Asked) -> Reply | None:
    """A list over HTTP whose rows react to a listener that nobody can read; the router writes the address."""
    if asked.path == "/thu-tuc-hanh-chinh" or asked.path == "/":
        code = (
            "const sach = ['muc', 'tthc'].reverse(); document.querySelectorAll('tbody tr').forEach((tr, i) => tr.addEventListener('click', () => {"
            "history.pushState({}, '', [''].concat(sach).concat([tr.cells[1].textContent]).join('/')); document.querySelector('main').textContent = 'Đang tải'; }));"
        )
        return shell(
            table(PROCEDURES[:16], lambda p: escape(p.name)) if asked.path != "/" else "<h1>Chào mừng</h1>", menu=MENU, script=code
        )
    if asked.path.startswith("/tthc/muc/"):
        return shell(detail_table(next(p for p in PROCEDURES if p.code == asked.path.rpartition("/")[2])), menu=MENU)
    return None


def dialog_of_data(asked: Asked) -> Reply | None:
    """Rows that open a dialog with data of their own; the key is in a closure."""
    if asked.path == "/thu-tuc-hanh-chinh" or asked.path == "/":
        code = (
            "const o = {duong: 'xem'}; const hop = document.createElement('div'); document.body.appendChild(hop);"
            "document.querySelectorAll('li[data-so]').forEach(li => { const so = li.dataset.so; li.addEventListener('click', async () => {"
            "const d = await (await fetch(['/api', o.duong, so].join('/'))).json(); hop.textContent = d.tenThuTuc; }); });"
        )
        rows = "".join(f'<li data-so="{p.id}"><b>{p.name}</b><br><span>{p.code}</span></li>' for p in PROCEDURES[:16])
        return shell(f"<h2>Danh sách thủ tục</h2><ul>{rows}</ul>" if asked.path != "/" else "<h1>Chào mừng</h1>", menu=MENU, script=code)
    if asked.path.startswith("/api/xem/"):
        p = BY_ID[int(asked.path.rpartition("/")[2])]
        return data(
            {
                "id": p.id,
                "tenThuTuc": p.name,
                "maThuTuc": p.code,
                "linhVuc": p.field,
                "trinhTuThucHien": "Bước 1",
                "thanhPhanHoSo": "Đơn",
                "thoiHanGiaiQuyet": "10 ngày",
                "mucDo": p.level,
            }
        )
    return None


@pytest.mark.parametrize("answer", [pushed_routes, dialog_of_data], ids=lambda f: f.__name__)
def test_presses_rows_that_nobody_can_read(answer: Answering) -> None:
    assert_all(read_drawn(answer), PROCEDURES[:16], most=1.8)


def drawn_pager(asked: Asked) -> Reply | None:
    """The first page over HTTP; the pager and what it asks for belong to a script."""
    if asked.path == "/thu-tuc-hanh-chinh/trang":
        page = json.loads(asked.body)["so"]
        return data([record(p, str(p.id)) | {"url": f"/thu-tuc/{p.id}"} for p in PROCEDURES[page * 10 - 10 : page * 10]])
    if asked.path in ("/", "/thu-tuc-hanh-chinh"):
        code = (
            "const b = document.createElement('button'); b.textContent = 'Trang sau'; let so = 1; document.querySelector('main').appendChild(b);"
            "const dia = [location.pathname, 'trang'].join('/'); b.addEventListener('click', async () => { so += 1; const r = await (await fetch(dia, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({so: so, danhSach: 1, trang: so})})).json();"
            "document.querySelector('tbody').innerHTML = r.map(x => '<tr><td></td><td>' + x.code + '</td><td><a href=\"' + x.url + '\">' + x.procedureName + '</a></td></tr>').join(''); });"
        )
        return shell(
            f"<p>Tìm thấy 34 kết quả</p>{table(PROCEDURES[:10], anchor)}" if asked.path != "/" else "<h1>Chào mừng</h1>",
            menu=MENU,
            script=code,
        )
    head, _, ident = asked.path.rpartition("/")
    return shell(detail_table(BY_ID[int(ident)]), menu=MENU) if head == "/thu-tuc" else None


def turned_over(asked: Asked) -> Reply | None:
    """All records are on the page, ten of them shown; a script turns them over."""
    if asked.path in ("/", "/thu-tuc-hanh-chinh"):
        rows = json.dumps([[p.code, f"/thu-tuc/{p.id}", p.name] for p in PROCEDURES], ensure_ascii=False)
        code = (
            f"const tat = {rows}; let t = 0; const ve = () => {{ document.querySelector('#b').innerHTML = tat.slice(t * 10, t * 10 + 10).map(x => '<tr><td>' + x[0] + '</td><td><a href=\"' + x[1] + '\">' + x[2] + '</a></td></tr>').join(''); }};"
            "if (document.querySelector('#b')) { ve(); document.querySelector('#sau').addEventListener('click', () => { t += 1; ve(); }); }"
        )
        body = '<p>Tìm thấy 34 kết quả</p><table><thead><tr><th>Mã thủ tục</th><th>Tên thủ tục</th></tr></thead><tbody id="b"></tbody></table><button id="sau">Sau</button>'
        return shell(body if asked.path != "/" else "<h1>Chào mừng</h1>", menu=MENU, script=code)
    head, _, ident = asked.path.rpartition("/")
    return shell(detail_table(BY_ID[int(ident)]), menu=MENU) if head == "/thu-tuc" else None


def scrolled(asked: Asked) -> Reply | None:
    """A list that grows when its end comes into view, by an address that the code puts together from pieces."""
    if asked.path == "/":
        code = """const duong = ['', 'nap', 'tiep'].join('/'); let so = 0, cho = false;
        const mat = new IntersectionObserver(async e => { if (!e[0].isIntersecting || cho) return; cho = true; so += 1;
            const manh = await (await fetch(duong + '?' + new URLSearchParams({lan: so}))).text();
            document.getElementById('ds').insertAdjacentHTML('beforeend', manh); cho = false; if (!manh) mat.disconnect(); });
        mat.observe(document.getElementById('het'));"""
        style = "<style>#ds a { display: block; height: 150px }</style>"
        return shell(f'{style}<h1>Thủ tục hành chính</h1><div id="ds">{boxes(0)}</div><div id="het"></div>', script=code)
    if asked.path == "/nap/tiep":
        return (200, "text/html; charset=utf-8", boxes(asked.number("lan", 9) * 9))
    head, _, ident = asked.path.rpartition("/")
    return shell(detail_dl(BY_ID[int(ident)])) if head == "/thu-tuc" and ident.isdigit() else None


def boxes(first: int) -> str:
    return "".join(f'<a href="/thu-tuc/{p.id}"><b>{p.name}</b> <i>{p.code}</i></a>' for p in PROCEDURES[first : first + 9])


def test_scrolls_where_a_list_grows_by_that_alone() -> None:
    found = read_drawn(scrolled)
    assert_all(found, PROCEDURES, most=1.8)
    assert found.report.coverage.complete


@pytest.mark.parametrize("answer", [drawn_pager, turned_over], ids=lambda f: f.__name__)
def test_presses_a_pager_that_nobody_can_read(answer: Answering) -> None:
    assert_all(read_drawn(answer), PROCEDURES, most=1.8)


@pytest.mark.parametrize("answer", [spa, hash_routes, cursor, nested_form], ids=lambda f: f.__name__)
def test_reads_a_portal_drawn_by_script(answer: Answering) -> None:
    found = read_drawn(answer)
    assert_all(found, PROCEDURES, most=2.5)
    assert {entry.code for entry in found.sink.entries} == {p.code for p in PROCEDURES}


def test_asks_for_the_records_themselves_once_it_knows_how() -> None:
    found = read_drawn(spa)
    lists = [asked for asked in found.served.asked if asked.path == "/pa/procedures"]
    assert len(lists) <= 4


def test_controls_that_a_script_draws_are_seen() -> None:
    found = read_drawn(late_button)
    assert_all(found, PROCEDURES[:12], most=2.5)
    by_name = {entry.name: entry.features.submission for entry in found.sink.entries}
    expected = {p.name: Submission.NO if p.level == "Còn lại" else Submission.GATE for p in PROCEDURES[:12]}
    assert by_name == expected


def test_the_submit_button_of_each_drawn_page_is_followed_at_most_once() -> None:
    found = read_drawn(spa)
    submissions = {entry.name: entry.features.submission for entry in found.sink.entries}
    assert submissions == {p.name: Submission.NO if p.level == "Còn lại" else Submission.GATE for p in PROCEDURES}
    hops = [ask.url for ask in found.fetcher.asked if ask.purpose == "hop"]
    assert len(set(hops)) == len(hops) <= sum(p.level != "Còn lại" for p in PROCEDURES)
    assert found.per_procedure + len(hops) / len(PROCEDURES) <= 2.5


def test_without_a_browser_the_data_in_the_code_are_tried() -> None:
    found = read_drawn(spa, render="never")
    assert {p.name for p in PROCEDURES} == set(found.names)


def pressed(asked: Asked) -> Reply | None:
    """Every page has the button; what it does is in a closure: a login dialog, or a refusal for one level."""
    if asked.path in ("/", "/thu-tuc-hanh-chinh"):
        return shell(table(PROCEDURES[:12], anchor) if asked.path != "/" else "<h1>Chào mừng</h1>", menu=MENU)
    head, _, ident = asked.path.rpartition("/")
    if head != "/thu-tuc":
        return None
    p = BY_ID[int(ident)]
    says = (
        "Thủ tục đã chọn không phải là thủ tục toàn trình, một phần"
        if p.level == "Còn lại"
        else "Vui lòng đăng nhập bằng VNeID để nộp hồ sơ"
    )
    code = (
        f"const muc = {json.dumps(says)}; const b = document.querySelector('#nop'); b.addEventListener('click', () => {{"
        "const d = document.createElement('div'); d.className = 'toast'; d.textContent = muc; document.body.appendChild(d); });"
    )
    return shell(
        detail_table(p, extra='<button id="nop" type="button" onclick="batDau()">Nộp hồ sơ trực tuyến</button>'), menu=MENU, script=code
    )


def test_a_button_that_only_a_script_follows_is_pressed_and_nothing_is_sent() -> None:
    found = read_drawn(pressed)
    by_name = {entry.name: entry.features.submission for entry in found.sink.entries}
    assert by_name == {p.name: Submission.NO if p.level == "Còn lại" else Submission.GATE for p in PROCEDURES[:12]}
    assert {asked.method for asked in found.served.asked} == {"GET"}
    assert found.report.stats["requests/hop"] <= 12


def hidden_dialog(asked: Asked) -> Reply | None:
    """The login dialog stands on every page, hidden; only some procedures' buttons open it."""
    if asked.path in ("/", "/thu-tuc-hanh-chinh"):
        return shell(table(PROCEDURES[:9], anchor) if asked.path != "/" else "<h1>Chào mừng</h1>", menu=MENU)
    head, _, ident = asked.path.rpartition("/")
    if head != "/thu-tuc":
        return None
    p = BY_ID[int(ident)]
    dialog = '<div id="hop" style="display:none"><h4>Vui lòng đăng nhập</h4><p>Đăng nhập bằng tài khoản VNeID để nộp hồ sơ</p></div>'
    code = "function nop() { document.getElementById('hop').style.display = 'block'; } /* hiển thị hộp thoại */"
    button = "" if p.level == "Còn lại" else '<button type="button" onclick="nop()">Nộp hồ sơ trực tuyến</button>'
    return shell(detail_table(p, extra=button + dialog), menu=MENU, script=code)


def test_a_dialog_that_was_hidden_is_seen_when_it_opens() -> None:
    found = read_drawn(hidden_dialog)
    by_name = {entry.name: entry.features.submission for entry in found.sink.entries}
    assert by_name == {p.name: Submission.NO if p.level == "Còn lại" else Submission.GATE for p in PROCEDURES[:9]}


def opened_beside_the_list(asked: Asked) -> Reply | None:
    """The links of the list are caught by a script, which puts what they answer beside the list, where the dialog of its button stands."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        return detail_table(BY_ID[int(ident)], extra='<p><a class="nut" href="#" data-hop="vao">Nộp hồ sơ trực tuyến</a></p>')
    if asked.path == "/thu-tuc-hanh-chinh":
        code = (
            "document.addEventListener('click', e => { const a = e.target.closest('td a'); if (a) { e.preventDefault();"
            " fetch(a.href).then(r => r.text()).then(t => { document.getElementById('canh').innerHTML = t; }); }"
            " const b = e.target.closest('[data-hop]'); if (b) { e.preventDefault(); document.getElementById(b.dataset.hop).showModal(); } });"
        )
        dialog = '<div id="canh"></div><dialog id="vao"><h4>Vui lòng đăng nhập</h4><p>Đăng nhập bằng VNeID để nộp hồ sơ</p></dialog>'
        return shell(table(PROCEDURES[:6], anchor) + dialog, menu=MENU, script=code)
    return shell("<h1>Chào mừng</h1>", menu=MENU) if asked.path == "/" else None


def test_a_button_of_a_part_is_not_dead_because_the_part_alone_has_no_script() -> None:
    found = read_drawn(opened_beside_the_list)
    assert len(found.sink.entries) == 6
    assert not {Submission.NO} & {entry.features.submission for entry in found.sink.entries}


REFUSED = {
    "by status": (401, "application/json; charset=utf-8", '{"error": "Phiên làm việc không hợp lệ"}'),
    "by what the answer says": (200, "application/json; charset=utf-8", '{"errorCode": 401, "result": null}'),
}


@pytest.mark.parametrize("refusal", REFUSED)
def test_a_list_that_only_members_may_see(refusal: str) -> None:
    code = "fetch('/gw/ho-so-tthc').then(r => r.json()).then(d => { if (!d.rows) document.getElementById('ds').textContent = 'Quý vị cần đăng nhập để xem danh mục.' })"

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/gw/ho-so-tthc":
            return REFUSED[refusal]
        body = "<div id=ds>…</div><script src='/b.js'></script>" if asked.path == "/thu-tuc-hanh-chinh" else f"<ul>{NEWS}</ul>"
        return js(code) if asked.path == "/b.js" else shell(body, menu="<a href='/thu-tuc-hanh-chinh'>Thủ tục hành chính</a>")

    found = read_drawn(answer)
    assert found.report.outcome is Outcome.LOGIN, found.report
    assert found.sink.entries == []


@pytest.mark.browser
def test_a_portal_whose_data_want_a_token_is_not_told_empty() -> None:
    """The token is anyone's, and still not asked for: what the guard kept from being read is told as such."""

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/a.js":
            return js(
                "fetch('/cap-phep/token', {method: 'POST', body: new URLSearchParams({grant_type: 'client_credentials', client_id: 'khach'})})"
                ".then(r => r.json()).then(t => fetch('/du-lieu/thu-tuc', {headers: {Authorization: 'Bearer ' + t.ma}})).then(r => r.json())"
                ".then(d => { document.body.innerHTML = '<ul>' + d.map(x => '<li>' + x.ten + '</li>').join('') + '</ul>'; });"
            )
        if asked.path == "/cap-phep/token":
            return data({"ma": "mot-hai-ba"})
        return '<!doctype html><body><div id="o"></div><script src="/a.js"></script></body>' if asked.path == "/" else None

    found = read_drawn(answer)
    assert found.report.outcome is Outcome.LOGIN, found.report
    assert "/cap-phep/token" in found.report.reason
    assert not any(asked.path == "/cap-phep/token" for asked in found.served.asked)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("head", "path", "outcome"),
    [
        ("Danh mục dịch vụ công", "/dich-vu/tim", Outcome.ERROR),
        ("Ảnh đẹp quê hương", "/anh/tim", Outcome.EMPTY),
    ],
)
def test_a_list_whose_service_is_down_is_not_told_empty(head: str, path: str, outcome: Outcome) -> None:
    code = f"fetch('{path}', {{method: 'POST', body: '{{}}', headers: {{'Content-Type': 'application/json'}}}})"

    def answer(asked: Asked) -> Reply | None:
        if asked.path == path:
            return 503, "application/json", '{"loi": "het ket noi"}'
        body = f"<h2>{head}</h2><p>Tổng số: --</p><div id=o></div><script src='/a.js'></script>"
        return js(code) if asked.path == "/a.js" else shell(body) if asked.path in ("/", "/dich-vu") else None

    found = read_drawn(answer)
    assert found.report.outcome is outcome, found.report
    assert (path in found.report.reason) is (outcome is Outcome.ERROR)


@pytest.mark.parametrize(
    ("code", "outcome", "said"),
    [
        ("document.title = 'Một cửa'", Outcome.ERROR, ""),
        (
            "document.querySelector('app-root').innerHTML = '<nav><b>Trang chủ</b> <b>Công việc</b></nav><p>Kính chào quý khách.</p>'",
            Outcome.EMPTY,
            "Công việc",
        ),
    ],
)
def test_an_application_that_shows_no_list_is_not_told_empty_without_a_word(code: str, outcome: Outcome, said: str) -> None:
    found = read_drawn(lambda asked: js(code) if asked.path == "/main.js" else APP if asked.path == "/" else None)
    assert found.report.outcome is outcome, found.report
    assert outcome is Outcome.ERROR or any(warning.startswith("unread: ") and said in warning for warning in found.report.warnings)


def test_an_open_list_asks_in_vain_who_its_visitor_is() -> None:
    code = "fetch('/gw/me').then(() => fetch('/gw/cau-hinh')).then(() => { document.getElementById('ds').textContent = 'Chưa có thủ tục. Đăng nhập để nhận thông báo.' })"

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/gw/me":
            return REFUSED["by status"]
        body = "<div id=ds>…</div><script src='/b.js'></script>" if asked.path == "/thu-tuc-hanh-chinh" else f"<ul>{NEWS}</ul>"
        if asked.path == "/gw/cau-hinh":
            return data({"version": 3})
        return js(code) if asked.path == "/b.js" else shell(body, menu="<a href='/thu-tuc-hanh-chinh'>Thủ tục hành chính</a>")

    assert read_drawn(answer).report.outcome is Outcome.EMPTY


def test_one_drawn_procedure_is_read_alone_whatever_others_stand_beside_it() -> None:
    one = PROCEDURES[4]
    others = [record(p, str(p.id)) for p in PROCEDURES[10:15]]

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/main.js":
            return js(
                "const LIST='/thu-tuc';"
                + FRAME
                + "async function go() { const d = await (await fetch('/gw/mot')).json(), o = await (await fetch('/gw/hay-xem')).json();"
                "draw(parts(d) + '<aside><h3>Hay xem</h3>' + o.content.map(r => '<a href=\"/xem/' + r.id + '\">' + esc(r.procedureName) + '</a>').join('') + '</aside>'); } go();"
            )
        if asked.path == "/gw/mot":
            return data({**record(one, str(one.id)), "level": one.level})
        return data({"content": others}) if asked.path == "/gw/hay-xem" else APP

    found = read_drawn(answer, f"xem/{one.id}")
    assert found.names == [one.name], found.report


def in_components(asked: Asked) -> Reply | None:
    """News on every page; the menu and the button of a procedure stand in shadow roots."""
    if asked.path == "/khung.js":
        return js(
            "customElements.define('x-muc', class extends HTMLElement { connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML ="
            " '<nav><a href=\"/kho\">Danh mục thủ tục hành chính</a></nav><slot></slot>'; } });"
            "customElements.define('x-nut', class extends HTMLElement { connectedCallback() { const r = this.attachShadow({mode: 'open'});"
            " r.innerHTML = '<button>Góp ý</button> <button>Nộp hồ sơ trực tuyến</button>';"
            " r.querySelectorAll('button')[1].onclick = () => { location.href = '/khai;so=' + this.getAttribute('so'); }; } });"
        )
    body = f"<ul>{NEWS * 4}</ul>"
    if asked.path == "/kho":
        body += table(PROCEDURES[:3], lambda p: f'<a href="/thu-tuc;so={p.id}">{p.name}</a>')
    elif asked.path.startswith("/thu-tuc;so="):
        p = BY_ID[int(asked.path.rpartition("=")[2])]
        body = f"<main>{detail_table(p, extra=f'<x-nut so={p.id}></x-nut>')}</main><aside>{body}</aside>"
    elif asked.path.startswith("/khai;so="):
        return shell(
            f"<h2>{BY_ID[int(asked.path.rpartition('=')[2])].name}</h2><form method=post><label>Họ và tên <input name=ten></label><label>Ngày sinh <input name=ngay></label>"
            "<label>Số căn cước <input name=cc></label><label>Nơi thường trú <input name=dc></label><label>Nội dung đề nghị <textarea name=nd></textarea></label><button>Gửi hồ sơ</button></form>"
        )
    elif asked.path != "/":
        return None
    return f"<!doctype html><html><head><meta charset=utf-8><title>Cổng</title></head><body><x-muc>{body}</x-muc><script src=/khung.js></script></body></html>"


def test_a_menu_and_a_button_in_shadow_roots_are_found_and_pressed() -> None:
    found = read_drawn(in_components)
    assert {entry.name: entry.features.submission for entry in found.sink.entries} == {p.name: Submission.YES for p in PROCEDURES[:3]}


def box_before_a_drawn_list(asked: Asked) -> Reply | None:
    """The front page names a few procedures; the list itself is put together by a script from what it posts for."""
    if asked.path == "/kho/tim":
        at = json.loads(asked.body)["bo"]
        rows = [{"so": p.code, "goi": p.name, "duong": f"/xem/{p.id}"} for p in PROCEDURES[at : at + 9]]
        return data({"tatCa": len(PROCEDURES), "dong": rows})
    code = (
        "let bo = 0; const ve = async () => { const d = await (await fetch('/kho/tim', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({bo: bo, lay: 9})})).json();"
        "d.dong.forEach(r => { const p = document.createElement('p'); p.innerHTML = '<a href=\"' + r.duong + '\">' + r.goi + '</a> <i>' + r.so + '</i>'; document.getElementById('kq').appendChild(p); }); bo += d.dong.length; };"
        "document.getElementById('nua').onclick = ve; ve();"
    )
    if asked.path == "/":
        few = "".join(f'<li><a href="/xem/{p.id}">{p.name}</a></li>' for p in PROCEDURES[3:7])
        return shell(f"<h2>Chào mừng</h2><h3>Hay tìm</h3><ul>{few}</ul>", menu='<a href="/danh-muc">Thủ tục hành chính</a>')
    if asked.path == "/danh-muc":
        return shell('<h2>Danh mục</h2><div id="kq">Đang tải…</div><button id="nua">Tải thêm</button>', script=code)
    head, _, ident = asked.path.rpartition("/")
    return shell(detail_dl(BY_ID[int(ident)])) if head == "/xem" and ident.isdigit() else None


def test_a_list_that_a_script_draws_is_read_though_the_front_page_names_some() -> None:
    found = read_drawn(box_before_a_drawn_list)
    assert_all(found, PROCEDURES, most=1.8)
    assert found.report.coverage.complete
