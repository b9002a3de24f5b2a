"""Sentences in which a result changes hands: heard whoever is their subject, and told apart from all else that is fetched and sent."""

from __future__ import annotations

import pytest

from classifier.features.result import result
from classifier.model import FieldKey, Result
from tests.classifier.judging.building import bare, cell, context


def value(key: FieldKey, text: str) -> Result:
    return result(bare(cell(key, text)), context()).value


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        (
            FieldKey.RESULT,
            "Giấy phép xây dựng. Chủ đầu tư mang biên nhận hồ sơ tới nhận tại bàn trả kết quả của Ban Quản lý khu kinh tế",
            Result.IN_PERSON,
        ),
        (FieldKey.RESULT, "Quyết định hưởng trợ cấp, đối tượng nhận quyết định trực tiếp ở UBND xã nơi cư trú", Result.IN_PERSON),
        (FieldKey.RESULT, "Chứng chỉ hành nghề dược (nhận tại Sở Y tế)", Result.IN_PERSON),
        (FieldKey.RESULT, "Thẻ bảo hiểm y tế – trả qua nhân viên bưu điện", Result.POST),
        (FieldKey.RESULT, "Bản sao trích lục hộ tịch; người có yêu cầu trực tiếp đến lấy", Result.IN_PERSON),
        (FieldKey.RESULT, "Giấy khai sinh. Cha, mẹ hoặc người thân thích ký nhận tại phòng Tư pháp", Result.IN_PERSON),
        (FieldKey.RESULT, "Giấy chứng nhận quyền sử dụng đất; hộ gia đình được mời ra nhà văn hóa thôn nhận", Result.IN_PERSON),
        (FieldKey.RESULT, "Phiếu lý lịch tư pháp. Người được cấp có thể đăng ký nhận tại nhà thông qua dịch vụ chuyển phát", Result.POST),
        (FieldKey.RESULT, "Giấy phép liên vận. Doanh nghiệp tải bản có chữ ký số trên Cổng dịch vụ công", Result.ONLINE),
        (FieldKey.RESULT, "Văn bản chấp thuận; bản giấy trả ở quầy, bản điện tử được lưu tại kho dữ liệu của công dân", Result.ONLINE),
        (
            FieldKey.STEPS,
            "Nộp hồ sơ qua mạng\nĐúng ngày ghi trên phiếu hẹn, đại diện hợp tác xã có mặt tại Văn phòng Đăng ký đất đai để nhận sổ",
            Result.IN_PERSON,
        ),
        (
            FieldKey.STEPS,
            "Gửi đơn qua mạng\nĐến hẹn, chủ tàu cầm biên nhận lên Chi cục Thủy sản (tầng 2, số 5 phố Cảng) để lấy giấy đăng ký.",
            Result.IN_PERSON,
        ),
        (
            FieldKey.STEPS,
            "Khi hồ sơ giải quyết xong, hệ thống nhắn tin mời công dân tới nơi tiếp nhận ban đầu lấy kết quả.",
            Result.IN_PERSON,
        ),
        # Folded, "công nhận" stands in it twice, and means the recognition of something once.
        (FieldKey.MANNER, "Gửi qua mạng. Đến hẹn, chủ hộ tới Trung tâm Hành chính công nhận kết quả.", Result.IN_PERSON),
        (  # a table of channels, in lines: the next row is none of what the one before it says
            FieldKey.MANNER,
            "Kênh\nGhi chú\nTại quầy\nMang đơn tới xã. Chủ hộ ra xã nhận kết quả\nBưu chính\nGửi hồ sơ qua bưu điện",
            Result.IN_PERSON,
        ),
        (FieldKey.MANNER, "Gửi hồ sơ qua mạng\nNhận kết quả\nQua bưu chính", Result.POST),
        (FieldKey.STEPS, "Nộp đơn\nChủ tàu ra Bộ phận dịch vụ công nhận giấy phép.", Result.IN_PERSON),
        (FieldKey.STEPS, "Nộp đơn\nHội đồng đến cơ sở kiểm tra, công nhận kết quả.", Result.UNKNOWN),
        (FieldKey.STEPS, "Kết quả do bưu tá phát đến tay người nộp.", Result.POST),
        (FieldKey.STEPS, "Nộp đơn\nBước 6: Bưu tá mang trích lục tới nơi ở đã khai.", Result.POST),
        (FieldKey.STEPS, "Nộp đơn\nCông an tỉnh ký, nhân viên chuyển phát giao hộ chiếu theo địa chỉ trên tờ khai.", Result.POST),
        (FieldKey.MANNER, "Đem đơn tới xã. Bưu điện huyện sẽ phát giấy xác nhận tại nơi ở của hộ.", Result.POST),
        (FieldKey.MANNER, "Điền đơn trên mạng. Kết quả chủ xe tự đến lấy ở phòng số 5.", Result.IN_PERSON),
        (FieldKey.MANNER, "Gửi đơn qua mạng; kết quả nhận trực tiếp ở trụ sở Chi cục", Result.IN_PERSON),
        (FieldKey.STEPS, "Gửi đơn\nKhi có kết quả, tệp có ký số được chuyển vào kho dữ liệu của tổ chức.", Result.ONLINE),
        (FieldKey.STEPS, "Gửi đơn\nBước 4. Sau khi có kết quả giải quyết, người khai tới phòng Kinh tế nhận.", Result.IN_PERSON),
        (FieldKey.MANNER, "Làm trên mạng. Có kết quả thì giấy phép gửi về nhà qua bưu chính.", Result.POST),
        (FieldKey.STEPS, "Văn phòng gửi Giấy chứng nhận về địa chỉ đăng ký của tổ chức qua bưu điện.", Result.POST),
        (FieldKey.STEPS, "Bước 4. Tổ chức, cá nhân nhận Giấy chứng nhận tại nơi nộp hồ sơ.", Result.IN_PERSON),
        (FieldKey.STEPS, "3. Đến hẹn, bà con đến lấy kết quả, nhớ mang theo căn cước.", Result.IN_PERSON),
        (FieldKey.MANNER, "Nộp trực tuyến. Khi có giấy phép, chủ hộ ra trụ sở ủy ban lấy giấy phép", Result.IN_PERSON),
        (FieldKey.DURATION, "05 ngày làm việc; hết thời hạn này mời ông bà quay lại quầy cũ nhận kết quả", Result.IN_PERSON),
        (FieldKey.RESULT, "Giấy xác nhận, trao cho người yêu cầu ngay tại chỗ", Result.IN_PERSON),
        (FieldKey.RESULT, "Quyết định cho thuê đất. Sở gửi cho người sử dụng đất bằng thư bảo đảm", Result.POST),
        (FieldKey.RESULT, "Chứng thư số: trả về email mà người nộp đã khai", Result.ONLINE),
        (FieldKey.RESULT, "Giấy chứng nhận; không gửi bưu điện, người đứng tên tự đến Chi cục nhận", Result.IN_PERSON),
        (FieldKey.RESULT, "Trích lục khai tử. Trả ngay trong ngày tại xã", Result.IN_PERSON),
        (FieldKey.RESULT, "Giấy phép lao động. Người sử dụng lao động lựa chọn nhận qua bưu điện hoặc tới Ban Quản lý nhận", Result.POST),
        (
            FieldKey.RESULT,
            "Bản sao có chứng thực. Sau khi ký, công chức tư pháp giao cho người đi chứng thực ngay tại phòng làm việc",
            Result.IN_PERSON,
        ),
        (FieldKey.RESULT, "Sổ hộ nghèo. Nơi trả: quầy số 4", Result.IN_PERSON),
        (FieldKey.RESULT, "Giấy phép\nNgười nộp cầm giấy hẹn lên nhận tại quầy trả", Result.IN_PERSON),
        (FieldKey.RESULT, "Văn bản trả lời, lấy tại nơi đã nộp", Result.IN_PERSON),
        (FieldKey.RESULT, "Nhận tại quầy, nộp phí trực tuyến", Result.IN_PERSON),
        (FieldKey.RESULT, "Giấy phép hoạt động. Đại diện cơ sở mang theo giấy giới thiệu đến phòng Nghiệp vụ Y nhận", Result.IN_PERSON),
        (FieldKey.RESULT, "Thẻ thẩm định viên. Hội đồng trao thẻ tại trụ sở Bộ", Result.IN_PERSON),
        (FieldKey.RESULT, "Giấy phép; được chuyển về nhà nếu có đăng ký dịch vụ bưu chính", Result.POST),
        (FieldKey.RESULT, "Giấy chứng nhận. Hình thức trả: bưu chính công ích", Result.POST),
        (FieldKey.RESULT, "Giấy chứng nhận. Cách lấy: đến quầy 5", Result.IN_PERSON),
        (FieldKey.RESULT, "Giấy phép môi trường bản điện tử, xem và tải về trong tài khoản của doanh nghiệp trên Cổng", Result.ONLINE),
        (FieldKey.RESULT, "Quyết định công nhận. Chuyển phát nhanh cho đơn vị đề nghị", Result.POST),
        (FieldKey.RESULT, "Giấy đăng ký kết hôn. Hai bên nam, nữ cùng có mặt tại UBND xã ký vào sổ hộ tịch và nhận giấy", Result.IN_PERSON),
        (FieldKey.RESULT, "Văn bản trả lời được gửi qua bưu điện cho người hỏi", Result.POST),
        (FieldKey.RESULT, "Giấy phép. Thời gian trả kết quả tại bộ phận một cửa: buổi chiều", Result.IN_PERSON),
        (FieldKey.RESULT, "Giấy phép lái xe, tự chọn: ra Sở lấy", Result.IN_PERSON),
        (FieldKey.STEPS, "Bước cuối: đến kỳ hẹn, người khai ra Ủy ban ký sổ rồi nhận giấy khai sinh", Result.IN_PERSON),
        (FieldKey.STEPS, "Công dân được tin nhắn báo thì tới Công an huyện lấy hộ chiếu", Result.IN_PERSON),
        (FieldKey.STEPS, "Nhân viên bưu điện giao kết quả cho công dân và thu phí chuyển phát", Result.POST),
        (FieldKey.STEPS, "Người nộp đăng nhập Cổng để tải kết quả điện tử", Result.ONLINE),
        (FieldKey.STEPS, "Đến nhận kết quả phải xuất trình giấy hẹn", Result.IN_PERSON),
        (FieldKey.STEPS, "Chủ đầu tư gửi giấy phép đến người dân xung quanh qua bưu điện", Result.POST),
        (FieldKey.MANNER, "Người yêu cầu có thể lấy kết quả ở bất cứ quầy nào của Trung tâm", Result.IN_PERSON),
        (FieldKey.CHANNEL_IN, "Trực tiếp nộp và nhận tại bộ phận một cửa", Result.IN_PERSON),
        (FieldKey.CHANNEL_IN, "Nộp và nhận qua bưu chính", Result.POST),
        (FieldKey.DURATION, "Nhận kết quả sau 3 ngày tại quầy đã nộp", Result.IN_PERSON),
        (FieldKey.STEPS, "Sở mời tổ chức nhận giấy phép tại quầy số 1", Result.IN_PERSON),
        (FieldKey.STEPS, "Nộp lệ phí khi nộp hồ sơ, nhận kết quả qua bưu điện", Result.POST),
        (FieldKey.RESULT, "Giấy phép thăm dò. Tổ chức được cấp phép tới Văn phòng Cục nhận và nộp lệ phí", Result.IN_PERSON),
        (FieldKey.STEPS, "Cá nhân nhận chứng chỉ tại Sở Xây dựng vào giờ hành chính.\nHết.", Result.IN_PERSON),
        (FieldKey.MANNER, "Nộp qua bưu điện; muốn nhận kết quả thì tới quầy", Result.IN_PERSON),
    ],
)
def test_who_fetches_or_hands_over_tells_the_way_back(key: FieldKey, text: str, expected: Result) -> None:
    assert value(key, text) is expected


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (FieldKey.RESULT, "Giấy chứng nhận có giá trị 05 năm, nộp lại bản cũ tại quầy khi nhận bản mới"),
        (FieldKey.RESULT, "Văn bản gửi Bộ Y tế qua trục liên thông văn bản điện tử"),
        (FieldKey.RESULT, "Giấy phép. Phí thẩm định nộp tại quầy khi lấy giấy phép"),
        (FieldKey.RESULT, "Thông báo trúng tuyển. Thí sinh đến Sở dự phỏng vấn"),
        (FieldKey.RESULT, "Biên bản kiểm tra, lập tại cơ sở sản xuất"),
        (FieldKey.RESULT, "Quyết định; hồ sơ gốc trả lại tại bộ phận tiếp nhận nếu không đủ điều kiện"),
        (FieldKey.STEPS, "Công chức đến cơ sở để lấy mẫu kiểm nghiệm.\nThẩm định"),
        (FieldKey.STEPS, "Người nộp nhận thông báo nộp phí qua thư điện tử."),
        (FieldKey.STEPS, "Chuyên viên đến Bộ phận một cửa nhận hồ sơ để thẩm định."),
        (FieldKey.STEPS, "Nhân viên bưu điện đến nhà nhận hồ sơ giấy."),
        (FieldKey.MANNER, "Nhận mẫu đơn tại quầy hướng dẫn hoặc tải trên Cổng"),
        (FieldKey.RESULT, "Hộ chiếu có gắn chíp điện tử"),
        (FieldKey.RESULT, "Cập nhật kết quả trên hệ thống thông tin giải quyết thủ tục hành chính"),
        (FieldKey.DURATION, "Trong ngày; nhận hồ sơ sau 15 giờ thì trả kết quả trong ngày làm việc tiếp theo"),
        (FieldKey.RESULT, "Tiền hỗ trợ, nhận qua bưu điện hoặc tài khoản"),
        (FieldKey.STEPS, "Thương nhân nộp phí tại Kho bạc rồi đem biên lai đến nhận giấy hẹn."),
        (FieldKey.RESULT, "Giấy phép; muốn biết tình trạng thì đến quầy số 2 hỏi"),
        (FieldKey.MANNER, "Trực tiếp tại Bộ phận Một cửa, mang theo bản chính để đối chiếu khi nhận hồ sơ"),
        (FieldKey.RESULT, "Quyết định giao đất tại xã Tân Lập"),
        (FieldKey.RESULT, "Kết quả xét nghiệm mẫu nước lấy tại nhà máy"),
        (FieldKey.RESULT, "Quyết định công nhận việc nuôi con nuôi tại Việt Nam"),
        (FieldKey.RESULT, "Giấy chứng nhận đăng ký kinh doanh tại tỉnh"),
        (FieldKey.RESULT, "Thẻ; lấy vân tay tại Công an tỉnh"),
        (FieldKey.STEPS, "Công chức một cửa đến Sở nhận kết quả rồi nhập sổ."),
        (FieldKey.STEPS, "Gửi hồ sơ qua bưu điện đến Sở và nhận kết quả."),
        (FieldKey.STEPS, "Gửi giấy chứng nhận cũ đến người có thẩm quyền qua bưu điện."),
        (FieldKey.STEPS, "Doanh nghiệp nhận giấy phép thì nộp lệ phí qua mạng."),
        (FieldKey.DOSSIER, "Giấy ủy quyền nhận kết quả tại quầy"),
        (FieldKey.RESULT, "Văn bản xác nhận tại quầy"),
        (FieldKey.RESULT, "Bản án, quyết định được tống đạt"),
        (FieldKey.RESULT, "Công văn chấp thuận được phát hành qua trục văn bản đến các sở"),
        (FieldKey.RESULT, "Trường hợp không cấp thì thông báo từ chối gửi qua bưu điện"),
        (FieldKey.RESULT, "Giấy phép. Thời gian nhận: buổi sáng từ 7 giờ 30"),
        (FieldKey.RESULT, "Danh sách được niêm yết tại trụ sở và đăng trên cổng thông tin"),
        (FieldKey.STEPS, "Bộ phận một cửa nhận kết quả từ phòng chuyên môn và trả cho công dân"),
        (FieldKey.STEPS, "Phòng chuyên môn trả kết quả thẩm định cho Sở qua hệ thống điện tử"),
        (FieldKey.STEPS, "Kiểm tra giấy chứng nhận qua mạng; lấy số thứ tự tại quầy"),
        (FieldKey.STEPS, "Sau khi nhận giấy phép, chủ phương tiện dán phù hiệu tại xe"),
        (FieldKey.MANNER, "Nộp tại quầy, lấy kết quả qua tin Zalo"),
        (FieldKey.MANNER, "Gửi qua bưu điện kèm phong bì ghi địa chỉ để cơ quan gửi lại giấy chứng nhận"),
        (FieldKey.DURATION, "15 ngày kể từ ngày nhận đủ hồ sơ hợp lệ tại bộ phận một cửa"),
        (FieldKey.DURATION, "15 ngày kể từ ngày nhận được hồ sơ qua bưu điện"),
        (FieldKey.RESULT, "Giấy tiếp nhận bản công bố sản phẩm qua mạng"),
        (FieldKey.RESULT, "Quyết định giao rừng cho cộng đồng dân cư tại thôn"),
        (FieldKey.RESULT, "Giấy phép nhập khẩu thuốc tại cửa khẩu"),
        (FieldKey.RESULT, "Giấy phép phát hành xuất bản phẩm qua mạng"),
        (FieldKey.RESULT, "Giấy phép cung cấp dịch vụ trò chơi điện tử trên mạng"),
        (FieldKey.RESULT, "Quyết định cho phép chuyển trường trực tuyến"),
        (FieldKey.RESULT, "Thông báo nhận đủ hồ sơ qua thư điện tử"),
        (FieldKey.RESULT, "Giấy phép gửi, phát bưu phẩm trên mạng bưu chính"),
        (FieldKey.RESULT, "Văn bản đồng ý cho nhận tài trợ trực tiếp từ nước ngoài"),
        (FieldKey.RESULT, "Quyết định cho nhận trẻ em tại cơ sở nuôi dưỡng"),
        (FieldKey.RESULT, "Quyết định trả lại đất trực tiếp cho hộ gia đình"),
        (FieldKey.RESULT, "Giấy chứng nhận đủ điều kiện bán thuốc theo hình thức chuỗi, bán lẻ trực tiếp tại quầy thuốc"),
        (FieldKey.RESULT, "Quyết định chuyển cho Sở qua bưu điện"),
        (FieldKey.RESULT, "Giấy phép sử dụng ban nhạc phát trực tiếp tại sự kiện"),
        (FieldKey.RESULT, "Văn bản cho phép phát trực tuyến chương trình trên mạng"),
        (FieldKey.STEPS, "Cán bộ một cửa nhận giấy đăng ký tại quầy rồi vào sổ"),
        (FieldKey.STEPS, "Doanh nghiệp nộp phí tại quầy khi đến nhận giấy phép"),
        (FieldKey.MANNER, "Thanh toán trực tiếp tại quầy lúc nhận kết quả"),
        (FieldKey.STEPS, "Đoàn kiểm tra đến cơ sở, lập biên bản, trả kết quả kiểm tra tại chỗ.\nSở cấp phép."),
        (FieldKey.STEPS, "Sở gửi giấy phép cho UBND huyện qua bưu điện.\nLưu."),
        (FieldKey.RESULT, "Xác nhận bản kê; lấy tại chỗ mẫu vật"),
        (FieldKey.RESULT, "Quyết định hỗ trợ di dời, nhận nhà tại khu tái định cư"),
        (FieldKey.STEPS, "Bưu điện chuyển kết quả về Bộ phận một cửa.\nLưu hồ sơ"),
        (FieldKey.STEPS, "Xã nhận đơn từ bưu điện và trả kết quả trong ngày.\nVào sổ"),
        (FieldKey.STEPS, "Đơn gửi qua bưu điện trả kết quả sau 5 ngày.\nVào sổ"),
        (FieldKey.STEPS, "Nhân viên bưu điện chuyển kết quả khám nghiệm.\nVào sổ"),
        (FieldKey.STEPS, "Kết quả thẩm định chuyên viên lấy tại phòng một cửa.\nVào sổ"),
        (FieldKey.STEPS, "Khi có kết quả thẩm định, tệp có ký số được chuyển vào kho dữ liệu của tổ chức.\nVào sổ"),
        (FieldKey.STEPS, "Khi có kết quả, văn bản được gửi cho Sở Nội vụ qua thư điện tử.\nVào sổ"),
        (FieldKey.STEPS, "Khi có kết quả, văn bản thông báo được gửi qua thư điện tử.\nVào sổ"),
        (FieldKey.MANNER, "Khi có kết quả, hệ thống nhắn tin qua thư điện tử"),
    ],
)
def test_what_else_is_fetched_sent_or_paid_is_no_way_back(key: FieldKey, text: str) -> None:
    assert value(key, text) is Result.UNKNOWN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quầy số 3, trụ sở UBND phường", Result.IN_PERSON),
        ("Văn phòng Đăng ký đất đai", Result.IN_PERSON),
        ("Bưu điện", Result.POST),
        ("Phòng chuyên môn thông báo sau", Result.UNKNOWN),
        ("Số lượng: 01 bản", Result.UNKNOWN),
    ],
)
def test_a_place_alone_answers_where_it_is_returned(text: str, expected: Result) -> None:
    assert value(FieldKey.CHANNEL_OUT, text) is expected


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        (FieldKey.CHANNEL_OUT, "Không chuyển giấy phép theo đường bưu điện, chủ cơ sở tới Sở ký nhận", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Đơn gửi qua mạng, riêng thẻ thì ra phòng số 5 lấy", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Bưu điện: chỉ cho người khuyết tật. Các đối tượng còn lại đến quầy", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Lãnh đạo phường trao thẻ tận tay chủ hộ", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Mang thẻ cũ tới cửa số 4 để lấy thẻ", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Dự kiến năm 2090 gửi qua VNPost. Hiện nay lấy tại quầy", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Tra cứu tiến độ qua mạng", Result.UNKNOWN),
        (FieldKey.RESULT, "Thẻ. Chủ thẻ ra xã nhận; xã chưa giao kết quả qua bưu tá", Result.IN_PERSON),
        (FieldKey.RESULT, "Trích lục. Ông bà xem bản số trên ứng dụng VNeID", Result.ONLINE),
        (FieldKey.RESULT, "Thẻ. Bản số hóa, ký bởi chi cục, được lưu vào kho dữ liệu của chủ thẻ", Result.ONLINE),
        (FieldKey.CHANNEL_OUT, "Hợp tác xã: gửi tài khoản trên Cổng. Hộ kinh doanh: đến quầy", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Hợp tác xã, hộ kinh doanh lấy ở quầy. Có thể nhận qua bưu điện", Result.POST),
        (FieldKey.CHANNEL_OUT, "Chi cục chuyển kết quả cho phòng chuyên môn qua bưu điện; phòng giao tại quầy", Result.IN_PERSON),
        (FieldKey.RESULT, "Huân chương. Chủ tịch xã trao tận tay người có công tại hội trường", Result.IN_PERSON),
        (FieldKey.RESULT, "Thẻ. Hồ sơ quá hạn có thư xin lỗi gửi qua bưu điện", Result.UNKNOWN),
        (FieldKey.STEPS, "Ký vào sổ và nhận bản chính giấy khai sinh tại trụ sở phường", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Thông tư 12/2019/TT-BTP về trả kết quả trực tuyến", Result.UNKNOWN),
        (FieldKey.RESULT, "Thẻ. Chủ thẻ ở xa có thể đề nghị Sở gửi bảo đảm qua bưu điện", Result.POST),
        (FieldKey.RESULT, "Quyết định. Phần mềm chuyển quyết định đã ký về tài khoản đã nộp hồ sơ", Result.ONLINE),
        (FieldKey.RESULT, "Giấy phép. Thương nhân tải giấy phép từ hệ thống của Bộ", Result.ONLINE),
        (FieldKey.STEPS, "Trình ký\nTổ chức vào cổng tải về văn bản đã ký số", Result.ONLINE),
        (FieldKey.STEPS, "Ký thẻ\nVăn thư giao bưu tá, bưu tá phát thẻ đến nhà chủ thẻ", Result.POST),
        (
            FieldKey.STEPS,
            "Kết quả được Chi cục chuyển về bộ phận một cửa xã qua bưu điện. Người dân nhận tại một cửa xã theo phiếu hẹn",
            Result.IN_PERSON,
        ),
        # What the postman or an account is for, other than the result.
        (FieldKey.STEPS, "Bưu điện chuyển hồ sơ cho cơ quan giải quyết\nSở xem xét", Result.UNKNOWN),
        (FieldKey.FEE, "Lệ phí\nGiấy được nhận: giấy phép; lấy giấy ở đâu", Result.UNKNOWN),  # what a glued page asks next
        (FieldKey.STEPS, "Tổ chức tải tờ khai từ Cổng dịch vụ công\nSở xem xét", Result.UNKNOWN),
        (FieldKey.STEPS, "Ký thẻ\nChi cục chưa nhờ bưu tá phát thẻ đến nhà chủ thẻ", Result.UNKNOWN),
        (FieldKey.STEPS, "Ký thẻ\nPhần mềm không chuyển văn bản đã ký về tài khoản của chủ thẻ", Result.UNKNOWN),
        (FieldKey.RESULT, "Thẻ. Chủ thẻ không tải thẻ từ hệ thống được", Result.UNKNOWN),
        (FieldKey.MANNER, "Có thể gửi bản quét giấy tờ vào hộp thư của xã cho xem trước", Result.UNKNOWN),
        (FieldKey.RESULT, "Quyết định chi trả trợ cấp vào tài khoản ngân hàng", Result.UNKNOWN),
        (FieldKey.STEPS, "Sở gửi văn bản yêu cầu bổ sung vào tài khoản của tổ chức", Result.UNKNOWN),
    ],
)
def test_ways_back_that_hold_and_those_that_do_not(key: FieldKey, text: str, expected: Result) -> None:
    assert value(key, text) is expected


