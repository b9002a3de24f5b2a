# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Portals without a page for each procedure: they stand whole on pages of many, or in the rows of a table."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from classifier.model import Page
from crawler.reader.page.document import Document
from crawler.reader.paging.left import closed_numbers
from tests.crawler.reader.made import NEWS, Asked, Made, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import PROCEDURES
from tests.crawler.reader.reading import assert_all, read_made

# Names of menus that say nothing of procedures or fields.
PAGES = {
    "/tam/khi-co-con": "Khi có con nhỏ",
    "/tam/mua-xe": "Mua xe, bán xe",
    "/tam/ra-o-rieng": "Ra ở riêng",
    "/tam/lam-an": "Làm ăn, buôn bán",
}
LEADS = "".join(f'<a href="{path}">{words}</a> ' for path, words in PAGES.items()) + '<a href="/tam/hoi-dap">Hỏi và đáp</a> '


def block(p: Made) -> str:
    pairs = (("Nơi nào giải quyết?", p.agency), ("Phải mang giấy tờ gì?", "Đơn đề nghị; bản sao căn cước"), ("Làm ra sao?", "Nộp đơn tại quầy, chờ thẩm tra, nhận giấy."), ("Mấy ngày thì xong?", f"{3 + p.id % 9} ngày làm việc"), ("Mất bao nhiêu tiền?", "Không mất tiền"), ("Theo luật nào?", "Luật số 10/2020/QH14"))  # fmt: skip
    return f"<details><summary>{p.name}</summary>{''.join(f'<h5>{a}</h5><p>{b}</p>' for a, b in pairs)}<small>Mã thủ tục: {p.code}</small></details>"


def handbook(asked: Asked) -> Reply | None:
    """Pages by occasion, every procedure in a block of its own; only the first page is named like a field of administration."""
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu='<a href="/tam/dat-dai">Nhà ở, đất đai</a> ' + LEADS)
    held = {path: PROCEDURES[n * 6 : n * 6 + 6] for n, path in enumerate(["/tam/dat-dai", *PAGES])}
    if asked.path in held:
        return shell("<h1>Sổ tay</h1>" + "".join(map(block, held[asked.path])), menu='<a href="/tam/dat-dai">Nhà ở, đất đai</a> ' + LEADS)
    if asked.path == "/tam/hoi-dap":
        return shell("<h1>Hỏi và đáp</h1>" + "".join(f"<details><summary>{q}</summary><p>Xem trong sổ tay.</p></details>" for q in ("Làm thế nào?", "Mất bao lâu?", "Cần giấy tờ gì?")))  # fmt: skip
    return None


def test_all_pages_of_a_handbook_are_read_though_one_is_named_like_a_list() -> None:
    found = read_made(handbook)
    assert_all(found, PROCEDURES[:30], most=0.5)
    assert {entry.features.information.present for entry in found.sink.entries} == {("a", "b", "d", "đ", "g", "i", "l")}


@pytest.mark.parametrize(("status", "whole"), [(500, False), (404, True)])
def test_a_page_of_a_handbook_that_could_not_be_read_is_missed(status: int, whole: bool) -> None:
    def broken(asked: Asked) -> Reply | None:
        page = handbook(asked)
        return (status, "text/html", "<h1>Server Error</h1>") if asked.path == "/tam/mua-xe" else page

    report = read_made(broken).report
    assert report.coverage.read == 24 and report.coverage.complete is whole
    assert whole or any(warning.startswith("parts_unopened") for warning in report.warnings)


def with_contents(held: Sequence[Made], unread: int) -> str:
    """A page with its contents list, one of whose procedures is told in a way that nobody can read."""
    entries = "".join(f"<li><a href='#m{p.id}'>{p.name}</a></li>" for p in held)
    told = [f"<h4 id=m{p.id}>{p.name}</h4><p>Mời bà con đến gặp cán bộ để được chỉ dẫn.</p>" if n == unread else f"<a name=m{p.id}></a>{block(p)}" for n, p in enumerate(held)]  # fmt: skip
    return shell(f"<h1>Sổ tay</h1><ol>{entries}</ol>{''.join(told)}", menu=LEADS)


@pytest.mark.parametrize(("path", "held"), [("", 23), ("tam/mua-xe", 5)])
@pytest.mark.parametrize("unread", [0, 2, 5])
def test_a_procedure_that_the_contents_list_of_a_page_names_is_not_lost_unsaid(path: str, held: int, unread: int) -> None:
    def answer(asked: Asked) -> Reply | None:
        pages = dict(zip(PAGES, (PROCEDURES[n : n + 6] for n in range(0, 24, 6)), strict=True))
        if asked.path == "/tam/mua-xe":
            return with_contents(pages[asked.path], unread)
        alone = path and asked.path != "/"
        return None if alone or asked.path not in (*pages, "/") else with_contents(pages.get(asked.path, ()), -1)

    found = read_made(answer, path)
    assert len(found.names) == held
    assert not found.report.coverage.complete
    assert any(warning.startswith("sections_unread: 1 ") for warning in found.report.warnings)


