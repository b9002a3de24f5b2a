# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Lists that show only when several choices were made one after the other: asked for where two ways tell how, else pressed."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from html import escape
from typing import Any

import pytest

from classifier.model import Outcome, Page
from crawler.fetching import Exchange
from crawler.reader.choosing.step_choices import groups
from crawler.reader.choosing.step_requests import Hole, drawn_records, learned, records
from crawler.reader.page.document import Document
from crawler.reader.page.words import names_authorities
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Answering, Asked, Reply, detail_dl
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES
from tests.crawler.reader.reading import assert_all

URL = "https://dvc.tinh.example.vn/"


def document(body: str) -> Document:
    return Document(Page(URL, f"<html><body>{body}</body></html>"))


@pytest.mark.parametrize(
    ("body", "before", "told", "words"),
    [
        ("<ul><li>Cấp tỉnh</li><li>Cấp xã</li></ul>", "", [], [["Cấp tỉnh", "Cấp xã"]]),
        (
            "<ul><li>Cấp tỉnh</li><li>Cấp xã</li></ul><p><i>Sở Y tế</i></p><p><b role=button>Hộ tịch (2)</b></p>",
            "<ul><li>Cấp tỉnh</li><li>Cấp xã</li></ul>",
            [],
            [["Hộ tịch (2)"], ["Sở Y tế"]],
        ),
        ("<select><option>- Chọn -<option value=3>Sở Y tế<option value=0>Tất cả</select>", "", [], [["Sở Y tế"]]),
        (
            "<select><option value>Mời chọn nơi<option value=0>Sở Y tế<option value=1>Sở Tư pháp<option value=2 disabled>Sở Nội vụ</select>",
            "",
            [],
            [["Sở Y tế", "Sở Tư pháp"]],
        ),
        ("<select><option value=3>Sở Y tế</select>", "<select><option value=3>Sở Y tế</select>", [], []),
        ("<select><option value=10>10<option value=20>20</select><div><span>Đóng</span><span>In</span></div>", "", [], []),
        (
            "<div><span>Nhóm A (4)</span><span>Nhóm khác 2 thủ tục</span></div>",
            "",
            ["Nhóm A", "Nhóm khác"],
            [["Nhóm A (4)", "Nhóm khác 2 thủ tục"]],
        ),
        ("<p><a href=/a>Sở Y tế</a> <a href=/b>Sở Tư pháp</a></p>", "", [], []),
        ("<p><label><input type=radio value=7> Sở Y tế</label></p><p><label>Cơ quan <input name=t></label></p>", "", [], [["Sở Y tế"]]),
    ],
    ids=[
        "buttons",
        "only what is new",
        "a box",
        "a box that counts from nought",
        "a box that stood there",
        "pages",
        "what the data name",
        "ways",
        "circles",
    ],
)
def test_what_there_is_to_choose_from(body: str, before: str, told: list[str], words: list[list[str]]) -> None:
    found = groups(document(body), document(before) if before else None, frozenset(told))
    assert [[choice.words for choice in group] for group in found] == words


def asked(url: str, body: str | None = None) -> Exchange:
    return Exchange("POST" if body else "GET", url, {}, body, 200, "application/json", b"{}")


