# ruff: noqa: E501 - mark-up is easier to read on one line
"""Strips of tabs with one place for all their parts: what stands there is the open tab's."""

from __future__ import annotations

import pytest

from classifier.model import FieldKey, Page
from classifier.reading import read_page
from classifier.words.tabwords import is_no_part, meanings

FACTS = "<h1>Cấp phép đắp bờ bao</h1><p>Mã thủ tục: 1.003344</p><p>Thời hạn giải quyết: 9 ngày</p><p>Đối tượng thực hiện: Hộ dân</p>"
LAW = "<p>Trình tự thực hiện: Gửi đơn</p><p>Căn cứ pháp lý: Luật Đê điều</p><p>Phí, lệ phí: Không</p>"
STEPS = "<p>Hộ dân gửi đơn về xã.</p><p>Xã trả giấy phép qua bưu điện.</p>"


def told(body: str) -> dict[FieldKey, str]:
    page = Page("https://xa.example.vn/viec/6", f"<html><body>{FACTS}{body}</body></html>")
    (found,) = read_page(page).procedures
    return {field.key: field.text for field in found.fields if field.text and field.key is not FieldKey.OTHER}


@pytest.mark.parametrize(
    "body",
    [
        f"<div><a class='the dang-xem current'>Trình tự</a><a class=the>Lệ phí</a><a class=the>Kết quả</a><section>{STEPS}</section></div>",
        f"<ul><li><b aria-selected=true>Trình tự</b></li><li><b>Lệ phí</b></li><li><b>Hỏi đáp</b></li><li><b>Kết quả</b></li></ul>"
        f"<div>{STEPS}</div>",
    ],
)
def test_the_open_tab_has_what_stands_behind_the_strip(body: str) -> None:
    found = told(body)
    assert found[FieldKey.STEPS] == "Hộ dân gửi đơn về xã.\nXã trả giấy phép qua bưu điện."
    assert FieldKey.RESULT not in found and FieldKey.FEE not in found


DRAWN = ("<a href='#r'>", "</a>"), ("<button type=button>", "</button>"), ("<span role=tab aria-controls=r>", "</span>")


@pytest.mark.parametrize(("opens", "ends"), DRAWN)
def test_a_decision_that_a_tab_for_the_result_opens_with_is_the_result(opens: str, ends: str) -> None:
    tabs = "".join(
        f"{opens.replace('r', place) if place != 'r' else opens}{words}{ends}"
        for place, words in (("t", "Trình tự"), ("r", "Kết quả"), ("p", "Lệ phí"))
    )
    parts = f"<div class=o id=t>{STEPS}</div><div class=o id=r><p>Quyết định</p><p>Cách nhận: bưu tá giao tận nhà</p></div><div class=o id=p>9.000 đồng</div>"
    found = told(f"<div>{tabs}</div><div>{parts}</div>")
    assert found[FieldKey.RESULT] == "Quyết định\nCách nhận: bưu tá giao tận nhà"
    assert FieldKey.DECISION not in found and found[FieldKey.FEE] == "9.000 đồng"


def test_a_decision_in_a_part_of_its_own_is_the_one_that_publishes_the_procedure() -> None:
    found = told(f"<h3>Kết quả</h3><p>Giấy phép</p><h3>Quyết định</h3><p>Số 12/QĐ-UBND</p><h3>Trình tự</h3>{STEPS}")
    assert (found[FieldKey.RESULT], found[FieldKey.DECISION]) == ("Giấy phép", "Số 12/QĐ-UBND")