def turned(asked: Asked) -> Reply | None:
    """Blocks that open, ten to a page, with a pager below; the last page has one."""
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu='<a href="/thu-tuc">Thủ tục hành chính</a> ')
    if asked.path == "/thu-tuc":
        page = asked.number("page", 1)
        pager = "".join(f'<li><a href="/thu-tuc?page={n}">{n}</a></li>' for n in (1, 2, 3))
        return shell(
            f"<h1>Thủ tục</h1>{''.join(map(block, PROCEDURES[page * 10 - 10 : min(page * 10, 21)]))}<ul class='pagination'>{pager}</ul>"
        )
    return None


HELD = 7  # blocks that one answer holds
STEPS = {  # the button that stands below the blocks up to the nth, and the code that it works with
    "number": (
        lambda n: f'<div class="them"><button type="button" class="nut-them" data-luot="{n // HELD}">Xem thêm ({len(PROCEDURES) - n} thủ tục)</button></div>',
        "document.addEventListener('click', function(e){ var n = e.target.closest('.nut-them'); if(n) fetch('/them?luot=' + n.getAttribute('data-luot')).then(t => t.text()).then(t => n.parentNode.outerHTML = t); });",
    ),
    "kept in a variable": (
        lambda n: f'<p><span data-luot="{n // HELD - 1}">Tải thêm</span></p>',
        "$('.them span').on('click', function(){ const luot = parseInt($(this).data('luot')) + 1; $.get('/them?luot=' + luot, ve); });",
    ),
    "cursor": (
        lambda n: f'<a href="#" role="button" data-moc="{PROCEDURES[n - 1].id}">Hiển thị thêm</a>',
        "async function nap(n){ const tl = await fetch('/them', {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({moc: n.dataset.moc, soLuong: 7})}); ve(await tl.text()); }",
    ),
    "address under a name of its own": (
        lambda n: f'<p><button type="button" data-phan-ke="/them?luot={n // HELD}">Tải thêm</button></p>',
        "document.querySelectorAll('[data-phan-ke]').forEach(b => b.onclick = () => fetch(b.dataset.phanKe).then(t => t.text()).then(ve));",
    ),
    "attribute": (lambda n: f'<button hx-get="/them?luot={n // HELD}" hx-swap="outerHTML">Xem thêm thủ tục</button>', ""),
}  # fmt: skip


@pytest.mark.parametrize("make", STEPS)
def test_blocks_that_a_button_adds_to_their_page_are_read(make: str) -> None:
    button, code = STEPS[make]

    def some(first: int) -> str:
        after = first + HELD
        return "".join(map(block, PROCEDURES[first:after])) + (button(after) if after < len(PROCEDURES) else "")

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/so-tay":
            return shell(f"<h1>Sổ tay thủ tục</h1><p>Có {len(PROCEDURES)} thủ tục.</p><div>{some(0)}</div><script>{code}</script>")
        if asked.path == "/them" and asked.method == "POST":
            ids = [p.id for p in PROCEDURES]
            return (200, "text/html; charset=utf-8", some(ids.index(int(json.loads(asked.body)["moc"])) + 1))
        if asked.path == "/them":
            return (200, "text/html; charset=utf-8", some(asked.number("luot", 99) * HELD))
        return None

    found = read_made(answer, "so-tay")
    assert_all(found, PROCEDURES, most=0.2)
    assert found.report.coverage.complete


def test_pages_of_blocks_are_turned_like_those_of_a_list() -> None:
    found = read_made(turned)
    assert_all(found, PROCEDURES[:21], most=0.3)
    assert found.report.coverage.read == 21 and all(entry.features.information.present for entry in found.sink.entries)
    again = read_made(turned, profile=found.report.profile)
    assert_all(again, PROCEDURES[:21], most=0.3)