@pytest.mark.parametrize(
    ("one", "other", "first", "second", "holes"),
    [
        (("/d/12/ds?tr=1",), ("/d/34/ds?tr=1",), [{"ma": "12"}], [{"ma": "34"}], {Hole(0, "ma")}),
        (
            ("/d?a=H1&b=B%C3%A1o",),
            ("/d?a=H2&b=%C4%90%C3%A0i",),
            [{"x": "H1"}, {"t": "Báo"}],
            [{"x": "H2"}, {"t": "Đài"}],
            {Hole(0, "x"), Hole(1, "t")},
        ),
        (("/d", '{"a":"7","tr":1}'), ("/d", '{"a":"9","tr":1}'), [{"ma": "7"}, {"ma": "1"}], [{"ma": "9"}, {"ma": "1"}], {Hole(0, "ma")}),
        (
            ("/d?a=H1&lv=LV04",),
            ("/d?a=H2&lv=LV04",),
            [{"x": "H1"}, {"x": "LV04"}],
            [{"x": "H2"}, {"x": "LV04"}],
            {Hole(0, "x"), Hole(1, "x")},
        ),
        (("/d?a=1&k=abc",), ("/d?a=2&k=xyz",), [{"x": "1"}], [{"x": "2"}], None),
        (("/d?a=1&_=1790000000001",), ("/d?a=2&_=1790000000447",), [{"x": "1"}], [{"x": "2"}], {Hole(0, "x")}),
        (("/d?a=1",), ("/d?a=2&b=3",), [{"x": "1"}], [{"x": "2"}], None),
    ],
    ids=["path", "two", "a page that equals a choice", "one choice made twice", "a key that nobody knows", "the time", "of another make"],
)
def test_what_two_ways_tell_of_a_question(
    one: tuple[str, ...], other: tuple[str, ...], first: list[dict[str, str]], second: list[dict[str, str]], holes: set[Hole] | None
) -> None:
    question = learned(asked(*one), asked(*other), first, second)
    assert (question.holes if question is not None else None) == holes
    if question is not None and (ask := question.ask(second, URL)) is not None:
        assert (re.sub(r"1\d{12}", "", ask.url), (ask.body or b"").decode() or None) == (
            re.sub(r"1\d{12}", "", other[0]),
            other[1] if len(other) > 1 else None,
        )


AGENCIES = {"q1": "Phòng Tiếp dân", "q2": "Sở Y tế", "q3": "Ban Quản lý Khu kinh tế", "q4": "UBND phường Bến Cầu"}
GROUPS = {1: ("Y tế", ["q2", "q1"]), 2: ("Du lịch", ["q3", "q1", "q4"]), 3: ("Hộ tịch", ["q4"])}
LISTS = {
    (1, "q2"): PROCEDURES[:7],
    (1, "q1"): [],
    (2, "q3"): PROCEDURES[7:9],
    (2, "q1"): PROCEDURES[9:10],
    (2, "q4"): PROCEDURES[10:14],
    (3, "q4"): PROCEDURES[14:18],
}
APP = "<!doctype html><html><head><meta charset=utf-8><title>Một cửa</title></head><body><div id=o></div><script src=/t.js></script></body></html>"
DRAW = """
const o = document.querySelector('#o'), h = (t, x) => { const n = document.createElement(t); n.textContent = x || ''; return n; };
const hoi = (u, b) => fetch(u, b ? {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(b)} : {}).then(r => r.json());
function xem(id) { hoi('/kho/muc/' + id).then(d => { o.innerHTML = d.trang; document.title = d.ten; }); }
function bang(vao, ds) { vao.innerHTML = ''; ds.forEach(d => { const p = vao.appendChild(h('p')); p.innerHTML = '<a href="#/viec/' + d.so + '">' + d.ten + '</a> <em>' + d.ma + '</em>'; }); }
"""
LEARNED = """
function menu() { o.innerHTML = '<p>Chào mừng quý vị</p>'; const m = o.appendChild(h('button', 'Danh mục thủ tục')), k = o.appendChild(h('div'));
  m.onclick = () => hoi('/kho/nhom').then(ds => { const u = k.appendChild(h('ul')); ds.forEach(g => { const l = u.appendChild(h('li', g.nhan + ' [nhóm]')); l.onclick = () => donVi(g.so, k); }); }); }
function donVi(nhom, k) { k.querySelectorAll('form, section').forEach(n => n.remove()); hoi('/kho/nhom/' + nhom + '/don-vi?luc=' + Date.now()).then(ds => { const f = k.appendChild(h('section')), s = f.appendChild(h('select')), b = f.appendChild(h('button', 'Tra cứu')), r = f.appendChild(h('div'));
  s.append(new Option('Chọn đơn vị', '')); ds.muc.forEach(d => s.append(new Option(d.tieuDe, d.key))); let tr = 1;
  const nap = () => hoi('/kho/tim', {nhom, donVi: s.value, trang: tr, co: 3}).then(d => bang(r, d.muc)); b.onclick = () => { if (s.value) { tr = 1; nap(); } }; }); }
const di = () => { const m = location.hash.match(/viec\\/(\\d+)/); m ? xem(m[1]) : menu(); }; addEventListener('hashchange', di); di();
"""
STANDING = """
function menu() { o.innerHTML = '<p>Chào mừng quý vị</p><div><b>Tra cứu thủ tục</b></div><div id=k></div>'; const k = o.querySelector('#k');
  o.querySelector('b').onclick = () => { k.innerHTML = ''; Object.entries(KHO).forEach(([nhom, q]) => { const l = k.appendChild(h('button', nhom)); l.onclick = () => { k.querySelectorAll('dl').forEach(n => n.remove()); const v = k.appendChild(h('dl'));
    Object.entries(q).forEach(([dv, ds]) => { const t = v.appendChild(h('dt')); t.appendChild(h('label', dv)).onclick = () => bang(k, ds); }); }; }); }; }
const di = () => { const m = location.hash.match(/viec\\/(\\d+)/); m ? xem(m[1]) : menu(); }; addEventListener('hashchange', di); di();
"""