@pytest.mark.parametrize(
    ("label", "text", "expected"),
    [
        ("Dịch vụ bưu chính", "Nhận hồ sơ: có; trả kết quả: có", Result.POST),
        ("Dịch vụ bưu chính", "Nhận hồ sơ: có; trả kết quả: không", Result.UNKNOWN),
        ("Dịch vụ bưu chính", "Cước phí theo quy định", Result.UNKNOWN),
        ("Dịch vụ bưu chính", "50.000 đồng, trả tiền mặt khi đến nhận kết quả\nGửi hồ sơ qua bưu điện", Result.UNKNOWN),
        ("Hình thức trả kết quả qua bưu điện", "Có áp dụng", Result.POST),
        ("Hình thức trả kết quả qua bưu điện", "Không áp dụng", Result.UNKNOWN),
        ("Lưu ý khi có kết quả", "Chủ hộ tới phường nhận sổ", Result.IN_PERSON),
        ("Lưu ý khi có kết quả", "Hỏi đáp trực tuyến trong giờ làm việc", Result.UNKNOWN),
    ],
)
def test_cells_under_labels_that_nobody_knows(label: str, text: str, expected: Result) -> None:
    assert result(bare(cell(FieldKey.OTHER, text, label)), context()).value is expected


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        # Received, made and sent, loaded at a press.
        (FieldKey.STEPS, "Nộp đơn\nĐúng hẹn, chủ cơ sở trở lại Chi cục để được trao giấy chứng nhận.", Result.IN_PERSON),
        (FieldKey.STEPS, "Nộp đơn\nCông dân ra Công an xã để được phát thẻ.", Result.IN_PERSON),
        (FieldKey.STEPS, "Hồ sơ được gửi đến Cục để được giao chứng chỉ cho các đơn vị.", Result.UNKNOWN),
        (FieldKey.STEPS, "Người xin phép mang hồ sơ đến Sở để được hướng dẫn.", Result.UNKNOWN),
        (FieldKey.STEPS, "Sở ban hành quyết định và gửi cho doanh nghiệp qua bưu điện.", Result.POST),
        (FieldKey.STEPS, "Cục in thẻ rồi gửi đến người đề nghị bằng thư bảo đảm.", Result.POST),
        (FieldKey.STEPS, "Sở ký văn bản và gửi cho Bộ qua bưu điện.", Result.UNKNOWN),
        (FieldKey.STEPS, "Sở ký văn bản thông báo bổ sung và gửi cho người nộp qua bưu điện.", Result.UNKNOWN),
        (FieldKey.STEPS, "Giấy phép do Cục ký số, gửi qua cổng dịch vụ công cho doanh nghiệp.", Result.ONLINE),
        (FieldKey.STEPS, "Lãnh đạo ký số, chuyển qua hệ thống cho chuyên viên.", Result.UNKNOWN),
        (FieldKey.STEPS, "Tổ chức mở hồ sơ và chọn nút “Tải về” để in giấy xác nhận.", Result.ONLINE),
        (FieldKey.STEPS, "Người khai chọn “Tải về” để lấy mẫu đơn, giấy cam kết.", Result.UNKNOWN),
        (FieldKey.STEPS, "Sở gửi chứng chỉ (bản ký số) vào tài khoản của thương nhân.", Result.ONLINE),
        (FieldKey.STEPS, "Sở gửi giấy tiếp nhận (bản ký số) vào tài khoản của thương nhân.", Result.UNKNOWN),
        # The slip is called after the result.
        (FieldKey.STEPS, "Xã gửi giấy biên nhận và hẹn ngày trả kết quả qua thư điện tử cho người nộp.", Result.UNKNOWN),
        (FieldKey.STEPS, "Cầm căn cước và phiếu hẹn ra xã ký sổ, lĩnh sổ đỏ.", Result.IN_PERSON),
        (FieldKey.STEPS, "Người dân đến quầy nộp đơn, nhận giấy hẹn.", Result.UNKNOWN),
        # Ways that a cell denies one by one, or all together.
        (FieldKey.CHANNEL_OUT, "Chỉ trao tại trụ sở. Không thực hiện gửi qua bưu điện, qua mạng.", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Không trả tại trụ sở mà gửi qua bưu điện", Result.POST),
        (FieldKey.CHANNEL_OUT, "Không in bản giấy, tự tải về từ tài khoản của mình", Result.ONLINE),
        (FieldKey.CHANNEL_OUT, "Cục giao bằng cho người dự thi, tại Đội Đăng ký", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Nộp hồ sơ nơi nào thì lấy ở nơi đó", Result.IN_PERSON),
        (FieldKey.CHANNEL_OUT, "Bỏ vào phong bì dán sẵn tem", Result.POST),
        (FieldKey.CHANNEL_OUT, "Qua Cổng thông tin một cửa quốc gia", Result.ONLINE),
    ],
)
def test_who_receives_what_was_made(key: FieldKey, text: str, expected: Result) -> None:
    assert value(key, text) is expected


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        (FieldKey.STEPS, "Nộp đơn\nSở chuyển văn bản điện tử đã ký số đến doanh nghiệp trên trang này.", Result.ONLINE),
        (FieldKey.STEPS, "Nộp đơn\nVăn thư gửi bản điện tử đã ký số đến phòng chuyên môn.", Result.UNKNOWN),
        (FieldKey.RESULT, "Giấy xác nhận. Tệp đã ký đưa lên trang của xã, công dân tự tải xuống bằng số phiếu.", Result.ONLINE),
        (FieldKey.STEPS, "Mẫu đơn bản điện tử có trên trang, công dân tải về mẫu và điền.", Result.UNKNOWN),
        (FieldKey.MANNER, "Có thể gửi từ xa: khai đơn, ký, chụp thành tệp ảnh rồi chuyển vào hộp thư của xã.", Result.UNKNOWN),
        (FieldKey.MANNER, "Nộp ở xã. Sở ký rồi chuyển văn bản vào tài khoản của người nộp.", Result.ONLINE),
    ],
)
def test_files_that_the_office_signs_and_files_that_the_applicant_makes(key: FieldKey, text: str, expected: Result) -> None:
    assert value(key, text) is expected
