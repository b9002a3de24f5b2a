# ruff: noqa: E501 - mark-up is easier to read on one line
"""Pages that say why there is no form: not online, down for now, come in person."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.behind.application import read_application
from classifier.judging.judge import judge
from classifier.model import Behind, Context, Page, ProcedureReading, Submission
from classifier.reading import read_page
from tests.classifier.vendors.details import Procedure, page, table_th_td

HERE = "https://dvc.tinh.example.vn/nop?id=11724"
P = Procedure()
READING = ProcedureReading("https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724", P.name, P.code)
# A column of the site, which no name tells from the page's own part.
BESIDE = "<div class=cot>" + "".join(
    f"<p><a href='/tin/{n}'>{words}</a></p>"
    for n, words in enumerate(
        ("Thông báo bảo trì hệ thống từ 22 giờ", "Hội nghị trực tuyến về chuyển đổi số", "Cảnh báo giả mạo VNeID", "Lịch tiếp công dân", "Nộp hồ sơ tại Bộ phận Một cửa được giảm thời gian") * 3
    )
) + "</div>"  # fmt: skip


def behind(body: str, title: str, status: int = 200) -> Behind:
    html = page(
        f"<div class=luoi><div class=giua><p>Trang chủ › {title}</p><div class=o>{body}</div></div>{BESIDE}</div>", title=f"{title} | DVC"
    )
    return read_application(Page(HERE, html, status, requested_url=HERE), READING).behind


@pytest.mark.parametrize(
    "body",
    [
        "<h3>Hướng dẫn nộp hồ sơ</h3><ol><li>In mẫu đơn, điền và ký.</li><li>Mang hồ sơ đến quầy số 07, Trung tâm Phục vụ hành chính công.</li></ol>",
        "<h2>Hướng dẫn nộp hồ sơ</h2><p>Chuẩn bị hồ sơ giấy, điền mẫu rồi nộp cho cán bộ tại bộ phận tiếp nhận của cơ quan.</p>",
        "<h2>Hướng dẫn nộp hồ sơ</h2><p>Người dân đến Bộ phận Một cửa, lấy số thứ tự và chờ đến lượt.</p>",
        "<h2>Hướng dẫn nộp hồ sơ</h2><p>Gửi hai bộ hồ sơ về Văn phòng UBND huyện, số 1 Lê Lợi.</p>",
        "<h4>Hướng dẫn nộp hồ sơ</h4><p>Đề nghị liên hệ Phòng Tư pháp, giờ hành chính.</p>",
        "<h3>Hướng dẫn nộp hồ sơ</h3><p>Tính năng hiện đang được phát triển, mời quay lại sau.</p>",
        "<h3>Hướng dẫn nộp hồ sơ</h3><p>Biểu mẫu điện tử này chưa được thiết kế.</p>",
    ],
)
def test_a_page_that_sends_one_to_the_counter_is_a_dead_end(body: str) -> None:
    assert behind(body, "Hướng dẫn nộp hồ sơ") is Behind.DEAD


@pytest.mark.parametrize(
    "body",
    [
        "<h3>Hướng dẫn nộp hồ sơ</h3><p>Đăng nhập, chọn thủ tục, kê khai rồi gửi; hoặc mang hồ sơ đến quầy.</p>",
        "<h3>Hướng dẫn nộp hồ sơ</h3><p>Mọi vướng mắc xin phản ánh.</p>",
        "<h3>Hướng dẫn nộp hồ sơ</h3><p>Mang hồ sơ đến quầy số 07, hoặc</p><p><a class=nut href='/khai/moi?id=11724'>Bắt đầu</a></p>",
    ],
)
def test_advice_that_leaves_the_way_open_is_none(body: str) -> None:
    assert behind(body, "Hướng dẫn nộp hồ sơ") is not Behind.DEAD


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("<h1>Bảo trì</h1><p>Máy chủ tiếp nhận hồ sơ tạm thời không hoạt động, xin thử lại sau.</p>", 503),
        ("<h1>Bảo trì</h1><p>Hệ thống đang bảo trì, dự kiến xong lúc 06 giờ ngày 01/12/2026.</p>", 200),
        ("<h2>Bảo trì</h2><p>Hệ thống đang quá tải, đề nghị quay lại sau ít phút.</p>", 200),
        ("<h2>Bảo trì</h2><p>Down for maintenance</p>", 200),
        ("<h2>Bảo trì</h2><p>Kết nối tới trục liên thông bị gián đoạn.</p>", 200),
        ("<p>Bad gateway</p>", 502),
    ],
)
def test_what_is_down_for_now_is_not_known(body: str, status: int) -> None:
    assert behind(body, "Bảo trì", status) is Behind.OUTAGE
    url = "https://dvc.tinh.example.vn/nop?id=11724"
    html = table_th_td(P).replace("</main>", f"<a href='{url}'>Nộp hồ sơ</a></main>")
    [reading] = read_page(Page(READING.url, html)).procedures
    answer = read_application(Page(url, page(body, title="Bảo trì"), status, requested_url=url), reading)
    entry = judge(reading, Context(date(2026, 11, 22), behind={url: answer}))
    assert entry.features.submission is Submission.UNKNOWN
    assert "declared_above_evidence" not in entry.flags


@pytest.mark.parametrize(
    "news", ["Thông báo lịch bảo trì hệ thống", "Hệ thống bị gián đoạn đã hoạt động lại 02/11/2026", "Kế hoạch bảo trì máy chủ quý IV"]
)
def test_headlines_that_are_no_links_state_nothing_here(news: str) -> None:
    html = f"<html><head><title>Nộp</title></head><body><p>Bạn cần đăng nhập để nộp hồ sơ.</p><ul><li>{news}</li></ul></body></html>"
    assert read_application(Page(HERE, html, requested_url=HERE), READING).behind is Behind.GATE


@pytest.mark.parametrize(
    "box",
    [
        "<h3>Yêu cầu xác thực</h3><p>Quý khách cần có tài khoản để sử dụng chức năng này.</p><a href=/dang-ky>Đăng ký</a> <a href=/dang-nhap>Đăng nhập</a>",
        "<h2>Chọn phương thức xác thực</h2><a class=nut href='https://sso.example.vn/'>Tài khoản định danh điện tử (VNeID)</a>",
        "<h2>Xác thực</h2><p><a class=nut href='/dang-nhap?ve=11724'>Đăng nhập bằng tài khoản định danh điện tử VNeID</a></p>",
    ],
)
def test_a_short_gate_beside_many_links_is_one(box: str) -> None:
    assert behind(box, "Nộp hồ sơ") is Behind.GATE


def test_news_of_maintenance_beside_a_gate_change_nothing() -> None:
    box = "<h2>Đăng nhập</h2><p>Quý vị cần đăng nhập để tiếp tục.</p><form method=post><input name=u><input type=password name=p><button>Đăng nhập</button></form>"
    assert behind(box, "Đăng nhập") is Behind.GATE