def row(p: Any) -> dict[str, Any]:
    return {"so": p.id, "ten": p.name, "ma": p.code}


def kept(asked: Asked) -> Reply | None:
    if asked.path == "/":
        return APP
    ident = asked.path.removeprefix("/kho/muc/")
    if ident.isdigit():
        p = BY_ID[int(ident)]
        return data({"ten": p.name, "trang": detail_dl(p)})
    return None


def in_two_steps(asked: Asked) -> Reply | None:
    """A menu button opens groups, a group brings a box of its agencies, and a button posts for the list, three records at a time."""
    if asked.path == "/t.js":
        return js(DRAW + LEARNED)
    if asked.path == "/kho/nhom":
        return data([{"so": number, "nhan": name} for number, (name, _) in GROUPS.items()])
    if asked.path.endswith("/don-vi"):
        return data({"muc": [{"key": key, "tieuDe": AGENCIES[key]} for key in GROUPS[int(asked.path.split("/")[3])][1]]})
    if asked.path == "/kho/tim" and asked.body:
        wanted = json.loads(asked.body)
        mine = LISTS.get((wanted["nhom"], wanted["donVi"]), [])
        first = 3 * (wanted["trang"] - 1)
        return data({"tong": len(mine), "muc": [row(p) for p in mine[first : first + 3]]})
    return kept(asked)


@pytest.mark.browser
def test_what_two_ways_asked_for_is_asked_for_all_choices() -> None:
    found = read_drawn(in_two_steps)
    assert_all(found, PROCEDURES[:18], most=4)
    lists = [json.loads(asked.body) for asked in found.served.asked if asked.path == "/kho/tim" and asked.body]
    assert {(one["nhom"], one["donVi"]) for one in lists} == set(LISTS)
    assert found.report.coverage.complete


def with_more(asked: Asked) -> Reply | None:
    """The same, where the only list of a group ends with what would bring the rest of it."""
    if asked.path == "/kho/tim" and asked.body and json.loads(asked.body)["nhom"] == 3:
        return data({"muc": [*map(row, PROCEDURES[14:17]), {"so": 0, "ten": "Xem thêm…", "ma": ""}]})
    return in_two_steps(asked)


@pytest.mark.browser
def test_what_brings_more_is_no_procedure_and_leaves_the_list_unfinished() -> None:
    found = read_drawn(with_more)
    assert set(found.names) == {p.name for p in PROCEDURES[:17]}
    assert not found.report.coverage.complete


def at_hand(asked: Asked) -> Reply | None:
    """Everything to choose from, and the lists, stand in the page's own code: nothing is asked for."""
    if asked.path == "/t.js":
        kept_lists = {
            "Lĩnh vực Y tế": {"Sở Y tế": PROCEDURES[:3], "Bệnh viện tỉnh": []},
            "Lĩnh vực Du lịch": {"Sở Du lịch": PROCEDURES[3:5], "UBND xã Hai": PROCEDURES[5:8]},
        }
        told = {group: {agency: [row(p) for p in mine] for agency, mine in lists.items()} for group, lists in kept_lists.items()}
        return js(f"const KHO = {json.dumps(told)};" + DRAW + STANDING)
    return kept(asked)


@pytest.mark.browser
def test_where_nothing_is_asked_for_each_choice_is_pressed() -> None:
    found = read_drawn(at_hand)
    assert_all(found, PROCEDURES[:8], most=8)
    assert found.report.coverage.complete


