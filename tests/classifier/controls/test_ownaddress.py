# ruff: noqa: E501 - mark-up is easier to read on one line
"""Whose a control is by what its address hands over."""

from __future__ import annotations

import pytest

from classifier.judging.judge import judge
from classifier.model import Context, ControlKind, Page, Submission
from classifier.page.recordids import procedure_id
from classifier.reading import read_page
from tests.classifier.judging.building import AT

URL = "https://so.tinh.example.vn/2019/05/cap-bien-hieu-cho-xe-du-lich/"
FACTS = (
    "<h1>Cấp biển hiệu cho xe du lịch</h1>{code}<p>Lĩnh vực: Du lịch</p><p>Trình tự thực hiện: Gửi đơn về Sở</p><p>Thành phần hồ sơ: Đơn</p>"
    "<p>Thời hạn giải quyết: 9 ngày</p><p>Căn cứ pháp lý: Luật Du lịch</p>"
)
WAY = "<p>Cách thức thực hiện: <a href='{}'>Nộp hồ sơ trực tuyến</a></p>"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://x.vn/nop?idTTHC=117240&donvi=svh", "117240"),
        ("https://x.vn/nop?ma_thu_tuc=1.001234", "1.001234"),
        ("https://x.vn/nop?procedureId=5f0c2a11-1b2c-4d3e-8f90-aabbccddeeff", "5f0c2a11-1b2c-4d3e-8f90-aabbccddeeff"),
        ("https://x.vn/nop?dvc=4", ""),  # a level as likely
        ("https://x.vn/nop?idTTHC=all", ""),
        ("https://x.vn/nop?id=117240", ""),  # of whatever
        ("https://x.vn/nop?tthc=117240&thutuc=99812", ""),
        ("https://x.vn/tthc/117240", ""),
        ("https://[x", ""),
    ],
)
def test_names_that_can_only_mean_a_procedure(address: str, told: str) -> None:
    assert procedure_id(address) == told


@pytest.mark.parametrize(
    ("ways", "code", "submission"),
    [
        (["https://mot-cua.tinh.example.vn/nop?idTTHC=117240"], "", Submission.GATE),
        (["https://mot-cua.tinh.example.vn/nop?idTTHC=117240"], "<p>Mã thủ tục: 1.001234</p>", Submission.GATE),
        (["https://mot-cua.tinh.example.vn/nop?tthc=1.001234"], "", Submission.GATE),
        (["https://mot-cua.tinh.example.vn/nop?tthc=1.001299"], "<p>Mã thủ tục: 1.001234</p>", Submission.EXTERNAL),  # another's code
        (["https://mot-cua.tinh.example.vn/nop?phien=117240"], "", Submission.EXTERNAL),
        # Two procedures: nobody knows which of them is this one.
        (
            ["https://mot-cua.tinh.example.vn/nop?idTTHC=117240", "https://mot-cua.tinh.example.vn/nop?idTTHC=117241"],
            "",
            Submission.EXTERNAL,
        ),
    ],
)
def test_the_one_procedure_to_which_submit_controls_lead_is_the_pages(ways: list[str], code: str, submission: Submission) -> None:
    """Another system numbers procedures in its own way, and nobody may have followed the control (§6.8)."""
    page = FACTS.format(code=code) + "".join(WAY.format(way) for way in ways)
    (found,) = read_page(Page(URL, f"<html><body><main>{page}</main></body></html>")).procedures
    assert {c.own for c in found.controls if c.kind is ControlKind.SUBMIT} == {submission is Submission.GATE}
    assert judge(found, Context(at=AT)).features.submission is submission
