# ruff: noqa: E501 - the pages and scripts of the invented portals are easier to compare when each stands on one line
"""Tables that a script library fills page by page from the server: the parameters, envelopes and rows of the usual ones, to their last page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.crawler.reader.asking.test_scripts import data, js, read_drawn
from tests.crawler.reader.made import Answering, Asked, Made, Reply, detail_dl, detail_table, made, shell
from tests.crawler.reader.reading import assert_all

pytestmark = pytest.mark.browser

PROCEDURES = made(23)
BY_ID = {p.id: p for p in PROCEDURES}
MENU = '<a href="/thu-tuc">Thủ tục hành chính</a>'
SIZE = 10  # the most that the servers give at once
KEY = "CfDJ8Nq2-vtX_71aa"

# What all of the libraries do: ask, write rows, write a pager without addresses, ask again when a number is pressed.
LIBRARY = """
function luoi(o) { const bang = document.getElementById(o.bang), so = document.createElement('div'); so.className = 'so-trang'; bang.after(so); let trang = 0;
 async function lay() { const d = o.doc(await (await o.hoi(trang)).json());
  bang.tBodies[0].innerHTML = d.dong.map(h => '<tr>' + h.map(c => '<td>' + c + '</td>').join('') + '</tr>').join('');
  const n = Math.ceil(d.tong / 10); so.innerHTML = '<p>Hiển thị ' + (trang * 10 + 1) + ' - ' + Math.min(d.tong, trang * 10 + 10) + ' / ' + d.tong + ' bản ghi</p>' + Array.from({length: n}, (_, i) => '<a href="#" class="so' + (i === trang ? ' dang' : '') + '">' + (i + 1) + '</a>').join(' '); }
 so.addEventListener('click', e => { if (e.target.matches('a')) { e.preventDefault(); trang = +e.target.textContent - 1; lay(); } }); lay(); }
