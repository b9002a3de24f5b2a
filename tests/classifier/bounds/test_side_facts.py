# ruff: noqa: E501 - the pages are easier to compare when each stands on one line
"""Facts of a procedure in the column beside its text, and columns that are the site's."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.model import ControlKind, FieldKey, Page, ProcedureReading
from classifier.reading import read_page

MAIN = (
    "<article><h1>Cấp giấy phép nuôi chim yến</h1><h3>Trình tự thực hiện</h3><p>Chủ nhà yến gửi hồ sơ về xã.</p>"
    "<h3>Thành phần hồ sơ</h3><ul><li>Đơn xin phép</li><li>Sơ đồ nhà yến</li></ul><h3>Căn cứ pháp lý</h3><p>Nghị định số 13/2020/NĐ-CP</p></article>"
)
FACTS = "<p><strong>Thời hạn giải quyết</strong> 12 ngày</p><p><strong>Lệ phí</strong> 50.000 đồng</p><p><strong>Đối tượng thực hiện</strong> Cá nhân</p>"
OTHERS = "<h4>Việc khác</h4><ul><li><a href='/viec/9'>Cấp giấy phép nuôi ong</a> <i>Mức độ 4</i></li></ul>"


def read(column: str, main: str = MAIN) -> ProcedureReading:
    body = f"<html><head><title>Việc</title></head><body><main><div>{main}{column}</div></main></body></html>"
    page = read_page(Page("https://xa.example.vn/viec/31", body, content_type="text/html; charset=utf-8", at=date(2022, 5, 4)))
    assert len(page.procedures) == 1
    return page.procedures[0]


def told(reading: ProcedureReading) -> dict[FieldKey, str]:
    return {field.key: field.text for field in reading.fields if field.text}


@pytest.mark.parametrize(
    "column",
    [
        f"<aside>{FACTS}</aside>",
        f"<div class=sidebar-right><div class=the>{FACTS}</div>{OTHERS}</div>",
        f"<section role=complementary><nav><a href='/a'>Tin</a><a href='/b'>Ảnh</a></nav><h4>Tóm tắt</h4><div>{FACTS}</div>{OTHERS}</section>",
        "<aside><table><tr><th>Thời hạn giải quyết</th><td>12 ngày</td></tr><tr><th>Lệ phí</th><td>50.000 đồng</td></tr></table></aside>",
    ],
)
def test_the_column_tells_what_the_text_does_not(column: str) -> None:
    found = told(read(column))
    assert (found[FieldKey.FEE], found[FieldKey.DURATION]) == ("50.000 đồng", "12 ngày")
    assert FieldKey.LEVEL not in found


def test_a_level_and_a_way_back_in_everyday_words_are_facts() -> None:
    rows = "".join(
        f"<dt>{a}</dt><dd>{b}</dd>" for a, b in (("Làm từ xa", "Một phần"), ("Giấy phép về tay", "Bưu tá đưa"), ("Xong trong", "3 ngày"))
    )
    way = "<p><a href='/gui-hinh/31'>Chụp giấy tờ rồi gửi cho xã</a></p>"
    found = read(f"<aside><dl>{rows}</dl>{way}</aside>", MAIN + "<h3>Kết quả</h3><p>Giấy phép</p>")
    assert {key: words for key, words in told(found).items() if key in (FieldKey.LEVEL, FieldKey.CHANNEL_OUT, FieldKey.DURATION)} == {
        FieldKey.LEVEL: "Một phần",
        FieldKey.CHANNEL_OUT: "Bưu tá đưa",
        FieldKey.DURATION: "3 ngày",
    }
    assert [c.url for c in found.controls if c.kind is ControlKind.SUBMIT and c.own] == ["https://xa.example.vn/gui-hinh/31"]


def test_the_ways_to_apply_beside_the_facts_are_the_procedure_s() -> None:
    button = "<a class=nut href='https://nganh.example.vn/'>Nộp hồ sơ trên hệ thống của ngành</a>"
    mail = "<p>Nhận hồ sơ qua hòm thư: <a href='mailto:yen@xa.example.vn'>yen@xa.example.vn</a></p>"
    far = "<h4>Dành cho doanh nghiệp</h4><a href='/nop'>Nộp hồ sơ trực tuyến</a>"
    for column in (f"<aside>{button}{mail}<div>{FACTS}</div>{far}</aside>", f"<aside><div>{FACTS}</div>{mail}{button}{far}</aside>"):
        own = {control.kind: control.url for control in read(column).controls if not control.in_chrome}
        assert own == {ControlKind.SUBMIT: "https://nganh.example.vn/", ControlKind.EMAIL: "mailto:yen@xa.example.vn"}


@pytest.mark.parametrize(
    ("column", "main"),
    [
        # Another procedure at a glance: what the text tells is told once more; and several of them.
        (f"<aside><p><b>Cấp phép nuôi ong</b></p>{FACTS}</aside>", MAIN + "<h3>Lệ phí</h3><p>Không thu</p>"),
        (f"<aside><div>{FACTS}</div><div>{FACTS}</div></aside>", MAIN),
        (f"<aside>{FACTS}</aside><aside>{FACTS}</aside>", MAIN),
        # One fact alone, as any notice may have it.
        ("<aside><p><b>Lệ phí</b> 50.000 đồng</p><p>Trả lời công dân</p></aside>", MAIN),
    ],
)
def test_other_columns_are_the_site_s(column: str, main: str) -> None:
    assert told(read(column, main)).get(FieldKey.FEE) in (None, "Không thu")


def test_what_is_left_of_a_column_is_still_beside_the_content() -> None:
    column = f"<aside><div>{FACTS}</div><h4>Dịch vụ</h4><p><a href='/nop?viec=31'>Nộp hồ sơ trực tuyến</a></p></aside>"
    (control,) = (control for control in read(column).controls if control.kind is ControlKind.SUBMIT)
    assert control.own and not control.in_chrome


def test_a_search_whose_boxes_are_called_like_facts_is_the_site_s() -> None:
    boxes = "".join(f"<p><b>{words}</b> <select><option>Tất cả</option></select></p>" for words in ("Đối tượng thực hiện", "Lệ phí"))
    controls = read(f"<aside><div>{boxes}</div><a href='/nop'>Nộp hồ sơ trực tuyến</a></aside>").controls
    assert [control.in_chrome for control in controls if control.kind is ControlKind.SUBMIT] == [True]


def test_a_column_beside_what_describes_nothing_makes_no_procedure() -> None:
    facts = f"<p><b>Kết quả</b> Giấy phép</p>{FACTS}"
    page = Page("https://xa.example.vn/tin/8", f"<main><h1>Xã họp dân</h1><p>Chiều qua xã họp.</p></main><aside>{facts}</aside>")
    assert read_page(page).procedures == ()
