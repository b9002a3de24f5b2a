# ruff: noqa: E501 - mark-up is easier to read on one line
"""Tables of cases of one procedure (§6.16), and tables that only look like them."""

from __future__ import annotations

from datetime import date

import pytest

from classifier.model import FieldKey, Page, ProcedureReading
from classifier.reading import read_page

FACTS = """<h2>Cấp thẻ nhà báo lần đầu</h2><div class=row><b>Mã thủ tục:</b> 1.009374.000.00.00.H40</div>
<div class=row><b>Trình tự thực hiện:</b> Nộp hồ sơ, nhận giấy hẹn và chờ kết quả.</div>
<div class=row><b>Thành phần hồ sơ:</b> Sơ yếu lý lịch có xác nhận.</div><div class=row><b>Thời hạn giải quyết:</b> 20 ngày</div>
<div class=row><b>Căn cứ pháp lý:</b> Luật Báo chí</div>"""


def read(table: str) -> ProcedureReading:
    html = f"<html><body><main>{FACTS}{table}</main></body></html>"
    return read_page(Page("https://dvc.tinh.gov.vn/tthc/77", html, at=date(2026, 11, 1))).procedures[0]


def test_each_row_is_a_case_with_its_channel_and_its_own_button() -> None:
    cases = read(
        "<table><tr><th>STT<th>Nội dung trường hợp<th>Hình thức thực hiện</tr>"
        "<tr><td>1<td>Cấp lần đầu<td><a href=/khai/77>Nộp trực tuyến</a></tr><tr><td>2<td>Cấp lại do mất<td>Tại trụ sở</tr></table>"
    ).cases
    assert [case.name for case in cases] == ["Cấp lần đầu", "Cấp lại do mất"]
    assert [len(case.controls) for case in cases] == [1, 0]
    assert [case.fields[0].text for case in cases] == ["Nộp trực tuyến", "Tại trụ sở"]


def test_a_level_of_each_case_is_its_level() -> None:
    cases = read(
        "<table><tr><td>Trường hợp</td><td>Mức độ</td></tr><tr><td>Thường</td><td>Toàn trình</td></tr>"
        "<tr><td>Có yếu tố nước ngoài</td><td>Một phần</td></tr></table>"
    ).cases
    assert [(case.fields[0].key, case.fields[0].text) for case in cases] == [(FieldKey.LEVEL, "Toàn trình"), (FieldKey.LEVEL, "Một phần")]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><th>Trường hợp<th>Mức thu phí</tr><tr><td>Cấp mới<td>50.000 đồng</tr><tr><td>Cấp lại<td>20.000 đồng</tr></table>",
        "<table><tr><th>Hình thức nộp<th>Thời hạn<th>Phí</tr><tr><td>Trực tiếp<td>5 ngày<td>0</tr><tr><td>Trực tuyến<td>4 ngày<td>0</tr></table>",
        "<table><tr><th>Trường hợp<th>Cách nộp</tr><tr><td>Mọi trường hợp<td>Tại trụ sở</tr></table>",
    ],
)
def test_a_table_of_fees_or_of_channels_or_of_one_line_has_no_cases(table: str) -> None:
    assert read(table).cases == ()
