"""Payment: a function, a statement in the procedure's own cells, a counter, or silence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.features.payment import payment
from classifier.findings.judged import Judged
from classifier.model import ApplicationReading, Behind, Control, ControlKind, FieldKey, Flag, Payment, ProcedureReading
from classifier.words.wordings import label_key
from tests.classifier.judging.building import bare, cell, context

PAY = Control(ControlKind.PAYMENT, "Thanh toán", "https://dichvucong.tinh.gov.vn/thanh-toan?ma=117241", "get", True, "payment|main")
FEE = cell(FieldKey.FEE, "20.000 đồng")


def judged(reading: ProcedureReading, application: ApplicationReading | None = None, **more: object) -> Judged[Payment]:
    return payment(reading, context(**more), application)


def value(reading: ProcedureReading, application: ApplicationReading | None = None, **more: object) -> Payment:
    return judged(reading, application, **more).value


def test_no_fee_must_be_stated_in_every_fee_cell() -> None:
    assert value(bare(cell(FieldKey.FEE, "Không"))) is Payment.NOT_APPLICABLE
    assert value(bare(cell(FieldKey.FEE, "Không", "Phí"), cell(FieldKey.FEE, "Không", "Lệ phí"))) is Payment.NOT_APPLICABLE
    half = judged(bare(cell(FieldKey.FEE, "Không", "Phí"), cell(FieldKey.FEE, "", "Lệ phí")))
    assert (half.value, half.flags) == (Payment.UNKNOWN, (Flag.FEE_UNKNOWN,))
    assert value(bare(cell(FieldKey.FEE, "Không", "Phí"), cell(FieldKey.FEE, "20.000 đồng", "Lệ phí"))) is Payment.UNKNOWN


@pytest.mark.parametrize("text", ["", "1", "Đang cập nhật", "Miễn phí cho trẻ em", "Theo quy định"])
def test_an_empty_or_junk_fee_is_unknown(text: str) -> None:
    found = judged(bare(cell(FieldKey.FEE, text)))
    assert (found.value, found.flags) == (Payment.UNKNOWN, (Flag.FEE_UNKNOWN,))
    assert found.findings[0].found == ("fee_unclear" if text not in ("", "Đang cập nhật") else "fee_empty")


def test_no_fee_cell_at_all_is_unknown() -> None:
    assert judged(bare()).flags == (Flag.FEE_UNKNOWN,)


def test_a_fee_and_silence_is_unknown_without_a_flag() -> None:
    found = judged(bare(FEE))
    assert (found.value, found.flags) == (Payment.UNKNOWN, ())


def test_an_own_payment_control_is_a_function() -> None:
    found = judged(bare(FEE, controls=(PAY,)))
    assert found.value is Payment.YES
    assert found.evidence[0].quote == "Thanh toán"


def test_a_site_wide_payment_link_is_none() -> None:
    site = replace(PAY, own=False, url="https://dichvucong.tinh.gov.vn/thanh-toan")
    assert value(bare(FEE, controls=(site,))) is Payment.UNKNOWN
    assert value(bare(FEE, controls=(site,)), common_controls=frozenset({site.signature})) is Payment.UNKNOWN
    assert value(bare(FEE, controls=(site,)), common_controls=frozenset({"other"})) is Payment.YES
    assert value(bare(FEE, controls=(replace(site, in_chrome=True),)), common_controls=frozenset({"other"})) is Payment.UNKNOWN
    assert value(bare(FEE, controls=(replace(PAY, disabled=True),))) is Payment.UNKNOWN
    assert value(bare(FEE, controls=(replace(PAY, action="none", url=None),))) is Payment.UNKNOWN


@pytest.mark.parametrize(
    ("text", "url", "pays"),
    [
        ("Chi trả chế độ và thanh toán tiền mai táng", "https://mc.xa.example.vn/viec/12/chi-tra-che-do-mai-tang", False),
        ("Chi trả chế độ và thanh toán tiền mai táng", "https://mc.xa.example.vn/viec/9/chi-tra-che-do-mai-tang?buoc=phi", True),
        ("Thanh toán phí", "https://mc.xa.example.vn/viec/12/cap-lai-so-ho-tich", True),
        ("Thanh toán ngay phí và lệ phí", "https://mc.xa.example.vn/phi/9", True),
    ],
)
def test_another_procedure_that_is_about_paying_is_no_function(text: str, url: str, pays: bool) -> None:
    link = Control(ControlKind.PAYMENT, text, url, "get", False, "payment|x")
    page = replace(bare(FEE, controls=(link,)), url="https://mc.xa.example.vn/viec/9/cap-lai-so-ho-tich")
    assert value(page, common_controls=frozenset({"other"})) is (Payment.YES if pays else Payment.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90.000 đồng. Sang năm 2031 mới thu qua ví điện tử; hiện nay đóng cho thủ quỹ", Payment.NO),
        ("90.000 đồng. Tạm dừng thanh toán trực tuyến, mời nộp tại phòng Kế toán", Payment.NO),
        ("90.000 đồng. Cách nộp: online", Payment.STATED),
        ("90.000 đồng, đóng qua mạng trên cổng khi lập đơn (thẻ ngân hàng hoặc tài khoản ngân hàng)", Payment.STATED),
        ("90.000 đồng; trả online khi gửi đơn (tài khoản ngân hàng, ví điện tử)", Payment.STATED),
        ("90.000 đồng, nộp vào tài khoản ngân hàng hoặc ví MoMo của Sở", Payment.NO),
        ("90.000 đồng, khi gửi đơn qua mạng thì nộp vào tài khoản ngân hàng", Payment.NO),
        ("90.000 đồng, tự động trừ qua thẻ liên kết trên ứng dụng", Payment.STATED),
        ("Nộp trực tiếp: 90.000 đồng; nộp qua mạng: 45.000 đồng", Payment.UNKNOWN),
        ("90.000 đồng, đóng trước khi nhận kết quả", Payment.UNKNOWN),
        ("90.000 đồng, nộp 02 lần khi nhận giấy tại phòng Một cửa", Payment.NO),
        ("Năm ngoái thu 90.000 đồng nộp tại quầy. Thanh toán trực tuyến trên Cổng", Payment.STATED),
        ("Mức thu\n90.000 đồng\nThanh toán trực tuyến\nKhông\nNơi nộp\nPhòng Kế toán", Payment.NO),
        ("Hồ sơ được nộp qua mạng, còn phí thì nộp trực tiếp tại Sở: 90.000 đồng", Payment.NO),
        ("90.000 đồng, thu tại quầy, có hóa đơn điện tử", Payment.NO),
        ("90.000 đồng. Ai nộp hồ sơ qua mạng thanh toán trực tuyến luôn trên cổng", Payment.STATED),
        ("Gửi đơn qua mạng nhưng phí vẫn đóng trực tiếp ở bộ phận kế toán: 90.000 đồng", Payment.NO),
        ("90.000 đồng. Chủ xe ra Chi cục, gặp thủ quỹ, nộp lệ phí rồi lấy biên lai", Payment.NO),
        ("90.000 đồng. Sở chưa tích hợp việc thu lệ phí qua mạng", Payment.UNKNOWN),
        ("Miễn thu (theo Nghị quyết 3 về miễn lệ phí khi nộp trực tuyến)", Payment.NOT_APPLICABLE),
        ("Trước đây thu 90.000 đồng. Hiện không thu", Payment.NOT_APPLICABLE),
        ("Từ 01/01/2090 miễn phí", Payment.UNKNOWN),
    ],
)
def test_only_what_holds_today_counts(text: str, expected: Payment) -> None:
    assert value(bare(cell(FieldKey.FEE, text))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Có", Payment.STATED),
        ("Giảm 30 %", Payment.STATED),
        ("Chưa có", Payment.UNKNOWN),
        ("Chưa có; đóng cho kế toán", Payment.NO),
        ("Tại quầy", Payment.NO),
    ],
)
def test_a_label_that_asks_for_paying_online_is_answered(text: str, expected: Payment) -> None:
    assert value(bare(FEE, cell(FieldKey.PAYMENT, text, "Thanh toán qua mạng"))) is expected


def test_a_payment_step_in_the_form() -> None:
    assert value(bare(FEE), ApplicationReading(Behind.E_FORM, "Lệ phí hồ sơ", payment=True)) is Payment.YES


def test_a_form_read_to_its_end_without_payment_although_there_is_a_fee() -> None:
    ends = ApplicationReading(Behind.E_FORM, "Nộp hồ sơ", payment=False)
    assert value(bare(FEE), ends) is Payment.NO
    assert value(bare(FEE), ApplicationReading(Behind.UPLOAD, payment=False)) is Payment.UNKNOWN
    assert value(bare(cell(FieldKey.FEE, "")), ends) is Payment.UNKNOWN
    assert value(bare(cell(FieldKey.FEE, "Không")), ends) is Payment.NOT_APPLICABLE


def test_an_account_is_told_although_the_form_ends_without_payment() -> None:
    ends = ApplicationReading(Behind.E_FORM, "Nộp hồ sơ", payment=False)
    found = payment(bare(FEE, cell(FieldKey.PAYMENT, "Nộp vào tài khoản 1020000 tại ngân hàng")), context(), ends)
    assert found.value is Payment.NO
    assert found.flags == (Flag.BANK_ACCOUNT_ONLY,)


@pytest.mark.parametrize(
    "text",
    [
        "Thu bằng tiền mặt; hồ sơ nộp trực tiếp hoặc trực tuyến",
        "Tiền mặt: 60.000 đồng hoặc trực tuyến: 50.000 đồng",
        "60.000 đồng. Hồ sơ nộp trực tuyến, phí thu tiền mặt",
        "60.000 đồng (chưa nộp trực tuyến hoặc nộp tiền mặt tại bưu điện)",
    ],
)
def test_cash_beside_filing_online_or_its_price_is_cash(text: str) -> None:
    assert value(bare(cell(FieldKey.FEE, text))) is Payment.NO


def test_silence_behind_a_gate_is_unknown() -> None:
    assert value(bare(FEE), ApplicationReading(Behind.GATE)) is Payment.UNKNOWN


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (FieldKey.FEE, "20.000 đồng. Thanh toán trực tuyến trên Cổng dịch vụ công"),
        (FieldKey.FEE, "20.000 đồng; nộp lệ phí trực tuyến"),
        (FieldKey.MANNER, "Trực tuyến. Nộp phí, lệ phí qua cổng thanh toán"),
        (FieldKey.CHANNEL_IN, "Có thể thanh toán lệ phí qua VNPT Pay"),
        (FieldKey.PAYMENT, "Trực tiếp, trực tuyến"),
        (FieldKey.PAYMENT, "Cổng thanh toán PayGov"),
        (FieldKey.FEE, "8.000 đồng/bản. Được nộp qua mạng khi hoàn thành tờ khai"),
        (FieldKey.FEE, "75.000 đồng, nộp trực tiếp tại quầy hoặc trực tuyến"),
        (FieldKey.FEE, "120.000đ (đóng online qua ví MoMo, thẻ nội địa)"),
        (FieldKey.FEE, "120.000đ, thu qua ví điện tử"),
        (FieldKey.FEE, "40.000 đồng (đóng được trên mạng)"),
        (FieldKey.FEE, "40.000 đồng. Cá nhân trả online qua AirPay sau khi có thông báo"),
        (FieldKey.FEE, "80.000 đồng. Tổ chức nộp hồ sơ trực tuyến có thể nộp online qua thẻ ngân hàng"),
        (FieldKey.FEE, "80.000 đồng; đối với hồ sơ gửi qua mạng được đóng trực tuyến bằng mã QR"),
        (FieldKey.FEE, "Mức thu 500.000 đồng; thanh toán trên Cổng Dịch vụ công quốc gia hoặc tiền mặt tại quầy"),
        (FieldKey.MANNER, "Hồ sơ gửi qua mạng; lệ phí: thanh toán qua Nền tảng thanh toán dùng chung"),
        (FieldKey.FEE, "70.000 đồng (cách trả: tiền mặt hoặc online)"),
        (FieldKey.FEE, "45.000 đồng; nộp trực tuyến ngay khi nộp hồ sơ bằng mã QR hoặc thẻ"),
        (FieldKey.FEE, "45.000 đồng/lần cấp, đóng trên mạng"),
        (FieldKey.FEE, "35.000 đồng, đóng online được"),
        (FieldKey.FEE, "35.000 đồng. Cách nộp: tiền mặt, chuyển khoản, trực tuyến"),
        (FieldKey.FEE, "35.000 đồng. Kênh thu: ví MoMo"),
        (FieldKey.FEE, "35.000 đồng, đóng bằng mã QR hiện ra trên Hệ thống"),
        (FieldKey.FEE, "Phí: 90.000 đồng (người dân nộp online tại trang này hoặc bằng tiền mặt)"),
        (FieldKey.FEE, "Mức 45.000 đồng; chủ hộ nộp online cùng lúc với khai đơn"),
    ],
)
def test_stated_in_the_procedures_own_cells(key: FieldKey, text: str) -> None:
    found = judged(bare(FEE, cell(key, text)))
    assert found.value is Payment.STATED
    assert text[:15] in found.evidence[0].quote


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (FieldKey.STEPS, "Bước 3: thanh toán trực tuyến"),
        (FieldKey.LEGAL_BASIS, "Nghị định về thanh toán trực tuyến"),
        (FieldKey.MANNER, "Nộp hồ sơ trực tuyến"),
        (FieldKey.FEE, "Trường hợp nộp hồ sơ qua cổng dịch vụ công trực tuyến thu 5.000 đồng"),
        (FieldKey.FEE, "20.000 đồng. Chưa hỗ trợ thanh toán trực tuyến"),
        (FieldKey.PAYMENT, "Không trực tuyến"),
        (FieldKey.FEE, "Nộp trực tuyến: 50.000 đồng; nộp bản giấy: 70.000 đồng"),
        (FieldKey.FEE, "Giảm 50% khi nộp trực tuyến qua Cổng dịch vụ công"),
        (FieldKey.FEE, "Đối với hồ sơ nộp trực tuyến qua tài khoản VNeID: 10.000 đồng"),
        (FieldKey.FEE, "20.000 đồng. Chưa được nộp trực tuyến"),
        (FieldKey.FEE, "20.000 đồng. Kết quả được trả trực tuyến"),
        (FieldKey.FEE, "20.000 đồng; kết quả chủ hộ nhận ở nhà hoặc trả tại quầy số 3"),
        (FieldKey.FEE, "Hồ sơ nộp trực tuyến khi hoàn thành tờ khai: 20.000 đồng"),
        (FieldKey.FEE, "20.000 đồng, trả trực tuyến: 10.000 đồng"),
        (FieldKey.FEE, "30.000 đồng. Người nộp hồ sơ qua mạng phải nộp đủ bản gốc"),
        (FieldKey.MANNER, "Nộp hồ sơ ở nhà: mở máy, vào tài khoản rồi làm theo hướng dẫn"),
        (FieldKey.PAYMENT, "Không dùng tiền mặt"),
        (FieldKey.PAYMENT, ""),
    ],
)
def test_what_states_no_online_payment(key: FieldKey, text: str) -> None:
    assert value(bare(FEE, cell(key, text))) is Payment.UNKNOWN


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (FieldKey.FEE, "20.000 đồng, chuyển khoản vào tài khoản số 0123"),
        (FieldKey.PAYMENT, "Số tài khoản 3511.0.1054, Kho bạc Nhà nước"),
        (FieldKey.PAYMENT, "Chuyển khoản qua ngân hàng"),
        (FieldKey.MANNER, "Nộp phí vào tài khoản của Sở"),
        (FieldKey.FEE, "45.000 đồng nộp vào TK 3511.0.9055511, Kho bạc Nhà nước khu vực VII"),
        (FieldKey.FEE, "45.000 đồng, người nộp hồ sơ nộp tiền vào Kho bạc Nhà nước huyện"),
        (FieldKey.FEE, "45.000 đồng, gửi qua TK của UBND xã tại Agribank"),
        (FieldKey.FEE, "45.000 đồng. Nộp trực tuyến qua Internet Banking vào số tài khoản 118000012345"),
    ],
)
def test_a_bank_account_is_no_payment_function(key: FieldKey, text: str) -> None:
    found = judged(bare(FEE, cell(key, text)))
    assert (found.value, found.flags) == (Payment.NO, (Flag.BANK_ACCOUNT_ONLY,))


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (FieldKey.FEE, "20.000 đồng, nộp lệ phí trực tiếp tại Bộ phận một cửa"),
        (FieldKey.FEE, "20.000 đồng, bằng tiền mặt"),
        (FieldKey.FEE, "20.000 đồng; đóng cho bưu tá lúc giao giấy"),
        (FieldKey.FEE, "30.000 đồng (đóng tại bàn thu ngân của xã)"),
        (FieldKey.FEE, "30.000 đồng, nộp tại ô thu phí"),
        (FieldKey.FEE, "30.000 đồng, nộp tại quầy khi lấy kết quả"),
        (FieldKey.FEE, "30.000 đồng; lúc có kết quả, đóng tại bàn thu"),
        (FieldKey.PAYMENT, "Trực tiếp"),
        (FieldKey.PAYMENT, "Tại quầy"),
        (FieldKey.FEE, "80.000 đồng/lần, thu trực tiếp tại quầy của Trung tâm"),
        (FieldKey.PAYMENT, "Nộp tiền mặt tại quầy Nộp hồ sơ qua mạng internet"),
        (FieldKey.FEE, "50.000 đồng (nộp tiền tại Bộ phận Một cửa)\nTrực tuyến\n50.000 đồng"),
        (FieldKey.MANNER, "Trực tuyến; nộp phí tại Trung tâm phục vụ hành chính công"),
    ],
)
def test_a_stated_counter_is_no(key: FieldKey, text: str) -> None:
    found = judged(bare(FEE, cell(key, text)))
    assert (found.value, found.flags) == (Payment.NO, ())


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (FieldKey.MANNER, "Nộp hồ sơ trực tiếp tại Bộ phận một cửa"),
        (FieldKey.FEE, "Nộp hồ sơ trực tiếp: 20.000 đồng"),
        (FieldKey.STEPS, "Nộp lệ phí tại quầy, chuyển khoản"),
        (FieldKey.FEE, "Nộp trực tiếp: 80.000 đồng; nộp trực tuyến: 40.000 đồng"),
        (FieldKey.CHANNEL_OUT, "Bản điện tử gửi vào tài khoản của người nộp trên hệ thống"),
    ],
)
def test_filing_in_person_is_not_paying_in_person(key: FieldKey, text: str) -> None:
    assert value(bare(FEE, cell(key, text))) is Payment.UNKNOWN


def test_online_beside_a_counter_or_an_account_is_stated() -> None:
    both = cell(FieldKey.PAYMENT, "Tại quầy, chuyển khoản hoặc thanh toán trực tuyến")
    assert value(bare(FEE, both)) is Payment.STATED
    # The page's own statement weighs more than a step that was not seen in the form.
    assert value(bare(FEE, both), ApplicationReading(Behind.E_FORM, payment=False)) is Payment.STATED


def test_a_heading_taken_for_a_fee_cell_says_nothing_about_the_fee() -> None:
    assert value(bare(cell(FieldKey.FEE, "Yêu cầu và căn cứ"), cell(FieldKey.FEE, "Miễn phí"))) is Payment.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("fee", "way_out", "expected"),
    [
        ("30.000 đồng. Đóng được online khi gửi đơn.", "", Payment.STATED),
        ("30.000 đồng. Chưa nộp được trực tuyến.", "", Payment.UNKNOWN),
        ("30.000 đồng, đóng qua mạng được luôn", "", Payment.STATED),
        ("30.000 đồng, nộp trực tuyến được giảm 50%", "", Payment.UNKNOWN),
        ("30.000 đồng", "Trả bản số qua tài khoản của công dân trên cổng", Payment.UNKNOWN),
        ("30.000 đồng", "Nộp tiền vào tài khoản của Sở", Payment.NO),
        ("30.000 đồng", "Gửi cho người nộp bản ký số, vào tài khoản người đó", Payment.UNKNOWN),
        ("30.000 đồng", "Chuyển bản ký số vào tài khoản tổ chức", Payment.UNKNOWN),
        ("30.000 đồng, nộp vào tài khoản người thụ hưởng là Sở", "", Payment.NO),
    ],
)
def test_what_is_paid_at_once_and_whose_account_is_meant(fee: str, way_out: str, expected: Payment) -> None:
    assert value(bare(cell(FieldKey.FEE, fee), cell(FieldKey.CHANNEL_OUT, way_out))) is expected


def test_a_table_of_ways_is_read_row_by_row() -> None:
    ways = "Cách nộp\nPhí\nGhi chú\nTại quầy\n60.000 đồng\n{}\nTrực tuyến\n60.000 đồng\n{}"
    assert value(bare(FEE, cell(FieldKey.MANNER, ways.format("Đóng phí tại bộ phận thu", "")))) is Payment.NO
    assert value(bare(FEE, cell(FieldKey.MANNER, ways.format("Phí đóng tại quầy thu", "Thanh toán phí qua VNPay")))) is Payment.STATED
    assert value(bare(FEE, cell(FieldKey.MANNER, ways.format("", "Thanh toán lệ phí:\nqua mạng")))) is Payment.STATED


def test_a_column_of_notes_that_speaks_of_applying_says_nothing_of_paying() -> None:
    assert value(bare(FEE, cell(FieldKey.PAYMENT, "Khai trên cổng, không cần tài khoản", "Mô tả"))) is Payment.UNKNOWN
    assert value(bare(FEE, cell(FieldKey.PAYMENT, "Nộp phí trên cổng", "Mô tả"))) is Payment.STATED
    assert value(bare(FEE, cell(FieldKey.PAYMENT, "Trên cổng", "Nộp phí bằng gì"))) is Payment.STATED


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("Nơi thu phí", "Phòng Tài vụ, nhà B", Payment.NO),
        ("Địa điểm nộp lệ phí", "Kho bạc huyện", Payment.NO),
        ("Nơi thu", "Thanh toán trực tuyến trên Cổng", Payment.STATED),
        ("Nơi thu", "Theo thông báo", Payment.UNKNOWN),
        ("Nơi thu hồi", "Phòng Tài vụ, nhà B", Payment.UNKNOWN),
    ],
)
def test_where_a_fee_is_paid_may_be_a_place_alone(label: str, text: str, expected: Payment) -> None:
    assert value(bare(FEE, cell(label_key(label), text, label))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80.000 đồng, công chức tiếp nhận thu và xé biên lai", Payment.NO),
        ("80.000 đồng (thủ quỹ của Chi cục thu tiền)", Payment.NO),
        ("80.000 đồng; cán bộ hướng dẫn thủ tục", Payment.UNKNOWN),
        ("80.000 đồng; cán bộ không thu thêm khoản nào", Payment.UNKNOWN),
        ("80.000 đồng. Nộp ở bất cứ điểm giao dịch nào của Kho bạc", Payment.NO),
        ("80.000 đồng. Hệ thống tạo mã QR cho từng hồ sơ để quét", Payment.STATED),
        ("80.000 đồng. Hệ thống chưa tạo mã QR", Payment.UNKNOWN),
        ("Trước kia chuyển khoản, từ tháng 3/2024 thanh toán trực tuyến trên Cổng dịch vụ công", Payment.STATED),
        ("Nay thu tại quầy, từ ngày 01/3/2031 thực hiện thanh toán trực tuyến", Payment.NO),
    ],
)
def test_who_takes_the_fee_and_what_draws_a_code(text: str, expected: Payment) -> None:
    assert value(bare(cell(FieldKey.FEE, text))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30.000 đồng/lần; đóng trực tuyến qua hệ thống thanh toán của ngành", Payment.STATED),
        ("30.000 đồng/lần; nộp trực tuyến trên chức năng thanh toán của trang", Payment.STATED),
        ("Mức thu 30.000 đồng (trả tại Trung tâm hành chính công hoặc trả qua mạng)", Payment.STATED),
        ("Mức thu 30.000 đồng (đóng trực tuyến hoặc tại quầy)", Payment.STATED),
        ("Nộp trực tuyến: 25.000 đồng; trực tiếp: 30.000 đồng", Payment.UNKNOWN),
        ("30.000 đồng; kết quả trả tại một cửa hoặc trả trực tuyến", Payment.UNKNOWN),
        ("30.000 đồng. Khoản thu gửi về tài khoản 9527.1.1055555 của Sở", Payment.NO),
    ],
)
def test_where_a_fee_is_paid_by_the_way_of_paying(text: str, expected: Payment) -> None:
    assert value(bare(cell(FieldKey.FEE, text))) is expected
