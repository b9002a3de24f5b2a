# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Mechanics that portals of other makers taught: lone categories, frames, rows that post, fragments without a name."""

from __future__ import annotations

from html import escape

import pytest

from classifier.model import Outcome
from tests.crawler.reader.made import NEWS, Asked, Made, Reply, detail_dl, detail_table, shell
from tests.crawler.reader.paging.test_paging import BY_ID, MENU, PROCEDURES, anchor, portal, table
from tests.crawler.reader.reading import assert_all, read_made

TWELVE = PROCEDURES[:12]


# -- a tree in which some branches hold one thing only ----------------------------------------------------------------

BRANCHES = {1: {1: TWELVE[:4], 2: TWELVE[4:5]}, 2: {1: TWELVE[5:9]}, 3: {3: TWELVE[9:12]}}


def lone(asked: Asked) -> Reply | None:
    """Agency → field → list; one agency has a single field, one field a single procedure of an unusual name."""
    if asked.path == "/":
        return shell(
            "<h1>Thủ tục theo cơ quan</h1>" + "".join(f'<p><a href="/co-quan?cq={i}">Sở thứ {i} của tỉnh</a></p>' for i in BRANCHES)
        )
    branch = BRANCHES.get(asked.number("cq", 0), {})
    if asked.path == "/co-quan":
        return shell(
            "<h1>Chọn lĩnh vực</h1>"
            + "".join(f'<p><a href="/linh-vuc?cq={asked.query["cq"]}&lv={n}">Lĩnh vực số {n}</a></p>' for n in branch)
        )
    if asked.path == "/linh-vuc":
        return shell(
            "<h1>Thủ tục</h1><ul>"
            + "".join(f'<li><a href="/thu-tuc?id={p.id}">{escape(odd(p))}</a></li>' for p in branch[asked.number("lv", 0)])
            + "</ul>"
        )
    one = BY_ID.get(asked.number("id", 0))
    return shell(detail_table(one).replace(escape(one.name), escape(odd(one)))) if one and asked.path == "/thu-tuc" else None


def odd(p: Made) -> str:
    """A name that begins as few names do."""
    return f"Xếp hạng di tích và cơ sở {p.id} do tỉnh quản lý" if p is TWELVE[4] else p.name


def test_a_branch_with_a_single_part_is_read_like_its_siblings() -> None:
    found = read_made(lone)
    assert sorted(found.names) == sorted(odd(p) for p in TWELVE)
    assert found.per_procedure <= 2.5


# -- frames ------------------------------------------------------------------------------------------------------------


def framed(asked: Asked) -> Reply | None:
    if asked.path == "/":
        return '<html><head><title>Một cửa</title></head><frameset rows="90,*"><frame src="dau.htm"><frameset cols="200,*"><frame src="trai.htm" name="trai"><frame src="giua.htm" name="giua"></frameset></frameset></html>'
    if asked.path == "/trai.htm":
        return '<html><body><p><a href="bo.htm" target="giua">Thủ tục hành chính</a></p><p><a href="lh.htm" target="giua">Liên hệ</a></p></body></html>'
    if asked.path == "/bo.htm":
        return '<html><body><h3>Bộ thủ tục hành chính</h3><iframe src="ds.asp" width="100%"></iframe></body></html>'
    if asked.path == "/ds.asp":
        return f"<html><body>{table(TWELVE, anchor)}</body></html>"
    if asked.path in {"/dau.htm", "/giua.htm"}:
        return "<html><body><h2>Huyện An Bình</h2></body></html>"
    return portal(lambda _: "")(asked)


def test_frames_are_parts_of_their_page() -> None:
    assert_all(read_made(framed), TWELVE, most=2.0)


# -- rows that send the form of their list back --------------------------------------------------------------------------


