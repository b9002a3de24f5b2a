"""One list, many mark-ups: the same rows."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from classifier.model import Outcome, Page, PageKind
from classifier.reading import read_page
from tests.classifier.vendors.details import page
from tests.classifier.vendors.listings import ITEMS, LISTINGS, Item

URL = "https://dvc.tinh.example.vn/tra-cuu?page=1"


@pytest.mark.parametrize("draw", LISTINGS, ids=lambda draw: draw.__name__)
def test_every_markup_gives_the_same_rows(draw: Callable[[tuple[Item, ...]], str]) -> None:
    html = draw(ITEMS)
    reading = read_page(Page(URL, html))
    assert (reading.outcome, reading.kind) == (Outcome.OK, PageKind.LISTING)
    assert [row.name for row in reading.rows] == [item.name for item in ITEMS]
    shown = re.sub(r"<[^>]+>", " ", html)
    if ITEMS[0].code in shown:
        assert [row.code for row in reading.rows] == [item.code for item in ITEMS]
    if f">{ITEMS[1].level}<" in html or f": {ITEMS[1].level}<" in html or f"'{ITEMS[1].level}'" in html:
        assert [row.level_text for row in reading.rows] == [item.level for item in ITEMS]
    else:
        assert all(row.level_text is None for row in reading.rows)
    for row, item in zip(reading.rows, ITEMS, strict=True):
        assert item.id[1:] in (row.key or "") or row.handle is not None
        assert row.url is not None or row.handle
        if row.url:
            assert item.id[1:] in row.url and "nop" not in row.url


@pytest.mark.parametrize("count", [1, 2])
def test_a_table_with_heads_may_have_few_rows(count: int) -> None:
    draw = LISTINGS[0]
    reading = read_page(Page(URL, draw(ITEMS[:count])))
    assert [row.name for row in reading.rows] == [item.name for item in ITEMS[:count]]


def test_the_only_procedure_of_a_category_is_a_list_beside_featured_ones() -> None:
    featured = "".join(f"<p><a href='/tthc/xem/{n}'>{item.name}</a></p>" for n, item in enumerate(ITEMS, 300))
    own = "<ul><li>1. <a href='/tthc/xem/777;jsessionid=0A1B2C3D4E5F.n1'>Cấp lại thẻ hướng dẫn viên</a> <i>Sở Du lịch</i></li></ul>"
    html = f"<html><title>Du lịch</title><body><h2>Lĩnh vực Du lịch</h2>{own}<div><b>Thủ tục nổi bật</b>{featured}</div></body></html>"
    reading = read_page(Page(URL, html))
    assert [(row.name, row.key) for row in reading.rows] == [("Cấp lại thẻ hướng dẫn viên", "777")]


def test_the_same_record_in_print_is_no_record_of_its_own() -> None:
    cards = "".join(
        f"<div class=o><b><a href='/ho-so/xem/{n}'>{item.name}</a></b><p>Mã số: <i>{item.code}</i></p>"
        f"<a href='/ho-so/xem/{n}?che_do=ban-in'>Bản in nhanh</a></div>"
        for n, item in enumerate(ITEMS, 40)
    )
    reading = read_page(Page(URL, f"<html><body><h1>Danh mục thủ tục</h1>{cards}</body></html>"))
    assert [(row.name, row.code) for row in reading.rows] == [(item.name, item.code) for item in ITEMS]


def test_a_long_name_that_begins_like_an_order_is_a_name() -> None:
    names = (
        "Đánh giá tác động môi trường của dự án đầu tư nhóm II",
        "Cấp thẻ hướng dẫn viên",
        "Gửi thang lương, bảng lương của doanh nghiệp",
        "Nộp tiền để Nhà nước bổ sung diện tích đất trồng lúa",
        "Nộp lại giấy phép hành nghề khi không còn nhu cầu",
        "Tái xuất động vật hoang dã",
        "Xem xét miễn tiền thuê đất",
    )
    cards = "".join(
        f"<section><h4><a href='/thu-tuc/{n}'>{name}</a></h4><a href='/thu-tuc/{n}'>Xem</a> <a href='/y-kien/{n}'>Đánh giá</a>"
        f" <a href='/gui/{n}'>Nộp hồ sơ qua mạng cho thủ tục này</a> <a href='/tep/{n}'>Tải mẫu đơn của thủ tục này về</a></section>"
        for n, name in enumerate(names, 40)
    )
    reading = read_page(Page(URL, f"<html><body><h1>Danh mục thủ tục</h1>{cards}</body></html>"))
    assert tuple(row.name for row in reading.rows) == names


def _names(*places: int) -> list[str]:
    return [ITEMS[place].name for place in places]


def _line(place: int, cells: int = 3) -> str:
    item = ITEMS[place]
    return f"<tr><td>{item.code}</td><td><a href='/xem?so={item.id}'>{item.name}</a></td>" + "<td>Phòng Nội vụ</td>" * (cells - 2) + "</tr>"


def _levels(body: str) -> list[tuple[str, str | None, str | None]]:
    reading = read_page(Page(URL, f"<html><body>{body}</body></html>"))
    return [(row.name, row.level_text, row.field) for row in reading.rows]


def test_a_heading_row_gives_its_level_to_the_rows_below() -> None:
    heads = "<tr><td><b>Ký hiệu</b></td><td><b>Tên thủ tục</b></td><td><b>Phòng, ban</b></td></tr>"
    table = (
        f"<table>{heads}<tr><td colspan=3>I. Các dịch vụ mức độ 4 (2 thủ tục)</td></tr>{_line(0)}{_line(1)}"
        f"<tr><td colspan=3>II. Các dịch vụ mức độ 3</td></tr>{_line(2)}<tr><td colspan=3>III. Thủ tục khác</td></tr>{_line(3)}</table>"
    )
    levels = [level for _, level, _ in _levels(table)]
    assert levels == ["dịch vụ mức độ 4", "dịch vụ mức độ 4", "dịch vụ mức độ 3", None]
    assert [name for name, _, _ in _levels(table)] == _names(0, 1, 2, 3)


def test_fields_above_levels_and_levels_above_fields_are_told_apart() -> None:
    def head(words: str) -> str:
        return f"<tr><th colspan=3>{words}</th></tr>"

    start = "<table><tr><th>Mã thủ tục</th><th>Tên thủ tục</th><th>Cơ quan thực hiện</th></tr>"
    by_field = f"{start}{head('Hộ tịch')}{head('Một phần')}{_line(0)}{head('Toàn trình')}{_line(1)}{head('Đất đai')}{_line(2)}</table>"
    assert [(level, field) for _, level, field in _levels(by_field)] == [
        ("Một phần", "Hộ tịch"),
        ("Toàn trình", "Hộ tịch"),
        (None, "Đất đai"),
    ]
    by_level = f"{start}{head('Một phần')}{head('Hộ tịch')}{_line(0)}{head('Đất đai')}{_line(1)}{head('Toàn trình')}{_line(2)}</table>"
    assert [(level, field) for _, level, field in _levels(by_level)] == [
        ("Một phần", "Hộ tịch"),
        ("Một phần", "Đất đai"),
        ("Toàn trình", None),
    ]


def test_headings_between_lists_give_levels_and_a_badge_behind_a_few_names_is_none() -> None:
    def entry(place: int, tag: str) -> str:
        return f"<{tag}><a href='/dich-vu/{ITEMS[place].id}'>{ITEMS[place].name}</a></{tag}>"

    first, second = entry(0, "li") + entry(1, "li"), entry(2, "li") + entry(3, "li")
    lists = f"<h3>Dịch vụ công toàn trình</h3><ul>{first}</ul><h3>Dịch vụ công một phần</h3><ul>{second}</ul>"
    assert [level for _, level, _ in _levels(lists)] == ["Dịch vụ công toàn trình"] * 2 + ["Dịch vụ công một phần"] * 2
    badges = f"<div>{entry(0, 'p')}{entry(1, 'p')}<p class=b>Toàn trình</p>{entry(2, 'p')}{entry(3, 'p')}<p class=b>Một phần</p></div>"
    assert [level for _, level, _ in _levels(badges)] == [None] * 4


def _plain_rows(places: tuple[int, ...]) -> str:
    return "".join(f"<tr><td><a href='/thu-tuc/{ITEMS[n].id}'>{ITEMS[n].name}</a><td>{ITEMS[n].code}</tr>" for n in places)


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("A. DVC cấp độ 4", "DVC cấp độ 4"),
        ("Dịch vụ mức độ 3 – 4", "Dịch vụ mức độ 3 – 4"),
        ("Mức độ 3 - 2", "Mức độ 3"),
        ("Mức độ 3 - 17", "Mức độ 3"),
        ("Mức độ 1 và 2", "Mức độ 1 và 2"),
        ("Thủ tục chưa xếp mức", None),
        ("Lĩnh vực Du lịch", None),
    ],
)
def test_the_only_heading_row_of_a_table_without_known_heads_gives_its_level(heading: str, level: str | None) -> None:
    table = f"<table><tr><th>Số<th>Ký hiệu hồ sơ</tr><tr><td colspan=2>{heading}</tr>{_plain_rows((0, 1, 2))}</table>"
    assert [found for _, found, _ in _levels(table)] == [level] * 3


def test_a_heading_row_ends_the_level_of_the_one_before() -> None:
    other = "<tr><td colspan=2>Các thủ tục khác</tr>"
    table = f"<table><tr><th colspan=2>Mức độ 4</tr>{_plain_rows((0, 1))}{other}{_plain_rows((2, 3))}</table>"
    assert [level for _, level, _ in _levels(table)] == ["Mức độ 4", "Mức độ 4", None, None]


def test_figures_under_levels_are_no_headings() -> None:
    table = f"<table><tr><td>Mức độ 4</td><td>112</td></tr>{_plain_rows((0, 1, 2))}</table>"
    assert [level for _, level, _ in _levels(table)] == [None] * 3


@pytest.mark.parametrize(
    "mark",
    [
        "<span class='cham xanh' title='{}'></span>",
        "<em aria-label='Mức: {}'></em>",
        "<div data-bs-original-title='DVC {}'><b></b></div>",
        "<img src=/a.png alt='{}'>",
    ],
)
def test_an_icon_in_a_record_says_its_level(mark: str) -> None:
    said = ("Toàn trình", "Một phần", "Toàn trình")
    cards = "".join(
        f"<li><a href='/dvc/{item.id}'>{item.name}</a>{mark.format(words)}<p>{item.code}</p></li>"
        for item, words in zip(ITEMS, said, strict=False)
    )
    bare = f"<li><a href='/dvc/{ITEMS[3].id}'>{ITEMS[3].name}</a><span title='Đất đai'></span><p>{ITEMS[3].code}</p></li>"
    levels = [level for _, level, _ in _levels(f"<ul>{cards}{bare}</ul>")]
    assert [level.removeprefix("DVC ") if level else level for level in levels] == [*said, None]


def test_the_icons_of_a_scale_say_no_level() -> None:
    scale = "".join(f"<i class='sao s{n}' title='Mức độ {n}'></i>" for n in (2, 3, 4))
    cards = "".join(f"<li><a href='/dvc/{item.id}'>{item.name}</a>{scale}<p>{item.code}</p></li>" for item in ITEMS)
    assert [level for _, level, _ in _levels(f"<ul>{cards}</ul>")] == [None] * len(ITEMS)


def test_a_box_made_like_the_listing_beside_it_takes_nothing_from_it() -> None:
    """The column of featured procedures has the same make of items and addresses, but no codes, and stands under another heading."""
    items = "".join(f"<li><a href='/hs/xem.do?so={i.id[1:]}'>{i.name}</a><div>Mã: {i.code}</div></li>" for i in ITEMS)
    featured = "".join(f"<li><a href='/hs/xem.do?so={9000 + n}'>Tin {n}: hướng dẫn người dân làm hồ sơ</a></li>" for n in range(3))
    html = f"<body><div><h4>Tin tức</h4><ul>{featured}</ul></div><div><h2>Danh sách thủ tục</h2><ul>{items}</ul></div></body>"
    rows = read_page(Page(URL, html)).rows
    assert [(row.name, row.key) for row in rows] == [(i.name, i.id[1:]) for i in ITEMS]


@pytest.mark.parametrize("listed", [2, 6])
def test_entries_of_a_menu_made_like_the_listing_are_no_procedures(listed: int) -> None:
    """The menu's addresses are those of procedures but for their number, and some of its words read like names."""
    menu = ("Thông báo của tỉnh", "Cấp tài khoản cho người dùng mới", "Hỏi đáp và góp ý", "Văn bản pháp luật", "Sơ đồ cổng", "Liên hệ")
    side = "".join(f"<li><a href='/vi/xem?id={n}'>{words}</a></li>" for n, words in enumerate(menu, 70))
    items = "".join(f"<li><a href='/vi/xem?id={i.id[1:]}'>{i.name}</a> <i>{i.code}</i></li>" for i in ITEMS[:listed])
    html = f"<body><div><h4>Tiện ích</h4><ul>{side}</ul></div><div><h2>Thủ tục hành chính</h2><ul>{items}</ul></div></body>"
    assert [row.code for row in read_page(Page(URL, html)).rows] == [i.code for i in ITEMS[:listed]]