PASSES = {"a1": ("Sở Y tế", PROCEDURES[:7]), "b2": ("Sở Du lịch", PROCEDURES[7:9]), "c3": ("Ban Dân tộc", PROCEDURES[9:13])}
WITH_A_PASS = """
let the; const voi = u => fetch(u, {headers: {Authorization: 'The ' + the}}).then(r => { if (!r.ok) throw Error(r.status); return r.json(); });
function menu() { o.innerHTML = '<p>Chào mừng quý vị</p>'; const m = o.appendChild(h('button', 'Danh mục thủ tục')), k = o.appendChild(h('div')), b = o.appendChild(h('section')), n = o.appendChild(h('footer'));
  const tiep = (cq, sau) => voi('/kho/ds?cq=' + cq + '&sau=' + sau).then(d => { const p = b.appendChild(h('div')); bang(p, d.muc); n.innerHTML = ''; if (d.moc) b.appendChild(h('button', 'Xem thêm')).onclick = e => { e.target.remove(); tiep(cq, d.moc); }; });
  m.onclick = () => voi('/kho/cq').then(ds => { const u = k.appendChild(h('ul')); ds.forEach(c => { u.appendChild(h('li', c.ten)).onclick = () => { b.innerHTML = ''; tiep(c.so, ''); }; }); }); }
const di = () => { const m = location.hash.match(/viec\\/(\\d+)/); m ? xem(m[1]) : menu(); }; addEventListener('hashchange', di);
fetch('/kho/mo').then(r => { the = r.headers.get('X-The'); di(); });
"""


def with_a_pass(asked: Asked) -> Reply | None:
    """Lists are given to whoever carries what a header of another answer said, three at a time, each part naming what comes next."""
    if asked.path == "/t.js":
        return js(DRAW + WITH_A_PASS)
    if asked.path == "/kho/mo":
        return (200, "application/json", '{"phien": 1}', (), {"X-The": "k7-31"})
    if asked.path in {"/kho/cq", "/kho/ds"} and asked.headers.get("authorization") != "The k7-31":
        return (401, "application/json", '{"loi": "Phiên không hợp lệ"}')
    if asked.path == "/kho/cq":
        return data([{"so": number, "ten": name} for number, (name, _) in PASSES.items()])
    if asked.path == "/kho/ds":
        mine = PASSES[asked.query["cq"]][1]
        first = next((at + 1 for at, p in enumerate(mine) if f"m{p.id * 7}" == asked.query["sau"]), 0)
        part = mine[first : first + 3]
        return data({"muc": [row(p) for p in part], "moc": f"m{part[-1].id * 7}" if first + 3 < len(mine) else None})
    return kept(asked)


@pytest.mark.browser
def test_what_is_given_to_the_page_alone_is_pressed_for_choice_by_choice_and_to_its_end() -> None:
    found = read_drawn(with_a_pass)
    assert set(found.names) == {p.name for p in PROCEDURES[:13]}
    assert found.report.coverage.complete


CHOOSING = """
const v = document.querySelector('#v'); fetch('/manh/cap').then(r => r.text()).then(t => { v.innerHTML = t; });
v.addEventListener('change', async e => { const o = e.target, tiep = v.querySelector('[data-sau=' + o.name + ']'); if (!tiep) return; tiep.innerHTML = await (await fetch('/manh/' + tiep.id + '?cua=' + o.value)).text(); });
v.addEventListener('click', async e => { if (e.target.id != 'xem') return; const g = n => (v.querySelector('[name=' + n + ']:checked') || {}).value; if (!g('l')) return;
  v.querySelector('output').innerHTML = await (await fetch('/manh/ds?l=' + g('l') + '&c=' + g('c'))).text(); });
"""
CIRCLES = {
    "s": {"11": ("Y tế", PROCEDURES[:3]), "12": ("Đất đai", PROCEDURES[3:7])},
    "p": {"11": ("Y tế", []), "13": ("Hộ tịch", PROCEDURES[7:9]), "14": ("Chứng thực", PROCEDURES[9:12])},
}