def rows(held: Sequence[Made]) -> str:
    heads = (
        "TT",
        "Tên thủ tục",
        "Mã số",
        "Hồ sơ gồm",
        "Trình tự thực hiện",
        "Thời hạn giải quyết",
        "Lệ phí",
        "Căn cứ pháp lý",
        "Cơ quan giải quyết",
        "Mẫu đơn",
    )
    cells = lambda n, p: (n, p.name, p.code, "Đơn đề nghị; bản vẽ", "Nộp tại bộ phận một cửa, nhận giấy hẹn.", "07 ngày làm việc", "50.000 đồng", "Luật số 12/2019/QH14", p.agency, f'<a href="/tep/mau-{p.id}.doc">Tải mẫu</a>')  # noqa: E731  # fmt: skip
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in cells(n, p)) + "</tr>" for n, p in enumerate(held, 1))
    return f"<table border=1><tr>{''.join(f'<th>{h}</th>' for h in heads)}</tr>{body}</table>"


def long_table(asked: Asked) -> Reply | None:
    """Two pages of one table that has a column for each item; nothing but forms to follow."""
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu='<a href="/bang-thu-tuc">Bảng thủ tục hành chính</a> ')
    if asked.path == "/bang-thu-tuc":
        page = asked.number("trang", 1)
        pager = "".join(f'<a href="/bang-thu-tuc?trang={n}">{n}</a> ' for n in (1, 2))
        return shell(f"<h1>Bảng thủ tục hành chính</h1>{rows(PROCEDURES[page * 12 - 12 : page * 12])}<p>{pager}</p>")
    return None


def test_rows_that_say_it_all_are_procedures_read() -> None:
    found = read_made(long_table)
    assert_all(found, PROCEDURES[:24], most=0.3)
    assert found.report.coverage.read == 24
    for entry in found.sink.entries:
        assert not {"b", "d", "đ", "g", "l"} - set(entry.features.information.present)
        assert entry.features.forms_linked == 1 and entry.level is not None


def occasions(asked: Asked) -> Reply | None:
    """Occasions that hold their procedures, one split over two pages of which the first holds one, one whose procedures have pages."""
    held = {"/dip/cuoi": PROCEDURES[:3], "/dip/tang": PROCEDURES[3:6], "/dip/nha": PROCEDURES[6:7], "/dip/nha/2": PROCEDURES[7:9]}
    menu = "".join(
        f'<a href="{path}">{words}</a> ' for path, words in (("/dip/cuoi", "Cưới xin"), ("/dip/tang", "Tang ma"), ("/dip/nha", "Nhà cửa"))
    )
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu=menu)
    if asked.path in held:
        pager = "<p class=page-links><span>1</span> <a href='/dip/nha/2'>2</a></p>" if asked.path.startswith("/dip/nha") else ""
        return shell("<h1>Sổ tay</h1>" + "".join(map(block, held[asked.path])) + pager, menu=menu)
    return None


def test_a_page_of_one_procedure_among_pages_of_several_is_read_on() -> None:
    assert_all(read_made(occasions), PROCEDURES[:9], most=1.0)


def shelf_of_leaflets(asked: Asked) -> Reply | None:
    """A leaflet for each procedure, but those of one field stand on one leaflet, one is named like a list, and one holds none."""
    alone, together = PROCEDURES[:6], PROCEDURES[6:10]
    titles = {p.id: p.name for p in alone} | {
        900: "Danh mục thủ tục hộ tịch ở cấp xã kèm hướng dẫn",
        901: "Bộ thủ tục của các cơ quan ngành dọc",
    }
    if asked.path in {"/to-roi", "/to-roi/trang-2"}:
        part = list(titles.items())[4:] if asked.path.endswith("2") else list(titles.items())[:4]
        return shell("".join(f"<article><h3><a href='/to-roi/so-{ident}'>{title}</a></h3><p>Phát hành tháng 9</p></article>" for ident, title in part) + "<p class=trang>1 <a href='/to-roi/trang-2'>2</a></p>")  # fmt: skip
    if asked.path == "/to-roi/so-900":
        return shell("<h1>Hộ tịch</h1>" + "".join(map(block, together)))
    if asked.path == "/to-roi/so-901":
        return shell("<h1>Danh mục</h1><p>Lĩnh vực hộ tịch do công chức tư pháp phụ trách.</p>")
    box = "<div class=cot><h4>Dịch vụ công trực tuyến</h4><p><a href='https://cong.example.vn/'>Cổng quốc gia</a></p><p>Mức độ 3, mức độ 4</p></div>"
    return next((shell(box + detail_dl(p)) for p in alone if asked.path == f"/to-roi/so-{p.id}"), None)


def test_an_entry_that_holds_several_procedures_among_entries_of_one_each() -> None:
    found = read_made(shelf_of_leaflets, "to-roi")
    assert_all(found, PROCEDURES[:10])
    assert not any(entry.declared.value == "3-4" for entry in found.sink.entries)  # what a box beside the pages of one procedure says
    assert sum(a.url.endswith(("/so-900", "/so-901")) for a in found.fetcher.asked) == 2


