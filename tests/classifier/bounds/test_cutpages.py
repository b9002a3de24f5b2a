# ruff: noqa: E501 - mark-up is easier to read on one line
"""Procedures whose page is cut into pages that follow each other."""

from __future__ import annotations

import pytest

from classifier.bounds.cutpages import NEXT_PAGE, next_page, read_all_pages, shows_all
from classifier.model import FieldKey, Page, PartLink
from classifier.reading import read_page
from tests.classifier.vendors.details import Procedure, table_th_td

HERE = "https://xa.example.vn/doc/cap-ban-sao-trich-luc-ho-tich"


def parts(pager: str, here: str = HERE) -> dict[str, str]:
    html = table_th_td(Procedure()).replace("</table>", f"</table>{pager}", 1)
    (reading,) = read_page(Page(here, html)).procedures
    return {part.words: part.url for part in reading.parts}


def test_numbers_of_pages_behind_the_own_path_are_further_pages() -> None:
    found = parts(f"<p class=page-links>Trang: <span>1</span> <a href='{HERE}/2/'>2</a> <a href='{HERE}/3/'>3</a></p>")
    assert found == {"trang 2": f"{HERE}/2/", "trang 3": f"{HERE}/3/"}


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (f"{HERE}.html", f"{HERE}-trang-2.html"),
        ("https://xa.example.vn/xem?bai=5521", "https://xa.example.vn/xem?bai=5521&trang=2"),
        ("https://xa.example.vn/xem?bai=5521&p=1", "https://xa.example.vn/xem?bai=5521&p=2"),
    ],
)
def test_the_next_page_alone_is_known_by_its_words(here: str, there: str) -> None:
    assert parts(f"<div><a href='{there}'>Đọc tiếp</a></div>", here) == {NEXT_PAGE: there}


@pytest.mark.parametrize(
    "link",
    [
        f"<a href='{HERE}?nam=2020'>2</a>",  # chooses something, and turns no page
        "<a href='https://xa.example.vn/doc/dang-ky-khai-tu'>Tiếp</a>",  # the next article
        f"<a href='{HERE}/binh-luan-2'>2</a>",
    ],
)
def test_other_numbers_are_no_pages(link: str) -> None:
    assert not {words for words in parts(f"<div>{link}</div>") if words.startswith("trang")}


def test_the_way_to_all_pages_at_once_stands_beside_their_numbers() -> None:
    found = parts(f"<p><a href='{HERE}/2'>2</a> <a href='{HERE}?full=1'>Xem toàn bộ bài viết</a></p>")
    assert f"{HERE}?full=1" in found.values()
    assert shows_all("Tất cả các trang") and not shows_all("Tất cả thủ tục của sở")


def test_the_last_page_has_no_next_one() -> None:
    back = f"<p>Nội dung.</p><a href='{HERE}?trang=2'>Trang trước</a>"
    assert next_page(Page(f"{HERE}?trang=3", f"<html><body><main>{back}</main></body></html>")) is None
    on = f"<p>Nội dung.</p><a href='{HERE}?trang=3'>Trang sau</a>"
    assert next_page(Page(f"{HERE}?trang=2", f"<html><body><main>{on}</main></body></html>")) == f"{HERE}?trang=3"


def test_heads_on_the_page_of_all_are_the_words_of_the_parts() -> None:
    html = table_th_td(Procedure())
    (base,) = read_page(Page(HERE, html)).procedures
    base = base.__class__(url=base.url, name=base.name, code=base.code)
    said = "Người dân nộp đơn tại bộ phận tiếp nhận rồi chờ giấy hẹn, đến ngày hẹn thì quay lại nhận bản sao."
    whole = f"<html><body><main><h2>{base.name}</h2><p><b>Cách làm, các bước tiến hành</b></p><div><h4>Trình tự</h4><p>{said}</p></div></main></body></html>"
    found = read_all_pages(Page(f"{HERE}?full=1", whole), (PartLink("Trình tự", f"{HERE}/2"),), base)
    assert [said in field.text for field in found.fields if field.key is FieldKey.STEPS] == [True]
