# ruff: noqa: E501 - the scripts of the invented portals are easier to read when each step stands on one line
"""Lists that are on the page as a whole and shown in parts, which a script turns over without asking for anything."""

from __future__ import annotations

import json

import pytest

from tests.crawler.reader.asking.test_scripts import js, read_drawn
from tests.crawler.reader.made import Asked, Reply, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, cards, portal
from tests.crawler.reader.reading import assert_all, read_made

TURN = "let t = 1; const so = Math.ceil(tat.length / 6); function ve() { ds.innerHTML = tat.slice(t * 6 - 6, t * 6).map(p => '<li><a href=\"/thu-tuc/' + p.k + '\">' + p.n + '</a></li>').join(''); so_trang.innerHTML = ''; for (let i = 1; i <= so; i++) { const b = document.createElement('button'); b.textContent = i; b.disabled = i === t; b.onclick = () => { t = i; ve(); }; so_trang.append(b); } } const ds = document.getElementById('ds'), so_trang = document.getElementById('so'); if (ds) ve();"


def test_a_list_whose_rest_is_in_the_page_needs_no_browser() -> None:
    def listing(asked: Asked) -> Reply:
        records = json.dumps([{"khoa": p.id, "tieuDe": p.name, "soHieu": p.code} for p in PROCEDURES], ensure_ascii=False)
        state = f"<script type=application/json id=kho>{records}</script>"
        return shell(f"<p>Có 34 thủ tục</p>{cards(PROCEDURES[:10], anchor)}<i>1</i><i>2</i>{state}", menu=MENU)

    found = read_made(portal(listing))
    assert_all(found, PROCEDURES, most=1.3)
    assert found.report.coverage.complete


@pytest.mark.browser
@pytest.mark.parametrize("counted", [True, False])
def test_numbers_that_a_script_draws_anew_are_pressed_one_after_the_other(counted: bool) -> None:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/kho.js":
            records = ",".join(f"{{k: {p.id}, n: '{p.name}'}}" for p in PROCEDURES)
            return js(f"const tat = [{records}];{TURN}")
        if asked.path in ("/", "/thu-tuc-hanh-chinh"):
            rows = "".join(f"<li>{anchor(p)}</li>" for p in PROCEDURES[:6])
            numbers = "".join(f"<button>{n}</button>" for n in range(1, 7))
            said = "<p>Tìm thấy 34 thủ tục</p>" if counted else ""
            body = f'<h2>Thủ tục hành chính</h2>{said}<ol id="ds">{rows}</ol><div id="so">{numbers}</div><script src="/kho.js"></script>'
            return shell(body if asked.path != "/" else "<h1>Chào mừng</h1>", menu=MENU)
        head, _, ident = asked.path.rpartition("/")
        return shell(detail_table(BY_ID[int(ident)]), menu=MENU) if head == "/thu-tuc" else None

    found = read_drawn(answer, "thu-tuc-hanh-chinh")
    assert_all(found, PROCEDURES, most=1.8)
    assert found.report.coverage.complete
