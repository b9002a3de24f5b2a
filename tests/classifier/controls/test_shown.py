# ruff: noqa: E501 - mark-up is easier to read on one line
"""What stands hidden on a procedure's page until a button shows it: the way to its form, a refusal, the rest of its description."""

from __future__ import annotations

import pytest

from classifier.model import Control, ControlKind, FieldKey, Page, ProcedureReading
from classifier.reading import read_page

URL = "https://motcua.tinh.example.vn/viec?so=40312"
NAME = "Xác nhận nguồn gốc gỗ rừng trồng"


def read(extra: str, url: str = URL) -> ProcedureReading:
    """A page that tells the steps and the papers, and what `extra` adds."""
    told = "<dl><dt>Các bước thực hiện</dt><dd>Chủ rừng nộp bảng kê, hạt kiểm lâm xác nhận.</dd><dt>Giấy tờ phải nộp</dt><dd>Bảng kê lâm sản.</dd><dt>Bao lâu xong</dt><dd>3 ngày</dd></dl>"
    (found,) = read_page(Page(url, f"<html><body><section><h2>{NAME}</h2>{told}</section>{extra}</body></html>")).procedures
    return found


def button(extra: str) -> Control:
    return next(c for c in read(extra).controls if c.kind is ControlKind.SUBMIT and c.text in ("Gửi hồ sơ qua mạng", "Nộp trực tuyến"))


WAY = "<aside id=hoi style='display:none'><h3>Nơi nhận</h3><ul><li>Hạt kiểm lâm Đông <a href='/ke-khai?so=40312&noi=2'>Chọn nơi này</a></li></ul></aside>"
FUNCTIONS = (
    ("mo()", "function mo(){ document.getElementById('hoi').style.display = 'block'; }"),
    ("mo('hoi')", "function mo(x) { $('#' + x).fadeIn(200); }"),
    ("hien('hoi')", "var hien = function(o){ document.getElementById(o).classList.add('mo'); };"),
    ("$('#hoi').slideDown()", ""),
)


@pytest.mark.parametrize(("call", "script"), FUNCTIONS)
def test_a_button_leads_where_the_part_leads_that_it_shows(call: str, script: str) -> None:
    found = button(f'<button onclick="{call}">Gửi hồ sơ qua mạng</button>{WAY}<script>{script}</script>')
    assert (found.url, found.action, found.own) == ("https://motcua.tinh.example.vn/ke-khai?so=40312&noi=2", "get", True)


def test_a_dialog_of_mark_up_alone_leads_on_as_well() -> None:
    dialog = "<dialog id=d1><p>Chọn nơi nhận</p><a href='/nop/40312'>Tiếp tục</a><a href='/xem/40312'>Xem cách làm</a></dialog>"
    found = button(f"<button commandfor=d1>Nộp trực tuyến</button>{dialog}")
    assert found.url == "https://motcua.tinh.example.vn/nop/40312"


@pytest.mark.parametrize(
    "part",
    [
        "<div id=hoi hidden><a href='/ke-khai?so=40999'>Chọn nơi này</a></div>",  # another record's
        "<div id=hoi hidden><a href='/ke-khai'>Chọn nơi này</a></div>",  # everybody's
        "<div id=hoi hidden><a href='/viec/40312/huong-dan'>Xem hướng dẫn</a></div>",
        "<div id=hoi hidden>Mời chọn nơi nhận hồ sơ</div>",
    ],
)
def test_a_part_that_leads_nowhere_leaves_the_button_to_be_pressed(part: str) -> None:
    found = button(f"<button onclick=\"mo('hoi')\">Nộp trực tuyến</button>{part}<script>{FUNCTIONS[1][1]}</script>")
    assert (found.url, found.action, found.modal_text) == (None, "script", "")


REFUSAL = "<div id=hoi class=khung hidden>Việc này chưa hỗ trợ nộp qua mạng, mời đến hạt kiểm lâm.</div>"


