# ruff: noqa: E501 - mark-up is easier to read on one line
"""What stands behind a submit control."""

from __future__ import annotations

import pytest

from classifier.behind.application import read_application
from classifier.controls.inputs import read_inputs
from classifier.model import Behind, Page, ProcedureReading, Result
from classifier.page.document import open_document
from classifier.page.regions import find_regions
from classifier.reading import read_page
from tests.classifier.vendors.details import Procedure, page, table_th_td
from tests.classifier.vendors.listings import ITEMS, table_with_heads

HERE = "https://dvc.tinh.example.vn/nop?id=11724"
P = Procedure()
READING = ProcedureReading("https://dvc.tinh.example.vn/thu-tuc/chi-tiet?id=11724", P.name, P.code)

OWN = "".join(
    f"<label for=f{n}>{w}</label><input id=f{n} name=f{n}>"
    for n, w in enumerate(("Tên tổ chức", "Số giấy phép đã cấp", "Lý do cấp lại", "Quy mô"))
)
PERSON = "<label>Họ và tên</label><input name=hoten><label>Điện thoại</label><input name=sdt><label>Email</label><input name=email>"
LOGIN = (
    "<form action=/login method=post><h3>Đăng nhập</h3><input name=username><input type=password name=pw><button>Đăng nhập</button></form>"
)
HEAD = f"<h2>{P.name}</h2><p>Mã thủ tục: {P.code}</p>"


def read(body: str, url: str = HERE, status: int = 200, requested: str = HERE):  # type: ignore[no-untyped-def]
    return read_application(Page(url, body, status, requested_url=requested), READING)


@pytest.mark.parametrize(
    ("body", "behind"),
    [
        (page(f"{HEAD}<form method=post>{OWN}<button>Gửi hồ sơ</button></form>"), Behind.E_FORM),
        (page(f"{HEAD}<form>{OWN}<input type=radio name=r><input type=radio name=r><select name=xa><option>A</select><textarea name=t></textarea></form>"), Behind.E_FORM),
        (page(f"{HEAD}<form><label>Số giấy phép</label><input name=so>{PERSON}</form>"), Behind.E_FORM),
        (page(f"{HEAD}<form>{PERSON}<input type=file name=tep><button>Gửi</button></form>"), Behind.UPLOAD),
        (page(f"{HEAD}<form>{PERSON}<button>Gửi</button></form>"), Behind.UPLOAD),
        (page(LOGIN), Behind.GATE),
        (page("<p>Bạn cần đăng nhập bằng VNeID để nộp hồ sơ</p><a href=/sso>Đăng nhập bằng VNeID</a>"), Behind.GATE),
        (page(LOGIN) + "<p>tin</p>" * 3000, Behind.GATE),
        (page("<p>Không tìm thấy quy trình xử lý online</p>"), Behind.DEAD),
        (page("<p>Thủ tục đã chọn không phải là thủ tục toàn trình, một phần</p>"), Behind.DEAD),
        (page(f"<p>Thủ tục {P.name} hiện chưa được cấu hình tiếp nhận trực tuyến.</p>"), Behind.DEAD),
        (page("<p>Thủ tục này chưa làm được qua mạng. Mời ông (bà) đến nộp.</p>"), Behind.DEAD),
        (page(f"<h1>Không lập được hồ sơ</h1><p>{P.name}</p><a href=/vao>Đăng nhập</a>"), Behind.DEAD),
        (page("<p>Việc này không nằm trong danh mục tiếp nhận trên mạng.</p>"), Behind.DEAD),
        (page("<p>Cơ quan chỉ tiếp nhận bản giấy.</p>"), Behind.DEAD),
        (page(f"<p>Việc {P.name} chưa được cung cấp trực tuyến trên cổng.</p>" + "<p>Điện thoại của xã 0299</p>" * 200), Behind.DEAD),
        (page(f"<h2>{P.name}</h2><p>Mục này chưa sẵn sàng.</p>"), Behind.DEAD),
        (page(f"<h2>{P.name}</h2><p>Mời bà con ra quầy số 3 gặp cán bộ.</p>"), Behind.DEAD),
        (page(f"<h2>{P.name}</h2><p>Sắp ra mắt</p>"), Behind.DEAD),
        (page(f"<h2>{P.name}</h2><p>Dùng tài khoản công dân để tiếp tục.</p><a href='/vao?ve=11724'>Tiếp tục</a>"), Behind.GATE),
        (page("<p>Không thể nộp hồ sơ khi chưa đăng nhập.</p><a href=/vao>Đăng nhập</a>"), Behind.GATE),
        (page(f"{HEAD}<form>{PERSON}<label>Nội dung đề nghị</label><input name=nd><input type=file name=tep><button>Gửi</button></form>"), Behind.E_FORM),
        (page(f"<h2>{P.name}</h2><p>Việc này chưa mở kênh tiếp nhận trên mạng.</p>"), Behind.DEAD),
        (page("<h1>404</h1><p>Không tìm thấy trang</p>"), Behind.DEAD),
        (page("<p>Sorry, this service is no longer available.</p>"), Behind.DEAD),
        (page("<p>The requested item does not exist!</p>"), Behind.DEAD),


        (page(f"{LOGIN}<h4>Tôi nộp hồ sơ mà không gửi được?</h4><p>Dùng trình duyệt khác.</p>"), Behind.GATE),
        (page("<p>Vui lòng gửi hồ sơ qua hộp thư điện tử motcua@tinh.example.vn</p>"), Behind.EMAIL),
        (table_with_heads(ITEMS), Behind.HOME),
        (page("<h1>Dịch vụ công trực tuyến</h1><p>Tra cứu, nộp hồ sơ và thanh toán.</p>"), Behind.HOME),
        (table_th_td(Procedure()), Behind.PROCEDURE),
        (table_th_td(Procedure(name="Đăng ký tạm trú", code="1.004194")), Behind.HOME),
        (page(f"<h1>{P.name}</h1><a class=btn href='/huong-dan'>Xem hướng dẫn</a>"), Behind.PROCEDURE),
        (page(f"<h1>{P.name}</h1><dl><dt>Mã</dt><dd>{P.code}</dd></dl><a class=btn href='/dang-nhap?ma=1'>Nộp hồ sơ trực tuyến</a>"), Behind.GATE),
        (page(f"<form action=/tim-kiem class=search>{OWN}</form>"), Behind.HOME),
        (page(f"<div class='chat-box'>{OWN}</div>"), Behind.HOME),
        (page(f"<form id=formGopY>{OWN}</form>"), Behind.HOME),
        (page("<label>Từ khóa tìm kiếm</label><input name=a><label>Đánh giá mức độ hài lòng</label><input name=b><label>Ý kiến</label><textarea name=c></textarea>"), Behind.HOME),
        ("<html><body><div id=root></div><script src=/a.js></script></body></html>", Behind.NOT_FOLLOWED),
        ("", Behind.NOT_FOLLOWED),
        ("<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Your support ID is: 1</body></html>", Behind.NOT_FOLLOWED),
        ("<html><body><p>Hệ thống đang bảo trì</p></body></html>", Behind.OUTAGE),
    ],
)  # fmt: skip
def test_what_stands_behind(body: str, behind: Behind) -> None:
    found = read(body)
    assert found.behind is behind
    assert found.quote or behind in (Behind.NOT_FOLLOWED, Behind.HOME)


