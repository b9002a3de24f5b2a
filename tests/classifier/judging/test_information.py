"""The 11 items of TT 32/2017 Đ5 k1, and where they may stand."""

from __future__ import annotations

import pytest

from classifier.features.information import information
from classifier.model import FieldKey, FileLink, Flag, FormMention, Information
from tests.classifier.judging.building import bare, cell, context, page

ALL = tuple("abcdđeghikl")


def items(*args: object, **more: object) -> Information:
    return information(page(*args, **more), context()).value  # type: ignore[arg-type]


def test_a_complete_page_has_all_eleven() -> None:
    judged = information(page(), context())
    assert judged.value == Information(ALL, (), (), 11)
    assert judged.flags == ()
    assert len(judged.evidence) == 11


@pytest.mark.parametrize(
    ("key", "letter"),
    [
        (FieldKey.STEPS, "b"),
        (FieldKey.DOSSIER, "d"),
        (FieldKey.DURATION, "đ"),
        (FieldKey.SUBJECT, "e"),
        (FieldKey.AGENCY, "g"),
        (FieldKey.RESULT, "h"),
        (FieldKey.LEGAL_BASIS, "l"),
    ],
)
def test_a_cell_that_is_missing_and_a_cell_that_is_empty_are_told_apart(key: FieldKey, letter: str) -> None:
    assert items({key: None}).missing == (letter,)
    for blank in ("", "-", "Đang cập nhật", "Không có thông tin", "Không có thông tin trình tự"):
        assert items({key: blank}).empty == (letter,), blank
    assert information(page({key: None}), context()).flags == (Flag.INFORMATION_INCOMPLETE,)


def test_item_i_is_given_by_any_of_its_parts_or_by_saying_none() -> None:
    without = {FieldKey.FEE: None, FieldKey.FORMS: None}
    assert "i" in items(without).missing
    assert "i" in items({**without, FieldKey.FEE: "Không"}).present
    assert "i" in items({**without, FieldKey.CONDITIONS: "Không"}).present
    assert "i" in items({**without, FieldKey.CONDITIONS: ""}).empty
    assert "i" in items(without, forms=(FormMention("Tờ khai"),)).present


def test_item_k_may_stand_in_the_manner_when_that_names_a_channel() -> None:
    assert "k" in items({FieldKey.MANNER: "Nộp qua bưu chính công ích"}).present
    assert "k" in items({FieldKey.MANNER: "Theo quy định"}).missing
    assert "k" in items({FieldKey.MANNER: "Theo quy định", FieldKey.CHANNEL_OUT: "Trực tiếp"}).present
    assert "k" in items({FieldKey.MANNER: "Theo quy định", FieldKey.CHANNEL_IN: ""}).empty


def test_steps_and_dossier_cannot_be_none() -> None:
    assert items({FieldKey.STEPS: "Không có"}).empty == ("b",)
    assert items({FieldKey.DOSSIER: "Không"}).empty == ("d",)
    assert "đ" in items({FieldKey.DURATION: "Không quy định"}).present


def test_the_publishing_decision_alone_is_no_legal_basis() -> None:
    assert "l" in items({FieldKey.LEGAL_BASIS: None, FieldKey.DECISION: "1234/QĐ-UBND"}).missing


def test_a_file_in_place_of_words_is_a_value() -> None:
    link = FileLink("Luật Cư trú", "https://dichvucong.tinh.gov.vn/luat.pdf", "legal")
    assert "l" in information(bare(cell(FieldKey.LEGAL_BASIS, "", links=(link,))), context()).value.present


def test_one_of_two_cells_of_a_kind_is_enough() -> None:
    reading = bare(cell(FieldKey.STEPS, ""), cell(FieldKey.STEPS, "Bước 1"))
    assert information(reading, context()).value.present == ("a", "b")


def test_a_cell_that_names_another_procedure_is_no_witness_of_the_name() -> None:
    reading = bare(cell(FieldKey.NAME, "Thu hồi giấy phép hoạt động", "Tên thủ tục"))
    assert [seen.quote for seen in information(reading, context()).evidence] == ["Cấp giấy phép hoạt động"]
    own = bare(cell(FieldKey.NAME, "Thủ tục cấp giấy phép hoạt động (cấp tỉnh)", "Tên thủ tục"))
    assert information(own, context()).evidence[0].quote.startswith("Tên thủ tục: Thủ tục cấp")
