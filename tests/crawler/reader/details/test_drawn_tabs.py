# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Tabs that a script fills when they are pressed, and what is said where the guard withheld what they ask for."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest

from classifier.model import Field, FieldKey, Forms, Page, PartLink, Payment, ProcedureReading, Result, Submission
from crawler.fetching import Click
from crawler.reader.choosing.strips import tabs_of
from crawler.reader.details.detail import Detail
from crawler.reader.details.drawn_tabs import _missing
from crawler.reader.page.changed import changed_part
from crawler.reader.page.document import Document
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn, record
from tests.crawler.reader.made import Answering, Asked, Reply
from tests.crawler.reader.paging.test_paging import PROCEDURES
from tests.crawler.reader.reading import read_made

URL = "https://dvc.tinh.example.vn/xem/4"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p><span>Nội dung</span><span>Thành phần hồ sơ</span><span>Lệ phí</span></p>", ["Nội dung", "Thành phần hồ sơ", "Lệ phí"]),
        ("<ul><li>Trình tự thực hiện</li><li>Biểu mẫu</li></ul>", ["Trình tự thực hiện", "Biểu mẫu"]),
        ("<div><span>Lệ phí</span><b>Không</b></div><div><span>Thời hạn</span><b>3 ngày</b></div>", []),
        ("<p><a href='/phi'>Lệ phí</a><a href='/mau'>Biểu mẫu</a></p>", []),
        ("<nav><span>Lệ phí</span><span>Biểu mẫu</span></nav>", []),
        ("<div class=ant-tabs-nav><p><b role=tablist><span>Lệ phí</span><span>Biểu mẫu</span></b></p></div>", ["Lệ phí", "Biểu mẫu"]),
        ("<div class=KhungTabs><p class=khung-header><span>Lệ phí</span><span>Biểu mẫu</span></p></div>", ["Lệ phí", "Biểu mẫu"]),
        ("<nav><div role=tablist><span>Lệ phí</span><span>Biểu mẫu</span></div></nav>", ["Lệ phí", "Biểu mẫu"]),
        ("<div class='table header'><span>Lệ phí</span><span>Biểu mẫu</span></div>", []),
        ("<p><span>Trang chủ</span><span>Liên hệ</span><span>Lệ phí</span></p>", []),
        # Panels in what holds the tabs, a short one, too; labels with their values are no tabs.
        ("<div><a>Trình tự</a><a>Biểu mẫu</a><a>Lệ phí</a><div>Đang lấy…</div><div></div></div>", ["Trình tự", "Biểu mẫu", "Lệ phí"]),
        ("<div><span>Lệ phí</span><p>Không</p><span>Kết quả</span><p>Giấy phép</p></div>", []),
        ("<div><span>Lệ phí</span> Không <span>Kết quả</span> Giấy phép <p>Ghi chú</p></div>", []),
        ("<div><p>Nội dung</p><span>Lệ phí</span><span>Kết quả</span></div>", []),
        (
            "<p><span>Mã số</span><span>1.002</span></p><p><span>Kết quả</span><span>Thông báo kết quả</span></p><p><span>Thời hạn</span><span>3 ngày</span></p>",
            [],
        ),
    ],
)
def test_strips_of_tabs(body: str, words: list[str]) -> None:
    assert [said for said, _ in tabs_of(Document(Page(URL, f"<html><body>{body}</body></html>")))] == words


def test_a_tab_with_an_address_is_not_pressed() -> None:
    tabs = (("Biểu mẫu", Click("b", 0)), ("Lệ phí", Click("b", 1)), ("Kết quả", Click("b", 2)))
    reading = ProcedureReading(URL, "Cấp giấy phép", None, parts=(PartLink("Biểu mẫu", URL + "/mau", fragment=True),))
    told = replace(reading, fields=(Field(FieldKey.RESULT, "Kết quả", "Giấy phép"),))
    assert _missing(Detail(None, URL, (told,), tabs=tabs)) == [tabs[1]]


