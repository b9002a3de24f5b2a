"""Labels and values in the words of everyday: what no official template says and portals write all the same."""

from __future__ import annotations

import pytest

from classifier.features.fee import Fee, read_fee
from classifier.features.forms import forms
from classifier.features.payment import payment
from classifier.features.result import result
from classifier.model import FieldKey as K, Forms, Payment, Result
from classifier.words.wordings import exact_key, label_key
from tests.classifier.judging.building import bare, cell, context

LABELS = {
    K.CODE: ("Mã QG", "Số ký hiệu thủ tục", "Mã CSDLQG"),
    K.NAME: ("Tên công việc", "Tiêu đề thủ tục"),
    K.FIELD: ("Thuộc mảng", "Nhóm việc"),
    K.AGENCY: (
        "Ai lo việc này",
        "Nơi thụ lý",
        "Thẩm quyền giải quyết",
        "Đầu mối giải quyết",
        "Phòng chuyên môn",
        "Sở, ngành",
        "Nơi đảm nhiệm",
        "Bộ phận lo việc",
    ),
    K.TIER: ("Cấp thẩm quyền", "Thuộc cấp", "Cấp chính quyền"),
    K.LEVEL: (
        "Phạm vi trực tuyến",
        "Hạng dịch vụ công",
        "Xếp mức DVC",
        "Mức phục vụ",
        "Kiểu phục vụ",
        "Trực tuyến mức",
        "Loại hình dịch vụ trực tuyến",
    ),
    K.STEPS: ("Từng bước", "Cách làm", "Lưu đồ thực hiện", "Thứ tự thực hiện", "Lộ trình giải quyết"),
    K.CHANNEL_IN: (
        "Cách gửi hồ sơ",
        "Đường nộp",
        "Phương án nộp",
        "Nộp bằng đường nào",
        "Những kênh gửi hồ sơ",
        "Các phương thức tiếp nhận",
        "Các cách nộp",
    ),
    K.DOSSIER: ("Các loại giấy tờ", "Bộ hồ sơ", "Tài liệu phải nộp", "Bạn cần chuẩn bị", "TPHS"),
    K.DURATION: (
        "Hẹn trả",
        "T/hạn g/quyết",
        "TGGQ",
        "Ngày trả kết quả",
        "Hạn xử lý",
        "Xong trong",
        "Hoàn thành sau",
        "Chờ trong vòng",
    ),
    K.SUBJECT: ("Người được làm", "Áp dụng với", "Dành cho"),
    K.RESULT: ("Bạn được gì", "Giấy tờ được cấp", "KQ thực hiện", "Xong thì được nhận"),
    K.CHANNEL_OUT: (
        "Kết quả về bằng đường nào",
        "Cách trả KQ",
        "Giao kết quả",
        "Cách nhận",
        "Giấy phép về tận tay",
        "Kết quả giao đến nhà",
        "Những cách lấy kết quả",
        "Các kênh giao kết quả",
    ),
    K.FEE: ("Tiền phải trả", "Mức thu phí", "Phí, LP", "Số tiền phải nộp", "Giá dịch vụ", "Tiền nong"),
    K.PAYMENT: ("Cách trả tiền", "Hình thức nộp tiền", "Kênh nộp phí", "Trả phí", "Trả phí, lệ phí", "Trả tiền bằng cách nào"),
    K.FORMS: ("Mẫu kèm theo", "Mẫu tải về", "Đơn mẫu", "Mẫu", "Mẫu dùng trong thủ tục", "Các mẫu phải điền", "Bộ mẫu"),
    K.CONDITIONS: ("Phải đáp ứng điều gì", "Y/c, đ/k", "Ràng buộc"),
    K.LEGAL_BASIS: ("CCPL", "Văn bản làm căn cứ", "Luật áp dụng", "Các căn cứ"),
    K.OTHER: ("Tiến độ", "Đổi hẹn", "Xong", "Gia hạn", "Mức độ hài lòng", "Theo", "Cơ sở"),
}


@pytest.mark.parametrize("key", LABELS)
def test_labels(key: K) -> None:
    assert {label: label_key(label) for label in LABELS[key]} == dict.fromkeys(LABELS[key], key)


RESULTS = {
    Result.ONLINE: ("Tải về từ tài khoản của bạn", "Nhận trên mạng", "File PDF ký số", "Xem và tải trên trang cá nhân"),
    Result.POST: ("EMS tới nhà", "Giao qua bưu tá", "Bưu cục chuyển tới địa chỉ của bạn"),
    Result.IN_PERSON: (
        "Bạn ra quầy lấy, nhớ mang giấy hẹn",
        "Người làm đến quầy ký sổ rồi nhận",
        "Quay lại TTHCC nhận kết quả",
        "Người dân tự đến nhận",
        "Đến BPMC nơi nộp, xuất trình giấy hẹn",
    ),
    Result.UNKNOWN: ("Theo giấy hẹn", "Gọi đến số điện thoại 0299 3822", "Bản chính và bản sao"),
}


@pytest.mark.parametrize("way", RESULTS)
def test_ways_in_which_results_come_back(way: Result) -> None:
    got = {text: result(bare(cell(K.CHANNEL_OUT, text)), context()).value for text in RESULTS[way]}
    assert got == dict.fromkeys(RESULTS[way], way)


