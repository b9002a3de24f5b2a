# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Catalogues: lists whose entries have no page of their own, beside lists of others that have one; and one page that describes several."""

from __future__ import annotations

import pytest

from tests.crawler.reader.made import Asked, Made, Reply, detail_dl, detail_heads, shell
from tests.crawler.reader.paging.test_paging import BY_ID, PROCEDURES, table
from tests.crawler.reader.reading import assert_all, read_made

ABOVE, BELOW = PROCEDURES[:14], PROCEDURES[14:19]
HOME = "<a href='/quan/tu-phap'>Sở Tư pháp</a> <a href='/quan/y-te'>Sở Y tế</a> <a href='/quan/cu-lao'>UBND đặc khu Cù Lao</a>"


def to_page(agency: str) -> str:
    return f"<a href='/quan/{agency}/viec/{{code}}'>{{name}}</a>"


def linked(procedures: list[Made] | tuple[Made, ...], agency: str) -> str:
    return table(procedures, lambda p: to_page(agency).format(code=p.code, name=p.name))


def names_only(procedures: list[Made] | tuple[Made, ...], code: bool = True) -> str:
    rows = "".join(
        f"<tr><td>{n}</td>{f'<td>{p.code}</td>' if code else ''}<td>{p.name}</td><td>Mức {1 + n % 3}</td></tr>"
        for n, p in enumerate(procedures, 1)
    )
    return f"<table><tr><th>Số</th>{'<th>Mã</th>' if code else ''}<th>Tên thủ tục</th><th>Mức độ</th></tr>{rows}</table>"


def by_agency(asked: Asked) -> Reply | None:
    """The same procedures at two agencies, of which the second has them in a catalogue only."""
    if asked.path == "/":
        return shell(f"<h1>Cơ quan</h1><p>{HOME}</p>")
    parts = asked.path.strip("/").split("/")
    if parts[:1] == ["quan"] and len(parts) == 4:
        p = next(p for p in PROCEDURES if p.code == parts[3])
        return shell(detail_dl(p), menu=HOME)
    lists = {"tu-phap": linked(ABOVE[:7], "tu-phap"), "y-te": linked(ABOVE[7:], "y-te"), "cu-lao": names_only(ABOVE[:5])}
    heads = {"tu-phap": "Sở Tư pháp", "y-te": "Sở Y tế", "cu-lao": "UBND đặc khu Cù Lao"}
    return (
        shell(f"<h2>{heads[parts[1]]}</h2>{lists[parts[1]]}", menu=HOME)
        if parts[:1] == ["quan"] and parts[1:2] and parts[1] in lists
        else None
    )


def test_a_row_without_a_page_is_not_given_that_of_another_agency() -> None:
    found = read_made(by_agency)
    agencies = sorted(entry.agency or "" for entry in found.sink.entries if entry.name == ABOVE[0].name)
    assert len(found.sink.entries) == len(ABOVE) + 5, found.report
    assert len(agencies) == 2
    assert "UBND đặc khu Cù Lao" in agencies
    listed = [entry for entry in found.sink.entries if entry.agency == "UBND đặc khu Cù Lao"]
    assert [entry.level for entry in listed] == [None] * 5  # its row alone was read
    assert [entry.declared.value for entry in listed] == ["2", "3", "1", "2", "3"]
    assert found.report.coverage.complete  # nothing on that page leads on, and it has no script


@pytest.mark.parametrize("code", [True, False])
def test_a_catalogue_that_only_the_list_itself_leads_to_is_read(code: bool) -> None:
    def answer(asked: Asked) -> Reply | None:
        menu = "<a href='/viec'>Thủ tục hành chính</a>"
        if asked.path == "/viec":
            return shell(
                f"{linked(ABOVE, 'x')}<aside><ul><li><a href='/muc-xa'>Danh mục thủ tục cấp xã</a></li><li><a href='/tin'>Tin</a></li></ul></aside>",
                menu=menu,
            )
        if asked.path == "/muc-xa":
            return shell(f"<h2>Danh mục thủ tục áp dụng ở cấp xã</h2>{names_only(BELOW, code)}", menu=menu)
        if asked.path.startswith("/quan/x/viec/"):
            return shell(detail_heads(next(p for p in PROCEDURES if p.code == asked.path.rpartition("/")[2])), menu=menu)
        return shell("<h1>Xin chào</h1>", menu=menu) if asked.path == "/" else None

    found = read_made(answer)
    assert_all(found, [*ABOVE, *BELOW])
    assert found.report.coverage.complete


def test_a_row_whose_page_describes_several_procedures_stands_for_these() -> None:
    """An article for all procedures of a district among articles of one each."""

    def answer(asked: Asked) -> Reply | None:
        menu = "<a href='/bai?muc=1'>Thủ tục hành chính</a>"
        if asked.path == "/bai" and asked.query.get("muc") == "1":
            titles = [*((p.id, p.name) for p in ABOVE), (1, "Thủ tục thuộc thẩm quyền giải quyết của UBND huyện Thanh Sơn")]
            return shell("<ul>" + "".join(f"<li><a href='/bai?so={n}'>{title}</a></li>" for n, title in titles) + "</ul>", menu=menu)
        if asked.path == "/bai" and asked.query.get("so") == "1":
            return shell("".join(f"<section>{detail_heads(p)}</section>" for p in BELOW), menu=menu)
        if asked.path == "/bai" and (p := BY_ID.get(asked.number("so", 0))):
            return shell(detail_heads(p), menu=menu)
        return shell("<h1>Xin chào</h1>", menu=menu) if asked.path == "/" else None

    found = read_made(answer)
    assert_all(found, [*ABOVE, *BELOW])
    assert found.report.coverage.complete


@pytest.mark.parametrize(("extra", "complete"), [("", True), ("<p><button>Mở</button><button>Mở</button></p>", False)])
def test_an_entry_with_a_code_among_those_that_lead_on_is_all_there_is_where_nothing_can_be_pressed(extra: str, complete: bool) -> None:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("", menu="<a href='/kho-viec'>Thủ tục hành chính</a>")
        if asked.path == "/kho-viec":
            entries = "".join(
                f"<article class=v><h4>{p.name if n % 3 == 1 else f'<a href=/kho-viec/{p.id}>{p.name}</a>'}</h4><em>{p.code}</em></article>"
                for n, p in enumerate(ABOVE)
            )
            return shell(f"<section>{entries}</section>{extra}")
        one = BY_ID.get(int(asked.path.rpartition("/")[2])) if asked.path.startswith("/kho-viec/") else None
        return shell(detail_dl(one)) if one else None

    found = read_made(answer)
    assert_all(found, ABOVE, most=2.5)
    assert found.report.coverage.complete is complete
