# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Boxes over a list that have one part of it chosen, while a script alone knows what the others ask for."""

from __future__ import annotations

from html import escape

import pytest

from .made import Answering, Asked, Made, Reply, detail_dl, detail_table, shell
from .reading import Found, assert_all, read_made
from .test_paging import BY_ID, PROCEDURES
from .test_scripts import data, js, read_drawn, record

FIELDS = sorted({p.field for p in PROCEDURES})
AGENCIES = sorted({p.agency for p in PROCEDURES})


def rows_of(some: list[Made]) -> str:
    return "<ol>" + "".join(f"<li><a href='/v/{p.id}'>{escape(p.name)}</a> – {p.code}</li>" for p in some) + "</ol>"


def boxed(options: list[str], first: int = 0, more: str = "") -> str:
    return f"<select {more}>" + "".join(f"<option value={i}>{words}</option>" for i, words in enumerate(options, first)) + "</select>"


def at(asked: Asked, body: str, script: str = "", path: str = "/kho") -> Reply | None:
    """A portal whose menu leads to one list, and the pages of its procedures."""
    if asked.path.startswith("/v/"):
        return shell(detail_dl(BY_ID[int(asked.path[3:])]))
    if asked.path == path:
        return shell(body, script=script)
    return shell("<h1>Chào mừng</h1>", menu=f"<a href='{path}'>Thủ tục hành chính</a> ") if asked.path == "/" else None


