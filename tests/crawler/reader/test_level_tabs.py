"""Tabs over a list that are levels: what stands under one is of its level, where nothing else says any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pytest

from tests.crawler.reader.made import Asked, Made, Reply, detail_dl, made, shell
from tests.crawler.reader.reading import Found, assert_all, read_made

PROCEDURES = made(21)
BY_ID = {p.id: p for p in PROCEDURES}
SIZE = 4
TOLD = {"Toàn trình": "toan-trinh", "Một phần": "mot-phan", "Còn lại": "cung-cap-thong-tin"}
WORDS = {"tt": "Toàn trình", "mp": "Một phần", "cl": "Còn lại"}

Under = Callable[[str], Sequence[Made]]


def of_level(key: str) -> list[Made]:
    return [p for p in PROCEDURES if p.level == WORDS.get(key, p.level)]


def portal(tabs: str, under: Under = of_level, detail: Callable[[Made], str] = detail_dl, marked: str = "", counted: bool = False) -> Found:
    """A list with tabs; `{}` in them stands for the address of each. `marked`: what a row says of its level. `counted`: the lists say how
    many they are, and those of the tabs show no more than their first page.
    """

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("<p>Mời xem <a href='/dich-vu'>danh mục dịch vụ công</a></p>")
        if asked.path.startswith("/dich-vu/xem-"):
            one = BY_ID.get(int(asked.path[13:]))
            return shell(detail(one)) if one else None
        if asked.path != "/dich-vu":
            return None
        key, place = asked.query.get("loai", ""), asked.number("tu", 0)
        shown = under(key)[place : place + SIZE]
        lines = "".join(
            f"<li><a href='/dich-vu/xem-{p.id}'>{escape(p.name)}</a> <small>{p.code} {marked.format(p.level)}</small></li>" for p in shown
        )
        goes_on = place + SIZE < len(under(key)) and not (counted and key)
        more = f"<a href='/dich-vu?loai={key}&tu={place + SIZE}'>Trang sau</a>" if goes_on else ""
        more += f"<p>Tìm thấy {len(under(key))} thủ tục</p>" if counted else ""
        return shell(f"<h1>Dịch vụ công</h1>{tabs}<ol>{lines}</ol>{more}")

    return read_made(answer)


def without_level(one: Made) -> str:
    return detail_dl(Made(one.id, one.name, one.code, one.field, one.agency, ""))


def labels(found: Found) -> dict[str, str | None]:
    return {entry.name: entry.declared.value for entry in found.sink.entries}


PILLS = "<div class=loc><a class=on href='/dich-vu'>Mọi dịch vụ</a>" + "".join(
    f"<a href='/dich-vu?loai={key}'>{words} ({len(of_level(key))})</a>" for key, words in WORDS.items()
)
STRIPS = {
    "pills": f"{PILLS}</div>",
    "dressed as a menu": "<ul class='menu tabs'>"
    + "".join(f"<li><a href='/dich-vu?loai={k}'>DVC {w.lower()}</a></li>" for k, w in WORDS.items())
    + "</ul>",
}


@pytest.mark.parametrize("strip", STRIPS.values(), ids=STRIPS.keys())
def test_what_stands_under_a_tab_is_of_its_level(strip: str) -> None:
    found = portal(strip, detail=without_level)
    assert_all(found, PROCEDURES)
    assert labels(found) == {p.name: TOLD[p.level] for p in PROCEDURES}


def test_a_procedure_under_no_tab_has_no_level() -> None:
    found = portal(STRIPS["pills"], lambda key: [p for p in of_level(key) if not key or p.id % 2], without_level)
    assert labels(found) == {p.name: TOLD[p.level] if p.id % 2 else None for p in PROCEDURES}


@pytest.mark.parametrize("reach", [None, 3])
def test_tabs_that_divide_nothing_give_no_level(reach: int | None) -> None:
    """Tabs whose lists are all the whole one, or share procedures."""
    found = portal(STRIPS["pills"], lambda key: PROCEDURES if reach is None else [*of_level(key), *PROCEDURES[:reach]], without_level)
    assert set(labels(found)) == {p.name for p in PROCEDURES}
    assert set(labels(found).values()) == {None}


def test_a_single_tab_with_a_list_gives_no_level() -> None:
    found = portal(STRIPS["pills"], lambda key: PROCEDURES if key in ("", "tt") else [], without_level)
    assert set(labels(found).values()) == {None}


@pytest.mark.parametrize(("detail", "marked"), [(detail_dl, ""), (without_level, "<b>{}</b>")])
def test_tabs_are_left_alone_where_the_pages_say_the_level(detail: Callable[[Made], str], marked: str) -> None:
    found = portal(STRIPS["pills"], detail=detail, marked=marked)
    assert labels(found) == {p.name: TOLD[p.level] for p in PROCEDURES}
    assert not [asked for asked in found.served.asked if asked.query.get("loai")]


def some_told(part: int) -> Callable[[Made], str]:
    """Pages of which one in `part` says no level."""
    return lambda one: without_level(one) if one.id % part == 0 else detail_dl(one)


@pytest.mark.parametrize("part", [2, 5])
def test_tabs_give_their_level_to_the_procedures_of_which_nothing_else_says_one(part: int) -> None:
    found = portal(STRIPS["pills"], detail=some_told(part))
    assert_all(found, PROCEDURES)
    assert labels(found) == {p.name: TOLD[p.level] for p in PROCEDURES}


def test_a_tab_that_counts_its_procedures_is_not_read_beyond_itself() -> None:
    """The way back to everything over the list leads to no further part of the tab's."""
    found = portal(STRIPS["pills"].replace("Mọi dịch vụ", "Tất cả"), detail=without_level, counted=True)
    told = {p.name: TOLD[p.level] for key in WORDS for p in of_level(key)[:SIZE]}
    assert labels(found) == {p.name: told.get(p.name) for p in PROCEDURES}