def in_circles(asked: Asked) -> Reply | None:
    """A page of circles, floor after floor, whose button fetches the list as a piece of the page."""

    def circles(name: str, told: dict[str, str]) -> str:
        return "".join(f"<label><input type=radio name={name} value={value}> {words}</label>" for value, words in told.items())

    if asked.path == "/c.js":
        return js(CHOOSING)
    if asked.path == "/":
        return "<html><head><title>Một cửa</title></head><body><a href=/chon>Tra cứu thủ tục hành chính</a><p>Chào mừng quý vị đến với trang của tỉnh.</p></body></html>"
    if asked.path == "/chon":
        return "<html><head><title>Chọn</title></head><body><h2>Mời chọn</h2><div id=v></div><script src=/c.js></script></body></html>"
    if asked.path == "/manh/cap":
        return (
            circles("c", {"s": "Cấp tỉnh", "p": "Cấp xã"})
            + "<div id=nganh data-sau=c></div><button id=xem type=button>Xem danh sách</button><output></output>"
        )
    if asked.path == "/manh/nganh":
        return circles("l", {value: name for value, (name, _) in CIRCLES[asked.query["cua"]].items()})
    if asked.path == "/manh/ds":
        mine = CIRCLES.get(asked.query.get("c", ""), {}).get(asked.query.get("l", ""), ("", []))[1]
        return (
            "<ol>" + "".join(f"<li><a href='/muc/{p.id}'>{p.name}</a> <i>{p.code}</i></li>" for p in mine) + "</ol>"
            if mine
            else "<p>Chưa có</p>"
        )
    ident = asked.path.removeprefix("/muc/")
    return (
        f"<html><head><title>{BY_ID[int(ident)].name}</title></head><body>{detail_dl(BY_ID[int(ident)])}</body></html>"
        if ident.isdigit()
        else None
    )


@pytest.mark.browser
def test_circles_are_chosen_and_the_button_beside_them_is_pressed() -> None:
    found = read_drawn(in_circles)
    assert_all(found, PROCEDURES[:12], most=5)
    assert found.report.coverage.complete


def kept_back(asked: Asked) -> Reply | None:
    """One agency's list is asked for by a way that may just as well write something down, and so is not asked."""
    if asked.path == "/t.js":
        reply = at_hand(asked)
        assert isinstance(reply, tuple)
        plain = "t.appendChild(h('label', dv)).onclick = () => bang(k, ds)"
        sent = "t.appendChild(h('label', dv)).onclick = () => dv == 'UBND xã Hai' ? fetch('/kho/mo', {method: 'POST', body: 'x=1'}) : bang(k, ds)"
        assert plain in reply[2]
        return js(reply[2].replace(plain, sent))
    return at_hand(asked)


@pytest.mark.browser
def test_a_list_that_was_kept_back_makes_the_run_incomplete() -> None:
    found = read_drawn(kept_back)
    assert set(found.names) == {p.name for p in PROCEDURES[:5]}
    assert not found.report.coverage.complete
    assert any(warning.startswith("parts_unopened") for warning in found.report.warnings)


def of_the_weather(asked: Asked) -> Reply | None:
    """The same menu, behind whose choices there is no procedure."""
    if asked.path == "/t.js":
        told: dict[str, dict[str, list[str]]] = {"Cấp tỉnh": {"Sở Y tế": [], "Sở Du lịch": []}, "Cấp xã": {"UBND xã Hai": []}}
        shown = "bang(k, ds), k.appendChild(h('p', 'Đang cập nhật, mời quý vị quay lại sau'))"
        return js(f"const KHO = {json.dumps(told)};" + DRAW + STANDING.replace("bang(k, ds)", shown))
    return kept(asked)


@pytest.mark.browser
def test_choices_that_bring_no_list_are_none() -> None:
    found = read_drawn(of_the_weather)
    assert not found.names
    assert found.report.outcome is not Outcome.OK
    assert len(found.served.asked) < 30, escape(str([one.path for one in found.served.asked]))


# -- boxes that are filled with pieces of the page --------------------------------------------------------------------------

