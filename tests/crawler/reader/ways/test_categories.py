# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Portals without one list: fields, agencies, tiers; and lists that only a search form opens."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest

from classifier.model import Outcome, Page, Row
from classifier.reading import read_page
from crawler.fetching import Answer, Ask
from crawler.reader.choosing.choices import forms_of
from crawler.reader.identity import RecordBook
from crawler.reader.page.document import Document
from crawler.reader.page.view import View
from crawler.reader.page.words import fold, leads_elsewhere
from crawler.reader.paging.alike import add_alike
from tests.crawler.reader.made import NEWS, Answering, Asked, Made, Reply, detail_dl, detail_heads, detail_table, served, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, cards, table
from tests.crawler.reader.reading import assert_all, read, read_made

FIELDS = sorted({p.field for p in PROCEDURES})
AGENCIES = sorted({p.agency for p in PROCEDURES})


def detail(asked: Asked) -> Made | None:
    head, _, ident = asked.path.rpartition("/")
    return BY_ID.get(int(ident)) if head == "/thu-tuc" and ident.isdigit() else None


def by_field(asked: Asked) -> Reply | None:
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu=MENU)
    if asked.path == "/thu-tuc-hanh-chinh":
        links = "".join(
            f'<li><a href="/linh-vuc/{i + 1}">{f} ({sum(p.field == f for p in PROCEDURES)})</a></li>' for i, f in enumerate(FIELDS)
        )
        return shell(f"<h2>Lĩnh vực</h2><ul class=lv>{links}</ul>", menu=MENU)
    if asked.path.startswith("/linh-vuc/"):
        return shell(table([p for p in PROCEDURES if p.field == FIELDS[int(asked.path.rpartition("/")[2]) - 1]], anchor), menu=MENU)
    one = detail(asked)
    return shell(detail_table(one), menu=MENU) if one else None


