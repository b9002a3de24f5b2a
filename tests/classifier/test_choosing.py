# ruff: noqa: E501 - mark-up is easier to read on one line
"""Pages behind a submit control that only ask where one applies, or show the form in a frame: the one way on from them."""

from __future__ import annotations

import pytest

from classifier.behind.application import read_application
from classifier.model import Behind, Page, ProcedureReading

HERE = "https://mot-cua.example.vn/dang-ky/ho-so?tt=70813"
NAME = "Công nhận làng nghề truyền thống"
READING = ProcedureReading("https://mot-cua.example.vn/tt/70813", NAME, None)
ON = "https://mot-cua.example.vn/dang-ky/to-khai?tt=70813"


def onward(body: str, name: str = NAME) -> str:
    return read_application(Page(HERE, f"<html><body><main><h2>{name}</h2>{body}</main></body></html>", requested_url=HERE), READING).onward


ROWS = "".join(
    f"<tr><td>{unit}</td><td><a href='{ON}&noi={n}'>Chọn</a></td></tr>" for n, unit in enumerate(("Phòng A", "Phòng B", "Phòng C"))
)
PLACES = f"<p><a href='{ON}&noi=1'>Ủy ban nhân dân xã Bình An</a></p><p><a href='{ON}&noi=2'>Ủy ban nhân dân xã Yên Sơn</a></p>"
BOX = "<select name=xa><option value=''>-- Chọn --</option><option value=5>Xã A</option><option value=6>Xã B</option></select>"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"<p>Chọn nơi tiếp nhận hồ sơ</p><table>{ROWS}</table>", f"{ON}&noi=0"),
        (f"<h4>Đơn vị giải quyết</h4>{PLACES}", f"{ON}&noi=1"),
        (f"<h4>Chọn địa bàn</h4><form action='{ON}'><input type=hidden name=tt value=70813>{BOX}<button>Xác nhận</button></form>", "https://mot-cua.example.vn/dang-ky/to-khai?tt=70813&xa=5"),
        (f"<iframe src='{ON}&khung=1'></iframe>", f"{ON}&khung=1"),
        (f"<table>{ROWS}</table>", ""),  # nothing says what is chosen
        (f"<p>Chọn nơi tiếp nhận</p><a href='{ON}&noi=1'>Chọn</a> <a href='https://mot-cua.example.vn/tin?tt=70813'>Chọn</a>", ""),
        (f"<h4>Chọn địa bàn</h4><form method=post action='{ON}'>{BOX}<button>Xác nhận</button></form>", ""),
        ("<iframe src='https://mot-cua.example.vn/ban-do'></iframe>", ""),
        (f"<iframe src='{ON}&k=1'></iframe><iframe src='{ON}&k=2'></iframe>", ""),
        ("<iframe src='https://khac.example.vn/dang-ky/to-khai?tt=70813'></iframe>", ""),
    ],
)  # fmt: skip
def test_the_way_on_from_a_choice_of_place(body: str, found: str) -> None:
    assert onward(body) == found


def test_a_page_of_something_else_asks_nothing_of_this_procedure() -> None:
    assert onward(f"<p>Chọn nơi tiếp nhận</p><table>{ROWS}</table>", "Đổi giấy phép lái xe") == ""


@pytest.mark.parametrize(
    ("form", "behind"),
    [
        ("<h3>Hẹn giờ đến nộp</h3><form method=post>Họ tên <input name=a> Số CCCD <input name=b> Ngày <input type=date name=c> Giờ <select name=d></select><button>Đặt lịch hẹn</button></form>", Behind.DEAD),
        ("<form method=post>Họ tên <input name=a> Số máy <input name=b> Số người <input name=e> Hôm nào đến <input type=date name=c> Lúc mấy giờ <select name=d></select><button>Bốc số</button></form>", Behind.DEAD),
        ("<form>Tên cơ sở <input name=a> Quy mô <input name=b> Người đứng đầu <input name=c> Vốn <input name=d><input type=reset value='Nhập lại'><button>In đơn</button></form>", Behind.DEAD),
        ("<form>Diện tích <input name=a> Loại <select name=b></select> Số tầng <input name=c> Hướng <input name=d><button type=button>Tính lệ phí</button></form>", Behind.DEAD),
        ("<form method=post>Tên cơ sở <input name=a> Quy mô <input name=b> Người đứng đầu <input name=c> Vốn <input name=d><button>In đơn</button><button>Gửi đơn</button></form>", Behind.E_FORM),
        ("<form method=post>Họ tên <input name=a> Email <input name=b> Điện thoại <input name=c> Ý <textarea name=d></textarea><button>Gửi ý kiến</button></form>", Behind.PROCEDURE),
        ("<p>Chụp giấy tờ rồi gửi đến hòm <a href='mailto:mot@xa.vn'>mot@xa.vn</a></p>", Behind.EMAIL),
        ("<p>Có gì chưa rõ, viết cho mot@xa.vn</p>", Behind.PROCEDURE),
    ],
)  # fmt: skip
def test_a_form_is_for_what_its_button_says(form: str, behind: Behind) -> None:
    page = Page(HERE, f"<html><body><main><h2>{NAME}</h2>{form}</main></body></html>", requested_url=HERE)
    assert read_application(page, READING).behind is behind