FILLED = {
    "y1": ("Phòng Y tế huyện", {"h": ("Hành nghề y dược cổ truyền", PROCEDURES[:3]), "k": ("Y tế", PROCEDURES[3:5])}),
    "v2": ("Phòng Văn hóa huyện", {"q": ("Quảng cáo ngoài trời", PROCEDURES[5:8]), "n": ("Nếp sống mới", PROCEDURES[8:10])}),
    "t3": ("Phòng Nội vụ huyện", {"r": ("Thi đua", [])}),
    "u4": ("Phòng Tư pháp huyện", {"s": ("Bản gốc", PROCEDURES[10:12]), "b": ("Bản sao", PROCEDURES[12:13])}),
}
FILLING = """
const $$ = (i) => document.getElementById(i), gui = (d, p) => fetch('/tim-kiem', {method: 'POST', body: new URLSearchParams(d)}).then(r => r.text()).then(p);
$$('noi').onchange = () => { $$('ra').innerHTML = ''; gui({viec: 'tim-nganh', noi: $$('noi').value}, t => { $$('nganh').innerHTML = t; }); };
$$('nganh').onchange = () => gui({viec: 'danh-sach', noi: $$('noi').value, nganh: $$('nganh').value}, t => { $$('ra').innerHTML = t; });
"""
STORED = """
const KHO = %s, $$ = (i) => document.getElementById(i);
$$('noi').onchange = () => { $$('ra').innerHTML = ''; $$('nganh').innerHTML = KHO[$$('noi').value].map(([w, v]) => `<option value='${v}'>${w}</option>`).join(''); };
$$('nganh').onchange = () => fetch('/manh?khoa=' + btoa($$('noi').value + $$('nganh').value)).then(r => r.text()).then(t => { $$('ra').innerHTML = t; });
"""


def in_filled_boxes(asked: Asked) -> Reply | None:
    """A box of agencies fills one of fields, whose names say little; what it is filled with, and the list, are pieces of the page."""
    if asked.path == "/f.js":
        return js(FILLING)
    if asked.path == "/":
        places = "".join(f"<option value={key}>{name}</option>" for key, (name, _) in FILLED.items())
        boxes = f"<select id=noi><option value>-- Chọn nơi --</option>{places}</select><select id=nganh></select>"
        return f"<html><head><title>Tra cứu thủ tục</title></head><body><h2>Tra cứu thủ tục hành chính</h2>{boxes}<div id=ra></div><script src=/f.js></script></body></html>"
    if asked.path == "/tim-kiem" and asked.form.get("viec") == "tim-nganh":
        kinds = FILLED[asked.form["noi"]][1]
        return "<option value=''>Mời chọn</option>" + "".join(f"<option value={key}>{name}</option>" for key, (name, _) in kinds.items())
    if asked.path == "/tim-kiem" and asked.form.get("viec") == "danh-sach":
        mine = FILLED.get(asked.form["noi"], ("", {}))[1].get(asked.form["nganh"], ("", []))[1]
        return "<ul>" + "".join(f"<li><a href='/muc/{p.id}'>{p.name}</a> {p.code}</li>" for p in mine) + "</ul>" if mine else "Chưa có"
    return in_circles(asked)


def in_stored_boxes(asked: Asked) -> Reply | None:
    """The same, filled from the page's code, and a list that is asked for by what only the code makes of the choices."""
    if asked.path == "/f.js":
        kinds = {key: [["Mời chọn", ""], *([name, value] for value, (name, _) in told.items())] for key, (_, told) in FILLED.items()}
        return js(STORED % json.dumps(kinds))
    if asked.path == "/manh":
        keys = b64decode(asked.query["khoa"]).decode()
        mine = FILLED[keys[:2]][1].get(keys[2:], ("", []))[1]
        return "<ul>" + "".join(f"<li><a href='/muc/{p.id}'>{p.name}</a> {p.code}</li>" for p in mine) + "</ul>" if mine else "Chưa có"
    return in_filled_boxes(asked)


@pytest.mark.browser
@pytest.mark.parametrize("portal", [in_filled_boxes, in_stored_boxes])
def test_a_box_that_a_choice_fills_offers_choices_whatever_they_are_called(portal: Answering) -> None:
    found = read_drawn(portal)
    assert_all(found, PROCEDURES[:13], most=6)
    assert found.report.coverage.complete


@pytest.mark.browser
def test_what_a_box_was_filled_with_tells_the_questions() -> None:
    found = read_drawn(in_filled_boxes)
    drawn = found.report.coverage.rendered
    assert len(found.names) == 13
    assert drawn <= 16, drawn  # pages and presses: every choice would cost one


