"""Result: how it is returned, told apart from what it is and from how the dossier is sent."""

from __future__ import annotations

import pytest

from classifier.features.result import result
from classifier.model import ApplicationReading, Behind, FieldKey, Result
from classifier.words.wordings import label_key
from tests.classifier.judging.building import bare, cell, context


def value(key: FieldKey, text: str, label: str | None = None) -> Result:
    return result(bare(cell(key, text, label)), context()).value


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        (FieldKey.CHANNEL_OUT, "Trực tuyến", Result.ONLINE),
        (FieldKey.CHANNEL_OUT, "Bản điện tử qua thư điện tử", Result.ONLINE),
        (FieldKey.CHANNEL_OUT, "Trực tiếp hoặc qua bưu chính công ích", Result.POST),
        (FieldKey.CHANNEL_OUT, "AT_HOME", Result.POST),
        (FieldKey.CHANNEL_OUT, "Nhân viên đưa tận nơi", Result.POST),
        (FieldKey.CHANNEL_OUT, "Bưu tá giao", Result.POST),
        (FieldKey.CHANNEL_OUT, "Tới trụ sở ủy ban ký nhận", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Tại Bộ phận một cửa", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Chỗ nào nhận hồ sơ thì chỗ ấy giao giấy", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Bộ phận Tiếp nhận và Trả kết quả phường", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Giao cho chủ cơ sở tại Văn phòng Ban Quản lý", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Tại Sở, hoặc qua BĐ", Result.POST),
        (FieldKey.CHANNEL_OUT, "Tệp pdf, ký số: tải tại trang Kho giấy tờ", Result.ONLINE),
        (FieldKey.CHANNEL_OUT, "Nhắn tin báo khi xong; mời đến quầy 2 lấy bản giấy", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Gửi thư điện tử thông báo đã có kết quả. Nhận tại trụ sở", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Trực tiếp, không trả kết quả trực tuyến", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Công dân ra phòng hành chính công nhận", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Lên nơi làm dịch vụ công nhận giấy phép", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Điểm tiếp nhận số 2, xã Hòa Bình", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Lấy tại điểm tiếp dân gần nhất", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Điểm phục vụ bưu chính của xã", Result.POST),
        (FieldKey.RESULT, "Quyết định; Sở đến cơ sở kiểm tra rồi công nhận", Result.UNKNOWN),
        (FieldKey.CHANNEL_OUT, "Theo giấy hẹn", Result.UNKNOWN),
        (FieldKey.CHANNEL_OUT, "", Result.UNKNOWN),
        (FieldKey.MANNER, "Nộp hồ sơ và nhận kết quả trực tiếp hoặc qua bưu điện", Result.POST),
        (FieldKey.MANNER, "Nộp trực tuyến; trả kết quả tại Trung tâm phục vụ hành chính công", Result.IN_PERSON),
        (FieldKey.MANNER, "Nhận kết quả qua môi trường mạng", Result.ONLINE),
        (FieldKey.MANNER, "Nộp qua bưu chính", Result.UNKNOWN),
        (FieldKey.MANNER, "Nộp ở phòng số 4; đơn của người ở xa có thể chuyển về hộp thư vanthu@x.example.vn", Result.UNKNOWN),
        (FieldKey.MANNER, "Nộp tại xã. Thẻ gửi về hộp thư của người xin cấp", Result.ONLINE),
        (FieldKey.MANNER, "Nộp trên cổng. Nhận tại nơi đã nộp, mang theo giấy hẹn", Result.IN_PERSON),
        (FieldKey.MANNER, "Nhận giấy hẹn; nộp trực tiếp tại quầy", Result.UNKNOWN),
        (FieldKey.STEPS, "Bước 1. Nộp tại quầy, lấy giấy hẹn\nBước 2. Nhận trực tiếp tại nơi đã nộp, mang theo giấy hẹn", Result.IN_PERSON),
        (FieldKey.STEPS, "Bước 1. Nộp tại quầy\nBước 2. Nhận giấy hẹn và chờ", Result.UNKNOWN),
        (FieldKey.RESULT, "Thẻ hướng dẫn viên. Bưu tá mang tới tận nhà", Result.POST),
        (FieldKey.RESULT, "Giấy phép; bà con lên Trung tâm hành chính công lấy", Result.IN_PERSON),
        (FieldKey.RESULT, "Thẻ; cầm biên nhận lên trụ sở lấy", Result.IN_PERSON),
        (FieldKey.RESULT, "Trích lục; bản mềm gửi vào hộp thư của bà con", Result.ONLINE),
        (FieldKey.RESULT, "Thẻ ngành. Giao cho chủ thẻ bằng đường bưu điện", Result.POST),
        (FieldKey.RESULT, "Quyết định. Chuyển đến phòng chuyên môn qua hệ thống điện tử", Result.UNKNOWN),
        (FieldKey.RESULT, "Giấy mời. Đến xã họp và có nhận xét", Result.UNKNOWN),
        (FieldKey.MANNER, "Trực tiếp, trực tuyến, bưu chính", Result.UNKNOWN),
        (FieldKey.MANNER, "Nộp tại Bộ phận Tiếp nhận và Trả kết quả hoặc trực tuyến", Result.UNKNOWN),
        (FieldKey.RESULT, "Giấy phép", Result.UNKNOWN),
        (FieldKey.RESULT, "Thông báo kết quả giải quyết, văn bản điện tử", Result.UNKNOWN),
        (FieldKey.RESULT, "Giấy phép; trả kết quả qua dịch vụ bưu chính", Result.POST),
        (FieldKey.RESULT, "Chứng chỉ. Kết quả sẽ được chuyển đến địa chỉ đã đăng ký qua bưu điện", Result.POST),
        (FieldKey.RESULT, "Thẻ hành nghề. Kết quả bản mềm gửi về tài khoản công dân", Result.ONLINE),
        (FieldKey.RESULT, "Trích lục. Nhận tại Trung tâm phục vụ hành chính công theo giấy hẹn", Result.IN_PERSON),
        (FieldKey.RESULT, "Thẻ. Người nộp hồ sơ đến Bộ phận Một cửa để nhận kết quả", Result.IN_PERSON),
        (FieldKey.RESULT, "Giấy phép. Gửi bản quét có ký số vào hộp thư của doanh nghiệp", Result.ONLINE),
        (FieldKey.RESULT, "Quyết định. Bưu điện phát kết quả tận nhà", Result.POST),
        (FieldKey.RESULT, "Quyết định trợ cấp. Nhận tiền trợ cấp vào tài khoản của người thụ hưởng", Result.UNKNOWN),
        (FieldKey.RESULT, "Văn bản trả lời. Trả lời trực tiếp bằng văn bản", Result.UNKNOWN),
        (FieldKey.RESULT, "Kết quả giải quyết được gửi lấy ý kiến Sở Tư pháp", Result.UNKNOWN),
        (FieldKey.RESULT, "Giấy xác nhận. Gửi thông báo trực tuyến cho người nộp", Result.UNKNOWN),
        (FieldKey.CHANNEL_OUT, "Người yêu cầu đến trụ sở cơ quan để nhận", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "AT_COUNTER", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Đến tận nơi tiếp nhận để lấy", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Tự đến lấy theo giấy hẹn", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Bưu tá mang đến nhà", Result.POST),
        (FieldKey.CHANNEL_OUT, "Giao tận tay người yêu cầu tận nơi", Result.POST),
        (FieldKey.CHANNEL_OUT, "Trao tận tay chủ hồ sơ ngay tại trụ sở xã", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Chuyển tiền vào tài khoản cá nhân của người hưởng", Result.UNKNOWN),
        (FieldKey.MANNER, "Nộp qua bưu điện, đến Bộ phận Một cửa nhận kết quả", Result.IN_PERSON),
        (FieldKey.RESULT, "Chứng thư. Kết quả giải quyết sẽ được phát tận nhà", Result.POST),
        (FieldKey.STEPS, "Bước 1: Kiểm tra.\nBước 2: Nhận kết quả trực tuyến", Result.ONLINE),
        (FieldKey.STEPS, "Nộp hồ sơ qua bưu điện.\nĐến ngày hẹn, người dân đến trụ sở phường để nhận kết quả", Result.IN_PERSON),
        (FieldKey.STEPS, "Trả kết quả tại Bộ phận tiếp nhận và trả kết quả, hoặc trả kết quả qua bưu chính", Result.POST),
        (FieldKey.STEPS, "Kết quả giải quyết hồ sơ được trả vào kho dữ liệu điện tử của công dân", Result.ONLINE),
        (FieldKey.STEPS, "Trả kết quả theo quy định", Result.UNKNOWN),
        (FieldKey.STEPS, "Nộp trực tiếp tại Bộ phận tiếp nhận và trả kết quả hoặc qua bưu điện", Result.UNKNOWN),
        (FieldKey.STEPS, "Phòng chuyên môn chuyển kết quả đến Bộ phận một cửa", Result.UNKNOWN),
        (FieldKey.STEPS, "Văn phòng trả kết quả cho công chức tiếp nhận trên hệ thống một cửa điện tử", Result.UNKNOWN),
        (FieldKey.STEPS, "Công chức cập nhật, trả kết quả trên phần mềm điện tử", Result.UNKNOWN),
        (FieldKey.STEPS, "Thông báo kết quả kiểm tra hồ sơ qua thư điện tử", Result.UNKNOWN),
        (FieldKey.STEPS, "Kết quả được trả về địa chỉ người nộp qua dịch vụ bưu chính", Result.POST),
        (FieldKey.MANNER, "Trực tuyến: trả kết quả trong ngày làm việc tiếp theo Gửi đơn qua thư điện tử", Result.UNKNOWN),
        (FieldKey.STEPS, "Kết quả được chuyển về Trung tâm để giao cho người đề nghị", Result.UNKNOWN),
        (FieldKey.STEPS, "Kết quả sẽ được bàn giao cho Bộ phận Một cửa để trả trực tiếp cho công dân", Result.IN_PERSON),
        (FieldKey.STEPS, "Hẹn lại ngày trả kết quả theo quy định về cơ chế một cửa", Result.UNKNOWN),
        (FieldKey.STEPS, "Hẹn ngày trả kết quả tại bộ phận một cửa", Result.IN_PERSON),
        (FieldKey.MANNER, "Trực tiếp\n90.000 đồng\nLệ phí thu tại chỗ khi nhận kết quả\nTrực tuyến\n5 ngày", Result.UNKNOWN),
        (FieldKey.LEGAL_BASIS, "Quy định trả kết quả qua bưu chính", Result.UNKNOWN),
    ],
)
def test_channels(key: FieldKey, text: str, expected: Result) -> None:
    assert value(key, text) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Thẻ nhà giáo; tập tin ký số chuyển về hộp thư của giáo viên", Result.ONLINE),
        ("Giấy phép. File PDF gửi vào tài khoản doanh nghiệp", Result.ONLINE),
        ("Bản scan gửi qua bưu điện", Result.POST),
        ("Thẻ. Kết quả là bản in có dấu nổi, được giao tận nhà bởi bưu tá.", Result.POST),
        ("Thẻ. Kết quả là tệp điện tử kèm theo mã số để tra cứu về sau, được chuyển vào kho dữ liệu cá nhân.", Result.ONLINE),
        ("Văn bản điện tử có chữ ký số", Result.UNKNOWN),  # what it is
        ("Kết quả là giấy phép điện tử; hồ sơ gửi qua bưu điện", Result.UNKNOWN),
        ("Tập tin hồ sơ gửi qua mạng", Result.UNKNOWN),
    ],
)
def test_the_result_cell_tells_where_its_file_is_sent(said: str, expected: Result) -> None:
    assert value(FieldKey.RESULT, said) is expected