@pytest.mark.parametrize(
    "ways",
    [
        ("Thủ tục cấp Sở, ban, ngành", "Thủ tục cấp Huyện/Thị xã", "Thủ tục cấp Xã - Phường - Thị trấn"),
        ("Thủ tục hành chính cấp tỉnh", "Cấp quận, huyện", "Cấp xã hoặc cấp phường"),
    ],
)
def test_the_ways_to_what_tiers_have_are_no_procedures(ways: tuple[str, ...]) -> None:
    tiles = "".join(f'<p><a href="/ds?nhom={number}">{way}</a></p>' for number, way in enumerate(ways))
    named = ("Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "Cấp sổ theo dõi lưu trú", "Cấp phường hiệu cho hội nghề")
    rows = "".join(f'<p><a href="/ds?tt={number}">{name}</a></p>' for number, name in enumerate(named, 501))
    reading = read_page(Page(URL, page(f"<div>{tiles}</div><h2>Danh sách thủ tục</h2><div>{rows}</div>")))
    assert [row.name for row in reading.rows] == list(named)


@pytest.mark.parametrize(
    ("behind", "rows"),
    [(" - {} thủ tục", 0), (" ({})", 0), (" <b>[{} TTHC]</b>", 0), ("", 3)],
)
def test_names_with_a_number_of_procedures_behind_them_are_those_of_fields(behind: str, rows: int) -> None:
    fields = ("Đăng ký kinh doanh hộ cá thể", "Nuôi con nuôi trong nước", "Cấp giấy phép lái xe")
    items = "".join(
        f"<p><a href='/dvc/thu-tuc/xem?so={n}'>{name}</a>{behind.format(n)}</p>" for n, name in zip((12, 3, 40), fields, strict=True)
    )
    assert len(read_page(Page(URL, f"<h2>Bộ thủ tục</h2><div>{items}</div>")).rows) == rows


def test_a_number_behind_a_name_with_a_code_counts_no_procedures() -> None:
    items = "".join(f"<li><b>{i.code}</b> <a href='/tthc/x?id={i.id[1:]}'>{i.name}</a> ({n})</li>" for n, i in enumerate(ITEMS, 15))
    rows = read_page(Page(URL, f"<h2>Thủ tục hành chính</h2><ul>{items}</ul>")).rows
    assert [(row.name, row.code) for row in rows] == [(i.name, i.code) for i in ITEMS]


def test_a_bare_number_behind_procedures_without_codes_counts_none_either() -> None:
    items = "".join(f"<li><a href='/tthc/x?id={i.id[1:]}'>{i.name}</a> ({n})</li>" for n, i in enumerate(ITEMS, 15))
    rows = read_page(Page(URL, f"<h2>Thủ tục hành chính</h2><ul>{items}</ul>")).rows
    assert [row.name for row in rows] == [i.name for i in ITEMS]


def test_entries_marked_with_their_category_are_of_one_list() -> None:
    marks = ("nhom-a", "nhom-a", "nhom-a", "nhom-b", "nhom-b")
    entries = "".join(
        f"<section class='bai {mark}'><h3><a href='/viec-cua-dan-so-{word}/'>{item.name}</a></h3><i>Đăng ngày 12/10/2021</i></section>"
        for mark, word, item in zip(marks, ("mot", "hai", "ba", "bon", "nam"), ITEMS, strict=False)
    )
    rows = read_page(Page(URL, page(f"<h2>Thủ tục hành chính</h2><div>{entries}</div>"))).rows
    assert [row.name for row in rows] == [item.name for item in ITEMS[:5]]


@pytest.mark.parametrize("odd", [0, 2, 4])
def test_an_entry_whose_address_is_of_another_kind_stands_in_the_list_of_its_like(odd: int) -> None:
    ways = [f"/bai/{word}.aspx" if n == odd else f"/cong-viec-so-{word}/" for n, word in enumerate(("mot", "hai", "ba", "bon", "nam"))]
    entries = "".join(
        f"<div class=dong><h5><a href='{way}'>{item.name}</a></h5><small>Hạn trả: 5 ngày</small></div>"
        for way, item in zip(ways, ITEMS, strict=False)
    )
    more = "<div class=dong><h5><a href='/rss/tat-ca.xml'>Theo dõi mục này qua RSS</a></h5></div>"
    reading = read_page(Page(URL, page(f"<h2>Hộ tịch</h2><div>{entries}{more}</div>")))
    assert [row.name for row in reading.rows] == [item.name for item in ITEMS[:5]]
    assert reading.rows[odd].url == f"https://dvc.tinh.example.vn{ways[odd]}"


def test_a_headline_or_another_site_among_the_entries_of_a_list_is_none_of_them() -> None:
    links = [f"<li><a href='/bo/{item.id}'>{item.name}</a></li>" for item in ITEMS]
    links.insert(2, "<li><a href='/tin-tuc/hop-giao-ban.html'>Cấp giấy chứng nhận đầu tiên cho hợp tác xã kiểu mới</a></li>")
    links.insert(4, "<li><a href='https://khac.example.vn/so-do'>Đăng ký tham gia cuộc thi tìm hiểu pháp luật</a></li>")
    rows = read_page(Page(URL, page(f"<h2>Thủ tục</h2><ul>{''.join(links)}</ul>"))).rows
    assert [row.name for row in rows] == [item.name for item in ITEMS]


def test_a_badge_that_begins_like_a_name_names_no_record() -> None:
    cards = "".join(
        f"<div class=the data-href='/viec/{n}'><i class=ruy-bang>Cung cấp thông tin</i><h6>{item.name}</h6><small>Bộ phận {n}</small></div>"
        for n, item in enumerate(ITEMS, 400)
    )
    rows = read_page(Page(URL, page(f"<section>{cards}</section>"))).rows
    assert [(row.name, row.level_text) for row in rows] == [(item.name, "Cung cấp thông tin") for item in ITEMS]


def test_a_badge_inside_a_link_is_no_part_of_the_name_in_it() -> None:
    items = "".join(
        f"<a class=muc href='/viec/{n}'>{item.name} <em>Mức {1 + n % 4}</em><br><small>Bộ phận {n}</small></a>"
        for n, item in enumerate(ITEMS, 400)
    )
    rows = read_page(Page(URL, page(f"<section>{items}</section>"))).rows
    assert [(row.name, row.level_text) for row in rows] == [(item.name, f"Mức {1 + n % 4}") for n, item in enumerate(ITEMS, 400)]


def test_the_way_back_to_an_agency_is_no_procedure() -> None:
    items = "".join(f"<li><a href='/tthc/xem?so={i.id[1:]}'>{i.name}</a> <i>{i.code}</i></li>" for i in ITEMS)
    html = f"<h2>Đầu tư</h2><p><a href='/tthc/don-vi?so=121'>Ban Quản lý Khu kinh tế</a> &raquo; Đầu tư</p><ul>{items}</ul>"
    assert [row.name for row in read_page(Page(URL, html)).rows] == [i.name for i in ITEMS]


def test_a_record_ends_where_one_of_another_make_begins() -> None:
    """Titles in addresses make several groups of one list; the badge of a record in between is not its neighbour's."""
    names = [("nuoc/lay-y-kien-1", ""), ("dat/dang-ky-2", "<img alt='Mức độ 2'>"), ("nuoc/tra-phep-3", "<img alt='Mức độ 4'>")]
    cards = "".join(
        f"<div class=o><a href='/tt/{way}'>Cấp giấy phép loại {n} của tỉnh</a><p>Mã: 1.00{n}000 {badge}</p></div>"
        for n, (way, badge) in enumerate(names, 1)
    )
    rows = read_page(Page(URL, f"<h2>Thủ tục hành chính</h2><div>{cards}</div>")).rows
    assert [row.level_text for row in rows] == [None, "Mức độ 2", "Mức độ 4"]


def test_an_archive_of_dated_procedures_is_a_list_by_its_heading() -> None:
    items = "".join(
        f"<article><h2><a href='/tt/{i.id[1:]}.html'>{i.name}</a></h2><i>0{n}/02/2026</i></article>" for n, i in enumerate(ITEMS, 1)
    )
    for heading, count in (("Chuyên mục: Thủ tục hành chính", len(ITEMS)), ("Chuyên mục: Tin trong tỉnh", 0)):
        assert len(read_page(Page(URL, f"<h1>{heading}</h1>{items}")).rows) == count


def test_a_cell_that_reaches_down_belongs_to_each_row_below_it() -> None:
    field = "<td rowspan=2>Hộ tịch</td>"
    items = "".join(
        f"<tr>{'' if n % 2 else field}<td>{n + 1}</td><td>{i.name}</td><td><a href='/p/{i.id}'>&#128065;</a></td></tr>"
        for n, i in enumerate(ITEMS[:4])
    )
    head = "<tr><th>Lĩnh vực<th>STT<th>Tên thủ tục hành chính<th></tr>"
    rows = read_page(Page(URL, f"<table>{head}{items}</table>")).rows
    assert [(row.name, row.field) for row in rows] == [(i.name, "Hộ tịch") for i in ITEMS[:4]]


@pytest.mark.parametrize(
    "handler",
    [
        "location.href='/p/'+this.dataset.so",
        "window.open(`/p/` + this.getAttribute('data-so'), '_self')",
        "location.assign('/p/' + $(this).data('so'))",
        "event.preventDefault();document.location='/p/'+event.currentTarget.dataset['so']",
    ],
)
def test_a_handler_that_reads_its_own_element_says_where_the_row_leads(handler: str) -> None:
    cards = "".join(
        f'<section><h4>{i.name}</h4><i>{i.code}</i><button data-so="{i.id}" data-id="{n}" onclick="{handler}">Chi tiết</button></section>'
        for n, i in enumerate(ITEMS)
    )
    rows = read_page(Page(URL, f"<main>{cards}</main>")).rows
    assert [row.url for row in rows] == [f"https://dvc.tinh.example.vn/p/{i.id}" for i in ITEMS]


def test_rows_whose_list_listens_for_them_are_known_by_their_numbered_ids() -> None:
    items = "".join(f"<li id=muc-{i.id[1:]}><b>{i.name}</b> <i>{i.field}</i></li>" for i in ITEMS)
    rows = read_page(Page(URL, f"<h3>Bộ thủ tục</h3><ul id=ds>{items}</ul><ul><li id=a1>Một<li id=a2>Hai<li id=a3>Ba</ul>")).rows
    assert [(row.name, row.key) for row in rows] == [(i.name, i.id[1:]) for i in ITEMS]


def test_rows_that_are_pressed_belong_together_however_few_a_field_has() -> None:
    """Fields of four, two and one procedures: each in a box of its own, pressed all alike; what is dressed otherwise is none of them."""

    def item(i: Item) -> str:
        return f"<p class='viec' data-khoa={i.id[::-1]}>{i.name}</p>"

    boxes = "".join(
        f"<fieldset><legend>{field}</legend><div>{''.join(map(item, ITEMS[first:last]))}</div></fieldset>"
        for field, first, last in (("Hộ tịch", 0, 4), ("Thư viện", 4, 6), ("Báo chí", 6, 7))
    )
    others = "<div><p class='tin' data-khoa=x1>Cấp mới thẻ căn cước cho học sinh cuối cấp</p></div>"
    rows = read_page(Page(URL, f"<h2>Thủ tục</h2>{boxes}{others}")).rows
    assert [row.name for row in rows] == [i.name for i in ITEMS[:7]]


def test_addresses_without_numbers_are_of_one_list_by_their_place() -> None:
    ways = ("aGVsbG8", "Zm9vYmFy", "cXV4", "d29ybGQ", "bG9uZ2Vy", "YWJj", "eHl6", "Y29yZ2U")
    items = "".join(f"<p><a href='/kho/{way}'>{i.name}</a> · {i.field}</p>" for way, i in zip(ways, ITEMS, strict=False))
    rows = read_page(Page(URL, f"<h2>Thủ tục</h2><div>{items}</div>")).rows
    assert [row.name for row in rows] == [i.name for i in ITEMS[: len(ways)]]


@pytest.mark.parametrize(
    ("box", "way"),
    [
        (
            "<form action=/mo.php><input type=hidden name=lang value=vi><select name=so size=9>{}</select><button>Xem</button></form>",
            "/mo.php?lang=vi&so=",
        ),
        ("<select onchange=\"location.href='/mo/'+this.value\">{}</select>", "/mo/"),
        ("<form method=post action=/mo.php><select name=so>{}</select><button>Xem</button></form>", None),
    ],
)
def test_choices_of_a_box_are_rows_where_they_lead_to_an_address(box: str, way: str | None) -> None:
    options = "<option value=''>-- Chọn thủ tục --</option>" + "".join(f"<option value={i.id[1:]}>{i.name}</option>" for i in ITEMS)
    rows = read_page(Page(URL, f"<body>{box.format(options)}</body>")).rows
    assert [row.url for row in rows] == ([f"https://dvc.tinh.example.vn{way}{i.id[1:]}" for i in ITEMS] if way else [])


def test_a_box_of_fields_is_no_list() -> None:
    fields = ("Đăng ký kinh doanh", "Cấp thoát nước", "Đăng ký giao dịch bảo đảm", "Nuôi con nuôi")
    options = "".join(f"<option value={n}>{field}</option>" for n, field in enumerate(fields))
    assert read_page(Page(URL, f"<form action=/ds><select name=lv>{options}</select></form>")).rows == ()


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("Danh sách thủ tục mức độ 3 của Ban Quản lý Khu kinh tế", "thủ tục mức độ 3"),
        ("Thủ tục hành chính cung cấp DVC trực tuyến toàn trình | Cấp xã", "cung cấp DVC trực tuyến toàn trình"),
        ("Các dịch vụ công mức 2 lĩnh vực Hộ tịch", "dịch vụ công mức 2"),
        ("Thủ tục hành chính của Ban Quản lý Khu kinh tế", None),
        ("Đẩy mạnh cung cấp dịch vụ công mức độ 4 tại các sở", None),
        ("Dịch vụ công mức độ 3 - dịch vụ công mức độ 4", None),
        ("Phân loại DVC: Mức độ 3 (12)", "Mức độ 3"),
        ("Đơn vị: Mức độ 3", None),
    ],
)
def test_the_heading_over_a_whole_list_gives_its_level(heading: str, level: str | None) -> None:
    box = "<p>Chọn dịch vụ cần thực hiện. Hồ sơ được nhận trong giờ hành chính.</p><form><input name=k><button>Tìm</button></form>"
    cells = "".join(f"<tr><td>{n}</td><td><a href='/p/{i.id}'>{i.name}</a></td></tr>" for n, i in enumerate(ITEMS, 1))
    entries = "".join(f"<p><a href='/p/{i.id}'>{i.name}</a> <i>{i.code}</i></p>" for i in ITEMS)
    for made in (f"<table><tr><th>STT</th><th>Tên thủ tục hành chính</th></tr>{cells}</table>", f"<div>{entries}</div>"):
        rows = read_page(Page(URL, f"<h2>{heading}</h2>{box}{made}")).rows
        assert [row.level_text for row in rows] == [level] * len(ITEMS)


