# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Tabs whose parts the page's code asks for by an address that it makes of their data or of their call."""

from __future__ import annotations

import pytest

from classifier.model import Forms, Page, Payment, Result
from crawler.reader.choosing.strips import strip_of
from crawler.reader.details.asked_tabs import asked_parts
from crawler.reader.details.parts import MOST
from crawler.reader.page.document import Document
from tests.crawler.reader.asking.test_scripts import js, read_drawn
from tests.crawler.reader.details.test_parts import STEPS, facts
from tests.crawler.reader.made import Asked, Made, Reply, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES, portal, table
from tests.crawler.reader.reading import assert_all, read_made

URL = "https://dvc.tinh.example.vn/xem/cap-giay-phep"
GET = "$.get('/doan', {loai: $(this).data('loai'), so: $('#o').data('so')}, (d) => $('#k').html(d));"
TABS = "<li data-loai=phi>Lệ phí</li><li data-loai=don>Biểu mẫu</li><li data-loai=y>Đánh giá</li>"


@pytest.mark.parametrize(
    ("body", "code", "asked"),
    [
        # Data of the tab, and of what holds the tabs or of another place of the page; what is nobody's part is left.
        (f"<section data-so=41><ul>{TABS}</ul></section>", GET, {"Lệ phí": "/doan?loai=phi&so=41", "Biểu mẫu": "/doan?loai=don&so=41"}),
        (f"<ul>{TABS}</ul><b id=o data-so=7></b>", GET, {"Lệ phí": "/doan?loai=phi&so=7", "Biểu mẫu": "/doan?loai=don&so=7"}),
        (f"<ul>{TABS}</ul><b data-so=7></b><b data-so=8></b>", GET, {}),
        # A call that names the tab, with panels in what holds the strip.
        (
            """<div><a onclick="mo('phi', 41)">Lệ phí</a><a onclick="mo('kq', 41)">Kết quả</a><section>…</section></div>""",
            "function mo(phan, so) { tai(`/tt/${so}/${phan}.part`); }",
            {"Lệ phí": "/tt/41/phi.part", "Kết quả": "/tt/41/kq.part"},
        ),
        # A listener that hands the data on.
        (
            "<p><span data-muc=1>Lệ phí</span><span data-muc=2>Kết quả</span></p>",
            "ds.forEach(x => x.addEventListener('click', () => hien(x.dataset.muc))); function hien(muc) { fetch('/muc/' + muc + '?tt=9'); }",
            {"Lệ phí": "/muc/1?tt=9", "Kết quả": "/muc/2?tt=9"},
        ),
        # One address for all tabs, one that is posted, one on another host, two that could be meant.
        (f"<ul data-so=41>{TABS}</ul>", "fetch('/dem?so=' + hop.dataset.so)", {}),
        (f"<ul>{TABS}</ul>", "$.post('/doan/' + this.dataset.loai, {a: 1})", {}),
        (f"<ul>{TABS}</ul>", "fetch('https://khac.example/doan/' + this.dataset.loai)", {}),
        (f"<ul>{TABS}</ul>", "fetch('/doan/' + this.dataset.loai); fetch('/dem/' + this.dataset.loai);", {}),
    ],
)
def test_addresses_of_tabs_are_made_as_the_code_makes_them(body: str, code: str, asked: dict[str, str]) -> None:
    document = Document(Page(URL, f"<html><body><main>{body}</main></body></html>"))
    parts = asked_parts(document, code, strip_of(document))
    assert {part.words: part.url.removeprefix("https://dvc.tinh.example.vn") for part in parts} == asked
    assert all(part.fragment for part in parts)


SHOWN = PROCEDURES[:12]
NAMED = {f"/thu-tuc/ho-so-{'abcdefghijkl'[place]}": one for place, one in enumerate(SHOWN)}
CODE = (
    "document.addEventListener('DOMContentLoaded', () => { const khung = document.querySelector('#khung'), bang = khung.querySelector('section');"
    " const mo = (nut) => { bang.textContent = 'Đang nạp nội dung…'; fetch('/doan?tt=' + khung.dataset.tt + '&phan=' + nut.dataset.phan).then(r => r.text()).then(h => { bang.innerHTML = h; }); };"
    " khung.querySelectorAll('button').forEach(b => { b.onclick = () => mo(b); }); mo(khung.querySelector('button')); });"
)


def part_of(one: Made, part: str) -> str:
    return {
        "buoc": f"<dl>{STEPS}</dl>",
        "don": f"<p>Tờ khai <a href='/tep/{one.id}.docx'>Tải về</a></p>",
        "tien": "Không thu phí, lệ phí",
        "nhan": "<p>Giấy phép</p><p>Hình thức trả kết quả: qua bưu điện</p>",
    }[part]