def tabbed(asked: Asked) -> Reply | None:
    """Each tab asks for its own; the one for results, and the button, by an operation that nobody can read."""
    if asked.path == "/app.js":
        return js(
            "const o = document.querySelector('main'); const goi = (q) => fetch('/goi', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(q)}).then(r => r.json());"
            "const ve = (d) => '<p>' + Object.entries(d).map(([k, v]) => '<p><b>' + k + ':</b> ' + v + '</p>').join('');"
            "async function di() { const k = location.hash.split('/')[2];"
            " if (!k) { const d = await goi({fn: 'dsTTHC', a: {}}); o.innerHTML = '<table><tr><th>Tên thủ tục</th><th>Mã</th></tr>' + d.r.map(r => '<tr onclick=\"location.hash=\\'#/tt/' + r.id + '\\'\"><td>' + r.procedureName + '</td><td>' + r.code + '</td></tr>').join('') + '</table>'; return; }"
            " const d = await goi({fn: 'ctTTHC', a: {k}}); o.innerHTML = '<h1>' + d.procedureName + '</h1><button class=n>Nộp hồ sơ trực tuyến</button><p class=t><span>Nội dung</span><span>Thành phần hồ sơ</span><span>Kết quả thực hiện</span></p><div class=v>' + ve({'Mã thủ tục': d.code, 'Cơ quan thực hiện': d.agency, 'Trình tự thực hiện': 'Nộp, nhận.', 'Thời hạn giải quyết': '5 ngày', 'Đối tượng': 'Cá nhân'}) + '</div>';"
            " o.querySelector('.n').onclick = () => goi({fn: 'q1', a: {k}}).catch(() => { location.hash = '#/vao'; });"
            " o.querySelectorAll('.t span').forEach((s, i) => { s.onclick = async () => { const v = o.querySelector('.v'); v.innerHTML = '…'; v.innerHTML = ve(i == 1 ? await (await fetch('/phan/' + k)).json() : await goi({fn: 'q2', a: {k}})); }; }); }"
            "addEventListener('hashchange', di); di();"
        )
    if asked.path == "/goi":
        found = {"dsTTHC": {"r": [record(p, str(p.id)) for p in PROCEDURES[:3]]}} if "dsTTHC" in asked.body else {}
        one = next((p for p in PROCEDURES[:3] if f'"{p.id}"' in asked.body), None)
        return data(found.get("dsTTHC") or (record(one, str(one.id)) if one is not None and "ctTTHC" in asked.body else {}))
    if asked.path.startswith("/phan/"):
        return data({"Thành phần hồ sơ": "Bản sao giấy phép", "Mẫu đơn, tờ khai": "Không có mẫu đơn"})
    return "<!doctype html><html><head><meta charset=utf-8><title>Cổng</title></head><body><main></main><script src=/app.js></script></body></html>"


@pytest.mark.browser
def test_tabs_are_pressed_and_what_was_withheld_is_unknown() -> None:
    found = read_drawn(tabbed)
    assert {entry.name for entry in found.sink.entries} == {p.name for p in PROCEDURES[:3]}
    features = [entry.features for entry in found.sink.entries]
    assert {f.forms for f in features} == {Forms.NOT_APPLICABLE}
    assert {f.result for f in features} == {Result.UNKNOWN}
    assert {f.submission for f in features} <= {Submission.UNKNOWN, Submission.EXTERNAL}
    assert not any("q1" in asked.body or "q2" in asked.body for asked in found.served.asked)


SERVED_FORM = "{\\rtf1\\ansi Don de nghi ve viec cap giay phep cho nguoi lam don.}"