def test_the_head_of_the_column_of_titles_is_no_procedure() -> None:
    lines = "".join(f"<tr><td>{n}<td>{i.code}<td><a href='/a?id={i.id}'>{i.name}</a></tr>" for n, i in enumerate(ITEMS[:3], 1))
    rows = read_page(Page(URL, f"<table><tr><td>#<td>Mã thủ tục<td>Tiêu đề</tr>{lines}</table>")).rows
    assert [row.name for row in rows] == [i.name for i in ITEMS[:3]]


def test_the_head_of_the_names_in_a_plain_cell_is_no_procedure_whatever_it_says() -> None:
    heads = "<tr><td><b>TT<td><b>Tên hồ sơ<td><b>Lĩnh vực<td><b>Mức</tr>"
    rows = "".join(f"<tr><td>{n}<td><a href='ct.asp?ma=A{n:02d}'>{item.name}</a><td>Hộ tịch<td>3</tr>" for n, item in enumerate(ITEMS))
    reading = read_page(Page(URL, f"<html><body><table border=1>{heads}{rows}</table></body></html>"))
    assert [row.name for row in reading.rows] == [item.name for item in ITEMS]


def test_the_only_procedure_of_a_field_belongs_to_the_list_of_the_other_fields() -> None:
    first, lone = ITEMS[:3], ITEMS[3]
    items = "".join(f"<li><a href='/bo/{i.id}'>{i.name}</a></li>" for i in first)
    html = f"<main><h3>Dược</h3><ol>{items}</ol><h3>Khám bệnh</h3><ol><li><a href='/bo/{lone.id}'>{lone.name}</a></li></ol></main>"
    assert [row.name for row in read_page(Page(URL, html)).rows] == [i.name for i in ITEMS[:4]]


