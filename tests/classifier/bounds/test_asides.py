# ruff: noqa: E501 - mark-up is easier to read on one line
"""A column beside the content is the site's, but for a box of it that says facts of the page's procedure."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.judging.judge import judge
from classifier.model import Context, ControlKind, FieldKey, Page, ProcedureReading
from classifier.reading import read_page
from tests.classifier.vendors.details import Procedure, page

URL = "https://motcua.tinh.example.vn/viec/11724"
P = Procedure()
SAID_BESIDE = (FieldKey.FEE, FieldKey.DURATION, FieldKey.LEVEL)
NEWS = "<div class=khung><h3>Tin mới</h3><ul><li><a href='/tin/31'>Hội nghị đánh giá chuyển đổi số của tỉnh</a></li><li><a href='/tin/32'>Lịch tiếp công dân tháng 12 của lãnh đạo</a></li></ul></div>"
FACTS = "<dt>Lệ phí phải nộp</dt><dd>Không thu</dd><dt>Thời hạn giải quyết</dt><dd>9 ngày</dd>"
BUTTON = "<a class=nut href='/gui/11724'>Tôi muốn nộp</a>"


def read(column: str, place: str = "<main><h1>{name}</h1><table>{rows}</table></main>{column}") -> ProcedureReading:
    rows = "".join(f"<tr><th>{label}</th><td>{html}</td></tr>" for _, label, html, _ in P.without(*SAID_BESIDE, FieldKey.NAME))
    (found,) = read_page(Page(URL, page(place.format(name=P.name, rows=rows, column=column), title=P.name))).procedures
    return found


def said(found: ProcedureReading) -> dict[FieldKey, str]:
    return {field.key: field.text.splitlines()[0] for field in found.fields if field.key in SAID_BESIDE and field.text}


OWN = [
    f"<aside><dl>{FACTS}</dl>{BUTTON}</aside>",
    f"<div class=sidebar><dl>{FACTS}</dl>{BUTTON}</div>",
    f"<section role=complementary><dl>{FACTS}</dl>{BUTTON}</section>",
    f"<aside>{NEWS}<div class=khung><h3>Thông tin nhanh</h3><dl>{FACTS}</dl>{BUTTON}</div>{NEWS}</aside>",
    f"<div id=right-sidebar><p><b>Lệ phí:</b> Không thu</p><p><b>Thời hạn giải quyết:</b> 9 ngày</p>{BUTTON}</div>",
    f"<aside><p>🏦 Lệ phí: Không thu</p><p>⏳ Thời hạn giải quyết: 9 ngày</p>{BUTTON}</aside>",
]


@pytest.mark.parametrize("column", OWN)
@pytest.mark.parametrize(
    "place", ["<main><h1>{name}</h1><table>{rows}</table></main>{column}", "{column}<main><h1>{name}</h1><table>{rows}</table></main>"]
)
def test_a_box_beside_the_text_that_says_facts_of_the_procedure_is_its_own(column: str, place: str) -> None:
    found = read(column, place)
    assert said(found) == {FieldKey.FEE: "Không thu", FieldKey.DURATION: "9 ngày"}
    assert judge(found, Context(date(2026, 11, 22))).features.payment == "not_applicable"
    assert [c.own for c in found.controls if c.kind is ControlKind.SUBMIT and not c.in_chrome] == [True]


def test_one_fact_with_a_link_that_names_the_record_is_enough() -> None:
    assert said(read(f"<aside><p><b>Lệ phí:</b> Không thu</p>{BUTTON}</aside>")) == {FieldKey.FEE: "Không thu"}
    assert said(read("<aside><p><b>Lệ phí:</b> Không thu</p><a href='/gui'>Tôi muốn nộp</a></aside>")) == {}


def test_what_the_site_says_in_the_other_boxes_of_the_column_stays_the_sites() -> None:
    login = f"<div class=khung><h3>Công dân</h3><p>Mời bà con đăng nhập để xem hồ sơ đã gửi, hồ sơ chờ bổ sung và lịch hẹn trả kết quả.</p><a href='/vao'>Nộp hồ sơ</a></div>{NEWS}"
    found = read(f"<aside><div class=khung><dl>{FACTS}</dl></div>{login}</aside>")
    assert said(found) == {FieldKey.FEE: "Không thu", FieldKey.DURATION: "9 ngày"}
    assert [c.in_chrome for c in found.controls if c.url and c.url.endswith("/vao")] == [True]


@pytest.mark.parametrize(
    "column",
    [
        f"<aside><h3>Thủ tục xem nhiều</h3><a href='/viec/11800'>Cấp mới giấy phép bán lẻ rượu</a><dl>{FACTS}</dl></aside>",
        f"<aside><p>Thu hồi giấy phép bán buôn rượu</p><dl>{FACTS}</dl><a href='/gui?x=800'>Nộp</a></aside>",
        f"<aside><h4>Cấp mới giấy phép bán lẻ rượu</h4><dl>{FACTS}</dl></aside>",
        f"<aside><div class=the><dl>{FACTS}</dl></div><div class=the><dl>{FACTS}</dl></div></aside>",
        f"<aside><dl><dt>Mã thủ tục</dt><dd>2.000815</dd>{FACTS}</dl></aside>",
        "<aside><h4>Lệ phí</h4><ul><li><a href='/loc?phi=0'>Không thu</a></li><li><a href='/loc?phi=1'>Có thu</a></li></ul><h4>Thời hạn giải quyết</h4><ul><li><a href='/loc?t=1'>Trong ngày</a></li></ul></aside>",
        "<aside><form><p><b>Lệ phí:</b> Tất cả <input name=p></p><p><b>Thời hạn giải quyết:</b> Tất cả <input name=t></p></form></aside>",
        "<aside><p><b>Cơ quan:</b> Trung tâm hành chính công</p><p><b>Thời gian giải quyết:</b> 7 giờ 30 đến 17 giờ</p></aside>",
        f"<footer><dl>{FACTS}</dl></footer>",
    ],
)
def test_a_box_of_another_procedure_of_facets_or_of_the_site_says_nothing_of_this_one(column: str) -> None:
    found = read(column)
    assert said(found) == {}
    assert not [c for c in found.controls if c.kind is ControlKind.SUBMIT and not c.in_chrome]


def test_a_column_beside_what_describes_no_procedure_makes_none() -> None:
    found = read_page(Page(URL, page(f"<main><h1>Tin tức</h1><p>Hội nghị tổng kết</p></main><aside><dl>{FACTS}</dl>{BUTTON}</aside>")))
    assert not found.procedures


def test_a_notice_that_tells_once_more_what_the_text_tells_is_the_sites() -> None:
    """What holds for every procedure of an office stands beside each of them, and is called like their facts."""
    notice = "<aside><h4>Bà con lưu ý</h4><p><b>Lệ phí:</b> nộp tiền mặt tại quầy 3</p><p><b>Thời hạn giải quyết:</b> xem trên phiếu hẹn</p></aside>"
    own = "<tr><th>Lệ phí</th><td>Không thu</td></tr><tr><th>Thời hạn giải quyết</th><td>9 ngày làm việc</td></tr>"
    place = "<main><h1>{name}</h1><table>{rows}" + own + "</table></main>{column}"
    found = read(notice, place)
    assert said(found) == {FieldKey.FEE: "Không thu", FieldKey.DURATION: "9 ngày làm việc"}
    assert judge(found, Context(date(2026, 11, 22))).features.payment == "not_applicable"
    same = said(read(f"<aside><dl>{FACTS}</dl>{BUTTON}</aside>", place))  # the same in short
    assert same[FieldKey.FEE] == "Không thu"


def test_what_is_handed_out_in_the_text_and_how_in_the_box_beside_it_are_two_results() -> None:
    """Both are called the result, and neither tells the other otherwise; under one label they would be one fact told twice."""
    box = "<aside><dl><dt>Lệ phí</dt><dd>Không thu</dd><dt>{label}</dt><dd>Gửi qua bưu chính công ích</dd></dl></aside>"
    place = "<main><h1>{name}</h1><table>{rows}<tr><th>Kết quả thực hiện</th><td>Giấy chứng nhận</td></tr></table></main>{column}"
    assert said(read(box.format(label="Nhận kết quả"), place))[FieldKey.FEE] == "Không thu"
    assert FieldKey.FEE not in said(read(box.format(label="Kết quả thực hiện"), place))


UNHEARD = "<dt>Số hiệu</dt><dd>{code}</dd><dt>Độ số hóa của việc</dt><dd>Một phần</dd><dt>Chờ bao lâu thì xong</dt><dd>9 ngày làm việc</dd>"


def test_a_code_and_a_level_are_facts_under_labels_that_nobody_knows() -> None:
    box = f"<aside><dl>{UNHEARD}</dl><p><a href='https://lienthong.dichvucong.example.vn/'>Sang hệ thống liên thông</a></p></aside>"
    place = "<main><h1>{name}</h1><p>Số hiệu: " + P.code + "</p><table>{rows}</table></main>{column}"
    own = read(box.format(code=P.code), place)
    assert judge(own, Context(date(2026, 11, 22))).declared.value == "mot-phan"
    assert [c.kind for c in own.controls if not c.in_chrome] == [ControlKind.SUBMIT]
    anothers = read(box.format(code="2.000111"), place)
    assert judge(anothers, Context(date(2026, 11, 22))).declared.value is None
    nobodys = read(box.replace("<dt>Số hiệu</dt><dd>{code}</dd>", ""), place)
    assert judge(nobodys, Context(date(2026, 11, 22))).declared.value is None