def served(asked: Asked) -> Reply | None:
    """Pages come whole from the server but for what stands under the tabs, which their script has at hand; a banner that only it shows
    shifts every place on the page."""
    if asked.path == "/":
        return (
            "<title>Thủ tục</title><h1>Thủ tục hành chính</h1><ol>"
            + "".join(f"<li><a href='/tt-{p.id}.html'>{p.name}</a></li>" for p in PROCEDURES[:4])
            + "</ol>"
        )
    if asked.path == "/mau.doc":
        return (200, "application/msword", SERVED_FORM)
    one = next((p for p in PROCEDURES[:4] if asked.path == f"/tt-{p.id}.html"), None)
    if one is None:
        return None
    first = f"<dl><dt>Mã thủ tục</dt><dd>{one.code}</dd><dt>Cơ quan thực hiện</dt><dd>{one.agency}</dd><dt>Đối tượng</dt><dd>Cá nhân</dd><dt>Kết quả thực hiện</dt><dd>Giấy phép</dd></dl>"
    forms = (
        "<table><tr><th>Giấy tờ</th><th>Biểu mẫu</th></tr><tr><td>Đơn đề nghị</td><td><a href='mau.doc'>Tải về</a></td></tr></table>"
        if one is not PROCEDURES[0]
        else ""
    )
    parts = {"Các bước": "<p>Nộp đơn rồi chờ ngày hẹn.</p>", "Hồ sơ, biểu mẫu": forms, "Phí, lệ phí": "<p>Không thu phí</p>"}
    code = (
        f"const P = {json.dumps(parts)}; const b = document.createElement('ul'); b.innerHTML = '<li>Nóng</li><li>Mới</li>'; document.body.prepend(b);"
        "document.querySelectorAll('#muc li').forEach(m => m.addEventListener('click', () => { document.getElementById('o').innerHTML = P[m.textContent] || ''; }));"
    )
    return f"<title>{one.name}</title><base href='/'><h2>{one.name}</h2><ul id=muc><li>Thông tin</li><li>Các bước</li><li>Hồ sơ, biểu mẫu</li><li>Phí, lệ phí</li></ul><article id=o>{first}</article><script>{code}</script>"


@pytest.mark.browser
def test_tabs_of_served_pages_are_pressed_too() -> None:
    entries = {entry.name: entry for entry in read_drawn(served).sink.entries}
    assert set(entries) == {p.name for p in PROCEDURES[:4]}
    assert {entry.features.payment for entry in entries.values()} == {Payment.NOT_APPLICABLE}
    # That the first has none says nothing of the others' forms.
    assert [entries[p.name].features.forms for p in PROCEDURES[1:4]] == [Forms.YES] * 3
    assert all(entries[p.name].level != 0 for p in PROCEDURES[1:4])


WAYS = ("gate", "form", "mail", "counter", "away", "leads")
OF_WAYS = dict(zip((p.id for p in PROCEDURES[:6]), WAYS, strict=True))