def test_the_count_of_visits_is_no_count_of_procedures() -> None:
    items = "".join(f"<li><a href='/bo/{i.id}'>{i.name}</a></li>" for i in ITEMS)
    visits = "<div><p>Thống kê</p><p>Hôm nay: 1.204</p><p>Tổng cộng: 4.120.776</p></div>"
    assert read_page(Page(URL, f"{visits}<main><h2>Thủ tục</h2><p>Tổng số: 31 thủ tục</p><ul>{items}</ul></main>")).total == 31


def test_the_page_of_one_service_lists_no_news_and_is_known_by_its_national_code() -> None:
    news = (
        "<div class=khoi><h3>Bản tin</h3><a href='/tin-tuc/bai/901'>Hơn 90% hồ sơ được gửi qua mạng</a><p>Dịch vụ công mức độ 4</p></div>"
    )
    service = (
        "<div class=khoi><h2>Đăng ký lại việc nuôi con nuôi</h2><table><tr><td>Thủ tục<td>1.003005.000.00.00.H61<tr><td>Ký hiệu dịch vụ"
        "<td>QS-7705</table><a href='/c/dang-nhap?ve=%2Fkhai%2Fqs%2F7705'>Lập hồ sơ</a></div>"
    )
    rows = read_page(Page("https://dvc.tinh.example.vn/quay/qs/7705", f"<html><body>{service}{news}</body></html>")).rows
    assert [row.code for row in rows] in ([], ["1.003005.000.00.00.H61"])


