# ruff: noqa: E501 - data are easier to compare when each stands on one line
"""Forms that a page carries as data for its script to draw."""

from __future__ import annotations

import json
from typing import Any

import pytest

from classifier.behind.application import read_application
from classifier.model import ApplicationReading, Behind, Page, ProcedureReading

HERE = "https://cong.example.vn/khai/5511"
NAME = "Cấp giấy phép sử dụng tạm thời lòng đường"
READING = ProcedureReading("https://cong.example.vn/viec/5511", NAME, None)


def read(
    data: Any, shell: str = "<div id=noi-ve></div><script>ve('noi-ve')</script>", name: str = NAME, body: bool = False
) -> ApplicationReading:
    told = data if isinstance(data, str) else json.dumps(data)
    page = f"<html><body><main><h2>{name}</h2>{shell}<script type='application/json'>{told}</script></main></body></html>"
    return read_application(Page(HERE, page.encode() if body else page), READING)


FORMIO = {"components": [
    {"type": "panel", "title": "Phần I", "key": "p1", "components": [
        {"type": "textfield", "key": "duong", "label": "Tên đường"},
        {"type": "columns", "key": "c", "columns": [{"components": [{"type": "datetime", "key": "tu", "label": "Từ ngày"}]}, {"components": [{"type": "number", "key": "m2", "label": "Diện tích chiếm dụng"}]}]},
        {"type": "textarea", "key": "ld", "label": "Lý do"}]},
    {"type": "file", "key": "bv", "label": "Bản vẽ"},
    {"type": "button", "key": "submit", "label": "Gửi đơn"},
]}  # fmt: skip
SCHEMA = {
    "schema": {
        "type": "object",
        "properties": {
            n: {"type": "string", "title": t}
            for n, t in (("a", "Tên công trình"), ("b", "Tuyến đường"), ("c", "Lý trình"), ("d", "Đơn vị thi công"))
        },
    },
    "ui": {"nut": "Tiếp tục"},
}
VIETNAMESE = {
    "cacBuoc": ["Tờ khai", "Đính kèm", "Thanh toán lệ phí", "Nộp"],
    "truong": [
        {"ma": f"f{n}", "nhan": w, "loai": k}
        for n, (w, k) in enumerate(
            (("Tên tuyến đường", "chuỗi"), ("Số ngày", "số"), ("Mục đích sử dụng", "hộp chọn"), ("Lý do", "văn bản"))
        )
    ],
    "nut": "Tiếp theo",
}
FILES = [{"id": f"t{n}", "label": w, "type": "upload"} for n, w in enumerate(("Đơn đã ký", "Bản vẽ"))]
MENU = [{"id": f"m{n}", "title": w, "type": "link"} for n, w in enumerate(("Trang chủ", "Thủ tục hành chính", "Tra cứu hồ sơ", "Liên hệ"))]
OPINION = {
    "fields": [{"name": n, "label": w, "type": "text"} for n, w in (("a", "Họ và tên"), ("b", "Email"), ("y", "Nội dung góp ý"))],
    "nut": "Gửi góp ý",
}


@pytest.mark.parametrize(
    ("data", "behind", "payment"),
    [
        ({"props": {"form": FORMIO}}, Behind.E_FORM, False),
        (SCHEMA, Behind.E_FORM, None),
        (VIETNAMESE, Behind.E_FORM, True),
        ({"menu": MENU, "tep": FILES}, Behind.UPLOAD, None),
        ({"menu": MENU}, Behind.PROCEDURE, None),
        (OPINION, Behind.PROCEDURE, None),
        ({"a": {"type": "text", "label": "x"}, "rows": []}, Behind.PROCEDURE, None),
        ("{hỏng", Behind.PROCEDURE, None),
    ],
)
def test_forms_told_in_data(data: Any, behind: Behind, payment: bool | None) -> None:
    found = read(data)
    assert (found.behind, found.payment) == (behind, payment)


def test_a_page_of_another_procedure_and_one_that_shows_its_form_are_read_as_they_stand() -> None:
    assert read(FORMIO, name="Đăng ký kết hôn").behind is not Behind.E_FORM
    assert read(FORMIO, "<form method=post>Đơn <input type=file name=t><button>Gửi hồ sơ</button></form>").behind is Behind.UPLOAD
    assert read(FORMIO, "<p>Tờ khai</p>", body=True).behind is Behind.E_FORM  # without a place of its own