def test_a_place_for_returning_results_is_a_counter() -> None:
    assert value(FieldKey.ADDRESS, "Số 1 đường Lê Lợi") is Result.IN_PERSON
    assert value(FieldKey.ADDRESS, "Số 1 đường Lê Lợi", "Địa chỉ tiếp nhận hồ sơ") is Result.UNKNOWN
    assert value(FieldKey.OTHER, "Bưu chính công ích", "Hình thức trả kết quả") is Result.POST
    assert value(FieldKey.OTHER, "Sau 5 ngày", "Hình thức trả kết quả") is Result.UNKNOWN
    assert value(FieldKey.STEPS, "Trực tuyến", "Cách thức nhận kết quả") is Result.UNKNOWN


def test_the_best_of_several_channels() -> None:
    reading = bare(cell(FieldKey.CHANNEL_OUT, "Trực tiếp"), cell(FieldKey.MANNER, "Nhận kết quả qua bưu điện"))
    judged = result(reading, context())
    assert judged.value is Result.POST
    assert "bưu điện" in judged.evidence[0].quote


def test_steps_are_asked_last() -> None:
    steps = cell(FieldKey.STEPS, "Bước 1: Nộp hồ sơ.\nBước 2: Trả kết quả qua dịch vụ bưu chính")
    judged = result(bare(steps), context())
    assert judged.value is Result.POST
    assert judged.evidence[0].quote.endswith("Trả kết quả qua dịch vụ bưu chính")
    assert "Nộp hồ sơ" not in judged.evidence[0].quote
    assert result(bare(steps, cell(FieldKey.CHANNEL_OUT, "Trực tiếp")), context()).value is Result.IN_PERSON