@pytest.mark.parametrize(
    ("url", "status", "behind"),
    [
        ("https://docs.google.com/forms/d/e/1/viewform", 200, Behind.EMAIL),
        ("mailto:a@b.vn", 200, Behind.EMAIL),
        (HERE, 404, Behind.DEAD),
        (HERE, 500, Behind.DEAD),
        (HERE, 502, Behind.OUTAGE),
        (HERE, 503, Behind.OUTAGE),
        (HERE, 401, Behind.GATE),
        ("https://sso.tinh.example.vn/auth/realms/digo", 200, Behind.GATE),
    ],
)
def test_addresses_and_statuses_speak_too(url: str, status: int, behind: Behind) -> None:
    assert read("<html><body><p>Xin chào</p></body></html>", url, status).behind is behind


STEPS = "<ul class=stepper><li>1. Thông tin</li><li>2. Lệ phí hồ sơ</li><li>3. Nộp hồ sơ</li></ul>"


@pytest.mark.parametrize(
    ("form", "payment"),
    [
        (f"{OWN}<button>Gửi hồ sơ</button>", False),
        (f"{OWN}<input type=submit value='Gửi tờ khai'>", False),
        (f"{OWN}<button>Gửi phiếu đi</button>", False),
        (f"{OWN}<button>Tiếp tục</button>", None),
        (f"{OWN}<button>Tiếp tục</button><button>Nộp hồ sơ</button>", None),
        (f"{OWN}<h3>Thanh toán phí, lệ phí</h3><p>Chọn ngân hàng</p><button>Gửi hồ sơ</button>", True),
        (
            f"{OWN}<select name=tt><option>Thanh toán trực tuyến</option><option>Nộp trực tiếp</option></select><button>Gửi hồ sơ</button>",
            True,
        ),
        (f"{OWN}<h4>4. Đóng lệ phí qua mạng</h4><p>Số tiền: 90.000 đồng</p><button>Gửi hồ sơ</button>", True),
        (f"{OWN}<p>Lệ phí nộp tại quầy</p><button>Gửi hồ sơ</button>", False),
        (f"{OWN}<h4>Lệ phí</h4><p>80.000 đồng, thu trực tiếp tại nơi trả giấy tờ.</p><button>Gửi hồ sơ</button>", False),
        (f"{OWN}<h4>Lệ phí</h4><p>80.000 đồng, thu bằng tiền mặt.</p><button>Gửi hồ sơ</button>", False),
        (
            f"{OWN}<h4>Lệ phí</h4><select name=c><option>Thu trực tiếp khi trả giấy tờ<option>Thẻ nội địa</select><button>Gửi hồ sơ</button>",
            True,
        ),
        (f"{OWN}<p>Chuyển khoản vào số tài khoản 123</p><button>Tiếp tục</button>", False),
        (
            f"{OWN}<label>Người liên hệ (qua tổng đài trực tuyến)</label><input name=z><h4>Lệ phí</h4><p>Thu tại quầy số 4</p><button>Nộp hồ sơ</button>",
            False,
        ),
        (
            f"{OWN}<h4>Lệ phí</h4><label><input type=radio name=c>Thu tại quầy số 4</label><label><input type=radio name=c>Trực tuyến</label><button>Nộp hồ sơ</button>",
            True,
        ),
    ],
)
def test_payment_is_read_from_the_form_only(form: str, payment: bool | None) -> None:
    assert read(page(f"{HEAD}<form method=post>{form}</form>")).payment is payment


