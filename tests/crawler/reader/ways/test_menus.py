# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Entries of menus whose way only a script knows, told from those that lead on by themselves."""

from __future__ import annotations

import base64
import json
from urllib.parse import unquote

import pytest

from classifier.model import Page, Submission
from crawler.reader.page.document import Document
from crawler.reader.ways.menus import unpromising, unreadable
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Asked, Reply, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES, anchor, table
from tests.crawler.reader.reading import assert_all


@pytest.mark.parametrize(
    ("entry", "pressed"),
    [
        ("<li>Thủ tục hành chính</li>", True),
        ("<a href='#'>Thủ tục hành chính</a>", True),
        ("<span class=muc>Danh mục thủ tục hành chính</span>", True),
        ("<li>Tra cứu dịch vụ</li>", True),
        ("<li><a href='/ds'>Thủ tục hành chính</a></li>", False),
        ("<div><span><a href='/ds'>Danh mục thủ tục hành chính</a></span></div>", False),
        ("<a href='/ds'><span>Thủ tục hành chính</span></a>", False),
        ("<p><b>Sở Y tế</b> <span>Thủ tục hành chính</span></p><p><b>Sở Tư pháp</b></p>", True),
        ("<nav><span>Sở Y tế</span><span>Thủ tục hành chính</span><span>Sở Tư pháp</span></nav>", True),
        ("<p><b>Sở Y tế</b> <i>(</i><span>12 thủ tục)</span></p><p><b>Sở Tư pháp</b> <i>(</i><span>7 thủ tục)</span></p>", False),
    ],
)
def test_only_entries_that_lead_nowhere_by_themselves_are_pressed(entry: str, pressed: bool) -> None:
    html = f"<html><body><div class=dau>{entry}</div><p>Cổng thông tin xã Lam</p></body></html>"
    assert bool(unreadable(Document(Page("http://xa.example/", html, 200, "text/html")))) == pressed


def test_the_records_of_a_page_are_no_entries_of_a_menu() -> None:
    name = "thu tuc hanh chinh dac thu ve dat rung"
    card = "<li>Thủ tục hành chính đặc thù về đất rừng <em>Dịch vụ công trực tuyến</em></li>"
    document = Document(Page("http://xa.example/", f"<ul>{card}<li>Tách thửa</li></ul><p><b>Danh mục thủ tục</b></p>"))
    found = [document.tree.css(click.selector)[click.index].text() for _, click in unreadable(document, frozenset((name, "tach thua")))]
    assert found == ["Danh mục thủ tục"]


@pytest.mark.parametrize(
    ("page", "pressed"),
    [
        ("<header><i role=link>A</i> <div class=o>Công việc</div> <span>Tin tức</span></header>", ["Công việc"]),
        (
            "<ul class=top-menu><li>Việc của dân</li><li>Đăng nhập</li><li>Hồ sơ của tôi</li><li>Nộp hồ sơ</li></ul>",
            ["Nộp hồ sơ", "Việc của dân"],
        ),
        ("<main><div tabindex=0><b>Dịch vụ</b></div><div>Lời chào</div></main>", ["Dịch vụ"]),
        ("<main><div style='cursor: pointer'>Cẩm nang</div><p>Giới thiệu</p></main>", ["Cẩm nang"]),
        ("<main><span @click=di(2)>Công dân</span><a>Doanh nghiệp</a></main>", ["Doanh nghiệp", "Công dân"]),
        ("<main><form><input name=q><button>Bắt đầu</button></form></main>", []),
        ("<nav><span>Công việc mà người dân và doanh nghiệp cần làm với xã Lam trong quý này</span></nav>", []),
        ("<nav><a href='/viec'>Công việc</a></nav>", []),
    ],
)
def test_what_is_made_to_be_pressed_is_pressed_whatever_it_is_called(page: str, pressed: list[str]) -> None:
    document = Document(Page("http://xa.example/", f"<html><body>{page}</body></html>", 200, "text/html"))
    found = [document.tree.css(click.selector)[click.index] for _, click in unpromising(document)]
    assert [node.text(strip=True) for node in found] == pressed


APP = """
const goc = document.body.firstElementChild, khung = document.createElement('section');
const ve = (the, chu, khi) => { const n = document.createElement(the); n.textContent = chu; if (khi) n.onclick = khi; return n; };
const menu = document.createElement('div'); menu.className = 'thanh menu';
for (const [chu, noi] of [['Trang đầu', '!dau'], ['Công việc', '!viec'], ['Đăng nhập', '!vao']]) menu.append(ve('div', chu, () => { location.hash = noi; }));
goc.append(menu, khung);
const maHoa = o => btoa(encodeURIComponent(JSON.stringify(o)));
async function mo() {
  khung.replaceChildren(); const noi = location.hash.slice(2);
  if (noi === 'viec') {
    let o = {vung: {xa: null}, moc: ''};
    const nut = ve('button', 'Xem thêm', lay), ds = document.createElement('div'); khung.append(ds, nut);
    async function lay() {
      const d = await (await fetch('/kho/viec?boLoc=' + encodeURIComponent(maHoa(o)))).json();
      for (const r of d.ds) ds.append(ve('p', r.ten, () => { location.hash = '!viec/' + r.id; }));
      o.moc = d.moc; nut.hidden = !d.moc;
    }
    lay();
  } else if (noi.startsWith('viec/')) {
    const d = await (await fetch('/kho/viec/' + noi.slice(5))).json(); const t = document.createElement('table'); khung.append(ve('h1', d.ten), t);
    for (const [k, v] of d.phan) { const h = document.createElement('tr'); h.append(ve('th', k), ve('td', v)); t.append(h); }
    if (d.nhan) { const a = ve('a', 'Nộp hồ sơ trực tuyến'); a.href = '#!khai/' + d.so; khung.append(a); }
  } else if (noi.startsWith('khai/')) { khung.innerHTML = '<h2>Đăng nhập để nộp hồ sơ</h2><form><input name=u><input type=password name=p><button type=button>Đăng nhập</button></form>'; }
  else khung.append(ve('p', 'Kính chào quý khách đến với xã Lam.'));
}
addEventListener('hashchange', mo); mo();
"""
FRAME = "<!doctype html><html><head><meta charset=utf-8><title>Xã Lam</title></head><body><div></div><script src=/ung-dung.js></script></body></html>"
STEP, HELD = 9, PROCEDURES[:22]


