"""Rows whose link is no link."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

import pytest

from tests.crawler.reader.made import NEWS, Answering, Asked, Made, Reply, detail_dl, detail_heads, detail_table, made, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, portal, table
from tests.crawler.reader.reading import assert_all, read_made

TWENTY = PROCEDURES[:20]


def rows_of(row: Callable[[Made], str], code: str = "", tail: str = "") -> Callable[[Asked], Reply]:
    def listing(asked: Asked) -> Reply:
        return shell(f"<p>Tìm thấy 20 kết quả</p>{table(TWENTY, row)}{tail}", menu=MENU, script=code)

    return listing


def onclick_location(p: Made) -> str:
    return f'<a href="#" onclick="location.href=\'/thu-tuc/{p.id}\'">{escape(p.name)}</a>'


def go_to_page(p: Made) -> str:
    return f'<a href="javascript:xemChiTiet({p.id})">{escape(p.name)}</a>'


def two_arguments(p: Made) -> str:
    return f"<span class=\"link\" onclick=\"mo('tthc','{p.id}')\">{escape(p.name)}</span>"


def data_id(p: Made) -> str:
    return f'<a class="ten" href="#" data-id="{p.id}">{escape(p.name)}</a>'


def empty_to(p: Made) -> str:
    return f'<a to="" data-row-key="{p.id}">{escape(p.name)}</a>'


CASES = {
    "onclick": rows_of(onclick_location),
    "function": rows_of(go_to_page, "function xemChiTiet(id){ var u = '/thu-tuc/' + id; document.location = u; }"),
    "two arguments": rows_of(two_arguments, "const mo = (loai, so) => { window.open(`/thu-tuc/${so}`, '_self'); };"),
    "delegated": rows_of(
        data_id, "$('a.ten').click(function(e){ e.preventDefault(); window.location.href = '/thu-tuc/' + $(this).data('id'); });"
    ),
    "dataset": rows_of(
        data_id,
        "document.querySelectorAll('[data-id]').forEach(el => el.onclick = () => { location.assign('/thu-tuc/' + el.dataset.id) });",
    ),
    "link elsewhere": rows_of(empty_to, tail=f'<aside><h3>Nổi bật</h3><a href="/thu-tuc/{TWENTY[3].id}">{TWENTY[3].name}</a></aside>'),
}


@pytest.mark.parametrize("name", CASES)
def test_reads_the_pages_behind_the_rows(name: str) -> None:
    draw = (detail_table, detail_dl, detail_heads)[list(CASES).index(name) % 3]
    assert_all(read_made(portal(CASES[name], draw=draw)), TWENTY, most=1.6)


def a_session_in_the_code_of_every_page(asked: Asked) -> Reply | None:
    """Two lists whose pages give one name two values: that of the session, which the address of every page carries."""
    place, _, session = asked.path.partition(";s=")
    if place in {"/a", "/b"}:
        some, own = (TWENTY[:10], "AA01") if place == "/a" else (TWENTY[10:], "BB02")
        code = f"var phien = ';s={own}'; function xem(n) {{ location.href = '/thu-tuc' + phien + '?so=' + n; }}"
        rows = "".join(f"<tr onclick=xem({p.id})><td>{escape(p.name)}<td>{p.code}<td>{p.level}</tr>" for p in some)
        heads = "<tr><th>Tên thủ tục<th>Mã số<th>Mức độ</tr>"
        return shell(f"<p>Tìm thấy 10 kết quả</p><table>{heads}{rows}</table>", script=code)
    if place == "/thu-tuc" and session == ("AA01" if BY_ID[asked.number("so", 0)] in TWENTY[:10] else "BB02"):
        return shell(detail_dl(BY_ID[asked.number("so", 0)]))
    return shell("<p><a href='/a'>Lĩnh vực Hộ tịch</a></p><p><a href='/b'>Lĩnh vực Đất đai</a></p>", menu=MENU) if place == "/" else None


def test_the_code_of_each_page_says_where_its_own_rows_lead() -> None:
    found = read_made(a_session_in_the_code_of_every_page)
    assert_all(found, TWENTY, most=1.3)
    assert found.report.coverage.read == len(TWENTY)


def test_a_dialog_that_is_fetched() -> None:
    code = (
        "function showPopup(id){ $.get('/popup/thu-tuc?id=' + id, function(h){ $('#modal .body').html(h); $('#modal').modal('show'); }); }"
    )

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/popup/thu-tuc":
            return detail_table(BY_ID[asked.number("id", 0)])
        return portal(rows_of(lambda p: f'<a href="#" onclick="showPopup({p.id})">{p.name}</a>', code))(asked)

    assert_all(read_made(answer), TWENTY, most=1.6)


def test_the_code_of_the_handler_is_in_a_file() -> None:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/js/site.js":
            return (200, "text/javascript", "function mo(ma){ window.location='/thu-tuc/'+ma; }")
        page = portal(rows_of(lambda p: f'<a href="#" onclick="mo({p.id})">{p.name}</a>'))(asked)
        return page.replace("</body>", '<script src="/js/site.js"></script></body>') if isinstance(page, str) else page

    assert_all(read_made(answer), TWENTY, most=1.6)


def test_a_button_in_the_row_fetches_a_fragment_whose_addresses_start_at_the_list() -> None:
    code = "function moKhung(so){ $('#khung').load('manh/noi-dung.jsp?so=' + so + '&luc=' + new Date().getTime()); }"
    heads = "<tr><td>Số TT</td><td>Tên dịch vụ công</td><td></td></tr>"

    def part(rows: list[Made]) -> str:
        lines = "".join(
            f'<tr><td>{i}</td><td><b>{p.name}</b></td><td><a href="javascript:;" onclick="moKhung(\'{p.id}\')">Chi tiết</a></td></tr>'
            for i, p in enumerate(rows, 1)
        )
        return f'<p class="mo" onclick="gap(this)">Nhóm {rows[0].field} ({len(rows)})</p><div><table>{heads}{lines}</table></div>'

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/chung.js":
            return (200, "application/javascript", code)
        if asked.path == "/manh/noi-dung.jsp" and asked.query.get("luc"):
            p = BY_ID[asked.number("so", 0)]
            return detail_dl(p, f'<a class="nut" href="to-khai.jsp?so={p.id}">Nộp hồ sơ trực tuyến</a>')
        if asked.path == "/to-khai.jsp":
            return shell(f'<h1>{BY_ID[asked.number("so", 0)].name}</h1><form method="post">{FIELDS}<button>Gửi hồ sơ</button></form>')
        if asked.path == "/thu-tuc-hanh-chinh":
            return shell(part(TWENTY[:9]) + part(TWENTY[9:]) + '<script src="/chung.js"></script>', menu=MENU)
        return portal(rows_of(onclick_location))(asked)

    found = read_made(answer)
    assert_all(found, TWENTY, most=1.6)
    assert {entry.features.submission for entry in found.sink.entries} == {"yes"}


FIELDS = "".join(
    f"<p><label>{words} <input name='o{i}'></label></p>"
    for i, words in enumerate(("Họ và tên", "Ngày sinh", "Số căn cước", "Nơi cư trú", "Nội dung đề nghị", "Lý do đề nghị"))
)


def test_a_page_is_preferred_to_the_data_behind_it() -> None:
    """Data show no buttons: where code both opens a page and asks for data of a row, the page is read."""
    code = "const lay = so => fetch('/api/chi-tiet-thu-tuc/' + so); function xem(o){ di('/thu-tuc/' + o.dataset.muc) }"

    def answer(asked: Asked) -> Reply | None:
        if asked.path.startswith("/api/"):
            p = BY_ID[int(asked.path.rpartition("/")[2])]
            return 200, "application/json", json.dumps({"ten": p.name, "ma": p.code, "trinhTu": "x", "lePhi": "0", "doiTuong": "x"})
        return portal(rows_of(lambda p: f'<b data-muc="{p.id}" onclick="xem(this)">{escape(p.name)}</b>', code))(asked)

    found = read_made(answer)
    assert_all(found, TWENTY, most=1.6)
    assert all("/thu-tuc/" in (entry.url or "") for entry in found.sink.entries)


def test_rows_without_any_page_are_judged_by_what_the_list_says() -> None:
    found = read_made(portal(rows_of(lambda p: escape(p.name))))
    assert sorted(found.names) == sorted(p.name for p in TWENTY)
    assert {entry.level for entry in found.sink.entries} == {None}
    assert {entry.declared.value for entry in found.sink.entries} == {"toan-trinh", "mot-phan", "cung-cap-thong-tin"}
    assert found.report.coverage.listed == 20


def test_one_long_page_holds_many_procedures() -> None:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu=MENU)
        if asked.path == "/thu-tuc-hanh-chinh":
            return shell("".join(f"<section>{detail_table(p)}</section>" for p in PROCEDURES[:6]), menu=MENU)
        return None

    found = read_made(answer)
    assert sorted(found.names) == sorted(p.name for p in PROCEDURES[:6])


def test_an_unfilled_code_is_never_invented() -> None:
    plain = made(12, coded=False)

    def listing(asked: Asked) -> Reply:
        return shell(
            "<h2>Danh sách thủ tục hành chính</h2><ul>"
            + "".join(f'<li><a href="/thu-tuc/{p.id}">{p.name}</a></li>' for p in plain)
            + "</ul>",
            menu=MENU,
        )

    def answer(asked: Asked) -> Reply | None:
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc":
            return shell(detail_dl(next(p for p in plain if str(p.id) == ident)), menu=MENU)
        return portal(listing)(asked)

    found = read_made(answer)
    assert sorted(found.names) == sorted(p.name for p in plain)
    assert {entry.code for entry in found.sink.entries} == {None}


def portal_of_one(asked: Asked) -> Reply | None:
    return portal(rows_of(onclick_location))(asked)


def test_a_procedure_page_gives_one_entry() -> None:
    answering: Answering = portal_of_one
    found = read_made(answering, f"thu-tuc/{TWENTY[4].id}")
    assert found.names == [TWENTY[4].name]
    assert found.report.coverage.pages <= 3