def by_agency_and_field(asked: Asked) -> Reply | None:
    """Agency → field → list, slugs instead of numbers, the list paged."""
    if asked.path == "/":
        menu = "".join(f'<a href="/co-quan/so-{i}">{a}</a>' for i, a in enumerate(AGENCIES))
        return shell(f"<div class=don-vi><h3>Thủ tục theo cơ quan</h3>{menu}</div><ul>{NEWS}</ul>")
    parts = asked.path.strip("/").split("/")
    if parts[0] == "co-quan" and len(parts) == 2:
        here = [p for p in PROCEDURES if p.agency == AGENCIES[int(parts[1][3:])]]
        fields = [*sorted({p.field for p in here}), "Tôn giáo"]
        return shell(
            "".join(f'<p><a href="/co-quan/{parts[1]}/linh-vuc-{FIELDS.index(f) if f in FIELDS else 9}">{f}</a></p>' for f in fields)
        )
    if parts[0] == "co-quan" and len(parts) == 3:
        index = int(parts[2].rpartition("-")[2])
        field = FIELDS[index] if index < len(FIELDS) else ""
        rows = [p for p in PROCEDURES if p.agency == AGENCIES[int(parts[1][3:])] and p.field == field]
        page = asked.number("trang", 1)
        pager = "".join(f'<a href="?trang={n}">{n}</a>' for n in range(1, -(-len(rows) // 5) + 1))
        return shell((cards(rows[page * 5 - 5 : page * 5], anchor) or "<p>Không có thủ tục nào</p>") + f"<div class=pages>{pager}</div>")
    one = detail(asked)
    return shell(detail_heads(one)) if one else None


def by_map_and_choice(asked: Asked) -> Reply | None:
    """A picture whose places lead to the agencies; each list has a word in its query, two rows a page and a last page of one."""
    if asked.path == "/":
        places = "".join(f'<area shape=rect href="/so-do?don_vi={"abcdef"[i]}x" alt="{a}">' for i, a in enumerate(AGENCIES))
        return shell(f"<img usemap=#m src=/so-do.png><map name=m>{places}</map><ul>{NEWS}</ul>")
    if asked.path == "/so-do":
        here = [p for p in PROCEDURES if p.agency == AGENCIES["abcdef".index(asked.query["don_vi"][0])]]
        size = next(size for size in (4, 7) if len(here) % size == 1)
        start = asked.number("tu", 0)
        more = f'<a href="?don_vi={asked.query["don_vi"]}&tu={start + size}">Trang sau</a>' if start + size < len(here) else ""
        posts = (
            f"<article class=post><header class=entry-header><h2>{anchor(p)}</h2></header></article>" for p in here[start : start + size]
        )
        return shell("".join(posts) + more)
    one = detail(asked)
    return shell(detail_heads(one)) if one else None


def by_sites_of_agencies(asked: Asked) -> Reply | None:
    """Each agency has a front page of its own, whose menu leads to its list."""
    parts = asked.path.strip("/").split("/")
    if asked.path == "/":
        return shell("<h3>Các đơn vị</h3>" + "".join(f'<p><a href="/donvi{"abcd"[i]}/">{a}</a></p>' for i, a in enumerate(AGENCIES)))
    if not parts[0].startswith("donvi"):
        return None
    agency = AGENCIES["abcd".index(parts[0][5])]
    menu = f'<a href="/{parts[0]}/hoat-dong">Hoạt động</a> <a href="/{parts[0]}/bo-tthc">Thủ tục hành chính</a>'
    if len(parts) == 1:
        return shell(f"<h2>{agency}</h2><p>Chào mừng bạn đến với trang của đơn vị</p>", menu=menu)
    if parts[1:] == ["bo-tthc"]:
        items = "".join(f'<li><a href="/{parts[0]}/bo-tthc/{p.id}">{escape(p.name)}</a></li>' for p in PROCEDURES if p.agency == agency)
        return shell(f"<ul>{items}</ul>", menu=menu)
    one = BY_ID.get(int(parts[2])) if len(parts) == 3 and parts[2].isdigit() else None
    return shell(detail_table(one), menu=menu) if one else None


def by_lists_of_agencies(asked: Asked) -> Reply | None:
    """The list of each agency under a name of its own, which no id tells apart; a box on every page leads to a few procedures first."""
    names = dict(zip(("noivu", "khcn", "lang-a", "lang-b"), AGENCIES, strict=False))
    box = "".join(
        f"<li><a href='/{next(n for n in names if names[n] == p.agency)}/xem/{p.id}'>{escape(p.name)}</a></li>" for p in PROCEDURES[:3]
    )
    beside = f"</main><div class=cot><h4>Hay làm</h4><ul>{box}</ul></div><main>"
    if asked.path == "/":
        links = "".join(f"<li><a href='/{name}/bo-thu-tuc'>{agency}</a></li>" for name, agency in names.items())
        return shell(f"<h3>Mời chọn</h3><ul>{links}</ul>{beside}")
    name, _, rest = asked.path.strip("/").partition("/")
    if name not in names:
        return None
    crumbs = f"<div class=duong-dan><a href='/{name}/bo-thu-tuc'>Bộ thủ tục</a></div>"
    if rest == "bo-thu-tuc":
        here = [p for p in PROCEDURES if p.agency == names[name]]
        items = "".join(f"<li><a href='/{name}/xem/{p.id}'>{escape(p.name)}</a></li>" for p in here)
        return shell(f"<h2>{names[name]}</h2><ol>{items}</ol>{beside}")
    one = BY_ID.get(int(rest.removeprefix("xem/"))) if rest.removeprefix("xem/").isdigit() else None
    return shell(crumbs + detail_table(one) + beside) if one else None


def test_one_list_that_was_found_calls_those_of_the_other_agencies() -> None:
    assert_all(read_made(by_lists_of_agencies), [p for p in PROCEDURES if p.agency in AGENCIES[:4]], most=1.9)


def overlapping(asked: Asked) -> Reply | None:
    """The same procedures under fields and under agencies; the category comes along in the address of the detail."""
    if asked.path == "/":
        fields = "".join(f'<li><a href="/dvc?linhvuc={i}">{f}</a></li>' for i, f in enumerate(FIELDS))
        agencies = "".join(f'<li><a href="/dvc?coquan={i}">{a}</a></li>' for i, a in enumerate(AGENCIES))
        return shell(f"<h3>Lĩnh vực</h3><ul class=a>{fields}</ul><h3>Cơ quan</h3><ul class=b>{agencies}</ul>")
    if asked.path == "/dvc":
        key, value = next(iter(asked.query.items()))
        rows = [p for p in PROCEDURES if (p.field == FIELDS[int(value)] if key == "linhvuc" else p.agency == AGENCIES[int(value)])]
        return shell(table(rows, lambda p: f'<a href="/chi-tiet?{key}={value}&ma={p.id}">{escape(p.name)}</a>'))
    return shell(detail_dl(BY_ID[asked.number("ma", 0)])) if asked.path == "/chi-tiet" else None


def search_post(asked: Asked) -> Reply | None:
    if asked.path == "/thu-tuc-hanh-chinh":
        form = '<form action="/thu-tuc-hanh-chinh" method="post"><input name="q" type="text"><select name="lv"><option value="">Tất cả</option></select><button type="submit">Tìm kiếm</button></form>'
        everything = asked.method == "POST" and not asked.form.get("lv")
        return shell(form + (table(PROCEDURES, anchor) if everything else "<p>Nhập từ khóa để tìm</p>"), menu=MENU)
    return by_field(asked)


def search_get(asked: Asked) -> Reply | None:
    if asked.path == "/":
        return shell(
            '<form action="/tim-kiem" class="s"><input type="search" name="tu_khoa" placeholder="Tìm thủ tục hành chính"><button>Tìm</button></form>'
        )
    if asked.path == "/tim-kiem":
        return shell(cards(PROCEDURES, anchor) if "tu_khoa" in asked.query else "<p>…</p>")
    return by_field(asked)


def a_few_beside_the_search(asked: Asked) -> Reply | None:
    """The page of procedures shows a few of them; all come by the empty search."""
    if asked.path == "/thu-tuc-hanh-chinh":
        form = '<form action="/loc"><input name="ten"><select name="dv"><option value="">Mọi đơn vị</option></select><button>Lọc</button></form>'
        return shell(f"<h3>Bốn việc đầu trang</h3>{cards(PROCEDURES[:4], anchor)}{form}", menu=MENU)
    return shell(cards(PROCEDURES, anchor), menu=MENU) if asked.path == "/loc" and "ten" in asked.query else by_field(asked)


def a_box_on_every_page(asked: Asked) -> Reply | None:
    """The same few procedures stand beside every page, the pages of agencies among them, which alone hold the lists."""
    agencies = "".join(f'<h3><a href="/don-vi/dv-{i}.html">{a}</a> <b>9</b></h3>' for i, a in enumerate(AGENCIES))
    box = "".join(f'<li><a href="/viec/{p.id}.html">{escape(p.name)}</a></li>' for p in PROCEDURES[:3])
    beside = f"</main><div class=cot><h4>Bà con hỏi luôn</h4><ul>{box}</ul></div><main>"
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>{beside}", menu=MENU)
    if asked.path == "/thu-tuc-hanh-chinh":
        return shell(f"<h2>Thủ tục</h2>{agencies}{beside}", menu=MENU)
    if asked.path.startswith("/don-vi/dv-"):
        agency = AGENCIES[int(asked.path.removesuffix(".html").rpartition("-")[2])]
        items = "".join(f'<li><a href="/viec/{p.id}.html">{escape(p.name)}</a></li>' for p in PROCEDURES if p.agency == agency)
        return shell(f"<h2>{agency}</h2><ol>{items}</ol>{beside}", menu=MENU)
    named = asked.path.removesuffix(".html").rpartition("/")[2]
    one = BY_ID.get(int(named)) if named.isdigit() else None
    return shell(detail_table(one) + beside, menu=MENU) if one else None


def lists_in_the_agencies_own_folders(asked: Asked) -> Reply | None:
    """A tree of agencies whose lists lie in a folder of each; a box leads to the pages of a few procedures, and these to one agency's list."""
    tree = "".join(f'<dd><a href="/{"pqrs"[i]}/quy-trinh.htm">{a}</a></dd>' for i, a in enumerate(AGENCIES))
    box = "".join(
        f'<div class=noi-bat><a href="/{"pqrs"[AGENCIES.index(p.agency)]}/quy-trinh/so-{p.id}.htm">{escape(p.name)}</a></div>'
        for p in PROCEDURES[:3]
    )
    if asked.path == "/":
        return shell(f"<ul>{NEWS}</ul>{box}", menu='<a href="/bo-may.htm">Bộ máy</a>')
    if asked.path == "/bo-may.htm":
        return shell(f"<dl>{tree}</dl>")
    agency = AGENCIES["pqrs".index(asked.path[1])] if asked.path[2:].startswith("/quy-trinh") else None
    if asked.path.endswith("/quy-trinh.htm"):
        items = "".join(
            f'<li><a href="/{asked.path[1]}/quy-trinh/so-{p.id}.htm">{escape(p.name)}</a></li>' for p in PROCEDURES if p.agency == agency
        )
        return shell(f"<h2>{agency}</h2><ul>{items}</ul>{box}")
    ident = asked.path.removesuffix(".htm").rpartition("so-")[2]
    one = BY_ID.get(int(ident)) if agency and ident.isdigit() else None
    back = f'<p><a href="/{asked.path[1]}/quy-trinh.htm">Quy trình, thủ tục</a> <a href="/bo-may.htm">Các sở, ban, ngành</a></p>'
    return shell(back + detail_table(one)) if one else None


def test_one_list_is_not_all_where_pages_name_procedures_that_it_lacks() -> None:
    assert_all(read_made(lists_in_the_agencies_own_folders), PROCEDURES, most=1.9)


STORIES = (
    "Lễ phát động tìm hiểu dịch vụ công trực tuyến",
    "Hội nghị về thủ tục hành chính",
    "Đoàn giám sát thủ tục hành chính làm việc ở xã",
    "Ngày hội dịch vụ công trực tuyến",
    "Thông báo lịch trực của bộ phận một cửa dịp Tết",  # begins as procedures do
    "Khai mạc tuần lễ chuyển đổi số toàn huyện",
)


def stories_and_procedures_under_one_number(asked: Asked) -> Reply | None:
    """A small site on which every article has an address of one make, whatever it is about."""
    number = asked.query.get("bai", "")
    if asked.path != "/":
        return None
    if "muc" in asked.query:
        items = "".join(f'<li><a href="/?bai={p.id + 500}">{escape(p.name)}</a></li>' for p in PROCEDURES[:9])
        return shell(f"<h2>Thủ tục hành chính</h2><ul>{items}</ul>")
    if not number:
        told = "".join(f'<p><a href="/?bai={n}">{story}</a></p>' for n, story in enumerate(STORIES))
        return shell(f"<h1>Tin trong huyện</h1>{told}", menu='<a href="/?muc=2">Thủ tục hành chính</a>')
    if int(number) < len(STORIES):
        return shell(f"<h1>{STORIES[int(number)]}</h1><p>Sáng nay bà con đã đến dự đông đủ.</p>")
    one = BY_ID.get(int(number) - 500)
    return shell(detail_table(one)) if one else None


def test_news_called_like_procedures_are_opened_before_anything_is_missed() -> None:
    found = read_made(stories_and_procedures_under_one_number)
    assert not [warning for warning in found.report.warnings if warning.startswith("unlisted: ")]
    assert found.report.coverage.complete


def test_a_procedure_that_no_list_has_is_told() -> None:
    def one_list_is_gone(asked: Asked) -> Reply | None:
        return None if asked.path == "/p/quy-trinh.htm" else lists_in_the_agencies_own_folders(asked)

    found = read_made(one_list_is_gone)
    assert not found.report.coverage.complete
    assert any(warning.startswith("unlisted: ") for warning in found.report.warnings)
    assert read_made(lists_in_the_agencies_own_folders).report.coverage.complete


def test_a_few_procedures_beside_a_search_are_not_all() -> None:
    assert_all(read_made(a_few_beside_the_search), PROCEDURES, most=1.6)


def test_a_box_that_stands_on_every_page_is_not_the_list() -> None:
    assert_all(read_made(a_box_on_every_page), PROCEDURES, most=1.6)


def test_field_then_list() -> None:
    assert_all(read_made(by_field), PROCEDURES, most=1.6)


def test_agency_then_field_then_list() -> None:
    assert_all(read_made(by_agency_and_field), PROCEDURES, most=2.0)


def test_reads_the_lists_of_all_agencies_from_their_own_front_pages() -> None:
    assert_all(read_made(by_sites_of_agencies), PROCEDURES, most=1.7)


def test_reads_agencies_behind_a_map_and_a_last_page_of_one_procedure() -> None:
    assert_all(read_made(by_map_and_choice), PROCEDURES, most=1.7)


def test_two_trees_over_the_same_procedures() -> None:
    found = read_made(overlapping)
    assert_all(found, PROCEDURES, most=1.6)
    assert not any("duplicate_code" in entry.flags for entry in found.sink.entries)


def test_an_empty_search_by_post() -> None:
    assert_all(read_made(search_post), PROCEDURES, most=1.6)


def test_an_empty_search_by_get() -> None:
    assert_all(read_made(search_get), PROCEDURES, most=1.6)


def test_a_category_page_gives_its_category() -> None:
    found = read_made(by_field, "linh-vuc/2")
    assert_all(found, [p for p in PROCEDURES if p.field == FIELDS[1]], most=2.0)


def test_a_field_with_one_procedure_counts_where_other_fields_hold_several() -> None:
    def section(p: Made) -> str:
        return f"<section>{detail_table(p).replace('h1>', 'h3>')}</section>"

    pages = {"/mang/ho-tich.html": PROCEDURES[:4], "/mang/du-lich.html": PROCEDURES[4:5], "/mang/y-te.html": PROCEDURES[5:9]}
    links = "".join(f"<li><a href='{path}'>Lĩnh vực {n}</a></li>" for n, path in enumerate(pages))

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell(f"<h1>Thủ tục hành chính theo lĩnh vực</h1><ul>{links}</ul>")
        held = pages.get(asked.path)
        return shell("<h1>Lĩnh vực</h1>" + "".join(section(p) for p in held)) if held else None

    found = read_made(answer)
    assert sorted(found.names) == sorted(p.name for p in PROCEDURES[:9])
    assert found.report.coverage.complete


def alone(asked: Asked) -> Reply | None:
    """Agencies, then fields; one agency has a single field, and one field a single procedure named unlike any other."""
    agencies = {41: [p for p in PROCEDURES[:14]], 42: PROCEDURES[14:17], 43: PROCEDURES[17:24]}
    fields = {41: (81, 82, 83), 42: (84,), 43: (85, 86)}
    if asked.path == "/":
        links = "".join(f'<li><a href="/bo-thu-tuc/don-vi?dv={a}">Đơn vị số {a}</a></li>' for a in agencies)
        return shell(f"<h1>Chọn cơ quan giải quyết</h1><ul>{links}</ul>")
    if asked.path == "/bo-thu-tuc/don-vi" and (unit := asked.number("dv", 0)) in fields:
        links = "".join(f'<li><a href="/bo-thu-tuc/nhom?dv={unit}&n={n}">Nhóm {n}</a></li>' for n in fields[unit])
        return shell(f"<h1>Các nhóm thủ tục</h1><ul>{links}</ul>")
    if asked.path == "/bo-thu-tuc/nhom":
        unit, group = asked.number("dv", 0), asked.number("n", 0)
        held = agencies[unit][fields[unit].index(group) :: len(fields[unit])]
        rows = "".join(f'<p><a href="/bo-thu-tuc/xem?tt={p.id}">{escape(p.name)}</a></p>' for p in held)
        if group == 86:
            rows = f'<p><a href="/bo-thu-tuc/xem?tt={ODD.id}">{escape(ODD.name)}</a></p>'
        return shell(f"<h1>Nhóm {group}</h1>{rows}")
    if asked.path == "/bo-thu-tuc/xem":
        found = next((p for p in (*PROCEDURES, ODD) if p.id == asked.number("tt", 0)), None)
        return shell(detail_table(found)) if found else None
    return None


# By branch: the names and addresses of its boxes with their procedures, or those of the branch itself.
BOXES_OF: dict[str, dict[str, tuple[str, list[Made]]] | list[Made]] = {
    "thu-vien": {"luu-tru": ("Tài liệu lưu trữ", PROCEDURES[:4]), "phuc-vu": ("Thư viện, huấn luyện và hướng dẫn", PROCEDURES[4:8])},
    "cong-thuong": PROCEDURES[8:13],
    "ke-hoach": {"dau-tu": ("Thống kê, dự án", PROCEDURES[13:17]), "chon-thau": ("Đấu thầu", PROCEDURES[17:20])},
}


def branches_called_like_something_else(asked: Asked) -> Reply | None:
    """A tree of which one branch has its list at once and stands in the menu, too; the boxes of others are called like a portal's papers."""
    names = {"thu-vien": "Thư viện", "cong-thuong": "Công thương", "ke-hoach": "Kế hoạch"}
    menu = '<a href="/">Đầu trang</a> <a href="/so-tay.jsp">Thủ tục hành chính</a> <a href="/kho/cong-thuong">Lĩnh vực công thương</a>'
    if asked.path == "/":
        return shell(f"<ul>{NEWS}</ul>", menu=menu)
    if asked.path == "/so-tay.jsp":
        return shell("<dl>" + "".join(f'<dt><a href="/kho/{key}">{name}</a></dt>' for key, name in names.items()) + "</dl>", menu=menu)
    branch, _, box = asked.path.removeprefix("/kho/").partition("/")
    held = BOXES_OF.get(branch)
    if isinstance(held, dict) and not box:
        counted = (lambda n: f" ({n})") if branch == "ke-hoach" else (lambda n: "")
        boxes = "".join(f'<p><a href="/kho/{branch}/{key}">{name}</a>{counted(len(of))}</p>' for key, (name, of) in held.items())
        return shell(f"<h2>{names[branch]}</h2>{boxes}", menu=menu)
    if held is not None:
        listed = held[box][1] if isinstance(held, dict) else held
        return shell(table(listed, anchor), menu=menu)
    one = detail(asked)
    return shell(detail_dl(one), menu=menu) if one else None


def test_what_lies_below_a_branch_is_a_part_of_it_whatever_its_words_sound_like() -> None:
    found = read_made(branches_called_like_something_else)
    assert_all(found, PROCEDURES[:20], most=2.0)
    assert found.report.coverage.complete


def test_a_branch_that_cannot_be_read_is_told_though_the_menu_led_to_its_neighbour() -> None:
    def broken(asked: Asked) -> Reply | None:
        shut = asked.path.startswith("/kho/") and not asked.path.endswith("cong-thuong")
        return (503, "text/html", "<h1>Đang bảo trì</h1>") if shut else branches_called_like_something_else(asked)

    found = read_made(broken)
    assert len(found.names) == 5
    assert not found.report.coverage.complete
    assert found.report.warnings


@pytest.mark.parametrize("words", ["Du lịch", "Di tích lịch sử", "Tín ngưỡng, tôn giáo", "Hướng dẫn viên", "Công nghệ thông tin"])
def test_fields_with_a_word_of_something_else_in_them_lead_to_nothing_else(words: str) -> None:
    assert not leads_elsewhere(words)


@pytest.mark.parametrize("words", ["Lịch tiếp dân", "Tin hoạt động", "Tin tức", "Lịch công tác du lịch"])
def test_calendars_and_news_lead_elsewhere(words: str) -> None:
    assert leads_elsewhere(words)


ODD = Made(9901, "Vận động viên cấp kiện tướng được phong đẳng cấp", "1.008899.000.00.00.H77", "Thể thao", "Sở Y tế", "Một phần")


def test_a_category_that_stands_alone_and_a_name_like_no_other() -> None:
    run = read_made(alone)
    held = [*PROCEDURES[:17], *PROCEDURES[17:24:2], ODD]
    assert_all(run, held, most=3.5)


BELOW = {"ho-tich-va-quoc-tich": PROCEDURES[:5], "di-san-van-hoa-vat-the": PROCEDURES[5:9], "y-te": [PROCEDURES[9], ODD]}


def below(asked: Asked) -> Reply | None:
    """Fields whose pages lie above those of their procedures; the name of one is like no title, and holds a procedure named like none."""
    if asked.path == "/":
        links = "".join(f"<li><a href='/bo/{part}.htm'>Lĩnh vực {n}</a></li>" for n, part in enumerate(BELOW))
        return shell(f"<h1>Thủ tục hành chính theo lĩnh vực</h1><ul>{links}</ul>")
    part, _, rest = asked.path.removeprefix("/bo/").removesuffix(".htm").partition("/")
    if part in BELOW and not rest:
        rows = "".join(f"<tr><td><a href='/bo/{part}/{p.id}-tthc.htm'>{p.name}</a></td><td>{p.id}</td></tr>" for p in BELOW[part])
        return shell(f"<h1>Lĩnh vực</h1><table>{rows}</table>")
    one = next((p for p in BELOW.get(part, ()) if rest == f"{p.id}-tthc"), None)
    return shell(detail_table(one)) if one else None


def test_what_lies_below_a_field_whose_part_of_the_path_is_like_no_others() -> None:
    run = read_made(below)
    assert_all(run, [*PROCEDURES[:10], ODD], most=3.0)
    assert run.report.coverage.complete


@pytest.mark.parametrize(
    ("links", "tried"),
    [
        ({"/bo/y-te/31-a.htm": "Cấp lại thẻ nhân viên y tế thôn bản", "/bo/y-te/32-b.htm": "Vận động viên kiện tướng"}, 2),
        ({"/bo/y-te/31-a.htm": "Cấp lại thẻ nhân viên y tế", "/bo/y-te/32-b.htm": "Hội nghị quý 1", "/bo/y-te/33-c.htm": "Lễ hội"}, 0),
        ({"/bai/y-te/31-a.htm": "Cấp lại thẻ nhân viên y tế thôn bản"}, 0),  # not below the page
        ({"/bo/y-te/them/31-a.htm": "Cấp lại thẻ nhân viên y tế thôn bản"}, 0),  # not of the make of the known ones
    ],
)
def test_only_what_reads_like_procedures_and_lies_like_known_ones_is_tried(links: dict[str, str], tried: int) -> None:
    book, base = RecordBook(), "https://dvc.tinh.example.vn"
    book.add(Row("Đăng ký lại khai sinh", url=f"{base}/bo/ho-tich-va-quoc-tich/7-tthc.htm"), f"{base}/")
    rows = "".join(f"<p><a href='{path}'>{name}</a></p>" for path, name in links.items())
    page = Page(f"{base}/bo/y-te.htm", f"<html><body><h1>Y tế</h1>{rows}</body></html>")
    view = View(Ask(page.url), Answer(Ask(page.url), Outcome.OK, page), page, replace(read_page(page), rows=(), procedures=()))
    assert len(add_alike(view, book)) == tried


def titled(asked: Asked) -> Reply | None:
    """Addresses of an id and a title, as content systems write them; no word of the agencies or groups says what they are."""
    units = {
        7: ("Khối nội chính", PROCEDURES[:9]),
        9: ("Bộ phận số hai", PROCEDURES[9:20]),
        12: ("Kho thông tin điện tử", PROCEDURES[20:30]),
    }
    parts = asked.path.strip("/").split("/")
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul><p><a href='/tthc'>Thủ tục hành chính</a></p>")
    if parts[0] != "tthc":
        return None
    if len(parts) == 1:
        return shell(
            "<ul>" + "".join(f"<li><a href='/tthc/{n}-khoi-{'x' * n}'>{name}</a></li>" for n, (name, _) in units.items()) + "</ul>"
        )
    unit = units.get(int(parts[1].partition("-")[0]))
    if unit is None:
        return None
    if len(parts) == 2:
        return shell(
            "<ol>" + "".join(f"<li><a href='{asked.path}/{i}-nhom-{'abc'[i]}'>Tin học, nhóm {i}</a></li>" for i in range(3)) + "</ol>"
        )
    if len(parts) == 3:
        held = unit[1][int(parts[2].partition("-")[0]) :: 3]
        return shell(
            "<ol>" + "".join(f"<li><a href='{asked.path}/{p.id}-thu-tuc-so-{p.id}'>{escape(p.name)}</a></li>" for p in held) + "</ol>"
        )
    one = BY_ID.get(int(parts[3].partition("-")[0]))
    return shell(detail_dl(one)) if one else None


def test_addresses_of_an_id_and_a_title() -> None:
    assert_all(read_made(titled), PROCEDURES[:30], most=3.0)


def by_posts(asked: Asked) -> Reply | None:
    """A commune's blog: one post per field, told apart by its words; procedures are posts among news, and so is the list of lists."""
    slugs = ("niem-yet-ho-tich", "dat-dai-cong-khai", "du-lich-tai-xa", "nganh-y-te")
    if asked.path == "/":
        posts = "".join(f'<article><h3><a href="/bai/{p.id}/doc.html">{p.name}</a></h3><p>Đọc tiếp</p></article>' for p in PROCEDURES[:3])
        return shell(f'{posts}<article><h3><a href="/trang/niem-yet.html">Bộ thủ tục hành chính</a></h3></article><ul>{NEWS}</ul>')
    if asked.path == "/trang/niem-yet.html":
        links = "<br>".join(f'- <a href="/loai/{slug}_{60 + i}.html">Bộ thủ tục lĩnh vực {FIELDS[i]}</a>' for i, slug in enumerate(slugs))
        return shell(f"<h2>Niêm yết</h2><p>{links}</p>")
    if asked.path.startswith("/loai/"):
        field = FIELDS[int(asked.path.rpartition("_")[2].removesuffix(".html")) - 60]
        return shell(
            "<ol>" + "".join(f'<li><a href="/bai/{p.id}/doc.html">{p.name}</a></li>' for p in PROCEDURES if p.field == field) + "</ol>"
        )
    ident = asked.path.removeprefix("/bai/").removesuffix("/doc.html")
    return shell(detail_heads(BY_ID[int(ident)])) if ident.isdigit() else None


def test_fields_told_apart_by_words_are_parts_and_the_list_of_lists_is_no_procedure() -> None:
    assert_all(read_made(by_posts), PROCEDURES, most=1.8)


def by_agency_alone(asked: Asked) -> Reply | None:
    """Whose procedures they are stands in the menu and above the list, neither in its rows nor on their pages."""
    if asked.path == "/":
        agencies = "".join(f'<p><a href="/ds.jsp?dv={i}">{a} (9)</a></p>' for i, a in enumerate(AGENCIES))
        return shell(f"<h2>Thủ tục hành chính theo đơn vị</h2>{agencies}")
    if asked.path == "/ds.jsp":
        agency = AGENCIES[asked.number("dv", 0)]
        rows = "".join(f"<tr><td>{p.code}</td><td>{anchor(p)}</td></tr>" for p in PROCEDURES if p.agency == agency)
        return shell(f"<h2>{agency}</h2><table><tr><th>Mã TTHC</th><th>Tên thủ tục</th></tr>{rows}</table>")
    one = detail(asked)
    return shell(detail_table(replace(one, agency=""))) if one else None


def test_the_agency_of_a_list_is_that_of_its_rows_on_every_night() -> None:
    with served(by_agency_alone) as state:
        first = read(state.url, state)
        again = read(state.url, state, profile=first.report.profile)
    for found in (first, again):
        assert_all(found, PROCEDURES)
        assert {(entry.name, entry.agency) for entry in found.sink.entries} == {(p.name, p.agency) for p in PROCEDURES}


def test_a_watched_portal_is_read_whole_from_the_page_of_one_procedure_and_a_page_to_be_checked_is_one() -> None:
    page = f"thu-tuc/{PROCEDURES[5].id}"
    assert_all(read_made(by_field, page, portal="an-binh"), PROCEDURES, most=1.8)
    assert_all(read_made(by_field, page), [PROCEDURES[5]], most=3)

    def alone(asked: Asked) -> Reply | None:
        return by_field(asked) if asked.path == f"/{page}" else None

    assert_all(read_made(alone, page, portal="an-binh"), [PROCEDURES[5]], most=12)


def by_a_box(asked: Asked) -> Reply | None:
    """No link leads to the lists: an agency is chosen in a box, and nothing is listed before."""
    boxed = "".join(f'<option value="DV{i}">{escape(a)}</option>' for i, a in enumerate(AGENCIES))
    form = f'<form action="/thu-tuc-hanh-chinh"><select name="donvi"><option value="">-- Chọn --</option>{boxed}</select><button>Xem</button></form>'
    if asked.path in ("/", "/thu-tuc-hanh-chinh"):
        code = asked.query.get("donvi", "")
        rows = [p for p in PROCEDURES if code == f"DV{AGENCIES.index(p.agency)}"]
        return shell(form + (table(rows, anchor) if rows else f"<p>Mời chọn cơ quan.</p><ul>{NEWS}</ul>"), menu=MENU)
    one = detail(asked)
    return shell(detail_dl(one), menu=MENU) if one else None


def test_agencies_in_a_box_lead_to_their_lists() -> None:
    assert_all(read_made(by_a_box), PROCEDURES, most=1.8)


def by_samples(asked: Asked) -> Reply | None:
    """One page with the first three of each field, a link to the field where there are more, and a counter of all."""
    if asked.path in ("/", "/thu-tuc-hanh-chinh"):
        parts = ""
        for number, name in enumerate(FIELDS):
            here = [p for p in PROCEDURES if p.field == name]
            more = f'<a href="/nhom/{number}">Xem tất cả {len(here)} thủ tục »</a>' if len(here) > 3 else ""
            parts += f"<section><h3>{name}</h3>{cards(here[:3], anchor)}{more}</section>"
        return shell(f"<p>Tổng số: {len(PROCEDURES)} thủ tục</p>{parts}", menu=MENU)
    if asked.path.startswith("/nhom/"):
        return shell(cards([p for p in PROCEDURES if p.field == FIELDS[int(asked.path.rpartition("/")[2])]], anchor), menu=MENU)
    one = detail(asked)
    return shell(detail_heads(one), menu=MENU) if one else None


def test_parts_that_show_a_few_of_theirs_are_read_whole() -> None:
    assert_all(read_made(by_samples), PROCEDURES, most=1.8)


BUTTONS = {
    "address": (lambda n: f"""<input type="button" value="Vào xem" onclick="window.location.assign('/nhom.do?so={n}')">""", ""),
    "function": (lambda n: f'<button onclick="moNhom({n})">Mở</button>', "function moNhom(n){ top.location.href = '/nhom.do?so=' + n; }"),
    "attribute": (lambda n: f'<span class="nut" data-chuyen="/nhom.do?so={n}">Danh sách</span>', ""),
}


@pytest.mark.parametrize("make", BUTTONS)
def test_buttons_lead_to_the_parts_that_are_named_beside_them(make: str) -> None:
    button, code = BUTTONS[make]

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            named = "".join(f"<tr><td>{i + 1}</td><td>{name}</td><td>{button(i)}</td></tr>" for i, name in enumerate(FIELDS))
            return shell(f"<script>{code}</script><table>{named}</table><ul>{NEWS}</ul>")
        if asked.path == "/nhom.do":
            return shell(table([p for p in PROCEDURES if p.field == FIELDS[asked.number("so", 0)]], anchor))
        one = detail(asked)
        return shell(detail_dl(one)) if one else None

    assert_all(read_made(answer), PROCEDURES, most=1.8)


@pytest.mark.parametrize(
    "entry",
    ['<a to="" data-go="#/tthc">{}</a>', '<li data-den="#!/tthc">{}</li>', '<router-link to="/app/tthc">{}</router-link>', '<b data-lien-ket="/app/tthc">{}</b>'],
)  # fmt: skip
def test_entries_of_menus_that_keep_their_address_in_an_attribute_of_their_own(entry: str) -> None:
    others = '<p data-ngay="/2026">Hôm nay</p><img data-src="/anh/1"><a data-target="#muc-1">Mở</a>'
    links = Document(Page("https://dvc.tinh.vn/", f"<ul>{entry.format('Thủ tục hành chính')}</ul>{others}")).links
    assert [(link.text, (link.url or "").removeprefix("https://dvc.tinh.vn/").lstrip("#!/")) for link in links if link.url] in (
        [("Thủ tục hành chính", "tthc")],
        [("Thủ tục hành chính", "app/tthc")],
    )


@pytest.mark.parametrize("beside", ["theo-nganh", "don-vi"])
def test_menus_that_name_only_the_levels_of_which_a_portal_is_proud(beside: str) -> None:
    """What is neither whole nor in part stands in the lists of the fields, behind an entry that promises less."""
    proud = {"toan-trinh": "Toàn trình", "mot-phan": "Một phần"}
    menu = "".join(f'<a href="/dvctt-{path}">DVC trực tuyến {word.lower()}</a> ' for path, word in proud.items())
    menu += f'<a href="/tin-tuc">Tin tức</a> <a href="/{beside}">{"Lĩnh vực" if beside == "theo-nganh" else "Cơ quan, đơn vị"}</a>'
    parts = FIELDS if beside == "theo-nganh" else AGENCIES

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell(f"<ul>{NEWS}</ul>", menu=menu)
        if (level := proud.get(asked.path.removeprefix("/dvctt-"))) is not None:
            return shell(table([p for p in PROCEDURES if p.level == level], anchor), menu=menu)
        if asked.path == f"/{beside}":
            return shell(
                "".join(f'<dd><a href="/{beside}/{i}-{fold(part)[:2]}">{part}</a></dd>' for i, part in enumerate(parts)), menu=menu
            )
        if asked.path.startswith(f"/{beside}/"):
            part = parts[int(asked.path.rpartition("/")[2].partition("-")[0])]
            return shell(cards([p for p in PROCEDURES if part in {p.field, p.agency}], anchor), menu=menu)
        one = detail(asked)
        return shell(detail_dl(one), menu=menu) if one else None

    assert_all(read_made(answer), PROCEDURES, most=1.8)


def search_only(asked: Asked) -> Reply | None:
    """One field by an address of its own, its neighbours only by a form that posts; titles stand behind the ids."""

    def link(p: Made) -> str:
        title = "-".join(fold(p.name).split()[:6])
        return f'<a href="/ho-so-mau/{p.id}/{title}">{escape(p.name)}</a>'

    box = "".join(f"<dd>{link(p)}</dd>" for p in PROCEDURES[1:4])
    menu = '<a href="/kho">Tra cứu thủ tục</a> '
    shown = [p for p in PROCEDURES if p.field == PROCEDURES[0].field]
    if asked.path == "/nganh/7":
        page = asked.number("trang", 1)
        turn = "".join(f'<a href="/nganh/7?trang={n}">{n}</a> ' for n in (1, 2, 3))
        rows = "".join(f"<li>{link(p)} <i>{p.code}</i></li>" for p in shown[3 * page - 3 : 3 * page])
        return shell(
            f"<h1>{PROCEDURES[0].field}</h1><ul>{rows}</ul><p class=pages>{turn}</p><aside><h3>Thường gặp</h3><dl>{box}</dl></aside>",
            menu=menu,
        )
    if asked.path == "/kho" and asked.method == "POST" and asked.form.get("khoa") == "q7":
        return shell("<ol>" + "".join(f"<li>{link(p)} <i>{p.code}</i></li>" for p in PROCEDURES) + "</ol>", menu=menu)
    if asked.path == "/kho":
        return shell(
            "<form method=post action=/kho><input type=hidden name=khoa value=q7><input name=tu><button>Tìm</button></form>", menu=menu
        )
    one = BY_ID.get(int(asked.path.split("/")[2])) if asked.path.startswith("/ho-so-mau/") else None
    return shell(detail_dl(one), menu=menu) if one else None


def test_a_field_beside_which_others_are_named_is_not_all() -> None:
    assert_all(read_made(search_only, "nganh/7"), PROCEDURES, most=1.5)


def test_what_a_form_hides_is_sent_as_the_fetched_page_had_it() -> None:
    def view(body: str, rendered: bool) -> View:
        page = Page("https://mc.example.vn/tim", f"<html><body>{body}</body></html>", rendered=rendered)
        return View(Ask(page.url), Answer(Ask(page.url), Outcome.OK, page), page, read_page(page), rendered=rendered)

    form = "<form method=post><input type=hidden name=ve value={}><input type=hidden name=so value=1><select name=n><option>{}</select><button>Tìm kiếm</button></form>"
    drawn, fetched = view(form.format("cua-trinh-duyet", "Sở Y tế"), True), view(form.format("cua-ta", "Chọn"), False)
    values = [sent.values() for sent in forms_of(drawn.document, fetched)]
    assert values == [{"ve": "cua-ta", "so": "1", "n": "Sở Y tế"}]
    assert forms_of(fetched.document, fetched) == fetched.document.forms


# A name that says nothing, one that begins as those of procedures do, and the box of which is no link.
BRANCHES = {
    "vien/co-so": PROCEDURES[:5],
    "vien/mau-vat": PROCEDURES[5:9],
    "lang/cau-cong": PROCEDURES[9:14],
    "cho/chuyen-le": PROCEDURES[14:17],
}
NAMED = {"vien/co-so": "Khám bệnh, y tế", "vien/mau-vat": "Giáo dục", "lang/cau-cong": "Cầu, cống", "cho/chuyen-le": "Chuyện lễ"}


def branches(asked: Asked, counted: bool = False, left: str = "") -> Reply | None:
    """A tree whose branches lie in folders of their own, the last of them alone in its; menus are built as the tree is."""
    menu = "<ol><li><ol><li><a href='/bao/hom-nay'>Hôm nay</a></li><li><a href='/bao/hom-qua'>Hôm qua</a></li></ol></li></ol>"
    if asked.path == "/":
        return shell(f"{menu}<p><a href='/so-tay-bo-thu-tuc'>Bộ thủ tục hành chính</a></p>")
    if asked.path == "/so-tay-bo-thu-tuc":
        said = {path: f" <i>({len(members)})</i>" if counted else "" for path, members in BRANCHES.items()}
        tree = "".join(f"<li><ol><li><a href='/{path}'>{NAMED[path]}</a>{said[path]}</li></ol></li>" for path in BRANCHES)
        return shell(f"{menu}<ol>{tree}{left}</ol>")
    if asked.path.strip("/") in BRANCHES:
        items = "".join(f"<li><a href='/muc/{p.id}'>{escape(p.name)}</a></li>" for p in BRANCHES[asked.path.strip("/")])
        return shell(f"{menu}<ol>{items}</ol>")
    one = BY_ID.get(int(asked.path[5:])) if asked.path.startswith("/muc/") else None
    return shell(detail_table(one)) if one else shell(f"{menu}<p>Bài viết</p>") if asked.path.startswith("/bao/") else None


def test_branches_in_folders_of_their_own_are_one_tree() -> None:
    found = read_made(branches)
    assert_all(found, PROCEDURES[:17], most=2)
    assert found.report.coverage.complete


@pytest.mark.parametrize(("answers", "found", "complete"), [(True, 21, True), (False, 17, False)])
def test_a_branch_of_another_make_that_is_said_to_have_procedures_is_opened_or_told(answers: bool, found: int, complete: bool) -> None:
    def asked_for(asked: Asked) -> Reply | None:
        if asked.path == "/xem/tay/so":
            items = "".join(f"<li><a href='/muc/{p.id}'>{escape(p.name)}</a></li>" for p in PROCEDURES[17:21])
            return shell(f"<ol>{items}</ol>") if answers else (500, "text/html", "<h1>Lỗi</h1>")
        return branches(asked, counted=True, left="<li><ol><li><a href='/xem/tay/so'>Sổ tay hướng dẫn</a> <i>(4)</i></li></ol></li>")

    read = read_made(asked_for)
    assert_all(read, PROCEDURES[:found], most=2)
    assert read.report.coverage.complete is complete
    assert any(warning.startswith("parts_unopened: 1") for warning in read.report.warnings) is not complete


def boxes(asked: Asked) -> Reply | None:
    """Boxes below one page, of which some are links and others are pressed."""
    if asked.path == "/":
        return shell("<h1>Xã</h1>", menu="<a href='/giai-quyet'>Thủ tục hành chính</a>")
    if asked.path == "/giai-quyet":
        pressed = "<section onclick=\"document.location='/giai-quyet/viec-lang.html'\"><h4>Việc làng</h4></section>"
        return shell(
            f"<section><a href='/giai-quyet/y-te.html'>Y tế</a></section>{pressed}<section><a href='/giai-quyet/dat-dai.html'>Đất đai</a></section>"
        )
    lists = {"y-te": PROCEDURES[:6], "viec-lang": PROCEDURES[6:11], "dat-dai": PROCEDURES[11:17]}
    name = asked.path.removeprefix("/giai-quyet/").removesuffix(".html")
    if name in lists:
        return shell(table(lists[name], anchor))
    one = detail(asked)
    return shell(detail_table(one)) if one else None


def test_a_box_that_is_pressed_stands_among_those_that_are_links() -> None:
    found = read_made(boxes)
    assert_all(found, PROCEDURES[:17], most=2)
    assert found.report.coverage.complete


def with_a_hole(broken: str) -> Answering:
    """All procedures in a counted list of pages, the second of which is cut off or fails; each field named beside it has a list, too."""
    aside = "<dl><dt>Lĩnh vực</dt>" + "".join(f'<dd><a href="/nganh/{i}">{f}</a></dd>' for i, f in enumerate(FIELDS)) + "</dl>"

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell(f'<p><a href="/tat-ca">Danh mục thủ tục hành chính</a></p>{aside}<ul>{NEWS}</ul>')
        if asked.path == "/tat-ca":
            at = asked.number("p", 1)
            turn = " ".join(f'<a href="/tat-ca?p={n}">{n}</a>' for n in range(1, -(-len(PROCEDURES) // 10) + 1))
            whole = shell(
                f"<p>Có tất cả {len(PROCEDURES)} thủ tục</p>{table(PROCEDURES[at * 10 - 10 : at * 10], anchor)}<p>{turn}</p>{aside}"
            )
            if at != 2:
                return whole
            return (500, "text/html", "<h1>Lỗi</h1>") if broken == "fails" else whole[: whole.index(escape(PROCEDURES[14].name)) - 12]
        if asked.path.startswith("/nganh/"):
            return shell(cards([p for p in PROCEDURES if p.field == FIELDS[int(asked.path.rpartition("/")[2])]], anchor) + aside)
        one = detail(asked)
        return shell(detail_dl(one)) if one else None

    return answer


@pytest.mark.parametrize(("broken", "whole"), [("cut off", True), ("fails", False)])
def test_what_a_broken_list_lacks_is_looked_for_in_the_lists_of_parts(broken: str, whole: bool) -> None:
    found = read_made(with_a_hole(broken))
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete is whole  # what failed may have held more than the counter says