def applied_in_the_last(asked: Asked) -> Reply | None:
    """An element of the portal's own making asks for a part whenever one of its heads is pressed; how to apply only the last of them says.

    What the server sends says by itself that dossiers are taken at a counter, and which papers there are. One part holds a draft that the
    element takes out.
    """
    if asked.path == "/khoi.js":
        return js(
            "customElements.define('bo-muc', class extends HTMLElement { connectedCallback() { const g = this.attachShadow({mode: 'open'}); g.innerHTML = '<menu></menu><article></article>';"
            " const m = g.firstChild, o = g.lastChild, k = this.dataset.so; ['Tóm tắt', 'Trình tự thực hiện', 'Giấy tờ kèm theo', 'Lệ phí', this.dataset.cuoi].forEach((t, i) => { const b = document.createElement('li'); b.textContent = t; m.append(b);"
            " b.onclick = async () => { for (const c of m.children) c.className = c === b ? 'current' : ''; if (i === 4 && this.dataset.di) { location.href = this.dataset.di; return; } o.innerHTML = await (await fetch('/doan?so=' + k + '&muc=' + i)).text(); o.querySelectorAll('.nhap').forEach(n => n.remove()); }; if (!i) b.onclick(); }); } });"
        )
    if asked.path == "/":
        return (
            "<title>Thủ tục</title><h1>Thủ tục hành chính</h1><ol>"
            + "".join(f"<li><a href='/tt/{p.id}'>{p.name}</a></li>" for p in PROCEDURES[:6])
            + "</ol>"
        )
    ident = asked.query.get("so") or asked.path.rpartition("/")[2]
    one = next((p for p in PROCEDURES[:6] if str(p.id) == ident), None)
    if one is None:
        return (
            "<title>Vào</title><form method=post action=/vao><p>Tên đăng nhập <input name=u></p><p>Mật khẩu <input type=password name=p></p><button>Đăng nhập</button></form>"
            if asked.path == "/vao"
            else None
        )
    way = OF_WAYS[one.id]
    if asked.path == "/doan":
        if way == "away" and asked.number("muc", 0) == 4:
            return None
        last = {
            "mail": "<p>Quét giấy tờ rồi gửi về hộp thư <a href='mailto:mc@tinh.example.vn'>mc@tinh.example.vn</a>.</p>",
            "counter": "<p>Đến nộp tại bộ phận một cửa.</p>",
        }
        return [
            "<p><b>Đối tượng:</b> Cá nhân</p><p><b>Kết quả:</b> Giấy phép</p><p><b>Hình thức nhận hồ sơ:</b> Trực tiếp</p><p><b>Thành phần hồ sơ:</b> Đơn đề nghị</p>",
            "<ol><li>Nộp đơn.</li><li>Chờ ngày hẹn.</li></ol>",
            "<ul><li>Đơn đề nghị <a href='/don.doc'>Tải mẫu</a></li></ul>",
            f"<p>Không thu lệ phí</p><p class=nhap><a href='/mo/{one.id}'>Nộp hồ sơ qua mạng</a></p>",
            last.get(way, f"<p>Làm ngay trên máy.</p><a href='/mo/{one.id}'>Nộp hồ sơ qua mạng</a>"),
        ][asked.number("muc", 0)]
    if asked.path.startswith("/mo/"):
        fields = "".join(f"<p>{t} <input name=f{n}></p>" for n, t in enumerate(("Họ tên", "Ngày sinh", "Nơi ở", "Điện thoại")))
        return (
            (302, "/vao", "")
            if way != "form"
            else f"<title>Kê khai</title><h1>Kê khai {one.name}</h1><form method=post action=/gui>{fields}<button>Gửi hồ sơ</button></form>"
        )
    last = "Nộp hồ sơ" if way == "leads" else "Bắt tay vào làm"
    away = f" data-di='/mo/{one.id}'" if way in ("away", "leads") else ""
    return f"<title>{one.name}</title><h2>{one.name}</h2><p>Mã thủ tục: {one.code}</p><p>Cơ quan thực hiện: {one.agency}</p><bo-muc data-so={one.id} data-cuoi='{last}'{away}></bo-muc><script src=/khoi.js></script>"


@pytest.mark.browser
def test_how_one_applies_is_read_in_the_tab_that_says_it() -> None:
    found = read_drawn(applied_in_the_last)
    entries = {entry.name: entry.features.submission for entry in found.sink.entries}
    told = dict(
        zip(WAYS, (Submission.GATE, Submission.YES, Submission.EMAIL, Submission.NO, Submission.UNKNOWN, Submission.GATE), strict=True)
    )
    assert entries == {p.name: told[OF_WAYS[p.id]] for p in PROCEDURES[:6]}
    assert all(entry.level != 0 for entry in found.sink.entries)
    # What the tabs of two pages ask for, the others are asked for as it stands, but for the part that the element changes.
    parts = Counter((asked.query["so"], asked.query["muc"]) for asked in found.served.asked if asked.path == "/doan")
    fetched = Counter(ask.url.rpartition("=")[2] for ask in found.fetcher.asked if "/doan?" in ask.url)
    assert set(parts.values()) == {1}
    assert set(fetched) == {"1", "2", "4"}
    assert found.report.stats["requests/tabs"] == 2 + 2 + 1  # of each page one counts; one of the third's was not there


