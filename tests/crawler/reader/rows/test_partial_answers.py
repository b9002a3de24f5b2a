# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Pages that send their form in parts and put in what the portal answers: rows are known by their place in whatever list is shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

import pytest

from classifier.model import Page, Row, Submission
from classifier.reading import read_page
from crawler.fetching import Answer, Ask, Click
from crawler.reader.page.document import Document
from crawler.reader.page.row_clicks import row_click
from crawler.reader.page.view import View
from crawler.reader.rows.panels import shows
from crawler.reader.trees.branches import alike
from tests.crawler.reader.asking.test_scripts import js, read_drawn
from tests.crawler.reader.made import Asked, Made, Reply, detail_dl
from tests.crawler.reader.reading import assert_all
from tests.crawler.reader.rows.test_panels import DRAWS, TWELVE, front, listed, values

OFFICES = {"Sở Tư pháp": TWELVE[:7], "Sở Y tế": TWELVE[7:]}
SIZE = 3
SEAM = "/tra-cuu/thutuc.seam"

# Another vendor's way of sending a form in parts: what was pressed goes along in a field of its own, places are named after the answer's parts.
CODE = (
    "const A4 = {go: (n) => { const f = document.forms[0], v = new URLSearchParams(new FormData(f)); v.set('AJAXREQUEST', '_root'); v.set(n, n);"
    f" fetch('{SEAM}', {{method: 'POST', body: v}}).then(r => r.text()).then(t => {{ const x = new DOMParser().parseFromString(t, 'text/xml'); const to = x.querySelector('goto'); if (to) {{ location.href = to.textContent; return; }}"
    " for (const u of x.querySelectorAll('part')) { if (u.getAttribute('of') === 'trangthai') f.elements.trangthai.value = u.textContent; else document.getElementById(u.getAttribute('of')).innerHTML = u.textContent; } }); }};"
)


def _kept(asked: Asked) -> list[int] | None:
    """The state of the page that was sent: how often it was, office, page and row; None for one that this portal never gave."""
    try:
        told = json.loads(asked.form.get("trangthai", ""))
    except ValueError:
        return None
    return told if isinstance(told, list) and len(told) == 4 else None


