# ruff: noqa: E501 - the invented portals are easier to read when each step stands on one line
"""Applications whose rows are no links and open a drawer, a dialog or a fold that a request with the record's id fills."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence

import pytest

from classifier.model import Submission
from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Asked, Made, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES
from tests.crawler.reader.reading import Found, assert_all

pytestmark = pytest.mark.browser

FEW = PROCEDURES[:14]
BY_MARK = {f"hs{p.id}": p for p in FEW}
WAYS = ("to-khai", "vao", "quay")  # an e-form, a log-in, the counter: by the record
BEHIND = {"to-khai": Submission.YES, "vao": Submission.GATE, "quay": Submission.NO}
SHELL = "<!doctype html><html lang=vi><head><meta charset=utf-8><title>Dịch vụ công</title></head><body><div id=ung></div><script src=/goi.js></script></body></html>"
BITS = """
const ung = document.getElementById('ung'), chu = s => { const i = document.createElement('i'); i.textContent = s; return i.innerHTML; };
const hoi = (d, o) => fetch(d, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(o)}).then(r => r.json());
const khung = h => { ung.innerHTML = '<header><a href="#/">Trang đầu</a> <a href="#/muc">Thủ tục hành chính</a></header><section id=giua>' + h + '</section><aside id=keo></aside>'; };
const viec = x => '<h4>' + chu(x.t) + '</h4><ul>' + [['Mã thủ tục', x.m], ['Cơ quan thực hiện', x.q], ['Mức độ', x.d], ['Trình tự thực hiện', 'Nộp tại quầy, chờ giấy hẹn'], ['Cách thức thực hiện', 'Trực tiếp'], ['Thành phần hồ sơ', 'Đơn đề nghị'], ['Thời hạn giải quyết', '7 ngày'], ['Phí, lệ phí', 'Không'], ['Kết quả thực hiện', 'Quyết định']].map(c => '<li><b>' + c[0] + ':</b> ' + chu(c[1]) + '</li>').join('') + '</ul>';
const don = t => '<h2>Khai đơn</h2><p>' + chu(t) + '</p><form>' + ['Họ và tên', 'Số căn cước', 'Ngày sinh', 'Nơi ở hiện nay', 'Nội dung đề nghị', 'Lý do đề nghị'].map((n, i) => '<p><label>' + n + ' <input name=o' + i + '></label></p>').join('') + '<button type=button>Chuyển đi</button></form>';
const cua = '<h2>Đăng nhập</h2><form><p><input placeholder="Tài khoản"></p><p><input type=password placeholder="Mật khẩu"></p><button type=button>Vào</button></form>';
"""


def way(p: Made) -> str:
    return WAYS[p.id % 3]


def brief(p: Made) -> dict[str, object]:
    return {"so": f"hs{p.id}", "t": p.name, "m": p.code}


def full(p: Made) -> dict[str, object]:
    return {**brief(p), "q": p.agency, "d": p.level, "huong": way(p)}


def place_in(mark: str | None) -> int:
    return int(base64.b64decode(mark).decode().rpartition("=")[2]) if mark else 0


def part(records: Sequence[Made], mark: str | None, most: int) -> dict[str, object]:
    """A part of a list that nothing counts; where it goes on, in base64."""
    start = place_in(mark)
    rest = start + most < len(records)
    return {
        "ds": [brief(p) for p in records[start : start + most]],
        "ke": base64.b64encode(f"o={start + most}".encode()).decode() if rest else None,
    }


def drawer(asked: Asked) -> Reply | None:
    """Hash routes: a press opens a drawer beside the list and puts the record into the address, which brings both up again."""
    if asked.path == "/goi.js":
        return js(
            BITS
            + "let co = [], ke = null; const them = () => hoi('/cua/tra-cuu', {chu: '', soLuong: 5, moc: ke}).then(d => { co = co.concat(d.ds); ke = d.ke;"
            " document.getElementById('cho').innerHTML = co.map(x => '<p class=o data-x=' + x.so + '><strong>' + chu(x.t) + '</strong><br><small>' + chu(x.m) + '</small></p>').join('') + (ke ? '<button id=nua>Xem thêm thủ tục</button>' : ''); });"
            "const mo = s => hoi('/cua/chi-tiet', {so: s}).then(x => { document.getElementById('keo').innerHTML = viec(x) + '<p><button data-di=' + x.huong + ' data-so=' + x.so + '>Bắt đầu</button></p>'; });"
            "const di = () => { const [, a, b] = location.hash.split('/'); if (a === 'muc') { khung('<h2>Các thủ tục</h2><div id=cho></div>'); co = []; ke = null; them().then(() => b && mo(b)); }"
            " else if (a === 'to-khai') hoi('/cua/chi-tiet', {so: b}).then(x => khung(don(x.t))); else if (a === 'vao') khung(cua); else khung('<h2>Kính chào</h2>'); };"
            "addEventListener('hashchange', di); addEventListener('click', e => { const o = e.target.closest('.o'), n = e.target.dataset; if (o) { history.replaceState(0, '', '#/muc/' + o.dataset.x); mo(o.dataset.x); }"
            " else if (e.target.id === 'nua') them(); else if (n.di === 'quay') { const b = document.createElement('p'); b.textContent = 'Thủ tục này chưa nhận qua mạng, mời đến bộ phận một cửa'; ung.append(b); } else if (n.di) location.hash = '#/' + n.di + '/' + n.so; }); di();"
        )
    if asked.path.startswith("/cua/"):
        told = json.loads(asked.body)
        if asked.path == "/cua/tra-cuu":
            return data(part(FEW, told["moc"], min(told["soLuong"], 8)))
        return data(full(BY_MARK[told["so"]]))
    return SHELL if asked.path == "/" else None


def submissions(found: Found) -> dict[str, Submission]:
    return {entry.name: entry.features.submission for entry in found.sink.entries}


def asked_for(found: Found) -> int:
    """The pages and data that the portal was asked for; the code comes with each page that is drawn."""
    return sum(not asked.path.endswith(".js") for asked in found.served.asked)


def test_rows_that_open_a_drawer_and_an_address_are_pressed_and_their_buttons_too() -> None:
    found = read_drawn(drawer)
    assert_all(found, FEW, most=3)
    assert found.report.coverage.complete
    assert submissions(found) == {p.name: BEHIND[way(p)] for p in FEW}
    assert all("#/muc/hs" in (entry.url or "") for entry in found.sink.entries)
    assert asked_for(found) <= 2.5 * len(FEW)


def dialog(asked: Asked) -> Reply | None:
    """Rows of a table without links or marks, as closures draw them; a press posts the id and draws a dialog over the page."""
    if asked.path == "/goi.js":
        return js(
            BITS + "const tao = (n, o, ...c) => { const e = Object.assign(document.createElement(n), o); e.append(...c); return e; };"
            "const mo = id => hoi('/rpc/procedure/get', {id}).then(x => { const nut = tao('button', {className: 'nut', type: 'button', onclick: () => { if (x.huong === 'quay') nut.after(tao('span', {className: 'bao'}, 'Hồ sơ chỉ nhận tại trung tâm hành chính công')); else { history.pushState(0, '', '/' + x.huong + '/' + id); ve(); } }}, 'Thực hiện');"
            " const hop = tao('div', {className: 'hop'}); hop.setAttribute('role', 'dialog'); hop.setAttribute('aria-modal', 'true'); hop.innerHTML = viec(x); hop.append(nut, tao('button', {onclick: () => man.remove()}, 'Đóng')); const man = tao('div', {className: 'man'}, hop); document.body.append(man); });"
            "let trang = 0; const tai = () => hoi('/rpc/procedure/query', {page: trang, size: 6}).then(d => { const b = tao('table', {}, tao('tr', {}, tao('th', {}, 'Mã'), tao('th', {}, 'Tên thủ tục')), ...d.ds.map(x => tao('tr', {onclick: () => mo(x.so)}, tao('td', {}, x.m), tao('td', {}, x.t))));"
            " const giua = document.getElementById('giua'); giua.replaceChildren(tao('h2', {}, 'Thủ tục hành chính'), b, tao('button', {disabled: !trang, onclick: () => { trang--; tai(); }}, '‹'), tao('button', {disabled: !d.con, onclick: () => { trang++; tai(); }}, '›')); });"
            "const ve = () => { const [, a, b] = location.pathname.split('/'); document.querySelectorAll('.man').forEach(m => m.remove()); khung(''); const giua = document.getElementById('giua'); if (a === 'thu-tuc') tai(); else if (a === 'to-khai') hoi('/rpc/procedure/get', {id: b}).then(x => { giua.innerHTML = don(x.t); }); else if (a === 'vao') giua.innerHTML = cua; else giua.innerHTML = '<h2>Kính chào</h2><a href=/thu-tuc>Tra cứu thủ tục hành chính</a>'; }; ve();"
        )
    if asked.path.startswith("/rpc/"):
        told = json.loads(asked.body)
        if asked.path.endswith("/query"):
            start, size = told["page"] * min(told["size"], 6), min(told["size"], 6)
            return data({"ds": [brief(p) for p in FEW[start : start + size]], "con": start + size < len(FEW)})
        return data(full(BY_MARK[told["id"]]))
    return SHELL if asked.path in {"/", "/thu-tuc"} or asked.path.startswith(("/to-khai/", "/vao/")) else None


def test_rows_of_a_table_that_open_a_dialog_are_pressed_and_their_buttons_too() -> None:
    found = read_drawn(dialog)
    assert_all(found, FEW, most=3)
    assert found.report.coverage.complete
    assert submissions(found) == {p.name: BEHIND[way(p)] for p in FEW}
    assert asked_for(found) <= 2.5 * len(FEW)


def fold(asked: Asked) -> Reply | None:
    """An accordion: a press on its head fetches the part that says it all and opens it; what was open closes."""
    if asked.path == "/gap.js":
        return js(
            "document.querySelectorAll('.dau').forEach(d => d.addEventListener('click', async () => { document.querySelectorAll('.than').forEach(t => { t.hidden = true; t.replaceChildren(); });"
            " const t = d.nextElementSibling; const r = await fetch('/manh/tthc', {method: 'POST', body: new URLSearchParams({ma: d.parentElement.id.slice(2)})}); t.innerHTML = await r.text(); t.hidden = false; d.setAttribute('aria-expanded', 'true'); }));"
        )
    if asked.path == "/thu-tuc-hanh-chinh":
        rows = "".join(
            f'<div class=muc id="m-{mark}"><h3 class=dau aria-expanded=false>{p.name}</h3><div class=than hidden></div></div>'
            for mark, p in BY_MARK.items()
        )
        return shell(f"<h2>Thủ tục hành chính</h2>{rows}<script src=/gap.js></script>", menu=MENU)
    if asked.path == "/manh/tthc":
        p = BY_MARK[asked.form["ma"]]
        leads = {"to-khai": f"/lam/{p.id}", "vao": f"/dang-nhap?ve=/lam/{p.id}"}.get(way(p))
        return detail_dl(p, f'<a href="{leads}">Nộp hồ sơ trực tuyến</a>' if leads else "")
    if asked.path.startswith("/lam/"):
        return shell(
            "<h2>Tờ khai</h2><form method=post>"
            + "".join(
                f"<p><label>{n} <input name=o{i}></label></p>"
                for i, n in enumerate(("Họ và tên", "Số căn cước", "Địa chỉ", "Nội dung đề nghị", "Lý do đề nghị"))
            )
            + "<button>Gửi</button></form>"
        )
    if asked.path == "/dang-nhap":
        return shell("<h2>Đăng nhập</h2><form method=post><input name=u><input type=password name=p><button>Vào</button></form>")
    return shell('<p>Kính chào quý khách</p><a href="/thu-tuc-hanh-chinh">Thủ tục hành chính</a>', menu=MENU) if asked.path == "/" else None


def test_folds_that_a_press_fetches_are_read_without_pressing_each() -> None:
    found = read_drawn(fold)
    assert_all(found, FEW, most=3)
    assert found.report.coverage.complete
    assert submissions(found) == {p.name: BEHIND[way(p)] for p in FEW}
    assert asked_for(found) <= 3 * len(FEW)
