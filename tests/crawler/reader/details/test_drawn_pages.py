# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Lists whose every page is written by its own script from data inside it, with links to the pages beside it."""

from __future__ import annotations

import json

import pytest

from classifier.model import Page
from crawler.reader.page.document import Document
from crawler.reader.paging.fragments import endpoints
from tests.crawler.reader.asking.test_scripts import read_drawn
from tests.crawler.reader.made import Answering, Asked, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES
from tests.crawler.reader.reading import assert_all

pytestmark = pytest.mark.browser

SIZE = 6
PAGES = range(1, -(-len(PROCEDURES) // SIZE) + 1)


def with_data_inside(asked: Asked) -> Reply | None:
    """Each page greets with a question and opens two windows of news before it writes its part of the list."""
    if asked.path == "/":
        return shell("<h2>Chào mừng</h2>", menu='<a href="/bo-thu-tuc">Bộ thủ tục hành chính</a>')
    if asked.path == "/bo-thu-tuc":
        at = asked.number("p", 1)
        rows = [[p.id, p.code, p.name] for p in PROCEDURES[(at - 1) * SIZE : at * SIZE]]
        code = (
            f"const bo = {json.dumps(rows, ensure_ascii=False)}; confirm('Khảo sát?'); for (let i = 0; i < 2; i++) window.open('/bao?so=' + i, 'qc');"
            "document.querySelector('#bang').innerHTML = bo.map(r => `<article><b>${r[1]}</b><a href='/chi-tiet/${r[0]}'>${r[2]}</a></article>`).join('');"
        )
        numbers = " ".join(f'<a href="/bo-thu-tuc?p={n}">{n}</a>' for n in PAGES)
        return shell(f"<p>Có {len(PROCEDURES)} thủ tục</p><section id=bang></section><div>{numbers}</div>", script=code)
    if asked.path == "/bao":
        news = (
            "Ra quân hướng dẫn người dân cài đặt ứng dụng định danh",
            "Công bố danh mục thủ tục mới trong lĩnh vực xây dựng",
            "Lịch tiếp công dân của lãnh đạo",
        )
        return shell("".join(f'<p><a href="/tin/{n}">{title}</a></p>' for n, title in enumerate(news)))
    head, _, ident = asked.path.rpartition("/")
    return shell(detail_dl(BY_ID[int(ident)])) if head == "/chi-tiet" and ident.isdigit() else None


ADVICE = "<p>Tổ chức, cá nhân bấm vào tên để xem; mọi thắc mắc xin gọi tổng đài trong giờ hành chính, kể cả sáng thứ bảy hằng tuần.</p>"


def among_other_words(asked: Asked) -> Reply | None:
    """The same below much that the server wrote, and beside links of its own."""
    guides = "".join(f"<a href='/huong-dan/{n}'>Bài hướng dẫn số {n}</a> " for n in range(5))
    page = with_data_inside(asked)
    return page.replace("<section id=bang>", f"{ADVICE * 8}{guides}<section id=bang>") if isinstance(page, str) else page


@pytest.mark.parametrize("portal", [with_data_inside, among_other_words])
def test_the_next_pages_of_a_list_that_a_script_writes_are_drawn_like_the_first(portal: Answering) -> None:
    found = read_drawn(portal)
    assert_all(found, PROCEDURES, most=2.5)
    assert found.report.coverage.complete, found.report


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("for (let i = 1; i < 5; i++) fetch('/ds?trang=' + i).then(ve)", ["http://x.vn/ds?trang=2"]),
        ("for (let i = 1; i < 5; i++) window.open('/ds?trang=' + i, '_blank', 'width=300')", []),
    ],
)
def test_no_list_grows_from_windows_that_open_by_themselves(code: str, asked: list[str]) -> None:
    page = Page("http://x.vn/", f"<html><body><script>{code}</script></body></html>", 200, "text/html")
    assert [ask.url for ask in endpoints(Document(page), 10, lambda _: False)] == asked