def test_a_tab_without_a_meaning_over_the_facts_leaves_them_the_procedures() -> None:
    """All that a poor page says may stand under it."""
    facts = "<dl><dt>Mã thủ tục</dt><dd>1.003344</dd><dt>Lĩnh vực</dt><dd>Đê điều</dd><dt>Cơ quan thực hiện</dt><dd>UBND xã</dd><dt>Đối tượng</dt><dd>Hộ dân</dd></dl>"
    strip = "<div><button data-mo=a>Thông tin chung</button><button data-mo=b>Lệ phí</button><button data-mo=c>Kết quả</button></div>"
    body = f"<h1>Cấp phép đắp bờ bao</h1>{strip}<div class=o>{facts}</div><div class=o>Không</div><div class=o>Giấy phép</div>"
    found = read_page(Page("https://xa.example.vn/viec/6", f"<html><body>{body}</body></html>"))
    poor = found.sparse or found.procedures[0]
    assert {FieldKey.CODE, FieldKey.FIELD, FieldKey.AGENCY, FieldKey.SUBJECT} <= {cell.key for cell in poor.fields}


def test_a_place_with_labels_of_its_own_is_read_by_them() -> None:
    strip = "<span class=active>Trình tự</span><span>Lệ phí</span><span>Kết quả</span>"
    found = told(f"<div>{strip}<div><p>Thành phần hồ sơ: Đơn và sơ đồ</p><p>Căn cứ pháp lý: Luật Đê điều</p></div></div>")
    assert found[FieldKey.DOSSIER] == "Đơn và sơ đồ" and found[FieldKey.LEGAL_BASIS] == "Luật Đê điều"
    assert FieldKey.STEPS not in found and FieldKey.RESULT not in found


@pytest.mark.parametrize(
    ("strip", "panels"),
    [
        # Nobody says which is open, or several do: as a row of heads was read before.
        ("<b>Trình tự</b><b>Lệ phí</b><b>Kết quả</b>", "<p>Giấy phép đắp bờ</p>"),
        ("<b class=active>Trình tự</b><b class=active>Lệ phí</b><b class=active>Kết quả</b>", "<p>Giấy phép đắp bờ</p>"),
        # A panel for each.
        (
            "<b class=active>Trình tự</b><b>Lệ phí</b><b>Kết quả</b>",
            "<div class=p>Gửi đơn về xã</div><div class=p>Không thu</div><div class=p>Giấy phép đắp bờ</div>",
        ),
    ],
)
def test_other_rows_of_heads_are_read_as_before(strip: str, panels: str) -> None:
    assert told(f"<div>{strip}{panels}</div>" if "class=p" not in panels else f"<p>{strip}</p><div>{panels}</div>")[FieldKey.RESULT] == (
        "Giấy phép đắp bờ"
    )


WAYS = "<tr><th>Hình thức nộp</th><th>Thời hạn giải quyết</th></tr><tr><td>Trực tiếp</td><td>9 ngày</td></tr>"
HEADS = "<p><a href=#>Tóm tắt</a><a href=#>Trình tự</a><a href=#>Cách thức thực hiện</a><a href=#>Kết quả</a></p>"


def blocks(third: str) -> str:
    return f"<section class=o>Đắp bờ bao</section><section class=o>{STEPS}</section>{third}<section class=o>Giấy phép đắp bờ</section>"


def test_a_table_under_a_tab_is_what_the_tab_holds_whatever_its_columns_are_called() -> None:
    found = told(f"<div>{HEADS}{blocks(f'<section class=o><table>{WAYS}</table></section>')}</div>")
    assert found[FieldKey.STEPS] == "Hộ dân gửi đơn về xã.\nXã trả giấy phép qua bưu điện."
    assert found[FieldKey.MANNER].endswith("Trực tiếp\n9 ngày") and found[FieldKey.RESULT] == "Giấy phép đắp bờ"


def test_rows_with_labels_of_their_own_as_many_as_there_are_heads_are_no_panels() -> None:
    found = told(f"<div>{HEADS}{blocks('<section class=o>Căn cứ pháp lý: Luật Đê điều</section>')}</div>")
    assert found[FieldKey.LEGAL_BASIS] == "Luật Đê điều"
    assert FieldKey.MANNER not in found and found.get(FieldKey.STEPS) != "Hộ dân gửi đơn về xã.\nXã trả giấy phép qua bưu điện."