def posting(redirects: bool) -> object:
    """Link buttons of an ASP.NET list: the procedure's page answers the post, at once or after a redirect."""

    def answer(asked: Asked) -> Reply | None:
        target = asked.form.get("__EVENTTARGET", "")
        if asked.path == "/DanhMuc.aspx" and target.startswith("luoi$hang"):
            if not asked.form.get("__VIEWSTATE"):
                return (500, "text/html", "Validation of viewstate MAC failed.")
            return shell(detail_dl(TWELVE[int(target.removeprefix("luoi$hang"))]))
        if asked.path == "/DanhMuc.aspx":
            row = lambda p: f"<a id='h{p.id}' href=\"javascript:__doPostBack('luoi$hang{TWELVE.index(p)}','')\">{escape(p.name)}</a>"  # noqa: E731
            return shell(
                f'<form method="post" action="DanhMuc.aspx" id="f"><input type="hidden" name="__VIEWSTATE" value="dDw5"><input type="hidden" name="__EVENTTARGET" value=""><input type="hidden" name="__EVENTARGUMENT" value="">{table(TWELVE, row)}</form>'
            )
        return shell('<a href="/DanhMuc.aspx">Danh mục thủ tục hành chính</a>') if asked.path == "/" else None

    return answer


def test_a_row_that_posts_its_list_is_followed() -> None:
    found = read_made(posting(redirects=False))  # type: ignore[arg-type]
    assert_all(found, TWELVE, most=1.6)
    assert all(entry.level is not None for entry in found.sink.entries)
    assert sum(a.method == "POST" for a in found.fetcher.asked) == len(TWELVE)


# -- fragments -----------------------------------------------------------------------------------------------------------


def unfolding(asked: Asked) -> Reply | None:
    """Panels that a request fills; the fragment leaves out the name, and its id has an attribute of the maker's own."""
    if asked.path == "/noi-dung.php":
        one = next((p for p in TWELVE if f"k{p.id}" == asked.query.get("muc")), None)
        return detail_dl(one).replace(escape(one.name), "") if one else "0"
    if asked.path == "/":
        return shell(f"<h1>Chào mừng</h1><ul>{NEWS}</ul>", menu=MENU)
    if asked.path == "/thu-tuc-hanh-chinh":
        rows = "".join(
            f'<div class="o"><span>{p.code}</span> <button data-muc="k{p.id}" onclick="moThuTuc(this)">{escape(p.name)}</button><div class="nd"></div></div>'
            for p in TWELVE
        )
        return shell(
            rows,
            menu=MENU,
            script="function moThuTuc(b){var r=new XMLHttpRequest();r.open('GET','/noi-dung.php?muc='+b.getAttribute('data-muc'));r.onload=function(){b.nextElementSibling.innerHTML=r.responseText};r.send()}",
        )
    return None


def test_a_fragment_without_a_name_belongs_to_its_row() -> None:
    found = read_made(unfolding)
    assert_all(found, TWELVE, most=1.6)
    assert all(entry.level is not None for entry in found.sink.entries)


# -- sections of one page ------------------------------------------------------------------------------------------------


def section(n: int, p: Made) -> str:
    """No name label and an own word for the code; the heading numbers the procedures."""
    rows = {
        "Ký hiệu hồ sơ": p.code,
        "Cơ quan thực hiện": p.agency,
        "Trình tự thực hiện": "Nộp hồ sơ, nhận kết quả.",
        "Thành phần hồ sơ": "Đơn đề nghị",
        "Thời hạn giải quyết": "7 ngày",
        "Căn cứ pháp lý": "Luật số 1/2020",
    }
    body = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows.items() if n % 3 or label != "Ký hiệu hồ sơ")
    return f'<article class="mot"><h4>{n}) {escape(p.name)}</h4><dl>{body}</dl></article>'


def sections(asked: Asked) -> Reply | None:
    if asked.path == "/":
        return shell(
            "<h1>Thủ tục hành chính theo lĩnh vực</h1>"
            + "".join(f"<p><a href='/linh-vuc/nhom-{k}'>Lĩnh vực nhóm {k}</a></p>" for k in range(3))
        )
    if asked.path.startswith("/linh-vuc/nhom-"):
        k = int(asked.path[-1])
        return shell("<h1>Lĩnh vực</h1>" + "".join(section(n, p) for n, p in enumerate(TWELVE[k * 4 : k * 4 + 4], 1)))
    return None


def test_sections_of_one_make_are_a_procedure_each() -> None:
    found = read_made(sections)
    assert sorted(found.names) == sorted(p.name for p in TWELVE)
    assert sum(entry.code is not None for entry in found.sink.entries) == 9


