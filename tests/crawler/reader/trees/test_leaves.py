# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Trees whose last nodes have lists: opened by what stands beside the names, each list asked for as two presses told; parts that open."""

from __future__ import annotations

import json
from typing import Any

import pytest

from classifier.model import Forms, Page, Submission
from crawler.fetching import Click
from crawler.reader.page.document import Document
from crawler.reader.page.templates import url_templates
from crawler.reader.trees.toggles import openers, saying
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Asked, Reply
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES
from tests.crawler.reader.reading import assert_all

URL = "https://dvc.tinh.example.vn/cay"
LINE = "<ul><li><i class=m></i> <a>Sở Y tế</a></li><li><span>arrow_right</span><b><span>Cấp xã</span></b></li></ul>"


@pytest.mark.parametrize(
    ("body", "name", "ways"),
    [
        (LINE, "Sở Y tế", [("i", 0, ""), ("a", 0, "Sở Y tế")]),
        (LINE, "Cấp xã", [("span", 0, ""), ("span", 1, "Cấp xã")]),
        ("<p><button>Mở</button><span>Sở Y tế</span></p>", "Sở Y tế", [("span", 0, "Sở Y tế")]),
        ("<p><a href='/a'></a><span>Sở Y tế</span></p>", "Sở Y tế", [("span", 0, "Sở Y tế")]),
        ("<p><span>Sở Y tế Hà Nam</span></p>", "Sở Y tế", []),
    ],
)
def test_what_opens_a_branch(body: str, name: str, ways: list[tuple[str, int, str]]) -> None:
    document = Document(Page(URL, f"<html><body>{body}</body></html>"))
    nodes = [document.tree.css(click.selector)[click.index] for click in openers(document, name)]
    assert [node.mem_id for node in nodes] == [document.tree.css(tag)[index].mem_id for tag, index, _ in ways]
    assert [click.words for click in openers(document, name)] == [words for _, _, words in ways]


def test_the_innermost_element_says_a_name() -> None:
    document = Document(Page(URL, "<div><p><span>Sở  Y tế</span></p></div><p>Sở Y tế</p>"))
    found = saying(document, "sở y tế")
    assert isinstance(found, Click)
    assert document.tree.css(found.selector)[found.index].tag == "span"


def test_what_is_put_behind_the_mark_is_a_route() -> None:
    code = "function a(x) { location.hash = '/xem/' + x.dataset.so; } function b(x) { window.location.hash = `#/tin/${x}`; } var h = '/api/' + y;"
    assert [template.skeleton for template in url_templates(code)] == ["#/xem/{}", "#/tin/{}", "/api/{}"]


