# ruff: noqa: E501 - mark-up is easier to read on one line
"""Pages that describe several procedures, with ways to apply that are called nothing that is known: whose they are, their ids tell."""

from __future__ import annotations

import pytest

from classifier.model import ControlKind, Page
from classifier.reading import read_page

NAMES = ("Đăng ký kết hôn", "Cấp bản sao trích lục hộ tịch", "Thay đổi, cải chính hộ tịch")
ITEM = (
    "<details><summary>{name}</summary><dl><dt>Trình tự thực hiện</dt><dd>Gửi giấy, chờ xem xét, nhận kết quả.</dd><dt>Thành phần hồ sơ</dt>"
    "<dd>Đơn đề nghị; bản chụp căn cước</dd><dt>Mẫu đơn</dt><dd>{form}</dd><dt>Cách nộp hồ sơ</dt><dd>{way}</dd><dt>Lệ phí</dt><dd>Không</dd></dl></details>"
)


def ways(way: str, form: str = "Không có") -> list[list[tuple[str, bool]]]:
    """The ways to apply of three procedures of one page, and whether each is the procedure's own. `{id}` is the number of a procedure."""
    items = "".join(ITEM.format(name=name, way=way.format(id=n), form=form.format(id=n)) for n, name in enumerate(NAMES, 8810))
    page = Page("https://xa.example.vn/viec/ho-tich", f"<!doctype html><html><body><main><h1>Hộ tịch</h1>{items}</main></body></html>")
    readings = read_page(page).procedures
    assert [reading.name for reading in readings] == [*NAMES]
    return [[(c.url or c.call, c.own) for c in reading.controls if c.kind is ControlKind.SUBMIT] for reading in readings]


@pytest.mark.parametrize(
    ("way", "leads"),
    [
        ("<a href='/khoi-tao/{id}'>Vào phòng số</a>", "https://xa.example.vn/khoi-tao/{id}"),  # by its address
        ("<a href='/x?r={id}'>Làm luôn</a>", "https://xa.example.vn/x?r={id}"),  # by its words
        ("<button onclick=\"location.href='/mo/bat-dau?viec={id}'\">Vào</button>", "https://xa.example.vn/mo/bat-dau?viec={id}"),
        ("<a href='#/lam/{id}'>Vào làm</a>", "https://xa.example.vn/viec/ho-tich#/lam/{id}"),
        ("<span class=nut data-den='/lam-don/{id}'>Mở ra</span>", "https://xa.example.vn/lam-don/{id}"),
        (
            "<form action=/khoi-tao><input type=hidden name=so value={id}><button>Tiếp tục</button></form>",
            "https://xa.example.vn/khoi-tao?so={id}",
        ),
        ("<button onclick='vao({id})'>Bắt đầu làm</button>", "vao({id})"),
    ],
)
def test_what_begins_something_is_the_way_of_the_procedure_whose_id_it_has(way: str, leads: str) -> None:
    assert ways(way) == [[(leads.format(id=n), True)] for n in (8810, 8811, 8812)]


def test_an_id_that_a_form_of_the_same_procedure_has_names_it() -> None:
    way, form = "<a href='/phong?ref={id}'>Mở trang làm việc</a>", "<a href='/tep/{id}/don.doc'>Đơn đề nghị</a>"
    assert ways(way, form) == [[(f"https://xa.example.vn/phong?ref={n}", True)] for n in (8810, 8811, 8812)]
    assert ways(way) == [[]] * 3


@pytest.mark.parametrize(
    "way",
    [
        "Tại <a href='/noi/{id}'>Trung tâm phục vụ hành chính công</a>",  # a place, which has a number of its own
        "<a href='/khoi-tao/77'>Vào phòng số</a>",  # where all of them lead
        "<a href='/khoi-tao/{id}'>Xem hướng dẫn</a>",
        "Tại xã. <form action=/luu><input type=hidden name=so value={id}><textarea name=y></textarea><button>Gửi đi</button></form>",
        "Tại xã <button onclick='chep({id})'>Sao chép</button>",
    ],
)
def test_other_links_among_the_ways_to_apply_are_none(way: str) -> None:
    assert ways(way) == [[]] * 3