def told_twice(asked: Asked) -> Reply | None:
    """Pages that say all there is; a strip over them shows the forms once more when it is pressed."""
    if asked.path == "/":
        return served(asked)
    one = next((p for p in PROCEDURES[:4] if asked.path == f"/tt-{p.id}.html"), None)
    if one is None:
        return None
    forms = f"<p>Đơn đề nghị <a href='/mau-{one.id}.doc'>Tải mẫu đơn</a></p>"
    code = f"document.querySelectorAll('#dai li').forEach(m => {{ m.onclick = () => {{ document.getElementById('o').innerHTML = m.textContent == 'Thành phần hồ sơ' ? {json.dumps('<b>Thành phần hồ sơ</b>' + forms)} : ''; }}; }});"
    rest = f"<dl><dt>Mã thủ tục</dt><dd>{one.code}</dd><dt>Cơ quan thực hiện</dt><dd>{one.agency}</dd><dt>Trình tự thực hiện</dt><dd>Nộp, nhận.</dd><dt>Phí, lệ phí</dt><dd>Không</dd><dt>Thành phần hồ sơ</dt><dd>{forms}</dd></dl>"
    return f"<title>{one.name}</title><h2>{one.name}</h2><ul id=dai><li>Trình tự thực hiện</li><li>Thành phần hồ sơ</li></ul>{rest}<div id=o></div><script>{code}{'/* */' * 50}</script>"


@pytest.mark.browser
def test_a_tab_that_says_again_what_its_page_says_is_pressed_once() -> None:
    found = read_drawn(told_twice)
    assert {entry.features.forms for entry in found.sink.entries} == {Forms.YES}
    asked = Counter(asked.path for asked in found.served.asked if asked.path.startswith("/tt-"))
    assert [asked[f"/tt-{p.id}.html"] for p in PROCEDURES[:4]] == [3, 2, 1, 1]  # fetched, drawn to compare, pressed


PARTS = (
    "<p><b>Đối tượng:</b> Cá nhân</p><p><b>Kết quả:</b> Giấy phép</p>",
    "<p>Nộp đơn, chờ.</p>",
    "<p>Đơn đề nghị</p>",
    "<p>Đến nộp tại một cửa.</p>",
)


def heads(asked: Asked) -> Reply | None:
    """Heads that the server sends, over the one part that is open: the script fetches the others."""
    page = applied_in_the_last(asked)
    if not asked.path.startswith("/tt/") or not isinstance(page, str):
        return page if asked.path == "/" else None
    marks = "".join(f"<li>{t}</li>" for t in ("Tóm tắt", "Trình tự thực hiện", "Thành phần hồ sơ", "Bắt tay vào làm"))
    return f"{page[: page.index('<bo-muc')]}<menu>{marks}</menu><div><div>{PARTS[0]}</div></div><script src=/khoi.js></script>"


def panels(asked: Asked) -> Reply | None:
    """The same heads over panels that the server sends along, all of them."""
    page = heads(asked)
    if not asked.path.startswith("/tt/") or not isinstance(page, str):
        return page
    others = "".join(f"<div class=giau>{t}</div>" for t in PARTS[1:])
    return page.replace("</div></div>", f"</div>{others}</div>")


@pytest.mark.parametrize(("portal", "expected"), [(heads, Submission.UNKNOWN), (panels, Submission.NO)])
def test_a_tab_that_nobody_could_open_leaves_the_way_to_apply_unknown(portal: Answering, expected: Submission) -> None:
    entries = read_made(portal).sink.entries
    assert len(entries) == 6
    assert {entry.features.submission for entry in entries} == {expected}