@pytest.mark.parametrize(
    ("words", "copy"), [("Kết xuất PDF", True), ("Xuất bản in", True), ("Kết quả", False), ("Xuất trình hồ sơ, mẫu đơn", False)]
)
def test_a_copy_of_the_procedure_is_no_part_of_it(words: str, copy: bool) -> None:
    assert is_no_part(words) is copy


@pytest.mark.parametrize(
    ("words", "promised"),
    [
        ("Phí, lệ phí và trả kết quả", {FieldKey.FEE, FieldKey.RESULT, FieldKey.CHANNEL_OUT}),
        ("Thời hạn - Lệ phí", {FieldKey.DURATION, FieldKey.FEE}),
        ("Trình tự thực hiện", {FieldKey.STEPS}),
        ("Những điều cần biết", {FieldKey.OTHER}),
    ],
)
def test_a_tab_promises_each_thing_that_its_words_name(words: str, promised: set[FieldKey]) -> None:
    assert meanings(words) == promised


def test_tabs_that_are_pressed_are_no_value_of_the_tab_before_them() -> None:
    words = ("Thông tin chung", "Biểu mẫu", "Phí và nơi trả", "Làm qua mạng")
    strip = "<ul>" + "".join(f"<li onclick='mo({i})'>{said}</li>" for i, said in enumerate(words)) + "</ul>"
    read = read_page(
        Page("https://xa.example.vn/viec/6", f"<h1>Cấp phép</h1><p>Mã thủ tục: 1.003344</p>{LAW}{strip}<div>{STEPS}</div><div></div>")
    )
    assert FieldKey.FORMS not in {field.key for field in read.procedures[0].fields if field.text}


def test_a_place_with_the_name_above_its_labels_is_read_by_them() -> None:
    strip = "<div><span>Hồ sơ</span><span>Mẫu đơn</span><span>Căn cứ</span></div>"
    inside = (
        "<p>Cấp phép đắp bờ bao</p><p>Trình tự thực hiện: Gửi đơn về xã</p><p>Kết quả thực hiện: Giấy phép</p><p>Phí, lệ phí: Không</p>"
    )
    found = told(f"<div>{strip}<div class=o>{inside}</div><div class=o></div><div class=o></div></div>")
    assert found[FieldKey.STEPS] == "Gửi đơn về xã" and found[FieldKey.RESULT] == "Giấy phép" and found[FieldKey.FEE] == "Không"
    assert FieldKey.DOSSIER not in found


def test_a_place_that_begins_with_the_words_of_its_tab_and_goes_on_with_other_labels_is_read_by_them() -> None:
    """Little more is said above the strip than whose procedure it is: what stands in the place makes the page a procedure's."""
    facts = "<h1>Cấp phép đắp bờ bao</h1><p>Mã thủ tục: 1.003344</p><p>Lĩnh vực: Đê điều</p>"
    strip = "<ul><li class=current>Trình tự thực hiện</li><li>Biểu mẫu</li><li>Lệ phí</li></ul>"
    rows = "<dl><dt>Trình tự thực hiện</dt><dd>Gửi đơn về xã</dd><dt>Thành phần hồ sơ</dt><dd>Đơn</dd><dt>Thời hạn giải quyết</dt><dd>9 ngày</dd></dl>"
    page = Page("https://xa.example.vn/viec/6", f"<html><body>{facts}<div>{strip}<div>{rows}</div></div></body></html>")
    (found,) = read_page(page).procedures
    said = [(field.key, field.text) for field in found.fields if field.key in {FieldKey.STEPS, FieldKey.DOSSIER}]
    assert said == [(FieldKey.STEPS, "Gửi đơn về xã"), (FieldKey.DOSSIER, "Đơn")]
    alone = told(f"<div>{strip}<div><h4>Trình tự thực hiện</h4>{STEPS}</div></div>")
    assert "Hộ dân gửi đơn về xã." in alone[FieldKey.STEPS]
