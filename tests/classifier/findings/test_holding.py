"""What of a cell's words holds today: not what has gone, what has yet to come, and what is answered with "no"."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.findings.holding import holding

AT = date(2024, 5, 20)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        # What is yet to come, up to the turn that tells how it is.
        ("Phấn đấu đến năm 2030 trả qua ứng dụng; nay vẫn trả ở quầy", "nay van tra o quay"),
        ("Kể từ 01/9/2024, Sở gửi bưu điện. Trước mắt mời đến Sở lấy", "truoc mat moi den so lay"),
        ("Trả tại xã, sắp áp dụng trả qua bưu điện", "tra tai xa"),
        ("Đang thử nghiệm thanh toán qua ví nhưng vẫn thu tiền mặt", "nhung van thu tien mat"),
        ("Gửi bản số sẽ áp dụng sau khi hệ thống hoàn thành. Nay lấy ở xã", "nay lay o xa"),
        ("Trả ở xã. Giữa năm 2025 mới gửi bưu điện", "tra o xa"),
        # A day that has come is none.
        ("Kể từ 01/9/2023, Sở gửi bưu điện", "ke tu 01/9/2023, so gui buu dien"),
        ("Từ tháng 5/2024 trả bản điện tử", "tu thang 5/2024 tra ban dien tu"),
        ("Từ năm 2023 đến năm 2030 trả qua bưu điện", "tu nam 2023 den nam 2030 tra qua buu dien"),
        # What has gone.
        ("Trước kia phải lên tỉnh lấy. Nay nhận ở xã", "nay nhan o xa"),
        ("Tạm dừng trả qua bưu cục từ tháng 4. Bà con tới xã nhận", "ba con toi xa nhan"),
        ("Nhận tại quầy (không còn gửi bưu điện)", "nhan tai quay"),
        # Denied behind its name.
        ("Kênh trả qua mạng hiện chưa vận hành. Đến quầy 4", "den quay 4"),
        ("Gửi bưu điện - không hỗ trợ\nQuầy - có", "quay - co"),
        ("Trả tại nhà: chưa có, tổ chức tự đến lấy", "to chuc tu den lay"),
        # Each question with its own answer.
        ("Quầy\nYes\nBưu điện\nNo\nEmail\nNo", "quay"),
        ("Quầy một cửa\nThư bảo đảm\nHộp thư số\nx\n☐\n☐", "quay mot cua"),
        ("☐ Tại quầy ☑ Chuyển phát nhanh", "chuyen phat nhanh"),
        ("✔\nTại xã\n✘\nTại nhà", "tai xa"),
        # What stays as it is: one "không" answers no list, and denying something else is no denial.
        ("Không\nNộp tại quầy", "khong\nnop tai quay"),
        ("Kết quả sẽ được trả qua bưu điện trong 3 ngày", "ket qua se duoc tra qua buu dien trong 3 ngay"),
        ("Không thu phí, nhận tại nhà", "khong thu phi, nhan tai nha"),
        ("Hồ sơ không hợp lệ thì trả lại qua cổng", "ho so khong hop le thi tra lai qua cong"),
        ("Nộp trước ngày 15 hằng tháng, nhận tại quầy", "nop truoc ngay 15 hang thang, nhan tai quay"),
        ("Sở chưa hỗ trợ gửi bưu điện cho hồ sơ giấy", "so chua ho tro gui buu dien cho ho so giay"),
    ],
)
def test_what_holds(text: str, kept: str) -> None:
    assert holding(text, AT).strip(" .") == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mức độ 2 (lộ trình nâng lên mức độ 3)", "muc do 2"),
        ("Trả qua bưu điện: chưa rõ. Trả tại xã: có", "tra tai xa: co"),
        ("Trả qua bưu điện: chờ bổ sung", ""),
        ("Trước đây nộp kho bạc, từ tháng 2/2024 chuyển sang nộp qua ví", "tu thang 2/2024 chuyen sang nop qua vi"),
    ],
)
def test_plans_answers_that_are_none_and_turns_at_a_day(text: str, kept: str) -> None:
    assert holding(text, AT) == kept