FLOORS: dict[str, list[dict[str, Any]]] = {
    "": [{"ma": "t", "ten": "Cấp tỉnh", "coCon": 1}, {"ma": "x", "ten": "Cấp xã", "coCon": 1}],
    "t": [{"ma": "t1", "ten": "Sở Tư pháp", "coCon": 0}, {"ma": "t2", "ten": "Sở Y tế", "coCon": 0}],
    "x": [{"ma": "xa", "ten": "Huyện An", "coCon": 1}],
    "xa": [{"ma": "xa1", "ten": "UBND xã Một", "coCon": 0}, {"ma": "xa2", "ten": "UBND xã Hai", "coCon": 0}],
}
LISTS = {"t1": PROCEDURES[:5], "t2": [], "xa1": PROCEDURES[5:8], "xa2": PROCEDURES[8:12]}
PARTS = {
    "a": ("Thông tin chung", {"Cơ quan thực hiện": "UBND", "Thời hạn giải quyết": "7 ngày", "Đối tượng": "Cá nhân"}),
    "b": ("Trình tự và cách thức", {"": "Nộp hồ sơ rồi nhận kết quả tại quầy.", "Cách thức thực hiện": "Trực tiếp"}),
    "c": ("Hồ sơ phải nộp", {"Thành phần hồ sơ": "Bản sao giấy phép", "Mẫu đơn, tờ khai": "Không có mẫu đơn"}),
}
CODE = """
const o = document.body, esc = s => String(s);
async function cay(me, vao) { for (const n of await (await fetch('/c/nut?cha=' + me)).json()) {
  const d = document.createElement('dd'); d.className = 'n'; d.innerHTML = (n.coCon ? '<i class=ic></i>' : '') + '<span class=t>' + n.ten + '</span><dl></dl>'; vao.append(d);
  if (n.coCon) d.querySelector('i').onclick = () => cay(n.ma, d.querySelector('dl')); else d.querySelector('span').onclick = () => ds(n.ma, n.ten, 1); } }
async function ds(ma, ten, so) { const d = await (await fetch('/c/tim-kiem', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({donVi: ma, trang: so})})).json();
  document.querySelector('#k').innerHTML = '<h3>' + ten + '</h3>' + d.ds.map(r => '<p class=r data-so="' + r.id + '">' + r.tenThuTuc + '</p>').join('');
  document.querySelectorAll('.r').forEach(r => { r.onclick = () => { location.hash = '/xem/' + r.dataset.so; }; }); }
async function xem(id) { const d = await (await fetch('/c/tt/' + id)).json();
  o.innerHTML = '<main><section class=dau><h1>' + d.tenThuTuc + '</h1><p>Mã thủ tục: ' + d.ma + '</p><p>Mức độ: ' + d.mucDo + '</p><div><button class=nut>Nộp hồ sơ</button></div></section>' + Object.entries(d.phan).map(p => '<article><h4 role=button aria-expanded=false class=mo data-p=' + p[0] + '>' + p[1] + '</h4><div class=nd></div></article>').join('') + '</main>';
  o.querySelector('.nut').onclick = () => { o.querySelector('.dau').insertAdjacentHTML('beforeend', '<div role=dialog>Vui lòng đăng nhập để nộp hồ sơ</div>'); };
  o.querySelectorAll('.mo').forEach(h => { h.onclick = async () => { if (h.nextSibling.innerHTML) return; const t = await (await fetch('/c/tt/' + id + '/' + h.dataset.p)).json();
    h.nextSibling.innerHTML = Object.entries(t).map(([k, v]) => (k ? '<p><b>' + k + ':</b> ' + v + '</p>' : '<p>' + v + '</p>')).join(''); }; }); }
function di() { const m = location.hash.match(/xem\\/(\\w+)/); if (m) return xem(m[1]);
  if (location.hash == '#/cay') { o.innerHTML = '<h2>Chọn đơn vị</h2><dl id=c></dl><div id=k>Chưa chọn đơn vị</div>'; cay('', document.querySelector('#c')); }
  else o.innerHTML = '<a href="#/cay">Thủ tục hành chính</a> <main><section class=dau><p>Chào mừng</p><p>Tin</p><p>Báo</p><div><b>.</b><button>Nộp hồ sơ</button></div></section></main>'; }
addEventListener('hashchange', di); di();
"""


def growing(asked: Asked) -> Reply | None:
    """A tree of two and three floors; the signs open it, its last names show lists, and a procedure's parts come when they are opened."""
    if asked.path == "/m.js":
        return js(CODE)
    if asked.path == "/c/nut":
        return data(FLOORS.get(asked.query.get("cha", ""), []))
    if asked.path == "/c/tim-kiem":
        wanted = json.loads(asked.body)
        mine = LISTS.get(wanted["donVi"], []) if wanted["trang"] == 1 else []
        return data({"tong": len(mine), "ds": [{"id": f"q{p.id}", "tenThuTuc": p.name, "ma": p.code} for p in mine]})
    _, _, rest = asked.path.partition("/c/tt/q")
    ident, _, part = rest.partition("/")
    if ident.isdigit():
        p = BY_ID[int(ident)]
        if part:
            return data(PARTS[part][1])
        return data({"tenThuTuc": p.name, "ma": p.code, "mucDo": "Mức độ 3", "phan": {k: v[0] for k, v in PARTS.items()}})
    return (
        "<!doctype html><html><head><meta charset=utf-8><title>Cổng</title></head><body><script src=/m.js></script></body></html>"
        if asked.path == "/"
        else None
    )


@pytest.mark.browser
def test_the_lists_of_a_trees_last_nodes_are_found_and_what_is_folded_is_opened() -> None:
    found = read_drawn(growing)
    assert_all(found, PROCEDURES[:12], most=5)
    assert {entry.features.forms for entry in found.sink.entries} == {Forms.NOT_APPLICABLE}
    assert {entry.features.submission for entry in found.sink.entries} == {Submission.GATE}
    assert {entry.level for entry in found.sink.entries} == {3}
    lists = [json.loads(asked.body)["donVi"] for asked in found.served.asked if asked.path == "/c/tim-kiem"]
    assert set(lists) == set(LISTS)
