# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Boxes over a list that have one part of it chosen, while a script alone knows what the others ask for."""

from __future__ import annotations

from html import escape

import pytest

from tests.crawler.reader.asking.test_scripts import data, js, read_drawn, record
from tests.crawler.reader.made import Answering, Asked, Made, Reply, detail_dl, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES
from tests.crawler.reader.reading import Found, assert_all, read_made

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


LAY = "let k = 0; const lay = () => fetch('/d?' + ['m', k].join('=')).then(r => r.text()).then(t => { document.querySelector('#o').innerHTML = t; });"


def part(asked: Asked) -> str:
    return rows_of([p for p in PROCEDURES if p.field == FIELDS[asked.number("m", 0)]])


def by_first_choice(asked: Asked) -> Reply | None:
    """Nothing is listed until something is chosen."""
    box = boxed(FIELDS).replace("<select >", "<select><option value=''>-- Chọn ngành --</option>")
    script = LAY + "document.querySelector('select').addEventListener('change', function () { k = this.value; if (k) lay(); });"
    return part(asked) if asked.path == "/d" else at(asked, f"<p>{box}</p><div id=o>Mời chọn.</div>", script)


def by_circles(asked: Asked) -> Reply | None:
    """Circles in the place of a box; a listener hears which is chosen."""
    row = "".join(f"<label><input type=radio name=ng value={i}{'' if i else ' checked'}> {words}</label>" for i, words in enumerate(FIELDS))
    script = LAY + "document.querySelectorAll('input').forEach(n => n.addEventListener('change', () => { k = n.value; lay(); }));"
    return part(asked) if asked.path == "/d" else at(asked, f"<div>{row}</div><div id=o>{part(asked)}</div>", script)


def by_odd_names(asked: Asked) -> Reply | None:
    """The parts are called as no other portal calls its own, the first of them is number 0."""
    box = boxed(["Quản tài viên", "Thừa phát lại", "Hòa giải viên", "Trọng tài"], more="onchange=doi(this)")
    script = LAY + "function doi(n) { k = n.value; lay(); }"
    return part(asked) if asked.path == "/d" else at(asked, f"<div>{box}</div><div id=o>{part(asked)}</div>", script)


def by_buttons(asked: Asked) -> Reply | None:
    """Buttons by their ids alone."""
    row = "".join(f"<button type=button id=k{i}>{words}</button>" for i, words in enumerate(FIELDS))
    script = LAY + "document.querySelectorAll('button').forEach(n => n.onclick = () => { k = n.id.slice(1); lay(); });"
    return part(asked) if asked.path == "/d" else at(asked, f"<div>{row}</div><div id=o>{part(asked)}</div>", script)


def by_fifth_list(asked: Asked) -> Reply | None:
    """Five lists under addresses of their own; only the last has a box over it."""
    places = {"/an": 1, "/binh": 2, "/cau": 3, "/dong": 4, "/em": 0}
    if asked.path == "/d":
        return part(asked)
    some = [p for p in PROCEDURES if p.field == FIELDS[0]]
    mine = [PROCEDURES[i] for i in range(len(PROCEDURES)) if PROCEDURES[i].field == FIELDS[1]]
    if asked.path in places:
        box = boxed(FIELDS, more="onchange=doi(this)") if asked.path == "/em" else ""
        rows = rows_of(some) if asked.path == "/em" else rows_of(mine[2 * places[asked.path] - 2 : 2 * places[asked.path]])
        return shell(f"<div>{box}</div><div id=o>{rows}</div>", script=LAY + "function doi(n) { k = n.value; lay(); }" if box else "")
    links = "".join(f"<p><a href='{path}'>Thủ tục hành chính cấp xã {path[1:].title()}</a></p>" for path in places)
    return shell(f"<h1>Bộ thủ tục</h1>{links}") if asked.path == "/" else at(asked, "")


@pytest.mark.browser
@pytest.mark.parametrize(
    "portal", [by_closure, by_file, by_button, by_data, by_first_choice, by_circles, by_odd_names, by_buttons, by_fifth_list]
)
def test_each_part_is_chosen_where_only_a_script_knows_how(portal: Answering) -> None:
    found = read_drawn(portal)
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete


@pytest.mark.parametrize("portal", [by_closure, by_file, by_circles, by_buttons])
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


def held_back_from_buttons(asked: Asked) -> Reply | None:
    """The same with buttons."""
    mine = rows_of([p for p in PROCEDURES if p.field == FIELDS[int(asked.body or 0)]])
    if asked.path == "/x":
        return mine
    row = "".join(f"<button type=button value={i} onclick=doi(this)>{words}</button>" for i, words in enumerate(FIELDS))
    script = "let n = 0; function doi(b) { n = b.value; gui('/x'); } function gui(u) { const x = new XMLHttpRequest(); x.open('POST', u); x.onload = () => { document.getElementById('o').innerHTML = x.responseText; }; x.send(n); }"
    return at(asked, f"<p>{row}</p><div id=o>{mine}</div>", script)


@pytest.mark.browser
@pytest.mark.parametrize("portal", [held_back, held_back_from_buttons])
def test_parts_whose_choice_was_held_back_are_told(portal: Answering) -> None:
    found = read_drawn(portal)
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


def headings(asked: Asked) -> Reply | None:
    """Words that are named like parts and are no buttons, over a list that is whole."""
    words = "".join(f"<span>{agency}</span>" for agency in AGENCIES)
    return at(asked, f"<div>{words}</div>{rows_of(PROCEDURES)}", "const xong = [" + "1, " * 100 + "1];")


@pytest.mark.parametrize("portal", [inert, headings])
def test_what_no_script_is_told_of_says_nothing_without_a_browser(portal: Answering) -> None:
    found = read_made(portal)
    assert_all(found, PROCEDURES, most=1.2)
    assert found.report.coverage.complete


def by_sent_circles(asked: Asked) -> Reply | None:
    """Circles and a button that sends their form."""
    now = asked.number("ng", 0)
    row = "".join(
        f"<p><input type=radio name=ng value={i} id=n{i}{' checked' if i == now else ''}><label for=n{i}>{words}</label></p>"
        for i, words in enumerate(FIELDS)
    )
    mine = rows_of([p for p in PROCEDURES if p.field == FIELDS[now]])
    return at(asked, f"<form action=/kho>{row}<button>Xem</button></form>{mine}")


def test_circles_whose_form_tells_are_asked_for_without_a_browser() -> None:
    found = read_made(by_sent_circles)
    assert_all(found, PROCEDURES, most=1.3)
    assert found.report.coverage.complete


@pytest.mark.browser
@pytest.mark.parametrize("portal", [inert, in_place, headings])
def test_a_box_that_hides_nothing_costs_little_and_says_nothing(portal: Answering) -> None:
    found: Found = read_drawn(portal)
    assert_all(found, PROCEDURES, most=1.2)
    assert found.report.coverage.complete
