# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Ways to parts of a portal that only the code of its pages tells; and parts whose few procedures have no list that is known as one."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from classifier.model import Outcome, Page
from classifier.reading import read_page
from crawler.fetching import Answer, Ask
from crawler.reader.asking.session import Session
from crawler.reader.page.document import Document
from crawler.reader.page.view import View
from crawler.reader.ways.called import learn_ways, moved_by_data
from crawler.reader.ways.categories import groups_of
from tests.crawler.reader.made import NEWS, Answering, Asked, Made, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES
from tests.crawler.reader.reading import assert_all, read_made

AGENCIES = sorted({p.agency for p in PROCEDURES})
FILE = "<script src=/tai-nguyen/cong.js></script>"


def code(text: str) -> Reply:
    return 200, "application/javascript", text


def own(asked: Asked) -> Made | None:
    ident = asked.query.get("so", "")
    return BY_ID.get(int(ident)) if asked.path == "/xem.jsp" and ident.isdigit() else None


def fields_of(agency: str) -> list[str]:
    return sorted({p.field for p in PROCEDURES if p.agency == agency})


CALLED = "var toiNganh = n => { window.location.assign('/nganh.jsp?n=' + n) };\nfunction giay(s) { top.location.href = '/xem.jsp?so=' + s }"


def by_calls(asked: Asked) -> Reply | None:
    """Agencies, and then procedures, in calls of functions that stand in a file."""
    if asked.path == "/tai-nguyen/cong.js":
        return code(CALLED)
    if asked.path == "/":
        parts = "".join(f"<p><strong onclick='toiNganh({place})'>{agency}</strong></p>" for place, agency in enumerate(AGENCIES))
        return shell(f"<ul>{NEWS}</ul><section>{parts}</section>{FILE}")
    if asked.path == "/nganh.jsp":
        mine = [p for p in PROCEDURES if p.agency == AGENCIES[asked.number("n", 0)]]
        return shell("<dl>" + "".join(f"<dt onclick='giay({p.id})'>{p.name}</dt>" for p in mine) + f"</dl>{FILE}")
    one = own(asked)
    return shell(detail_dl(one) + FILE) if one else None


LISTENING = """
for (const o of document.querySelectorAll('[data-nganh]')) o.addEventListener('click', () => { location.href = '/nganh.jsp?n=' + o.dataset.nganh; });
$('.giay').on('click', function () { window.open('/xem.jsp?so=' + $(this).data('so'), '_self'); });
"""


def by_listeners(asked: Asked) -> Reply | None:
    """The same in data attributes, to which listeners in the file move on."""
    if asked.path == "/tai-nguyen/cong.js":
        return code(LISTENING)
    if asked.path == "/":
        parts = "".join(f"<li class=o data-nganh={place}>{agency}</li>" for place, agency in enumerate(AGENCIES))
        return shell(f"<ul>{NEWS}</ul><ul>{parts}</ul>{FILE}")
    if asked.path == "/nganh.jsp":
        mine = [p for p in PROCEDURES if p.agency == AGENCIES[asked.number("n", 0)]]
        return shell("".join(f"<article class=giay data-so={p.id}>{p.name}</article>" for p in mine) + FILE)
    return by_calls(asked)


@pytest.mark.parametrize("portal", [by_calls, by_listeners])
def test_the_code_of_a_file_tells_the_ways_to_the_parts(portal: Answering) -> None:
    found = read_made(portal, render="never")
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete


class Unasked:
    """A session that nobody may ask."""

    async def ask(self, ask: Ask, quiet: bool = False) -> None:
        raise AssertionError(ask.url)


@pytest.mark.parametrize(
    "body",
    [
        "<a href=# onclick='inTrang()'>In trang</a><i data-id=5>Chia sẻ</i><i data-id=6>Lưu trang</i>",
        "<li><a href='/so-y-te'>Sở Y tế</a></li><b onclick='toiNganh(1)'>Sở Y tế</b><script>function toiNganh(n) { location = '/n/' + n }</script>",
    ],
    ids=["nothing promised", "told by the page"],
)
def test_code_that_no_way_needs_is_not_read(body: str) -> None:
    page = Page("https://dvc.tinh.example.vn/", f"<html><body>{body}{FILE}</body></html>")
    view = View(Ask(page.url), Answer(page, Outcome.OK), page, read_page(page))
    asyncio.run(learn_ways(cast(Session, Unasked()), view))


def document(body: str, script: str) -> Document:
    return Document(Page("https://dvc.tinh.example.vn/", f"<html><body>{body}<script>{script}</script></body></html>"))


@pytest.mark.parametrize(
    ("body", "script", "ways"),
    [
        (
            "<i data-k=a>Sở Y tế</i><i data-k=b>Sở Du lịch</i>",
            "x.onclick = e => { location = '/k/' + e.target.dataset.k }",
            ["/k/a", "/k/b"],
        ),
        (
            "<i data-k=a>Sở Y tế</i>",
            "function di(k) { location.replace('/k/' + k) } x.onclick = function () { di(this.getAttribute('data-k')) }",
            ["/k/a"],
        ),
        ("<i data-k=a>Sở Y tế</i>", "x.onclick = e => fetch('/k/' + e.target.dataset.k)", []),
        (
            "<i data-k=1>Cấp giấy phép xả thải</i><i data-k=2>Đăng ký kết hôn</i>",
            "x.onclick = e => { location = '/k/' + e.target.dataset.k }",
            [],
        ),
    ],
    ids=["moved to", "handed on", "only asked for", "records"],
)
def test_data_to_which_code_moves_on(body: str, script: str, ways: list[str]) -> None:
    page = document(body, script)
    assert [(link.url or "").removeprefix("https://dvc.tinh.example.vn") for link in moved_by_data(page)] == ways
    grouped = {link.url for group in groups_of(page) for link in group.links}
    assert len(ways) < 2 or len(grouped) == len(ways)


# -- parts whose procedures are too few to be known as a list ---------------------------------------------------------------

FEW, MANY = PROCEDURES[:6], PROCEDURES[6:14]


def of_pairs(asked: Asked) -> Reply | None:
    """One agency's procedures stand two on a page, as boxes that a script opens; another's are a list of calls."""
    if asked.path == "/tai-nguyen/cong.js":
        return code(CALLED)
    if asked.path == "/":
        return shell("<ul><li><a href='/a.jsp?n=1'>Sở Y tế</a></li><li><a href='/a.jsp?n=2'>Sở Tư pháp</a></li></ul>")
    if asked.path == "/a.jsp" and asked.query.get("n") == "1":
        first = 2 * (asked.number("t", 1) - 1)
        boxes = "".join(f"<div data-go='/xem.jsp?so={p.id}'>&rsaquo; {p.name}</div>" for p in FEW[first : first + 2])
        pager = "".join(f"<button type=button data-go='/a.jsp?n=1&amp;t={number}'>{number}</button>" for number in (1, 2, 3))
        return shell(f"{boxes}<p>Trang {pager}</p>")
    if asked.path == "/a.jsp":
        return shell("<ol>" + "".join(f"<li><b onclick='giay({p.id})'>{p.name}</b></li>" for p in MANY) + f"</ol>{FILE}")
    one = own(asked)
    return shell(detail_dl(one) + FILE) if one else None


def test_pages_of_procedures_that_were_met_tell_the_kind_of_the_others() -> None:
    found = read_made(of_pairs, render="never")
    assert_all(found, [*FEW, *MANY], most=3)


MARKED = PROCEDURES[:7]


def of_marks(asked: Asked) -> Reply | None:
    """Rows that a listener opens, three on a page: the last page has one."""
    if asked.path == "/":
        first = 3 * (asked.number("trang", 1) - 1)
        rows = "".join(f"<li data-hs='{p.id}'><b>{p.name}</b></li>" for p in MARKED[first : first + 3])
        pager = "".join(f"<a href='/?trang={number}'>{number}</a> " for number in (1, 2, 3))
        script = (
            "for (const o of document.querySelectorAll('[data-hs]')) o.onclick = () => { location.href = '/xem.jsp?so=' + o.dataset.hs; };"
        )
        return shell(f"<h1>Thủ tục hành chính</h1><ul>{rows}</ul><div class=pagination>{pager}</div>", script=script)
    one = own(asked)
    return shell(detail_dl(one)) if one else None


def test_the_only_row_of_the_last_page_is_known_by_its_mark() -> None:
    assert_all(read_made(of_marks, render="never"), MARKED, most=3)