# -- the same procedure in two lists -------------------------------------------------------------------------------------


def two_lists(asked: Asked) -> Reply | None:
    """The front page names a few without a level; their list tells it under another kind of address."""
    if asked.path == "/":
        some = "".join(f'<tr><td><a href="/tt/{p.id}">{escape(p.name)}</a></td><td>{p.agency}</td></tr>' for p in TWELVE[:4])
        return shell(f"<h3>Thủ tục mới công bố</h3><table><tr><th>Tên thủ tục</th><th>Cơ quan</th></tr>{some}</table>", menu=MENU)
    if asked.path == "/thu-tuc-hanh-chinh":
        return shell(table(TWELVE, lambda p: f'<a href="/xem/{p.id}">{escape(p.name)}</a>'), menu=MENU)
    head, _, ident = asked.path.rpartition("/")
    return shell(detail_dl(BY_ID[int(ident)])) if head in {"/tt", "/xem"} else None


def test_what_one_list_tells_counts_for_a_procedure_that_another_named_first() -> None:
    found = read_made(two_lists)
    assert sorted(found.names) == sorted(p.name for p in TWELVE)
    assert all(entry.declared.value is not None for entry in found.sink.entries), [(e.name, e.declared) for e in found.sink.entries]


# -- farewells -----------------------------------------------------------------------------------------------------------

FAREWELLS = {
    "said": "<h1>Kính báo</h1><p>Từ 0 giờ ngày 01/7/2025 trang một cửa điện tử của tỉnh ngừng phục vụ theo chỉ đạo.</p><p>Mời bà con dùng <a href='https://dichvucong.gov.vn'>Cổng Dịch vụ công quốc gia</a>.</p>",
    "moving on": "<h1>Kính báo</h1><p>Hệ thống này chính thức đóng từ 01/7/2025, mời dùng Cổng Dịch vụ công quốc gia.</p><script>setTimeout(function(){location.href='https://dichvucong.gov.vn/'},9000);/* "
    + "x" * 300
    + " */</script>",
}


@pytest.mark.parametrize("name", FAREWELLS)
def test_a_farewell_in_other_words(name: str) -> None:
    page = f"<html><head><meta charset=utf-8><title>Thông báo</title></head><body>{FAREWELLS[name]}</body></html>"
    found = read_made(lambda asked: page if asked.path == "/" else None)
    assert found.report.outcome is Outcome.CLOSED, found.report


def test_a_portal_that_works_and_speaks_of_closing_is_open() -> None:
    """A notice about a counter or about synchronising ("đồng bộ") on a page that leads on is no farewell."""

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("<p>Cổng Dịch vụ công quốc gia đã đồng bộ dữ liệu; quầy số 3 của trung tâm sẽ đóng từ 10/12.</p>", menu=MENU)
        return portal(lambda _: shell(table(TWELVE, anchor), menu=MENU))(asked)

    assert_all(read_made(answer), TWELVE, most=1.8)


# -- files that only the portal's own script knows ------------------------------------------------------------------------


def script_files(asked: Asked) -> Reply | None:
    """A download is a call with a token; the function stands in a script file of the portal, and one token is empty."""
    if asked.path == "/js/trang.js":
        return (200, "text/javascript", "function layMau(m){if(!m){alert('Chưa có');return}window.open('/kho/tep.do?khoa='+m)}")
    page = portal(lambda _: shell(table(TWELVE, anchor), menu=MENU), draw=with_calls)(asked)
    return page.replace("</body>", '<script src="/js/trang.js"></script></body>') if isinstance(page, str) else page


def with_calls(p: Made) -> str:
    token = "" if p is TWELVE[0] else f"{p.id:x}a7c3"
    return detail_dl(
        p, f"<dl><dt>Mẫu đơn, tờ khai:</dt><dd>Đơn đề nghị.docx <span class='lk' onclick=\"layMau('{token}')\">Tải về</span></dd></dl>"
    )


def test_a_file_behind_a_function_of_a_script_file_has_an_address() -> None:
    found = read_made(script_files)
    assert_all(found, TWELVE, most=1.8)
    assert [entry.features.forms_linked for entry in found.sink.entries if entry.name != TWELVE[0].name] == [1] * 11