def test_tabs_that_part_the_list_otherwise_than_its_levels_give_none() -> None:
    turned = {"tt": "mp", "mp": "cl", "cl": "tt"}
    found = portal(STRIPS["pills"], lambda key: of_level(turned.get(key, "")), some_told(2))
    assert labels(found) == {p.name: TOLD[p.level] if p.id % 2 else None for p in PROCEDURES}


def test_tabs_are_left_alone_where_a_single_procedure_has_no_level() -> None:
    found = portal(STRIPS["pills"], detail=lambda one: without_level(one) if one is PROCEDURES[7] else detail_dl(one))
    assert labels(found) == {p.name: TOLD[p.level] if p is not PROCEDURES[7] else None for p in PROCEDURES}
    assert not [asked for asked in found.served.asked if asked.query.get("loai")]


def test_a_page_whose_list_shows_that_the_end_of_its_name_is_a_level() -> None:
    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("<p>Mời xem <a href='/viec'>danh mục thủ tục hành chính</a></p>")
        if asked.path == "/viec":
            lines = "".join(f"<li><a href='/viec/{p.id}'>{escape(p.name)} ({p.level.lower()})</a> <i>{p.code}</i></li>" for p in PROCEDURES)
            return shell(f"<h1>Thủ tục hành chính</h1><ol>{lines}</ol>")
        one = next((p for p in PROCEDURES if asked.path == f"/viec/{p.id}"), None)
        if one is None:
            return None
        return shell(detail_dl(Made(one.id, f"{one.name} ({one.level.lower()})", one.code, one.field, one.agency, "")))

    named = {p.name if p.level != "Còn lại" else f"{p.name} (còn lại)": p for p in PROCEDURES}
    assert labels(read_made(answer)) == {name: TOLD[p.level] if p.level != "Còn lại" else None for name, p in named.items()}


@pytest.mark.parametrize(
    "beside",
    [
        "<aside class=so-lieu><p>Toàn trình: 812</p><p>Một phần: 403</p></aside>",
        "<p><a href='/thong-ke?muc=4'>Toàn trình (812)</a> <a href='/thong-ke?muc=3'>Một phần (403)</a></p>",
        "<form action='/dich-vu'><select name=loai><option value=tt>Toàn trình<option value=mp>Một phần</select></form>",
        "<p><a href='/dich-vu?loai=tt'>Đẩy mạnh dịch vụ công toàn trình</a> <a href='/dich-vu?loai=mp'>Họp về dịch vụ một phần</a></p>",
    ],
)
def test_figures_filters_and_news_give_no_level(beside: str) -> None:
    assert set(labels(portal(beside, detail=without_level)).values()) == {None}


def test_a_procedure_that_only_a_tab_shows_is_read_too() -> None:
    found = portal(STRIPS["pills"], lambda key: of_level(key)[bool(not key) :], without_level)
    assert_all(found, PROCEDURES)
    assert found.report.coverage.complete


