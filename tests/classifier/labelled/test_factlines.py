# ruff: noqa: E501 - a line of facts stands on one line
"""Facts of a procedure in one line under its name, written as sentences, and a level among them that nothing labels."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.findings.declared import declare
from classifier.model import FieldKey as K, Page, ProcedureReading
from classifier.reading import read_page

NAME = "Cấp phép nuôi hươu lấy nhung"
REST = (
    "<h4>Trình tự thực hiện</h4><p>Chủ trại gửi đơn, trạm thú y xem chuồng rồi trình ký.</p><h4>Thành phần hồ sơ</h4><p>Đơn; sơ đồ chuồng.</p>"
    "<h4>Thời hạn giải quyết</h4><p>12 ngày</p><h4>Cơ quan thực hiện</h4><p>{}</p>"
)


def read(head: str, agency: str = "Chi cục Thú y", name: str = NAME) -> ProcedureReading:
    body = f"<html><head><title>{name}</title></head><body><main><h2>{name}</h2>{head}{REST.format(agency)}</main></body></html>"
    (found,) = read_page(Page("https://nongnghiep.tinh.example.vn/viec/31", body, content_type="text/html; charset=utf-8")).procedures
    return found


def texts(found: ProcedureReading, key: K) -> list[str]:
    return [field.text for field in found.fields if field.key is key and field.text]


@pytest.mark.parametrize(
    ("head", "level"),
    [
        ("<div>Lĩnh vực: Chăn nuôi. Mã thủ tục: 2.004417. Đơn vị giải quyết: Chi cục Thú y. Mức độ 4.</div>", "4"),
        ("<div>Lĩnh vực: Chăn nuôi. Mã thủ tục: 2.004417. Mức 3. Đơn vị giải quyết: Chi cục Thú y</div>", "3"),
        ("<div>Mã thủ tục: 2.004417. Lĩnh vực: Chăn nuôi (dịch vụ công mức độ III).</div>", "3"),
        ("<div>Mã thủ tục: 2.004417 - Lĩnh vực: Chăn nuôi - DVCTT mức 2</div>", "2"),
        ("<div>Mã thủ tục: 2.004417 | Lĩnh vực: Chăn nuôi | Toàn trình</div>", "toan-trinh"),
        ("<div>Lĩnh vực: Chăn nuôi. Mã thủ tục: 2.004417.<br>[Một phần]</div>", "mot-phan"),
        ("<div>Lĩnh vực: Chăn nuôi. Mã thủ tục: 2.004417. Cấp độ dịch vụ công trực tuyến: 2.</div>", "2"),
    ],
)
def test_a_level_set_apart_behind_a_fact_is_a_fact_of_its_own(head: str, level: str) -> None:
    found = read(head)
    (said,) = texts(found, K.LEVEL)
    assert declare(said, date(2021, 6, 1)).value == level
    assert (found.code, texts(found, K.FIELD)) == ("2.004417", ["Chăn nuôi"])
    assert set(texts(found, K.AGENCY)) == {"Chi cục Thú y"}


@pytest.mark.parametrize(
    ("head", "agency"),
    [
        # Of another scale, in the middle of a sentence, and words that anything may be called.
        ("<div>Lĩnh vực: Định danh điện tử mức độ 2. Mã thủ tục: 2.004417.</div>", "Chi cục Thú y"),
        ("<div>Lĩnh vực: An toàn thông tin theo cấp độ 3. Mã thủ tục: 2.004417.</div>", "Chi cục Thú y"),
        ("<div>Mã thủ tục: 2.004417. Lĩnh vực: Chăn nuôi - Còn lại.</div>", "Chi cục Thú y"),
        # Two that differ tell of cases, or of others.
        ("<div>Mã thủ tục: 2.004417. Lĩnh vực: Chăn nuôi (mức độ 3).</div>", "Chi cục Thú y (mức độ 4)"),
        # A term for cases of a level.
        ("<div>Lĩnh vực: Chăn nuôi. Thời gian giải quyết: 10 ngày (mức độ 3).</div>", "Chi cục Thú y"),
    ],
)
def test_what_only_looks_like_one_is_none(head: str, agency: str) -> None:
    assert texts(read(head, agency), K.LEVEL) == []


def test_the_label_of_a_level_goes_before_one_behind_a_fact() -> None:
    found = read("<div>Lĩnh vực: Chăn nuôi (mức độ 3). Mã thủ tục: 2.004417. Mức độ dịch vụ: Mức độ 4</div>")
    assert (texts(found, K.LEVEL), texts(found, K.FIELD)) == (["Mức độ 4"], ["Chăn nuôi"])


def test_a_name_may_end_in_the_level_of_something_else() -> None:
    head = "<div>Tên thủ tục: Cấp tài khoản định danh điện tử (mức độ 2). Mã thủ tục: 2.004417.</div>"
    found = read(head, name="Cấp tài khoản định danh điện tử (mức độ 2)")
    assert found.name == "Cấp tài khoản định danh điện tử (mức độ 2)"
    assert texts(found, K.LEVEL) == []


def test_a_sentence_of_the_text_begins_no_fact() -> None:
    steps = "<h4>Trình tự thực hiện</h4><p>Bước 1. Lĩnh vực: theo giấy hẹn. Mã thủ tục: do cán bộ ghi.</p>"
    assert read(f"<div>Mã thủ tục: 2.004417</div>{steps}").code == "2.004417"


def test_facts_behind_a_label_that_nobody_knows_are_labelled_the_same_way() -> None:
    found = read("<div>Số lưu: 31/CN | Lĩnh vực: Chăn nuôi | Cơ quan thực hiện: Chi cục Thú y</div>")
    assert (texts(found, K.FIELD), set(texts(found, K.AGENCY))) == (["Chăn nuôi"], {"Chi cục Thú y"})


@pytest.mark.parametrize(
    "line",
    [
        "Đơn này gửi về trạm | Lĩnh vực: Thú y | Cơ quan thực hiện: Trạm số 2",  # no line of facts
        "Số lưu: 31/CN, thuộc Lĩnh vực: Thú y",  # one alone, in a sentence
    ],
)
def test_such_words_in_other_lines_are_no_labels(line: str) -> None:
    found = read(f"<div>Lĩnh vực: Chăn nuôi</div><div>{line}</div>")
    assert (texts(found, K.FIELD), texts(found, K.AGENCY)) == (["Chăn nuôi"], ["Chi cục Thú y"])
