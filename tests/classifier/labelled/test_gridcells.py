"""Tables drawn by a style sheet: flat cells, the first of them heads."""

from __future__ import annotations

import pytest

from classifier.model import FieldKey, Page
from classifier.reading import read_page

URL = "https://motcua.tinh.example.vn/xem/41"
FACTS = "<p><b>Mã thủ tục:</b> 1.009374</p><p><b>Trình tự thực hiện:</b> Nộp tại Sở</p><p><b>Kết quả:</b> Giấy phép</p>"
CELLS = (("Trực tiếp", "10 ngày", "120.000 đồng", "Tại quầy 3"), ("Trực tuyến", "8 ngày", "100.000 đồng", "Trên hệ thống của tỉnh"))


def grid(head: str, cell: str, rows: tuple[tuple[str, ...], ...] = CELLS) -> str:
    heads = "".join(head.format(said) for said in ("Hình thức nộp", "Thời hạn giải quyết", "Phí, lệ phí", "Ghi chú"))
    return f"<div class=luoi>{heads}{''.join(cell.format(said) for row in rows for said in row)}</div>"


@pytest.mark.parametrize(
    ("head", "cell"), [("<div><b>{}</b></div>", "<div>{}</div>"), ("<span class=dau>{}</span>", "<span class=o>{}</span>")]
)
def test_each_column_is_read_by_its_head(head: str, cell: str) -> None:
    html = f"<html><body><main><h1>Cấp thẻ nhà báo</h1>{FACTS}{grid(head, cell)}</main></body></html>"
    (reading,) = read_page(Page(URL, html)).procedures
    told = {field.key: field.text for field in reading.fields}
    assert told[FieldKey.FEE] == "120.000 đồng\n100.000 đồng"
    assert told[FieldKey.DURATION] == "10 ngày\n8 ngày"
    assert told[FieldKey.CHANNEL_IN] == "Trực tiếp\nTrực tuyến"


def test_an_empty_column_says_nothing() -> None:
    empty = tuple((way, days, "", note) for way, days, _, note in CELLS)
    html = f"<html><body><main><h1>Cấp thẻ nhà báo</h1>{FACTS}{grid('<div><b>{}</b></div>', '<div>{}</div>', empty)}</main></body></html>"
    (reading,) = read_page(Page(URL, html)).procedures
    assert [field.text for field in reading.fields if field.key is FieldKey.FEE] == [""]


def test_labels_each_with_its_value_are_no_heads() -> None:
    pairs = "".join(
        f"<div class=a>{label}</div><div class=b>{said}</div>"
        for label, said in (("Phí, lệ phí", "Không"), ("Thời hạn giải quyết", "5 ngày"))
    )
    html = f"<html><body><main><h1>Cấp thẻ nhà báo</h1>{FACTS}<div class=luoi>{pairs}</div></main></body></html>"
    (reading,) = read_page(Page(URL, html)).procedures
    assert {field.key: field.text for field in reading.fields}[FieldKey.FEE] == "Không"
