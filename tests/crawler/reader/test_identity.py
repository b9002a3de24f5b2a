"""Which rows and pages are one procedure."""

from __future__ import annotations

from html import escape

import pytest

from classifier.model import Flag, Row
from crawler.reader.identity import RecordBook, own_ids
from tests.crawler.reader.made import Asked, Made, Reply, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, portal, table
from tests.crawler.reader.reading import read_made

LIST = "http://x.vn/tthc"


def row(name: str = "Cấp giấy phép xây dựng", **given: str | None) -> Row:
    return Row(name, **{"code": "1.000045.000.00.00.H37", "agency": "Sở Xây dựng", **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (row(url="http://x.vn/p?id=1"), row(url="http://x.vn/p?id=1&utm_source=a"), 1),
        (row(url="http://x.vn/p?id=1"), row(url="http://x.vn/p?id=2"), 2),  # two internal ids: two entries of one code
        (row(url="http://x.vn/p?id=1", agency="UBND xã A"), row(url="http://x.vn/p?id=1b", agency="UBND xã B"), 2),
        (row(), row(), 1),
        (row(), row(agency="Sở Nội vụ"), 2),
        (row(code=None), row(code=None, name="CẤP GIẤY PHÉP  XÂY DỰNG"), 1),
        (row(code=None), row(code=None, name="Cấp lại giấy phép xây dựng"), 2),
        (row(key="5", url=None), row(key="6", url=None), 2),
        (row(code="1.000045.H37"), row(), 1),
        (row(code=None, agency=None, url="http://x.vn/p.php?so=17"), row(url="http://x.vn/p.php?ve=%2Fds&so=17"), 1),
        (row(url="http://x.vn/p.php?ve=%2Fds&so=17"), row(code=None, agency=None, url="http://x.vn/p.php?so=17"), 1),
        (row(code=None, agency=None, url="http://x.vn/p.php?so=17"), row(url="http://x.vn/p.php?so=18&ve=2"), 2),
        (row(url="http://x.vn/nhom/4#cap-moi"), row("Cấp lại giấy phép xây dựng", code="1.000046", url="http://x.vn/nhom/4#cap-lai"), 2),
        (row(url="http://x.vn/nhom/4#noi-dung"), row("Cấp phép xây dựng", code="1.000045", url="http://x.vn/nhom/4#ho-so"), 1),
        (row(url="http://x.vn/nhom/4"), row("Cấp phép xây dựng", code="1.000046", url="http://x.vn/nhom/4#ho-so"), 1),
        (row(code=None, url="http://x.vn/p/4#th1"), row("Cấp giấy phép nhà ở", code=None, url="http://x.vn/p/4#th2"), 1),
        (row(code=None, agency=None, url="http://x.vn/p.php?muc=tthc"), row(url="http://x.vn/p.php?muc=tthc&so=18"), 2),
    ],
)
def test_two_rows(one: Row, other: Row, count: int) -> None:
    book = RecordBook()
    book.add(one, LIST)
    book.add(other, LIST)
    assert len(book) == count


def of_commune(url: str, **given: str | None) -> Row:
    """A row whose key is a code that each commune's procedure has, and which does not say whose it is."""
    return row(url=url, agency=None, key="1.000045", **given)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("http://x.vn/tt/1.000045/h37-102", "http://x.vn/tt/1.000045/h37-118", 2),
        ("http://x.vn/tt/phuong-ben-cat/1.000045", "http://x.vn/tt/xa-an-dien/1.000045", 2),
        ("http://x.vn/tt?ma=1.000045&dv=17", "http://x.vn/tt?ma=1.000045&dv=23", 2),
        ("http://x.vn/tt/1.000045", "http://x.vn/tt/1.000045?tu=trang-chu", 1),
        ("http://x.vn/tt/1.000045", "http://x.vn/dvc/xem/1.000045/nop", 1),
    ],
)
def test_the_rows_of_one_list_with_one_code_for_their_key_are_told_apart_by_their_addresses(one: str, other: str, count: int) -> None:
    book = RecordBook()
    book.add(of_commune(one), LIST)
    book.add(of_commune(other), LIST)
    assert len(book) == count
    assert book.find(of_commune(other), f"{LIST}?trang=2") is not None


