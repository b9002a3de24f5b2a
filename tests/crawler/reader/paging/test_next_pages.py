# ruff: noqa: E501 - the pages of the invented portals are easier to compare when each stands on one line
"""Ways to the next page that no usual word and no number shows, and lists whose data do not say where their rows lead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.model import Outcome, Page
from classifier.reading import read_page
from crawler.fetching import Answer, Ask
from crawler.reader.page.document import Document, Link
from crawler.reader.page.spans import pages_of
from crawler.reader.page.view import View
from crawler.reader.page.words import is_more, is_next
from crawler.reader.paging.alike import rows_like
from crawler.reader.paging.pager import moves
from crawler.reader.paging.press import press
from tests.crawler.reader.asking.test_scripts import data, read_drawn
from tests.crawler.reader.made import Asked, Reply, shell
from tests.crawler.reader.paging.test_paging import MENU, PROCEDURES, anchor, cards, portal, table
from tests.crawler.reader.reading import assert_all, read_made


@pytest.mark.parametrize(
    "text", ["Còn nữa >>", "(còn tiếp)", "Trang kế »", "Các mục tiếp theo", "Nhóm sau", "Còn 12 thủ tục nữa", "Vẫn còn nữa"]
)
def test_words_for_what_comes_next(text: str) -> None:
    assert is_next(text)


@pytest.mark.parametrize("text", ["Tiếp công dân", "Tiếp nhận hồ sơ", "Phần mềm", "Kế toán", "Con nuôi", "Còn hiệu lực", "Nhóm thủ tục"])
def test_words_that_only_begin_like_them(text: str) -> None:
    assert not is_next(text)
    assert not is_more(text)


@pytest.mark.parametrize(
    ("links", "onward"),
    [
        ('<a href="?vung=bac&amp;to=2">Lật sang</a>', True),
        ('<a href="?vung=bac&amp;trang=2">Những thủ tục còn lại trong danh mục này của vùng</a>', True),
        ('<a href="?vung=bac&amp;to=2">Lật sang</a> <a href="?vung=bac&amp;to=3">Lật nữa</a>', False),
        ('<a href="?vung=bac&amp;to=1">Lật lại</a>', False),
        ('<a href="?vung=bac&amp;muc_do=2">Một phần</a>', False),
        ('<nav><a href="?vung=bac&amp;to=2">Bản đẹp</a></nav>', False),
        ('<a href="/khac?vung=bac&amp;to=2">Lật sang</a>', False),
    ],
)
def test_an_address_that_is_the_next_page_whatever_its_words(links: str, onward: bool) -> None:
    document = Document(Page("http://xa.example/ds?vung=bac", f"<html><body><p>Danh mục</p>{links}</body></html>", 200, "text/html"))
    assert bool(moves(document, 1)) == onward


@pytest.mark.parametrize(
    ("places", "pages"),
    [
        ({"tren": ["1–8", "9–16", "17–19"]}, {0: 1, 1: 2, 2: 3}),
        ({"tren": ["Thủ tục 11 đến 20", "Thủ tục 21 đến 30"]}, {0: 2, 1: 3}),
        ({"tren": ["[26-31]"]}, {0: 2}),
        ({"tren": ["1-10", "11-20"], "duoi": ["2016-2020", "2021-2025"]}, {0: 1, 1: 2}),
        ({"tren": ["2016 - 2020", "2021 - 2025"]}, {}),
        ({"tren": ["1-10", "11-25"]}, {}),
        ({"tren": ["1-10", "15-25"]}, {}),
        ({"tren": ["1-10", "11-14", "21-30"]}, {}),
        ({"tren": ["0-7", "8-15"]}, {}),
        ({"tren": ["Mức độ 1-2", "Mức độ 3-4"]}, {}),
    ],
)
def test_pages_by_the_records_on_them(places: dict[str, list[str]], pages: dict[int, int]) -> None:
    links = [Link(words, None, "", (), place, False) for place, all_words in places.items() for words in all_words]
    assert pages_of(links) == pages


def sheets_by_span(asked: Asked) -> Reply:
    """The last sheet is short, and the present one is no link."""
    first = asked.number("bo_qua", 0)
    ways = [
        f"<b>{start + 1} &rarr; {min(start + 9, 34)}</b>"
        if start == first
        else f'<a href="?bo_qua={start}">{start + 1} - {min(start + 9, 34)}</a>'
        for start in range(0, 34, 9)
    ]
    return shell(table(PROCEDURES[first : first + 9], anchor, first) + f"<div>Từ số: {' | '.join(ways)}</div>", menu=MENU)


def test_a_pager_of_spans() -> None:
    found = read_made(portal(sheets_by_span))
    assert_all(found, PROCEDURES, most=1.6)


def leaves_turned(asked: Asked) -> Reply:
    """Pages that nothing counts, under a word of its own."""
    leaf = asked.number("to", 1)
    turn = f'<div><a href="?to={leaf + 1}">Giở thêm tờ nữa</a></div>' if leaf < 5 else ""
    back = f'<div><a href="?to={leaf - 1}">Giở lại</a></div>' if leaf > 1 else ""
    return shell(cards(PROCEDURES[leaf * 7 - 7 : leaf * 7], anchor) + back + turn, menu=MENU)


def test_pages_under_a_word_of_their_own() -> None:
    found = read_made(portal(leaves_turned))
    assert_all(found, PROCEDURES, most=1.6)
    assert found.report.coverage.complete


def forms_behind_links(asked: Asked) -> Reply:
    """The first pages have addresses; from there a form leads on that has no named button, and the last page is a button with a name."""
    sent = dict(pair.split("=") for pair in asked.body.split("&") if "=" in pair) if asked.body else {}
    page = int(sent.get("to", "4")) if sent.get("chang") == "hai" else asked.number("to", 1)
    page = page if sent or page <= 3 else 1
    if page < 3:
        ways = "".join(f'<a href="?to={n}">{n}</a> ' for n in range(1, 4))
    elif page == 3:
        ways = '<form method=post action="/thu-tuc-hanh-chinh"><input type=hidden name=chang value=hai><input type=submit value="Xem tiếp"></form>'
    elif page == 4:
        ways = '<form method=post action="/thu-tuc-hanh-chinh"><input type=hidden name=chang value=hai><i>4</i><button name=to value=5>5</button></form>'
    else:
        ways = ""
    return shell(table(PROCEDURES[page * 7 - 7 : page * 7], anchor, page * 7 - 7) + ways, menu=MENU)


def test_a_form_without_a_named_button_leads_on() -> None:
    found = read_made(portal(forms_behind_links))
    assert_all(found, PROCEDURES, most=1.7)
    assert found.report.coverage.complete


def rows_without_heads(asked: Asked) -> Reply:
    """A table whose heads nobody knows; on its last page stands one procedure, with a code of the province's own."""
    held = [*PROCEDURES[:6], replace(PROCEDURES[6], code="NV-07.b")]
    page = asked.number("to", 1)
    rows = "".join(f"<tr onclick='mo({p.id})'><td>{p.code}</td><td>{p.name}</td><td>xem</td></tr>" for p in held[page * 3 - 3 : page * 3])
    pager = "".join(f"<a href='?to={n}'>{n}</a> " for n in (1, 2, 3))
    return shell(
        f"<script>function mo(k) {{ location = '/thu-tuc/' + k; }}</script><table><tr><th>Sổ</th><th>Việc</th><th></th></tr>{rows}</table>{pager}",
        menu=MENU,
    )