def test_the_choices_of_a_piece_of_a_page_are_objects() -> None:
    piece = "<option value=''>- Chọn -</option><option value=4>Đất đai</option><li data-ma='y5'>Sở Y tế</li><a onclick=\"mo('x', 7)\">Hộ tịch</a><p>Lời dẫn</p>"
    assert list(drawn_records(piece)) == [
        {"value": "4", "words": "Đất đai"},
        {"data-ma": "y5", "words": "Sở Y tế"},
        {"argument 0": "x", "argument 1": "7", "words": "Hộ tịch"},
    ]
    assert not list(drawn_records(f"<html><body>{piece}</body></html>"))
    assert list(records({"d": "<option value=4>Đất đai</option>"}))[1] == {"value": "4", "words": "Đất đai"}


@pytest.mark.parametrize(
    ("shown", "makes", "words"),
    [
        ("<select id=n><option value=1>Bản gốc<option value=2>Bản sao</select>", [], [["Bản gốc", "Bản sao"]]),
        ("<select id=n><option>10<option>20</select>", [], []),
        ("<ul><li>Bản gốc</li><li>Bản sao</li></ul>", [], []),
        ("<ul><li>Bản gốc</li><li>Bản sao</li></ul>", ["li"], [["Bản gốc", "Bản sao"]]),
    ],
    ids=["a box that was filled", "one of page sizes", "buttons", "buttons where others chose"],
)
def test_what_a_choice_has_brought_to_choose_from(shown: str, makes: list[str], words: list[list[str]]) -> None:
    before = document("<p>Sở Y tế</p>")
    after = document(f"<p>Sở Y tế</p>{shown}")
    known = frozenset((tag, after.place_of(after.tree.css(tag)[0])[0]) for tag in makes)
    found = groups(after, before, makes=known)
    assert [[choice.words for choice in group] for group in found] == words


ASIDE = """
const KHO = %s, d = document, v = d.querySelector('#v'), ra = d.querySelector('#ra');
for (const noi of d.querySelectorAll('#noi li')) noi.onclick = () => { ra.innerHTML = ''; const [the, ds] = KHO[noi.textContent]; v.innerHTML = Object.keys(ds).map(w => `<${the}>${w}</${the}>`).join(' ');
  for (const o of v.children) o.onclick = () => { ra.innerHTML = ds[o.textContent].map(([so, ten]) => `<p><a href='/muc/${so}'>${ten}</a></p>`).join(''); }; };
"""


def with_other_buttons(asked: Asked) -> Reply | None:
    """Behind one agency there is something to press that is made otherwise and called like nothing that is known."""
    if asked.path == "/f.js":
        told = {
            "Sở Y tế": ["span", {"Dược phẩm": PROCEDURES[:3], "Y tế dự phòng": PROCEDURES[3:6]}],
            "Sở Tư pháp": ["span", {"Hộ tịch": PROCEDURES[6:9]}],
            "Sở Nội vụ": ["label", {"Bản gốc": PROCEDURES[9:12], "Bản lưu": PROCEDURES[12:13]}],
        }
        kept_lists = {
            name: [tag, {kind: [[p.id, p.name] for p in mine] for kind, mine in kinds.items()}] for name, (tag, kinds) in told.items()
        }
        return js(ASIDE % json.dumps(kept_lists))
    if asked.path == "/":
        places = "<li>Sở Y tế</li><li>Sở Tư pháp</li><li>Sở Nội vụ</li>"
        return f"<html><head><title>Thủ tục</title></head><body><h2>Thủ tục hành chính</h2><ul id=noi>{places}</ul><div id=v></div><div id=ra></div><script src=/f.js></script></body></html>"
    return in_circles(asked)


@pytest.mark.browser
def test_choices_that_nobody_knows_for_such_are_told() -> None:
    found = read_drawn(with_other_buttons)
    assert set(found.names) == {p.name for p in PROCEDURES[:9]}
    assert not found.report.coverage.complete


# -- data that the page carries for its choices -------------------------------------------------------------------------------