@pytest.mark.parametrize(
    "beside",
    [
        "<nav><a href=/a>Thanh toán trực tuyến</a></nav>",
        "<div class=main-menu><a href=/a>Nộp phí</a><a href=/b>Thanh toán phí, lệ phí</a></div>",
        "<footer><p>Liên kết ngân hàng, thanh toán trực tuyến</p><select onchange='window.open(this.value)'><option>Cổng thanh toán</select></footer>",
        "<div>Liên kết<select onchange='location.href=this.value'><option value=/x>Cổng thanh toán</option></select></div>",
        "<div><label>Hỏi nhanh</label><input name=cau><button>Thanh toán</button></div>",
    ],
)
def test_the_sites_own_words_of_payment_are_no_payment_step(beside: str) -> None:
    form = f"<form method=post>{OWN}<button>Gửi hồ sơ</button></form>"
    assert read(page(f"{beside}{HEAD}{form}")).payment is False
    assert read(page(f"{HEAD}{form}{beside}")).payment is False
    assert read(page(f"{HEAD}{form}{beside}")).quote == read(page(f"{HEAD}{form}")).quote


def test_fields_that_a_script_gathers_count_without_names_beside_a_set_of_choices_that_has_one() -> None:
    asked = "".join(f"<div><span>{w}</span><input></div>" for w in ("Tên hợp tác xã", "Diện tích ao", "Loài nuôi", "Nguồn nước"))
    bank = "".join(f"<span><input type=radio name=kenh> {w}</span>" for w in ("Ví điện tử", "Thẻ nội địa", "Mã QR"))
    found = read(
        page(f"{HEAD}<form>{asked}<h4>Thanh toán lệ phí</h4>{bank}<button type=button>Thanh toán</button><button>Gửi</button></form>")
    )
    assert (found.behind, found.payment) == (Behind.E_FORM, True)


def test_a_choice_that_leads_away_is_no_field_of_a_form() -> None:
    links = "".join(f"<select onchange='window.open(this.value)' name=s{n}><option>Cổng {n}</option></select>" for n in range(4))
    assert read(page(f"<h2>Thông báo</h2>{links}")).behind is Behind.HOME


def test_fields_side_by_side_have_each_its_own_words() -> None:
    """The words of the line before are those of the fields before: "Nội dung" and its box do not make the next ones personal."""
    line = "Nội dung đề nghị <input name=k0> Số giấy phép đã cấp <input name=k1> Quy mô <input name=k2> Lý do cấp lại <input name=k3>"
    found = read(page(f"{HEAD}<div>{line} Tệp <input type=file name=t></div><button>Gửi hồ sơ</button>"))
    assert found.behind is Behind.E_FORM


def test_a_notice_of_its_own_line_refuses_on_a_long_page_that_names_the_procedure_in_a_box() -> None:
    news = "".join(f"<p>Hội nghị số {n} về cải cách hành chính và chuyển đổi số của các cơ quan trong tỉnh</p>" for n in range(80))
    notice = "<div>Không tìm thấy quy trình tiếp nhận</div>"
    box = f"<section><h3>Thường gặp</h3><span>{P.name}</span></section>"
    assert read(page(notice + box + news)).behind is Behind.DEAD
    told = "<p>Công dân nộp tại quầy khi hệ thống báo không tìm thấy quy trình hoặc khi chưa có tài khoản định danh điện tử cá nhân</p>"
    assert read(page(f"<h1>{P.name}</h1>" + told + news)).behind is not Behind.DEAD


def test_a_step_of_the_wizard_is_a_payment_step() -> None:
    assert read(page(f"{HEAD}{STEPS}<form method=post>{OWN}<button>Tiếp tục</button></form>")).payment is True


def test_a_form_around_the_whole_page_is_not_the_form() -> None:
    body = page(f"<p>{'Tin tức thanh toán trực tuyến. ' * 200}</p>{HEAD}<div>{OWN}<button>Gửi hồ sơ</button></div>").replace(
        "<body>", "<body><form>"
    )
    assert read(body).payment is False


def test_a_choice_without_a_name_in_the_frame_of_one_great_form_is_no_field_of_the_application() -> None:
    """HTML sends no field without a name: a list of sites beside the fields of a form around the page is the site's."""
    frame = (
        "<div><h4>Chuyên mục</h4><p>Có thể thanh toán trực tuyến ở mọi dịch vụ cấp bốn.</p><select><option>Báo tỉnh</option></select></div>"
    )
    fields = f"<div>{HEAD}<table><tr><td>{OWN}</td></tr></table><button>Gửi hồ sơ</button></div>"
    assert read(page(f"{fields}{frame}").replace("<body>", "<body><form method=post>")).payment is False
    unnamed = "<form>" + "".join(f"<p>Mục khai {n} <input></p>" for n in range(4)) + "<button>Gửi hồ sơ</button></form>"
    assert read(page(f"{HEAD}{unnamed}")).behind is Behind.E_FORM