def test_a_key_at_one_agency_is_one_procedure_whatever_its_addresses() -> None:
    book = RecordBook()
    book.add(row(url="http://x.vn/dat-dai/1.000045", key="1.000045"), LIST)
    assert book.add(row(url="http://x.vn/moi-truong/1.000045", key="1.000045"), LIST) is None


def test_what_the_address_of_a_list_puts_into_those_of_its_rows_tells_nothing() -> None:
    book = RecordBook()
    book.add(of_commune("http://x.vn/tt/ho-tich/1.000045"), "http://x.vn/ds/ho-tich")
    assert book.add(of_commune("http://x.vn/tt/ho-tich/1.000045"), "http://x.vn/ds") is None
    assert book.add(of_commune("http://x.vn/tt/dat-dai/1.000045"), "http://x.vn/ds/dat-dai") is None


def test_a_parameter_tells_rows_apart_once_two_of_one_page_differed_in_it() -> None:
    of_visit, later = "http://x.vn/tt?ma=1.000045&phien=a1", "http://x.vn/tt?ma=1.000045&phien=b7"
    book = RecordBook()
    book.add(of_commune(of_visit), LIST)
    assert book.add(of_commune(later), f"{LIST}?trang=2") is None  # what differs from answer to answer is the visit's
    book = RecordBook()
    for number, page in ((17, LIST), (23, LIST), (31, f"{LIST}?trang=2")):
        book.add(of_commune(f"http://x.vn/tt?ma=1.000045&dv={number}"), page)
    assert len(book) == 3


def test_what_only_a_box_of_favourites_named_is_reached_by_what_a_list_says_of_it() -> None:
    book = RecordBook()
    first = book.add(row(), "http://x.vn/")
    assert book.add(row(key="b7", agency=None), LIST, {"so": "b7"}) is None
    assert first is not None
    assert (first.row.key, first.data, first.source) == ("b7", {"so": "b7"}, LIST)
    assert book.add(row(key="b7"), "http://x.vn/khac") is None
    assert first.source == LIST


def test_the_same_procedure_in_a_list_of_services_is_the_same() -> None:
    book = RecordBook()
    book.add(row(url="http://x.vn/tthc/5"), LIST)
    assert book.add(row("Cấp phép xây dựng (trực tuyến)", url="http://x.vn/dvc/chi-tiet?ma=99"), "http://x.vn/dich-vu-cong") is None


def test_the_category_in_an_address_is_not_an_id() -> None:
    assert own_ids("http://x.vn/lv/3/tt/55", "http://x.vn/lv/3") == own_ids("http://x.vn/lv/4/tt/55", "http://x.vn/lv/4")


def test_the_same_code_under_two_agencies_and_ids() -> None:
    twins = [
        Made(1, "Đăng ký kết hôn", "1.000894", "Hộ tịch", "UBND xã Tân An", "Một phần"),
        Made(2, "Đăng ký kết hôn", "1.000894", "Hộ tịch", "UBND xã Tân Bình", "Toàn trình"),
    ]
    twice = [
        Made(3, "Cấp giấy phép quảng cáo", "1.000777", "Văn hóa", "Sở Văn hóa", "Một phần"),
        Made(4, "Cấp giấy phép quảng cáo", "1.000777", "Văn hóa", "Sở Văn hóa", "Toàn trình"),
    ]
    every = {p.id: p for p in (*twins, *twice, *PROCEDURES[:5])}

    def answer(asked: Asked) -> Reply | None:
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc":
            return shell(detail_table(every[int(ident)]), menu=MENU)
        return portal(
            lambda asked: shell(table(list(every.values()), lambda p: f'<a href="/thu-tuc/{p.id}">{escape(p.name)}</a>'), menu=MENU)
        )(asked)

    found = read_made(answer)
    assert len(found.sink.entries) == len(every)
    flagged = sorted(entry.code or "" for entry in found.sink.entries if Flag.DUPLICATE_CODE in entry.flags)
    assert flagged == ["1.000777", "1.000777", "1.000894", "1.000894"]