@pytest.mark.parametrize(
    ("row", "url"),
    [
        ("data-mo-the='/the/k{}' data-vao='#o'", "https://dvc.tinh.example.vn/the/k7"),
        ("hx-get='/the/k{}' hx-target='#o'", "https://dvc.tinh.example.vn/the/k7"),
        ("data-mo-the='/the/k{}' data-kieu='post'", None),
        ("data-anh='/anh/k{}.png'", None),
        ("data-api='/api/k{}'", None),
    ],
)
def test_a_row_leads_where_an_attribute_of_its_own_making_says(row: str, url: str | None) -> None:
    cells = "<td><abbr title='Dịch vụ công trực tuyến một phần'>MP</abbr></td>"
    lines = "".join(f"<tr {row.format(n)}><td>{n}</td><td>{item.name}</td>{cells}</tr>" for n, item in enumerate(ITEMS[:3], 7))
    head = "<tr><th>STT</th><th>Tên thủ tục</th><th>Loại dịch vụ</th></tr>"
    reading = read_page(Page(URL, f"<html><body><table>{head}{lines}</table></body></html>"))
    assert (reading.rows[0].url, reading.rows[0].level_text) == (url, "Dịch vụ công trực tuyến một phần")


def test_forms_that_ask_nothing_are_links() -> None:
    def drawn(item: Item) -> str:
        return (
            f"<form action=/xem><input type=hidden name=so value='{item.id}'><span>{item.name}</span> <button>Xem chi tiết</button></form>"
        )

    reading = read_page(Page(URL, f"<html><body><h2>Thủ tục</h2>{''.join(map(drawn, ITEMS))}</body></html>"))
    assert [row.name for row in reading.rows] == [item.name for item in ITEMS]
    assert [row.url for row in reading.rows] == [f"https://dvc.tinh.example.vn/xem?so={item.id}" for item in ITEMS]