def test_the_only_row_of_the_last_page_is_built_as_those_before_it() -> None:
    found = read_made(portal(rows_without_heads))
    assert [entry.name for entry in found.sink.entries] == [p.name for p in PROCEDURES[:7]]
    assert found.report.coverage.complete


def boxed(first: int, last: int, note: str = "") -> View:
    """A part of a list in boxes that send the form of their page; what such a box says beside the name has one of its own."""
    boxes = "".join(
        f"<div class=o><div><a href=\"javascript:__doPostBack('ds$h{place}$ten','')\">{p.name}</a></div><div>{p.field}</div></div>"
        for place, p in enumerate(PROCEDURES[first:last])
    )
    page = Page("http://xa.example/ds.aspx", shell(f"<section><h2>Danh sách thủ tục</h2>{boxes}{note}</section>"), 200, "text/html")
    ask = Ask(page.url)
    return View(ask, Answer(ask, Outcome.OK, page), page, read_page(page))


def test_the_only_box_of_the_last_page_is_built_as_those_before_it() -> None:
    before, last = boxed(0, 5), boxed(5, 6, "<div class=o>Hết danh sách, xin bấm vào tên để xem.</div>")
    assert not last.reading.rows
    assert [row.name for row in rows_like(last, before)] == [PROCEDURES[5].name]
    assert not rows_like(boxed(0, 0, "<div class=o>Không có thủ tục nào.</div>"), before)