"""


def heads(*names: str) -> str:
    return f'<table id="luoi"><thead><tr>{"".join(f"<th>{name}</th>" for name in names)}</tr></thead><tbody></tbody></table>'


def portal(table: str, code: str, rows: Callable[[Asked], Any], detail: Callable[[Asked], Reply | None]) -> Answering:
    """A front page, a page with an empty table, the library in a file, and what it asks for."""

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("<h2>Kính chào quý khách</h2><p>Trang của tỉnh.</p>", menu=MENU)
        if asked.path == "/thu-tuc":
            return shell(f"<h1>Tra cứu thủ tục</h1>{table}<script src='/lib/luoi.min.js'></script><script>{code}</script>", menu=MENU)
        if asked.path == "/lib/luoi.min.js":
            return js(LIBRARY)
        if asked.path.startswith("/dich-vu/luoi"):
            return rows(asked)
        return detail(asked)

    return answer


def by_address(head: str) -> Callable[[Asked], Reply | None]:
    def page(asked: Asked) -> Reply | None:
        ident = asked.query.get("id", asked.path.rpartition("/")[2])
        p = BY_ID.get(int(ident)) if ident.isdigit() and asked.path.startswith(head) else None
        return shell(detail_table(p), menu=MENU) if p else None

    return page


def cut(start: int, size: int) -> list[Made]:
    return PROCEDURES[start : start + min(max(size, 1), SIZE)]


def strings() -> Answering:
    """A form-encoded POST with a token from a hidden field; arrays of strings, the first one the number, the link in the last cell."""
    code = (
        "luoi({bang: 'luoi', doc: r => ({tong: r.recordsFiltered, dong: r.data}), hoi: t => { const d = new URLSearchParams(); d.set('draw', t + 1);"
        " for (let i = 0; i < 5; i++) { d.set(`columns[${i}][data]`, i); d.set(`columns[${i}][name]`, ''); d.set(`columns[${i}][searchable]`, 'true'); d.set(`columns[${i}][search][value]`, ''); }"
        " d.set('order[0][column]', 0); d.set('order[0][dir]', 'asc'); d.set('start', t * 10); d.set('length', 10); d.set('search[value]', ''); d.set('search[regex]', 'false');"
        " d.set('__RequestVerificationToken', document.querySelector('[name=__RequestVerificationToken]').value);"
        " return fetch('/dich-vu/luoi/LayDanhSach', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8', 'X-Requested-With': 'XMLHttpRequest'}, body: d.toString()}); }});"
    )

    def rows(asked: Asked) -> Reply:
        if asked.method != "POST" or asked.form.get("__RequestVerificationToken") != KEY:
            return 400, "text/html", "<h1>Bad Request</h1>"
        start = asked.number("start", 0)
        lines = [
            [
                str(start + i + 1),
                p.code,
                p.name,
                p.agency,
                f'<a class="btn" href="/tthc/xem/{p.id}" title="Xem"><i class="fa fa-eye"></i></a>',
            ]
            for i, p in enumerate(cut(start, asked.number("length", SIZE)))
        ]
        return data({"draw": asked.number("draw", 0), "recordsTotal": 23, "recordsFiltered": 23, "data": lines})

    token = f'<form id="an"><input name="__RequestVerificationToken" type="hidden" value="{KEY}"></form>'
    return portal(token + heads("STT", "Mã", "Tên", "Đơn vị", ""), code, rows, by_address("/tthc/xem/"))


def rendered() -> Answering:
    """The parameters and the envelope of the library's first versions; objects, whose link a function of the page makes."""
    code = (
        "const cot = [{mDataProp: 'SoTT'}, {mDataProp: 'MaSo'}, {mDataProp: 'Ten', mRender: function (d, kieu, row) { return '<a href=\"/tthc/chi-tiet/' + row.Id + '\">' + d + '</a>'; }}, {mDataProp: 'Cap'}];"
        " luoi({bang: 'luoi', doc: r => ({tong: r.iTotalDisplayRecords, dong: r.aaData.map(b => cot.map(c => c.mRender ? c.mRender(b[c.mDataProp], 'display', b) : b[c.mDataProp]))}),"
        " hoi: t => fetch('/dich-vu/luoi.ashx?sEcho=' + (t + 1) + '&iColumns=4&sColumns=&iDisplayStart=' + t * 10 + '&iDisplayLength=10&mDataProp_0=SoTT&mDataProp_1=MaSo&mDataProp_2=Ten&mDataProp_3=Cap&sSearch=&bRegex=false&iSortCol_0=0&sSortDir_0=asc&iSortingCols=1&_=' + Date.now())});"
    )

    def rows(asked: Asked) -> Reply:
        start = asked.number("iDisplayStart", 0)
        lines = [
            {"SoTT": start + i + 1, "Id": p.id, "MaSo": p.code, "Ten": p.name, "Cap": "Cấp tỉnh"}
            for i, p in enumerate(cut(start, asked.number("iDisplayLength", SIZE)))
        ]
        return data({"sEcho": asked.query.get("sEcho"), "iTotalRecords": 23, "iTotalDisplayRecords": 23, "aaData": lines})

    return portal(heads("TT", "Mã số", "Tên thủ tục", "Cấp"), code, rows, by_address("/tthc/chi-tiet/"))


WINDOW = '<div id="hop" style="display:none"><h4 id="hop-ten"></h4><div id="hop-than"></div></div>'


def cells() -> Answering:
    """Rows of an id and cells, "page" and "rows" in a POST; a press on the name fetches the procedure into a box of the page."""
    code = (
        "function xemThuTuc(id) { fetch('/tthc/mot?id=' + id, {headers: {'X-Requested-With': 'XMLHttpRequest'}}).then(r => r.text()).then(h => { document.getElementById('hop-than').innerHTML = h; document.getElementById('hop').style.display = 'block'; }); }"
        " luoi({bang: 'luoi', doc: r => ({tong: r.records, dong: r.rows.map(h => [h.cell[0], '<a href=\"javascript:void(0)\" onclick=\"xemThuTuc(' + h.id + ')\">' + h.cell[1] + '</a>', h.cell[2], h.cell[3]])}),"
        " hoi: t => fetch('/dich-vu/luoi/danhsach', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: '_search=false&nd=' + Date.now() + '&rows=10&page=' + (t + 1) + '&sidx=Ma&sord=asc'})});"
    )

    def rows(asked: Asked) -> Reply:
        page = asked.number("page", 1)
        lines = [{"id": p.id, "cell": [p.code, p.name, p.field, p.level]} for p in cut((page - 1) * SIZE, asked.number("rows", SIZE))]
        return data({"page": page, "total": 3, "records": 23, "rows": lines})

    def detail(asked: Asked) -> Reply | None:
        p = BY_ID.get(asked.number("id", 0)) if asked.path == "/tthc/mot" else None
        return detail_dl(p) if p else None

    return portal(heads("Mã", "Tên thủ tục", "Lĩnh vực", "Mức độ") + WINDOW, code, rows, detail)


def taken() -> Answering:
    """ "take", "skip", "page" and "pageSize" at once, {"Data", "Total"}; a press opens the procedure in a window of its own."""
    code = (
        "function moCuaSo(ma) { window.open('/tthc/in/' + ma, 'chiTiet', 'width=900,height=700,scrollbars=yes'); }"
        " luoi({bang: 'luoi', doc: r => ({tong: r.Total, dong: r.Data.map(b => [b.MaThuTuc, '<span class=ten onclick=\"moCuaSo(' + b.ThuTucId + ')\">' + b.TenThuTuc + '</span>', b.TenCoQuan])}),"
        " hoi: t => fetch('/dich-vu/luoi/Read', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: 'sort=&take=10&skip=' + t * 10 + '&page=' + (t + 1) + '&pageSize=10&group=&filter='})});"
    )

    def rows(asked: Asked) -> Reply:
        start, page = asked.number("skip", 0), asked.number("page", 1)
        if start != (page - 1) * asked.number("pageSize", SIZE):
            return 500, "text/html", "<h1>Server Error</h1>"
        found = [
            {"ThuTucId": p.id, "MaThuTuc": p.code, "TenThuTuc": p.name, "TenCoQuan": p.agency}
            for p in cut(start, asked.number("take", SIZE))
        ]
        return data({"Data": found, "Total": 23, "AggregateResults": None, "Errors": None})

    return portal(heads("Mã", "Tên", "Cơ quan"), code, rows, by_address("/tthc/in/"))


def guid(p: Made) -> str:
    return f"{p.id:08x}-3f1c-4a52-9b7e-{p.id * 7919:012x}"


BY_GUID = {guid(p): p for p in PROCEDURES}


def by_guid(head: str) -> Callable[[Asked], Reply | None]:
    def page(asked: Asked) -> Reply | None:
        p = BY_GUID.get(asked.query.get("id", asked.path.rpartition("/")[2])) if asked.path.startswith(head) else None
        return shell(detail_table(p), menu=MENU) if p else None

    return page


def pressed_rows() -> Answering:
    """Objects behind rows without a link: a listener of the table looks up the row's record and moves on; the id shows nowhere."""
    code = (
        "let dong = []; luoi({bang: 'luoi', doc: r => { dong = r.data; return {tong: r.recordsFiltered, dong: r.data.map((b, i) => [i + 1, b.maTTHC, b.tenTTHC, b.coQuan])}; },"
        " hoi: t => fetch('/dich-vu/luoi/ds?draw=' + (t + 1) + '&columns%5B0%5D%5Bdata%5D=stt&columns%5B1%5D%5Bdata%5D=maTTHC&columns%5B2%5D%5Bdata%5D=tenTTHC&order%5B0%5D%5Bcolumn%5D=1&order%5B0%5D%5Bdir%5D=asc&start=' + t * 10 + '&length=10&search%5Bvalue%5D=&search%5Bregex%5D=false')});"
        " document.querySelector('#luoi tbody').addEventListener('click', e => { const b = dong[e.target.closest('tr').rowIndex - 1]; location.href = '/tthc/' + b.id; });"
    )

    def rows(asked: Asked) -> Reply:
        found = cut(asked.number("start", 0), asked.number("length", SIZE))
        lines = [{"id": guid(p), "maTTHC": p.code, "tenTTHC": p.name, "coQuan": p.agency} for p in found]
        return data({"draw": asked.number("draw", 0), "recordsTotal": 23, "recordsFiltered": 23, "data": lines})

    return portal(heads("#", "Mã", "Tên", "Cơ quan"), code, rows, by_guid("/tthc/"))