def test_the_forms_own_choice() -> None:
    form = ApplicationReading(Behind.E_FORM, "Hình thức nhận kết quả", result=Result.ONLINE)
    assert result(bare(), context(), form).value is Result.ONLINE
    assert result(bare(cell(FieldKey.CHANNEL_OUT, "Trực tiếp")), context(), form).value is Result.ONLINE
    assert result(bare(), context(), ApplicationReading(Behind.GATE)).value is Result.UNKNOWN


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("Nộp hồ sơ qua mạng.\nNhận tại quầy nơi đã nộp, xuất trình giấy hẹn.", Result.IN_PERSON),
        ("Nộp hồ sơ tại quầy.\nCơ quan thẩm định. Nhận qua bưu điện theo địa chỉ đã ghi.", Result.POST),
        ("Nhận hồ sơ trực tiếp tại quầy.", Result.UNKNOWN),
        ("Thẩm định trong 5 ngày.\nỞ quầy số 2; gửi qua đường bưu chính.", Result.UNKNOWN),
        ("Chuẩn bị giấy tờ.\nQua bưu điện hoặc tại quầy.", Result.UNKNOWN),
        ("Thẩm định trong 5 ngày.\nTrả phí trực tiếp tại quầy.", Result.UNKNOWN),
        ("Thẩm định trong 5 ngày.\nTra cứu trực tuyến tình trạng xử lý.", Result.UNKNOWN),
        ("Chuẩn bị giấy tờ.\nNhận phiếu tiếp nhận tại bộ phận một cửa.", Result.UNKNOWN),
        ("Chuẩn bị giấy tờ.\nNhận đơn qua bưu điện.", Result.UNKNOWN),
        ("Thẩm định trong 5 ngày.\nNhận bằng qua bưu điện.", Result.POST),
        ("Nhận tại quầy đơn của người dân.\nCơ quan thẩm định trong 5 ngày.", Result.UNKNOWN),
    ],
)
def test_the_last_step_is_the_way_back_though_it_names_no_result(steps: str, expected: Result) -> None:
    assert value(FieldKey.STEPS, steps) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Bước 4: Kết quả giải quyết được gửi đến người nộp qua dịch vụ bưu chính công ích.", Result.POST),
        ("- Đến ngày hẹn, người nộp hồ sơ đến Bộ phận Một cửa của xã để nhận kết quả.", Result.IN_PERSON),
        ("Bước 5. Trả kết quả cho người nộp trực tiếp tại quầy số 3.", Result.IN_PERSON),
        ("Người nộp hồ sơ nhận kết quả tại Trung tâm phục vụ hành chính công", Result.IN_PERSON),
        ("Kết quả được chuyển cho người nộp tại nhà qua bưu tá", Result.POST),
        ("Kết quả được trả cho người nộp qua tài khoản trên Cổng", Result.ONLINE),
        ("- Theo lịch hẹn, chủ xe cầm giấy hẹn tới Nhà tiếp dân của huyện lấy kết quả.", Result.IN_PERSON),
        ("- Chủ xe mang giấy hẹn tới Nhà tiếp dân hỏi về hồ sơ.", Result.UNKNOWN),
        # What the slip is called in full is nothing that is handed over.
        ("- Đúng hẹn, chủ hộ cầm phiếu tiếp nhận hồ sơ và hẹn trả kết quả ra Bộ phận Một cửa của xã nhận kết quả.", Result.IN_PERSON),
        ("- Chủ hộ giữ giấy tiếp nhận hồ sơ và hẹn trả kết quả, gọi đến Trung tâm khi cần hỏi.", Result.UNKNOWN),
        ("Sau khi nhận kết quả kiểm tra, cá nhân nộp hồ sơ qua bưu điện", Result.UNKNOWN),
    ],
)
def test_who_hands_in_is_not_how_one_hands_in(line: str, expected: Result) -> None:
    assert value(FieldKey.STEPS, f"Bước 1: Nộp hồ sơ trực tuyến.\n{line}") is expected


def test_6_3_a_column_of_a_table_of_channels_speaks_for_itself() -> None:
    """What the other columns say of applying stands between its cells, where the whole table is one value."""
    table = "Kênh\nThao tác\nGiao kết quả\nTại quầy\nQuầy 7, giờ hành chính\nQuay lại quầy 7 để lấy\nQua mạng\nChưa áp dụng"
    cells = (cell(FieldKey.CHANNEL_IN, table, "Kênh gửi"), cell(FieldKey.CHANNEL_OUT, "Quay lại quầy 7 để lấy", "Giao kết quả"))
    assert result(bare(*cells), context()).value is Result.IN_PERSON


@pytest.mark.parametrize(
    ("fee", "expected"),
    [
        ("90.000 đồng. Trả kết quả tại nhà bằng thư bảo đảm.", Result.POST),
        ("Không thu; kết quả bản số gửi vào hộp thư của chủ hộ", Result.ONLINE),
        ("40.000đ, đóng tại ô số 2. Chủ tàu lấy kết quả ở Chi cục.", Result.IN_PERSON),
        ("40.000đ. Bưu tá đưa giấy phép đến nhà", Result.POST),
        ("40.000đ; cước trả kết quả qua bưu điện 26.000đ", Result.UNKNOWN),
        ("40.000 đồng, thu tại quầy khi nhận kết quả", Result.UNKNOWN),
        ("Miễn lệ phí nếu nhận kết quả qua mạng", Result.UNKNOWN),
        ("40.000đ, trả trực tuyến", Result.UNKNOWN),
        ("Nộp ở quầy 2, lấy biên lai", Result.UNKNOWN),
    ],
)
def test_a_clause_without_money_in_the_cell_of_the_fee(fee: str, expected: Result) -> None:
    assert value(FieldKey.FEE, fee) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đối với thẻ mới: nhận tại Sở. Đối với thẻ cấp lại: gửi qua bưu điện.", Result.IN_PERSON),
        # Whoever chooses how he applies chooses how it comes back, and who has a thing twice has the better of both.
        ("Trường hợp nộp trực tiếp: nhận tại Sở. Trường hợp nộp qua mạng: nhận qua thư điện tử.", Result.ONLINE),
        ("Đối với bản điện tử: gửi vào tài khoản của công dân. Đối với bản giấy: lấy tại Sở.", Result.ONLINE),
        ("Bản sao xin thêm thì gửi qua bưu điện; bản chính lấy tại xã", Result.IN_PERSON),
        ("Cá nhân\nNhận qua thư điện tử\nTổ chức và doanh nghiệp\nTại quầy của Sở", Result.IN_PERSON),
        # Boxes of which nobody has ticked any are ways to be chosen; those beside a ticked one are not.
        ("□ Tại quầy\n□ Qua bưu điện", Result.POST),
        ("☑ Tại quầy\n☐ Qua bưu điện", Result.IN_PERSON),
    ],
)
def test_6_16_of_cases_the_weakest_and_of_choices_the_best(text: str, expected: Result) -> None:
    assert value(FieldKey.CHANNEL_OUT, text) is expected


@pytest.mark.parametrize(
    ("key", "label", "text", "expected"),
    [
        (FieldKey.RESULT, "Kết quả giao bằng cách nào?", "Nhận trực tuyến hoặc tại quầy", Result.ONLINE),
        (FieldKey.RESULT, "Việc giao kết quả", "Thực hiện tại trụ sở", Result.IN_PERSON),
        (FieldKey.RESULT, "Kết quả thực hiện", "Giấy phép điện tử", Result.UNKNOWN),
        (FieldKey.RESULT, "Kết quả", "Tra cứu trực tuyến tiến độ giải quyết", Result.UNKNOWN),
        (FieldKey.OTHER, "Bưu chính công ích", "Nhận hồ sơ: có. Trả kết quả: đang cập nhật.", Result.UNKNOWN),
        (FieldKey.OTHER, "Bưu chính công ích", "Nhận hồ sơ: có. Trả kết quả: có.", Result.POST),
    ],
)
def test_what_a_label_asks(key: FieldKey, label: str, text: str, expected: Result) -> None:
    assert value(key, text, label) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tiến độ giải quyết hồ sơ được nhắn tin, e-mail. Người nộp lấy giấy ở quầy 2 Trung tâm", Result.IN_PERSON),
        ("Trạng thái hồ sơ sẽ cập nhật trên Cổng dịch vụ công, kết quả gửi qua bưu điện", Result.POST),
        ("Tình trạng hồ sơ theo dõi tại Cổng dịch vụ công", Result.UNKNOWN),
    ],
)
def test_how_far_a_dossier_has_got_is_no_result(text: str, expected: Result) -> None:
    assert value(FieldKey.CHANNEL_OUT, text, "Trả kết quả") is expected


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("Hình thức tiếp nhận hồ sơ và trả kết quả", "Nộp trực tuyến, nhận kết quả tại quầy số 2", Result.IN_PERSON),
        ("Cách nộp hồ sơ, nhận kết quả", "Tại Sở hoặc qua bưu điện", Result.POST),
        ("Phương thức nộp hồ sơ và nhận kết quả", "Nộp hồ sơ trực tuyến hoặc tại Sở", Result.UNKNOWN),  # of the way back nothing is said
    ],
)
def test_one_cell_for_the_way_in_and_the_way_back(label: str, text: str, expected: Result) -> None:
    assert label_key(label) is FieldKey.MANNER
    assert value(FieldKey.MANNER, text, label) is expected