@pytest.mark.parametrize(
    ("options", "result"),
    [
        ("<option>Trực tiếp</option><option>Qua bưu chính</option><option>Bản điện tử</option>", Result.ONLINE),
        ("<option>Trực tiếp</option><option>Qua bưu chính công ích</option>", Result.POST),
        ("<option>Tại bộ phận một cửa</option>", Result.IN_PERSON),
        ("<option>Khác</option>", Result.UNKNOWN),
        ("<option>Tự ra lấy ở xã</option><option>Nhờ bưu tá đem tận nhà</option>", Result.POST),
        ("<option>Ra nhận ở nhà văn hóa</option><option>Lấy tại nơi đã nộp</option>", Result.IN_PERSON),
        ("<option>Qua bưu chính</option></select><p>Phí, lệ phí: trực tuyến</p><select>", Result.POST),
    ],
)
def test_the_choice_of_result(options: str, result: Result) -> None:
    body = page(
        f"{HEAD}<form>{OWN}<label>Hình thức nhận kết quả</label><select name=nkq>{options}</select><button>Gửi hồ sơ</button></form>"
    )
    assert read(body).result is result
    assert read(page(f"{HEAD}<form>{OWN}</form>")).result is Result.UNKNOWN


@pytest.mark.parametrize(
    ("choices", "result"),
    [
        (("Ra một cửa lấy", "Bưu tá giao tận nhà"), Result.POST),
        (("Bản giấy, lấy tại quầy", "Bản điện tử vào hộp thư"), Result.ONLINE),
        (("Trực tiếp", "Trực tuyến"), Result.UNKNOWN),
        (("Nộp tại một cửa", "Nộp qua bưu điện"), Result.UNKNOWN),
        (("Thu tiền tại quầy", "Bưu tá thu hộ"), Result.UNKNOWN),
        (("Bưu điện", "Người khác"), Result.UNKNOWN),
        (("Bưu chính", "Chuyển phát nhanh"), Result.UNKNOWN),
    ],
)
def test_choices_without_a_question_tell_by_themselves_what_is_chosen(choices: tuple[str, ...], result: Result) -> None:
    boxes = "".join(f"<li><label><input type=radio name=h value={n}> {choice}</label></li>" for n, choice in enumerate(choices))
    form = f"{HEAD}<form method=post>{OWN}{{}}<ul>{boxes}</ul><button>Gửi hồ sơ</button></form>"
    assert read(page(form.format(""))).result is result
    assert read(page(form.format("<p>Giấy tờ gốc</p>"))).result is Result.UNKNOWN


def test_a_step_counted_of_all_that_asks_how_the_result_comes_back() -> None:
    steps = (
        f"<h5>1/3 - Nội dung</h5>{OWN}<h5>2/3 - Nhận kết quả</h5><label><input type=radio name=k>Giao tận nơi</label><h5>3/3 - Xong</h5>"
    )
    assert read(page(f"{HEAD}<form method=post>{steps}<button>Gửi hồ sơ</button></form>")).result is Result.POST


@pytest.mark.parametrize(
    ("button", "payment"), [("Gửi đi", False), ("» Nộp luôn", False), ("Gửi mã xác nhận cho tôi", None), ("Lưu tạm", None)]
)
def test_a_form_ends_with_the_button_that_only_says_that_one_sends(button: str, payment: bool | None) -> None:
    assert read(page(f"{HEAD}<form method=post>{OWN}<button>{button}</button></form>")).payment is payment


def test_same_procedure_and_other_system() -> None:
    other = read(page(f"<h1>{P.name.upper()}</h1><form>{OWN}</form>"), "https://dvc.bo.example.vn/x")
    assert (other.same_procedure, other.provided_via) == (True, "dvc.bo.example.vn")
    code = read(page(f"<p>1.000948</p><form>{OWN}</form>"))
    assert (code.same_procedure, code.provided_via) == (True, None)
    assert not read(page(f"<h1>Đăng ký tạm trú</h1><form>{OWN}</form>")).same_procedure


def test_the_same_procedure_elsewhere_is_handed_on() -> None:
    body = table_th_td(Procedure())
    found = read(body, "https://dvc.bo.example.vn/x")
    assert found.procedure is not None
    assert (found.procedure.code, found.procedure.url) == (P.code, "https://dvc.bo.example.vn/x")
    assert read(page(f"<h1>{P.name}</h1><p>Xem hướng dẫn</p>")).procedure is None
    assert read(page(f"<form>{OWN}</form>")).procedure is None


def test_a_front_page_that_tells_everybody_to_log_in_is_no_gate() -> None:
    words = "<h1>Cổng dịch vụ công của Bộ</h1><p>Đăng nhập để nộp hồ sơ trực tuyến.</p><a href='/gioi-thieu'>Giới thiệu</a>"
    body = f"<html><title>Trang chủ</title><body>{words}</body></html>"
    front = read_application(Page("https://dvc.bo.example.vn/", body), READING)
    inner = read_application(Page("https://dvc.bo.example.vn/nop?ma=77", body), READING)
    assert (front.behind, inner.behind) == (Behind.HOME, Behind.GATE)


@pytest.mark.parametrize(
    ("shown", "status", "behind"),
    [
        (table_th_td(Procedure(code="2.999999.000.00.00.H38", name="Cấp biển hiệu")), 200, Behind.HOME),
        (page("<p>Request Rejected. The requested URL was rejected. Support ID: 1</p>"), 403, Behind.NOT_FOLLOWED),
        (page("<main><h2>Đăng nhập</h2></main>"), 401, Behind.GATE),
        ("<script src='/app.js'></script><div id=root></div>", 200, Behind.NOT_FOLLOWED),
    ],
)
def test_a_page_without_form(shown: str, status: int, behind: Behind) -> None:
    assert read(shown, "https://dvc.tinh.example.vn/khac", status).behind is behind


@pytest.mark.parametrize(
    ("body", "onward"),
    [
        (f"{HEAD}<p>Chuẩn bị giấy tờ trước khi khai.</p><a href='/to-khai/buoc-1'>Tiếp tục &raquo;</a>", "https://dvc.tinh.example.vn/to-khai/buoc-1"),
        ("<p>Cam đoan khai đúng.</p><input type=button value='Đồng ý' onclick=\"location.href='khai?ho_so_id=11724'\">", "https://dvc.tinh.example.vn/khai?ho_so_id=11724"),
        ("<p>Cam đoan khai đúng.</p><a href='/khai'>Đồng ý</a>", ""),
        (f"{HEAD}<a href='/nop-ho-so'>Nộp hồ sơ trực tuyến</a>", ""),
        (f"{HEAD}<a href='/khai/ca-nhan'>Tiếp tục</a><a href='/khai/to-chuc'>Tiếp theo</a>", ""),
        (f"{HEAD}<a href='/nop?id=11724#tren'>Tiếp tục</a>", ""),
        (f"{HEAD}<p>Ai nộp?</p><a href='/khai/11724/cn'>Cá nhân</a><a href='/khai/11724/tc'>Tổ chức, doanh nghiệp</a>", "https://dvc.tinh.example.vn/khai/11724/cn"),
        (f"{HEAD}<form action='/mau/11724'><input type=hidden name=b value=2><input type=radio name=ai value=a><input type=radio name=ai value=b checked><button>Tiếp tục</button></form>", "https://dvc.tinh.example.vn/mau/11724?b=2&ai=b"),
        (f"{HEAD}<form action='/mau/11724?cu=1'><select name=ai><option value=''>Chọn</option><option value=x>Cá nhân</option></select><input type=submit value='Tiếp theo'></form>", "https://dvc.tinh.example.vn/mau/11724?ai=x"),
        (f"{HEAD}<a href='/khai/b1/dv/11724'>Khởi tạo hồ sơ</a>", "https://dvc.tinh.example.vn/khai/b1/dv/11724"),
        (f"{HEAD}<a href='/tep/dv/11724'>Gửi bản chụp hồ sơ</a>", "https://dvc.tinh.example.vn/tep/dv/11724"),
        (f"<div><h2>{P.name}</h2><table><tr><th>Thủ tục</th><td><a href='/tt?id=9'>{P.code}</a></td></tr></table><a href='/khai/dv/11724'>Lập tờ khai</a></div>", "https://dvc.tinh.example.vn/khai/dv/11724"),
        (f"{HEAD}<form action='/mau/11724'><button>Bắt đầu</button></form>", "https://dvc.tinh.example.vn/mau/11724"),
        (f"{HEAD}<form action='/mau/11724' method=post><input type=radio name=ai value=a><button>Tiếp tục</button></form>", ""),
        (f"{HEAD}<form action='/mau/11724'><input name=ten><button>Tiếp tục</button></form>", ""),
        (f"{HEAD}<form action='/mau/11724'><textarea name=ten></textarea><button>Tiếp tục</button></form>", ""),
        (table_th_td(Procedure(name="Đăng ký tạm trú", code="1.004194")) + "<a href='/khai?id=11724'>Tiếp tục</a>", ""),
    ],
)  # fmt: skip
def test_the_one_button_of_a_page_before_the_form(body: str, onward: str) -> None:
    assert read(page(body)).onward == onward


DIALOG = "<div class='modal fade' id=dn><h4>Đăng nhập</h4><input type=password name=p><a href='/sso'>Tài khoản VNeID</a></div>"


def test_a_dialog_for_logging_in_is_furniture_where_the_page_has_fields_of_its_own() -> None:
    step = f"{HEAD}<form method=post>{PERSON}</form><a href='/nop?id=11724&trang=2'>Tiếp tục</a>"
    found = read(page(f"{step}{DIALOG}"))
    assert (found.behind, found.onward) == (Behind.UPLOAD, f"{HERE}&trang=2")
    assert read(page(f"{HEAD}{DIALOG}")).behind is Behind.GATE


def test_a_page_before_the_form_may_say_dang_nhap_in_its_frame() -> None:
    frame = "<div><a href='/'>Cổng tỉnh</a> <a href='/sso/vneid'>Đăng nhập</a></div>"
    found = read(
        page(f"{frame}{HEAD}<p>Nộp với tư cách:</p><a href='/khai?id=11724&vai=1'>Cá nhân</a> <a href='/khai?id=11724&vai=2'>Tổ chức</a>")
    )
    assert (found.behind, found.onward) == (Behind.GATE, "https://dvc.tinh.example.vn/khai?id=11724&vai=1")


@pytest.mark.parametrize(
    ("steps", "payment"),
    [
        ("<ol><li>Người nộp</li><li>Kê khai</li><li>Tài liệu</li><li>Xác nhận</li></ol>", False),
        ("<p>1. Tờ khai → 2. Giấy tờ → 3. Ký và gửi</p>", False),
        ("<p>Bước 1: Tờ khai Bước 2: Lệ phí Bước 3: Hoàn tất</p>", True),
        ("<ol><li>Kê khai</li><li>Thanh toán</li><li>Hoàn tất</li></ol>", True),
        ("<ol><li>Kê khai</li><li>Tài liệu</li><li>Phần còn lại</li></ol>", None),
        ("<p>Kê khai, 1. Tài liệu</p>", None),
    ],
)
def test_steps_named_to_the_last_tell_whether_one_pays(steps: str, payment: bool | None) -> None:
    assert read(page(f"{HEAD}{steps}<form method=post>{OWN}</form><a href='/nop?id=11724&b=2'>Tiếp tục</a>")).payment is payment