def fetched(asked: Asked) -> Reply | None:
    """A strip whose first tab is filled at once; the number of the record stands in no address of a page."""
    if asked.path == "/":
        return shell(table(SHOWN, lambda p: f'<a href="{next(a for a, one in NAMED.items() if one is p)}">{p.name}</a>'), menu=MENU)
    if one := NAMED.get(asked.path):
        heads = "".join(
            f"<button data-phan={part}>{words}</button>"
            for part, words in (("buoc", "Trình tự thực hiện"), ("don", "Mẫu đơn, tờ khai"), ("tien", "Phí, lệ phí"), ("nhan", "Kết quả"))
        )
        strip = f"<div id=khung data-tt={one.id}>{heads}<section id=bang>Đang nạp nội dung…</section></div>"
        return shell(f"<h1>{one.name}</h1><dl>{facts(one)}</dl>{strip}<script src=/the.js></script>", menu=MENU)
    if asked.path == "/the.js":
        return js(CODE)
    if asked.path == "/doan":
        return part_of(next(p for p in SHOWN if p.id == asked.number("tt", 0)), asked.query["phan"])
    return portal(lambda _: "")(asked)


def test_tabs_that_code_fills_are_read_without_a_browser() -> None:
    found = read_made(fetched)
    assert_all(found, SHOWN, most=70 / len(SHOWN))
    told = {(e.features.forms, e.features.payment, e.features.result) for e in found.sink.entries}
    assert told == {(Forms.YES, Payment.NOT_APPLICABLE, Result.POST)}
    assert MOST * len(SHOWN) < 70  # few procedures: all their parts may be asked for


@pytest.mark.browser
def test_pages_that_are_their_tabs_are_drawn_for_the_first_ones_alone() -> None:
    found = read_drawn(fetched)
    assert_all(found, SHOWN, most=70 / len(SHOWN))
    told = {(e.features.forms, e.features.payment, e.features.result) for e in found.sink.entries}
    assert told == {(Forms.YES, Payment.NOT_APPLICABLE, Result.POST)}
    assert found.report.coverage.rendered <= 4


ITEMS = {"buoc": "Các bước thực hiện", "giay": "Giấy tờ, biểu mẫu", "tien": "Lệ phí", "nhan": "Kết quả và cách nhận"}
E_FORM = (
    "<form method=post action=/luu><label>Họ và tên <input name=ten></label><label>Số CCCD <input name=so></label>"
    "<label>Nội dung đề nghị <textarea name=noi-dung></textarea></label><label>Thời gian đề nghị <input type=date name=ngay></label>"
    "<label>Mục đích <textarea name=muc-dich></textarea></label><label>Bản sao giấy tờ <input type=file name=tep></label><button>Gửi hồ sơ</button></form>"
)


def behind_one_button(p: Made) -> str:
    """Where the button that all pages have leads: to a login for every fourth procedure, to a form or nowhere for the others."""
    place = PROCEDURES.index(p)
    return "gate" if place % 4 == 0 else "form" if place % 2 else "nowhere"


def poor(asked: Asked) -> Reply | None:
    """Pages that say an agency and nothing else; the rest is under tabs with addresses, of which each level needs others."""
    head, _, ident = asked.path.rpartition("/")
    if head == "/thu-tuc":
        p = next(p for p in PROCEDURES if p.id == int(ident))
        strip = "".join(f"<li role=tab data-lay='/o/{ident}/{key}'>{words}</li>" for key, words in ITEMS.items())
        box = f"<h1>{p.name}</h1><p><b>Cơ quan thực hiện:</b> {p.agency}</p><a class=nut href='/nop/{ident}'>Nộp hồ sơ</a><ul>{strip}</ul><div id=o></div>"
        return shell(box + "<p>Bà con cần hỏi thêm thì đến bộ phận một cửa.</p>" * 20, menu=MENU)
    if head.startswith("/o/"):
        number = head.rpartition("/")[2]
        return {
            "buoc": "<h4>Trình tự thực hiện</h4><p>Nộp hồ sơ, chờ xem xét.</p>",
            "giay": f"<h4>Thành phần hồ sơ</h4><p>Đơn đề nghị <a href='/tep/{number}.docx'>Tải về</a></p>",
            "tien": "<h4>Lệ phí</h4><p>Không thu</p>",
            "nhan": "<h4>Hình thức trả kết quả</h4><p>Qua bưu điện</p>",
        }[ident]
    if head == "/nop":
        way = behind_one_button(next(p for p in PROCEDURES if p.id == int(ident)))
        if way == "gate":
            return shell("<h2>Đăng nhập</h2><form method=post><input name=u><input type=password name=p><button>Đăng nhập</button></form>")
        told = "<p>Thủ tục này chưa được tiếp nhận trực tuyến, đề nghị nộp tại bộ phận một cửa.</p>"
        return shell(f"<h2>Nộp hồ sơ</h2>{E_FORM if way == 'form' else told}")
    return portal(lambda _: shell(table(PROCEDURES, lambda p: f"<a href='/thu-tuc/{p.id}'>{p.name}</a>"), menu=MENU))(asked)


def test_pages_that_say_next_to_nothing_are_read_by_those_of_their_tabs_on_which_their_levels_depend() -> None:
    found = read_made(poor)
    assert_all(found, PROCEDURES, most=MOST)
    levels = {entry.name: entry.level for entry in found.sink.entries}
    assert levels == {p.name: 2 if behind_one_button(p) == "nowhere" else 4 for p in PROCEDURES}