@pytest.mark.parametrize("shown", ["", " aria-selected=true"])
@pytest.mark.parametrize("detail", [without_level, detail_dl])
def test_tabs_of_which_the_first_is_shown_are_lists_of_their_own(detail: Callable[[Made], str], shown: str) -> None:
    links = (f"<a href='/dich-vu?loai={k}'{shown if k == 'tt' else ''}>{w}</a>" for k, w in WORDS.items())
    found = portal(f"<div role=tablist class=tab-row>{''.join(links)}</div>", lambda key: of_level(key or "tt"), detail)
    if shown or detail is without_level:  # where the pages say the levels, nobody looks behind tabs of which none is shown as chosen
        assert_all(found, PROCEDURES)
        assert labels(found) == {p.name: TOLD[p.level] for p in PROCEDURES}


CHOICES = "<option value=''>Mọi hình thức</option>" + "".join(f"<option value={key}>{words}</option>" for key, words in WORDS.items())
BOXES = {
    "sent by its button": f"<form action='/dich-vu'>Hình thức <select name=loai>{CHOICES}</select><button>Xem</button></form>",
    "sent by its script": f"<form action='/dich-vu' id=loc><select name=loai onchange='this.form.submit()'>{CHOICES}</select></form>",
    "an address": f"<select onchange=\"location.href='/dich-vu?loai='+this.value\">{CHOICES}</select>",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
def test_a_box_over_the_list_tells_the_levels_apart(box: str) -> None:
    found = portal(box, detail=without_level)
    assert_all(found, PROCEDURES)
    assert labels(found) == {p.name: TOLD[p.level] for p in PROCEDURES}
    assert found.report.coverage.complete


def test_a_choice_of_two_levels_says_both() -> None:
    box = BOXES["sent by its button"].replace(">Toàn trình<", ">Mức độ 4<").replace(">Một phần<", ">Mức độ 3<")
    said = labels(portal(box.replace(">Còn lại<", ">Mức độ 1 và 2<"), detail=without_level))
    assert said == {p.name: {"Toàn trình": "4", "Một phần": "3", "Còn lại": "1-2"}[p.level] for p in PROCEDURES}


@pytest.mark.parametrize(
    ("box", "under"),
    [
        (BOXES["sent by its button"], lambda key: PROCEDURES),  # that filters nothing
        (BOXES["sent by its button"], lambda key: [*of_level(key), *PROCEDURES[:3]]),
        (BOXES["sent by its button"].replace("/dich-vu", "/tin-tuc"), of_level),  # over something else
        (BOXES["sent by its button"].replace("Toàn trình", "Hộ tịch").replace("Một phần", "Đất đai"), of_level),
    ],
)
def test_boxes_that_do_not_divide_the_list_by_levels_give_none(box: str, under: Under) -> None:
    assert set(labels(portal(box, under, without_level)).values()) == {None}


@pytest.mark.parametrize(("detail", "marked"), [(detail_dl, ""), (without_level, "<b>{}</b>")])
def test_a_box_is_left_alone_where_the_pages_say_the_level(detail: Callable[[Made], str], marked: str) -> None:
    found = portal(BOXES["sent by its button"], detail=detail, marked=marked)
    assert labels(found) == {p.name: TOLD[p.level] for p in PROCEDURES}
    assert not [asked for asked in found.served.asked if asked.query.get("loai")]


def test_a_list_that_says_no_level_is_asked_though_another_says_them() -> None:
    other = made(26)[21:]

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            return shell("<p><a href='/thu-tuc/tinh'>Danh mục thủ tục cấp tỉnh</a> <a href='/thu-tuc/xa'>Danh mục thủ tục cấp xã</a></p>")
        if asked.path.startswith("/viec/"):
            one = next((p for p in (*PROCEDURES, *other) if str(p.id) == asked.path[6:]), None)
            return shell(without_level(one)) if one else None
        if asked.path not in ("/thu-tuc/tinh", "/thu-tuc/xa"):
            return None
        province = asked.path.endswith("tinh")
        shown = of_level(asked.query.get("loai", "")) if province else other
        heads = "<tr><th>STT</th><th>Tên thủ tục</th>" + ("" if province else "<th>Mức độ</th>") + "</tr>"
        rows = "".join(
            f"<tr><td>{number}</td><td><a href='/viec/{p.id}'>{escape(p.name)}</a></td>{'' if province else f'<td>{p.level}</td>'}</tr>"
            for number, p in enumerate(shown, start=1)
        )
        box = BOXES["sent by its button"].replace("/dich-vu", asked.path) if province else ""
        return shell(f"<h1>Thủ tục hành chính</h1>{box}<table>{heads}{rows}</table>")

    assert labels(read_made(answer)) == {p.name: TOLD[p.level] for p in (*PROCEDURES, *other)}


BESIDE = {
    "a box of filters in a side bar": "<aside><h5>Mức độ dịch vụ</h5><ul>"
    + "".join(f"<li><a href='/dich-vu?loai={k}'>{w}</a></li>" for k, w in WORDS.items())
    + "</ul></aside>",
    "a box of filters, and a menu that leaves one out": "<div class=dau-trang><a href='/'>Đầu trang</a>"
    + "".join(f"<a href='/dich-vu?loai={k}'>DVC {WORDS[k].lower()}</a>" for k in ("tt", "mp"))
    + "</div><aside>"
    + "".join(f"<p><a href='/dich-vu?loai={k}'>{w}</a></p>" for k, w in WORDS.items())
    + "</aside>",
    "the menu": "<nav><a href='/'>Đầu trang</a>"
    + "".join(f"<a href='/dich-vu?loai={k}'>Dịch vụ công {w.lower()}</a>" for k, w in WORDS.items())
    + "</nav>",
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE.keys())
def test_filters_beside_a_list_tell_the_levels_apart(beside: str) -> None:
    found = portal(beside, detail=without_level)
    assert_all(found, PROCEDURES)
    assert labels(found) == {p.name: TOLD[p.level] for p in PROCEDURES}


def by_ways(heading: str, listed: Callable[[str], Sequence[Made]] = of_level) -> Found:
    """A page of links that are levels, each to a list that does not say which."""

    def answer(asked: Asked) -> Reply | None:
        if asked.path == "/":
            ways = "".join(f"<li><a href='/ds/{key}'>Danh sách dịch vụ công {words.lower()}</a></li>" for key, words in WORDS.items())
            return shell(f"<h2>Dịch vụ công trực tuyến</h2><ul>{ways}</ul>")
        if asked.path.startswith("/tt/"):
            one = BY_ID.get(int(asked.path[4:]))
            return shell(without_level(one)) if one else None
        key = asked.path.removeprefix("/ds/")
        if key not in WORDS:
            return None
        lines = "".join(f"<p class=d><a href='/tt/{p.id}'>{escape(p.name)}</a></p>" for p in listed(key))
        return shell(f"{heading.format(WORDS[key].lower())}<div>{lines}</div>")

    return read_made(answer)


def test_links_that_are_levels_give_theirs_to_the_lists_behind_them() -> None:
    found = by_ways("<h3>Danh sách</h3>")
    assert_all(found, PROCEDURES)
    assert labels(found) == {p.name: TOLD[p.level] for p in PROCEDURES}


def test_a_list_too_short_to_be_known_as_one_stands_under_its_heading_as_well() -> None:
    few = {"tt": of_level("tt"), "mp": of_level("mp")[:1], "cl": of_level("cl")[:2]}
    found = by_ways("<h3>Danh sách dịch vụ công {}</h3>", lambda key: few[key])
    assert labels(found) == {p.name: TOLD[p.level] for under in few.values() for p in under}


def test_the_last_of_several_lists_by_level_is_read_for_a_single_procedure() -> None:
    """Two of three levels stand in the menu of the front page, all three beside the list, and one procedure says no level."""
    silent = of_level("cl")[2]

    def answer(asked: Asked) -> Reply | None:
        ways = "".join(f"<a href='/ds/{key}'>{words}</a> " for key, words in WORDS.items())
        if asked.path == "/":
            return shell(f"<p><a href='/ds/het'>Danh mục thủ tục</a></p><p>{ways.partition('<a href=' + chr(39) + '/ds/cl')[0]}</p>")
        if asked.path.startswith("/tt/"):
            one = BY_ID.get(int(asked.path[4:]))
            return shell(without_level(one) if one is silent else detail_dl(one)) if one else None
        key = asked.path.removeprefix("/ds/")
        if key not in ("het", *WORDS):
            return None
        lines = "".join(f"<li><a href='/tt/{p.id}'>{escape(p.name)}</a> {p.code}</li>" for p in of_level(key))
        return shell(f"<aside>{ways}</aside><h2>Danh mục</h2><ul>{lines}</ul>")

    assert labels(read_made(answer)) == {p.name: TOLD[p.level] for p in PROCEDURES}