def test_a_form_that_takes_files_is_the_form_whatever_boxes_stand_beside_it() -> None:
    side = (
        "<aside><h4>Tiện ích</h4><select name=dv><option>Sở A</option></select><p>Hướng dẫn thanh toán trực tuyến phí, lệ phí</p></aside>"
    )
    form = "<form method=post enctype=multipart/form-data><h2>Gửi tệp</h2><input type=file name=a><input type=file name=b><button>Gửi hồ sơ</button></form>"
    found = read(page(f"<div><p>{READING.name}</p>{form}</div>{side}"))
    assert (found.behind, found.payment) == (Behind.UPLOAD, False)


def test_steps_drawn_beside_a_form_belong_to_it() -> None:
    words = ("Khai thông tin", "Tệp kèm theo", "Thanh toán lệ phí trực tuyến", "Gửi đi")
    steps = "".join(f"<p><a>Bước {n}: {w}</a></p>" for n, w in enumerate(words, 1))
    menu = "".join(f"<p><a href='/m/{n}-x'>{w}</a></p>" for n, w in zip("abcd", words, strict=True))
    for beside, payment in ((steps, True), (menu, None)):
        form = f"<form method=post><table><tr><td>{beside}</td><td>{HEAD}{OWN}<button>Tiếp tục</button></td></tr></table></form>"
        found = read(page(form))
        assert (found.behind, found.payment) == (Behind.E_FORM, payment)


BOX = (
    "<div id=trai><div class=khung>TÀI KHOẢN<br>Tên đăng nhập <input name=ten><br>Mật khẩu <input type=password name=mk>"
    "<input type=submit value='Đăng nhập'></div></div>"
)


def one_form_page(body: str, address: str) -> str:
    """A page as web forms have it: one form around everything, with the site's box for logging in."""
    long = "<p>Nội dung của trang này dành cho tổ chức, cá nhân có nhu cầu thực hiện thủ tục hành chính.</p>" * 6
    return f"<html><head><title>Một cửa điện tử</title></head><body><form method=post action='{address}'>{BOX}{body}{long}</form></body></html>"


def behind_one_form(body: str) -> Behind:
    facts = {"Mã thủ tục": P.code, "Tên thủ tục": P.name, "Cơ quan thực hiện": "Sở Y tế", "Thời hạn giải quyết": "5 ngày", "Phí": "Không"}
    facts |= {"Trình tự thực hiện": "Nộp và nhận tại Bộ phận Một cửa", "Thành phần hồ sơ": "Đơn đề nghị"}
    shown = f"<table>{''.join(f'<tr><td>{label}</td><td>{value}</td></tr>' for label, value in facts.items())}</table>"
    (own,) = read_page(Page(READING.url, one_form_page(shown, "./chi-tiet?id=11724"))).procedures
    return read_application(Page(HERE, one_form_page(body, "./nop?id=11724"), requested_url=HERE), own).behind


def test_the_box_for_logging_in_that_every_page_has_makes_no_page_a_gate() -> None:
    assert behind_one_form("<h4>Các bước thực hiện</h4><p>Bước 1: lập tài khoản. Bước 2: chọn thủ tục.</p>") is Behind.HOME
    assert behind_one_form("<h4>Nộp hồ sơ</h4><p>Quý khách chưa đăng nhập nên không xem được mục này.</p>") is Behind.GATE


def test_a_second_form_to_log_in_is_what_a_page_asks_where_the_sites_own_stands_in_its_frame() -> None:
    box = "<form action='/vao' method=post><input name=ten><input type=password name=mk><button>Đăng nhập</button></form>"
    framed = f"<aside class=sidebar><h4>Thành viên</h4>{box}</aside>"
    (own,) = read_page(Page(READING.url, table_th_td(P).replace("<main>", f"<main>{framed}"))).procedures
    asked = page(f"{framed}<h2>{P.name}</h2><p>Chức năng này có ở tài khoản của tổ chức.</p><div>{box}</div>")
    for body, behind in ((asked, Behind.GATE), (asked.replace(f"<div>{box}</div>", ""), Behind.PROCEDURE)):
        assert read_application(Page(HERE, body, requested_url=HERE), own).behind is behind


ASKED = (
    "<fieldset><legend>Hội viên</legend>Thư điện tử <input name=u> Mã PIN <input type=password name=p><button>Đăng nhập</button></fieldset>"
)


def test_a_form_for_logging_in_beside_the_sites_box_is_a_gate_whatever_it_says() -> None:
    assert behind_one_form(f"<h4>{P.name}</h4><p>Mục này mở cho người đã có tên trong sổ.</p>{ASKED}") is Behind.GATE
    assert behind_one_form("<h4>Gửi đơn</h4><p>Quý khách phải có tài khoản mới dùng được mục này.</p>") is Behind.GATE
    assert behind_one_form("<h4>Gửi đơn</h4><p>Trang này chỉ dành cho thành viên.</p>") is Behind.GATE
    assert (
        behind_one_form("<h4>Hướng dẫn</h4><p>Bạn cần có tài khoản ngân hàng. Chỉ dành cho thành viên: mục bình luận.</p>") is Behind.HOME
    )


