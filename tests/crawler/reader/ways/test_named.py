"""What pages name beside the lists: procedures that no list had, and news that are only called like some."""

from __future__ import annotations

import pytest

from classifier.model import Page, Row
from classifier.reading import read_page
from crawler.fetching import Answer, Ask, Outcome
from crawler.reader.identity import RecordBook
from crawler.reader.page.view import View
from crawler.reader.ways.named import Named

LISTED = "http://xa.example/viec/31.html"


@pytest.mark.parametrize(
    ("address", "unlisted"),
    [
        ("/viec/47.html", True),
        ("/phong-2/47.html", True),  # another office's list, which nobody found
        ("/tin/47.html", False),
        ("/tin-tuc/47.html", False),
        ("/viec/31.html", False),
        ("/phong/viec/47.html", False),
    ],
)
def test_what_is_named_like_a_procedure_under_an_address_like_those_of_the_list(address: str, unlisted: bool) -> None:
    book = RecordBook()
    book.add(Row("Cấp lại giấy phép nuôi cá lồng", None, LISTED), "http://xa.example/viec")
    page = Page(
        "http://xa.example/", f"<body><h1>Xã</h1><a href='{address}'>Thông báo tạm dừng khai thác nước ngầm</a></body>", 200, "text/html"
    )
    named, ask = Named(book), Ask(page.url)
    named.note(View(ask, Answer(ask, Outcome.OK, page), page, read_page(page)))
    assert bool(named.unlisted()) is unlisted


@pytest.mark.parametrize(("address", "unlisted"), [("/viec/k7d03xq91b", True), ("/viec/gioi-thieu", False), ("/tin/k7d03xq91b", False)])
def test_ids_of_letters_and_figures_are_ids_wherever_the_figures_stand(address: str, unlisted: bool) -> None:
    book = RecordBook()
    book.add(Row("Cấp lại giấy phép nuôi cá lồng", None, "http://xa.example/viec/4f0be27a91"), "http://xa.example/viec")
    page = Page("http://xa.example/", f"<body><a href='{address}'>Thông báo tạm dừng khai thác nước ngầm</a></body>", 200, "text/html")
    named, ask = Named(book), Ask(page.url)
    named.note(View(ask, Answer(ask, Outcome.OK, page), page, read_page(page)))
    assert bool(named.unlisted()) is unlisted


@pytest.mark.parametrize(
    ("words", "unlisted"),
    [
        ("Quyết định công bố danh mục thủ tục thú y", False),
        ("Kế hoạch rà soát thủ tục hành chính năm nay", False),
        ("Quyết định giao rừng cho hộ gia đình, cá nhân", True),
    ],
)
def test_papers_about_procedures_under_an_address_like_theirs_are_none(words: str, unlisted: bool) -> None:
    """Sites whose pages are all of one make give decisions the addresses that procedures have."""
    book = RecordBook()
    book.add(Row("Cấp lại giấy phép nuôi cá lồng", None, "http://so.example/node/31"), "http://so.example/viec")
    page = Page("http://so.example/", f"<body><a href='/node/47'>{words}</a></body>", 200, "text/html")
    named, ask = Named(book), Ask(page.url)
    named.note(View(ask, Answer(ask, Outcome.OK, page), page, read_page(page)))
    assert bool(named.unlisted()) is unlisted


@pytest.mark.parametrize(
    ("address", "unlisted"),
    [
        ("/bo-thu-tuc/khuyen-mai/thong-bao-sua-doi-noi-dung-khuyen-mai-80.html", True),
        ("/thong-bao/khuyen-mai/thong-bao-sua-doi-noi-dung-khuyen-mai-80.html", False),
    ],
)
def test_a_title_that_begins_as_notices_do_is_no_part_with_news(address: str, unlisted: bool) -> None:
    book = RecordBook()
    book.add(
        Row("Gia hạn giấy phép", None, "http://so.example/bo-thu-tuc/khuyen-mai/gia-han-giay-phep-hoi-cho-79.html"), "http://so.example/ds"
    )
    page = Page("http://so.example/", f"<body><a href='{address}'>Thông báo sửa đổi nội dung khuyến mại</a></body>", 200, "text/html")
    named, ask = Named(book), Ask(page.url)
    named.note(View(ask, Answer(ask, Outcome.OK, page), page, read_page(page)))
    assert bool(named.unlisted()) is unlisted