def buttons() -> Answering:
    """A button in the last cell of strings, with the id in its data, for which the page listens; the name is plain words."""
    code = (
        "luoi({bang: 'luoi', doc: r => ({tong: r.recordsFiltered, dong: r.data}), hoi: t => fetch('/dich-vu/luoi/tai', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'}, body: `draw=${t + 1}&start=${t * 10}&length=10&search%5Bvalue%5D=&search%5Bregex%5D=false&linhVuc=`})});"
        " document.addEventListener('click', e => { const nut = e.target.closest('.nut-xem'); if (nut) location.href = '/tthc/xem?id=' + nut.dataset.id; });"
    )

    def rows(asked: Asked) -> Reply:
        found = cut(asked.number("start", 0), asked.number("length", SIZE))
        lines = [[p.name, p.agency, p.level, f'<button type="button" class="nut-xem" data-id="{guid(p)}">Xem</button>'] for p in found]
        return data({"draw": asked.number("draw", 0), "recordsTotal": 23, "recordsFiltered": 23, "data": lines})

    return portal(heads("Tên thủ tục", "Đơn vị", "Mức độ", "Thao tác"), code, rows, by_guid("/tthc/xem"))


def framed_window() -> Answering:
    """A service method's JSON in an envelope and as a question; a press opens a window on the page with a frame in it."""
    code = (
        "function moCuaSo(id) { document.getElementById('hop-than').innerHTML = '<iframe src=\"/tthc/khung?id=' + id + '\" width=\"100%\"></iframe>'; document.getElementById('hop').style.display = 'block'; return false; }"
        " luoi({bang: 'luoi', doc: r => ({tong: r.d.Total, dong: r.d.Data.map(b => [b.Ma, '<a href=\"#\" onclick=\"return moCuaSo(\\'' + b.Id + '\\')\">' + b.Ten + '</a>', b.CoQuan])}),"
        " hoi: t => fetch('/dich-vu/luoi.asmx/LayThuTuc', {method: 'POST', headers: {'Content-Type': 'application/json; charset=utf-8'}, body: JSON.stringify({take: 10, skip: t * 10, page: t + 1, pageSize: 10, sort: [], filter: null})})});"
    )

    def rows(asked: Asked) -> Reply:
        sent = json.loads(asked.body)
        found = [{"Id": guid(p), "Ma": p.code, "Ten": p.name, "CoQuan": p.agency} for p in cut(sent["skip"], sent["take"])]
        return data({"d": {"__type": "KetQua", "Data": found, "Total": 23, "Aggregates": None}})

    def detail(asked: Asked) -> Reply | None:
        p = BY_GUID.get(asked.query.get("id", "")) if asked.path == "/tthc/khung" else None
        return f"<!doctype html><meta charset=utf-8><body>{detail_dl(p)}</body>" if p else None

    return portal(heads("Mã", "Tên", "Cơ quan") + WINDOW, code, rows, detail)


@pytest.mark.parametrize("make", [strings, rendered, cells, taken, pressed_rows, buttons, framed_window])
def test_tables_that_a_library_fills_from_the_server_are_read_to_their_last_page(make: Callable[[], Answering]) -> None:
    found = read_drawn(make())
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete
    by_name = {entry.name: entry for entry in found.sink.entries}
    assert {name: entry.agency for name, entry in by_name.items()} == {p.name: p.agency for p in PROCEDURES}