@pytest.mark.parametrize(
    "form",
    [
        "<form action=/xem method=post><input type=hidden name=so value={}>{} <input type=submit value=Xem></form>",
        "<form action=/xem><input type=hidden name=so value={}>{} <input name=q><input type=submit value=Xem></form>",
        "<form action=/nop><input type=hidden name=so value={}>{} <input type=submit value='Nộp hồ sơ'></form>",
    ],
    ids=["posted", "asking", "applying"],
)
def test_other_forms_are_no_links(form: str) -> None:
    forms = "".join(form.format(item.id, item.name) for item in ITEMS)
    assert not [row for row in read_page(Page(URL, f"<html><body>{forms}</body></html>")).rows if row.url]


def test_the_only_row_with_a_code_brings_those_beside_it() -> None:
    codes = (ITEMS[0].code, "", "")
    rows = "".join(
        f"<tr data-hoso='{item.id[1:]}'><td>{item.name}</td><td>{code}</td></tr>" for item, code in zip(ITEMS, codes, strict=False)
    )
    reading = read_page(Page(URL, f"<html><body><table><tr><td><table>{rows}</table></td></tr></table></body></html>"))
    assert [(row.name, row.code) for row in reading.rows] == [(item.name, code or None) for item, code in zip(ITEMS, codes, strict=False)]


