# ruff: noqa: E501 - a notice stands on one line
"""Walls, works and farewells in the words of many makers; and pages that answer although such words stand on them."""

from __future__ import annotations

import pytest

from classifier.model import Outcome, Page, PageReading
from classifier.page.outcome import own_works
from classifier.reading import read_page

URL = "https://dichvucong.xanh.gov.vn/"
MENU = "".join(f"<li><a href='/muc-{n}'>Mục {n} của cổng</a></li>" for n in "abcdefghiklmno")


def bare(title: str, *lines: str) -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body><div>{body}</div><script>var t={{'e':1}};</script></body></html>"


def framed(content: str, *, links: str = MENU, title: str = "Cổng Dịch vụ công tỉnh Xanh") -> str:
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body><ul>{links}</ul><div class=noi-dung>{content}</div></body></html>"


def read(html: str, url: str = URL) -> PageReading:
    return read_page(Page(url, html, content_type="text/html; charset=utf-8"))


WALLS = [
    bare("Request Rejected", "The requested URL was rejected. Please consult with your administrator.", "Your support ID is: 1049"),
    bare("Web Page Blocked!", "The page cannot be displayed. Please contact the administrator.", "Attack ID: 20000051", "Message ID: 0021"),
    bare("Attention Required! | Cloudflare", "Sorry, you have been blocked", "Cloudflare Ray ID: 8f2"),
    bare("Just a moment...", "Verifying you are human. This may take a few seconds.", "needs to review the security of your connection"),
    bare("Thông báo", "Yêu cầu của bạn đã bị từ chối bởi hệ thống phòng vệ. Mã hỗ trợ: 77120"),
    bare("Cảnh báo", "Truy cập bị chặn. Hệ thống ghi nhận hành vi bất thường từ máy tính của bạn."),
    bare("WAF", "Kết nối của Quý vị đã bị ngăn chặn bởi tường lửa ứng dụng web. ID sự kiện 5531."),
    bare("Từ chối phục vụ", "Địa chỉ của ông/bà có dấu hiệu tấn công vào hệ thống nên đã bị chặn tạm thời trong 30 phút."),
    bare("Lỗi truy cập", "Trang chỉ cho phép truy cập từ Việt Nam. Vui lòng tắt VPN và thử lại."),
    bare("Bảo mật", "Phiên của bạn tạm thời bị giới hạn do phát hiện công cụ tự động.", "Event ID: 8841"),
    bare("Tạm dừng xử lý", "Quý khách đã gửi quá nhiều yêu cầu trong thời gian ngắn. Xin thử lại sau ít phút."),
    bare("Vui lòng chờ", "Hệ thống đang kiểm tra trình duyệt của bạn trước khi chuyển tiếp."),
    bare("Access Denied - Website Firewall", "Blocked by geo rule", "Block ID: GEO02"),
    bare("403", "<h1>Unauthorized request blocked</h1>", "Powered by WAAP"),
]
WORKS = [
    bare("Thông báo", "Hệ thống tạm ngừng hoạt động để thực hiện nâng cấp. Mời ông bà quay lại sau 17 giờ."),
    bare("Cổng DVC", "<h2>Đang bảo trì</h2>", "Chúng tôi sẽ trở lại trong ít phút nữa."),
    bare("Maintenance", "We'll be right back.", "The site is undergoing maintenance."),
    bare("Xin lỗi", "Trang hiện đang tạm dừng, bộ phận kỹ thuật đang khắc phục."),
    bare("Website", "Trang đang xây dựng, vui lòng quay lại sau."),
    framed("<h2>Tạm ngừng tiếp nhận hồ sơ</h2><p>Để chuyển đổi dữ liệu sau sắp xếp, hệ thống tạm dừng đến hết ngày 03/7.</p>"),
    framed("<p>Từ 20 giờ, đơn vị vận hành tiến hành bảo trì định kỳ máy chủ; các chức năng tạm thời gián đoạn. Mong bà con thông cảm.</p>"),
    framed("<h1>Bảo trì và nâng cấp</h1><p>Dịch vụ gián đoạn từ 0 giờ đến 6 giờ ngày mai.</p>"),
]
FAREWELLS = [
    bare("Thông báo", "Trang một cửa của tỉnh đã chuyển đến địa chỉ <a href='https://dichvucong.vang.gov.vn/'>dichvucong.vang.gov.vn</a> sau khi sáp nhập."),
    bare("Thông báo", "Cổng này không còn tiếp nhận hồ sơ. Mời dùng <a href='https://dichvucong.gov.vn'>Cổng Dịch vụ công quốc gia</a>."),
    framed("<p>Phần mềm một cửa ngừng tiếp nhận từ 01/7; hồ sơ nộp tại <a href='https://dichvucong.gov.vn'>Cổng Dịch vụ công quốc gia</a>.</p>"),
    bare("Đã sáp nhập", "Hệ thống đã hợp nhất vào cổng của tỉnh mới, địa chỉ motcua.vang.gov.vn. Trang này ngừng vận hành."),
]  # fmt: skip