def by_routes(asked: Asked) -> Reply | None:
    """A page of which a script draws all: a menu without a link, a list behind an entry whose words say nothing, routes for all the rest.
    The filter travels as an object in base64, with a mark that the answer hands on.
    """
    if asked.path == "/ung-dung.js":
        return js(APP)
    if asked.path == "/kho/viec":
        try:
            sent = json.loads(unquote(base64.b64decode(asked.query["boLoc"], validate=True).decode()))
            begin = int(base64.b64decode(sent["moc"] or b"MA=="))
        except (ValueError, KeyError):
            return (400, "application/json", "{}")
        rest = HELD[begin + STEP :]
        rows = [{"id": f"v{p.id:07x}", "ten": p.name} for p in HELD[begin : begin + STEP]]
        return data({"ds": rows, "moc": base64.b64encode(b"%d" % (begin + STEP)).decode() if rest else None, "dem": len(HELD)})
    if asked.path.startswith("/kho/viec/"):
        p = BY_ID[int(asked.path.rpartition("/")[2][1:], 16)]
        said = {
            "Mã thủ tục": p.code,
            "Cơ quan thực hiện": p.agency,
            "Lĩnh vực": p.field,
            "Mức độ": p.level,
            "Trình tự thực hiện": "Nộp, nhận.",
        }
        said |= {
            "Thành phần hồ sơ": "Đơn đề nghị",
            "Thời hạn giải quyết": "9 ngày",
            "Kết quả thực hiện": "Giấy phép",
            "Phí, lệ phí": "Không",
        }
        return data({"so": f"v{p.id:07x}", "ten": p.name, "phan": list(said.items()), "nhan": p.level != "Còn lại"})
    return FRAME if asked.path == "/" else None


@pytest.mark.browser
def test_an_application_of_routes_is_read_from_its_front_page() -> None:
    found = read_drawn(by_routes)
    assert_all(found, HELD, most=2.5)
    assert found.report.coverage.complete
    gates = {entry.name for entry in found.sink.entries if entry.features.submission is Submission.GATE}
    assert gates == {p.name for p in HELD if p.level != "Còn lại"}
    asked = [a.query["boLoc"] for a in found.served.asked if a.path == "/kho/viec"]
    assert len(asked) <= 4  # no part of the list is drawn anew


PLACES = {"xa": PROCEDURES[:9], "huyen": PROCEDURES[9:14], "tinh": PROCEDURES[14:20]}
CODE = """
var NOI = {xa: 'kho-1.htm', huyen: 'kho-2.htm', tinh: 'kho-3.htm', tin: 'tin.htm'};
function den(noi, them) { var d = '/s/' + (NOI[noi] || noi); if (them) { d = d + '?' + them; } window.location.href = d; }
"""


def by_tiers(asked: Asked) -> Reply | None:
    """A menu and cards whose script looks up where they lead; each tier has a list of its own."""
    names = {"xa": "cấp xã", "huyen": "cấp huyện", "tinh": "cấp tỉnh"}
    menu = "".join(f"<b onclick=\"den('{noi}')\"><span>Thủ tục {name}</span></b>" for noi, name in names.items())
    if asked.path == "/di.js":
        return (200, "text/javascript", CODE)
    page = ""
    if asked.path == "/":
        page = "".join(f"<div class=o onclick=\"den('{n}')\">{names[n].capitalize()}: {len(PLACES[n])} thủ tục</div>" for n in PLACES)
    elif asked.path.startswith("/s/kho-"):
        rows = PLACES[("xa", "huyen", "tinh")[int(asked.path[7]) - 1]]
        page = f"<p>Có {len(rows)} thủ tục</p>" + table(rows, anchor)
    elif asked.path.startswith("/thu-tuc/"):
        page = detail_table(BY_ID[int(asked.path.rpartition("/")[2])])
    return shell(f"<div class=m>{menu}</div>{page}<script src=/di.js></script>") if page else None


@pytest.mark.browser
def test_tiers_whose_ways_only_a_script_knows_are_all_opened() -> None:
    found = read_drawn(by_tiers)
    assert_all(found, PROCEDURES[:20], most=2.5)
    assert found.report.coverage.complete