@pytest.mark.parametrize(
    ("words", "total"),
    [
        ("Bản vẽ thu nhỏ từ 1/200 đến 1/5.000 ghi rõ ngày lập", None),
        ("Sơ đồ tỷ lệ 1:500 - 1/3000 của thửa đất", None),
        ("Mục 9 - 4 trong 31", None),
        ("Hiển thị 1 - 5 trên 31", 31),
        ("31 thủ tục thuộc Sở Y tế", 31),
        ("12 thủ tục của Sở Y tế</p><p>31 thủ tục của Sở Tư pháp", None),  # how many each of several has
        ("31 mục trong sổ tay", None),
    ],
)
def test_what_cannot_be_a_part_of_a_list_is_no_counter(words: str, total: int | None) -> None:
    items = "".join(f"<li><a href='/bo/{i.id}'>{i.name}</a></li>" for i in ITEMS)
    assert read_page(Page(URL, f"<main><h2>Thủ tục</h2><ul>{items}</ul><p>{words}</p></main>")).total == total


def test_numbers_in_the_text_of_a_procedure_count_nothing_of_the_page_that_describes_several() -> None:
    told = (("Đăng ký nuôi con nuôi", "Nộp đủ 9 giấy tờ"), ("Đăng ký khai tử", "Tờ khai"), ("Đăng ký giám hộ", "Một bản"))
    parts = "".join(
        f"<section><h3>{name}</h3><p><b>Trình tự thực hiện:</b> Đến quầy, chọn một trong 40 mục của bảng</p>"
        f"<p><b>Thành phần hồ sơ:</b> {papers}</p>"
        "<p><b>Thời hạn giải quyết:</b> 3 ngày</p><p><b>Lệ phí:</b> Không</p><p><b>Căn cứ pháp lý:</b> Luật Hộ tịch</p></section>"
        for name, papers in told
    )
    reading = read_page(Page(URL, f"<main><h1>Hộ tịch</h1>{parts}</main>"))
    assert (len(reading.procedures), reading.total) == (3, None)


