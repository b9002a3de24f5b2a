# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Lists whose own page shows that there is more: it is read, or the run says that it was not."""

from __future__ import annotations

import json

import pytest

from classifier.model import Page
from crawler.reader.page.document import Document
from crawler.reader.paging.left import closed_numbers
from tests.crawler.reader.made import NEWS, Asked, Made, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, table
from tests.crawler.reader.reading import Found, assert_all, read_made

HERE = "https://dvc.tinh.vn/tthc"


def detail(asked: Asked) -> Made | None:
    head, _, ident = asked.path.rpartition("/")
    return BY_ID.get(int(ident)) if head == "/thu-tuc" and ident.isdigit() else None


def read_list(below: str, code: str = "", shown: int = 12) -> Found:
    """A list whose first records alone are there, whatever is pressed."""

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/tthc":
            return shell(f"<h1>Thủ tục</h1><div>{table(PROCEDURES[:shown], anchor)}{below}</div>", menu=MENU, script=code)
        one = detail(asked)
        return shell(detail_dl(one), menu=MENU) if one else None

    return read_made(answer, "tthc")


@pytest.mark.parametrize(
    "below",
    [
        '<div class="chan"><button type="button" id="them">Xem thêm</button></div>',
        '<p><span onclick="napThem()">Hiển thị thêm 22 thủ tục</span></p>',
        '<ul class="pagination"><li class="active">1</li><li>2</li><li>3</li></ul>',
        '<p class="phan-trang"><span>1</span> <a href="javascript:;">2</a> <a href="javascript:;">3</a></p>',
    ],
)
def test_a_list_that_goes_on_in_a_way_that_nobody_knows_is_not_complete(below: str) -> None:
    found = read_list(below)
    assert_all(found, PROCEDURES[:12])
    assert not found.report.coverage.complete
    assert "only 12 read of the list" in found.report.suspect


@pytest.mark.parametrize(
    "below",
    [
        "",
        '<button data-bs-toggle="collapse" aria-expanded="false">Xem thêm</button>',
        f'<aside><ul>{NEWS}</ul><button>Xem thêm</button></aside>',
        f'<section><div class="tin"><ul>{NEWS}</ul><p><button type="button">Xem thêm</button></p></div></section>',
        '<p><button hidden>Xem thêm</button></p>',
        '<ul class="pagination"><li class="active">1</li></ul>',
        '<p><a href="/tin-tuc">Xem thêm</a></p><b>2</b>',
    ],
)  # fmt: skip
def test_a_list_is_complete_where_nothing_but_its_surroundings_goes_on(below: str) -> None:
    found = read_list(below)
    assert_all(found, PROCEDURES[:12])
    assert found.report.coverage.complete, found.report.warnings


PAGERS = {
    "items of a list": (
        lambda n: f'<li data-trang="{n - 1}">{n}</li>',
        "document.querySelector('.phan-trang').addEventListener('click', function(e){ fetch('/tthc/trang?so=' + e.target.dataset.trang).then(ve); });",
    ),
    "a page of its own": (
        lambda n: f'<span class="so" data-so="{n - 1}">{n}</span>',
        "$('.so').click(function(){ var so = $(this).attr('data-so'); window.location.href = '/tthc/trang?so=' + so; });",
    ),
}


@pytest.mark.parametrize("make", PAGERS)
def test_pagers_whose_numbers_are_no_links_are_turned_by_their_data(make: str) -> None:
    number, code = PAGERS[make]

    def page(so: int) -> str:
        pages = "".join(number(n) for n in range(1, 5))
        return f'{table(PROCEDURES[so * 9 : so * 9 + 9], anchor)}<ul class="phan-trang">{pages}</ul>'

    def answer(asked: Asked) -> Reply | None:
        if asked.path in ("/tthc", "/tthc/trang"):
            return shell(page(asked.number("so", 0)), menu=MENU, script=code)
        one = detail(asked)
        return shell(detail_dl(one), menu=MENU) if one else None

    found = read_made(answer, "tthc")
    assert_all(found, PROCEDURES, most=1.5)
    assert found.report.coverage.complete


@pytest.mark.parametrize(("step", "complete"), [(12, False), (5, True)])
def test_a_list_that_grew_by_a_whole_page_and_does_not_say_how_it_goes_on_is_not_complete(step: int, complete: bool) -> None:
    button = '<p><button data-nguon-url="/tthc/nua" data-luot="1">Xem thêm</button></p>'

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/tthc":
            return shell(
                table(PROCEDURES[:12], anchor) + button,
                menu=MENU,
                script="nut.onclick = () => lay(`${nut.dataset.nguonUrl}?luot=${nut.dataset.luot}`);",
            )
        if asked.path == "/tthc/nua" and "luot" in asked.query:
            return (200, "text/html; charset=utf-8", table(PROCEDURES[12 : 12 + step], anchor))
        one = detail(asked)
        return shell(detail_dl(one), menu=MENU) if one else None

    found = read_made(answer, "tthc")
    assert_all(found, PROCEDURES[: 12 + step])
    assert found.report.coverage.complete is complete


