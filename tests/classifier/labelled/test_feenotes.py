"""How a fee is paid, as the column of notes beside the fees says it."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.features.fee import Fee, read_fee
from classifier.judging.judge import judge
from classifier.model import Context, FieldKey, Page
from classifier.reading import read_page
from tests.classifier.vendors.details import page

URL = "https://motcua.example.vn/tt?ma=77120"


def paying(note: str, head: str = "Ghi chú", fee: str = "90.000 đồng", more: str = "") -> list[str]:
    table = (
        f"<table><thead><tr><th>Hình thức</th><th>Thời hạn giải quyết</th><th>Lệ phí</th><th>{head}</th>{more}</tr></thead>"
        f"<tr><td>Trực tiếp</td><td>4 ngày</td><td>{fee}</td><td>{note}</td></tr>"
        f"<tr><td>Trực tuyến</td><td>4 ngày</td><td>{fee}</td><td>{note}</td></tr></table>"
    )
    steps = "<h1>Cấp biển hiệu</h1><p><b>Trình tự thực hiện:</b> Nộp và chờ.</p>"
    body = f"{steps}<p><b>Cách thức thực hiện</b></p>{table}<p><b>Kết quả:</b> Biển</p>"
    (found,) = read_page(Page(URL, page(f"<main>{body}</main>"))).procedures
    return [cell.text for cell in found.fields if cell.key is FieldKey.PAYMENT]


@pytest.mark.parametrize(
    "note",
    ["Thu tiền tại quầy số 3", "Chuyển khoản vào tài khoản 3511 tại Kho bạc", "Thanh toán qua ví điện tử", "Đóng qua cổng thanh toán"],
)
def test_a_note_about_paying_belongs_to_the_fee(note: str) -> None:
    assert paying(note) == paying(note, head="Lưu ý thêm") == [note]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Không",
        "Nộp tại Bộ phận Một cửa, giờ hành chính",
        "Nộp tại Cổng dịch vụ công",
        "Giảm 50% phí khi nộp trực tuyến",
        "Nộp hồ sơ qua cổng dịch vụ công",
        "Thu phí theo Thông tư 85",
        "Trong giờ hành chính",
        "Đăng nhập bằng tài khoản định danh điện tử mức 2",
    ],
)
def test_other_notes_say_nothing_about_paying(note: str) -> None:
    assert paying(note) == []


def test_two_columns_of_notes_or_one_of_another_meaning_are_left_alone() -> None:
    assert paying("Thu tiền tại quầy", more="<th>Mô tả</th>") == []
    assert paying("Thu tiền tại quầy", head="Nơi nhận") == []


def fee_cell(*rows: str, head: str = "<tr><th>TT</th><th>Tên khoản</th><th>Mức phí</th><th>Cách nộp</th></tr>") -> str:
    steps = "<h1>Cấp biển hiệu</h1><dl><dt>Trình tự thực hiện</dt><dd>Nộp và chờ.</dd><dt>Kết quả</dt><dd>Biển</dd>"
    body = f"{steps}<dt>Lệ phí</dt><dd><table>{head}{''.join(rows)}</table></dd><dt>Căn cứ pháp lý</dt><dd>Luật số 9</dd></dl>"
    (found,) = read_page(Page(URL, page(f"<main>{body}</main>"))).procedures
    (fee,) = [cell.text for cell in found.fields if cell.key is FieldKey.FEE]
    return fee


def test_a_table_of_fees_is_read_by_its_rows() -> None:
    assert fee_cell("<tr><td>1</td><td>Lệ phí</td><td>Không thu</td><td>—</td></tr>") == "Lệ phí: Không thu"
    two = fee_cell(
        "<tr><td>1</td><td>Phí</td><td>70.000 đồng</td><td>Qua ví điện tử</td></tr><tr><td>2</td><td>Lệ phí</td><td></td><td></td></tr>"
    )
    assert two == "Phí: 70.000 đồng; Qua ví điện tử\nLệ phí"
    assert read_fee(fee_cell("<tr><td>1</td><td>Lệ phí</td><td></td><td></td></tr>")) is Fee.UNKNOWN
    bare = fee_cell("<tr><td>Miễn phí</td><td>Không</td></tr>", head="<thead><tr><td>Mức phí</td><td>Ghi chú</td></tr></thead>")
    assert bare == "Miễn phí; Không"


def test_a_table_of_fees_without_heads_is_left_as_it_is() -> None:
    assert fee_cell("<tr><td>Cấp mới</td><td>Không thu</td></tr>", head="") == "Cấp mới\nKhông thu"
    assert read_fee(fee_cell()) is Fee.UNKNOWN


@pytest.mark.parametrize(
    ("charge", "fee", "payment"),
    [
        ("Không", "Chưa cập nhật", "unknown"),
        ("Không", "Thông tin đang được cập nhật", "unknown"),
        ("Không", "", "not_applicable"),  # a blank cell says nothing of its own
        ("Không", "-", "not_applicable"),
        ("Không", "Không", "not_applicable"),
        ("70.000 đồng, nộp tại quầy thu", "Đang cập nhật", "no"),
        ("", "Đang cập nhật", "unknown"),
    ],
)
def test_a_fee_that_is_yet_to_be_told_is_not_none(charge: str, fee: str, payment: str) -> None:
    steps = "<tr><td>Trình tự thực hiện</td><td>Nộp và chờ.</td></tr><tr><td>Kết quả</td><td>Biển</td></tr>"
    rows = f"{steps}<tr><td>Phí</td><td>{charge}</td></tr><tr><td>Lệ phí</td><td>{fee}</td></tr><tr><td>Thời hạn</td><td>5 ngày</td></tr>"
    (found,) = read_page(Page(URL, page(f"<main><h1>Cấp biển hiệu</h1><table>{rows}</table></main>"))).procedures
    assert judge(found, Context(date(2026, 11, 22))).features.payment == payment
