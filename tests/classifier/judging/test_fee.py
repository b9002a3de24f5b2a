"""Fee cells: what states that there is none, what is a fee, and what says neither."""

from __future__ import annotations

import pytest

from classifier.features.fee import Fee, combine, read_fee

NONE = [
    "Không", "Không.", "không thu lệ phí", "Miễn phí", "Miễn phí.", "0 đồng", "0đ", "0", "0.0", "0 VNĐ/lần", "Không quy định",
    "Không thu phí, lệ phí", "Không có", "Không có lệ phí",
    "Phí: Không. Lệ phí: Không", "Phí: Không Lệ phí: Không", "Phí Không Lệ phí Không",
    "Trực tiếp55 Ngày làm việcMiễn phíTrực tuyến55 Ngày làm việcMiễn phí", "Trực tiếp 7 Ngày làm việc Không",
    "Không thu phí theo Nghị quyết 05/2023/NQ-HĐND", "Không mất phí", "không đồng", "Phí : 0 Đồng", "Miễn lệ phí", "Không phải nộp phí",
    "Không (Miễn phí)", "Miễn", "Miễn.", "Không, miễn phí", "No fee", "Miễn thu phí", "Không yêu cầu nộp phí", "Không áp dụng",
    "Trực tiếp: Không\nTrực tuyến: Không", "Phí, lệ phí: Không có", "Lệ phí, phí: Không thu", "Phí và lệ phí: Miễn phí",
    "Công dân không phải nộp khoản phí, lệ phí nào cho thủ tục này.", "Không thu bất kỳ khoản lệ phí nào",
    "Không thu phí đối với thủ tục này",
    "Không thu bất cứ khoản phí nào của công dân", "Ko thu", "Cấp lần đầu: miễn phí\nGia hạn: không thu",
    "Hồ sơ nộp trực tiếp: miễn\nHồ sơ nộp qua bưu điện: miễn", "Pháp luật không quy định lệ phí",
    "Không thu phí. Lệ phí cũng không thu", "Từ 01/01/2022 không thu phí dù trực tiếp hay trực tuyến",
    "Tỉnh chưa ban hành mức thu lệ phí nên không thu", "Hiện chưa có mức phí, miễn",
    "Hiện chưa quy định thu phí, người đề nghị không mất tiền", "Không quy định phí, doanh nghiệp không phải đóng khoản tiền nào",
    "Chưa quy định biểu phí. Không thu tiền",
    "Theo Nghị quyết 12 của HĐND tỉnh, không thu lệ phí", "Ngân sách xã bảo đảm, công dân không phải nộp phí",
    "Lệ phí\nKhông\nPhí\nKhông thu", "Miễn phí theo Quyết định số 40/2021/QĐ-UBND của UBND tỉnh", "Hiện chưa có quy định thu phí",
]  # fmt: skip
DUE = [
    "07 Ngày làm việc20.000Trường hợp nộp trực tiếp", "10.000 đồng/lần", "10USD/lần.", "100 USD/thẻ", "Không quá 100.000 đồng",
    "Lệ phí: 20.000; miễn phí cho trẻ em", "0,1% giá trị công trình",
    "Theo mức thu tại Thông tư 48/2022/TT-BTC", "20000", "100. 000đ/hộ chiếu",
    "5 nghìn đồng", "10.000", "Phí: Không; Lệ phí: 15.000đ", "$10", "Cấp mới: 50.000đ. Cấp lại: Miễn phí",
]  # fmt: skip
UNKNOWN = [
    "", "1", "Phí: ĐồngXem chi tiết", "Đồng", "Chưa quy định.", "Đang cập nhật", "Miễn phí cho trẻ em", "Miễn lệ phí đối với hộ nghèo",
    "Không thu phí đối với hồ sơ nộp trực tuyến", "Phí: Không Lệ phí:", "Theo quy định", "Không có thông tin", "Trực tiếp 7 ngày làm việc",
    "Xem chi tiết", "miền núi", "Theo Quyết định 1.234/QĐ-UBND", "Lệ phí", "Có", "Không thu của trẻ em dưới 6 tuổi",
    "Người thuộc hộ nghèo: miễn phí",
    "Trẻ em: miễn\nNgười già: miễn",
    "Người dân tộc thiểu số, người cao tuổi không phải nộp phí", "không quá",
    "Lệ phí\nKhông\nPhí", "Miễn phí theo Nghị quyết số 5 của HĐND tỉnh đối với hộ nghèo", "Chưa quy định mức cụ thể",
    "Không quy định phí, hộ nghèo không phải nộp lệ phí",
    "Chưa ban hành mức thu", "HĐND tỉnh chưa quy định mức thu phí thẩm định", "Chưa có mức thu; không thu đối với hộ nghèo",
    "Phí: Không, Lệ phí:", "Miễn phí, lệ phí: theo quy định", "Phí, lệ phí:",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_stated_none(text: str) -> None:
    assert read_fee(text) is Fee.NONE


@pytest.mark.parametrize("text", DUE)
def test_due(text: str) -> None:
    assert read_fee(text) is Fee.DUE


@pytest.mark.parametrize("text", UNKNOWN)
def test_unknown(text: str) -> None:
    assert read_fee(text) is Fee.UNKNOWN


def test_fee_and_charge_together() -> None:
    assert combine([Fee.NONE, Fee.NONE]) is Fee.NONE
    assert combine([Fee.NONE, Fee.DUE]) is Fee.DUE
    assert combine([Fee.NONE, Fee.UNKNOWN]) is Fee.UNKNOWN
    assert combine([]) is Fee.UNKNOWN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phí thẩm tra: không\nLệ phí cấp thẻ: không", Fee.NONE),
        ("Phí thẩm tra\nKhông\nLệ phí cấp thẻ\nMiễn", Fee.NONE),
        ("Phí thẩm tra\nKhông\nLệ phí cấp thẻ\n30.000đ", Fee.DUE),
        ("Lệ phí đối với hộ nghèo: không", Fee.UNKNOWN),
        ("Phí khi nộp trực tuyến: không", Fee.UNKNOWN),
        ("Hiện thực hiện thủ tục không mất tiền", Fee.NONE),
        ("Chưa quy định thu, do đó không thu bất kỳ khoản nào", Fee.UNKNOWN),
        ("Chưa quy định thu nên Sở không thu khoản nào", Fee.NONE),
    ],
)
def test_what_a_fee_is_for_is_no_exemption(text: str, expected: Fee) -> None:
    assert read_fee(text) is expected