OFFICES = {
    "u3": ("Sở Tài chính", "s", PROCEDURES[:5]),
    "u8": ("Sở Ngoại vụ", "s", PROCEDURES[5:7]),
    "u11": ("UBND xã Tân Lập", "x", PROCEDURES[7:12]),
    "u12": ("UBND xã Tân Hòa", "x", PROCEDURES[12:14]),
}
BEFORE_DATA = "for(;;);"
CARRYING = """
const o = document.querySelector('#o'), K = window.__KHO__, el = (t, x, f) => { const n = document.createElement(t); n.textContent = x; if (f) n.addEventListener('click', f); return n; };
const hoi = u => fetch(u, {headers: {'X-Trang': '1'}}).then(r => r.text()).then(t => JSON.parse(t.slice(8))), toi = h => { location.hash = h; };
const the = p => { const a = el('article', '', () => toi('/x/' + p.so)); a.append(el('h5', p.ten), el('small', 'Số hiệu ' + p.ma)); return a; };
const trang = {
  '': () => o.replaceChildren(el('h3', 'Hay dùng'), ...K.hay.map(the), el('span', 'Danh mục thủ tục', () => toi('/chon'))),
  chon: (q) => o.replaceChildren(el('h3', 'Chọn nơi'), el('p', 'Sở / ngành', () => toi('/chon/s')), el('p', 'Xã, phường', () => toi('/chon/x')), ...K.noi.filter(d => d.loai === q).map(d => el('li', d.goi, () => toi('/noi/' + d.kieu)))),
  noi: async (q) => { const d = K.noi.find(d => d.kieu === q); let tu = 0; const k = el('div', ''), nut = el('button', 'Xem thêm', nap);
    async function nap() { const r = await hoi('/kho/muc?noi=' + d.so + '&tu=' + tu); r.ds.forEach(m => k.append(the(r.cac[m.__ref]))); tu = r.tiep; nut.hidden = !tu; } await nap(); o.replaceChildren(el('h3', d.goi), k, nut); },
  x: async (q) => { const d = await hoi('/kho/mot?so=' + q); o.innerHTML = d.trang; },
};
const ve = () => { const [, t, q] = (location.hash + '//').split('/'); (trang[t] || trang[''])(q); }; addEventListener('hashchange', ve); ve();
"""


def carrying(asked: Asked) -> Reply | None:
    """A front page with a few procedures; behind an entry one says what sort of authority is meant, then which, of what the page carries.
    The list's answers name their objects, behind a guard.
    """

    def told(p: Any) -> dict[str, str]:
        return {"so": f"m{p.id}", "ten": p.name, "ma": p.code}

    def guarded(value: Any) -> Reply:
        return (200, "application/json; charset=utf-8", BEFORE_DATA + json.dumps(value))

    if asked.path == "/":
        state = {
            "noi": [{"so": k, "goi": g, "loai": t, "kieu": f"noi-{n}"} for n, (k, (g, t, _)) in enumerate(OFFICES.items())],
            "hay": [told(PROCEDURES[3]), told(PROCEDURES[8])],
        }
        return APP.replace("<script src=/t.js>", f"<script>window.__KHO__ = {json.dumps(state)};</script><script src=/t.js>")
    if asked.path == "/t.js":
        return js(CARRYING)
    if asked.path == "/kho/muc":
        mine, first = OFFICES.get(asked.query["noi"], ("", "", []))[2], asked.number("tu", 0)
        shown = mine[first : first + 2]
        return guarded(
            {
                "ds": [{"__ref": f"V:{p.id}"} for p in shown],
                "tong": len(mine),
                "tiep": first + 2 if first + 2 < len(mine) else 0,
                "cac": {f"V:{p.id}": told(p) for p in shown},
            }
        )
    if asked.path == "/kho/mot":
        p = BY_ID[int(asked.query["so"][1:])]
        return guarded({"trang": f"<h2>{p.name}</h2>{detail_dl(p)}"})
    return None


@pytest.mark.browser
def test_what_the_page_carries_tells_the_questions_of_its_choices() -> None:
    found = read_drawn(carrying)
    assert_all(found, PROCEDURES[:14], most=6)
    assert found.report.coverage.complete
    presses = [asked for asked in found.served.asked if asked.path == "/kho/muc" and asked.query["noi"] == "u12"]
    assert 1 <= len(presses) <= 2, "asked for once, whichever sort of authority is chosen before"


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Sở, ban, ngành", True), ("Xã/phường/đặc khu", True), ("Các sở và ngành", True), ("UBND xã, phường", True), ("Bộ - Ngành", True),
        ("Xã", False), ("Tính, ban", False), ("Xã hội", False), ("Bàn, ghế", False),
    ],
)  # fmt: skip
def test_sorts_of_authorities_are_parts_of_a_list(words: str, named: bool) -> None:
    assert names_authorities(words) is named
