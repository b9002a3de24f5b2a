# ruff: noqa: E501 - the code of the invented portals is easier to compare when each step stands on one line
"""Portals whose data are packed into texts of their envelope, behind agencies that say how many procedures they have."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from classifier.data.envelopes import opened
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Asked, Reply, detail_dl
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES
from tests.crawler.reader.reading import assert_all

OFFICES = {"s-yt": ("Sở Y tế", 0, 6), "s-tp": ("Sở Tư pháp", 6, 9), "x-bc": ("UBND xã Bến Cầu", 9, 14)}
APP = "<!doctype html><html><head><meta charset=utf-8><title>Dịch vụ công</title></head><body><main id=k></main><script src=/u.js></script></body></html>"
CODE = """
const k = document.getElementById('k'), mo = t => JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(t), c => c.charCodeAt(0))));
const goi = (u, b) => fetch(u, b ? {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(b)} : {}).then(r => r.json()).then(r => mo(r.goi.noiDung));
const ds = ma => goi('/cong/tra-cuu', {donVi: ma}).then(m => { k.innerHTML = '<h1>Danh mục thủ tục</h1>'; m.muc.forEach(d => { const p = k.appendChild(document.createElement('article')); p.innerHTML = `<b>${d.ten}</b> <i>${d.ma}</i>`; p.onclick = () => { location.hash = '#/xem/' + d.so; }; }); });
const dau = () => goi('/cong/don-vi').then(m => { k.innerHTML = '<h1>Cơ quan giải quyết</h1>'; m.forEach(d => { const o = k.appendChild(document.createElement('section')); o.innerHTML = `<h3>${d.ten}</h3><span>${d.co} thủ tục hành chính</span>`; o.onclick = () => ds(d.ma); }); });
const di = () => { const m = location.hash.match(/xem\\/(\\d+)/); m ? goi('/cong/xem/' + m[1]).then(d => { k.innerHTML = d.trang; }) : dau(); }; addEventListener('hashchange', di); di();
"""


def packed(told: Any) -> str:
    return base64.b64encode(json.dumps(told, ensure_ascii=False).encode()).decode()


def in_envelopes(asked: Asked) -> Reply | None:
    if asked.path == "/":
        return APP
    if asked.path == "/u.js":
        return js(CODE)
    told: Any = None
    if asked.path == "/cong/don-vi":
        told = [{"ma": key, "ten": name, "co": to - first} for key, (name, first, to) in OFFICES.items()]
    elif asked.path == "/cong/tra-cuu" and asked.body:
        _, first, to = OFFICES.get(json.loads(asked.body)["donVi"], ("", 0, 0))
        told = {"muc": [{"so": p.id, "ten": p.name, "ma": p.code} for p in PROCEDURES[first:to]]}
    elif asked.path.startswith("/cong/xem/"):
        told = {"trang": detail_dl(BY_ID[int(asked.path.rsplit("/", 1)[1])])}
    return data({"ketQua": 0, "goi": {"kieu": "b64", "noiDung": packed(told)}}) if told is not None else None


@pytest.mark.browser
def test_lists_in_packed_answers_behind_counted_agencies() -> None:
    found = read_drawn(in_envelopes)
    assert_all(found, PROCEDURES[:14], most=4)
    assert found.report.coverage.complete


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"data": packed([{"a": "ă"}])}, {"data": [{"a": "ă"}]}),
        ({"data": packed([{"a": "ă"}]).rstrip("=")}, {"data": [{"a": "ă"}]}),
        ({"r": {"d": base64.urlsafe_b64encode(b' {"a": "??>>~~"}').decode()}}, {"r": {"d": {"a": "??>>~~"}}}),
        (packed({"a": 1}), {"a": 1}),
        ({"d": '[{"a": "[1]"}]'}, {"d": [{"a": "[1]"}]}),  # what records say is theirs
        (
            {"d": packed({"e": packed({"f": packed({"g": packed({"h": 1})})})})},
            {"d": {"e": packed({"f": packed({"g": packed({"h": 1})})})}},
        ),
        ({"ten": "Cấp giấy phép", "ma": "eyJhbGciOiJIUzI1NiJ9.e30.abc"}, {"ten": "Cấp giấy phép", "ma": "eyJhbGciOiJIUzI1NiJ9.e30.abc"}),
        ({"ma": "eyJub3QganNvbiI", "so": "[chưa rõ", "n": 3}, {"ma": "eyJub3QganNvbiI", "so": "[chưa rõ", "n": 3}),
    ],
)
def test_what_an_envelope_holds(told: Any, said: Any) -> None:
    assert opened(json.dumps(told)) == said


def test_what_is_no_data_is_told() -> None:
    with pytest.raises(ValueError, match=r".*"):
        opened("Lỗi hệ thống")