@pytest.mark.parametrize(
    "asked_for",
    ["<input name=y_kien>", "<input type=radio name=y value=1>", "<textarea name=y></textarea>", "<input type=email name=thu>"],
)
def test_a_questionnaire_is_not_answered(asked_for: str) -> None:
    form = f"<form method=post action=/phieu><input type=hidden name=b value=1>{asked_for}<button>Tiếp theo</button></form>"
    document = Document(Page("http://xa.example/ds", f"<html><body>{form}</body></html>", 200, "text/html"))
    assert [press(link, document) for link in document.links] == [None]


def data_without_ways(asked: Asked) -> Reply:
    """A list fetched by a script, which alone knows what address it makes of the data."""
    if asked.path.endswith("/nguon"):
        start = asked.number("qua", 0)
        return data(
            {"nhom": [{"z": p.id, "ten": p.name} for p in PROCEDURES[start : start + 12]], "nua": int(start + 12 < len(PROCEDURES))}
        )
    return shell(
        "<h2>Bảng kê</h2><ul id=bang><li>Đang tải…</li></ul><p><button id=nut hidden>Tải thêm</button></p><script>var qua = 0, bang = document.getElementById('bang'), nut = document.getElementById('nut');"
        "function nap() { fetch('/thu-tuc-hanh-chinh/nguon?qua=' + qua).then(r => r.json()).then(d => { if (!qua) bang.innerHTML = ''; d.nhom.forEach(x => {"
        " var li = document.createElement('li'), a = document.createElement('a'); a.href = '/thu-tuc/' + x.z; a.textContent = x.ten; li.append(a); bang.append(li); });"
        " qua += d.nhom.length; nut.hidden = !d.nua; }); } nut.onclick = nap; nap();</script>",
        menu=MENU,
    )


@pytest.mark.browser
def test_data_that_do_not_say_where_their_rows_lead() -> None:
    found = read_drawn(portal(data_without_ways))
    assert_all(found, PROCEDURES, most=1.8)
    assert found.report.coverage.complete


def of_parts(asked: Asked, at: str) -> Reply | None:
    """A page that shows two procedures of each field with a way to the rest; two fields have no more than these."""
    sizes = (9, 2, 2, 6, 2, 13)
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    fields = [PROCEDURES[start : start + size] for start, size in zip(starts, sizes, strict=True)]
    if asked.path == "/thu-tuc-hanh-chinh":
        parts = "".join(
            f"<div class=khoi><h3>Phần {place}</h3><ul>{''.join(f'<li>{anchor(p)}</li>' for p in members[:2])}</ul><p class=het><a href='{at}{place}'>Xem tiếp »</a></p></div>"
            for place, members in enumerate(fields)
        )
        return shell(parts, menu=MENU)
    if asked.path.startswith(at):
        return shell(f"<ul>{''.join(f'<li>{anchor(p)}</li>' for p in fields[int(asked.path.removeprefix(at))])}</ul>", menu=MENU)
    return portal(lambda _: "")(asked)


@pytest.mark.parametrize("at", ["/phan/", "/thu-tuc-hanh-chinh/phan-"])
@pytest.mark.parametrize("path", ["", "thu-tuc-hanh-chinh"])
def test_a_part_without_more_says_nothing_of_the_other_parts(at: str, path: str) -> None:
    """Whether their ways look like a pager of the page or not, and also where that page was given itself."""
    found = read_made(lambda asked: of_parts(asked, at), path)
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete
