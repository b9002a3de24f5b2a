"""A line or two about a procedure, with a way to the rest; and tiers over a list that shows one of them."""

from __future__ import annotations

from html import escape

import pytest

from classifier.model import Outcome, Page, Row
from classifier.reading import read_page
from crawler.fetching import Answer, Ask
from crawler.reader.details.cards import ways_on
from crawler.reader.identity import RecordBook
from crawler.reader.page.view import View
from tests.crawler.reader.made import Answering, Asked, Made, Reply, detail_dl, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES
from tests.crawler.reader.reading import assert_all, read_made

URL = "http://dvc.tinh.example.vn/gioi-thieu-dich-vu/9"
NAME = "Cấp giấy phép khai thác khoáng sản"


def view(body: str) -> View:
    page = Page(URL, shell(body), content_type="text/html; charset=utf-8")
    return View(Ask(URL), Answer(Ask(URL), Outcome.OK, page), page, read_page(page))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<h3>{NAME}</h3><p>12 ngày.</p><a href='/hs/9'>Xem chi tiết thủ tục</a>", ["http://dvc.tinh.example.vn/hs/9"]),
        (f"<h3>{NAME}</h3><a href='/hs/9'>{NAME.upper()}</a>", ["http://dvc.tinh.example.vn/hs/9"]),
        (f"<h3>{NAME}</h3><a href='/nop/9'>Nộp hồ sơ</a> <a href='/lien-he-2'>Liên hệ</a>", []),
        (f"<h3>{NAME}</h3><a href='/tep/9.docx'>Xem chi tiết</a>", []),
        (f"<h3>{NAME}</h3><a href='http://khac.example.com/9'>Chi tiết</a>", []),
        (f"<h3>{NAME}</h3><nav><a href='/hs'>Chi tiết</a></nav>", []),
        (f"<h3>{NAME}</h3><a href=''>Chi tiết</a>", []),
        ("<h3>Gia hạn giấy phép xây dựng</h3><a href='/hs/9'>Chi tiết</a>", []),
    ],
    ids=["words", "its name", "other ways", "a file", "another site", "a menu", "itself", "another procedure"],
)
def test_where_a_card_leads(body: str, expected: list[str]) -> None:
    assert ways_on(view(body), Row(NAME)) == expected


TWELVE = PROCEDURES[:12]


def carded(asked: Asked) -> Reply | None:
    """Services by their cards; the record has an address of another make."""
    head, _, ident = asked.path.rpartition("/")
    if asked.path == "/":
        return shell("<h1>Chào mừng</h1>", menu=MENU)
    if asked.path == "/thu-tuc-hanh-chinh":
        boxes = "".join(f'<article><h5><a href="/the/{p.id}">{escape(p.name)}</a></h5><i>{p.agency}</i></article>' for p in TWELVE)
        return shell(f"<p>Có 12 thủ tục</p>{boxes}", menu=MENU)
    if head == "/the":
        p = BY_ID[int(ident)]
        text = f"<h4>{p.name}</h4><p>Do {p.agency} tiếp nhận trong 9 ngày.</p>"
        return shell(f'{text}<a class="more" href="/kho/ban-ghi?so={p.id}">Xem thông tin</a>', menu=MENU)
    if asked.path == "/kho/ban-ghi":
        return shell(detail_dl(BY_ID[asked.number("so", 0)]), menu=MENU)
    return None


def test_the_procedure_is_read_behind_its_card() -> None:
    found = read_made(carded)
    assert_all(found, TWELVE)
    assert (found.report.coverage.read, found.report.coverage.failed) == (12, 0)
    assert all("/kho/ban-ghi?so=" in (entry.url or "") for entry in found.sink.entries)


def test_cards_that_lead_nowhere_are_tried_twice() -> None:
    def answer(asked: Asked) -> Reply | None:
        return shell("<h1>Lịch tiếp công dân</h1>", menu=MENU) if asked.path == "/kho/ban-ghi" else carded(asked)

    found = read_made(answer)
    assert sum("/kho/ban-ghi" in ask.url for ask in found.fetcher.asked) == 2


TIERS = {"tinh": ("Cấp tỉnh", TWELVE[:6]), "huyen": ("Cấp huyện", TWELVE[6:9]), "xa": ("Cấp xã", TWELVE[9:])}


def tiered(chosen: bool, all_at_first: bool) -> Answering:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("<h1>Chào mừng</h1>", menu=MENU)
        if asked.path == "/thu-tuc-hanh-chinh":
            tier = asked.query.get("c", "tinh")
            rows: list[Made] = TWELVE if all_at_first and "c" not in asked.query else TIERS[tier][1]
            tabs = "".join(
                f"<button {'aria-selected=true' * (chosen and k == tier)} onclick=\"window.location='/thu-tuc-hanh-chinh?c={k}'\">{v}"
                "</button>"
                for k, (v, _) in TIERS.items()
            )
            lines = "".join(f'<tr><td><a href="/thu-tuc/{p.id}">{escape(p.name)}</a></td><td>{p.level}</td></tr>' for p in rows)
            table = f"<table><tr><th>Tên thủ tục</th><th>Mức độ</th></tr>{lines}</table>"
            return shell(f"<div>{tabs}</div><p>Tổng số: {len(rows)} thủ tục</p>{table}", menu=MENU)
        head, _, ident = asked.path.rpartition("/")
        return shell(detail_dl(BY_ID[int(ident)]), menu=MENU) if head == "/thu-tuc" else None

    return answer


def test_a_list_of_one_tier_is_not_all() -> None:
    assert_all(read_made(tiered(chosen=True, all_at_first=False)), TWELVE)


def test_tiers_that_only_narrow_a_list_down_are_left_alone() -> None:
    found = read_made(tiered(chosen=False, all_at_first=True))
    assert_all(found, TWELVE)
    assert not any("c=" in ask.url for ask in found.fetcher.asked)


def test_the_address_of_a_known_record_on_another_list_is_listed() -> None:
    book = RecordBook()
    book.add(Row(NAME, url="http://x.vn/tt?so=4", agency="Sở Công Thương"), "http://x.vn/tt")
    assert book.add(Row(NAME, url="http://x.vn/dv/4", agency="Sở Công Thương"), "http://x.vn/dv") is None
    assert book.has("http://x.vn/dv/4")
    assert not book.has("http://x.vn/dv/5")