@pytest.mark.parametrize("tag", ["li", "article"])
def test_an_entry_that_leads_nowhere_stands_in_the_list_of_those_that_do(tag: str) -> None:
    def entry(item: Item, linked: bool) -> str:
        name = f"<a href='/bo/{item.id}'>{item.name}</a>" if linked else item.name
        apply = f"<a href='https://dvc.example.gov.vn/nop?ma={item.code[:8]}'>Nộp hồ sơ</a>"
        return f"<{tag} class=o><h5>{name}</h5><span>Số: {item.code}</span> <em>{item.level}</em> {apply}</{tag}>"

    entries = [entry(item, n % 4 != 1) for n, item in enumerate(ITEMS)]
    note = f"<{tag} class=o><h5>Đường dây nóng tiếp nhận hồ sơ</h5><span>Số: 1022</span></{tag}>"
    reading = read_page(Page(URL, f"<main><h2>Thủ tục</h2><div>{''.join(entries)}{note}</div></main>"))
    assert [(row.name, row.code, row.level_text) for row in reading.rows] == [(item.name, item.code, item.level) for item in ITEMS]
    assert reading.rows[1].url is None
    assert reading.rows[0].url is not None


def test_a_part_of_the_site_whose_name_stands_in_a_title_is_no_news() -> None:
    """The address of an article is its title, which may speak of notices and papers."""
    names = (
        "Cấp văn bản chấp thuận thông báo hoạt động bưu chính",
        "Sửa đổi văn bản xác nhận thông báo nhập khẩu",
        "Thu hồi văn bản xác nhận thông báo hoạt động",
    )
    slugs = (
        "cap-van-ban-chap-thuan-thong-bao-hoat-do",
        "sua-doi-van-ban-xac-nhan-thong-bao-nhap-khau",
        "thu-hoi-van-ban-xac-nhan-thong-bao-h",
    )
    entries = "".join(
        f"<li><a href='/bo-thu-tuc/vien-thong/{n}_{slug}.aspx'>{name}</a><i>12/02/2018</i></li>"
        for n, (name, slug) in enumerate(zip(names, slugs, strict=True), 311)
    )
    reading = read_page(
        Page("https://so.tinh.example.vn/bo-thu-tuc/vien-thong", f"<html><body><h3>Viễn thông</h3><ul>{entries}</ul></body></html>")
    )
    assert [row.name for row in reading.rows] == list(names)


def test_dated_headlines_outside_such_a_part_are_none() -> None:
    entries = "".join(
        f"<li><a href='/chuyen/{n}_cap-the-can-cuoc'>Cấp thẻ căn cước lưu động cho người già đợt {n}</a><i>12/02/2018</i></li>"
        for n in range(311, 315)
    )
    assert not read_page(Page("https://so.tinh.example.vn/chuyen", f"<html><body><h3>Đời sống</h3><ul>{entries}</ul></body></html>")).rows


def test_the_name_of_a_row_is_no_button_of_it_whatever_one_does_in_it() -> None:
    names = ("Dừng thực hiện thủ tục đăng ký tổ hợp tác", "Cấp lại thẻ thư viện tỉnh", "Công nhận làng nghề truyền thống")
    rows = "".join(
        f"<tr><td>{n}<td><a href='/tthc/{n}41'>{name}</a><td><a href='/nop/{n}41'>Nộp hồ sơ</a></tr>" for n, name in enumerate(names, 1)
    )
    table = f"<table><tr><th>TT<th>Tên thủ tục<th>Thao tác</tr>{rows}</table>"
    found = read_page(Page("https://xa.tinh.example.vn/tthc", f"<html><body>{table}</body></html>")).rows
    assert [[control.text for control in row.controls] for row in found] == [["Nộp hồ sơ"]] * 3


OPTIONS = "WebForm_DoPostBackWithOptions(new WebForm_PostBackOptions('{}', '', true, '', '', false, true))"


@pytest.mark.parametrize("way_back", ["‹ Mục cũ", "« Lùi", "Quay về trước"])
@pytest.mark.parametrize("sent", ["__doPostBack('{}','')", OPTIONS])
def test_the_pager_below_rows_that_send_the_form_is_none_of_them(way_back: str, sent: str) -> None:
    def pressed(control: str, words: str) -> str:
        return f'<a href="javascript:{sent.format(control)}">{words}</a>'

    rows = "".join(f"<li>{pressed(f'nhom$ds$hang{place:02}$xem', i.name)}</li>" for place, i in enumerate(ITEMS[:3]))
    pager = f"<p>{pressed('nhom$lui', way_back)}</p>"
    read = read_page(Page(URL, f"<main><h2>Danh sách thủ tục</h2><ul>{rows}</ul>{pager}</main>"))
    assert [row.name for row in read.rows] == [i.name for i in ITEMS[:3]]


def test_rows_that_one_control_opens_by_words_are_one_list() -> None:
    ways = [f"javascript:__doPostBack('luoi','Mo${key}')" for key in "abc"]
    rows = "".join(f'<li><a href="{way}">{i.name}</a></li>' for way, i in zip(ways, ITEMS, strict=False))
    read = read_page(Page(URL, f"<main><h2>Danh sách thủ tục</h2><ul>{rows}</ul></main>"))
    assert [row.name for row in read.rows] == [i.name for i in ITEMS[:3]]