@pytest.mark.parametrize("html", WALLS)
def test_a_wall_in_whatever_words(html: str) -> None:
    assert read(html).outcome is Outcome.BLOCKED


@pytest.mark.parametrize("html", WORKS)
def test_a_system_that_stands_still(html: str) -> None:
    assert read(html).outcome is Outcome.ERROR


@pytest.mark.parametrize("html", FAREWELLS)
def test_a_portal_that_has_moved_or_ended(html: str) -> None:
    assert read(html).outcome is Outcome.CLOSED


LIST = "".join(f"<li><a href='/thu-tuc/{n}'>Cấp giấy phép hoạt động loại {n}</a></li>" for n in range(6))
NEWS = "".join(f"<p><a href='/tin/{n}'>Hội nghị giao ban tháng {n}</a></p>" for n in range(6))
ALIVE = [
    framed(f"<h3>Thông báo</h3><p>Hệ thống tạm ngừng hoạt động từ 22 giờ đến 24 giờ tối nay để thực hiện nâng cấp.</p><ol>{LIST}</ol>"),
    framed(f"<div class=thong-bao>Tối nay tiến hành bảo trì, dịch vụ tạm thời gián đoạn.</div>{NEWS}"),
    framed(f"<h3>Tin mới</h3>{NEWS}<p>Sở đã xử lý các truy cập có dấu hiệu bất thường, tường lửa ứng dụng được nâng cấp.</p>" + "<p>Bài viết dài.</p>" * 40),
    framed("<p>Thời gian tới, đơn vị sẽ nâng cấp hệ thống một cửa để phục vụ tốt hơn.</p>"),
    framed(f"<p>Cổng tỉnh bạn đã chuyển sang địa chỉ mới, bà con lưu ý.</p>{NEWS}"),
    # A menu whose last entry is a page, above a procedure that begins with the verb of an end; all its addresses are numbers of one script.
    "<title>Ghi hồ sơ</title><p><a href='/?m=1'>Trang nhất</a> <a href='/?m=2'>Hệ thống văn bản</a></p><h4>Đóng cửa khẩu phụ theo mùa</h4>"
    "<p>Xã nhận tại trụ sở.</p><p><a href='//dichvucong.gov.vn'>Cổng Dịch vụ công quốc gia</a></p>",
]  # fmt: skip


@pytest.mark.parametrize("html", ALIVE)
def test_a_portal_that_answers_may_speak_of_works_walls_and_ends(html: str) -> None:
    assert read(html).outcome is Outcome.OK


def test_what_stops_for_a_while_has_not_ended() -> None:
    words = "Hệ thống tạm ngừng cung cấp dịch vụ để bảo trì, nâng cấp đến 6 giờ ngày 01/12."
    assert read(framed(f"<h3>Thông báo</h3><p>{words}</p><p>Cần gấp xin tới Cổng Dịch vụ công quốc gia.</p>")).outcome is Outcome.ERROR


def test_a_notice_beside_columns_of_links_speaks_for_a_portal_that_shows_nothing_else() -> None:
    words = "Hệ thống tạm ngừng phục vụ, tiến hành bảo trì từ 18 giờ."
    columns = "".join(f"<dl><dt>Nhóm {n}</dt><dd><a href='/n/{n}'>Chuyên trang số {n}</a></dd></dl>" for n in range(9))
    html = framed(f"<h3>Thông báo</h3><p>{words}</p>{columns}")
    assert own_works(Page(URL, html)) == words
    assert own_works(Page(URL, framed(f"<h3>Tin tức</h3>{columns}"))) == ""


@pytest.mark.parametrize(
    "words",
    [
        "Trang này được bảo vệ bởi reCAPTCHA và chính sách bảo mật của Google.",
        "<form>Mã hồ sơ <input name=ma> Nhập mã captcha <input name=c><button>Tra cứu</button></form>",
        "Địa chỉ IP của bạn: 14.2.3.4 · Đang truy cập: 12",
        "Vì lý do bảo mật, xin không đưa số định danh cho người khác.",
    ],
)
def test_small_pages_that_work_say_such_words_too(words: str) -> None:
    ways = "<p><a href='/gioi-thieu'>Giới thiệu</a> <a href='/thu-tuc'>Thủ tục hành chính</a></p>"
    assert read(bare("Cổng DVC xã Lam", ways, words)).outcome is Outcome.OK
    assert read(bare("Cổng DVC xã Lam", words)).outcome is Outcome.BLOCKED
