# ruff: noqa: E501 - the script of the invented portal is easier to read when each step stands on one line
"""Lists without a link whose entries open over them, at an address that brings up the list and the opened entry again."""

from __future__ import annotations

import pytest

from classifier.text import fold

from .made import Asked, Made, Reply
from .reading import assert_all
from .test_paging import PROCEDURES
from .test_scripts import APP, FRAME, data, js, read_drawn, record

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
