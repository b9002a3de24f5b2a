"""What sentences about the ways to apply tell of the fee, where the page has no cell of it."""

from __future__ import annotations

import pytest

from classifier.features.fee import Fee
from classifier.features.payment import fee_of, payment
from classifier.model import ApplicationReading, Behind, FieldKey, Flag, Payment
from tests.classifier.judging.building import AT, bare, cell, context

WALK_IN = "Đến quầy số 4 hoặc khai trên trang một cửa. Xong trong 6 ngày làm việc. "


def told(sentence: str, *others: tuple[FieldKey, str]) -> Fee:
    cells = (cell(key, text) for key, text in others)
    return fee_of(bare(cell(FieldKey.MANNER, f"{WALK_IN}{sentence} Kết quả phát tại quầy."), *cells), AT)


@pytest.mark.parametrize(
    "sentence",
    [
        "Cá nhân, tổ chức không phải trả phí hay lệ phí.",
        "Thủ tục này hoàn toàn miễn phí.",
        "Người dân được miễn toàn bộ lệ phí khi làm thủ tục này;",
        "Không thu phí.",
        "- Công dân làm hồ sơ không mất khoản phí nào.",
        "Hiện nay người yêu cầu không phải nộp lệ phí.",
    ],
)
def test_nobody_pays(sentence: str) -> None:
    assert told(sentence) is Fee.NONE
    assert told(sentence, (FieldKey.FEE, "")) is Fee.NONE  # an empty cell says nothing against it


@pytest.mark.parametrize(
    "sentence",
    [
        "Trẻ em dưới 6 tuổi không phải nộp lệ phí.",
        "Nộp qua mạng không mất phí.",
        "Người nộp trực tuyến được miễn lệ phí.",
        "Không thu phí chuyển phát.",
        "Không phải nộp phí, lệ phí đối với hộ nghèo.",
        "Hồ sơ không phải nộp phí thì trả ngay.",
        "Lệ phí theo quy định. Hộ nghèo không phải nộp lệ phí.",
        "Không mất phí. Người ở tỉnh khác nộp thêm lệ phí.",
        "Không nộp hồ sơ hộ người khác.",
        "Tại quầy\nKhông thu phí\nQua mạng\n25.000 đồng",
    ],
)
def test_words_about_some_or_about_one_way_leave_it_unknown(sentence: str) -> None:
    assert told(sentence) is Fee.UNKNOWN


def test_a_sum_told_is_a_fee() -> None:
    assert told("Mức lệ phí là 60.000 đồng.") is Fee.DUE
    assert told("Không mất phí. Mức thu phí thẩm định: 1.200.000 đồng một hồ sơ.") is Fee.DUE
    assert told("Phí bưu chính 30.000 đồng.") is Fee.UNKNOWN


def test_a_cell_of_the_fee_is_heard_alone() -> None:
    assert told("Không thu phí.", (FieldKey.FEE, "45.000 đồng")) is Fee.DUE
    assert told("Mức lệ phí là 60.000 đồng.", (FieldKey.FEE, "Không")) is Fee.NONE
    assert told("Không thu phí.", (FieldKey.FEE, "Theo quy định")) is Fee.UNKNOWN


def test_what_is_told_is_what_payment_rests_on() -> None:
    free = bare(cell(FieldKey.MANNER, f"{WALK_IN}Người nộp đơn không phải nộp phí."))
    found = payment(free, context())
    assert (found.value, found.flags) == (Payment.NOT_APPLICABLE, ())
    assert [seen.quote for seen in found.evidence] == ["Cách thức thực hiện: không phải nộp phí."]
    due = bare(cell(FieldKey.MANNER, f"{WALK_IN}Lệ phí là 60.000 đồng."))
    form = ApplicationReading(Behind.E_FORM, payment=False, quote="8 ô, không có bước trả tiền")
    assert (payment(due, context()).value, payment(due, context(), form).value) == (Payment.UNKNOWN, Payment.NO)
    assert payment(bare(cell(FieldKey.STEPS, "Người nộp đơn không phải nộp phí.")), context()).flags == (Flag.FEE_UNKNOWN,)
