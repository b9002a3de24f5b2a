# ruff: noqa: E501 - mark-up is easier to read on one line
"""Steps of a form that are pages of their own: where they stand, and what they say of paying and of the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classifier.behind.application import read_application
from classifier.behind.formsteps import further_steps, with_step
from classifier.model import ApplicationReading, Behind, Page, ProcedureReading, Result
from classifier.page.document import open_document
from classifier.page.regions import find_regions

HERE = "https://dvc.tinh.example.vn/khai/40412"
READING = ProcedureReading("https://dvc.tinh.example.vn/tthc?ma=40412", "Cấp giấy phép hoạt động bãi tắm nước ngọt", None)
NAMES = ("Khai đơn", "Gửi giấy tờ", "Phí phải nộp", "Cách nhận", "Xem lại và gửi đi")
FORM = "<form method=post><p>Tên bãi tắm <input name=ten></p><p>Vị trí <input name=vt></p><p>Diện tích <input name=dt></p><button>Lưu</button></form>"


def wizard(body: str, names: tuple[str, ...] = NAMES) -> str:
    steps = "".join(f"<li><a href='{HERE}/b{n}'>{n}. {name}</a></li>" for n, name in enumerate(names, 1))
    return f"<html><head><title>Khai</title></head><body><nav><a href=/tt>Thanh toán trực tuyến</a></nav><h2>{READING.name}</h2><ol class=cac-buoc>{steps}</ol>{body}</body></html>"


def step(number: int, body: str) -> ApplicationReading:
    address = f"{HERE}/b{number}"
    return with_step(ApplicationReading(Behind.E_FORM), Page(address, wizard(body), requested_url=address))


def steps_on(page: Page) -> tuple[str, ...]:
    doc = open_document(page.body, page.url)
    return further_steps(doc, find_regions(doc))


def test_the_steps_about_money_and_the_way_back_are_found_by_their_links() -> None:
    assert steps_on(Page(f"{HERE}/b1", wizard(FORM))) == (f"{HERE}/b3", f"{HERE}/b4")
    assert steps_on(Page(f"{HERE}/b3", wizard(FORM))) == (f"{HERE}/b4",)
    assert steps_on(Page(HERE, wizard(FORM).replace("<a ", "<b ").replace("</a>", "</b>"))) == ()
    assert steps_on(Page(HERE, f"<body>{FORM}</body>")) == ()
    elsewhere = wizard(FORM).replace(f"{HERE}/b3", "https://khac.example.vn/b3")
    assert steps_on(Page(f"{HERE}/b1", elsewhere)) == (f"{HERE}/b4",)


def test_a_step_about_money_leaves_open_how_one_pays() -> None:
    page = Page(f"{HERE}/b1", wizard(FORM))
    assert read_application(page, READING).payment is None
    assert read_application(replace(page, body=wizard(FORM, NAMES[:2] + NAMES[3:])), READING).payment is False


@pytest.mark.parametrize(
    ("body", "payment"),
    [
        ("<p>Số tiền 90.000 đồng</p><select name=nh><option>Agribank</option><option>BIDV</option></select><button>Nộp</button>", True),
        ("<p>Số tiền 90.000 đồng</p><label><input type=radio name=k>VietQR</label><button>Nộp</button>", True),
        ("<p>Số tiền 90.000 đồng, chuyển khoản vào số tài khoản 123456.</p><p>Ủy nhiệm chi <input type=file name=t></p>", False),
        ("<p>Số tiền 90.000 đồng, bằng tiền mặt khi đến nhận.</p>", False),
        ("<p>Số tiền 90.000 đồng.</p>", None),
    ],
)
def test_what_the_step_about_money_offers(body: str, payment: bool | None) -> None:
    assert step(3, body).payment is payment
    assert step(2, body).payment is None


@pytest.mark.parametrize(
    ("body", "result"),
    [
        (
            "<label><input type=radio name=n>Bưu tá mang đến qua bưu chính</label><label><input type=radio name=n>Tại quầy</label>",
            Result.POST,
        ),
        ("<input type=radio name=n id=n1><label for=n1>Bản điện tử có ký số</label>", Result.ONLINE),
        ("<select name=n><option>Nhận trực tiếp</option></select>", Result.IN_PERSON),
        ("<p>Kết quả trả qua bưu chính</p>", Result.UNKNOWN),
    ],
)
def test_what_the_step_about_the_way_back_offers(body: str, result: Result) -> None:
    assert step(4, body).result is result


def test_what_the_form_itself_said_stands() -> None:
    known = ApplicationReading(Behind.E_FORM, payment=False, result=Result.POST)
    address = f"{HERE}/b3"
    assert with_step(known, Page(address, wizard("<select name=n><option>VietQR</option></select>"), requested_url=address)) == known
    assert with_step(ApplicationReading(Behind.GATE), Page(address, wizard(""), requested_url=address)) == ApplicationReading(Behind.GATE)


@pytest.mark.parametrize("asked", ["<h3>Phần D. Nhận sản phẩm</h3>", "<p>Muốn nhận kết quả theo cách</p>", "<p>4. Giao trả kết quả:</p>"])
def test_the_way_back_asked_for_in_other_words(asked: str) -> None:
    body = FORM.replace("<button>", f"{asked}<label><input type=radio name=n>Chuyển phát tận nhà bởi bưu chính</label><button>")
    assert read_application(Page(HERE, f"<body><h2>{READING.name}</h2>{body}</body>"), READING).result is Result.POST


def test_a_list_of_links_beside_a_place_for_one_file_is_no_field() -> None:
    links = "<p>Các xã <select><option>Xã A</option><option>Xã B</option></select></p><p>Thanh toán trực tuyến: tiện lợi</p>"
    upload = "<form method=post><p>Tệp hồ sơ <input type=file name=t></p><button>Đẩy lên</button></form>"
    found = read_application(Page(HERE, f"<body><h2>{READING.name}</h2>{upload}<div>{links}</div></body>"), READING)
    assert (found.behind, found.payment) == (Behind.UPLOAD, None)


WHO = "<form method=post action=/luu><p>Họ và tên <input name=ten></p><p>Ngày sinh <input type=date name=ns></p><p>Số định danh <input name=dd></p><p>Địa chỉ <input name=dc></p>{}</form>"


@pytest.mark.parametrize(
    ("names", "next_one"),
    [
        (("Thông tin người nộp", "Kê khai tờ khai", "Đính kèm và gửi"), f"<a href='{HERE}?buoc=2'>Tiếp tục</a>"),
        (("Chủ hồ sơ", "Điền đơn", "Giấy tờ", "Gửi"), f"<a href='{HERE}?b=2'>Lưu và tiếp tục</a>"),
        (("Người nộp", "Nội dung đề nghị", "Xác nhận"), f"<button type=button onclick=\"location.href='{HERE}?s=2'\">Sang bước 2</button>"),
        (("Người khai", "Tờ khai", "Lệ phí"), f"<a class=tiep href='{HERE}/2'>Tiếp »</a>"),
        (("Định danh", "Đơn đề nghị", "Nộp"), f"<a href='{HERE}?step=2'>Bước 2</a>"),
    ],
)
def test_a_form_that_first_asks_who_applies_is_no_place_for_files(names: tuple[str, ...], next_one: str) -> None:
    found = read_application(Page(HERE, wizard(WHO.format(next_one), names), requested_url=HERE), READING)
    assert (found.behind, bool(found.onward)) == (Behind.E_FORM, True)


@pytest.mark.parametrize("names", [("Người gửi", "Chọn tệp", "Gửi"), ("Kê khai người gửi", "Tải tệp lên", "Xong")])
def test_steps_that_only_take_files_are_one(names: tuple[str, ...]) -> None:
    assert (
        read_application(Page(HERE, wizard(WHO.format("<button>Tiếp</button>"), names), requested_url=HERE), READING).behind
        is Behind.UPLOAD
    )


def test_the_step_that_is_shown_may_be_the_only_one_without_a_link() -> None:
    body = (
        "<p><input type=radio name=k value=1> Lấy ở bộ phận một cửa</p><p><input type=radio name=k value=2> Bưu điện mang đến tận nhà</p>"
    )
    address = f"{HERE}/b4"
    plain = wizard(body).replace(f"<a href='{address}'>4. Cách nhận</a>", "<b>4. Cách nhận</b>")
    shown = with_step(ApplicationReading(Behind.E_FORM), Page(address, plain, requested_url=address))
    assert shown.result is Result.POST
    two = plain.replace(f"<a href='{HERE}/b5'>5. Xem lại và gửi đi</a>", "5. Xem lại và gửi đi")
    assert with_step(ApplicationReading(Behind.E_FORM), Page(address, two, requested_url=address)).result is Result.UNKNOWN
