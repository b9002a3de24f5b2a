# ruff: noqa: E501 - a cell stands on one line
"""A cell that says for each agency what it does names the one that does the work."""

from __future__ import annotations

import pytest

from classifier.labelled.agencycells import acting_agency
from classifier.model import FieldKey, Page
from classifier.reading import read_page


@pytest.mark.parametrize(
    ("cell", "agency"),
    [
        ("- Cơ quan trực tiếp thực hiện: Sở Y tế", "Sở Y tế"),
        ("a) Cơ quan có thẩm quyền quyết định: UBND tỉnh.\nb) Cơ quan trực tiếp thực hiện TTHC: Chi cục Thú y.\nc) Cơ quan phối hợp: Không", "Chi cục Thú y"),
        ("Cơ quan có thẩm quyền quyết định: Ủy ban nhân dân huyện; Cơ quan phối hợp (nếu có): Công an", "Ủy ban nhân dân huyện"),
        ("+ Cơ quan có thẩm quyền giải quyết: UBND xã\n+ Đơn vị trực tiếp thực hiện: không", "UBND xã"),
        ("1. Cơ quan thực hiện thủ tục hành chính: Sở Công Thương\n2. Cơ quan được ủy quyền: không có", "Sở Công Thương"),
        ("Cơ quan phối hợp: Công an tỉnh", "Cơ quan phối hợp: Công an tỉnh"),
        ("Sở Nội vụ (Ban Thi đua: tầng 3)", "Sở Nội vụ (Ban Thi đua: tầng 3)"),
        ("Cơ quan chuyên môn về xây dựng cấp huyện", "Cơ quan chuyên môn về xây dựng cấp huyện"),
    ],
)  # fmt: skip
def test_who_does_the_work(cell: str, agency: str) -> None:
    assert acting_agency(cell) == agency


@pytest.mark.parametrize(
    ("cells", "agencies"),
    [
        ("<li>Cơ quan ban hành: Bộ Y tế</li><li>Cơ quan thực hiện: Chi cục An toàn thực phẩm</li>", ["Chi cục An toàn thực phẩm"]),
        ("<li>Đơn vị giải quyết: UBND phường</li><li>Cơ quan ban hành: UBND thành phố</li>", ["UBND phường"]),
        ("<li>Cơ quan ban hành: Bộ Y tế</li>", ["Bộ Y tế"]),
        ("<li>Cơ quan ban hành: Bộ Y tế</li><li>Cơ quan thực hiện: </li>", ["Bộ Y tế"]),
    ],
)
def test_who_issued_a_procedure_is_not_who_carries_it_out(cells: str, agencies: list[str]) -> None:
    html = f"<h2>Cấp giấy chứng nhận an toàn thực phẩm</h2><ul><li>Mã thủ tục: 1.002425</li>{cells}<li>Trình tự thực hiện: Nộp đơn</li><li>Thời hạn giải quyết: 5 ngày</li><li>Thành phần hồ sơ: Đơn</li></ul>"
    (reading,) = read_page(Page("https://tthc.example.vn/x?so=5", f"<html><body>{html}</body></html>")).procedures
    assert [cell.text for cell in reading.fields if cell.key is FieldKey.AGENCY and cell.text] == agencies