@pytest.mark.parametrize(
    ("before", "after", "part"),
    [
        (
            "<h1>Cấp phép</h1><div id=a><p>Mã: 1</p></div>",
            "<h1>Cấp phép</h1><div id=a><ol><li>Nộp</li><li>Nhận</li></ol></div>",
            "<ol><li>Nộp</li><li>Nhận</li></ol>",
        ),
        (
            "<div><table><tr><td>1</td></tr></table></div>",
            "<div><table><tr><td>2</td></tr></table></div>",
            "<table><tbody><tr><td>2</td></tr></tbody></table>",
        ),
        ("<main><p>Một</p><p>Hai</p></main>", "<main><p>Một</p><i>Mới</i><p>Hai</p></main>", "<i>Mới</i>"),
        ("<main><p>Một</p></main>", "<main><p>Một</p><div>Mới<br>Nữa</div></main>", "<div>Mới<br>Nữa</div>"),
        ("<p class=x>Một</p><p>Hai</p>", "<p>Một</p><p class=x>Hai</p>", None),
        ("<p>Thẻ</p><div>Một</div>", "<p>Thẻ</p><div></div>", ""),
    ],
)
def test_the_part_that_a_press_changed(before: str, after: str, part: str | None) -> None:
    found = changed_part(before, after, URL)
    assert found == (f'<base href="{URL}">{part}' if part else part)


def test_where_all_changed_the_page_is_taken() -> None:
    after = "<p>Ba</p><p>Bốn</p>"
    assert changed_part("<p>Một</p><p>Hai</p>", after, URL) == after


def paid_in_a_tab(asked: Asked) -> Reply | None:
    """The button to pay is made when its tab is pressed; one has it from a listener that leads nowhere, one has none, and the site's own
    words for paying stand on every page.
    """
    if asked.path == "/":
        items = "".join(f"<li><a href='/tt/{p.id}'>{p.name}</a></li>" for p in PROCEDURES[:4])
        return f"<title>Thủ tục</title><h1>Thủ tục hành chính</h1><ol>{items}</ol>"
    place, one = next(((n, p) for n, p in enumerate(PROCEDURES[:4]) if asked.path == f"/tt/{p.id}"), (0, None))
    if one is None:
        return None
    leads = {2: "location.hash = ''", 3: ""}.get(place, f"location.assign('/nop-tien/{one.id}')")
    first = f"<dl><dt>Mã thủ tục</dt><dd>{one.code}</dd><dt>Cơ quan thực hiện</dt><dd>{one.agency}</dd><dt>Đối tượng</dt><dd>Cá nhân</dd><dt>Kết quả thực hiện</dt><dd>Giấy phép</dd></dl>"
    parts = {"Các bước": "<p>Nộp đơn rồi chờ ngày hẹn.</p>", "Phí, lệ phí": "<p>Mức thu: 90.000 đồng/lần</p>"}
    code = (
        f"const P = {json.dumps(parts)}, o = document.getElementById('o'); document.querySelectorAll('#muc li').forEach(m => m.addEventListener('click', () => {{ o.innerHTML = P[m.textContent];"
        f" if (m.textContent.startsWith('Phí') && {json.dumps(leads)}) {{ const n = document.createElement('button'); n.textContent = 'Thanh toán lệ phí'; n.addEventListener('click', () => {{ {leads}; }}); o.append(n); }} }}));"
    )
    return f"<!doctype html><html><title>{one.name}</title><header><span>Thanh toán trực tuyến</span></header><h2>{one.name}</h2><ul id=muc><li>Thông tin</li><li>Các bước</li><li>Phí, lệ phí</li></ul><article id=o>{first}</article><script>{code}</script>"


@pytest.mark.browser
def test_a_button_to_pay_is_pressed_in_the_tab_that_shows_it() -> None:
    found = read_drawn(paid_in_a_tab)
    paid = {entry.name: entry.features.payment for entry in found.sink.entries}
    assert [paid[p.name] for p in PROCEDURES[:4]] == [Payment.YES, Payment.YES, Payment.UNKNOWN, Payment.UNKNOWN]
    assert not any(asked.path.startswith("/nop-tien") for asked in found.served.asked)