def test_numbers_of_a_pager_that_only_a_script_knows() -> None:
    def closed(html: str) -> bool:
        return closed_numbers(Document(Page(HERE, html)))

    assert closed('<div id="pager"><b>1</b><b>2</b><b>3</b></div>')
    assert not closed('<div class="paging"><a href="?p=1">1</a><a href="?p=2">2</a></div>')
    assert not closed('<ul class="trang-chu"><li>Tin</li><li>12</li></ul><table class="trang"><tr><td><a href="/x">5</a></td></tr></table>')
    assert not closed("<p>1</p><p>2</p>")


def data_portal(flag: str) -> Found:
    def answer(asked: Asked) -> Reply | None:
        rows = [{"id": p.id, "tenThuTuc": p.name, "maThuTuc": p.code, "link": f"/thu-tuc/{p.id}"} for p in PROCEDURES[:12]]
        if asked.path == "/api/ds":
            return (200, "application/json", json.dumps({"data": {"items": rows, **json.loads(flag)}}))
        one = detail(asked)
        return shell(detail_dl(one)) if one else None

    return read_made(answer, "api/ds")


@pytest.mark.parametrize(
    ("flag", "complete"),
    [('{"conNua": true}', False), ('{"has_next_page": true}', False), ('{"last": false}', False), ('{"page": {"hasMore": false}}', True), ('{"last": true}', True), ("{}", True)],
)  # fmt: skip
def test_data_that_say_that_there_is_more_are_believed(flag: str, complete: bool) -> None:
    assert data_portal(flag).report.coverage.complete is complete


def test_an_empty_parameter_whose_value_the_answer_gives_leads_on_as_it_was_given() -> None:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/api/ds":
            start = asked.query.get("neo", "")
            first = next((n + 1 for n, p in enumerate(PROCEDURES) if str(p.id) == start), 0)
            rows = [{"ten": p.name, "maThuTuc": p.code, "link": f"/thu-tuc/{p.id}"} for p in PROCEDURES[first : first + 12]]
            neo = str(PROCEDURES[first + 11].id) if first + 12 < len(PROCEDURES) else None
            return (200, "application/json", json.dumps({"kq": {"ds": rows, "neo": neo}}))
        one = detail(asked)
        return shell(detail_dl(one)) if one else None

    assert_all(read_made(answer, "api/ds?tu_khoa=&neo="), PROCEDURES, most=1.3)


BEHIND_FILES = {
    "numbers without the first": (
        lambda so: " ".join(f"<a href='#' data-den='{n}'>{n}</a>" for n in range(1, 5) if n != so),
        "document.onclick = function (e) { if (e.target.dataset.den) location.assign(location.pathname + '?so=' + e.target.dataset.den); };",
    ),
    "words for the next page": (
        lambda so: f'<a href="javascript:lat({so + 1})">Xem trang tiếp theo</a>' if so < 4 else "",
        "function lat(so) { location.search = '?so=' + so; }",
    ),
}


@pytest.mark.parametrize("make", BEHIND_FILES)
def test_pagers_whose_code_stands_in_a_file(make: str) -> None:
    pager, code = BEHIND_FILES[make]

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/ma/lat.js":
            return (200, "text/javascript", code)
        if asked.path == "/tthc":
            so = asked.number("so", 1)
            below = f"<p>{pager(so)}</p><script src=/ma/lat.js></script>"
            return shell(table(PROCEDURES[so * 9 - 9 : so * 9], anchor) + below, menu=MENU)
        one = detail(asked)
        return shell(detail_dl(one), menu=MENU) if one else None

    found = read_made(answer, "tthc")
    assert_all(found, PROCEDURES, most=1.5)
    assert found.report.coverage.complete


@pytest.mark.parametrize(
    ("below", "complete"),
    [
        ("<p>Trang: <a href='#' data-k=b>2</a> <a href='#' data-k=c>3</a></p>", False),
        ("<p><a href='javascript:di(2)'>Sang trang sau</a></p>", False),
        ("<p><a href='javascript:void(0)'>Trang sau</a></p>", True),
        ("<p class=anh><a href='#' data-k=b>›</a></p>", True),
        ("<p>Quyển <b>2</b> và quyển <b>3</b></p>", True),
    ],
)
def test_a_way_to_the_next_page_that_nobody_can_go_is_told(below: str, complete: bool) -> None:
    found = read_list(below)
    assert_all(found, PROCEDURES[:12])
    assert found.report.coverage.complete is complete, found.report.warnings
