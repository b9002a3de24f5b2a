# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Lists that a portal sends in answer to a form only, and whose rows only a script opens, with tabs that it fills when they are pressed."""

from __future__ import annotations

import json

import pytest

from classifier.model import Forms, Submission
from tests.crawler.reader.asking.test_scripts import js, read_drawn
from tests.crawler.reader.made import Asked, Reply, made, shell
from tests.crawler.reader.paging.test_paging import MENU
from tests.crawler.reader.reading import assert_all
from tests.crawler.reader.trees.test_branches import front

TWELVE = made(12)
BY_ID = {str(p.id): p for p in TWELVE}
AGENCIES = sorted({p.agency for p in TWELVE})

# A window over the list: what one reads first comes with the press, what stands under the other tabs when they are pressed.
WINDOW = (
    "const cua = document.getElementById('cua-so'), lay = (k, p) => fetch(`/xem-thutuc?phan=${p}&khoa=${k}`).then(r => r.json());"
    "const ve = (o, v) => { for (const [n, t] of v) { const d = document.createElement('p'); d.innerHTML = `<b>${n}:</b> ${t}`; o.append(d); } };"
    "const mo = async k => { const d = await lay(k, 0); cua.innerHTML = `<h3>${d.ten}</h3><div><button>Thông tin chung</button><button>Biểu mẫu</button><button>Nộp trực tuyến</button></div><section></section><section hidden></section><section hidden></section>`;"
    " const o = cua.querySelectorAll('section'); ve(o[0], d.muc);"
    " cua.querySelectorAll('button').forEach((b, i) => b.onclick = async () => { o.forEach((x, j) => x.hidden = i !== j); if (!i || o[i].firstChild) return;"
    " const d = await lay(k, i); if (i === 1) o[i].innerHTML = d.map(t => `<p><a href=/tai/${t}.docx>Mẫu đơn số ${t}</a></p>`).join('');"
    " else { const n = document.createElement('button'); n.textContent = 'Nộp hồ sơ trực tuyến'; n.onclick = () => { location.href = `/ho-so/moi?viec=${k}`; }; o[i].append(n); } }); };"
    "document.querySelectorAll('[data-khoa]').forEach(d => d.onclick = () => mo(d.dataset.khoa));"
)


def window(asked: Asked) -> Reply | None:
    p = BY_ID.get(asked.query.get("khoa", ""))
    if asked.path == "/ho-so/moi":
        return shell(
            '<form method="post"><label>Tên đăng nhập <input name="u"></label><label>Mật khẩu <input type="password" name="p"></label><button>Đăng nhập</button></form>'
        )
    if asked.path.startswith("/tai/"):
        return (200, "application/octet-stream", "PK\x03\x04")
    if asked.path != "/xem-thutuc" or p is None:
        return front(asked)
    first = [
        ("Trình tự thực hiện", f"Nộp tại {p.agency}"),
        ("Thành phần hồ sơ", "Đơn đề nghị theo mẫu"),
        ("Thời hạn giải quyết", "15 ngày"),
        ("Kết quả thực hiện", "Giấy phép"),
        ("Mã thủ tục", p.code),
    ]
    told = {"0": {"ten": p.name, "muc": first}, "1": [p.id], "2": {}}[asked.query["phan"]]
    return (200, "application/json; charset=utf-8", json.dumps(told, ensure_ascii=False))


def by_form(asked: Asked) -> Reply | None:
    """One chooses an agency and presses a button, which sends a form; the address alone shows the form again."""
    if asked.path == "/ung-dung.js":
        return js(WINDOW)
    if asked.path != "/thu-tuc-hanh-chinh":
        return window(asked)
    chosen = asked.form.get("coquan") if asked.method == "POST" else None
    options = "<option value=''>-- Chọn --</option>" + "".join(f"<option value='{i}'>{name}</option>" for i, name in enumerate(AGENCIES))
    rows = "".join(
        f'<tr data-khoa="{p.id}"><td>{p.code}</td><td>{p.name}</td></tr>' for p in TWELVE if chosen and AGENCIES[int(chosen)] == p.agency
    )
    form = f'<form method="post" action="/thu-tuc-hanh-chinh"><select name="coquan">{options}</select><button name="xem" value="1">Xem danh sách</button></form>'
    return shell(
        f'<h2>Danh sách thủ tục hành chính</h2>{form}<table><tr><th>Mã</th><th>Tên thủ tục</th></tr>{rows}</table><div id="cua-so"></div><script src="/ung-dung.js"></script>',
        menu=MENU,
    )