PAYMENTS = {
    Payment.STATED: (
        "Quét mã QR trên cổng để nộp",
        "Nộp phí ngay trên hệ thống bằng thẻ ATM",
        "Trả tiền ngay trên trang này bằng thẻ hoặc ví",
        "Thanh toán không dùng tiền mặt trên Cổng DVC",
    ),
    Payment.NO: (
        "Thu khi trả kết quả",
        "Nộp ở quầy thu ngân",
        "Đóng cho kế toán",
        "Trả ở quầy, lấy biên lai",
        "Nộp tiền tại chi nhánh Agribank",
    ),
    Payment.UNKNOWN: ("Theo quy định", "Thanh toán không dùng tiền mặt"),
}


@pytest.mark.parametrize("way", PAYMENTS)
def test_ways_of_paying(way: Payment) -> None:
    got = {text: payment(bare(cell(K.FEE, "50.000 đồng"), cell(K.PAYMENT, text)), context()).value for text in PAYMENTS[way]}
    assert got == dict.fromkeys(PAYMENTS[way], way)


@pytest.mark.parametrize("text", ["Nộp online trên PayGov", "Đóng tiền qua ví MoMo", "Trả tiền ngay trên cổng bằng thẻ"])
def test_ways_of_paying_beside_the_amount(text: str) -> None:
    assert payment(bare(cell(K.FEE, f"50.000 đồng/hồ sơ. {text}")), context()).value is Payment.STATED


@pytest.mark.parametrize("text", ["Nhà nước không thu", "Bạn không phải trả gì", "Hoàn toàn miễn phí", "Làm miễn phí"])
def test_what_costs_nothing(text: str) -> None:
    assert read_fee(text) is Fee.NONE


def test_an_amount_in_words_is_due() -> None:
    assert read_fee("Năm mươi nghìn đồng") is Fee.DUE


@pytest.mark.parametrize("text", ["Không dùng mẫu", "Thủ tục này không dùng biểu mẫu", "Không theo mẫu", "Không bắt buộc theo mẫu"])
def test_what_needs_no_form(text: str) -> None:
    assert forms(bare(cell(K.FORMS, text)), context()).value.value is Forms.NOT_APPLICABLE


@pytest.mark.parametrize(
    "label", ["Nơi lấy giấy tờ khi xong", "Chỗ nhận kết quả", "Phương án nhận kết quả", "Quầy trả kết quả", "Nơi trả", "Lấy về ở đâu"]
)
def test_labels_of_the_place_where_the_result_is_fetched(label: str) -> None:
    assert label_key(label) is K.CHANNEL_OUT


@pytest.mark.parametrize("label", ["Việc này làm qua mạng được tới mức nào?", "Dịch vụ này thuộc nhóm nào?", "Mức trực tuyến là mấy?"])
def test_questions_of_the_level(label: str) -> None:
    assert label_key(label) is K.LEVEL


@pytest.mark.parametrize("label", ["Làm qua mạng ở đâu?", "Thủ tục này thuộc lĩnh vực nào?", "Mức thu là bao nhiêu?"])
def test_questions_of_something_else(label: str) -> None:
    assert label_key(label) is not K.LEVEL


@pytest.mark.parametrize(
    "label", ["Nơi lấy mẫu đơn", "Cách trả phí", "Cách lấy số thứ tự", "Nơi trả hồ sơ bị từ chối", "Nơi nhận hồ sơ", "Cách tra cứu"]
)
def test_labels_of_what_else_is_fetched_and_returned(label: str) -> None:
    assert label_key(label) is not K.CHANNEL_OUT


@pytest.mark.parametrize("label", ["Nơi/hình thức nhận kết quả", "Địa điểm và cách trả kết quả", "Kênh, hình thức trả kết quả"])
def test_where_and_how_the_result_comes_back_in_one_label(label: str) -> None:
    assert exact_key(label) is K.CHANNEL_OUT


@pytest.mark.parametrize(
    "label", ["Mẫu đơn, tờ khai đính kèm", "Các mẫu đơn cần dùng", "Mẫu tờ khai kèm theo", "Danh sách biểu mẫu cần điền"]
)
def test_forms_are_said_to_be_here(label: str) -> None:
    assert exact_key(label) is K.FORMS


@pytest.mark.parametrize(
    "label", ["Giấy tờ và biểu mẫu", "Hồ sơ, mẫu đơn", "Các giấy tờ phải nộp và tờ khai", "Tài liệu kèm mẫu", "Mẫu đơn và giấy tờ"]
)
def test_papers_among_which_the_forms_stand(label: str) -> None:
    assert label_key(label) is K.DOSSIER


@pytest.mark.parametrize("label", ["Kênh gửi hồ sơ / nhận kết quả", "Hình thức nhận hồ sơ và trả kết quả", "Cách tiếp nhận, trả kết quả"])
def test_the_way_in_and_the_way_back_in_one_label(label: str) -> None:
    assert exact_key(label) is K.MANNER


@pytest.mark.parametrize("label", ["Thành phần hồ sơ gồm có", "Thành phần hồ sơ bao gồm"])
def test_what_a_dossier_is_made_of(label: str) -> None:
    assert exact_key(label) is K.DOSSIER