def folder(asked: Asked) -> Reply | None:
    """Entries that read like procedures of a field each, and lead to a table that has a row for each of several."""
    held = {"/so/1": PROCEDURES[:5], "/so/2": PROCEDURES[5:9], "/so/3": PROCEDURES[9:16]}
    names = ("Đăng ký và quản lý hộ tịch tại cấp xã", "Chứng thực giấy tờ và chữ ký cho công dân", "Hỗ trợ các đối tượng bảo trợ xã hội")
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu='<a href="/so">Thủ tục hành chính</a> ')
    if asked.path == "/so":
        return shell(
            "<h2>Thủ tục hành chính</h2><ul>"
            + "".join(f"<li><a href='{at}'>{name}</a></li>" for at, name in zip(held, names, strict=True))
            + "</ul>"
        )
    return shell(f"<h1>Công khai</h1><div class=trang-bai>{rows(held[asked.path])}</div>") if asked.path in held else None


def test_an_entry_that_leads_to_a_table_of_several_stands_for_these() -> None:
    found = read_made(folder)
    assert_all(found, PROCEDURES[:16])
    assert found.report.coverage.read == 16


def contents(asked: Asked) -> Reply | None:
    """A table of contents without codes, each entry a place on one of two long pages; of a third page it names the first procedure alone."""
    held = {"/cam-nang/1": PROCEDURES[:5], "/cam-nang/2": PROCEDURES[5:9], "/cam-nang/3": PROCEDURES[9:12]}
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu='<a href="/cam-nang">Cẩm nang thủ tục hành chính</a> ')
    if asked.path == "/cam-nang":
        named = [(at, p) for at, some in held.items() for p in (some[:1] if at.endswith("3") else some)]
        return shell("<h2>Mục lục thủ tục hành chính</h2><ol>" + "".join(f"<li><a href='{at}#m{p.id}'>{p.name}</a></li>" for at, p in named) + "</ol>")  # fmt: skip
    return (
        shell("<h1>Cẩm nang</h1>" + "".join(f"<div id=m{p.id}>{block(p)}</div>" for p in held[asked.path])) if asked.path in held else None
    )


def test_all_procedures_of_pages_to_which_a_list_leads_by_places_on_them() -> None:
    found = read_made(contents)
    assert_all(found, PROCEDURES[:12], most=1.0)
    assert found.report.coverage.read == found.report.coverage.listed == 12
    assert found.report.coverage.complete


def test_a_table_that_only_names_procedures_again_lists_no_more_of_them() -> None:
    held = PROCEDURES[:6]

    def answer(asked: Asked) -> Reply | None:
        menu = '<a href="/viec">Thủ tục hành chính</a> <a href="/don-tu">Đơn từ theo thủ tục hành chính</a> '
        if asked.path == "/viec":
            return shell(
                "<h2>Thủ tục hành chính</h2><ul>" + "".join(f"<li><a href='/viec/{p.id}'>{p.name}</a></li>" for p in held) + "</ul>",
                menu=menu,
            )
        if asked.path == "/don-tu":
            own = f"<tr><td>1.009999</td><td>{PROCEDURES[9].name}</td><td>Mức độ 2</td><td>Đơn đề nghị</td><td>chưa có</td></tr>"
            lines = [
                f"<tr><td>{p.code}</td><td>{p.name}</td><td>Mức độ 3</td><td>{form}</td><td><a href='/d/{p.id}-{n}.doc'>Lấy về</a></td></tr>"
                for p in held
                for n, form in enumerate(("Đơn đề nghị", "Bản cam kết"))
            ]
            return shell(
                f"<table><tr><th>Mã thủ tục</th><th>Tên thủ tục</th><th>Mức độ</th><th>Tên đơn</th><th>Tệp</th></tr>{''.join(lines)}{own}</table>",
                menu=menu,
            )
        if asked.path == "/":
            return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu=menu)
        return next((shell(detail_dl(replace(p, level="")), menu=menu) for p in held if asked.path == f"/viec/{p.id}"), None)

    found = read_made(answer)
    alone = PROCEDURES[9]  # of which only that table tells
    assert sorted(entry.name for entry in found.sink.entries) == sorted([*(p.name for p in held), alone.name])
    assert {entry.declared.value for entry in found.sink.entries if entry.name != alone.name} == {"3"}


def test_the_order_in_a_table_is_no_pager_whatever_its_page_is_called() -> None:
    page = Page("http://dvc.example/ds", shell(f"<div class=trang-bai>{rows(PROCEDURES[:5])}</div>"), 200, "text/html")
    assert not closed_numbers(Document(page))
