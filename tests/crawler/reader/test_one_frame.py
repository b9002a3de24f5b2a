# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""A portal whose every address is answered with one frame full of words: the list and its rows are known to the script alone."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

import pytest

from crawler.fetching import Ask
from crawler.reader.asking.slots import Role, slots_of, with_slot
from crawler.reader.page.words import is_next
from crawler.reader.rows.detail_template import DetailTemplate, titled
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import NEWS, Asked, Made, Reply
from tests.crawler.reader.paging.test_paging import PROCEDURES
from tests.crawler.reader.reading import assert_all

FIVE = PROCEDURES[:5]
WORDS = " ".join(f"Tin số {n}: {line}." for n, line in enumerate(NEWS * 6))
FRAME = f'<!doctype html><html><head><meta charset="utf-8"><title>Không gian số</title></head><body><p><a href="/w/viec">Tra cứu</a> <a href="/w/tin">Tin</a></p><div id="app"></div><footer>{WORDS}</footer><script src="/x.js"></script></body></html>'
CODE = """
const app = document.getElementById('app'), make = s => s.toLowerCase().replace(/[^a-z]+/g, '-');
async function ask(fn, args) { const r = await fetch('/cong/search', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: new URLSearchParams({lenh: JSON.stringify({calls: [{fn, args}]}), ai: 'khach'})}); return (await r.json()).kq[0].data; }
function row(l, v) { return '<div class="r"><span class="l">' + l + '</span><span class="v">' + v + '</span></div>'; }
let shown = 0;
async function more() { const d = await ask('tim', {from: shown, top: 3}); shown += d.ds.length; for (const r of d.ds) { const li = document.createElement('li'); li.innerHTML = '<span role="link">' + r.Ten__x + '</span> <em>' + r.So__x + ' - ' + r.Muc__x + '</em>'; li.firstChild.addEventListener('click', () => { history.pushState({}, '', '/w/mot/' + r.khoa + '/' + make(r.Ten__x)); go(); }); document.getElementById('ds').append(li); } document.getElementById('n').hidden = shown >= d.tong; }
async function go() { const p = location.pathname.split('/');
 if (p[2] === 'viec') { app.innerHTML = '<h1>Danh mục</h1><ul id="ds"></ul><button id="n">Xem thêm</button>'; document.getElementById('n').addEventListener('click', more); more(); }
 else if (p[2] === 'mot') { const d = await ask('mot', {khoa: p[3]}); app.innerHTML = '<h1>' + d.Ten__x + '</h1>' + row('Mã thủ tục', d.So__x) + row('Mức độ', d.Muc__x) + row('Trình tự thực hiện', 'Bước 1: nộp. Bước 2: nhận.') + row('Thời hạn giải quyết', '5 ngày') + row('Thành phần hồ sơ', 'Đơn đề nghị') + row('Căn cứ pháp lý', 'Luật số 1/2020'); }
 else app.innerHTML = '<h1>Xin chào</h1>'; }
go();"""


def record(p: Made) -> dict[str, object]:
    return {"meta": {"url": f"/noi-bo/v9/ban-ghi/{key(p)}"}, "khoa": key(p), "Ten__x": p.name, "So__x": p.code, "Muc__x": p.level}


def key(p: Made) -> str:
    return f"k{p.id * 7919:09d}Q"


def framed(asked: Asked) -> Reply | None:
    if asked.path == "/x.js":
        return js(CODE)
    if asked.path == "/cong/search" and asked.method == "POST":
        call = json.loads(asked.form["lenh"])["calls"][0]
        if call["fn"] == "tim":
            start = int(call["args"]["from"])
            return data({"kq": [{"data": {"tong": len(FIVE), "ds": [record(p) for p in FIVE[start : start + call["args"]["top"]]]}}]})
        return data({"kq": [{"data": next(record(p) for p in FIVE if key(p) == call["args"]["khoa"])}]})
    if asked.path.startswith("/noi-bo/"):
        return (403, "application/json", '{"error": "no session"}')
    return FRAME if asked.path == "/" or asked.path.startswith("/w/") else None


@pytest.mark.browser
def test_a_list_behind_a_frame_that_answers_every_address() -> None:
    assert_all(read_drawn(framed), FIVE, most=3.5)


def test_a_call_that_travels_in_a_list_of_one_is_turned_like_any_other() -> None:
    body = b"lenh=%7B%22calls%22%3A%5B%7B%22fn%22%3A%22tim%22%2C%22args%22%3A%7B%22from%22%3A5%7D%7D%5D%7D&ai=khach"
    ask = Ask("http://x.vn/goi", method="POST", body=body)
    [slot] = [slot for slot in slots_of(ask) if slot.role is Role.OFFSET]
    turned = dict(parse_qsl((with_slot(ask, slot, 10).body or b"").decode()))
    assert json.loads(turned["lenh"]) == {"calls": [{"fn": "tim", "args": {"from": 10}}]}
    many = Ask("http://x.vn/goi", method="POST", body=b'[{"from": 1}, {"from": 2}]')
    assert slots_of(many) == ()


@pytest.mark.parametrize(
    ("address", "for_the_eye"), [("/mot/k1/cap-giay-phep", True), ("/mot/k1", False), ("/mot/k1/2/3", False), ("/muc/k1/cap", False)]
)
def test_what_stands_behind_an_id_for_the_eye_only(address: str, for_the_eye: bool) -> None:
    assert titled(DetailTemplate("/mot/{key}"), [({"key": "k1"}, address)]) is for_the_eye


@pytest.mark.parametrize(
    ("words", "leads_on"), [("Tiến", True), ("Sang trang sau »", True), ("Tới", True), ("Tiền", False), ("Tôi", False)]
)
def test_words_that_turn_the_page(words: str, leads_on: bool) -> None:
    assert is_next(words) is leads_on