def test_a_procedure_page_is_compared_with_another_page_of_the_portal() -> None:
    """The same button on the front page and on the procedure page is the site's, even outside the frame."""
    button = '<div class="quick"><a href="/nop-ho-so">Nộp hồ sơ trực tuyến</a></div>'

    def answer(asked: Asked) -> Reply | None:
        head, _, ident = asked.path.rpartition("/")
        if head == "/thu-tuc":
            return shell(detail_table(BY_ID[int(ident)]) + button, menu=MENU)
        return shell("<h1>Chào mừng</h1>" + button, menu=MENU) if asked.path == "/" else None

    found = read_made(answer, f"thu-tuc/{PROCEDURES[2].id}")
    assert found.names == [PROCEDURES[2].name]
    assert found.report.coverage.listed == found.report.coverage.read == 1
    assert any("/" == asked.path for asked in found.served.asked)


def test_the_favourite_of_several_agencies_is_one_of_them() -> None:
    book = RecordBook()
    book.add(row(code=None, agency=None, url="http://x.vn/p?so=17"), LIST)
    book.add(row(url="http://x.vn/p?so=17&dv=301"), LIST)
    book.add(row(url="http://x.vn/p?so=17&dv=302", agency="Sở Nội vụ"), LIST)
    assert [(r.address, r.row.agency) for r in book.records] == [
        ("http://x.vn/p?so=17&dv=301", "Sở Xây dựng"),
        ("http://x.vn/p?so=17&dv=302", "Sở Nội vụ"),
    ]


def test_one_code_at_two_communes_is_two_procedures_where_titles_are_addresses() -> None:
    """The cards of the list do not say whose procedure each is; another page of the same list tells nothing apart."""
    book, name = RecordBook(), "Hỗ trợ tín dụng trồng rừng"
    cards = [Row(name, "1.012531", f"https://a.vn/thu-tuc/trong-rung-{commune}") for commune in ("hoa-thang", "tan-an")]
    assert [book.add(card, f"https://a.vn/thu-tuc?page={n}") is not None for n, card in enumerate((*cards, cards[1]), 2)] == [
        True,
        True,
        False,
    ]


def test_the_second_address_of_one_record_is_known_too() -> None:
    book = RecordBook()
    book.add(Row("Đăng ký khai sinh", "1.001193", "https://a.gov.vn/xem?dv=31&id=7"), "https://a.gov.vn/ds?dv=31")
    assert book.add(Row("Đăng ký khai sinh", "1.001193", "https://a.gov.vn/xem?dv=33&id=7"), "https://a.gov.vn/ds?dv=33") is None
    assert book.has("https://a.gov.vn/xem?dv=33&id=7")


def test_procedures_that_share_a_page_are_listed_by_its_parts() -> None:
    """Every third page of this portal is about a group of two; the list names each with the part of the page that is about it."""
    groups = [PROCEDURES[n : n + 2] if n % 3 == 0 else PROCEDURES[n : n + 1] for n in range(12) if n % 3 != 1]
    places = {
        p.id: (number, f"/nhom/{number}" + (f"#muc-{p.id}" if len(group) > 1 else "")) for number, group in enumerate(groups) for p in group
    }
    every = [p for group in groups for p in group]

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("<h1>Cổng một cửa</h1>", menu='<a href="/danh-muc">Danh mục thủ tục hành chính</a>')
        if asked.path == "/danh-muc":
            head = "<tr><th>Mã số</th><th>Tên thủ tục</th><th>Mức độ</th></tr>"
            body = "".join(f"<tr><td>{p.code}</td><td><a href='{places[p.id][1]}'>{p.name}</a></td><td>{p.level}</td></tr>" for p in every)
            return shell(f"<h2>Danh mục</h2><p>Tổng số: {len(every)} thủ tục</p><table>{head}{body}</table>")
        if asked.path.startswith("/nhom/"):
            held = groups[int(asked.path.rpartition("/")[2])]
            return shell("".join(f"<section id='muc-{p.id}'><h2>{escape(p.name)}</h2>{detail_table(p)}</section>" for p in held))
        return None

    found = read_made(answer)
    assert sorted(entry.code or "" for entry in found.sink.entries) == sorted(p.code for p in every)
    assert {entry.name for entry in found.sink.entries} == {p.name for p in every}
    assert found.report.coverage.complete


def test_names_of_which_only_the_head_shows_are_as_many_procedures_as_addresses() -> None:
    book = RecordBook()
    for address in ("a1b", "c2d", "a1b"):
        book.add(Row("Đăng ký khai sinh có yếu tố...", url=f"http://x.vn/go/{address}"), LIST)
    assert len(book) == 2
