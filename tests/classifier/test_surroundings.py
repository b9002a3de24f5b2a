"""What the line around a link says decides what an address or a portal's name is for."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.judge import judge
from classifier.model import Context, Page, Submission
from classifier.reading import read_page

URL = "https://motcua.tinh.example.vn/tthc/xem?ma=40412"
NAME = "Cấp giấy phép hoạt động bãi tắm nước ngọt"


def submission(line: str, where: str = "<p>{}</p>", channel: str = "Trực tiếp") -> Submission:
    body = (
        f"<h1>{NAME}</h1>{where.format(line)}<p><b>Mã thủ tục:</b> 2.001734.H61</p><p><b>Cách thức nộp hồ sơ:</b> {channel}</p>"
        "<p><b>Trình tự thực hiện:</b> Chủ bãi tắm lập hồ sơ.</p><p><b>Thời hạn giải quyết:</b> 12 ngày</p><p><b>Kết quả:</b> Giấy phép</p>"
    )
    (found,) = read_page(Page(URL, f"<html><head><title>{NAME}</title></head><body>{body}</body></html>")).procedures
    return judge(found, Context(at=date(2026, 11, 22))).features.submission


@pytest.mark.parametrize(
    "line",
    [
        "Gửi hồ sơ về hộp thư: <a href='mailto:motcua@x.example.vn'>motcua@x.example.vn</a>",
        "Nộp đơn qua email <a href='mailto:a@x.example.vn'>a@x.example.vn</a>. Liên hệ: 0225 1234567",
        "Nhắn tin Zalo <a href='https://zalo.me/123'>UBND xã</a> kèm ảnh chụp hồ sơ",
        "<a href='https://forms.gle/abc'>tại đây</a>",
    ],
)
def test_an_address_for_dossiers_is_a_way_to_send_one(line: str) -> None:
    assert submission(line) is Submission.EMAIL


@pytest.mark.parametrize(
    "line",
    [
        "Liên hệ, hỏi đáp: gửi câu hỏi qua email <a href='mailto:a@x.example.vn'>a@x.example.vn</a>",
        "Điện thoại: 0225 123 – Email: <a href='mailto:a@x.example.vn'>a@x.example.vn</a>",
        "Nộp hồ sơ tại Bộ phận Một cửa. Mọi thắc mắc gửi qua hộp thư <a href='mailto:a@x.example.vn'>a@x.example.vn</a>",
        "Theo dõi <a href='https://zalo.me/123'>Zalo UBND xã</a>",
    ],
)
def test_an_address_for_questions_is_none(line: str) -> None:
    assert submission(line) is Submission.NO


@pytest.mark.parametrize(
    "channel",
    [
        "Trực tiếp hoặc gửi hồ sơ qua hộp thư điện tử tiepnhan@x.example.vn",
        "Trực tiếp; nhắn tin Zalo số 0912 345 678",
        "Qua Zalo 0912 345 678 kèm ảnh hồ sơ",
    ],
)
def test_an_address_written_out_in_the_channel_cell(channel: str) -> None:
    assert submission("", channel=channel) is Submission.EMAIL


def test_the_own_page_on_another_portal_that_nobody_followed_is_a_gate() -> None:
    link = "<a href='https://dvc.bo.example.vn/p/chi-tiet.html?ma_thu_tuc=2.001734'>{}</a>"
    assert submission(link.format("Thực hiện trên Cổng Dịch vụ công quốc gia")) is Submission.GATE
    assert submission(link.format("Đến Cổng DVC quốc gia")) is Submission.GATE
    assert submission(link.format("Xem chi tiết trên Cổng Dịch vụ công quốc gia")) is Submission.NO
    assert submission(link.format("Cơ sở dữ liệu thủ tục hành chính")) is Submission.NO


@pytest.mark.parametrize(
    "channel",
    [
        "Trực tiếp, hoặc nộp trực tuyến tại <a href='https://dvc.bo.example.vn/'>Cổng của Bộ</a>",
        "Nộp tại <a href='http://dvc.bo.example.vn'>dvc.bo.example.vn</a>",
        "Vào <a href='http://dvc.bo.example.vn'>cổng của Bộ</a> để đăng ký qua mạng",
    ],
)
def test_a_sentence_that_sends_elsewhere_is_unresolved(channel: str) -> None:
    assert submission("", channel=channel) is Submission.EXTERNAL


def test_a_link_in_a_sentence_about_something_else_sends_nowhere() -> None:
    assert submission("", channel="Trực tiếp. Địa chỉ xem tại <a href='http://bando.example.vn/'>bản đồ số</a>") is Submission.NO