@pytest.mark.browser
def test_rows_of_a_sent_list_are_pressed_and_their_tabs_opened() -> None:
    found = read_drawn(by_form)
    assert_all(found, TWELVE, most=9)
    assert found.report.coverage.complete
    assert all(entry.url.endswith(f"/thu-tuc-hanh-chinh#{p.id}") for p in TWELVE for entry in found.sink.entries if entry.name == p.name)
    assert {(entry.features.submission, entry.features.forms) for entry in found.sink.entries} == {(Submission.GATE, Forms.YES)}


# The same window behind a grid: agencies in a column open their fields' lists, XML in parts of three; a press only marks a row.
GRID = (
    "let dau = 0, nut = '', chon = null; const than = document.getElementById('than'), xem = document.getElementById('xem'), tiep = document.getElementById('tiep');"
    "const nap = async () => { const r = await fetch('/ds-thutuc', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: `nhom=${nut}&start=${dau}&limit=3`});"
    " const x = new DOMParser().parseFromString(await r.text(), 'text/xml'); than.replaceChildren(); chon = null; if (xem) xem.disabled = true; tiep.disabled = dau + 3 >= +x.documentElement.getAttribute('total');"
    " for (const d of x.querySelectorAll('dong')) { const h = document.createElement('div'), o = document.createElement('div'); h.className = 'hang'; o.textContent = d.querySelector('TenThuTuc').textContent; h.append(o); than.append(h);"
    " h.onclick = () => { than.querySelectorAll('.hang').forEach(e => e.classList.remove('dam')); h.classList.add('dam'); chon = d.getAttribute('so'); if (xem) xem.disabled = false; };"
    " if (!xem) h.ondblclick = () => mo(d.getAttribute('so')); } };"
    "fetch('/cay').then(r => r.text()).then(t => { for (const n of eval(t)) { const d = document.createElement('li'); d.textContent = n.ten; d.onclick = () => { nut = n.ma; dau = 0; nap(); }; document.getElementById('cay').append(d); } });"
    "if (xem) xem.onclick = () => mo(chon); tiep.onclick = () => { dau += 3; nap(); };"
)


def grid(asked: Asked, button: str) -> Reply | None:
    if asked.path == "/ung-dung.js":
        return js(WINDOW + GRID)
    if asked.path == "/thu-tuc-hanh-chinh":
        return shell(
            f'<h2>Thủ tục hành chính</h2><ul id="cay"></ul><div>{button}</div><div id="than"></div><button id="tiep" disabled>Trang sau</button><div id="cua-so"></div><script src="/ung-dung.js"></script>',
            menu=MENU,
        )
    if asked.path == "/cay":
        return (200, "text/html; charset=utf-8", "[" + ",".join(f"{{ma:'n{i}',ten:'{name}'}}" for i, name in enumerate(AGENCIES)) + "]")
    if asked.path == "/ds-thutuc" and asked.method == "POST":
        own = [p for p in TWELVE if f"n{AGENCIES.index(p.agency)}" == asked.form.get("nhom")]
        start = asked.number("start", 0)
        rows = "".join(
            f'<dong so="{p.id}"><TenThuTuc><![CDATA[{p.name}]]></TenThuTuc><MaThuTuc>{p.code}</MaThuTuc></dong>'
            for p in own[start : start + 3]
        )
        return (200, "text/xml; charset=utf-8", f'<?xml version="1.0"?><ds total="{len(own)}">{rows}</ds>')
    return window(asked)


def by_button(asked: Asked) -> Reply | None:
    return grid(asked, '<button id="xem" disabled>Xem chi tiết</button>')


def by_pressing_twice(asked: Asked) -> Reply | None:
    return grid(asked, "")


@pytest.mark.browser
@pytest.mark.parametrize("portal", [by_button, by_pressing_twice])
def test_rows_that_a_press_only_marks_are_opened(portal: object) -> None:
    found = read_drawn(portal)  # type: ignore[arg-type]
    assert_all(found, TWELVE, most=9)
    assert found.report.coverage.complete
    assert {(entry.features.submission, entry.features.forms) for entry in found.sink.entries} == {(Submission.GATE, Forms.YES)}
