# ruff: noqa: E501 - mark-up is easier to read on one line
"""Pages that speak of procedures and list none; pages that are no pages at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from classifier.model import Outcome, Page, PageKind
from classifier.page.outcome import own_farewell
from classifier.reading import read_page
from classifier.words.names import names_a_part, names_a_way_on
from classifier.words.text import fold
from tests.classifier.vendors.details import DETAILS, Procedure, page
from tests.classifier.vendors.listings import ITEMS, LISTINGS

URL = "https://dvc.tinh.example.vn/home"
REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real"

NEWS = (
    "Công bố danh mục thủ tục hành chính ngành Xây dựng",
    "Đăng ký khai sinh trực tuyến tăng mạnh trong quý I",
    "Thông báo lịch nghỉ lễ Quốc khánh",
    "Hỗ trợ người dân nộp hồ sơ trực tuyến tại các xã",
    "Cấp giấy phép xây dựng: rút ngắn thời gian",
)


def _links(names: tuple[str, ...], address: str, extra: str = "") -> str:
    return "".join(f"<li><a href='{address.format(i)}'>{name}</a>{extra}</li>" for i, name in enumerate(names, 30))


NOTHING = {
    "news by address": page("<h2>Điểm tin</h2><ul>" + _links(NEWS, "/tin-tuc/bai-{}.html") + "</ul>"),
    "news by dates": page("<ul>" + _links(NEWS, "/chi-tiet/{}", "<span class=date>12/03/2025</span>") + "</ul>"),
    "news by heading": page("<h3>Tin tức - Sự kiện</h3><ul>" + _links(NEWS, "/xem/{}") + "</ul>"),
    "sidebar of frequent procedures": page(
        "<p>Chào mừng</p><div><h4>Thủ tục thường gặp</h4><ul>" + _links(tuple(i.name for i in ITEMS), "/thu-tuc/{}") + "</ul></div>"
    ),
    "headlines that begin like names": page(
        "<div><h2>Chào bạn</h2>"
        + "".join(
            f"<p><a href='/tin/{n}.html'>{w}</a></p>"
            for n, w in enumerate(
                (
                    "Tạm dừng hệ thống để bảo trì từ 22 giờ",
                    "Thông báo lịch tiếp công dân định kỳ",
                    "Cập nhật ứng dụng trên điện thoại",
                    "Hỗ trợ bà con nộp hồ sơ tại nhà",
                    "Tiếp nhận ý kiến góp ý dự thảo nghị quyết",
                    "Mở thêm quầy phục vụ buổi trưa",
                ),
                40,
            )
        )
        + "</div>"
    ),
    "entries of a menu without a mark": page(
        "<div class=cot><h4>Chuyên mục</h4><p><a href=/m/1>Dịch vụ công trực tuyến toàn trình</a></p><p><a href=/m/2>Dịch vụ công một phần</a></p>"
        "<p><a href=/m/3>Thanh toán trực tuyến</a></p><p><a href=/m/4>Nộp hồ sơ</a></p><p><a href=/m/5>Đăng ký tài khoản</a></p></div>"
    ),
    "an entry of a menu and a code somewhere": page(
        "<div><div><a href=/gt>Giới thiệu</a></div><div><h2>Đơn điện tử</h2><p>Việc: <b>Tách thửa</b> 1.012784</p><form><input name=a></form></div></div>"
    ),
    "a part of a box of well-known procedures": page(
        "<h3>Bạn đọc xem nhiều</h3><ul>"
        + _links(("Cần biết khi tách thửa",), "/viec/so-a/bai/{}.html")
        + _links(tuple(i.name for i in ITEMS[:2]), "/viec/so-b-va-c-va-d/bai/{}.html")
        + "</ul>"
    ),
    "aside": page("<p>Chào mừng</p><aside><ul>" + _links(tuple(i.name for i in ITEMS), "/thu-tuc/{}") + "</ul></aside>"),
    "documents": page(
        "<table><tr><th>STT</th><th>Số ký hiệu</th><th>Ngày ban hành</th><th>Trích yếu</th></tr>"
        + "".join(
            f"<tr><td>{n}</td><td>{n}12/QĐ-UBND</td><td>0{n}/03/2025</td><td><a href='/van-ban/{n}'>Công bố danh mục thủ tục hành chính {n}</a></td></tr>"
            for n in range(1, 6)
        )
        + "</table>"
    ),
    "statistics": page(
        "<table><tr><th>STT</th><th>Tên đơn vị</th><th>Tổng số</th><th>Toàn trình</th><th>Một phần</th></tr>"
        + "".join(
            f"<tr><td>{n}</td><td><a href='/thong-ke?dv={n}0'>Sở Công Thương {n}</a></td><td>120</td><td>80</td><td>40</td></tr>"
            for n in range(1, 6)
        )
        + "</table>"
    ),
    "dossiers of people": page(
        "<table><tr><th>STT</th><th>Mã hồ sơ</th><th>Tên thủ tục</th><th>Người nộp</th><th>Ngày hẹn trả</th></tr>"
        + "".join(
            f"<tr><td>{n}</td><td>H38.1-2511{n}-0001</td><td>Đăng ký tạm trú</td><td>Nguyễn Văn A</td><td>0{n}/03/2025</td></tr>"
            for n in range(1, 6)
        )
        + "</table>"
    ),
    "fields": page(
        "<h3>Lĩnh vực</h3><ul>"
        + _links(("Hộ tịch", "Đất đai", "Lưu thông hàng hóa", "Thành lập và hoạt động doanh nghiệp"), "/thu-tuc?linh_vuc={}")
        + "</ul>"
    ),
    "agencies": page(
        "<ul>" + _links(("Sở Công Thương", "Sở Tư pháp", "UBND xã Bình Minh", "Ban Quản lý khu kinh tế"), "/thu-tuc?co_quan={}") + "</ul>"
    ),
    "questions": page(
        "<h3>Câu hỏi thường gặp</h3><ul>"
        + _links(("Đăng ký tạm trú cần giấy tờ gì?", "Cấp lại hộ chiếu mất bao lâu?", "Nộp hồ sơ ở đâu?"), "/hoi-dap/{}")
        + "</ul>"
    ),
    "site map": page(
        "<div><ul>"
        + _links(
            ("Giới thiệu chung", "Đăng ký tài khoản", "Tra cứu hồ sơ", "Thủ tục hành chính", "Dịch vụ công trực tuyến", "Liên hệ"), "/m/{}"
        )
        + "</ul></div>"
    ),
    "empty list": page(
        "<table><thead><tr><th>STT</th><th>Mã TTHC</th><th>Tên thủ tục</th><th>Mức độ</th></tr></thead><tbody><tr><td colspan=4>Không có dữ liệu</td></tr></tbody></table>"
    ),
}


@pytest.mark.parametrize("html", NOTHING.values(), ids=NOTHING.keys())
def test_no_procedure_is_invented(html: str) -> None:
    reading = read_page(Page(URL, html))
    assert (reading.outcome, reading.kind, reading.rows, reading.procedures) == (Outcome.OK, PageKind.OTHER, (), ())


def _bare(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


TROUBLE = {
    "F5": (200, _bare("Request Rejected", "The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 1234567890<br><a href='javascript:history.back();'>[Go Back]</a>"), Outcome.BLOCKED),
    "Cloudflare": (200, _bare("Just a moment...", "<h1>dichvucong.example.vn</h1><p>Checking your browser before accessing. Enable JavaScript and cookies to continue</p>"), Outcome.BLOCKED),
    "Cloudflare 403": (403, _bare("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1>"), Outcome.BLOCKED),
    "ModSecurity": (406, _bare("Not Acceptable!", "<p>An appropriate representation could not be found. This error was generated by Mod_Security.</p>"), Outcome.BLOCKED),
    "Vietnamese WAF": (200, _bare("Thông báo", "<p>Truy cập bị từ chối. Vui lòng liên hệ quản trị viên.</p>"), Outcome.BLOCKED),
    "captcha": (200, _bare("Xác nhận", "<form><p>Xác nhận bạn không phải là robot</p><div class=g-recaptcha></div></form>"), Outcome.BLOCKED),
    "too many": (429, _bare("x", "slow down"), Outcome.BLOCKED),
    "maintenance": (200, page("<h1>Hệ thống đang bảo trì, vui lòng quay lại sau</h1>"), Outcome.ERROR),
    "maintenance 503": (503, _bare("503 Service Unavailable", "<h1>Service Unavailable</h1>"), Outcome.ERROR),
    "soft 404": (200, page("<h2>Không tìm thấy trang bạn yêu cầu</h2>"), Outcome.ERROR),
    "missing procedure": (200, page("<p>Thủ tục không tồn tại hoặc đã bị xóa</p>"), Outcome.ERROR),
    "server error": (500, _bare("Runtime Error", "<h1>Server Error in '/' Application.</h1>"), Outcome.ERROR),
    "not found": (404, _bare("404", "<p>Xin lỗi</p>"), Outcome.ERROR),
    "login": (200, page("<form action=/login method=post><h3>Đăng nhập</h3><input name=user><input type=password name=pass><button>Đăng nhập</button></form>"), Outcome.LOGIN),
    "unauthorised": (401, _bare("401", "Unauthorized"), Outcome.LOGIN),
    "closed": (200, page("<p>Từ ngày 01/07/2025, Cổng dịch vụ công của tỉnh ngừng cung cấp, người dân thực hiện trên Cổng Dịch vụ công quốc gia <a href='https://dichvucong.gov.vn'>dichvucong.gov.vn</a></p>"), Outcome.CLOSED),
    "moved": (200, _bare("Thông báo", "<p>Cổng DVC tỉnh đã chuyển về Cổng Dịch vụ công quốc gia từ 01/07/2025.</p>"), Outcome.CLOSED),
    "half a page": (200, "<!doctype html><html><head><title>Danh sách</title></head><body><div id=header><h1>Cổng</h1></div><table><tr><td>1</td><td>Đăng", Outcome.ERROR),
    "nothing": (200, "", Outcome.EMPTY),
    "script shell": (200, _bare("", "<div id=root></div><script src=/main.js></script>"), Outcome.EMPTY),
}  # fmt: skip


@pytest.mark.parametrize(("status", "html", "outcome"), TROUBLE.values(), ids=TROUBLE.keys())
def test_trouble_is_named_and_holds_nothing(status: int, html: str, outcome: Outcome) -> None:
    reading = read_page(Page(URL, html, status=status))
    assert (reading.outcome, reading.kind, reading.rows, reading.procedures) == (outcome, PageKind.OTHER, (), ())
    assert reading.reason


@pytest.mark.parametrize(
    "words",
    [
        "Hệ thống đang bảo trì từ 22h00",
        "Request Rejected",
        "Trang không tồn tại",
        "Cổng ngừng cung cấp thủ tục trên Cổng Dịch vụ công quốc gia",
        "Đăng nhập <input type=password>",
        "Xác nhận bạn không phải là robot <div class=g-recaptcha></div>",
        "Access Denied",
    ],
)
def test_the_words_of_trouble_inside_a_page_with_procedures_mean_nothing(words: str) -> None:
    notice = f"<div class=notice>{words}</div></footer>"
    listing = read_page(Page(URL, LISTINGS[0](ITEMS).replace("</footer>", notice)))
    detail = read_page(Page(URL, DETAILS[0](Procedure()).replace("</footer>", notice)))
    assert (listing.outcome, len(listing.rows)) == (Outcome.OK, len(ITEMS))
    assert (detail.outcome, len(detail.procedures)) == (Outcome.OK, 1)


SITE = "<div>" + "".join(f"<a href='/muc-{n}.html'>Mục {n}</a> " for n in range(9)) + "</div>"
NOTICES = {
    "news of maintenance": "<ul>" + _links(("Thông báo bảo trì hệ thống định kỳ tháng 11", "Lịch tiếp công dân"), "/tin/{}") + "</ul>",
    "a line of news": "<p>" + "Tỉnh đẩy mạnh cải cách hành chính, phục vụ người dân. " * 10 + "Hệ thống đang bảo trì từ 22h đến 23h.</p>",
    "login beside": "<div><h4>Đăng nhập</h4><a href='/vao'>Đăng nhập</a> <a href='/nop'>Nộp hồ sơ</a></div><p>Chào mừng</p>",
    "login in a box": "<p>Chào mừng</p><div class=lg-modal style='display:none'><h4>Đăng nhập</h4><input type=password></div>",
    "login folded away": "<p>Chào</p><div class=XyBox style='display: none'><h2>Đăng nhập</h2><input type=password></div>",
    "login at the side": "<p>Chào</p><div class=XyBox><h4>Đăng nhập</h4><input name=u><input type=password></div>",
    "news of the national portal": "<ul>"
    + _links(("Chính thức dừng cổng tỉnh, chuyển về Cổng Dịch vụ công quốc gia",), "/tin/{}")
    + "</ul><p>Chào mừng</p>",
}


@pytest.mark.parametrize("html", NOTICES.values(), ids=NOTICES.keys())
def test_a_page_that_leads_on_is_not_about_a_notice_on_it(html: str) -> None:
    assert read_page(Page(URL, _bare("Cổng dịch vụ công", SITE + html))).outcome is Outcome.OK


@pytest.mark.parametrize(
    ("title", "html", "outcome"),
    [
        ("Đăng nhập", "<h1>Đăng nhập</h1><input name=u><input type=password name=p>", Outcome.LOGIN),
        ("Thông báo", "<h2>Hệ thống đang bảo trì</h2><p>Mời quay lại sau.</p>", Outcome.ERROR),
        ("Cổng", "<h2>Cổng đã dừng hoạt động</h2><p>Mời thực hiện trên Cổng Dịch vụ công quốc gia.</p>", Outcome.CLOSED),
    ],
)
def test_a_page_about_trouble_is_known_below_the_menu_of_its_site(title: str, html: str, outcome: Outcome) -> None:
    assert read_page(Page(URL, _bare(title, SITE + html))).outcome is outcome


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason="the real pages are not here")
@pytest.mark.parametrize(
    "name", ["national-home/index.html", *(f"hanoi-mirror/{n}.html" for n in ("cong-nghe-thong-tin01ad", "index", "so-do-websitedff6"))]
)
def test_real_pages_without_procedures(name: str) -> None:
    reading = read_page(Page(f"https://example.vn/{name}", (REAL / name).read_bytes()))
    assert (reading.outcome, reading.kind, reading.rows, reading.procedures) == (Outcome.OK, PageKind.OTHER, (), ())


OWN_NAME = "Cổng dịch vụ công tỉnh Nam Lĩnh"
MORE_NEWS = "".join(
    f"<p><a href='/tin/{n}'>Tin số {n}</a></p><p>{'Nội dung của bản tin này nói về nhiều việc khác nhau. ' * 8}</p>" for n in range(6)
)


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (f"{OWN_NAME} chính thức dừng hoạt động từ 01/7/2025. Mời truy cập dichvucong.gov.vn", True),
        ("Cổng dịch vụ công tỉnh Bắc Hà đã dừng hoạt động, người dân truy cập dichvucong.gov.vn", False),
        (f"{OWN_NAME} đã dừng hoạt động", False),
        (f"{OWN_NAME} ngừng góp ý, xem dichvucong.gov.vn", False),
    ],
)
def test_a_notice_of_the_portals_own_end_beside_its_news(notice: str, said: bool) -> None:
    menu = "<nav><a href=/a>Thủ tục</a><a href=/b>Nộp</a></nav>"
    html = f"<title>{OWN_NAME} - Trang chủ</title><body>{menu}<h3>Thông báo</h3><p>{notice}</p>{MORE_NEWS}</body>"
    assert (own_farewell(Page("https://dvc.tinh.example.vn/", html)) != "") is said
    assert read_page(Page("https://dvc.tinh.example.vn/", html)).outcome is Outcome.OK  # alone it is no reason to read nothing


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        ("Trang một cửa của tỉnh đã đóng giao diện từ 01/7; hồ sơ nộp tại dichvucong.gov.vn", True),
        ("Hệ thống tạm dừng để nâng cấp; việc gấp xin tới dichvucong.gov.vn", False),
    ],
)
def test_a_page_that_says_little_else_speaks_of_its_own_portal(notice: str, said: bool) -> None:
    html = (
        f"<title>Thông báo</title><body><h1>Thông báo</h1><p>{notice}</p><p><a href=/ds>Danh mục</a> <a href=/tin/1>Hỏi đáp</a></p></body>"
    )
    assert (own_farewell(Page("https://dvc.tinh.example.vn/", html)) == notice) is said


@pytest.mark.parametrize(
    "names",
    [
        ("Cấp tỉnh (41 thủ tục)", "Cấp huyện: 18 thủ tục", "Cấp xã - 9 thủ tục"),
        ("Thủ tục cấp tỉnh", "Thủ tục cấp huyện", "Thủ tục cấp xã"),
        ("Sở Y tế (có 12 TTHC)", "Sở Xây dựng (7 TTHC)", "Sở Tài chính (2 TTHC)"),
    ],
)
def test_cards_that_count_the_procedures_of_a_part_are_none(names: tuple[str, ...]) -> None:
    cards = "".join(f"<div class=o onclick=\"mo('{place}')\">{name}</div>" for place, name in enumerate(names))
    page = Page("https://mc.tinh.example.vn/", f"<!doctype html><body><h2>Tra cứu thủ tục hành chính</h2>{cards}</body>")
    assert not read_page(page).rows


def test_a_name_with_a_number_in_it_stays_one() -> None:
    assert not names_a_part(fold("Cấp giấy phép liên vận (2 thủ tục liên thông)"))
    assert not names_a_part(fold("Cấp đổi thẻ bảo hiểm (3 dịch vụ)"))


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Phân theo cơ quan", True),
        ("Sắp xếp theo tên thủ tục", True),
        ("Liệt kê theo ngành", True),
        ("Tình trạng giải quyết hồ sơ", True),
        ("TTHC lĩnh vực nông nghiệp, môi trường", True),
        ("Các thủ tục thuộc lĩnh vực Xây dựng", True),
        ("Xếp hạng di tích cấp tỉnh", False),
        ("Thủ tục công nhận nghề thuộc lĩnh vực nghề truyền thống", False),
        ("Phân loại trang thiết bị y tế", False),
    ],
)
def test_ways_to_sort_a_portal_are_no_procedures(words: str, is_one: bool) -> None:
    assert names_a_way_on(words) is is_one
