# ruff: noqa: E501 - the scripts of the invented portals are easier to read when each step stands on one line
"""Pagers that a script adds below a list which counts nothing: only the drawn page has them."""

from __future__ import annotations

import pytest

from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Answering, Asked, Reply, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, cards
from tests.crawler.reader.reading import assert_all

pytestmark = pytest.mark.browser
BAR = "const hop = document.getElementById('hop'), thanh = document.createElement('div');"
# Below the server's list the script puts arrows; each asks for rows as HTML and puts them in place of the others.
ARROWS = (
    BAR
    + "let o = 0; function lay(k) { fetch('/manh?o=' + k).then(r => r.text()).then(t => { if (!t) return; o = k; hop.innerHTML = t; }); } if (hop) { thanh.innerHTML = '<button>Lùi</button> <button>Sang trang</button>'; thanh.lastChild.onclick = () => lay(o + 9); hop.after(thanh); }"
)
# The same with numbers that are links.
NUMBERS = (
    BAR
    + "if (hop) { for (let i = 1; i < 5; i++) { const a = document.createElement('a'); a.href = '/thu-tuc-hanh-chinh?quyen=' + i; a.textContent = i; thanh.append(a, ' '); } hop.after(thanh); }"
)
# The whole list is in the page, and shown in parts.
HIDES = (
    BAR
    + "const hang = [...hop.children]; function xem(n) { hang.forEach((h, i) => { h.style.display = Math.floor(i / 10) === n ? '' : 'none'; }); } for (let i = 0; i < 4; i++) { const b = document.createElement('button'); b.textContent = i + 1; b.onclick = () => xem(i); thanh.append(b); } hop.after(thanh); xem(0);"
)
DEAD = (
    BAR
    + "if (hop) { thanh.innerHTML = '<p><button>1</button> <button>2</button> <button>3</button></p>'; hop.after(thanh); [...thanh.querySelectorAll('button')].forEach(b => b.onclick = () => fetch('/hong')); }"
)
PLAIN = "document.body.dataset.san = '1';"


def portal(code: str, size: int) -> Answering:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/t/ma.js":
            return js(code)
        if asked.path == "/manh":
            return cards(PROCEDURES[asked.number("o", 0) :][:9], anchor) or " "
        if asked.path == "/":
            return shell("<h1>Chào mừng</h1>", menu=MENU)
        if asked.path == "/thu-tuc-hanh-chinh":
            first = (asked.number("quyen", 1) - 1) * size
            return shell(
                f'<h2>Thủ tục hành chính</h2><section id="hop">{cards(PROCEDURES[first : first + size], anchor)}</section><script src="/t/ma.js"></script>',
                menu=MENU,
            )
        head, _, ident = asked.path.rpartition("/")
        return shell(detail_table(BY_ID[int(ident)]), menu=MENU) if head == "/thu-tuc" else None

    return answer


@pytest.mark.parametrize(("code", "size"), [(ARROWS, 9), (NUMBERS, 9)])
def test_a_pager_that_a_file_adds_below_the_servers_list_is_followed(code: str, size: int) -> None:
    found = read_drawn(portal(code, size))
    assert_all(found, PROCEDURES, most=1.6)
    assert found.report.coverage.complete


@pytest.mark.parametrize(("code", "size", "whole"), [(HIDES, 34, True), (PLAIN, 9, True), (DEAD, 9, False)])
def test_a_list_is_whole_where_a_script_only_turns_over_what_is_there_and_not_where_its_pager_leads_nowhere(
    code: str, size: int, whole: bool
) -> None:
    found = read_drawn(portal(code, size))
    assert_all(found, PROCEDURES[:size], most=1.7)
    assert found.report.coverage.complete is whole
    assert found.report.coverage.rendered <= 3


FETCHED = "const q = new URLSearchParams(location.search), noi = document.getElementById('noi'); if (noi) fetch('/nguon/' + (q.get('doan') || 'a')).then(r => r.json()).then(d => { noi.innerHTML = d.map(x => '<p><a href=\"/thu-tuc/' + x.khoa + '\">' + x.ten + '</a></p>').join(''); WAY });"
LINK = "const a = document.createElement('a'), nay = q.get('doan') || 'a'; a.textContent = 'Trang sau'; a.href = '/thu-tuc-hanh-chinh?doan=' + String.fromCharCode(nay.charCodeAt(0) + 1); if (nay < 'd') noi.append(a);"


@pytest.mark.parametrize(("way", "whole"), [(LINK, True), ("", True)])
def test_links_that_a_script_draws_below_its_data_are_followed_when_no_number_of_the_data_goes_on(way: str, whole: bool) -> None:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/t/ma.js":
            return js(FETCHED.replace("WAY", way))
        if asked.path.startswith("/nguon/"):
            at = "abcd".find(asked.path[-1]) * 9
            return data([{"khoa": p.id, "ten": p.name} for p in PROCEDURES[at : at + 9]])
        if asked.path == "/":
            return shell("<h1>Chào mừng</h1>", menu=MENU)
        if asked.path == "/thu-tuc-hanh-chinh":
            return shell('<h2>Thủ tục hành chính</h2><div id="noi">Đang nạp…</div><script src="/t/ma.js"></script>', menu=MENU)
        head, _, ident = asked.path.rpartition("/")
        return shell(detail_table(BY_ID[int(ident)]), menu=MENU) if head == "/thu-tuc" else None

    found = read_drawn(answer)
    assert_all(found, PROCEDURES if way else PROCEDURES[:9], most=2)
    assert found.report.coverage.complete is whole
