# ruff: noqa: E501 - the script of the invented portal is easier to read when each step stands on one line
"""Lists without a link whose entries open over them, at an address that brings up the list and the opened entry again."""

from __future__ import annotations

import pytest

from classifier.model import Submission
from classifier.words.text import fold
from tests.crawler.reader.asking.test_scripts import APP, FRAME, data, js, read_drawn, record
from tests.crawler.reader.made import Asked, Made, Reply
from tests.crawler.reader.paging.test_paging import PROCEDURES
from tests.crawler.reader.reading import assert_all

pytestmark = pytest.mark.browser
SIZE = 12


def alias(p: Made) -> str:
    return "-".join(fold(p.name).replace(",", "").split())


BY_ALIAS = {alias(p): p for p in PROCEDURES}


def over_the_list(asked: Asked) -> Reply | None:
    """Every address below the list's draws the list first; the entry that it names then opens in a box over it."""
    if asked.path == "/main.js":
        return js(
            "const LIST='/cong-viec';" + FRAME + "async function got(u) { return (await fetch(u)).json(); }"
            "async function open(a) { const d = await got('/kho/mot?alias=' + a); const o = document.createElement('section'); o.setAttribute('role', 'dialog'); o.innerHTML = parts(d) + '<button>Đóng</button>'; root.append(o); }"
            f"async function list() {{ const d = await got('/kho/tim?page=0&size={SIZE}'); draw('<p>Có ' + d.total + ' thủ tục</p><div class=luoi>' + d.items.map(r => '<div class=o data-a=\"' + r.alias + '\"><strong>' + esc(r.procedureName) + '</strong><i>' + r.level + '</i></div>').join('') + '</div>');"
            "document.querySelectorAll('.o').forEach(e => e.addEventListener('click', () => { history.pushState(0, '', '/cong-viec/' + e.dataset.a); open(e.dataset.a); })); }"
            "(async () => { if (location.pathname.startsWith('/cong-viec')) { await list(); const a = location.pathname.split('/')[2]; if (a) open(a); } else draw('<h2>Kính chào quý khách</h2>'); })();"
        )
    if asked.path == "/kho/tim":
        page, size = asked.number("page", 0), min(asked.number("size", SIZE), SIZE)
        part = PROCEDURES[page * size : page * size + size]
        return data({"total": len(PROCEDURES), "items": [{**record(p, str(p.id)), "alias": alias(p)} for p in part]})
    if asked.path == "/kho/mot":
        p = BY_ALIAS[asked.query["alias"]]
        return data(record(p, str(p.id)))
    head, _, tail = asked.path.strip("/").partition("/")
    return APP if asked.path == "/" or (head == "cong-viec" and (not tail or tail in BY_ALIAS)) else None


def test_entries_that_open_over_their_list_are_read_at_their_addresses() -> None:
    found = read_drawn(over_the_list, "cong-viec")
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete
    assert all("/cong-viec/" in (entry.url or "") for entry in found.sink.entries)


def mark(p: Made) -> str:
    return f"v{p.id}-k"


BY_MARK = {mark(p): p for p in PROCEDURES}


def told_to_pass_on(asked: Asked) -> Reply | None:
    """What opens at a press leaves the address as it is, and holds the one that brings it up again in a box to copy it from."""
    if asked.path == "/main.js":
        return js(
            "const LIST='/cong-viec';" + FRAME + "async function got(u) { return (await fetch(u)).json(); }"
            "async function open(a) { const d = await got('/kho/mot?m=' + a); const o = document.createElement('section'); o.setAttribute('role', 'dialog'); o.innerHTML = parts(d) + (d.way ? '<p><a href=/gui/' + a + '>Nộp trực tuyến</a></p>' : '') + '<input readonly>';"
            " o.querySelector('input').value = location.origin + '/cong-viec?' + ['mo', a].join('='); root.append(o); }"
            f"async function list() {{ const d = await got('/kho/tim?page=0&size={SIZE}'); draw('<p>Có ' + d.total + ' thủ tục</p><div class=luoi>' + d.items.map((r, i) => '<div class=o data-i=' + i + '><strong>' + esc(r.procedureName) + '</strong><i>' + r.level + '</i></div>').join('') + '</div>');"
            "document.querySelectorAll('.o').forEach(e => e.addEventListener('click', () => open(d.items[e.dataset.i].m))); }"
            "(async () => { if (location.pathname == '/cong-viec') { await list(); const a = new URLSearchParams(location.search).get('mo'); if (a) open(a); } else draw('<h2>Kính chào quý khách</h2>'); })();"
        )
    if asked.path == "/kho/tim":
        page, size = asked.number("page", 0), min(asked.number("size", SIZE), SIZE)
        part = PROCEDURES[page * size : page * size + size]
        return data({"total": len(PROCEDURES), "items": [{**record(p, str(p.id)), "m": mark(p)} for p in part]})
    if asked.path == "/kho/mot":
        p = BY_MARK.get(asked.query.get("m", ""))
        return data({**record(p, str(p.id)), "way": p.id % 2}) if p is not None else None
    if asked.path.startswith("/gui/"):
        return "<html><head><title>Đăng nhập</title></head><body><form method=post action=/vao>Tên đăng nhập <input name=u> Mật khẩu <input type=password name=p><button>Đăng nhập</button></form></body></html>"
    return APP if asked.path in {"/", "/cong-viec"} else None


def test_entries_are_read_at_the_address_that_they_tell_to_pass_on() -> None:
    found = read_drawn(told_to_pass_on, "cong-viec")
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete
    assert all("/cong-viec?mo=" in (entry.url or "") for entry in found.sink.entries)
    gates = {entry.name: entry.features.submission for entry in found.sink.entries}
    assert gates == {p.name: Submission.GATE if p.id % 2 else Submission.NO for p in PROCEDURES}
