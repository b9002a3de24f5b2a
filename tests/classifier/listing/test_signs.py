"""Levels that a list tells by colours, dots, pictures and marks, and the legend that explains them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from classifier.model import FieldKey, Page
from classifier.reading import read_page
from tests.classifier.vendors.listings import ITEMS, Item

URL = "https://dvc.tinh.example.vn/danh-muc"
KEYS = {"Toàn trình": "a", "Một phần": "b", "Còn lại": "c"}
WORDS = {"a": "DVC trực tuyến toàn trình", "b": "Một phần", "c": "Cung cấp thông tin trực tuyến"}
PAINT = {"a": ("#1A8F3C", "rgb(26, 143, 60)"), "b": ("#fc0", "#FFCC00"), "c": ("silver", "#c0c0c0")}


def link(item: Item) -> str:
    return f"<a href='/dich-vu/{item.id}.html'>{item.name}</a>"


def painted_rows(items: Sequence[Item]) -> str:
    rows = "".join(
        f"<tr style='background: {PAINT[KEYS[i.level]][0]}'><td>{n}<td>{link(i)}<td>{i.agency}</tr>" for n, i in enumerate(items, 1)
    )
    legend = "".join(f"<dt style='width:9px;background-color:{PAINT[k][1]}'></dt><dd>{WORDS[k]}</dd>" for k in "abc")
    return f"<table><tr><th>STT<th>Tên thủ tục<th>Cơ quan</tr>{rows}</table><dl>{legend}</dl>"


def pictures(items: Sequence[Item]) -> str:
    rows = "".join(f"<li><img src='/img/sao-{KEYS[i.level]}.png'> {link(i)} <small>{i.code}</small></li>" for i in items)
    legend = "".join(f"<td><img src='../img/sao-{k}.png'><td>{WORDS[k]}" for k in "cba")
    return f"<p>Chú giải</p><table><tr>{legend}</tr></table><ol>{rows}</ol>"


def painted_by_the_style_sheet(items: Sequence[Item]) -> str:
    sheet = "".join(f".vach-{k}{{border-left:4px solid {PAINT[k][0]}}} .o-{k}::before{{background:{PAINT[k][1]}}}" for k in "abc")
    cards = "".join(f"<div class='the vach-{KEYS[i.level]}'><h4>{link(i)}</h4><p>Mã: {i.code}</p></div>" for i in items)
    legend = "".join(f"<li><b class=o-{k}></b>= {WORDS[k]}</li>" for k in "abc")
    return f"<style>{sheet}</style><div class=luoi>{cards}</div><ul>{legend}</ul>"


def marks_behind_the_words(items: Sequence[Item]) -> str:
    marks = {"a": "★★★", "b": "★★", "c": "★"}
    rows = "".join(f"<p class=muc>{link(i)} <sup>{marks[KEYS[i.level]]}</sup> - {i.agency}</p>" for i in items)
    return f"<div>{rows}</div><div class=ghi-chu>" + "".join(f"<p>{WORDS[k]} <sup>{marks[k]}</sup></p>" for k in "abc") + "</div>"


def words_that_are_dressed(items: Sequence[Item]) -> str:
    rows = "".join(f"<li><span class='cham {KEYS[i.level]}1'></span>{link(i)}<em class=c1x>{i.field}</em></li>" for i in items)
    legend = "".join(f"<a class='nhan {k}1' href='?loai={k}'>{WORDS[k]}</a> " for k in "abc")
    return f"<p>{legend}</p><ul>{rows}</ul>"


def one_line_each(items: Sequence[Item]) -> str:
    colours = {"a": "green", "b": "orange", "c": "#808080"}
    rows = "".join(f"<font color={colours[KEYS[i.level]]}>■</font> {link(i)}<br>" for i in items)
    return f"<p>{rows}</p><p>Ghi chú: " + " ".join(f"<font color='{colours[k].upper()}'>■</font> {WORDS[k]};" for k in "abc") + "</p>"


DRAWN = [painted_rows, pictures, painted_by_the_style_sheet, marks_behind_the_words, words_that_are_dressed, one_line_each]


def levels(body: str) -> list[str | None]:
    reading = read_page(Page(URL, f"<html><body><main><h1>Danh mục thủ tục hành chính</h1>{body}</main></body></html>"))
    assert [row.name for row in reading.rows] == [item.name for item in ITEMS]
    return [row.level_text for row in reading.rows]


@pytest.mark.parametrize("draw", DRAWN, ids=lambda draw: draw.__name__)
def test_a_sign_stands_for_the_words_that_the_legend_has_for_it(draw: Callable[[Sequence[Item]], str]) -> None:
    assert levels(draw(ITEMS)) == [WORDS[KEYS[item.level]] for item in ITEMS]


def test_the_only_row_of_the_last_page_has_its_sign_as_well() -> None:
    one = "<ul><li><b class='o b1'></b> <a href='/thu-tuc/chi-tiet/5102'>Cấp lại giấy phép chế biến nguyên liệu thuốc lá</a></li></ul>"
    legend = "".join(f"<span class='o {k}1'></span> {WORDS[k]} " for k in "abc")
    reading = read_page(Page(URL, f"<html><body><h1>Thủ tục hành chính</h1><div>{one}<div>{legend}</div></div></body></html>"))
    assert [row.level_text for row in reading.rows] == [WORDS["b"]]


def test_a_legend_may_explain_other_signs_as_well() -> None:
    body = words_that_are_dressed(ITEMS).replace("DVC trực tuyến toàn trình", "Tạm dừng tiếp nhận")
    assert levels(body) == [WORDS[KEYS[i.level]] if i.level != "Toàn trình" else None for i in ITEMS]


def test_a_row_without_a_sign_has_no_level() -> None:
    body = painted_rows(ITEMS).replace(f"background: {PAINT['a'][0]}", "color: #111")
    assert levels(body) == [WORDS[KEYS[i.level]] if i.level != "Toàn trình" else None for i in ITEMS]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Một phần", "DVC trực tuyến toàn trình"),  # two signs of one level
        ("nhan b1", "nhan a1"),  # one sign for two levels
        ("<em class=c1x>", "<em class=c1x><i class='a1 b1 c1'></i>"),  # a scale in every row
    ],
)
def test_what_tells_no_levels_apart_is_no_legend(old: str, new: str) -> None:
    assert set(levels(words_that_are_dressed(ITEMS).replace(old, new))) == {None}


def test_classes_that_count_the_entries_of_every_list_are_no_signs() -> None:
    rows = "".join(f"<li class=so-{n}>{link(i)}</li>" for n, i in enumerate(ITEMS, 1))
    menu = "".join(f"<li class=so-{n}><a href='?k={n}'>{words}</a></li>" for n, words in enumerate(("Toàn trình", "Một phần"), 1))
    assert set(levels(f"<ul>{menu}</ul><ul>{rows}</ul>")) == {None}


def test_badges_and_buttons_mean_what_they_say() -> None:
    """A style may be that of a legend and of whatever else the portal paints."""
    body = words_that_are_dressed(ITEMS).replace("class='cham ", "class='cham-")
    body = body.replace("<em class=c1x>", "<a class=a1 href='/nop' title='Nộp'></a><em class=c1>")
    assert set(levels(body)) == {None}


def test_signs_that_differ_from_the_levels_that_rows_say_stand_for_something_else() -> None:
    said = "".join(f"<tr class=k{n % 2}><td>{n}<td>{link(i)}<td>{i.level if n < 5 else ''}</tr>" for n, i in enumerate(ITEMS))
    body = f"<table><tr><th>STT<th>Tên thủ tục<th>Mức độ</tr>{said}</table><p><b class=k0></b> Toàn trình <b class=k1></b> Một phần</p>"
    assert levels(body) == [i.level for i in ITEMS[:5]] + [""]


def test_a_level_that_a_drawing_says() -> None:
    rows = "".join(
        f"<tr><td>{link(i)}<td><svg width=9><title>DVC {WORDS[KEYS[i.level]].lower()}</title><path d='M0'/></svg></tr>" for i in ITEMS
    )
    told = levels(f"<table><tr><th>Tên thủ tục<th>Mức độ</tr>{rows}</table>".replace("DVC dvc", "DVC"))
    assert told == [f"DVC {WORDS[KEYS[i.level]].lower()}".replace("DVC dvc", "DVC") for i in ITEMS]


ON_THE_PAGE = {
    "in the line of its label": "<p>Lĩnh vực: Hộ tịch</p><p>Mức độ dịch vụ: <img src='/anh/co-{}.png'></p>",
    "in a cell beside it": "<table><tr><td>Lĩnh vực<td>Hộ tịch<tr><td>Mức độ dịch vụ<td><img src='/anh/co-{}.png' alt=''></table>",
    "in a list of definitions": "<dl><dt>Lĩnh vực<dd>Hộ tịch<dt>Mức độ dịch vụ<dd><img src='/anh/co-{}.png'></dl>",
    "under a label that may head something else": "<dl><dt>Lĩnh vực<dd>Hộ tịch<dt>Hình thức cung cấp<dd><img src='/anh/co-{}.png'></dl>",
    "beside others": "<p>Mức độ dịch vụ: <i><img src='/anh/co-{}.png'></i></p><p><img src='/anh/co-b.png'> Lĩnh vực: Hộ tịch</p>",
}


@pytest.mark.parametrize("make", ON_THE_PAGE)
def test_a_picture_behind_the_label_of_the_level_has_the_words_of_the_legend(make: str) -> None:
    legend = "<p>" + "; ".join(f"<img src='/anh/co-{k}.png'> {WORDS[k]}" for k in "abc") + "</p>"
    rest = "<p>Trình tự: Nộp đơn, chờ xét, nhận giấy.</p><p>Thành phần hồ sơ: Đơn đề nghị</p><p>Thời hạn giải quyết: 3 ngày</p>"

    def said(key: str, legend: str) -> list[str]:
        body = f"<h1>Đăng ký lại khai sinh</h1><p>Cơ quan thực hiện: UBND xã</p>{ON_THE_PAGE[make].format(key)}{rest}{legend}"
        [reading] = read_page(Page(f"{URL}/12", f"<html><body>{body}</body></html>")).procedures
        return [cell.text for cell in reading.fields if cell.key is FieldKey.LEVEL and cell.text]

    assert [said(key, legend) for key in "abc"] == [[WORDS[key]] for key in "abc"]
    assert not said("d", legend) and not said("a", "")


@pytest.mark.parametrize("star", ["<i class='fa fa-star'></i>", "<img src=/anh/sao.png>", "<svg class=sao></svg>"])
def test_pictures_side_by_side_are_told_apart_by_how_many_there_are(star: str) -> None:
    def shown(level: int) -> str:
        return star * level + star.replace("sao", "rong").replace("star", "star-o") * (3 - level)

    legend = f"<p>{'; '.join(f'{shown(k)} là mức độ {k}' for k in (1, 2, 3))}</p>"
    rows = "".join(f"<li>{link(i)} <small>{i.agency}</small> {shown(n % 3 + 1)}</li>" for n, i in enumerate(ITEMS))
    assert levels(f"<ul>{rows}</ul>{legend}") == [f"mức độ {n % 3 + 1}" for n, _ in enumerate(ITEMS)]
