"""Signs for levels in rows and on a procedure's page, read with the legend of the same page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.findings.declared import ND224_FROM, declare
from classifier.model import FieldKey, Page
from classifier.reading import read_page
from tests.classifier.vendors.listings import ITEMS
from tests.crawler.reader.made import detail_dl, made

URL = "https://dvc.tinh.example.vn/danh-muc"
SIGNS = {"Toàn trình": "[3]", "Một phần": "[2]", "Còn lại": "[1]"}
LEGEND = "<ul><li>[1] = Cung cấp thông tin trực tuyến<li>[2] = Một phần<li>[3] = Toàn trình</ul>"
VALUES = [declare(item.level, ND224_FROM).value for item in ITEMS]


def levels(body: str) -> list[str | None]:
    rows = read_page(Page(URL, f"<html><body>{body}</body></html>")).rows
    return [declare(row.level_text, ND224_FROM).value for row in rows]


def cards() -> str:
    return "".join(f"<article><h3><a href='/tt/{i.id}.html'>{i.name}</a></h3><u>{SIGNS[i.level]}</u> {i.agency}</article>" for i in ITEMS)


def table() -> str:
    rows = "".join(f"<tr><td>{n}<td><a href='/tt/{i.id}.html'>{i.name}</a><td>{SIGNS[i.level]}" for n, i in enumerate(ITEMS, 1))
    return f"<table><tr><th>STT<th>Tên thủ tục<th>Mức độ</tr>{rows}</table>"


@pytest.mark.parametrize("make", [cards, table])
def test_rows_take_the_words_of_the_legend(make: object) -> None:
    assert callable(make)
    assert levels(make() + LEGEND) == VALUES


def test_a_number_that_counts_the_rows_is_no_sign() -> None:
    rows = "".join(f"<article><b>{n}</b> <a href='/tt/{i.id}.html'>{i.name}</a></article>" for n, i in enumerate(ITEMS, 1))
    assert set(levels(rows + LEGEND)) == {None}


@pytest.mark.parametrize("sign", ["TP", "(TP)"])
def test_the_page_of_a_procedure_explains_its_own_sign(sign: str) -> None:
    page = detail_dl(made(1)[0]).replace(made(1)[0].level, sign) + "<p>Quy ước: TP: trực tuyến một phần; TT: trực tuyến toàn trình</p>"
    (reading,) = read_page(Page(URL, f"<html><body>{page}</body></html>")).procedures
    assert [declare(f.text, ND224_FROM).value for f in reading.fields if f.key is FieldKey.LEVEL] == ["mot-phan"]


STARS = "Ký hiệu: một sao ★☆☆☆ là mức độ 1, hai sao ★★☆☆ là mức độ 2, ba sao ★★★☆ là mức độ 3"


@pytest.mark.parametrize(
    ("shown", "legend", "level"),
    [
        ("<span>★★★☆</span>", f"<small>{STARS}</small>", "3"),
        ("<div><b>Bậc</b><i>★★☆☆</i></div>", "<p><b>★☆☆☆</b> mức 1 <b>★★☆☆</b> mức 2 <b>★★★☆</b> mức 3</p>", "2"),
        ("<em>●●○</em>", "<p>Chú thích: ●○○ Cung cấp thông tin ●●○ Một phần ●●● Toàn trình</p>", "mot-phan"),
        ("<em>●●○</em><em>●○○</em>", "<p>●○○ Cung cấp thông tin; ●●○ Một phần; ●●● Toàn trình</p>", None),  # of two procedures, or more
        ("<span>★★★☆</span>", "<p>Đánh giá của người dân: ★★★☆ (12 lượt)</p>", None),  # explained by nothing
        ("", f"<small>{STARS}</small>", None),
    ],
)
def test_marks_that_stand_alone_on_the_page_of_a_procedure(shown: str, legend: str, level: str | None) -> None:
    page = Page(URL, f"<html><body>{shown}{detail_dl(replace(made(1)[0], level=''))}{legend}</body></html>")
    [reading] = read_page(page).procedures
    cells = [cell.text for cell in reading.fields if cell.key is FieldKey.LEVEL and cell.text]
    assert [declare(cell, ND224_FROM).value for cell in cells] == ([level] if level else [])


SEVERAL = ("Đăng ký kết hôn", "Cấp bản sao trích lục hộ tịch", "Thay đổi, cải chính hộ tịch")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (("<dt>Bậc phục vụ<dd>★☆☆☆", "<dt>Bậc phục vụ<dd>★★☆☆", "<dt>Bậc phục vụ<dd>★★★☆"), ["1", "2", "3"]),
        (("<dt>★★★☆<dd>", "<dt>★★☆☆<dd>", ""), ["3", "2", None]),  # beside nothing that says what they are
        (("<dt>Mức độ<dd>★★☆☆", "<dt>Mức độ<dd>mức độ 4", "<dt>Mức độ<dd>★☆☆☆"), ["2", "4", "1"]),
        (("<dt>Loại hình<dd>(A)", "<dt>Loại hình<dd>(B)", "<dt>Loại hình<dd>(Z)"), ["1", "2", None]),
        (("<dt>Loại hình<dd>(A)", "<dt>Loại hình<dd>(B)<dt>Tổ<dd>(A)", ""), ["1", None, None]),
    ],
)
def test_each_of_several_procedures_of_a_page_has_the_sign_of_its_own_part(cells: tuple[str, ...], told: list[str | None]) -> None:
    rest = "<dt>Trình tự thực hiện<dd>Gửi giấy, chờ xem xét.<dt>Thành phần hồ sơ<dd>Đơn; ảnh<dt>Thời hạn giải quyết<dd>3 ngày"
    parts = "".join(f"<h3>{name}</h3><dl>{cell}{rest}</dl>" for name, cell in zip(SEVERAL, cells, strict=True))
    legend = f"<p>{STARS if '★' in cells[0] else 'Chú thích: (A) mức độ 1; (B) mức độ 2; (C) mức độ 3'}</p>"
    readings = read_page(Page(URL, f"<html><body><h1>Hộ tịch</h1>{parts}{legend}</body></html>")).procedures
    assert [reading.name for reading in readings] == [*SEVERAL]
    found = [[f.text for f in reading.fields if f.key is FieldKey.LEVEL and f.text] for reading in readings]
    assert [declare(texts[0], ND224_FROM).value if texts else None for texts in found] == told


def test_marks_under_the_label_of_the_level_wait_for_a_legend_on_another_page() -> None:
    page = detail_dl(made(1)[0]).replace(made(1)[0].level, "●●○")
    (reading,) = read_page(Page(URL, f"<html><body>{page}</body></html>")).procedures
    assert [f.text for f in reading.fields if f.key is FieldKey.LEVEL] == ["●●○"]
