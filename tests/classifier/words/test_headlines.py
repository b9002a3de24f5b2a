"""Headlines of news among names of procedures, which begin with the same verbs."""

from __future__ import annotations

import pytest

from classifier.words.headlines import is_headline


@pytest.mark.parametrize(
    "text",
    [
        "Khánh thành trụ sở mới của Trung tâm hành chính công huyện Hòa Bình",
        "Hướng dẫn tra cứu kết quả bằng mã vạch",
        "Thông báo lịch nghỉ Tết Dương lịch",
        "Đăng ký doanh nghiệp mới tăng 12,4% so với cùng kỳ",
        "Cấp căn cước lưu động cho người cao tuổi vào ngày thứ Bảy",
        "Công an xã Tân An phối hợp làm thẻ cho học sinh",
        "Giải quyết hồ sơ đất đai quý II vượt kế hoạch",
        "Quyết định số 12/QĐ-UBND về việc công bố danh mục thủ tục",
    ],
)
def test_what_happened_is_no_procedure(text: str) -> None:
    assert is_headline(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thông báo về việc thay đổi địa điểm sinh hoạt tôn giáo tập trung",
        "Thông báo hoạt động khuyến mại",
        "Tính tiền cấp quyền khai thác tài nguyên nước đối với công trình đã vận hành",
        "Công nhận cơ sở sản xuất sử dụng từ 30% tổng số lao động trở lên là người khuyết tật",
        "Chuyển đổi công ty nhà nước thành công ty do Nhà nước nắm giữ 100% vốn điều lệ",
        "Phòng cháy, chữa cháy: thẩm duyệt thiết kế do đơn vị tổ chức lập",
        "Đăng ký khai sinh",
        "Hướng dẫn, kiểm tra việc thực hiện hợp đồng lao động",
    ],
)
def test_a_procedure_is_no_headline(text: str) -> None:
    assert not is_headline(text)