def by_closure(asked: Asked) -> Reply | None:
    """Parts by POST, with what the box says kept in a variable of the code; each part in pages whose numbers are no links."""
    mine = [p for p in PROCEDURES if p.field == FIELDS[asked.number("nganh", 0)]]
    page = asked.number("trang", 1)
    numbers = "".join(f"<u data-so={k}>{k}</u> " for k in range(1, (len(mine) + 3) // 4 + 1))
    part = rows_of(mine[4 * page - 4 : 4 * page]) + f"<p class=cac-trang>{numbers}</p>"
    if asked.path == "/kho/manh":
        return (200, "text/html; charset=utf-8", part) if asked.method == "POST" else (302, "/kho", "")
    script = (
        "(() => { const cho = document.querySelector('#cho'); let giu = {nganh: 0, trang: 1};"
        " const lay = () => { const g = new FormData(); fetch('/kho/manh', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded', 'X-Requested-With': 'XMLHttpRequest'}, body: Object.keys(giu).map(k => k + '=' + giu[k]).join('&')}).then(r => r.text()).then(t => { cho.innerHTML = t; }); };"
        " document.addEventListener('click', e => { if (e.target.dataset.so) { giu.trang = e.target.dataset.so; lay(); } });"
        " window.doi = o => { giu = {nganh: o.selectedIndex, trang: 1}; lay(); }; })();"
    )
    return at(asked, f"<p>Ngành {boxed(FIELDS, more='onchange=doi(this)')}</p><div id=cho>{part}</div>", script)


def by_file(asked: Asked) -> Reply | None:
    """The code in a file listens to all boxes of the page; what it asks for stands in a table of its own."""
    if asked.path == "/kho.js":
        pairs = ", ".join(f"'{agency}': 'c{7 * i}x'" for i, agency in enumerate(AGENCIES))
        return js(
            f"const MA = {{{pairs}}}; document.addEventListener('change', e => {{ const b = e.target; if (!b.matches('.noi')) return;"
            " fetch('/ds/' + MA[b.options[b.selectedIndex].text]).then(r => r.text()).then(t => { document.querySelector('#o').innerHTML = t; }); });"
        )
    if asked.path.startswith("/ds/c"):
        return rows_of([p for p in PROCEDURES if p.agency == AGENCIES[int(asked.path[5:-1]) // 7]])
    options = "".join(f"<option>{agency}</option>" for agency in AGENCIES)
    mine = rows_of([p for p in PROCEDURES if p.agency == AGENCIES[0]])
    return at(asked, f"<p><select class=noi>{options}</select></p><div id=o>{mine}</div><script src=/kho.js></script>")


def by_button(asked: Asked) -> Reply | None:
    """A box and a button that belong to no form; the box alone does nothing."""
    mine = rows_of([p for p in PROCEDURES if p.agency == AGENCIES[asked.number("noi", 0)]])
    if asked.path == "/lay-ds":
        return mine
    script = (
        "const b = document.querySelector('select'), lay = (d, o) => fetch('/lay-ds?' + new URLSearchParams(d)).then(r => r.text()).then(t => { o.innerHTML = t; });"
        "document.querySelector('#di').onclick = () => lay({noi: b.value}, document.querySelector('#o'));"
    )
    return at(asked, f"<div>Cơ quan {boxed(AGENCIES)} <button type=button id=di><i></i>Xem</button></div><div id=o>{mine}</div>", script)


def by_data(asked: Asked) -> Reply | None:
    """A list that is data, drawn by a script with the box over it."""
    if asked.path == "/api/ds":
        mine = [p for p in PROCEDURES if p.field == FIELDS[asked.number("f", 0)]]
        return data({"items": [record(p, str(p.id)) | {"url": f"/v/{p.id}"} for p in mine]})
    if asked.path == "/app.js":
        return js(
            f"const ten = {FIELDS!r}; const o = document.getElementById('o');"
            "const ve = f => fetch('/api/ds?f=' + f).then(r => r.json()).then(d => { o.innerHTML = '<ol>' + d.items.map(p => '<li><a href=' + p.url + '>' + p.procedureName + '</a> ' + p.code + '</li>').join('') + '</ol>'; });"
            "const s = document.createElement('select'); s.innerHTML = ten.map((t, i) => '<option value=' + i + '>' + t + '</option>').join('');"
            "s.onchange = () => ve(s.value); o.before(s); ve(0);"
        )
    if asked.path.startswith("/v/"):
        return shell(detail_table(BY_ID[int(asked.path[3:])]))
    return at(asked, "<div id=o></div><script src=/app.js></script>")


@pytest.mark.browser
@pytest.mark.parametrize("portal", [by_closure, by_file, by_button, by_data])
def test_each_part_is_chosen_where_only_a_script_knows_how(portal: Answering) -> None:
    found = read_drawn(portal)
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete


@pytest.mark.parametrize("portal", [by_closure, by_file])
def test_parts_that_nobody_could_choose_are_told(portal: Answering) -> None:
    found = read_made(portal)
    assert 0 < len(found.names) < len(PROCEDURES)
    assert not found.report.coverage.complete
    assert any(warning.startswith("parts_unopened") for warning in found.report.warnings)


def held_back(asked: Asked) -> Reply | None:
    """What a choice asks for may write as well as read: nobody can tell by it."""
    mine = rows_of([p for p in PROCEDURES if p.field == FIELDS[int(asked.body or 0)]])
    if asked.path == "/x":
        return mine
    script = "let n = 0; function doi(b) { n = b.value; gui('/x'); } function gui(u) { const x = new XMLHttpRequest(); x.open('POST', u); x.onload = () => { document.getElementById('o').innerHTML = x.responseText; }; x.send(n); }"
    return at(asked, f"<p>{boxed(FIELDS, more='onchange=doi(this)')}</p><div id=o>{mine}</div>", script)


@pytest.mark.browser
def test_parts_whose_choice_was_held_back_are_told() -> None:
    found = read_drawn(held_back)
    assert 0 < len(found.names) < len(PROCEDURES)
    assert not found.report.coverage.complete


def inert(asked: Asked) -> Reply | None:
    """A box of places of which no script is told, over a list that is whole."""
    return at(asked, f"<p>Bạn ở đâu? {boxed(AGENCIES)}</p>{rows_of(PROCEDURES)}")


def in_place(asked: Asked) -> Reply | None:
    """The box hides lines of a list that is all there."""
    lines = "".join(f"<li class=n{FIELDS.index(p.field)}><a href='/v/{p.id}'>{escape(p.name)}</a> – {p.code}</li>" for p in PROCEDURES)
    script = (
        "function loc(v) { document.querySelectorAll('li').forEach(n => { n.style.display = n.className == 'n' + v ? '' : 'none'; }); } const xong = 1; /* "
        + "." * 200
        + " */"
    )
    return at(asked, f"<p>{boxed(FIELDS, more='onchange=loc(this.value)')}</p><ol>{lines}</ol>", script)


@pytest.mark.browser
@pytest.mark.parametrize("portal", [inert, in_place])
def test_a_box_that_hides_nothing_costs_little_and_says_nothing(portal: Answering) -> None:
    found: Found = read_drawn(portal)
    assert_all(found, PROCEDURES, most=1.2)
    assert found.report.coverage.complete