@pytest.mark.parametrize(("body", "behind"), [(f"<h3>{P.name}</h3>", Behind.GATE), ("<h3>Tin tức</h3>", Behind.HOME)])
def test_the_sites_box_moved_from_its_frame_to_what_a_page_says_of_the_procedure_is_a_gate(body: str, behind: Behind) -> None:
    """Some makes show the box once: at the side, or in the middle of the page that may not be seen without it."""
    box = (
        "<form method=post action=/thanh-vien><b>Thành viên</b><input name=u><input type=password name=p><button>Đăng nhập</button></form>"
    )
    filler = "<p>Nội dung của trang dành cho tổ chức, cá nhân có nhu cầu thực hiện thủ tục.</p>" * 6
    (own,) = read_page(Page(READING.url, f"<main>{table_th_td(P)}{filler}</main><aside>{box}</aside>")).procedures
    there = Page(HERE, f"<main>{body}{filler}{box}</main><aside>Thời tiết</aside>", requested_url=HERE)
    assert read_application(there, own).behind is behind


def test_fields_beside_the_sites_box_for_logging_in_are_an_application_all_the_same() -> None:
    """The form around a whole page holds a password, too; its other fields are not those of a log-in."""
    fields = "".join(f"<tr><td>{w}</td><td><input name=f{n}></td></tr>" for n, w in enumerate(("Tên tổ chức", "Số giấy phép", "Quy mô")))
    assert behind_one_form(f"<h4>Kê khai</h4><table>{fields}</table>") is Behind.E_FORM
    assert behind_one_form("<h4>Kê khai</h4><p>Chưa có mẫu đơn.</p>") is Behind.HOME


def test_a_maker_of_forms_whose_name_ends_in_contact_makes_no_contact_form() -> None:
    labels = ("Loại giấy phép", "Độ sâu giếng", "Số máy khoan", "Tên công trình")
    boxes = "".join(f"<p>{label} <input name=o{n}></p>" for n, label in enumerate(labels))
    for component, own in (("chronocontact", 4), ("contact", 0)):
        doc = open_document(f"<h1>Tờ khai</h1><form method=post action='/index.php?option=com_{component}'>{boxes}</form>", "https://a.vn/")
        assert read_inputs(doc, find_regions(doc)).own == own


def test_the_way_to_log_in_of_every_page_makes_no_page_a_gate() -> None:
    door = "<div><a href='/vao'>Đăng nhập</a> | <a href='https://vneid.gov.vn'>VNeID</a></div>"
    (of,) = read_page(Page(READING.url, table_th_td(P).replace("<main>", f"<main>{door}"))).procedures
    said = page(f"{door}<h2>{P.name}</h2><p>Mời quý khách gặp cán bộ phụ trách.</p>")
    asking = page(f"{door}<h2>{P.name}</h2><p>Mời quý khách dùng <a href='/vao?ve=11724'>VNeID</a> để tiếp tục.</p>")
    assert read_application(Page(HERE, said, requested_url=HERE), of).behind is not Behind.GATE
    assert read_application(Page(HERE, asking, requested_url=HERE), of).behind is Behind.GATE


def test_the_steps_of_a_wizard_count_wherever_they_stand() -> None:
    steps = "".join(
        f"<div><a id='wz_SideBar_{n}'>Bước {n}: {name}</a></div>" for n, name in enumerate(("Điền đơn", "Trả tiền phí", "Gửi"), 1)
    )
    found = read(page(f"{HEAD}<form method=post><table><tr><td>{steps}</td><td>{OWN}<button>Tiếp tục</button></td></tr></table></form>"))
    assert (found.behind, found.payment) == (Behind.E_FORM, True)


def test_a_box_of_links_within_the_form_is_no_field_of_it_where_files_are_asked_for_too() -> None:
    links = "<div><select><option>-- Liên kết --</option><option>Báo tỉnh</option></select></div>"
    legend = "<div><b>Các mức độ</b><p>Mức độ 4: mức độ 3 và thanh toán lệ phí trực tuyến</p></div>"
    form = f"<form method=post><h3>Đơn</h3>{OWN}<input type=file name=tep><button>Gửi hồ sơ</button>{legend}{links}</form>"
    doc = open_document(page(form), HERE)
    assert len(read_inputs(doc, find_regions(doc)).elements) == 5


@pytest.mark.parametrize(
    ("body", "behind"),
    [
        (f"<p>{READING.name}</p>" + "<h2>Hỏi đáp</h2><p>Gì?</p>" * 20_000, Behind.PROCEDURE),
        (
            "<form>" + "".join(f"<label for=i{n}>Tên giống cây {n}</label><input id=i{n} name=n{n}>" for n in range(20_000)) + "</form>",
            Behind.E_FORM,
        ),
        (
            f"<p>{READING.name}</p><script>"
            + "".join(f"function f{n}() {{ alert('Chưa nhận hồ sơ {n}'); }}" for n in range(15_000))
            + "</script>"
            + "".join(f"<button onclick='f{n}()'>Nộp hồ sơ</button>" for n in range(15_000)),
            Behind.PROCEDURE,
        ),
        (
            f"<p>{'Lời dẫn của cổng. ' * 30_000}</p><form>"
            + "".join(f"<label>Giống cây {n}</label><input name=n{n}>" for n in range(15_000))
            + "<button>Gửi hồ sơ</button></form>",
            Behind.E_FORM,
        ),
    ],
    ids=["questions", "labels", "messages", "fields"],
)
def test_work_grows_no_faster_than_the_page(body: str, behind: Behind) -> None:
    """Looking through the whole page again for each of these would take minutes."""
    assert read_application(Page(HERE, f"<html><body>{body}</body></html>"), READING).behind is behind


