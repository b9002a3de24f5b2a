# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Procedures that show on the page of their list when their rows are pressed: asked for as two presses did, or pressed each."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape

import pytest

from classifier.model import Submission
from crawler.reader.page.changed import changed_part
from crawler.reader.page.said import without_signs
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Asked, Made, Reply, detail_dl, detail_heads, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES
from tests.crawler.reader.reading import Found, assert_all, read_made
from tests.crawler.reader.trees.test_branches import front

TWELVE = PROCEDURES[:12]
BY_ID = {p.id: p for p in TWELVE}
KEY = "9f1c44aa0b7e4d3c8e52"


def listed(rows: str, script: str = "/ung-dung.js", more: str = "") -> str:
    return shell(
        f'<h2>Danh sách thủ tục hành chính</h2>{rows}<section id=khung></section><script src="{script}"></script>{more}', menu=MENU
    )


def posted_part(asked: Asked) -> Reply | None:
    """A kind and a number are sent as JSON, with a proof from a hidden field; the answer is a part of the page."""
    if asked.path == "/ung-dung.js":
        return js(
            "const K = 'RequestVerificationToken', D = ['', 'thutuc', 'ho-so-moi'].join('/').replace('ho-so-moi', 'noidung');"
            "for (const h of document.querySelectorAll('tr[data-so] em')) h.onclick = async () => { const t = h.closest('tr').dataset;"
            " const r = await fetch(D, {method: 'POST', headers: {'Content-Type': 'application/json', [K]: document.getElementById('the').value}, body: JSON.stringify({loai: t.loai, so: t.so})});"
            " khung.innerHTML = await r.text(); };"
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        rows = "".join(f'<tr data-so="{p.id}" data-loai="k{p.id % 2}"><td>{p.code}</td><td><em>{p.name}</em></td></tr>' for p in TWELVE)
        hidden = f'<input type="hidden" id="the" name="__RequestVerificationToken" value="{KEY}">'
        return listed(f"<table><tr><th>Mã</th><th>Tên thủ tục</th></tr>{rows}</table>{hidden}")
    if asked.path == "/thutuc/noidung":
        if asked.method != "POST" or asked.headers.get("requestverificationtoken") != KEY:
            return (400, "text/html; charset=utf-8", "<p>Yêu cầu không hợp lệ</p>")
        told = json.loads(asked.body)
        p = BY_ID[int(told["so"])]
        return detail_dl(p, handing_on(p)) if told["loai"] == f"k{p.id % 2}" else None
    return front(asked)


def handing_on(p: Made) -> str:
    return f'<form method="post" action="/ho-so/moi"><input type="hidden" name="ma" value="{p.id}"><button>Nộp hồ sơ trực tuyến</button></form>'


# What only the code of the portal knows: which of the values is what, and under which words it stands.
DRAWS = (
    "const ve = v => { khung.replaceChildren(); for (const [t, n] of [['h3', v[0]], ...L.flatMap((l, i) => [['h4', l], ['p', v[i + 1]]])])"
    " khung.append(Object.assign(document.createElement(t), {textContent: n})); khung.insertAdjacentHTML('beforeend', F.replace('#', v[9])); };"
    "const L = ['Trình tự thực hiện', 'Thành phần hồ sơ', 'Thời hạn giải quyết', 'Kết quả thực hiện', 'Phí, lệ phí', 'Mức độ'];"
    f"const F = `{handing_on(TWELVE[0]).replace(str(TWELVE[0].id), '#')}`;"
)


def values(p: Made) -> list[object]:
    return [p.name, f"Nộp tại {p.agency}", "Đơn đề nghị", "15 ngày", "Giấy phép", "Không", p.level, "", "", p.id]


def drawn_answer(asked: Asked) -> Reply | None:
    """Answers without names: a list of values that the page's script writes into a panel beside the list."""
    if asked.path == "/ung-dung.js":
        return js(
            DRAWS
            + "document.querySelector('ol').addEventListener('click', e => { const b = e.target.closest('[data-a]'); if (b) fetch('/xem-thutuc', {method: 'POST', body: new URLSearchParams({a: b.dataset.a})}).then(r => r.json()).then(ve); });"
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        rows = "".join(f'<li><strong data-a="{p.id}">{p.name}</strong> <i>{p.code}</i></li>' for p in TWELVE)
        return listed(f"<ol>{rows}</ol>")
    if asked.path == "/xem-thutuc":
        return data(values(BY_ID[int(asked.form["a"])])) if asked.method == "POST" else (405, "text/html", "<p>405</p>")
    return front(asked)


def from_the_page(asked: Asked) -> Reply | None:
    """Nothing is asked for: what a press shows is made of what the code has."""
    if asked.path == "/ung-dung.js":
        kept = json.dumps({str(p.id): values(p) for p in TWELVE}, ensure_ascii=False)
        return js(
            f"{DRAWS} const kho = new Map(Object.entries({kept})); document.querySelectorAll('dt').forEach(a => a.onclick = () => ve(kho.get(a.dataset.viec)));"
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        return listed("".join(f'<dl><dt data-viec="{p.id}">{p.name}</dt><dd>{p.code}</dd></dl>' for p in TWELVE))
    return front(asked)


def behind_tabs(asked: Asked) -> Reply | None:
    """Fields as tabs that keep their rows as data; only the first one's are drawn, the others have few."""
    groups = {"Hộ tịch": TWELVE[:7], "Đất đai": TWELVE[7:9], "Y tế": TWELVE[9:11], "Du lịch": TWELVE[11:]}
    if asked.path == "/ung-dung.js":
        return js(
            DRAWS
            + "const cho = document.getElementById('cho'), mo = b => { cho.replaceChildren(...JSON.parse(b.dataset.viec).map(v => { const d = document.createElement('div'); d.innerHTML = `<q>${v.ten}</q><small>Mã số: ${v.ma}</small>`;"
            " d.firstChild.onclick = () => fetch('/xem-thutuc', {method: 'POST', body: new URLSearchParams({a: v.id})}).then(r => r.json()).then(ve); return d; })); };"
            "document.querySelectorAll('button[data-viec]').forEach(b => b.onclick = () => mo(b)); mo(document.querySelector('button[data-viec]'));"
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        rows = {name: json.dumps([{"id": p.id, "ten": p.name, "ma": p.code} for p in members]) for name, members in groups.items()}
        return listed("".join(f'<button data-viec="{escape(said)}">{name}</button>' for name, said in rows.items()) + "<div id=cho></div>")
    return drawn_answer(asked)


def turned_in_place(asked: Asked) -> Reply | None:
    """Tiers over a list that a script asks for by POST, in parts behind numbers that are closures, and a window that only the script fills."""
    tiers = {"t": TWELVE[:8], "h": TWELVE[8:]}
    if asked.path == "/ung-dung.js":
        return js(
            DRAWS
            + "let c = 't', n = 1; const gui = (d, o) => fetch(d, {method: 'POST', body: new URLSearchParams(o)}).then(r => r.json());"
            "const tai = () => gui('/tra-cuu-thutuc', {cap: c, trang: n}).then(d => { cho.replaceChildren(...d.muc.map(v => { const l = document.createElement('article'), b = l.appendChild(document.createElement('b')); b.textContent = v.ten;"
            " l.append(` Mã số: ${v.ma}`); b.onclick = () => gui('/xem-thutuc', {a: v.id}).then(ve); return l; }));"
            " so.replaceChildren(...Array.from({length: Math.ceil(d.tong / 3)}, (_, i) => { const b = document.createElement('button'); b.textContent = i + 1; b.onclick = () => { n = i + 1; tai(); }; return b; })); });"
            "[...cap.children].forEach((l, i) => l.onclick = () => { c = 'th'[i]; n = 1; tai(); }); tai();"
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        return listed(
            "<ul id=cap><li>Cấp tỉnh</li><li>Cấp huyện</li></ul><div id=cho></div><p id=so></p>", more="<style>#khung{color:#000}</style>"
        ).replace("<section id=khung>", "<section id=khung role=dialog>")
    if asked.path == "/tra-cuu-thutuc":
        if asked.method != "POST":
            return (405, "text/html", "<p>405</p>")
        members, first = tiers[asked.form["cap"]], 3 * int(asked.form["trang"]) - 3
        rows = [{"id": p.id, "ten": p.name, "ma": p.code} for p in members[first : first + 3]]
        return (200, "text/html; charset=utf-8", json.dumps({"tong": len(members), "muc": rows}))
    return drawn_answer(asked)


@pytest.mark.browser
def test_what_two_presses_send_is_sent_for_the_others() -> None:
    found = read_drawn(posted_part)
    assert_all(found, TWELVE, most=2.5)
    assert found.report.coverage.complete
    assert sum(ask.method == "POST" for ask in found.fetcher.asked) >= len(TWELVE) - 2
    assert handed_on(found)


@pytest.mark.browser
@pytest.mark.parametrize("portal", [drawn_answer, from_the_page, behind_tabs])
def test_what_only_the_page_can_draw_is_read_when_its_row_is_pressed(portal: object) -> None:
    found = read_drawn(portal)  # type: ignore[arg-type]
    assert_all(found, TWELVE, most=2.5)
    assert found.report.coverage.complete
    assert {entry.declared.value for entry in found.sink.entries} == {"toan-trinh", "mot-phan", "cung-cap-thong-tin"}
    assert handed_on(found)


def opened_by_one_call(asked: Asked) -> Reply | None:
    """Every entry calls the same, each is filled by two answers, and the agency stands in brackets behind the name; one name has two."""
    twin = replace(TWELVE[1], id=9901, code="", agency="Chi cục Thủy lợi")
    held = [*TWELVE[:5], twin, TWELVE[5]]
    if asked.path == "/ung-dung.js":
        return js(
            "function mo(o) { const h = o.parentElement.querySelector('.trong'); if (h.firstChild) return; const so = o.parentElement.dataset.viec;"
            " Promise.all(['a', 'b'].map(p => fetch(['', 'manh', p, so].join('/')).then(r => r.text()))).then(t => h.innerHTML = t.join('')); }"
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        page = asked.number("to", 1)
        rows = "".join(
            f'<div class=muc data-viec="{p.id}"><p onclick="mo(this)">▹ <b>{p.name}</b> <i>({p.agency})</i></p><div class=trong></div></div>'
            for p in held[page * 4 - 4 : page * 4]
        )
        return listed(f"<p>Có {len(held)} thủ tục</p>{rows}<p>{' '.join(f'<a href=?to={n}>{n}</a>' for n in (1, 2))}</p>")
    part, _, ident = asked.path.removeprefix("/manh/").partition("/")
    if part in ("a", "b") and ident:
        p = next(p for p in held if p.id == int(ident))
        facts = {
            "a": (("Mức độ", p.level), ("Cơ quan giải quyết", p.agency), ("Trình tự thực hiện", "Nộp đơn, chờ xét")),
            "b": (("Thành phần hồ sơ", "Đơn đề nghị"), ("Thời hạn giải quyết", "9 ngày"), ("Lệ phí", "Không")),
        }
        return (200, "text/html; charset=utf-8", "".join(f"<dl><dt>{label}</dt><dd>{value}</dd></dl>" for label, value in facts[part]))
    return front(asked)


@pytest.mark.browser
def test_of_rows_that_all_call_the_same_each_is_pressed_at_its_own_name() -> None:
    found = read_drawn(opened_by_one_call)
    named = sorted((entry.name, entry.agency) for entry in found.sink.entries)
    assert named == sorted([*((p.name, p.agency) for p in TWELVE[:6]), (TWELVE[1].name, "Chi cục Thủy lợi")])
    assert found.report.coverage.complete and found.report.coverage.read == 7
    levels = {p.name: p.level for p in TWELVE[:6]}
    assert {entry.name: entry.declared.text for entry in found.sink.entries} == levels


@pytest.mark.browser
def test_rows_behind_tiers_and_numbers_that_turn_in_place_are_pressed() -> None:
    found = read_drawn(turned_in_place)
    assert_all(found, TWELVE, most=4)
    assert found.report.coverage.complete
    assert handed_on(found)


def handed_on(found: Found) -> bool:
    """Whether the form that hands a procedure's own number on counts as its way to apply; nothing is sent by it."""
    sent = [asked for asked in found.served.asked if asked.path.startswith("/ho-so")]
    return not sent and {entry.features.submission for entry in found.sink.entries} == {Submission.GATE}


def test_without_a_browser_they_are_unread_and_said_to_be() -> None:
    found = read_made(drawn_answer)
    assert len(found.names) == len(TWELVE)
    assert not found.report.coverage.complete
    assert any("no way to the pages of 12" in warning for warning in found.report.warnings)


def signed(asked: Asked) -> Reply | None:
    """A tree whose script writes its signs and numbers into the names; the last nodes show a part of the page, by closures that nobody can read."""
    fields = sorted({p.field for p in TWELVE})
    if asked.path == "/ung-dung.js":
        return js(
            "const hoi = (...v) => fetch(['', 'cay', ...v].join('/')); const cay = (o, v) => hoi('nut', v).then(r => r.json()).then(d => d.muc.forEach(n => { const p = document.createElement('div'), b = p.appendChild(document.createElement('span'));"
            " b.textContent = n.so ? `▸ ${n.ten} (${n.so})` : `• ${n.ten}`; o.append(p); b.onclick = async () => { if (!n.so) { khung.innerHTML = await (await hoi('xem', n.id)).text(); return; } b.textContent = b.textContent.replace('▸', '▾'); cay(p.appendChild(document.createElement('div')), n.id); }; }));"
            "cay(document.getElementById('goc'), 'r');"
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        return listed("<div id=goc></div>")
    head, _, ident = asked.path.rpartition("/")
    if head == "/cay/nut":
        if ident == "r":
            agencies = ("Sở Tư pháp", "Sở Y tế")
            return data({"muc": [{"id": f"c{i}", "ten": a, "so": 2} for i, a in enumerate(agencies)]})
        if ident[:1] == "c":
            return data({"muc": [{"id": f"l{i}", "ten": f, "so": 3} for i, f in enumerate(fields) if i % 2 == int(ident[1:])]})
        here = [p for p in TWELVE if ident[:1] == "l" and p.field == fields[int(ident[1:])]]
        return data({"muc": [{"id": p.id, "ten": p.name, "so": 0} for p in here]})
    if head == "/cay/xem" and ident.isdigit():
        return detail_heads(BY_ID[int(ident)])
    return front(asked)


@pytest.mark.browser
def test_the_signs_that_a_tree_writes_into_its_names_are_no_part_of_them() -> None:
    found = read_drawn(signed)
    assert_all(found, TWELVE, most=3.5)
    assert found.report.coverage.complete
    assert {entry.level is not None for entry in found.sink.entries} == {True}


def test_a_new_line_that_begins_like_the_one_behind_it_is_told_apart() -> None:
    page = "<html><body><ul><li>Cấp đổi</li></ul><section>{}</section><footer>Cơ quan chủ quản: UBND</footer></body></html>"
    part = changed_part(page.format(""), page.format("<h3>Cơ sở</h3><p>Cấp đổi</p><p>Có</p>"), "https://dvc.example.vn/")
    assert part is not None
    assert part.endswith("<section><h3>Cơ sở</h3><p>Cấp đổi</p><p>Có</p></section>")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("+ Đất đai", "Đất đai"),
        ("▸ Đất đai (12)", "Đất đai"),
        ("[-] Sở Y tế", "Sở Y tế"),
        ("Sở Y tế [3] ▾", "Sở Y tế"),
        ("(Cấp tỉnh) Cấp giấy phép", "(Cấp tỉnh) Cấp giấy phép"),
        ("Cấp lại giấy phép (lần 2)", "Cấp lại giấy phép (lần 2)"),
        ("+", "+"),
        ("Đất đai", "Đất đai"),
    ],
)
def test_a_label_without_its_signs(said: str, name: str) -> None:
    assert without_signs(said) == name