def test_a_part_that_refuses() -> None:
    found = button(f"<button onclick=\"mo('hoi')\">Nộp trực tuyến</button>{REFUSAL}<script>{FUNCTIONS[1][1]}</script>")
    assert (found.action, found.modal_text) == ("modal", "Việc này chưa hỗ trợ nộp qua mạng, mời đến hạt kiểm lâm.")


LOG_IN = "<{0} id=hoi><h5>Đăng nhập để gửi hồ sơ</h5><form method=post action=/vao><input type=hidden name=ve value=/ke-khai/40312><input name=ten><input type=PassWord name=khoa><button>Vào</button></form></{0}>"


@pytest.mark.parametrize(("call", "script"), [*FUNCTIONS, ("document.getElementById('hoi').showModal()", "")])
@pytest.mark.parametrize("tag", ["dialog", "section"])
def test_a_box_to_log_in_is_a_gate_that_nobody_needs_to_press(call: str, script: str, tag: str) -> None:
    found = button(f'<button onclick="{call}">Nộp trực tuyến</button>{LOG_IN.format(tag)}<script>{script}</script>')
    assert (found.action, found.modal_text[:24]) == ("modal", "Đăng nhập để gửi hồ sơ V")


@pytest.mark.parametrize("mark", ["data-ma='40312'", "data-id=40312", "data-thutuc=40312"])
def test_a_link_to_a_box_on_its_page_opens_it_whatever_it_hands_to_a_script(mark: str) -> None:
    found = button(f"<p><a href='#hoi' {mark}>Nộp trực tuyến</a></p>{LOG_IN.format('section')}")
    assert found.modal_text.startswith("Đăng nhập để gửi hồ sơ")


@pytest.mark.parametrize(
    "box",
    [
        LOG_IN.format("section").replace("PassWord", "text"),  # a form to fill in that only speaks of logging in
        LOG_IN.format("section").replace("Đăng nhập để gửi hồ sơ", "Gửi hồ sơ kèm mã tra cứu"),
    ],
)
def test_a_box_that_is_no_log_in_is_left_to_be_pressed(box: str) -> None:
    found = button(f"<button onclick=\"$('#hoi').show()\">Nộp trực tuyến</button>{box}")
    assert (found.action, found.modal_text) == ("script", "")


@pytest.mark.parametrize(
    ("call", "script"),
    [
        ("mo('hoi')", "function mo(x){ if (!ok) $('#' + x).show(); }"),  # what decides is not on the page
        ("mo('hoi')", "function mo(x){ $.get('/duoc-khong', 1); $('#' + x).show(); }"),
        ("mo('hoi')", ""),  # of another file: it may do anything
        ("mo(this)", "function mo(x){ $('#hoi').show(); }"),
    ],
)
def test_a_script_that_does_more_than_show_a_part_is_left_to_be_pressed(call: str, script: str) -> None:
    found = button(f'<button onclick="{call}">Nộp trực tuyến</button>{REFUSAL}<script>{script}</script>')
    assert (found.action, found.modal_text) == ("script", "")


def rest(name: str) -> str:
    rows = {
        "Ký hiệu thủ tục": "3.000160",
        "Tên việc": name,
        "Mức độ DVC": "Một phần",
        "Đối tượng": "Chủ rừng",
        "Sản phẩm nhận được": "Bảng kê có xác nhận, nhận tại hạt kiểm lâm",
        "Văn bản quy định": "Nghị định 102/2020/NĐ-CP",
    }
    lines = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows.items())
    return f"<dialog id=them><h4>Thông tin thêm</h4><table>{lines}</table></dialog>"


def test_a_page_goes_on_in_a_dialog() -> None:
    found = read(rest(NAME))
    told = {field.key: field.text for field in found.fields}
    assert (found.code, told[FieldKey.LEVEL]) == ("3.000160", "Một phần")
    assert told[FieldKey.RESULT] == "Bảng kê có xác nhận, nhận tại hạt kiểm lâm"
    assert FieldKey.STEPS in told


def test_a_dialog_about_another_procedure_says_nothing_of_this_one() -> None:
    found = read(rest("Cấp phép khai thác tận dụng gỗ"))
    assert found.code is None
    assert FieldKey.LEVEL not in {field.key for field in found.fields}