def _rows(members: Sequence[Made], page: int) -> str:
    shown = list(enumerate(members))[page * SIZE : page * SIZE + SIZE]
    lines = "".join(
        f"<tr><td>{at + 1}</td><td>{p.code}</td><td><b onclick=\"A4.go('f:ds:{at - page * SIZE}:ten')\">{p.name}</b></td><td>{p.level}</td></tr>"
        for at, p in shown
    )
    numbers = "".join(f"<u onclick=\"A4.go('f:so:{n}')\" class='rich-page'>{n + 1}</u> " for n in range(-(-len(members) // SIZE)))
    following = f"<span onclick=\"A4.go('f:so:{page + 1}')\">Trang sau</span>" if (page + 1) * SIZE < len(members) else ""
    return f"<table><tr><th>STT</th><th>Mã</th><th>Tên thủ tục</th><th>Mức độ</th></tr>{lines}</table><p>{numbers}{following}</p>"


def _seam(asked: Asked) -> Reply:
    offices = "".join(f"<li onclick=\"A4.go('f:cq:{at}')\">{name}</li>" for at, name in enumerate(OFFICES))
    if asked.method != "POST" or "AJAXREQUEST" not in asked.form:
        start = escape(json.dumps([0, -1, 0, -1]))
        return listed(
            f'<form method="post" action="{SEAM}"><input type="hidden" name="trangthai" value="{start}"><ul>{offices}</ul><div id="giua">Chọn cơ quan để xem thủ tục</div><div id="loi"></div></form>'
        )
    state = _kept(asked)
    if state is None:
        return (500, "text/xml", "<answer><error>View expired</error></answer>")
    turn, office, page, row = state
    press = next((name for name, value in asked.form.items() if name == value and name.startswith("f:")), "")
    _, kind, place, *_ = f"{press}:::".split(":")
    chosen = list(OFFICES.values())[office] if office >= 0 else []
    said = ""
    if kind == "nop" and row >= 0:
        if chosen[row].level == "Toàn trình":
            return (200, "text/xml; charset=utf-8", "<answer><goto>/dang-nhap</goto></answer>")
        said = "Thủ tục này chưa tiếp nhận hồ sơ qua mạng"
    elif kind == "cq":
        office, page, row, chosen = int(place), 0, -1, list(OFFICES.values())[int(place)]
    elif kind == "so":
        page = int(place)
    elif kind == "ds":
        row = page * SIZE + int(place)
    button = "<button type=button onclick=\"A4.go('f:nop')\">Nộp hồ sơ trực tuyến</button>"
    middle = detail_dl(chosen[row], button) if row >= 0 else _rows(chosen, page)
    kept = json.dumps([turn + 1, office, page, row])
    parts = {"giua": middle, "loi": f"<p>{said}</p>" if said else "", "trangthai": kept}
    told = "".join(f'<part of="{name}"><![CDATA[{html}]]></part>' for name, html in parts.items())
    return (200, "text/xml; charset=utf-8", f"<answer>{told}</answer>")


def in_parts(asked: Asked) -> Reply | None:
    if asked.path == "/ung-dung.js":
        return js(CODE)
    if asked.path == "/thu-tuc-hanh-chinh":
        return (302, SEAM, "")
    if asked.path == "/dang-nhap":
        return "<html><body><form method=post><h1>Đăng nhập</h1><input name=u><input type=password name=p><button>Đăng nhập</button></form></body></html>"
    return _seam(asked) if asked.path == SEAM else front(asked)


@pytest.mark.browser
def test_rows_known_by_their_place_are_each_given_what_is_theirs() -> None:
    found = read_drawn(in_parts)
    assert_all(found, TWELVE, most=6)
    levels = {"Toàn trình": "toan-trinh", "Một phần": "mot-phan", "Còn lại": "cung-cap-thong-tin"}
    told = {entry.name: (entry.code, entry.declared.value, entry.features.submission) for entry in found.sink.entries}
    wanted = {p.name: (p.code, levels[p.level], Submission.GATE if p.level == "Toàn trình" else Submission.NO) for p in TWELVE}
    assert told == wanted
    assert len({entry.url for entry in found.sink.entries}) == len(TWELVE)
    assert found.report.coverage.complete


def slipping(asked: Asked) -> Reply | None:
    """From the fifth row on, a press shows what belongs to the row below."""
    if asked.path == "/ung-dung.js":
        kept = json.dumps([values(TWELVE[at if at < 4 else (at + 1) % 12]) for at in range(12)], ensure_ascii=False)
        return js(f"{DRAWS} const kho = {kept}; document.querySelectorAll('dt').forEach((a, i) => a.onclick = () => ve(kho[i]));")
    if asked.path == "/thu-tuc-hanh-chinh":
        return listed("".join(f"<dl><dt>{p.name}</dt><dd>{p.code}</dd></dl>" for p in TWELVE))
    return front(asked)


@pytest.mark.browser
def test_what_shows_and_is_called_otherwise_is_nothing_of_the_row() -> None:
    found = read_drawn(slipping)
    assert len(found.names) == len(TWELVE)
    told = {entry.name: entry.declared.value for entry in found.sink.entries}
    assert [told[p.name] is None for p in TWELVE] == [False] * 4 + [True] * 8
    assert not found.report.coverage.complete


def test_a_call_that_another_list_makes_too_is_pressed_for_its_own_row_alone() -> None:
    page = "<ul><li onclick=\"mo('ds:0')\"><span>{}</span></li></ul>"
    row = Row("Cấp phép quảng cáo", "1.000101", handle="mo('ds:0')")
    here, there = (Document(Page("https://dvc.vn/", page.format(name))) for name in ("Cấp phép quảng cáo", "Khai tử"))
    assert row_click(here, row) == Click("li", 0)
    assert row_click(there, row) is None


FACTS = (
    ("Trình tự thực hiện", "Nộp hồ sơ tại bộ phận một cửa"),
    ("Thành phần hồ sơ", "Đơn đề nghị; bản sao giấy tờ"),
    ("Thời hạn giải quyết", "15 ngày làm việc"),
    ("Kết quả thực hiện", "Giấy phép"),
    ("Phí, lệ phí", "Không"),
)


def _part(html: str, around: str) -> View:
    page = Page("https://dvc.vn/ds", html, content_type="text/html; charset=utf-8")
    return View(Ask(page.url), Answer(Ask(page.url), read_page(page).outcome, page), page, read_page(page), around=around)


def test_a_part_without_a_name_is_of_the_row_above_it() -> None:
    one, two, *_ = TWELVE
    lines = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FACTS)
    part = f"<section><table>{lines}</table></section>"
    view = _part(part, f"<html><body><h4>{one.name}</h4>{part}<h4>{two.name}</h4></body></html>")
    assert [told.name for told in view.reading.procedures] == [""]
    assert shows(view, Row(one.name))
    assert not shows(view, Row(two.name))
    coded = _part(part.replace("<table>", f"<table><tr><th>Mã thủ tục</th><td>{one.code}</td></tr>"), "")
    assert shows(coded, Row(two.name, one.code))
    assert not shows(coded, Row(two.name, two.code))


def test_a_page_that_its_own_form_brings_again_is_no_other_part() -> None:
    page = "<html><head><title>Sở Y tế</title></head><body><h1>Sở Y tế</h1><p>{}</p></body></html>"
    one, again, other = (_part(page.format(said), "") for said in ("Chọn lĩnh vực", "Chọn lĩnh vực", "Chọn cơ quan"))
    assert not alike(one, again)
    assert alike(one, other)