@pytest.mark.parametrize(
    ("button", "applies"),
    [
        ("Đăng ký hỗ trợ tiền thuê nhà", True),
        ("Đăng ký nhận con nuôi", True),
        ("Yêu cầu hỗ trợ học phí", True),
        ("Yêu cầu hỗ trợ trực tuyến", False),
        ("Đăng ký nhận bản tin", False),
        ("Đăng ký tư vấn", False),
        ("Gửi yêu cầu hỗ trợ", False),
    ],
)
def test_what_a_button_asks_for_may_be_the_procedure_itself(button: str, applies: bool) -> None:
    assert (read(page(f"{HEAD}<form method=post>{OWN}<button>{button}</button></form>")).behind is Behind.E_FORM) == applies


@pytest.mark.parametrize(
    ("last", "payment"),
    [
        ("<section hidden><label>Cam đoan</label><input name=z><button>Gửi hồ sơ</button></section>", False),
        (
            "<section hidden><h4>Nộp lệ phí</h4><select name=z><option>Ví điện tử<option>Ngân hàng</select><button>Gửi hồ sơ</button></section>",
            True,
        ),
        ("", None),
    ],
)
def test_steps_that_all_stand_on_the_page_are_the_whole_form(last: str, payment: bool | None) -> None:
    turn = "<button type=button onclick='hien({n})'>Tiếp theo</button>"
    steps = f"<section>{PERSON}{turn.format(n=1)}</section><section hidden>{OWN}{turn.format(n=2)}</section>{last}"
    found = read(page(f"{HEAD}<form method=post>{steps}</form>"))
    assert (found.behind, found.payment) == (Behind.E_FORM, payment)


def stepped(
    first: str, *others: str, turn: str = "<input type=button value='Tiếp theo'>", send: str = "<input type=submit value='Gửi đi'>"
) -> str:
    parts = f"<fieldset>{first}</fieldset>" + "".join(f"<fieldset style='display: none'>{other}</fieldset>" for other in others)
    return page(f"{HEAD}<form method=post>{parts}<p><input type=button value='Lùi lại'>{turn}{send}</p></form>")


FILES = "<p>Bản chụp giấy phép <input type=file name=t></p>"
BACK = "<legend>Bước 3: Nhận kết quả</legend><label><input type=radio name=k>Tại quầy</label><label><input type=radio name=k>Bưu điện gửi về tận nhà</label>"


@pytest.mark.parametrize(
    ("body", "payment", "result"),
    [
        (stepped(OWN, FILES), False, Result.UNKNOWN),
        (stepped(OWN, FILES, BACK), False, Result.POST),
        (stepped(OWN, FILES).replace("fieldset", "div").replace("<p><input type=button value='Lùi", "<div><input type=button value='Lùi").replace("</p></form>", "</div></form>"), False, Result.UNKNOWN),
        (stepped(OWN, FILES).replace(" style='display: none'", "").replace("<fieldset>", "<fieldset>Bước 1. Khai", 1).replace("<fieldset><p>", "<fieldset>Bước 2. Giấy tờ<p>"), False, Result.UNKNOWN),
        (stepped(OWN, FILES, "<p>Thanh toán qua <select name=nh><option>VNPAY</option></select></p>"), True, Result.UNKNOWN),
        (stepped(OWN), None, Result.UNKNOWN),  # what comes next is not on the page
        (stepped(OWN, FILES, turn="<button>Tiếp theo</button>"), None, Result.UNKNOWN),  # the server shows what comes next
        (stepped(OWN, FILES, send=""), None, Result.UNKNOWN),
        (stepped(OWN, FILES).replace(" style='display: none'", ""), None, Result.UNKNOWN),  # two boxes of one step, for all that one knows
    ],
)  # fmt: skip
def test_a_form_whose_steps_all_stand_on_the_page_is_read_to_its_end(body: str, payment: bool | None, result: Result) -> None:
    found = read(body)
    assert (found.behind, found.payment, found.result) == (Behind.E_FORM, payment, result)


@pytest.mark.parametrize(
    "guard",
    [
        "<label>Nhập mã bảo mật</label><input name=ma1>",
        "<p>Ký tự trong hình (*) <input name=kt></p>",
        "<div><img src='/anh/securityCode.png'><input name=x9></div>",
    ],
)
def test_a_code_against_machines_is_no_field_of_the_procedure(guard: str) -> None:
    files = "<input type=file name=t1><input type=file name=t2>"
    found = read(page(f"{HEAD}<form method=post>{PERSON}{files}{guard}<button>Chuyển hồ sơ</button></form>"))
    assert found.behind is Behind.UPLOAD


def test_a_question_that_speaks_of_safety_is_one() -> None:
    files = "<input type=file name=t1>"
    asked = "<label>Mã an toàn thực phẩm đã cấp</label><input name=atp>"
    assert read(page(f"{HEAD}<form method=post>{PERSON}{files}{asked}<button>Nộp hồ sơ</button></form>")).behind is Behind.E_FORM
