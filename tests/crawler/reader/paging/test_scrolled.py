# ruff: noqa: E501 - the scripts of the invented portals are easier to compare when each stands on one line
"""Lists that a script draws and adds to when one scrolls, where nothing on the page says so: the code stands in a file."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode

import pytest

from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Answering, Asked, Made, Reply, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES
from tests.crawler.reader.reading import assert_all

pytestmark = pytest.mark.browser

SHOW = "const kho = []; const hop = document.getElementById('hop'); const the = r => `<div class='o' style='height:130px'><a href='/thu-tuc/${r.so}'>${r.ten}</a><p>${r.lv}</p></div>`;"
# Each answer hands a mark on; the first screen takes two of them.
IN_WINDOW = (
    SHOW
    + "let k = '', ban = false; async function nap() { if (ban || k === null) return; ban = true; const j = await (await fetch('/kho/lay', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({loc: {tu: ''}, k: k})})).json(); k = j.n || null; kho.push(...j.o); hop.innerHTML = kho.map(the).join(''); ban = false; xet(); }"
    "const xet = () => { if (document.documentElement.scrollHeight - innerHeight - scrollY < 80) nap(); }; addEventListener('scroll', xet); nap();"
)
# The same in a box that scrolls by itself, by GET, from the last record on.
IN_A_BOX = (
    SHOW
    + "hop.style.cssText = 'height:300px;overflow-y:auto'; let ban = false; async function nap() { if (ban) return; ban = true; const c = kho.length ? kho[kho.length - 1].so : ''; const j = await (await fetch('/kho/lay?moc=' + c)).json(); if (j.o.length) { kho.push(...j.o); hop.insertAdjacentHTML('beforeend', j.o.map(the).join('')); ban = false; } }"
    "hop.onscroll = () => { if (hop.scrollTop + hop.clientHeight > hop.scrollHeight - 40) nap(); }; nap();"
)
# The server's answer is whole, and the page listens to scrolling for its own head.
WHOLE = (
    SHOW
    + "fetch('/kho/het').then(r => r.json()).then(j => { hop.innerHTML = j.o.map(the).join(''); }); addEventListener('scroll', () => document.body.classList.toggle('cuon', scrollY > 9));"
)


def portal(code: str) -> Answering:
    def part(after: int) -> list[Made]:
        return [p for p in PROCEDURES if p.id > after][:5]

    def told(rows: list[Made]) -> list[dict[str, object]]:
        return [{"so": p.id, "ten": p.name, "lv": p.field} for p in rows]

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/t/ma.js":
            return js(code)
        if asked.path == "/kho/het":
            return data({"o": told(PROCEDURES)})
        if asked.path == "/kho/lay":
            mark = json.loads(asked.body)["k"] if asked.method == "POST" else asked.query.get("moc", "")
            rows = part(int(str(mark).removeprefix("z") or 0))
            return data({"o": told(rows), "n": f"z{rows[-1].id}" if rows and rows[-1] is not PROCEDURES[-1] else ""})
        if asked.path == "/":
            return shell("<h1>Chào mừng</h1>", menu=MENU)
        if asked.path == "/thu-tuc-hanh-chinh":
            return shell('<h2>Thủ tục hành chính</h2><section id="hop"></section><script src="/t/ma.js"></script>', menu=MENU)
        head, _, ident = asked.path.rpartition("/")
        return shell(detail_table(BY_ID[int(ident)]), menu=MENU) if head == "/thu-tuc" else None

    return answer


@pytest.mark.parametrize("code", [IN_WINDOW, IN_A_BOX, WHOLE])
def test_a_drawn_list_is_scrolled_to_its_end(code: str) -> None:
    found = read_drawn(portal(code))
    assert_all(found, PROCEDURES, most=1.7)
    assert found.report.coverage.complete


# The first records stand in the page, and what is asked for then goes on behind a mark that looks like a token.
BEHIND_A_MARK = (
    "const hop = document.getElementById('hop'), cuoi = document.getElementById('cuoi'); let t = JSON.parse(document.getElementById('dau').textContent);"
    "const the = r => `<div style='height:260px'><a href='/thu-tuc/${r.so}'>${r.ten}</a><p>${r.lv}</p></div>`; const ve = d => { hop.insertAdjacentHTML('beforeend', d.muc.map(the).join('')); t = d; };"
    "ve(t); new IntersectionObserver(async e => { if (e[0].isIntersecting && t.con) ve(await (await fetch('/kho/tiep', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({bien: {first: 4, after: t.endCursor}})})).json()); }).observe(cuoi);"
)


def marked(asked: Asked) -> Reply | None:
    def some(first: int) -> dict[str, object]:
        rows = PROCEDURES[first : first + 4]
        mark = b64encode(f"arrayconnection:{first + len(rows):04d}".encode()).decode()
        return {
            "muc": [{"so": p.id, "ten": p.name, "lv": p.field} for p in rows],
            "tong": len(PROCEDURES),
            "endCursor": mark,
            "con": first + 4 < len(PROCEDURES),
        }

    if asked.path == "/kho/tiep":
        after = json.loads(asked.body)["bien"]["after"]
        return data(some(int(b64decode(after).decode().partition(":")[2]) if after else 0))
    if asked.path == "/thu-tuc-hanh-chinh":
        first = json.dumps(some(0), ensure_ascii=False)
        return shell(
            f'<h2>Thủ tục hành chính</h2><section id="hop"></section><p id="cuoi">…</p><script id="dau" type="application/json">{first}</script><script src="/t/ma.js"></script>',
            menu=MENU,
        )
    return portal(BEHIND_A_MARK)(asked)


def test_a_mark_is_followed_and_what_stands_before_the_first_one_is_asked_for() -> None:
    found = read_drawn(marked)
    assert_all(found, PROCEDURES, most=2)
    assert found.report.coverage.complete
