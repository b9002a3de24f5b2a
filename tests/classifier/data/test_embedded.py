"""What a page carries for its own script: parts behind tabs that only a click draws."""

from __future__ import annotations

import json

import pytest

from classifier.model import FieldKey, Page, ProcedureReading
from classifier.reading import read_page

URL = "https://mot-cua.tinh.example.vn/ho-so/so-17"
STATE = {
    "tt": {
        "id": 17,
        "maThuTuc": "1.004002",
        "tenThuTuc": "Xóa đăng ký phương tiện",
        "lePhi": "Không thu phí",
        "coSoPhapLy": {"canCu": ["Luật Giao thông đường thủy nội địa"]},
        "canCuPhapLy": "Thông tư 75/2014/TT-BGTVT",
        "trinhTuThucHien": "Nộp hồ sơ",
        "giayTo": [
            {"ten": "Đơn đề nghị xóa đăng ký theo mẫu", "tep": {"tenTep": "a.docx", "url": "/kho/a.docx"}},
            {"ten": "Bản cam kết theo mẫu", "tep": None},
            {"ten": "Giấy chứng nhận đã cấp", "tep": None},
        ],
    }
}


def read(carrier: str, code: str = "1.004002") -> ProcedureReading:
    tabs = "".join(f"<button class=t>{words}</button>" for words in ("Chung", "Hồ sơ cần nộp", "Phí, lệ phí", "Căn cứ và yêu cầu"))
    facts = (
        ("Mã thủ tục", code),
        ("Trình tự thực hiện", "Nộp tại bộ phận một cửa"),
        ("Thời hạn giải quyết", "3 ngày"),
        ("Kết quả thực hiện", "Giấy chứng nhận"),
    )
    rows = "".join(f"<div class=r><div class=n>{label}</div><div class=v>{value}</div></div>" for label, value in facts)
    html = f"<main><h1>Xóa đăng ký phương tiện</h1><div class=s>{tabs}</div><section>{rows}</section></main>{carrier}"
    (found,) = read_page(Page(URL, f"<html><body>{html}</body></html>")).procedures
    return found


@pytest.mark.parametrize(
    "carrier",
    [
        f"<script type='application/json' id=trang>{json.dumps(STATE)}</script>",
        f"<div id=app data-page='{json.dumps(STATE)}'></div>",
    ],
    ids=["script", "attribute"],
)
def test_data_of_the_page_fill_what_its_mark_up_does_not_show(carrier: str) -> None:
    found = read(carrier)
    texts = {field.key: field.text for field in found.fields}
    assert texts[FieldKey.STEPS] == "Nộp tại bộ phận một cửa"  # what is shown comes first
    assert texts[FieldKey.FEE] == "Không thu phí"
    assert texts[FieldKey.LEGAL_BASIS] == "Thông tư 75/2014/TT-BGTVT"
    assert [(m.named, m.file.url if m.file else None) for m in found.forms] == [
        ("Đơn đề nghị xóa đăng ký theo mẫu", "https://mot-cua.tinh.example.vn/kho/a.docx"),
        ("Bản cam kết theo mẫu", None),
    ]


@pytest.mark.parametrize("carrier", ["", "<script type='application/json'>{không phải</script>"])
def test_the_heads_of_tabs_are_no_values_of_each_other(carrier: str) -> None:
    assert {field.text for field in read(carrier).fields if field.key is FieldKey.FEE} <= {""}


def test_data_of_another_procedure_say_nothing() -> None:
    found = read(f"<script type='application/json'>{json.dumps(STATE)}</script>", code="1.004003")
    assert found.forms == () and not any(field.text for field in found.fields if field.key is FieldKey.FEE)
